"""The decision: from features to the probability that an entity is meant.

A sum of small decision trees whose leaves add up to log-odds, then a calibration curve. Trees are plain JSON lists
(``data/decision.json``); in features where only one direction makes sense they are monotone, so more similarity never
counts against a candidate.
"""

from __future__ import annotations

import json
from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING, Any

import numpy as np

from namenorm.resolving.features import FEATURES, PAIR_FEATURES

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy.typing as npt

    Floats = npt.NDArray[np.float32]


_TOGETHER = 16  # rows whose places in all trees stay in the processor's caches


class Decision:
    """Trees as arrays; immutable, so threads can share it."""

    def __init__(self, data: Mapping[str, Any], features: tuple[str, ...] = FEATURES) -> None:
        if tuple(data["features"]) != features:
            raise ValueError("the decision was trained on other features; train it again: python -m evaluation.train")
        trees = [_side_by_side(tree) for tree in data["trees"]]
        ends = np.cumsum([0, *(len(tree["feature"]) for tree in trees)])
        self._base = float(data["base"])
        self._depth = int(data["depth"])
        self._roots = ends[:-1]
        self._feature = np.concatenate([tree["feature"] for tree in trees])
        self._threshold = np.concatenate([tree["threshold"] for tree in trees])
        self._left = np.concatenate([tree["left"] + start for tree, start in zip(trees, ends, strict=False)])
        self._value = np.concatenate([tree["value"] for tree in trees])
        self._curve = np.array(data["calibration"], dtype=np.float64)

    def log_odds(self, rows: Floats) -> npt.NDArray[np.float64]:
        """The uncalibrated log-odds of each row of features."""
        parts = [self._summed(rows[start : start + _TOGETHER]) for start in range(0, rows.shape[0], _TOGETHER)]
        return np.concatenate([np.zeros(0), *parts])

    def _summed(self, rows: Floats) -> npt.NDArray[np.float64]:
        nodes = np.broadcast_to(self._roots, (rows.shape[0], self._roots.size))
        values = np.ascontiguousarray(rows).ravel()
        lines = (np.arange(rows.shape[0]) * rows.shape[1])[:, None]
        for _ in range(self._depth):
            larger = values.take(lines + self._feature.take(nodes)) > self._threshold.take(nodes)
            nodes = self._left.take(nodes) + larger
        total: npt.NDArray[np.float64] = self._base + self._value.take(nodes).sum(axis=1)
        return total

    def probabilities(self, rows: Floats) -> npt.NDArray[np.float64]:
        """The calibrated probability of each row of features."""
        if not rows.shape[0]:
            return np.zeros(0)
        odds: npt.NDArray[np.float64] = np.interp(self.log_odds(rows), self._curve[0], self._curve[1])
        return odds


def _side_by_side(tree: Mapping[str, Any]) -> dict[str, npt.NDArray[Any]]:
    """A tree with its nodes in an order in which the right child of each follows the left one; leaves are their own."""
    order: list[int] = [0]
    left: list[int] = []
    for node in order:  # grows meanwhile
        is_leaf = tree["left"][node] == node
        left.append(len(left) if is_leaf else len(order))
        order += () if is_leaf else (tree["left"][node], tree["right"][node])
    leaves = np.array(left) == np.arange(len(left))
    return {
        "feature": np.array(tree["feature"], dtype=np.intp)[order],
        "threshold": np.where(leaves, np.inf, np.array(tree["threshold"])[order]).astype(np.float32),
        "left": np.array(left, dtype=np.intp),
        "value": np.array(tree["value"], dtype=np.float64)[order],
    }


def _read(name: str) -> Any:
    return json.loads(resources.files("namenorm.resolving").joinpath(f"data/{name}").read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def default_decision() -> Decision:
    """The trained decision that namenorm ships (``resolving/data/decision.json``)."""
    return Decision(_read("decision.json"))


@lru_cache(maxsize=1)
def comparison_decision() -> Decision:
    """The decision over two names without a knowledge base (``resolving/data/comparison.json``)."""
    return Decision(_read("comparison.json"), PAIR_FEATURES)
