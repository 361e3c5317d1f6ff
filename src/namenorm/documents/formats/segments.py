r"""A segment: one text that the engine sees, and where its characters stand in the raw text of a file.

A whole article is one segment; a table has one a cell, JSONL one a string. Where the file writes a character with
several (``""`` in CSV, ``\u0130`` in JSON), ``offsets`` says where each character of the segment begins.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_NAMED = re.compile(r"[^\W\d_]{2}|[^\W\d_a-z]")


def may_hold_names(text: str) -> bool:
    """Whether it is worth asking the engine; numbers, dates and the IDs of records are most cells of many tables.

    >>> [may_hold_names(text) for text in ("G7", "中", "2024-05-01", "a1042")]
    [True, True, False, False]
    """
    return _NAMED.search(text) is not None


def as_it_is(text: str) -> str | None:
    """How plain text writes a replacement: unchanged."""
    return text


@dataclass(frozen=True, slots=True)
class Segment:
    """``text`` stands at ``start`` of the raw text; ``escape`` writes a replacement, or ``None`` if it cannot be."""

    text: str
    start: int
    offsets: Sequence[int] | None = None
    escape: Callable[[str], str | None] = as_it_is
    lang: str | None = None

    def raw(self, offset: int) -> int:
        """The place in the raw text of a place in the segment."""
        return self.start + (offset if self.offsets is None else self.offsets[offset])
