"""Board: a page with the words that mentions have already taken, and where on the rest a name may begin and end."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from itertools import chain

import numpy as np

from namenorm.annotate.document.gates import Gates
from namenorm.annotate.document.meaning import Meanings
from namenorm.annotate.document.mentions import DOUBTFUL, PageMention
from namenorm.annotate.document.pages import Flags, Pages, having, says_what
from namenorm.annotate.words.entity_words import AliasShape
from namenorm.annotate.words.gaps import Gap
from namenorm.annotate.words.vocabulary import CASED, LONGEST, Shape, Trait
from namenorm.model import Tier
from namenorm.text.inflection import stems

_LONGEST_RUN = 24  # words
_ENTRY = 3  # words of a line of a list at most
_OF_OFFICE = 3  # words of an office at most, before its last one


class Board:
    """One page while it is searched.

    ``present`` are the entities that the document names without doubt.

    Of each word ``known`` says whether it has content and an alias contains it, ``is_small`` whether it is a function
    word or a particle, ``is_title_word`` whether it is a form of address or an office itself, ``is_run_word`` whether
    it is written like one of a name (with a capital or digits, or in a script without case), ``continues`` whether it
    may belong to the same name as the word before it.
    """

    def __init__(self, gates: Gates, meanings: Meanings) -> None:
        self.page = page = gates.page
        self.names = gates.names
        self.gates = gates
        self.meanings = meanings
        self.lexicon = gates.lexicon
        self.present = meanings.present
        self._taken: list[PageMention | None] = [None] * len(page.keys)
        self.is_run_word = page.flags(_is_run_word)
        self.continues = page.flags(_continues)
        self.is_small = page.flags(having(Trait.SMALL))
        self._numbers = page.flags(_is_number)
        self.known = page.flags(_is_known)
        self.is_title_word = page.flags(having(Trait.TITLE))
        self._title_ends = page.flags(having(Trait.TITLE_END))
        self._tails = page.flags(says_what)
        self._runs: array[int] | None = None

    # --- What is taken ------------------------------------------------------------------------------------------

    def take(self, mentions: Iterable[PageMention]) -> None:
        """Notes that the words of mentions are taken."""
        for mention in mentions:
            for position in range(mention.first, mention.last):
                self._taken[position] = mention

    def leave(self, mentions: Iterable[PageMention]) -> None:
        """Notes that the words of mentions are free again."""
        for mention in mentions:
            self._taken[mention.first : mention.last] = [None] * (mention.last - mention.first)

    def at(self, position: int) -> PageMention | None:
        """The mention that has taken a word."""
        return self._taken[position]

    def mentions_in(self, first: int, last: int) -> list[PageMention]:
        """The mentions that have taken words from ``first`` up to ``last``."""
        taken = self._taken[first:last]
        return list({id(mention): mention for mention in taken if mention is not None}.values()) if any(taken) else []

    def _crosses(self, first: int, last: int) -> bool:
        """Whether a mention lies across the border of a window, or is as long as the window."""
        for mention in (self._taken[first], self._taken[last - 1]):
            if mention is None:
                continue
            if mention.first < first or mention.last > last or (mention.first, mention.last) == (first, last):
                return True
        return False

    def owners(self, mention: PageMention) -> frozenset[int]:
        """The entities that a mention may be."""
        if mention.resolution is not None:
            rows = (self.names.kb.entity_row(candidate.entity_id) for candidate in mention.resolution.candidates[:1])
            return frozenset(row for row in rows if row is not None)
        return self.names.entities(mention.rows)

    def types(self, mention: PageMention) -> set[str]:
        """The types of the entities that a mention may be."""
        return set(map(self.names.kind, self.owners(mention)))

    def misspelt_surname(self, position: int, owner: int) -> PageMention:
        """A mention over a word that is a misspelt name of an entity, or surname of a person."""
        rows = self.names.allowed(self.names.kb.entity_aliases(owner))
        return self.page.mention(position, position + 1, rows, Tier.FUZZY, source="surname", score=DOUBTFUL)

    def spellings(self, mention: PageMention) -> Iterator[AliasShape]:
        """All names of the entities that a mention may be."""
        rows = chain.from_iterable(map(self.names.kb.entity_aliases, self.owners(mention)))
        return map(self.names.shape, rows)

    # --- Runs of capitalised words ------------------------------------------------------------------------------

    def runs(self) -> Iterator[tuple[int, int]]:
        """Stretches of words with capitals, function words between them included."""
        if self._runs is None:
            self._runs = array("i", chain.from_iterable(self._find_runs()))
        return zip(self._runs[::2], self._runs[1::2], strict=True)

    def _find_runs(self) -> Iterator[tuple[int, int]]:
        size, last = len(self.is_run_word), 0
        for first in self.page.where(_is_run_word):
            if first < last:
                continue
            last = first + 1
            position, end = last, min(size, first + _LONGEST_RUN)
            while position < end and self.continues[position]:
                if self.is_run_word[position]:
                    last = position + 1
                elif not self.is_small[position]:
                    break
                position += 1
            yield first, last

    def windows(self, run_first: int, run_last: int, most: int) -> Iterator[tuple[int, list[int]]]:
        """Where in a run a name of up to ``most`` words may begin, each with where it may end then, the farthest first.

        No window is as long as a mention, or lies across the border of one; none is an office, "Defence Minister" for a
        ministry, or begins with the last word of one ("وزير الدفاع الإسرائيلي", and no "جيش الدفاع الإسرائيلي").
        """
        ends, is_taken = self._ends(run_first, run_last), any(self._taken[run_first:run_last])
        for first in range(run_first, run_last) if ends else ():
            if self.is_small[first] or not self._starts_here(first, run_first):
                continue
            found = [last for last, shortest in ends if first + shortest <= last <= first + most]
            found = [last for last in found if not (self._title_ends[last - 1] and self.are_title(first, last))]
            if is_taken:
                found = [last for last in found if not self._crosses(first, last)]
            if found and not (self._title_ends[first] and self._ends_title(first)):
                yield first, found

    def are_title(self, first: int, last: int) -> bool:
        """Whether some words are a form of address or an office, as they stand: "الأمين العام"."""
        return self.lexicon.is_title("".join(self.page.keys[first:last]))

    def _starts_here(self, first: int, run_first: int) -> bool:
        """Whether a name may begin here: nothing capitalised before it that could belong to it."""
        before = first - 1
        if first == run_first and self.page.gaps[first] > Gap.HYPHEN:
            return True
        if self._numbers[before]:  # "Six-Day War"; unless it stands on the line before, as that of a subtitle does
            return "\n" in self.page.before(first)
        if first == run_first:
            return True
        is_apart = self.is_small[before] or self._taken[before] is not None or self.is_title(before)
        if is_apart or self.is_noun(before):  # "Urlaubsland Österreich"
            return True
        if not self.page.initial[before] or self.page.keys[before] in self.lexicon.calendar_words:
            return self.page.keys[before] in self.lexicon.calendar_words
        return self.may_precede(before)

    def _ends(self, run_first: int, run_last: int) -> list[tuple[int, int]]:
        """Before which words of a run a name may end, the farthest first, and how many words it has at least then.

        Nothing capitalised may stand after it that could belong to it; in lower case only a word of some names may end
        one ("war" of "Nagorno-Karabakh war"), behind the run.
        """
        taken, ends = self._taken, []
        if run_last < len(taken) and self._tails[run_last]:
            ends.append((run_last + 1, 2))
        if not self.is_small[run_last - 1]:
            ends.append((run_last, 1))
        for last in range(run_last - 1, run_first, -1):
            if self.is_small[last - 1] or self.is_initial(last - 1):
                continue  # "John F. Kennedy" is no "John F."
            if self.is_small[last] or (taken[last] and taken[last] is not taken[last - 1]) or self._begins_other(last):
                shortest = 1
            elif self.page.headline[last] or self.is_inflected(last) or self._is_amount(last):
                shortest = 2  # "Tokayev Astanada" is somebody in a place
            else:
                continue
            if not self.lexicon.is_title(self.page.keys[last - 1] + self.page.keys[last]):
                ends.append((last, shortest))
        return ends

    def _begins_other(self, position: int) -> bool:
        """Whether a word is a noun, an office or form of address, or the first of two that are: "Foreign Minister"."""
        keys = self.page.keys[position : position + 2]
        is_title = self.is_title_word[position] or (len(keys) > 1 and self.lexicon.is_title("".join(keys)))
        is_compound = self.lexicon.capitalises_nouns and self.page.gaps[position] == Gap.HYPHEN
        return is_title or self.is_noun(position) or (is_compound and self.lexicon.is_common(keys[0]))

    def _is_amount(self, position: int) -> bool:
        """Whether a number follows, as it may any name: "World Bank 2024 report", but not "O. C. 3", of letters."""
        return self._numbers[position] and self.page.gaps[position] == Gap.SPACE

    def is_inflected(self, position: int) -> bool:
        """Whether a word may carry a case ending that the word before it lacks."""
        page = self.page
        if not page.vocabulary.is_inflected or page.gaps[position] != Gap.SPACE:
            return False
        has_ending, numbers = page.vocabulary.has_ending, page.numbers
        return has_ending(numbers[position]) and not has_ending(numbers[position - 1])

    # --- Kinds of words -----------------------------------------------------------------------------------------

    def content(self, first: int, last: int) -> list[int]:
        """The words from ``first`` up to ``last`` that are neither function words nor particles."""
        small = self.is_small
        return [position for position in range(first, last) if not small[position]]

    def free(self, first: int, last: int) -> list[int]:
        """Those of them that no mention has taken."""
        small, taken = self.is_small, self._taken
        return [position for position in range(first, last) if taken[position] is None and not small[position]]

    def is_office(self, position: int) -> bool:
        """Whether a word alone is an office, in any case, and no form of address."""
        return not self.lexicon.roles.isdisjoint((self.page.keys[position], *self._offices(position)))

    def is_title(self, position: int) -> bool:
        """Whether a word is a form of address or an office, or the last word of one ("Prime Minister")."""
        return self.is_title_word[position] or self._ends_title(position)

    def tells_bearer(self, position: int) -> bool:
        """Whether a word is a title that tells whose surname follows: "Minister", and no judge or professor."""
        if not self.is_title_word[position] or self._ends_title(position):
            return self._ends_title(position)
        return self.lexicon.everyday_titles.isdisjoint((self.page.keys[position], *self._offices(position)))

    def _ends_title(self, position: int) -> bool:
        """Whether a word is the last one of a form of address or an office of several words."""
        if not position or not self._title_ends[position]:
            return False
        keys, is_title = self.page.keys, self.lexicon.is_title
        ends = (keys[position], *self._offices(position))
        two = [before + end for before in (keys[position - 1], *self._offices(position - 1)) for end in ends]
        return any(map(is_title, two)) or (position > 1 and any(is_title(keys[position - 2] + each) for each in two))

    def _offices(self, position: int) -> tuple[str, ...]:
        return self.page.vocabulary.offices.get(self.page.numbers[position], ())

    def gender_before(self, position: int) -> str | None:
        """The gender that a form of address before a word tells: m, f, or ``None`` where none does."""
        if not position:
            return None
        page, before = self.page, position - 1
        is_tied = page.gaps[before] == Gap.HYPHEN  # "г-жа"
        key = page.keys[before - 1] + page.keys[before] if is_tied else page.keys[before]
        return self.lexicon.gendered_titles.get(key)

    def is_of_other_gender(self, position: int, owners: frozenset[int]) -> bool:
        """Whether a form of address before a word fits none of some persons: "Mrs Putin", "г-жа Путина"."""
        gender, kb = self.gender_before(position), self.names.kb
        return bool(gender and owners) and all(kb.entity(owner).gender not in (gender, None) for owner in owners)

    def goes_on_to_country(self, last: int, owner: int) -> bool:
        """Whether words up to ``last`` that name a body end with a country, which has its own behind it.

        So it is where places have endings for prepositions: "Müdafiə Nazirliyi Ermənistanla" are two names.
        """
        if self.lexicon.place_prepositions or not self.names.is_body(owner):
            return False
        taken = self.at(last - 1)
        told = map(self.names.codes, self.owners(taken)) if taken is not None else ()
        return any(told) or bool(self.meanings.countries_of(last - 1))

    def is_of_longer_name(self, first: int, last: int, owner: int) -> bool:
        """Whether words go on to another that is in no name of an entity, and say what a body is or does.

        The "U.S. Department of Justice" is not that of State, nor is "Homeland Security" a company in the "Department
        of Homeland Security", nor the "Social Democratic Front" a party.
        """
        page, lexicon, own = self.page, self.lexicon, self.names.words_in_names(owner)
        before, end, is_ordinary = first, last, self.meanings.are_ordinary(self.content(first, last))
        while page.word_at(end) in lexicon.ties:
            end += 1
        if page.has_capital_at(end) and page.keys[end] not in own:
            is_said = self._says_what(last - 1) if end > last else is_ordinary and self._says_what(last)
            if is_said:
                return True
        ties, ends = lexicon.small if is_ordinary else lexicon.ties, (lexicon.articles, lexicon.conjunctions)
        while (word := page.word_before(before)) in ties and not any(word in each for each in ends):
            before -= 1
        head = before - 1
        return before < first and page.is_cased_capital(head) and self._says_what(head) and page.keys[head] not in own

    def _says_what(self, position: int) -> bool:
        """Whether a word says what a body or site is: "Department", "Front"."""
        key, lexicon = self.page.keys[position], self.lexicon
        return key in lexicon.named_after_places or key in lexicon.generic_words

    def goes_on_to_title(self, last: int) -> bool:
        """Whether the last of some words begin an office that goes on behind them: "Rusiya Müdafiə nazirinin"."""
        after = self.page.forms(last) if self.page.word_at(last) else ()
        tails = ["".join(self.page.keys[start:last]) for start in range(max(0, last - _OF_OFFICE), last)]
        return any(self.lexicon.is_title(tail + form) for form in after for tail in tails)

    def may_precede(self, position: int) -> bool:
        """Whether a capitalised word before a name is likely no part of it: a title, a demonym, a common word."""
        key = self.page.keys[position]
        if self.is_title(position):
            return True
        if self.is_initial(position):
            return False  # "А. Лавров", though "а" is a word
        if self.page.lower_uses[key] > 0 or self._opens(position):
            return True
        if self.lexicon.is_common(key) and key not in self.lexicon.people:
            # Where its capital says something, it is a name as well: "Hunter Biden", but not "In May Biden".
            page, lexicon = self.page, self.lexicon
            says_nothing = page.initial[position] or page.headline[position] or lexicon.capitalises_nouns
            return says_nothing or lexicon.names_nothing(key)
        if self.page.initial[position] and self._is_form_of_noun(position):
            return True
        is_surname = self.gates.around.is_of_person(position)  # "Mario Rivera Maduro"
        return self.is_noun(position) or (self.page.is_demonym(position) and not is_surname)

    def _opens(self, position: int) -> bool:
        """Whether a frequent word of the language begins a sentence: "Приехал Путин"."""
        key, lexicon = self.page.keys[position], self.lexicon
        return self.page.initial[position] and key in lexicon.telling_words and key not in lexicon.people

    def _is_form_of_noun(self, position: int) -> bool:
        """Whether the form of a word says that it is a noun: "Eleştirmenler Pamuk'u", "Наступником Мазепи"."""
        key, lexicon, vocabulary = self.page.keys[position], self.lexicon, self.page.vocabulary
        if key in lexicon.people or vocabulary.is_given(self.page.folded(position), key):
            return False
        forms = stems(self.page.folded(position), self.page.lang) if lexicon.names_agree else ()
        words = (key, *(form.restored for form in forms))
        return key.endswith(lexicon.word_endings) or any(
            word in lexicon.english_words or lexicon.is_common(word) for word in words
        )

    def is_initial(self, position: int) -> bool:
        """Whether a word is a capital with a stop after it."""
        page, after = self.page, position + 1
        return page.is_letter(position) and after < len(page.keys) and page.gaps[after] == Gap.STOP

    def is_noun(self, position: int) -> bool:
        """Whether an article or the form of a word says that it is a noun, where all nouns have a capital."""
        key = self.page.keys[position]
        if not self.lexicon.capitalises_nouns or key in self.lexicon.people:
            return False
        return self.lexicon.looks_like_noun(key) or (
            position > 0 and self.page.keys[position - 1] in self.lexicon.articles
        )


# --- What is asked of all words of pages at once --------------------------------------------------------------------


def _is_run_word(pages: Pages) -> Flags:
    uncased = (pages.shape_codes == Shape.UNCASED) & pages.has(Trait.KNOWN) & ~pages.has(Trait.NOTHING)
    found: Flags = pages.is_shaped(*CASED, Shape.NUMBER) | uncased
    # "four" of "Forty-four"
    hyphened = (pages.shape_codes == Shape.LOWER) & (pages.gap_codes == Gap.HYPHEN) & pages.has(Trait.NUMERAL)
    found[1:] |= hyphened[1:] & pages.is_shaped(*CASED)[:-1]
    found &= pages.letters <= LONGEST
    return found


def _continues(pages: Pages) -> Flags:
    possessive = pages.has(Trait.POSSESSIVE) & (pages.gap_codes == Gap.APOSTROPHE)
    found: Flags = (pages.gap_codes <= Gap.STOP) & ~pages.starts_sentence & ~possessive & ~_begins_entry(pages)
    return found


def _begins_entry(pages: Pages) -> Flags:
    """First words of lines of a list: of few words, all with a capital, as those of the line before."""
    line = pages.starts_line.cumsum() - 1
    words = np.bincount(line)
    is_entry = ((words <= _ENTRY) & (words == np.bincount(line[pages.is_shaped(*CASED)], minlength=words.size)))[line]
    found: Flags = pages.starts_line & is_entry
    found[1:] &= is_entry[:-1]
    return found


def _is_number(pages: Pages) -> Flags:
    return pages.has(Trait.NUMERAL) | pages.is_shaped(Shape.NUMBER)


def _is_known(pages: Pages) -> Flags:
    return pages.has(Trait.KNOWN) & ~pages.has(Trait.SMALL)
