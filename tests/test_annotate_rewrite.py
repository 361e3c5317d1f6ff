"""Rewriting names in texts. The cases are data (cases/rewrite.jsonl), those in which nothing may change first."""

from __future__ import annotations

from typing import Any

import pytest

from namenorm.annotate.rewriting import undo
from namenorm.errors import ConfigError, UndoError
from namenorm.model import Alias, Edit, Entity, Rewrite, Safety
from namenorm.normalizer import Normalizer
from tests.test_annotate_find import cases, cases_of, normalizer, shipped


def rewritten(text: str, lang: str | None = None, level: str = "misspelling", *, unsafe: bool = False) -> Rewrite:
    return normalizer().rewrite(text, lang=lang, level=level, unsafe=unsafe)


@pytest.mark.parametrize(
    ("gazetteer", "case"),
    [pytest.param("find", *case.values, id=case.id) for case in cases("rewrite.jsonl")] + cases_of("spellings"),
)
def test_rewrite(gazetteer: str, case: dict[str, Any]) -> None:
    engine, level = normalizer(f"{gazetteer}_gazetteer.jsonl"), case.get("level", "misspelling")
    result = engine.rewrite(case["text"], lang=case["lang"], level=level)
    assert result.text == case["after"]
    assert undo(result.text, result.edits) == case["text"]
    assert engine.rewrite(result.text, lang=case["lang"], level=level).edits == ()


@pytest.mark.parametrize(
    ("lang", "text", "proposed"),
    [
        ("tr", "Törende Şuşa Beyannamesi okundu.", []),
        ("bg", "Вчера Кая Калас говори за Европа.", []),
        ("ru", "Вчера Кая Калас говорила о Европе.", ["Кая Каллас"]),
        ("pl", "Minister Serghey Lavrow wyjechał.", []),
        ("pl", "Minister Sergey Lavorv wyjechał.", ["Sergey Lavrov"]),
    ],
)
def test_what_a_third_language_writes_is_not_proposed(lang: str, text: str, proposed: list[str]) -> None:
    result = normalizer("spellings_gazetteer.jsonl").rewrite(text, lang=lang)
    assert [edit.after for edit in (*result.edits, *result.proposals)] == proposed


def test_ambiguous_names_are_never_edited() -> None:
    text = "Ilham Aliyev succeeded Heydar Aliyev. Aliyev spoke."
    assert rewritten(text, "en", "style", unsafe=True).edits == ()


def test_variants_stay_at_the_default_level() -> None:
    assert rewritten("He flew to Teheran.", "en").edits == ()


def test_an_unsafe_edit_is_a_proposal() -> None:
    engine = normalizer()
    careful = Normalizer(engine.kb, engine.config.replace(safe_probability=1.0))
    text = "He met Zakkir Hasanov."
    result = careful.rewrite(text, lang="en")
    assert result.edits == ()
    assert [(edit.after, edit.safety) for edit in result.proposals] == [("Zakir Hasanov", Safety.UNSAFE)]
    assert careful.rewrite(text, lang="en", unsafe=True).text == "He met Zakir Hasanov."


@pytest.mark.parametrize(
    ("surface", "safety"),
    [
        ("Zakkir Hasanov", Safety.SAFE),
        ("Zakir Hesanov", Safety.SAFE),
        ("Benjamin Netenyahu", Safety.SAFE),
        ("Benjamin Netanyhau", Safety.SAFE),  # letters that changed places are one slip
        # Other vowels in several places: another transcription, which may be right.
        ("Banjemin Netanyahu", Safety.UNSAFE),
        ("Beniamyn Netanyahu", Safety.UNSAFE),
        ("BEnjeman Netanyahu", Safety.SAFE),  # no transcription has a capital inside a word
    ],
)
def test_what_may_be_another_transcription_is_not_repaired_unasked(surface: str, safety: Safety) -> None:
    result = rewritten(f"The minister met {surface} on Monday.", "en")
    assert [(edit.before, edit.safety) for edit in (*result.edits, *result.proposals)] == [(surface, safety)]


@pytest.mark.parametrize(
    ("lang", "text", "safety"),
    [
        ("en", "The note quotes “o Giorgii Meloni”.", Safety.UNSAFE),
        ("en", "A paper wrote “Aleksandrem Łukaszenką”.", Safety.UNSAFE),
        ("en", "Under the picture stood “Ursulę von der Leyen”.", Safety.UNSAFE),
        ("en", "Under the picture stood “Petra Poroszenki”.", Safety.UNSAFE),
        ("az", "Siyahıda Iso-Britanniasta və Saudi-Arabiens adları var.", Safety.UNSAFE),
        ("az", "Mətndə Russische Federatie yazılıb.", Safety.UNSAFE),
        ("az", "Burada Unione Sovie dağılıb.", Safety.UNSAFE),
        ("az", "Krımda République Autonome elan edildi.", Safety.UNSAFE),
        ("tr", "Listede “Kaje Kallas” yazıyor.", Safety.UNSAFE),
        ("en", "They met Giorgia Melloni.", Safety.SAFE),
        ("en", "They met Ursula von der Layen.", Safety.SAFE),
        ("tr", "Listede Kaja Kalas yazıyor.", Safety.SAFE),
    ],
)
def test_what_another_language_may_write_is_not_repaired_unasked(lang: str, text: str, safety: Safety) -> None:
    result = shipped().rewrite(text, lang=lang)
    assert [edit.safety for edit in (*result.edits, *result.proposals)] == [safety]


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("He flew to Tehran.", "He flew to Teheran."), ("TEHRAN’s mayor", "TEHERAN’s mayor"),
        ("He flew to Teheran.", "He flew to Teheran."), ("Он в Тегеране.", "Он в Тегеране."),
        ("He met Benjamin Netanyahu.", "He met Binyamin Netanyahu."), ("He met Netanyahu.", "He met Netanyahu."),
    ],
)  # fmt: skip
def test_a_house_writes_names_in_its_own_way_at_the_level_style(text: str, after: str) -> None:
    labels = {"Q3616": {"en": "Teheran"}, "Q43723": {"en": "Binyamin Netanyahu"}}
    engine = normalizer()
    result = engine.rewrite(text, level="style", labels=labels)
    assert result.text == after
    assert undo(result.text, result.edits) == text
    assert all(edit.safety is Safety.SAFE and edit.level == "style" for edit in result.edits)
    assert engine.rewrite(after, level="style", labels=labels).edits == ()
    assert engine.rewrite(text, level="misspelling", labels=labels).edits == ()
    before = [link.resolution.id for link in engine.find(text)]
    assert [link.resolution.id for link in engine.find(after)] == before


def test_an_unknown_level_is_an_error() -> None:
    with pytest.raises(ConfigError, match="variant"):
        rewritten("Baku", level="everything")


def test_undo_refuses_a_text_that_was_changed() -> None:
    edit = Edit(4, 13, "Netenyahu", "Netanyahu", "Q43723", Safety.SAFE)
    assert undo("met Netanyahu!", [edit]) == "met Netenyahu!"
    with pytest.raises(UndoError):
        undo("met Netanyaho!", [edit])


def test_a_particle_cut_to_a_letter_stays_before_a_repaired_surname() -> None:
    entity = Entity("Q1", "person", {"de": "Ernst von Heydebrand"}, (Alias("Heidebrand", "de", "misspelling"),))
    repaired = Normalizer.from_entities([entity]).rewrite("Der Abg. v. Heidebrand sprach.", lang="de")
    assert repaired.text == "Der Abg. v. Heydebrand sprach."


@pytest.mark.parametrize(
    ("lang", "text", "after"),
    [
        ("en", "The words Hoge Raad der Nederlanden stood on the door.", ""),
        ("fi", "Laivat tulivat Uuden Seelannin satamista.", ""),
        ("fi", "Hän puhui Yhdistyneistä Kansakunnista ja Yhdistyneiden kansakuntien päämajasta.", ""),
        ("uk", "Країна стала домініоном у межах Співдружності Націй.", ""),
        ("pl", "Wyspy leżą na północnym Atlantyku.", ""),
        ("ru", "Племя живёт в штате Амазонас на севере страны.", ""),
        ("az", "O, Cənubi Qafqzdakı vəziyyətdən danışdı.", "O, Cənubi Qafqazdakı vəziyyətdən danışdı."),
    ],
)
def test_words_of_other_languages_and_endings_stay_as_they_are_written(lang: str, text: str, after: str) -> None:
    assert shipped().rewrite(text, lang=lang).text == (after or text)


def test_an_inflected_word_stays_where_no_ending_is_sure() -> None:
    entity = Entity("Q21197", "place", {"uk": "Кишинів"}, (Alias("Кишинев", "uk"),))
    text = "Мер поїхав до Кишинева."
    assert Normalizer.from_entities([entity]).rewrite(text, lang="uk", level="variant").text == text


@pytest.mark.parametrize(
    ("lang", "label", "text", "is_repaired"),
    [
        ("he", "ניקול פשיניאן", "אמש ניקול פאשיניאן הגיע", False),
        ("ar", "أنطونيو غوتيريش", "قال أنطونيو جوتيريش أمس", False),
        ("he", "בנימין נתניהו", "אמש בנימין נתנהיו הגיע", True),
    ],
)
def test_what_transcriptions_differ_in_is_proposed_only(lang: str, label: str, text: str, is_repaired: bool) -> None:
    engine = Normalizer.from_entities([Entity("Q1", "person", {lang: label})])
    result = engine.rewrite(text, lang=lang)
    assert (bool(result.edits), bool(result.proposals)) == (is_repaired, not is_repaired)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "The march across the Bataan Peninsula was deadly."),
        ("nl", "Muziek van Palestrina klonk in de kerk van Amsterdam."),
    ],
)
def test_what_is_far_from_a_name_in_its_one_telling_word_is_not_repaired_unasked(lang: str, text: str) -> None:
    assert not shipped().rewrite(text, lang=lang).edits
