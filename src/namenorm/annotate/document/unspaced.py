"""Scripts without spaces: whether characters that spell a name are one there, or part of another word.

京都, Kyoto, is no word of 東京都, the prefecture of Tokyo.
"""

from __future__ import annotations

from namenorm.annotate.document.page import Page
from namenorm.annotate.words.gaps import Gap
from namenorm.text.fold import lost_letters

_GIVEN = 2  # letters before and after a name in a script without spaces that make a given name of it


class Unspaced:
    """The rules for one page."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._lexicon = page.vocabulary.lexicon

    def is_word(self, first: int, last: int) -> bool:
        """Whether a name in a script without spaces is a word of its own: 京都 is none in 東京都."""
        page = self._page
        if self.is_of_people(last) or self._goes_on(last) or self._is_in_given_name(first, last):
            return False
        is_division = last - first == 2 and page.keys[last - 1] in self._lexicon.divisions
        if is_division and page.gaps[first] == Gap.NONE:
            before = page.keys[first - 1]
            return not "\u3400" <= before[:1] <= "\u9fff" or self._lexicon.is_function(before)
        return last - first > 1 or len(page.keys[first]) > 1

    def is_written_like(self, first: int, last: int, name: str) -> bool:
        """Whether words have the tones of a name, and its kind of kana: กล่าว, "said", is no ลาว, Laos."""
        return lost_letters(self._page.span(first, last)) == lost_letters(name)

    def is_of_people(self, last: int) -> bool:
        """Whether a word that says so makes people or a language of the name it is written together with: 中国人."""
        return self._tied_to(last) in self._lexicon.demonym_endings

    def _goes_on(self, last: int) -> bool:
        """Whether a name goes on with a character that no word begins with: 阿克拉, Accra, in 阿克拉姆, Akram."""
        return self._tied_to(last)[:1] in self._lexicon.never_begins

    def _tied_to(self, last: int) -> str:
        """The word that is written together with the one before it, if there is one."""
        page = self._page
        return page.keys[last] if last < len(page.keys) and page.gaps[last] == Gap.NONE else ""

    def _is_in_given_name(self, first: int, last: int) -> bool:
        """Whether what is written together with a name makes a name of persons of it: 马里, Mali, in 马里奥, Mario."""
        page, given = self._page, self._lexicon.given
        if not given:
            return False
        size = len(page.keys)
        low, high = first, last
        while low > 0 and first - low < _GIVEN and page.gaps[low] == Gap.NONE:
            low -= 1
        while high < size and high - last < _GIVEN and page.gaps[high] == Gap.NONE:
            high += 1
        return any(
            "".join(page.keys[start:end]) in given
            for start in range(low, first + 1)
            for end in range(last, high + 1)
            if end - start > last - first
        )
