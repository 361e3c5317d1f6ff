"""Reads gazetteers: a folder of YAML files, one YAML file, or JSONL, all of one schema.

Nothing is half loaded: every file is read, and if any record has an error, all problems are raised at once.
"""

from __future__ import annotations

import json
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from namenorm.errors import GazetteerError
from namenorm.gazetteer.rules import problem
from namenorm.gazetteer.schema import Locate, RecordChecker
from namenorm.model import Entity, Problem

YAML_SUFFIXES = (".yaml", ".yml")


@dataclass(slots=True)
class Source:
    """One record where it was read: its entity (``None`` if it has an error), its file and line, its problems.

    ``locate`` gives the line of a field, such as ``("names", 0, "text")``.
    """

    entity: Entity | None
    path: str
    line: int
    problems: list[Problem]
    locate: Locate


def read_gazetteer(path: str | Path) -> list[Entity]:
    """The entities of a gazetteer, in the order of its files.

    >>> read_gazetteer("gazetteer")[0].type  # doctest: +SKIP
    'event'

    Raises `GazetteerError` that carries every problem with file and line.
    """
    return list(stream_gazetteer(path))


def stream_gazetteer(path: str | Path) -> Iterator[Entity]:
    """The same one by one, for gazetteers that are larger than memory.

    What has an error is left out, and after the last entity `GazetteerError` is raised with every problem: whoever
    asks must use nothing of it before that. Warns of keys that the schema does not know, as what they hold is not read.
    """
    errors: list[Problem] = []
    unknown: set[str] = set()
    count = 0
    for source in read_sources(path):
        errors += [found for found in source.problems if found.severity == "error"]
        unknown.update(found.field.rpartition(".")[2] for found in source.problems if found.code == "W103")
        if source.entity is not None:
            count += 1
            yield source.entity
    if errors:
        raise GazetteerError(errors)
    if unknown:
        told = f"{path}: not read, as the schema has no such key: {', '.join(sorted(unknown)[:5])}"
        warnings.warn(f"{told}; see gazetteer lint", stacklevel=2)
    if not count:
        raise GazetteerError([problem("E001", path, "holds no entity")])


def read_sources(path: str | Path) -> Iterator[Source]:
    """Every record of a gazetteer with its problems, duplicate IDs included."""
    places: dict[str, str] = {}
    for file in gazetteer_files(path):
        for source in _read_file(file):
            entity = source.entity
            if entity is not None and (place := places.get(entity.id)):
                message = f"{entity.id} is already used at {place}; add the names there, or give this entry its own ID"
                source.problems.append(problem("E102", source.path, message, source.locate(("id",)), ("id",)))
                source.entity = None
            elif entity is not None:
                former = " by an entry that was replaced" if entity.replaced_by else ""
                places[entity.id] = f"{source.path}:{source.line}{former}"
            yield source


def gazetteer_files(path: str | Path) -> list[Path]:
    """The files that a gazetteer consists of, in a stable order."""
    root = Path(path)
    if root.is_dir():
        return sorted(file for suffix in YAML_SUFFIXES for file in root.rglob(f"*{suffix}"))
    if not root.exists():
        message = "does not exist; name a YAML folder, a JSONL file or an index"
        raise GazetteerError([problem("E001", path, message)])
    if root.is_fifo():
        raise GazetteerError([problem("E001", path, "is a pipe, and a gazetteer is read more than once; name a file")])
    return [root]


def _read_file(path: Path) -> Iterable[Source]:
    if path.suffix.lower() not in YAML_SUFFIXES:
        return _read_jsonl(path)
    from namenorm.gazetteer.yaml_records import file_text

    try:
        return [read_yaml(path, file_text(path))]
    except GazetteerError as error:
        return [Source(None, str(path), 0, [*error.problems], lambda _field: 0)]


def _unreadable(path: Path, message: str, code: str = "E001", line: int = 0) -> Source:
    return Source(None, str(path), line, [problem(code, path, message, line)], lambda _field: line)


def read_yaml(path: Path, text: str) -> Source:
    """The entry of one YAML file."""
    from namenorm.gazetteer.yaml_records import parse_yaml

    raw, locate, problems = parse_yaml(str(path), text)
    if raw is None and problems:
        return Source(None, str(path), problems[0].line, problems, locate)
    checker = RecordChecker(str(path), locate)
    entity = checker.entity(raw)
    told = {found.field for found in problems}
    problems += [found for found in checker.problems if found.field not in told]
    is_whole = all(found.severity != "error" for found in problems)
    return Source(entity if is_whole else None, str(path), 1, problems, locate)


_IMPORTED = {".csv": "csv", ".tsv": "csv", ".xlsx": "excel", ".ttl": "skos", ".nt": "skos", ".rdf": "skos"}
"""Endings of files that `namenorm gazetteer import` makes a gazetteer of, and the names of its formats."""


_UNREADABLE = {
    **dict.fromkeys(
        (".gz", ".bz2", ".xz", ".zst", ".zip"), "is packed; unpack it first, and name the file that comes out"
    ),
    ".index": "is an index, intact or not; name the folder of YAML files or the JSONL file that it was built from",
}
"""Endings of files that no gazetteer has, and what to do."""


def _read_jsonl(path: Path) -> Iterator[Source]:
    """The records of a JSONL file, line by line. A line that is not UTF-8 ends it, or a first one that is no object."""
    start = 0
    if why := _UNREADABLE.get(path.suffix.lower()):
        yield _unreadable(path, why)
        return
    if kind := _IMPORTED.get(path.suffix.lower()):
        message = f"is no gazetteer yet; make one of it: namenorm gazetteer import {kind} {path} -o {path.stem}.jsonl"
        yield _unreadable(path, message, "E002", 1)
        return
    try:
        with path.open("rb") as lines:
            for number, raw in enumerate(lines, 1):
                text = raw.decode("utf-8-sig" if number == 1 else "utf-8")
                if number == 1 and text.strip() and not text.lstrip().startswith("{"):
                    is_list = text.lstrip().startswith("[")
                    which = "name a YAML folder, a JSONL file or an index"
                    message = f"is no gazetteer; {'write each entity of the list on one line' if is_list else which}"
                    yield _unreadable(path, message, "E002", 1)
                    return
                if text.strip():
                    yield _read_line(path, number, text)
                start += len(raw)
    except UnicodeDecodeError as error:
        yield _unreadable(path, f"is not UTF-8 (byte {start + error.start}); save it as UTF-8")
    except OSError as error:
        yield _unreadable(path, f"cannot be read: {error.strerror}")


def _read_line(path: Path, number: int, text: str) -> Source:
    try:
        raw = json.loads(text)
    except json.JSONDecodeError as error:
        return _unreadable(
            path, f"is not JSON: {error.msg}, column {error.colno}; an entity is one line", "E002", number
        )
    checker = RecordChecker(str(path), lambda _field: number)
    return Source(checker.entity(raw), str(path), number, checker.problems, lambda _field: number)
