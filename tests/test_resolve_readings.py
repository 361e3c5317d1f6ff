"""Names that can be read in several ways: as Japanese, as pinyin, with or without the Arabic article."""

from __future__ import annotations

import pytest

from namenorm.config import Config
from namenorm.model import Alias, Entity, Status
from namenorm.normalizer import Normalizer
from namenorm.resolving.compare import compare
from namenorm.resolving.transcriptions import as_japanese, as_pinyin, japanese_readings
from namenorm.text.keys import name_form

ENTITIES = (
    Entity("taro", "person", {"en": "Yamada Taro"}), Entity("mao", "person", {"en": "Mao Zedong"}),
    Entity("akashi", "place", {"en": "Akashi"}), Entity("kyoto", "place", {"en": "Kyoto"}),
    Entity("xi", "person", {"zh": "习近平"}), Entity("baku", "place", {"en": "Baku"}),
    Entity("starmer", "person", {"en": "Keir Starmer"}), Entity("ecevit", "person", {"tr": "Bülent Ecevit"}),
    Entity("korea", "place", {"en": "Republic of Korea"}),
)  # fmt: skip


@pytest.mark.parametrize(
    ("name", "entity_id"),
    [
        ("山田太郎", "taro"),
        ("明石市", "akashi"),
        ("Mao Tse-tung", "mao"),
        ("Hsi Chin-p’ing", "xi"),
        ("キア・スターマー", "starmer"),
        ("뷜렌트 에제비트", "ecevit"),
        ("Korea, Republic of", "korea"),
        ("Zedong, Mao", "mao"),
    ],
)
def test_other_readings_are_found(name: str, entity_id: str) -> None:
    assert Normalizer.from_entities(ENTITIES).resolve(name).id == entity_id


@pytest.mark.parametrize(
    ("lang", "name", "entity_id"),
    [
        ("az", "Con Kerri", "kerry"),
        ("az-AZ", "Cozef Bayden", None),  # another given name than Joe
        ("lv", "Džons Kerijs", "kerry"),
        ("sr", "Džo Bajden", "biden"),
        ("tk", "Jo Baýden", "biden"),
        ("en", "Con Kerri", None),
        (None, "Con Kerri", None),
    ],
)
def test_names_sound_as_their_language_has_them(lang: str | None, name: str, entity_id: str | None) -> None:
    entities = (Entity("kerry", "person", {"en": "John Kerry"}), Entity("biden", "person", {"en": "Joe Biden"}))
    assert Normalizer.from_entities(entities).resolve(name, lang=lang).id == entity_id


def test_names_in_the_language_of_a_query_are_spelt_as_it_is() -> None:
    # By sound, "Rusya Devlet" would be nearer to the Duma than it is by its letters.
    normalizer = Normalizer.from_entities([Entity("duma", "organization", {"tr": "Rusya Devlet Duması"})])
    plain, told = (normalizer.resolve("Rusya Devlet", lang=lang) for lang in (None, "tr"))
    assert plain.candidates[0].score == told.candidates[0].score


@pytest.mark.parametrize("name", ["山本花子", "Teng Hsiao-p’ing"])
def test_other_readings_of_other_names_are_nobody(name: str) -> None:
    assert Normalizer.from_entities(ENTITIES).resolve(name).status is Status.NIL


@pytest.mark.parametrize(
    ("left", "right", "kind"),
    [
        ("田中花子", "Tanaka Hanako", "person"), ("鷹島口駅", "takashimaguchieki", "place"),
        ("小在家", "こざいけ", "place"), ("Teng Hsiao-p'ing", "Deng Xiaoping", "person"),
        ("Niu-shan-hsi-tzu", "niu shan xi zi", "place"), ("اليمامة", "Yamāmah", "place"),
        ("Qanât el-Manzala", "El-Manzala Canal", "place"),
    ],
)  # fmt: skip
def test_readings_of_one_name_are_the_same(left: str, right: str, kind: str) -> None:
    assert compare(left, right, kind, Config()).score > 0.5
    assert compare(right, left, kind, Config()).score > 0.5


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("東王子町", "西王子町"), ("上海", "下海"), ("Upper Silesia", "Lower Silesia"),
        ("Верхний Тагил", "Nizhniy Tagil"), ("New Castle", "Old Castle"),
        ("田中花子", "Yamada Hanako"), ("คลองอีเต่า", "คลองอีสาว"),
    ],
)  # fmt: skip
def test_opposites_are_not_the_same(left: str, right: str) -> None:
    assert compare(left, right, "place", Config()).score < 0.5


def test_only_chinese_characters_are_read_as_japanese() -> None:
    assert as_japanese(name_form("Beijing"), ["pekin"]) is None
    assert "yamada" in japanese_readings("山田")
    assert japanese_readings("山") == ()


@pytest.mark.parametrize("name", ["Ban Ki-moon", "Ilham Aliyev", "Mao Zedong", "Kim Il-sung", "Tung", ""])
def test_what_is_not_of_older_syllables_is_left_alone(name: str) -> None:
    assert as_pinyin(name) is None


def test_one_of_several_bearers_of_another_spelling_is_ambiguous() -> None:
    people = [
        Entity(given, "person", {"en": f"{given} Mammadov"}, (Alias("Mammadov", "en", "short", "weak"),))
        for given in ("Fikrat", "Novruz", "Mukhtar")
    ]
    normalizer = Normalizer.from_entities([*people, *ENTITIES])
    assert normalizer.resolve("Mamedov").status is Status.AMBIGUOUS
    assert normalizer.resolve("Karimov").status is Status.NIL


def test_a_feminine_form_alone_may_be_a_case_form() -> None:
    normalizer = Normalizer.from_entities([Entity("putin", "person", {"en": "Vladimir Putin"})])
    assert normalizer.resolve("Putina").status is Status.AMBIGUOUS
    assert normalizer.resolve("Ilhama Putina").status is not Status.RESOLVED


@pytest.mark.parametrize(
    ("left", "right"), [("اليمامة", "Yamāmah"), ("Zakir Hasanov", "Hasanov, Z."), ("Salem, New Hampshire", "Salem")]
)
def test_neither_name_comes_first(left: str, right: str) -> None:
    assert compare(left, right, None, Config()).score == compare(right, left, None, Config()).score
