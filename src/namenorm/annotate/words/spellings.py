"""Spellings: which spellings of an entity are right in the language of a text.

>>> from namenorm.model import Entity
>>> baku = Entity("Q9248", "place", {"en": "Baku", "ru": "Баку"})
>>> names = OwnNames(baku, "Bakku")
>>> is_listed("Baku", names, "en"), is_listed("Bakku", names, "en"), has_name_in(baku, "Bakou", "fr")
(True, False, False)
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import chain
from typing import NamedTuple
from unicodedata import decomposition

from rapidfuzz.distance import OSA, Levenshtein, Prefix

from namenorm.annotate.words.lexicon import Lexicon
from namenorm.model import Entity, base_language
from namenorm.resolving.conflicts import are_confused
from namenorm.resolving.elsewhere import is_one_place
from namenorm.text.fold import compact, fold
from namenorm.text.given_names import is_given_name
from namenorm.text.inflection import dictionary_forms, forms_of, stems
from namenorm.text.language import PRESUMED, languages_of_name
from namenorm.text.profiles import language_profile
from namenorm.text.romanize import VOWELS, romanize
from namenorm.text.scripts import script
from namenorm.text.tokens import tokenize_name

_SHARED_SCRIPTS = ("Cyrillic", "Arabic")
_TAIL = 3  # letters at the end of a name in which forms of it may differ
_LONG = 7  # letters of a name that may have another letter at its end
_SURE = 8  # letters of a name that leave no doubt with another letter in it
_LETTERS_A_SLIP = 7  # of a word that other languages have, or but for one slip more, the one of the text
_SURE_ENDING = 2  # letters that are an ending rather than a slip


class NameWord(NamedTuple):
    """One word of a name, its key, and what stands between it and the next one."""

    text: str
    key: str
    after: str


@lru_cache(maxsize=1 << 12)
def name_words(name: str) -> tuple[NameWord, ...]:
    """The words of a name.

    >>> [(word.text, word.after) for word in name_words("Abu-Dhabi")]
    [('Abu', '-'), ('Dhabi', '')]
    """
    tokens = tokenize_name(name)
    ends = [token.start for token in tokens[1:]] + [len(name)]
    return tuple(
        NameWord(token.text, compact(token.folded), name[token.end : end])
        for token, end in zip(tokens, ends, strict=True)
    )


class OwnNames:
    """What an entity is called in the script of a mention, misspellings aside."""

    def __init__(self, entity: Entity, surface: str, lang: str | None = None) -> None:
        """``lang``: only what it is called in one language."""
        wanted, base = script(surface), base_language(lang) if lang else None
        self.entity = entity
        self.aliases = [
            alias
            for alias in entity.aliases()
            if alias.kind != "misspelling"
            and script(alias.text) == wanted
            and base in (None, base_language(alias.lang))
        ]

    @cached_property
    def keys(self) -> frozenset[str]:
        """The keys of all words, and of whole names without spaces."""
        found: set[str] = set()
        for alias in self.aliases:
            words = [word.key for word in name_words(alias.text)]
            found.update(words)
            found.add("".join(words))
        return frozenset(found)

    @cached_property
    def languages(self) -> dict[str, set[str]]:
        """The languages in which each word is one of a name."""
        found: dict[str, set[str]] = {}
        for alias in self.aliases:
            for word in name_words(alias.text):
                found.setdefault(word.key, set()).add(base_language(alias.lang) or "")
        return found


def is_listed(surface: str, names: OwnNames, lang: str | None) -> bool:
    """Whether a mention is right as it stands: every word of it is a word of a listed name, inflected perhaps."""
    words = [compact(token.folded) for token in tokenize_name(surface)]
    if not words or "".join(words) in names.keys:
        return True
    return all(word in names.keys or any(form.restored in names.keys for form in stems(word, lang)) for word in words)


def is_of_one_name(text: str, names: OwnNames, lang: str | None, *, in_full: bool = False) -> bool:
    """Whether all words of a text, inflected perhaps, are words of one name: not "Respublikası Autonome".

    Those of persons may change places. ``in_full``: they are that name, with no word left out.
    """
    words = [compact(token.folded) for token in tokenize_name(text)]
    forms = [forms_of(word, lang) for word in words]
    whole = "".join(words)
    for alias in names.aliases:
        own = [word.key for word in name_words(alias.text)]
        if in_full and len(own) == len(words):
            found = all(word in each for word, each in zip(own, forms, strict=True))
        else:
            places = [[at for at, word in enumerate(own) if word in each] for each in forms]
            found = not in_full and all(places) and (names.entity.type == "person" or _rise(places))
        if found or whole == "".join(own):
            return True
    return False


def _rise(places: Sequence[Sequence[int]]) -> bool:
    """Whether words stand in the order of a name: "Kong Hong" is none."""
    least = -1
    for each in places:
        later = [place for place in each if place > least]
        if not later:
            return False
        least = later[0]
    return True


def is_foreign(surface: str, repaired: str, names: OwnNames, lang: str | None) -> bool:
    """Whether a mention may be right in another language than that of its text, which may be quoted or mixed.

    It has letters that only others have, or is a case form that others make of a name of the entity, listed or known.

    >>> from namenorm.model import Entity
    >>> names = OwnNames(Entity("Q567", "person", {"en": "Angela Merkel", "pl": "Angela Merkel"}), "Angeli Merkel")
    >>> is_foreign("Angelę Merkel", "Angela Merkel", names, "en"), is_foreign("Angella", "Angela", names, "en")
    (True, False)
    """
    special = {letter for letter in surface.lower() if not letter.isascii()}.difference(repaired.lower())
    profile = language_profile(lang or PRESUMED)
    if special and special.isdisjoint(profile.own_letters if profile else "") and languages_of_name("".join(special)):
        return True
    words = [compact(token.folded) for token in tokenize_name(surface)]
    if any(_is_foreign_form(word, names, lang) for word in words):
        return True
    whole = "".join(words)
    forms = (whole, *dictionary_forms(whole)) if names.entity.type == "place" else ()
    return any(is_one_place(form, own) for form in forms for own in names.keys)


def _is_foreign_form(word: str, names: OwnNames, lang: str | None) -> bool:
    """Whether a word is a form of one of a name, with a long ending or that of a language in which it is one."""
    if word in names.keys or any(form.restored in names.keys for form in stems(word, lang)):
        return False
    return any(
        form in names.languages
        and (len(word) - Prefix.similarity(word, form) >= _SURE_ENDING or not codes.isdisjoint(names.languages[form]))
        for form, codes in dictionary_forms(word).items()
    )


def has_name_in(entity: Entity, surface: str, lang: str | None) -> bool:
    """Whether an entity has a name in the language of a text and the script of a mention.

    Where it has none, a spelling that no list has may be right in that language. One word does not tell how several are
    written: with "Олмерт" alone, "Эхуд Ольмерт" may be.
    """
    return is_named_in(entity, script(surface), lang, several=" " in surface)


def is_named_in(entity: Entity, written: str, lang: str | None, *, several: bool) -> bool:
    """The same of a mention in some script, of one word or several."""
    is_short = not several or all(" " not in label for label in entity.labels.values())
    return any(is_short or " " in name for name in _names_written(entity, written, lang))


def is_letter_off(entity: Entity, surface: str, lang: str | None) -> bool:
    """Whether a mention is such a name but for a letter, or an English one where the language has none.

    In a short name another letter makes another one.

    >>> entity = Entity("Q3130", "place", {"en": "Sydney"})
    >>> [is_letter_off(entity, word, "en") for word in ("Sydeny", "Sydley", "Sydne")]
    [True, False, False]
    """
    word = compact(fold(surface))
    spoken = [*_names_in(entity, surface, lang)] or (_names_in(entity, surface, PRESUMED) if lang else ())
    return any(is_word_letter_off(word, compact(fold(name))) for name in spoken)


def is_word_letter_off(word: str, name: str) -> bool:
    """Whether a word is a letter from a name, in which another letter in the place of one is told by its length."""
    if len(word) < _SURE and len(word) == len(name) and sorted(word) != sorted(name):
        return False
    return (len(word) >= _LONG or (word[0] == name[0] and word[-1] == name[-1])) and OSA.distance(word, name) == 1


def may_be_another(surface: str, repaired: str) -> bool:
    """Whether some word may be another name than what it would become.

    It is a given name, has several other letters, another consonant at its beginning, or a letter that nobody confuses
    with that of the name: in a short word any, in a long one a vowel for a consonant.

    >>> may_be_another("François Villon", "François Fillon"), may_be_another("Джойс", "Джонс")
    (True, True)
    >>> may_be_another("Factbook", "Facebook"), may_be_another("Michael Charles", "Michel Charles")
    (True, True)
    >>> may_be_another("von der Layen", "von der Leyen"), may_be_another("lran", "Iran")
    (False, False)
    """
    words, others = fold(surface).split(), fold(repaired).split()
    return len(words) == len(others) and any(map(_is_another_word, words, others))


def _is_another_word(word: str, other: str) -> bool:
    if word == other:
        return False
    if is_given_name(romanize(word)) or OSA.distance(word, other) > _MOST_SLIPS:
        return True
    pairs = zip(romanize(word), romanize(other), strict=False) if len(word) == len(other) else ()
    changed = [(place, frozenset(pair)) for place, pair in enumerate(pairs) if pair[0] != pair[1]]
    if len(changed) != 1:
        return False
    place, letters = changed[0]
    if place == 0:
        return letters.isdisjoint(VOWELS)
    is_like = letters <= VOWELS or are_confused(letters)
    return not is_like and (len(word) <= _SHORT or not letters.isdisjoint(VOWELS))


def is_of_other_language(entity: Entity, word: str, name: str, lang: str) -> bool:
    """Whether a word is like a name of an entity in other languages only, and the given one calls it otherwise.

    A long word that is nearly such a name may be quoted from another language.

    >>> zambia = Entity("Q953", "place", {"en": "Zambia", "fr": "Zambie"})
    >>> is_of_other_language(zambia, "Zombie", "Zambie", "en"), is_of_other_language(zambia, "Zambai", "Zambia", "en")
    (True, False)
    """
    own = list(map(fold, _names_in(entity, word, lang)))
    words = set(map(compact, chain(*map(str.split, own))))
    written, meant, names = compact(fold(word)), compact(fold(name)), set(map(compact, own))
    if not own or meant in words | names:
        return False
    slips = len(written) // _LETTERS_A_SLIP
    if slips and (is_word_letter_off(written, meant) or 1 < OSA.distance(written, meant) <= slips):
        return False
    names |= words if entity.type == "person" else frozenset()
    return all(OSA.distance(written, each) > 1 + min(slips, 1) for each in names)


def _names_in(entity: Entity, surface: str, lang: str | None) -> Iterator[str]:
    return _names_written(entity, script(surface), lang)


def _names_written(entity: Entity, wanted: str, lang: str | None) -> Iterator[str]:
    if lang is None and wanted in _SHARED_SCRIPTS:
        return
    base = base_language(lang or "en") if wanted == "Latin" or lang else None
    for alias in entity.aliases():
        is_of_lang = base is None or base_language(alias.lang) in (base, "und", "mul")
        if is_of_lang and alias.kind not in ("misspelling", "demonym") and script(alias.text) == wanted:
            yield alias.text


def has_other_marks(word: str, name: str) -> bool:
    """Whether a word has marked letters where the word of a name that it folds like has plain ones.

    >>> has_other_marks("ترأس", "ليز تراس"), has_other_marks("اوباما", "باراك أوباما")
    (True, False)
    """
    alike = [each for each in name.split() if len(each) == len(word) and fold(each) == fold(word)]
    return bool(alike) and all(any(map(_is_marked_only, word, each)) for each in alike)


def _is_marked_only(char: str, other: str) -> bool:
    """Whether one letter has a mark, and another one has none; the dot of a capital is none."""
    marked = decomposition(char)
    return bool(marked) and not marked.startswith("<") and char != "İ" and not decomposition(other)


_SHORT = 5  # letters of a word in which another letter makes another name
_MOST_SLIPS = 2  # in a word
_FULL, _ENDS = 7, 2  # letters of a word, and of its beginning and end, which are the same
_MOST_VOWELS = 4  # letters of a name for each letter for a vowel that is written besides: "מייצרים" is no "מצרים"
# Letters of the longer one of a word and a name, from which a letter makes no other word of a language, as far as its
# hundred thousand most frequent words tell; the second number is that for a name that the document has, spelt right.
# A consonant that stands twice in the word makes none at all.
_SWAPPED, _ALIKE, _DOUBLED, _ADDED, _TWICE = (7, 6), (7, 6), (7, 7), (9, 7), (5, 5)
_OTHER = 7  # letters of a name that the document has, from which any one of them may be another


def is_misspelling(word: str, name: str, lexicon: Lexicon, *, is_present: bool = False) -> bool:
    """Whether a word without case is a name, articles aside, but for letters for vowels or one slip."""
    one, other = lexicon.without_article(word), lexicon.without_article(name)
    if is_fuller(one, other, lexicon.vowel_letters):
        return True
    return is_slip(one, other, lexicon, is_present=is_present)


def is_fuller(word: str, name: str, vowel_letters: str) -> bool:
    """Whether of a word and a name, both long, one only has more letters for vowels inside.

    >>> is_fuller("חיזבאללה", "חזבאללה", "אוי"), is_fuller("السيدات", "السادات", "اوي")
    (True, False)
    """
    if max(len(word), len(name)) < _FULL or len(word) == len(name) or word[:1] != name[:1]:
        return False
    shorter, longer = sorted((word, name), key=len)
    if len(longer) - len(shorter) > max(1, len(shorter) // _MOST_VOWELS):
        return False
    ends = _ENDS if len(longer) == _FULL else 1
    if longer[-ends:] != shorter[-ends:]:
        return False
    added = [longer[edit.dest_pos] for edit in Levenshtein.editops(shorter, longer) if edit.tag == "insert"]
    return len(added) == len(longer) - len(shorter) == Levenshtein.distance(shorter, longer) and set(added) <= set(
        vowel_letters
    )


def is_slip(word: str, name: str, lexicon: Lexicon, *, is_present: bool = False) -> bool:
    """Whether a word is a long name but for one slip inside it: two letters that changed places, one that another
    sounds like, one more or less, or any other one, where the document has the name as well.

    >>> hebrew = Lexicon.of("he")
    >>> is_slip("אנתארקטיקה", "אנטארקטיקה", hebrew), is_slip("אוקריאנה", "אוקראינה", hebrew)
    (True, True)
    >>> is_slip("חיזבאלה", "חיזבאללה", hebrew), is_slip("בחירות", "ביירות", hebrew, is_present=True)
    (True, False)
    >>> is_slip("מצררימ", "מצרימ", hebrew), is_slip("קנייה", "קניה", hebrew)
    (True, False)
    """
    if OSA.distance(word, name) != 1:
        return False
    size, edits = max(len(word), len(name)), list(Levenshtein.editops(word, name))
    kind, source, target = edits[0].tag, edits[0].src_pos, edits[0].dest_pos
    if len(edits) == 1 and kind == "replace":
        if any(word[source] in letters and name[target] in letters for letters in lexicon.confused_letters):
            return size >= _ALIKE[is_present]
        return is_present and size >= _OTHER and 0 < source < size - 1
    if word[:1] != name[:1] or word[-1:] != name[-1:]:
        return False
    if len(edits) > 1:
        return size >= _SWAPPED[is_present]
    text, place = (word, source) if kind == "delete" else (name, target)
    is_doubled = text[place] in (text[place - 1], text[place + 1 : place + 2])
    is_twice = is_doubled and kind == "delete" and text[place] not in lexicon.vowel_letters
    return size >= (_TWICE if is_twice else _DOUBLED if is_doubled else _ADDED)[is_present]


def is_other_form(text: str, other: str) -> bool:
    """Whether two names differ in the last letters of a word, as forms do whose ending nobody has listed.

    >>> is_other_form("Беларусі", "Беларусь"), is_other_form("Беларуссь", "Беларусь")
    (True, False)
    >>> is_other_form("Atlantyku", "Atlantycki")
    True
    """
    pairs = [(one, two) for one, two in zip(fold(text).split(), fold(other).split(), strict=False) if one != two]
    return any(
        one[-1] != two[-1] and Prefix.similarity(one, two) >= max(len(one), len(two)) - _TAIL for one, two in pairs
    )
