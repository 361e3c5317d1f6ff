"""One entry takes the place of another: an entity gets its Wikidata number, or two entries turn out to be one thing.

The old file keeps its ID for ever and points to the new one; all else moves. Nothing is written here.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from namenorm.errors import ConfigError
from namenorm.gazetteer.editing import add_name, add_text, check, entry_file
from namenorm.gazetteer.emitter import Comments
from namenorm.gazetteer.files import file_path
from namenorm.gazetteer.formatter import YamlFile
from namenorm.gazetteer.schema import ID, TEXT_LISTS
from namenorm.gazetteer.yaml_records import file_text
from namenorm.model import Alias

_REFERENCES = ("shared_with", "distinct_from")


def replace_entry(root: Path, old_id: str, new_id: str) -> list[YamlFile]:
    """The files of the heir, the old entry and those that refer to it, as they are when ``new_id`` replaces ``old_id``.

    Where no entry has the new ID, the whole old entry gets it; where one has it, that entry gets the names and the
    other values that it lacks. Raises `namenorm.errors.ConfigError` where that cannot be meant.
    """
    old = entry_file(root, old_id)
    if not ID.fullmatch(new_id) or new_id == old_id:
        raise ConfigError(f"{new_id!r} cannot take the place of {old_id}; write a Wikidata number, such as Q3616")
    if "replaced_by" in old.record:
        raise ConfigError(f"{old_id} was replaced already, by {old.record['replaced_by']}")
    known = next(root.glob(f"*/{new_id}-*.yaml"), None)
    if known is None and not new_id.startswith("Q"):
        raise ConfigError(f"there is no entry {new_id}; an entry without a Wikidata number keeps the ID that it has")
    if known is None:
        heir = YamlFile.read(old.path)
        heir.record["id"] = new_id
        heir.path = file_path(root, check(heir))
    else:
        heir = _merged(YamlFile.read(known), old)
    return [heir, YamlFile(old.path, _pointer(old.record, new_id), Comments()), *_followers(root, old, heir)]


def _pointer(record: dict[str, Any], new_id: str) -> dict[str, Any]:
    """What stays of an entry that is replaced."""
    labels = record["labels"]
    lang = "en" if "en" in labels else next(iter(labels))
    kept = {key: record[key] for key in ("id", "type", "sources") if key in record}
    return kept | {"replaced_by": new_id, "labels": {lang: labels[lang]}}


def _merged(heir: YamlFile, old: YamlFile) -> YamlFile:
    """The entry that stays, with all that only the other one says."""
    record, theirs = heir.record, old.record
    if "replaced_by" in record:
        raise ConfigError(f"{record['id']} was replaced itself, by {record['replaced_by']}")
    if record["type"] != theirs["type"]:
        message = f"{theirs['id']} is a {theirs['type']} and {record['id']} a {record['type']}"
        raise ConfigError(f"{message}; they are not the same, or one of them has a wrong type")
    entity = check(old)
    for alias in entity.aliases()[: len(entity.labels) + len(entity.names)]:
        has_label = alias.kind == "label" and alias.lang in record["labels"]
        add_name(heir, Alias(alias.text, alias.lang, "variant") if has_label else alias)
    for lang, texts in theirs.get("demonyms", {}).items():
        mine = record.setdefault("demonyms", {}).setdefault(lang, [])
        mine.extend(text for text in texts if text not in mine)
    for key in TEXT_LISTS:
        for text in theirs.get(key, ()):
            add_text(heir, key, text)
    for key in _REFERENCES:
        _drop(heir, key, theirs["id"], record["id"])
    for key, value in theirs.get("xref", {}).items():
        record.setdefault("xref", {}).setdefault(key, value)
    for key in theirs.keys() & {"gender", "prior"}:
        record.setdefault(key, theirs[key])
    return heir


def _followers(root: Path, old: YamlFile, heir: YamlFile) -> Iterator[YamlFile]:
    """The entries that refer to the old one, with the new ID in its place."""
    old_id, new_id = old.record["id"], heir.record["id"]
    for path in sorted(root.glob("*/*.yaml")):
        if path in (old.path, heir.path) or old_id not in file_text(path):
            continue
        file = YamlFile.read(path)
        before = file.text()
        for key in _REFERENCES:
            items = file.record.get(key, [])
            if old_id in items and new_id in items:
                _drop(file, key, old_id)
            elif old_id in items:
                items[items.index(old_id)] = new_id
        if file.record.get("replaced_by") == old_id:
            file.record["replaced_by"] = new_id
        if file.text() != before:
            yield file


def _drop(file: YamlFile, key: str, *ids: str) -> None:
    for number in reversed(range(len(file.record.get(key, ())))):
        if file.record[key][number] in ids:
            file.remove(key, number)
