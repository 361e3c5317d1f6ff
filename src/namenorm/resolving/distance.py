"""The cheapest edit path between many pairs of words at once: dynamic programming over anti-diagonals.

All pairs of a batch share one padded grid whose cells hold a vector over the pairs. Cells of one anti-diagonal do not
depend on each other, and in a flattened grid they are a slice with constant step, so each step of the recurrence is a
handful of array operations, however many pairs there are.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from namenorm.resolving.edits import IMPOSSIBLE, LETTER_CODES, SIZE, EditTable, encode

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    Floats = npt.NDArray[np.float32]
    Ints = npt.NDArray[np.intp]

_PAD = 2  # rows and columns of unreachable cells before the grid, so that every predecessor exists
LONGEST = 64
"""Letters of a word beyond this many are not compared."""


@dataclass(frozen=True, slots=True)
class Paths:
    """The cost of each pair's cheapest path, and the information (nats) of its two words."""

    cost: Floats
    info_left: Floats
    info_right: Floats

    @property
    def similarity(self) -> Floats:
        """1 for no cost, 0 or less for words that have no more in common than chance."""
        whole = np.maximum((self.info_left + self.info_right) / np.float32(2), np.float32(1e-6))
        similarity: Floats = np.float32(1) - self.cost / whole
        return similarity

    @property
    def evidence(self) -> Floats:
        """Half a log-likelihood ratio in nats: long and rare words that agree carry more of it."""
        return (self.info_left + self.info_right) / np.float32(2) - self.cost


def paths(table: EditTable, pairs: Sequence[tuple[str, str]]) -> Paths:
    """The cheapest path of each pair of romanised words."""
    return all_paths([(table, pairs)])


def all_paths(jobs: Sequence[tuple[EditTable, Sequence[tuple[str, str]]]]) -> Paths:
    """`paths` for pairs by several tables, worked out together; the answers are in the order of the pairs."""
    if not any(pairs for _, pairs in jobs):
        empty = np.zeros(0, dtype=np.float32)
        return Paths(empty, empty, empty)
    left, left_size = _stack([pair[0] for _, pairs in jobs for pair in pairs])
    right, right_size = _stack([pair[1] for _, pairs in jobs for pair in pairs])
    shape = (6, left.shape[0] + 1 + _PAD, right.shape[0] + 1 + _PAD, left.shape[1])
    costs = np.full(shape, IMPOSSIBLE, dtype=np.float32)
    info_left, info_right = np.empty(shape[3], dtype=np.float32), np.empty(shape[3], dtype=np.float32)
    start = 0
    for table, pairs in jobs:
        own = slice(start, start + len(pairs))
        start = own.stop
        x, y = left[:, own], right[:, own]
        _fill_costs(costs[..., own], table, x, y)
        info_left[own], info_right[own] = table.info_left[x].sum(axis=0), table.info_right[y].sum(axis=0)
    return Paths(_solve(costs, left_size, right_size), info_left, info_right)


def _stack(words: list[str]) -> tuple[Ints, Ints]:
    """The letter codes of words as columns, padded with 0, and their lengths."""
    cut = [word[:LONGEST] for word in words]
    sizes = np.fromiter(map(len, cut), dtype=np.intp, count=len(cut))
    longest = int(sizes.max(initial=0))
    letters = "".join([word.ljust(longest, "\0") for word in cut]).encode("ascii", "replace")
    codes = LETTER_CODES[np.frombuffer(letters, dtype=np.uint8)].reshape(len(cut), longest)
    return np.ascontiguousarray(codes.T), sizes


def _pairs_before(codes: Ints, numbers: Ints) -> Ints:
    """For each letter, the number of the two-letter sequence that ends in it."""
    found = np.zeros_like(codes)
    found[1:] = numbers[codes[:-1], codes[1:]]
    return found


def _fill_costs(costs: Floats, table: EditTable, left: Ints, right: Ints) -> None:
    """Writes the costs by operation (1:0 0:1 1:1 2:1 1:2 2:2) and cell into ``(6, rows, columns, pairs)``."""
    rows, columns = left.shape[0], right.shape[0]
    at = to = _PAD + 1
    x, y = left[:, None, :], right[None, :, :]
    costs[0, at:, to - 1 :] = table.delete[x]
    costs[1, at - 1 :, to:] = table.insert[y]
    costs[2, at:, to:] = table.substitute.ravel().take(x * SIZE + y)
    xx, yy = _pairs_before(left, table.left), _pairs_before(right, table.right)
    width = table.one_two.shape[1]
    if xx.any():
        costs[3, at:, to:] = table.two_one.ravel().take(xx[:, None, :] * SIZE + y)
    if yy.any():
        costs[4, at:, to:] = table.one_two.ravel().take(x * width + yy[None, :, :])
    if xx.any() and yy.any():
        costs[5, at:, to:] = table.two_two.ravel().take(xx[:, None, :] * width + yy[None, :, :])
    if rows > 1 and columns > 1:
        swapped = (x[1:] == y[:, :-1]) & (x[:-1] == y[:, 1:])
        two = costs[5, at + 1 :, to + 1 :]
        two[swapped] = np.minimum(two[swapped], np.float32(table.transpose))


def _solve(costs: Floats, left_size: Ints, right_size: Ints) -> Floats:
    _, height, width, count = costs.shape
    rows, columns = height - 1 - _PAD, width - 1 - _PAD
    flat = costs.reshape(6, height * width, count)
    grid = np.full((height * width, count), IMPOSSIBLE, dtype=np.float32)
    grid[_PAD * width + _PAD] = 0.0
    steps = (width, 1, width + 1, 2 * width + 1, width + 2, 2 * width + 2)
    stride = width - 1
    for diagonal in range(1, rows + columns + 1):
        first, last = max(0, diagonal - columns), min(rows, diagonal)
        start = (first + _PAD) * width + diagonal - first + _PAD
        stop = start + (last - first) * stride + 1
        best = grid[start - width : stop - width : stride] + flat[0, start:stop:stride]
        for operation in range(1, 6):
            step = steps[operation]
            other = grid[start - step : stop - step : stride] + flat[operation, start:stop:stride]
            np.minimum(best, other, out=best)
        grid[start:stop:stride] = best
    ends = (left_size + _PAD) * width + right_size + _PAD
    found: Floats = grid[ends, np.arange(count)]
    return found


def trace(table: EditTable, left: str, right: str) -> list[tuple[str, str, float]]:
    """The operations of one pair's cheapest path: ``(letters left, letters right, cost)``, in order."""
    x, y = encode(left[:LONGEST]), encode(right[:LONGEST])
    grid = np.full((6, x.size + 1 + _PAD, y.size + 1 + _PAD, 1), IMPOSSIBLE, dtype=np.float32)
    _fill_costs(grid, table, x[:, None], y[:, None])
    costs = grid[..., 0]
    best: dict[tuple[int, int], tuple[float, int]] = {(0, 0): (0.0, -1)}
    shapes = ((1, 0), (0, 1), (1, 1), (2, 1), (1, 2), (2, 2))
    for i in range(x.size + 1):
        for j in range(y.size + 1):
            if i or j:
                reached = (
                    (best[i - a, j - b][0] + float(costs[op, i + _PAD, j + _PAD]), op)
                    for op, (a, b) in enumerate(shapes)
                    if (i - a, j - b) in best
                )
                best[i, j] = min(reached)
    steps: list[tuple[str, str, float]] = []
    i, j = x.size, y.size
    while i or j:
        total, op = best[i, j]
        a, b = shapes[op]
        steps.append((left[i - a : i], right[j - b : j], total - best[i - a, j - b][0]))
        i, j = i - a, j - b
    return steps[::-1]
