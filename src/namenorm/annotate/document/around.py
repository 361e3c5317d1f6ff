"""Around: what the words beside the name of a place make of it, if it is no mention of the place.

A person's name ("Mr. Georgia", "John Wakefield", "the Duke of Gloucester"), a street's ("rue de Rome"), a hotel's or
ship's ("Hotel London"), that of a state ("Atlanta, Georgia") or of a town in one ("Paris, Texas"), or half of a longer
name ("Elsass-Lothringen").
"""

from __future__ import annotations

from functools import cached_property

from namenorm.annotate.document.mentions import PageMention
from namenorm.annotate.document.page import Page
from namenorm.annotate.document.pages import having
from namenorm.annotate.document.states import is_division, is_elsewhere
from namenorm.annotate.words.gaps import TIES, Gap
from namenorm.annotate.words.remembered import remembered
from namenorm.annotate.words.vocabulary import LISTED, Shape, Trait
from namenorm.resolving.countries import countries_in, is_country
from namenorm.text.fold import compact
from namenorm.text.known_places import bearers
from namenorm.text.profiles import words_of_all

_MOST_WORDS = 1 << 12
_SITES = ("place", "other")
_LETTERS = 5  # that a body is called by
_NEVER_ADDRESSED = ("place", "facility", "event", "law", "work")
_LINKS = (Gap.SPACE, Gap.APOSTROPHE)
_MARK_AND_SPACE = 2  # characters
_QUOTES = frozenset('"“”„«»'), frozenset("‘‚’")  # what opens with one kind ends with it: “Azerbaijan’s role” does not


class Around:
    """The rules for one page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.names = page.vocabulary.names
        self.lexicon = page.vocabulary.lexicon

    def makes_other(self, first: int, last: int, row: int) -> bool:
        """Whether words ``first`` up to ``last`` name something else than the place of the alias in ``row``."""
        kind = self.names.type_of(row)
        if kind != "person" and self.is_of_street(first, last):
            return True
        if (kind in _SITES or self._is_team(row)) and self.is_of_thing(first):
            return True
        if kind == "place" and (
            self._follows_letters(first) or is_elsewhere(self.page, first, last, self.names.kb.alias_entity(row))
        ):
            return True
        return last - first == 1 and self._makes_other_word(first, row, kind)

    def _makes_other_word(self, first: int, row: int, kind: str) -> bool:
        """The same of a single word; with "and" before it, it is nobody's surname: "يونس ورفح"."""
        last = first + 1
        if kind == "place" and (
            self._is_given_name_before(first) or self.is_called(first) or self._is_part(first, row)
        ):
            return True
        may_be_given = not self.page.is_uncased(first) or self.page.keys[first] in self.lexicon.given
        if kind == "person" or (kind == "other" and may_be_given):
            is_anothers = kind == "other" and self.is_addressed(first) and self.is_surname_of_listed(first)
            return is_anothers or self.is_continued(last) or self.is_in_place_name(first)
        if kind not in _NEVER_ADDRESSED and not (kind == "organization" and self.page.shapes[first] == Shape.TITLE):
            return False
        own = {*self.names.shape(row).words[:1]} - self.lexicon.given
        if self.is_of_person(first) and own.isdisjoint(self.page.without_prefix(first)):
            return True
        return self._is_title_of(first) or is_division(self.page, first)

    def _is_given_name_before(self, position: int) -> bool:
        """Whether a particle or a surname behind a word makes it a given name: "Khalil al-Hayya", "ישראל כץ"."""
        page, lexicon = self.page, self.lexicon
        if self.is_where(position):
            return False
        if page.is_cased_capital(position):
            return self.is_continued(position + 1)
        return page.keys[position] in lexicon.given and page.word_at(position + 1) in lexicon.surnames

    def _is_team(self, row: int) -> bool:
        """Whether an organisation is called like a place; others may be hotels themselves."""
        names = self.names
        if names.type_of(row) != "organization":
            return False
        return "place" in names.types_of(names.rows(compact(names.kb.folded(row))))

    def is_surname_of_listed(self, position: int) -> bool:
        """Whether a listed person has a word for surname: a ship is not meant by "M. Clemenceau"."""
        key = self.page.keys[position]
        return any(words[-1] == key for words in self.names.of_persons(self.page.folded(position)))

    def is_of_person(self, position: int) -> bool:
        """Whether what stands before a word says that it is somebody's surname."""
        return self.is_addressed(position) or self._follows_given_name(position)

    def _is_part(self, position: int, row: int) -> bool:
        """Whether a word and what is tied to it name something else than the place."""
        page, last = self.page, position + 1
        is_half = self._is_half(last) or self.is_in_place_name(position)
        # A hyphen ties a number to a team or a machine: "Дніпро-1".
        is_numbered = last < len(page.keys) and page.shapes[last] == Shape.NUMBER and page.before(last) in ("-", "‑")
        return is_half or is_numbered or self._is_foreign_after_article(position, row)

    def is_in_place_name(self, position: int) -> bool:
        """Whether a word is one of the name of a place that is not listed: "New South Wales", "Saint Martin"."""
        before, after = self._goes_on(position), self._goes_on(position + 1)
        if not (before or after):
            return False
        spans = [(position - 1, position + 1)] if before else []
        if before and self._goes_on(position - 1):
            spans.append((position - 2, position + 1))
        if after:
            spans.append((position, position + 2))
        keys, own = self.page.keys, bearers(self.page.keys[position])
        longer = ("".join(keys[first:last]) for first, last in spans)
        return any(bearers(key) - own and not self.names.rows(key) for key in longer)

    def _goes_on(self, position: int) -> bool:
        """Whether a word and the one before it have capitals and nothing but a space or a hyphen between them."""
        page = self.page
        if not 0 < position < len(page.keys) or page.gaps[position] not in TIES:
            return False
        return page.is_cased_capital(position) and page.is_cased_capital(position - 1)

    @remembered(_MOST_WORDS)
    def is_surname(self, key: str) -> bool:
        """Whether somebody has an unknown word for a surname in the text."""
        return any(map(self.is_of_person, self._unknown.get(key, ())))

    @cached_property
    def _unknown(self) -> dict[str, list[int]]:
        """Where each unknown word stands."""
        found: dict[str, list[int]] = {}
        for position in self.page.where(having(Trait.UNKNOWN)):
            found.setdefault(self.page.keys[position], []).append(position)
        return found

    def is_called(self, position: int) -> bool:
        """Whether quotation marks say that something is called so: «Арарат» is a hotel or an ensemble."""
        is_name = self.page.is_cased_capital(position) and self.is_quoted(position)
        return is_name and not self._is_quoted_place(position)

    def _is_quoted_place(self, position: int) -> bool:
        """Whether the word beside a quoted one says that it is a place's: месторождение «Арарат», "Şahdəniz" yatağı."""
        page, lexicon = self.page, self.lexicon
        beside = (position - 1, position - 1, lexicon.place_kinds), (position, position + 1, lexicon.place_kinds_behind)
        for first, word, kinds in beside:
            is_next = 0 <= first < len(page.keys) - 1 and page.starts[first + 1] - page.ends[first] == _MARK_AND_SPACE
            if is_next and self.is_one_of(word, kinds):
                return True
        return False

    def is_quoted(self, first: int, last: int = 0) -> bool:
        """Whether a word, or several up to ``last``, stand alone in quotation marks: the "Presse"."""
        page = self.page
        start, end = page.starts[first], page.ends[(last or first + 1) - 1]
        marks = page.text[start - 1 : start], page.text[end : end + 1]
        return all(marks) and any(kind.issuperset(marks) for kind in _QUOTES)

    def _is_foreign_after_article(self, position: int, row: int) -> bool:
        """Whether an article stands before what another language calls a city: "die Moskwa" is a river in German."""
        page = self.page
        if page.word_before(position) not in self.lexicon.articles:
            return False
        if page.lang is None or is_country(self.names.entity(row)):
            return False
        return self.names.is_foreign((row, page.lang))

    def is_continued(self, last: int) -> bool:
        """Whether a particle ties a single word to another, so that it is a given name: "Мухаммед бин Салман"."""
        page, lexicon = self.page, self.lexicon
        if last + 1 >= len(page.keys) or page.gaps[last] not in TIES or page.gaps[last + 1] not in TIES:
            return False
        if page.keys[last] not in lexicon.particles or not page.is_capital(last + 1):
            return False
        return not lexicon.is_function(page.keys[last]) or page.gaps[last + 1] == Gap.HYPHEN

    def is_addressed(self, position: int) -> bool:
        """Whether a form of address stands before a word, so that it names a person ("Mr. Marden")."""
        page, before = self.page, position - 1
        if page.gaps[position] not in (Gap.SPACE, Gap.STOP):
            return False
        key = page.keys[before]
        if page.is_cased_capital(before):
            is_title = key in self.lexicon.honorifics and key not in self.lexicon.saints
            return is_title and not self._says_where(position + 1)  # "Mustafa Kemal Paşa Sivas'tan geçti"
        if not (self.lexicon.names_agree or self.lexicon.place_prepositions) or page.shapes[position] != Shape.TITLE:
            return False
        if page.initial[position]:
            return False
        if page.gaps[before] == Gap.HYPHEN:
            key = page.keys[before - 1] + key  # "г-н"
        is_title = key in self.lexicon.gendered_titles
        return is_title and key not in self.lexicon.ordinary_words  # "They miss Paris"

    def _says_where(self, last: int) -> bool:
        """Whether an apostrophe parts a name from an ending that says where."""
        page = self.page
        is_cut = last < len(page.keys) and page.gaps[last] == Gap.APOSTROPHE
        return is_cut and page.keys[last] in self.lexicon.where_endings

    def _follows_given_name(self, position: int) -> bool:
        """Whether a given name or an initial stands before a word, so that it is a surname: "John Wakefield".

        Only where places follow prepositions, or have no ending: "Hulusi Akar Kayseri'de" names a place after a person.
        """
        page, lexicon, before = self.page, self.lexicon, position - 1
        if position == 0 or not (lexicon.place_prepositions or self._lacks_where(position)):
            return False
        if page.is_uncased(position):
            key, head = page.word_before(position), page.word_before(before)
            # "علي" is Ali, but "on" as well; "باسم" is Basem, but not in "المتحدث باسم الكرملين"; "بن زايد" ends a name
            is_else = lexicon.is_title(head + key) or head in lexicon.particles or lexicon.is_function(key)
            is_given = key in lexicon.people or (key in lexicon.given and not lexicon.is_common(key))
            return is_given and not (is_else or self.names.rows(key))
        if not page.is_cased_capital(before):
            return False
        if page.gaps[position] == Gap.SPACE:
            return (
                self.is_first_name(before)
                or self._are_given_places(before, position)
                or (self.is_addressed(before) and not lexicon.is_common(page.keys[before]))
            )
        is_initial = page.before(position)[:1] == "." and len(page.keys[before]) == 1 and page.keys[before] != "i"
        return is_initial and (len(page.keys[before - 1]) > 1 or page.gaps[before] != Gap.STOP)

    def _lacks_where(self, position: int) -> bool:
        """Whether a name has none of the endings by which its language says where: "Matti Lahti".

        What follows a full name is none, nor is what an office behind is of: "Hakan Fidan Suriye Başbakanı".
        """
        page, names = self.page, self.names
        if not (self.lexicon.where_endings and page.gaps[position] == Gap.SPACE and page.is_cased_capital(position)):
            return False
        is_given = page.keys[position - 1] in self.lexicon.given and not page.ends_person(position - 1)
        if (page.has_capital_at(position - 2) and not is_given) or self.has_behind(position + 1, self.lexicon.titles):
            return False
        if countries_in(page.keys[position]):
            return False  # "Bayramov Gürcüstan ilə ..."
        is_cut = position + 1 < len(page.keys) and page.gaps[position + 1] == Gap.APOSTROPHE
        return not is_cut and any(names.is_of_language(row, page.lang) for row in names.rows(page.keys[position]))

    def _are_given_places(self, *positions: int) -> bool:
        """Whether two words are places whose names persons bear, and the second no country: "Jordan Washington"."""
        keys = [self.page.keys[position] for position in positions]
        return self.lexicon.given_places.issuperset(keys) and not countries_in(keys[-1])

    def is_first_name(self, position: int) -> bool:
        """Whether a word with a capital is a given name: one of another language only if it is no word of this one.

        "John" and "Mark" are words as well, and so are names only where nothing else accounts for the capital.
        """
        page, key = self.page, self.page.keys[position]
        if key in self.lexicon.people:
            return key not in self.lexicon.ordinary_words or not page.initial[position] or key in self.lexicon.given
        if self.lexicon.is_common(key):
            return False
        return self.is_given_name(position) or self._begins_names(position)

    def _begins_names(self, position: int) -> bool:
        """Whether a word is listed as the first of names of persons only, and not alone: "Yair" of "Yair Lapid"."""
        return self.names.is_of_persons(self.page.folded(position)) and self.begins_listed_name(position)

    def begins_listed_name(self, position: int) -> bool:
        """Whether listed persons have a word for first name, and nothing else is listed as it alone: "Ariel"."""
        key = self.page.keys[position]
        return not self.names.rows(key) and any(
            words[0] == key for words in self.names.of_persons(self.page.folded(position))
        )

    def is_given_name(self, position: int) -> bool:
        """Whether a word is a given name of the language of the text or of any other, in any case: "Andrzeja"."""
        return self.page.vocabulary.is_given(self.page.folded(position), self.page.keys[position])

    def is_where(self, position: int) -> bool:
        """Whether a preposition before a word says that it is a place: "in Sale", not "for Sale"."""
        return self.page.word_before(position) in self.lexicon.place_prepositions

    def is_told_place(self, mention: PageMention) -> bool:
        """Whether something before a name or written together with it says that it is a place's.

        "in Sale", "בחיפה", "Bakıda", "la ciudad de Lorca".
        """
        prefix = self.page.text[self.page.starts[mention.first] : mention.start]
        return self.tells_place(mention.first, mention.last, prefix, self.ending(mention))

    def ending(self, mention: PageMention) -> str:
        """The case ending of a name, behind an apostrophe or not; "" where it has none."""
        page, last = self.page, mention.last
        is_cut = last < len(page.keys) and page.gaps[last] == Gap.APOSTROPHE
        return page.keys[last] if is_cut else mention.ending

    def tells_place(self, first: int, last: int, prefix: str, ending: str) -> bool:
        """The same of words ``first`` up to ``last``, with what is written together with them."""
        is_inside = prefix[-1:] in self.lexicon.place_prepositions or ending.endswith(self.lexicon.where_endings)
        is_told = is_inside or self.is_where(first) or self.is_of_kind(first)
        return is_told or self.has_behind(last, self.lexicon.place_kinds_behind)

    def has_behind(self, last: int, words: frozenset[str]) -> bool:
        """Whether the word behind a name is one of some, in whatever form: "Şəki rayonu" is said to be a place."""
        return bool(self.page.word_at(last)) and self.is_one_of(last, words)

    def is_of_kind(self, first: int) -> bool:
        """Whether the word before a name, or before particles of it, is one for places."""
        first = self._before_particles(first)
        return self.page.gaps[first] in _LINKS and self.is_one_of(first - 1, self.lexicon.place_kinds)

    def _before_particles(self, first: int) -> int:
        """Where a name begins with the particles before it: "de" of "ciudad de Lorca"."""
        page, particles, joining = self.page, self.lexicon.particles, self.lexicon.conjunctions
        while page.gaps[first] in _LINKS and page.keys[first - 1] in particles and page.keys[first - 1] not in joining:
            first -= 1
        return first

    def _is_title_of(self, position: int) -> bool:
        """Whether a word is what a person is duke or earl of ("the Duke of Gloucester")."""
        page, lexicon = self.page, self.lexicon
        is_of = page.word_before(position) in lexicon.particles
        return is_of and page.word_before(position - 1) in lexicon.landed_titles

    def is_of_street(self, first: int, last: int) -> bool:
        """Whether a name only gives a street its own: "Regent Street", "Hyde-road", "rue de Rome", "ул. Низами"."""
        page, lexicon = self.page, self.lexicon
        if last < len(page.keys) and page.gaps[last] in TIES and page.keys[last] in lexicon.street_words:
            return True
        first = self._before_particles(first)
        is_tied = page.gaps[first] in _LINKS or page.keys[first - 1] in lexicon.abbreviations
        return is_tied and self.is_one_of(first - 1, lexicon.street_prefixes)

    def is_one_of(self, position: int, words: frozenset[str]) -> bool:
        """Whether a word, or a dictionary form that it may have, is in a list: "перу", a pen, is no form of "пер."."""
        if not words or self.page.keys[position] in words:
            return bool(words)
        short = self.lexicon.abbreviations
        return any(form in words and form not in short for form in self.page.forms(position))

    def is_of_thing(self, first: int) -> bool:
        """Whether a place only gives a hotel, a body or the like its name: "Hotel London", "Universidad de Chile".

        But "Hilton Hotel London" has a name of its own, and "the museum of London" none.
        """
        page, lexicon, head = self.page, self.lexicon, self._before_particles(first) - 1
        if head < 0 or page.gaps[head + 1] not in TIES or self._has_preposition(first):
            return False  # "מלון בברלין" is some hotel in Berlin
        is_tied = head < first - 1
        if page.is_cased_capital(head) and page.keys[head] in words_of_all("bodies_before_places"):
            if is_tied:
                return not self.is_where(first)  # "Muzeul din Viena" is some museum in Vienna
        elif is_tied or not self.is_one_of(head, lexicon.named_prefixes) or page.ends_person(head):
            return False  # "שמעון פרס" is no prize
        is_named = page.word_before(head) and page.is_cased_capital(head - 1)
        return not is_named or lexicon.names_nothing(page.keys[head - 1])

    def _follows_letters(self, first: int) -> bool:
        """Whether letters before a word are a club, or another body that nobody lists: "FC Ulm", "HJK Helsinki"."""
        page, before = self.page, first - 1
        key = page.word_before(first)
        if page.before(first) != " " or page.shapes[before] != Shape.UPPER or page.shouted[before]:
            return False
        if self.names.rows(page.word_before(before)):  # "Karabağ FK İstanbul'a geldi"
            return False
        is_known = page.has(before, LISTED) or self.names.known(page.folded(before)) or page.is_demonym(before)
        is_body = 1 < len(key) <= _LETTERS and page.written(before).isalpha()
        return is_body and (key in words_of_all("team_words") or not (is_known or key in words_of_all("numerals")))

    def _has_preposition(self, position: int) -> bool:
        """Whether a word without case begins with a preposition, and is in no name as it stands."""
        page = self.page
        begins = page.is_uncased(position) and page.keys[position][0] in self.lexicon.place_prepositions
        return begins and not self.names.known(page.folded(position))

    def _is_half(self, last: int) -> bool:
        """Whether a hyphen ties a word to one that nobody knows, so that both are one name: "Elsass-Lothringen".

        Only where all nouns have a capital: "the Israel-Hamas war" names Israel in a gazetteer that lacks Hamas.
        """
        gaps = self.page.gaps
        if not self.lexicon.capitalises_nouns or last >= len(gaps) or gaps[last] != Gap.HYPHEN:
            return False
        return (last + 1 == len(gaps) or gaps[last + 1] != Gap.HYPHEN) and self._is_strange(last)

    def _is_strange(self, position: int) -> bool:
        """Whether a word with a capital is neither an ordinary word nor one of a name."""
        page, lexicon, key = self.page, self.lexicon, self.page.keys[position]
        is_known = lexicon.is_common(key) or self.names.known(page.folded(position)) or page.is_demonym(position)
        return page.shapes[position] == Shape.TITLE and not is_known
