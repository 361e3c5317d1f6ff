"""What a person has told namenorm to leave alone inside a text.

``namenorm: ignore`` leaves its line alone, ``namenorm: ignore-next-line`` the next one, ``namenorm: off`` everything up
to ``namenorm: on``; in any comment syntax. IDs or quoted words after it narrow it, as in
``namenorm: ignore Q57371 "Liberman"``.
A ``[sic]`` or ``(sic)`` after a name leaves that name alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from namenorm.documents.text_lines import LineMap

_DIRECTIVE = re.compile(r"\bnamenorm:[ \t]*(ignore-next-line|ignore|off|on)\b([^\r\n]*)", re.IGNORECASE)
_TARGET = re.compile(r"\"([^\"]+)\"|“([^”]+)”|\b(Q[1-9][0-9]*|nn-[a-z0-9]+)\b")
_SIC = re.compile(r"[\s\"'”’»]{0,3}[\[(]\s?sic\s?[!.]?[\])]", re.IGNORECASE)


@dataclass(slots=True)
class Directive:
    """One instruction: the lines that it covers and what it is limited to. ``used`` once it has kept an edit away."""

    line: int
    first: int
    last: int
    targets: frozenset[str] = field(default_factory=frozenset)
    used: bool = False

    def covers(self, line: int, surface: str, entity_id: str) -> bool:
        """Whether an edit of ``surface`` on ``line`` is to be left out."""
        if not self.first <= line <= self.last:
            return False
        return not self.targets or surface.casefold() in self.targets or entity_id in self.targets


class Ignores:
    """The instructions of one text, and the ``words`` that are left alone in all; ``used_words`` kept an edit away.

    >>> from namenorm.documents.text_lines import LineMap
    >>> text = "IIlam Aliyev # namenorm: ignore"
    >>> Ignores(text, LineMap(text)).covers(0, 12, "IIlam Aliyev", "Q57371")
    True
    """

    def __init__(self, text: str, lines: LineMap, words: Iterable[str] = ()) -> None:
        self._text, self._lines = text, lines
        self._words = frozenset(word.casefold() for word in words)
        self.used_words: set[str] = set()
        self.directives = list(_directives(text, lines)) if "namenorm:" in text.casefold() else []

    def covers(self, start: int, end: int, surface: str, entity_id: str) -> bool:
        """Whether the edit of ``[start, end)`` is to be left out."""
        word = surface.casefold()
        if word in self._words:
            self.used_words.add(word)
            return True
        if _SIC.match(self._text, end):
            return True
        line, _ = self._lines.place(start)
        covering = [directive for directive in self.directives if directive.covers(line, surface, entity_id)]
        for directive in covering:
            directive.used = True
        return bool(covering)

    def unused(self) -> list[int]:
        """The lines of the instructions that kept nothing away."""
        return [directive.line for directive in self.directives if not directive.used]


def _directives(text: str, lines: LineMap) -> Iterable[Directive]:
    opened: Directive | None = None
    for found in _DIRECTIVE.finditer(text):
        word, rest = found[1].lower(), found[2]
        line, _ = lines.place(found.start())
        named = _TARGET.findall(rest)
        targets = frozenset(entity_id or (straight or curly).casefold() for straight, curly, entity_id in named)
        if word == "ignore":
            yield Directive(line, line, line, targets)
        elif word == "ignore-next-line":
            yield Directive(line, line + 1, line + 1, targets)
        elif word == "off" and opened is None:
            opened = Directive(line, line, lines.last, targets)
        elif word == "on" and opened is not None:
            opened.last = line
            yield opened
            opened = None
    if opened is not None:
        yield opened
