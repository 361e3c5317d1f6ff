"""Names whose words a middle dot joins, as Chinese and Japanese write the names of foreign persons.

"伊利哈姆·阿利耶夫" is Ilham Aliyev of a gazetteer that lists no Chinese name of his, and "埃米内·埃尔多安" not the
President of Turkey. Katakana makes words of its own, which `namenorm.annotate.finding.restored` reads as other words
without case; a name in Han begins after a mention, an office or a gap, and ends where it is likest to somebody's.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from functools import partial
from itertools import pairwise

from namenorm.annotate.document.board import Board
from namenorm.annotate.document.mentions import PageMention
from namenorm.annotate.document.pages import Flags, Pages
from namenorm.annotate.finding.questions import Asking
from namenorm.annotate.words.dictionary import RARE
from namenorm.annotate.words.gaps import DOTS, Gap
from namenorm.annotate.words.vocabulary import Shape

_LONGEST = 6  # characters of one word of a name
_SHORTEST = 2


class Dotted:
    """Looks for such names in Han in one page."""

    def __init__(self, asking: Asking) -> None:
        self._asking = asking
        self._board = asking.board

    def tasks(self) -> Iterator[Callable[[], list[PageMention]]]:
        """What finds each name; it may meet questions."""
        page, done = self._board.page, 0
        for second in page.where(_may_follow_dot, Shape.UNSPACED):
            if second < done or not has_dot(self._board, second):
                continue
            seconds = [second]
            while (after := self._next_dot(seconds[-1])) is not None:
                seconds.append(after)
            done = seconds[-1] + 1
            if firsts := self._firsts(second):
                yield partial(self._name, firsts, seconds)

    def _next_dot(self, position: int) -> int | None:
        """The first character after the next dot, if a word of a name stands before that."""
        size = len(self._board.page.keys)
        for after in range(position + 1, min(position + _LONGEST + 1, size)):
            if has_dot(self._board, after):
                return after
            if not self._continues(after):
                break
        return None

    def _continues(self, position: int) -> bool:
        """Whether a character goes on with the word of a name before it."""
        page, board = self._board.page, self._board
        if page.shapes[position] != Shape.UNSPACED or page.gaps[position] != Gap.NONE:
            return False
        return not board.is_small[position]

    def _firsts(self, second: int) -> list[int]:
        """Where the word before a dot may begin, none where nothing tells: at a small word or behind it."""
        board = self._board
        for first in range(second - 1, max(second - 1 - _LONGEST, -1), -1):
            if board.is_small[first]:
                return [first, first + 1][: second - first]
            if not self._continues(first) or board.at(first - 1) is not None or board.is_title(first - 1):
                return [first]
        return []

    def _name(self, firsts: list[int], seconds: list[int]) -> list[PageMention]:
        """The person that the characters from one of ``firsts`` on name, who is likest with as many as stand there."""
        page = self._board.page
        last = seconds[-1] + 1
        ends = []
        while last < len(page.keys) and last - seconds[-1] < _LONGEST and self._continues(last):
            last += 1
            ends.append(last)
        asked = [self._mention(first, seconds, end) for first in firsts for end in ends]
        found = [mention for mention in asked if mention is not None]
        best = max(found, key=lambda mention: (mention.score, mention.last, mention.first), default=None)
        return [best] if best is not None else []

    def _mention(self, first: int, seconds: list[int], last: int) -> PageMention | None:
        words = tuple(self._board.page.span(*border) for border in pairwise([first, *seconds, last]))
        owners = self._asking.prospects.persons_like(words)
        return self._asking.mention(first, last, owners) if 0 < len(owners) <= RARE else None


def find_after_dots(board: Board) -> Iterator[PageMention]:
    """The last words of such names alone, where the text has named in full one person who has it: "马克龙"."""
    page, named = board.page, dict[str, PageMention]()
    dots = [position for position in page.where(_may_follow_dot, Shape.UNSPACED) if has_dot(board, position)]
    for dot in dots:
        mention = board.at(dot)
        if mention is not None and mention.last - dot >= _SHORTEST:
            named.setdefault(page.span(dot, mention.last), mention)
    for name, mention in named.items():
        for found in re.finditer(re.escape(name), page.text[mention.end :]):
            start = mention.end + found.start()
            first = bisect_left(page.starts, start)
            last = first + len(name)
            if not (any(map(board.at, range(first, last))) or has_dot(board, first) or has_dot(board, last)):
                yield mention._replace(source="surname", first=first, last=last, start=start, end=start + len(name))


def has_dot(board: Board, position: int) -> bool:
    """Whether a middle dot joins a word or character to the one before it."""
    return 0 < position < len(board.page.keys) and board.page.before(position) in DOTS


def _may_follow_dot(pages: Pages) -> Flags:
    found: Flags = pages.is_shaped(Shape.UNSPACED) & (pages.gap_codes == Gap.HYPHEN)
    return found
