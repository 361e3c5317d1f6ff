"""The cheapest edit path between many pairs of words at once: dynamic programming, row by row.

All pairs of a batch share one padded grid whose cells hold a vector over the pairs. What leads into a row from the two
rows before it is one array operation for each kind of operation, however many pairs there are; what is inserted within
a row is a running minimum.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from namenorm.resolving.edits import IMPOSSIBLE, LETTER_CODES, SIZE, EditTable, EditTables, encode, stack_tables

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.intp]

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
    """The costs of operations that end at a letter of the left word, at one of the right word, or at one of each.

    ``others`` has two letters of the left word, or one, by two letters of the right word, or one.
    """

    delete: Floats
    insert: Floats
    others: Floats


def _costs(tables: EditTables, used: Ints, left: Ints, right: Ints) -> _Costs:
    """The costs of turning words, as columns of letters, into others, by the tables with the numbers ``used``."""
    own, width = used * SIZE, tables.width.take(used)
    x, y = left + own, right + own
    delete, insert = tables.delete.take(x), tables.insert.take(y)
    x *= SIZE
    y *= SIZE
    xx, yy = np.zeros_like(left), np.zeros_like(right)
    xx[1:], yy[1:] = tables.left.take(x[:-1] + left[1:]), tables.right.take(y[:-1] + right[1:])
    others = np.empty((2, 2, len(left), *right.shape), dtype=np.float32)
    (two_two, two_one), (one_two, substitute) = others
    for costs, table, first, second in (
        (substitute, tables.substitute, x, right),
        (two_one, tables.two_one, xx * SIZE + tables.first_two_one.take(used), right),
        (one_two, tables.one_two, left * width + tables.first_one_two.take(used), yy),
        (two_two, tables.two_two, xx * width + tables.first_two_two.take(used), yy),
    ):
        table.take(first[:, None] + second, out=costs, mode="clip")  # straight into its place, unlike "raise"
    _exchange(two_two[1:, 1:], tables.transpose.take(used), left.astype(np.uint8), right.astype(np.uint8))
    return _Costs(delete, insert, others)


def _exchange(costs: Floats, transpose: Floats, left: npt.NDArray[np.uint8], right: npt.NDArray[np.uint8]) -> None:
    """Puts in what it costs to exchange two letters, where that is cheaper."""
    if not costs.size:
        return
    swapped = (left[1:, None] == right[:-1]) & (left[:-1, None] == right[1:])
    cells, pair = np.divmod(swapped.ravel().nonzero()[0], swapped.shape[2])  # faster than `nonzero` of three dimensions
    row, column = np.divmod(cells, swapped.shape[1])
    costs[row, column, pair] = np.minimum(costs[row, column, pair], transpose.take(pair))


def _solve(costs: _Costs, left_size: Ints, right_size: Ints) -> Floats:
    _, _, rows, columns, count = costs.others.shape
    # One row and one column more, so that every predecessor exists.
    grid = np.full((rows + 2, columns + 2, count), IMPOSSIBLE, dtype=np.float32)
    line, cell, pair = grid.strides
    # Each cell with those from which an operation on one or two letters of both words leads to it.
    before = np.lib.stride_tricks.as_strided(
        grid, (rows, 2, 2, columns, count), (line, line, cell, cell, pair), writeable=False
    )
    inserted = np.zeros((columns + 1, count), dtype=np.float32)
    np.add.accumulate(costs.insert, out=inserted[1:])
    grid[1, 1:] = inserted
    options = np.empty((5, columns, count), dtype=np.float32)
    corners = options[:4].reshape(2, 2, columns, count)
    steps = [1 << power for power in range(columns.bit_length())]
    for row in range(rows):
        now, last = grid[row + 2, 1:], grid[row + 1, 1:]
        np.add(before[row], costs.others[:, :, row], out=corners)
        np.add(last[1:], costs.delete[row], out=options[4])
        np.add(last[0], costs.delete[row], out=now[0])
        options.min(axis=0, out=now[1:])
        # By letters inserted behind any cell before: the least of what these cells cost without the letters up to them.
        longer = now - inserted
        for step in steps:  # faster than `accumulate`
            longer[step:] = np.minimum(longer[step:], longer[:-step])
        np.minimum(now[1:], longer[:-1] + inserted[1:], out=now[1:])
    found: Floats = grid[left_size + 1, right_size + 1, np.arange(count)]
    return found


def trace(table: EditTable, left: str, right: str) -> list[tuple[str, str, float]]:
    """The operations of one pair's cheapest path: ``(letters left, letters right, cost)``, in order."""
    x, y = encode(left[:LONGEST]), encode(right[:LONGEST])
    delete, insert, others = _costs(stack_tables([table]), np.zeros(1, dtype=np.intp), x[:, None], y[:, None])
    (two_two, two_one), (one_two, substitute) = others[..., 0]
    whole = (max(1, x.size), max(1, y.size))
    costs = [
        np.broadcast_to(delete, (x.size, whole[1])), np.broadcast_to(insert.T, (whole[0], y.size)),
        substitute, two_one, one_two, two_two,
    ]  # fmt: skip
    best: dict[tuple[int, int], tuple[float, int]] = {(0, 0): (0.0, -1)}
    shapes = ((1, 0), (0, 1), (1, 1), (2, 1), (1, 2), (2, 2))
    for i in range(x.size + 1):
        for j in range(y.size + 1):
            if i or j:
                reached = (
                    (best[i - a, j - b][0] + float(costs[op][i - 1, j - 1]), op)
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
