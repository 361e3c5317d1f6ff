"""Sets of spans of a text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

Span = tuple[int, int]
"""``(start, end)`` in code points, end exclusive."""


def merged(spans: Iterable[Span]) -> list[Span]:
    """The same places as sorted spans that neither overlap nor touch.

    >>> merged([(5, 9), (1, 3), (2, 4), (4, 5)])
    [(1, 9)]
    """
    result: list[Span] = []
    for start, end in sorted(spans):
        if end <= start:
            continue
        if result and start <= result[-1][1]:
            result[-1] = (result[-1][0], max(end, result[-1][1]))
        else:
            result.append((start, end))
    return result


class SpanSet:
    """Merged spans that answer whether a place touches one of them."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self.spans = merged(spans)
        self._starts = [start for start, _ in self.spans]

    def touches(self, start: int, end: int) -> bool:
        """Whether ``[start, end)`` shares a character with a span.

        >>> SpanSet([(3, 5)]).touches(4, 9), SpanSet([(3, 5)]).touches(5, 9)
        (True, False)
        """
        at = bisect_right(self._starts, max(start, end - 1)) - 1
        return at >= 0 and self.spans[at][1] > start
