"""The words of a name as the comparison sees them: romanised, with their class and their number.

>>> from namenorm.text.keys import name_form
>>> read_words(name_form("36th Brigade")).numbers
('36', '')
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple

from namenorm.resolving.edits import script_group
from namenorm.resolving.shipped import shipped
from namenorm.text.fold import fold
from namenorm.text.keys import NameForm
from namenorm.text.language_profile import LanguageProfile
from namenorm.text.profiles import has_glued_generics, profile, profiles_for_script, words_of_all, words_of_script
from namenorm.text.romanize import romanize
from namenorm.text.scripts import script_of

MAX_WORDS = 16
"""Words of a name beyond this many are not compared."""
_LEAST_INITIALS, _MOST_INITIALS = 3, 8  # letters, and so words of the other name
_LITTLE_WORD = 3  # letters; "of" and "and" may be left out of an acronym
_PHRASE = 6  # the longest legal form, in words
_ARTICLE_WORD = 5  # letters with the article
_GLUED_GENERIC, _GLUED_REST = 3, 3  # letters of a generic word, and of what follows it
_ROMAN = re.compile(r"(?=[ivx])(x{0,3})(ix|iv|v?i{0,3})")
_ROMAN_UNITS = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
_NUMBERED = re.compile(r"([a-z]+)(\d+)")


class Kind(IntEnum):
    """How much a word says about which entity is meant."""

    PLAIN = 0
    LEGAL = 1
    TITLE = 2
    PARTICLE = 3
    GENERIC = 4
    PATRONYMIC = 5


_SAYS_NOTHING = frozenset({Kind.LEGAL, Kind.PARTICLE})


class Words(NamedTuple):
    """The words of one name, in order; ``numbers`` holds digits for words that are numbers, else ``""``."""

    texts: tuple[str, ...]
    kinds: tuple[Kind, ...]
    numbers: tuple[str, ...]
    group: str
    joined: str
    """All words without spaces."""
    folded: str
    """The name in its own script."""
    concepts: tuple[str, ...] = ()
    """What each word means, where it is one that names of many languages translate ("party"), else ``""``."""
    generic: bool = False
    """Whether no word says which entity is meant: "Holdings Limited"."""
    named_after: tuple[bool, ...] = ()
    """Whether each word makes another thing of a place or person that it stands beside: "bank", "bridge"."""
    ordinary: tuple[bool, ...] = ()
    """Whether each word, which does not only say what something is, is a frequent word of a language: "Miami Heat"."""
    own: tuple[str, ...] = ()
    """The words in their own script."""

    def plain(self, places: Iterable[int] | None = None) -> list[int]:
        """The places, among some or all, of the words that are of no class: those that say which entity is meant."""
        among = range(len(self.kinds)) if places is None else places
        return [place for place in among if self.kinds[place] is Kind.PLAIN]


class Side(NamedTuple):
    """One name of a pair with the weights of its words."""

    words: Words
    weights: tuple[float, ...]
    known: tuple[bool, ...]
    """Whether each word occurs in the knowledge base."""


@dataclass(frozen=True, slots=True)
class _Lexicon:
    """What the profiles of one script know about single words and phrases, all folded."""

    kinds: Mapping[str, Kind]
    legal: Mapping[str, str]
    legal_starts: frozenset[str]
    """The first words of legal forms."""
    abbreviations: Mapping[str, str]
    numerals: Mapping[str, str]
    numbered: frozenset[str]
    """Words that are, stand for, or may swallow a numeral."""
    named_after: frozenset[str]
    ordinary: frozenset[str]


_Read = tuple[str, Kind, str, str]
"""A word, romanised, its class and number, and as it is folded in its own script."""
COMPASS = frozenset({"north", "south", "east", "west"})
"""The concepts that are points of the compass."""


@lru_cache(maxsize=64)
def _lexicon(script: str) -> _Lexicon:
    kinds: dict[str, Kind] = {}
    legal: dict[str, str] = {}
    abbreviations: dict[str, str] = {}
    numerals: dict[str, str] = {}
    for item in _profiles(script):
        for words, kind in (
            (item.honorifics, Kind.TITLE), (item.particles, Kind.PARTICLE), (item.generic_words, Kind.GENERIC),
        ):  # fmt: skip
            for word in words:
                kinds.setdefault(word, kind)
        for known, found in (
            (legal, item.legal_forms), (abbreviations, item.abbreviations), (numerals, item.numerals),
        ):  # fmt: skip
            for key, value in found.items():
                known.setdefault(fold(key), value)
    starts = frozenset(form.partition(" ")[0] for form in legal)
    return _Lexicon(
        kinds, legal, starts, abbreviations, numerals, starts.union(numerals, abbreviations),
        words_of_script(script, "named_after_places", "street_words"),
        words_of_script(script, "common_words", "ordinary_words"),
    )  # fmt: skip


@lru_cache(maxsize=1)
def _concepts() -> dict[str, dict[str, str]]:
    """By script group: romanised words and what they mean (``resolving/data/concepts.json``)."""
    found: dict[str, dict[str, str]] = {}
    for concept, groups in shipped("concepts.json")["concepts"].items():
        found.setdefault("latin", {})[concept] = concept
        for group, words in groups.items():
            for word in words:
                found.setdefault(group, {})[word] = concept
    return found


def _profiles(script: str) -> Iterable[LanguageProfile]:
    english = profile("en")
    own = profiles_for_script(script)
    return (english, *own) if english and script == "Latin" else own


@lru_cache(maxsize=65536)
def read_words(form: NameForm) -> Words:
    """The words of a name; a name has at least one."""
    lexicon = _lexicon(form.script)
    words = form.folded.split()
    # Every word has at least one romanised word, so as many of them as words stand for one each.
    romanised = dict(zip(words, form.tokens, strict=True)) if len(words) == len(form.tokens) else {}
    found = list(_classify(words[: 2 * MAX_WORDS], lexicon, romanised))[:MAX_WORDS]
    if not found:
        found = [(token, Kind.PLAIN, "", token) for token in form.tokens[:MAX_WORDS]]
    texts, kinds, numbers, own = zip(*found, strict=True)
    generic = all(kind is not Kind.PLAIN for kind in kinds)
    ordinary = tuple(kind is Kind.PLAIN and word in lexicon.ordinary for kind, word in zip(kinds, own, strict=True))
    kinds = _of_generic(kinds) if generic else _with_patronymics(texts, kinds)
    group = script_group(form.script)
    meanings = _concepts().get(group, {})
    concepts = tuple(meanings.get(text, "") for text in texts)
    named_after = tuple(word in lexicon.named_after for word in own)
    return Words(
        texts, kinds, numbers, group, "".join(texts), form.folded, concepts, generic, named_after, ordinary, own
    )


def _of_generic(kinds: Sequence[Kind]) -> tuple[Kind, ...]:
    """The kinds of words of which none says which entity is meant: all but legal forms and articles say it together."""
    has_others = not _SAYS_NOTHING.issuperset(kinds)
    return tuple(kind if has_others and kind in _SAYS_NOTHING else Kind.PLAIN for kind in kinds)


def may_mean(words: Sequence[str], romanised: Sequence[str], script: str, concepts: frozenset[str]) -> bool:
    """Whether one of some words, folded and romanised, may be a number or mean one of some concepts.

    Much quicker than reading the words.
    """
    if not words_that_mean(script_group(script), concepts).isdisjoint(romanised) or not "".join(romanised).isalpha():
        return True
    numbered = _lexicon(script).numbered
    for word in words:
        if word in numbered or (_is_glued(word) if not word.isascii() else word[0] in "xvi" and _ROMAN.fullmatch(word)):
            return True
    return False


def _is_glued(word: str) -> bool:
    """Whether a word may be read as several."""
    return (
        word[-1] in words_of_all("division_characters")
        or word.startswith(arabic_articles())
        or has_glued_generics(script_of(word[0]))
    )


@lru_cache(maxsize=1)
def arabic_articles() -> tuple[str, ...]:
    """Written together with their words, and left out of names in other scripts as often as not."""
    arabic = profile("ar")
    return tuple(sorted(arabic.articles)) if arabic else ()


@lru_cache(maxsize=256)
def words_that_mean(group: str, concepts: frozenset[str]) -> frozenset[str]:
    """The romanised words of a script group that mean one of some concepts."""
    return frozenset(word for word, concept in _concepts().get(group, {}).items() if concept in concepts)


@lru_cache(maxsize=1)
def patronymics() -> tuple[str, ...]:
    """Endings and words of fathers' names between the others, romanised, the longest first."""
    return tuple(sorted(set(map(romanize, words_of_all("middle_patronymics"))), key=lambda each: (-len(each), each)))


def _with_patronymics(texts: Sequence[str], kinds: Sequence[Kind]) -> tuple[Kind, ...]:
    """Marks the father's name in "Ilham Heydar oglu Aliyev" and "Artem Yuryevich Chayka", but never the only names."""
    marked, endings = list(kinds), patronymics()
    for place, text in enumerate(texts):
        if not place:
            continue
        if text in endings and marked.count(Kind.PLAIN) - (marked[place] is Kind.PLAIN) > 1:
            marked[place - 1] = marked[place] = Kind.PATRONYMIC
        elif text.endswith(endings) and marked[place] is Kind.PLAIN and marked.count(Kind.PLAIN) > 2:
            marked[place] = Kind.PATRONYMIC
    return tuple(marked)


def _classify(folded: list[str], lexicon: _Lexicon, romanised: Mapping[str, str]) -> Iterator[_Read]:
    """The words with their classes and numbers; ``romanised`` holds forms that are known already."""
    position = 0
    while position < len(folded):
        legal, size = _legal_form(folded, position, lexicon)
        if legal:
            yield legal, Kind.LEGAL, "", legal
            position += size
            continue
        behind = folded[position + 1 : position + 2]
        # Of the name, or of what stands before a particle: "Mohammed V of Morocco".
        is_last = not behind or lexicon.kinds.get(behind[0]) is Kind.PARTICLE
        word = lexicon.abbreviations.get(folded[position], folded[position])
        for part in word.split() if word.isascii() else _parts(word, lexicon):
            texts = romanised.get(part) or romanize(part)
            yield from _classify_word(part, texts, lexicon, first=position == 0, last=is_last)
        position += 1


def _parts(word: str, lexicon: _Lexicon) -> Iterator[str]:
    """The words of a word: in Thai, generic words are written together with the name that follows."""
    for part in word.split():
        if has_glued_generics(script_of(part[0])):
            ends = range(len(part) - _GLUED_REST, _GLUED_GENERIC - 1, -1)
            end = next((end for end in ends if part[:end] in lexicon.kinds), 0)
            yield from (part[:end], part[end:]) if end else (part,)
        else:
            yield part


def _classify_word(word: str, romanised: str, lexicon: _Lexicon, *, first: bool, last: bool) -> Iterator[_Read]:
    if len(word) > 2 and word[-1] in words_of_all("division_characters"):
        yield romanize(word[:-1]).replace(" ", ""), Kind.PLAIN, "", word[:-1]
        yield romanize(word[-1]).replace(" ", ""), Kind.GENERIC, "", word[-1]
        return
    has_article = len(word) >= _ARTICLE_WORD and word.startswith(arabic_articles())
    if has_article and not _is_known(word, romanised, lexicon):
        article = next(filter(word.startswith, arabic_articles()))
        rest = word.removeprefix(article)
        yield romanize(article), Kind.PARTICLE, "", article
        yield romanize(rest).replace(" ", ""), Kind.PLAIN, "", rest
        return
    for text in romanised.split():
        number = _number(word, text, lexicon) or ("" if first else _roman(word, last=last))
        yield text, Kind.PLAIN if number else _kind(word, lexicon, last=last), number, word


def _kind(word: str, lexicon: _Lexicon, *, last: bool) -> Kind:
    """The class of a word; some titles are names where they end one: "Imran Khan", "Sultan bin Abdulaziz"."""
    kind = lexicon.kinds.get(word, Kind.PLAIN)
    is_name = last and kind is Kind.TITLE and word in words_of_all("honorifics_as_names")
    return Kind.PLAIN if is_name else kind


def _is_known(word: str, romanised: str, lexicon: _Lexicon) -> bool:
    """Whether a word with the Arabic article is listed as it is."""
    return word in lexicon.kinds or word in lexicon.numerals or romanised in _concepts().get("arabic", {})


def _legal_form(folded: list[str], position: int, lexicon: _Lexicon) -> tuple[str, int]:
    """The legal form that starts here and its length in words; a name is not its legal form alone."""
    if folded[position] not in lexicon.legal_starts:
        return "", 0
    for size in range(min(_PHRASE, len(folded) - position), 0, -1):
        if size == len(folded) or (position == 0 and size == 1 and len(folded[0]) < 3):
            continue
        found = lexicon.legal.get(" ".join(folded[position : position + size]))
        if found:
            return romanize(fold(found)).replace(" ", ""), size
    return "", 0


@lru_cache(maxsize=1)
def _ordinal() -> re.Pattern[str]:
    """A number, with or without what some language adds to make it an ordinal, romanised."""
    return re.compile(rf"(\d+)(?:{'|'.join(sorted(map(romanize, words_of_all('ordinal_suffixes'))))})?")


def _number(word: str, text: str, lexicon: _Lexicon) -> str:
    """The digits that a word stands for; "cop27" gives "cop#27"."""
    if not text.isalpha():
        digits = _ordinal().fullmatch(text)
        if digits:
            return digits[1].lstrip("0") or "0"
        numbered = _NUMBERED.fullmatch(text)
        if numbered:
            return f"{numbered[1]}#{numbered[2]}"
    return lexicon.numerals.get(word, "") if len(word) > 1 else ""


def _roman(word: str, *, last: bool) -> str:
    """The value of a Roman number up to 39; one letter is a number only at the end of a name."""
    found = _ROMAN.fullmatch(word) if word[0] in "xvi" else None
    if found is None or (len(word) == 1 and not last):
        return ""
    return str(10 * len(found[1]) + _ROMAN_UNITS.index(found[2]))


def is_acronym(left: Words, right: Words) -> bool:
    """Whether one of two names has one word only, and that is the initials of the words of the other.

    >>> from namenorm.text.keys import name_form
    >>> is_acronym(*(read_words(name_form(name)) for name in ("IBM", "International Business Machines Corp.")))
    True
    """
    short, long = (left, right) if len(left.texts) == 1 else (right, left)
    letters = short.joined
    if len(short.texts) > 1 or len(long.texts) < _LEAST_INITIALS:
        return False
    if not _LEAST_INITIALS <= len(letters) <= _MOST_INITIALS:
        return False
    optional = [kind in _SAYS_NOTHING for kind in long.kinds]
    return _spell(letters, long.texts, optional)


def are_initials(letters: str, words: Sequence[str], beside: Sequence[str]) -> bool:
    """Whether letters are the initials of the words of a name that do not stand beside them.

    >>> are_initials("tu", ["technische", "universitat", "munchen"], ["munchen"])
    True
    """
    rest = list(words)
    for word in beside:
        if word not in rest:
            return False
        rest.remove(word)
    return len(rest) >= len(letters) and _spell(letters, rest, [False] * len(rest))


def _spell(letters: str, words: Sequence[str], optional: Sequence[bool]) -> bool:
    """Whether letters are the initials of words, of which little and optional ones may be left out."""
    spelt = {0}
    for word, may_lack in zip(words, optional, strict=True):
        more = {count + 1 for count in spelt if letters.startswith(word[0], count)}
        spelt = more | spelt if len(word) <= _LITTLE_WORD or may_lack else more
    return len(letters) in spelt
