"""Borders: words of a text that a hyphen cuts in two although no line ends there, and those that hold more than a name.

>>> from namenorm.annotate.words.names import Names
>>> from namenorm.index.reader import MappedIndex
>>> from namenorm.model import Entity
>>> from namenorm.text.tokens import tokenize
>>> places = Entity("Q1757", "place", {"sv": "Helsingfors"}), Entity("Q794", "place", {"en": "Iran"})
>>> names = Names(MappedIndex.build(places))
>>> joins = Joins(names, "sv")
>>> joins(["", " ", "-", " ", "- "], ["till", "Hel", "singfors", "Ham", "burg"])
(['', ' ', ' ', '- '], ['till', 'Hel-singfors', 'Ham', 'burg'])
>>> joins(["", ":", " "], ["S", "t", "Petersburg"])
(['', ' '], ['S:t', 'Petersburg'])
>>> [part.text for part in Splits(names)(tokenize("l’Iran")[0])]
['l', 'Iran']

Texts that were scanned lose their line breaks and keep the hyphens. Two halves become one word only where the whole is
a word of a name, or an inflected form of one. The two ends of an abbreviation are one as well: "S:t Petersburg".

A lost space or hyphen glues words (``TurkeyGeorgia``), an elided article stands before an apostrophe (``l’Iran``), a
case ending after one (``Türkiye’nin``). A word that some name contains as it is stays whole. Other scripts may part the
words of a name elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from namenorm.annotate.words.lexicon import Lexicon
from namenorm.annotate.words.names import Names
from namenorm.annotate.words.remembered import remembered
from namenorm.text.fold import compact
from namenorm.text.inflection import forms_of, stems
from namenorm.text.profiles import words_of_all
from namenorm.text.tokens import APOSTROPHES, BREAK_MARKS, Token, fold_word, join_words, split_glued

_CUTS = frozenset(mark + space for mark in BREAK_MARKS for space in ("", " "))
_CONTRACTION = ":"  # for the letters left out of an abbreviation: "S:t"
_SHORTEST = 5  # letters of the word that two halves make
_QUOTED = 6  # words in quotation marks, behind which is an ending
_MOST_PAIRS = 1 << 14
_ARTICLE = 7  # letters before an apostrophe, of an article
_ENDING = 7  # letters behind one, of a case ending
_LONGEST = 200  # letters; a longer word stays whole
_LONG = 5  # letters of a word that may be a misspelt name
_GLUED = 8  # letters of a name with an ordinary word behind it: "Permits" are none of Perm
_NAME = 4  # letters of such a name
_SHORTEST_GIVEN = 3  # letters of a given name inside a word
_SCANNED = re.compile(r"l[^\W\d_aeiouly]\w\w|(?=\w*\d)\w*[^\W\d]{3}")  # what no word is, but what a scan makes of one
_READ_AS = tuple(str.maketrans("01568", letters) for letters in ("olsgb", "oisgs"))


def misread(names: Names, text: str, folded: str, lang: str | None) -> str:
    """The word of a name that a scan has misread, folded; "" of any other word.

    >>> from namenorm.index.reader import MappedIndex
    >>> from namenorm.model import Entity
    >>> names = Names(MappedIndex.build([Entity("Q801", "place", {"en": "Israel"})]))
    >>> [misread(names, word, word.lower(), "en") for word in ("lsrael", "I5rael", "lsraeli", "llama")]
    ['israel', 'israel', '', '']
    """
    if not _SCANNED.match(text) or names.known(folded):
        return ""
    words = ("i" + folded[1:],) if text[0] == "l" else (folded.translate(table) for table in _READ_AS)
    forms = ((word, forms_of(word, lang)) for word in words)
    return next((word for word, each in forms if any(map(names.known, each))), "")


class Joins:
    """Puts the halves of words of names together; each distinct pair is judged once."""

    def __init__(self, names: Names, lang: str | None) -> None:
        self._names = names
        self._lang = lang
        self._lexicon = Lexicon.of(lang)

    def __call__(self, gaps: list[str], words: list[str]) -> tuple[list[str], list[str]]:
        """Words and the gaps before them, those that belong together joined."""
        if _CUTS.isdisjoint(gaps) and _CONTRACTION not in gaps:
            return gaps, words
        cuts = [
            place
            for place, gap in enumerate(gaps[: len(words)])
            if (gap in _CUTS or gap == _CONTRACTION)
            and place
            and words[place][0].islower()
            and words[place - 1][0].isupper()
            and not (gap[0] == "»" and "«" in "".join(gaps[max(0, place - _QUOTED) : place]))  # "«Real Madrid»ə"
        ]
        cuts = [
            place
            for place in cuts
            if (self._lexicon.is_abbreviation if gaps[place] == _CONTRACTION else self._is_of_name)(
                fold_word(words[place - 1] + words[place])
            )
        ]
        return join_words(gaps, words, cuts) if cuts else (gaps, words)

    @remembered(_MOST_PAIRS)
    def _is_of_name(self, word: str) -> bool:
        if len(word) < _SHORTEST:
            return False
        spellings = (word, *self._lexicon.respelt(word))
        forms = [form.restored for spelling in spellings for form in stems(spelling, self._lang)]
        return any(
            self._names.known(form) or self._names.rows_in(compact(form), self._lang) for form in (*spellings, *forms)
        )


class Splits:
    """Says into which words a word falls; ``None`` for one that stays whole."""

    def __init__(self, names: Names, lang: str | None = None, lexicon: Lexicon | None = None) -> None:
        self._names = names
        self._lang = lang
        self._lexicon = Lexicon() if lexicon is None else lexicon

    def __call__(self, token: Token) -> tuple[Token, ...] | None:
        text = token.text
        if len(text) > _LONGEST:
            return None
        if text.isalpha() and (text[1:].islower() or text.isupper()):
            return self._before_tail(token) if text[0].isupper() and text[1:].islower() else None
        if self._is_name(token):
            return None
        if any(char in APOSTROPHES for char in text):
            return self._at_apostrophe(token)
        return self._at_seam(token)

    def _may_be_name(self, head: Token) -> bool:
        """Whether a case ending may follow a word: a name, or a word long enough to be a misspelt one."""
        return head.text[:1].isupper() and (len(head.text) >= _LONG or self._is_name(head))

    def _is_name(self, token: Token) -> bool:
        is_known = self._names.known(token.folded) or self._names.rows_in(compact(token.folded), self._lang)
        return bool(is_known or self._misread(token))

    def _misread(self, token: Token) -> str:
        return misread(self._names, token.text, token.folded, self._lang)

    def _is_inflected(self, token: Token) -> bool:
        return any(self._names.rows(form.restored) for form in stems(token.folded, self._lang))

    def _before_tail(self, token: Token) -> tuple[Token, ...] | None:
        """A name and an ordinary word that the loss of a space has put after it ("Finlandoch")."""
        text = token.text
        cuts = [cut for cut in range(len(text) - 2, _NAME - 1, -1) if self._is_tail(text, cut)]
        if len(text) < _GLUED or not cuts or compact(token.folded) in self._lexicon.people:
            return None
        if self._is_name(token) or self._is_inflected(token):
            return None
        for head in (_part(token, 0, cut) for cut in cuts):
            key = compact(head.folded)
            rows = [row for row in self._names.rows(key) if not self._names.is_foreign((row, self._lang or ""))]
            if rows and not self._lexicon.is_common(key):
                return (head, _part(token, len(head.text), len(text)))
        return None

    def _is_tail(self, text: str, name: int) -> bool:
        """Whether the end of a word, after a name of so many letters, is a word of its own."""
        tail = text[name:]
        if tail not in self._lexicon.function_words or tail in self._lexicon.demonym_endings:
            return False
        # "Georgiano" is no "Georgia no"
        return not any(text.endswith(ending) for ending in self._lexicon.demonym_endings if len(ending) > len(tail))

    def _at_seam(self, token: Token) -> tuple[Token, ...] | None:
        parts = split_glued(token)
        prefixed = (
            parts[0].folded in words_of_all("joined_prefixes") and parts[0].text[0].isupper()
        )  # "LaGuardia", but "laGestapo"
        if len(parts) == 1 or prefixed or any(_is_mixed(part.text) for part in parts):
            return None
        named = (part for part in parts if len(part.text) > 2)
        is_named = any(self._is_name(part) or (part.text[0].isupper() and self._is_inflected(part)) for part in named)
        return parts if is_named else None

    def _at_apostrophe(self, token: Token) -> tuple[Token, ...] | None:
        cuts = [position for position, char in enumerate(token.text) if char in APOSTROPHES]
        for cut in (cuts[0], cuts[-1]):
            head, tail = _part(token, 0, cut), _part(token, cut + 1, len(token.text))
            has_capital = tail.text[:1].isupper() or self._misread(tail)
            if cut <= _ARTICLE and has_capital and self._follows(head, tail):
                return (head, tail)
            if len(tail.text) <= _ENDING and tail.text.islower() and self._may_be_name(head):
                return None if self._is_inside_name(token, head) else (head, tail)
        return None

    def _is_inside_name(self, token: Token, head: Token) -> bool:
        """Whether an apostrophe stands inside a name that has a case ending: "Qozog‘istonga"."""
        forms = (form.restored for form in stems(token.folded, self._lang))
        return any(len(form) > len(compact(head.folded)) and self._names.rows(form) for form in forms)

    def _follows(self, head: Token, tail: Token) -> bool:
        """Whether a word behind an apostrophe is one of its own: a name, or after an article a misspelt one perhaps."""
        return self._is_name(tail) or (head.folded in self._lexicon.proclitics and len(tail.text) >= _LONG)


def _is_mixed(part: str) -> bool:
    """Whether capitals and small letters of a part are mixed as in no word: "NBCentral" of "NBCentralAsia"."""
    return not (part[1:].islower() or part[1:].isupper() or len(part) == 1 or not part.isalpha())


def _part(token: Token, low: int, high: int) -> Token:
    surface = token.text[low:high]
    return Token(token.start + low, token.start + high, surface, fold_word(surface))


def otherwise_parted(words: Sequence[str], given: frozenset[str], *, is_tied: bool) -> Iterator[list[str]]:
    """Words of a name as other scripts may part them: "عبد العزيز" is Abdulaziz, "محمدرضا" Mohammad Reza.

    Those that are ``is_tied`` are one word elsewhere; others where that, or both halves of one, are given names.
    """
    first = words[0]
    if is_tied:
        yield [first + words[1], *words[2:]]
    if len(words) > 2 and first + words[1] in given:
        yield [first + words[1], *words[2:]]  # "نور الدين"
    if len(words) > 1:
        cuts = range(_SHORTEST_GIVEN, len(first) - _SHORTEST_GIVEN + 1)
        yield from ([first[:at], first[at:], *words[1:]] for at in cuts if {first[:at], first[at:]} <= given)
