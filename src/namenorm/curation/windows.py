"""Stretches of a text that may be names although nothing was found there: by their capitals, else by their place.

Scripts without capitals offer every run of up to three words; what is asked about them must therefore be strict.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import groupby, islice, pairwise

from namenorm.text.scripts import is_unspaced, script
from namenorm.text.tokens import Token, tokenize

Span = tuple[int, int]

_CASED = frozenset({"Latin", "Cyrillic", "Greek", "Armenian", "Other", "Common"})
_LONGEST = 3
_LONGEST_CASED = 4


def windows(text: str, covered: Sequence[Span]) -> Iterator[tuple[Span, bool]]:
    """Spans outside of ``covered``, with whether they have capitals; the longest of one start first.

    What is covered is sorted and does not overlap.

    >>> text = "Then Zara Quill met him."
    >>> [text[start:end] for (start, end), _ in windows(text, [(0, 4)])]
    ['Zara Quill']
    """
    for run in _runs(text, covered):
        if is_cased(run[0].text):
            for is_capital, group in groupby(run, key=lambda token: token.text[:1].isupper()):
                if is_capital:
                    name = list(islice(group, _LONGEST_CASED))
                    yield (name[0].start, name[-1].end), True
        elif not is_unspaced(script(run[0].text)):
            for first in range(len(run)):
                for last in range(min(len(run), first + _LONGEST), first, -1):
                    yield (run[first].start, run[last - 1].end), False


def is_cased(word: str) -> bool:
    """Whether a word's script gives names a capital. Georgian has capitals, but not for that.

    >>> is_cased("Баку"), is_cased("ბაქო"), is_cased("באקו")
    (True, False, False)
    """
    return script(word) in _CASED


def _runs(text: str, covered: Sequence[Span]) -> Iterator[list[Token]]:
    """Neighbouring words with nothing but a space or a hyphen between them."""
    starts, ends = [start for start, _ in covered], [0, *(end for _, end in covered)]
    free = [token for token in tokenize(text) if ends[bisect_left(starts, token.end)] <= token.start]
    if not free:
        return
    run = [free[0]]
    for left, right in pairwise(free):
        is_gap = text[left.end : right.start] not in (" ", "-", "\u00a0", "‑", "–")
        if is_gap or is_cased(left.text) != is_cased(right.text):
            yield run
            run = []
        run.append(right)
    yield run
