"""Reading gazetteers: what is right becomes entities, what is wrong is named with file, line and field, all at once."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings

from namenorm.errors import GazetteerError
from namenorm.gazetteer.lint import lint
from namenorm.gazetteer.reader import read_gazetteer
from namenorm.model import Alias, Entity
from namenorm.record import decode_entity, encode_entity
from tests.strategies import gazetteers

TEHRAN = """\
id: Q3616
type: place
labels:
  en: Tehran
  fa: تهران
names:
  - {text: Teheran, lang: de, kind: variant}
  - {text: TEH, lang: en, kind: acronym, strength: weak}
demonyms:
  en: [Tehrani]
prior: 0.9
sources:
  - atlas
"""


def yaml_file(folder: Path, text: str, name: str = "place/Q3616-tehran.yaml") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def problems_of(path: Path) -> list[str]:
    with pytest.raises(GazetteerError) as raised:
        read_gazetteer(path)
    return [str(problem) for problem in raised.value.problems]


def test_a_yaml_file_becomes_an_entity(tmp_path: Path) -> None:
    yaml_file(tmp_path, TEHRAN)
    assert read_gazetteer(tmp_path) == [
        Entity(
            "Q3616",
            "place",
            {"en": "Tehran", "fa": "تهران"},
            (Alias("Teheran", "de"), Alias("TEH", "en", "acronym", "weak")),
            prior=0.9,
            demonyms=(Alias("Tehrani", "en", "demonym"),),
            sources=("atlas",),
        )
    ]


def test_jsonl_has_the_same_schema(tmp_path: Path) -> None:
    path = tmp_path / "g.jsonl"
    path.write_text(
        json.dumps({"id": "anything:1", "type": "other", "labels": {"und": "X"}}) + "\n\n", encoding="utf-8"
    )
    assert read_gazetteer(path)[0].id == "anything:1"


@settings(max_examples=50, deadline=None)
@given(gazetteers())
def test_records_round_trip(entities: list[Entity]) -> None:
    for entity in entities:
        assert decode_entity(json.loads(json.dumps(encode_entity(entity)))) == entity


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("id: Q1\ntype: planet\nlabels: {en: Earth}\n", "x.yaml:2: error: type: 'planet' is not an entity type"),
        ("id: Q1\ntype: place\n", "x.yaml:1: error: labels: must map at least one language"),
        ("type: place\nlabels: {en: Earth}\n", "x.yaml:1: error: the key 'id' is missing; write a Wikidata number"),
        (
            "id: Q1\ntype: place\nlabels:\n  en: NO\n",
            "x.yaml:4: error: labels.en: 'NO' reads as yes/no; put it in quotes",
        ),
        ("id: Q1\ntype: event\nlabels:\n  en: 2020-10-03\n", "labels.en: '2020-10-03' reads as a date"),
        ("id: Q1\ntype: place\nlabels:\n  en: A\n  en: B\n", "x.yaml:5: error: labels.en: stands twice"),
        ("id: Q1\ntype: place\nlabels:\n\ten: A\n", "indent with spaces, not tabs"),
        ("id: Q1\ntype: place\nlabels: &a {en: A}\ndemonyms: *a\n", "x.yaml:4: error: uses a YAML anchor"),
        ("id: Q1\ntype: place\nlabels:\n  en: &a Earth\n", "x.yaml:4: error: uses a YAML anchor"),
        ("id: Q1\ntype: place\nlabels:\n  en: A: B\n", "put a text that holds a colon in quotes"),
        ("id: Q1\nnames:\n  - {text: A, lang: en\n", "a comma or the closing } is missing"),
        ("id: Q1\nlabels:\n  en: A\n   az: B\n", "or just above"),
        ("id: Q1\nlabels:\n\taz: B\n", "; indent with spaces, not tabs [E002]"),
        ("id: Q1\ntype: place\nlabels: {english: A}\n", "'english' is not a language code"),
        ("id: Q1\ntype: place\nlabels: {en: A}\nprior: 7\n", "x.yaml:4: error: prior: 7 must be above 0"),
        ("id: Q1\ntype: place\nlabels: {en: A}\nprior: high\n", "prior: 'high' is not a number"),
        (
            "id: Q1\ntype: place\nlabels: {en: A}\nnames:\n  - {text: B, lang: en, kind: nickname}\n",
            "x.yaml:5: error: names[0].kind: 'nickname' is not a kind of name",
        ),
        ("id: Q1\ntype: place\nlabels: {en: A}\nnames:\n  - B\n", "names[0]: must be a mapping"),
        ("- a list\n", "an entry must be a mapping"),
        ("id: [unclosed\n", "is not YAML"),
        ("id: Q1\n---\nid: Q2\n", "a file holds one entry"),
        ("", "an entry must be a mapping"),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, text: str, expected: str) -> None:
    yaml_file(tmp_path, text, "x.yaml")
    assert any(expected in problem for problem in problems_of(tmp_path)), problems_of(tmp_path)


def test_all_problems_come_at_once(tmp_path: Path) -> None:
    yaml_file(tmp_path, "id: Q1\ntype: planet\nlabels: {}\nprior: 7\n", "a.yaml")
    yaml_file(tmp_path, "id: [\n", "b.yaml")
    (tmp_path / "c.yaml").write_bytes(b"id: \xff\n")
    found = problems_of(tmp_path)
    assert len(found) == 5
    assert any("c.yaml" in problem and "not UTF-8" in problem for problem in found)


def test_an_id_belongs_to_one_entry(tmp_path: Path) -> None:
    yaml_file(tmp_path, TEHRAN, "a.yaml")
    yaml_file(tmp_path, TEHRAN, "b.yaml")
    assert "Q3616 is already used at" in problems_of(tmp_path)[0]
    assert "add the names there, or give this entry its own ID" in problems_of(tmp_path)[0]


@pytest.mark.parametrize("name", ["nowhere", "nowhere.jsonl"])
def test_a_missing_gazetteer_is_named(tmp_path: Path, name: str) -> None:
    assert "does not exist" in problems_of(tmp_path / name)[0]


def test_an_empty_gazetteer_is_an_error(tmp_path: Path) -> None:
    assert "holds no entity" in problems_of(tmp_path)[0]


def test_broken_jsonl_names_line_and_column(tmp_path: Path) -> None:
    path = tmp_path / "g.jsonl"
    path.write_text('{"id": "Q1", "type": "place", "labels": {"en": "A"}}\n{"id": }\n', encoding="utf-8")
    assert "g.jsonl:2: error: is not JSON" in problems_of(path)[0]


def test_an_unknown_key_is_a_warning_with_a_hint(tmp_path: Path) -> None:
    yaml_file(tmp_path, TEHRAN + "lables: {en: X}\n")
    assert read_gazetteer(tmp_path)
    assert [str(p) for p in lint(tmp_path) if "did you mean 'labels'?" in p.message]


def test_a_clean_entry_has_no_problem(tmp_path: Path) -> None:
    yaml_file(tmp_path, TEHRAN)
    assert lint(tmp_path) == []


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("text: Teheran", "text: Tеheran", "mixes alphabets"),
        ("fa: تهران", "fa: Тегеран", "is Cyrillic, but fa is written in Arabic"),
        ("text: Teheran", "text: 'Teheran '", "has spaces at an end"),
        ("text: Teheran, lang: de", "text: TEHRAN, lang: en", "repeats 'Tehran'"),
        ("  - atlas", "  - atlas\nshared_with: [Q404]", "Q404 is not in the gazetteer"),
        ("id: Q3616", "id: tehran", "neither a Wikidata QID nor"),
        ("type: place", "type: work", "belongs in the folder work/"),
        ("sources:\n  - atlas\n", "", "say where the names can be checked"),
    ],
)
def test_lint_finds(tmp_path: Path, old: str, new: str, expected: str) -> None:
    assert old in TEHRAN
    yaml_file(tmp_path, TEHRAN.replace(old, new))
    assert any(expected in problem.message for problem in lint(tmp_path)), lint(tmp_path)


def test_lint_wants_shared_names_to_be_acknowledged(tmp_path: Path) -> None:
    yaml_file(tmp_path, TEHRAN)
    other = TEHRAN.replace("Q3616", "Q99").replace("Tehran\n", "Teheran\n")
    yaml_file(tmp_path, other, "place/Q99-teheran.yaml")
    assert sum("add shared_with" in problem.message for problem in lint(tmp_path)) >= 2


def test_keys_that_are_not_read_are_told(tmp_path: Path) -> None:
    source = tmp_path / "x.jsonl"
    record = {
        "id": "x",
        "type": "person",
        "labels": {"en": "Zara"},
        "aliases": ["Z"],
        "names": [{"text": "Za", "l": 1}],
    }
    source.write_text(json.dumps(record) + "\n", encoding="utf-8")
    with pytest.warns(UserWarning, match="not read, as the schema has no such key: aliases, l; see gazetteer lint"):
        assert [alias.text for alias in read_gazetteer(source)[0].names] == ["Za"]
    assert [str(found) for found in lint(source) if "did you mean 'names'?" in found.message]
