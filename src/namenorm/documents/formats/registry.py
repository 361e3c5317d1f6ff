"""Which format a file has, and which spans of a text are no prose in it."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from pathlib import PurePath

from namenorm.documents.formats.segments import Segment
from namenorm.documents.formats.spans import Span, merged
from namenorm.text.addresses import covered

SUFFIXES = {
    ".txt": "text", ".text": "text",
    ".md": "markdown", ".markdown": "markdown", ".mdx": "markdown", ".qmd": "markdown",
    ".rst": "rst",
    ".html": "html", ".htm": "html", ".xhtml": "html", ".xml": "html",
    ".srt": "subtitles", ".vtt": "subtitles",
    ".tex": "latex", ".latex": "latex",
    ".csv": "csv", ".tsv": "csv",
    ".jsonl": "jsonl", ".ndjson": "jsonl",
    ".docx": "docx",
}  # fmt: skip
"""Name endings that are taken from folders, and their formats; a file that is named is taken whatever its ending."""

BINARY_SUFFIXES = frozenset({".parquet", ".pq"})
"""Name endings of tables that are no text; they are taken where they are named, never from a folder."""

FORMATS = ("text", "markdown", "rst", "html", "subtitles", "latex", "docx", "csv", "jsonl", "parquet")
RECORD_FORMATS = frozenset({"csv", "jsonl", "parquet"})
"""Formats that hold many small texts; they are read record by record."""
BINARY_FORMATS = frozenset({"docx", "parquet"})
"""Formats that are no text: their files are made anew, and a ledger alone cannot undo that."""

_MODULES = frozenset({"markdown", "rst", "html", "subtitles", "latex", "docx"})
_WITH_MARKS = frozenset({"markdown", "rst", "html", "subtitles", "latex"})


def format_of(name: str) -> str:
    """The format of a file by its name.

    >>> format_of("notes/README.md"), format_of("LICENSE")
    ('markdown', 'text')
    """
    suffix = PurePath(name).suffix.lower()
    return "parquet" if suffix in BINARY_SUFFIXES else SUFFIXES.get(suffix, "text")


def table_format_of(name: str) -> str | None:
    """The format of a table by its name; ``None`` where the name says none.

    >>> table_format_of("people.tsv"), table_format_of("people.parquet"), table_format_of("people")
    ('csv', 'parquet', None)
    """
    known = format_of(name)
    return known if known in RECORD_FORMATS else None


def prose(text: str, format: str) -> Segment:
    """A text as a reader sees it, without the marks of its format inside sentences.

    >>> prose("**Ilham** Aliyev", "markdown").text
    'Ilham Aliyev'
    """
    if format not in _WITH_MARKS:
        return Segment(text, 0)
    seen: Segment = import_module(f"namenorm.documents.formats.{format}").segment(text)
    return seen


def markup_spans(text: str, format: str) -> list[Span]:
    """The spans of a text that are markup or code, not prose; sorted, without overlaps."""
    if format not in _MODULES:
        return []
    found: Iterable[Span] = import_module(f"namenorm.documents.formats.{format}").markup_spans(text)
    return merged(found)


def without_markup(text: str, format: str) -> str:
    """A text as long as it was in which markup and code say nothing.

    >>> without_markup("a `b` c", "markdown").split()
    ['a', '￼￼￼', 'c']
    """
    return covered(text, markup_spans(text, format)) if format in _WITH_MARKS else text
