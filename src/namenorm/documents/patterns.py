"""Path patterns as in ``.gitignore``: ``*``, ``**``, ``?``, ``[a-z]``, ``/`` at an end, ``!`` to take back."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_PIECE = re.compile(r"\*\*/|/\*\*$|\*\*|\*|\?|\[!?\]?[^\]]*\]|\\.|.", re.DOTALL)


class PathPatterns:
    """An ordered list of patterns; the last one that fits a path decides.

    >>> patterns = PathPatterns(["*.txt", "!keep.txt", "drafts/"])
    >>> patterns.excludes("a.txt", folder=False), patterns.excludes("sub/keep.txt", folder=False)
    (True, False)
    >>> patterns.excludes("sub/drafts", folder=True)
    True
    """

    def __init__(self, lines: Iterable[str]) -> None:
        self._rules: list[tuple[re.Pattern[str], bool, bool]] = []
        for line in lines:
            pattern = line.rstrip("\r\n")
            pattern = pattern if pattern.endswith("\\ ") else pattern.rstrip()
            if not pattern or pattern.startswith("#"):
                continue
            keep = pattern.startswith("!")
            only_folders = pattern.endswith("/")
            self._rules.append((_compiled(pattern.removeprefix("!").rstrip("/")), keep, only_folders))

    def __bool__(self) -> bool:
        return bool(self._rules)

    def excludes(self, path: str, *, folder: bool) -> bool:
        """Whether a path, relative to the folder of the patterns and with ``/``, is left out."""
        return self.decision(path, folder=folder) is True

    def decision(self, path: str, *, folder: bool) -> bool | None:
        """``True``: left out; ``False``: taken back by ``!``; ``None``: no pattern fits."""
        decision: bool | None = None
        for pattern, keep, only_folders in self._rules:
            if (folder or not only_folders) and pattern.fullmatch(path):
                decision = not keep
        return decision


@lru_cache(maxsize=1024)
def _compiled(pattern: str) -> re.Pattern[str]:
    anchored = "/" in pattern
    parts = [] if anchored else ["(?:.*/)?"]
    parts += map(_translated, _PIECE.findall(pattern.removeprefix("/")))
    return re.compile("".join(parts), re.DOTALL)


def _translated(piece: str) -> str:
    fixed = {"**/": "(?:.*/)?", "/**": "/.*", "**": ".*", "*": "[^/]*", "?": "[^/]"}
    if piece in fixed:
        return fixed[piece]
    if piece.startswith("[") and len(piece) > 2:
        body = piece[1:-1].replace("\\", "\\\\")
        body = f"^{body[1:]}" if body.startswith("!") else body
        try:
            re.compile(f"[{body}]")
        except re.error:
            return re.escape(piece)
        return f"[{body}]"
    return re.escape(piece[1:] if piece.startswith("\\") and len(piece) == 2 else piece)
