"""From findings to new text: the one place where characters of a file are replaced."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from namenorm.documents.chunks import Chunk
    from namenorm.documents.findings import Finding


class Change(NamedTuple):
    """One replacement in the raw text of a piece; ``finding`` is ``None`` for an added column."""

    start: int
    end: int
    after: str
    finding: Finding | None = None


def changes(chunk: Chunk, findings: Iterable[Finding], additions: Iterable[tuple[int, str]] = ()) -> list[Change]:
    """The replacements of a piece, in order; of two that overlap only the first is kept."""
    found = [Change(item.start - chunk.start, item.end - chunk.start, item.raw_after, item) for item in findings]
    found += [Change(place, place, text) for place, text in additions]
    result: list[Change] = []
    for change in sorted(found, key=lambda item: (item.start, item.end)):
        if not result or change.start >= result[-1].end:
            result.append(change)
    return result


def changed_text(text: str, edits: Sequence[Change], start: int = 0, end: int | None = None) -> str:
    """``text[start:end]`` with the replacements that lie in it.

    >>> changed_text("IIlam in Baku", [Change(0, 5, "Ilham")])
    'Ilham in Baku'
    """
    parts: list[str] = []
    at = start
    for edit in edits:
        parts += (text[at : edit.start], edit.after)
        at = edit.end
    parts.append(text[at:end])
    return "".join(parts)
