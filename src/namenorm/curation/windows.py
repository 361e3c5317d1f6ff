"""Stretches of a text that may be names although nothing was found there: by their capitals, else by their place.

Scripts without capitals offer every run of up to three words; what is asked about them must therefore be strict.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from namenorm.text.fold import fold
from namenorm.text.grams import loose_skeleton
from namenorm.text.inflection import stems
from namenorm.text.keys import name_form
from namenorm.text.scripts import is_unspaced, script
from namenorm.text.tokens import tokenize

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from namenorm.text.tokens import Token

    Span = tuple[int, int]

_CASED = frozenset({"Latin", "Cyrillic", "Greek", "Armenian", "Other", "Common"})
_LONGEST = 3
_LONGEST_CASED = 4
_POSSESSIVE = re.compile(r"['’ʼ]s?$")


def windows(text: str, covered: Sequence[Span]) -> Iterator[tuple[Span, bool]]:
    """Spans outside of ``covered``, with whether they have capitals; the longest of one start first.

    >>> text = "Then Zara Quill met him."
    >>> [text[start:end] for (start, end), _ in windows(text, [(0, 4)])]
    ['Zara Quill']
    """
    for run in _runs(text, covered):
        if is_cased(run[0].text):
            yield from (((group[0].start, group[-1].end), True) for group in _capitalised(run))
        elif not is_unspaced(script(run[0].text)):
            for first in range(len(run)):
                for last in range(min(len(run), first + _LONGEST), first, -1):
                    yield (run[first].start, run[last - 1].end), False


def is_cased(word: str) -> bool:
    """Whether a word's script gives names a capital. Georgian has capitals, but not for that.

    >>> is_cased("Баку"), is_cased("ბაქო"), is_cased("באקו")
    (True, False, False)
    """
    return script(word) in _CASED


def _runs(text: str, covered: Sequence[Span]) -> Iterator[list[Token]]:
    """Neighbouring words with nothing but a space or a hyphen between them."""
    free = [token for token in tokenize(text) if not _overlaps(token.start, token.end, covered)]
    if not free:
        return
    run = [free[0]]
    for left, right in pairwise(free):
        is_gap = text[left.end : right.start] not in (" ", "-", "\u00a0", "‑", "–")
        if is_gap or is_cased(left.text) != is_cased(right.text):
            yield run
            run = []
        run.append(right)
    yield run


def _overlaps(start: int, end: int, covered: Sequence[Span]) -> bool:
    return any(left < end and start < right for left, right in covered)


def _capitalised(run: Sequence[Token]) -> Iterator[list[Token]]:
    group: list[Token] = []
    for token in run:
        if token.text[:1].isupper():
            group.append(token)
            continue
        if group:
            yield group[:_LONGEST_CASED]
        group = []
    if group:
        yield group[:_LONGEST_CASED]


def bare(surface: str) -> str:
    """A name without a possessive and on one line.

    >>> bare("Netenyahu’s")
    'Netenyahu'
    """
    return " ".join(_POSSESSIVE.sub("", surface).split())


@lru_cache(maxsize=1 << 14)
def base_forms(surface: str, lang: str) -> frozenset[str]:
    """The folded forms that an inflected name may stand for, the name as it is among them.

    >>> "москва" in base_forms("Москвой", "ru")
    True
    """
    words = fold(bare(surface)).split()
    if not words:
        return frozenset()
    known = None if lang == "und" else lang
    first = {words[0], *(form.restored for form in stems(words[0], known) if form.prefix)}
    last = {words[-1], *(form.restored for form in stems(words[-1], known))}
    if len(words) == 1:
        return frozenset(first | last)
    middle = words[1:-1]
    return frozenset(" ".join((head, *middle, tail)) for head in first for tail in last)


def likeness(surface: str, name: str) -> float:
    """How alike two spellings are as a whole, from 0 to 100, whatever their scripts.

    >>> likeness("Tehran", "Тегеран") > 70 > likeness("Tehran", "Baku")
    True
    """
    left, right = name_form(bare(surface)), name_form(name)
    whole = fuzz.ratio("".join(left.tokens), "".join(right.tokens))
    if left.script == right.script:
        return whole
    # Some scripts write no vowels, so across scripts consonants may speak for the whole.
    bones = ("".join(map(loose_skeleton, form.tokens)) for form in (left, right))
    return max(whole, 0.9 * fuzz.ratio(*bones))


def closest_form(surface: str, name: str, lang: str) -> str:
    """The spelling without what a sentence adds to it: a word before or behind, a possessive, case endings.

    >>> closest_form("Parisdə Emmanuel Makron", "Emmanuel Macron", "az")
    'Emmanuel Makron'
    """
    words = bare(surface).split()
    length = len(name.split())
    while len(words) > max(1, length):
        shorter = max((words[1:], words[:-1]), key=lambda part: likeness(" ".join(part), name))
        if likeness(" ".join(shorter), name) < likeness(" ".join(words), name):
            break
        words = shorter
    for number, word in enumerate(words):
        forms = [word, *_without_endings(word, lang)]
        rest = words[:number], words[number + 1 :]
        words[number] = max(forms, key=lambda form: likeness(" ".join((*rest[0], form, *rest[1])), name))
    return " ".join(words)


def _without_endings(word: str, lang: str) -> list[str]:
    """The beginnings of a word that its language allows to be the whole name."""
    known = None if lang == "und" else lang
    stripped = {form.stem for form in stems(fold(word), known) if form.stem == form.restored and not form.prefix}
    return [word[:end] for end in range(3, len(word)) if fold(word[:end]) in stripped]
