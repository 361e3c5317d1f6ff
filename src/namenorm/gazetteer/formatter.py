"""`namenorm gazetteer fmt`: one style for all files, so that a pull request shows what was changed and nothing else.

The data of a file never changes: the formatted text is read again and compared before it is handed out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from namenorm.errors import GazetteerError
from namenorm.gazetteer.emitter import Comments, emit
from namenorm.gazetteer.rules import problem
from namenorm.gazetteer.schema import FieldPath
from namenorm.gazetteer.yaml_records import LOADER, file_text, parse_yaml


@dataclass(slots=True)
class YamlFile:
    """One file that is being changed: its data and its comments."""

    path: Path
    record: dict[str, Any]
    comments: Comments

    @classmethod
    def read(cls, path: str | Path) -> YamlFile:
        """Raises `namenorm.errors.GazetteerError` where the file is not YAML or not an entry."""
        return cls.parse(Path(path), file_text(Path(path)))

    @classmethod
    def parse(cls, path: Path, text: str) -> YamlFile:
        """The same, from text."""
        record, _, problems = parse_yaml(str(path), text)
        if problems:
            raise GazetteerError(problems)
        if not isinstance(record, dict):
            raise GazetteerError(
                [problem("E101", path, "an entry must be a mapping with the keys id, type and labels", 1)]
            )
        return cls(path, record, read_comments(text))

    def text(self) -> str:
        """The file in the style of the gazetteer."""
        return emit(self.record, self.comments)

    def insert(self, key: str, number: int, item: Any) -> None:
        """Puts an item into a list of the entry; comments stay with the items that they belong to."""
        items = self.record.setdefault(key, [])
        self._move_comments(key, number, 1)
        items.insert(number, item)

    def remove(self, key: str, number: int) -> None:
        """Takes an item out of a list, and the list out of the entry when it was the last."""
        items = self.record[key]
        for found in (self.comments.above, self.comments.behind):
            found.pop((key, number), None)
        self._move_comments(key, number + 1, -1)
        del items[number]
        if not items:
            del self.record[key]

    def _move_comments(self, key: str, first: int, by: int) -> None:
        for found in (self.comments.above, self.comments.behind):
            moved: dict[FieldPath, Any] = {}
            for field, comment in found.items():
                is_later = field[:1] == (key,) and len(field) > 1 and isinstance(field[1], int) and field[1] >= first
                moved[(key, field[1] + by) if is_later else field] = comment  # type: ignore[operator]
            found.clear()
            found.update(moved)

    def write(self) -> None:
        """Puts the file in place."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.path.write_text(self.text(), encoding="utf-8", newline="\n")


def format_text(text: str, path: str | Path = "entry.yaml") -> str:
    r"""The text of an entry in the style of the gazetteer.

    >>> print(format_text("type: place  # not a person\nid: 'Q3616'\nlabels: {en: Tehran}\n"), end="")
    id: Q3616
    type: place  # not a person
    labels:
      en: Tehran

    Raises `namenorm.errors.GazetteerError` where it is not YAML.
    """
    file = YamlFile.parse(Path(path), text)
    formatted = file.text()
    again, _, problems = parse_yaml(str(path), formatted)
    if problems or again != file.record:
        raise AssertionError(f"{path}: formatting would change what the file says; please report this file")
    return formatted


def read_comments(text: str) -> Comments:
    """The comments of a YAML text, each with the field that it stands above or behind."""
    comments = Comments()
    node = yaml.compose(text, Loader=LOADER)
    anchors = list(_anchors(node)) if node is not None else []
    scalars = sorted(_scalar_spans(node)) if node is not None else []
    waiting: list[str] = []
    starts = dict(reversed(anchors))
    for number, (offset, line) in enumerate(_lines(text)):
        column = _comment_column(line, offset, scalars)
        if column < 0:
            comment, code = "", line
        else:
            comment, code = line[column:].rstrip(), line[:column]
        if comment and not code.strip():
            waiting.append(comment)
            continue
        field = starts.get(number)
        if field is not None and waiting:
            comments.above.setdefault(field, []).extend(waiting)
            waiting = []
        if comment:
            before = [anchor for anchor in anchors if anchor[0] <= number]
            nearest = max(before, key=lambda anchor: anchor[0], default=(0, ()))[1]
            owner = field if field is not None else nearest
            if owner in comments.behind:  # a flow list over several lines may have several
                comments.above.setdefault(owner, []).append(comment)
            else:
                comments.behind[owner] = comment
    comments.last = waiting
    return comments


def _anchors(node: Any) -> Iterator[tuple[int, FieldPath]]:
    """The fields that get a line of their own when they are written, with the line on which they stand now."""
    for key_node, value in node.value if isinstance(node, yaml.MappingNode) else ():
        key = str(key_node.value)
        yield key_node.start_mark.line, (key,)
        if key in ("labels", "demonyms") and isinstance(value, yaml.MappingNode):
            yield from ((lang.start_mark.line, (key, str(lang.value))) for lang, _ in value.value)
        elif key in ("names", "examples", "not", "sources") and isinstance(value, yaml.SequenceNode):
            yield from ((item.start_mark.line, (key, number)) for number, item in enumerate(value.value))


def _scalar_spans(node: Any) -> Iterator[tuple[int, int]]:
    if isinstance(node, yaml.ScalarNode):
        yield node.start_mark.index, node.end_mark.index
        return
    for child in node.value:
        for part in child if isinstance(child, tuple) else (child,):
            yield from _scalar_spans(part)


def _lines(text: str) -> Iterator[tuple[int, str]]:
    offset = 0
    for line in text.split("\n"):
        yield offset, line
        offset += len(line) + 1


def _comment_column(line: str, offset: int, scalars: list[tuple[int, int]]) -> int:
    for column, char in enumerate(line):
        if char != "#" or (column and line[column - 1] not in " \t"):
            continue
        if not any(start <= offset + column < end for start, end in scalars):
            return column
    return -1
