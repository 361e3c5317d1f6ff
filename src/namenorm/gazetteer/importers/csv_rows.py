"""CSV with a header, in one of two shapes:

* wide, an entity a row: ``id``, ``type``, ``label`` or ``label:ru``, ``names`` or ``names:ru`` (separated by ``|``),
  ``context``, ``source``; any other column becomes an identifier in ``xref``;
* long, a name a row, as `namenorm gazetteer export csv` writes it: ``id``, ``type``, ``text``, ``lang``, ``kind``,
  ``strength``; the rows of an entity stand together.
"""

from __future__ import annotations

import csv
from itertools import groupby
from typing import TYPE_CHECKING

from namenorm.errors import ConfigError
from namenorm.gazetteer.importers.source import Importer, open_text, without_repetition
from namenorm.model import ALIAS_KINDS, ENTITY_TYPES, Alias, Entity

if TYPE_CHECKING:
    from collections.abc import Iterator

    Row = dict[str, str]

_SEPARATOR = "|"
_LISTS = ("context", "source")


class CsvRows(Importer):
    """The separator is found by itself: comma, semicolon or tab."""

    name = "csv"
    source = "CSV"
    options = ("types", "type")

    def records(self, path: str) -> Iterator[list[Row]]:
        with open_text(path) as file:
            head = file.readline()
            file.seek(0)
            delimiter = max(",;\t", key=head.count)
            rows = csv.DictReader(file, delimiter=delimiter, restval="")
            if "id" not in (rows.fieldnames or ()):
                raise ConfigError(
                    f"{path}: there is no column 'id'; its columns are {', '.join(rows.fieldnames or ())}"
                )
            for _, group in groupby(rows, key=lambda row: row["id"]):
                yield list(group)

    def entity(self, record: list[Row]) -> Entity | None:
        first = record[0]
        if not first["id"].strip():
            return None
        type_ = first.get("type", "").strip().lower() or self.chosen.type
        if type_ not in ENTITY_TYPES:
            raise ValueError(f"{type_!r} is not an entity type")
        return self._long(record, type_) if "text" in first else self._wide(first, type_)

    def _long(self, rows: list[Row], type_: str) -> Entity | None:
        labels: dict[str, str] = {}
        names, demonyms = [], []
        for row in rows:
            alias = Alias(row["text"].strip(), row.get("lang") or "und", row.get("kind") or "variant")
            if alias.kind not in ALIAS_KINDS:
                raise ValueError(f"{alias.kind!r} is not a kind of name")
            if alias.kind == "label":
                labels.setdefault(alias.lang, alias.text)
            elif alias.kind == "demonym":
                demonyms.append(alias)
            else:
                names.append(Alias(alias.text, alias.lang, alias.kind, row.get("strength") or "strong"))
        if not labels and names:
            labels[names[0].lang] = names[0].text
        if not labels:
            return None
        return Entity(
            rows[0]["id"], type_, labels, tuple(names), demonyms=tuple(demonyms), sources=_split(rows[0].get("source"))
        )

    def _wide(self, row: Row, type_: str) -> Entity | None:
        labels: dict[str, str] = {}
        names = []
        xref = {}
        for column, value in row.items():
            key, _, lang = column.partition(":") if isinstance(column, str) else ("", "", "")
            if key == "label" and value.strip():
                labels[lang or "und"] = value.strip()
            elif key in ("name", "names"):
                names += [Alias(text, lang or "und") for text in _split(value)]
            elif key and key not in ("id", "type", *_LISTS) and value.strip():
                xref[column] = value.strip()
        if not labels:
            return None
        return Entity(
            id=row["id"].strip(),
            type=type_,
            labels=labels,
            names=without_repetition(names, labels.values()),
            context=_split(row.get("context")),
            sources=_split(row.get("source")) or (self.source,),
            xref=xref,
        )


def _split(value: str | None) -> tuple[str, ...]:
    return tuple(part.strip() for part in (value or "").split(_SEPARATOR) if part.strip())
