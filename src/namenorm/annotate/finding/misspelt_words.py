"""Finds misspelt names of one word, and those that begin with initials or a particle: "Netenyahu", "bin Ladne".

The text around the word has to say that it is a name by itself, and no part of another one.
"""

from __future__ import annotations

from collections.abc import Callable

from rapidfuzz.distance import OSA

from namenorm.annotate.document.enumerations import is_among_places, told_places
from namenorm.annotate.document.mentions import DOUBTFUL, PageMention
from namenorm.annotate.document.pages import having, says_what
from namenorm.annotate.finding.questions import Asking
from namenorm.annotate.finding.restored import Restored
from namenorm.annotate.finding.singles import Singles
from namenorm.annotate.words.gaps import TIES
from namenorm.annotate.words.likeness import leaves_room
from namenorm.annotate.words.spellings import is_letter_off, is_word_letter_off
from namenorm.annotate.words.vocabulary import Trait
from namenorm.model import Tier
from namenorm.text.given_names import may_be_given_name
from namenorm.text.known_places import bearers
from namenorm.text.known_surnames import is_known_surname
from namenorm.text.scripts import script

_LONG = 8  # letters from which a word that begins a sentence is asked about
_ODD = 7  # the same of a word with letters in a row as hardly any name has
_NOUN = 6  # the same where all nouns have a capital
_LONG_NOUN = 10  # and of one that ends as nouns do

Confirm = Callable[[int, int, frozenset[int]], PageMention | None]


class MisspeltWords:
    """Looks for single misspelt words in one page; ``confirm`` asks the resolver about words and some entities."""

    def __init__(self, asking: Asking, singles: Singles, restored: Restored, confirm: Confirm) -> None:
        self.board = asking.board
        self.page = self.board.page
        self.names = self.board.names
        self._around = self.board.gates.around
        self.prospects = asking.prospects
        self.singles = singles
        self._restored = restored
        self._confirm = confirm
        self._unknown = self.page.flags(having(Trait.UNKNOWN))
        # "El Carro" is a wagon and not El Cairo
        self._particles = self.board.lexicon.particles - self.board.lexicon.function_words
        self._is_tail = self.page.flags(says_what)

    def may_be_asked(self, position: int) -> bool:
        """Whether a word that is in no list may be a misspelt name, or the rest of one that begins with a particle."""
        number = self.page.numbers[position]
        if self._unknown[position]:
            return self.prospects.alone(number)
        return self.page.keys[position - 1] in self._particles and self.prospects.is_short_slip(number)

    def mention(self, position: int) -> PageMention | None:
        """The mention over an unknown word, with the initials or the particle before it."""
        page, number = self.page, self.page.numbers[position]
        if page.shouted[position] or page.lower_uses[page.keys[position]]:
            return None
        if not self.may_be_asked(position):
            return None
        if not self._unknown[position]:
            return self._with_particle(position)
        is_place = self._around.has_behind(position + 1, self.board.lexicon.place_kinds_behind)
        is_tied = any(self._is_tail[position + 1 : position + 2]) and not is_place
        if is_tied and self.prospects.near(number).owners.isdisjoint(self.board.present):
            return None  # "Красное море" is no place called "Красный"
        mention = self._with_particle(position)
        first = self.singles.initials.span(position)[0]
        if mention is not None or first < position:
            return mention or self._with_initials(first, position)
        return self._alone(position)

    def _with_initials(self, first: int, position: int) -> PageMention | None:
        """A surname with initials before it: "А. Оверчук" is Alexey Overchuk."""
        near = self.prospects.near(self.page.numbers[position])
        persons = (owner for owner in near.owners | near.farther if self.names.kind(owner) == "person")
        return self._confirm(first, position + 1, frozenset(persons))

    def _alone(self, position: int) -> PageMention | None:
        near, present = self.prospects.near(self.page.numbers[position]), self.board.present
        owners, stands_out = near.owners | (near.farther & present), self._says_something(position)
        is_slip = stands_out or self._is_slip(position)
        if is_slip:
            owners |= self._told(position, near.farther)
        if not is_slip and (owners.isdisjoint(present) or self._is_of_longer(position)):
            return None
        # A document has more to say about a bare surname than the resolver, which sees it alone.
        mention = (self._confirm(position, position + 1, owners) if owners else None) or self._short_form(position)
        if mention is None and is_slip and not self.board.lexicon.capitalises_nouns:
            return self._restored.mention(position, position + 1)
        return mention

    def _told(self, position: int, owners: frozenset[int]) -> frozenset[int]:
        """Those of some entities that the text says are meant if a letter of a word is wrong: "in Chicaog"."""
        surface, kb = self.page.span(position, position + 1), self.names.kb
        told = told_places(self.board, position, owners)
        return frozenset(owner for owner in told if is_letter_off(kb.entity(owner), surface, self.page.lang))

    def _is_slip(self, position: int) -> bool:
        """Whether the text tells that a word is one a letter from a name, whatever gives it its capital."""
        slip = self.prospects.dictionary.slip(self.page.numbers[position])
        if slip is None or self._is_of_longer(position):
            return False
        is_long, is_present = len(self.page.keys[position]) >= _LONG, not slip.owners.isdisjoint(self.board.present)
        return (is_long and is_present) or bool(told_places(self.board, position, slip.owners, slip.forms[0].text))

    def _says_something(self, position: int) -> bool:
        """Whether the capital of a word is there because it is a name, and the word no part of a longer one."""
        page, lexicon = self.page, self.board.lexicon
        key = page.keys[position]
        if lexicon.capitalises_nouns and (len(key) < _NOUN or self._is_noun(position)):
            return False
        if page.initial[position]:
            is_quoted = self._around.is_quoted
            is_told = is_quoted(position) or is_among_places(self.board, position)
            return len(key) >= _LONG or is_told or (len(key) >= _ODD and self.prospects.is_odd(page.numbers[position]))
        return self._begins(position)

    def _begins(self, position: int) -> bool:
        """Whether no name goes on with a word."""
        page, lexicon = self.page, self.board.lexicon
        is_after_particle = position > 1 and self._around.is_continued(position - 1)
        before = position - 1 - is_after_particle  # "Abbas al-Sayed"
        is_tied = page.gaps[position] in TIES and self.board.continues[position]
        if not is_tied or not page.is_cased_capital(before):
            return True
        if self.board.at(before) is not None or self.board.is_title_word[before]:
            return True
        if lexicon.capitalises_nouns and lexicon.looks_like_noun(page.keys[before]):
            return True  # "des Landgerichts Berlen", but not "im Schlosse Güttingen"
        if page.keys[before] in lexicon.calendar_words:
            return True
        # "Then Netenyahu", "CNN -- The Pennsylvaia official", but not "Yoav Netenyahu"
        is_initial = page.initial[before] or lexicon.is_article(page.keys[before])
        is_given = page.keys[before] in lexicon.given  # "Jim Starlin"
        return is_initial and not is_given and self.board.may_precede(before) and not self._is_of_longer(position)

    def _with_particle(self, position: int) -> PageMention | None:
        """A name that begins with the particle before a word: "bin Ladne"."""
        first = position - 1
        if self.page.keys[first] not in self._particles or self.page.gaps[position] not in TIES:
            return None
        if not self._begins(first):
            return None
        owners = self.prospects.nearly_named(tuple(self.page.numbers[first : position + 1]))
        return self._confirm(first, position + 1, owners) if owners else None

    def _is_noun(self, position: int) -> bool:
        """Whether a word ends as nouns do, and the name that it is near does not: "Giechenland" is Griechenland."""
        number, looks_like_noun = self.page.numbers[position], self.board.lexicon.looks_like_noun
        word = self.prospects.romanised[number]
        near = self.prospects.near(number).words if len(word) >= _LONG_NOUN else ()
        is_name = any(looks_like_noun(name) and OSA.distance(word, name) == 1 for name in near)
        return looks_like_noun(self.page.keys[position]) and not is_name

    def _is_of_longer(self, position: int) -> bool:
        """Whether what a name may begin with makes a longer one of a word: "New Netherland"."""
        return self.page.gaps[position] in TIES and self.page.keys[position - 1] in self.board.lexicon.generic_words

    def _short_form(self, position: int) -> PageMention | None:
        """A misspelt word that, spelt right, would stand for one entity: a surname, say."""
        page = self.page
        words = self.prospects.near(page.numbers[position]).words
        if not words or not self.singles.adjoining.stands_alone(position, initial=True):
            return None
        word, key = self.prospects.romanised[page.numbers[position]], page.keys[position]
        is_other = is_known_surname(key) or bool(bearers(key))  # "Macon" is a town, and Macron only if he is there
        is_titled = self.board.is_title_word[position - 1]
        is_latin = script(page.written(position)) == "Latin"
        for near in words:
            if not is_titled and may_be_given_name(near):
                continue  # "Charales" may be like anybody's name, "King Charls" is not
            rows = self.prospects.strong_bearer(near)
            must_be_present = is_other or (page.initial[position] and not rows)
            rows = rows or self.singles.rows_of_word(near, near)
            owners = self.names.entities(rows)
            if must_be_present and not self.board.present.issuperset(owners):
                continue
            is_told = is_titled or not self.board.present.isdisjoint(owners)
            if is_latin and not is_told and not is_word_letter_off(word, near):
                continue  # "Leden" are members, and not bin Laden
            if rows and self.singles.adjoining.may_be_whose(position, rows):
                likeness = 1 - 2 * OSA.distance(word, near) / (3 * max(len(near), 1))
                if leaves_room(word, near):
                    likeness = min(likeness, DOUBTFUL)
                return page.mention(position, position + 1, rows, Tier.FUZZY, source="fuzzy", score=likeness)
        return None
