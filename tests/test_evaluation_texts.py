"""Scoring links in texts, and the gazetteers that do not know the texts' own spellings."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from evaluation.__main__ import main
from evaluation.dev_hard import lone_spellings
from evaluation.documents import Document, Gold, read_documents
from evaluation.text_scores import Found, Tally, tally

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "Mr. Berlin met Israeli guests in Vvien near Bonn."


def gold(surface: str, entity: str | None, role: str = "main", variant: str = "exact") -> Gold:
    start = TEXT.index(surface)
    return Gold(((start, start + len(surface)),), entity, surface, role, variant)


def link(surface: str, entity: str) -> Found:
    start = TEXT.index(surface)
    return Found(start, start + len(surface), entity, "name")


DOCUMENT = Document(
    "d1",
    "en",
    TEXT,
    (
        gold("Mr. Berlin", "person"),
        gold("Israeli", "Q801", "demonym"),
        gold("Vvien", "Q1741", variant="near"),
        gold("Bonn", None, "nil"),
    ),
    partial=False,
)


def counted(*links: Found, strict: bool = False, forbid_demonyms: bool = False) -> Tally:
    found = Tally()
    tally(DOCUMENT, links, found, strict=strict, forbid_demonyms=forbid_demonyms)
    return found


def test_a_shorter_span_is_right_by_overlap_only() -> None:
    links = (link("Berlin", "person"), link("Vvien", "Q1741"))
    assert counted(*links).f1 == 1.0
    strict = counted(*links, strict=True)
    assert (strict.right, strict.false, strict.absent) == (1, 1, 1)
    assert strict.hard_recall == 1.0
    assert [cause for cause, _ in strict.missed] == ["other span"]


def test_links_on_names_outside_the_gazetteer_are_wrong() -> None:
    found = counted(link("Bonn", "Q586"))
    assert (found.right, found.false) == (0, 1)
    assert found.wrong[0][0] == "whole nil mention (name)"


def test_demonyms_count_only_where_they_are_forbidden() -> None:
    assert counted(link("Israeli", "Q801")).false == 0
    assert counted(link("Israeli", "Q801"), forbid_demonyms=True).false == 1
    assert counted(link("Israeli", "Q1")).false == 1


def test_unmarked_names_of_a_partial_document_are_not_counted() -> None:
    partial = Document("d2", "en", TEXT, DOCUMENT.mentions, partial=True)
    found = Tally()
    tally(partial, [link("guests", "Q5")], found, strict=False, forbid_demonyms=False)
    assert found.false == 0
    assert counted(link("guests", "Q5")).false == 1


def test_spellings_of_one_document_are_lone() -> None:
    other = Document("d2", "en", "BONN", (Gold(((0, 4),), None, "BONN", "nil", "?"),), partial=False)
    assert lone_spellings([DOCUMENT, other]) == {"mr. berlin", "israeli", "vvien"}


def test_the_commands_run(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    entity = {"id": "Q1741", "type": "place", "labels": {"de": "Wien"}, "names": [{"text": "Vvien", "lang": "de"}]}
    mention = {"start": 3, "end": 8, "surface": "Vvien", "id": "Q1741", "variant_kind": "near"}
    (tmp_path / "one.gaz.jsonl").write_text(json.dumps(entity), encoding="utf-8")
    line = {"doc_id": "d", "lang": "de", "text": "In Vvien regnet es.", "mentions": [mention]}
    (tmp_path / "one.jsonl").write_text(json.dumps(line), encoding="utf-8")
    assert main(["dev-hard", "--data", str(tmp_path), "--out", str(tmp_path / "hard")]) == 0
    assert "1 of 1 variants dropped" in capsys.readouterr().out
    assert read_documents(tmp_path / "hard" / "one.jsonl")[0].mentions[0].is_hard
    assert main(["texts", "--data", str(tmp_path), "--causes", "1"]) == 0
    assert "| one | 1.000 |" in capsys.readouterr().out
