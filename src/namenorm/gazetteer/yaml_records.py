"""YAML -> plain data with the line of every field, and without YAML's surprises.

``NO`` is not false, ``2020-10-03`` is not a date and a key does not silently win over its twin: what plain YAML would
turn into something other than a text is an error that says "put it in quotes", unless the schema wants a number.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml

from namenorm.gazetteer.rules import problem

if TYPE_CHECKING:
    from namenorm.gazetteer.schema import FieldPath, Locate
    from namenorm.model import Problem

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NUMBER_FIELDS = frozenset({"prior"})
_HAZARDS = {"bool": "yes/no", "null": "nothing", "int": "a number", "float": "a number", "timestamp": "a date"}


def parse_yaml(path: str, text: str) -> tuple[Any, Locate, list[Problem]]:
    r"""The data of one YAML document, a function from field to line, and what is wrong with it as YAML.

    >>> data, line_of, problems = parse_yaml("x.yaml", "id: Q1\nlabels:\n  en: Earth\n")
    >>> data, line_of(("labels", "en")), problems
    ({'id': 'Q1', 'labels': {'en': 'Earth'}}, 3, [])
    """
    converter = _Converter(path)
    try:
        node = yaml.compose(text, Loader=_LOADER)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        message = str(getattr(error, "problem", None) or error).strip()
        line = mark.line + 1 if mark else 0
        return None, converter.line, [problem("E002", path, line, "", f"is not YAML: {message}{_tab_hint(text, line)}")]
    data = converter.convert(node, ()) if node is not None else None
    return data, converter.line, converter.problems


def _tab_hint(text: str, line: int) -> str:
    lines = text.splitlines()
    return "; indent with spaces, not tabs" if 0 < line <= len(lines) and "\t" in lines[line - 1] else ""


class _Converter:
    def __init__(self, path: str) -> None:
        self.problems: list[Problem] = []
        self._path = path
        self._lines: dict[FieldPath, int] = {}
        self._seen: set[int] = set()

    def line(self, field: FieldPath) -> int:
        """The line of a field, or of the nearest one around it."""
        while field and field not in self._lines:
            field = field[:-1]
        return self._lines.get(field, 1)

    def convert(self, node: Any, field: FieldPath) -> Any:
        self._lines.setdefault(field, node.start_mark.line + 1)
        if not isinstance(node, yaml.ScalarNode):
            if id(node) in self._seen:
                self._report(field, "uses a YAML anchor; write the value out")
                return None
            self._seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, field)
        if isinstance(node, yaml.SequenceNode):
            return [self.convert(child, (*field, number)) for number, child in enumerate(node.value)]
        return self._scalar(node, field)

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
            said = "is empty" if not node.value else f"{node.value} reads as {_HAZARDS[kind]}; put it in quotes"
            self._report(field, said)
        return str(node.value)

    def _report(self, field: FieldPath, message: str, line: int = 0) -> None:
        name = ".".join(map(str, field))
        self.problems.append(problem("E003", self._path, line or self.line(field), name, message))
