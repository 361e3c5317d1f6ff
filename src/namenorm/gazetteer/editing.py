"""Changes that contributors make by command: a new entry, another name; and writing them, unless they bring errors."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from namenorm.errors import GazetteerError
from namenorm.gazetteer.emitter import Comments
from namenorm.gazetteer.files import file_path, mint_id
from namenorm.gazetteer.formatter import YamlFile
from namenorm.gazetteer.lint import lint
from namenorm.gazetteer.reader import read_sources
from namenorm.gazetteer.rules import problem
from namenorm.gazetteer.schema import NAME_KINDS, RecordChecker
from namenorm.model import Alias, Entity, Problem
from namenorm.record import encode_alias
from namenorm.text.fold import fold


def entry_file(root: str | Path, entity_id: str) -> YamlFile:
    """The file of an entity. Raises `namenorm.errors.GazetteerError` where there is none."""
    for path in sorted(Path(root).glob(f"*/{entity_id}-*.yaml")):
        return YamlFile.read(path)
    for source in read_sources(root):  # in a folder of somebody's own, files may have any name
        if source.entity is not None and source.entity.id == entity_id:
            return YamlFile.read(source.path)
    message = f"there is no entry {entity_id}; find it with: namenorm gazetteer search NAME"
    raise GazetteerError([problem("E305", root, message)])


def add_name(file: YamlFile, alias: Alias) -> str | None:
    """Adds a name to an entry; returns why not, where the entry has it already.

    A ``label`` becomes the preferred name of its language; any other kind goes to the end of the names of its kind. A
    weak alias makes a name weak that the entry has already.
    """
    known = known_as(file, alias)
    for name in _listed(file, alias) if known and alias.strength == "weak" else ():
        if name.get("strength") != "weak":
            name["strength"] = "weak"
            return None
    if known:
        return f"{file.record['id']} has {alias.text!r} already, as {known}"
    if alias.kind == "label":
        file.record["labels"][alias.lang] = alias.text
        return None
    file.insert("names", _place(file.record.get("names", []), alias), encode_alias(alias))
    return None


def known_as(file: YamlFile, alias: Alias) -> str | None:
    """What a name is in the entry already, in words; ``None`` where it is new."""
    key = fold(alias.text)
    for lang, text in file.record.get("labels", {}).items():
        if lang == alias.lang and (fold(text) == key or alias.kind == "label"):
            return f"its label {text!r} ({lang})"
    for name in _listed(file, alias) if alias.kind != "label" else ():
        return f"the {name.get('kind', 'variant')} {name['text']!r} ({alias.lang})"
    return None


def _listed(file: YamlFile, alias: Alias) -> list[dict[str, Any]]:
    """The names of the entry that are spelt like an alias of the same language."""
    names, key = file.record.get("names", ()), fold(alias.text)
    return [name for name in names if name.get("lang", "und") == alias.lang and fold(name["text"]) == key]


def _place(names: list[dict[str, Any]], alias: Alias) -> int:
    """Behind the last name of this kind and language, else of this kind, else where its kind comes in the order."""
    for wanted in (("kind", "lang"), ("kind",)):
        for number in range(len(names) - 1, -1, -1):
            if all(names[number].get(key) == getattr(alias, key) for key in wanted):
                return number + 1
    rank = NAME_KINDS.index(alias.kind)
    later = (n for n, name in enumerate(names) if NAME_KINDS.index(name.get("kind", "variant")) > rank)
    return next(later, len(names)) if alias.kind == "misspelling" else len(names)


def add_text(file: YamlFile, key: str, text: str) -> None:
    """Adds a line to ``sources``, ``examples``, ``not``, ``context`` and the like, unless it is there."""
    if text not in file.record.get(key, ()):
        file.insert(key, len(file.record.get(key, ())), text)


def new_entry(
    root: str | Path,
    type: str,
    labels: Mapping[str, str],
    *,
    entity_id: str | None = None,
    names: Iterable[Alias] = (),
    taken: Container[str] = (),
    **fields: Any,
) -> YamlFile:
    """The file of a new entity, with a minted ID where it has none. Raises `GazetteerError` with what is wrong."""
    record: dict[str, Any] = {"id": entity_id or mint_id(taken), "type": type, "labels": dict(labels)}
    record |= {key: value for key, value in fields.items() if value not in (None, [], {}, "")}
    file = YamlFile(Path(), record, Comments())
    for alias in names:
        add_name(file, alias)
    entity = check(file)
    if entity.id in taken:
        raise GazetteerError([problem("E102", root, f"{entity.id} is in the gazetteer already", field=("id",))])
    file.path = file_path(root, entity)
    return file


def check(file: YamlFile) -> Entity:
    """The entity that a changed file would hold. Raises `GazetteerError` with what is wrong."""
    checker = RecordChecker(str(file.path), lambda _field: 0)
    entity = checker.entity(file.record)
    if entity is None:
        raise GazetteerError(checker.problems)
    return entity


def write_changes(root: Path, files: Iterable[YamlFile]) -> tuple[list[Problem], bool]:
    """Writes entries; returns the problems that they bring in, and whether they were written.

    Problems that the gazetteer had before are not among them, those that other entries now have are. With an error
    among them every file is left as it was. Raises `namenorm.errors.GazetteerError` where the schema is broken.
    """
    files = list(files)
    for file in files:
        check(file)
    known = {_signature(found) for found in lint(root, neighbours=True)}
    before = {file.path: file.path.read_bytes() if file.path.exists() else None for file in files}
    for file in files:
        file.write()
    problems = [found for found in lint(root, neighbours=True) if _signature(found) not in known]
    if all(found.severity != "error" for found in problems):
        return problems, True
    for path, content in before.items():
        if content is None:
            path.unlink()
            with suppress(OSError):
                path.parent.rmdir()  # a folder that was made for it
        else:
            path.write_bytes(content)
    return problems, False


def _signature(problem: Problem) -> tuple[str, str, str]:
    """A problem wherever a change has moved it."""
    return problem.path, problem.code, problem.message
