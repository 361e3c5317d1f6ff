"""The schema of an entry as JSON Schema, for editors that check and complete while one types.

It is generated from `namenorm.gazetteer.schema` and lies beside the data as ``gazetteer/schema.json``.
"""

from __future__ import annotations

import json
from typing import Any

from namenorm.gazetteer.schema import GENDERS, ID, LANGUAGE, NAME_KINDS, OFFICE, STRENGTHS
from namenorm.model import ENTITY_TYPES

_LANGUAGE = f"^{LANGUAGE.pattern}$"
_ID = f"^({ID.pattern})$"


def json_schema() -> dict[str, Any]:
    """The schema as data.

    >>> json_schema()["required"]
    ['id', 'type', 'labels']
    """
    properties = {
        "id": {**_text("Wikidata number, or nn- and seven minted characters. Never changes."), "pattern": _ID},
        "type": {"enum": list(ENTITY_TYPES), "description": "The name of the folder."},
        "replaced_by": {**_text("The ID that took the place of this one. The file stays for ever."), "pattern": _ID},
        "labels": _by_language(_text("The preferred name in this language; rewriting writes it."), least=1),
        "names": {"type": "array", "items": _name(), "description": "All other names."},
        "gender": {"enum": list(GENDERS), "description": "Of a person; for agreement in grammar only."},
        "offices": {
            "type": "array", "items": {**_text(), "pattern": OFFICE.pattern},
            "description": "What a person was and when: Title (1998–2004), or Title (from 1998).",
        },
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
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "https://namenorm.org/schema/entity.json",
        "title": "An entity of the namenorm gazetteer",
        "type": "object",
        "required": ["id", "type", "labels"],
        "additionalProperties": False,
        "properties": properties,
    }


def schema_text() -> str:
    """The schema as the file holds it."""
    return json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n"


def _text(description: str = "") -> dict[str, Any]:
    found: dict[str, Any] = {"type": "string", "minLength": 1}
    return {**found, "description": description} if description else found


def _texts(description: str) -> dict[str, Any]:
    return {"type": "array", "items": _text(), "description": description}


def _ids(description: str) -> dict[str, Any]:
    return {
        "type": "array",
        "items": {"type": "string", "pattern": _ID},
        "uniqueItems": True,
        "description": description,
    }


def _by_language(value: dict[str, Any], least: int = 0) -> dict[str, Any]:
    found = {"type": "object", "propertyNames": {"pattern": _LANGUAGE}, "additionalProperties": value}
    return {**found, "minProperties": least} if least else found


def _name() -> dict[str, Any]:
    return {
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
