"""Reading: finds the words of texts."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from namenorm.annotate.words.vocabulary import Trait, Vocabulary
from namenorm.text.tokens import split_words

Columns = npt.NDArray[np.int32]
Places = npt.NDArray[np.intp]


class Column:
    """What is known of a word where it stands: its number in the vocabulary, that of the gap before it, its place."""

    NUMBER = 0
    GAP = 1
    START = 2
    END = 3


class Reading(NamedTuple):
    """A text and the vocabulary of its language."""

    text: str
    vocabulary: Vocabulary


class Read(NamedTuple):
    """The words of texts in one language: how many each text has, where they are, what is known of them and of the
    gaps before them.
    """

    columns: Columns
    counts: Places
    words: npt.NDArray[Any]
    between: npt.NDArray[Any]


def read(texts: Sequence[Reading]) -> Read:
    """Finds the words of texts in one language."""
    vocabulary = texts[0].vocabulary
    columns, counts = _words_of([each.text for each in texts], vocabulary)
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
    last = (letters + vocabulary.gaps.table["size"][gaps]).cumsum()
    ends[:] = last - np.concatenate(([0], last))[counts.cumsum() - counts].repeat(counts)
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
