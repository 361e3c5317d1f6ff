"""JRC-Names: spellings of persons and organisations as newspapers in many languages write them.

Each line has an ID, a type (P person, O organisation, and others), a language (``u``: any) and a name with ``+`` for
spaces; the lines of one ID stand together and the first is its usual name.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from namenorm.gazetteer.importers.source import Importer, language, open_text, without_repetition
from namenorm.model import Alias, Entity

_TYPES = {"P": "person", "O": "organization", "T": "other", "E": "event", "L": "place"}


class JrcNames(Importer):
    """One entity an ID."""

    name = "jrc-names"
    source = "JRC-Names, European Commission (free reuse with attribution)"
    options = ("types", "languages")

    def records(self, path: str) -> Iterator[list[list[str]]]:
        with open_text(path) as file:
            rows = (line.rstrip("\r\n").split("\t") for line in file if line.strip() and not line.startswith("#"))
            for _, group in groupby(rows, key=lambda row: row[0]):
                yield list(group)

    def entity(self, record: list[list[str]]) -> Entity | None:
        names = []
        for row in record:
            id_, type_, lang, text = row[:4]
            names.append(Alias(text.replace("+", " ").strip(), "und" if lang == "u" else language(lang)))
        label = names[0]
        wanted = [alias for alias in names[1:] if alias.lang == "und" or self.chosen.wants(alias.lang)]
        return Entity(
            id=f"jrc:{id_}",
            type=_TYPES.get(type_.upper(), "other"),
            labels={label.lang: label.text},
            names=without_repetition(wanted, (label.text,)),
            sources=(self.source,),
            xref={"jrc": id_},
        )
