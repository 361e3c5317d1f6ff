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
from itertools import pairwise
from typing import NamedTuple

from namenorm.text.fold import fold

APOSTROPHES = "'’ʼ‘ʻʹ′`´＇"
"""Characters that are an apostrophe when they stand between two letters."""

_INVISIBLE = "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
_UNSPACED = (
    "\u0e00-\u0e7f\u0e80-\u0eff\u1000-\u109f\u1780-\u17ff\u3005\u3007\u3041-\u3096\u309d-\u309f"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
_KATAKANA = "\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\uff66-\uff9f"
_BREAK = re.compile(r"[-\u00ad\u2010\u2e17=¬»][ \t]*\r?\n[ \t]*")
_BREAK_MARKS = frozenset("-\u00ad\u2010\u2e17=¬»")
_POSSESSIVE = re.compile(rf"[{APOSTROPHES}][sSｓＳ]$")
_DROPPED = re.compile(f"[{_INVISIBLE}]")


class Token(NamedTuple):
    """One word: ``text == document[start:end]``; ``folded`` is its comparable form, without line breaks inside."""

    start: int
    end: int
    text: str
    folded: str


def tokenize(text: str) -> list[Token]:
    """The words of ``text`` in order; they never overlap, and the cost is linear in the length of the text."""
    words = _word_pattern()
    tokens: list[Token] = []
    folds: dict[str, str] = {}
    spans = iter(_spans(text, words))
    for start, end in spans:
        surface = text[start:end]
        folded = folds.get(surface)
        if folded is None:
            folded = folds[surface] = fold_word(surface)
        possessive = _POSSESSIVE.search(surface) if len(surface) > 2 else None
        if possessive:
            cut = start + possessive.start()
            head = text[start:cut]
            tokens.append(Token(start, cut, head, fold_word(head)))
            tokens.append(Token(end - 1, end, text[end - 1 : end], "s"))
        else:
            tokens.append(Token(start, end, surface, folded))
    return tokens


def fold_word(surface: str) -> str:
    """The folded form of one word as it stands in a text: line breaks and invisible characters inside are dropped."""
    joined = _BREAK.sub("", surface) if "\n" in surface else surface
    return fold(joined) or joined


@lru_cache(maxsize=1)
def _word_pattern() -> re.Pattern[str]:
    marks = _mark_class()
    inner = rf"(?:[^\W_{_UNSPACED}{_KATAKANA}]|[{marks}{_INVISIBLE}])"
    last = rf"(?:[^\W_{_UNSPACED}{_KATAKANA}]|[{marks}])"
    letter = rf"[^\W_{_UNSPACED}{_KATAKANA}]"
    part = rf"{letter}(?:{inner}*{last})?"
    single = rf"[^\W\d_{_UNSPACED}{_KATAKANA}][{marks}]*"
    dotted = rf"{single}(?:\.{single})+(?![{marks}\w])\.?"
    apostrophe = rf"(?:[{APOSTROPHES}׳]|(?<=[\u05d0-\u05ea])[\"״”](?=[\u05d0-\u05ea]))"
    word = rf"{part}(?:{apostrophe}{part})*"
    return re.compile(rf"{dotted}|{word}|[{_KATAKANA}](?:[{_KATAKANA}]|[{marks}])*|[{_UNSPACED}][{marks}]*")


@lru_cache(maxsize=1)
def _mark_class() -> str:
    """The body of a regular-expression class of all combining marks, none of which counts as a letter there."""
    ranges: list[list[int]] = []
    for low, high in (
        (0x300, 0x2000),
        (0x20D0, 0x2100),
        (0x2CEF, 0x3100),
        (0xA600, 0xAC00),
        (0xFB1E, 0xFE30),
        (0x10A00, 0x11F50),
    ):
        for code in range(low, high):
            if unicodedata.category(chr(code))[0] == "M":
                if ranges and ranges[-1][1] == code - 1:
                    ranges[-1][1] = code
                else:
                    ranges.append([code, code])
    return "".join(f"\\U{low:08x}-\\U{high:08x}" for low, high in ranges)


def _spans(text: str, words: re.Pattern[str]) -> list[tuple[int, int]]:
    """Where the words are, those that a line break cuts in two already joined."""
    spans: list[tuple[int, int]] = []
    for match in words.finditer(text):
        start, end = match.span()
        if spans and start - spans[-1][1] < 12:
            previous = spans[-1][1]
            if text[previous] in _BREAK_MARKS and text[start].islower() and _BREAK.fullmatch(text, previous, start):
                spans[-1] = (spans[-1][0], end)
                continue
        spans.append((start, end))
    return spans


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
