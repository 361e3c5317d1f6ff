"""What is written never takes the place of what is read, of other people's files, or of devices and pipes."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path
from threading import Thread

import pytest

from namenorm.build import build_index
from namenorm.cli.console import Console
from namenorm.cli.main import main
from namenorm.documents.writing import Replacement
from namenorm.errors import DocumentError, IndexFileError
from namenorm.normalizer import Normalizer
from tests.stub_normalizer import StubNormalizer

ENTITY = '{"id": "crm:17", "type": "organization", "labels": {"en": "Acme Ltd"}}\n'
TEXT = "Mr Netenyahu left.\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(Normalizer, "open", lambda *_: StubNormalizer())
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text(TEXT)
    Path("other.csv").write_text("id,name\n1,Baku\n")
    Path("names.jsonl").write_text(ENTITY)
    return tmp_path


@pytest.mark.parametrize(
    "line",
    [
        "build names.jsonl -o names.jsonl",
        "build names.jsonl -o a.txt",
        "gazetteer export jsonl -g names.jsonl -o names.jsonl",
        "gazetteer import csv other.csv -o other.csv --type place --column label=name",
        "clean a.txt -o a.txt",
        "clean a.txt -o ./a.txt",
        "clean a.txt --html a.txt",
        "clean a.txt --html other.csv",
        "clean a.txt --report a.txt",
        "clean a.txt --write-baseline a.txt",
        "clean a.txt --report -",
        "clean a.txt --html -",
        "clean a.txt --write-baseline other.csv",
        "clean --write a.txt --backup=",
        "clean --write a.txt --backup=/tmp/x",
        "mine a.txt -o a.txt",
        "resolve --column name other.csv -o other.csv",
    ],
)
def test_inputs_and_files_of_another_kind_are_not_written_over(line: str, capsys: pytest.CaptureFixture[str]) -> None:
    before = {path: path.read_bytes() for path in Path().iterdir()}
    assert main(line.split()) == 2
    assert capsys.readouterr().err.count("\n") >= 1
    assert {path: path.read_bytes() for path in Path().iterdir()} == before


def test_pages_baselines_and_indexes_are_written_again() -> None:
    Path("empty").touch()
    for _ in range(2):
        assert main(["clean", "a.txt", "--html", "page.html", "--write-baseline", "base.jsonl"]) == 0
        assert main(["build", "names.jsonl", "-o", "names.index"]) == 0
        assert main(["build", "names.jsonl", "-o", "empty"]) == 0


def test_an_index_does_not_replace_a_folder() -> None:
    Path("folder").mkdir()
    with pytest.raises(IndexFileError, match="folder: is there already"):
        build_index(["names.jsonl"], "folder")


def test_what_was_repaired_is_not_accepted_by_a_baseline() -> None:
    assert main(["clean", "--write", "a.txt", "--write-baseline", "base.jsonl"]) == 0
    assert Path("base.jsonl").read_text() == ""


@pytest.mark.skipif(sys.platform == "win32", reason="no named pipes")
def test_a_pipe_is_read_once_and_never_replaced(capsys: pytest.CaptureFixture[str]) -> None:
    text = "x" * 80_000 + "\n" + TEXT
    os.mkfifo("pipe")
    for words in (["-o", "out.txt"], ["--write"]):
        writer = Thread(target=Path("pipe").write_text, args=(text,))
        writer.start()
        code = main(["clean", *words, "pipe"])
        assert Path("pipe").is_fifo()
        assert code == (2 if words == ["--write"] else 0)
        writer.join()
    assert Path("out.txt").read_text() == text.replace("Netenyahu", "Netanyahu")
    assert "pipe: is a pipe, which cannot be repaired in place" in capsys.readouterr().err
    with pytest.raises(DocumentError, match="is a device or a pipe"):
        Replacement(Path("pipe"))


@pytest.mark.skipif(sys.platform == "win32", reason="no /dev")
def test_output_to_a_device(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["clean", "-o", "/dev/null", "a.txt"]) == 0
    assert Path("/dev/null").is_char_device()
    capsysbinary.readouterr()
    assert main(["clean", "-q", "-o", "/dev/stdout", "a.txt"]) == 0
    assert capsysbinary.readouterr().out == TEXT.replace("Netenyahu", "Netanyahu").encode()


@pytest.mark.parametrize("command", ["find", "clean"])
def test_the_file_that_output_goes_to_is_not_read(command: str, folder: Path) -> None:
    script = f"from namenorm.cli.main import main; main(['{command}', '--format', 'jsonl', '.'])"
    with Path("found.jsonl").open("w") as out:
        done = subprocess.run(
            [sys.executable, "-c", script],
            check=False,
            cwd=folder,
            stdout=out,
            stderr=subprocess.PIPE,
            text=True,
            timeout=60,
        )
    assert "namenorm: found.jsonl: is where the output goes, skipped" in done.stderr
    assert '"a.txt"' in Path("found.jsonl").read_text()


def test_a_closed_standard_output_is_no_crash(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    console = Console.standard()
    console.print("nobody reads this")
    console.flush()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full")
@pytest.mark.parametrize("words", [["clean", "a.txt"], ["clean", "--write", "a.txt"], ["find", "a.txt"]])
def test_an_output_that_is_full_is_not_taken_for_the_file(words: list[str], folder: Path) -> None:
    Path("a.txt").write_text(TEXT * 2000)
    script = f"from namenorm.cli.main import main; raise SystemExit(main({words!r}))"
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-c", script], check=False, cwd=folder, stdout=full, stderr=subprocess.PIPE, text=True
        )
    assert (done.returncode, done.stderr) == (2, "namenorm: standard output: No space left on device\n")


@pytest.mark.skipif(sys.platform == "win32", reason="a shell is needed")
@pytest.mark.parametrize("words", ["clean -", "find -", "resolve", "gazetteer from-issue -"])
def test_a_closed_standard_input_is_empty(words: str, folder: Path) -> None:
    script = "from namenorm.cli.main import run; run()"
    command = f"{shlex.quote(sys.executable)} -c '{script}' {words} <&-"
    done = subprocess.run(["sh", "-c", command], check=False, cwd=folder, capture_output=True, text=True)
    assert "internal error" not in done.stderr
    assert done.returncode == (2 if "from-issue" in words else 0)


def test_the_name_of_a_file_forges_no_line(capsys: pytest.CaptureFixture[str]) -> None:
    Path("a\nb.txt").write_text(TEXT)
    assert main(["clean", "a\nb.txt"]) == 1
    assert capsys.readouterr().out.startswith("a\\nb.txt:1:")


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
def test_a_file_is_read_once_whatever_links_lead_to_it(capsys: pytest.CaptureFixture[str]) -> None:
    Path("again.txt").symlink_to("a.txt")
    Path("round.txt").symlink_to("round.txt")
    for words in (["."], ["again.txt", "a.txt"]):
        assert main(["clean", *words]) == 1
        assert capsys.readouterr().out.count("Netenyahu") == 1
    assert main(["clean", "round.txt"]) == 2
    assert "round.txt: Too many levels of symbolic links" in capsys.readouterr().err


@pytest.mark.parametrize(
    "words",
    [
        ("clean",), ("clean", "--write"), ("clean", "a.txt"), ("find",), ("undo",), ("mine",), ("explain",),
        ("gazetteer", "lint"), ("gazetteer", "lint", "-g"), ("clean", "a.txt", "-g"), ("index", "info"),
        ("clean", "a.txt", "--write", "--report"), ("clean", "a.txt", "--write", "--types"),
        ("clean", "a.txt", "--write", "--baseline"), ("clean", "a.txt", "--html"), ("clean", "a.txt", "-o"),
        ("clean", "a.txt", "--profile"), ("clean", "a.txt", "--encoding"), ("clean", "a.txt", "--exclude"),
    ],
)  # fmt: skip
def test_an_empty_word_is_not_taken_for_none_nor_for_the_current_folder(
    words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*words, ""]) == 2
    assert "is empty" in capsys.readouterr().err
    assert Path("a.txt").read_text() == TEXT


@pytest.mark.parametrize("words", [("resolve", ""), ("compare", "", "Baku"), ("gazetteer", "search", "")])
def test_a_name_may_be_empty(words: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(list(words)) in (0, 1)
    assert "empty" not in capsys.readouterr().err


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere names of files are Unicode")
def test_sarif_names_a_file_whose_name_is_not_utf8(capsys: pytest.CaptureFixture[str]) -> None:
    Path(os.fsdecode(b"non\xffutf8.txt")).write_text(TEXT)
    assert main(["clean", "--format", "sarif", os.fsdecode(b"non\xffutf8.txt")]) == 1
    assert '"non%FFutf8.txt"' in capsys.readouterr().out
