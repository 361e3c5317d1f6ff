"""What `clean` has to say about a piece of a file: findings, and what a report wants to know besides.

Findings and mentions come from other processes by the million; tuples are made and sent several times as fast as
frozen dataclasses.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

AMBIGUOUS = "AMBIGUOUS"


class Finding(NamedTuple):
    """A name that is not spelt as it should be.

    ``start``, ``end`` and ``byte`` count from the beginning of the file (code points of its text, bytes with the byte
    order mark). ``after`` is what a reader sees, ``raw_after`` what stands in the file: they differ where the format
    escapes characters. ``safety`` is SAFE, UNSAFE or AMBIGUOUS (then ``after`` is empty and ``candidates`` say who may
    be meant). ``selected`` says whether the edit is one that was asked for, ``obstacle`` why it cannot be written, if
    it cannot, and ``applied`` whether it was made.
    """

    path: str
    line: int
    column: int
    start: int
    end: int
    byte: int
    before: str
    after: str
    raw_after: str
    id: str | None
    label: str
    type: str
    tier: str
    level: str
    safety: str
    score: float
    reason: str = ""
    obstacle: str = ""
    candidates: tuple[str, ...] = ()
    context: str = ""
    selected: bool = False
    applied: bool = False

    @property
    def fixable(self) -> bool:
        """Whether there is an edit that was asked for and can be written."""
        return self.selected and not self.obstacle


class MentionRow(NamedTuple):
    """One linked mention, as tables and pages show it; offsets count from the beginning of the file."""

    start: int
    end: int
    surface: str
    status: str
    id: str | None
    label: str
    type: str
    tier: str
    score: float
    evidence: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ChunkFindings:
    """All that was found in one piece of a file."""

    findings: tuple[Finding, ...] = ()
    mentions: tuple[MentionRow, ...] = ()
    unused_ignores: tuple[int, ...] = ()
    used_words: frozenset[str] = frozenset()
    hints: tuple[str, ...] = ()
    additions: tuple[tuple[int, str], ...] = ()
    """What is added to records besides edits: (place in the piece, text)."""
