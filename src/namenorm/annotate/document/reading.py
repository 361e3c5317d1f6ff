"""Reading: finds the words of texts; of a text that edits have changed since it was read, only what is new.

A word is one whatever stands beyond the spaces around it, unless a hyphen cuts it in two there. So what lies between
two such spaces is read by itself, and the words before and after it are taken over.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from namenorm.annotate.words.vocabulary import Trait
from namenorm.text.tokens import BREAK_MARKS, split_words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    import numpy.typing as npt

    from namenorm.annotate.document.page import Page
    from namenorm.annotate.words.vocabulary import Vocabulary
    from namenorm.model import Edit

    Columns = npt.NDArray[np.int32]
    Places = npt.NDArray[np.intp]


class Column:
    """What is known of a word where it stands: its number in the vocabulary, that of the gap before it, its place."""

    NUMBER = 0
    GAP = 1
    START = 2
    END = 3


class Reading(NamedTuple):
    """A text, the vocabulary of its language, and the page that it was ``before`` some edits, if it was read."""

    text: str
    vocabulary: Vocabulary
    before: Page | None = None
    edits: Sequence[Edit] = ()


class Read(NamedTuple):
    """The words of texts in one language: how many each text has, where they are, what is known of them and of the
    gaps before them.
    """

    columns: Columns
    counts: Places
    words: npt.NDArray[Any]
    between: npt.NDArray[Any]


class _Piece(NamedTuple):
    """A stretch ``low`` up to ``high`` of a text that is read, and the words of the page before that stand before it:
    ``first`` up to ``last``, moved by so many characters.
    """

    first: int
    last: int
    moved: int
    low: int
    high: int


def read(texts: Sequence[Reading]) -> Read:
    """Finds the words of texts in one language."""
    vocabulary = texts[0].vocabulary
    pieces = list(map(_pieces, texts))
    columns, counts = _words_of(
        [each.text[piece.low : piece.high] for each, own in zip(texts, pieces, strict=True) for piece in own],
        vocabulary,
    )
    if len(counts) > len(texts):
        columns, counts = _put_together(texts, pieces, columns, counts)
    return Read(
        columns,
        counts,
        vocabulary.table[columns[:, Column.NUMBER]],
        vocabulary.gaps.table[columns[:, Column.GAP]],
    )


def sums(counts: Places) -> Places:
    """The sums of the first counts: of none, of one, of two ..."""
    found = np.zeros(counts.size + 1, dtype=np.intp)
    counts.cumsum(out=found[1:])
    return found


def _words_of(texts: Sequence[str], vocabulary: Vocabulary) -> tuple[Columns, Places]:
    """The words of texts, and how many each has; those that fall into parts are replaced by them."""
    words: list[str] = []
    between: list[str] = []
    sizes = []
    for text in texts:
        before, found = vocabulary.joins(*split_words(text))
        words += found
        between += before[: len(found)]
        sizes.append(len(found))
    columns = np.empty((len(words), 4), dtype=np.int32)
    numbers, gaps, starts, ends = columns.T
    numbers[:] = vocabulary.numbers(words)
    gaps[:] = vocabulary.gaps.numbers(between)
    counts = np.array(sizes, dtype=np.intp)
    letters = vocabulary.table["size"][numbers].astype(np.intp)
    last = np.cumsum(letters + vocabulary.gaps.table["size"][gaps])
    ends[:] = last - np.repeat(np.append(0, last)[np.cumsum(counts) - counts], counts)
    starts[:] = ends - letters
    parted = (vocabulary.table["traits"][numbers] & Trait.PARTS) != 0
    return _in_parts(columns, counts, parted, words, vocabulary) if parted.any() else (columns, counts)


def _in_parts(
    columns: Columns, counts: Places, parted: npt.NDArray[np.bool_], words: list[str], vocabulary: Vocabulary
) -> tuple[Columns, Places]:
    parts = [vocabulary.parts[words[place]] for place in np.flatnonzero(parted).tolist()]
    pieces = np.ones(len(words), dtype=np.intp)
    pieces[parted] = list(map(len, parts))
    total = sums(pieces)
    last = np.cumsum(counts)
    columns = np.repeat(columns, pieces, axis=0)
    numbers, gaps, starts, ends = columns.T
    own = np.flatnonzero(np.repeat(parted, pieces))
    low, high, numbers[own], inner = np.array(list(chain(*parts)), dtype=np.int32).T
    first = np.zeros(len(numbers), dtype=bool)
    first[total[:-1][parted]] = True  # before the first part stands what stands before the word
    gaps[own] = np.where(first[own], gaps[own], inner)
    ends[own] = starts[own] + high
    starts[own] += low
    return columns, total[last] - total[last - counts]


# --- What edits have left -------------------------------------------------------------------------------------------


def _pieces(reading: Reading) -> list[_Piece]:
    """What of a text has to be read: all of it, or what stands around the edits since it was read."""
    text, before, edits = reading.text, reading.before, reading.edits
    if before is None or before.vocabulary is not reading.vocabulary:
        return [_Piece(0, 0, 0, 0, len(text))]
    found: list[_Piece] = []
    ends, size = before.ends, len(before.ends)
    kept = moved = number = 0
    while number < len(edits):
        first = max(bisect_right(before.starts, edits[number].start) - 1, kept)
        while first > kept and not _is_apart(before, first):
            first -= 1
        last, shift = first, moved
        while True:
            while number < len(edits) and (last == first or edits[number].start <= ends[last - 1]):
                moved += len(edits[number].after) - len(edits[number].before)
                last = max(last, min(bisect_left(ends, edits[number].end) + 1, size))
                number += 1
            if last == size or (_is_apart(before, last) and _ends_word(text, ends[last - 1] + moved)):
                break
            last += 1
        low = ends[first - 1] + shift if first else 0
        high = ends[last - 1] + moved if last < size else len(text)
        found.append(_Piece(kept, first, shift, low, high))
        kept = last
    return [*found, _Piece(kept, size, moved, len(text), len(text))]


def _is_apart(page: Page, place: int) -> bool:
    """Whether what stands before a word makes it one whatever else stands there."""
    gap = page.before(place)
    return " " in gap and BREAK_MARKS.isdisjoint(gap)


def _ends_word(text: str, end: int) -> bool:
    """Whether a word ends there for sure: the stop of an abbreviation may belong to it."""
    return text[end - 1].isalnum() and text[end] != "."


def _put_together(
    texts: Sequence[Reading], pieces: Sequence[Sequence[_Piece]], columns: Columns, counts: Places
) -> tuple[Columns, Places]:
    """The words of texts, those that were read and those of the pages before, and how many each has."""
    parts: list[Columns] = []
    sizes = []
    bounds = iter(sums(counts).tolist())
    start = next(bounds)
    for each, own in zip(texts, pieces, strict=True):
        size = 0
        for (first, last, moved, low, _), end in zip(own, bounds, strict=False):
            if each.before is not None and first < last:
                page = each.before
                known = [column[first:last] for column in (page.numbers, page.between, page.starts, page.ends)]
                parts.append(np.array(known, dtype=np.int32).T + np.array([0, 0, moved, moved], dtype=np.int32))
            parts.append(columns[start:end] + np.array([0, 0, low, low], dtype=np.int32))
            size += last - first + end - start
            start = end
        sizes.append(size)
    return np.concatenate(parts), np.array(sizes, dtype=np.intp)
