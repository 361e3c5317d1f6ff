"""Unified diffs that ``git apply`` takes, made from known changes: linear, and in constant memory."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence

from namenorm.documents.applying import Change, changed_text

_CONTEXT = 3
_LINE = re.compile(r"[^\n]*\n|[^\n]+")


class UnifiedDiff:
    r"""Collects the diff of one file, piece by piece, and hands finished hunks to ``emit``.

    >>> diff = UnifiedDiff("a.txt", lambda text: print(text, end=""))
    >>> diff.add("IIlam\nBaku\n", [Change(0, 5, "Ilham")])
    >>> diff.finish()
    --- a/a.txt
    +++ b/a.txt
    @@ -1,2 +1,2 @@
    -IIlam
    +Ilham
     Baku
    """

    def __init__(self, name: str, emit: Callable[[str], None], bom: str = "") -> None:
        self._name, self._emit, self._bom = name, emit, bom
        self._recent: deque[str] = deque(maxlen=_CONTEXT)
        self._old_line = self._new_line = 1
        self._hunk: list[str] = []
        self._hunk_start = (1, 1)
        self._unchanged = 0
        self._has_header = False

    def add(self, text: str, edits: Sequence[Change]) -> None:
        """The next piece of the file; it ends at a line end unless it is the last."""
        at = 0
        for start, end, group in _line_groups(text, edits):
            self._keep(text[at:start])
            self._replace(self._bom + text[start:end], self._bom + changed_text(text, group, start, end))
            self._bom = ""
            at = end
        self._keep(text[at:])

    def finish(self) -> None:
        """Writes what is still open."""
        if self._hunk:
            self._close()

    def _keep(self, text: str) -> None:
        if not text:
            return
        lines = split_lines(self._bom + text)
        self._bom = ""
        if self._hunk:
            needed = 2 * _CONTEXT + 1 - self._unchanged
            for line in lines[:needed]:
                self._hunk.append(" " + line)
                self._unchanged += 1
            if self._unchanged > 2 * _CONTEXT:
                self._close()
        self._recent.extend(lines[-_CONTEXT:])
        self._old_line += len(lines)
        self._new_line += len(lines)

    def _replace(self, old: str, new: str) -> None:
        if not self._hunk:
            self._hunk = [" " + line for line in self._recent]
            self._hunk_start = self._old_line - len(self._hunk), self._new_line - len(self._hunk)
        old_lines, new_lines = split_lines(old), split_lines(new)
        self._hunk += ["-" + line for line in old_lines]
        self._hunk += ["+" + line for line in new_lines]
        self._old_line += len(old_lines)
        self._new_line += len(new_lines)
        self._unchanged = 0
        self._recent.clear()

    def _close(self) -> None:
        """Writes the hunk with at most three unchanged lines at its end."""
        surplus = max(0, self._unchanged - _CONTEXT)
        lines = self._hunk[: len(self._hunk) - surplus]
        if not self._has_header:
            self._emit(f"--- {_header('a/', self._name)}\n+++ {_header('b/', self._name)}\n")
            self._has_header = True
        old = sum(line[0] in " -" for line in lines)
        new = sum(line[0] in " +" for line in lines)
        self._emit(f"@@ -{_range(self._hunk_start[0], old)} +{_range(self._hunk_start[1], new)} @@\n")
        no_end = "\n\\ No newline at end of file\n"
        self._emit("".join(line if line.endswith("\n") else line + no_end for line in lines))
        self._hunk, self._unchanged = [], 0


def split_lines(text: str) -> list[str]:
    r"""Lines as git sees them: ended by ``\n`` only, the end included."""
    return _LINE.findall(text)


def _line_groups(text: str, edits: Iterable[Change]) -> Iterator[tuple[int, int, list[Change]]]:
    """Changes that share lines, with the start and end of these lines."""
    group: list[Change] = []
    start = end = 0
    for edit in edits:
        if group and (edit.start > end or (text[end - 1] == "\n" and edit.start == end)):
            yield start, end, group
            group = []
        if not group:
            start = text.rfind("\n", 0, edit.start) + 1
        group.append(edit)
        end = text.find("\n", edit.end) + 1 or len(text)
    if group:
        yield start, end, group


def _range(start: int, count: int) -> str:
    if count == 1:
        return str(start)
    return f"{start if count else start - 1},{count}"


def _header(prefix: str, name: str) -> str:
    path = prefix + name.removeprefix("./").lstrip("/")
    if any(char in path for char in '"\\\n\t\r'):
        escapes = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}
        return '"' + "".join(escapes.get(char, char) for char in path) + '"'
    return path + "\t" if " " in path else path
