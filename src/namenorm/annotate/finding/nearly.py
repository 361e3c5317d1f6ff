"""Finds listed names of several words, one of them misspelt, where no capital says where a name begins and ends.

"فاز بايرن ميونيخ أمس" is about "بايرن ميونخ". The other words have to be those of the name, as they stand; of persons
there are too many with nearly the same name, so that `Restored` looks for them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from rapidfuzz.distance import OSA

from namenorm.annotate.document.mentions import PageMention
from namenorm.annotate.document.pages import Flags, Pages, is_unlisted
from namenorm.annotate.finding.questions import Asking
from namenorm.annotate.words.gaps import TIES
from namenorm.annotate.words.spellings import is_misspelling
from namenorm.annotate.words.vocabulary import Shape, Trait
from namenorm.text.fold import compact

_MOST_ROWS = 200  # aliases with a word that are looked at
_MOST_WORDS = 6  # of a name
_SHORTEST = 5  # letters of a misspelt word and of what it should be, articles aside
_OF_PLACE = 4  # the same of a place


class Nearly:
    """Looks for such names in one page."""

    def __init__(self, asking: Asking) -> None:
        self._asking = asking
        self._board = asking.board
        self._strange = asking.board.page.flags(is_unlisted)

    def tasks(self) -> Iterator[Callable[[], list[PageMention]]]:
        """What finds the names around each word that is spelt right; each may meet questions."""
        page = self._board.page
        anchors = page.where(_may_be_right, Shape.UNCASED)
        found: dict[tuple[int, int], set[int]] = {}
        for position in anchors:
            for first, last, owner in self._windows(position):
                found.setdefault((first, last), set()).add(owner)
        for (first, last), owners in found.items():
            if len(owners) == 1:
                yield partial(self._confirmed, first, last, frozenset(owners))

    def _windows(self, position: int) -> Iterator[tuple[int, int, int]]:
        """The windows around a word that are names of which it is a word, but for another word; and whose these are."""
        names, page = self._board.names, self._board.page
        for folded in (page.folded(position), *page.without_prefix(position)):
            rows = names.with_token(folded)
            for row in rows if len(rows) <= _MOST_ROWS else ():
                words = names.shape(row).words if self._is_looked_for(row) else ()
                if not 1 < len(words) <= _MOST_WORDS:
                    continue
                first = position - words.index(compact(folded)) if compact(folded) in words else -1
                if first >= 0 and self._is_nearly(first, words, is_place=names.type_of(row) == "place"):
                    yield first, first + len(words), names.kb.alias_entity(row)

    def _is_looked_for(self, row: int) -> bool:
        names = self._board.names
        return names.type_of(row) != "person" and names.is_of_language(row, self._board.page.lang)

    def _is_nearly(self, first: int, words: tuple[str, ...], *, is_place: bool) -> bool:
        """Whether the words from one on are those of a name, one of them misspelt."""
        page, last = self._board.page, first + len(words)
        if last > len(page.keys) or any(gap not in TIES for gap in page.gaps[first + 1 : last]):
            return False
        wrong = [
            (place, word)
            for place, word in zip(range(first, last), words, strict=True)
            if word != page.keys[place] and (place > first or word not in page.without_prefix(first))
        ]
        inside = self._board.mentions_in(first, last)
        if len(wrong) != 1 or any(each.last > last or each.first < first for each in inside):
            return False
        place, word = wrong[0]
        forms = (page.keys[place], *(page.without_prefix(place) if place == first else ()))
        # Beside what is a name by itself many a word may stand: "מסרב אזרבייג'ן", Azerbaijan refuses, is not its west.
        is_name = bool(self._board.names.rows("".join(each for each in words if each != word)))
        least = _OF_PLACE if is_place and not is_name else _SHORTEST
        return bool(self._strange[place]) and any(
            self._is_misspelt(form, word, least, by_sound=is_name) for form in forms
        )

    def _is_misspelt(self, form: str, word: str, least: int, *, by_sound: bool) -> bool:
        """Whether a word may be meant for one of a name: by its sound, letters that changed places, or but for one."""
        lexicon = self._board.lexicon
        one, other = lexicon.without_article(form), lexicon.without_article(word)
        if len(form) - len(one) != len(word) - len(other) or min(len(one), len(other)) < least:
            return False
        if is_misspelling(one, other, lexicon, is_present=True):
            return True
        if one[0] != other[0] or OSA.distance(one, other) != 1:
            return False
        return (one[-1] == other[-1] and not by_sound) or (sorted(one) == sorted(other) and len(one) >= _SHORTEST)

    def _confirmed(self, first: int, last: int, owners: frozenset[int]) -> list[PageMention]:
        mention = self._asking.mention(first, last, owners)
        return [mention] if mention is not None else []


def _may_be_right(pages: Pages) -> Flags:
    return pages.is_shaped(Shape.UNCASED) & ~pages.has(Trait.SMALL)
