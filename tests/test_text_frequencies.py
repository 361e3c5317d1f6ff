"""Word frequencies: asked for explicitly, an error where they cannot be had, and what they change."""

from __future__ import annotations

import sys

import pytest

from namenorm.config import Config
from namenorm.errors import ConfigError
from namenorm.model import Entity
from namenorm.normalizer import Normalizer
from namenorm.text.frequencies import most_frequent

MONTREAL = Entity("Q340", "place", {"fr": "Montréal"})
TEXT = "Les villes de Montréal et de Montreuil sont loin."


def surfaces(config: Config) -> list[str]:
    links = Normalizer.from_entities([MONTREAL], config).find(TEXT, lang="fr")
    return [link.mention.surface for link in links]


def test_none_are_used_unless_asked_for() -> None:
    assert Config().usual_words == 0
    assert most_frequent("en", 0) == frozenset()


def test_their_number_is_not_negative() -> None:
    with pytest.raises(ConfigError, match="usual_words is -1"):
        Config(usual_words=-1)


def test_asking_for_them_without_the_extra_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    most_frequent.cache_clear()
    monkeypatch.setitem(sys.modules, "wordfreq", None)
    with pytest.raises(ConfigError, match=r"namenorm\[words\]"):
        most_frequent("en", 7)


def test_frequent_words_are_no_misspelt_names() -> None:
    pytest.importorskip("wordfreq")
    assert surfaces(Config(usual_words=20_000)) == ["Montréal"]


def test_the_words_are_folded_as_texts_are() -> None:
    pytest.importorskip("wordfreq")
    words = most_frequent("fr", 20_000)
    assert "ete" in words
    assert "l été" not in words


def test_a_language_without_a_list_keeps_what_namenorm_knows() -> None:
    pytest.importorskip("wordfreq")
    assert most_frequent("az", 1000) == frozenset()
