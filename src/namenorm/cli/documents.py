"""Options and arguments of the commands that read documents."""

from __future__ import annotations

import argparse
import os
import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from namenorm.cli.console import Console
from namenorm.documents.formats.registry import FORMATS
from namenorm.errors import DocumentError

if TYPE_CHECKING:
    from namenorm.documents.chunks import Selection
    from namenorm.documents.reading import Source


def add_input_options(parser: argparse.ArgumentParser) -> None:
    """How files are chosen and read."""
    group = parser.add_argument_group("files")
    group.add_argument(
        "--encoding", metavar="NAME,...",
        help="how files without a byte order mark are encoded; of several, the first that fits (default: utf-8)",
    )  # fmt: skip
    group.add_argument(
        "--input-format", choices=FORMATS, help="the format of all files (default: by the ending of each name)"
    )
    group.add_argument(
        "--stdin-filename", metavar="NAME", help="the name of standard input, for its format and in messages"
    )
    group.add_argument(
        "--exclude", action="append", default=[], metavar="PATTERN", help="leave out paths, as in .gitignore"
    )
    group.add_argument(
        "--force-exclude",
        action="store_true",
        help="let .gitignore and .namenormignore also leave out files that are named",
    )
    group.add_argument("--hidden", action="store_true", help="also take hidden files from folders")


def add_record_options(parser: argparse.ArgumentParser) -> None:
    """Which fields of JSONL and which columns of tables are looked at."""
    group = parser.add_argument_group("tables and records")
    group.add_argument(
        "--field", "--column", dest="field", action="append", default=[], metavar="NAME",
        help="field (JSONL; dots lead into objects) or column (CSV, TSV: name or number; Parquet) with the text",
    )  # fmt: skip
    group.add_argument("--lang-field", metavar="NAME", help="field or column with the language of the text")
    group.add_argument(
        "--delimiter", type=_delimiter, metavar="CHAR", help="what separates cells (default: seen in the header)"
    )


@dataclass(frozen=True, slots=True)
class Inputs:
    """The inputs that the arguments mean; ``failed`` if some of them mean nothing."""

    files: list[Path | Source]
    failed: bool


def input_files(args: argparse.Namespace, console: Console) -> Inputs:
    """The files of the command line, and standard input for ``-``."""
    from namenorm.documents.paths import selected_files
    from namenorm.documents.reading import STDIN, stream_source

    files: list[Path | Source] = []
    failed = False
    seen: set[str] = set()
    own = _own_files(args)
    unread: Counter[str] = Counter()
    for argument in args.files:
        try:
            if argument == "-":
                files.append(stream_source(sys.stdin.buffer, args.encoding, args.stdin_filename or STDIN))
                continue
            found = selected_files(
                [argument], args.exclude, hidden=args.hidden, own=own, named_too=args.force_exclude, unread=unread
            )
            paths = [path for path in found if not _is_output(path, console)]
            if not paths and not unread and Path(argument).is_dir():
                console.note(f"{argument}: holds no file that is read, or only such as are left out")
            files += [path for path in paths if os.path.realpath(path) not in seen]
            seen.update(map(os.path.realpath, paths))
        except DocumentError as error:
            console.note(f"{STDIN}: {error}" if argument == "-" else str(error))
            failed = True
        except OSError as error:
            console.note(f"{argument}: {error.strerror}")
            failed = True
    if unread:
        which = ", ".join(f"{number} {suffix}" for suffix, number in sorted(unread.items()))
        console.note(f"not read: {which}; save such files as text, Markdown, HTML or CSV")
    return Inputs(files, failed)


def read_text(name: str) -> str:
    """The text of a small file, or of standard input for ``-``. Raises `DocumentError` where it is not UTF-8."""
    from namenorm.documents.reading import open_source, stream_source

    try:
        source = stream_source(sys.stdin.buffer) if name == "-" else open_source(Path(name))
        return source.text().replace("\r\n", "\n")
    except DocumentError as error:
        raise DocumentError(f"{name}: {error}") from error


def is_file(name: str) -> bool:
    """Whether what was given as a name is a file, so that whoever meant the file can be told."""
    try:
        return Path(name).is_file()
    except (OSError, ValueError):  # too long for a path, or with characters that none may have
        return False


def _is_output(path: Path, console: Console) -> bool:
    """Whether standard output goes to this file, as with ``namenorm find . > found.jsonl``: it would never end."""
    try:
        same = os.path.samestat(path.stat(), os.fstat(sys.stdout.fileno()))
    except (OSError, ValueError, AttributeError):  # no such file, or no real standard output
        return False
    if not same:
        return False
    console.note(f"{path}: is where the output goes, skipped")
    return True


_WORTH_SHOWING = 50_000  # bytes; less is done before anybody has read the line


class Progress:
    """How much of the inputs is done, in megabytes, so that one large file moves the bar too."""

    def __init__(self, console: Console, files: Iterable[Path | Source]) -> None:
        self._console = console
        self._sizes = {str(file) if isinstance(file, Path) else file.name: _size(file) for file in files}
        self._total, self._done = sum(self._sizes.values()), 0

    def reached(self, name: str, byte: int) -> None:
        """A file is done up to a byte."""
        self._show(self._done + min(byte, self._sizes.get(name, 0)))

    def done(self, name: str) -> None:
        """A file is done."""
        self._done += self._sizes.pop(name, 0)
        self._show(self._done)

    def _show(self, done: int) -> None:
        if self._total < _WORTH_SHOWING:
            return
        self._console.progress(round(done / 1e6, 1), round(self._total / 1e6, 1), "MB")


def _size(file: Path | Source) -> int:
    try:
        return file.stat().st_size if isinstance(file, Path) else file.stamp.size
    except OSError:
        return 0


def _own_files(args: argparse.Namespace) -> frozenset[Path]:
    """The files that the run itself reads and writes: they quote misspellings and must keep them."""
    options = ("report", "html", "baseline", "write_baseline", "ignore_words", "output")
    names = [*(args.gazetteer or ()), *(getattr(args, option, None) for option in options)]
    return frozenset(Path(os.path.realpath(name)) for name in names if name)


def selection(args: argparse.Namespace) -> Selection:
    """The parts of records that the options name."""
    from namenorm.documents.chunks import Selection

    options = ("lang_field", "id_field", "add_id_column", "add_label_column")
    shown = tuple(filter(None, (getattr(args, option, None) for option in options)))
    return Selection(tuple(args.field), args.lang_field, args.lang, args.delimiter, shown)


def _delimiter(text: str) -> str:
    mark = {"tab": "\t", "\\t": "\t", "comma": ",", "semicolon": ";"}.get(text, text)
    if len(mark) != 1 or mark in '"\r\n':
        raise argparse.ArgumentTypeError(f"{text!r} is not one character (or `tab`)")
    return mark
