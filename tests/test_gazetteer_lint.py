"""The linter, by golden files: ``tests/fixtures/lint/<case>`` is a gazetteer, ``expected.txt`` what is said about it.

Run this module as a script to write the expected files again after looking at the difference.
"""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from namenorm.cli.main import main
from namenorm.gazetteer.lint import lint
from namenorm.gazetteer.neighbours import neighbour_problems
from namenorm.gazetteer.repairs import field_path, fix
from namenorm.gazetteer.rules import RULES, dotted, problem
from namenorm.gazetteer.schema import FIELDS, json_schema, schema_text

ROOT = Path(__file__).parent.parent
CASES = Path(__file__).parent / "fixtures" / "lint"


def report(case: Path) -> str:
    lines = []
    for found in lint(case, neighbours=True):
        lines.append(str(found).replace(f"{case}/", ""))
        if found.repair:
            lines.append("    " + found.repair.replace(f"{case}/", "").replace(f" -g {case}", " -g ."))
    return "\n".join([*lines, ""]).lstrip("\n")


@pytest.mark.parametrize("case", sorted(CASES.iterdir()), ids=lambda case: case.name)
def test_golden(case: Path) -> None:
    assert report(case) == (case / "expected.txt").read_text(encoding="utf-8")


def test_every_rule_has_a_golden_case() -> None:
    said = "".join(path.read_text(encoding="utf-8") for path in CASES.glob("*/expected.txt"))
    assert [code for code in RULES if not code.startswith("E5") and f"[{code}]" not in said] == []


def test_codes_say_their_severity() -> None:
    assert {rule.severity for rule in RULES.values() if rule.code[0] == "E"} == {"error"}
    assert {rule.severity for rule in RULES.values() if rule.code[0] == "W"} == {"warning"}


def test_the_gazetteer_of_the_project_has_no_errors() -> None:
    assert [str(found) for found in lint(ROOT / "gazetteer") if found.severity == "error"] == []


def test_the_schema_file_is_the_one_of_the_code() -> None:
    path = ROOT / "gazetteer" / "schema.json"
    assert path.read_text(encoding="utf-8") == schema_text(), f"namenorm gazetteer schema -o {path}"
    assert list(json_schema()["properties"]) == list(FIELDS)
    assert json.loads(schema_text()) == json_schema()


def test_fix_repairs_what_a_machine_can(tmp_path: Path) -> None:
    for case in ("names", "references"):
        shutil.copytree(CASES / case, tmp_path / case)
        fix(tmp_path / case)
    left = {found.code for case in ("names", "references") for found in lint(tmp_path / case)}
    assert left.isdisjoint({"E202", "E203", "W204", "W303", "W304", "W307", "E308"})
    text = (tmp_path / "names/place/Q1-tehran.yaml").read_text(encoding="utf-8")
    assert "  - {text: Teheran, lang: de, kind: variant}" in text
    assert "TEHRAN" not in text


def test_fix_touches_only_the_files_it_was_given(tmp_path: Path) -> None:
    shutil.copytree(CASES / "names", tmp_path / "names")
    assert fix(tmp_path / "names", only=[tmp_path / "names/place/Q99-none.yaml"]) == []


def test_neighbours_are_quiet_once_acknowledged() -> None:
    assert "[W404]" in report(CASES / "dangers")
    assert list(neighbour_problems([])) == []


@pytest.mark.parametrize("field", [("names", 0, "text"), ("labels", "zh-Hant"), ("demonyms", "en", 3), ("id",)])
def test_field_names_round_trip(field: tuple[str | int, ...]) -> None:
    assert field_path(dotted(field)) == field


def test_a_repair_is_a_command_only_where_it_is_complete() -> None:
    assert problem("W401", "a.yaml", "is short").repair == ""
    assert problem("W204", "a b.yaml", "again").repair == "namenorm gazetteer lint --fix 'a b.yaml'"
    assert problem("W204", "a.jsonl", "again").repair == ""  # whose lines no command changes


if __name__ == "__main__":
    for folder in CASES.iterdir():
        (folder / "expected.txt").write_text(report(folder), encoding="utf-8")


def test_a_broken_file_is_the_only_thing_that_is_reported(tmp_path: Path) -> None:
    folder = tmp_path / "place"
    folder.mkdir()
    entry = "id: {}\ntype: place\nlabels:\n  en: {}\ndistinct_from: [{}]\nsources:\n  - atlas\n"
    (folder / "Q1-asti.yaml").write_text(entry.format("Q1", "Asti", "Q2"), encoding="utf-8")
    (folder / "Q2-osti.yaml").write_text(entry.format("Q2", "Osti\n\tit: Osti", "Q1"), encoding="utf-8")
    assert [(Path(found.path).name, found.code) for found in lint(tmp_path)] == [("Q2-osti.yaml", "E002")]
    (folder / "Q2-osti.yaml").unlink()
    assert [(Path(found.path).name, found.code) for found in lint(tmp_path)] == [("Q1-asti.yaml", "E305")]


@pytest.mark.parametrize(
    ("name", "advice"),
    [
        ("{text:Asti, lang: it}", "behind the colon of a key comes a space"),
        ("{text: Asti, Italy, lang: it}", "needs quotes"),
    ],
)
def test_what_is_no_key_gets_advice(name: str, advice: str, tmp_path: Path) -> None:
    path = tmp_path / "place" / "Q1-asti.yaml"
    path.parent.mkdir()
    path.write_text(
        f"id: Q1\ntype: place\nlabels:\n  en: Asti\nnames:\n  - {name}\nsources:\n  - atlas\n", encoding="utf-8"
    )
    assert any(advice in found.message for found in lint(tmp_path))


def test_anchors_in_anchors_and_long_lines_fill_no_screen(tmp_path: Path) -> None:
    path = tmp_path / "Q1.yaml"
    inner = "".join(f"k{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 30))
    path.write_text(f"k0: &a0 x\n{inner}names: [*a29, *a29]\n", encoding="utf-8")
    assert {found.code for found in lint(tmp_path)} == {"E003", "E101", "W103"}
    path.write_text("[" * 5000, encoding="utf-8")
    assert [(found.code, len(found.message) < 300) for found in lint(tmp_path)] == [("E002", True)]


def test_annotations_name_files_with_any_name(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a,b:c.yaml"
    path.write_text("id: Q1\ntype: place\nlabels:\n  en: 100%\n  'on': NO\n", encoding="utf-8")
    assert main(["gazetteer", "lint", "--format", "github", str(path)]) == 1
    assert re.match(r"::error file=[^,:]*a%2Cb%3Ac\.yaml,line=5,title=E003::labels\.on: ", capsys.readouterr().out)
