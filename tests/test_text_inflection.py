"""Endings and prefixed words: stripping them, and putting them back on another name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from namenorm.text.fold import fold
from namenorm.text.inflection import Stem, reinflect, stems
from namenorm.text.profiles import available_languages

LANGUAGES = [code for code in available_languages() if not code.startswith("und-")]
WORDS = st.text(alphabet=st.characters(categories=["L", "Mn", "Mc"]), min_size=1, max_size=14).map(fold)


def restored(word: str, lang: str | None, kind: str | None = None) -> list[str]:
    return [form.restored for form in stems(fold(word), lang, kind)]


@given(WORDS, st.sampled_from([None, *LANGUAGES]))
def test_parts_make_the_word_again(word: str, lang: str | None) -> None:
    for form in stems(word, lang):
        assert form.prefix + form.stem + form.ending == word
        assert form.restored != word
        assert form.stem


@given(WORDS, st.sampled_from(LANGUAGES))
def test_a_form_put_back_is_the_word(word: str, lang: str) -> None:
    for form in stems(word, lang):
        assert reinflect(form, form.restored) in (word, None)


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("Путиным", "путин"),
        ("Москвой", "москва"),
        ("Зеленського", "зеленський"),
        ("თბილისში", "თბილისი"),
        ("Երևանում", "երեւան"),
        ("Netanyahu’s", "netanyahu"),
        ("Əliyevin", "aliyev"),
        ("Bakıdan", "baki"),
        ("Erdoğan'ın", "erdogan"),
    ],
)
def test_without_a_language(word: str, expected: str) -> None:
    assert expected in restored(word, None)


@pytest.mark.parametrize("word", ["Maria", "Iran", "Niger", "Nigeria", "Slovenia", "Austria", "Baku", "לוד"])
def test_short_endings_need_a_language(word: str) -> None:
    assert restored(word, None) == []


def test_the_longest_ending_comes_last() -> None:
    found = stems("bakidan", "az")
    assert [len(form.ending) for form in found] == sorted(len(form.ending) for form in found)
    assert found[-1] == Stem("baki", "dan", "baki", "")


def test_a_language_of_another_script_has_no_endings() -> None:
    assert stems("путина", "de") == ()
    assert stems("putina", "ru") == ()


def test_region_subtags_are_understood() -> None:
    assert restored("Merkels", "de-AT") == restored("Merkels", "de")


def test_prefixes() -> None:
    assert stems("לנתניהו", "he")[-1] == Stem("נתניהו", "", "נתניהו", "ל")
    assert "العراق" in restored("للعراق", "ar")
    assert "iran" in restored("l’Iran", "fr")


@pytest.mark.parametrize(
    ("form", "replacement", "expected"),
    [
        (Stem("москв", "ой", "москва"), "Анкара", "Анкарой"),
        (Stem("нетаниях", "у", "нетаниях"), "Нетаниях", "Нетанияху"),
        (Stem("netenyahu", "s", "netenyahu"), "Netanyahu", "Netanyahus"),
        (Stem("נתניהו", "", "נתניהו", "ל"), "נתניהו", "לנתניהו"),
        (Stem("путин", "ым", "путин"), "Анкара", None),
        (Stem("москв", "ой", "москва"), "Лондон", None),
        (Stem("baki", "dan", "baki"), "Şəki", "Şəkidan"),
        (Stem("erdogan", "in", "erdogan"), "Bayramov", None),
        (Stem("العراق", "", "العراق", "لل"), "", None),
        (Stem("кишинев", "а", "кишинев"), "Кишинів", None),
        (Stem("krakov", "a", "krakov"), "Kraków", None),
        (Stem("минск", "а", "минск"), "Мінськ", "Мінська"),
    ],
)
def test_reinflect(form: Stem, replacement: str, expected: str | None) -> None:
    assert reinflect(form, replacement) == expected
