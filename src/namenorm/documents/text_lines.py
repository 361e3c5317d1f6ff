r"""Lines of a text and the places in it, as editors count them: ``\n``, ``\r\n`` and a lone ``\r`` end a line."""

from __future__ import annotations

import re
from bisect import bisect_right

_LINE_END = re.compile(r"\r\n|\n|\r")


class LineMap:
    r"""Code point offsets -> line and column, both from 1.

    >>> LineMap("one\r\ntwo").place(5)
    (2, 1)
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self.starts = [0, *(found.end() for found in _LINE_END.finditer(text))]

    def place(self, offset: int) -> tuple[int, int]:
        """The line and column of an offset."""
        line = bisect_right(self.starts, offset)
        return line, offset - self.starts[line - 1] + 1

    def line_text(self, line: int) -> str:
        """The text of a line, without its end."""
        end = self.starts[line] if line < len(self.starts) else len(self._text)
        return self._text[self.starts[line - 1] : end].rstrip("\r\n")

    @property
    def last(self) -> int:
        """The number of the last line."""
        return len(self.starts)


class OffsetCounter:
    """Code point offsets -> offsets in another unit: bytes of an encoding, or UTF-16 code units.

    >>> OffsetCounter("é x", "utf-8").at(2), OffsetCounter("😀 x", "utf-16-le", 2).at(1)
    (3, 2)
    """

    _STEP = 4096

    def __init__(self, text: str, encoding: str, unit: int = 1) -> None:
        self._text, self._encoding, self._unit = text, encoding, unit
        self._known = [0]

    def at(self, offset: int) -> int:
        """The offset in the other unit."""
        step, rest = divmod(offset, self._STEP)
        while len(self._known) <= step:
            start = (len(self._known) - 1) * self._STEP
            self._known.append(self._known[-1] + self._size(start, start + self._STEP))
        return self._known[step] + self._size(offset - rest, offset)

    def _size(self, start: int, end: int) -> int:
        return len(encoded(self._text[start:end], self._encoding)) // self._unit


def encoded(text: str, encoding: str) -> bytes:
    """``text`` in an encoding; lone surrogates, which only JSON escapes bring in, are kept."""
    return text.encode(encoding, "surrogatepass" if encoding.startswith("utf") else "strict")
