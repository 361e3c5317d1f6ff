"""Gaps: what stands between two words, and whether one name may span it.

>>> gap_of(" - ") == Gap.HYPHEN, gap_of("") == Gap.NONE, gap_of(". ") == Gap.STOP
(True, True, True)
"""

from __future__ import annotations

import re

import numpy as np

from namenorm.annotate.words.register import Register


class Gap:
    """What stands between two words, from nothing to the end of a paragraph; a name spans none above `ODD`.

    Plain numbers, which are compared for each word.
    """

    NONE = 0
    SPACE = 1
    HYPHEN = 2
    APOSTROPHE = 3
    STOP = 4
    ODD = 5
    BREAK = 6


TIES = (Gap.SPACE, Gap.HYPHEN)
"""What stands between the words of most names."""
_DOT = "·・"
DOTS = frozenset(_DOT)
"""What joins the words of foreign names in Chinese and Japanese."""
_BLANK = r" \t\u00a0\u2000-\u200a\u202f\u3000\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
_SPACES = re.compile(rf"[{_BLANK}]*(?:\r?\n)?[{_BLANK}]*")
_HYPHEN = re.compile(rf" ?[-‐‑‒–−⁻﹣－־⸗](?:[ \t]*\r?\n)?[ \t]?|[{_DOT}=]|[¬=»«][ \t]*\r?\n[ \t]*")
_APOSTROPHE = re.compile(r" ?['’ʼ‘ʻʹ′`´＇\"“”„«»]| ?['’ʼ‘ʻʹ′`´＇] ")
_STOP = re.compile(r" ?\.[ \t\u00a0]*(?:\r?\n)?[ \t]*")
_ODD = re.compile(r"[ \t\u00a0]*[,—\"“”„«»()\[\]/&+:!?'’_|.、，]{0,3}[ \t\u00a0]*(?:\r?\n)?[ \t]*[\"“”„«»(]?")
_SENTENCE_END = re.compile(r"[.!?…。！？؟։।:;•*|]|\n[ \t\r]*\n|\n[ \t]*[-–—+#>]+[ \t]|^[\s\S]*[“„«\"(\[][\s\u00a0]*$")


def gap_of(between: str) -> int:
    """What the characters between two words are."""
    if not between:
        return Gap.NONE
    if between == " ":
        return Gap.SPACE
    if len(between) > 12:
        return Gap.BREAK
    for kind, pattern in (
        (Gap.SPACE, _SPACES),
        (Gap.HYPHEN, _HYPHEN),
        (Gap.APOSTROPHE, _APOSTROPHE),
        (Gap.STOP, _STOP),
        (Gap.ODD, _ODD),
    ):
        if pattern.fullmatch(between):
            return kind
    return Gap.BREAK


class Gaps(Register):
    """All distinct gaps that were met.

    Fields of an entry: ``kind`` (a `Gap`); ``size`` in characters; ``ends``: a sentence may end here; ``line``: a line
    ends here; ``stop``: begins with a stop on the same line, which may be that of an abbreviation.
    """

    def __init__(self) -> None:
        super().__init__(("kind", "u1"), ("size", "u4"), ("ends", "?"), ("line", "?"), ("stop", "?"))

    def describe(self, entries: np.ndarray, texts: list[str]) -> None:
        entries["kind"] = list(map(gap_of, texts))
        entries["size"] = list(map(len, texts))
        entries["ends"] = [bool(_SENTENCE_END.search(text[:200])) for text in texts]
        entries["line"] = lines = np.array(["\n" in text for text in texts], dtype=bool)
        entries["stop"] = np.array([text.startswith(".") for text in texts], dtype=bool) & ~lines
