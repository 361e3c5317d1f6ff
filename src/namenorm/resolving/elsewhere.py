"""What a listed place is called elsewhere: names that are none of its aliases, but known to be those of the place.

>>> from namenorm.index.reader import MappedIndex
>>> from namenorm.model import Entity
>>> listed = [Entity("Q183", "place", {"en": "Germany"}), Entity("Q956", "place", {"en": "Beijing"})]
>>> kb = MappedIndex.build(listed)
>>> listed_place(kb, "allemagne", None), listed_place(kb, "пекин", "ru"), listed_place(kb, "ruritania", None)
((0,), (1,), ())

CLDR knows what each country is called in a language, and the cities after which time zones are named; GeoNames what
large cities are called, not in which language. Which entity is the country is told by its names that no city or
state bears as well: its label, or several others.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import islice

from namenorm.kb import KnowledgeBase
from namenorm.model import base_language
from namenorm.resolving.countries import all_names, country_list, english_name, names_in, telling_names
from namenorm.text.fold import compact, fold
from namenorm.text.given_names import is_given_name
from namenorm.text.inflection import dictionary_forms
from namenorm.text.known_places import (
    bearers,
    best_known,
    has_country,
    has_division,
    home,
    known_key,
    place_key,
    table,
)  # fmt: skip
from namenorm.text.profiles import language_profile, profiles_for_script
from namenorm.text.romanize import romanize
from namenorm.text.scripts import letter_count, script

_SHORTEST, _SHORTEST_UNCASED = 4, 3  # letters; "fas" is Morocco in Turkish
_LONG, _LONG_UNCASED = 5, 4  # letters of names that are not of one language
SITES = ("place", "other", None)
"""What a place is listed as, or may be asked for as."""
_BEGINNING = 3  # letters that case forms of a word have in common
_SHORT_WORD = 5  # letters of a short name that is a word: "Кремль"
_SURE = 2  # how often a label and other names, of which it counts twice, must be those of a place
_SEVERAL = 6  # countries that a gazetteer lists which lists countries
_BETTER_KNOWN, _BETTER_KNOWN_ABROAD = 10, 3  # times as many names; in other letters fewer places are written of
_MANY = 3  # one of so many
_UNIONS = ("EU", "UN")  # of states


def listed_place(kb: KnowledgeBase, key: str, lang: str | None) -> tuple[int, ...]:
    """The first alias of the place that a name, folded and without spaces, is known to be the name of.

    In a language, or in any where none is told.
    """
    rows = known_place(kb, key) if may_be_known(key) else ()
    code = codes_of_names(lang).get(key) if is_long_enough(key) and not rows else None
    return place_of_code(kb, code) if code is not None else rows


@lru_cache(maxsize=64)
def codes_of_names(lang: str | None) -> Mapping[str, str]:
    """The names of countries, regions and cities in a language, or in all, as keys, and their codes in CLDR."""
    return {compact(name): code for name, code in names_in(lang and base_language(lang)).items()}


def is_long_enough(key: str) -> bool:
    """Whether a name of a language is long enough to tell whose it is."""
    return letter_count(key) >= (_SHORTEST if key != key.upper() else _SHORTEST_UNCASED)


def may_be_known(key: str) -> bool:
    """Whether it is told whose name a key is, in whatever language: of one place, in Latin letters, and of nobody."""
    known = bearers(key)
    if not known or has_country(known) or (len(known) > 1 and not _is_one(known, key)):
        return False
    return letter_count(key) >= (_LONG if key != key.upper() else _LONG_UNCASED) and not is_given_name(romanize(key))


def is_one_place(left: str, right: str) -> bool:
    """Whether two keys are known to be names of one country, region or large city.

    >>> is_one_place("peking", "beijing"), is_one_place("пекин", "京都"), is_one_place("georgien", "грузия")
    (True, False, True)
    """
    codes = codes_of_names(None)
    if left in codes and right in codes:
        return codes[left] == codes[right]
    known = bearers(left), bearers(right)
    return bool(known[0] & known[1]) and 1 in map(len, known)


def _is_one(numbers: frozenset[int], key: str) -> bool:
    """Whether one of two who bear a name is so much better known that it is meant."""
    *others, second, first = sorted(map(table().counts.__getitem__, numbers))
    return not others and first >= (_BETTER_KNOWN if key.isascii() else _BETTER_KNOWN_ABROAD) * second


def place_of_code(kb: KnowledgeBase, code: str) -> tuple[int, ...]:
    """The first alias of the entity that has a code in CLDR."""
    owners: Counter[int] = Counter()
    for name, languages in telling_names(code).items():
        kinds: dict[int, int] = {}
        for row in kb.lookup("folded", name):
            if _may_name(kb, row, code, languages.split()):
                owner = kb.alias_entity(row)
                kinds[owner] = max(kinds.get(owner, 1), 2 if kb.alias_kind(row) == "label" else 1)
        owners.update(kinds)
    ranked = owners.most_common(2) or _labelled_alone(kb, code)
    if not ranked or ranked[0][1] < _SURE or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return ()
    return (kb.entity_aliases(ranked[0][0])[0],)


def _labelled_alone(kb: KnowledgeBase, code: str) -> list[tuple[int, int]]:
    """The only place with the English name of a country that a city bears as well, where other countries are listed.

    With how sure that is. "Armenia" is no city in Colombia then; "Georgia" is no state in America where a city of the
    country is listed as well.
    """
    name = english_name(code) or ""
    rows = kb.lookup("folded", name)
    owners = {
        kb.alias_entity(row) for row in rows if kb.alias_kind(row) == "label" and _may_name(kb, row, code, ["en"])
    }
    if len(owners) != 1 or (has_division(bearers(compact(name))) and not _lists_city(kb, code)):
        return []
    others = (other for other in map(english_name, country_list()) if other and kb.lookup("folded", other))
    return [(owners.pop(), _SURE)] if len(list(islice(others, _SEVERAL))) == _SEVERAL else []


def _lists_city(kb: KnowledgeBase, country: str) -> bool:
    """Whether a city of a country is listed."""
    cities = range(table().divisions, len(table().counts))
    return any(home(number) == country and kb.lookup("known", place_key(number)) for number in cities)


def is_listed(kb: KnowledgeBase, code: str) -> bool:
    """Whether any name of what has a code in CLDR is listed."""
    return any(kb.lookup("folded", name) for name in all_names(code))


def known_place(kb: KnowledgeBase, key: str) -> tuple[int, ...]:
    """The first alias of the one entity that is filed as the place that a key is a name of."""
    rows = kb.lookup("known", known_key(key))
    # The fewer bear a label, the surer whose it is: of New York City and New York the former is the city.
    shared = {row: len(bearers(compact(kb.folded(row)))) for row in rows}
    owners = {kb.alias_entity(row) for row in rows if shared[row] == min(shared.values())}
    if len(owners) != 1 or kb.entity_type(owner := owners.pop()) not in SITES:
        return ()
    # What is a letter from a name is its misspelling as often as a name of its own, and repaired as one; but no last
    # letter is: "Milano".
    near = [row for row, _ in kb.near(key, 1) if kb.alias_entity(row) == owner] if len(key) > _LONG else []
    forms = (kb.romanised(row).replace(" ", "") for row in near)
    is_meant = _is_known_as(kb, owner, best_known(key)) and all(form in (key[:-1], key + form[-1]) for form in forms)
    return (kb.entity_aliases(owner)[0],) if is_meant else ()


def listed_as_short(kb: KnowledgeBase, name: str, lang: str | None) -> tuple[int, ...]:
    """The aliases that are what an acronym or a short name stands for: "NATO", "Евросоюзом", "Госдума".

    In a language, or in all that know it where none is told.
    """
    called = _meant_by_short(name, lang)
    rows = tuple(kb.lookup("compact", compact(called)) or kb.lookup("compact", compact(in_full(called))))
    return rows if len({kb.alias_entity(row) for row in rows}) == 1 else ()


def _meant_by_short(name: str, lang: str | None) -> str:
    """What a short name stands for, in English or its own language; "" where it is none.

    In scripts that have capitals, acronyms are in capitals, so that "who" is not the WHO; words need one, and may have
    a case ending.
    """
    short, key, written = _short_names(lang, script(name)), compact(fold(name)), name == name.upper()
    if written or not name[:1].isupper():
        return short.get(key, "") if written else ""
    if key[:_BEGINNING] not in _beginnings(lang, script(name)):  # most names: their forms need not be found
        return ""
    forms = (key, *dictionary_forms(fold(name)))
    return next((short[form] for form in forms if len(form) >= _SHORT_WORD and form in short), "")


def in_full(called: str) -> str:
    """What an English acronym stands for; "" where that is not known.

    >>> in_full("nato"), in_full("unesco")
    ('north atlantic treaty organization', '')
    """
    return _short_names("en", "Latin").get(compact(called), "")


@lru_cache(maxsize=64)
def _short_names(lang: str | None, written: str) -> Mapping[str, str]:
    """Acronyms and short names, as keys, and what English, or of bodies their language, calls these.

    Where no language is told, those of all that are written in a script, if they mean one thing.
    """
    own = language_profile(lang) if lang else None
    found: dict[str, set[str]] = {}
    for item in [own] if own else profiles_for_script(written):
        for name, called in {**item.short_bodies, **item.short_names}.items():
            found.setdefault(compact(name), set()).add(called if lang else in_full(called) or called)
    return {name: min(called) for name, called in found.items() if len(called) == 1}


@lru_cache(maxsize=64)
def _beginnings(lang: str | None, written: str) -> frozenset[str]:
    return frozenset(name[:_BEGINNING] for name in _short_names(lang, written) if len(name) >= _SHORT_WORD)


def _is_known_as(kb: KnowledgeBase, owner: int, number: int | None) -> bool:
    """Whether many names of an entity are those of a known place, not one or two in some language, nor a country's."""
    names = [bearers(name) for name in {compact(kb.form(row).folded) for row in kb.entity_aliases(owner)}]
    return _MANY * sum(number in known for known in names) >= len(names) and not any(map(has_country, names))


def _may_name(kb: KnowledgeBase, row: int, code: str, languages: Sequence[str]) -> bool:
    """Whether an alias may name what has a code and is called so in some languages.

    What is not said to be a place has to be labelled as its language or English calls it: "Athena", which is Athens
    in Indonesian, is no city in English.
    """
    kinds = ("organization", "other") if code in _UNIONS else SITES
    if (kind := kb.entity_type(kb.alias_entity(row))) == "other" and kb.alias_kind(row) == "label":
        return not {base_language(kb.alias(row).lang), "en"}.isdisjoint((*languages, "und"))
    return kb.alias_kind(row) != "demonym" and kind in kinds
