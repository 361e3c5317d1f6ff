"""Doubts: when a single word that spells a name may as well be something else, so that its sentence has to tell.

An ordinary word at the beginning of a sentence ("Reading is good"), what another language calls a place ("Cina", China
in Italian, is a Romanian dinner), an adjective ("Danska" is Denmark in Croatian, or "Danish"), somebody's given name.
"""

from __future__ import annotations

from namenorm.annotate.document.around import Around
from namenorm.annotate.words import spellings
from namenorm.annotate.words.gaps import TIES, Gap
from namenorm.annotate.words.vocabulary import Shape
from namenorm.text.fold import compact

_TIED = (Gap.NONE, *TIES)
_ADJECTIVE = 3  # letters of an ending that is one of adjectives


class Doubts:
    """The rules for one page."""

    def __init__(self, around: Around) -> None:
        self._page = around.page
        self._names = around.names
        self._lexicon = around.lexicon
        self._around = around

    def is_doubtful(self, first: int, last: int, rows: tuple[int, ...], key: str) -> bool:
        """Whether the only word of a mention, of a name ``key``, may be none: "Reading is good", not "in Reading"."""
        if last - first > 1:
            return False
        if self._page.is_uncased(first):  # "וירדן", "and Jordan", or "and they will go down"
            lists = self._lexicon.ordinary_words, self._lexicon.common_words, self._lexicon.telling_words
            is_word = any(not words.isdisjoint((key, self._page.keys[first])) for words in lists)
            return is_word and not self._around.is_quoted(first)
        is_ordinary = self._page.keys[first] in self._lexicon.ordinary_words
        if self._may_be_given(first, rows, key):
            return True
        if self._has_little_capital(first):
            return is_ordinary or self._may_be_other_word(first, rows, key)
        if self._names.types_of(rows) != {"place"} or self._around.is_where(first):
            return False
        return (is_ordinary and self._is_beside_capital(first)) or self._may_be_of_person(first, rows, key)

    def _may_be_of_person(self, first: int, rows: tuple[int, ...], key: str) -> bool:
        """Whether a word after one with a capital is no place of its own: "Besim Karadeniz" is not of the Black Sea."""
        if not self._follows_capital(first):
            return False
        # "Gürcan Karakaş" is not of Caracas either, "Karakas".
        is_foreign = all(self._is_of_others(first, row, key) for row in rows)
        return is_foreign or self._may_be_adjective(self._page.keys[first])

    def are_called_otherwise(self, first: int, rows: tuple[int, ...], key: str) -> bool:
        """Whether a word may be something else, as the language has other names of the places that others call ``key``.

        "in der Mosel" is in a river, not in Mosul; "Верный признак" a sure sign, and no Almaty.
        """
        page, lang, names = self._page, self._page.lang, self._names
        if self._around.is_where(first) or names.places.called(key, lang):
            return False
        has_neighbour = self._follows_capital(first) or (page.word_at(first + 1) and page.is_cased_capital(first + 1))
        if not (has_neighbour or self._has_little_capital(first) or page.word_before(first) in self._lexicon.articles):
            return False
        return all(spellings.has_name_in(names.entity(row), page.written(first), lang) for row in rows)

    def _is_beside_capital(self, first: int) -> bool:
        """Whether an ordinary word, used once, is beside one that may make another name of it: "Continue Reading"."""
        page, after = self._page, first + 1
        if page.shapes[first] == Shape.UPPER or page.capital_uses[page.keys[first]] > 1:
            return False
        is_before = self._is_tied(after) and self._may_be_of_name(after)
        is_behind = self._is_tied(first) and self._may_be_of_name(first - 1)
        return is_before or (is_behind and not self._lexicon.names_nothing(page.keys[first - 1]))

    def _may_be_of_name(self, position: int) -> bool:
        """Whether a word has a capital and is no place itself, as the other one of "Turkey-Georgia" is."""
        is_capital = self._page.is_cased_capital(position)
        return is_capital and "place" not in self._names.types_of(self._names.rows(self._page.keys[position]))

    def _is_tied(self, position: int) -> bool:
        """Whether a word is in one line with the one before it, and only a space or hyphen between."""
        page = self._page
        return position < len(page.keys) and page.gaps[position] in _TIED and "\n" not in page.before(position)

    def _follows_capital(self, first: int) -> bool:
        """Whether the word before another has a capital and is no office: "Bank Polski", but "Prezydent Polski"."""
        before = self._page.word_before(first)
        return bool(before) and self._page.is_cased_capital(first - 1) and not self._lexicon.names_nothing(before)

    def _has_little_capital(self, first: int) -> bool:
        """Whether only the beginning of a sentence or line gives a word its capital: "Us two", but "US officials"."""
        page = self._page
        is_first = page.initial[first] or ("\n" in page.before(first) and page.shapes[first - 1] != Shape.LOWER)
        if not is_first or page.shapes[first] == Shape.UPPER or page.capital_uses[page.keys[first]]:
            return False
        return bool(page.word_at(first + 1)) and page.shapes[first + 1] == Shape.LOWER

    def has_other_marks(self, first: int, row: int) -> bool:
        """Whether a word has marks that an alias lacks: "Árak", prices in Hungarian, is not Arak."""
        text = self._names.alias(row).text
        return spellings.has_other_marks(self._page.written(first)[: len(text)], text)

    def _may_be_given(self, first: int, rows: tuple[int, ...], key: str) -> bool:
        """Whether the name of a place is a given name as well, and no preposition tells which it is.

        It is so where the language of the text calls the place otherwise, "Milan" in Czech and "Σοφία" in Greek, or
        lists it among ``given_places``; or where listed persons have it and no place, "Ariel", once Jerusalem.
        """
        page, lexicon, types = self._page, self._lexicon, self._names.types_of(rows)
        if "place" not in types or self._around.is_where(first):
            return False
        if key not in lexicon.given:
            return page.is_cased_capital(first) and self._around.begins_listed_name(first)
        own = (row for row in rows if self._names.is_of_language(row, page.lang))
        return key in lexicon.given_places or all(self.has_other_marks(first, row) for row in own)

    def _may_be_other_word(self, first: int, rows: tuple[int, ...], key: str) -> bool:
        """Whether only other languages call a place like a word, or it ends like an adjective."""
        if self._names.types_of(rows) != {"place"}:
            return False
        word = self._page.keys[first]
        if self._may_be_adjective(word):
            return not self._stands_alone(first)
        owners = self._names.entities(self._names.places.called(word, self._page.lang))
        return owners.isdisjoint(self._names.entities(rows)) and all(
            self._is_of_others(first, row, key) for row in rows
        )

    def _stands_alone(self, first: int) -> bool:
        """Whether what follows a word is no noun: "Danska je ...", but "Danska vlada", "Danska i norveška vlada"."""
        is_followed = self._lexicon.is_function(self._page.word_at(first + 1))
        return is_followed and not self._may_be_adjective(self._page.word_at(first + 2))

    def _is_of_others(self, first: int, row: int, key: str) -> bool:
        """Whether an alias is one of other languages, or lacks marks of a word."""
        names, lang = self._names, self._page.lang
        is_alike = compact(names.kb.folded(row)) == key  # and no other name of what the alias stands for
        is_foreign = is_alike and lang is not None and names.is_foreign((row, lang))
        return is_foreign or (lang is not None and self.has_other_marks(first, row))

    def _may_be_adjective(self, word: str) -> bool:
        """Whether a word ends like the adjectives of places, in a language in which they have endings as nouns have."""
        long = tuple(ending for ending in self._lexicon.demonym_endings if len(ending) >= _ADJECTIVE)
        return self._lexicon.names_agree and word.endswith(long)
