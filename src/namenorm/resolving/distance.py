"""The cheapest edit path between many pairs of words at once: dynamic programming over anti-diagonals.

All pairs of a batch share one padded grid whose cells hold a vector over the pairs. Cells of one anti-diagonal do not
depend on each other, and in a flattened grid they are a slice with constant step, so each step of the recurrence is a
handful of array operations, however many pairs there are.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from namenorm.resolving.edits import IMPOSSIBLE, LETTER_CODES, SIZE, EditTable, EditTables, encode, stack_tables

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
    return all_paths(stack_tables([table]), [(0, pairs)])


def all_paths(tables: EditTables, jobs: Sequence[tuple[int, Sequence[tuple[str, str]]]]) -> Paths:
    """`paths` for pairs by tables given by their numbers, worked out together; the answers are in the pairs' order."""
    pairs = [pair for _, pairs in jobs for pair in pairs]
    if not pairs:
        empty = np.zeros(0, dtype=np.float32)
        return Paths(empty, empty, empty)
    left, left_size = _stack([word for word, _ in pairs])
    right, right_size = _stack([word for _, word in pairs])
    used = np.repeat([number for number, _ in jobs], [len(pairs) for _, pairs in jobs])
    own = used * SIZE
    # Added up letter by letter: `sum` may add in another order where there is one pair only.
    info_left = np.add.accumulate(tables.info_left.take(left + own))[-1]
    info_right = np.add.accumulate(tables.info_right.take(right + own))[-1]
    return Paths(_solve(_costs(tables, used, left, right), left_size, right_size), info_left, info_right)


def _stack(words: list[str]) -> tuple[Ints, Ints]:
    """The letter codes of words as columns, padded with 0, and their lengths."""
    cut = [word[:LONGEST] for word in words]
    sizes = np.fromiter(map(len, cut), dtype=np.intp, count=len(cut))
    longest = int(sizes.max(initial=1))
    letters = "".join([word.ljust(longest, "\0") for word in cut]).encode("ascii", "replace")
    codes = LETTER_CODES[np.frombuffer(letters, dtype=np.uint8)].reshape(len(cut), longest)
    return np.ascontiguousarray(codes.T), sizes


class _Costs(NamedTuple):
    """The costs of operations (1:0 0:1 1:1 2:1 1:2 2:2) by cell and pair; the first two by row and by column only.

    Cells lie one behind the other. Those before the first letters are there too, and cannot be reached.
    """

    delete: Floats
    insert: Floats
    others: tuple[Floats, ...]


def _costs(tables: EditTables, used: Ints, left: Ints, right: Ints) -> _Costs:
    """The costs of turning words, as columns of letters, into others, by the tables with the numbers ``used``."""
    rows, columns, count = left.shape[0], right.shape[0], left.shape[1]
    shape = (rows + 1, columns + 1, count)
    own = used * SIZE
    x, y = left + own, right + own
    delete, insert = _unreachable((rows + 1, count)), _unreachable((columns + 1, count))
    delete[1:], insert[1:] = tables.delete.take(x), tables.insert.take(y)
    substitute, two_one, one_two, two_two = (_unreachable(shape) for _ in range(4))
    x *= SIZE
    y *= SIZE
    substitute[1:, 1:] = tables.substitute.take(x[:, None] + right)
    xx = np.zeros_like(left)
    xx[1:] = tables.left.take(x[:-1] + left[1:])
    yy = np.zeros_like(right)
    yy[1:] = tables.right.take(y[:-1] + right[1:])
    ends, others = (np.flatnonzero(each.any(axis=1)) for each in (xx, yy))  # where operations on two letters end
    if ends.size:
        start = tables.first_two_one.take(used)
        two_one[ends + 1, 1:] = tables.two_one.take((xx[ends] * SIZE + start)[:, None] + right)
    if others.size:
        start, width = tables.first_one_two.take(used), tables.width.take(used)
        one_two[1:, others + 1] = tables.one_two.take((left * width + start)[:, None] + yy[others])
    if ends.size and others.size:
        start = tables.first_two_two.take(used)
        found = tables.two_two.take((xx[ends] * width + start)[:, None] + yy[others])
        two_two[(ends + 1)[:, None], others + 1] = found
    _exchange(two_two[2:, 2:], tables.transpose.take(used), left.astype(np.uint8), right.astype(np.uint8))
    flat = (-1, count)
    return _Costs(delete, insert, tuple(each.reshape(flat) for each in (substitute, two_one, one_two, two_two)))


def _unreachable(shape: tuple[int, ...]) -> Floats:
    return np.full(shape, IMPOSSIBLE, dtype=np.float32)


def _exchange(costs: Floats, transpose: Floats, left: npt.NDArray[np.uint8], right: npt.NDArray[np.uint8]) -> None:
    """Puts in what it costs to exchange two letters, where that is cheaper."""
    if not costs.size:
        return
    swapped = (left[1:, None] == right[:-1]) & (left[:-1, None] == right[1:])
    row, column, pair = swapped.nonzero()
    costs[row, column, pair] = np.minimum(costs[row, column, pair], transpose.take(pair))


def _solve(costs: _Costs, left_size: Ints, right_size: Ints) -> Floats:
    (rows, count), columns = costs.delete.shape, len(costs.insert)
    width = columns + _PAD
    grid = _unreachable(((rows + _PAD) * width, count))
    grid[_PAD * width + _PAD] = 0.0
    steps = (width + 1, 2 * width + 1, width + 2, 2 * width + 2)
    best, other = np.empty((2, min(rows, columns), count), dtype=np.float32)
    for diagonal in range(1, rows + columns - 1):
        first, last = max(0, diagonal - columns + 1), min(rows - 1, diagonal)
        size = last - first + 1
        start = (first + _PAD) * width + diagonal - first + _PAD
        stop = start + (size - 1) * (width - 1) + 1
        cells = slice(first * columns + diagonal - first, last * columns + diagonal - last + 1, max(1, columns - 1))
        low, high = best[:size], other[:size]
        np.add(grid[start - width : stop - width : width - 1], costs.delete[first : last + 1], out=low)
        inserted = costs.insert[diagonal - last : diagonal - first + 1][::-1]
        np.minimum(low, np.add(grid[start - 1 : stop - 1 : width - 1], inserted, out=high), out=low)
        for step, own in zip(steps, costs.others, strict=True):
            np.add(grid[start - step : stop - step : width - 1], own[cells], out=high)
            np.minimum(low, high, out=low)
        grid[start : stop : width - 1] = low
    ends = (left_size + _PAD) * width + right_size + _PAD
    found: Floats = grid[ends, np.arange(count)]
    return found


def trace(table: EditTable, left: str, right: str) -> list[tuple[str, str, float]]:
    """The operations of one pair's cheapest path: ``(letters left, letters right, cost)``, in order."""
    x, y = encode(left[:LONGEST]), encode(right[:LONGEST])
    delete, insert, others = _costs(stack_tables([table]), np.zeros(1, dtype=np.intp), x[:, None], y[:, None])
    shape = (x.size + 1, y.size + 1)
    costs = [
        np.broadcast_to(delete, shape),
        np.broadcast_to(insert.T, shape),
        *(each.reshape(shape) for each in others),
    ]
    best: dict[tuple[int, int], tuple[float, int]] = {(0, 0): (0.0, -1)}
    shapes = ((1, 0), (0, 1), (1, 1), (2, 1), (1, 2), (2, 2))
    for i in range(x.size + 1):
        for j in range(y.size + 1):
            if i or j:
                reached = (
                    (best[i - a, j - b][0] + float(costs[op][i, j]), op)
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
