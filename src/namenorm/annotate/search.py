"""Search: the ways of finding names in one text, in their order.

Each looks at the words that those before it have left free: listed names, inflected ones and acronyms among them; parts
of longer names; surnames and other single words; misspelt names, and their surnames alone; letters that brackets
introduce. Of mentions that overlap the one that starts first stays, of those that start together the longest.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from namenorm.annotate.document.board import Board
from namenorm.annotate.document.gates import Gates
from namenorm.annotate.document.meaning import Meanings
from namenorm.annotate.document.mentions import PageMention, longest
from namenorm.annotate.document.page import Page
from namenorm.annotate.finding.acronyms import find_bracketed, find_cited, find_short_names
from namenorm.annotate.finding.bodies import find_bodies
from namenorm.annotate.finding.dotted import find_after_dots
from namenorm.annotate.finding.edges import joined, with_edges
from namenorm.annotate.finding.glued import find_glued
from namenorm.annotate.finding.halves import is_half
from namenorm.annotate.finding.inflected import find_inflected
from namenorm.annotate.finding.licences import licensed
from namenorm.annotate.finding.listed import find_names
from namenorm.annotate.finding.misspelt import FuzzySearch
from namenorm.annotate.finding.mistyped import find_slips
from namenorm.annotate.finding.namesakes import is_namesake
from namenorm.annotate.finding.parts import find_parts
from namenorm.annotate.finding.questions import Asking, Questions
from namenorm.annotate.finding.repeated import find_repeated
from namenorm.annotate.finding.singles import Singles
from namenorm.annotate.finding.slipped import find_slipped
from namenorm.annotate.finding.titled import find_before_titles
from namenorm.annotate.finding.translated import find_translated
from namenorm.annotate.words.decisions import Decisions
from namenorm.annotate.words.prospects import Prospects
from namenorm.annotate.words.vocabulary import Vocabulary
from namenorm.config import Config
from namenorm.model import Link, Mention

_KINDS = {"part": "short", "surname": "short", "unique": "short", "acronym": "acronym"}


class Known(NamedTuple):
    """What is known of the words of a language, whatever text they stand in."""

    vocabulary: Vocabulary
    prospects: Prospects
    decisions: Decisions


class Search:
    """One search of one page: first `find_right`, then what `misspelt` looks for, then `finish`.

    ``mentions`` are those that remain, ``seen`` all that were considered.
    """

    def __init__(self, page: Page, known: Known) -> None:
        self.page = page
        self.names = known.vocabulary.names
        self.gates = Gates(page)
        self.meanings = Meanings(page, self.gates.around, known.decisions)
        self.board = Board(self.gates, self.meanings)
        self.seen: list[PageMention] = []
        self.mentions: list[PageMention] = []
        self.prospects = known.prospects
        self._open: Sequence[tuple[int, int]] | None = None

    def carry(
        self, open: Sequence[tuple[int, int]], mentions: Sequence[PageMention], learned: Sequence[PageMention]
    ) -> None:
        """Takes what is known of a part of the page; the rest of it is open and all that is searched."""
        self._open = open
        self.page.open_only(open)
        self.mentions = list(mentions)
        self.board.take(mentions)
        self.meanings.learn(learned)

    def find_right(self) -> None:
        """Finds the names that are spelt as listed, as a whole or in part."""
        self.seen += find_short_names(self.gates)
        self.seen += find_names(self.gates)
        self.seen += find_inflected(self.gates)
        kept = licensed(longest(self.seen), self.board)
        self.mentions += kept
        self.board.take(kept)
        self._add(find_bodies(self.board))
        self._add(find_parts(self.board))
        self._add(find_cited(self.board))
        known = len(self.board.present)
        self._add(Singles(self.board).find())
        if len(self.board.present) > known:  # initials tell who it is: "А. Яценюк ... Яценюка"
            self._add(Singles(self.board).find())
        self._add(find_glued(self.board))

    def misspelt(self, config: Config, questions: Questions) -> FuzzySearch:
        """What looks for misspelt names among the words that are free, those aside that are right but for a letter."""
        self._add(find_slipped(self.board))
        self.board.leave([mention for mention in self.mentions if is_half(mention, self.board)])
        self.mentions = [mention for mention in self.mentions if self.board.at(mention.first) is mention]
        return FuzzySearch(Asking(self.board, self.prospects, config, questions), Singles(self.board))

    def finish(self, misspelt: Iterable[PageMention] | None) -> None:
        """Takes misspelt names, where they were looked for, and finds what they introduce."""
        if misspelt is not None:
            self._add(misspelt)
            self._add(find_repeated(self.board, Singles(self.board)))
            self._add(find_slips(self.board, Singles(self.board), self.prospects))
        self._add(find_after_dots(self.board))
        self._add(find_before_titles(self.board))
        self._add(find_translated(self.board))
        self._add(find_bracketed(self.board))
        kept = [with_edges(mention, self.board) for mention in self.mentions if not is_namesake(mention, self.board)]
        self.mentions = joined(kept, self.board)

    def _add(self, mentions: Iterable[PageMention]) -> None:
        if found := list(mentions):
            self.seen += found
            self.mentions = longest(found + self.mentions)
            self.board.take(self.mentions)
            self.meanings.learn(mention for mention in found if mention.source == "part")

    def links(self, *, overlaps: bool = False) -> tuple[Link, ...]:
        """The links of the page in its order, those of mentions that overlap included or not."""
        mentions = self.mentions
        if self._open is not None:
            mentions = [
                mention for mention in mentions if any(first <= mention.first < last for first, last in self._open)
            ]
        if overlaps:
            places = {(mention.start, -mention.end): mention for mention in [*self.seen, *mentions]}
            mentions = [places[place] for place in sorted(places)]
        return tuple(map(self.link, mentions))

    def link(self, mention: PageMention) -> Link:
        """The link of a mention."""
        resolution = self.meanings.decide(mention)
        kind = _KINDS.get(mention.source) or (resolution.best.alias.kind if resolution.best else "variant")
        return Link(Mention(mention.start, mention.end, self.page.text[mention.start : mention.end]), resolution, kind)
