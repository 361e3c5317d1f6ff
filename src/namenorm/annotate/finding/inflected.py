"""Finds listed names whose words carry case endings or prefixed small words ("в Нагорном Карабахе", "לאיראן")."""

from __future__ import annotations

from collections.abc import Iterator
from unicodedata import decomposition

from namenorm.annotate.document.gates import Gates
from namenorm.annotate.document.mentions import PageMention
from namenorm.annotate.document.pages import Flags, Pages, having, is_tail, next_of
from namenorm.annotate.words.gaps import TIES, Gap
from namenorm.annotate.words.vocabulary import CASED, Shape, Trait
from namenorm.model import Tier, base_language
from namenorm.resolving.countries import is_country
from namenorm.resolving.elsewhere import is_one_place
from namenorm.text.fold import compact, fold
from namenorm.text.inflection import Stem
from namenorm.text.scripts import letter_count
from namenorm.text.tokens import APOSTROPHES

_WINDOW = 5  # words
_SHORTEST = 4  # letters of a word that says enough without its ending
_LONG = 6  # letters of what is called for short so, which is no ordinary word: "Евросоюз"
_MOST_OPEN = 8  # ways to read the words so far that are followed
_MOST_READINGS = 6  # of one word


def find_inflected(gates: Gates) -> list[PageMention]:
    """Windows of words of which at least one is read without its ending or prefix, and which then are listed names."""
    return _Search(gates).find()


class _Search:
    """One search of a page."""

    def __init__(self, gates: Gates) -> None:
        self._page = page = gates.page
        self._names = names = gates.names
        self._gates = gates
        self._known = page.flags(having(Trait.KNOWN))
        self._kinds = page.flags(_may_be_kind)
        self._place_words = names.places.words(page.lang)
        self._readings = self._read()

    def find(self) -> list[PageMention]:
        """The mentions in the order of their first words.

        Words that may be a form of several names of one kind are one mention: "Бразилии" of Бразилия and Бразилиа.
        """
        near = {first for place in self._readings for first in range(max(0, place - _WINDOW + 1), place + 1)}
        found: dict[tuple[int, int, Tier, str], PageMention] = {}
        for first in filter(self._may_begin, sorted(near)):
            for last, key, forms in self._windows(first):
                mention = self._accepted(first, last, key, forms)
                if mention is None:
                    continue
                manner = first, last, mention.tier, mention.ending
                known = found.setdefault(manner, mention)
                if self._names.types_of(known.rows) == self._names.types_of(mention.rows):
                    found[manner] = known._replace(rows=tuple(dict.fromkeys(known.rows + mention.rows)))
        return list(found.values())

    def _read(self) -> dict[int, tuple[tuple[str, Stem], ...]]:
        """The words that may be inflected forms of words of names, and of which."""
        page = self._page
        readings, numbers = page.vocabulary.readings, page.numbers
        found = {
            place: tuple(item for item in forms if self._may_be_form(place, item[1]))
            for place in page.where(_may_be_inflected)
            if (forms := readings[numbers[place]])
        }
        # The sea of "Каспийского моря": what something is stands in lower case behind its name.
        heads, tails = page.flags(_is_head), page.flags(is_tail)
        # What something is stands in lower case before its name too: "в секторе Газа".
        generic = self._gates.lexicon.generic_words
        for place in page.where(_may_be_kind):
            if any(key in generic for key, _ in readings[numbers[place]]):
                found[place] = readings[numbers[place]]
        for first in page.where(_follows_capital):
            if not (heads[first - 1] or first - 1 in found):
                continue
            for place in range(first, min(first + _WINDOW, len(tails))):
                forms = readings[numbers[place]] if tails[place] else ()
                if forms:
                    found[place] = forms
                elif not tails[place] or not self._known[place]:
                    break
        return found

    def _may_begin(self, first: int) -> bool:
        """Whether a name may begin at a word: it has a capital, or says what the name after it is the name of."""
        if self._page.shapes[first] != Shape.LOWER:
            return first in self._readings or self._is_of_name(first)
        return first in self._readings and self._kinds[first]

    def _is_of_name(self, position: int) -> bool:
        """Whether a word is one of a name as it stands."""
        page = self._page
        return self._known[position] or page.folded(position) in self._place_words

    def _windows(self, first: int) -> Iterator[tuple[int, str, tuple[Stem | None, ...]]]:
        """Windows from ``first`` as ``(last, key, readings used)``, at least one word of each inflected."""
        page, size = self._page, len(self._page.keys)
        open_windows: list[tuple[str, tuple[Stem | None, ...]]] = [("", ())]
        for position in range(first, min(first + _WINDOW, size)):
            if position > first and page.gaps[position] > Gap.STOP:
                return
            readings = self._readings.get(position, ())
            if position > first and page.is_uncased(first):
                # With an article, but no preposition, a name goes on: "המשרד לביטחון לאומי" is another ministry.
                readings = tuple(each for each in readings if each[1].prefix in ("", *self._gates.lexicon.articles))
            choices: list[tuple[str, Stem | None]] = [*readings[:_MOST_READINGS]]
            if self._is_of_name(position):
                choices.append((page.keys[position], None))
            open_windows = [
                (key + part, (*forms, form)) for key, forms in open_windows[:_MOST_OPEN] for part, form in choices
            ]
            for key, forms in open_windows:
                if any(forms):
                    yield position + 1, key, forms

    def _accepted(self, first: int, last: int, key: str, forms: tuple[Stem | None, ...]) -> PageMention | None:
        rows = self._names.rows_in(key, self._page.lang)
        alone = forms[0] if len(forms) == 1 else None
        if not rows or (alone and not self._may_be_inflected(first, key, alone)):
            return None
        tier = Tier.INFLECTED if self._names.is_listed(key, self._page.lang) else Tier.KNOWN

        def may_be(first: int, last: int, row: int) -> bool:
            return (
                self._gates.admit_inflected(first, last, row)
                and (not alone or self._is_telling(first, key, row, alone, is_known=tier is Tier.KNOWN))
                and (tier is Tier.KNOWN or self._keeps_case(first, last, row))
            )

        kept = self._gates.admitted(rows, may_be, first, last)
        if not kept or (alone and self._is_given_name(first, kept)):
            return None
        ending = forms[-1].ending if forms[-1] else ""
        if alone and tier is Tier.KNOWN and self._is_other_place(first, key):
            return None
        mention = self._page.mention(first, last, kept, tier, ending=ending)
        mention = mention._replace(start=mention.start + self._elided(first, forms[0]))
        if alone and not self._tells_place(alone):
            doubts = self._gates.doubts
            is_foreign = tier is Tier.KNOWN and doubts.are_called_otherwise(first, kept, key)
            mention = mention._replace(doubtful=is_foreign or doubts.is_doubtful(first, last, kept, key))
        return mention

    def _is_other_place(self, first: int, key: str) -> bool:
        """Whether a word is what the language calls a place not listed: "Prusy", Prussia, is no Prusa, now Bursa.

        Or a short one behind a capital is a part of some name, "Beyaz Fas", or what may be a surname somebody's.
        """
        page, word, lexicon = self._page, self._page.keys[first], self._gates.lexicon
        may_be_part = len(key) < _SHORTEST or word.endswith(lexicon.surname_suffixes)
        if may_be_part and page.gaps[first] in TIES and page.is_cased_capital(first - 1):
            before = page.keys[first - 1]  # "Вчера Киев" is no name, as a frequent word only begins the sentence
            says_nothing = before in lexicon.telling_words or lexicon.is_function(before)
            return not (page.initial[first - 1] and says_nothing and before not in lexicon.generic_words)
        is_unlisted = page.shapes[first] in CASED and self._names.places.is_unlisted(word, page.lang)
        return is_unlisted and not is_one_place(word, key)

    def _tells_place(self, form: Stem) -> bool:
        """Whether a prefix says where, or an ending does as no prepositions do so: "Sofiassa" is in Sofia."""
        prepositions = self._gates.lexicon.place_prepositions
        return form.prefix[-1:] in prepositions or (not prepositions and bool(form.ending))

    def _is_given_name(self, position: int, rows: tuple[int, ...]) -> bool:
        """Whether a word that would be a form of the name of a place is a given name: "Mária" is no form of Mary."""
        page = self._page
        is_given = page.shapes[position] in CASED and page.keys[position] in self._gates.lexicon.given
        return is_given and self._names.types_of(rows) == {"place"}

    def _elided(self, position: int, form: Stem | None) -> int:
        """How many characters an elided article before a word takes, which is none of the name: "d'Angleterre"."""
        prefix = form.prefix if form is not None else ""
        after = self._page.written(position)[len(prefix) : len(prefix) + 1]
        return len(prefix) + 1 if prefix and after in APOSTROPHES else 0

    def _may_be_form(self, position: int, form: Stem) -> bool:
        """Whether an apostrophe parts a word with a capital from what is written before or after it, if any may be.

        "Sudani'yi" is no form of "Sudan", which has no ending before the apostrophe, nor is "Diran" one of "Iran".
        """
        page, size = self._page, len(form.prefix)
        if page.shapes[position] not in CASED:
            return True
        before = page.written(position)[size : size + 1]
        after = page.before(position + 1) if form.ending and position + 1 < len(page.keys) else ""
        return (not size or before in APOSTROPHES or before.isupper()) and not (after and after in APOSTROPHES)

    def _may_be_inflected(self, position: int, name: str, form: Stem) -> bool:
        """Whether a single word may be an inflected name: it is no name or common word as it stands."""
        page, lexicon = self._page, self._gates.lexicon
        written, key = page.written(position), page.keys[position]
        is_place = bool(form.ending) and self._names.places.called(key, page.lang)  # "Nijerya" is no form of "Nijer"
        if self._names.rows(key) or is_place or name in lexicon.written_otherwise(key):
            return False
        is_other = key != name or page.is_uncased(position)  # and no country that an ordinary word equals: "Włochy"
        is_told = page.is_uncased(position) and (
            self._gates.around.is_one_of(position - 1, lexicon.place_kinds) or self._joins_places(position, name, form)
        )
        is_plain = written.isalpha() or not page.is_uncased(position)
        if lexicon.is_common(key) and is_other and is_plain and not is_told:
            return False  # "לאום" is a nation, "לאו״ם" is "to the UN"
        if name in lexicon.short_names and not self._names.rows(name) and not self._is_written_short(position, form):
            return False
        if page.is_uncased(position) and self._is_word(name, form, written):
            return False
        if page.shapes[position] in CASED and page.lower_uses[key]:
            return False
        # "Williams" is no genitive of William where some name has it
        listed = self._names.with_token(page.folded(position)) if form.ending == "s" else ()
        return all(self._names.is_genitive(row, key) for row in listed)

    def _joins_places(self, position: int, name: str, form: Stem) -> bool:
        """Whether "and" ties the name of a place to that of one: "صيدا وصور" is Sidon and Tyre, and no pictures."""
        both = self._page.word_before(position), name
        is_and = form.prefix in self._gates.lexicon.conjunctions and not form.ending
        return is_and and all(self._names.types_of(self._names.rows(word)) == {"place"} for word in both)

    def _is_word(self, name: str, form: Stem, surface: str) -> bool:
        """Whether an inflected name is a word as well, from which no capital tells it: "البنين", the boys, no Benin."""
        lexicon = self._gates.lexicon
        names = {name, *(article + name for article in lexicon.articles if form.prefix.endswith(article))}
        if lexicon.is_common(name) and (form.ending or len(names) > 1 or name not in compact(fold(surface))):
            return True  # "לארץ" is to the country, "להארץ" to Haaretz
        return surface.isalpha() and not lexicon.generic_words.isdisjoint(names)

    def _is_telling(self, position: int, key: str, row: int, form: Stem, *, is_known: bool) -> bool:
        """Whether a single word without its ending or prefix still says which name it is.

        A short acronym has its mark in a script without case, but for known places; a title that is an ordinary word as
        well stands in quotation marks there ("בארץ" is "in the country"), and no person has an article ("הלפיד" is the
        torch). A short name of another language is none with marks ("İradə" is in no "Irã", "Marine" of no "Marı"), and
        no country's that this language has a name for ("Faß" is none of "Fas").
        """
        alias, is_alpha = self._names.alias(row), self._page.written(position).isalpha()
        if self._names.type_of(row) == "person" and form.prefix.endswith(tuple(self._gates.lexicon.articles)):
            return False
        if self._page.is_uncased(position) and is_alpha:
            is_short = len(key) < _SHORTEST and not is_known
            if not alias.text.isalpha() and (is_short or self._gates.lexicon.is_common(key)):
                return False
            is_title = self._names.type_of(row) == "work" and not self._keeps_article(form)
            if is_title and self._gates.lexicon.is_common(key):
                return False
        lang = self._page.lang
        if len(key) > _SHORTEST or lang is None or base_language(alias.lang) in (base_language(lang), "und"):
            return True
        is_else = not is_known and self._names.is_foreign((row, lang)) and is_country(self._names.entity(row))
        return not is_else and not any(map(_is_marked, alias.text))

    def _keeps_article(self, form: Stem) -> bool:
        """Whether a word keeps the article that small words before it take from all but names: "בהארץ", in Haaretz."""
        lexicon = self._gates.lexicon
        return any(
            form.stem.startswith(article) and f"{form.prefix}>{article}" in lexicon.proclitics
            for article in lexicon.articles
        )

    def _is_written_short(self, position: int, form: Stem) -> bool:
        """Whether a word is written as an acronym: in capitals or, where there are none, with a mark if it is short."""
        page = self._page
        surface = page.span(position, position + 1)
        surface = surface[: len(surface) - len(form.ending)]
        if page.shapes[position] in CASED:
            return surface.isupper() or len(form.restored) >= _LONG
        if not surface.isalpha():
            return True
        lexicon = self._gates.lexicon
        if page.word_at(position + 1) in lexicon.generic_words:
            return False  # "آذربایجان شرقی"
        return letter_count(form.restored) >= _SHORTEST and not lexicon.is_common(form.restored)

    def _keeps_case(self, first: int, last: int, row: int) -> bool:
        """Whether words in lower case are in lower case in a name as well."""
        shape, shapes = self._names.shape(row), self._page.shapes[first:last]
        if Shape.LOWER not in shapes or self._gates.is_whole_quotation(first, last):
            return True
        if len(shape.capitals) != len(shapes):
            return False
        cased = [capital for capital, written in zip(shape.capitals, shapes, strict=True) if written == Shape.LOWER]
        return not any(cased[self._gates.may_be_lower(shape.words[0], row) :]) or self._gates.is_sentence_case(
            first, [place for place in range(first, last) if self._page.is_cased_capital(place)], row
        )


def _is_marked(char: str) -> bool:
    """Whether a letter has a mark, or lacks its dot."""
    return bool(decomposition(char)) or (char.islower() and fold(char) != char)


def _may_be_inflected(pages: Pages) -> Flags:
    return pages.is_shaped(*CASED, Shape.UNCASED) & ~pages.has(Trait.NOTHING)


def _is_head(pages: Pages) -> Flags:
    return pages.is_shaped(*CASED) & pages.has(Trait.KNOWN)


def _follows_capital(pages: Pages) -> Flags:
    """Words that may be tails of heads."""
    found = is_tail(pages)
    found[1:] &= _may_be_inflected(pages)[:-1] | _is_head(pages)[:-1]
    found[:1] = False
    return found


def _may_be_kind(pages: Pages) -> Flags:
    """Words in lower case before a head, another one of a name between: "в министерстве обороны России"."""
    lower = pages.is_shaped(Shape.LOWER) & ~pages.has(Trait.FUNCTION)
    tied = pages.gap_codes == Gap.SPACE
    before_head = next_of(_is_head(pages) & tied)
    found: Flags = lower & (before_head | next_of(lower & tied & before_head & pages.has(Trait.KNOWN)))
    return found
