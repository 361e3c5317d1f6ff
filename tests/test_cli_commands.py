"""The commands as scripts and people call them: output, exit codes, messages."""

from __future__ import annotations

import argparse
import csv
import io
import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from namenorm.cli.main import COMMANDS, command_parser, main
from namenorm.errors import IndexVersionError
from namenorm.model import Resolution
from namenorm.normalizer import Normalizer
from tests.stub_normalizer import StubNormalizer


@pytest.fixture(autouse=True)
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(Normalizer, "open", lambda *_: StubNormalizer())
    monkeypatch.chdir(tmp_path)
    return tmp_path


def stdin(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))


def rows(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


@pytest.mark.parametrize("command", COMMANDS)
def test_help_shows_examples_and_exit_codes(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([command, "--help"]) == 0
    shown = capsys.readouterr().out
    assert "examples:" in shown
    assert "exit codes: 0 " in shown


def actions() -> dict[str, argparse.ArgumentParser]:
    [subparsers] = [one for one in command_parser("gazetteer")._actions if isinstance(one, argparse._SubParsersAction)]
    return dict(subparsers.choices)


@pytest.mark.parametrize("action", actions())
def test_help_of_an_action_shows_examples_and_exit_codes(action: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["gazetteer", action, "--help"]) == 0
    shown = " ".join(capsys.readouterr().out.split())
    assert f"examples: namenorm {'mine' if action == 'apply' else f'gazetteer {action}'}" in shown
    assert "exit codes: 0 " in shown


def test_options_may_stand_between_arguments(capsys: pytest.CaptureFixture[str]) -> None:
    for words in (
        ["Tehran", "--limit", "2", "Baku"],
        ["--limit=2", "Tehran", "Baku"],
        ["--limit=2", "--", "Tehran", "-x"],
    ):
        assert main(["resolve", "--exit-zero", *words]) == 0
        assert len(re.findall("^[A-Z]", capsys.readouterr().out, re.MULTILINE)) == 2
    assert main(["gazetteer", "search", "Baku", "--nosuch"]) == 2
    assert main(["compare", "--type", "person", "a"]) == 2
    assert "required: NAME" in capsys.readouterr().err


def test_examples_of_actions_are_right_usage() -> None:
    parser = command_parser("gazetteer")
    for action, own in actions().items():
        lines = re.findall(r"^  namenorm gazetteer (.*)", (own.epilog or "").replace("\\\n", " "), re.MULTILINE)
        assert lines
        for line in lines:
            words = shlex.split(line.split("   ")[0].split(" < ")[0])
            assert parser.parse_args(words).action == action


def test_help_lists_the_commands(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == main(["--help"]) == 0
    out = capsys.readouterr().out
    assert all(f"  {command}" in out for command in COMMANDS)


@pytest.mark.parametrize(
    "words",
    [["nonsense"], ["clean"], ["clean", "--nonsense", "x"], ["resolve", "--type", "alien", "x"], ["find"],
     ["clean", "--min-score", "2", "x"], ["clean", "-j", "0", "x"], ["clean", "--types", "person,alien", "x"]],
)  # fmt: skip
def test_wrong_usage_is_an_error(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(words) == 2
    assert "namenorm" in capsys.readouterr().err


def test_version_names_code_and_data_and_loads_nothing_heavy() -> None:
    Path("names.jsonl").write_text('{"id": "a", "type": "place", "labels": {"en": "Baku"}}\n', encoding="utf-8")
    code = "import sys; from namenorm.cli.main import main; main(sys.argv[1:]); print('numpy' in sys.modules)"
    command = [sys.executable, "-c", code, "--version", "names.jsonl"]
    built, again = (subprocess.run(command, capture_output=True, text=True, check=True).stdout for _ in range(2))
    assert "1 entity, 1 name," in built
    assert again == built.replace("True", "False")


def test_resolve_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["resolve", "--format", "jsonl", "Netenyahu", "Alijef", "x"]) == 1
    resolved, ambiguous, nil = rows(capsys.readouterr().out)
    assert list(resolved) == ["query", "status", "id", "label", "type", "score", "tier", "candidates"]
    assert (resolved["status"], resolved["id"], resolved["tier"]) == ("RESOLVED", "Q43723", "fuzzy")
    assert (
        list(resolved["candidates"][0]) == ["id", "label", "alias", "type", "score", "tier"] or resolved["candidates"]
    )
    assert (ambiguous["status"], ambiguous["id"], len(ambiguous["candidates"])) == ("AMBIGUOUS", None, 2)
    assert (nil["status"], nil["id"], nil["label"], nil["candidates"]) == ("NIL", None, None, [])


def test_resolve_as_text(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["resolve", "Tehran"]) == 0
    assert capsys.readouterr().out.split() == ["RESOLVED", "Tehran", "Q3616", "Tehran", "place", "0.98", "exact"]
    assert main(["resolve", "Alijef", "--exit-zero"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 3


def test_resolve_reads_names_from_standard_input(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    stdin(monkeypatch, "\ufeffTehran\r\n\nA\u2028B\x0bC\nNetanyahu".encode())
    assert main(["resolve", "--format", "jsonl"]) == 1
    assert [row["query"] for row in rows(capsys.readouterr().out)] == ["Tehran", "", "A\u2028B\x0bC", "Netanyahu"]


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ("name,n\nNetenyahu,1\nBaku, Baku,2\n", "line 3: has 3 cells, the header 2; a cell with ',' needs quotes"),
        ('name,n\n"Netenyahu,1\nBaku,2\n', "line 2: a quotation mark is never closed"),
    ],
)
def test_nothing_is_added_in_the_wrong_column(table: str, message: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path("t.csv").write_text(table)
    for words in (["resolve", "-o", "out.csv"], ["clean", "--write", "--add-id-column", "id"]):
        assert main([*words, "--column", "name", "t.csv"]) == 2
        assert message in capsys.readouterr().err
        assert Path("t.csv").read_text() == table
    assert not Path("out.csv").exists()


def test_a_record_without_the_field_has_no_name(capsys: pytest.CaptureFixture[str]) -> None:
    Path("t.jsonl").write_text('{"n": 1}\n{"name": "Netenyahu"}\n')
    assert main(["resolve", "--column", "name", "t.jsonl"]) == 1
    assert [record["namenorm_id"] for record in rows(capsys.readouterr().out)] == [None, "Q43723"]
    assert main(["resolve", "--column", "nmae", "t.jsonl"]) == 2
    assert "line 1: has no field 'nmae'; it has " in capsys.readouterr().err


def test_a_name_of_a_long_column_is_resolved_once(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    resolve = StubNormalizer.resolve

    def noted(normalizer: StubNormalizer, name: str) -> Resolution:
        asked.append(name)
        return resolve(normalizer, name)

    monkeypatch.setattr(StubNormalizer, "resolve", noted)
    names = [f"Tehran {number % 700}" for number in range(30_000)]  # several pieces
    Path("t.csv").write_text("name\n" + "\n".join(names), encoding="utf-8")
    assert main(["resolve", "--exit-zero", "--column", "name", "-o", "out.csv", "t.csv"]) == 0
    assert len(asked) == 700
    assert len(Path("out.csv").read_text(encoding="utf-8").splitlines()) == 30_001


def test_resolve_a_column_of_a_table(
    workspace: Path, capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    table = b'name;n\r\n"Netenyahu";1\r\nnobody;2\r\n\r\nAlijef'
    Path("t.csv").write_bytes(table)
    assert main(["resolve", "--column", "name", "--prefix", "", "t.csv"]) == 1
    captured = capsysbinary.readouterr()
    assert captured.out == (
        b"name;n;id;label;type;score;tier;status;candidates\r\n"
        b'"Netenyahu";1;Q43723;Benjamin Netanyahu;person;0.98;fuzzy;RESOLVED;\r\n'
        b"nobody;2;;;;0.0;;NIL;\r\n\r\nAlijef;;;;;0.4;;AMBIGUOUS;Q57371|Q43723"
    )
    assert captured.err == b"namenorm: 1 RESOLVED, 1 AMBIGUOUS, 1 NIL\n"
    assert main(["resolve", "--column", "1", "--exit-zero", "--explain", "-o", "out.csv", "t.csv"]) == 0
    header, first, *_ = Path("out.csv").read_bytes().split(b"\r\n")
    assert header.endswith(b";namenorm_status;namenorm_candidates;namenorm_reason")
    assert b"Netanyahu" in first.split(b";RESOLVED;")[1]
    for output, message in (("t.csv", b"is the input itself"), ("out.parquet", b"written in its own format, csv")):
        assert main(["resolve", "--column", "name", "-o", output, "t.csv"]) == 2
        assert message in capsysbinary.readouterr().err
    assert not Path("out.parquet").exists()
    assert main(["resolve", "-o", "names.csv", "Tehran"]) == 2  # only a table is written to a file
    assert b"--output: only with --column; write names" in capsysbinary.readouterr().err
    assert main(["resolve", "-j", "2", "--prefix", "x_", "Tehran"]) == 2
    assert b"--jobs, --prefix: only with --column\n" in capsysbinary.readouterr().err
    Path("namenorm.toml").write_text('output = "other.csv"\njobs = 2', encoding="utf-8")  # meant for other commands
    assert main(["resolve", "Tehran"]) == 0
    Path("namenorm.toml").unlink()
    assert main(["resolve", "--column", "name", "out.csv"]) == 2
    assert b"already has a column 'namenorm_id'" in capsysbinary.readouterr().err
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"name\nTehran\n")))
    assert main(["resolve", "--column", "name", "-"]) == 0
    assert capsysbinary.readouterr().out.endswith(b"\nTehran,Q3616,Tehran,place,0.98,exact,RESOLVED,\n")
    Path("r.jsonl").write_text('{"a": {"name": "Tehran"}}\n{"a": {"name": 7}}\n')
    assert main(["resolve", "--column", "a.name", "--prefix", "x_", "r.jsonl"]) == 1
    first, second = map(json.loads, capsysbinary.readouterr().out.splitlines())
    assert (first["x_id"], second["x_id"], second["x_status"]) == ("Q3616", None, "NIL")
    Path("broken.jsonl").write_text('{"name": "Tehran"}\n{broken\n')
    assert main(["resolve", "--column", "name", "broken.jsonl"]) == 2
    assert b"broken.jsonl: line 2: not JSON" in capsysbinary.readouterr().err
    for words in (["--column", "nothing", "t.csv"], ["--column", "name", "t.csv", "r.jsonl"]):
        assert main(["resolve", *words]) == 2
    assert main(["resolve", "--column", "name", "--limit", "2", "t.csv"]) == 2


def test_a_name_that_does_not_decode_is_named_and_keeps_its_place(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    stdin(monkeypatch, b"Tehran\nT\xe9h\xe9ran\nTehran\n")
    assert main(["resolve", "--format", "jsonl", "-"]) == 2
    captured = capsys.readouterr()
    assert [row["status"] for row in rows(captured.out)] == ["RESOLVED", "NIL", "RESOLVED"]
    assert "<stdin>:2: not UTF-8" in captured.err


def test_a_folder_without_texts_is_told(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (workspace / "empty").mkdir()
    assert main(["find", "empty"]) == 0
    assert "namenorm: empty: holds no file that is read" in capsys.readouterr().err


@pytest.mark.parametrize("text", ["Нетаньяху, Баку.\n", "نتنياهو في باكو\n", "Netanyahu in Baku\n", "İlham Əliyev\n"])
@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark_is_recognised_in_any_script(
    text: str, encoding: str, workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (workspace / "a.txt").write_bytes(text.encode(encoding))
    assert main(["find", "a.txt"]) == 2
    assert f"try --encoding {encoding}" in capsys.readouterr().err


def test_find_as_json_and_text(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (workspace / "a.txt").write_bytes("İ\r\nNetenyahu, Alijef".encode())
    assert main(["find", "--offsets", "all", "a.txt"]) == 2
    assert "--offsets adds fields to --format jsonl" in capsys.readouterr().err
    assert main(["find", "--format", "jsonl", "--offsets", "all", "a.txt"]) == 0
    first, second = rows(capsys.readouterr().out)
    assert list(first)[:9] == ["path", "line", "column", "start", "end", "text", "status", "id", "label"]
    assert (first["path"], first["line"], first["column"]) == ("a.txt", 2, 1)
    assert (first["start"], first["end"], first["start_byte"]) == (3, 12, 4)
    assert (second["status"], second["id"], len(second["candidates"])) == ("AMBIGUOUS", None, 2)
    assert main(["find", "a.txt"]) == 0
    assert 'a.txt:2:1 "Netenyahu" -> Benjamin Netanyahu (Q43723, person) RESOLVED' in capsys.readouterr().out


def test_a_wrong_word_is_answered_with_the_right_one(capsys: pytest.CaptureFixture[str]) -> None:
    for words, answer in (
        ("resolv", "no command 'resolv'; did you mean resolve?"),
        ("--verson", "did you mean --version?"),
        ("gazetteer lnt", "there is no 'lnt'; did you mean lint? (choose from search, show, "),
        ("find --format xml a.txt", "there is no 'xml' (choose from text, jsonl, csv)"),
        ("clean --wirte a.txt", "no option --wirte; did you mean --write? (see namenorm clean --help)"),
        ("gazetteer lint -x", "namenorm gazetteer lint: error: there is no option -x (see namenorm gazetteer lint"),
        ("gazetteer show Q1 Q2", "'Q2' is one argument too many"),
    ):
        assert main(words.split()) == 2
        assert answer in capsys.readouterr().err
    assert main(["help", "undo"]) == 0
    assert capsys.readouterr().out.startswith("usage: namenorm undo ")
    assert main(["-V"]) == 0


@pytest.mark.parametrize("command", COMMANDS)
def test_prose_of_the_help_fits_the_terminal(command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    prose = [line for line in command_parser(command).format_help().splitlines() if not line.startswith(" ")]
    assert [line for line in prose if len(line) > 80] == []


def test_answers_as_a_table(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["resolve", "--format", "csv", "Netenyahu", "nobody", "Alijef"]) == 1
    right, nobody, rivals = csv.DictReader(io.StringIO(capsys.readouterr().out))
    assert (right["id"], right["label"], right["candidates"]) == ("Q43723", "Benjamin Netanyahu", "")
    assert (nobody["query"], nobody["status"], nobody["id"], nobody["candidates"]) == ("nobody", "NIL", "", "")
    assert (rivals["status"], rivals["id"], rivals["candidates"]) == ("AMBIGUOUS", "", "Q57371|Q43723")
    (workspace / "a.txt").write_bytes("İ\r\nNetenyahu, Alijef".encode())
    assert main(["find", "--format", "csv", "--explain", "a.txt"]) == 0
    found, _ = csv.DictReader(io.StringIO(capsys.readouterr().out))
    assert (found["path"], found["line"], found["column"], found["text"]) == ("a.txt", "2", "1", "Netenyahu")
    assert "Netanyahu" in found["reason"]


def test_find_in_documents_of_a_file(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = ['{"n": 7, "t": "in Tehran", "l": "en"}', "", '{"n": 8, "t": null}', '{"n": 9, "t": "\\ud800 Tehran"}']
    (workspace / "d.jsonl").write_text("\n".join(lines))
    words = ["find", "--format", "jsonl", "--field", "t", "--id-field", "n", "--lang-field", "l", "d.jsonl"]
    assert main(words) == 0
    found = rows(capsys.readouterr().out)
    assert [(row["doc_id"], row["start"], row["end"]) for row in found] == [(7, 3, 9), (9, 2, 8)]
    (workspace / "d.csv").write_text('n,t\nx,"in ""Tehran"""\n')
    assert main(["find", "--format", "jsonl", "--field", "t", "--id-field", "n", "d.csv"]) == 0
    assert [(row["doc_id"], row["start"]) for row in rows(capsys.readouterr().out)] == [("x", 4)]


@pytest.mark.parametrize("line", ["nonsense", "[1]", '{"t": 1}', '{"x": "Tehran"}', '{"t": "a"', "[" * 100_000])
def test_find_names_bad_records_and_does_the_others(
    workspace: Path, capsys: pytest.CaptureFixture[str], line: str
) -> None:
    (workspace / "d.jsonl").write_text(f'{{"t": "Tehran"}}\n{line}\n{{"t": "Tehran"}}\n')
    assert main(["find", "--format", "jsonl", "--field", "t", "d.jsonl"]) == 2
    captured = capsys.readouterr()
    assert [row["record"] for row in rows(captured.out)] == [1, 3]
    assert captured.err.startswith("namenorm: d.jsonl:2: ")


def test_find_leaves_out_what_nobody_reads(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (workspace / "a.html").write_text("<a title='Tehran'>Tehran</a><script>Tehran</script>")
    assert main(["find", "a.html"]) == 0
    assert capsys.readouterr().out.count("\n") == 1


def test_errors_of_single_files_do_not_stop_the_others(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (workspace / "bad.txt").write_bytes(b"caf\xe9")
    (workspace / "binary.txt").write_bytes(b"\0\1\2\0")
    (workspace / "good.txt").write_text("Tehran")
    (workspace / "empty.txt").touch()
    words = ["bad.txt", "missing.txt", "binary.txt", "empty.txt", "*.nothing", "good.txt"]
    for command in ("find", "clean"):
        assert main([command, *words]) == 2
        captured = capsys.readouterr()
        assert ("good.txt" in captured.out) is (command == "find")
        assert "namenorm: bad.txt: not utf-8: byte 0xe9 at offset 3" in captured.err
        assert "namenorm: missing.txt: No such file" in captured.err
        assert "namenorm: binary.txt: looks binary" in captured.err
        assert "empty" not in captured.err
        assert "namenorm: *.nothing: no such file" in captured.err
    assert main(["find", "binary.txt", "empty.txt"]) == 0


def test_a_file_where_a_name_is_asked_for_gets_advice(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (workspace / "people.csv").write_text("name\nTehran\n")
    assert main(["resolve", "people.csv"]) == 1
    assert "people.csv: is a file, but was taken for a name; read one with: --column" in capsys.readouterr().err
    assert main(["explain", "nowhere.txt:3"]) == 2
    assert "nowhere.txt: no such file" in capsys.readouterr().err
    Path("old.txt").write_bytes("Баку\n".encode("cp1251"))
    assert main(["explain", "old.txt:1"]) == 2
    assert capsys.readouterr().err.startswith("namenorm: old.txt: not utf-8: byte 0xc1")
    assert main(["explain", "old.txt"]) == 0
    assert "old.txt: is a file, but was taken for a name; say where to look" in capsys.readouterr().err


def test_a_document_that_is_no_text_gets_advice(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (workspace / "a.odt").write_bytes(b"PK\3\4\x14\0\6\0Tehran")
    (workspace / "b.pdf").write_bytes(b"%PDF-1.7 Tehran")
    assert main(["clean", "a.odt", "b.pdf"]) == 0
    advice = "skipped; save its text as .txt, .md or .html to have it read\n"
    zipped = "a ZIP file (a Word document is read where its name ends in .docx)"
    kinds = f"namenorm: a.odt: is {zipped}, {advice}namenorm: b.pdf: is a PDF file, {advice}"
    assert capsys.readouterr() == ("", kinds)


@pytest.mark.parametrize(
    "data",
    ["", "\n", "\x01", "🙂" * 1000, "a\u0301" * 5000, "\u202e\u2066 Tehran", "Tehran " * 10_000, "x" * 10_000_000],
    ids=["empty", "newline", "control", "emoji", "marks", "bidi", "long", "one long word"],
)  # fmt: skip
def test_strange_texts(workspace: Path, capsys: pytest.CaptureFixture[str], data: str) -> None:
    (workspace / "a.txt").write_text(data, encoding="utf-8")
    assert main(["find", "--format", "jsonl", "a.txt"]) == 0
    assert all(row["text"] == data[row["start"] : row["end"]] for row in rows(capsys.readouterr().out))
    assert main(["clean", "--write", "a.txt"]) == 0
    assert (workspace / "a.txt").read_text(encoding="utf-8") == data


def test_explain_a_name_and_a_place(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (workspace / "a.md").write_text("one\nNetenyahu `Netenyahu` Tehran\n")
    assert main(["explain", "Netenyahu"]) == 0
    assert "Benjamin Netanyahu" in capsys.readouterr().out
    assert main(["explain", "a.md:2:3"]) == 0
    assert "clean --write changes it" in capsys.readouterr().out
    assert main(["explain", "a.md:2:13"]) == 0
    assert "stands in markup, code or an address" in capsys.readouterr().out
    assert main(["explain", "a.md:2"]) == 0
    out = capsys.readouterr().out
    assert "spelt as it should be" in out
    assert main(["explain", "a.md:1"]) == 0
    assert "nothing here was taken for a name" in capsys.readouterr().out
    assert main(["explain", "a.md:99"]) == 2
    assert main(["explain", "a.md:0"]) == 2
    assert main(["explain", "no/such.md:9"]) == 2


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_knows_commands_and_options(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["completion", shell]) == 0
    out = capsys.readouterr().out
    assert "resolve" in out
    assert "exit-non-zero-on-fix" in out


@pytest.mark.parametrize(
    ("error", "code", "message"),
    [
        (IndexVersionError("x.index: build it again"), 2, "namenorm: x.index: build it again\n"),
        (
            FileNotFoundError(2, "No such file or directory", "g.jsonl"),
            2,
            "namenorm: g.jsonl: No such file or directory\n",
        ),
        (KeyboardInterrupt(), 130, "namenorm: interrupted\n"),
        (KeyboardInterrupt("go on"), 130, "namenorm: interrupted; go on\n"),
        (MemoryError(), 2, "namenorm: out of memory\n"),
        (ValueError("odd"), 2, "namenorm: internal error: ValueError: odd (NAMENORM_DEBUG=1 shows where)\n"),
    ],
)
def test_no_error_is_a_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], error: BaseException, code: int, message: str
) -> None:
    def fail(*_: Any) -> None:
        raise error

    monkeypatch.setattr(Normalizer, "open", fail)
    assert main(["resolve", "x"]) == code
    assert capsys.readouterr().err == message


def test_settings_are_found_upwards_and_the_command_line_wins(
    workspace: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (workspace / "namenorm.toml").write_text(
        'gazetteer = ["default", "own.jsonl"]\nlevel = "variant"\nmin-score = 0.7\nunsafe = true\n'
        'types = ["person", "place"]\n'
        '[config]\nmin_margin = 0.3\n[profiles.kyiv]\nlabel-lang = "uk"\n'
    )
    (workspace / "sub").mkdir()
    monkeypatch.chdir(workspace / "sub")
    assert main(["clean", "--show-config", "--level", "style", "--profile", "kyiv"]) == 0
    out = capsys.readouterr().out
    assert 'level = "style"' in out
    assert 'label-lang = "uk"' in out
    assert "min-score = 0.7" in out
    assert "unsafe = true" in out
    assert 'types = ["person", "place"]' in out
    assert f'"{workspace / "own.jsonl"}"' in out
    assert "min_margin = 0.3" in out
    assert main(["clean", "--show-config", "--isolated"]) == 0
    assert 'level = "misspelling"' in capsys.readouterr().out
    assert (
        main(["clean", "--show-config", "--level", "misspelling", "--min-score=0", "-g", "other.jsonl", "a.txt"]) == 0
    )
    out = capsys.readouterr().out  # also where it says what is so anyway
    assert 'level = "misspelling"\nmin-score = 0.0' in out
    assert 'gazetteer = ["other.jsonl"]' in out
    assert main(["resolve", "Tehran"]) == 0  # settings of other commands do not disturb


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ("levle = 'style'", "there is no setting 'levle'; did you mean level?"), ("level = 'nice'", "must be one of"),
        ("min-score = 3", "not between 0 and 1"), ("unsafe = 'yes'", "must be true or false"),
        ("x =", "not valid TOML"), ("write = true\ndiff = true", "write and diff exclude each other"),
        ("[config]\nnonsense = 1", "config has no 'nonsense'; it has min_probability"),
        ("[config]\nlimit = 2.5", "limit is 2.5, but must be a whole number"), ("config = 3", "must be a table, not 3"),
        ('[labels]\nQ1 = "Kiev"\n', 'such as Q1899.en = "Kiev"'),
        ("[profiles.a]\n", "there is no profile 'b'"), ("report = 3", "must be a path in quotation marks, not 3"),
        ("report = ''", "report is empty; leave it out"), ("gazetteer = ['default', '']", "gazetteer is empty"),
    ],
)  # fmt: skip
def test_wrong_settings_are_named(
    workspace: Path, capsys: pytest.CaptureFixture[str], settings: str, message: str
) -> None:
    (workspace / "namenorm.toml").write_text(settings)
    (workspace / "a.txt").touch()
    profile = ["--profile", "b"] if "profiles" in settings else []
    assert main(["clean", *profile, "a.txt"]) == 2
    assert message in capsys.readouterr().err


def test_what_the_settings_exclude_stays_excluded(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (workspace / "namenorm.toml").write_text('exclude = ["a.txt"]\n')
    for name in ("a.txt", "b.txt", "c.txt"):
        (workspace / name).write_text("Netenyahu")
    assert main(["clean", "--exclude", "b.*", "."]) == 1
    assert [line.split(":")[0] for line in capsys.readouterr().out.splitlines()] == ["c.txt"]


def test_the_words_to_leave_alone_lie_beside_the_settings(
    workspace: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (workspace / "namenorm.toml").write_text('ignore_words = "words.txt"\n')
    (workspace / "words.txt").write_text("Netenyahu\n")
    folder = workspace / "texts"
    folder.mkdir()
    (folder / "a.txt").write_text("Netenyahu and Tehrran")
    monkeypatch.chdir(folder)
    assert main(["clean", "a.txt"]) == 1
    assert [line.split()[1] for line in capsys.readouterr().out.splitlines()] == ['"Tehrran"']


def test_settings_in_pyproject(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (workspace / "pyproject.toml").write_text('[tool.namenorm]\nlevel = "variant"\n')
    assert main(["clean", "--show-config"]) == 0
    assert 'level = "variant"' in capsys.readouterr().out
    (workspace / "other.toml").write_text('[tool.namenorm]\nlevel = "style"\n')  # the same in a file of another name
    assert main(["clean", "--config", "other.toml", "--show-config"]) == 0
    assert 'level = "style"' in capsys.readouterr().out


@pytest.fixture
def gazetteer(workspace: Path) -> Path:
    path = workspace / "names.jsonl"
    entities = [
        {"id": "a", "type": "person", "labels": {"en": "Benjamin Netanyahu"},
         "names": [{"text": "Netanyahu", "lang": "en", "kind": "short"}, {"text": "Netenyahu", "kind": "misspelling"}]},
        {"id": "b", "type": "place", "labels": {"en": "Tehran"}},
    ]  # fmt: skip
    path.write_text("".join(json.dumps(entity) + "\n" for entity in entities))
    return path


def _run(*words: str, data: bytes = b"", cwd: Path, **env: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "namenorm", *words], input=data, capture_output=True, cwd=cwd, check=False,
        env=os.environ | {"NAMENORM_CACHE": str(cwd / "cache")} | env,
    )  # fmt: skip


def test_a_real_process_with_a_real_gazetteer(workspace: Path, gazetteer: Path) -> None:
    text = "Netenyahu flew to Tehran.\r\n"
    built = _run("build", gazetteer.name, "-o", "names.index", cwd=workspace)
    assert (built.returncode, built.stderr) == (0, b"")
    for source in (gazetteer.name, "names.index"):
        resolved = _run("resolve", "-g", source, "--format", "jsonl", data=b"Netenyahu\n", cwd=workspace)
        assert json.loads(resolved.stdout)["id"] == "a"
        cleaned = _run("clean", "-g", source, "--write", "-", data=text.encode(), cwd=workspace)
        assert cleaned.stdout == text.replace("Netenyahu", "Netanyahu").encode()
    assert _run("index", "info", "names.index", cwd=workspace).returncode == 0
    assert _run("compare", "Tehran", "TEHRAN", cwd=workspace).returncode == 0
    (workspace / "names.index").write_bytes(b"nonsense")
    broken = _run("resolve", "-g", "names.index", "x", cwd=workspace)
    assert broken.returncode == 2
    assert broken.stderr.startswith(b"namenorm: ")
    assert b"Traceback" not in broken.stderr


def test_a_broken_gazetteer_names_every_problem(workspace: Path) -> None:
    (workspace / "bad.jsonl").write_text('{"id": "a"}\nnonsense\n')
    result = _run("resolve", "-g", "bad.jsonl", "x", cwd=workspace)
    assert result.returncode == 2
    assert b"bad.jsonl:1" in result.stderr
    assert b"bad.jsonl:2" in result.stderr
    missing = _run("resolve", "-g", "nothing.jsonl", "x", cwd=workspace)
    assert (missing.returncode, b"Traceback" in missing.stderr) == (2, False)


def test_processes_share_the_work_and_keep_the_order(workspace: Path, gazetteer: Path) -> None:
    for number in range(5):
        (workspace / f"{number}.txt").write_text(f"{number} Netenyahu " * (number + 1))
    lines = "".join(json.dumps({"text": f"{number} Netenyahu in Tehran{' x' * 500}"}) + "\n" for number in range(400))
    (workspace / "many.jsonl").write_text(lines)
    words = ("-g", gazetteer.name, "--format", "jsonl")
    for command in (
        ("clean", *words, ".", "--exclude", "names.jsonl"),
        ("find", *words, "--field", "text", "many.jsonl"),
    ):
        alone = _run(*command, cwd=workspace)
        shared = _run(*command, "-j", "2", cwd=workspace)
        assert alone.returncode == shared.returncode != 2
        assert len(alone.stdout.splitlines()) > 400
        assert alone.stdout == shared.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="no such pipes")
def test_a_closed_pipe_is_quiet(workspace: Path, gazetteer: Path) -> None:
    (workspace / "a.txt").write_text("Tehran\n" * 20000)
    command = f"{sys.executable} -m namenorm find -g {gazetteer.name} --format jsonl a.txt | head -1"
    result = subprocess.run(
        command, shell=True, capture_output=True, cwd=workspace, check=False,
        env=os.environ | {"NAMENORM_CACHE": str(workspace / "cache")},
    )  # fmt: skip
    assert len(result.stdout.splitlines()) == 1
    assert result.stderr == b""
