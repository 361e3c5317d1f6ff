r"""A segment: one text that the engine sees, and where its characters stand in the raw text of a file.

A whole article is one segment; a table has one a cell, JSONL one a string. Where the file writes a character with
several (``""`` in CSV, ``\u0130`` in JSON), ``place`` says where each character of the segment begins. Marks that a
reader does not see (bold, links) are left out, and ``marks`` says in front of which character they stand.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from rapidfuzz.distance import Levenshtein

_WORD = re.compile(r"\w+")
_NAMED = re.compile(r"[^\W\d_]{2}|[^\W\d_a-z]")


def may_hold_names(text: str) -> bool:
    """Whether it is worth asking the engine; numbers, dates and the IDs of records are most cells of many tables.

    >>> [may_hold_names(text) for text in ("G7", "中", "2024-05-01", "a1042")]
    [True, True, False, False]
    """
    return _NAMED.search(text) is not None


@dataclass(frozen=True, slots=True)
class Segment:
    """``text`` stands at ``start`` of the raw text; ``escape`` writes a replacement, or ``None`` if it cannot be."""

    text: str
    start: int
    place: Callable[[int], int] = int
    escape: Callable[[str], str | None] = str
    lang: str | None = None
    marks: Mapping[int, str] = field(default_factory=dict)

    def raw(self, offset: int) -> int:
        """The place in the raw text of a place in the segment, behind the marks that stand there."""
        return self.start + self.place(offset)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where a part of the segment stands in the raw text, with the marks inside it, without those around it."""
        return self.raw(start), self.raw(end) - len(self.marks.get(end, ""))

    def written(self, start: int, end: int, after: str) -> str | None:
        """What takes the place of a part of the segment in the raw text, its marks kept; ``None`` if it cannot be."""
        places = [place for place in range(start + 1, end) if place in self.marks] if self.marks else []
        if not places:
            return self.escape(after)
        cut = pieces(self.text[start:end], after, [place - start for place in places])
        if cut is None:
            return None
        parts = [self.escape(cut[0])]
        for place, piece in zip(places, cut[1:], strict=True):
            parts += (self.marks[place], self.escape(piece))
        return "".join(part for part in parts if part is not None) if None not in parts else None


def pieces(before: str, after: str, places: Sequence[int]) -> list[str] | None:
    """``after`` cut where ``before`` has marks at ``places``; ``None`` where no cut would keep each on its word.

    >>> pieces("Binyamin Netenyahu", "Binyamin Netanyahu", [8])
    ['Binyamin', ' Netanyahu']
    >>> pieces("Netenyahu", "Benjamin Netanyahu", [4]) is None
    True
    """
    words = [found.span() for found in _WORD.finditer(before)]
    others = [found.span() for found in _WORD.finditer(after)]
    if len(words) != len(others):
        return None
    cuts = [0, *(_moved(before, after, place, words, others) for place in places), len(after)]
    found = [after[start:end] for start, end in pairwise(cuts)]
    return found if min(cuts) >= 0 and all(found) else None


def _moved(before: str, after: str, place: int, words: list[tuple[int, int]], others: list[tuple[int, int]]) -> int:
    """Where a mark of ``before`` belongs in ``after``; -1 where that is not clear."""
    number = bisect_right(words, (place, len(before))) - 1
    if number < 0 or place > words[number][1]:  # in front of the first word, or between two
        first, last = (words[number][1], others[number][1]) if number >= 0 else (0, 0)
        gap = before[first : words[number + 1][0] if number + 1 < len(words) else len(before)]
        return last + place - first if after[last:].startswith(gap) else -1
    (start, end), (other, stop) = words[number], others[number]
    if place in (start, end):
        return other if place == start else stop
    for block in Levenshtein.opcodes(before[start:end], after[other:stop]):
        if block.tag == "equal" and block.src_start <= place - start <= block.src_end:
            return other + block.dest_start + place - start - block.src_start
    return -1
