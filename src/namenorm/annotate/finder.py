"""Finder: the mentions of a text and what each means.

>>> from namenorm.config import Config
>>> from namenorm.index.memory import MemoryIndex
>>> from namenorm.model import Entity
>>> finder = Finder(MemoryIndex([Entity("Q9248", "place", {"en": "Baku"})]), None, Config())
>>> [(link.mention.start, link.resolution.id) for link in finder.find("He flew to Baku.")]
[(11, 'Q9248')]

The steps, each on the words that those before it have left free: listed names, inflected ones among them; parts of
longer names; surnames and other single words; misspelt names, and their surnames alone; letters that brackets
introduce. Of matches that overlap the one that starts first stays, of those that start together the longest.
"""

from __future__ import annotations

from itertools import repeat
from typing import TYPE_CHECKING, NamedTuple

from namenorm.annotate.document.board import Board
from namenorm.annotate.document.gates import Gates
from namenorm.annotate.document.matches import longest
from namenorm.annotate.document.meaning import Meanings
from namenorm.annotate.document.pages import Pages
from namenorm.annotate.finding.brackets import find_bracketed
from namenorm.annotate.finding.glued import find_glued
from namenorm.annotate.finding.inflected import find_inflected
from namenorm.annotate.finding.licences import licensed
from namenorm.annotate.finding.listed import find_names
from namenorm.annotate.finding.misspelt import FuzzySearch
from namenorm.annotate.finding.particles import with_particle
from namenorm.annotate.finding.parts import find_parts
from namenorm.annotate.finding.repeated import find_repeated
from namenorm.annotate.finding.singles import Singles
from namenorm.annotate.finding.spans import resolve_span
from namenorm.annotate.words.decisions import Decisions
from namenorm.annotate.words.names import Names
from namenorm.annotate.words.neighbours import Neighbours
from namenorm.annotate.words.prospects import Prospects
from namenorm.annotate.words.remembered import Remembered
from namenorm.annotate.words.vocabulary import Vocabulary
from namenorm.model import Link, Mention
from namenorm.text.language import guess_language

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from namenorm.annotate.document.matches import Match
    from namenorm.annotate.document.page import Page
    from namenorm.annotate.finding.misspelt import Asked
    from namenorm.config import Config
    from namenorm.kb import KnowledgeBase
    from namenorm.model import Resolution
    from namenorm.resolving.resolver import Resolver

_Filter = tuple[frozenset[str] | None, bool]
_MOST_FILTERS = 8
_MOST_LANGUAGES = 24
_MOST_LETTERS = 1 << 20
"""Of the distinct words that are remembered in all languages, some 125,000: with what is known of each, 150 MB."""
_TOGETHER = 1 << 16
"""Letters of texts that are read together, at least."""
_KINDS = {"part": "short", "surname": "short", "unique": "short", "acronym": "acronym"}


class _Known(NamedTuple):
    """What is known of the words of a language, whatever text they stand in."""

    vocabulary: Vocabulary
    prospects: Prospects
    decisions: Decisions


class Finder:
    """Finds and links the names of one knowledge base; safe to share between threads.

    Without a resolver, misspelt names are not found.
    """

    def __init__(self, kb: KnowledgeBase, resolver: Resolver | None, config: Config) -> None:
        self._kb = kb
        self._resolver = resolver
        self._config = config
        self._neighbours = Neighbours(kb)
        self._answers: dict[Asked, Resolution | None] = {}
        self._names = Remembered[_Filter, Names](lambda asked: Names(kb, asked[0], demonyms=asked[1]), _MOST_FILTERS)
        self._known = Remembered[tuple[str | None, _Filter], _Known](lambda asked: self._learn(*asked), _MOST_LANGUAGES)

    def _learn(self, lang: str | None, filter: _Filter) -> _Known:
        names = self._names[filter]
        vocabulary = Vocabulary(lang, names, self._config.usual_words)
        return _Known(vocabulary, Prospects(vocabulary, self._neighbours), Decisions(names, lang, self._config))

    def _searches(self, texts: Sequence[str], lang: str | None, filter: _Filter) -> Iterator[_Search]:
        """A search for each of some texts that are read together.

        What is known of the words of all languages begins anew where they are too many. What is remembered for a long
        text may be as long as the text, which is searched more than once.
        """
        most = max(_MOST_LETTERS, sum(map(len, texts)))
        if sum(known.vocabulary.letters for known in list(self._known.values())) > most:
            self._known.clear()
        known = [self._known[lang or guess_language(text), filter] for text in texts]
        vocabularies = [each.vocabulary for each in known]
        pages = Pages(list(zip(texts, vocabularies, strict=True)), self._config.max_window).pages
        return map(_Search, repeat(self), pages, known)

    def find(
        self,
        text: str,
        *,
        lang: str | None = None,
        types: Iterable[str] | None = None,
        overlaps: bool = False,
        demonyms: bool = False,
    ) -> tuple[Link, ...]:
        """The mentions of ``text`` in its order; without ``overlaps`` none overlaps another."""
        return next(self.find_many([text], lang=lang, types=types, overlaps=overlaps, demonyms=demonyms))

    def find_many(
        self,
        texts: Iterable[str],
        *,
        lang: str | None = None,
        types: Iterable[str] | None = None,
        overlaps: bool = False,
        demonyms: bool = False,
    ) -> Iterator[tuple[Link, ...]]:
        """`find` for many texts, in their order; some are read together before the first of them is searched."""
        wanted = (None if types is None else frozenset(types), demonyms)
        for some in _together(texts):
            for search in self._searches(some, lang, wanted):
                yield search.links(overlaps=overlaps)

    def link(self, text: str, spans: Iterable[tuple[int, int]], *, lang: str | None = None) -> tuple[Link, ...]:
        """What the mentions at ``spans``, given as ``(start, end)``, mean in their document; in the order given.

        Raises ``ValueError`` for a span that is empty or outside the text.
        """
        (search,) = self._searches([text], lang, (None, True))
        found = {(match.start, match.end): match for match in search.run()}
        links = []
        for start, end in spans:
            if not 0 <= start < end <= len(text):
                raise ValueError(f"there is no span ({start}, {end}) in a text of {len(text)} characters")
            match = found.get((start, end))
            if match is not None:
                links.append(search.link(match))
            else:
                links.append(resolve_span(start, end, search.board, self._resolver))
        return tuple(links)


class _Search:
    """One run over one text."""

    def __init__(self, finder: Finder, page: Page, known: _Known) -> None:
        self.prospects = known.prospects
        self.names = known.vocabulary.names
        self.page = page
        self.gates = Gates(page, self.names, known.vocabulary.lexicon)
        self.meanings = Meanings(page, self.names, known.decisions)
        self.board = Board(self.page, self.names, self.gates, self.meanings)
        self.seen: list[Match] = []
        self._finder = finder

    def links(self, *, overlaps: bool) -> tuple[Link, ...]:
        """The links of the page, those of mentions that overlap included or not."""
        matches = self.run()
        if overlaps:
            matches = sorted({(match.start, match.end): match for match in [*self.seen, *matches]}.values(), key=_place)
        return tuple(map(self.link, matches))

    def run(self) -> list[Match]:
        """The matches that remain; ``seen`` has all that were considered."""
        resolver = self._finder._resolver
        self.seen = find_names(self.page, self.names, self.gates)
        self.seen += find_inflected(self.page, self.names, self.gates)
        matches, reserve = licensed(longest(self.seen), self.board)
        self.board.take(matches)
        steps: list[Callable[[], list[Match]]] = [lambda: find_parts(self.board), lambda: Singles(self.board).find()]
        steps.append(lambda: [match for match in reserve if self.board.at(match.first) is None])
        steps.append(lambda: find_glued(self.board))
        if resolver is not None:
            steps.append(lambda: self._misspelt(resolver))
            steps.append(lambda: find_repeated(self.board, Singles(self.board)))
        steps.append(lambda: find_bracketed(self.board))
        for step in steps:
            found = step()
            self.seen += found
            matches = longest(matches + found)
            self.board.take(matches)
            self.meanings.learn(match for match in found if match.source == "part")
        return [with_particle(match, self.board) for match in matches]

    def _misspelt(self, resolver: Resolver) -> list[Match]:
        finder = self._finder
        search = FuzzySearch(
            self.board,
            Singles(self.board),
            prospects=self.prospects,
            resolver=resolver,
            config=finder._config,
            answers=finder._answers,
        )
        return search.find()

    def link(self, match: Match) -> Link:
        """The link of a match."""
        resolution = self.meanings.decide(match)
        kind = _KINDS.get(match.source) or (resolution.best.alias.kind if resolution.best else "variant")
        return Link(Mention(match.start, match.end, self.page.text[match.start : match.end]), resolution, kind)


def _together(texts: Iterable[str]) -> Iterator[list[str]]:
    """Texts in runs that are read together."""
    some: list[str] = []
    letters = 0
    for text in texts:
        some.append(text)
        letters += len(text)
        if letters >= _TOGETHER:
            yield some
            some, letters = [], 0
    if some:
        yield some


def _place(match: Match) -> tuple[int, int]:
    return match.start, -match.end
