"""Contributing by command: the right file, the right place, and messages that are enough by themselves."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest

from namenorm.cli.main import main
from namenorm.gazetteer.comparison import changelog, compare_gazetteers
from namenorm.gazetteer.editing import add_name, entry_file, new_entry
from namenorm.gazetteer.files import gazetteer_root, mint_id, slug
from namenorm.gazetteer.reader import read_gazetteer
from namenorm.gazetteer.schema import ID
from namenorm.gazetteer.search import search
from namenorm.gazetteer.statistics import coverage, missing_labels, statistics
from namenorm.model import Alias, Entity
from namenorm.normalizer import Normalizer

TEHRAN = """\
id: Q3616
type: place
labels:
  en: Tehran
names:
  - {text: Teheran, lang: de, kind: variant}  # old
  - {text: Tehrn, lang: en, kind: misspelling}
sources:
  - atlas
"""
SHAHR = (
    TEHRAN.replace("Q3616", "Q99").replace("Tehran\n", "Shahr\n").replace("Teheran", "Schahr").replace("Tehrn", "Sharh")
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "gazetteer"
    for text, name in ((TEHRAN, "Q3616-tehran"), (SHAHR, "Q99-shahr")):
        path = folder / "place" / f"{name}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def run(root: Path, *words: str) -> int:
    return main(["gazetteer", *words, "--gazetteer", str(root)])


def test_add_name_writes_the_right_line(root: Path) -> None:
    assert run(root, "add-name", "Tehran", "Tehrān", "--lang", "fa-Latn", "--source", "map, sheet 3") == 0
    text = (root / "place/Q3616-tehran.yaml").read_text(encoding="utf-8")
    assert text == TEHRAN.replace("  # old\n", "  # old\n  - {text: Tehrān, lang: fa-Latn, kind: variant}\n").replace(
        "  - atlas\n", "  - atlas\n  - map, sheet 3\n"
    )


def test_add_name_says_that_it_is_there(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(root, "add-name", "Q3616", "TEHERAN", "--lang", "de") == 1
    assert "Q3616 has 'TEHERAN' already, as the variant 'Teheran' (de)" in capsys.readouterr().err
    assert (root / "place/Q3616-tehran.yaml").read_text(encoding="utf-8") == TEHRAN


def test_add_name_with_weak_weakens_what_is_there(root: Path) -> None:
    assert run(root, "add-name", "Q3616", "Teheran", "--lang", "de", "--weak") == 0
    assert "{text: Teheran, lang: de, kind: variant, strength: weak}" in entry_file(root, "Q3616").text()


def test_a_colliding_name_is_told_with_its_repair(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(root, "add-name", "Q3616", "Shahr", "--lang", "en") == 0
    assert "also names Q99; add shared_with, or mark the name strength: weak [W301]" in capsys.readouterr().out
    assert run(root, "add-name", "Q3616", "Schahr", "--lang", "de", "--shared-with", "Q99") == 0
    assert "shared_with: [Q3616]" in entry_file(root, "Q99").text()
    assert main(["gazetteer", "lint", "--strict", str(root)]) == 0


def test_a_wrong_name_is_told(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(root, "add-name", "Q3616", "Tеhran", "--lang", "en") == 1  # with a Cyrillic letter
    said = capsys.readouterr()
    assert "mixes alphabets" in said.out
    assert "nothing was changed" in said.err
    assert (root / "place/Q3616-tehran.yaml").read_text(encoding="utf-8") == TEHRAN


def test_an_entry_with_errors_is_not_written(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(root, "new", "--type", "place", "--label", "en=Rasht", "--id", "3616", "--source", "atlas") == 1
    assert "neither a Wikidata QID nor an ID such as" in capsys.readouterr().out
    assert len(list(root.glob("*/*.yaml"))) == 2


def test_only_what_a_change_brings_in_is_told(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(root, "add-name", "Q3616", "Shahr", "--lang", "en") == 0
    capsys.readouterr()
    assert run(root, "add-name", "Q3616", " Rey  ", "--lang", "en") == 0
    said = capsys.readouterr().out
    assert "'Rey' is very short" in said
    assert "W301" not in said


def test_a_lookalike_of_a_new_entry_is_told(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(root, "new", "--type", "person", "--label", "en=Tehren", "--source", "own work") == 0
    assert "is a slip away from 'Tehr" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("add-name", "Nowhere", "X", "--lang", "en"), "no entry is named 'Nowhere'"),
        (("add-name", "Tehram", "X", "--lang", "en"), "near it: Q3616 Tehran"),
        (("add-name", "Q1", "X", "--lang", "en"), "there is no entry Q1; find it with"),
        (("add-name", "Q3616", "Тегеран"), "--lang is missing"),
        (("add-name", "Q3616"), "TEXT is missing; there is no terminal to ask on"),
        (("add-name", "Q3616", "X", "--lang", "english!"), "is not a language code"),
        (("new", "--label", "Rasht"), "write it as LANG=NAME"),
        (("new", "--label", "en=Rasht"), "--type (one of person, organization"),
        (("new", "--label", "en=Rasht", "--type", "place", "--name", "ru:nick=Решт"), "'nick' is no kind of name"),
        (("new", "--label", "en=Rasht", "--type", "place", "--id", "Q99"), "Q99 is in the gazetteer already"),
    ],
)
def test_what_is_missing_is_said(
    root: Path, words: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", open("/dev/null"))  # noqa: SIM115, PTH123
    assert run(root, *words) == 2
    assert said in capsys.readouterr().err


def test_new_mints_an_id_and_a_file(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ("new", "--type", "person", "--label", "en=Zara Quill", "--label", "ru=Зара Квилл", "--source", "own work")
    assert (
        run(root, *words, "--name", "he:variant=זרה קוויל", "--context", "poet", "--example", "Zara Quill read.") == 0
    )
    (path,) = (root / "person").iterdir()
    assert re.fullmatch(r"nn-[a-z2-7]{7}-zara-quill\.yaml", path.name)
    (entity,) = [entity for entity in read_gazetteer(root) if entity.type == "person"]
    assert entity.labels == {"en": "Zara Quill", "ru": "Зара Квилл"}
    assert entity.names == (Alias("זרה קוויל", "he"),)
    assert (entity.context, entity.examples, entity.sources) == (("poet",), ("Zara Quill read.",), ("own work",))
    assert "no problems" in capsys.readouterr().err


def test_new_asks_whether_it_is_there_already(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ("new", "--type", "place", "--label", "en=Tehran", "--source", "x")
    assert run(root, *words) == 1
    assert "already a name of Q3616, Tehran (place)" in capsys.readouterr().err
    assert run(root, *words, "--force", "--dry-run") == 0
    assert len(read_gazetteer(root)) == 2


def test_new_asks_on_a_terminal(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter(["Rasht", "place", "Q109", "fa=رشت", "", "atlas"])
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("namenorm.cli.console.Console.ask", lambda self, question: next(answers))
    assert run(root, "new") == 0
    assert entry_file(root, "Q109").path.name == "Q109-rasht.yaml"
    assert entry_file(root, "Q109").record["labels"] == {"en": "Rasht", "fa": "رشت"}


def test_add_name_asks_on_a_terminal(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter(["THR", "en", "acronym", "y", "map"])
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("namenorm.cli.console.Console.ask", lambda self, question: next(answers))
    assert run(root, "add-name", "Q3616") == 0
    assert "{text: THR, lang: en, kind: acronym, strength: weak}" in entry_file(root, "Q3616").text()


def test_show_and_search(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(root, "show", "Q99") == 0
    assert run(root, "search", "teheran") == 0
    assert run(root, "search", "zzzz") == 1
    said = capsys.readouterr()
    assert SHAHR in said.out
    assert "Teheran (de, variant)" in said.out
    assert "namenorm gazetteer new" in said.err


def test_lint_of_one_file_sees_the_others(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = root / "place/Q99-shahr.yaml"
    path.write_text(SHAHR.replace("Schahr", "Tehran"), encoding="utf-8")
    assert main(["gazetteer", "lint", str(path)]) == 0
    out = capsys.readouterr().out
    assert "'tehran' also names Q3616" in out
    assert "Q3616-tehran.yaml" not in out
    copy = root / "place/Q3616-a.yaml"  # which is read first, so the other file is the one that has the error
    copy.write_bytes((root / "place/Q3616-tehran.yaml").read_bytes())
    assert main(["gazetteer", "lint", str(copy)]) == 1
    assert f"Q3616 is already used at {copy}:1" in capsys.readouterr().out


def test_fmt_check_names_the_files(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = root / "place/Q99-shahr.yaml"
    path.write_text(SHAHR.replace("  en: Shahr", "    en:   Shahr"), encoding="utf-8")
    assert main(["gazetteer", "fmt", "--check", str(root)]) == 1
    assert "Q99-shahr.yaml" in capsys.readouterr().out
    assert main(["gazetteer", "fmt", "--diff", str(root)]) == 1
    captured = capsys.readouterr()
    assert "-    en:   Shahr\n+  en: Shahr\n" in captured.out
    assert "make the changes above" in captured.err
    assert main(["gazetteer", "fmt", str(root)]) == 0
    assert path.read_text(encoding="utf-8") == SHAHR
    assert main(["gazetteer", "fmt", "--diff", str(root)]) == 0


def test_ids_and_slugs() -> None:
    assert ID.fullmatch(mint_id(()))
    assert slug("x" * 100) == "x" * 60
    assert gazetteer_root("g/place/Q1-a.yaml") == Path("g")
    assert gazetteer_root("elsewhere") == Path("elsewhere")


def test_files_of_the_project_have_the_names_that_the_tool_gives() -> None:
    folder = Path(__file__).parent.parent / "gazetteer"
    by_name = {path.name for path in folder.glob("*/*.yaml")}
    given = {f"{entity.id}-{slug(entity.label('en'))}.yaml" for entity in read_gazetteer(folder)}
    assert len(by_name & given) > 0.95 * len(by_name)


def test_new_entry_keeps_the_order_of_kinds() -> None:
    file = new_entry(
        "g", "place", {"en": "Tehran"}, names=[Alias("Tehrn", "en", "misspelling"), Alias("Teheran", "de")]
    )
    assert [name["kind"] for name in file.record["names"]] == ["misspelling", "variant"]
    assert add_name(file, Alias("Tihran", "en", "misspelling")) is None
    assert [name["text"] for name in file.record["names"]] == ["Tehrn", "Tihran", "Teheran"]


def test_statistics_and_coverage() -> None:
    entities = [
        Entity("Q1", "place", {"en": "A", "ru": "А"}, sources=("nerel (a Wikidata label, CC0)",)),
        Entity("Q2", "place", {"en": "B"}, (Alias("b", "en", "short", "weak"),), examples=("B.",)),
    ]
    found = statistics(entities)
    assert (found.entities, found.aliases, found.weak, found.with_examples) == (2, 4, 1, 1)
    assert found.licences == {"CC0": 1, "none named": 1}
    assert coverage(entities, ["en", "ru"]) == [("place", 2, [1.0, 0.5])]
    assert [entity.id for entity in missing_labels(entities, "ru")] == ["Q2"]
    assert search(entities, "Q2")[0][0].id == "Q2"


def test_wrong_answers_are_asked_again(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = (
        "Zara Quill",
        "human",
        "person",
        "3616",
        "Q900000001",
        "ru Зара Квилл",
        "ru=Зара Квилл",
        "",
        "an atlas",
        "",
    )
    answers = io.StringIO("\n".join(lines))
    monkeypatch.setattr(answers, "isatty", lambda: True)
    monkeypatch.setattr("sys.stdin", answers)
    assert main(["gazetteer", "new", "--gazetteer", str(root)]) == 0
    said = capsys.readouterr().err
    assert "'human' is not one of them" in said
    assert "'3616' is not one; it is a Q and digits" in said
    assert "write it as LANG=NAME" in said
    file = entry_file(root, "Q900000001")
    assert file.record["labels"] == {"en": "Zara Quill", "ru": "Зара Квилл"}
    assert file.record["sources"] == ["an atlas"]


def test_places_have_no_gender(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["gazetteer", "new", "--gazetteer", str(root), "--type", "place", "--label", "en=Alvend", "--gender", "f"]
    assert main(words) == 2
    assert "--gender is for persons" in capsys.readouterr().err


def test_a_sentence_is_added_to_a_name_that_is_there(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ("add-name", "Q3616", "Teheran", "--lang", "de")
    assert run(root, *words) == 1
    assert run(root, *words, "--example", "Er flog nach Teheran.") == 0
    assert "wrote" in capsys.readouterr().err
    assert entry_file(root, "Q3616").record["examples"] == ["Er flog nach Teheran."]


NN = "nn-k3x7a2b"
RASHT = (
    TEHRAN.replace("Q3616", NN)
    .replace("Tehran\n", "Rasht\n  fa: رشت\n")
    .replace("Teheran", "Rascht")
    .replace("Tehrn", "Rsaht")
)
RASHT = RASHT.replace("sources:", "distinct_from: [Q99]\nsources:")


@pytest.fixture
def renamed(root: Path) -> Path:
    (root / f"place/{NN}-rasht.yaml").write_text(RASHT, encoding="utf-8")
    shahr = SHAHR.replace("sources:", f"distinct_from: [{NN}]  # a town\nsources:")
    (root / "place/Q99-shahr.yaml").write_text(shahr, encoding="utf-8")
    return root


def test_an_entry_gets_its_wikidata_number(renamed: Path) -> None:
    assert run(renamed, "replace", NN, "Q185054") == 0
    assert (renamed / "place/Q185054-rasht.yaml").read_text(encoding="utf-8") == RASHT.replace(NN, "Q185054")
    pointer = (renamed / f"place/{NN}-rasht.yaml").read_text(encoding="utf-8")
    assert pointer == f"id: {NN}\ntype: place\nreplaced_by: Q185054\nlabels:\n  en: Rasht\nsources:\n  - atlas\n"
    assert "distinct_from: [Q185054]  # a town\n" in (renamed / "place/Q99-shahr.yaml").read_text(encoding="utf-8")
    assert Normalizer.from_entities(read_gazetteer(renamed)).entity(NN).id == "Q185054"


def test_two_entries_become_one(renamed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(renamed, "replace", "Rasht", "Q3616") == 0
    assert "Q3616 is in the gazetteer already" in capsys.readouterr().err
    merged = entry_file(renamed, "Q3616").record
    assert merged["labels"] == {"en": "Tehran", "fa": "رشت"}
    assert [name["text"] for name in merged["names"]] == ["Teheran", "Rascht", "Rasht", "Tehrn", "Rsaht"]
    assert merged["distinct_from"] == ["Q99"]
    assert entry_file(renamed, "Q99").record["distinct_from"] == ["Q3616"]


def test_a_dry_run_of_replace_writes_nothing(renamed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = {path: path.read_bytes() for path in renamed.rglob("*.yaml")}
    assert run(renamed, "replace", NN, "Q185054", "--dry-run") == 0
    assert "replaced_by: Q185054" in capsys.readouterr().out
    assert before == {path: path.read_bytes() for path in renamed.rglob("*.yaml")}


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ((NN, NN), "cannot take the place of"),
        ((NN, "185054"), "write a Wikidata number"),
        ((NN, "nn-aaaaaaa"), "there is no entry nn-aaaaaaa"),
        (("Q1", "Q2"), "there is no entry Q1"),
    ],
)
def test_what_cannot_be_replaced(
    renamed: Path, words: tuple[str, str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(renamed, "replace", *words) == 2
    assert message in capsys.readouterr().err


def test_only_what_is_the_same_is_merged(renamed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = renamed / "person/Q57371-ilham-aliyev.yaml"
    path.parent.mkdir()
    path.write_text("id: Q57371\ntype: person\nlabels:\n  en: Ilham Aliyev\nsources:\n  - atlas\n", encoding="utf-8")
    assert run(renamed, "replace", NN, "Q57371") == 2
    assert "is a place and Q57371 a person" in capsys.readouterr().err
    assert run(renamed, "replace", NN, "Q185054") == 0
    assert run(renamed, "replace", NN, "Q3616") == 2
    assert f"{NN} was replaced already, by Q185054" in capsys.readouterr().err


def test_another_id_is_not_another_entity(renamed: Path) -> None:
    old = read_gazetteer(renamed)
    assert run(renamed, "replace", NN, "Q185054") == 0
    text = changelog(compare_gazetteers(old, read_gazetteer(renamed)), "2026.11.0")
    assert f"### Replaced\n\n* {NN} Rasht (place) by Q185054" in text
    assert "### Added" not in text


def test_a_folder_of_somebodys_own_has_its_own_ids_and_file_names(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    entry = tmp_path / "acme.yaml"
    entry.write_text("id: crm:17\ntype: organization\nlabels:\n  en: Acme Ltd\n", encoding="utf-8")
    assert run(tmp_path, "add-name", "crm:17", "Acme GmbH", "--lang", "de") == 0
    assert "{text: Acme GmbH, lang: de, kind: variant}" in entry.read_text(encoding="utf-8")
    assert run(tmp_path, "show", "Acme Ltd") == 0
    assert main(["gazetteer", "lint", str(tmp_path)]) == 0
    assert "no problems" in capsys.readouterr().err


def test_new_lays_a_file_beside_the_others_in_a_folder_of_somebodys_own(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "acme.yaml").write_text("id: crm:17\ntype: organization\nlabels: {en: Acme Ltd}\n")
    assert run(tmp_path, "new", "--id", "crm:18/a", "--type", "person", "--label", "en=Maria Lindqvist") == 0
    assert (tmp_path / "crm-18-a-maria-lindqvist.yaml").is_file()
    assert f"namenorm gazetteer test crm:18/a -g {tmp_path}" in capsys.readouterr().err
    assert run(tmp_path, "add-name", "crm:17", "Maria Lindqvist", "--lang", "en") == 0
    assert "repair" not in capsys.readouterr().out  # by a command that would look into another gazetteer


def test_new_begins_a_gazetteer_in_an_empty_folder(tmp_path: Path) -> None:
    assert run(tmp_path, "new", "--type", "person", "--label", "en=Maria Lindqvist", "--source", "a list") == 0
    assert [entity.label() for entity in read_gazetteer(tmp_path)] == ["Maria Lindqvist"]


def test_what_is_not_written_leaves_no_folder(root: Path) -> None:
    assert run(root, "new", "--id", "x1", "--type", "person", "--label", "en=Maria Lindqvist") == 1
    assert not (root / "person").exists()


@pytest.mark.parametrize("action", [["show", "a"], ["add-name", "a", "b"], ["new"], ["replace", "a", "b"]])
def test_a_file_of_many_entries_is_not_edited_by_command(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], action: list[str]
) -> None:
    path = tmp_path / "names.jsonl"
    path.write_text('{"id": "a", "type": "place", "labels": {"en": "Tehran"}}\n')
    assert run(path, *action) == 2
    assert "names.jsonl: is one file; commands edit folders of YAML files" in capsys.readouterr().err
