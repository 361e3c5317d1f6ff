"""Mining: unlisted spellings are proposed, listed and inflected ones are not, and what is accepted is applied."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from namenorm import Alias, Entity, Normalizer
from namenorm.api import default_normalizer
from namenorm.cli.main import main
from namenorm.curation.corpus import Passage
from namenorm.curation.forms import BaseForms, bare, base_forms
from namenorm.curation.mining import mine
from namenorm.curation.resemblance import is_demonym, resembles
from namenorm.curation.windows import windows
from namenorm.errors import GazetteerError
from namenorm.gazetteer.additions import Addition, apply_additions, emit_addition, read_additions
from namenorm.gazetteer.editing import entry_file
from namenorm.text.fold import fold
from tests.counting import count_calls

ENTITIES = [
    Entity("Q1", "person", {"en": "Zakir Hasanov", "ru": "Закир Гасанов"}),
    Entity("Q2", "place", {"en": "Slovenia"}, demonyms=(Alias("Slovenian", "en", "demonym"),)),
    Entity("Q3", "place", {"en": "Moscow", "ru": "Москва"}),
    Entity("Q4", "place", {"en": "Naoshima"}),  # towns, as the names of countries are known in all languages
    Entity("Q5", "place", {"en": "Novgorod"}),
]


def mined(*texts: str) -> set[tuple[str, str]]:
    documents = [Passage("a.txt", number, text) for number, text in enumerate(texts, 1)]
    return {(found.entity_id, found.alias.text) for found in mine(Normalizer.from_entities(ENTITIES), documents)}


def test_unlisted_spellings_are_proposed() -> None:
    found = mine(
        Normalizer.from_entities(ENTITIES),
        [
            Passage("a.txt", 1, "The minister met Zakkir Hasanov today."),
            Passage("b.txt", 1, "He said that Zakkir Hasanov’s visit was short."),
        ],
    )
    assert [(one.entity_id, one.alias.text, one.alias.kind) for one in found] == [
        ("Q1", "Zakkir Hasanov", "misspelling")
    ]
    assert (found[0].count, found[0].documents) == (2, 2)
    assert "met Zakkir Hasanov today" in found[0].contexts[0].text


def test_other_scripts_are_proposed() -> None:
    assert ("Q4", "ნაოშიმა") in mined("გუშინ ნაოშიმა გამარჯვებული დარჩა.")


@pytest.mark.parametrize("strength", ["strong", "weak"])
def test_full_names_are_proposed_around_a_listed_surname(strength: str) -> None:
    surname = Alias("פוטין", "he", "short", strength)
    putin = Entity("Q7", "person", {"en": "Vladimir Putin", "ru": "Владимир Путин"}, names=(surname,))
    documents = [Passage("a.txt", 1, "ולדימיר פוטין פתח את הפורום."), Passage("a.txt", 2, "פתח את פוטין.")]
    found = mine(Normalizer.from_entities([putin]), documents)
    assert [(one.entity_id, one.alias.text, one.alias.lang) for one in found] == [("Q7", "ולדימיר פוטין", "he")]


@pytest.mark.parametrize(
    "text",
    [
        "Zakir Hasanov spoke.",
        "ZAKIR HASANOV spoke.",
        "Zakir Hasanov's speech was long.",
        "Он приехал из Москвы вчера.",
        "A Slovenian came.",
        "Nobody is named here.",
    ],
)
def test_what_is_known_is_not_proposed(text: str) -> None:
    assert mined(text) == set()


@pytest.mark.parametrize(
    ("text", "spelling"),
    [
        ("Закирр Гасанов говорил с Закирром Гасановым.", "Закирр Гасанов"),
        ("გუშინ ნაოშიმაში გავიმარჯვეთ.", "ნაოშიმა"),
        ("سافر الوزير إلى موسكو ونوفغورود في الربيع", "نوفغورود"),
        ("وزیر خارجه در سلوونیا با همتای خود دیدار کرد", "سلوونیا"),
    ],
)
def test_the_dictionary_form_is_proposed(text: str, spelling: str) -> None:
    assert spelling in {found for _, found in mined(text)}


@pytest.mark.parametrize(
    ("entity_id", "lang", "surface", "form"),
    [
        ("Q172415", "ka", "ქუთაისში", "ქუთაისი"),
        ("Q994", "ka", "თბილისში", "თბილისი"),
        ("Q1780", "ka", "ბრატისლავაში", "ბრატისლავა"),
        ("Q158903", "ru", "Шуше", "Шуша"),
        ("Q813", "ru", "Киргизией", "Киргизия"),
        ("Q215", "uk", "Словенією", "Словенія"),
        ("Q656", "ru", "Санкт-Петербургу", "Санкт-Петербург"),
        ("Q71", "tr", "Cenevre'ye", "Cenevre"),
        ("Q9365", "az", "Düşənbə", "Düşənbə"),
        ("Q7747", "pl", "Władimirem Putinem", "Władimir Putin"),
        ("Q1028", "ar", "وبالمغرب", "المغرب"),
        ("Q76", "ar", "وباراك أوباما", "باراك أوباما"),
        ("Q7747", "ar", "فلاديمير بوتين", "فلاديمير بوتين"),
    ],
)
def test_a_form_ends_as_names_of_its_language_do(entity_id: str, lang: str, surface: str, form: str) -> None:
    """The names in that language are left out: what it is called in others, and how others end, must be enough."""
    kb = default_normalizer().kb
    names = [
        alias
        for alias in default_normalizer().entity(entity_id).aliases()
        if alias.kind not in ("demonym", "misspelling")
    ]
    listed = {fold(alias.text) for alias in names if alias.lang == lang}
    others = [alias.text for alias in names if alias.lang != lang and fold(alias.text) not in listed]
    forms = BaseForms(alias for alias in map(kb.alias, range(kb.alias_count)) if fold(alias.text) not in listed)
    same_length = [text for text in others if len(text.split()) == len(form.split())]
    assert forms.closest(surface, same_length, lang) == form


def test_the_language_is_that_of_the_file() -> None:
    lines = [
        "Der Minister ist gestern mit dem Präsidenten nach Wien gereist.",
        "Die Regierung hat heute über den Haushalt beraten.",
        "Slowenija.",
    ]
    documents = [Passage("a.txt", number, text) for number, text in enumerate(lines, 1)]
    found = mine(Normalizer.from_entities(ENTITIES), documents)
    assert {(one.entity_id, one.alias.text, one.alias.lang) for one in found} <= {("Q2", "Slowenija", "de")}


def test_one_word_is_a_short_form_only_beside_the_full_name() -> None:
    assert ("Q1", "Hasanov") in mined("Zakir Hasanov came, and Hasanov spoke.")
    assert mined("Hasanov spoke.") == set()


GEORGIA = Entity(
    "Q5", "place", {"en": "Georgia", "fr": "Géorgie", "tr": "Gürcistan"}, demonyms=(Alias("Georgian", "en", "demonym"),)
)
TURKEY = Entity(
    "Q6", "place", {"en": "Turkey", "tr": "Türkiye"}, names=(Alias("Türkiye Cumhuriyeti", "tr", "official"),)
)


@pytest.mark.parametrize(
    ("text", "spelling", "neighbour"),
    [
        ("נשיא טורקיה וגאורגיה נפגשו ליד באטומי", "טורקיה", "טורקיה וגאורגיה"),
        ("الرئيس زار تركيا وجورجيا في الربيع", "تركيا", "تركيا وجورجيا"),
        ("Rallies filled Christian Turkkey and Muslim Georggia.", "Georggia", "Muslim Georggia"),
    ],
)
def test_neighbouring_words_are_no_part_of_a_name(text: str, spelling: str, neighbour: str) -> None:
    found = mine(Normalizer.from_entities([GEORGIA, TURKEY]), [Passage("a.txt", 1, text)])
    texts = {one.alias.text for one in found}
    assert neighbour not in texts
    assert texts <= {spelling, "גאורגיה", "جورجيا"}


def test_demonyms_are_no_names() -> None:
    lines = ["Les Géorgiens ont gagné hier contre les Turcs.", "La Géorrgie est au bord de la mer Noire."]
    found = mine(Normalizer.from_entities([GEORGIA]), [Passage("a.txt", n, text) for n, text in enumerate(lines)])
    assert [one.alias.text for one in found] == ["Géorrgie"]
    names = [Alias("Georgia", "fr"), Alias("Georgia", "en")]
    assert not is_demonym("Géorgie", names, "fr"), "an ending that demonyms take the place of"
    ukraine = [Alias("Ukraine", "en"), Alias("Україна", "uk"), Alias("Ուկրաինա", "hy")]
    assert is_demonym("უკრაინელი", ukraine, "ka")
    assert not is_demonym("უკრაინა", ukraine, "ka")


def test_words_too_short_to_compare_are_no_hindrance() -> None:
    may = Entity("Q4", "person", {"en": "Theresa May", "ru": "Тереза Мэй", "el": "Τερέζα Μέι"})
    found = mine(Normalizer.from_entities([may]), [Passage("a", 1, "ראש הממשלה תרזה מיי נאמה אתמול בלונדון.")])
    assert "תרזה מיי" in {one.alias.text for one in found}
    assert not resembles("سلیمانیه شهری", "As Sulaymaniyah")


def test_the_whole_of_a_name_is_proposed_rather_than_its_parts() -> None:
    tokayev = Entity("Q8", "person", {"en": "Kassym-Jomart Tokayev", "ru": "Касым-Жомарт Токаев"})
    found = mine(Normalizer.from_entities([tokayev]), [Passage("a", 1, "הנשיא קאסים-ז׳ומארט טוקאייב פתח את הפורום.")])
    assert [one.alias.text for one in found] == ["קאסים-ז׳ומארט טוקאייב"]


def test_a_short_name_of_another_script_needs_no_full_name() -> None:
    names = (Alias("Zelensky", "en", "short"), Alias("Зеленский", "ru", "short"))
    zelenskyy = Entity("Q9", "person", {"en": "Volodymyr Zelenskyy", "uk": "Володимир Зеленський"}, names=names)
    found = mine(Normalizer.from_entities([zelenskyy]), [Passage("a", 1, "זלנסקי נאם אמש בפני הפרלמנט בלונדון.")])
    assert [one.alias.text for one in found] == ["זלנסקי"]


def test_windows_of_text() -> None:
    text = "Then Zara Quill, of Alvend, met ראש העיר there."
    found = [text[start:end] for (start, end), _ in windows(text, [(0, 4)])]
    assert found == ["Zara Quill", "Alvend", "ראש העיר", "ראש", "העיר"]
    assert bare("Zara\nQuill's") == "Zara Quill"
    assert base_forms("", "en") == frozenset()


def test_time_is_linear_in_a_document() -> None:
    engine = Normalizer.from_entities(ENTITIES)

    def cost(size: int) -> int:
        return count_calls(mine, engine, [Passage("a.txt", 1, "He met Hasanovv in Mosscow, then left. " * size)])

    cost(10)
    assert cost(80) < 4.5 * cost(20) + 10_000


@pytest.fixture
def root(tmp_path: Path) -> Path:
    path = tmp_path / "gazetteer" / "place" / "Q3616-tehran.yaml"
    path.parent.mkdir(parents=True)
    path.write_text("id: Q3616\ntype: place\nlabels:\n  en: Tehran\nsources:\n  - atlas\n", encoding="utf-8")
    return tmp_path / "gazetteer"


def test_proposals_are_applied(root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text("The embassy in Tehrran was closed. He left Tehran.", encoding="utf-8")
    out = tmp_path / "additions.yaml"
    words = ["mine", str(tmp_path / "a.txt"), "-o", str(out), "--gazetteer", str(root), "--isolated"]
    assert main(words) == 0
    text = out.read_text(encoding="utf-8")
    assert "# Q3616 Tehran: 1 time in 1 document" in text
    assert "- {id: Q3616, text: Tehrran, lang: en, kind: misspelling}" in text
    assert main(["gazetteer", "apply", str(out), "--gazetteer", str(root)]) == 0
    assert "{text: Tehrran, lang: en, kind: misspelling}" in entry_file(root, "Q3616").text()
    assert main(["gazetteer", "apply", str(out), "--gazetteer", str(root)]) == 1
    assert "left out: Q3616 has 'Tehrran' already" in capsys.readouterr().err


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
def test_texts_that_cannot_be_read_leave_the_others(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / "a.jsonl").write_text('{"title": "x"}\n{"text": "The embassy in Tehrran was closed."}\n', encoding="utf-8")
    (texts / "b.txt").write_bytes("Tehrran, café".encode("latin-1"))
    (texts / "c.txt").symlink_to("nowhere")
    for command, expected in (
        (["mine"], "text: Tehrran"),
        (["gazetteer", "impact", str(root), "--corpus"], "No sentence"),
    ):
        assert main([*command, str(texts), "--gazetteer", str(root)]) == 2
        told = capsys.readouterr()
        assert expected in told.out
        assert "a.jsonl:1: is not a JSON object with a text; left out" in told.err
        assert "b.txt: is not UTF-8 (byte 12); left out" in told.err


def test_additions_round_trip(tmp_path: Path) -> None:
    additions = [
        Addition("Q1", Alias("a: b, 'c'", "en", "short", "weak"), "page: 7"),
        Addition("nn-aaaaaaa", Alias("NO", "no", "label")),
    ]
    path = tmp_path / "a.yaml"
    path.write_text("".join(emit_addition(one, ["why\n- {x: y}"]) for one in additions), encoding="utf-8")
    assert read_additions(path) == additions


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("id: Q1", r"must be a mapping such as"),
        ("- Q1", r"must be a mapping such as"),
        ("- {id: Q1, text: A, lang: en, kind: nick}", r"'nick' is not a kind of name"),
        ("- {id: Q1, text: A, lang: en, strength: big}", r"'big' is not a strength"),
        ("- {id: Q1, text: A, lang: en, colour: red}", r"'colour' is not a key of an addition"),
        ("- {id: Q1, text: NO, lang: en}", r"'NO' reads as yes/no"),
        ("- {id: Q1, text: '', lang: en}", r"must be a text that is not empty"),
    ],
)
def test_wrong_additions_are_named(tmp_path: Path, line: str, said: str) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(line + "\n", encoding="utf-8")
    with pytest.raises(GazetteerError, match=said):
        read_additions(path)


def test_an_unknown_entity_is_named(root: Path) -> None:
    with pytest.raises(GazetteerError, match="there is no entry Q404"):
        apply_additions(root, [Addition("Q404", Alias("X", "en"))])
