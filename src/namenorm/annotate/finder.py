"""Finder: the mentions of a text and what each means.

>>> from namenorm.config import Config
>>> from namenorm.index.reader import MappedIndex
>>> from namenorm.model import Entity
>>> finder = Finder(MappedIndex.build([Entity("Q9248", "place", {"en": "Baku"})]), None, Config())
>>> [[(link.mention.start, link.resolution.id) for link in links] for links in finder.find_many(["He flew to Baku."])]
[[(11, 'Q9248')]]

Texts are read several at a time, and what their misspelt names may be is looked up for all of them together; for the
ways of finding names see `namenorm.annotate.search`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain

from namenorm.annotate.document.board import Board
from namenorm.annotate.document.mentions import PageMention
from namenorm.annotate.document.page import Page, read_pages
from namenorm.annotate.document.reading import Reading
from namenorm.annotate.finding.questions import Questions
from namenorm.annotate.finding.singles import Singles
from namenorm.annotate.repaired import Repaired, carried
from namenorm.annotate.search import Known, Search
from namenorm.annotate.words.decisions import Decisions
from namenorm.annotate.words.names import Names
from namenorm.annotate.words.neighbours import Neighbours
from namenorm.annotate.words.prospects import Prospects
from namenorm.annotate.words.remembered import Remembered, remembered
from namenorm.annotate.words.vocabulary import Vocabulary
from namenorm.collector import collector_held
from namenorm.config import Config
from namenorm.kb import KnowledgeBase
from namenorm.model import Link, Mention, Query, Resolution, Status, Tier
from namenorm.resolving.resolver import Resolver
from namenorm.text.addresses import without_addresses
from namenorm.text.fold import compact, fold
from namenorm.text.language import guess_language, language_as_written

_Filter = tuple[frozenset[str] | None, bool]
_MOST_FILTERS = 8
_MOST_LANGUAGES = 24
_MOST_LETTERS = 1 << 20
"""Of the distinct words that are remembered in all languages, some 125,000: with what is known of each, 150 MB."""
_TOGETHER = 1 << 16
"""Letters of texts that are read together, at least."""


class Finder:
    """Finds and links the names of one knowledge base; safe to share between threads.

    Without a resolver, misspelt names are not found.
    """

    def __init__(self, kb: KnowledgeBase, resolver: Resolver | None, config: Config) -> None:
        self._kb = kb
        self._resolver = resolver
        self._config = config
        self._neighbours = Neighbours(kb)
        self._questions = None if resolver is None else Questions(resolver)
        self._known = Remembered[tuple[str | None, _Filter], Known](lambda asked: self._learn(*asked), _MOST_LANGUAGES)

    @remembered(_MOST_FILTERS)
    def _names(self, filter: _Filter) -> Names:
        return Names(self._kb, filter[0], demonyms=filter[1])

    def _learn(self, lang: str | None, filter: _Filter) -> Known:
        names = self._names(filter)
        vocabulary = Vocabulary(lang, names, self._config.usual_words)
        return Known(vocabulary, Prospects(vocabulary, self._neighbours), Decisions(names, lang, self._config))

    def begin(self, texts: Sequence[str], lang: str | None, filter: _Filter) -> list[Search]:
        """The searches of some texts that are read together, before any has found something.

        What is known of the words of all languages begins anew where they are too many. What is remembered for a long
        text may be as long as the text, which is searched more than once.
        """
        most = max(_MOST_LETTERS, sum(map(len, texts)))
        if sum(known.vocabulary.letters for known in list(self._known.values())) > most:
            self._known.clear()
        languages = [language_as_written(text, lang) if lang else guess_language(text) for text in texts]
        known = [self._known[each, filter] for each in languages]
        asked = [Reading(text, each.vocabulary) for text, each in zip(texts, known, strict=True)]
        return list(map(Search, read_pages(asked, self._config.max_window), known))

    def _done(self, searches: list[Search]) -> list[Search]:
        for search in searches:
            search.find_right()
        misspelt = self._misspelt(searches, self._questions) if self._questions else [None] * len(searches)
        for search, found in zip(searches, misspelt, strict=True):
            search.finish(found)
        return searches

    def _misspelt(self, searches: Sequence[Search], questions: Questions) -> list[Iterator[PageMention]]:
        fuzzy = [search.misspelt(self._config, questions) for search in searches]
        self._neighbours.look_up(chain.from_iterable(each.words() for each in fuzzy))
        self._neighbours.look_up(chain.from_iterable(each.forms() for each in fuzzy))
        tasks = [each.tasks() for each in fuzzy]
        found = iter(questions.work(list(chain(*tasks))))
        return [chain.from_iterable([next(found) for _ in own]) for own in tasks]

    def find_many(
        self,
        texts: Iterable[str],
        *,
        lang: str | None = None,
        types: Iterable[str] | None = None,
        overlaps: bool = False,
        demonyms: bool = False,
    ) -> Iterator[tuple[Link, ...]]:
        """The mentions of each text in its order; without ``overlaps`` none overlaps another.

        Some texts are searched together before the first has its answer.
        """
        for some in in_groups(texts):
            yield from self._links(some, lang=lang, types=types, overlaps=overlaps, demonyms=demonyms)

    @collector_held()
    def _links(
        self, texts: Sequence[str], *, lang: str | None, types: Iterable[str] | None, overlaps: bool, demonyms: bool
    ) -> list[tuple[Link, ...]]:
        """The links of some texts, whose searches are gone when the collector looks again."""
        searches = self.search_many(texts, lang=lang, types=types, demonyms=demonyms)
        return [search.links(overlaps=overlaps) for search in searches]

    @collector_held()
    def search_many(
        self, texts: Sequence[str], *, lang: str | None, types: Iterable[str] | None, demonyms: bool = False
    ) -> list[Search]:
        """The searches of some texts that are read together, without the addresses in them."""
        return self._searched(list(map(without_addresses, texts)), lang, types, demonyms=demonyms)

    def _searched(
        self, texts: Sequence[str], lang: str | None, types: Iterable[str] | None, *, demonyms: bool
    ) -> list[Search]:
        return self._done(self.begin(texts, lang, (None if types is None else frozenset(types), demonyms)))

    @collector_held()
    def search_again(
        self, repaired: Sequence[Repaired], *, lang: str | None, types: Iterable[str] | None
    ) -> list[Search]:
        """The searches of repaired texts, for what their earlier searches do not tell."""
        wanted = (None if types is None else frozenset(types), False)
        texts = [without_addresses(each.text) for each in repaired]
        searches = self.begin(texts, lang, wanted)
        held = list(map(carried, repaired, searches))
        for search, found in zip(searches, held, strict=True):
            if found is not None:
                search.carry(found.open, found.mentions, found.learned)
        self._done(searches)
        doubtful = [place for place, found in enumerate(held) if found is not None and not found.holds(searches[place])]
        for place in doubtful:
            (searches[place],) = self._done(self.begin([texts[place]], lang, wanted))
        return searches

    def link_many(
        self, documents: Iterable[tuple[str, Collection[tuple[int, int]]]], *, lang: str | None = None
    ) -> Iterator[tuple[Link, ...]]:
        """What the mentions at ``spans``, given as ``(start, end)``, mean in each text; in the order given.

        Raises ``ValueError`` for a span that is empty or outside its text.
        """
        asked = list(documents)
        spans = iter([own for _, own in asked])
        for some in in_groups(text for text, _ in asked):
            yield from self._linked(some, [next(spans) for _ in some], lang)

    @collector_held()
    def _linked(
        self, texts: Sequence[str], spans: Sequence[Collection[tuple[int, int]]], lang: str | None
    ) -> list[tuple[Link, ...]]:
        asked = list(map(without_addresses, texts, spans))
        searches = self._searched(asked, lang, None, demonyms=True)
        return [tuple(self._links_at(own, search)) for own, search in zip(spans, searches, strict=True)]

    def _links_at(self, spans: Iterable[tuple[int, int]], search: Search) -> Iterator[Link]:
        found = {(mention.start, mention.end): mention for mention in search.mentions}
        size = len(search.page.text)
        for start, end in spans:
            if not 0 <= start < end <= size:
                raise ValueError(f"there is no span ({start}, {end}) in a text of {size} characters")
            mention = found.get((start, end)) or mention_inside(start, end, search.board)
            if mention is None:
                yield resolve_span(start, end, search.board, self._resolver)
            else:
                yield replace(search.link(mention), mention=Mention(start, end, search.page.text[start:end]))


def in_groups(texts: Iterable[str]) -> Iterator[list[str]]:
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


def resolve_span(start: int, end: int, board: Board, resolver: Resolver | None) -> Link:
    """The link of the mention at ``[start, end)``: a listed name, a licensed short form, or what the resolver says."""
    page, meanings = board.page, board.meanings
    surface = page.text[start:end]
    mention = Mention(start, end, surface)
    names = meanings.names
    rows = names.rows(compact(fold(surface)))
    if rows:
        kinds = [names.alias(row) for row in rows]
        tier = Tier.EXACT if any(alias.text == surface for alias in kinds) else Tier.FOLDED
        resolution = meanings.decide(_on_page(start, end, page, rows, tier))
        return Link(mention, resolution, resolution.candidates[0].alias.kind)
    rows = Singles(board).rows_of_span(*_words(start, end, page))
    if rows:
        return Link(mention, meanings.decide(_on_page(start, end, page, rows, Tier.FOLDED)), "short")
    if resolver is None:
        return Link(mention, Resolution(Query(surface, page.lang), Status.NIL))
    resolution = resolver.resolve(Query(surface, page.lang, context=page.text[max(0, start - 200) : end + 200]))
    return Link(mention, resolution, resolution.best.alias.kind if resolution.best else "variant")


def mention_inside(start: int, end: int, board: Board) -> PageMention | None:
    """The mention inside a span of which NER has also taken an article, a title or a possessive: "the EU's"."""
    page, lexicon = board.page, board.lexicon
    first, last = _words(start, end, page)
    mention = next(iter(board.mentions_in(first, last)), None)
    if mention is None or mention.first < first or mention.last > last:
        return None
    before = [key for key in page.keys[first : mention.first] if key not in lexicon.definite_articles]
    is_titled = not before or lexicon.is_title("".join(before)) or all(map(lexicon.is_title, before))
    return mention if is_titled and page.keys[mention.last : last] in ([], ["s"]) else None


def _words(start: int, end: int, page: Page) -> tuple[int, int]:
    """The words that a span covers."""
    return bisect_left(page.starts, start), bisect_left(page.starts, end)


def _on_page(start: int, end: int, page: Page, rows: tuple[int, ...], tier: Tier) -> PageMention:
    first, last = _words(start, end, page)
    return PageMention(first, max(last, first + 1), start, end, rows, tier)
