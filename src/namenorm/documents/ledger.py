"""The ledger of a run: every edit with its place in bytes, every file with its hashes; enough to undo byte for byte.

Tables that are no text are undone from the backup that was kept of them.

A ledger is JSON Lines, and only ever appended to, behind the last whole line. A ``run`` record opens it; the ``edit``
records of a file come before its ``file`` record, which is on the disk before the file is replaced. Edits without a
``file`` record were never made; a ``left`` record says that those of the ``file`` record before were not made either.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

from namenorm.documents.applying import Change
from namenorm.documents.chunks import Chunk
from namenorm.documents.reading import BLOCK, Stamp
from namenorm.documents.shapes import finding_json
from namenorm.documents.text_lines import encoded
from namenorm.documents.writing import Replacement, file_sha256
from namenorm.errors import UndoError

LEDGER_FORMAT = 1


def recorded_path(path: Path) -> str:
    """How a ledger names a file: with forward slashes. Bytes of a name that are no text stay as they are, in escapes.

    >>> recorded_path(Path("texts", "a.txt"))
    'texts/a.txt'
    """
    return path.as_posix()


class Ledger:
    """Appends to a ledger file.

    >>> with Ledger(Path("edits.jsonl"), {"namenorm": "0.1.0"}) as ledger:  # doctest: +SKIP
    ...     ledger.file(source.name, "utf-8", before, after, edits=0, written=False)
    """

    def __init__(self, path: Path, run: Mapping[str, Any]) -> None:
        if path.exists() and path.stat().st_size:
            read_ledger(path)  # never append to some other file
            _drop_unfinished_line(path)
        self._path = path
        self._file = path.open("a", encoding="utf-8", newline="\n")
        self._write({"kind": "run", "ledger": LEDGER_FORMAT, **run})
        self._sync()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        with contextlib.suppress(OSError):  # a full disk has been named already
            self._file.close()

    def edits(self, chunk: Chunk, changes: Sequence[Change], *, applied: bool) -> None:
        """The changes of one piece of a file."""
        at, byte, path = 0, chunk.byte, recorded_path(Path(chunk.name))
        for change in changes:
            byte += len(encoded(chunk.text[at : change.start], chunk.encoding))
            at = change.start
            described = finding_json(change.finding) if change.finding else {}
            raw = {"byte": byte, "raw_before": chunk.text[change.start : change.end], "raw_after": change.after}
            self._write({"kind": "edit", **described, "path": path, **raw, "applied": applied})

    def file(
        self, name: str, encoding: str, before: str, after: str, *, edits: int, written: bool, backup: str | None = None
    ) -> None:
        """The file to which the edits before belong. Once this returns, it is on the disk.

        ``backup`` is the suffix of the copy that is to be restored where edits alone do not lead back.
        """
        shape = {"kind": "file", "path": recorded_path(Path(name)), "encoding": encoding}
        shape |= {"sha256_before": before, "sha256_after": after}
        self._write({**shape, "edits": edits, "written": written, **({"backup": backup} if backup else {})})
        self._sync()

    def left(self, name: str) -> None:
        """The file that was recorded last could not be replaced after all."""
        with contextlib.suppress(OSError):  # a full disk: the file is as it was, which `undo` sees by itself
            self._write({"kind": "left", "path": recorded_path(Path(name))})
            self._sync()

    def _sync(self) -> None:
        try:
            self._file.flush()
            os.fsync(self._file.fileno())
        except OSError as error:
            raise OSError(
                error.errno, f"{self._path}: {error.strerror}, and what is not in the ledger is not done"
            ) from error

    def _write(self, record: Mapping[str, Any]) -> None:
        self._file.write(json.dumps(record) + "\n")


def _drop_unfinished_line(path: Path) -> None:
    """Takes away what a killed run left of its last line; no file was replaced before its whole record was written."""
    with path.open("r+b") as file:
        size = place = file.seek(0, os.SEEK_END)
        tail = b""
        while place and b"\n" not in tail:
            place = max(0, place - BLOCK)
            file.seek(place)
            tail = file.read(size - place)
        end = place + tail.rfind(b"\n") + 1
        if 0 < end < size:
            file.truncate(end)


@dataclass(slots=True)
class FileRecord:
    """What a ledger says about one file in one run."""

    path: str
    encoding: str
    before: str
    after: str
    written: bool
    backup: str | None = None
    edits: list[tuple[int, bytes, bytes]] = field(default_factory=list)


def read_ledger(path: Path) -> list[FileRecord]:
    """The file records of a ledger, oldest first. Raises `UndoError` for what is no ledger."""
    records: list[FileRecord] = []
    pending: list[dict[str, Any]] = []
    for number, record in _lines(path):
        try:
            kind = record["kind"]
            if number == 1 and (kind != "run" or record["ledger"] > LEDGER_FORMAT):
                raise UndoError(f"{path}: is not a ledger of this version of namenorm")
            if kind == "run":
                pending = []
            elif kind == "edit":
                pending.append(record)
            elif kind == "file":
                records.append(_file_record(record, pending))
                pending = []
            elif kind == "left" and records and records[-1].path == record["path"]:
                del records[-1]
        except (KeyError, TypeError, LookupError, UnicodeError) as error:
            raise UndoError(f"{path}:{number}: is not a line of a ledger") from error
    return records


def _file_record(record: dict[str, Any], edits: list[dict[str, Any]]) -> FileRecord:
    encoding = record["encoding"]
    hashes = record["sha256_before"], record["sha256_after"]
    changed = [
        (edit["byte"], encoded(edit["raw_before"], encoding), encoded(edit["raw_after"], encoding))
        for edit in edits
        if edit["path"] == record["path"]
    ]
    return FileRecord(record["path"], encoding, *hashes, record["written"], record.get("backup"), changed)


def _lines(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            try:
                record = json.loads(line)
            except (ValueError, RecursionError):
                if number > 1 and not line.endswith(b"\n"):
                    return  # the run was killed while it wrote this line
                record = None
            if not isinstance(record, dict):
                raise UndoError(f"{path}:{number}: is not a line of a ledger")
            yield number, record


def undo_file(records: Sequence[FileRecord], path: Path, *, dry_run: bool = False) -> int:
    """Takes back what the records of one file, oldest first, say was done to it; returns how many edits that were.

    Raises `UndoError` if the file is neither as one of the runs left it nor as it was before one of them.
    """
    current = file_sha256(path)
    undone = 0
    for record in reversed(records):
        if record.after == current and record.before != current:
            if not dry_run:
                _restore(record, path)
            current = record.before
            undone += len(record.edits)
    if current != records[0].before:
        between = "only its last run is undone; it was changed before that, so what earlier runs did stays"
        raise UndoError(between if undone else "has changed since namenorm edited it, left as it is")
    return undone


def _restore(record: FileRecord, path: Path) -> None:
    with Replacement(path, Stamp.of(path)) as old:
        if record.backup:
            backup = Path(f"{path.resolve()}{record.backup}")
            try:
                with backup.open("rb") as file:
                    shutil.copyfileobj(file, old)
            except FileNotFoundError:
                raise UndoError(f"its backup {backup.name} is gone, left as it is") from None
        else:
            _write_original(record, path, old)
        if old.sha256() != record.before:
            raise UndoError("the ledger does not lead back to the original, left as it is")
        old.commit(sha256=record.after)


def _write_original(record: FileRecord, path: Path, old: Replacement) -> None:
    at = 0
    with path.open("rb") as file:
        for byte, before, after in sorted(record.edits):
            if not old.copy(file, byte - at) or file.read(len(after)) != after:
                raise UndoError("the ledger does not fit the file, left as it is")
            old.write(before)
            at = byte + len(before)
        shutil.copyfileobj(file, old)


def finished_files(path: Path) -> dict[str, str]:
    """Path -> hash of the files that earlier runs of a ledger have done, for resuming."""
    if not path.exists() or not path.stat().st_size:
        return {}
    return {record.path: record.after if record.written else record.before for record in read_ledger(path)}
