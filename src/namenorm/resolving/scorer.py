"""Scorer: the features of one name against many, with the word weights of a knowledge base."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from namenorm.resolving.alignment import Alignment, Known, Similarities, align, candidate_pairs, word_weights
from namenorm.resolving.features import PAIR_FEATURES, Side, hand_scores, pair_features
from namenorm.resolving.inflected import dictionary_words
from namenorm.resolving.words import read_words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import numpy.typing as npt

    from namenorm.resolving.edits import EditModel
    from namenorm.text.keys import NameForm

    Floats = npt.NDArray[np.float32]
    Values = list[tuple[float, float]]

_LEAST_RARITY = 0.12
_LEAST_SIZE = 2000  # a handful of entities says nothing about which words are rare
_UNLIKE = (-1.0, -10.0)  # names of so different lengths that they are not compared as a whole
_CACHED_SIDES = 50_000
_INFLECTED, _INFLECTED_EVIDENCE = 0.88, 2.0  # of a word and a case form of it; evidence by letter


@dataclass(frozen=True, slots=True)
class Scored:
    """A query against some aliases: one row of pair features, an alignment and a plain score each.

    ``queries`` is the query as it was read for each alias (see `namenorm.resolving.ranking.head_of`).
    """

    queries: tuple[Side, ...]
    aliases: tuple[Side, ...]
    alignments: tuple[Alignment, ...]
    features: Floats
    hand: Floats

    def __add__(self, other: Scored) -> Scored:
        return Scored(
            self.queries + other.queries, self.aliases + other.aliases, self.alignments + other.alignments,
            np.concatenate([self.features, other.features]), np.concatenate([self.hand, other.hand]),
        )  # fmt: skip


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
            rarity = [self._rarity(count) for count in counts]
            found = Side(words, word_weights(words, rarity), tuple(count > 0 for count in counts))
            if len(self._sides) > _CACHED_SIDES:
                self._sides.clear()
            self._sides[form] = found
        return found

    def _rarity(self, count: int) -> float:
        return min(1.0, max(_LEAST_RARITY, 1 - math.log(count + 0.5) / self._scale)) if count else 1.0

    def whole(self, query: Side, aliases: Sequence[Side]) -> Values:
        """Similarity and evidence of the whole names, without their spaces."""
        names = [(side.words.group, side.words.joined) for side in aliases]
        return self.joined(query.words.group, query.words.joined, names)

    def joined(self, group: str, name: str, others: Sequence[tuple[str, str]]) -> Values:
        """The same for romanised names without spaces, given with their script groups."""
        shortest, longest = (len(name) - 4) / 2.5, 2.5 * len(name) + 4
        pairs: dict[str, list[tuple[str, str]]] = {other_group: [] for other_group, _ in others}
        for other_group, other in others:
            if shortest <= len(other) <= longest:
                pairs[other_group].append((name, other))
        known = self._similarities.prepare(group, pairs)
        return [
            known[other_group][name, other] if shortest <= len(other) <= longest else _UNLIKE
            for other_group, other in others
        ]

    def score(
        self,
        query: Side,
        aliases: Sequence[Side],
        types: Sequence[str],
        cosines: Floats,
        whole: Values,
        *,
        headed: bool,
    ) -> Scored:
        """The features of a name against aliases of entities of the given types; ``headed``: of its head alone."""
        similar = self._similar_words(query, aliases)
        alignments, rows = [], []
        for side, kind, cosine, ends in zip(aliases, types, cosines.tolist(), whole, strict=True):
            known = similar[side.words.group]
            alignment = align(query.words, side.words, (query.weights, side.weights), known)
            alignments.append(alignment)
            rows.append(pair_features(query, side, alignment, ends, cosine, entity_type=kind, headed=headed))
        features = np.array(rows, dtype=np.float32).reshape(len(rows), len(PAIR_FEATURES))
        hand = hand_scores(features) if rows else np.zeros(0, dtype=np.float32)
        return Scored((query,) * len(rows), tuple(aliases), tuple(alignments), features, hand)

    def _similar_words(self, query: Side, aliases: Sequence[Side]) -> dict[str, Known]:
        """Similarities of words, by script group of the alias."""
        pairs: dict[str, list[tuple[str, str]]] = {}
        for side in aliases:
            pairs.setdefault(side.words.group, []).extend(candidate_pairs(query.words, side.words))
        known = self._similarities.prepare(query.words.group, pairs)
        similar = {group: {pair: known[group][pair] for pair in own} for group, own in pairs.items()}
        inflections = dictionary_words(query.words.folded)
        for own in similar.values() if inflections else ():
            for (text, other), (similarity, evidence) in own.items():
                if similarity < _INFLECTED and other in inflections.get(text, ()):
                    own[text, other] = (_INFLECTED, max(evidence, len(other) * _INFLECTED_EVIDENCE))
        return similar
