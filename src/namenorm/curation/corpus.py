"""Texts to judge a gazetteer by: a file or folder of ``.txt``, ``.md`` and ``.jsonl`` files."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from namenorm.errors import DocumentError

_SUFFIXES = (".txt", ".md", ".jsonl")


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of a corpus, with the file and line where it begins."""

    path: str
    line: int
    text: str


def read_documents(path: str | Path, problem: Callable[[str], None]) -> Iterator[Passage]:
    """Whole documents: each file, and each line of JSONL that has a ``text``.

    ``problem`` is told what could not be read, with file and line; the rest is read. No such file or folder at all is a
    `DocumentError`.
    """
    for file in _files(Path(path)):
        try:
            content = file.read_text(encoding="utf-8-sig")
        except UnicodeDecodeError as error:
            problem(f"{file}: is not UTF-8 (byte {error.start})")
            continue
        except OSError as error:
            problem(f"{file}: {error.strerror}")
            continue
        if file.suffix != ".jsonl":
            yield Passage(str(file), 1, content)
            continue
        for number, line in enumerate(content.split("\n"), 1):
            if line.strip():
                try:
                    yield Passage(str(file), number, str(json.loads(line)["text"]))
                except (ValueError, KeyError, TypeError):
                    problem(f"{file}:{number}: is not a JSON object with a text")


def read_lines(path: str | Path, problem: Callable[[str], None]) -> Iterator[Passage]:
    """Line by line: each line of a text is judged by itself."""
    for document in read_documents(path, problem):
        yield from lines(document)


def lines(document: Passage) -> Iterable[Passage]:
    r"""The lines of a document that are not empty.

    >>> [passage.line for passage in lines(Passage("a.txt", 1, "One.\n\nTwo."))]
    [1, 3]
    """
    for number, line in enumerate(document.text.split("\n")):
        if line.strip():
            yield Passage(document.path, document.line + number, line.strip())


def _files(path: Path) -> list[Path]:
    if path.is_dir():
        return sorted(file for file in path.rglob("*") if file.suffix in _SUFFIXES and file.is_file())
    if not path.exists():
        raise DocumentError(f"{path}: no such file or folder")
    return [path]
