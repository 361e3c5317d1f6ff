"""Gates: when a window of words that spells an alias may be that name.

A capital, the letters of short aliases, the punctuation between the words, and the use of the same word in lower case
elsewhere decide. The rules look at the text and the alias only, never at the entity's fame.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from itertools import chain, compress

from namenorm.annotate.document.around import Around
from namenorm.annotate.document.doubts import Doubts
from namenorm.annotate.document.matches import Matches
from namenorm.annotate.document.page import Page
from namenorm.annotate.document.pages import Flags, Pages
from namenorm.annotate.document.unspaced import Unspaced
from namenorm.annotate.words.entity_words import AliasShape
from namenorm.annotate.words.gaps import Gap
from namenorm.annotate.words.spellings import has_other_marks
from namenorm.annotate.words.vocabulary import CASED, Shape
from namenorm.model import base_language
from namenorm.text.scripts import letter_count

_SHORT = 3  # letters of a name that has to be spelt as listed, capitals included
_ACRONYM = 5  # letters of an acronym that may be written as a word: "Nato"
_LONG = 5  # letters of a name from which no word of another language is likely the same
_FEW = 60  # aliases with a word that are looked at to see who bears it
SITES = ("place", "facility", "event")
_OF_WORDS = ("organization", "facility", "event", "law")
_TITLED = ("work", "organization", "other")


class Gates:
    """The rules for one page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.names = page.vocabulary.names
        self.lexicon = page.vocabulary.lexicon
        self.around = Around(page)
        self.doubts = Doubts(self.around)
        self.matches = Matches(self.around)
        self.unspaced = Unspaced(page)

    def admitted(
        self, rows: tuple[int, ...], may_be: Callable[[int, int, int], bool], first: int, last: int
    ) -> tuple[int, ...]:
        """Those of some aliases of which ``may_be`` says that words ``first`` up to ``last`` may be them.

        Asked once for all aliases that are written alike and name things of one type.
        """
        alike = self.names.alike(rows)
        kept = [same for same in alike if may_be(first, last, same[0])]
        if len(kept) == len(alike):
            return rows
        chosen = frozenset(chain(*kept))
        return tuple([row for row in rows if row in chosen])

    def admit(self, first: int, last: int, row: int) -> bool:
        """Whether words ``first`` up to ``last`` may be the alias in ``row``."""
        shape = self.names.shape(row)
        if not self._fits(first, last, shape):
            return False
        if self.page.shapes[first] == Shape.UNSPACED:
            return self.unspaced.is_word(first, last) and self.unspaced.is_written_like(first, last, shape.text)
        if not (shape.cased and any(map(self.page.is_cased_capital, range(first, last)))):
            return self._without_case(first, last, shape, row) and not self.around.makes_other(first, last, row)
        if self.around.makes_other(first, last, row):
            return False
        if last - first == 1:
            return self._single(first, shape, row)
        return self._several(first, last, shape, row)

    def _fits(self, first: int, last: int, shape: AliasShape) -> bool:
        """What holds in every script: punctuation and function words are the alias's own, and numbers are no names."""
        if self.page.shapes.count(Shape.NUMBER, first, last) == last - first:
            return False
        if last - first > 1 and len(shape.words) == 1 and not self._may_be_one_word(first, last):
            return False
        return self._punctuation(first, last, shape) and self._keeps_small_words(first, last, shape)

    def _may_be_one_word(self, first: int, last: int) -> bool:
        """Whether several words may be one: "Kazach stan", "U. S. A.", but neither "I ran" nor "U.S. A"."""
        page, sizes = self.page, [len(key) for key in self.page.keys[first:last]]
        if max(sizes) == 1:
            return len({page.before(position) for position in range(first + 1, last)}) == 1
        is_apart = Gap.SPACE in page.gaps[first + 1 : last] and not page.is_uncased(first)  # "أبو ظبي" is
        return max(sizes) > _SHORT or not is_apart or page.shapes.count(Shape.UPPER, first, last) == last - first

    def _punctuation(self, first: int, last: int, shape: AliasShape) -> bool:
        """Unusual punctuation between the words must be in the alias as well."""
        page = self.page
        for position in range(first + 1, last):
            gap = page.gaps[position]
            if gap <= Gap.APOSTROPHE:
                continue
            between = page.before(position)
            if gap == Gap.STOP:
                if "." not in shape.text and len(page.keys[position - 1]) > 4:
                    return False
            elif not any(char in shape.odd for char in between) and (
                len(page.keys[position]) > _SHORT or len(page.keys[position - 1]) == 1
            ):
                is_quoted = between.strip() == "—" and self.around.is_quoted(first, last)  # «Наш дом — Израиль»
                if not is_quoted:
                    return False
        # A possessive s belongs to the name only where the alias has one.
        if page.keys[last - 1] == "s" and page.gaps[last - 1] == Gap.APOSTROPHE:
            return shape.words[-1] == "s"
        return True

    def _keeps_small_words(self, first: int, last: int, shape: AliasShape) -> bool:
        """Whether function words at the ends of a window are words of the alias ("Tunis is" is no Tunisis)."""
        if last - first == 1:
            return True
        page, keys = self.page, self.page.keys
        ends = [keys[first], keys[last - 1]]
        if page.is_uncased(last - 1) and keys[last - 2] + ends[1] in shape.words:
            ends.pop()  # "علی خامنه ای", which the name writes "خامنه‌ای"
        small = {key for key in ends if self.lexicon.is_function(key)}
        if page.shapes[last - 1] == Shape.LOWER and self.lexicon.is_article(keys[last - 1]):
            small.add(keys[last - 1])  # "Such a", but not "A merica"
        return small.issubset(shape.words)

    def _without_case(self, first: int, last: int, shape: AliasShape, row: int) -> bool:
        """A name without capitals, in a script without case or in lower case in the text."""
        if shape.cased:
            return len(shape.letters) <= _SHORT and self.is_agency(first, last)
        if last - first > 1:
            is_torn = len(shape.words) == 1 and self.lexicon.is_common(self.page.keys[first])
            return not is_torn  # "دو گل" are two goals, and not de Gaulle, "دوگل"
        return self._uncased_word(first, shape, row)

    def _uncased_word(self, position: int, shape: AliasShape, row: int) -> bool:
        """Whether a word that no capital tells from others may be a name: "חדש" is "new", and חד"ש a party."""
        page, lexicon, key = self.page, self.lexicon, self.page.keys[position]
        if lexicon.names_nothing(key) or self.unspaced.is_of_people(position + 1):
            return False
        if not shape.text.isalpha() and len(key) <= _SHORT:  # an acronym: its mark says that it is one
            return not page.written(position).isalpha()
        if self.around.is_quoted(position) and self.names.type_of(row) in _TITLED:
            return True
        is_of_people = page.is_demonym(position)
        is_word = key in lexicon.generic_words or self._is_in_phrase(position)
        if is_word or self._is_foreign(row, is_of_people=is_of_people):
            return False
        if self.names.type_of(row) == "work":
            return position > 0 and page.keys[position - 1] in lexicon.generic_words
        return True

    def _is_in_phrase(self, position: int) -> bool:
        """Whether a word and one beside it are a common noun: "בית הכנסת", a synagogue, "الأمين العام", no Al-Amin."""
        page, generic = self.page, self.lexicon.generic_words | self.lexicon.roles
        key, before, after = page.keys[position], page.word_before(position), page.word_at(position + 1)
        if after and key + after in generic:
            return True
        return bool(before) and any(form + key in generic for form in page.forms(position - 1))

    def _is_foreign(self, row: int, *, is_of_people: bool) -> bool:
        """Whether only other languages call an entity so that has a name in that of the text.

        Without capitals, what it is called in Persian, "کیف", may be any word of an Arabic text: "كيف", "how".
        """
        page, kb, shape = self.page, self.names.kb, self.names.shape(row)
        if (
            page.lang is None
            or shape.cased
            or (len(self.lexicon.without_article(shape.words[0])) > _LONG and not is_of_people)
        ):
            return False
        rows = kb.entity_aliases(kb.alias_entity(row))
        spoken = {kb.folded(each) for each in rows if self.names.is_of_language(each, page.lang)}
        # What is a word of its own name there, "حماس" of "حركة حماس", is no other.
        return bool(spoken) and not any(f" {kb.folded(row)} " in f" {name} " for name in spoken)

    def is_agency(self, first: int, last: int) -> bool:
        """Whether one word stands alone in brackets, here or elsewhere: "Berlin (dpa) ... said to dpa"."""
        return self.page.keys[first] in self._agencies or (last - first == 1 and self.is_bracketed(first))

    @cached_property
    def _agencies(self) -> frozenset[str]:
        """The short words in lower case that stand alone in brackets after a word with a capital."""
        places = compress(range(len(self.page.keys)), self.page.flags(_may_be_agency))
        return frozenset(self.page.keys[at] for at in places if self.is_bracketed(at))

    def is_bracketed(self, position: int) -> bool:
        """Whether a word stands alone in brackets, as an agency does after a dateline: "Berlin (dpa)"."""
        page = self.page
        if self.lexicon.is_function(page.keys[position]):
            return False
        start, end = page.starts[position], page.ends[position]
        return page.text[start - 1 : start] == "(" and page.text[end : end + 1] in (")", "/")

    def _single(self, position: int, shape: AliasShape, row: int) -> bool:
        page, key = self.page, self.page.keys[position]
        surface = "".join(filter(str.isalnum, page.span(position, position + 1)))
        if len(shape.letters) <= _SHORT:
            return self._short(position, key, surface, shape)
        if shape.upper and len(shape.letters) <= _ACRONYM and not surface.isupper():
            may_be = not page.initial[position] and not self.lexicon.is_common(key)
            return may_be and self._is_word(position, shape) and not self.names.is_foreign((row, page.lang or ""))
        if surface.isupper() and not page.shouted[position]:
            return True
        is_titled = self.names.type_of(row) in _TITLED
        if is_titled and self.lexicon.is_common(key) and has_other_marks(shape.text, page.written(position)):
            return False  # "Liberation" is an ordinary word, and no Libération
        if self.lexicon.names_nothing(key) and self.names.alias(row).kind != "demonym":
            return is_titled and self.around.is_quoted(position)
        is_given = len(shape.words) > 1 and self.around.is_given_name(position)  # "Alain" is not Al Ain
        return not is_given and self._has_capital_of_its_own(position, key, row)

    def _is_word(self, position: int, shape: AliasShape) -> bool:
        """Whether an acronym may be written as a word that begins so: "Naton", but not "Naši", nor DEAŞ as "Deas"."""
        written = "".join(filter(str.isalnum, self.page.written(position)))
        _, acronym, ending = written.casefold().partition(shape.letters.casefold())
        is_upper = written[: len(shape.letters)].isupper()
        return is_upper or (bool(acronym) and (not ending or len(shape.letters) > _SHORT))

    def _short(self, first: int, key: str, surface: str, shape: AliasShape) -> bool:
        if surface != shape.letters:
            return False
        if self.page.shouted[first]:
            return not self.lexicon.is_common(key)
        if shape.upper:
            return key not in self.lexicon.calendar_words
        if self.page.initial[first] and key in self.lexicon.ordinary_words:
            return False
        return not self.lexicon.names_nothing(key) and not self.page.lower_uses[key]

    def _has_capital_of_its_own(self, first: int, key: str, row: int) -> bool:
        """Whether the capital of a word is there because it is a name."""
        page = self.page
        lower, capital = page.lower_uses[key], page.capital_uses[key]
        if self.names.type_of(row) == "place" and self._is_noun(first, key):
            return False
        if not page.initial[first] and not page.shouted[first]:
            return lower <= capital
        is_word = key in self.lexicon.telling_words and self.names.type_of(row) == "organization"  # "Nato a Roma", born
        if lower > capital / 4 or is_word or key in self.lexicon.generic_words or self._is_other_word(first, row):
            return False
        if key not in self.lexicon.ordinary_words or capital > 0:
            return True
        return self.names.type_of(row) != "person"

    def _is_noun(self, position: int, key: str) -> bool:
        """Whether what a place is called like is meant: a common word that no preposition says to be one, or behind an
        article an ordinary one where nouns have capitals: "beim Essen".
        """
        if key in self.lexicon.common_words:
            return not self.around.is_where(position)
        is_ordinary = self.lexicon.capitalises_nouns and key in self.lexicon.ordinary_words
        return is_ordinary and self.lexicon.is_article(self.page.word_before(position))

    def _is_other_word(self, position: int, row: int) -> bool:
        """Whether a word that begins a sentence has marks that a name in its own language lacks: "Görüş", "Gorus"."""
        alias, lang = self.names.alias(row), self.page.lang
        is_own = lang is not None and base_language(alias.lang) == base_language(lang)
        return is_own and self.doubts.has_other_marks(position, row)

    def _several(self, first: int, last: int, shape: AliasShape, row: int) -> bool:
        page = self.page
        if len(shape.letters) <= _SHORT:
            return "".join(char for char in page.span(first, last) if char.isalnum()) == shape.letters
        capitals = [
            position
            for position in range(first, last)
            if page.is_cased_capital(position) or page.shapes[position] == Shape.NUMBER
        ]
        if page.span(first, last) == shape.text or self.is_whole_quotation(first, last):
            return True
        wanted = sum(shape.capitals)
        telling = [position for position in capitals if not page.initial[position] or not self._is_weak(position)]
        if not telling:
            return False
        says_little = wanted > 1 and len(capitals) == 1 and not self.is_sentence_case(first, capitals, row)
        is_lower = self.may_be_lower(page.keys[first], row)
        if says_little and (self._is_weak(capitals[0]) or not (is_lower or self.names.type_of(row) in SITES)):
            return False
        if all(self._is_weak(position) for position in capitals) and page.has_capital_at(last):
            return False  # ordinary words that may be a part of a longer name
        return page.is_capital(first) or is_lower

    def is_whole_quotation(self, first: int, last: int) -> bool:
        """Whether several words are all that stands in quotation marks, and begin with a capital: «Скай ньюс»."""
        return last - first > 1 and self.page.is_cased_capital(first) and self.around.is_quoted(first, last)

    def is_sentence_case(self, first: int, capitals: list[int], row: int) -> bool:
        """Whether only the first word has a capital, as the language writes its names: "la Banque mondiale"."""
        page = self.page
        if self.lexicon.title_case or self.lexicon.capitalises_nouns or self.names.type_of(row) not in _OF_WORDS:
            return False
        return capitals == [first] and not page.initial[first] and self.names.is_of_language(row, page.lang)

    def may_be_lower(self, key: str, row: int) -> bool:
        """Whether the first word of a name says what it is, and so may be in lower case: "сектор Газа"."""
        # "western Victoria" is no organisation of that name, but what is not said to be one may be a site.
        is_site, lexicon = self.names.type_of(row) in (*SITES, "other"), self.lexicon
        kinds = lexicon.generic_words if is_site else lexicon.named_after_places
        return key in kinds and any(self.names.shape(row).capitals[1:])

    def is_article(self, first: int, last: int) -> bool:
        """Whether a window begins with a function word, as an article is."""
        return last - first > 1 and self.lexicon.is_function(self.page.keys[first])

    def admit_without_article(self, first: int, last: int, row: int) -> bool:
        """Whether words ``first`` up to ``last`` are the alias in ``row`` without its first word."""
        if len(self.names.shape(row).words) < 2 or self.around.makes_other(first, last, row):
            return False
        if last - first == 1 and (self.lexicon.is_common(self.page.keys[first]) or not self._is_rare(first)):
            return False
        return all(
            self.page.is_capital(position)
            for position in range(first, last)
            if not self.lexicon.is_function(self.page.keys[position])
        )

    def _is_rare(self, position: int) -> bool:
        """Whether only one entity bears a word."""
        rows = self.names.with_token(self.page.folded(position))
        return len(rows) <= _FEW and len(self.names.entities(rows)) == 1

    def _is_weak(self, position: int) -> bool:
        """Whether a capital says little: the word is common, or also used in lower case."""
        key = self.page.keys[position]
        return self.lexicon.is_common(key) or self.page.lower_uses[key] > 0

    def admit_inflected(self, first: int, last: int, row: int) -> bool:
        """Whether words ``first`` up to ``last``, some of them inflected, may be the alias in ``row``."""
        page, shape = self.page, self.names.shape(row)
        is_marked = not shape.text.isalpha() and not page.written(first).isalpha()
        if (letter_count(shape.letters) < _SHORT and not is_marked) or not self._punctuation(first, last, shape):
            return False
        is_small = last - first > 1 and self.lexicon.is_function(page.keys[last - 1])
        if self.around.makes_other(first, last, row) or (is_small and page.keys[last - 1] not in shape.words):
            return False
        cased = [position for position in range(first, last) if page.is_cased_capital(position)]
        if not cased:
            # A name in a script with case may be that of a country, which the text calls otherwise.
            if last - first == 1 and page.is_uncased(first) and self._is_foreign(row, is_of_people=True):
                return False
            return Shape.LOWER not in page.shapes[first:last] and not self.unspaced.is_of_people(last)
        if last - first == 1:
            return self._single_form(first, shape, row)
        return any(not page.initial[position] or not self._is_weak(position) for position in cased)

    def _single_form(self, position: int, shape: AliasShape, row: int) -> bool:
        """Whether one word may be a form of a name: "Maliye", finance, is none of Mali, nor "Hiszpanie" of Spain."""
        page, lexicon, key = self.page, self.lexicon, self.page.keys[position]
        is_acronym = shape.upper and len(shape.letters) <= _ACRONYM and self.names.type_of(row) != "place"
        if is_acronym and not self._is_word(position, shape):
            return False
        if page.initial[position] and self._is_other_word(position, row):
            return False
        return key not in lexicon.demonyms


def _may_be_agency(pages: Pages) -> Flags:
    found = pages.is_shaped(Shape.LOWER) & (pages.letters <= _SHORT)
    found[1:] &= pages.is_shaped(*CASED)[:-1]
    return found & ~pages.starts_text
