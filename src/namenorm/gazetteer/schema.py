"""The schema of one gazetteer entry, and the check that turns a raw record into an `Entity`.

YAML files and JSONL lines share it. Every problem of a record is reported, each with the line of its field; a problem
of severity ``error`` means that the record is no entity, a ``warning`` never blocks a build.
"""

from __future__ import annotations

import difflib
import re
from typing import TYPE_CHECKING, Any

from namenorm.gazetteer.rules import problem
from namenorm.model import ALIAS_KINDS, ENTITY_TYPES, language_code
from namenorm.record import decode_entity

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from namenorm.model import Entity, Problem

    FieldPath = tuple[str | int, ...]
    Locate = Callable[[FieldPath], int]

NAME_KINDS = tuple(kind for kind in ALIAS_KINDS if kind not in ("label", "demonym"))
STRENGTHS = ("strong", "weak")
GENDERS = ("m", "f", "x")
TEXT_LISTS = ("offices", "context", "shared_with", "distinct_from", "examples", "not", "sources")
FIELDS = (
    "id", "type", "replaced_by", "labels", "names", "gender", "offices", "prior", "demonyms", "context",
    "shared_with", "distinct_from", "examples", "not", "xref", "sources",
)  # fmt: skip
"""The keys of an entry, in the order in which `namenorm gazetteer fmt` writes them."""
NAME_FIELDS = ("text", "lang", "kind", "strength")
"""The keys of a name, in the order in which they are written."""

ID = re.compile(r"Q[1-9][0-9]*|nn-[a-z2-7]{7}")
"""A Wikidata number, or what `namenorm.gazetteer.files.mint_id` makes. Other gazetteers may have other IDs."""
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")
OFFICE = re.compile(r"^.*[^ ] \((\d{3,4}–\d{3,4}|from \d{3,4})\)$")
"""What a person was, with the years: ``Title (1998–2004)``, or ``Title (from 1998)`` where no end is known."""


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
            self._report((), "the key 'id' is missing")
        self._choice(record, ("type",), ENTITY_TYPES, "an entity type")
        self._check_labels(record)
        self._check_names(record)
        if "gender" in record:
            self._choice(record, ("gender",), GENDERS, "a gender")
        self._check_prior(record)
        self._check_demonyms(record)
        for key in TEXT_LISTS:
            if key in record:
                self._texts(record[key], (key,))
        if "replaced_by" in record:
            self._text(record["replaced_by"], ("replaced_by",))
        self._check_xref(record)
        if any(found.severity == "error" for found in self.problems):
            return None
        return decode_entity(record)

    def _report(self, field: FieldPath, message: str, code: str = "E101") -> None:
        self.problems.append(problem(code, self._path, message, self._locate(field), field))

    def _check_keys(self, record: Mapping[Any, Any]) -> None:
        for key in record:
            if key not in FIELDS:
                close = difflib.get_close_matches(str(key), FIELDS, 1)
                hint = f"did you mean {close[0]!r}?" if close else f"known keys are {', '.join(FIELDS)}"
                self._report((str(key),), f"is not a key of the schema; {hint}", "W103")

    def _check_labels(self, record: Mapping[str, Any]) -> None:
        labels = record.get("labels")
        if not isinstance(labels, dict) or not labels:
            self._report(("labels",), "must map at least one language to a name, such as {en: Tehran}")
            return
        for lang, text in labels.items():
            self._language(lang, ("labels", lang))
            self._text(text, ("labels", lang))

    def _check_names(self, record: dict[str, Any]) -> None:
        names = record.get("names", [])
        if not isinstance(names, list):
            self._report(("names",), "must be a list of names such as {text: Teheran, lang: de, kind: variant}")
            return
        record["names"] = [self._name(name, ("names", number)) for number, name in enumerate(names)]

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

    def _check_demonyms(self, record: Mapping[str, Any]) -> None:
        demonyms = record.get("demonyms", {})
        if not isinstance(demonyms, dict):
            self._report(("demonyms",), "must map languages to lists, such as {en: [Israeli, Israelis]}")
            return
        for lang, texts in demonyms.items():
            self._language(lang, ("demonyms", lang))
            self._texts(texts, ("demonyms", lang))

    def _check_xref(self, record: dict[str, Any]) -> None:
        xref = record.get("xref", {})
        if not isinstance(xref, dict):
            self._report(("xref",), "must map the names of other collections to IDs, such as {geonames: '112931'}")
            return
        record["xref"] = {str(key): str(value) for key, value in xref.items()}

    def _texts(self, texts: object, field: FieldPath) -> None:
        if not isinstance(texts, list):
            self._report(field, "must be a list of texts, each in a line of its own after a hyphen")
            return
        for number, text in enumerate(texts):
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
