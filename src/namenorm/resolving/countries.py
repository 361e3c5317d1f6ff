"""Which names are known to be those of different countries, however alike they are.

>>> from namenorm.model import Entity
>>> is_of_other_country("austria", Entity("Q408", "place", {"en": "Australia"}))
True

A gazetteer need not hold all countries. One that is missing must not be taken for a neighbour that is there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain
from typing import Any

from namenorm.model import Entity
from namenorm.resolving.shipped import shipped
from namenorm.text.fold import compact, fold
from namenorm.text.given_names import is_given_name
from namenorm.text.inflection import dictionary_forms, has_proclitics
from namenorm.text.language_profile import LanguageProfile
from namenorm.text.profiles import profiles_for_script, words_of_all, words_of_script
from namenorm.text.romanize import romanize
from namenorm.text.scripts import script

_COUNTRY = 3  # words of the name of a country inside another name
_STEM, _CUT_STEM = 3, 6  # letters of a demonym without its ending, and of one that is no whole name
_NOWHERE: frozenset[str] = frozenset()


@lru_cache(maxsize=1)
def _data() -> Mapping[str, Any]:
    """``countries``: by code, each folded name with its languages; ``shared``: names that cities or states bear too."""
    found: dict[str, Any] = shipped("countries.json")
    return found


@lru_cache(maxsize=1)
def _places() -> Mapping[str, Mapping[str, str]]:
    """By code, the folded names of regions of the world and of cities, each with its languages; none is a country's."""
    found: dict[str, dict[str, str]] = shipped("places.json")["places"]
    return found


@lru_cache(maxsize=1)
def _codes() -> Mapping[str, frozenset[str]]:
    """Folded names and the codes of their countries."""
    found: dict[str, set[str]] = {}
    for code, names in _data()["countries"].items():
        for name in names:
            found.setdefault(name, set()).add(code)
    return {name: frozenset(codes) for name, codes in found.items()}


def names_in(lang: str | None) -> Mapping[str, str]:
    """The folded names of countries, of regions of the world and of cities in a language, or all, and their codes.

    >>> names_in("fr")["allemagne"], names_in("tr")["tiflis"]
    ('DE', 'Asia/Tbilisi')
    """
    found: dict[str, str] = {}
    shared: set[str] = set()
    named = _by_language().get(lang, ()) if lang else ((code, name) for code, names in _named() for name in names)
    for code, name in named:
        if found.setdefault(name, code) != code:
            shared.add(name)
    codes = _codes()
    return {name: code for name, code in found.items() if name not in shared and len(codes.get(name, (code,))) == 1}


@lru_cache(maxsize=1)
def _by_language() -> Mapping[str, Sequence[tuple[str, str]]]:
    """The codes and names of countries, regions of the world and cities in each language."""
    found: dict[str, list[tuple[str, str]]] = {}
    for code, names in _named():
        for name, languages in names.items():
            for lang in languages.split():
                found.setdefault(lang, []).append((code, name))
    return found


def _named() -> Iterator[tuple[str, Mapping[str, str]]]:
    """The codes of countries, regions and cities, each with its folded names and their languages."""
    return chain(_data()["countries"].items(), _places().items())


def all_names(code: str) -> Mapping[str, str]:
    """The folded names of a country, region or city in all languages, each with its languages."""
    found: Mapping[str, str] = _data()["countries"].get(code) or _places()[code]
    return found


def country_list() -> tuple[str, ...]:
    """The codes of all countries."""
    return tuple(_data()["countries"])


@lru_cache(maxsize=512)
def english_name(code: str) -> str | None:
    """What English calls a country, region or city; the first of several names."""
    return next((name for name, languages in all_names(code).items() if "en" in languages.split()), None)


def telling_names(code: str) -> Mapping[str, str]:
    """These names without those of countries that a city or state bears as well ("georgia")."""
    shared = _data()["shared"]
    return {name: languages for name, languages in all_names(code).items() if name not in shared}


def names_country(folded: str) -> bool:
    """Whether a folded name is that of a country."""
    return folded in _codes()


def country_codes(key: str) -> frozenset[str]:
    """The codes of the countries whose name is a key: a folded name without spaces ("unitedkingdom")."""
    return _by_key().get(key, _NOWHERE)


@lru_cache(maxsize=1)
def _by_key() -> Mapping[str, frozenset[str]]:
    return {compact(name): codes for name, codes in _codes().items()}


@lru_cache(maxsize=4096)
def countries_in(folded: str) -> frozenset[str]:
    """The codes of the countries that words of a folded name name: IL of "ministry of health of israel".

    Of "israeli ministry of health" as well.
    """
    parts = _parts(folded)
    return _NOWHERE.union(*map(_by_name, parts), *map(_by_form, parts))


@lru_cache(maxsize=1 << 14)
def country_and_rest(words: tuple[str, ...]) -> tuple[frozenset[str], tuple[str, ...]]:
    """The countries that some folded words name, in whatever form, and the other words, but those of names of states.

    >>> country_and_rest(("supreme", "court", "of", "the", "united", "kingdom"))
    (frozenset({'GB'}), ('supreme', 'court', 'of', 'the'))
    >>> country_and_rest(("british", "supreme", "court"))
    (frozenset({'GB'}), ('supreme', 'court'))
    """
    codes, at = _NOWHERE, 0
    rest: list[str] = []
    while at < len(words):
        parts = ((size, " ".join(words[at : at + size])) for size in range(min(_COUNTRY, len(words) - at), 0, -1))
        found = (
            (size, country_codes(compact(part)) or _by_form(part)) for size, part in parts if _may_begin(words[at])
        )
        size, named = next(((size, named) for size, named in found if named), (1, _NOWHERE))
        codes |= named
        rest += () if named else words[at : at + 1]
        at += size
    return codes, tuple(word for word in rest if not codes or word not in words_of_all("state_words"))


def named_in(folded: str) -> frozenset[str]:
    """The same without demonyms and other forms of the names."""
    return _NOWHERE.union(*map(_by_name, _parts(folded)))


def _by_name(part: str) -> frozenset[str]:
    return _codes().get(part, _NOWHERE)


def _parts(folded: str) -> list[str]:
    """The words of a folded name, and those in a row, but for most of those that name no country."""
    words = folded.split()
    first = [at for at, word in enumerate(words) if _may_begin(word)]
    return [" ".join(words[at : at + size]) for at in first for size in range(1, min(_COUNTRY, len(words) - at) + 1)]


def _may_begin(word: str) -> bool:
    """Whether the name of a country, a demonym or a form of them may begin with a word."""
    letters = _first_letters("Latin" if word.isascii() else script(word))
    return not letters or word[:_STEM] in letters


@lru_cache(maxsize=64)
def _first_letters(name: str) -> frozenset[str]:
    """The first letters of what names countries in a script; none where other words may be joined to their front."""
    if name != "Latin" and has_proclitics(name):
        return frozenset()
    return _first_of_names() | {stem.partition(" ")[0] for stem in _stems(name)}


@lru_cache(maxsize=1)
def _first_of_names() -> frozenset[str]:
    """The first letters of the names of countries in all scripts."""
    return frozenset(name.partition(" ")[0][:_STEM] for name in _codes())


def _by_form(part: str) -> frozenset[str]:
    """The countries of which some words are a demonym, or a form of the name.

    In Latin letters too many words of some language end as forms do in another.
    """
    found = by_demonym(part)
    if found or " " in part or script(part) == "Latin":
        return found
    forms = dictionary_forms(part)
    others = (_codes().get(form) or (by_demonym(form) if part.endswith(form) else found) for form in forms)
    return found.union(*others)


@lru_cache(maxsize=1 << 14)
def by_demonym(folded: str) -> frozenset[str]:
    """The codes of the countries that a folded demonym or adjective names.

    >>> by_demonym("iranian"), by_demonym("french"), by_demonym("иранский"), by_demonym("foreign")
    (frozenset({'IR'}), frozenset({'FR'}), frozenset({'IR'}), frozenset())
    """
    for stem, countries in _stems(script(folded)).get(folded[:_STEM], ()):
        if folded.startswith(stem):
            rest = folded[len(stem) :]
            codes = [code for code, endings in countries if rest in endings]
            if codes and not (rest and is_given_name(romanize(folded))):
                return frozenset(codes)
    return _NOWHERE


@lru_cache(maxsize=64)
def _stems(name: str) -> Mapping[str, Sequence[tuple[str, Sequence[tuple[str, frozenset[str]]]]]]:
    """What demonyms in a script begin with: each with the countries, and the endings that may follow.

    By their first letters, those that begin alike from the longest on.
    """
    found: dict[str, list[tuple[str, frozenset[str]]]] = {}
    for item in profiles_for_script(name):
        if item.demonym_endings:
            endings = frozenset(item.demonym_endings)
            for stem, code in _regular_stems(item):
                found.setdefault(stem, []).append((code, endings))
            for stem, country in item.demonyms.items():
                found.setdefault(fold(stem), []).extend((code, endings | {""}) for code in _codes()[fold(country)])
    alike: dict[str, list[tuple[str, list[tuple[str, frozenset[str]]]]]] = {}
    for stem in sorted(found, key=len, reverse=True):
        alike.setdefault(stem[:_STEM], []).append((stem, found[stem]))
    return alike


def _regular_stems(item: LanguageProfile) -> Iterator[tuple[str, str]]:
    """The names of countries in a language, whole and without what the endings of demonyms take the place of."""
    countries = _data()["countries"]
    for code, name in ((code, name) for code, name in _by_language().get(item.code, ()) if code in countries):
        if len(name) > _STEM:
            yield name, code
        stems = [name.removesuffix(ending) for ending in item.place_endings]
        stems += [name[:-1]] if name[-1] in words_of_script(script(name), "vowels") else []
        yield from ((stem, code) for stem in stems if _CUT_STEM <= len(stem) < len(name))


def is_of_other_country(folded: str, entity: Entity) -> bool:
    """Whether a folded name is that of a country, or has one in it, and the names of an entity only those of others.

    >>> from namenorm.model import Entity
    >>> is_of_other_country("health ministry of iraq", Entity("Q1", "organization", {"en": "Health Ministry of Iran"}))
    True
    """
    named = countries_in(folded) if entity.type != "person" else frozenset()
    if not named:
        return False
    own, codes = _codes().get(folded), countries_of(entity) if entity.type == "place" else frozenset()
    if own and codes and not own & codes:  # "Guinea" is not Equatorial Guinea
        return True
    names = [fold(alias.text) for alias in entity.aliases()]
    for within in (named_in, countries_in):
        codes, others = within(folded), frozenset().union(*map(within, names))
        if codes and others and not codes & others:
            return True
    return False


def is_country(entity: Entity) -> bool:
    """Whether a place bears the name of a country."""
    return entity.type == "place" and bool(countries_of(entity))


def countries_of(entity: Entity) -> frozenset[str]:
    """The codes of the countries whose names an entity bears."""
    return countries_named(fold(alias.text) for alias in entity.aliases())


def countries_named(names: Iterable[str]) -> frozenset[str]:
    """The codes of the countries that some folded names are names of."""
    return _NOWHERE.union(*map(_by_name, names))
