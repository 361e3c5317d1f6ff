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
_TOGETHER = 512  # pairs in one grid, which then stays in the processor's caches
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
    return all_paths(stack_tables([table]), [0] * len(pairs), pairs)


def all_paths(tables: EditTables, numbers: Sequence[int], pairs: Sequence[tuple[str, str]]) -> Paths:
    """`paths` for pairs by tables that are given by their numbers, one for each pair; worked out together."""
    used, found = np.array(numbers, dtype=np.intp), np.empty((3, len(pairs)), dtype=np.float32)
    # Pairs of about one size share a grid: it is as large as the largest of them.
    sizes = [max(len(left), len(right)) for left, right in pairs] if len(pairs) > _TOGETHER else ()
    order = np.argsort(sizes, kind="stable") if sizes else np.arange(len(pairs))
    for start in range(0, len(pairs), _TOGETHER):
        part = order[start : start + _TOGETHER]
        own = [pairs[place] for place in part.tolist()] if sizes else pairs
        found[:, part] = _grid(tables, used[part], own)
    return Paths(*found)


def _grid(tables: EditTables, used: Ints, pairs: Sequence[tuple[str, str]]) -> tuple[Floats, Floats, Floats]:
    """The fields of `Paths` for some pairs, by the tables with the numbers ``used``."""
    left, left_size = _stack([word for word, _ in pairs])
    right, right_size = _stack([word for _, word in pairs])
    own = used * SIZE
    # Added up letter by letter: `sum` may add in another order where there is one pair only.
    info_left = np.add.accumulate(tables.info_left.take(left + own))[-1]
    info_right = np.add.accumulate(tables.info_right.take(right + own))[-1]
    return _solve(_costs(tables, used, left, right), left_size, right_size), info_left, info_right


def _stack(words: list[str]) -> tuple[Ints, Ints]:
    """The letter codes of words as columns, padded with 0, and their lengths."""
    cut = [word[:LONGEST] for word in words]
    sizes = np.fromiter(map(len, cut), dtype=np.intp, count=len(cut))
    longest = int(sizes.max(initial=1))
    letters = "".join([word.ljust(longest, "\0") for word in cut]).encode("ascii", "replace")
    codes = LETTER_CODES[np.frombuffer(letters, dtype=np.uint8)].reshape(len(cut), longest)
    return np.ascontiguousarray(codes.T), sizes


class _Costs(NamedTuple):
    """The costs of operations by cell and pair; those of deleting and inserting by row and by column only.

    ``others`` has two letters of the left word, or one, by two letters of the right word, or one. Cells lie one behind
    the other. Those before the first letters are there too, and cannot be reached.
    """

    delete: Floats
    insert: Floats
    others: Floats


def _costs(tables: EditTables, used: Ints, left: Ints, right: Ints) -> _Costs:
    """The costs of turning words, as columns of letters, into others, by the tables with the numbers ``used``."""
    rows, columns, count = left.shape[0], right.shape[0], left.shape[1]
    shape = (rows + 1, columns + 1, count)
    own = used * SIZE
    x, y = left + own, right + own
    delete, insert = _unreachable((rows + 1, count)), _unreachable((columns + 1, count))
    delete[1:], insert[1:] = tables.delete.take(x), tables.insert.take(y)
    others = _unreachable((2, 2, *shape))
    (two_two, two_one), (one_two, substitute) = others
    x *= SIZE
    y *= SIZE
    substitute[1:, 1:] = tables.substitute.take(x[:, None] + right)
    xx = np.zeros_like(left)
    xx[1:] = tables.left.take(x[:-1] + left[1:])
    yy = np.zeros_like(right)
    yy[1:] = tables.right.take(y[:-1] + right[1:])
    ends, stops = (np.flatnonzero(each.any(axis=1)) for each in (xx, yy))  # where operations on two letters end
    if ends.size:
        start = tables.first_two_one.take(used)
        two_one[ends + 1, 1:] = tables.two_one.take((xx[ends] * SIZE + start)[:, None] + right)
    if stops.size:
        start, width = tables.first_one_two.take(used), tables.width.take(used)
        one_two[1:, stops + 1] = tables.one_two.take((left * width + start)[:, None] + yy[stops])
    if ends.size and stops.size:
        start = tables.first_two_two.take(used)
        found = tables.two_two.take((xx[ends] * width + start)[:, None] + yy[stops])
        two_two[(ends + 1)[:, None], stops + 1] = found
    _exchange(two_two[2:, 2:], tables.transpose.take(used), left.astype(np.uint8), right.astype(np.uint8))
    return _Costs(delete, insert, others.reshape(2, 2, -1, count))


def _unreachable(shape: tuple[int, ...]) -> Floats:
    return np.full(shape, IMPOSSIBLE, dtype=np.float32)


def _exchange(costs: Floats, transpose: Floats, left: npt.NDArray[np.uint8], right: npt.NDArray[np.uint8]) -> None:
    """Puts in what it costs to exchange two letters, where that is cheaper."""
    if not costs.size:
        return
    swapped = (left[1:, None] == right[:-1]) & (left[:-1, None] == right[1:])
    cells, pair = np.divmod(swapped.ravel().nonzero()[0], swapped.shape[2])  # faster than `nonzero` of three dimensions
    row, column = np.divmod(cells, swapped.shape[1])
    costs[row, column, pair] = np.minimum(costs[row, column, pair], transpose.take(pair))


def _solve(costs: _Costs, left_size: Ints, right_size: Ints) -> Floats:
    (rows, count), columns = costs.delete.shape, len(costs.insert)
    width = columns + _PAD
    grid = _unreachable(((rows + _PAD) * width, count))
    grid[_PAD * width + _PAD] = 0.0
    # Each cell with those from which an operation on one or two letters of both words leads to it.
    line, cell = width * grid.strides[0], grid.strides[0]
    shape = (2, 2, len(grid) - 2 * width - 2, count)
    before = np.lib.stride_tricks.as_strided(grid, shape, (line, cell, *grid.strides), writeable=False)
    options = np.empty((min(rows, columns), 6, count), dtype=np.float32)
    for diagonal in range(1, rows + columns - 1):
        first, last = max(0, diagonal - columns + 1), min(rows - 1, diagonal)
        start = (first + _PAD) * width + diagonal - first + _PAD
        stop = start + (last - first) * (width - 1) + 1
        cells = slice(first * columns + diagonal - first, last * columns + diagonal - last + 1, max(1, columns - 1))
        own = options[: last - first + 1]
        corner = start - 2 * width - 2
        np.add(
            before[:, :, corner : corner + stop - start : width - 1], costs.others[:, :, cells],
            out=own[:, :4].reshape(-1, 2, 2, count).transpose(1, 2, 0, 3),
        )  # fmt: skip
        np.add(grid[start - width : stop - width : width - 1], costs.delete[first : last + 1], out=own[:, 4])
        inserted = costs.insert[diagonal - last : diagonal - first + 1][::-1]
        np.add(grid[start - 1 : stop - 1 : width - 1], inserted, out=own[:, 5])
        own.min(axis=1, out=grid[start : stop : width - 1])
    ends = (left_size + _PAD) * width + right_size + _PAD
    found: Floats = grid[ends, np.arange(count)]
    return found


def trace(table: EditTable, left: str, right: str) -> list[tuple[str, str, float]]:
    """The operations of one pair's cheapest path: ``(letters left, letters right, cost)``, in order."""
    x, y = encode(left[:LONGEST]), encode(right[:LONGEST])
    delete, insert, others = _costs(stack_tables([table]), np.zeros(1, dtype=np.intp), x[:, None], y[:, None])
    shape = (x.size + 1, y.size + 1)
    (two_two, two_one), (one_two, substitute) = others.reshape(2, 2, *shape)
    costs = [
        np.broadcast_to(delete, shape), np.broadcast_to(insert.T, shape), substitute, two_one, one_two, two_two,
    ]  # fmt: skip
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
