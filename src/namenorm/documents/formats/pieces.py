"""An edit of a name that has marks inside, cut into the pieces between them."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING

from rapidfuzz.distance import Levenshtein

if TYPE_CHECKING:
    from collections.abc import Sequence

_WORD = re.compile(r"\w+")


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
