"""Sentences as tests, and what a change does to texts."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from namenorm.cli.main import main
from namenorm.curation.corpus import Passage, read_documents, read_lines
from namenorm.curation.impact import measure_impact
from namenorm.curation.impact_report import impact_markdown, impact_record, impact_text
from namenorm.curation.sentences import check_sentences
from namenorm.errors import ConfigError, DocumentError
from namenorm.gazetteer.comparison import changelog, compare_gazetteers, diff_lines, diff_record
from namenorm.gazetteer.reader import read_gazetteer
from namenorm.gazetteer.release import earlier_version

OMAN = """\
id: Q842
type: place
labels:
  en: Oman
examples:
  - "Ships left Oman at dawn."
sources:
  - atlas
"""
PERSON = """\
id: nn-aaaaaaa
type: person
labels:
  en: May Oman-Field
names:
  - {text: May, lang: en, kind: short}
  - {text: Oman, lang: en, kind: short}
sources:
  - own work
"""
CORPUS = [
    Passage("a.txt", 1, "The talks in Oman ended in May."),
    Passage("a.txt", 2, "The minister met May Oman-Field in Muscat."),
    Passage("a.txt", 3, "Nothing is named here."),
]


def gazetteer(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        path = folder / "place" / f"{name}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def base(tmp_path: Path) -> Path:
    return gazetteer(tmp_path / "base" / "gazetteer", Q842=OMAN)


@pytest.fixture
def head(tmp_path: Path) -> Path:
    return gazetteer(tmp_path / "head" / "gazetteer", Q842=OMAN, person=PERSON)


def test_sentences_pass_and_fail(tmp_path: Path) -> None:
    assert check_sentences(gazetteer(tmp_path / "a", Q842=OMAN)).problems == ()
    wrong = OMAN.replace("Ships left Oman", "Ships left Yemen") + 'not:\n  - "Oman is a country."\n'
    report = check_sentences(gazetteer(tmp_path / "b", Q842=wrong))
    assert [(found.code, found.line) for found in report.problems] == [("E501", 6), ("E502", 10)]
    assert "does not find Q842: no name was found" in report.problems[0].message
    assert "finds Q842 in 'Oman'" in report.problems[1].message
    assert (report.sentences, report.entities) == (2, 1)
    with pytest.raises(ConfigError, match="no entry has the ID Q1; find it with"):
        check_sentences(tmp_path / "b", ["Q842", "Q1"])


def test_a_bad_name_is_flagged_with_its_sentences(base: Path, head: Path) -> None:
    report = measure_impact(base, head, CORPUS)
    assert report.is_alarming
    assert "'oman': Q842, nn-aaaaaaa" in report.collisions
    flagged = {one.name for one in report.names} | {one.name for one in report.occurrences}
    flagged |= {change.surface for change in report.changes}
    assert {"Oman", "May"} <= flagged
    text = impact_text(report)
    assert "The talks in Oman ended in May." in text
    assert report.figures["entities"] == (1, 2)
    assert json.loads(json.dumps(impact_record(report)))["alarming"] is True


def test_a_name_in_one_more_language_is_not_new(base: Path, tmp_path: Path) -> None:
    head = gazetteer(tmp_path / "more" / "gazetteer", Q842=OMAN.replace("  en: Oman\n", "  en: Oman\n  fr: Oman\n"))
    found = measure_impact(base, head, [Passage("a.txt", 1, "An oman is nothing here."), *CORPUS])
    assert found.diff.touched == {"Q842"}
    assert found.occurrences == []


def test_a_label_in_another_language_is_no_other_meaning(tmp_path: Path) -> None:
    variant = OMAN.replace("examples:", "names:\n  - {text: Оман, lang: ru, kind: variant}\nexamples:")
    label = OMAN.replace("  en: Oman\n", "  en: Oman\n  ru: Оман\n")
    base = gazetteer(tmp_path / "base" / "gazetteer", Q842=variant)
    head = gazetteer(tmp_path / "head" / "gazetteer", Q842=label)
    assert measure_impact(base, head, [Passage("a.txt", 1, "Корабли покинули Оман на рассвете.")]).changes == []


def test_a_new_id_is_no_other_meaning(tmp_path: Path) -> None:
    former = "id: nn-bbbbbbb\ntype: place\nreplaced_by: Q842\nlabels:\n  en: Oman\nsources:\n  - atlas\n"
    base = gazetteer(tmp_path / "base" / "gazetteer", former=OMAN.replace("Q842", "nn-bbbbbbb"))
    head = gazetteer(tmp_path / "head" / "gazetteer", former=former, Q842=OMAN)
    report = measure_impact(base, head, CORPUS)
    assert (report.changes, report.diff.missing) == ([], ())


def test_no_change_is_said(base: Path) -> None:
    report = measure_impact(base, base, CORPUS)
    assert not report.is_alarming
    assert "no entity changed" in impact_text(report)
    assert "No sentence of the corpus changes." in impact_markdown(report)


def test_markdown_cannot_be_broken_out_of(base: Path, tmp_path: Path) -> None:
    evil = PERSON.replace("text: Oman", 'text: "@team `x` ![](http://evil)"').replace("Field", "Field` @everyone")
    report = measure_impact(base, gazetteer(tmp_path / "evil", Q842=OMAN, person=evil), [])
    for line in impact_markdown(report).splitlines():
        outside = "".join(line.split("`")[::2])
        assert "@" not in outside
        assert "![" not in outside


def test_a_missing_id_is_an_error(base: Path, head: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["gazetteer", "diff", str(head), "--gazetteer", str(base)]) == 1
    assert "an ID is never deleted; keep the file and add replaced_by" in capsys.readouterr().out


def test_diff_says_what_changed(base: Path, tmp_path: Path) -> None:
    changed = OMAN.replace("en: Oman", "en: Oman\n  ru: Оман").replace("  - atlas", "  - map\nprior: 0.9")
    former = PERSON.replace("type: person", "type: person\nreplaced_by: Q842")
    old = read_gazetteer(gazetteer(tmp_path / "old", Q842=OMAN, person=PERSON))
    new = read_gazetteer(gazetteer(tmp_path / "new", Q842=changed, person=former))
    diff = compare_gazetteers(old, new)
    assert [one.id for one in diff.replaced] == ["nn-aaaaaaa"]
    assert diff.changed[0].details == ("+ Оман (ru, label)", "prior: None -> 0.9", "sources: -atlas, +map")
    assert "### Replaced" in changelog(diff, "2026.11.0")
    assert "No change." in changelog(compare_gazetteers(old, old), "2026.11.0")
    assert diff_record(diff)["changed"][0]["id"] == "Q842"
    assert any(line.startswith("replaced  nn-aaaaaaa") for line in diff_lines(diff))


def test_a_git_revision_is_a_base(base: Path) -> None:
    def git(*words: str) -> None:
        author = ("-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
        subprocess.run(["git", "-C", str(base.parent), *author, *words], check=True, capture_output=True)

    git("init", "--initial-branch=main")
    git("add", ".")
    git("commit", "-m", "base")
    gazetteer(base, person=PERSON)
    with earlier_version("main", base) as folder:
        assert [entity.id for entity in read_gazetteer(folder)] == ["Q842"]
    assert main(["gazetteer", "impact", "main", "--gazetteer", str(base), "--exit-zero", "--format", "markdown"]) == 0
    with pytest.raises(ConfigError, match="neither a path nor a git revision"), earlier_version("nowhere", base):
        pass


def test_corpora_are_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("One.\n\nTwo.\n", encoding="utf-8")
    (tmp_path / "b.jsonl").write_text('{"text": "Three."}\n', encoding="utf-8")
    (tmp_path / "c.csv").write_text("x", encoding="utf-8")
    problems: list[str] = []
    assert [passage.text for passage in read_lines(tmp_path, problems.append)] == ["One.", "Two.", "Three."]
    assert len(list(read_documents(tmp_path, problems.append))) == 2
    assert not problems
    (tmp_path / "b.jsonl").write_text('[]\n{"text": "Four."}\n', encoding="utf-8")
    (tmp_path / "a.txt").write_bytes(b"\xff")
    assert [passage.text for passage in read_lines(tmp_path, problems.append)] == ["Four."]
    assert [problem.rpartition("/")[2] for problem in problems] == [
        "a.txt: is not UTF-8 (byte 0)",
        "b.jsonl:1: is not a JSON object with a text",
    ]
    with pytest.raises(DocumentError, match="no such file"):
        list(read_lines(tmp_path / "none", problems.append))
