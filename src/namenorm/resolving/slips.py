"""Slips: a name that is a letter or two away from the names of one entity and, for all that is listed, of no other.

Most misspelt names are slips, and comparing them with everything similar would only find what the index knows at once.
So they are looked up first (`KnowledgeBase.near`), and a small logistic model says how likely the entity is meant, from
what the slip is like and how many other entities lie as near. Only where it is sure is the name answered here;
whatever could be another name (another number, given name, gender, ending or first letter, a word that is listed
elsewhere) is left to the full comparison, as is everything with two candidates.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import lru_cache
from operator import mul
from typing import Any, NamedTuple

from rapidfuzz.distance import OSA, Levenshtein, Postfix, Prefix

from namenorm.kb import KnowledgeBase
from namenorm.model import Evidence, Query, Tier
from namenorm.resolving.bearers import Bearer, likely_type
from namenorm.resolving.conflicts import (
    has_added_syllable,
    has_other_beginning,
    has_other_consonant,
    has_other_form,
    is_other_consonant,
    is_other_gender,
    is_other_surname,
    may_conflict,
    number_conflict,
)
from namenorm.resolving.countries import countries_in, is_of_other_country
from namenorm.resolving.features import MOST, MOST_APART
from namenorm.resolving.known_names import is_known_name, is_other_division, known_apart_from
from namenorm.resolving.misspelt import commonness, strays
from namenorm.resolving.shipped import shipped
from namenorm.resolving.usual_words import are_two_usual_words, tells_another
from namenorm.resolving.words import read_words
from namenorm.text.fold import undoubled
from namenorm.text.given_names import is_given_name
from namenorm.text.grams import skeleton
from namenorm.text.keys import NameForm
from namenorm.text.romanize import VOWELS
from namenorm.text.scripts import is_lower_case

Differing = tuple[tuple[str, str], ...]

FEATURES = (
    "two_edits", "rare_letters", "word_letters", "shortest_word", "same_sound", "vowels", "doubled", "swapped",
    "other_consonant", "first_letter", "known_word", "split", "other_words", "alone_two_edits", "rivals", "tied",
    "tied_elsewhere", "rarest", "names", "strays", "lost",
)  # fmt: skip
"""What the model sees of a slip; numbers of letters, ``known_word`` and ``rivals`` are logarithms. The letters of words
that stand equal in the alias count by how rare the words are. ``rarest`` is how many names have the three letters in
a row of the query that the fewest have: who misspells a name seldom writes what looks like one. ``names`` are those of
the entity; ``strays`` the letters of the query that the name lacks, ``lost`` those of the name that the query lacks."""
REACH = 2
"""Edits within which rivals are looked for."""
_SHORTEST, _SHORTEST_SURE = 5, 6  # letters; in shorter names one letter makes another name too often
_SHORTEST_WORD = 4  # letters of a word of which a slip is told from another word
_IDEOGRAPHS = "Han"  # a letter there is a word
_NOT_A_NAME = frozenset({"acronym", "demonym"})
_MARKS = frozenset(",،、，;()[]/0123456789")
_SMALLEST_INDEX = 1000  # entities; in fewer no word is rare and no place crowded


class Slip(NamedTuple):
    """The name that a query is nearest to."""

    rows: tuple[int, ...]
    """The row of its alias, of each entity that bears it."""
    edits: int
    words: Differing
    """The words that differ, of the query and of the name."""
    misspelt: frozenset[str]
    """The single ones of the query."""
    equal: tuple[str, ...]
    rivals: Mapping[int, int]
    """The rows of aliases of other entities, nearest first, and of the entities."""
    tied: tuple[int, int]
    """How many of those entities are as near by letters: in the script of the query, and in others only."""


def near_name(form: NameForm) -> str:
    """The letters that near names are looked up by; "" where a slip would too often be another name."""
    joined = "".join(form.tokens)
    return joined if len(joined) >= _SHORTEST and form.script != _IDEOGRAPHS else ""


def find_slip(kb: KnowledgeBase, query: Query, form: NameForm) -> Slip | None:
    """The slip that a query is, if it can be told from another name."""
    joined = near_name(form)
    near = kb.near(joined, REACH) if joined else ()
    if not near:
        return None
    edits = near[0][1]
    nearest = [row for row, more in near if more == edits]
    own = [row for row in nearest if kb.script(row) == form.script]
    meant = _meant(kb, _spelt_nearest(kb, own, query) if len(own) > 1 else own, query, form)
    if not meant:
        return None
    differing = next(iter(meant.values()))[1]
    kinds = set(map(kb.entity_type, meant))
    if "other" in kinds:
        kinds.update(likely_type(kb, owner, read_words(kb.form(row))) for owner, (row, _) in meant.items())
    if "person" in kinds and not _is_told_apart(form.tokens, differing, edits):
        return None
    if any(are_two_usual_words(*pair) for pair in differing):  # "Deutsche Bahn", "Deutsche Bank"
        return None
    misspelt = frozenset([word for left, _ in differing for word in left.split()])
    equal = tuple([word for word in form.tokens if word not in misspelt])
    if len(differing) == 1 and tells_another(*differing[0], equal):
        return None
    rivals = {row: owner for row, _ in near if (owner := kb.alias_entity(row)) not in meant}
    same = {rivals[row] for row in own if row in rivals}
    others = {rivals[row] for row in nearest if row in rivals} - same
    rows = tuple([row for row, _ in meant.values()])
    return Slip(rows, edits, differing, misspelt, equal, rivals, (len(same), len(others)))


def is_sure(probability: float, form: NameForm, least: float) -> bool:
    """Whether a slip is the answer where it has to be so likely; names of five letters are always compared."""
    return probability >= least and len(near_name(form)) >= _SHORTEST_SURE


def slip_score(slip: Slip, probability: float) -> float:
    """What the entity of a slip scores: less where it may be another name, as "Kiril Petrov" of Petkov."""
    apart = slip.edits > len(slip.words) or any(has_other_consonant(*pair) for pair in slip.words)
    return min(probability, MOST_APART if apart else MOST)


def likely_slip(kb: KnowledgeBase, query: Query, form: NameForm) -> tuple[Slip, float] | None:
    """The slip that a query is, with its probability, if nothing says that another is named."""
    slip = find_slip(kb, query, form)
    if slip is None:
        return None
    if any(map(kb.replaced_by, map(kb.alias_entity, slip.rows))) or _names_another(kb, form.folded, slip.rows):
        return None
    if slip.equal and any(is_other_division(*pair) for pair in slip.words):
        return None
    return slip, default_slips().probability(slip_features(kb, slip, form))


def _names_another(kb: KnowledgeBase, folded: str, rows: Sequence[int]) -> bool:
    """Whether a name is known as that of another than the owner of one of some aliases."""
    owners = list(map(kb.alias_entity, rows))
    others = [owner for owner in owners if kb.entity_type(owner) != "person"]  # to know all countries takes long
    if others and countries_in(folded) and any(is_of_other_country(folded, kb.entity(owner)) for owner in others):
        return True
    return is_known_name(folded) and any(
        known_apart_from(kb, owner, folded, kb.folded(row)) > 0 for owner, row in zip(owners, rows, strict=True)
    )


def slip_bearers(kb: KnowledgeBase, slip: Slip) -> list[Bearer]:
    """The entities that bear the name."""
    return [Bearer(kb, kb.alias_entity(row), kb.alias(row), Tier.FUZZY, row) for row in slip.rows]


def _spelt_nearest(kb: KnowledgeBase, rows: Sequence[int], query: Query) -> list[int]:
    """Of aliases that are equally near by their letters those that are nearest as they are written, and likeliest."""
    if len(set(map(kb.alias_entity, rows))) == 1:
        return list(rows)
    text = query.text.casefold()
    names = [kb.alias(row).text.casefold() for row in rows]
    edits = {name: OSA.distance(text, name) for name in names}
    least = min(edits.values())
    apart = {name: strays(text, name) for name in edits if edits[name] == least}
    least = min(apart.values())
    return [row for row, name in zip(rows, names, strict=True) if apart.get(name) == least]


def _meant(kb: KnowledgeBase, rows: Sequence[int], query: Query, form: NameForm) -> dict[int, tuple[int, Differing]]:
    """The entities whose aliases, in some rows of one script, a misspelt name stands for: their rows and what differs.

    None where these are different names, or one has other numbers or marks.
    """
    marks = _MARKS.intersection(query.text)
    lower = len(form.tokens) == 1 and is_lower_case(query.text)
    found: dict[int, tuple[int, Differing]] = {}
    others, told = set(), {}
    for row in rows:
        owner = kb.alias_entity(row)
        if owner in found:
            continue
        alias = kb.alias(row)
        if alias.strength == "weak" or alias.kind in _NOT_A_NAME:
            continue
        others.add(owner)
        if marks != _MARKS.intersection(alias.text):  # words in another order, or a part more
            continue
        if lower and not alias.text.islower():  # likelier an ordinary word
            continue
        if query.type is not None and kb.entity_type(owner) != query.type:
            continue
        if alias.text not in told:  # several may bear one name
            told[alias.text] = _what_differs(kb, row, form)
        if told[alias.text]:
            found[owner] = row, told[alias.text]
    one_name = len(found) < 2 or len({kb.romanised(row).replace(" ", "") for row, _ in found.values()}) == 1
    return found if one_name and len(others) == len(found) else {}


def _what_differs(kb: KnowledgeBase, row: int, form: NameForm) -> Differing:
    """The words in which a name differs from an alias; none where one has a word more, or another number."""
    differing = _differing_words(form.tokens, kb.romanised(row).split())
    if not all(map(all, differing)):
        return ()
    read = words = _all_words(differing)
    if not form.folded.isascii():
        words = _all_words(_differing_words(form.folded.split(), kb.folded(row).split()))
    # Equal words cannot make another number or direction.
    if may_conflict(words, read, form.script) and number_conflict(read_words(form), read_words(kb.form(row))):
        return ()
    return differing


def _all_words(differing: Differing) -> list[str]:
    return [word for pair in differing for words in pair for word in words.split()]


def _is_told_apart(words: tuple[str, ...], differing: Differing, edits: int) -> bool:
    """Whether what differs is more likely a misspelling than the name of another person."""
    if not all(_is_slip(*pair) for pair in differing):
        return False
    if len(words) == 1:
        return edits == 1 and not has_other_consonant(*differing[0])
    word, other = differing[-1]
    is_other = has_other_beginning(word, other) or (edits > 1 and word[0] != other[0])
    if word == words[-1] and (is_other or is_other_surname(word, other, words[0])):
        return False
    return not any(has_other_form(*pair) for pair in differing if pair[0] != words[-1])


def _differing_words(left: Sequence[str], right: Sequence[str]) -> Differing:
    """The pairs of words that differ; where words are joined or split, all between the equal ones are one pair."""
    if len(left) == len(right):
        return tuple([(x, y) for x, y in zip(left, right, strict=True) if x != y])
    first = _equal_words(left, right)
    last = min(_equal_words(left[::-1], right[::-1]), min(len(left), len(right)) - first)
    return ((" ".join(left[first : len(left) - last]), " ".join(right[first : len(right) - last])),)


def _equal_words(left: Sequence[str], right: Sequence[str]) -> int:
    """How many words two names begin with alike."""
    shorter = min(len(left), len(right))
    return next((place for place in range(shorter) if left[place] != right[place]), shorter)


def _is_slip(word: str, other: str) -> bool:
    """Whether a word is more likely a misspelt form of another than a form or a name of its own."""
    if min(len(word), len(other)) < _SHORTEST_WORD or " " in word + other or is_given_name(word):
        return False
    return not (is_other_gender(word, other) or is_other_consonant(word, other) or has_added_syllable(word, other))


def slip_features(kb: KnowledgeBase, slip: Slip, form: NameForm) -> list[float]:
    """The values of `FEATURES` for the slip that a name of some form is."""
    pairs, two_edits = slip.words, float(slip.edits > 1)
    left, right = map("".join, zip(*pairs, strict=True))
    same_sound, vowels, stray, lost = _change(*_without_ends(left, right))
    scale = math.log(max(kb.entity_count, _SMALLEST_INDEX))
    # 1 where only few entities have a word in their names, 0 where nearly all have.
    rarity = [1 - math.log(max(1, kb.token_count(word))) / scale for word in slip.equal]
    return [
        two_edits,
        math.log(len(left) + sum(map(mul, map(len, slip.equal), rarity))),
        math.log(len(left)),
        math.log(min([len(word) for pair in pairs for word in pair])),
        same_sound,
        vowels,
        float(set(left) == set(right) and undoubled(left) == undoubled(right)),
        float(len(left) == len(right) and not stray),
        float(any(has_other_consonant(x, y) for x, y in pairs)),
        float(any(x[0] != y[0] for x, y in pairs)),
        math.log(1 + max(map(kb.token_count, slip.misspelt))),
        float(" " in left + right),
        float(len(slip.equal)),
        two_edits * (not slip.equal),
        math.log(1 + len(set(slip.rivals.values()))) / scale,
        *map(math.log1p, slip.tied),
        commonness(kb.rarest_letters(form.tokens), kb.alias_count),
        math.log(len(kb.entity_aliases(kb.alias_entity(slip.rows[0])))),
        stray,
        lost,
    ]


def _without_ends(left: str, right: str) -> tuple[str, str]:
    """Two words without the letters that both begin and end with."""
    same = Prefix.similarity(left, right)
    left, right = left[same:], right[same:]
    same = Postfix.similarity(left, right)
    return left[: len(left) - same], right[: len(right) - same]


@lru_cache(maxsize=4096)
def _change(left: str, right: str) -> tuple[float, float, float, float]:
    """``same_sound``, ``vowels``, ``strays`` and ``lost`` of the few letters that differ, which are often the same."""
    return (
        float(skeleton(left) == skeleton(right)),
        float(_changed(left, right) <= VOWELS),
        float(strays(left, right)),
        float(strays(right, left)),
    )


def _changed(left: str, right: str) -> set[str]:
    """The letters that only one of two words has, where they differ."""
    changed: set[str] = set()
    for operation in Levenshtein.editops(left, right):
        if operation.tag != "insert":
            changed.add(left[operation.src_pos])
        if operation.tag != "delete":
            changed.add(right[operation.dest_pos])
    return changed


class SlipModel:
    """The logistic model (``data/slips.json``); immutable, so threads can share it."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        if tuple(data["features"]) != FEATURES:
            raise ValueError(
                "the model of slips was trained on other features; train it again: python -m evaluation.train"
            )
        self._weights: list[float] = list(data["weights"])
        self._bias = float(data["bias"])

    def probability(self, features: Sequence[float]) -> float:
        """How likely the entity of a slip is meant."""
        return 1 / (1 + math.exp(-self._bias - sum(map(mul, self._weights, features))))


@lru_cache(maxsize=1)
def default_slips() -> SlipModel:
    """The trained model that namenorm ships (``resolving/data/slips.json``)."""
    return SlipModel(shipped("slips.json"))


def slip_evidence(slip: Slip, probability: float) -> tuple[Evidence, ...]:
    """Why the entity of a slip is meant: which word stands for which, and how many others lie near."""
    size = sum(map(len, slip.equal)) + sum([len(word) for _, word in slip.words])
    found = [Evidence("tier", 1.0, 1.0, str(Tier.FUZZY))]
    found += [Evidence("word", 1.0, round(len(word) / size, 3), word) for word in slip.equal]
    for word, other in slip.words:
        similarity = 1 - Levenshtein.distance(word, other) / max(len(word), len(other))
        share = round(similarity * len(other) / size, 3)
        found.append(Evidence("word", round(similarity, 3), share, f"{word} ~ {other}"))
    return (
        *found,
        Evidence("edits", float(slip.edits), 0.0, "letters that differ"),
        Evidence("rivals", float(len(slip.rivals)), 0.0, "names of others within two letters"),
        Evidence("comparison", round(probability, 4), 0.0, "probability by the slip alone"),
    )
