"""What is known about a pair of names, as numbers, for the decision to weigh.

`pair_features` describes a query and one alias; `entity_features` adds how the alias stands among all candidates.
The order of `PAIR_FEATURES` and `ENTITY_FEATURES` is the order of the columns.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import OSA, Indel, JaroWinkler, Prefix

from namenorm.resolving.alignment import Alignment
from namenorm.resolving.conflicts import VOWELLESS, conflicts, has_other_consonant, names_organisation
from namenorm.resolving.inflected import reads_as_inflected
from namenorm.resolving.known_names import known_name
from namenorm.resolving.words import Side, Words, is_acronym
from namenorm.text.grams import skeleton

Floats = npt.NDArray[np.float32]

PAIR_FEATURES = (
    "soft", "whole", "mean", "least", "loss", "free_query_share", "free_query_max", "free_query_information",
    "free_alias_share", "free_alias_max", "free_alias_information", "evidence", "weighted_evidence", "whole_evidence",
    "matched", "initials", "joins", "inversions", "free_query", "free_alias", "number_conflict", "gender_conflict",
    "consonant_conflict", "initial_conflict", "known_difference", "own_script", "skeleton_equal", "prefix",
    "subsequence", "ratio", "jaro_winkler", "rom", "skeleton", "skip", "loose", "same_script", "latin_query",
    "latin_alias", "person", "organization", "place", "query_length", "alias_length", "query_words", "alias_words",
    "first_similarity", "last_similarity", "alias_first_similarity", "alias_last_similarity", "rest", "inflected",
    "vowelless", "logographic", "free_known", "headed", "other_consonant", "keystrokes", "known_name",
    "organised", "acronym",
)  # fmt: skip
ENTITY_FEATURES = (
    "hand", "margin", "rank", "within_.1", "within_.3", "second_alias", "entities", "rom_margin", "has_own_script",
    "names", "keystrokes_margin",
)  # fmt: skip
MOST, MOST_APART = 0.98, 0.95
"""The most that a name scores which only resembles another, and one that differs as names of two entities do."""
FEATURES = PAIR_FEATURES + ENTITY_FEATURES
COLUMN = {name: column for column, name in enumerate(FEATURES)}
_LETTER_INFORMATION = 2.85  # nats, the mean of romanised names
_MOST_KEYSTROKES = 5  # more are as good as another name
_PLACES = ("place", "facility")
_LOGOGRAPHIC = frozenset({"han", "hangul", "kana"})
_TELLING = 0.25  # the least weight of a word that may tell entities apart
_HARDLY_ALIKE = 0.6  # less similar words of one script are two words as often as one misspelt
UNSPELT = VOWELLESS | _LOGOGRAPHIC
"""Script groups in which letters say less than half of how a name is spelt in others."""


def pair_features(
    query: Side,
    alias: Side,
    alignment: Alignment,
    whole: tuple[float, float],
    cosines: Sequence[float],
    *,
    entity_type: str,
    headed: bool = False,
) -> list[float]:
    """The columns of `PAIR_FEATURES` for a query and an alias."""
    x, y = query.words, alias.words
    left, right = x.joined, y.joined
    shorter = max(1, min(len(left), len(right)))
    return [
        *_alignment_features(query, alias, alignment, whole),
        *conflicts(query, alias, alignment, entity_type),
        _own_script(x, y),
        float(skeleton(left) == skeleton(right)),
        Prefix.normalized_similarity(left[:shorter], right[:shorter]),
        float(_is_subsequence(left, right) or _is_subsequence(right, left)),
        Indel.normalized_similarity(left, right),
        JaroWinkler.similarity(left, right),
        *cosines,
        float(x.group == y.group), float(x.group == "latin"), float(y.group == "latin"),
        float(entity_type == "person"), float(entity_type == "organization"), float(entity_type in _PLACES),
        float(len(left)), float(len(right)), float(len(x.texts)), float(len(y.texts)),
        *_edge_similarities(x, y, alignment), alignment.rest, float(reads_as_inflected(x, y, alignment)),
        _share_in(x, y, VOWELLESS), _share_in(x, y, _LOGOGRAPHIC), _free_known(query, alignment), float(headed),
        _other_consonant(query, alias, alignment), keystrokes(x, y), known_name(x, y),
        float(names_organisation(x, alignment, entity_type)), float(is_acronym(x, y)),
    ]  # fmt: skip


def most_likely(features: Sequence[float] | Floats) -> float:
    """The most that a name scores which only resembles another, by the features of both.

    Less where a word that may tell entities apart is left over, or stands for one that it hardly resembles: "Kiril
    Petrov" is rarely Kiril Petkov, and "Muhammad Ali" not Muhammad Ali Jinnah.
    """
    left_over = max(features[COLUMN["free_query_max"]], features[COLUMN["free_alias_max"]])
    hardly_alike = features[COLUMN["same_script"]] and features[COLUMN["least"]] < _HARDLY_ALIKE
    is_turned = features[COLUMN["inversions"]] and not features[COLUMN["person"]]
    return MOST_APART if left_over > _TELLING or hardly_alike or is_turned else MOST


def soft_similarity(query: Side, alias: Side, alignment: Alignment) -> float:
    """The similarity of the words that stand for each other, as a share of the weight of all words."""
    soft = 0.0
    for pair in alignment.pairs:
        soft += pair.weight(query.weights, alias.weights) * pair.similarity
    return soft / (sum(query.weights) + sum(alias.weights))


def _alignment_features(query: Side, alias: Side, alignment: Alignment, whole: tuple[float, float]) -> list[float]:
    pairs = alignment.pairs
    soft = total = evidence = weighted = loss = 0.0
    least, joins, initials = 1.0, 0, 0
    for pair in pairs:
        weight = pair.weight(query.weights, alias.weights)
        soft += weight * pair.similarity
        total += weight
        evidence += pair.evidence
        weighted += pair.evidence * weight / 2
        loss = max(loss, weight / 2 * (1 - pair.similarity))
        least = min(least, pair.similarity)
        joins += pair.left_size + pair.right_size > 2
        initials += pair.initial
    mean = soft / total if total else 0.0
    free_query = _leftover(query, alignment.free_left)
    free_alias = _leftover(alias, alignment.free_right)
    everything = sum(query.weights) + sum(alias.weights)
    inversions = sum(a.right > b.right for k, a in enumerate(pairs) for b in pairs[k + 1 :])
    return [
        soft / everything, whole[0], mean, least if pairs else 0.0, loss, *free_query, *free_alias,
        evidence, weighted, whole[1], float(len(pairs)), float(initials), float(joins), float(inversions),
        float(len(alignment.free_left)), float(len(alignment.free_right)),
    ]  # fmt: skip


def _leftover(side: Side, free: tuple[int, ...]) -> tuple[float, float, float]:
    """The share, the largest weight and the information of the words that found no partner."""
    if not free:
        return 0.0, 0.0, 0.0
    weights = [side.weights[i] for i in free]
    information = sum(len(side.words.texts[i]) * _LETTER_INFORMATION * side.weights[i] for i in free)
    return sum(weights) / sum(side.weights), max(weights), information


def _own_script(x: Words, y: Words) -> float:
    """The similarity of two names in their own script, before they were romanised; 0 where the scripts differ."""
    return Indel.normalized_similarity(x.folded, y.folded) if x.group == y.group else 0.0


def keystrokes(x: Words, y: Words) -> float:
    """How many letters in their own script two names are apart, spaces aside; the most where the scripts differ."""
    if x.group != y.group:
        return float(_MOST_KEYSTROKES)
    left, right = x.folded.replace(" ", ""), y.folded.replace(" ", "")
    return float(min(OSA.distance(left, right, score_cutoff=_MOST_KEYSTROKES), _MOST_KEYSTROKES))


def _is_subsequence(short: str, long: str) -> bool:
    letters = iter(long)
    return len(short) <= len(long) and all(letter in letters for letter in short)


def _edge_similarities(x: Words, y: Words, alignment: Alignment) -> tuple[float, float, float, float]:
    """How well the first and the last word of the query are matched, and those of the alias."""
    left, right = [0.0] * len(x.texts), [0.0] * len(y.texts)
    for pair in alignment.pairs:
        left[pair.left] = left[pair.left + pair.left_size - 1] = pair.similarity
        right[pair.right] = right[pair.right + pair.right_size - 1] = pair.similarity
    return left[0], left[-1], right[0], right[-1]


def _free_known(query: Side, alignment: Alignment) -> float:
    """The weight of a word of the query that is a word of other names and stands for none of the alias."""
    return max((query.weights[place] for place in alignment.free_left if query.known[place]), default=0.0)


def _other_consonant(query: Side, alias: Side, alignment: Alignment) -> float:
    """The weight of a word that stands for one of its script with another consonant, which nobody confuses."""
    x, y = query.words, alias.words
    differing = (
        min(query.weights[pair.left], alias.weights[pair.right])
        for pair in alignment.pairs
        if pair.is_single and has_other_consonant(x.texts[pair.left], y.texts[pair.right])
    )
    return max(differing, default=0.0) if x.group == y.group else 0.0


def _share_in(x: Words, y: Words, groups: frozenset[str]) -> float:
    """How many of two names are in some script groups."""
    return float((x.group in groups) + (y.group in groups))


def entity_features(
    hand: Floats, second: Floats, rom: Floats, keystrokes: Floats, names: Sequence[tuple[bool, int]], *, entities: int
) -> Floats:
    """The columns of `ENTITY_FEATURES`, for entities by their best aliases, best first.

    ``keystrokes``: how far the nearest name of each is; ``names``: whether each has one in the script of the query, so
    that one in another script is poor evidence, and how many it has.
    """
    count = hand.size
    best_other, rom_other = _best_of_others(hand, -1.0), _best_of_others(rom, 0.0)
    fewest_other = -_best_of_others(-keystrokes, -float(_MOST_KEYSTROKES))
    gaps = hand[None, :] - hand[:, None]
    near = (gaps > -0.1).sum(axis=1) - 1
    around = (gaps > -0.3).sum(axis=1) - 1
    size = math.log(max(entities, 30))
    columns = [
        hand, hand - best_other, np.arange(count), near, around, second, np.full(count, size), rom - rom_other,
        np.array([own for own, _ in names], dtype=np.float32),
        np.log(np.array([count for _, count in names], dtype=np.float32) + 1),
        fewest_other - keystrokes,
    ]  # fmt: skip
    return np.stack(columns, axis=1).astype(np.float32)


def _best_of_others(values: Floats, alone: float) -> Floats:
    """For each entity the highest value that another has; ``alone`` where there is no other."""
    best = np.full(values.size, alone, dtype=np.float32)
    if values.size > 1:
        top = int(values.argmax())
        best[:] = values[top]
        best[top] = np.partition(values, values.size - 2)[values.size - 2]
    return best
