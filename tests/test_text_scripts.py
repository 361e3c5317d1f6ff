"""Scripts of letters and words, and lookalike letters from another script."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from namenorm.text.scripts import is_unspaced, mixed_script_words, script, script_of, unmix

ANY_TEXT = st.text(alphabet=st.characters(exclude_categories=()), max_size=30)


@pytest.mark.parametrize(
    ("char", "name"),
    [
        ("a", "Latin"), ("ə", "Latin"), ("ﬁ", "Latin"), ("ж", "Cyrillic"), ("Ω", "Greek"), ("ἀ", "Greek"),
        ("ա", "Armenian"), ("ა", "Georgian"), ("Ა", "Georgian"), ("א", "Hebrew"), ("ب", "Arabic"), ("پ", "Arabic"),
        ("क", "Devanagari"), ("ি", "Bengali"), ("ਸ", "Gurmukhi"), ("ક", "Gujarati"), ("த", "Tamil"), ("త", "Telugu"),
        ("ಕ", "Kannada"), ("ക", "Malayalam"), ("ක", "Sinhala"), ("ก", "Thai"), ("김", "Hangul"), ("ᄀ", "Hangul"),
        ("か", "Kana"), ("カ", "Kana"), ("ー", "Kana"), ("ｶ", "Kana"), ("東", "Han"), ("々", "Han"), ("𠀀", "Han"),
        ("ሀ", "Ethiopic"), ("1", "Common"), ("-", "Common"), (" ", "Common"), ("\u0301", "Common"),
        ("🇦", "Common"), ("\ud800", "Common"), ("ʼ", "Common"),
    ],
)  # fmt: skip
def test_script_of(char: str, name: str) -> None:
    assert script_of(char) == name


@given(ANY_TEXT)
def test_no_text_breaks_the_functions(text: str) -> None:
    assert script(text)
    assert all(isinstance(word, str) for word in mixed_script_words(text))
    assert len(unmix(text)) == len(text)


@given(ANY_TEXT)
def test_unmixing_is_idempotent(text: str) -> None:
    assert unmix(unmix(text)) == unmix(text)


def test_unspaced_scripts() -> None:
    assert [name for name in ("Latin", "Han", "Kana", "Thai", "Hangul", "Khmer") if is_unspaced(name)] == [
        "Han",
        "Kana",
        "Thai",
        "Khmer",
    ]


@pytest.mark.parametrize(
    ("word", "repaired"),
    [
        ("B\u0430ku", "Baku"),
        ("P\u043eссия", "\u0420оссия"),
        ("\u0410liyev", "Aliyev"),
        ("\u039fbama", "Obama"),
        ("Баку", "Баку"),
        ("Ελλάδα", "Ελλάδα"),
        ("Bakuжж", "Bakuжж"),
        ("c\u043e", "co"),  # no letter tells, so the first one does, in whatever order sets are
        ("\u0441o", "\u0441\u043e"),
    ],
)
def test_unmix(word: str, repaired: str) -> None:
    assert unmix(word) == repaired


def test_mixed_words_are_found() -> None:
    assert mixed_script_words("B\u0430ku и Tbilisi, 東京タワー, NATO-ს") == ["B\u0430ku"]
