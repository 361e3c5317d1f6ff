"""Every file of languages/ proves itself: its examples are tests, and its words are in the form that lookups use."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import fields
from typing import Any

import pytest

from namenorm.errors import ProfileError
from namenorm.text import profiles
from namenorm.text.fold import fold
from namenorm.text.inflection import stems
from namenorm.text.language import guess_language
from namenorm.text.profiles import available_languages, examples, profile
from namenorm.text.romanize import romanize
from namenorm.text.scripts import SCRIPTS, script

CODES = available_languages()
LANGUAGES = [code for code in CODES if not code.startswith("und-")]
NEGATIVE = {"fold_differ", "not_stem"}
POSITIVE = {"romanize", "fold_equal", "stem"}


def cases(kind: str) -> list[Any]:
    found = ((code, case) for code in CODES for case in examples(code).get(kind, []))
    return [pytest.param(code, *case, id=f"{code}-{case[0]}") for code, case in found]


def shared_guess(code: str) -> set[str]:
    """Languages that a short text cannot tell apart count as each other."""
    groups = ({"hr", "bs", "sr-Latn", "sl"}, {"da", "no"}, {"hy", "hyw"}, {"he", "yi"})
    return next((group for group in groups if code in group), {code})


@pytest.mark.parametrize("code", CODES)
def test_every_profile_has_a_positive_and_a_negative_example(code: str) -> None:
    kinds = set(examples(code))
    assert kinds <= NEGATIVE | POSITIVE | {"language"}
    assert kinds & NEGATIVE, f"[examples] needs one of what must not happen: {', '.join(sorted(NEGATIVE))}"
    assert kinds & POSITIVE, f"[examples] needs one of {', '.join(sorted(POSITIVE))}"


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_language_has_a_sentence_in_its_script(code: str) -> None:
    sentences = examples(code)["language"]
    item = profile(code)
    assert item is not None
    assert sentences
    assert all(script(sentence) in item.scripts for sentence in sentences)


@pytest.mark.parametrize(
    ("code", "sentence"), [(code, text) for code in LANGUAGES for text in examples(code)["language"]], ids=str
)
def test_sentences_are_recognised(code: str, sentence: str) -> None:
    assert guess_language(sentence) in shared_guess(code)


@pytest.mark.parametrize(("code", "name", "expected"), cases("romanize"))
def test_romanisation(code: str, name: str, expected: str) -> None:
    assert romanize(fold(name)) == expected


@pytest.mark.parametrize(("code", "left", "right"), cases("fold_equal"))
def test_names_that_fold_alike(code: str, left: str, right: str) -> None:
    assert fold(left) == fold(right)


@pytest.mark.parametrize(("code", "left", "right"), cases("fold_differ"))
def test_names_that_stay_apart(code: str, left: str, right: str) -> None:
    assert fold(left) != fold(right)


@pytest.mark.parametrize(("code", "word", "expected"), cases("stem"))
def test_dictionary_forms(code: str, word: str, expected: str) -> None:
    found = stems(fold(word), code)
    assert expected in [form.restored for form in found]
    assert all(form.prefix + form.stem + form.ending == fold(word) for form in found)


@pytest.mark.parametrize(("code", "word", "unwanted"), cases("not_stem"))
def test_what_is_no_dictionary_form(code: str, word: str, unwanted: str) -> None:
    assert unwanted not in [form.restored for form in stems(fold(word), code)]


NOT_FOLDED = {
    "scripts",
    "letters",
    "folded",
    "sounding",
    "foreign_syllables",
    "siblings",
    "relatives",
    "telling_affixes",
    "proclitics",
}


@pytest.mark.parametrize("code", CODES)
def test_words_are_written_in_folded_form(code: str) -> None:
    item = profile(code)
    assert item is not None
    lists = [getattr(item, each.name) for each in fields(item) if each.name not in NOT_FOLDED]
    listed = [word for words in lists if isinstance(words, (frozenset, tuple, Mapping)) for word in words]
    words = [word for word in listed if isinstance(word, str)]
    words += [part for ending in item.endings for part in (ending.suffix, ending.restore) if part]
    words += [part for word in item.proclitics for part in word.split(">")]
    assert [word for word in words if fold(word) != word] == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_telling_affixes_are_endings_or_beginnings_in_lower_case(code: str) -> None:
    item = profile(code)
    assert item is not None
    assert [affix for affix in item.telling_affixes if not re.fullmatch(r"-[^\W\d_]{1,5}|[^\W\d_]{1,5}-", affix)] == []
    assert [affix for affix in item.telling_affixes if affix != affix.lower()] == []


@pytest.mark.parametrize("code", CODES)
def test_letters_romanise_to_lower_case_latin(code: str) -> None:
    item = profile(code)
    assert item is not None
    assert [value for value in item.letters.values() if not re.fullmatch("[a-z]*", value)] == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_code_and_scripts_are_known(code: str) -> None:
    item = profile(code)
    assert item is not None
    assert item.code == code
    assert set(item.scripts) <= SCRIPTS - {"Other"}


def test_all_profiles_load() -> None:
    assert all(map(profile, CODES))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('name = "X"\nscripts = ["Latin"]\nendings = "ym @persn"', "endings: 'ym @persn': unknown type persn"),
        ('name = "X"\nscripts = ["Latin"]\nhonorific = "mr"', "honorific: unknown key"),
        ('name = "X"\nscripts = ["Latin"]\nnumerals = "one"', "numerals: 'one' must have the form"),
        ('name = "X"\nscripts = ["Latin"]\nroles = 3', "roles: must be a list of strings"),
        ('name = "X"', "scripts: missing"),
        ('name = "X', "languages/xx.toml: "),
    ],
)
def test_a_broken_profile_names_file_and_key(text: str, message: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(profiles, "_read", lambda code: text if code == "xx" else None)
    with pytest.raises(ProfileError, match=r"languages/xx\.toml") as error:
        profile.__wrapped__("xx")  # another test may have asked for "xx", which is remembered
    assert message in str(error.value)
