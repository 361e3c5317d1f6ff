"""SKOS vocabularies in Turtle or N-Triples: a concept an entity, prefLabel, altLabel and hiddenLabel its names."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING
from urllib.parse import unquote

from namenorm.errors import ConfigError
from namenorm.gazetteer.importers.source import Importer, language, open_text, without_repetition
from namenorm.gazetteer.importers.turtle import triples
from namenorm.gazetteer.rdf import CLASSES, OWN, SCHEMA, SKOS, TYPE, WIKIDATA
from namenorm.model import Alias, Entity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from namenorm.gazetteer.importers.turtle import Triple


class Skos(Importer):
    """Concepts of Wikidata get their Q number as ID, all others keep their address."""

    name = "skos"
    source = "SKOS"
    options = ("types", "languages", "type")

    def records(self, path: str) -> Iterator[list[Triple]]:
        with open_text(path) as file:
            try:
                for _, group in groupby(triples(file), key=lambda triple: triple[0]):
                    yield list(group)
            except ValueError as error:
                raise ConfigError(f"{path}: is not Turtle or N-Triples that can be read: {error}") from error

    def entity(self, record: list[Triple]) -> Entity | None:
        labels: dict[str, str] = {}
        names = []
        type_ = self.chosen.type or "other"
        sources = []
        for _, predicate, value in record:
            key = predicate.removeprefix(SKOS)
            if isinstance(value, tuple):
                text, lang = value[0], language(value[1])
                if key == "prefLabel" and self.chosen.wants(lang):
                    labels[lang] = text
                elif key in ("altLabel", "hiddenLabel") and self.chosen.wants(lang):
                    names.append(Alias(text, lang, "variant" if key == "altLabel" else "misspelling"))
                elif key.endswith(("#source", "/source")):
                    sources.append(text)
            elif predicate == TYPE:
                type_ = CLASSES.get(value.removeprefix(SCHEMA).removeprefix("http://schema.org/"), type_)
        if not labels:
            return None
        subject = record[0][0]
        return Entity(
            id=unquote(subject.removeprefix(OWN)) if subject.startswith(OWN) else subject.removeprefix(WIKIDATA),
            type=type_,
            labels=labels,
            names=without_repetition(names, labels.values()),
            sources=tuple(sources) or (self.source,),
        )
