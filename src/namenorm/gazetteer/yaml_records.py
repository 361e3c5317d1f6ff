"""YAML -> plain data with the line of every field, and without YAML's surprises.

``NO`` is not false, ``2020-10-03`` is not a date and a key does not silently win over its twin: what plain YAML would
turn into something other than a text is an error that says "put it in quotes", unless the schema wants a number.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from yaml.reader import Reader, ReaderError

from namenorm.errors import GazetteerError
from namenorm.gazetteer.rules import problem
from namenorm.gazetteer.schema import FieldPath, Locate
from namenorm.model import Problem

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_SHOWN = 100
"""Letters of a line that a message shows."""
_NUMBER_FIELDS = frozenset({"prior"})
# What a parser says -> what a person who has just written the line can do about it.
_ADVICE = {
    "',' or '}'": "a comma or the closing } is missing; a name with a colon, comma or bracket needs quotes",
    "',' or ']'": "a comma or the closing ] is missing; a text with a comma or bracket needs quotes",
    "mapping values are not allowed": "put a text that holds a colon in quotes; behind the - of a list comes a space",
    "cannot start any token": "a text that begins with a sign needs quotes",
    "expected key": "it does not fit the lines around it; keys begin without spaces, names with two, every quote ends",
    "block end": "it does not fit the lines around it; keys begin without spaces, names with two, every quote ends",
    "expected ':'": "behind a key come a colon and a space",
    "quoted scalar": "a quote is not closed",
    "another document": "a file holds one entry; begin another file at the line ---",
    "node content": "something is missing behind the colon, the - or the comma",
}
_HAZARDS = {"bool": "yes/no", "null": "nothing", "int": "a number", "float": "a number", "timestamp": "a date"}


def file_text(path: Path) -> str:
    """The text of a YAML file. Raises `namenorm.errors.GazetteerError` where there is none to read."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        message = f"is not UTF-8 (byte {error.start}); save it as UTF-8"
    except OSError as error:
        message = f"cannot be read: {error.strerror}"
    raise GazetteerError([problem("E001", path, message)])


def parse_yaml(path: str, text: str) -> tuple[Any, Locate, list[Problem]]:
    r"""The data of one YAML document, a function from field to line, and what is wrong with it as YAML.

    >>> data, line_of, problems = parse_yaml("x.yaml", "id: Q1\nlabels:\n  en: Earth\n")
    >>> data, line_of(("labels", "en")), problems
    ({'id': 'Q1', 'labels': {'en': 'Earth'}}, 3, [])
    """
    converter = _Converter(path)
    try:
        node = yaml.compose(text, Loader=LOADER)
    except yaml.YAMLError as error:
        return None, converter.line, [_not_yaml(path, text, error)]
    data = converter.convert(node, ()) if node is not None else None
    return data, converter.line, [*converter.problems, *_anchors(path, text)]


def _not_yaml(path: str, text: str, error: yaml.YAMLError) -> Problem:
    control = Reader.NON_PRINTABLE.search(text) if isinstance(error, ReaderError) else None
    if control:
        message = f"is not YAML: it has the control character U+{ord(control[0]):04X}; delete it"
        return problem("E002", path, message, text.count("\n", 0, control.start()) + 1)
    mark = getattr(error, "problem_mark", None)
    said = str(getattr(error, "problem", None) or error).strip()
    context = str(getattr(error, "context", None) or "")
    line = mark.line + 1 if mark else 0
    lines = text.splitlines()
    here = f", at {lines[line - 1].strip()[:_SHOWN]!r} or just above" if 0 < line <= len(lines) else ""
    advice = next((advice for words, advice in _ADVICE.items() if words in said or words in context), "")
    if here and "\t" in lines[line - 1]:
        advice = "indent with spaces, not tabs"
    return problem("E002", path, f"is not YAML: {said}{here}{advice and f'; {advice}'}", line)


def _anchors(path: str, text: str) -> Iterator[Problem]:
    """A value that begins with & or * loses its first word without a trace."""
    if "&" in text or "*" in text:
        for event in yaml.parse(text, Loader=LOADER):
            if getattr(event, "anchor", None):
                line = event.start_mark.line + 1 if event.start_mark else 0
                message = "uses a YAML anchor; write the value out, in quotes if it begins with & or *"
                yield problem("E003", path, message, line)


class _Converter:
    def __init__(self, path: str) -> None:
        self.problems: list[Problem] = []
        self._path = path
        self._lines: dict[FieldPath, int] = {}
        self._values: dict[int, Any] = {}

    def line(self, field: FieldPath) -> int:
        """The line of a field, or of the nearest one around it."""
        while field and field not in self._lines:
            field = field[:-1]
        return self._lines.get(field, 1)

    def convert(self, node: Any, field: FieldPath) -> Any:
        self._lines.setdefault(field, node.start_mark.line + 1)
        if isinstance(node, yaml.ScalarNode):
            return self._scalar(node, field)
        if id(node) not in self._values:  # else an anchor's, which stands in several places, or inside of itself
            self._values[id(node)] = None
            self._values[id(node)] = (
                self._mapping(node, field)
                if isinstance(node, yaml.MappingNode)
                else [self.convert(child, (*field, number)) for number, child in enumerate(node.value)]
            )
        return self._values[id(node)]

    def _mapping(self, node: Any, field: FieldPath) -> dict[str, Any]:
        result: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = str(key_node.value)
            inner = (*field, key)
            if key in result:
                self._report(inner, "stands twice", key_node.start_mark.line + 1)
                continue
            self._lines[inner] = key_node.start_mark.line + 1
            # Language codes such as no are keys that YAML 1.1 would read as yes/no; as keys they are always text here.
            result[key] = self.convert(value_node, inner)
        return result

    def _scalar(self, node: Any, field: FieldPath) -> str:
        kind = node.tag.rpartition(":")[2]
        if kind in _HAZARDS and field[-1:] and field[-1] not in _NUMBER_FIELDS:
            said = f"{node.value!r} reads as {_HAZARDS[kind]}; put it in quotes" if node.value else _no_value(field)
            self._report(field, said)
        return str(node.value)

    def _report(self, field: FieldPath, message: str, line: int = 0) -> None:
        self.problems.append(problem("E003", self._path, message, line or self.line(field), field))


def _no_value(field: FieldPath) -> str:
    """What is wrong with a key that nothing follows; inside of a name it is often no key at all."""
    if ":" in str(field[-1]):
        return "is empty; behind the colon of a key comes a space"
    if len(field) > 2:
        return "is empty; a text with a comma needs quotes, or a value is missing"
    return "is empty"
