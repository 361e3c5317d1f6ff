"""Adjoining: what stands beside a word that may be short for a name, and whether it belongs to the same name."""

from __future__ import annotations

from itertools import pairwise

from namenorm.annotate.document.board import Board
from namenorm.annotate.document.mentions import PageMention
from namenorm.annotate.words.gaps import TIES, Gap
from namenorm.annotate.words.vocabulary import Shape
from namenorm.text.profiles import words_of_all
from namenorm.text.scripts import script


class Adjoining:
    """The words beside those of one board, and the mentions that it has by now."""

    def __init__(self, board: Board) -> None:
        self._board = board
        self._page = board.page
        self._names = board.names
        self._lexicon = board.lexicon

    def stands_alone(self, position: int, *, initial: bool) -> bool:
        """Whether no capitalised neighbour could belong to the same, other name.

        A word that begins a sentence does not stand alone, unless ``initial``.
        """
        page, after = self._page, position + 1
        if (page.initial[position] and not initial) or page.shouted[position]:
            return False
        if self.joins(position) and not (
            self._board.may_precede(position - 1) or self.is_apart(self._board.at(position - 1))
        ):
            return False
        if after < len(page.keys) and page.gaps[after] in TIES and page.is_cased_capital(after):
            return self._lexicon.is_common(page.keys[after]) or self._is_place(after)
        if page.word_at(after) not in words_of_all("particles") or after + 1 == len(page.keys):
            return True
        return page.gaps[after + 1] != Gap.HYPHEN or not page.is_cased_capital(after + 1)  # "Fayez al-Sarraj"

    def _is_place(self, position: int) -> bool:
        """Whether a place follows, as it does where places have no prepositions: "Bayramov Bakıda"."""
        taken = None if self._lexicon.place_prepositions else self._board.at(position)
        return taken is not None and self._names.types_of(taken.rows) == {"place"}

    def may_be_whose(self, position: int, rows: tuple[int, ...]) -> bool:
        """Whether a surname alone may be that of an only bearer whose type is not stated.

        In Latin letters behind an office only, as gazetteers without types have the surnames of many others there.
        """
        stated = set(map(self._names.kb.entity_type, self._names.entities(rows)))
        is_stated = stated != {"other"} or self._names.types_of(rows) != {"person"}
        if is_stated or script(self._page.folded(position)) != "Latin":
            return True
        before = self._page.keys[position - 1] if position else ""  # "Mr" is anybody
        return position > 0 and before not in self._lexicon.honorifics and self._board.tells_bearer(position - 1)

    def is_apart(self, before: PageMention | None) -> bool:
        """Whether what stands before a word is another name or what he heads: "В Баку Алиев", "Tokayevlə Ərdoğan"."""
        if before is None:
            return False
        if before.ending and not self._lexicon.names_agree:
            return True
        types = self._names.types_of(before.rows)
        if "person" in types:
            return False
        if self.has_office(before.last, before):
            return True
        if types != {"place"}:
            return False
        preposition = self._page.keys[before.first - 1] if before.first else ""
        return bool(before.ending) or (self._lexicon.names_agree and preposition in self._lexicon.place_prepositions)

    def has_office(self, first: int, domain: PageMention | None) -> bool:
        """Whether an office is before a word, or before what it is of: "President Aliyev", "Президент США Байден"."""
        page, board = self._page, self._board
        if domain is not None and page.word_before(domain.first):
            first = domain.first
            while board.is_small[first - 1] and page.word_before(first - 1):
                first -= 1
        return first > 0 and not page.initial[first] and board.tells_bearer(first - 1)

    def joins(self, position: int) -> bool:
        """Whether the word before one may be a part of the same name."""
        page = self._page
        gap = page.gaps[position]
        if gap == Gap.STOP:
            return len(page.keys[position - 1]) == 1 and not page.initial[position]
        if gap not in TIES:
            return False
        before = position - 1
        # Where there is no case, any word may stand before a surname; a given name that nobody has taken is part of it.
        if not page.is_cased_capital(before) and page.initial[before] and page.keys[before] not in self._lexicon.given:
            return False  # with "and" before it a sentence begins with its verb: "وطالب"
        return page.is_cased_capital(before) or page.is_uncased_given(before)

    def bears(self, row: int, position: int) -> bool:
        """Whether a word before a surname is a given name of this bearer."""
        return self._page.keys[position] in self._names.shape(row).words[:-1]

    def before_particles(self, rows: tuple[int, ...], first: int) -> int:
        """Where a surname begins with the particles that it has in one of some names: "van der Bellen"."""
        while self._is_particle_of(rows, first):
            first -= 1
        return first

    def _is_particle_of(self, rows: tuple[int, ...], first: int) -> bool:
        """Whether the word before a surname is one before it in the name as well: "van der" of "van der Bellen"."""
        page, lexicon = self._page, self._lexicon
        if page.gaps[first] not in TIES:
            return False
        before, word = [page.keys[first - 1]], page.keys[first]
        if page.is_uncased(first):  # "ובן גביר"
            before += page.without_prefix(first - 1)
        foreign = words_of_all("particles") - lexicon.function_words  # "der" in a French text, but not "y" in Spanish
        if page.shapes[first - 1] == Shape.LOWER and before[0] not in lexicon.particles | foreign:
            return False
        persons = (row for row in rows if self._names.type_of(row) == "person")
        pairs = (pair for row in persons for pair in pairwise(self._names.shape(row).words[1:]))
        return any(one in before and other == word for one, other in pairs)

    def is_behind_others(self, rows: tuple[int, ...], first: int, last: int) -> bool:
        """Whether particles before a surname say that it is another person's: "Hella van der Leyen", "Ans de Wever".

        Other particles stand in the name, or what has a capital before them is no word of it.
        """
        page, start, particles = self._page, first, words_of_all("particles") - words_of_all("conjunctions")
        while page.gaps[start] in TIES and page.keys[start - 1] in particles and not page.initial[start]:
            start -= 1
        if start == last - 1 or self._names.types_of(rows) != {"person"} or self.has_office(start, None):
            return False
        given = start
        while self.joins(given) and not self._board.may_precede(given - 1):
            given -= 1
        if any(self.bears(row, position) for row in rows for position in range(given, start)):
            return False
        is_longer = start < first < last - 1
        return is_longer or (given < start and page.shapes[start] == Shape.LOWER and self._board.at(start - 1) is None)

    def is_named_after(self, position: int) -> bool:
        """Whether the word before one says that a thing has its name: "ממכון ויצמן", the Weizmann Institute."""
        is_tied = self._page.word_before(position)
        return bool(is_tied) and self._board.gates.around.is_one_of(position - 1, self._lexicon.named_after_places)
