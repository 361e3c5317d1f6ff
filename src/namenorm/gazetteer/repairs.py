"""`namenorm gazetteer lint --fix`: what a rule finds and a machine can put right."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Any

from namenorm.gazetteer.editing import add_text, entry_file
from namenorm.gazetteer.entry_lint import invisible_characters
from namenorm.gazetteer.files import gazetteer_root
from namenorm.gazetteer.formatter import YamlFile
from namenorm.gazetteer.lint import lint
from namenorm.gazetteer.schema import FieldPath
from namenorm.model import Problem
from namenorm.text.scripts import mixed_script_words, unmix

Repair = Callable[[YamlFile, FieldPath], YamlFile | None]
"""Changes a field, and returns the file that this has changed."""

_ROUNDS = 3  # repairing one problem may uncover another


def fix(path: str | Path, only: Iterable[str | Path] = ()) -> list[Path]:
    """Repairs what can be repaired in a gazetteer folder, and returns the files that were changed.

    ``only`` names the files that may be repaired; empty: all.
    """
    changed: set[Path] = set()
    wanted = {Path(file).resolve() for file in only}
    for _ in range(_ROUNDS):
        by_file: dict[str, list[Problem]] = defaultdict(list)
        for found in lint(path):
            if found.code in _REPAIRS and (not wanted or Path(found.path).resolve() in wanted):
                by_file[found.path].append(found)
        written = [touched for name, problems in by_file.items() for touched in _fix_file(name, problems)]
        if not written:
            break
        changed.update(written)
    return sorted(changed)


def _fix_file(name: str, problems: list[Problem]) -> list[Path]:
    file = YamlFile.read(name)
    touched: list[Path] = []
    # The last first: removing an item moves those behind it.
    for found in sorted(problems, key=lambda item: field_path(item.field), reverse=True):
        changed = _REPAIRS[found.code](file, field_path(found.field))
        if changed is not None:
            changed.write()
            touched.append(changed.path)
    return touched


def field_path(field: str) -> FieldPath:
    """The field that a message names.

    >>> field_path("names[0].text"), field_path("labels.zh-Hant")
    (('names', 0, 'text'), ('labels', 'zh-Hant'))
    """
    parts = re.findall(r"\[(\d+)\]|([^.\[\]]+)", field)
    return tuple(int(number) if number else word for number, word in parts)


def tidy(text: str) -> str:
    """A name without stray spaces and invisible characters, in Unicode form NFC.

    >>> tidy(" Tehran  City" + chr(0x200E))
    'Tehran City'
    """
    kept = "".join(char for char in text if char.isspace() or char not in invisible_characters(text))
    return unicodedata.normalize("NFC", " ".join(kept.split()))


def _with_one_alphabet(text: str) -> str:
    for word in mixed_script_words(text):
        text = text.replace(word, unmix(word))
    return text


def _change_text(file: YamlFile, field: FieldPath, change: Callable[[str], str]) -> YamlFile | None:
    parent: Any = file.record
    for part in field[:-1]:
        parent = parent[part]
    key: Any = field[-1]
    if isinstance(parent[key], dict):  # a name
        parent, key = parent[key], "text"
    old, parent[key] = parent[key], change(parent[key])
    return file if old != parent[key] else None


def _remove(file: YamlFile, field: FieldPath) -> YamlFile | None:
    if len(field) == 2 and isinstance(field[1], int):
        file.remove(str(field[0]), field[1])
        return file
    if field[0] == "demonyms" and len(field) == 3:
        del file.record["demonyms"][field[1]][field[2]]
        return file
    return None


def _follow(file: YamlFile, field: FieldPath) -> YamlFile | None:
    items: Any = file.record[str(field[0])]
    target = entry_file(gazetteer_root(file.path), items[field[1]]).record["replaced_by"]
    if target in items or target == file.record["id"]:
        return _remove(file, field)
    items[field[1]] = target
    return file


def _answer(file: YamlFile, field: FieldPath) -> YamlFile:
    """Writes an acknowledgement into the other file too."""
    key = str(field[0])
    other = entry_file(gazetteer_root(file.path), file.record[key][int(field[1])])
    add_text(other, key, file.record["id"])
    return other


_REPAIRS: dict[str, Repair] = {
    "E202": partial(_change_text, change=_with_one_alphabet),
    "E203": partial(_change_text, change=tidy),
    "W204": _remove,
    "W303": _remove,
    "W304": _answer,
    "W307": _follow,
    "E308": _remove,
}
