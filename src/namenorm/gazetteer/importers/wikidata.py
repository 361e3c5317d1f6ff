"""Wikidata: the JSON dump, one entity a line (``latest-all.json``, plain, ``.gz`` or ``.bz2``), and lines of what its
pages ``Special:EntityData/Q42.json`` and its API answer, which hold some entities each.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from namenorm.gazetteer.importers.source import Importer, json_object, language, without_repetition
from namenorm.model import Alias, Entity

_FILE = Path(__file__).with_name("wikidata_classes.toml")
_TYPES: dict[str, list[str]] = tomllib.loads(_FILE.read_text(encoding="utf-8"))
CLASSES = {class_: type_ for type_, classes in _TYPES.items() for class_ in classes}
"""``instance of`` (P31) -> entity type."""
_ANSWER_START = 60  # characters, in which an answer of the API says that entities follow; no entity has that key
_GENDERS = {"Q6581097": "m", "Q6581072": "f", "Q2449503": "m", "Q1052281": "f", "Q1097630": "x", "Q48270": "x"}
_XREFS = {"P1566": "geonames", "P214": "viaf", "P213": "isni", "P297": "iso2", "P298": "iso3"}


class Wikidata(Importer):
    """Labels become labels, aliases become variants, native and official names become official ones."""

    name = "wikidata"
    source = "Wikidata (CC0)"
    options = ("types", "languages", "min_sitelinks", "classes", "type")

    def records(self, path: str) -> Iterator[str]:
        for line in self.lines(path):
            bare = line.strip().rstrip(",")
            if bare not in ("", "[", "]"):
                yield from _answered(bare) if '"entities":' in bare[:_ANSWER_START] else [bare]

    def entity(self, record: str) -> Entity | None:
        item = json_object(record)
        if item.get("type", "item") != "item" or len(item.get("sitelinks", ())) < self.chosen.min_sitelinks:
            return None
        claims: dict[str, Any] = item.get("claims") or {}
        type_ = self._type(claims)
        labels = {
            language(key): value["value"] for key, value in (item.get("labels") or {}).items() if self._wants(key)
        }
        if type_ is None or not labels:
            return None
        genders = [_GENDERS.get(str(value)) for value in _values(claims, "P21")]
        return Entity(
            id=item["id"],
            type=type_,
            labels=labels,
            names=without_repetition(self._names(item, claims), ()),
            gender=next(filter(None, genders), None) if type_ == "person" else None,
            sources=(self.source,),
            xref={name: str(value) for key, name in _XREFS.items() for value in _values(claims, key)[:1]},
        )

    def _wants(self, key: str) -> bool:
        return self.chosen.wants(language(key)) and language(key) != "und"

    def _type(self, claims: Mapping[str, Any]) -> str | None:
        classes = {**CLASSES, **self.chosen.classes}
        found = (classes[str(value)] for value in _values(claims, "P31") if str(value) in classes)
        return next(found, self.chosen.type)

    def _names(self, item: Mapping[str, Any], claims: Mapping[str, Any]) -> Iterator[Alias]:
        labels = {(key, value["value"]) for key, value in (item.get("labels") or {}).items()}
        for key, values in (item.get("aliases") or {}).items():
            for value in values:
                if self._wants(key) and (key, value["value"]) not in labels:
                    yield Alias(value["value"], language(key))
        for claim in ("P1448", "P1559", "P1705"):
            for value in _values(claims, claim):
                if isinstance(value, dict) and self._wants(value.get("language", "")):
                    pair = (value["language"], value["text"])
                    if pair not in labels:
                        yield Alias(value["text"], language(value["language"]), "official")


def _answered(line: str) -> list[str]:
    """The entities of an answer; the line itself where it is none, for `Wikidata.entity` to say so."""
    try:
        return [*map(json.dumps, json_object(line)["entities"].values())]
    except (ValueError, KeyError, AttributeError):
        return [line]


def _values(claims: Mapping[str, Any], key: str) -> list[Any]:
    """The values of a property, preferred ones first, deprecated ones left out; an item as its ID."""
    found = []
    for claim in claims.get(key, ()):
        value = claim.get("mainsnak", {}).get("datavalue", {}).get("value")
        if value is None or claim.get("rank") == "deprecated":
            continue
        found.append((claim.get("rank") != "preferred", value.get("id", value) if isinstance(value, dict) else value))
    return [value for _, value in sorted(found, key=lambda pair: pair[0])]
