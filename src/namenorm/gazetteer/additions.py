"""Additions: names that somebody proposes, as YAML that people edit and a command applies.

    # Q3616 Tehran: 12 times in 4 documents (fuzzy, 0.93)
    #   a.txt:12: … the embassy in Teheran was …
    - {id: Q3616, text: Teheran, lang: de, kind: variant}
    - {id: Q3616, not: "Teheran is also a street in Alvend."}

Whoever reviews the file deletes what is wrong; `namenorm gazetteer apply FILE` adds what is left.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from namenorm.errors import GazetteerError
from namenorm.gazetteer.editing import add_name, add_text, check, entry_file
from namenorm.gazetteer.emitter import plain
from namenorm.gazetteer.formatter import YamlFile
from namenorm.gazetteer.rules import problem
from namenorm.gazetteer.schema import NAME_KINDS, STRENGTHS
from namenorm.model import Alias
from namenorm.record import encode_alias

_KEYS = ("id", "text", "lang", "kind", "strength", "source", "example", "not")
_KINDS = ("label", *NAME_KINDS)


@dataclass(frozen=True, slots=True)
class Addition:
    """One name for one entity, or a sentence that must (``example``) or must not (``negative``) find it."""

    entity_id: str
    alias: Alias | None = None
    source: str = ""
    example: str = ""
    negative: str = ""


def emit_addition(addition: Addition, comments: Iterable[str] = ()) -> str:
    """An addition as lines of YAML, with comments above it.

    >>> print(emit_addition(Addition("Q3616", Alias("Teheran", "de")), ["seen twice"]), end="")
    # seen twice
    - {id: Q3616, text: Teheran, lang: de, kind: variant}
    """
    alias = addition.alias
    values = {"id": addition.entity_id}
    if alias is not None:
        values |= encode_alias(alias)
    further = {"source": addition.source, "example": addition.example, "not": addition.negative}
    values |= {key: value for key, value in further.items() if value}
    inner = ", ".join(f"{key}: {plain(value, in_flow=True)}" for key, value in values.items())
    heads = "".join(f"# {' '.join(comment.split())}\n" for comment in comments)
    return f"{heads}- {{{inner}}}\n"


def read_additions(path: Path) -> list[Addition]:
    """The additions of a file. Raises `namenorm.errors.GazetteerError` with everything that is wrong."""
    from namenorm.gazetteer.yaml_records import file_text, parse_yaml

    data, locate, problems = parse_yaml(str(path), file_text(path))
    items: list[Any] = data if isinstance(data, list) else [] if data is None else [None]
    if not problems:
        for number, item in enumerate(items):
            message = _wrong(item)
            if message:
                problems.append(problem("E101", path, message, locate((number,)), (number,)))
    if problems:
        raise GazetteerError(problems)
    return [_addition(item) for item in items]


def _wrong(item: Any) -> str:
    is_name = isinstance(item, dict) and {"id", "text", "lang"} <= item.keys()
    is_sentence = isinstance(item, dict) and "id" in item and ("example" in item or "not" in item)
    if not is_name and not is_sentence:
        return "must be a mapping such as {id: Q3616, text: Teheran, lang: de, kind: variant}"
    unknown = [key for key in item if key not in _KEYS]
    if unknown:
        return f"{unknown[0]!r} is not a key of an addition; known keys are {', '.join(_KEYS)}"
    if any(not isinstance(value, str) or not value.strip() for value in item.values()):
        return "every value must be a text that is not empty"
    if item.get("kind", "variant") not in _KINDS:
        return f"{item['kind']!r} is not a kind of name; choose one of {', '.join(_KINDS)}"
    if item.get("strength", "strong") not in STRENGTHS:
        return f"{item['strength']!r} is not a strength; choose one of {', '.join(STRENGTHS)}"
    return ""


def _addition(item: dict[str, str]) -> Addition:
    kind, strength = item.get("kind", "variant"), item.get("strength", "strong")
    alias = Alias(item["text"], item.get("lang", "und"), kind, strength) if "text" in item else None
    return Addition(item["id"], alias, item.get("source", ""), item.get("example", ""), item.get("not", ""))


def apply_additions(root: Path, additions: Iterable[Addition]) -> tuple[list[YamlFile], list[str]]:
    """The files as they would be with the additions, and why some were refused. Nothing is written."""
    files: dict[str, YamlFile] = {}
    refused = []
    for addition in additions:
        file = files.get(addition.entity_id) or entry_file(root, addition.entity_id)
        why = add_name(file, addition.alias) if addition.alias else None
        if why:
            refused.append(why)
            continue
        for key, text in (("sources", addition.source), ("examples", addition.example), ("not", addition.negative)):
            if text:
                add_text(file, key, text)
        check(file)
        files[addition.entity_id] = file
    return list(files.values()), refused
