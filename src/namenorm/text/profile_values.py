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


_READER_OF: Mapping[str, Callable[[object], object]] = {
    "str": _text,
    "bool": _flag,
    "frozenset[str]": _words,
    "tuple[str, ...]": _sequence,
    "tuple[Ending, ...]": _endings,
    "Mapping[str, str]": _pairs,
}
READERS = {item.name: _READER_OF[str(item.type)] for item in fields(LanguageProfile) if item.name != "code"}
"""What reads the value of each field of a profile; ``code`` is told by the name of the file."""
