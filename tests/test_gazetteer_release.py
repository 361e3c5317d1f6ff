"""Data releases, locks, and the forms by which people without a checkout contribute."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import yaml

from namenorm.build import build_index, data_versions
from namenorm.cli.main import main
from namenorm.curation.locking import check_lock, lock_text
from namenorm.errors import ConfigError
from namenorm.gazetteer import issue_forms
from namenorm.gazetteer.comparison import compare_gazetteers
from namenorm.gazetteer.issue_forms import change_of, read_form
from namenorm.gazetteer.reader import read_gazetteer
from namenorm.gazetteer.release import data_version, next_version, release
from namenorm.gazetteer.schema import NAME_KINDS
from namenorm.index.reader import MappedIndex
from namenorm.model import Entity
from namenorm.normalizer import Normalizer

ROOT = Path(__file__).parent.parent
FORMS = ROOT / ".github" / "ISSUE_TEMPLATE"
TEHRAN = "id: Q3616\ntype: place\nlabels:\n  en: Tehran\nsources:\n  - atlas\n"
FORM = """\
### ID

Q3616

### Name

{name}

### Language

de

### Kind

short (a surname)

### Strength

weak (it needs context)

### Source

https://example.org

### Example

_No response_
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    path = tmp_path / "gazetteer" / "place" / "Q3616-tehran.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(TEHRAN, encoding="utf-8")
    return tmp_path / "gazetteer"


def test_the_version_is_in_the_index(root: Path, tmp_path: Path) -> None:
    assert data_version(root) == ""
    (root / "VERSION").write_text("2026.11.0\n", encoding="utf-8")
    index = tmp_path / "a.index"
    build_index([root], index)
    assert MappedIndex.open(index).meta["data_version"] == "2026.11.0"
    assert data_versions([root, index]) == "2026.11.0+2026.11.0"
    (root / "VERSION").write_text("eleven\n", encoding="utf-8")
    with pytest.raises(ConfigError, match="is not a data version"):
        data_version(root)
    assert data_version(ROOT / "gazetteer")


def test_versions_follow_the_calendar() -> None:
    assert next_version("", date(2026, 11, 21)) == "2026.11.0"
    assert next_version("2026.11.9", date(2026, 11, 21)) == "2026.11.10"
    assert next_version("2027.1.0", date(2026, 12, 31)) == "2027.1.1"  # never backwards


def test_a_release_writes_version_and_changelog(root: Path) -> None:
    new = read_gazetteer(root)
    assert release(root, compare_gazetteers([], new), date(2026, 11, 1)) == "2026.11.0"
    assert release(root, compare_gazetteers(new, new), date(2026, 11, 2)) == "2026.11.1"
    text = (root / "CHANGELOG.md").read_text(encoding="utf-8")
    assert text.count("# Changes of the data") == 1
    assert text.index("## 2026.11.1") < text.index("## 2026.11.0") < text.index("* Q3616 Tehran (place)")
    with pytest.raises(ConfigError, match="an ID is never deleted"):
        release(root, compare_gazetteers(new, []), date(2026, 11, 3))


def test_former_ids_lead_on() -> None:
    normalizer = Normalizer.from_entities(
        [
            Entity("nn-aaaaaaa", "place", {"en": "Tihran"}, replaced_by="Q3616"),
            Entity("Q3616", "place", {"en": "Tehran"}),
        ]
    )
    found = normalizer.resolve("Tihran")
    assert (found.id, found.redirected_from) == ("Q3616", "nn-aaaaaaa")
    assert normalizer.entity("nn-aaaaaaa").id == "Q3616"
    (link,) = normalizer.find("They left Tihran early.")
    assert (link.resolution.id, link.resolution.redirected_from) == ("Q3616", "nn-aaaaaaa")


def test_a_former_entry_makes_no_name_ambiguous() -> None:
    normalizer = Normalizer.from_entities(
        [
            Entity("nn-aaaaaaa", "place", {"en": "Tehran"}, replaced_by="Q3616"),
            Entity("Q3616", "place", {"en": "Tehran"}),
        ]
    )
    found = normalizer.resolve("Tehran")
    assert (found.id, found.redirected_from, len(found.candidates)) == ("Q3616", None, 1)
    (link,) = normalizer.find("They left Tehran early.")
    assert (link.resolution.id, link.resolution.redirected_from) == ("Q3616", None)


def test_a_lock_sees_every_change(root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lock = tmp_path / "namenorm.lock"
    assert main(["gazetteer", "lock", "-g", str(root), "-f", str(lock)]) == 0
    assert lock.read_text(encoding="utf-8") == lock_text([str(root)])
    assert main(["gazetteer", "lock", "--check", "-f", str(lock)]) == 0
    (root / "place" / "Q3616-tehran.yaml").write_text(TEHRAN + "  - map\n", encoding="utf-8")
    assert main(["gazetteer", "lock", "--check", "-f", str(lock)]) == 1
    assert "and differs" in capsys.readouterr().err
    for content in (b"", b"[[layer]]\n", b"source = '\xff'\n"):
        lock.write_bytes(content)
        with pytest.raises(ConfigError, match="is no lock"):
            check_lock(lock)
    with pytest.raises(ConfigError, match="write it with"):
        check_lock(tmp_path / "none")


def test_an_issue_becomes_a_change(root: Path, tmp_path: Path) -> None:
    issue, additions = tmp_path / "issue.md", tmp_path / "additions.yaml"
    issue.write_text(FORM.format(name="Teheran"), encoding="utf-8")
    assert main(["gazetteer", "from-issue", str(issue), "-o", str(additions)]) == 0
    assert main(["gazetteer", "apply", str(additions), "--gazetteer", str(root)]) == 0
    text = (root / "place" / "Q3616-tehran.yaml").read_text(encoding="utf-8")
    assert "  - {text: Teheran, lang: de, kind: short, strength: weak}\n" in text
    assert "  - https://example.org\n" in text


def test_files_that_are_not_utf8_are_named(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("issue.md").write_bytes(FORM.format(name="Téhéran").encode("cp1252"))
    assert main(["gazetteer", "from-issue", "issue.md"]) == 2
    assert capsys.readouterr().err.startswith("namenorm: issue.md: not utf-8: byte 0xe9 at offset ")
    Path("issue.md").write_bytes(FORM.format(name="Téhéran").replace("\n", "\r\n").encode("utf-16"))
    assert main(["gazetteer", "from-issue", "issue.md"]) == 0
    assert "Téhéran" in capsys.readouterr().out
    Path("schema.json").write_bytes(b"\xff")
    assert main(["gazetteer", "schema", "--check", "schema.json"]) == 1
    assert "namenorm gazetteer schema -o schema.json" in capsys.readouterr().err
    (root / "VERSION").write_text("2026.11.0\n", encoding="utf-16")  # as PowerShell writes it
    assert main(["gazetteer", "lock", "-g", str(root)]) == 2
    assert "is not a data version such as 2026.11.0" in capsys.readouterr().err


def test_what_people_type_stays_text() -> None:
    evil = change_of(FORM.format(name="a, kind: label}\n- {id: Q1, text: 'x' #")).text
    assert evil.count("\n- {") == 1
    (item,) = yaml.safe_load(evil)
    assert item["text"] == "a, kind: label} - {id: Q1, text: 'x' #"


@pytest.mark.parametrize(("right", "key"), [(issue_forms.YES, "example"), (issue_forms.NO, "not")])
def test_a_wrong_match_becomes_a_sentence(right: str, key: str) -> None:
    change = change_of(f"### ID\n\nQ1\n\n### Sentence\n\nIn May.\n\n### What is right\n\n{right}\n")
    assert yaml.safe_load(change.text) == [{"id": "Q1", key: "In May."}]


def test_a_new_language_becomes_a_profile() -> None:
    fields = {"Code": "ky", "Language": "Kyrgyz", "Script": "Cyrillic", "Endings": "да\nнын", "Examples": "А.\nБ."}
    form = "".join(f"### {field}\n\n{answer}\n\n" for field, answer in fields.items())
    change = change_of(form)
    assert change.file == "ky.toml"
    assert 'endings = ["да", "нын"]' in change.text
    with pytest.raises(ConfigError, match="is not a language code"):
        change_of(form.replace("ky\n", "../x\n", 1))


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("hello", "none of the forms"),
        ("### ID\n\nQ1\n\n### Name\n\nA\n", "the field 'Language' is empty"),
        (FORM.format(name="x" * 500), "longer than 400"),
        ("### ID\n\nQ1\n\n### Sentence\n\nA\n\n### What is right\n\nperhaps\n", "What is right: choose"),
    ],
)
def test_what_is_missing_in_a_form_is_said(body: str, said: str) -> None:
    with pytest.raises(ConfigError, match=said):
        change_of(body)


@pytest.mark.parametrize(
    ("file", "fields"),
    [
        ("suggest-a-name", ("ID", "Name", "Language", "Kind", "Strength", "Source", "Example")),
        ("wrong-match", ("ID", "Sentence", "What is right")),
        ("new-language", ("Code", "Language", "Script", "Endings", "Examples")),
    ],
)
def test_forms_have_the_fields_that_are_read(file: str, fields: tuple[str, ...]) -> None:
    form = yaml.safe_load((FORMS / f"{file}.yml").read_text(encoding="utf-8"))
    assert tuple(item["attributes"]["label"] for item in form["body"]) == fields


def test_options_of_the_forms_are_those_of_the_schema() -> None:
    form = yaml.safe_load((FORMS / "suggest-a-name.yml").read_text(encoding="utf-8"))
    options = {item["attributes"]["label"]: item["attributes"].get("options", ()) for item in form["body"]}
    assert {option.split(" ")[0] for option in options["Kind"]} == {"label", *NAME_KINDS}
    assert {option.split(" ")[0] for option in options["Strength"]} == {"strong", "weak"}
    wrong = yaml.safe_load((FORMS / "wrong-match.yml").read_text(encoding="utf-8"))
    assert set(wrong["body"][2]["attributes"]["options"]) == {issue_forms.YES, issue_forms.NO}


def test_workflows_give_no_rights_to_what_they_check_out() -> None:
    for path in (ROOT / ".github" / "workflows").glob("*.yml"):
        text = path.read_text(encoding="utf-8")
        workflow = yaml.safe_load(text)
        triggers = workflow.get("on", workflow.get(True))
        assert "pull_request_target" not in str(triggers)
        if "pull_request" in triggers:
            assert workflow["permissions"] == {"contents": "read"}
        if "workflow_run" in triggers:
            assert "checkout" not in text
        for job in workflow["jobs"].values():
            for step in job["steps"]:
                assert "${{ github" not in step.get("run", ""), f"{path.name}: text from outside inside a script"


def test_forms_are_read_as_they_arrive() -> None:
    assert read_form("### A\r\n\r\nb\r\n") == {"A": "b"}
