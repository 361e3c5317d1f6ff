"""Repaired: what the search of a text has found that holds for the same text after its names were repaired.

Rewriting a repaired text must edit nothing, so it is searched as well. Most of its sentences are what they were. Those
that an edit touches are searched again, and those where something may be meant that was not before: they have a word of
a name that was written, a word that is near one, or a surname or letters whose meaning the other sentences give. The
mentions in all others are carried over.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import compress, pairwise
from typing import NamedTuple

from namenorm.annotate.document.mentions import PageMention
from namenorm.annotate.document.page import Page
from namenorm.annotate.document.pages import Flags, Pages
from namenorm.annotate.finding.glued import loses_spaces
from namenorm.annotate.search import Search
from namenorm.annotate.words.vocabulary import Shape
from namenorm.model import Edit
from namenorm.text.scripts import script_of

_END = re.compile(r"[.!?…。！？؟।։|•]|\n\s*\n")
_TOLD_ELSEWHERE = ("surname", "acronym")


class Repaired(NamedTuple):
    """A text after ``edits``, and the search of what it was before."""

    search: Search
    text: str
    edits: Sequence[Edit]


class _Stretch(NamedTuple):
    """Words ``first`` up to ``last`` that no edit touches, and how far they have moved, in words and in characters."""

    first: int
    last: int
    words: int
    letters: int


@dataclass(frozen=True, slots=True)
class Carried:
    """``mentions`` that hold for the repaired text, those that were ``learned`` from, and the ``open`` words."""

    open: tuple[tuple[int, int], ...]
    mentions: tuple[PageMention, ...]
    learned: tuple[PageMention, ...]
    _before: Search
    _written: frozenset[int]

    def holds(self, search: Search) -> bool:
        """Whether a search of the open words has told nothing new about the others."""
        meanings, before = search.meanings, self._before
        if meanings.countries != before.meanings.countries and any(
            search.names.are_of_countries(mention.rows) for mention in before.seen
        ):
            return False
        changed = (search.board.present ^ before.board.present) - self._written
        if not changed:
            return True
        is_open = _flags(search.page, self.open)
        return not any(_concerned(search, changed, is_open, frozenset()))


def carried(repaired: Repaired, search: Search) -> Carried | None:
    """What holds of an earlier search; ``None`` where all words have to be searched again."""
    before, page = repaired.search, search.page
    if page.vocabulary is not before.page.vocabulary or page.vocabulary.lexicon.unvowelled or loses_spaces(page.text):
        return None
    stretches = _stretches(before.page, page, repaired.edits)
    if stretches is None or not _have_same_cues(before, search):
        return None
    kb = search.names.kb
    written = frozenset(row for edit in repaired.edits if (row := kb.entity_row(edit.entity_id)) is not None)
    mentions = list(_kept(before.mentions, stretches))
    is_open = bytearray(len(page.keys))
    opened = set(_changed(before.page, page, stretches))
    words: frozenset[str] = _said(before.page, stretches)
    asked: frozenset[str] | None = None
    while opened:
        for place in opened:
            if not is_open[place]:
                first, last = _sentence(page, place)
                is_open[first:last] = b"\1" * (last - first)
        words |= _told_elsewhere(page, mentions, is_open)
        opened = set(_crossing(mentions, is_open))
        if words != asked:  # of the same words all places are open by now
            opened |= set(_concerned(search, written, is_open, words))
            asked = words
    closed = tuple(mention for mention in mentions if not is_open[mention.first])
    learned = _kept(before.meanings.learned, stretches)
    learned_there = tuple(mention for mention in learned if not any(is_open[mention.first : mention.last]))
    return Carried(_spans(is_open), closed, learned_there, before, written)


def _sentence(page: Page, place: int) -> tuple[int, int]:
    """The sentence of a word; those in quotations and brackets belong to the one around them."""
    first, last = place, place + 1
    while first and not _begins_sentence(page, first):
        first -= 1
    while last < len(page.keys) and not _begins_sentence(page, last):
        last += 1
    return first, last


def _begins_sentence(page: Page, place: int) -> bool:
    return page.initial[place] and _END.search(page.before(place)) is not None


def _stretches(before: Page, page: Page, edits: Iterable[Edit]) -> list[_Stretch] | None:
    """The words that no edit touches; ``None`` where some of them are no longer read as they were."""
    found: list[_Stretch] = []
    position = words = letters = 0
    for edit in edits:
        first, last = bisect_right(before.ends, edit.start), bisect_left(before.starts, edit.end)
        found.append(_Stretch(position, first, words, letters))
        letters += len(edit.after) - len(edit.before)
        words = bisect_left(page.starts, edit.end + letters) - last
        position = last
    found.append(_Stretch(position, len(before.keys), words, letters))
    if len(before.keys) + words != len(page.keys):
        return None
    for first, last, moved, _ in found:
        if last < first or before.numbers[first:last] != page.numbers[first + moved : last + moved]:
            return None
    return found


def _changed(before: Page, page: Page, stretches: Sequence[_Stretch]) -> Iterator[int]:
    """The words that edits have written, and those that are no longer what they were by what stands around them."""
    for one, other in pairwise(stretches):
        low, high = one.last + one.words, other.first + other.words
        if low >= high and len(page.keys):
            low = min(low, len(page.keys) - 1)
            high = low + 1
        yield from range(low, high)
    for name in ("gaps", "initial", "shouted", "headline"):
        old, new = getattr(before, name), getattr(page, name)
        for first, last, moved, _ in stretches:
            if old[first:last] != new[first + moved : last + moved]:
                yield from (place + moved for place in range(first, last) if old[place] != new[place + moved])


def _said(before: Page, stretches: Sequence[_Stretch]) -> frozenset[str]:
    """The words that edits have replaced."""
    return frozenset(key for one, other in pairwise(stretches) for key in before.keys[one.last : other.first])


def _kept(mentions: Iterable[PageMention], stretches: Sequence[_Stretch]) -> Iterator[PageMention]:
    """The mentions that lie within a stretch, where they are after the edits."""
    starts = [stretch.first for stretch in stretches]
    for mention in mentions:
        first, last, words, letters = stretches[bisect_right(starts, mention.first) - 1]
        if first <= mention.first and mention.last <= last:
            yield mention.moved(words, letters) if words or letters else mention


def _told_elsewhere(page: Page, mentions: Iterable[PageMention], is_open: bytearray) -> frozenset[str]:
    """The words of open sentences whose meaning depends on where else the text has them."""
    told = {
        page.keys[mention.last - 1]
        for mention in mentions
        if mention.source in _TOLD_ELSEWHERE and is_open[mention.first]
    }
    upper = (
        key
        for key, opened, shape in zip(page.keys, is_open, page.shapes, strict=True)
        if opened and shape == Shape.UPPER
    )
    return frozenset(told.union(upper))


def _concerned(search: Search, owners: Iterable[int], is_open: bytearray, words: frozenset[str]) -> Iterator[int]:
    """The closed words that are some words, words of the names of some entities, or may be meant for them.

    In lower case nothing is meant for a name that has no word with a capital beside it.
    """
    page, own_words, small = search.page, search.names.own_words, search.page.vocabulary.lexicon.small
    scripts = frozenset(map(script_of, set(page.text)))
    wanted = words.union(*(own_words.keys((owner, scripts)) - small for owner in owners))
    numbers = set(compress(page.numbers, page.flags(_has_no_lower_case)))
    found = search.prospects.concerned(numbers, frozenset(owners), wanted)
    for place, (key, number) in enumerate(zip(page.keys, page.numbers, strict=True)):
        if (key in wanted or number in found) and not is_open[place]:
            yield place


def _has_no_lower_case(pages: Pages) -> Flags:
    found: Flags = pages.shape_codes != Shape.LOWER
    return found


def _crossing(mentions: Iterable[PageMention], is_open: bytearray) -> Iterator[int]:
    """The closed words of mentions that are open in part."""
    for mention in mentions:
        if 0 < is_open.count(1, mention.first, mention.last) < mention.last - mention.first:
            yield from (place for place in range(mention.first, mention.last) if not is_open[place])


def _have_same_cues(before: Search, search: Search) -> bool:
    """Whether the context cues of whatever was considered stand in the text as often as before."""
    names = search.names
    owners = {owner for mention in before.seen if names.have_cues(mention.rows) for owner in names.owners(mention.rows)}
    return all(before.meanings.cue_count(owner) == search.meanings.cue_count(owner) for owner in owners)


def _flags(page: Page, spans: Iterable[tuple[int, int]]) -> bytearray:
    flags = bytearray(len(page.keys))
    for first, last in spans:
        flags[first:last] = b"\1" * (last - first)
    return flags


def _spans(flags: bytearray) -> tuple[tuple[int, int], ...]:
    edges = [place for place, (one, other) in enumerate(pairwise(b"\0" + bytes(flags) + b"\0")) if one != other]
    return tuple(zip(edges[::2], edges[1::2], strict=True))
