"""Tables with a header, CSV or Excel, in one of two shapes:

* an entity a row: ``id``, ``type``, ``label`` or ``label:ru``, ``names`` or ``names:ru`` (separated by ``|``),
  ``lang``, ``context``, ``source``; any other column becomes an identifier in ``xref``. More rows of an ID add names;
* a name a row, as `namenorm gazetteer export csv` writes it: ``id``, ``type``, ``text``, ``lang``, ``kind``,
  ``strength``.

``ImportOptions.columns`` says which columns of a table with other headings these are.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import ClassVar, NamedTuple

from namenorm.errors import ConfigError
from namenorm.gazetteer.importers.source import Importer, open_text, without_repetition
from namenorm.model import ALIAS_KINDS, ENTITY_TYPES, Alias, Entity, language_code

_SEPARATOR = "|"
_LONGEST_CELL = 1 << 28
_ROLES = ("id", "type", "label", "names", "name", "lang", "text", "kind", "strength", "context", "source")
_WIKIDATA = re.compile(r"https?://www\.wikidata\.org/(?:entity|wiki)/")


class Row(NamedTuple):
    """A row: where it stands, and its cells by their columns. A column is a role, with ``:`` and a language or not.

    ``is_longer`` than the header is where a cell that holds the separator lacks its quotes ("Acme, Inc").
    """

    line: int
    cells: dict[str, str]
    is_longer: bool

    def role(self, role: str) -> str:
        """The cell of a role that has no language."""
        return self.cells.get(role, "").strip()

    def id(self) -> str:
        """The ID; of an address in Wikidata the number."""
        return _WIKIDATA.sub("", self.role("id"))


class CsvRows(Importer):
    """The separator is found by itself: comma, semicolon or tab."""

    name = "csv"
    source = "CSV"
    options: ClassVar[tuple[str, ...]] = ("types", "type", "classes", "columns", "lang", "encoding")

    def records(self, path: str) -> Iterator[list[Row]]:
        rows = self.rows(path)
        header = self._header(path, next(rows, (1, []))[1])
        by_id: dict[str, list[Row]] = {}
        for line, cells in rows:
            if not any(cell.strip() for cell in cells):
                continue
            named = {key: cell for keys, cell in zip(header, cells, strict=False) for key in keys}
            row = Row(line, named, any(cell.strip() for cell in cells[len(header) :]))
            by_id.setdefault(row.id() or f"\n{line}", []).append(row)
        yield from by_id.values()

    def rows(self, path: str) -> Iterator[tuple[int, Sequence[str]]]:
        """The rows of the table with their lines, the header first."""
        with open_text(path, self.chosen.encoding or "utf-8-sig", errors="strict", newline="") as file:
            try:
                csv.field_size_limit(_LONGEST_CELL)
                head = file.readline()
                file.seek(0)
                reader = csv.reader(file, delimiter=max(",;\t", key=head.count))
                for cells in reader:
                    yield reader.line_num, cells
            except UnicodeDecodeError as error:
                byte = error.object[error.start]
                raise ConfigError(
                    f"{path}: not {error.encoding} (byte 0x{byte:02x}); say its --encoding, such as cp1252 or cp1251"
                ) from error
            except csv.Error as error:
                raise ConfigError(f"{path}: line {reader.line_num}: {error}") from error

    def _header(self, path: str, names: Sequence[str]) -> list[list[str]]:
        """What each column is, which may be several things; a column that nobody named is what its heading says."""
        bare = [name.strip() for name in names]
        if not any(bare):
            raise ConfigError(f"{path}: its first line is empty; it must hold the headings of the columns")
        chosen: dict[str, list[str]] = {}
        for key, column in self.chosen.columns.items():
            if key.partition(":")[0] not in _ROLES:
                raise ConfigError(
                    f"--column {key}={column}: a column can be {', '.join(_ROLES)}, or label:ru, names:ru"
                )
            if column not in bare:
                raise ConfigError(f"{path}: there is no column {column!r}; its columns are {', '.join(bare)}")
            chosen.setdefault(column, []).append(key)
        unasked = [[] if _known(name) in self.chosen.columns else [_known(name)] for name in bare]
        header = [chosen.get(name, known) for name, known in zip(bare, unasked, strict=True)]
        keys = Counter(key for keys in header for key in keys if key)
        for key, count in keys.items():
            if count > 1:
                raise ConfigError(f"{path}: {count} columns are {key!r}; rename those that are not meant")
        found = {key.partition(":")[0] for key in keys}
        for needed in ("id",), ("label", "text"):
            if not found.intersection(needed):
                raise ConfigError(
                    f"{path}: there is no column {needed[0]!r}; its columns are {', '.join(bare)}. Say which has the "
                    "IDs and which the names: --column id=COLUMN --column label=COLUMN (one may be both)"
                )
        return header

    def entity(self, record: list[Row]) -> Entity:
        first = record[0]
        said = first.role("type")
        type_ = self.chosen.classes.get(said, said.lower()) or self.chosen.type or "other"
        id_ = first.id()
        if not id_:
            raise ValueError(f"line {first.line} has no ID")
        for row in record:
            if row.is_longer:
                raise ValueError(f"line {row.line} has more cells than the header; one with the separator needs quotes")
        if type_ not in ENTITY_TYPES:
            raise ValueError(
                f"line {first.line}: type: {said!r} is none of {', '.join(ENTITY_TYPES)}; "
                f"say what it means with --class '{said}=TYPE', or import without the column and say --type"
            )
        return self._long(id_, record, type_) if "text" in first.cells else self._wide(id_, record, type_)

    def _long(self, id_: str, rows: list[Row], type_: str) -> Entity:
        labels: dict[str, str] = {}
        names, demonyms = [], []
        for row in rows:
            alias = Alias(row.role("text"), self._language(row, ""), row.role("kind") or "variant")
            if alias.kind not in ALIAS_KINDS:
                raise ValueError(f"line {row.line}: kind: {alias.kind!r} is none of {', '.join(ALIAS_KINDS)}")
            if alias.kind == "label":
                labels.setdefault(alias.lang, alias.text)
            elif alias.kind == "demonym":
                demonyms.append(alias)
            else:
                names.append(Alias(alias.text, alias.lang, alias.kind, row.role("strength") or "strong"))
        if not labels and names:
            labels[names[0].lang] = names[0].text
        return Entity(
            id_,
            type_,
            _some(labels, rows),
            tuple(names),
            demonyms=tuple(demonyms),
            sources=_split(rows[0].cells.get("source")),
        )

    def _wide(self, id_: str, rows: list[Row], type_: str) -> Entity:
        labels: dict[str, str] = {}
        names: list[Alias] = []
        xref: dict[str, str] = {}
        for row in rows:
            for column, cell in row.cells.items():
                key, _, lang = column.partition(":")
                value = cell.strip()
                if key in ("id", "label") and "\n" in value:
                    raise ValueError(f"line {row.line}: a name has several lines; is a quotation mark missing?")
                if key == "label" and value == row.id() != row.role("id"):
                    continue  # so the query service of Wikidata writes that an item has no label
                if key == "label" and value:
                    spoken = self._language(row, lang)
                    if labels.setdefault(spoken, value) != value:
                        names.append(Alias(value, spoken))
                elif key in ("name", "names"):
                    names += [Alias(text, self._language(row, lang)) for text in _split(value)]
                elif value and column not in _ROLES:
                    xref.setdefault(column, value)
        first = rows[0]
        return Entity(
            id=id_,
            type=type_,
            labels=_some(labels, rows),
            names=without_repetition(names, labels.values()),
            context=_split(first.cells.get("context")),
            sources=_split(first.cells.get("source")) or (self.source,),
            xref=xref,
        )

    def _language(self, row: Row, lang: str) -> str:
        said = lang or row.role("lang")
        code = language_code(said) if said else self.chosen.lang or "und"
        if code is None:
            raise ValueError(f"line {row.line}: {said!r} is not a language code such as en, az or sr-Latn")
        return code


class ExcelRows(CsvRows):
    """The first sheet of a workbook."""

    name = "excel"
    source = "Excel"
    options: ClassVar[tuple[str, ...]] = ("types", "type", "classes", "columns", "lang")

    def rows(self, path: str) -> Iterator[tuple[int, Sequence[str]]]:
        from zipfile import BadZipFile

        try:
            from openpyxl import load_workbook
            from openpyxl.utils.exceptions import InvalidFileException
        except ImportError:
            raise ConfigError("reading Excel needs openpyxl: pip install 'namenorm[curate]'") from None
        try:
            book = load_workbook(path, read_only=True, data_only=True)
        except FileNotFoundError:
            raise ConfigError(f"{path}: no such file") from None
        except (BadZipFile, InvalidFileException, KeyError, OSError, ValueError) as error:
            raise ConfigError(f"{path}: is no workbook that can be read; save it as .xlsx or as CSV") from error
        try:
            for number, cells in enumerate(book.worksheets[0].iter_rows(values_only=True), 1):
                yield number, ["" if cell is None else str(cell) for cell in cells]
        finally:
            book.close()


def _known(name: str) -> str:
    """A heading as a role where it is one in other letters, else as it is."""
    role, colon, lang = name.partition(":")
    return role.lower() + colon + lang if role.lower() in _ROLES else name


def _some(labels: dict[str, str], rows: Iterable[Row]) -> dict[str, str]:
    if not labels:
        raise ValueError(f"line {next(iter(rows)).line} has no label")
    return labels


def _split(value: str | None) -> tuple[str, ...]:
    return tuple(part.strip() for part in (value or "").split(_SEPARATOR) if part.strip())
