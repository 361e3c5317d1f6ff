"""The decision: from features to the probability that an entity is meant.

A sum of small decision trees whose leaves add up to log-odds, then a calibration curve. Trees are plain JSON lists
(``data/decision.json``); in features where only one direction makes sense they are monotone, so more similarity never
counts against a candidate.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from itertools import chain
from typing import Any

import numpy as np
import numpy.typing as npt

from namenorm.resolving.features import FEATURES, PAIR_FEATURES
from namenorm.resolving.shipped import shipped

Floats = npt.NDArray[np.float32]

_TOGETHER = 16  # rows whose places in all trees stay in the processor's caches


class Decision:
    """Trees as arrays; immutable, so threads can share it."""

    def __init__(self, data: Mapping[str, Any], features: tuple[str, ...] = FEATURES) -> None:
        if tuple(data["features"]) != features:
            raise ValueError("the decision was trained on other features; train it again: python -m evaluation.train")
        trees = data["trees"]
        sizes = [len(tree["feature"]) for tree in trees]
        starts = np.cumsum([0, *sizes[:-1]])
        self._base = float(data["base"])
        self._depth = int(data["depth"])
        self._roots = starts
        self._feature, self._right = (_flat(trees, name, np.intp) for name in ("feature", "right"))
        self._right += starts.repeat(sizes)
        # The left child of a node is the one behind it; a leaf is its own right child, and everything goes there.
        is_leaf = self._right == np.arange(sum(sizes))
        self._threshold = np.where(is_leaf, np.float32(-np.inf), _flat(trees, "threshold", np.float32))
        self._value = _flat(trees, "value", np.float64)
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
            nodes = np.where(larger, self._right.take(nodes), nodes + 1)
        total: npt.NDArray[np.float64] = self._base + self._value.take(nodes).sum(axis=1)
        return total

    def probabilities(self, rows: Floats) -> npt.NDArray[np.float64]:
        """The calibrated probability of each row of features."""
        if not rows.shape[0]:
            return np.zeros(0)
        odds: npt.NDArray[np.float64] = np.interp(self.log_odds(rows), self._curve[0], self._curve[1])
        return odds


def _flat(trees: list[Mapping[str, Any]], name: str, kind: type[Any]) -> npt.NDArray[Any]:
    return np.array(list(chain.from_iterable(tree[name] for tree in trees)), dtype=kind)


@lru_cache(maxsize=1)
def default_decision() -> Decision:
    """The trained decision that namenorm ships (``resolving/data/decision.json``)."""
    return Decision(shipped("decision.json"))


@lru_cache(maxsize=1)
def comparison_decision() -> Decision:
    """The decision over two names without a knowledge base (``resolving/data/comparison.json``)."""
    return Decision(shipped("comparison.json"), PAIR_FEATURES)
