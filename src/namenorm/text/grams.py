"""Bags of short strings by which similar names meet, and the numbers under which an index files them.

>>> dict(zip(GRAM_VIEWS, gram_cosines(("ilham",), ("ilhom",)).tolist(), strict=True))["skeleton"]
1.0

All are worked out for many names at once (`gram_arrays`): an index of a million names has some seventy million grams. A
number holds the view, the kind of gram within it, and up to three letters of six bits each; only whole words of the
view ``loose`` are hashed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from namenorm.text.fold import undoubled

Codes = npt.NDArray[np.uint32]
Rows = npt.NDArray[np.uint32]

GRAM_VIEWS = ("rom", "skeleton", "skip", "loose")
"""``rom``: 2- and 3-grams of the romanised words, their ends included, and 3-grams across them. ``skeleton``: the same
within words of consonant classes. ``skip``: pairs of classes at distance up to 3. ``loose``: pairs of few, wide classes
at distance up to 2, which unvowelled scripts need, those of one word by themselves, and each word as a whole."""

_SKIP, _LOOSE_SKIP = 3, 2
_DROPPED = "aeiouyh"  # vowels and h carry little
# Classes of consonants that languages confuse.
_SKELETON = str.maketrans({
    **dict.fromkeys(_DROPPED, None),
    "b": "p", "v": "f", "w": "f", "c": "k", "q": "k", "g": "k", "x": "k", "t": "d", "z": "s", "j": "s",
})  # fmt: skip
_LOOSE = str.maketrans({
    **dict.fromkeys(_DROPPED + "bvw", None),
    "p": "f", "c": "k", "q": "k", "g": "k", "x": "k", "t": "d", "z": "s", "j": "s",
})  # fmt: skip
_SILENT = re.compile("t(?=[zs])|c(?=z)|d(?=zh)")  # tz, ts, cz and dzh are one sound
_ACROSS, _OF_WORD, _WHOLE_WORD = 2, 1, 2  # kinds of grams besides those of two and three letters, 0 and 1


def skeleton(token: str) -> str:
    """The consonant classes of a romanised word: ``skeleton("aliyev") == "lf"``."""
    return token.translate(_SKELETON)


def sound_of(token: str) -> str:
    """The same, with doubled ones once: "eiffel" and "eyfel" sound alike."""
    return undoubled(skeleton(token))


def loose_skeleton(token: str) -> str:
    """Fewer and wider classes, for scripts that write one letter for several sounds (ו v/u/o, ב b/v, פ p/f)."""
    return _SILENT.sub("", token).translate(_LOOSE)


# --- Numbers --------------------------------------------------------------------------------------------------------

_VIEW_SHIFT, _KIND_SHIFT, _LETTER_BITS = 30, 28, 6
_BODY = (1 << _KIND_SHIFT) - 1
_HASH = 33
LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"
"""The letters of romanised words, in the order of their numbers, which begin with 1."""
_DIGIT = {"^": 0, "$": 0} | {letter: digit for digit, letter in enumerate(LETTERS, 1)}
_DIGITS = bytes(_DIGIT.get(chr(byte), 0) for byte in range(256))
_SPACE = 32
_GONE = 63
_LETTER, _DIGIT_MASK = np.uint32(_LETTER_BITS), np.uint32((1 << _LETTER_BITS) - 1)
NO_GRAM = np.uint32(0xFFFFFFFF)
"""The number of nothing."""


THREES = np.array([1 << _KIND_SHIFT, (1 << _KIND_SHIFT) + (1 << 3 * _LETTER_BITS)], dtype=np.uint32)
"""Where the numbers of the 3-grams of words in the view ``rom`` begin and end."""


def digits_of_threes(codes: Codes) -> tuple[Codes, Codes, Codes]:
    """The digits of such numbers: those of three letters, 0 for the start and the end of a word."""
    return (codes >> np.uint32(2 * _LETTER_BITS)) & _DIGIT_MASK, (codes >> _LETTER) & _DIGIT_MASK, codes & _DIGIT_MASK


def threes(words: Iterable[str]) -> Iterator[tuple[int, int, int]]:
    """The 3-grams of some words in the view ``rom``, as digits; between two words one with no letter in the middle.

    >>> list(threes(["a", "b"]))
    [(0, 1, 0), (1, 0, 2), (0, 2, 0)]
    """
    digits = f" {' '.join(words)} ".encode().translate(_DIGITS)
    return zip(digits, digits[1:], digits[2:], strict=False)


def view_of(codes: Codes) -> Codes:
    """The place in `GRAM_VIEWS` of the view of each gram number."""
    return codes >> np.uint32(_VIEW_SHIFT)


def _byte_table(letters: dict[int, str | None] | None = None) -> npt.NDArray[np.uint32]:
    """The digit of every byte of a romanised name; ``_GONE`` for letters that a view drops."""
    table = np.zeros(256, dtype=np.uint32)
    for letter in LETTERS:
        kept = letter if letters is None else letters.get(ord(letter), letter)
        table[ord(letter)] = _GONE if kept is None else _DIGIT[kept]
    return table


_ROM_BYTES, _SKELETON_BYTES, _LOOSE_BYTES = _byte_table(), _byte_table(_SKELETON), _byte_table(_LOOSE)


def gram_arrays(raw: npt.NDArray[np.uint8], rows: Rows) -> tuple[Codes, Rows]:
    """The grams of many names as two equal arrays: the number of each, and the row of its name; unordered.

    ``raw`` holds the romanised words of the names as ASCII, with one space before and after every word and none
    shared between names (``b" ilham aliyev  baku "``); ``rows`` the row of each of its bytes. Many numbers are
    `NO_GRAM`, where letters beside each other are of different names.
    """
    parts = [*_rom(raw, rows), *_skeleton_views(raw, rows), *_loose(raw, rows)]
    return np.concatenate([codes for codes, _ in parts]), np.concatenate([own for _, own in parts])


@lru_cache(maxsize=32)
def gram_bags(names: tuple[tuple[str, ...], ...]) -> tuple[Codes, ...]:
    """The numbers of all grams of each of some names, in order, without repetition; not to be written to."""
    codes, rows = _grams_of(names)
    held = np.unique((rows.astype(np.uint64) << np.uint64(32)) | codes)
    ends = (held >> np.uint64(32)).searchsorted(np.arange(len(names) + 1))
    return tuple(held[start:end].astype(np.uint32) for start, end in pairwise(ends.tolist()))


@lru_cache(maxsize=256)
def gram_cosines(left: tuple[str, ...], right: tuple[str, ...]) -> npt.NDArray[np.float32]:
    """How alike two names are in each of `GRAM_VIEWS`, where all grams weigh the same; not to be written to."""
    codes, rows = _grams_of((left, right))
    known, places = np.unique(codes, return_inverse=True)
    counts = np.bincount(rows * known.size + places, minlength=2 * known.size).reshape(2, known.size)
    products = (counts[0] * counts[1], counts[0] ** 2, counts[1] ** 2)
    common, *squares = (np.bincount(view_of(known), weights, len(GRAM_VIEWS)) for weights in products)
    norms = np.sqrt(squares[0] * squares[1])
    found: npt.NDArray[np.float64] = np.divide(common, norms, out=np.zeros(norms.size), where=norms > 0)
    return found.astype(np.float32)


def _grams_of(names: Sequence[tuple[str, ...]]) -> tuple[Codes, Rows]:
    """The grams of a few names, and whose each is."""
    texts = [f" {' '.join(tokens)} " if tokens else "" for tokens in names]
    owners = np.arange(len(texts), dtype=np.uint32).repeat(list(map(len, texts)))
    codes, rows = gram_arrays(np.frombuffer("".join(texts).encode(), dtype=np.uint8), owners)
    held = codes != NO_GRAM
    return codes[held], rows[held]


def _rom(raw: npt.NDArray[np.uint8], rows: Rows) -> Iterator[tuple[Codes, Rows]]:
    digits = _ROM_BYTES[raw]
    yield from _windows(digits, rows, view=0)
    letters = np.flatnonzero(digits)
    rows, digits = rows.take(letters), digits.take(letters)
    codes = (digits[:-2] << _LETTER) | digits[1:-1]
    codes <<= _LETTER
    codes |= digits[2:]
    codes |= _between(rows, 2, _start(0, _ACROSS))
    yield codes, rows[2:]


def _skeleton_views(raw: npt.NDArray[np.uint8], rows: Rows) -> Iterator[tuple[Codes, Rows]]:
    digits = _SKELETON_BYTES[raw]
    kept = np.flatnonzero(digits != _GONE)
    digits, rows = digits.take(kept), rows.take(kept)
    yield from _windows(digits, rows, view=1)
    letters = np.flatnonzero(digits)
    yield from _skips(digits.take(letters), rows.take(letters), view=2, distance=_SKIP)


def _loose(raw: npt.NDArray[np.uint8], rows: Rows) -> Iterator[tuple[Codes, Rows]]:
    padded = np.concatenate([raw, np.full(2, _SPACE, dtype=np.uint8)])
    now, after, then = padded[:-2], padded[1:-1], padded[2:]
    t, c, d, z, s, h = (ord(letter) for letter in "tcdzsh")
    silent = ((now == t) & ((after == z) | (after == s))) | ((now == c) & (after == z))
    silent |= (now == d) & (after == z) & (then == h)
    digits = _LOOSE_BYTES[raw]
    kept = np.flatnonzero((digits != _GONE) & ~silent)
    digits, rows = digits.take(kept), rows.take(kept)
    codes = (digits[:-1] << _LETTER) | digits[1:]
    codes |= _between(rows, 1, _start(3, _OF_WORD))
    yield codes, rows[1:]
    letters = np.flatnonzero(digits)
    yield from _skips(digits.take(letters), rows.take(letters), view=3, distance=_LOOSE_SKIP)
    yield _words(digits, rows)


def _windows(digits: Codes, rows: Rows, view: int) -> Iterator[tuple[Codes, Rows]]:
    """2- and 3-grams within padded words."""
    two = (digits[:-1] << _LETTER) | digits[1:]
    between = _between(rows, 1, _start(view, 0))
    three = two[:-1] << _LETTER
    three |= digits[2:]
    three |= _between(rows, 2, _start(view, 1))
    three[digits[1:-1] == 0] = NO_GRAM
    two |= between
    yield two, rows[1:]
    yield three, rows[2:]


def _skips(digits: Codes, rows: Rows, view: int, distance: int) -> Iterator[tuple[Codes, Rows]]:
    before = digits << _LETTER
    for step in range(1, distance + 1):
        codes = before[:-step] | digits[step:]
        codes |= _between(rows, step, _start(view, 0))
        yield codes, rows[step:]


def _between(rows: Rows, distance: int, start: np.uint32) -> Codes:
    """What marks grams of letters so far apart: the view and kind, or that they are of different names."""
    marks: Codes = np.where(rows[distance:] == rows[:-distance], start, NO_GRAM)
    return marks


def _start(view: int, kind: int) -> np.uint32:
    return np.uint32((view << _VIEW_SHIFT) | (kind << _KIND_SHIFT))


def _words(digits: Codes, rows: Rows) -> tuple[Codes, Rows]:
    """A hash of every word of the loose view, which may have no letters left."""
    spaces = np.flatnonzero(digits == 0)
    first = spaces[:-1][rows[spaces[1:]] == rows[spaces[:-1]]]
    starts = np.zeros(digits.size, dtype=np.int64)
    starts[spaces] = spaces
    place = np.arange(digits.size) - np.maximum.accumulate(starts) - 1
    powers = _powers(int(place.max(initial=0)) + 1)
    terms = np.where(digits > 0, digits * powers[np.maximum(place, 0)], np.uint32(0))
    sums = np.add.reduceat(terms, first, dtype=np.uint32) if first.size else np.zeros(0, dtype=np.uint32)
    return (_start(3, _WHOLE_WORD) | (sums & np.uint32(_BODY))).astype(np.uint32), rows[first]


@lru_cache(maxsize=64)
def _powers(count: int) -> Codes:
    return np.array([pow(_HASH, place, 1 << 32) for place in range(count)], dtype=np.uint32)
