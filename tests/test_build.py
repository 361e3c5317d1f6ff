"""Building: layers stack, and the index of an edited gazetteer is made again by itself."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from namenorm.build import build_index, index_path
from namenorm.errors import GazetteerError, IndexFileError
from namenorm.index.reader import MappedIndex


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "cache"
    monkeypatch.setenv("NAMENORM_CACHE", str(folder))
    return folder


def jsonl(path: Path, **labels: str) -> Path:
    rows = [{"id": key, "type": "place", "labels": {"en": label}} for key, label in labels.items()]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def labels(path: Path) -> dict[str, str]:
    index = MappedIndex.open(path)
    return {index.entity(row).id: index.entity(row).label() for row in range(index.entity_count)}


def test_later_layers_win(tmp_path: Path) -> None:
    first = jsonl(tmp_path / "1.jsonl", Q1="Kiev", Q2="Baku")
    second = jsonl(tmp_path / "2.jsonl", Q3="Tbilisi", Q1="Kyiv")
    build_index([first, second], tmp_path / "out.index")
    assert labels(tmp_path / "out.index") == {"Q1": "Kyiv", "Q2": "Baku", "Q3": "Tbilisi"}


def test_a_compiled_index_is_a_layer_too(tmp_path: Path) -> None:
    build_index([jsonl(tmp_path / "1.jsonl", Q1="Kiev", Q2="Baku")], tmp_path / "1.index")
    layered = index_path([tmp_path / "1.index", jsonl(tmp_path / "2.jsonl", Q1="Kyiv")])
    assert labels(layered) == {"Q1": "Kyiv", "Q2": "Baku"}


def test_an_edited_gazetteer_is_picked_up(tmp_path: Path) -> None:
    source = jsonl(tmp_path / "g.jsonl", Q1="Kiev")
    before = index_path([source])
    assert index_path([source]) == before
    jsonl(source, Q1="Kyiv, edited")
    assert labels(index_path([source])) == {"Q1": "Kyiv, edited"}


def test_an_index_is_used_as_it_is(tmp_path: Path) -> None:
    build_index([jsonl(tmp_path / "g.jsonl", Q1="Kiev")], tmp_path / "g.index")
    assert index_path([tmp_path / "g.index"]) == tmp_path / "g.index"


def test_nothing_is_written_for_a_broken_gazetteer(tmp_path: Path) -> None:
    source = jsonl(tmp_path / "g.jsonl", Q1="Kiev")
    source.write_text(source.read_text(encoding="utf-8") + "{}\n", encoding="utf-8")
    with pytest.raises(GazetteerError):
        build_index([source], tmp_path / "g.index")
    assert not (tmp_path / "g.index").exists()


def test_a_damaged_note_in_the_cache_is_ignored(tmp_path: Path, cache: Path) -> None:
    source = jsonl(tmp_path / "g.jsonl", Q1="Kiev")
    path = index_path([source])
    for note in cache.glob("*.json"):
        note.write_text("{", encoding="utf-8")
    assert index_path([source]) == path


def test_a_cache_that_cannot_be_made_is_named_with_what_to_do(tmp_path: Path, cache: Path) -> None:
    cache.write_text("a file where the folder should be", encoding="utf-8")
    with pytest.raises(IndexFileError, match=r"cache cannot be made: .*; set NAMENORM_CACHE to another folder"):
        index_path([jsonl(tmp_path / "g.jsonl", Q1="Kiev")])
