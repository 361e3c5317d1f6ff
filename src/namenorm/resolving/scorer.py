"""Scorer: the features of one name against many, with the word weights of a knowledge base."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from namenorm.resolving.alignment import Alignment, Groups, Known, Similarities, align, candidate_pairs, word_weights
from namenorm.resolving.edits import EditModel
from namenorm.resolving.features import PAIR_FEATURES, pair_features, soft_similarity
from namenorm.resolving.inflected import dictionary_words
from namenorm.resolving.words import Side, Words, read_words
from namenorm.text.grams import GRAM_VIEWS
from namenorm.text.keys import NameForm

Floats = npt.NDArray[np.float32]
Values = list[tuple[float, float]]
Joined = tuple[str, str, Sequence[tuple[str, str]]]
Wholes = dict[tuple[str, str], tuple[float, float]]

_LEAST_RARITY = 0.12  # weight of the most frequent words
_LEAST_SIZE = 2000  # a handful of entities says nothing about which words are rare
_UNLIKE = (-1.0, -10.0)  # names of so different lengths that they are not compared as a whole
_CACHED_SIDES = 50_000
_ROM_VIEW, _SKIP_VIEW = GRAM_VIEWS.index("rom"), GRAM_VIEWS.index("skip")
_INFLECTED, _INFLECTED_EVIDENCE = 0.88, 2.0  # of a word and a case form of it; evidence by letter


class Beside(NamedTuple):
    """A name that is to be scored against some aliases of entities of the given types.

    ``cosines`` are those of the gram views, ``whole`` is what `Scorer.whole` gives, ``headed`` says that the name is
    the head of a longer one (see `namenorm.resolving.readings.head_of`).
    """

    query: Side
    aliases: Sequence[Side]
    types: Sequence[str]
    cosines: Floats
    whole: Values
    headed: bool = False


class Pairing(NamedTuple):
    """A name and one alias, word beside word."""

    query: Side
    alias: Side
    alignment: Alignment
    whole: tuple[float, float]
    cosines: Sequence[float]
    type: str
    headed: bool

    @property
    def words(self) -> tuple[Words, Words]:
        """The words of the query, and those of the alias."""
        return self.query.words, self.alias.words

    def features(self) -> list[float]:
        """The columns of `PAIR_FEATURES`."""
        return pair_features(
            self.query, self.alias, self.alignment, self.whole, self.cosines, entity_type=self.type, headed=self.headed
        )


def feature_rows(pairings: Sequence[Pairing]) -> Floats:
    """The features of some pairings, a row each."""
    rows = np.array([pairing.features() for pairing in pairings], dtype=np.float32)
    return rows.reshape(len(pairings), len(PAIR_FEATURES))


# Set by hand, near what a regression over which aliases are those of the right entity gives. Two names of one script
# resemble each other by chance more often than names of two scripts do; the -0.29 of the regression says so too loudly:
# a decision trained with it takes twice as many names near those of the shipped gazetteer for listed ones.
_BETTER, _WORSE, _REST, _ROM, _SKIP, _SAME_SCRIPT = np.array([1.0, 0.04, 0.135, 0.1, 0.14, -0.17], dtype=np.float32)


def plain_scores(pairings: Sequence[Pairing]) -> Floats:
    """A plain score of each pair, by which aliases and entities are put in order before the decision."""
    rows = [
        (
            soft_similarity(each.query, each.alias, each.alignment), each.whole[0], each.alignment.rest,
            each.cosines[_ROM_VIEW], each.cosines[_SKIP_VIEW], each.query.words.group == each.alias.words.group,
        )
        for each in pairings
    ]  # fmt: skip
    soft, whole, rest, rom, skip, same_script = np.array(rows, dtype=np.float32).reshape(len(rows), 6).T
    scores: Floats = (
        _BETTER * np.maximum(soft, whole) + _WORSE * np.minimum(soft, whole) + _REST * rest + _ROM * rom + _SKIP * skip
        + _SAME_SCRIPT * same_script
    )  # fmt: skip
    return scores


class Scorer:
    """Scores names word by word. ``count`` says how many of ``size`` entities have a word in their names."""

    def __init__(self, model: EditModel, count: Callable[[str], int], size: int) -> None:
        self._similarities = Similarities(model)
        self._count = count
        self._scale = math.log(max(size, _LEAST_SIZE) + 1)
        self._sides: dict[NameForm, Side] = {}

    def side(self, form: NameForm) -> Side:
        """The words of a name with their weights; remembered, bounded."""
        found = self._sides.get(form)
        if found is None:
            words = read_words(form)
            counts = [self._count(text) for text in words.texts]
            commonness = [math.log(count + 0.5) / self._scale if count else 0.0 for count in counts]
            rarity = [min(1.0, max(_LEAST_RARITY, 1 - common)) for common in commonness]
            found = Side(words, word_weights(words, rarity), tuple(count > 0 for count in counts))
            if len(self._sides) > _CACHED_SIDES:
                self._sides.clear()
            self._sides[form] = found
        return found

    def joined(self, names: Sequence[Joined]) -> list[Wholes]:
        """For romanised names without spaces: similarity and evidence of each and the others that it is given with."""
        found: list[Wholes] = [dict.fromkeys(others, _UNLIKE) for _, _, others in names]
        for left in dict.fromkeys([group for group, _, _ in names]):
            jobs = []
            for (group, name, _), known in zip(names, found, strict=True):
                if group == left:
                    shortest, longest = (len(name) - 4) / 2.5, 2.5 * len(name) + 4
                    jobs.append((name, known, [other for other in known if shortest <= len(other[1]) <= longest]))
            rights = [group for _, _, others in jobs for group, _ in others]
            pairs = [(name, other) for name, _, others in jobs for _, other in others]
            values = self._similarities.values(left, rights, pairs) if pairs else iter(())
            for _, known, others in jobs:
                known.update(zip(others, values, strict=False))
        return found

    def whole(self, names: Sequence[tuple[Side, Sequence[Side], Wholes]]) -> list[Values]:
        """For names and their aliases: similarity and evidence of the whole names, of which some are known."""
        others = [[(side.words.group, side.words.joined) for side in aliases] for _, aliases, _ in names]
        missing = [
            (query.words.group, query.words.joined, [other for other in own if other not in known])
            for (query, _, known), own in zip(names, others, strict=True)
        ]
        return [
            [known[other] if other in known else more[other] for other in own]
            for (_, _, known), more, own in zip(names, self.joined(missing), others, strict=True)
        ]

    def score(self, besides: Sequence[Beside]) -> list[list[Pairing]]:
        """Some names against their aliases, worked out together."""
        similar = self._similar_words(besides)
        return [
            [
                Pairing(
                    query, side, align(query.words, side.words, (query.weights, side.weights), own[side.words.group]),
                    whole, cosines, kind, headed,
                )
                for side, kind, cosines, whole in zip(aliases, types, rows.tolist(), wholes, strict=True)
            ]
            for (query, aliases, types, rows, wholes, headed), own in zip(besides, similar, strict=True)
        ]  # fmt: skip

    def _similar_words(self, besides: Sequence[Beside]) -> list[dict[str, Known]]:
        """For each name the similarities of its words and those of its aliases, by the script groups of these."""
        wanted: list[dict[str, list[tuple[str, str]]]] = []
        together: dict[Groups, list[tuple[str, str]]] = {}
        for beside in besides:
            query = beside.query.words
            pairs: dict[str, list[tuple[str, str]]] = {}
            for side in beside.aliases:
                pairs.setdefault(side.words.group, []).extend(candidate_pairs(query, side.words))
            for group, own in pairs.items():
                together.setdefault((query.group, group), []).extend(own)
            wanted.append(pairs)
        known = self._similarities.prepare(together)
        return [_with_forms(beside.query, pairs, known) for beside, pairs in zip(besides, wanted, strict=True)]


def _with_forms(
    query: Side, pairs: Mapping[str, list[tuple[str, str]]], known: Mapping[Groups, Known]
) -> dict[str, Known]:
    """What is known of some pairs of words; a word is similar to those that it may be a case form of."""
    banks = {group: (known[query.words.group, group], own) for group, own in pairs.items()}
    similar = {group: {pair: bank[pair] for pair in own} for group, (bank, own) in banks.items()}
    inflections = dictionary_words(query.words.folded)
    for own in similar.values() if inflections else ():
        for (text, other), (similarity, evidence) in own.items():
            if similarity < _INFLECTED and other in inflections.get(text, ()):
                own[text, other] = (_INFLECTED, max(evidence, len(other) * _INFLECTED_EVIDENCE))
    return similar
