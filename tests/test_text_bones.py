"""The consonants of words: one word at a time and many at once are the same."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from namenorm.text.bones import bone_count, bones, bones_of_cells
from namenorm.text.grams import LETTERS


@given(st.lists(st.text(LETTERS, max_size=16), min_size=1, max_size=20))
@example(["xx", "schx", "kh"])
def test_many_words_at_once_have_the_consonants_that_each_has(words: list[str]) -> None:
    cells = np.array([word.encode() for word in words], dtype="S16").view(np.uint8).reshape(-1, 16)
    assert bones_of_cells(cells).tolist() == [bones(word) for word in words]


@pytest.mark.parametrize(
    ("one", "other"),
    [("bwrys", "boris"), ("alyyb", "aliyev"), ("pzshkyan", "pezeshkian"), ("alksy", "alexei"), ("mhmd", "mohammad")],
)
def test_a_word_without_vowels_has_the_consonants_of_the_name(one: str, other: str) -> None:
    assert bones(one) == bones(other)
    assert bone_count(bones(one)) > 0


@pytest.mark.parametrize(("one", "other"), [("zakir", "zahir"), ("iran", "iraq"), ("lavrov", "lavrenko")])
def test_another_consonant_is_another_word(one: str, other: str) -> None:
    assert bones(one) != bones(other)
