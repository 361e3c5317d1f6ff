"""Finds listed names in a page: windows of words whose folded form without spaces is an alias key.

A window reaches only over words that some alias contains, so that the cost stays linear in the text. The hashes of all
windows of the pages that are read together tell at once which of them may be names; only those are looked at.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

import numpy as np

from namenorm.annotate.document.gates import SITES, Gates
from namenorm.annotate.document.mentions import PageMention
from namenorm.annotate.document.page import Page
from namenorm.annotate.document.pages import Flags, Pages, Places, next_of
from namenorm.annotate.words.gaps import Gap
from namenorm.annotate.words.names import Names
from namenorm.annotate.words.vocabulary import CASED, LISTED, Shape, Trait
from namenorm.model import Tier
from namenorm.text.keyhash import Stretches
from namenorm.text.profiles import words_of_all

_UNSPACED_WINDOW = 24  # characters, each of which is a word there
_TOGETHER = 1 << 18
_CUT = 6  # letters


def find_names(gates: Gates) -> list[PageMention]:
    """Every window that is a listed name and passes the gates, several at one place included."""
    page, search = gates.page, _Windows(gates)
    found = [mention for first, last in page.spans(_windows) for mention in search.at(first, last)]
    found += _without_spaces(gates) if Shape.UNSPACED in page.shapes and page.lang else ()
    farthest: dict[int, int] = {}
    for mention in found:
        farthest[mention.first] = max(mention.last, farthest.get(mention.first, 0))
    # "the Caspian" is no name beside the Caspian Sea.
    return [
        mention
        for mention in found
        if not search.has_article(mention) or farthest.get(mention.first + 1, 0) <= mention.last
    ]


def _without_spaces(gates: Gates) -> Iterator[PageMention]:
    """What a language without spaces calls places that are listed under other names: 中国."""
    page, names = gates.page, gates.names
    pattern, places = names.places.unspaced(page.lang or "")
    for found in pattern.finditer(page.text):
        first, last = bisect_left(page.starts, found.start()), bisect_left(page.ends, found.end()) + 1
        rows = names.allowed(places.get(found[0], ())) if Shape.UNSPACED in page.shapes[first:last] else ()
        if rows and page.span(first, last) == found[0] and gates.unspaced.is_word(first, last):
            yield page.mention(first, last, rows, Tier.KNOWN)


class _Windows:
    """The windows of one page."""

    def __init__(self, gates: Gates) -> None:
        self._page = page = gates.page
        self._names = gates.names
        self._gates = gates
        self._may_have_capital = page.flags(_may_have_capital)

    def has_article(self, mention: PageMention) -> bool:
        """Whether an article in lower case begins a mention."""
        page, first = self._page, mention.first
        return page.shapes[first] == Shape.LOWER and page.keys[first] in self._gates.lexicon.definite_articles

    def at(self, first: int, last: int) -> Iterator[PageMention]:
        """The mention over a window, if there is one."""
        keys = self._page.keys
        rows = self._names.spelt(keys[first] if last - first == 1 else "".join(keys[first:last]), self._page.lang)
        mention = self._accepted(first, last, rows) if rows else None
        if mention is not None:
            yield mention

    def _accepted(self, first: int, last: int, rows: tuple[int, ...]) -> PageMention | None:
        """The mention over a window, with those of its aliases that pass the gates; ``None`` where none does."""
        page, gates = self._page, self._gates
        capital = any(self._may_have_capital[first:last])
        cased = not capital and page.shapes[first] != Shape.UNSPACED and self._names.are_cased(rows)
        if any(
            page.gaps[at] == Gap.STOP and gates.lexicon.names_nothing(page.keys[at]) for at in range(first + 1, last)
        ):
            rows = tuple(row for row in rows if " " in self._names.kb.folded(row))  # "Mr. Bond. I" is no Bondi
        if cased and not gates.is_agency(first, last):
            return None
        kept = gates.admitted(rows, gates.admit, first, last)
        if not kept and gates.is_article(first, last):
            # "the Hill" is a mention of The Hill, without its article.
            first += 1
            kept = gates.admitted(rows, gates.admit_without_article, first, last)
        if not kept:
            return None
        start, end = page.starts[first], end_with_stop(page, self._names, last, kept)
        is_misread = not page.vocabulary.misread.isdisjoint(page.numbers[first:last])
        tier = Tier.FUZZY if is_misread else _tier(page.text[start:end], self._names, kept)
        doubtful = gates.doubts.is_doubtful(first, last, kept, page.keys[first])
        return PageMention(first, last, start, end, kept, tier, doubtful=doubtful)


def _tier(surface: str, names: Names, rows: tuple[int, ...]) -> Tier:
    aliases = [names.alias(row) for row in rows]
    if all(alias.kind == "misspelling" for alias in aliases):
        return Tier.MISSPELLING
    return Tier.EXACT if any(alias.text == surface for alias in aliases) else Tier.FOLDED


# --- The windows of all pages at once -------------------------------------------------------------------------------


def _may_have_capital(pages: Pages) -> Flags:
    return pages.is_shaped(*CASED, Shape.NUMBER)


def _windows(pages: Pages) -> tuple[Places, Places]:
    """Where windows that may be names begin and end, in the order of the texts."""
    words = Stretches(pages.hashes, pages.key_sizes)
    known, lower = pages.has(Trait.KNOWN) | _with_possessive(pages, words), pages.shape_codes == Shape.LOWER
    known |= _torn(pages, words, known)
    unspaced = pages.shape_codes == Shape.UNSPACED
    tied = pages.gap_codes == Gap.NONE
    unspaced |= (pages.shape_codes == Shape.UNCASED) & next_of(unspaced & tied)  # "アメリカ" of "アメリカ合衆国"
    spaced = _starts(pages, known, lower) * _spaced(pages, known, lower)
    counts = np.where(unspaced, _until((pages.gap_codes > Gap.HYPHEN) | lower, _UNSPACED_WINDOW), spaced)
    (starts,) = counts.nonzero()
    counts = counts[starts]
    total = counts.cumsum()
    found = []
    for part in range(0, int(total[-1]) if total.size else 0, _TOGETHER):
        chosen = slice(*total.searchsorted((part, part + _TOGETHER), side="right").tolist())
        some = counts[chosen]
        first = starts[chosen].repeat(some)
        last = first + np.arange(1, first.size + 1) - (some.cumsum() - some).repeat(some)
        held = pages.kb.may_hold("compact", words.hashes(first, last))
        found.append((first[held], last[held]))
    if not found:
        return starts, starts
    return np.concatenate([first for first, _ in found]), np.concatenate([last for _, last in found])


def _with_possessive(pages: Pages, words: Stretches) -> Flags:
    """Words that only with their possessive s are words of names, and that s: "People’s" of a party."""
    found: Flags = np.zeros(pages.gap_codes.size, dtype=bool)
    (marks,) = (pages.has(Trait.POSSESSIVE) & (pages.gap_codes == Gap.APOSTROPHE)).nonzero()
    if marks.size:
        held = marks[pages.kb.may_hold("token", words.hashes(marks - 1, marks + 1))]
        found[held] = found[held - 1] = True
    return found


def _torn(pages: Pages, words: Stretches, known: Flags) -> Flags:
    """Two words in a script without case that are one word of names: "بین المللی", which a name writes "بین‌المللی"."""
    found: Flags = np.zeros(known.size, dtype=bool)
    uncased = pages.shape_codes == Shape.UNCASED
    (pairs,) = ((uncased & ~known)[1:] & uncased[:-1] & (pages.gap_codes[1:] == Gap.SPACE)).nonzero()
    if pairs.size:
        held = pairs[pages.kb.may_hold("token", words.hashes(pairs, pairs + 2))]
        found[held] = found[held + 1] = True
    return found


def _starts(pages: Pages, known: Flags, lower: Flags) -> Flags:
    """Where a name may begin: in lower case at a word of names only, at a function word if a capital follows."""
    function = pages.has(Trait.FUNCTION).copy()
    function[:-1] &= ~pages.is_shaped(*CASED)[1:]
    starts: Flags = ~lower | (known & ~function)
    return starts


def _spaced(pages: Pages, known: Flags, lower: Flags) -> Places:
    """How many windows begin at each word: those of words of names, and of two or three that may be one torn apart.

    The second word is no strange one in lower case if the first is strange, unless no list has either, as none has the
    halves of a word ("Kazach stan"); the third is none at all.
    """
    strange = ~known
    apart = pages.gap_codes > Gap.ODD
    ordinary = strange & lower
    count = _until(apart | strange, pages.longest)
    count[strange] = 0
    second, third = np.zeros((2, count.size), dtype=bool)
    half = ~pages.has(LISTED)
    second[:-1] = ~apart[1:] & (~(ordinary[1:] & strange[:-1]) | (half[1:] & half[:-1]))
    third[:-2] = second[:-2] & ~apart[2:] & ~ordinary[2:]
    found: Places = np.minimum(np.maximum(count, 1 + second + third), pages.longest)
    return found


def _until(stops: Flags, most: int) -> Places:
    """How many words there are from each word to the next one that stops a window, itself included."""
    (places,), at = stops.nonzero(), np.arange(stops.size)
    after = places.searchsorted(at, side="right")
    return np.minimum(np.concatenate((places, [stops.size]))[after] - at, most)


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
    shape = names.shape(row)
    if shape.text.endswith(page.written(last - 1) + ".") or _is_stop_of_initials(page, last - 1):
        return True
    if names.type_of(row) not in SITES and _stops_midway(page, names, last):
        return True
    return names.own_words.is_cut(row)


def _is_stop_of_initials(page: Page, position: int) -> bool:
    """Whether the stop after a word is one of several ("U. S."), or the word has no vowel ("Hbl.")."""
    key = page.keys[position]
    if len(key) == 1:
        return page.gaps[position] == Gap.STOP and page.is_cased_capital(position)
    title = page.shapes[position] == Shape.TITLE and key.isascii() and key.isalpha()
    return title and words_of_all("vowels").isdisjoint(key)


def _stops_midway(page: Page, names: Names, last: int) -> bool:
    """Whether a sentence goes on after the stop behind a short word: "Aesch. Ag. 12", "Plat., and"."""
    word, end = page.written(last - 1), page.ends[last - 1]
    if len(word) > _CUT or page.shapes[last - 1] != Shape.TITLE or word[-1] in words_of_all("vowels"):
        return False
    rest = page.text[end + 1 : end + 4].lstrip(" \u00a0")[:1]
    if rest.islower() or rest.isdigit() or (rest and rest in ",;:)"):
        return True
    if last >= len(page.keys) or page.gaps[last] != Gap.STOP:
        return False
    types = names.types_of(names.rows(page.keys[last]))
    if page.has(last, Trait.TITLE) or not types.isdisjoint(SITES):
        return False  # "met Biden. Mr. Putin left", "against Hamas. Taiwan."
    end = page.ends[last]
    return len(page.written(last)) <= _CUT and page.text[end : end + 1] == "."
