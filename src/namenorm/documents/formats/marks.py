"""Marks inside prose, such as bold, italics and links: the engine sees through them, and edits leave them in place.

A reader of ``**Ilham** Aliyev`` sees one name. So a segment leaves the marks out and remembers where they stood.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from functools import partial
from itertools import pairwise
from typing import NamedTuple

from namenorm.documents.formats.segments import Segment

_RESERVED = "&'\""
"""What a text has entities for although every encoding has it."""


class Mark(NamedTuple):
    """A piece of markup that a reader does not see, or that shows as the character ``shown``."""

    start: int
    end: int
    opens: bool = False
    shown: str = ""


def seen_through(text: str, marks: Iterable[Mark]) -> Segment:
    """The text as a reader sees it, without its marks; what they would glue together keeps them.

    >>> segment = seen_through("<b>Ilham</b> Aliyev", [Mark(0, 3, True), Mark(8, 12)])
    >>> segment.text, segment.span(0, 12), segment.written(0, 12, "Ilham Alijev")
    ('Ilham Aliyev', (3, 19), 'Ilham</b> Alijev')
    """
    parts: list[str] = []
    places, shifts = [0], [0]
    hidden: dict[int, str] = {}
    written: dict[str, str] = {}
    at = length = 0
    for mark in _apart(text, sorted(marks)):
        raw = text[mark.start : mark.end]
        parts += (text[at : mark.start], mark.shown)
        length += mark.start - at
        if mark.shown:
            if not mark.shown.isascii() or mark.shown in _RESERVED:
                written.setdefault(mark.shown, raw)
        else:
            hidden[length] = hidden.get(length, "") + raw
        length += len(mark.shown)
        at = mark.end
        places.append(length)
        shifts.append(at - length)
    if not at:
        return Segment(text, 0)
    parts.append(text[at:])
    return Segment("".join(parts), 0, partial(_raw_place, places, shifts), partial(_write, written), marks=hidden)


def _apart(text: str, marks: list[Mark]) -> Iterable[Mark]:
    """Without those between two words where one mark ends and another begins: there a reader may see a gap."""
    groups: list[list[Mark]] = []
    for mark in marks:
        if groups and groups[-1][-1].end == mark.start:
            groups[-1].append(mark)
        elif not groups or groups[-1][-1].end < mark.start:
            groups.append([mark])
    for group in groups:
        sides = text[max(0, group[0].start - 1) : group[0].start], text[group[-1].end : group[-1].end + 1]
        meets = any(not mark.opens and after.opens for mark, after in pairwise(group))
        if any(mark.shown for mark in group) or not (meets and all(map(str.isalnum, sides))):
            yield from group


def _write(written: dict[str, str], text: str) -> str:
    """A replacement with the entities that the text has for some characters."""
    return "".join(written.get(char, char) for char in text)


def _raw_place(places: list[int], shifts: list[int], place: int) -> int:
    """The raw place of a place in a segment, from the few where the distance between the two changes."""
    return place + shifts[bisect_right(places, place) - 1]
