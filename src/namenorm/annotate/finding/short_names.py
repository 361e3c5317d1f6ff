"""Finds acronyms by which a language calls what is listed under its full name only: "US", "U.S.", "ONU".

A profile says what they stand for. They are in capitals where the text around them is not, or written like words behind
small words: "negli Usa". An acronym that is spelt like a listed name is left to the ways that find those, unless that
name needs context and this is no ordinary word: "de VS".
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from namenorm.annotate.document.stops import end_with_stop
from namenorm.annotate.words.vocabulary import Shape, Trait
from namenorm.model import Tier

if TYPE_CHECKING:
    from collections.abc import Iterator

    from namenorm.annotate.document.gates import Gates
    from namenorm.annotate.document.mentions import PageMention
    from namenorm.annotate.document.page import Page
    from namenorm.annotate.document.pages import Flags, Pages
    from namenorm.annotate.words.names import Names

_LETTERS = 5  # at most, each with its stop and a space before the next


def find_short_names(page: Page, names: Names, gates: Gates) -> Iterator[PageMention]:
    """The acronyms of a page, whatever else takes their words."""
    done = 0
    for first in page.where(_is_upper) if gates.lexicon.short_names else ():
        if first < done:
            continue
        last = done = _end(page, first)
        key = "".join(page.keys[first:last])
        called = gates.lexicon.short_names.get(key)
        is_common = gates.lexicon.is_common(key)
        if called is None or (is_common and page.shouted[first]):
            continue
        listed, is_word = frozenset(names.rows(key)), len(page.keys[first]) > 1 and page.shapes[first] == Shape.TITLE
        if listed and not is_word and (is_common or names.weak(names.rows(key)) != listed):
            continue
        rows = tuple(row for row in names.called(called) if not gates.around.makes_other(first, last, row))
        if rows:
            mention = page.mention(first, last, rows, Tier.EXACT if listed else Tier.INFLECTED)
            yield replace(mention, end=end_with_stop(page, names, last, rows))


def _end(page: Page, first: int) -> int:
    """Where the letters end that begin at a word: behind it, or behind single letters with stops between them."""
    last = first + 1
    if len(page.keys[first]) > 1:
        return last
    while last < min(len(page.keys), first + _LETTERS) and page.before(last) == ". " and page.is_letter(last):
        last += 1
    return last


def _is_upper(pages: Pages) -> Flags:
    """Words in capitals, single letters among them, long ones, and short ones behind a small word in lower case."""
    title = pages.is_shaped(Shape.TITLE)
    found: Flags = pages.is_shaped(Shape.UPPER) | (title & ((pages.letters == 1) | (pages.letters > _LETTERS)))
    after_small = ((pages.is_shaped(Shape.LOWER) | pages.starts_sentence) & pages.has(Trait.SMALL))[:-1]
    found[1:] |= title[1:] & (pages.letters[1:] <= _LETTERS) & ~pages.starts_sentence[1:] & after_small
    return found
