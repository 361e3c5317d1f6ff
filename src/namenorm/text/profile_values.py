"""Reads the values of a language profile: lists of words, pairs and endings, each written as one string or as an array.

>>> READERS["honorifics"]("mr, dr") == {"mr", "dr"}
True
"""

from __future__ import annotations

from dataclasses import fields
from types import MappingProxyType
from typing import TYPE_CHECKING

from namenorm.model import ENTITY_TYPES
from namenorm.text.language_profile import Ending, LanguageProfile

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


def _entries(value: object) -> list[str]:
    if isinstance(value, str):
        if "#" in value:
            value = "\n".join(line.partition("#")[0] for line in value.split("\n"))
        tidy = value.strip().replace("\n", ",").replace(", ", ",")
        if "  " in tidy or ", " in tidy or " ," in tidy or ",," in tidy:  # rare, and stripping every entry is slow
            return [entry for part in tidy.split(",") if (entry := part.strip())]
        return tidy.split(",") if tidy else []
    if isinstance(value, list) and all(isinstance(entry, str) for entry in value):
        return value
    raise ValueError("must be a list of strings, or one string with an entry a line or comma")


def _words(value: object) -> frozenset[str]:
    return frozenset(_entries(value))


def _sequence(value: object) -> tuple[str, ...]:
    return tuple(_entries(value))


def _pairs(value: object) -> Mapping[str, str]:
    pairs: dict[str, str] = {}
    for entry in _entries(value):
        key, separator, result = entry.partition("=")
        if not separator or not key.strip():
            raise ValueError(f"{entry!r} must have the form 'word = meaning'")
        pairs[key.strip()] = result.strip()
    return MappingProxyType(pairs)


def _lists(value: object) -> Mapping[str, tuple[str, ...]]:
    return MappingProxyType({key: tuple(result.split()) for key, result in _pairs(value).items()})


def _ending(entry: str) -> Ending:
    form, *options = entry.split()
    suffix, _, restore = form.partition(">")
    types: tuple[str, ...] = ()
    stem = 3
    for option in options:
        if option[0] == "@":
            types = tuple(option[1:].split("+"))
        elif option[0] == "/":
            stem = int(option[1:])
        else:
            raise ValueError(f"{entry!r}: {option!r} is neither '@type' nor '/number'")
    unknown = set(types) - set(ENTITY_TYPES)
    if unknown:
        raise ValueError(f"{entry!r}: unknown type {', '.join(sorted(unknown))}")
    return Ending(suffix, restore, types, stem)


def _endings(value: object) -> tuple[Ending, ...]:
    return tuple(map(_ending, _entries(value)))


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError("must be a string")
    return value


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError("must be true or false")
    return value


READERS: Mapping[str, Callable[[object], object]] = {
    "name": _text,
    "scripts": _sequence,
    "letters": _pairs,
    "readings": _lists,
    "inherent_vowel": _text,
    "silent_final": _flag,
    "safe_endings": _flag,
    "endings_after_consonants": _flag,
    "capitalises_nouns": _flag,
    "dotted_i": _flag,
    "unvowelled": _flag,
    "names_agree": _flag,
    "uninflected_names": _flag,
    "title_case": _flag,
    "glued_generics": _flag,
    "vowel_letters": _text,
    "confused_letters": _sequence,
    "own_letters": _text,
    "foreign_letters": _text,
    "vowels": _text,
    "softening_letters": _text,
    "changing_vowels": _text,
    "surname_suffixes": _sequence,
    "patronymic_suffixes": _words,
    "middle_patronymics": _words,
    "ordinal_suffixes": _words,
    "joined_prefixes": _words,
    "legal_forms": _pairs,
    "abbreviations": _pairs,
    "numerals": _pairs,
    "old_syllables": _pairs,
    "endings": _endings,
    "proclitics": _sequence,
    "possessives": _sequence,
    "demonym_endings": _sequence,
    "demonyms": _pairs,
    "place_endings": _sequence,
    "feminine_surnames": _pairs,
    "honorifics": _words,
    "honorifics_as_names": _words,
    "gendered_titles": _pairs,
    "generations": _words,
    "roles": _words,
    "particles": _words,
    "cut_particles": _words,
    "short_names": _pairs,
    "generic_words": _words,
    "named_after_places": _words,
    "offshoots": _words,
    "named_things": _words,
    "function_words": _words,
    "telling_words": _words,
    "telling_affixes": _sequence,
    "siblings": _sequence,
    "relatives": _sequence,
    "telling_characters": _sequence,
    "division_characters": _text,
    "given_names": _words,
    "given_name_spellings": _words,
    "surnames": _words,
    "ordinary_words": _words,
    "calendar_words": _words,
    "capitalised_words": _words,
    "common_words": _words,
    "everyday_titles": _words,
    "landed_titles": _words,
    "place_prepositions": _words,
    "place_kinds": _words,
    "given_places": _words,
    "division_names": _words,
    "street_words": _words,
    "street_prefixes": _words,
    "named_prefixes": _words,
    "inner_divisions": _words,
    "team_articles": _words,
    "saints": _words,
    "old_spellings": _pairs,
    "articles": _words,
    "definite_articles": _words,
    "noun_endings": _sequence,
    "verb_endings": _sequence,
    "acting_verbs": _words,
}
assert set(READERS) | {"code"} == {item.name for item in fields(LanguageProfile)}
