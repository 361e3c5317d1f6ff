"""Token alignment: which word of one name stands for which word of another, and how well.

Words are paired in any order, two adjacent words may stand for one, an initial for a word. Rare words weigh more than
common ones; legal forms, titles, particles and generic words weigh little.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from namenorm.resolving.distance import all_paths
from namenorm.resolving.edits import EditModel
from namenorm.resolving.words import Kind, Words

LEAST = 0.35
"""Words less similar than this are not paired."""
_CONCEPT, _CONCEPT_EVIDENCE = 0.85, 2.0  # translations of one word
_INITIAL = 0.75  # similarity of an initial to the word that it may stand for
_JOIN_COST = 0.04  # what two words for one take from the similarity
_UNRELATED, _STEP = 0.3, 0.01  # the closest pairs come first, of those that are as close the one nearer to its place
_CACHED_PAIRS = 200_000
_UNLIKE = (-1.0, 0.0)
_KIND_WEIGHT = {
    Kind.PLAIN: 1.0, Kind.LEGAL: 0.2, Kind.TITLE: 0.35, Kind.PARTICLE: 0.35, Kind.GENERIC: 0.4,
    Kind.PATRONYMIC: 0.3,
}  # fmt: skip


Groups = tuple[str, str]
"""The script groups of two words."""
Known = dict[tuple[str, str], tuple[float, float]]
"""Similarity and evidence of word pairs."""


class WordPair(NamedTuple):
    """Words ``[left, left + left_size)`` of one name that stand for ``[right, right + right_size)`` of the other."""

    left: int
    left_size: int
    right: int
    right_size: int
    similarity: float
    evidence: float
    initial: bool = False
    is_single: bool = True
    """Whether one word stands for one word."""

    def weight(self, left: Sequence[float], right: Sequence[float]) -> float:
        """What its words weigh together, by the weights of the words of both names."""
        return sum(left[self.left : self.left + self.left_size]) + sum(right[self.right : self.right + self.right_size])


class Alignment(NamedTuple):
    """The pairs of words of two names, and the words that they leave over."""

    pairs: tuple[WordPair, ...]
    free_left: tuple[int, ...]
    free_right: tuple[int, ...]
    rest: float = 1.0
    """How similar the words that found no partner are at best; 1 where one name has none."""


def word_weights(words: Words, rarity: Sequence[float]) -> tuple[float, ...]:
    """How much each word counts, from its rarity in [0, 1] and its class."""
    weights = []
    for text, kind, number, rare in zip(words.texts, words.kinds, words.numbers, rarity, strict=True):
        weight = rare * _KIND_WEIGHT[kind]
        if not number:
            weight *= {1: 0.35, 2: 0.7}.get(len(text), 1.0)
        weights.append(max(weight, 0.02))
    return tuple(weights)


class Similarities:
    """Similarity and evidence of word pairs, worked out in batches and remembered (bounded; safe between threads)."""

    def __init__(self, model: EditModel) -> None:
        self._model = model
        self._known: dict[tuple[str, str], Known] = {}
        self._count = 0

    def prepare(self, pairs: Mapping[Groups, Iterable[tuple[str, str]]]) -> dict[Groups, Known]:
        """Similarity and evidence of word pairs, by the script groups of their words; of other pairs too, perhaps.

        What is returned must not be written to.
        """
        if self._count > _CACHED_PAIRS:
            self._known, self._count = {}, 0  # others may still read the old ones
        banks = self._known
        found = {groups: banks.setdefault(groups, {}) for groups in pairs}
        missing: dict[str, list[tuple[str, list[tuple[str, str]]]]] = {}
        for groups, members in pairs.items():
            own = found[groups]
            unknown = [pair for pair in dict.fromkeys(members) if pair not in own]
            if unknown:
                missing.setdefault(groups[0], []).append((groups[1], unknown))
        for left, jobs in missing.items():
            rights = [right for right, unknown in jobs for _ in unknown]
            values = self.values(left, rights, [pair for _, unknown in jobs for pair in unknown])
            for right, unknown in jobs:
                found[left, right].update(zip(unknown, values, strict=False))
            self._count += len(rights)
        return found

    def values(
        self, left: str, rights: Sequence[str], pairs: Sequence[tuple[str, str]]
    ) -> Iterator[tuple[float, float]]:
        """Similarity and evidence of pairs of words of one script group and others; nothing is remembered."""
        groups = list(dict.fromkeys(rights))
        tables, numbers = self._model.stacked(left, groups)
        number_of = dict(zip(groups, numbers, strict=True))
        found = all_paths(tables, [number_of[right] for right in rights], pairs)
        return zip(found.similarity.tolist(), found.evidence.tolist(), strict=True)


def candidate_pairs(left: Words, right: Words) -> list[tuple[str, str]]:
    """The word pairs, two adjacent words against one included, whose similarity an alignment needs."""
    pairs = [(x, y) for x in left.texts for y in right.texts if 2 * min(len(x), len(y)) + 3 >= max(len(x), len(y))]
    pairs += [(x + xx, y) for x, xx in pairwise(left.texts) for y in right.texts if _same_size(x + xx, y)]
    pairs += [(x, y + yy) for y, yy in pairwise(right.texts) for x in left.texts if _same_size(x, y + yy)]
    return pairs


def _same_size(x: str, y: str) -> bool:
    return len(y) > 2 and len(x) > 2 and 3 * min(len(x), len(y)) + 2 >= 2 * max(len(x), len(y))


def align(left: Words, right: Words, weights: tuple[Sequence[float], Sequence[float]], similar: Known) -> Alignment:
    """Pairs the words of two names greedily, the best pair first."""
    options = _options(left, right, similar)
    options.sort(
        key=lambda pair: (
            (_UNRELATED - pair.similarity) * pair.weight(*weights) * (1 - _STEP * abs(pair.left - pair.right))
        )
    )
    used_left: set[int] = set()
    used_right: set[int] = set()
    chosen = []
    for pair in options:
        own = range(pair.left, pair.left + pair.left_size)
        other = range(pair.right, pair.right + pair.right_size)
        if used_left.isdisjoint(own) and used_right.isdisjoint(other):
            used_left.update(own)
            used_right.update(other)
            chosen.append(pair)
    free_left = tuple([i for i in range(len(left.texts)) if i not in used_left])
    free_right = tuple([j for j in range(len(right.texts)) if j not in used_right])
    rest = 1.0
    if free_left and free_right:
        pairs = ((left.texts[i], right.texts[j]) for i in free_left for j in free_right)
        rest = max(similar.get(pair, _UNLIKE)[0] for pair in pairs)
    return Alignment(tuple(sorted(chosen)), free_left, free_right, rest)


def _options(left: Words, right: Words, similar: Known) -> list[WordPair]:
    options: list[WordPair] = []
    for i, x in enumerate(left.texts):
        for j, y in enumerate(right.texts):
            if (left.kinds[i] is Kind.PATRONYMIC) != (right.kinds[j] is Kind.PATRONYMIC):
                continue
            pair = _word_pair(i, j, (x, left.numbers[i]), (y, right.numbers[j]), similar)
            is_translated = left.concepts[i] and left.concepts[i] == right.concepts[j]
            if is_translated and (pair is None or pair.similarity < _CONCEPT):
                pair = WordPair(i, 1, j, 1, _CONCEPT, _CONCEPT_EVIDENCE)
            if pair is not None:
                options.append(pair)
    return options + _joins(left, right, similar)


def _joins(left: Words, right: Words, similar: Known) -> list[WordPair]:
    """Two adjacent words of one name that stand for one word of the other."""
    options: list[WordPair] = []
    for i, (x, xx) in enumerate(pairwise(left.texts)):
        for j, y in enumerate(right.texts):
            value = similar.get((x + xx, y))
            if value is not None and value[0] - _JOIN_COST >= LEAST:
                options.append(WordPair(i, 2, j, 1, value[0] - _JOIN_COST, value[1], is_single=False))
    for j, (y, yy) in enumerate(pairwise(right.texts)):
        for i, x in enumerate(left.texts):
            value = similar.get((x, y + yy))
            if value is not None and value[0] - _JOIN_COST >= LEAST:
                options.append(WordPair(i, 1, j, 2, value[0] - _JOIN_COST, value[1], is_single=False))
    return options


def _word_pair(i: int, j: int, x: tuple[str, str], y: tuple[str, str], similar: Known) -> WordPair | None:
    if x[1] and y[1] and (x[1] == y[1] or x[1].rpartition("#")[2] != y[1].rpartition("#")[2]):
        return WordPair(i, 1, j, 1, 1.0, 4.0) if x[1] == y[1] else None
    if len(x[0]) == 1 or len(y[0]) == 1:
        if x[0] == y[0]:
            return WordPair(i, 1, j, 1, 1.0, 2.5)
        return WordPair(i, 1, j, 1, _INITIAL, 1.5, initial=True) if x[0][0] == y[0][0] else None
    value = similar.get((x[0], y[0]))
    if value is None or value[0] < LEAST:
        return None
    return WordPair(i, 1, j, 1, value[0], value[1])
