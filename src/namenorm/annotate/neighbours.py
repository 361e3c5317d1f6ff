"""Neighbours: which words of names are spelt nearly like a word.

>>> from namenorm.index.memory import MemoryIndex
>>> from namenorm.model import Entity
>>> neighbours = Neighbours(MemoryIndex([Entity("Q994", "place", {"en": "Tbilisi"})]))
>>> neighbours.near("tbilsi")
('tbilisi',)

The words of all aliases are read once, when the first unknown word of a text asks for them, and kept with the finder.
A word is compared with all of them by its set of letters, which is one pass over an array of integers, and letter by
letter only with the few that remain; of an index with very many aliases, words one edit away are asked for one by one
instead. The resolver decides afterwards; this only spares it the words that are near to
nothing.
"""

from __future__ import annotations

from itertools import pairwise
from string import ascii_lowercase
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np
from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from namenorm.annotate.remembered import Remembered
from namenorm.text.keys import name_form

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy.typing as npt

    from namenorm.kb import KnowledgeBase

_SHORTEST = 5
_NEAREST = 12
_LARGE = 250_000
_MOST_ROWS = 400
_MOST_WORDS = 1 << 16
_MOST_OWNERS = 1 << 13


def edit_limit(length: int) -> int:
    """How many letters may differ in a word of a given length.

    >>> [edit_limit(length) for length in (4, 5, 8, 13)]
    [0, 1, 2, 3]
    """
    if length < _SHORTEST:
        return 0
    return 1 if length < 8 else 2 if length < 13 else 3


class Neighbours:
    """The romanised words of all aliases of a knowledge base, searchable by likeness; safe to share between threads."""

    def __init__(self, kb: KnowledgeBase) -> None:
        self._kb = kb
        self._is_large = kb.alias_count > _LARGE
        self._lock = Lock()
        self._words: list[str] | None = None
        self._owners: dict[str, set[int]] = {}
        self._masks: npt.NDArray[np.uint64] = np.zeros(0, dtype=np.uint64)
        self._pairs: npt.NDArray[np.uint64] = np.zeros(0, dtype=np.uint64)
        self._lengths: npt.NDArray[np.int16] = np.zeros(0, dtype=np.int16)
        self.romanised = Remembered[str, str](lambda word: "".join(name_form(word).tokens), _MOST_WORDS).__getitem__
        """A folded word in Latin letters."""
        self.near = Remembered[str, tuple[str, ...]](self._near, _MOST_WORDS).__getitem__
        """The words of names within the edit limit of a romanised word, nearest first; the word itself if it is one."""
        self.owners_near = Remembered[str, frozenset[int]](self._owners_near, _MOST_OWNERS).__getitem__
        """The entities whose aliases contain a word near a romanised word."""

    def _owners_near(self, word: str) -> frozenset[int]:
        return frozenset().union(*map(self.owners, self.near(word)))

    def _near(self, word: str) -> tuple[str, ...]:
        limit = edit_limit(len(word))
        if self._is_large:
            return self._near_in_large(word, limit)
        words = self._load()
        if not limit:
            return (word,) if word in self._owners else ()
        low, high = np.searchsorted(self._lengths, (len(word) - limit, len(word) + limit + 1))
        masks, pairs = self._masks[low:high], self._pairs[low:high]
        mask, pair = np.uint64(_mask(word)), np.uint64(_pair_mask(word))
        # An edit changes one letter and two or, where it swaps letters, three pairs of neighbours.
        candidates = low + np.flatnonzero(
            (np.bitwise_count(masks & ~mask) <= limit)
            & (np.bitwise_count(mask & ~masks) <= limit)
            & (np.bitwise_count(pairs & ~pair) <= 3 * limit)
            & (np.bitwise_count(pair & ~pairs) <= 3 * limit)
        )
        found = extract(word, [words[i] for i in candidates], scorer=OSA.distance, score_cutoff=limit, limit=_NEAREST)
        return tuple(near for near, _, _ in found)

    def owners(self, word: str) -> frozenset[int]:
        """The entities whose aliases contain a romanised word."""
        if self._is_large:
            rows = self._kb.lookup("token", word)[:_MOST_ROWS]
            return frozenset(map(self._kb.alias_entity, rows))
        self._load()
        return frozenset(self._owners.get(word, ()))

    def _near_in_large(self, word: str, limit: int) -> tuple[str, ...]:
        """The words of names one edit away, asked for one by one: reading a large index would take too long."""
        count = self._kb.token_count
        spellings = (word, *_one_edit(word)) if limit else (word,)
        return tuple(near for near in dict.fromkeys(spellings) if count(near))[:_NEAREST]

    def _load(self) -> list[str]:
        if self._words is None:
            with self._lock:
                if self._words is None:
                    self._words = self._read()
        return self._words

    def _read(self) -> list[str]:
        kb = self._kb
        owners: dict[str, set[int]] = {}
        for row in range(kb.alias_count):
            owner = kb.alias_entity(row)
            for token in kb.form(row).tokens:
                owners.setdefault(token, set()).add(owner)
        words = sorted((word for word in owners if len(word) >= _SHORTEST - 1), key=lambda word: (len(word), word))
        self._owners = owners
        self._masks = np.fromiter(map(_mask, words), dtype=np.uint64, count=len(words))
        self._pairs = np.fromiter(map(_pair_mask, words), dtype=np.uint64, count=len(words))
        self._lengths = np.fromiter(map(len, words), dtype=np.int16, count=len(words))
        return words


def _one_edit(word: str) -> Iterator[str]:
    """Every spelling of Latin letters that is one edit away from a word."""
    for cut in range(len(word) + 1):
        head, tail = word[:cut], word[cut:]
        if tail:
            yield head + tail[1:]
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]
        for letter in ascii_lowercase:
            yield head + letter + tail
            if tail:
                yield head + letter + tail[1:]


def _mask(word: str) -> int:
    mask = 0
    for char in word:
        mask |= 1 << (ord(char) & 63)
    return mask


def _pair_mask(word: str) -> int:
    mask = 0
    for one, other in pairwise(word):
        mask |= 1 << ((ord(one) * 31 + ord(other) * 7) & 63)
    return mask
