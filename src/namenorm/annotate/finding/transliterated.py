"""Finds names that the gazetteer has in other languages only, as the language of a text spells their sound.

"Мишель Барнье" is Michel Barnier and "Naxçıvan" is Nakhchivan, whose letters differ too much for misspelt names. The
resolver compares sounds. It has to be sure, and the entity to have no name in the language and script of the text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache, partial

from rapidfuzz.distance import OSA

from namenorm.annotate.document.mentions import PageMention
from namenorm.annotate.document.pages import Flags, Pages
from namenorm.annotate.finding.other_words import has_bones_of, means_else, unmatched
from namenorm.annotate.finding.questions import Answer, Asking
from namenorm.annotate.words.spellings import has_name_in
from namenorm.annotate.words.vocabulary import CASED, ORDINARY, Shape, Trait
from namenorm.model import Candidate
from namenorm.text.fold import fold
from namenorm.text.given_names import is_given_name, may_be_given_name
from namenorm.text.inflection import stems
from namenorm.text.known_surnames import is_known_surname
from namenorm.text.language import PRESUMED
from namenorm.text.profiles import language_profile, words_of_all
from namenorm.text.romanize import respells, romanize
from namenorm.text.scripts import script

_WINDOW = 4  # words
_SHORTEST = 3  # letters of a single word
_LONG = 5  # the same where a sentence begins
_ACRONYM = 5  # letters of one that need not sound alike: "БМВ", BMW
_SHORT = 4  # letters of a name that a single word sounds like exactly
_LETTERS_AN_EDIT = 3  # of a longer one, at least
_INKLING = 0.2  # how likely the resolver has to find a name that may carry endings, to be asked without them
_APART = 0.5  # edits a letter at most between one of several words and one of the name that sounds like it


class Transliterated:
    """Looks for such names in one page, among words with capitals that no mention has taken."""

    def __init__(self, asking: Asking) -> None:
        self._asking = asking
        self._board = asking.board
        self._romanised = asking.prospects.romanised
        self._dictionary = asking.prospects.dictionary
        self._sounding = asking.prospects.sounding
        self._strange = asking.board.page.flags(_is_strange)
        config = asking.config
        self._least = (config.mention_probability + config.word_probability) / 2
        self._least_at_start = config.word_probability

    def tasks(self) -> Iterator[Callable[[], list[PageMention]]]:
        """What finds the names in each run of words; each may meet questions."""
        for first, last in self._board.runs() if _spells_by_sound(self._board.page.lang or "") else ():
            for stretch in self._stretches(first, last):
                yield partial(self._in_stretch, *stretch)

    def _stretches(self, first: int, last: int) -> Iterator[tuple[int, int]]:
        """The parts of a run without mentions, titles and function words, of which one word at least is in no list."""
        board = self._board
        start = first
        for at in range(first, last + 1):
            if at < last and not (board.at(at) or board.is_title(at) or board.page.has(at, Trait.FUNCTION)):
                continue
            if any(self._strange[start:at]) and self._is_heard(start, at):
                yield start, at
            start = at + 1

    def _is_heard(self, first: int, last: int) -> bool:
        """Whether one of some words may be of such a name, as an acronym always may."""
        page, is_heard = self._board.page, self._sounding.is_heard
        return any(page.shapes[at] == Shape.UPPER or is_heard(page.numbers[at]) for at in range(first, last))

    def _in_stretch(self, first: int, last: int) -> list[PageMention]:
        """The names in a stretch: the whole of it, or of what its words tell to be parts of it."""
        borders = [at for at in range(first + 1, last) if self._parts(first, at)]
        found: list[PageMention] = []
        done = first
        for start in (first, *borders):
            if self._board.is_inflected(start) and start not in (first, done):
                continue  # "Matteo Bruni"
            ends = [end for end in (last, *reversed(borders)) if start < end <= start + _WINDOW]
            asked = (self._mention(start, end) for end in ends) if start >= done else ()
            mention = next(filter(None, asked), None)
            if mention is not None:
                found.append(mention)
                done = mention.last
        return found

    def _parts(self, first: int, at: int) -> bool:
        """Whether a name may begin at a word: behind the first word of a sentence or letters, or where a case changes.

        "ФИФА Джанни Инфантино" are two, and so are "Şahbaz Şərif Pekinə".
        """
        page = self._board.page
        is_letters = page.shapes[at - 1] == Shape.UPPER != page.shapes[at]
        return is_letters or (at == first + 1 and page.initial[first]) or self._board.is_inflected(at)

    def _mention(self, first: int, last: int) -> PageMention | None:
        if not self._may_be_name(first, last):
            return None
        surface = self._board.page.span(first, last)
        mention = self._answered(first, last, surface)
        if mention is not None or self._asking.likelihood(surface) < _INKLING:
            return mention
        return self._answered(first, last, self._without_endings(first, last))

    def _answered(self, first: int, last: int, reading: str) -> PageMention | None:
        answer = self._asking.answer(reading, self._least)
        if answer is None or not self._is_meant(first, last, answer):
            return None
        return self._board.page.answered(first, last, answer.resolution, answer.best.score)

    def _without_endings(self, first: int, last: int) -> str:
        """Words without the endings that they may have."""
        page = self._board.page
        words = []
        for at in range(first, last):
            forms = stems(page.folded(at), page.lang)
            words.append(next((form.stem for form in forms if form.stem == form.restored), page.folded(at)))
        return " ".join(words).title()

    def _is_meant(self, first: int, last: int, answer: Answer) -> bool:
        board, page, owner, best = self._board, self._board.page, answer.owner, answer.best
        if best.alias.kind == "demonym" or has_name_in(board.names.kb.entity(owner), page.span(first, last), page.lang):
            return False
        is_word, is_person = last - first == 1, board.names.kind(owner) == "person"
        if is_word and (owner not in board.present if is_person else not self._is_whole(first, answer)):
            return False  # a surname alone may be anybody's
        return _has_its_words(best) and not means_else(board, first, last, best, owner)

    def _is_whole(self, position: int, answer: Answer) -> bool:
        """Whether a word may be the whole name of a place or body: it has its consonants, and is no person's name."""
        board, page, best = self._board, self._board.page, answer.best
        if page.initial[position] and best.score < self._least_at_start:
            return False
        name = "".join(_telling(romanize(fold(best.alias.text)).split()))
        if best.alias.text.isupper():  # "Уефа" is no acronym, and "УЕФ" another
            return page.shapes[position] in (Shape.UPPER, Shape.MIXED) and len(page.keys[position]) >= len(name)
        label, _, _ = board.names.kb.entity(answer.owner).label("en").partition(",")
        if may_be_given_name(fold(label)) or (position > 0 and board.is_title(position - 1)):
            return False
        most = 0 if len(name) <= _SHORT else 1 if page.initial[position] else len(name) // _LETTERS_AN_EDIT
        sounds = self._sounding.sounds(page.numbers[position])
        return any(has_bones_of(form, name) and OSA.distance(form, name) <= most for form in sounds)

    def _is_of_language(self, position: int) -> bool:
        """Whether the language of the text spells names by their sound in the letters of a word."""
        page = self._board.page
        return page.is_cased_capital(position) and _spells_by_sound(page.lang or "", script(page.folded(position)))

    def _may_be_name(self, first: int, last: int) -> bool:
        page = self._board.page
        if not self._is_of_language(first) or not any(self._strange[first:last]):
            return False
        if last - first == 1 and not self._may_stand_alone(first):
            return False
        is_acronym = last - first == 1 and page.shapes[first] == Shape.UPPER and len(page.keys[first]) <= _ACRONYM
        return is_acronym or self._sounding.may_name(tuple(page.numbers[first:last]))

    def _may_stand_alone(self, position: int) -> bool:
        """Whether a word may be a name by itself: no person's, no word of the text, nor what begins a sentence."""
        page, number = self._board.page, self._board.page.numbers[position]
        key = page.keys[position]
        is_word = page.lower_uses[key] or key in self._board.lexicon.short_names or page.is_demonym(position)
        if len(key) < _SHORTEST or is_word or is_known_surname(key) or is_given_name(self._romanised[number]):
            return False
        is_told = page.shapes[position] == Shape.UPPER and not page.shouted[position]
        is_told |= not page.initial[position] or self._board.gates.around.is_quoted(position)
        return (is_told or len(key) >= _LONG) and not self._dictionary.is_unlisted_place(number)


def _has_its_words(best: Candidate) -> bool:
    """Whether each word sounds like one of the name, and the name has no more than what says what it is the name of."""
    extra, lacking = unmatched("query", best), _telling(unmatched("alias", best))
    return len(extra) == len(lacking) and all(
        any(OSA.normalized_distance(word, name) <= _APART for name in lacking) for word in extra
    )


def _telling(words: Iterable[str]) -> list[str]:
    """Those of the words of a name that tell what it names: no articles, legal forms or letters."""
    return [word for word in words if len(word) > 1 and word not in _saying_little()]


@lru_cache(maxsize=1)
def _saying_little() -> frozenset[str]:
    english = language_profile(PRESUMED)
    little = words_of_all("particles", "legal_forms", "romanised_articles")
    return little | english.function_words if english else little


@lru_cache(maxsize=256)
def _spells_by_sound(lang: str, letters: str = "") -> bool:
    """Whether a language spells names by their sound that stand in Latin letters elsewhere: in some of its letters."""
    profile = language_profile(lang)
    if profile is None or letters == "Latin":
        return respells(lang)
    others = {name for name in profile.scripts if name != "Latin"}
    return letters in others if letters else bool(others) or respells(lang)


def _is_strange(pages: Pages) -> Flags:
    return pages.is_shaped(*CASED) & ~pages.has(ORDINARY | Trait.SMALL | Trait.TITLE) & (pages.letters > 1)
