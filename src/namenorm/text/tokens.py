"""Words of a text, with their offsets.

>>> [(token.text, token.folded) for token in tokenize("Israel’s envoy met Moshe Ya’alon.")][:3]
[('Israel', 'israel'), ('s', 's'), ('envoy', 'envoy')]

A token is a run of letters and digits. Marks stay on their letter, an apostrophe between letters belongs to the word
(``Ya’alon``), but a possessive ``s`` is a token of its own; hyphens and dashes separate. A word that a line break
cuts in two is one token, as is a dotted abbreviation (``U.S.``). Han, Hiragana, Thai and the other scripts that write
no spaces give one token a character; a run of Katakana is one token.

Offsets are code points of the text as it is: folding happens on the tokens and never moves them.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import chain, pairwise, starmap
from typing import NamedTuple

from namenorm.text.fold import fold
from namenorm.text.scripts import unmix

APOSTROPHES = "'’ʼ‘ʻʹ′`´＇"
"""Characters that are an apostrophe when they stand between two letters."""
GERSHAYIM = '"״”'
"""Characters that stand between the last two letters of a Hebrew abbreviation."""

_INVISIBLE = "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
_UNSPACED = (
    "\u0e00-\u0e7f\u0e80-\u0eff\u1000-\u109f\u1780-\u17ff\u3005\u3007\u3041-\u3096\u309d-\u309f"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
_KATAKANA = "\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\uff66-\uff9f"
BREAK_MARKS = frozenset("-\u00ad\u2010\u2e17=¬»«")
"""What scans and printers put where a line break cuts a word."""
_BREAK = re.compile(r"[-\u00ad\u2010\u2e17=¬»«][ \t]*\r?\n[ \t]*¬?")
_CUT = re.compile(r"(?<=[^\W\d_])[-\u00ad\u2010\u2e17=¬»«:]\s*¬?")
_LONGEST_BREAK = 12
_STRETCHES_OF_MARKS = (
    (0x300, 0x2000), (0x20D0, 0x2100), (0x2CEF, 0x3100), (0xA600, 0xAC00), (0xFB1E, 0xFE30), (0x10A00, 0x11F50),
)  # fmt: skip
_POSSESSIVE = "sSｓＳ"
_ALL_KINDS = "hikmu"
_KINDS = tuple(
    (kind, re.compile(f"[{part}]")) for kind, part in (("i", _INVISIBLE), ("k", _KATAKANA), ("u", _UNSPACED))
)


class Token(NamedTuple):
    """One word: ``text == document[start:end]``; ``folded`` is its comparable form, without line breaks inside."""

    start: int
    end: int
    text: str
    folded: str


def tokenize(text: str) -> list[Token]:
    """The words of ``text`` in order; they never overlap, and the cost is linear in the length of the text."""
    gaps, words = split_words(text)
    tokens: list[Token] = []
    known: dict[str, tuple[Token, ...]] = {}
    end = 0
    for gap, word in zip(gaps, words, strict=False):
        start = end + len(gap)
        end = start + len(word)
        parts = known.get(word)
        if parts is None:
            parts = known[word] = without_possessive(word)
        for low, high, surface, folded in parts:
            tokens.append(Token(start + low, start + high, surface, folded))
    return tokens


def tokenize_name(name: str) -> tuple[Token, ...]:
    """The words of a name; in plain letters it is split at its spaces.

    >>> [token.start for token in tokenize_name("Los Angeles")]
    [0, 4]
    """
    if not (name.isascii() and name.replace(" ", "").isalpha()):
        return tuple(tokenize(name))
    found, start = [], 0
    for word in name.split(" "):
        if word:
            found.append(Token(start, start + len(word), word, word.lower()))
        start += len(word) + 1
    return tuple(found)


def split_words(text: str) -> tuple[list[str], list[str]]:
    """What stands before each word of ``text`` and after the last one, and the words, possessives still on them.

    >>> split_words("Israel’s envoy, Moshe")
    (['', ' ', ', ', ''], ['Israel’s', 'envoy', 'Moshe'])
    """
    pieces = _word_pattern(_kinds(text)).split(text)
    gaps, words = pieces[::2], pieces[1::2]
    return _joined(gaps, words) if "\n" in text else (gaps, words)


def without_possessive(word: str) -> tuple[Token, ...]:
    """A word as `split_words` gives it, and its possessive ``s`` as a token of its own; offsets are those in the word.

    >>> [part.text for part in without_possessive("Israel’s")]
    ['Israel', 's']
    """
    if len(word) > 2 and word[-1] in _POSSESSIVE and word[-2] in APOSTROPHES:
        head, size = word[:-2], len(word)
        return Token(0, size - 2, head, fold_word(head)), Token(size - 1, size, word[-1], "s")
    return (Token(0, len(word), word, fold_word(word)),)


def fold_word(surface: str) -> str:
    """The folded form of one word as it stands in a text: dropped what cuts it, lookalike letters put right."""
    joined = surface if surface.isalnum() else _CUT.sub("", surface)
    if not joined.isascii():
        joined = unmix(joined)
    return fold(joined) or joined


def _kinds(text: str) -> str:
    """The kinds of characters in a text that a pattern has to know about."""
    if text.isascii():
        return ""
    found = "".join(sorted(set().union(*map(_kinds_of, set(text)))))
    return _ALL_KINDS if "m" in found else found  # one pattern with all marks is dear enough to make


@lru_cache(maxsize=1 << 14)
def _kinds_of(char: str) -> str:
    if char.isascii():
        return ""
    found = "m" if unicodedata.category(char)[0] == "M" else ""
    found += "h" if "\u05d0" <= char <= "\u05ea" else ""
    return found + "".join(kind for kind, pattern in _KINDS if pattern.match(char))


@lru_cache(maxsize=64)
def _word_pattern(kinds: str) -> re.Pattern[str]:
    """The words of a text that has these kinds of characters: the fewer they are, the faster they are told apart.

    ``h`` stands for Hebrew letters, ``m`` for marks, the others are those of ``_KINDS``.
    """
    marks = _mark_class() if "m" in kinds else ""
    invisible = _INVISIBLE if "i" in kinds else ""
    alone = (_UNSPACED if "u" in kinds else "") + (_KATAKANA if "k" in kinds else "")
    letter = rf"[^\W_{alone}]"
    part = f"{letter}+"
    if marks or invisible:
        last = rf"(?:{letter}|[{marks}])" if marks else letter
        part = rf"{letter}(?:(?:{letter}|[{marks}{invisible}])*{last})?"
    marked = f"[{marks}]*" if marks else ""
    single = rf"[^\W\d_{alone}]{marked}"
    dotted = rf"{single}(?:\.{single})+(?![{marks}\w])\.?"
    inch = f"|(?<=[\u05d0-\u05ea])[{GERSHAYIM}](?=[\u05d0-\u05ea])" if "h" in kinds else ""
    choices = [dotted, rf"{part}(?:(?:[{APOSTROPHES}׳]{inch}){part})*"]
    if "k" in kinds:
        choices.append(f"[{_KATAKANA}](?:[{_KATAKANA}]|[{marks}])*" if marks else f"[{_KATAKANA}]+")
    if "u" in kinds:
        choices.append(f"[{_UNSPACED}]{marked}")
    return re.compile(f"({'|'.join(choices)})")


@lru_cache(maxsize=1)
def _mark_class() -> str:
    """The body of a regular-expression class of all combining marks, none of which counts as a letter there."""
    ranges: list[list[int]] = []
    for code in chain.from_iterable(starmap(range, _STRETCHES_OF_MARKS)):
        if unicodedata.category(chr(code))[0] == "M":
            if ranges and ranges[-1][1] == code - 1:
                ranges[-1][1] = code
            else:
                ranges.append([code, code])
    return "".join(f"{chr(low)}-{chr(high)}" for low, high in ranges)


def _joined(gaps: list[str], words: list[str]) -> tuple[list[str], list[str]]:
    """The same with the words that a line break cuts in two joined."""
    cuts = [
        place
        for place, gap in enumerate(gaps)
        if "\n" in gap
        and gap[0] in BREAK_MARKS
        and 0 < place < len(words)
        and len(gap) < _LONGEST_BREAK
        and words[place][0].islower()
        and _BREAK.fullmatch(gap)
    ]
    return join_words(gaps, words, cuts) if cuts else (gaps, words)


def join_words(gaps: list[str], words: list[str], cuts: list[int]) -> tuple[list[str], list[str]]:
    """Joins each word in one of the places ``cuts`` to the word before it.

    >>> join_words(["", "-", " "], ["Te", "hran", "is"], [1])
    (['', ' '], ['Te-hran', 'is'])
    """
    kept_gaps: list[str] = []
    kept: list[str] = []
    start = 0
    for cut in cuts:
        kept_gaps += gaps[start:cut]
        kept += words[start:cut]
        kept[-1] += gaps[cut] + words[cut]
        start = cut + 1
    return kept_gaps + gaps[start:], kept + words[start:]


def split_glued(token: Token) -> tuple[Token, ...]:
    """The parts of a word that a lost space or hyphen may have glued together; the word itself if there are none.

    >>> [part.text for part in split_glued(tokenize("TurkeyGeorgia")[0])]
    ['Turkey', 'Georgia']
    """
    surface = token.text
    cuts = [cut for cut in range(1, len(surface)) if _is_seam(surface[cut - 1], surface[cut])]
    if not cuts:
        return (token,)
    return tuple(
        Token(token.start + low, token.start + high, surface[low:high], fold_word(surface[low:high]))
        for low, high in pairwise([0, *cuts, len(surface)])
    )


def _is_seam(before: str, after: str) -> bool:
    if before.isdigit() or after.isdigit():
        return before.isdigit() != after.isdigit() and before.isalnum() and after.isalnum()
    return before.islower() and after.isupper()
