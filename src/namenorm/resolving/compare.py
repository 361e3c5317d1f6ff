"""Whether two names name the same entity, by the scorer of the resolver and without a gazetteer.

>>> from namenorm.config import Config
>>> compare("Hasanov Zakir", "Zakkir Hasanov", "person", Config()).score > 0.5
True
>>> compare("Iran", "Uzbekistan", None, Config()).score < 0.1
True
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain, islice

from namenorm.config import Config
from namenorm.model import Comparison, Evidence
from namenorm.resolving.conflicts import WATERS, are_other_persons, conflicts, is_named_after, names_a_part
from namenorm.resolving.contradictions import CONFLICTS, OTHER_PERSONS, SON_OR_FATHER, has_other_meaning
from namenorm.resolving.countries import names_country
from namenorm.resolving.decision import comparison_decision
from namenorm.resolving.edits import EditModel, default_edits
from namenorm.resolving.elsewhere import is_one_place
from namenorm.resolving.evidence import pair_evidence, with_contradiction
from namenorm.resolving.features import most_likely
from namenorm.resolving.known_names import is_other_division, known_name
from namenorm.resolving.namesakes import is_other_by_word
from namenorm.resolving.scorer import Beside, Pairing, Scorer, feature_rows
from namenorm.resolving.titles import gender_of, generation_of, read_title
from namenorm.resolving.transcriptions import as_japanese, as_kana, as_pinyin
from namenorm.resolving.words import Words, is_acronym
from namenorm.text.fold import compact
from namenorm.text.grams import gram_cosines
from namenorm.text.keys import NameForm, name_form

_UNRELATED = 0.0  # the score of what is no name, or is too long for one
_ACRONYM = 0.9  # 233 of 249 acronyms and long names of organisations that fit belong together, all others being there
_KNOWN = 0.95
_CONTRADICTED = 0.3  # the most that names score of which something contradicts that they are one


@lru_cache(maxsize=1)
def _scorer() -> Scorer:
    return pair_scorer(default_edits())


def pair_scorer(edits: EditModel) -> Scorer:
    """A scorer of pairs of names, for which no word is rarer than another."""
    return Scorer(edits, lambda _: 0, 1)


def compare(left: str, right: str, type: str | None, config: Config) -> Comparison:
    """How likely two names are names of one entity, and why. ``type`` is the entity type where it is known."""
    names = left.strip(), right.strip()
    if not all(names) or max(map(len, names)) > config.max_name_length:
        return Comparison(left, right, _UNRELATED)
    forms = list(map(name_form, names))
    others = list(_other_persons(forms)) if type in (None, "person") else []
    if type == "person":
        names = _untitled(names[0], forms[0]), _untitled(names[1], forms[1])
    turns = score_turns(*names, type, _scorer())
    scored = turns[0]
    keys = [compact(name_form(name).folded) for name in names]
    sure: tuple[float, str, str] | None = None
    if left.strip() == right.strip():
        sure = 1.0, "tier", "exact"
    elif keys[0] == keys[1] and not others:
        sure = 0.99, "tier", "folded"
    elif is_acronym(*scored[0].words):
        sure = _ACRONYM, "acronym", "one name is the initials of the other"
    elif type in (None, "place") and not others and is_one_place(*keys):
        sure = _KNOWN, "known_names", "both are known as names of one place"
    if sure:
        score, feature, note = sure
        return Comparison(left, right, score, (Evidence(feature, 1.0, 1.0, note), *pair_evidence(scored[0])))
    chances = [comparison_decision().probabilities(feature_rows(turn)) for turn in turns]
    best = [int(chance.argmax()) for chance in chances]
    score = sum(float(chance.max()) for chance in chances) / len(turns)
    chosen = [turn[place] for turn, place in zip(turns, best, strict=True)]
    against = next(chain(others, *(_contradictions(pairing, type) for pairing in chosen)), "")
    most = _CONTRADICTED if against else min(most_likely(pairing.features()) for pairing in chosen)
    evidence = tuple(with_contradiction(pair_evidence(chosen[0]), against))
    return Comparison(left, right, round(min(score, most), 4), evidence)


def _untitled(name: str, form: NameForm) -> str:
    """A name without the titles before it."""
    found = read_title(name, form)
    return found.name if found else name


def _other_persons(forms: Sequence[NameForm]) -> Iterator[str]:
    """That forms of address tell two genders, or one name only is that of a son or a father: "Trump Jr."."""
    if len({gender_of(form.folded, form.script) for form in forms} - {None}) > 1:
        yield "the forms of address are of two genders"
    if len({generation_of(form.folded) for form in forms}) > 1:
        yield SON_OR_FATHER


def _contradictions(pairing: Pairing, type: str | None) -> Iterator[str]:
    """What contradicts that two names are those of one entity.

    Names of no stated type may be those of persons and of places.
    """
    query, alias, alignment = pairing.query, pairing.alias, pairing.alignment
    person, place = type in (None, "person"), type in (None, "place")
    if place and known_name(query.words, alias.words) >= 1.0:
        yield CONFLICTS["known_name"]
    if place and _names_another_place(query.words, alias.words):
        yield "one is a part of the other, or lies near it"
    if type == "place" and is_named_after(query.words, alias.words, alignment):
        yield "one is named after the other"
    number, *personal, _ = conflicts(query, alias, alignment, type or "person")
    if number >= 1.0:
        yield CONFLICTS["number_conflict"]
    if any(personal) or (person and are_other_persons(query.words, alias.words, alignment)):
        yield OTHER_PERSONS
    if type != "place" and (is_other_by_word(pairing) or has_other_meaning(pairing)):
        yield "a word makes one the name of something else"


def _names_another_place(left: Words, right: Words) -> bool:
    """Whether one name is that of a country, and the other that of a part of it: "Jordan Valley", "Mexico City".

    Or one that of a state, and the other that of a water: "Ohio River".
    """
    return any(
        names_a_part(part, land) and (names_country(land.folded) or _is_water(part, land))
        for part, land in ((left, right), (right, left))
    )


def _is_water(name: Words, land: Words) -> bool:
    named = is_other_division(compact(land.folded), compact(name.folded))
    return named and not WATERS.isdisjoint(name.concepts) and WATERS.isdisjoint(land.concepts)


def score_turns(left: str, right: str, type: str | None, scorer: Scorer) -> list[list[Pairing]]:
    """Two names beside each other, read in all ways; each is asked for once, as the scorer does among others."""
    turns = _readings(left, right), _readings(right, left)
    pairs = [pair for turn in turns for pair in turn]
    sides = [(scorer.side(query), [scorer.side(alias)]) for query, alias in pairs]
    cosines = [gram_cosines(*sorted((query.tokens, alias.tokens)))[None] for query, alias in pairs]  # of both turns one
    wholes = scorer.whole([(*own, {}) for own in sides])
    besides = [
        Beside(query, aliases, [type or "other"], rows, whole)
        for (query, aliases), rows, whole in zip(sides, cosines, wholes, strict=True)
    ]
    pairings = iter([pairing for found in scorer.score(besides) for pairing in found])
    return [list(islice(pairings, len(turn))) for turn in turns]


def _readings(left: str, right: str) -> list[tuple[NameForm, NameForm]]:
    """The forms in which two names are put beside each other."""
    forms = one, other = name_form(left), name_form(right)
    found = [forms, (_as_arabic(one), _as_arabic(other)), (as_pinyin(left) or one, as_pinyin(right) or other)]
    for one, other in (forms, forms[::-1]):
        japanese = as_japanese(one, ["".join(other.tokens)]) if other.script != "Han" else None
        if japanese is not None:
            found.append((japanese, as_kana(other)))
    return list(dict.fromkeys(found))


def _as_arabic(form: NameForm) -> NameForm:
    """A name in Latin letters that looks like Arabic script romanised letter by letter, as one in that."""
    letters = "".join(form.tokens)  # "kwhsrpwh"
    has_vowels = 4 * sum(map(letters.count, "aeiou")) > len(letters)
    return form if form.script != "Latin" or len(letters) <= 4 or has_vowels else form._replace(script="Arabic")
