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


class Decision:
    """Trees as arrays; immutable, so threads can share it."""

    def __init__(self, data: Mapping[str, Any], features: tuple[str, ...] = FEATURES) -> None:
        if tuple(data["features"]) != features:
            raise ValueError("the decision was trained on other features; train it again: python -m evaluation.train")
        trees = data["trees"]
        size = max(len(tree["feature"]) for tree in trees)
        self._base = float(data["base"])
        self._depth = int(data["depth"])
        self._offsets = np.arange(len(trees), dtype=np.intp) * size
        self._feature = self._flat(trees, "feature", size).astype(np.intp)
        self._threshold = self._flat(trees, "threshold", size).astype(np.float32)
        start = np.repeat(self._offsets, size)
        self._left = self._flat(trees, "left", size).astype(np.intp) + start
        self._right = self._flat(trees, "right", size).astype(np.intp) + start
        self._value = self._flat(trees, "value", size)
        self._curve = np.array(data["calibration"], dtype=np.float64)

    @staticmethod
    def _flat(trees: list[Mapping[str, Any]], name: str, size: int) -> npt.NDArray[np.float64]:
        rows = np.zeros((len(trees), size))
        for row, tree in zip(rows, trees, strict=True):
            row[: len(tree[name])] = tree[name]
        return rows.ravel()

    def log_odds(self, rows: Floats) -> npt.NDArray[np.float64]:
        """The uncalibrated log-odds of each row of features."""
        nodes = np.broadcast_to(self._offsets, (rows.shape[0], self._offsets.size))
        values = np.ascontiguousarray(rows).ravel()
        lines = (np.arange(rows.shape[0]) * rows.shape[1])[:, None]
        for _ in range(self._depth):
            smaller = values.take(lines + self._feature.take(nodes)) <= self._threshold.take(nodes)
            nodes = np.where(smaller, self._left.take(nodes), self._right.take(nodes))
        total: npt.NDArray[np.float64] = self._base + self._value.take(nodes).sum(axis=1)
        return total

    def probabilities(self, rows: Floats) -> npt.NDArray[np.float64]:
        """The calibrated probability of each row of features."""
        if not rows.shape[0]:
            return np.zeros(0)
        odds: npt.NDArray[np.float64] = np.interp(self.log_odds(rows), self._curve[0], self._curve[1])
        return odds


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
