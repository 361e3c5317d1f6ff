"""SKOS vocabularies in RDF: a concept an entity, prefLabel, altLabel and hiddenLabel its names."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from pathlib import PurePath
from typing import Any
from urllib.parse import unquote

from namenorm.errors import ConfigError
from namenorm.gazetteer.importers.source import Importer, language, open_text, without_repetition
from namenorm.model import Alias, Entity

SKOS = "http://www.w3.org/2004/02/skos/core#"
SCHEMA = "https://schema.org/"
_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
WIKIDATA = "http://www.wikidata.org/entity/"
OWN = "https://namenorm.org/entity/"
CLASSES = {
    "Person": "person", "Organization": "organization", "Place": "place", "CivicStructure": "facility",
    "Event": "event", "CreativeWork": "work", "Product": "product", "Legislation": "law",
}  # fmt: skip
"""Class of schema.org -> entity type; the exporter uses it the other way round."""


class Skos(Importer):
    """Concepts of Wikidata get their Q number as ID, all others keep their address."""

    name = "skos"
    source = "SKOS"
    options = ("types", "languages", "type")

    def records(self, path: str) -> Iterator[list[Any]]:
        try:
            from pyoxigraph import RdfFormat, parse
        except ImportError:
            raise ConfigError("reading SKOS needs pyoxigraph: pip install 'namenorm[curate]'") from None
        known = RdfFormat.from_extension(PurePath(path).suffix.removeprefix("."))
        with open_text(path) as file:
            try:
                for _, triples in groupby(parse(file, known or RdfFormat.TURTLE), key=lambda triple: triple.subject):
                    yield list(triples)
            except SyntaxError as error:
                raise ConfigError(f"{path}: is not RDF that can be read: {error.msg}") from error

    def entity(self, record: list[Any]) -> Entity | None:
        labels: dict[str, str] = {}
        names = []
        type_ = self.chosen.type or "other"
        sources = []
        for triple in record:
            predicate, value = triple.predicate.value, triple.object
            key = predicate.removeprefix(SKOS)
            if hasattr(value, "datatype"):  # a literal
                text, lang = value.value, language(value.language or "und")
                if key == "prefLabel" and self.chosen.wants(lang):
                    labels[lang] = text
                elif key in ("altLabel", "hiddenLabel") and self.chosen.wants(lang):
                    names.append(Alias(text, lang, "variant" if key == "altLabel" else "misspelling"))
                elif key.endswith(("#source", "/source")):
                    sources.append(text)
            elif predicate == _TYPE:
                type_ = CLASSES.get(value.value.removeprefix(SCHEMA).removeprefix("http://schema.org/"), type_)
        if not labels:
            return None
        subject = record[0].subject.value
        return Entity(
            id=unquote(subject.removeprefix(OWN)) if subject.startswith(OWN) else subject.removeprefix(WIKIDATA),
            type=type_,
            labels=labels,
            names=without_repetition(names, labels.values()),
            sources=tuple(sources) or (self.source,),
        )
