"""Formatting: one style, comments kept, the data untouched, and formatting twice changes nothing."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from namenorm.cli.main import main
from namenorm.errors import GazetteerError
from namenorm.gazetteer.emitter import emit, plain
from namenorm.gazetteer.formatter import YamlFile, format_text
from namenorm.gazetteer.yaml_records import parse_yaml
from namenorm.record import encode_entity
from tests.strategies import gazetteers

ROOT = Path(__file__).parent.parent

MESSY = """\
# The capital, not the village.
type:   place   # see POLICY
sources: [atlas, "page: 7"]   # both checked
id: "Q3616"
names:
- lang: de   # since 1950
  text: "Teheran"
  kind: variant
# found in old maps
- {kind: former, lang: en, text: 'Tehran, Persia'}
labels: {en: Tehran, "no": "NO",
  fa: تهران}   # checked by a speaker
not:
  - 'The Tehran # 7 film'
  - "A \\"quoted\\" line"
# the end
"""

NEAT = """\
id: Q3616
# The capital, not the village.
type: place  # see POLICY
labels:
  en: Tehran
  'no': 'NO'
  fa: تهران  # checked by a speaker
names:
  - {text: Teheran, lang: de, kind: variant}  # since 1950
  # found in old maps
  - {text: 'Tehran, Persia', lang: en, kind: former}
not:
  - "The Tehran # 7 film"
  - "A \\"quoted\\" line"
sources:  # both checked
  - atlas
  - 'page: 7'
# the end
"""


def test_one_style_and_every_comment_kept() -> None:
    assert format_text(MESSY) == NEAT
    assert format_text(NEAT) == NEAT


def test_every_file_of_the_project_is_formatted() -> None:
    files = sorted((ROOT / "gazetteer").glob("*/*.yaml"))
    bad = [
        str(path) for path in files if format_text(path.read_text(encoding="utf-8"), path) != path.read_text("utf-8")
    ]
    assert bad == [], "namenorm gazetteer fmt"


@pytest.mark.parametrize(
    "text",
    [
        "id: Q1\ntype: place\nlabels:\n  en: |\n    a\n    # no comment\n",
        "id: Q1\ntype: place\nlabels:\n  en: >-\n    a\n    b\n",
        "id: Q1\ntype: place\nlabels:\n  en: 'it''s'\n  de: \"\\u0041\\n\"\n",
        "id: Q1\r\ntype: place\r\nlabels:\r\n  en: A  # x\r\n",
        "id: Q1\ntype: place\nlabels: {en: A}\nlables: {x: [1a, {b: 'c'}]}\n",
        "---\nid: Q1\ntype: place\nlabels: {en: a#b}\n",
    ],
)
def test_odd_yaml_keeps_its_meaning(text: str) -> None:
    formatted = format_text(text)
    assert parse_yaml("x", formatted)[0] == parse_yaml("x", text)[0]
    assert format_text(formatted) == formatted


@pytest.mark.parametrize("text", ["id: [", "- a\n", "id: Q1\nid: Q2\n", "labels: {en: NO}\n"])
def test_what_is_no_entry_is_refused(text: str) -> None:
    with pytest.raises(GazetteerError):
        format_text(text)


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cs"]), min_size=1, max_size=20))
def test_any_text_is_read_back(text: str) -> None:
    printable = "".join(char for char in text if char.isprintable() or char in "\t\n")
    if not printable.strip() or unicodedata.category(printable[0]) == "Co":
        return
    record = {"id": "Q1", "labels": {"en": printable}, "context": [printable], "examples": [printable]}
    data, _, problems = parse_yaml("x", emit(record))
    assert (data, problems) == (record, [])


@settings(max_examples=100, deadline=None)
@given(gazetteers())
def test_entities_are_read_back(entities: list[object]) -> None:
    for entity in entities:
        record = encode_entity(entity)  # type: ignore[arg-type]
        record.pop("prior", None)
        texts = [record["labels"]["en"], *(name["text"] for name in record.get("names", ()))]
        if all(char.isprintable() for text in texts for char in text):
            assert parse_yaml("x", emit(record))[0] == record


@pytest.mark.parametrize("text", ["yes", "No", "~", "null", "1_000", "0x1F", "12:30:45", "1e5", ".5", "=", "<<", "EE"])
def test_hazards_are_quoted(text: str) -> None:
    assert plain(text) == f"'{text}'"


def test_comments_move_with_their_items() -> None:
    file = YamlFile.parse(Path("x"), NEAT)
    file.remove("names", 0)
    assert "  # found in old maps\n  - {text: 'Tehran, Persia'" in file.text()
    assert "since 1950" not in file.text().partition("found in old maps")[2]
    file.insert("names", 0, {"text": "T", "lang": "en", "kind": "short"})
    assert "  - {text: T, lang: en, kind: short}\n  # found in old maps\n" in file.text()
    file.remove("names", 1)
    file.remove("names", 0)
    assert "names:" not in file.text()


def test_a_file_that_is_not_utf_8_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "Q1-asti.yaml"
    path.write_bytes(b"id: Q1\ntype: place\nlabels:\n  en: M\xfcnchen\n")
    assert main(["gazetteer", "fmt", str(path)]) == 2
    assert "is not UTF-8 (byte 34); save it as UTF-8" in capsys.readouterr().out
