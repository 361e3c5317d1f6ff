"""A hint, never an edit: text that was decoded with the wrong encoding somewhere on its way."""

from __future__ import annotations

import re
from itertools import islice

_PAIR = re.compile(
    r"[\u00c2-\u00f4][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]{1,3}"
)
_LATIN_CYRILLIC = re.compile(r"(?<![^\W\d_])[\u00c0-\u00ff]{5,}")
_ENOUGH = 3
_LOOKED_AT = 200


def mojibake_hint(text: str) -> str | None:
    """What went wrong with a text that looks wrongly decoded, in a sentence; ``None`` where it looks sound.

    >>> mojibake_hint("Ð‘Ð°ÐºÑƒ and Netanyahu")
    'looks like UTF-8 that was once read as Latin (mojibake); repair it first, e.g. with ftfy'
    """
    if text.isascii():
        return None
    pairs = islice(_PAIR.finditer(text), _LOOKED_AT)
    if sum(_was_utf8(found[0]) for found in pairs) >= _ENOUGH:
        return "looks like UTF-8 that was once read as Latin (mojibake); repair it first, e.g. with ftfy"
    if sum(1 for _ in islice(_LATIN_CYRILLIC.finditer(text), _ENOUGH)) >= _ENOUGH:
        return "looks like Cyrillic that was once read as Latin (mojibake); it may be cp1251: try --encoding cp1251"
    return None


def _was_utf8(piece: str) -> bool:
    for size in range(2, len(piece) + 1):
        for encoding in ("cp1252", "latin-1"):
            try:
                piece[:size].encode(encoding).decode("utf-8")
            except UnicodeError:
                continue
            return True
    return False
