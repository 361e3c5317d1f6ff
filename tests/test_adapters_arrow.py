"""Arrow columns: one answer a row, the same as `resolve` gives, whatever the form of the column."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

from namenorm.adapters.arrow import COLUMNS, resolve_arrow
from namenorm.build import build_index
from namenorm.errors import ConfigError
from namenorm.model import Entity
from namenorm.normalizer import Normalizer

pa = pytest.importorskip("pyarrow")
NAMES = ["TEHRAN", "Teheran", None, "nowhere at all", "TEHRAN", "", "Ankarra"]
ENUM = pa.DictionaryArray.from_arrays(
    pa.array([0, 1, None, 2, 0, 3, 4], pa.uint32()),
    pa.array(list(dict.fromkeys(name for name in NAMES if name is not None)), pa.string_view()),
)
"""As Polars gives its enumerations and categories."""


@pytest.fixture(scope="module")
def normalizer(tmp_path_factory: pytest.TempPathFactory) -> Normalizer:
    folder = tmp_path_factory.mktemp("arrow")
    lines = [
        '{"id": "Q3616", "type": "place", "labels": {"en": "Tehran"}}',
        '{"id": "Q3640", "type": "place", "labels": {"en": "Ankara"}}',
    ]
    (folder / "g.jsonl").write_text("\n".join(lines), encoding="utf-8")
    build_index([folder / "g.jsonl"], Path(folder / "g.index"))
    return Normalizer.open(folder / "g.index")


@pytest.mark.parametrize(
    "column",
    [
        pa.array(NAMES),
        pa.array(NAMES, pa.large_string()),
        pa.array(NAMES).dictionary_encode(),
        pa.chunked_array([NAMES[:2], NAMES[2:]]),
        pa.chunked_array([ENUM, ENUM.slice(2, 0)]),
        NAMES,
    ],
    ids=["array", "large", "dictionary", "chunked", "views", "list"],
)
def test_each_row_has_the_answer_of_its_name(column: Any, normalizer: Normalizer) -> None:
    table = resolve_arrow(column, normalizer)
    assert tuple(table.column_names) == COLUMNS
    expected = [normalizer.resolve(name or "") for name in NAMES]
    assert table["status"].to_pylist() == [str(answer.status) for answer in expected]
    assert table["id"].to_pylist() == [answer.id for answer in expected]
    assert table["score"].to_pylist() == [answer.score for answer in expected]


def test_processes_do_not_change_the_answers(normalizer: Normalizer) -> None:
    names = [f"{name}{number % 700}" for number in range(1400) for name in ("Tehran", "Ankara")]
    assert resolve_arrow(names, normalizer, processes=2).equals(resolve_arrow(names, normalizer))


def test_one_name_is_no_column(normalizer: Normalizer) -> None:
    with pytest.raises(TypeError, match="put it into a list"):
        resolve_arrow("Tehran", normalizer)
    with pytest.raises(TypeError, match=r"write Normalizer.open\('names.index'\)"):
        resolve_arrow(["Tehran"], "names.index")  # type: ignore[arg-type]


def test_an_empty_column_has_an_empty_answer(normalizer: Normalizer) -> None:
    assert resolve_arrow(pa.array([], pa.string()), normalizer).num_rows == 0
    assert resolve_arrow(pa.chunked_array([], pa.string()), normalizer).num_rows == 0
    assert resolve_arrow(pa.array([None, None]), normalizer)["status"].to_pylist() == ["NIL", "NIL"]
    numbers = pa.array([None, None], pa.float64())  # as pandas reads a column without a value
    assert resolve_arrow(numbers, normalizer)["status"].to_pylist() == ["NIL", "NIL"]


def test_what_is_no_column_of_names_is_refused(normalizer: Normalizer, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(TypeError, match="must hold strings, not int64"):
        resolve_arrow(pa.array([1, 2]), normalizer)
    for mixed in (["Tehran", 3], ["Tehran", object()]):
        with pytest.raises(TypeError, match="must hold strings and nothing else"):
            resolve_arrow(mixed, normalizer)
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(ConfigError, match="pip install"):
        resolve_arrow(["a"], normalizer)


def test_only_what_is_resolved_has_a_label_and_rivals_have_ids() -> None:
    lines = [Entity(f"Q{number}", "person", {"en": name}) for number, name in enumerate(("Ann Lee", "Ann Lee"), 1)]
    table = resolve_arrow(["Ann Lee", "nobody"], Normalizer.from_entities(lines))
    assert table["status"].to_pylist() == ["AMBIGUOUS", "NIL"]
    assert table["id"].to_pylist() == table["label"].to_pylist() == table["type"].to_pylist() == [None, None]
    assert table["candidates"].to_pylist() == ["Q1|Q2", None]


def test_without_a_normalizer_the_default_one_answers() -> None:
    assert resolve_arrow(["Netenyahu"])["label"].to_pylist() == ["Benjamin Netanyahu"]


def test_a_column_of_arrow_where_a_list_is_asked_for_is_answered_with_what_to_do(normalizer: Normalizer) -> None:
    with pytest.raises(TypeError, match=r"not StringScalar; write column.to_pylist\(\)"):
        normalizer.resolve_many(pa.array(["Tehran"]))
    with pytest.raises(TypeError, match=r"one column, not a whole table"):
        normalizer.resolve_many(pa.table({"name": ["Tehran"]}))


def test_a_whole_frame_is_refused_with_what_to_give(normalizer: Normalizer) -> None:
    with pytest.raises(TypeError, match=r"give one column, such as frame\['name'\]"):
        resolve_arrow(pa.table({"name": ["Baku"], "n": [1]}), normalizer)
