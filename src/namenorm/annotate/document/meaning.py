"""Meanings: what one document says of its mentions, and so what they mean (`namenorm.annotate.words.decisions`)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cached_property

from namenorm.annotate.document.around import Around
from namenorm.annotate.document.mentions import PageMention
from namenorm.annotate.document.page import Page
from namenorm.annotate.words.decisions import Decisions, Said
from namenorm.annotate.words.gaps import Gap
from namenorm.model import Resolution, Tier
from namenorm.resolving.countries import countries_in, country_and_rest
from namenorm.text.profiles import words_of_all

_BESIDE = 3  # words before and after a name, of which a country's says whose it is: "the Senate of the Philippines"
_BESIDE_COUNTS = 3  # context cues; a country elsewhere in the text counts as one
_OF_COMPANIES = {"person", "organization"}
_NOWHERE: frozenset[str] = frozenset()


class Meanings:
    """Decides for one page.

    ``present`` are the entities that the document mentions without doubt, ``learned`` the mentions that say so.
    """

    def __init__(self, page: Page, around: Around, decisions: Decisions) -> None:
        self.page = page
        self.names = around.names
        self._around = around
        self.present: set[int] = set()
        self.learned: list[PageMention] = []
        self._named: set[int] = set()
        self._since: dict[int, int] = {}
        self._decisions = decisions
        self._lowered: str | None = None
        self._cues: dict[int, tuple[str, ...]] = {}
        self._beside: dict[tuple[int, str], int] = {}
        self._countries: tuple[int, frozenset[str]] = 0, _NOWHERE

    def learn(self, mentions: Iterable[PageMention]) -> None:
        """Notes the entities of mentions that only one entity can be."""
        for mention in mentions:
            entities = self.names.entities(mention.rows)
            if len(entities) > 1 and not mention.is_word:  # an airport that is called like him says whose surname it is
                persons = frozenset(owner for owner in entities if self.names.kind(owner) == "person")
                entities = persons if len(persons) == 1 else entities
            if len(entities) == 1 and mention.tier is not Tier.FUZZY:
                self.present |= entities
                is_party = self._around.ending(mention) in self._around.lexicon.party_endings
                if not (is_party and all(map(self.names.codes, entities))):
                    self._named |= entities
                self._since.setdefault(next(iter(entities)), mention.first)
                self.learned.append(mention)

    def decide(self, mention: PageMention) -> Resolution:
        """The resolution of one mention."""
        if mention.resolution is not None:
            return mention.resolution
        surface = self.page.text[mention.start : mention.end]
        said = self._said(surface, mention.rows, mention.tier, mention.source, mention.score)
        if any(said.present) and self.names.types_of(mention.rows) >= _OF_COMPANIES:
            # A company is not its founder before the text has named him: "Tesla grows. ... named after Nikola Tesla".
            later = [
                self.names.kind(owner) == "person" and self._since.get(owner, 0) > mention.first
                for owner in self.names.owners(mention.rows)
            ]
            said = said._replace(
                present=tuple(here and not late for here, late in zip(said.present, later, strict=True))
            )
        told = tuple(self._told_beside(mention))
        if any(told):
            said = said._replace(cues=tuple(map(sum, zip(said.cues, told, strict=True))))
        return self._decisions.resolution(said)

    def clear_first(self, rows: tuple[int, ...], lead: float) -> tuple[int, ...]:
        """The aliases of the likeliest entity if its share is ahead of the next one's by ``lead``, else none.

        Which country's body is meant is said by the text and not by fame, where ordinary words name it: each has a
        ministry of defence.
        """
        said = self._said("", rows, Tier.FOLDED, "part")
        if self.names.are_of_countries(rows) and not any(said.cues) and all(map(self._is_ordinary, rows)):
            return ()
        return self._decisions.clear_first(said, lead)

    def _is_ordinary(self, row: int) -> bool:
        """Whether a name has ordinary words only, beside that of a country."""
        return all(map(self._around.lexicon.is_common, country_and_rest(self.names.shape(row).words)[1]))

    def are_ordinary(self, positions: Iterable[int]) -> bool:
        """Whether words are everyday ones, in English if not here: "Национальное собрание" is any country's."""
        page, lexicon = self.page, self._around.lexicon
        english = page.vocabulary.english
        return all(lexicon.is_common(page.keys[at]) or english.is_ordinary(page.folded(at)) for at in positions)

    @property
    def countries(self) -> frozenset[str]:
        """The codes of the countries that the document names without doubt, and not as another party only."""
        count, found = self._countries
        if count != len(self._named):
            found = _NOWHERE.union(*map(self.names.codes, self._named), *map(self.names.countries, self._named))
            self._countries = len(self._named), found
        return found

    def _said(self, surface: str, rows: tuple[int, ...], tier: Tier, source: str, score: float = 1.0) -> Said:
        owners, present = self.names.owners(rows), self.present
        here = tuple([owner in present for owner in owners])
        cues = (0,) * len(rows)
        if self.names.have_cues(rows):
            cues = tuple([self.cue_count(owner, surface) for owner in owners])
        if self.names.are_of_countries(rows):
            cues = tuple(map(sum, zip(cues, self._of_countries(owners, self.countries), strict=True)))
        return Said(surface, rows, tier, source, score, here, cues)

    def _of_countries(self, owners: tuple[int, ...], told: frozenset[str]) -> Iterator[bool]:
        """Of each entity whether a name of it has one of some countries in it."""
        return (not told.isdisjoint(self.names.countries(owner)) for owner in owners)

    def _told_beside(self, mention: PageMention) -> Iterable[int]:
        """For each entity the cues beside a name: that a place is meant, and no other ("in Paris"), or no person, in
        quotation marks («Спартак»).
        """
        names, rows = self.names, mention.rows
        if mention.is_word and "person" in names.types_of(rows) and self._around.is_called(mention.first):
            return (_BESIDE_COUNTS * (names.kind(owner) != "person") for owner in names.owners(rows))
        if names.are_of_countries(rows) or not self._may_be_place(rows) or not self._around.is_told_place(mention):
            return ()
        return (_BESIDE_COUNTS * (names.kb.entity_type(owner) == "place") for owner in names.owners(rows))

    def _may_be_place(self, rows: tuple[int, ...]) -> bool:
        """Whether a name is a place's, and that of what is none as well; without a type, what is called otherwise."""
        names, types = self.names, self.names.types_of(rows)
        is_else = bool(types - {"place", "facility", "other"})
        return "place" in types and (is_else or any(map(names.is_called_else, rows)))

    def is_of_other_country(self, first: int, last: int, owner: int) -> bool:
        """Whether a country stands just before or after words, and not the one in the names of an entity."""
        own, page, start, end = self.names.countries(owner), self.page, self._before(first), last
        while end < min(last + _BESIDE, len(page.keys)) and page.gaps[end] == Gap.SPACE:
            end += 1
        told = self.countries_in(start, end)
        return bool(told and own) and told.isdisjoint(own)

    def belongs_elsewhere(self, first: int, last: int, owner: int) -> bool:
        """Whether words say that the body they name is a country's, and not one in the names of an entity.

        "Armenia's Security Council" and "the Labor Party of Australia" are neither the United Nations' nor Britain's.
        """
        own, beyond = self.names.countries(owner), words_of_all("beyond_states")
        if not own and beyond.isdisjoint(self.names.words_in_names(owner)):
            return False
        said = (self._around.lexicon.english_words.get(key, key) for key in self.page.keys[first:last])
        if not own and not beyond.isdisjoint(" ".join(said).split()):
            return False  # the United Nations are no country's: "مبعوث الأمم المتحدة للسودان"
        told = self.countries_beside(first, last)
        return bool(told) and told.isdisjoint(own)

    def countries_beside(self, first: int, last: int) -> frozenset[str]:
        """The codes of the countries that are said just before words, "Georgia's", "турецкий", or behind them.

        What stands behind is another name where endings do for prepositions: "Müdafiə Nazirliyi Ermənistanla".
        """
        page, ties, end = self.page, self._around.lexicon.ties, last
        while self._around.lexicon.place_prepositions and end < len(page.keys) and page.gaps[end] == Gap.SPACE:
            end += 1
            if page.keys[end - 1] not in ties:
                break
        told = self.countries_in(self._before(first), first) | self.countries_in(last, end)
        is_told_before = first and page.gaps[first] == Gap.SPACE and page.is_demonym(first - 1)
        return told | self.countries_of(first - 1) if is_told_before else told

    def _before(self, first: int) -> int:
        """Where what is said of a name before it begins: at the word before, or at the owner, "Iran's Parliament".

        Or at the country before what it is: "Türkiye Cumhuriyet Merkez Bankası".
        """
        page, start = self.page, first
        if not start or page.initial[start] or page.gaps[start] != Gap.SPACE:
            return start
        start -= 1
        is_of_state = page.keys[start] in self._around.lexicon.state_words and page.gaps[start] == Gap.SPACE
        is_owner = is_of_state or page.gaps[start] == Gap.APOSTROPHE
        return start - 1 if start and is_owner and not page.initial[start] else start

    def are_named_before(self, owners: frozenset[int], first: int) -> bool:
        """Whether the text names one of some entities without doubt before a word."""
        return any(self._since.get(owner, first) < first for owner in owners)

    def of_told_countries(self, rows: tuple[int, ...], told: frozenset[str] = _NOWHERE) -> tuple[int, ...]:
        """Of the names of bodies those of some countries, or where none are given of those that the document names.

        And those that tell no country: "Государственная дума".
        """
        told = told or (self.countries if rows else _NOWHERE)
        owns = {row: self.names.countries(self.names.kb.alias_entity(row)) for row in rows}
        return tuple(row for row, own in owns.items() if not (told and own) or told & own)

    def countries_before(self, first: int) -> frozenset[str]:
        """The codes of the countries that the text tells of where a word stands: those named last, else any."""
        last = bisect_left(self._where_told, first) - 1
        return self.countries_of(self._where_told[last]) if last >= 0 else self.countries

    @cached_property
    def _where_told(self) -> list[int]:
        """The words that name a country, not a body of many: "Türk Dövlətləri Təşkilatı" tells of more than Turkey."""
        told, others, beyond = self.page.vocabulary.countries, set[int](), words_of_all("beyond_states")
        for mention in self.learned:
            if not any(map(beyond.isdisjoint, map(self.names.words_in_names, self.names.owners(mention.rows)))):
                others.update(range(mention.first, mention.last))
        return [at for at, number in enumerate(self.page.numbers) if told(number) and at not in others]

    def countries_in(self, first: int, last: int) -> frozenset[str]:
        """The codes of the countries that words with capitals name."""
        page = self.page
        capital = [at for at in range(first, last) if page.is_capital(at)]
        words = [page.folded(at) if at in capital else "-" for at in range(first, last)]
        return countries_in(" ".join(words)).union(*map(self.countries_of, capital))

    def countries_of(self, position: int) -> frozenset[str]:
        """The codes of the countries that one word names."""
        return self.page.vocabulary.countries(self.page.numbers[position])

    def cue_count(self, owner: int, surface: str = "") -> int:
        """How many context cues of an entity stand in the text, those aside that only a name of it has."""
        cues = self._cues.get(owner)
        if cues is None:
            known = self.names.cues(owner)
            if known and self._lowered is None:
                self._lowered = self.page.text.casefold()
            cues = self._cues[owner] = tuple(cue for cue in map(str.casefold, known) if cue in (self._lowered or ""))
        name = surface.casefold()
        if not any(cue in name for cue in cues):
            return len(cues)
        if (owner, name) not in self._beside:  # the whole text is read for each name once
            rest = (self._lowered or "").replace(name, "\n")
            self._beside[owner, name] = sum(cue not in name or cue in rest for cue in cues)
        return self._beside[owner, name]
