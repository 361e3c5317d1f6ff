"""The schema of one gazetteer entry, as JSON Schema and as the check that turns a raw record into an `Entity`.

YAML files and JSONL lines share it. Every problem of a record is reported, each with the line of its field; a problem
of severity ``error`` means that the record is no entity, a ``warning`` never blocks a build.
"""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from namenorm.gazetteer.rules import problem
from namenorm.model import ALIAS_KINDS, ENTITY_TYPES, Entity, Problem, language_code
from namenorm.record import decode_entity

FieldPath = tuple[str | int, ...]
Locate = Callable[[FieldPath], int]

Held = TypeVar("Held", dict[Any, Any], list[Any])

NAME_KINDS = tuple(kind for kind in ALIAS_KINDS if kind not in ("label", "demonym"))
STRENGTHS = ("strong", "weak")
GENDERS = ("m", "f", "x")
ID = re.compile(r"Q[1-9][0-9]*|nn-[a-z2-7]{7}")
"""A Wikidata number, or what `namenorm.gazetteer.files.mint_id` makes. Other gazetteers may have other IDs."""
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")
OFFICE = re.compile(r"^.*[^ ] \((\d{3,4}–\d{3,4}|from \d{3,4})\)$")
"""What a person was, with the years: ``Title (1998–2004)``, or ``Title (from 1998)`` where no end is known."""

# --- What an entry says, as JSON Schema -----------------------------------------------------------------------------

_LANGUAGE = f"^{LANGUAGE.pattern}$"
_ID = f"^({ID.pattern})$"


def _text(description: str = "", **more: str) -> dict[str, Any]:
    told = {"description": description} if description else {}
    return {"type": "string", "minLength": 1, **told, **more}


def _texts(description: str, each: dict[str, Any] | None = None) -> dict[str, Any]:
    return {"type": "array", "items": each or _text(), "description": description}


def _ids(description: str) -> dict[str, Any]:
    items = {"type": "string", "pattern": _ID}
    return {"type": "array", "items": items, "uniqueItems": True, "description": description}


def _by_language(value: dict[str, Any], **more: int) -> dict[str, Any]:
    return {"type": "object", "propertyNames": {"pattern": _LANGUAGE}, "additionalProperties": value, **more}


_NAME: dict[str, Any] = {
    "type": "object",
    "required": ["text"],
    "additionalProperties": False,
    "properties": {
        "text": _text("The name."),
        "lang": {"type": "string", "pattern": _LANGUAGE, "description": "Its language, such as en, az or sr-Latn."},
        "kind": {"enum": list(NAME_KINDS), "description": "What the name is; variant where nothing is said."},
        "strength": {
            "enum": list(STRENGTHS),
            "description": "weak: the name alone is not enough, it needs context or a full mention before.",
        },
    },
}
_ENTRY: dict[str, dict[str, Any]] = {
    "id": _text("Wikidata number, or nn- and seven minted characters. Never changes.", pattern=_ID),
    "type": {"enum": list(ENTITY_TYPES), "description": "The name of the folder."},
    "replaced_by": _text("The ID that took the place of this one. The file stays for ever.", pattern=_ID),
    "labels": _by_language(_text("The preferred name in this language; rewriting writes it."), minProperties=1),
    "names": {"type": "array", "items": _NAME, "description": "All other names."},
    "gender": {"enum": list(GENDERS), "description": "Of a person; for agreement in grammar only."},
    "offices": _texts(
        "What a person was and when: Title (1998–2004), or Title (from 1998).", _text(pattern=OFFICE.pattern)
    ),
    "prior": {
        "type": "number", "exclusiveMinimum": 0, "maximum": 1,
        "description": "How likely this bearer of a shared name is meant, before the context is read.",
    },
    "demonyms": _by_language(_texts("Words such as Israeli; linked, never rewritten.")),
    "context": _texts("Words that often stand near the name; they only break ties."),
    "shared_with": _ids("Entities that bear one of the same names."),
    "distinct_from": _ids("Relatives and lookalikes that must never be merged with this one."),
    "examples": _texts("Sentences in which this entity must be found. Each is a test."),
    "not": _texts("Sentences in which it must not be found. Each is a test."),
    "xref": {
        "type": "object", "additionalProperties": {"type": "string"},
        "description": "Identifiers in other collections; numbers in quotes.",
    },
    "sources": _texts("Where the ID and the names can be checked."),
}  # fmt: skip
FIELDS = tuple(_ENTRY)
"""The keys of an entry, in the order in which `namenorm gazetteer fmt` writes them."""
NAME_FIELDS = tuple(_NAME["properties"])
"""The keys of a name, in the order in which they are written."""
TEXT_LISTS = tuple(key for key, field in _ENTRY.items() if field.get("items", {}).get("type") == "string")


def json_schema() -> dict[str, Any]:
    """The schema of an entry, for editors that check and complete while one types: ``gazetteer/schema.json``.

    >>> json_schema()["required"]
    ['id', 'type', 'labels']
    """
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "https://namenorm.org/schema/entity.json",
        "title": "An entity of the namenorm gazetteer",
        "type": "object",
        "required": ["id", "type", "labels"],
        "additionalProperties": False,
        "properties": _ENTRY,
    }


def schema_text() -> str:
    """The schema as the file holds it."""
    return json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n"


# --- The check --------------------------------------------------------------------------------------------------------


class RecordChecker:
    """Collects what is wrong with one record.

    >>> checker = RecordChecker("x.yaml", lambda field: 1)
    >>> checker.entity({"id": "Q1", "type": "planet", "labels": {"en": "Earth"}})
    >>> print(checker.problems[0])  # doctest: +ELLIPSIS
    x.yaml:1: error: type: 'planet' is not an entity type; ...
    """

    def __init__(self, path: str, locate: Locate) -> None:
        self.problems: list[Problem] = []
        self._path = path
        self._locate = locate

    def entity(self, raw: object) -> Entity | None:
        """The entity of a raw record, or ``None`` where it has an error."""
        if not isinstance(raw, dict):
            self._report((), "an entry must be a mapping with the keys id, type and labels")
            return None
        record = dict(raw)
        self._check_keys(record)
        if "id" in record:
            self._text(record["id"], ("id",))
        else:
            self._report(
                (), "the key 'id' is missing; write a Wikidata number, or what `gazetteer new` makes, or your own"
            )
        self._choice(record, ("type",), ENTITY_TYPES, "an entity type")
        form = "must map at least one language to a name, such as {en: Tehran}"
        for lang, text in self._held(record.get("labels") or None, dict, ("labels",), form).items():
            self._language(lang, ("labels", lang))
            self._text(text, ("labels", lang))
        form = "must be a list of names such as {text: Teheran, lang: de, kind: variant}"
        names = self._held(record.get("names", []), list, ("names",), form)
        record["names"] = [self._name(name, ("names", number)) for number, name in enumerate(names)]
        if "gender" in record:
            self._choice(record, ("gender",), GENDERS, "a gender")
        self._check_prior(record)
        form = "must map languages to lists, such as {en: [Israeli, Israelis]}"
        for lang, texts in self._held(record.get("demonyms", {}), dict, ("demonyms",), form).items():
            self._language(lang, ("demonyms", lang))
            self._texts(texts, ("demonyms", lang))
        for key in TEXT_LISTS:
            if key in record:
                self._texts(record[key], (key,))
        if "replaced_by" in record:
            self._text(record["replaced_by"], ("replaced_by",))
        form = "must map the names of other collections to IDs, such as {geonames: '112931'}"
        xref = self._held(record.get("xref", {}), dict, ("xref",), form)
        record["xref"] = {str(key): str(value) for key, value in xref.items()}
        if any(found.severity == "error" for found in self.problems):
            return None
        return decode_entity(record)

    def _report(self, field: FieldPath, message: str, code: str = "E101") -> None:
        self.problems.append(problem(code, self._path, message, self._locate(field), field))

    def _held(self, value: object, kind: type[Held], field: FieldPath, form: str) -> Held:
        """A list or a mapping; an empty one where it is none."""
        if isinstance(value, kind):
            return value
        self._report(field, form)
        return kind()

    def _check_keys(self, record: Mapping[Any, Any]) -> None:
        for key in record:
            if key not in FIELDS:
                close = ["names"] if "alias" in str(key) else difflib.get_close_matches(str(key), FIELDS, 1)
                hint = f"did you mean {close[0]!r}?" if close else f"known keys are {', '.join(FIELDS)}"
                self._report((str(key),), f"is not a key of the schema; {hint}", "W103")

    def _name(self, name: object, field: FieldPath) -> dict[str, str]:
        if not isinstance(name, dict):
            self._report(field, "must be a mapping such as {text: Teheran, lang: de, kind: variant}")
            return {"text": ""}
        for key in name:
            if key not in NAME_FIELDS:
                self._report(
                    (*field, str(key)), f"is not a key of a name; known keys are {', '.join(NAME_FIELDS)}", "W103"
                )
        self._text(name.get("text"), (*field, "text"))
        if "lang" in name:
            self._language(name["lang"], (*field, "lang"))
        if "kind" in name:
            self._choice(name, (*field, "kind"), NAME_KINDS, "a kind of name")
        if "strength" in name:
            self._choice(name, (*field, "strength"), STRENGTHS, "a strength")
        return {key: value for key, value in name.items() if key in NAME_FIELDS}

    def _check_prior(self, record: dict[str, Any]) -> None:
        if "prior" not in record:
            return
        try:
            record["prior"] = float(record["prior"])
        except (TypeError, ValueError):
            self._report(("prior",), f"{record['prior']!r} is not a number")
            return
        if not 0 < record["prior"] <= 1:
            self._report(("prior",), f"{record['prior']:g} must be above 0 and at most 1")

    def _texts(self, texts: object, field: FieldPath) -> None:
        form = "must be a list of texts, each in a line of its own after a hyphen"
        for number, text in enumerate(self._held(texts, list, field, form)):
            self._text(text, (*field, number))

    def _text(self, text: object, field: FieldPath) -> None:
        if not isinstance(text, str):
            self._report(
                field, f"must be a text, not {_kind(text)}; put it in quotes" if text is not None else "is missing"
            )
        elif not text.strip():
            self._report(field, "is empty")

    def _language(self, lang: object, field: FieldPath) -> None:
        if lang is None or language_code(lang) != lang:
            self._report(field, f"{lang!r} is not a language code such as en, az or sr-Latn")

    def _choice(self, record: Mapping[str, Any], field: FieldPath, allowed: tuple[str, ...], what: str) -> None:
        value = record.get(str(field[-1]))
        if value not in allowed:
            said = "is missing" if value is None else f"{value!r} is not {what}"
            self._report(field, f"{said}; choose one of {', '.join(allowed)}")


def _kind(value: object) -> str:
    names = {bool: "yes/no", int: "a number", float: "a number", list: "a list", dict: "a mapping"}
    return names.get(type(value), type(value).__name__)
