"""Stops: whether the stop behind a name belongs to it, as in ``F.C.`` or ``Hdt.``"""

from __future__ import annotations

from typing import TYPE_CHECKING

from namenorm.annotate.document.gates import SITES
from namenorm.annotate.words.gaps import Gap
from namenorm.annotate.words.vocabulary import Shape, Trait
from namenorm.text.profiles import words_of_all

if TYPE_CHECKING:
    from namenorm.annotate.document.page import Page
    from namenorm.annotate.words.names import Names

_CUT = 6  # letters


def end_with_stop(page: Page, names: Names, last: int, rows: tuple[int, ...]) -> int:
    """Where a name over words up to ``last`` ends: behind the stop, if it belongs to the name as in ``F.C.``"""
    end, text = page.ends[last - 1], page.text
    # Texts whose words and marks are set apart have a space before every stop.
    stop = end + (text[end : end + 2] == " ." and len(page.keys[last - 1]) == 1)
    if text[stop : stop + 1] == "." and any(_takes_stop(page, names, last, row) for row in rows):
        return stop + 1
    return end


def _takes_stop(page: Page, names: Names, last: int, row: int) -> bool:
    """Whether the stop after word ``last - 1`` belongs to the name, as in ``F.C.`` or ``Hdt.``"""
    token = page.tokens[last - 1]
    shape = names.shape(row)
    if shape.text.endswith(token.text + ".") or _is_stop_of_initials(page, last - 1):
        return True
    if names.type_of(row) not in SITES and _stops_midway(page, last):
        return True
    return names.own_words.is_cut(row)


def _is_stop_of_initials(page: Page, position: int) -> bool:
    """Whether the stop after a word is one of several ("U. S."), or the word has no vowel ("Hbl.")."""
    key = page.keys[position]
    if len(key) == 1:
        return page.gaps[position] == Gap.STOP and page.is_cased_capital(position)
    title = page.shapes[position] == Shape.TITLE and key.isascii() and key.isalpha()
    return title and words_of_all("vowels").isdisjoint(key)


def _stops_midway(page: Page, last: int) -> bool:
    """Whether a sentence goes on after the stop behind a short word: "Aesch. Ag. 12", "Plat., and"."""
    token = page.tokens[last - 1]
    if len(token.text) > _CUT or page.shapes[last - 1] != Shape.TITLE or token.text[-1] in words_of_all("vowels"):
        return False
    rest = page.text[token.end + 1 : token.end + 4].lstrip(" \u00a0")[:1]
    if rest.islower() or rest.isdigit() or (rest and rest in ",;:)"):
        return True
    if last >= len(page.tokens) or page.gaps[last] != Gap.STOP:
        return False
    after = page.tokens[last]
    if page.vocabulary.traits[page.numbers[last]] & Trait.TITLE:
        return False  # "met Biden. Mr. Putin left"
    return len(after.text) <= _CUT and page.text[after.end : after.end + 1] == "."
