"""Parquet: texts of columns are cleaned, everything else keeps its values, types and row groups."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

from namenorm.cli.main import main
from namenorm.normalizer import Normalizer
from tests.stub_normalizer import StubNormalizer

pa = pytest.importorskip("pyarrow")
pq = pytest.importorskip("pyarrow.parquet")

ROWS = 1200


@pytest.fixture(autouse=True)
def table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setattr(Normalizer, "open", lambda *_: StubNormalizer())
    monkeypatch.chdir(tmp_path)
    columns = {
        "id": pa.array(range(ROWS)),
        "name": pa.array(["x", None, "Netenyahu", 'Tehrran "\n'] * (ROWS // 4)),
        "kind": pa.array(["Netenyahu", "Tehran"] * (ROWS // 2)).dictionary_encode(),
        "when": pa.array([1, 2] * (ROWS // 2), pa.timestamp("us", tz="UTC")),
        "tags": pa.array([["Netenyahu"], None] * (ROWS // 2)),
    }
    table = pa.table(columns).replace_schema_metadata({"made": "by hand"})
    pq.write_table(table, "t.parquet", row_group_size=500, compression={"id": "zstd", "name": "gzip", "kind": "none"})
    return read()


def read(name: str = "t.parquet") -> Any:
    return pq.read_table(name)


def group_sizes(name: str = "t.parquet") -> list[int]:
    metadata = pq.ParquetFile(name).metadata
    return [metadata.row_group(number).num_rows for number in range(metadata.num_row_groups)]


def test_texts_are_repaired_and_nothing_else_changes(table: Any) -> None:
    assert main(["clean", "--write", "-q", "t.parquet"]) == 0
    cleaned = read()
    assert cleaned.column("name").to_pylist()[:4] == ["x", None, "Netanyahu", 'Tehran, Iran "\n']
    assert cleaned.column("kind").to_pylist()[:2] == ["Netanyahu", "Tehran"]
    assert cleaned.schema.equals(table.schema, check_metadata=True)
    untouched = ["id", "when", "tags"]
    assert cleaned.select(untouched).equals(table.select(untouched))
    assert group_sizes() == [500, 500, 200]
    group = pq.ParquetFile("t.parquet").metadata.row_group(0)
    assert [group.column(number).compression for number in range(3)] == ["ZSTD", "GZIP", "UNCOMPRESSED"]


def test_the_second_run_leaves_the_file_and_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    words = ["clean", "--write", "-q", "--column", "name", "--add-id-column", "qid", "--add-label-column", "label"]
    assert main([*words, "t.parquet"]) == 0
    written = Path("t.parquet").read_bytes()
    capsys.readouterr()
    assert main([*words, "t.parquet"]) == 0
    assert capsys.readouterr() == ("", "namenorm: t.parquet: has a column 'qid' already, so none was added\n")
    assert Path("t.parquet").read_bytes() == written


def test_columns_are_added(table: Any) -> None:
    assert main(["clean", "-q", "-o", "out.parquet", "--column", "name", "--add-id-column", "qid", "t.parquet"]) == 0
    assert read().equals(table)
    added = read("out.parquet")
    assert added.schema.names == [*table.schema.names, "qid"]
    assert added.column("qid").to_pylist()[:3] == [None, None, "Q43723"]
    assert added.column("kind").equals(table.column("kind"))


def test_undo_takes_the_backup(capsys: pytest.CaptureFixture[str]) -> None:
    original = Path("t.parquet").read_bytes()
    words = ["clean", "--write", "-q", "--report", "edits.jsonl"]
    assert main([*words, "t.parquet"]) == 2
    assert "a ledger alone cannot undo parquet" in capsys.readouterr().err
    assert Path("t.parquet").read_bytes() == original
    assert main([*words, "--backup", ".bak", "t.parquet"]) == 0
    assert Path("t.parquet").read_bytes() != original
    backup = Path("t.parquet.bak").read_bytes()
    Path("t.parquet.bak").unlink()
    assert main(["undo", "edits.jsonl"]) == 2
    Path("t.parquet.bak").write_bytes(b"other")
    assert main(["undo", "edits.jsonl"]) == 2
    Path("t.parquet.bak").write_bytes(backup)
    assert main(["undo", "edits.jsonl"]) == 0
    assert Path("t.parquet").read_bytes() == original


def test_findings_name_row_and_file(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["clean", "-q", "--column", "name", "t.parquet"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith('t.parquet:3:11 "Netenyahu" -> "Netanyahu"')
    assert lines[-1].startswith(f"t.parquet:{ROWS}:11 ")
    assert main(["find", "--column", "name", "--id-field", "id", "--format", "jsonl", "t.parquet"]) == 0
    assert capsys.readouterr().out.startswith('{"doc_id": 2, "start": 0, "end": 9, "text": "Netenyahu"')


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--column", "id"], "column 'id' holds no text"),
        (["--column", "nothing"], "has no column 'nothing'; it has id, name"),
        (["--input-format", "parquet"], "is not a Parquet file"),
        (["-o", "-"], "written to files only"),
    ],
)
def test_what_cannot_be_done_is_named_once(words: list[str], message: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path("a.txt").write_text("Netenyahu")
    assert main(["clean", *words, "a.txt" if "--input-format" in words else "t.parquet"]) == 2
    errors = capsys.readouterr().err
    assert errors.count(message) == 1
    assert "1 file could not be done" in errors


def test_columns_of_one_name_are_told_with_what_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    names = [pa.array([text]) for text in ("Netenyahu", "Tehrran", "Netenyahu")]
    pq.write_table(pa.table(names, names=["name", "name", "other"]), "t.parquet")
    advice = "t.parquet: has 2 columns named 'name'; rename"
    for words, told in (
        (["clean"], f"{advice} one, or say with --column which others to read"),
        (["clean", "--column", "name"], f"{advice} all but one of them"),
        (["resolve", "--column", "name", "-o", "out.parquet"], f"{advice} all but one of them"),
    ):
        assert main([*words, "t.parquet"]) == 2
        assert f"namenorm: {told}\n" in capsys.readouterr().err
    assert main(["clean", "--write", "-q", "--column", "other", "t.parquet"]) == 0
    assert [column.to_pylist() for column in pq.ParquetFile("t.parquet").read().columns] == [
        ["Netenyahu"],
        ["Tehrran"],
        ["Netanyahu"],
    ]


def test_a_column_is_resolved(table: Any, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["resolve", "--column", "name", "--explain", "-o", "out.parquet"]
    assert main([*words, "t.parquet"]) == 1
    assert capsys.readouterr().err == f"namenorm: {ROWS // 4} RESOLVED, 0 AMBIGUOUS, {3 * ROWS // 4} NIL\n"
    found = read("out.parquet")
    assert found.select(table.schema.names).equals(table)
    row = found.slice(2, 1).to_pylist()[0]
    assert (row["namenorm_id"], row["namenorm_score"], row["namenorm_status"]) == ("Q43723", 0.98, "RESOLVED")
    assert main([*words, "out.parquet"]) == 2
    assert "-o out.parquet is the input itself; name another file" in capsys.readouterr().err
    assert main(["resolve", "--column", "name", "-o", "again.parquet", "out.parquet"]) == 2
    assert "already has a column 'namenorm_id'" in capsys.readouterr().err
    assert main(["resolve", "--column", "name", "t.parquet"]) == 2
    assert "say -o FILE" in capsys.readouterr().err


def test_an_empty_table() -> None:
    pq.write_table(pa.table({"name": pa.array([], pa.string())}), "empty.parquet")
    assert main(["clean", "--write", "empty.parquet"]) == 0
    assert main(["clean", "-o", "out.parquet", "--column", "name", "--add-id-column", "qid", "empty.parquet"]) == 0
    assert read("out.parquet").schema.names == ["name", "qid"]


def test_parquet_is_taken_where_it_is_named_not_from_folders(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["clean", "."]) == 0
    assert main(["clean", "-q", "*.parquet"]) == 1
    assert capsys.readouterr().out.startswith("t.parquet:1:")


def test_without_pyarrow_the_message_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    assert main(["clean", "t.parquet"]) == 2
    assert "pip install 'namenorm[parquet]'" in capsys.readouterr().err
