"""Finds single words that stand for a longer name: licensed surnames, and words that only one entity bears.

A surname takes the initials and given names before it ("I. Aliyev"); after a stranger's given name ("David Aliyev") it
is nobody's that is listed.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from itertools import pairwise

from namenorm.annotate.document.board import Board
from namenorm.annotate.document.mentions import LICENSED, UNIQUE, PageMention
from namenorm.annotate.document.pages import Flags, Pages, having
from namenorm.annotate.finding.adjoining import Adjoining
from namenorm.annotate.finding.focus import STRANGER, Focus
from namenorm.annotate.finding.given_names import GivenNames
from namenorm.annotate.finding.initials import Initials
from namenorm.annotate.finding.parts import rows_of_part
from namenorm.annotate.words.gaps import Gap
from namenorm.annotate.words.short_forms import MOST_ROWS
from namenorm.annotate.words.spellings import has_other_marks
from namenorm.annotate.words.vocabulary import LONGEST, Shape, Trait
from namenorm.model import Tier
from namenorm.text.inflection import stems
from namenorm.text.known_places import bearers

_MOST_BEARERS = 4  # of a word that may stand for one of them
_SURNAME = 3  # letters
_SHORT = 4  # letters
_GIVEN = 4  # given names before a surname
_DOMINANT = 0.5  # lead of the likeliest bearer of a word over the next
_NO_SURNAME = Trait.NOTHING | Trait.SMALL | Trait.COMMON | Trait.PEOPLE


class Singles:
    """The single words of one board that stand for longer names.

    It holds for the entities that are ``present`` when it is made, and is made anew where more of them are known: a
    surname that the first way of finding names leaves alone may be licensed by what a later one has found.
    """

    def __init__(self, board: Board) -> None:
        self._board = board
        self._page = board.page
        self._names = board.names
        self._lexicon = board.lexicon
        self.focus = Focus(board)
        self.initials = Initials(board)
        self.adjoining = Adjoining(board)
        self._unique: dict[str, tuple[int, ...]] = {}

    def find(self) -> Iterator[PageMention]:
        """The mentions of all words that are free."""
        page, board = self._page, self._board
        is_bare = not self._surnames and not self._given_names
        known = page.flags(having(Trait.KNOWN))
        is_known = is_bare and not page.vocabulary.is_inflected
        for position in page.where(_may_be_known_single if is_known else _may_be_single):
            if board.at(position) is not None or (is_bare and not (known[position] or page.readings(position))):
                continue
            mention = self._mention(position)
            if mention is not None:
                yield mention

    def _mention(self, position: int) -> PageMention | None:
        """A surname or a given name of a person of the text, one with initials, or the word that only one bears."""
        page = self._page
        rows, ending = self._licensed(page.folded(position), page.keys[position])
        if rows:
            return self._surname(position, rows, ending)
        mention = self.initials.surname(position)
        if mention is not None:
            return mention
        rows = self._given_names.rows(position)
        if rows and self.adjoining.stands_alone(position, initial=True):
            return page.mention(position, position + 1, rows, Tier.FOLDED, source="part", score=LICENSED)
        return self._only_bearer(position)

    def _only_bearer(self, position: int) -> PageMention | None:
        """The mention over a word that one entity bears and that stands alone."""
        rows, ending = self._unique_rows(position)
        rows = self._focused(position, rows)
        may_begin = self._page.is_uncased(position) or self._may_begin(position, rows)
        if not rows or not (may_begin or self._is_whole(position)) or not self.adjoining.may_be_whose(position, rows):
            return None
        if not (self._is_of_dateline(position) or self.adjoining.stands_alone(position, initial=may_begin)):
            return None
        tier = Tier.INFLECTED if ending else Tier.FOLDED
        first = self.adjoining.before_particles(rows, position)
        if self.adjoining.is_behind_others(rows, first, position + 1):
            self.focus.note(position, STRANGER)
            return None
        if (
            first == position - 1
            and self._lexicon.is_function(self._page.keys[first])
            and not self._page.is_capital(first)
        ):
            first = position  # "die Politik von Bismarck"
        mention = self._page.mention(first, position + 1, rows, tier, source="unique", score=UNIQUE, ending=ending)
        return mention if self._may_be_team(mention) else None

    def _focused(self, position: int, rows: tuple[int, ...]) -> tuple[int, ...]:
        """The aliases of those whom the text can mean by a surname; remembers a stranger: "Сергей Лебедев"."""
        if not rows or not all(map(self._is_of_person, rows)):
            return rows
        is_named = self.adjoining.joins(position) and self._board.gates.around.is_first_name(position - 1)
        if is_named and not any(self.adjoining.bears(row, position - 1) for row in rows):
            self.focus.note(position, STRANGER)
        owners = self.focus.among(position, self._names.entities(rows))
        return self._names.of_owners(rows, owners)

    def _may_be_team(self, mention: PageMention) -> bool:
        """Whether a word that is short for a club's name is in quotation marks, or in a text about a match.

        The name of a place is a club's only in such a text.
        """
        around, owners = self._board.gates.around, self._names.entities(mention.rows)
        if not any(map(self._names.plays, owners)):
            return True
        if owners <= self._board.present:
            return not self._board.gates.matches.is_at(mention)
        is_told = self._page.is_uncased(mention.first) or around.is_quoted(mention.first)
        is_place = bool(bearers(self._page.keys[mention.first]))
        return (is_told and not is_place) or self._board.gates.matches.is_of_team(mention)

    def _is_whole(self, position: int) -> bool:
        """Whether no generic word with a capital makes another name: "Newark" is none in "Newark Airport"."""
        page, after = self._page, position + 1
        if not page.has_capital_at(after) or self._lexicon.capitalises_nouns:
            return True
        return page.keys[after] not in self._lexicon.generic_words

    def _may_begin(self, position: int, rows: tuple[int, ...]) -> bool:
        """Whether a word is as likely a surname or club where a sentence begins as elsewhere: no short one is."""
        is_person, is_club = map(self._is_of_person, rows), map(self._names.plays, self._names.entities(rows))
        return len(self._page.keys[position]) > _SHORT and (all(is_person) or all(is_club))

    def _is_of_dateline(self, position: int) -> bool:
        """Whether an agency in brackets follows a word, which says where its report is from: "Washington (dpa)"."""
        page, after = self._page, position + 1
        if after >= len(page.keys) or page.shapes[after] not in (Shape.LOWER, Shape.UPPER):
            return False
        return self._board.gates.is_bracketed(after)

    def bears(self, *words: str) -> bool:
        """Whether a word, or with particles several, is the surname of a person whom the document names in full."""
        rows = self._surnames.get(words[-1], ())
        return any(self._names.shape(row).words[-len(words) :] == words for row in rows)

    def whose(self, position: int, owners: frozenset[int]) -> frozenset[int]:
        """Whose surname a word is: one of ``owners``, who is remembered for the next, or those who may be meant."""
        owners = self.focus.among(position, owners)
        if len(owners) == 1:
            self.focus.note(position, min(owners))
        return owners

    def rows_of_span(self, first: int, last: int) -> tuple[int, ...]:
        """The aliases that a given stretch of words may be short for."""
        page = self._page
        if last - first == 1:
            folded, key = page.folded(first), page.keys[first]
            return self._licensed(folded, key)[0] or self.rows_of_word(folded, key)
        words = (page.keys[position] for position in range(first, last) if not self._board.is_small[position])
        return rows_of_part(self._board, tuple(words))

    # --- Surnames -----------------------------------------------------------------------------------------------

    @cached_property
    def _given_names(self) -> GivenNames:
        return GivenNames(self._board)

    @cached_property
    def _surnames(self) -> dict[str, set[int]]:
        """The last words of the names of the persons that the document mentions, with the aliases they come from."""
        names = self._names
        found: dict[str, set[int]] = {}
        for owner in self._board.present:
            is_person = names.kind(owner) == "person"
            for word, row in names.own_words.last(owner):
                is_long = len(word) >= _SURNAME or word in self._lexicon.people
                if is_long and (is_person or self._is_like_a_person(row)):
                    found.setdefault(word, set()).add(row)
        return found

    def is_person(self, owner: int) -> bool:
        """Whether an entity is a person, or of no stated type and has a name that is built like one's."""
        rows, kind = self._names.kb.entity_aliases(owner), self._names.kind(owner)
        return kind == "person" or (kind == "other" and any(map(self._is_like_a_person, rows)))

    def _is_like_a_person(self, row: int) -> bool:
        """Whether a name of an entity of no stated type is built like a person's, of two or three rare words."""
        shape, is_common, lower_uses = self._names.shape(row), self._lexicon.is_common, self._page.lower_uses
        if not shape.is_full_name or any(is_common(word) or lower_uses[word] for word in shape.words):
            return False
        owners = self._names.entities(self._names.with_token(shape.words[-1])[:MOST_ROWS])
        return len(shape.words[-1]) > _SURNAME and len(owners) <= _MOST_BEARERS

    def _licensed(self, folded: str, key: str) -> tuple[tuple[int, ...], str]:
        """The aliases whose surname a word is, and the case ending that it carries."""
        surnames = self._surnames
        if key in surnames:
            return tuple(sorted(surnames[key])), ""
        if surnames and len(key) >= _SURNAME and key not in self._lexicon.numerals:
            for form in stems(folded, self._page.lang, "person"):
                is_long = len(key) > _SURNAME or form.restored in self._lexicon.people  # "וכץ" of Katz
                if is_long and form.restored in surnames:
                    return tuple(sorted(surnames[form.restored])), form.ending
        return (), ""

    def _surname(self, position: int, rows: tuple[int, ...], ending: str) -> PageMention | None:
        """A surname with the initials or given names before it; ``None`` after a stranger's given name."""
        page, board = self._page, self._board
        key = page.keys[position]
        if page.lower_uses[key] > (
            0 if page.initial[position] and self._lexicon.is_common(key) else page.capital_uses[key]
        ):
            return None
        first, last = self.initials.span(position)
        fitting = tuple(row for row in rows if self.initials.fit(row, position))
        if last > position + 1 and not fitting:
            self.focus.note(position, STRANGER)  # "Мамедов Р. Т.", not Fikrat Mammadov
            return None
        first, rows = (first, fitting) if fitting else (position, rows)
        first = self.adjoining.before_particles(rows, first)
        while self.adjoining.joins(first) and board.at(first - 1) is None:
            fitting = tuple(row for row in rows if self.adjoining.bears(row, first - 1))
            if fitting:
                first, rows = first - 1, fitting
                continue
            if not board.may_precede(first - 1):
                self.focus.note(position, self._bearer_of_longer(first, rows))
                return None
            break
        rows = self._told(rows, first) if first == position else self._with_particles(rows, first)
        owners = self.focus.among(position, self._names.entities(rows))
        if len(owners) == 1:
            if first == position and self.focus.may_be_another(position, min(owners)):
                return None
            self.focus.note(position, min(owners))
        rows = self._names.of_owners(rows, owners)
        if not rows:
            return None
        tier = Tier.INFLECTED if ending else Tier.FOLDED
        mention = page.mention(first, last, rows, tier, source="surname", score=LICENSED, ending=ending)
        return self.initials.closed(mention, position)

    def _bearer_of_longer(self, first: int, rows: tuple[int, ...]) -> int:
        """Who bears a surname after words of which one is not in his name, or may not be: "Pierre Charles L'Enfant"."""
        for _ in range(_GIVEN):
            if not self.adjoining.joins(first):
                break
            first -= 1
            owners = {self._names.kb.alias_entity(row) for row in rows if self.adjoining.bears(row, first)}
            if len(owners) == 1:
                return owners.pop()
        return STRANGER

    def follows_stranger(self, mention: PageMention) -> bool:
        """Whether the word before a surname may be the given name of somebody else, or addresses somebody else."""
        position, rows = mention.first, mention.rows
        if self._board.is_of_other_gender(position, self._names.entities(rows)):
            return True
        if self.initials.span(position)[1] > position + 1:
            return True  # whom "Мамедов Ф. Ф." names is not told by the surname alone
        if not self.adjoining.joins(position) or self._board.may_precede(position - 1):
            return False
        page = self._page
        if page.gaps[position] == Gap.HYPHEN and self._names.rows(page.keys[position - 1]):
            return False  # "the Trump-Putin summit"
        return not any(self.adjoining.bears(row, position - 1) for row in rows)

    def _told(self, rows: tuple[int, ...], position: int) -> tuple[int, ...]:
        """Those whose surname a word may be by itself, no word of every day."""
        page, lexicon = self._page, self._lexicon
        if not page.is_uncased(position):
            return rows
        key = page.keys[position]
        if page.word_before(position) in lexicon.numerals:
            return ()  # "یک روحانی" is a cleric
        after = position + 1
        is_given = page.word_at(after) and page.is_uncased_given(position)
        if is_given and self._licensed(page.folded(after), page.keys[after])[0]:
            return ()  # "قاسم بري" is not Naim Qassem where Nabih Berri is named as well
        if key in lexicon.common_words | lexicon.telling_words and not self.adjoining.has_office(position, None):
            return ()
        return self._with_particles(rows, position)

    def _with_particles(self, rows: tuple[int, ...], position: int) -> tuple[int, ...]:
        """Those whose name has no particle before a word that is a father's name alone: "سلمان" of "محمد بن سلمان"."""
        if not self._page.is_uncased(position):
            return rows
        key, fathers, is_one_of = self._page.keys[position], self._lexicon.fathers, self._board.gates.around.is_one_of
        tied = ((row, *pair) for row in rows for pair in pairwise(self._names.shape(row).words))
        sons = ((row, frozenset((before,))) for row, before, word in tied if word == key and before in fathers)
        cut = {row for row, before in sons if not is_one_of(position - 1, before)}
        return tuple(row for row in rows if row not in cut)

    # --- Words that one entity bears ----------------------------------------------------------------------------

    def _unique_rows(self, position: int) -> tuple[tuple[int, ...], str]:
        """The aliases for which a word alone may stand, and the case ending that it carries.

        Without an office before it, or before another name, a surname may be anybody's given name: "Martin", "Sprecher
        Martin Schäfer", but "prezident Pavel".
        """
        rows, ending = self._borne_alone(position)
        if not rows or self._page.is_uncased(position) or not all(map(self._is_of_person, rows)):
            return rows, ending
        is_given = self._board.gates.around.is_given_name(position)
        is_told = self.adjoining.has_office(position, None) and not self._page.has_capital_at(position + 1)
        return (rows, ending) if not is_given or is_told else ((), "")

    def _borne_alone(self, position: int) -> tuple[tuple[int, ...], str]:
        """The same for any word; one with an ending is a surname: that of one person in whatever form it is read."""
        page = self._page
        folded, key = page.folded(position), page.keys[position]
        rows = self._with_particles(self.rows_of_word(folded, key), position)
        if rows and (page.is_demonym(position) or self._board.gates.around.is_in_place_name(position)):
            rows = ()
        if rows and page.is_uncased(position) and not self._may_be_unique(position, rows):
            return (), ""
        if self._names.known(folded) or page.has(position, _NO_SURNAME):
            return rows, ""
        found: dict[tuple[int, ...], str] = {}
        for part, form in page.readings(position):
            is_other = part in self._lexicon.given or key in self._lexicon.demonyms
            rows = () if is_other else self.rows_of_word(form.restored, part)
            if rows and form in stems(folded, page.lang, "person"):
                found[rows] = form.ending or form.prefix
        rows = tuple(row for rows in found for row in rows)
        if len(self._names.entities(rows)) != 1 or not all(map(self._is_of_person, rows)):
            return (), ""
        return rows, found.popitem()[1]

    def _may_be_unique(self, position: int, rows: tuple[int, ...]) -> bool:
        """Whether a word that no capital tells from others may be the one of a name, of which nothing else is there.

        It has no marks that the name lacks: "ترأس" is "headed" and not Truss, "تراس". It is no given name, which is
        anybody's, and nothing is named after its bearer.
        """
        page, word = self._page, self._page.written(position)
        if page.is_uncased_given(position) or self.adjoining.is_named_after(position):
            return False
        return not all(has_other_marks(word, self._names.alias(row).text) for row in rows)

    def rows_of_word(self, folded: str, key: str) -> tuple[int, ...]:
        """The aliases of the only entity that bears a word, if the word alone may stand for it."""
        found = self._unique.get(key)
        if found is None:
            found = self._unique[key] = self._rows_of_word(folded, key)
        return found

    def _rows_of_word(self, folded: str, key: str) -> tuple[int, ...]:
        names, board = self._names, self._board
        bearing = self._page.vocabulary.bearers.of((folded, key))
        if bearing is None or self._page.lower_uses[key]:
            return ()
        # Where the gazetteer says that a short name needs context, being the only bearer is not enough.
        if bearing.is_name and names.entities(bearing.rows).isdisjoint(board.present):
            return ()  # it is a name of its own, and the gates have said that it is none here
        owners = bearing.likely
        if len(owners) > 1:
            owners = (names.entities(bearing.rows) & board.present) or owners
        if len(owners) > _MOST_BEARERS:
            return ()
        kept = names.of_owners(bearing.rows, owners)
        kept = kept if len(owners) == 1 else board.meanings.clear_first(kept, _DOMINANT)
        return () if any(self._is_others(folded, key, row) for row in kept) else kept

    def _is_others(self, folded: str, key: str, row: int) -> bool:
        """Whether a word of a name may be a surname, or the name of a place, that says nothing of its bearer."""
        short, owner = self._page.vocabulary.bearers, self._names.kb.alias_entity(row)
        is_person = self._names.shape(row).cased and self._is_of_person(row)
        is_rival = short.is_rival(key, row) and not is_person
        return is_rival or (owner not in self._board.present and short.is_namesake(folded, row))

    def _is_of_person(self, row: int) -> bool:
        return self._names.type_of(row) == "person"


def _may_be_single(pages: Pages) -> Flags:
    may_be = pages.is_shaped(Shape.TITLE, Shape.UPPER, Shape.MIXED, Shape.UNCASED) & (pages.letters >= _SURNAME)
    may_be |= pages.is_shaped(Shape.UNCASED) & pages.has(Trait.PEOPLE) & (pages.letters > 1)  # "כץ"
    return may_be & (pages.letters <= LONGEST) & ~pages.has(Trait.SMALL)


def _may_be_known_single(pages: Pages) -> Flags:
    return _may_be_single(pages) & pages.has(Trait.KNOWN)
