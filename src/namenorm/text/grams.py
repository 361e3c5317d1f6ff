"""Bags of short strings by which similar names meet, and the numbers under which an index files them.

>>> sorted(grams(("ilham",))["skeleton"])
['^l', '^lm', 'lm', 'lm$', 'm$']

`grams` defines the bags of one name. `gram_arrays` works out the same for many names at once, as numbers: an index of a
million names has some seventy million grams. A number (`gram_code`) holds the view, the kind of gram within it, and up
to three letters of six bits each; only whole words of the ``loose`` view are hashed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

import numpy as np
import numpy.typing as npt

Codes = npt.NDArray[np.uint32]
Rows = npt.NDArray[np.uint32]

GRAM_VIEWS = ("rom", "skeleton", "skip", "loose")
"""``rom``: 2- and 3-grams of the romanised words. ``skeleton``: grams of consonant classes. ``skip``: pairs of classes
at distance up to 3. ``loose``: pairs of few, wide classes at distance up to 2, which unvowelled scripts need."""

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


def skeleton(token: str) -> str:
    """The consonant classes of a romanised word: ``skeleton("aliyev") == "lf"``."""
    return token.translate(_SKELETON)


def loose_skeleton(token: str) -> str:
    """Fewer and wider classes, for scripts that write one letter for several sounds (ו v/u/o, ב b/v, פ p/f)."""
    return _SILENT.sub("", token).translate(_LOOSE)


def grams(tokens: Sequence[str]) -> dict[str, Counter[str]]:
    """The bag of grams of a name's romanised words in each of `GRAM_VIEWS`.

    Words are padded with ``^`` and ``$``; ``+`` marks grams across words, ``.`` and ``=`` those of one loose word.
    """
    return {
        "rom": _padded(tokens) + Counter("+" + gram for gram in _ngrams("".join(tokens), 3)),
        "skeleton": _padded([skeleton(token) for token in tokens]),
        "skip": _pairs("".join(map(skeleton, tokens)), _SKIP),
        "loose": _loose_grams(tokens),
    }


def _ngrams(text: str, size: int) -> list[str]:
    return [text[i : i + size] for i in range(len(text) - size + 1)]


def _padded(words: Sequence[str]) -> Counter[str]:
    bag: Counter[str] = Counter()
    for word in words:
        bag.update(_ngrams(f"^{word}$", 2))
        bag.update(_ngrams(f"^{word}$", 3))
    return bag


def _pairs(text: str, distance: int) -> Counter[str]:
    return Counter(text[i] + text[j] for i in range(len(text)) for j in range(i + 1, min(i + distance + 1, len(text))))


def _loose_grams(tokens: Sequence[str]) -> Counter[str]:
    parts = [loose_skeleton(token) for token in tokens]
    bag = _pairs("".join(parts), _LOOSE_SKIP)
    for part in parts:
        bag.update("." + a + b for a, b in pairwise(f"^{part}$"))
        bag["=" + part] += 1
    return bag


# --- Numbers --------------------------------------------------------------------------------------------------------

_VIEW_SHIFT, _KIND_SHIFT, _LETTER_BITS = 30, 28, 6
_BODY = (1 << _KIND_SHIFT) - 1
_HASH = 33
LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"
"""The letters of romanised words, in the order of their numbers, which begin with 1."""
_DIGIT = {"^": 0, "$": 0} | {letter: digit for digit, letter in enumerate(LETTERS, 1)}
_DIGITS = bytes(_DIGIT.get(chr(byte), 0) for byte in range(256))
_KINDS = {"+": 2, ".": 1, "=": 2}
_SPACE = 32
_GONE = 63
_LETTER, _DIGIT_MASK = np.uint32(_LETTER_BITS), np.uint32((1 << _LETTER_BITS) - 1)
NO_GRAM = np.uint32(0xFFFFFFFF)
"""The number of nothing."""


def gram_code(view: str, gram: str) -> int:
    """The number of a gram in a view, in 32 bits."""
    start = (GRAM_VIEWS.index(view) << _VIEW_SHIFT) | (_KINDS.get(gram[0], len(gram) - 2) << _KIND_SHIFT)
    digits = [_DIGIT[letter] for letter in gram if letter in _DIGIT]
    body = 0
    for place, digit in enumerate(digits):
        body = body + digit * _HASH**place if gram[0] == "=" else (body << _LETTER_BITS) | digit
    return start | (body & _BODY)


_FIRST_THREE = gram_code("rom", "^a$") & ~_BODY
THREES = np.array([_FIRST_THREE, _FIRST_THREE + (1 << 3 * _LETTER_BITS)], dtype=np.uint32)
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
    texts = [f" {' '.join(tokens)} " if tokens else "" for tokens in names]
    owners = np.arange(len(texts), dtype=np.uint32).repeat(list(map(len, texts)))
    codes, rows = gram_arrays(np.frombuffer("".join(texts).encode(), dtype=np.uint8), owners)
    held = np.unique((rows.astype(np.uint64) << np.uint64(32)) | codes)
    held = held[held.astype(np.uint32) != NO_GRAM]
    ends = (held >> np.uint64(32)).searchsorted(np.arange(len(texts) + 1))
    return tuple(held[start:end].astype(np.uint32) for start, end in pairwise(ends.tolist()))


def _rom(raw: npt.NDArray[np.uint8], rows: Rows) -> Iterator[tuple[Codes, Rows]]:
    digits = _ROM_BYTES[raw]
    yield from _windows(digits, rows, view=0)
    letters = np.flatnonzero(digits)
    rows, digits = rows.take(letters), digits.take(letters)
    codes = (digits[:-2] << _LETTER) | digits[1:-1]
    codes <<= _LETTER
    codes |= digits[2:]
    codes |= _between(rows, 2, _start(0, 2))
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
    codes |= _between(rows, 1, _start(3, 1))
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
    return (_start(3, 2) | (sums & np.uint32(_BODY))).astype(np.uint32), rows[first]


@lru_cache(maxsize=64)
def _powers(count: int) -> Codes:
    return np.array([pow(_HASH, place, 1 << 32) for place in range(count)], dtype=np.uint32)
