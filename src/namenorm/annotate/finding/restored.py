"""Restored: names that carry endings or prefixes and are misspelt, or written in another script, at the same time.

"Олафа Шольца" is Olaf Scholz of a gazetteer that lists no Russian name of his. Each word is read as the dictionary form
that is nearest to a word of one entity's names; the words in that form are what the resolver is asked about.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import product

from rapidfuzz.distance import OSA

from namenorm.annotate.document.enumerations import told_places
from namenorm.annotate.document.mentions import DOUBTFUL, LICENSED, PageMention
from namenorm.annotate.document.pages import Flags, Pages, is_unlisted, next_of
from namenorm.annotate.finding.other_words import goes_on_otherwise, names_others
from namenorm.annotate.finding.questions import Answer, Asking
from namenorm.annotate.words.dictionary import Reading
from namenorm.annotate.words.gaps import Gap
from namenorm.annotate.words.neighbours import Form
from namenorm.annotate.words.spellings import has_name_in, has_other_marks
from namenorm.annotate.words.vocabulary import Shape, Trait
from namenorm.model import Query, Tier
from namenorm.resolving.countries import is_country
from namenorm.text.fold import compact, fold
from namenorm.text.inflection import forms_of
from namenorm.text.keys import name_form
from namenorm.text.profiles import words_of_all

_LONE = 4  # letters of a single word in such a script
_UNCASED = 0.05  # how much less sure the resolver has to be of a word that has the consonants of a name
_TOLD = 5  # letters of a single word that the text says is a place
_UNHEARD = 6  # the same of one that has letters in a row as no name has
_PARTICLE = 2  # letters
_GIVEN, _SURNAME = 2, 3  # letters of a given name and of a surname in a script without case


class Restored:
    """Looks for such names in one page, among words that no mention has taken."""

    def __init__(self, asking: Asking) -> None:
        self._asking = asking
        self._board = asking.board
        self._dictionary = asking.prospects.dictionary

    def words(self) -> list[int]:
        """The words without case that may be read, as far as no mention has taken them."""
        page, board = self._board.page, self._board
        firsts = page.where(_may_be_person, Shape.UNCASED)
        places = page.where(_may_stand_alone, Shape.UNCASED) + [at for first in firsts for at in (first, first + 1)]
        return [place for place in places if board.at(place) is None]

    def without_case(self) -> Iterator[Callable[[], list[PageMention]]]:
        """What finds names in scripts without case: each in a stretch of words; each may meet questions."""
        page = self._board.page
        is_of_thing = self._board.gates.around.is_of_thing
        stretch: list[int] = []
        for first in page.where(_may_be_person, Shape.UNCASED):
            if stretch and first > stretch[-1] + 1:
                yield partial(self._persons, stretch)
                stretch = []
            stretch.append(first)
        if stretch:
            yield partial(self._persons, stretch)
        for position in page.where(_may_stand_alone, Shape.UNCASED):
            if self._board.at(position) is not None or page.is_demonym(position) or is_of_thing(position):
                continue  # "גרמנייה" is a woman from Germany, "גרמניה"
            reading = self._reading(position, position + 1)
            word, lexicon = reading.forms[0].text if reading is not None else "", self._board.lexicon
            if word and not lexicon.is_common(word) and word not in lexicon.given:  # "جبرئیل" is Gabriel
                yield partial(self._alone, position, word)

    def _persons(self, pairs: list[int]) -> list[PageMention]:
        """Persons among the first words of pairs: a given name and a surname, neither need be spelt as listed."""
        board = self._board
        found: list[PageMention] = []
        for first in pairs:
            if board.at(first) is not None or board.at(first + 1) is not None:
                continue
            if board.is_small[first] and self._follows_given_name(first):
                continue  # "بن بلة" of "خالد بن بلة", "بن سلمان" of "عبد العزيز بن سلمان"
            if board.is_small[first] or board.is_small[first + 1]:
                mention = self._with_particles(first)
            else:
                mention = self._person(first, three=first < pairs[-1] and board.at(first + 2) is None)
            if mention is not None:
                found.append(mention)
        return found

    def _follows_given_name(self, position: int) -> bool:
        page, lexicon = self._board.page, self._board.lexicon
        if not page.word_before(position):
            return False
        before = page.word_before(position - 1)
        is_servant = before in lexicon.particles and not lexicon.is_function(before)
        return is_servant or page.is_uncased_given(position - 1)

    def _with_particles(self, first: int) -> PageMention | None:
        """The likeliest name with particles: "דוד בן גוריון", "ابن خلدون", "عبد العزيز بن سلمان"."""
        board, size = self._board, len(self._board.page.keys)
        second = first + 1 + board.is_small[first]
        ends = {second + 1 + any(board.is_small[second : second + 1]), first + 2 + (not board.is_small[first])}
        ends = {last for last in ends if last <= size and not any(map(board.at, range(first, last)))}
        windows = [self._pair(first, last) for last in sorted(ends)]
        return max((found for found in windows if found), key=lambda found: (found.score, found.last), default=None)

    def _pair(self, first: int, last: int) -> PageMention | None:
        return self.mention(first, last, partial(self._may_be_meant, first, last))

    def _may_be_meant(self, first: int, last: int, owner: int) -> bool:
        """Whether words may name an entity: a person, or what the language has no other name for."""
        page, kb = self._board.page, self._board.names.kb
        is_person = self._board.names.kind(owner) == "person"
        return is_person or not has_name_in(kb.entity(owner), page.span(first, last), page.lang)

    def _alone(self, position: int, word: str) -> list[PageMention]:
        """A single word that is the whole name of what is not listed in the language of the text."""
        mention = self.mention(position, position + 1, partial(self._may_be_called, position, word))
        return [mention] if mention is not None else []

    def _may_be_called(self, position: int, word: str, owner: int) -> bool:
        """Whether a word may be what the language of the text calls an entity, and not its people."""
        if self._dictionary.is_misspelt(word, owner):
            return True
        if self._board.names.kind(owner) == "person":  # a surname alone is no mention by itself
            return False
        # With an ending after it a name may be that of the people.
        folded, endings = self._board.page.folded(position), self._board.lexicon.demonym_endings
        return not any(folded.endswith(word + ending) for ending in endings)

    def _person(self, first: int, *, three: bool) -> PageMention | None:
        """The likeliest name that begins at a word: of two words, or of three where that is likelier than of two."""
        longer = self._pair(first, first + 3) if three else None
        windows = [longer, self._pair(first, first + 2), self._pair(first + 1, first + 3) if longer else None]
        found = [mention for mention in windows if mention is not None]
        return max(found, key=lambda mention: (mention.score, mention.last - mention.first), default=None)

    def mention(self, first: int, last: int, may_be: Callable[[int], bool] = lambda _: True) -> PageMention | None:
        """The name that a window is, if its words are read as dictionary forms or stand in a script without case.

        Of entities that they may not be the resolver is not asked.
        """
        page, board = self._board.page, self._board
        reading = self._reading(first, last)
        if reading is None or (last - first > 1 and (self._is_title(first) or board.are_title(first, last))):
            return None
        owners = reading.owners - {
            owner for mention in board.mentions_in(first, last) for owner in board.owners(mention)
        }
        answer = self._confirmed(first, reading.forms, owners, may_be)
        if answer is None or self._is_else(first, last, reading.forms, answer):
            return None
        as_it_stands = [form.text for form in reading.forms] == list(map(page.folded, range(first, last)))
        is_slip = self._dictionary.slip(page.numbers[first]) is reading
        if last - first == 1 and self._dictionary.is_misspelt(reading.forms[0].text, answer.owner):
            most = LICENSED if answer.owner in board.present else DOUBTFUL  # by itself, either spelling may be right
        else:
            is_sure = (as_it_stands and not is_slip) or (last - first > 1 and not page.is_uncased(first))
            most = 1.0 if is_sure else DOUBTFUL
        found = replace(answer.resolution, query=Query(page.span(first, last), page.lang))
        return page.answered(first, last, found, min(answer.best.score, most))

    def part_of_name(self, mention: PageMention) -> PageMention:
        """What the words of a misspelt mention mean by themselves that are some of the name it is taken for.

        "Unii Europejskeij" is the Union, and not its Council, "Rada Unii Europejskiej".
        """
        page, names = self._board.page, self._board.names
        own = list(map(page.folded, range(mention.first, mention.last)))
        words = fold(mention.best.alias.text).split() if mention.best else []
        for part in zip(*(words[start:] for start in range(len(own))), strict=False):
            if any(OSA.distance(*pair) > 1 for pair in zip(own, part, strict=True)):
                continue
            forms = (forms_of(word, page.lang) for word in part)
            for read in product(*forms):
                if rows := names.rows(compact("".join(read))):
                    score = min(mention.score, DOUBTFUL)
                    return page.mention(mention.first, mention.last, rows, Tier.FUZZY, source="fuzzy", score=score)
        return mention

    def _reading(self, first: int, last: int) -> Reading | None:
        """What some words are read as; a word is a slip where its capital or the text tells that it is a name."""
        slip = self._dictionary.slip(self._board.page.numbers[first]) if last - first == 1 else None
        if slip is not None and not self._is_half(last):
            is_told = not self._board.page.is_uncased(first) or (first > 0 and self._board.is_title(first - 1))
            form, owners = slip.forms[0], slip.owners
            if is_told or told_places(self._board, first, self._likely(first, form, owners), form.text):
                return slip
        return self._dictionary.reading(tuple(self._board.page.numbers[first:last]))

    def _likely(self, position: int, form: Form, owners: frozenset[int]) -> frozenset[int]:
        """Whom a word may mean that only those around it tell from an ordinary word: "במוצרים", of products."""
        lexicon, around = self._board.lexicon, self._board.gates.around
        if not lexicon.unvowelled or around.is_of_kind(position):
            return owners
        if len(lexicon.without_article(form.text)) >= _UNHEARD and self._asking.prospects.is_unheard(form.romanised):
            return owners
        is_misspelt = self._dictionary.is_misspelt
        return frozenset(owner for owner in owners if is_misspelt(form.text, owner, is_told=True))

    def _is_half(self, last: int) -> bool:
        """Whether a hyphen ties a word in lower case to the one before it: "Азербайджано-грузинская"."""
        page = self._board.page
        return last < len(page.keys) and page.gaps[last] == Gap.HYPHEN and page.shapes[last] == Shape.LOWER

    def _is_title(self, position: int) -> bool:
        """Whether a word is an office or form of address, and no given name: "امیر" is Amir before a surname."""
        return self._board.is_title_word[position] and not self._board.page.is_uncased_given(position)

    def _is_else(self, first: int, last: int, forms: tuple[Form, ...], answer: Answer) -> bool:
        """Whether words stand in another order, or one has marks that the name lacks, or another gender is told.

        Or the first is less like a word of the name than a later one: "Gəncədə Nizami Gəncəviyə" are a town and a poet.
        """
        page, best = self._board.page, answer.best
        words = [form.romanised for form in forms]
        if page.is_uncased(first) and not in_order(words, best.alias.text):
            return True
        if not page.is_uncased(first) and _is_led(words, best.alias.text):
            return True
        if last - first > 1:
            is_office = best.type != "person" and goes_on_otherwise(self._board, last, best, answer.owner)
            if is_office or self._board.goes_on_to_country(last, answer.owner):
                return True
            words = list(map(page.folded, self._board.content(first, last)))
            return best.type == "person" and names_others(words, best.alias.text, page.lang, self._board.lexicon)
        is_part = best.type != "person" and len(name_form(best.alias.text).tokens) > 1  # "Женщинам" is no UN Women
        name = best.alias.text[:-1]  # the last letter may be another before an ending: "Ukrajnában"
        if is_part or (page.initial[first] and has_other_marks(page.written(first)[: len(name)], name)):
            return True  # "Görüşdən" is no "Gorus"
        return self._board.is_of_other_gender(first, frozenset({answer.owner}))

    def _confirmed(
        self, first: int, forms: tuple[Form, ...], owners: frozenset[int], may_be: Callable[[int], bool]
    ) -> Answer | None:
        """What the resolver says of these words, if it is sure that they name one of some entities.

        It need not be so sure where the text tells that a long word names a place: "Малым" is no form of Mali.
        """
        config, word = self._asking.config, forms[0].text
        is_clear = (
            len(forms) > 1
            or (len(word) >= _TOLD and told_places(self._board, first, self._likely(first, forms[0], owners), word))
            or any(owner in self._board.present or self._dictionary.is_misspelt(word, owner) for owner in owners)
        )
        least = config.mention_probability if is_clear else config.word_probability
        if self._board.page.is_uncased(first):
            least = min(least, config.word_probability - _UNCASED)
        elif len(word) >= _UNHEARD and self._are_countries(owners):
            least = (least + config.mention_probability) / 2  # they are named oftener than what else is as near
        surface, meant = " ".join(form.text for form in forms).title(), frozenset(filter(may_be, owners))
        answer = self._asking.sure_answer(surface, meant, least) if meant else None
        return None if answer is None or answer.best.alias.kind == "demonym" else answer

    def _are_countries(self, owners: frozenset[int]) -> bool:
        return bool(owners) and all(map(is_country, map(self._board.names.kb.entity, owners)))


def _may_be_person(pages: Pages) -> Flags:
    """First words of pairs without case, which may have a particle between them."""
    words = pages.is_shaped(Shape.UNCASED) & ~pages.has(Trait.NOTHING | Trait.SMALL) & (pages.letters >= _GIVEN)
    particles = pages.has(Trait.SMALL) & (~pages.has(Trait.FUNCTION) | next_of(pages.gap_codes == Gap.HYPHEN))
    tied = (pages.gap_codes == Gap.SPACE) | (pages.gap_codes == Gap.HYPHEN)
    surnames = words & tied & (pages.letters >= _SURNAME)
    second, third = next_of(surnames), next_of(next_of(surnames))
    may_be: Flags = words & (second | (next_of(particles & tied) & third))
    may_be[1:] &= ~((particles & tied)[:-1] & tied[1:])  # "حمد زار" of "تميم بن حمد زار"
    return may_be | (particles & pages.is_shaped(Shape.UNCASED) & second)  # "عبد الفتاح"


def _may_stand_alone(pages: Pages) -> Flags:
    return is_unlisted(pages) & (pages.letters >= _LONE)


def _is_led(words: Sequence[str], name: str) -> bool:
    """Whether the first of three words and more is farther than another from the word of a name that it is nearest to.

    >>> _is_led(["gence", "nizami", "gencevi"], "Nizami Ganjavi"), _is_led(["ivan", "ivanovich", "li"], "Ivan Li")
    (True, False)
    """
    first, *others = words
    token = min(name_form(name).tokens, key=lambda token: OSA.normalized_distance(first, token))
    far = OSA.normalized_distance(first, token)
    return len(others) > 1 and far > min(OSA.normalized_distance(word, token) for word in others)


def in_order(words: Iterable[str], name: str) -> bool:
    """Whether romanised words stand in the order of a name: "Abbas Mahmoud" is somebody else than Mahmoud Abbas.

    Particles, of a letter or two, stand anywhere.
    """
    places = places_in([word for word in words if len(word) > _PARTICLE], name)
    return places == sorted(places)


def places_in(words: Iterable[str], name: str) -> list[int]:
    """Which word of a name each of some romanised words is most like, particles aside."""
    tokens = [token for token in name_form(name).tokens if token not in words_of_all("particles")] or name.split()
    distances = [
        [not token.startswith(word) and OSA.normalized_distance(word, token) for token in tokens] for word in words
    ]
    return [each.index(min(each)) for each in distances]
