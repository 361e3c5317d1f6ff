"""Matches: whether a text about one means by the name of a place the team that is called like it, "England won 2-1"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from functools import cached_property

from namenorm.annotate.document.around import Around
from namenorm.annotate.document.mentions import PageMention
from namenorm.annotate.words.vocabulary import Shape
from namenorm.resolving.countries import countries_in
from namenorm.text.known_places import bearers

_NEAR = 40  # words, among which there are those about the same match
_SPORTS = 3  # different words about matches
_SCORE = re.compile(r"(?<![\d.,:–-])\d{1,3} ?[:–-] ?\d(?![\d.,:–-]*\d)")  # "2-1", "98 – 7", but no time of day


class Matches:
    """The matches that one page is about."""

    def __init__(self, around: Around) -> None:
        self._page = around.page
        self._lexicon = around.lexicon
        self._around = around
        self._clubs: list[int] = []

    def note(self, mentions: Iterable[PageMention]) -> None:
        """Notes the clubs that the text names without doubt: others may stand beside them."""
        plays, owners = self._around.names.plays, self._around.names.owners
        self._clubs = [mention.last - 1 for mention in mentions if all(map(plays, owners(mention.rows)))]

    def is_of_team(self, mention: PageMention) -> bool:
        """Whether words about a match near a name, or one beside it, say that it may be a team's: "England captain"."""
        page, first, last, at = self._page, mention.first, mention.last, self._of_match
        near = at[bisect_left(at, first - _NEAR) : bisect_left(at, last + _NEAR)]
        if not near or self._is_dated(first, last) or self._around.is_told_place(mention):
            return False
        before = page.word_before(first)
        is_article = before in self._lexicon.definite_articles and not countries_in(page.keys[first])
        if before in self._lexicon.particles and before not in self._lexicon.articles and not is_article:
            return False  # "the championship of England"; "la Roma" is a team, "la Suisse" what the country is called
        is_beside = before or (first and self._around.is_quoted(first, last))  # тренер «Баварии»
        if (is_beside and first - 1 in near) or (page.word_at(last) and last in near):
            return True
        return len({self._word(at) or page.keys[at] for at in near}) >= _SPORTS or self.has_score(mention)

    def is_at(self, mention: PageMention) -> bool:
        """Whether a word that may be short for a club means the town that is called so: "in Liverpool"."""
        if not mention.is_word or not bearers(self._page.keys[mention.first]):
            return False
        return self._around.is_told_place(mention) or self._around.is_of_street(mention.first, mention.last)

    def _is_dated(self, first: int, last: int) -> bool:
        """Whether a name is where a report is from: "Milano, 4 gen."."""
        page = self._page
        is_number = last < len(page.keys) and page.shapes[last] == Shape.NUMBER
        return page.initial[first] and is_number and page.before(last)[:1] == ","

    @cached_property
    def _of_match(self) -> list[int]:
        """Where the words about matches stand, and the names of clubs."""
        return sorted({*filter(self._word, range(len(self._page.keys))), *self._clubs})

    @cached_property
    def sports(self) -> tuple[str, ...]:
        """The sports that the text names."""
        return tuple(set(map(self._word, self._of_match)) & self._lexicon.sports)

    def _word(self, position: int) -> str:
        """The dictionary form of a word about matches; "" of any other."""
        return self._page.vocabulary.of_match(self._page.numbers[position])

    def has_score(self, mention: PageMention) -> bool:
        """Whether a score stands near a name."""
        page, last = self._page, min(mention.last + _NEAR, len(self._page.keys))
        return _SCORE.search(page.text[page.starts[max(0, mention.first - _NEAR)] : page.ends[last - 1]]) is not None
