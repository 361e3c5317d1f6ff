"""JSON Lines: strings with their places in the raw text, so that an edit touches nothing else of a record."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from namenorm.documents.formats.segments import Segment, may_hold_names
from namenorm.errors import DocumentError

_TOKEN = re.compile(r'"([^"\\]*+(?:\\.[^"\\]*+)*+)"|([{}\[\],:])')
_UNIT = re.compile(r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\.|[^\\]", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a file: its number from 1, where it starts in its piece, and its content without the line end."""

    number: int
    start: int
    content: str


def lines(text: str, before: int) -> Iterator[Line]:
    """The lines of a piece that are not empty; ``before`` it the file has so many lines."""
    start = 0
    for number, line in enumerate(text.split("\n"), before + 1):
        if line.strip():
            yield Line(number, start, line.rstrip("\r"))
        start += len(line) + 1


def records(text: str, before: int) -> Iterator[tuple[Line, dict[str, Any]]]:
    """The records of a piece with their lines. Raises `DocumentError` for the first that is none."""
    for line in lines(text, before):
        try:
            yield line, parse(line.content)
        except DocumentError as error:
            raise DocumentError(f"line {line.number}: {error}") from error


def parse(content: str) -> dict[str, Any]:
    """The record of one line. Raises `DocumentError` where it is not a JSON object."""
    try:
        value = json.loads(content)
    except json.JSONDecodeError as error:
        raise DocumentError(f"not JSON: {error.msg} at column {error.colno}") from error
    except RecursionError as error:
        raise DocumentError("not usable JSON: it is nested too deeply") from error
    if not isinstance(value, dict):
        raise DocumentError("is not a JSON object")
    return value


def field_value(record: dict[str, Any], field: str) -> Any:
    """The value of a field; dots lead into objects unless a key has that very name.

    >>> field_value({"meta": {"title": "Baku"}}, "meta.title")
    'Baku'
    """
    if field in record:
        return record[field]
    value: Any = record
    for key in field.split("."):
        if not isinstance(value, dict) or key not in value:
            raise DocumentError(f"has no field {field!r}; it has {', '.join(record) or 'none'}")
        value = value[key]
    return value


def segments(content: str, start: int = 0, fields: Iterable[str] = (), lang: str | None = None) -> Iterator[Segment]:
    r"""The strings of one record that may hold names: those of the fields, or all values.

    >>> [segment.text for segment in segments('{"id": "Q1", "text": "\\u0130lham"}', fields=["text"])]
    ['İlham']
    """
    wanted = frozenset(fields)
    for path, raw, at in _strings(content):
        if wanted and path not in wanted:
            continue
        segment = _segment(raw, start + at, lang)
        if may_hold_names(segment.text):
            yield segment


def _strings(content: str) -> Iterator[tuple[str, str, int]]:
    """Every string value: its path of keys, its raw content and where that stands."""
    path: list[str] = []  # the key that is open at each depth of objects; arrays add nothing
    kinds: list[str] = []
    key_next = False
    for found in _TOKEN.finditer(content):
        raw, mark = found.groups()
        if mark is None:
            if key_next:
                path[-1] = json.loads(f'"{raw}"', strict=False) if "\\" in raw else raw
            else:
                yield ".".join(path), raw, found.start(1)
        elif mark in "{[":
            kinds.append(mark)
            key_next = mark == "{"
            if key_next:
                path.append("")
        elif mark in "}]":
            if kinds.pop() == "{":
                path.pop()
            key_next = False
        else:
            key_next = mark == "," and kinds[-1] == "{"


def _segment(raw: str, start: int, lang: str | None) -> Segment:
    escape = partial(_write, ascii_only=raw.isascii() and "\\u" in raw)
    if "\\" not in raw:
        return Segment(raw, start, escape=escape, lang=lang)
    offsets: list[int] = []
    characters: list[str] = []
    for found in _UNIT.finditer(raw):
        unit = found[0]
        characters.append(unit if unit[0] != "\\" else json.loads(f'"{unit}"'))
        offsets.append(found.start())
    offsets.append(len(raw))
    return Segment("".join(characters), start, offsets.__getitem__, escape, lang)


def _write(text: str, *, ascii_only: bool) -> str | None:
    return json.dumps(text, ensure_ascii=ascii_only)[1:-1]
