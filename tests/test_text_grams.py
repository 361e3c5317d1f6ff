"""Grams: the numbers of many names at once are those of the bags of each."""

from __future__ import annotations

import math

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from namenorm.text.grams import (
    GRAM_VIEWS,
    LETTERS,
    NO_GRAM,
    gram_arrays,
    gram_bags,
    gram_cosines,
    loose_skeleton,
    view_of,
)
from tests.memory_index import grams

WORDS = st.text(alphabet="abcdehktszuvw19", min_size=1, max_size=9)
NAMES = st.lists(st.lists(WORDS, min_size=1, max_size=4).map(tuple), min_size=1, max_size=6)

DIGITS = {"^": 0, "$": 0} | {letter: digit for digit, letter in enumerate(LETTERS, 1)}
KINDS = {"+": 2, ".": 1, "=": 2}


def gram_code(view: str, gram: str) -> int:
    """The number of a gram in a view, by its definition."""
    start = (GRAM_VIEWS.index(view) << 30) | (KINDS.get(gram[0], len(gram) - 2) << 28)
    body = 0
    for place, digit in enumerate(DIGITS[letter] for letter in gram if letter in DIGITS):
        body = body + digit * 33**place if gram[0] == "=" else (body << 6) | digit
    return start | (body & ((1 << 28) - 1))


def gram_codes(words: tuple[str, ...]) -> list[int]:
    """The numbers of the grams of one name, by their definition."""
    return sorted({gram_code(view, gram) for view, bag in grams(words).items() for gram in bag})


@given(NAMES)
def test_arrays_of_many_names_hold_the_grams_of_each(names: list[tuple[str, ...]]) -> None:
    texts = [f" {' '.join(words)} ".encode() for words in names]
    rows = np.repeat(np.arange(len(names), dtype=np.uint32), [len(text) for text in texts])
    codes, owners = gram_arrays(np.frombuffer(b"".join(texts), dtype=np.uint8), rows)
    expected = {(code, row) for row, words in enumerate(names) for code in gram_codes(words)}
    found = codes != NO_GRAM
    assert set(zip(codes[found].tolist(), owners[found].tolist(), strict=True)) == expected
    for words, bag in zip(names, gram_bags(tuple(names)), strict=True):
        np.testing.assert_array_equal(bag, gram_codes(words))


@given(NAMES)
def test_cosines_of_two_names_count_how_often_each_has_a_gram(names: list[tuple[str, ...]]) -> None:
    left, right = grams(names[0]), grams(names[-1])
    expected = []
    for view in GRAM_VIEWS:
        norm = math.sqrt(math.prod(sum(n * n for n in bag[view].values()) for bag in (left, right)))
        common = sum(count * right[view][gram] for gram, count in left[view].items())
        expected.append(common / norm if norm else 0.0)
    np.testing.assert_array_equal(gram_cosines(names[0], names[-1]), np.array(expected, dtype=np.float32))


@given(NAMES)
def test_a_number_knows_its_view_and_tells_grams_apart(names: list[tuple[str, ...]]) -> None:
    for view, bag in grams(names[0]).items():
        codes = np.array([gram_code(view, gram) for gram in bag], dtype=np.uint32)
        assert {GRAM_VIEWS[place] for place in view_of(codes)} <= {view}
        short = [gram for gram in bag if not gram.startswith("=")]
        # "^" and "$" are told apart by their place: only the first and the last letter of a gram can be one.
        assert len({gram_code(view, gram) for gram in short}) == len(short)


def test_letters_that_scripts_do_not_write_are_left_out_of_the_loose_view() -> None:
    assert loose_skeleton("netanyahu") == loose_skeleton("ntnyhv") == "ndn"
    assert loose_skeleton("tsereteli") == loose_skeleton("sereteli")
    assert loose_skeleton("aliyev") != loose_skeleton("hasanov")
