"""Learning edit tables from name pairs by expectation maximisation (forward-backward over edit paths).

Each table is a joint distribution over operations of sizes 1:0, 0:1, 1:1, 2:1, 1:2 and 2:2. Words are paired up by the
tables of the round before; from the third round on, two-letter operations that are rare are dropped and the others
shrunk, so that the tables stay small and do not memorise names.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from evaluation.prior import LETTERS, prior_counts
from namenorm.resolving.distance import paths
from namenorm.resolving.edits import ALPHABET, SAME, SIZE, EditTable, encode, read_table

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.intp]
Pairs = Sequence[tuple[str, str]]

ROUNDS = 6
KEEP = 1.5
BARELY = 1e-4  # operations expected less often are as good as impossible while words are being paired up
BATCH = 1024
_SHAPES = ((1, 0), (0, 1), (1, 1), (2, 1), (1, 2), (2, 2))
_SIZES = (SIZE, SIZE, SIZE**2, SIZE**3, SIZE**3, SIZE**4)


def learn(pairs: Pairs, name: str, pseudo: float) -> dict[str, Any]:
    """The readable form of the table learned from pairs of romanised names (words separated by spaces)."""
    table = _Counts.from_prior(pseudo)
    words: list[tuple[str, str]] = []
    for step in range(ROUNDS):
        if step in (0, 1, 3):
            words = list(_word_pairs(read_table(table.readable(_letter_information(words or pairs), BARELY)), pairs))
            if name == SAME:
                words += [(right, left) for left, right in words]
        table = table.update(words, pseudo, prune=step >= 2)
    readable = table.readable(_letter_information(words), 0.3)
    return {"pairs": len(pairs), **readable}


def _word_pairs(table: EditTable, pairs: Pairs) -> Iterator[tuple[str, str]]:
    """Words that belong together by the table so far; the whole names where their words do not pair up."""
    jobs = [(number, x, y) for number, pair in enumerate(pairs) for x in pair[0].split() for y in pair[1].split()]
    whole = [(left.replace(" ", ""), right.replace(" ", "")) for left, right in pairs]
    similar: dict[int, list[tuple[float, str, str]]] = defaultdict(list)
    for start in range(0, len(jobs), 2000):
        part = jobs[start : start + 2000]
        for job, value in zip(part, paths(table, [job[1:] for job in part]).similarity, strict=True):
            if value > 0.25:
                similar[job[0]].append((float(value), job[1], job[2]))
    for number, (left, right) in enumerate(pairs):
        free_left, free_right = left.split(), right.split()
        found = []
        for _, x, y in sorted(similar[number], reverse=True):
            if x in free_left and y in free_right:
                free_left.remove(x)
                free_right.remove(y)
                found.append((x, y))
        if free_left and free_right and len(whole[number][0]) < 30:
            found = [whole[number]] if paths(table, [whole[number]]).similarity[0] > 0.3 else found
        yield from found


def _letter_information(pairs: Iterable[tuple[str, str]]) -> list[dict[str, float]]:
    counts = [dict.fromkeys(ALPHABET, 2.0) for _ in range(2)]
    for pair in pairs:
        for side, text in zip(counts, pair, strict=True):
            for letter in text:
                side[letter] += 1
    result = []
    for side in counts:
        total = sum(side.values())
        result.append({letter: round(float(-np.log(max(count / total, 0.001))), 3) for letter, count in side.items()})
    return result


class _Counts:
    """Probabilities of all operations, dense, by shape of the operation."""

    def __init__(self, probabilities: list[Floats], counts: list[Floats]) -> None:
        self.probabilities = probabilities
        self.counts = counts

    @classmethod
    def from_prior(cls, pseudo: float) -> _Counts:
        prior = _dense_prior()
        return cls(prior, [values * pseudo for values in prior])

    def update(self, pairs: Pairs, pseudo: float, *, prune: bool) -> _Counts:
        counts = [values * pseudo for values in _dense_prior()]
        for batch in _batches(pairs):
            self._expect(batch, counts)
        if prune:
            for shape in (3, 4, 5):
                kept = np.where(counts[shape] >= KEEP, counts[shape], 0.0)
                counts[shape] = kept * kept / (kept + 1)
        total = sum(float(values.sum()) for values in counts)
        return _Counts([values / total for values in counts], counts)

    def _expect(self, batch: Pairs, counts: list[Floats]) -> None:
        """Adds how often each operation is expected in a batch of pairs."""
        left, right = _codes([pair[0] for pair in batch]), _codes([pair[1] for pair in batch])
        ids = _operation_ids(left[0], right[0])
        weights = [self.probabilities[shape][ids[shape]] for shape in range(6)]
        forward = _sweep(weights, left[0].shape[0], right[0].shape[0])
        ends = (left[1], right[1], np.arange(len(batch)))
        total = forward[ends]
        backward = _sweep_back(weights, forward.shape, ends)
        good = total > 1e-290
        scale = np.where(good, 1 / np.where(good, total, 1), 0.0)
        for shape, (a, b) in enumerate(_SHAPES):
            rows, columns = forward.shape[0] - a, forward.shape[1] - b
            posterior = forward[:rows, :columns] * weights[shape][a:, b:] * backward[a:, b:] * scale
            np.add.at(counts[shape], ids[shape][a:, b:].ravel(), posterior.ravel())

    def readable(self, letters: list[dict[str, float]], least: float) -> dict[str, Any]:
        """Operations and costs by name; operations seen less than ``least`` times get the cost of unseen ones."""
        info = [np.zeros(SIZE) for _ in range(2)]
        for values, side in zip(info, letters, strict=True):
            for letter, value in side.items():
                values[encode(letter)] = value
        unseen = {name: self._floor(shape) for shape, name in enumerate(("1:0", "0:1", "1:1"))}
        costs: dict[str, float] = {}
        for shape in range(6):
            for number in np.flatnonzero(self.counts[shape] >= max(least, 1e-9)):
                x, y = _letters(shape, int(number))
                gain = sum(float(info[0][code]) for code in encode(x)) + sum(float(info[1][code]) for code in encode(y))
                cost = float(-np.log(self.probabilities[shape][number])) - gain / 2
                costs[f"{x}:{y}"] = round(max(0.0, cost), 2)
        return {"letters": letters, "unseen": unseen, "costs": dict(sorted(costs.items()))}

    def _floor(self, shape: int) -> float:
        """-ln P of an operation that was never seen: among the rarest of its shape."""
        values = self.probabilities[shape]
        return round(float(-np.log(np.quantile(values[values > 0], 0.05))), 2)


def _dense_prior() -> list[Floats]:
    dense = [np.zeros(size) for size in _SIZES]
    for (x, y), weight in prior_counts().items():
        dense[_SHAPES.index((len(x), len(y)))][_number(x, y)] += weight
    # Two-letter operations that the prior does not list start out just possible.
    count = len(LETTERS) + 1
    dense[3].reshape(SIZE, SIZE, SIZE)[1:count, 1:count, 1:count] += 1e-8
    dense[4].reshape(SIZE, SIZE, SIZE)[1:count, 1:count, 1:count] += 1e-8
    dense[5].reshape((SIZE,) * 4)[1:count, 1:count, 1:count, 1:count] += 1e-10
    total = sum(float(values.sum()) for values in dense)
    return [values / total for values in dense]


def _number(x: str, y: str) -> int:
    number = 0
    for code in (*encode(x), *encode(y)):
        number = number * SIZE + int(code)
    return number


def _letters(shape: int, number: int) -> tuple[str, str]:
    a, b = _SHAPES[shape]
    letters = []
    for _ in range(a + b):
        number, code = divmod(number, SIZE)
        letters.append(ALPHABET[code - 1])
    letters.reverse()
    return "".join(letters[:a]), "".join(letters[a:])


def _batches(pairs: Pairs) -> Iterator[Pairs]:
    ordered = sorted(((x[:40], y[:40]) for x, y in pairs if x and y), key=lambda pair: (len(pair[0]), len(pair[1])))
    for start in range(0, len(ordered), BATCH):
        yield ordered[start : start + BATCH]


def _codes(words: list[str]) -> tuple[Ints, Ints]:
    sizes = np.array([len(word) for word in words], dtype=np.intp)
    codes = np.zeros((int(sizes.max()), len(words)), dtype=np.intp)
    for column, word in enumerate(words):
        codes[: len(word), column] = encode(word)
    return codes, sizes


def _operation_ids(left: Ints, right: Ints) -> list[Ints]:
    """For each shape, the number of the operation that ends in each cell, ``(rows + 1, columns + 1, pairs)``."""
    rows, columns, count = left.shape[0], right.shape[0], left.shape[1]
    x = np.zeros((rows + 1, 1, count), dtype=np.intp)
    y = np.zeros((1, columns + 1, count), dtype=np.intp)
    x[1:, 0], y[0, 1:] = left, right
    before_x, before_y = np.zeros_like(x), np.zeros_like(y)
    before_x[2:], before_y[:, 2:] = x[1:-1], y[:, 1:-1]
    xx, yy = before_x * SIZE + x, before_y * SIZE + y
    zero = np.zeros((rows + 1, columns + 1, count), dtype=np.intp)
    return [x + zero, y + zero, x * SIZE + y, xx * SIZE + y, x * SIZE**2 + yy, xx * SIZE**2 + yy]


def _sweep(weights: list[Floats], rows: int, columns: int) -> Floats:
    forward = np.zeros((rows + 1, columns + 1, weights[0].shape[2]))
    forward[0, 0] = 1.0
    for i in range(rows + 1):
        for j in range(columns + 1):
            for shape, (a, b) in enumerate(_SHAPES):
                if i >= a and j >= b:
                    forward[i, j] += forward[i - a, j - b] * weights[shape][i, j]
    return forward


def _sweep_back(weights: list[Floats], size: tuple[int, ...], ends: tuple[Ints, Ints, Ints]) -> Floats:
    backward = np.zeros(size)
    backward[ends] = 1.0
    for i in range(size[0] - 1, -1, -1):
        for j in range(size[1] - 1, -1, -1):
            for shape, (a, b) in enumerate(_SHAPES):
                if i + a < size[0] and j + b < size[1]:
                    backward[i, j] += backward[i + a, j + b] * weights[shape][i + a, j + b]
    return backward
