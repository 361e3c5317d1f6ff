"""`namenorm clean` and `undo`: reports, diffs, writing, ledgers."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from namenorm.cli.console import Console
from namenorm.cli.main import main
from namenorm.normalizer import Normalizer
from tests.stub_normalizer import EDITS, StubNormalizer

TEXT = "Mr IIlam Aliyev and Netenyahu.\nNatanjahoo, Alijef, Teheran, Netanyahu.\n"


@pytest.fixture(autouse=True)
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(Normalizer, "open", lambda *_: StubNormalizer())
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_bytes(TEXT.encode())
    return tmp_path


def read(name: str = "a.txt") -> str:
    return Path(name).read_bytes().decode()


def test_the_report_writes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["clean", "a.txt"]) == 1
    captured = capsys.readouterr()
    assert captured.out.splitlines() == [
        'a.txt:1:4 "IIlam Aliyev" -> "Ilham Aliyev" Q57371 person misspelling 0.99',
        'a.txt:1:21 "Netenyahu" -> "Netanyahu" Q43723 person misspelling 0.98',
        'a.txt:2:1 "Natanjahoo" -> "Netanyahu" Q43723 person misspelling 0.60 unsafe',
        'a.txt:2:13 "Alijef" -> Ilham Aliyev (Q57371) or Benjamin Netanyahu (Q43723) person fuzzy 0.40 ambiguous',
    ]
    assert "4 findings left: 2 safe to repair (--write), 1 unsure (--unsafe), 1 ambiguous" in captured.err
    assert read() == TEXT


@pytest.mark.parametrize("option", ["--diff", "--dry-run", "-n"])
def test_what_writes_nothing_does_so_whatever_the_settings_say(option: str) -> None:
    Path("namenorm.toml").write_text("write = true\n")
    assert main(["clean", option, "a.txt"]) == 1
    assert read() == TEXT
    assert main(["clean", "a.txt"]) == 1
    assert read() != TEXT


def test_write_repairs_what_is_safe_and_the_second_run_is_silent(capsys: pytest.CaptureFixture[str]) -> None:
    Path("b.txt").write_text("Netenyahu")
    assert main(["clean", "--write", "b.txt"]) == 0
    assert read("b.txt") == "Netanyahu"
    captured = capsys.readouterr()
    assert captured.out.endswith("0.98 fixed\n")
    assert "1 repaired in 1 file" in captured.err
    before = Path("b.txt").stat()
    assert main(["clean", "--write", "b.txt"]) == 0
    assert capsys.readouterr() == ("", "")
    assert Path("b.txt").stat().st_mtime_ns == before.st_mtime_ns


def test_unsafe_edits_are_added_from_a_score_up() -> None:
    assert main(["clean", "--write", "--unsafe", "--min-score", "0.7", "-q", "a.txt"]) == 1
    assert "Natanjahoo" in read()
    assert main(["clean", "--write", "--unsafe", "a.txt"]) == 1  # the ambiguous name is left
    assert read() == "Mr Ilham Aliyev and Netanyahu.\nNetanyahu, Alijef, Teheran, Netanyahu.\n"
    assert main(["clean", "--write", "--level", "variant", "a.txt"]) == 1
    assert "Tehran" in read()


def test_exit_codes() -> None:
    assert main(["clean", "--exit-zero", "a.txt"]) == 0
    Path("b.txt").write_text("Netenyahu")
    assert main(["clean", "--diff", "b.txt"]) == 1
    assert main(["clean", "--write", "--exit-non-zero-on-fix", "b.txt"]) == 1
    assert main(["clean", "--write", "--exit-non-zero-on-fix", "b.txt"]) == 0


def test_a_diff_lists_what_it_does_not_repair(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["clean", "--diff", "a.txt"]) == 1
    out = capsys.readouterr().out
    assert "+Mr Ilham Aliyev and Netanyahu.\n" in out
    assert '\n# a.txt:2:1 "Natanjahoo"' in out
    assert '\n# a.txt:2:13 "Alijef"' in out
    assert "# a.txt:1" not in out
    assert read() == TEXT


BODIES = {
    "plain": TEXT.encode(),
    "no newline": b"one\ntwo Netenyahu",
    "crlf": b"Netenyahu\r\nx\r\n",
    "far apart": b"Netenyahu\n"
    + b"x\n" * 20
    + b"Netenyahu\n"
    + b"y\n" * 7
    + b"Netenyahu\n"
    + b"z\n" * 6
    + b"Netenyahu",
    "neighbours": b"Netenyahu\nNetenyahu\nx Netenyahu Netenyahu\n",
    "bom": b"\xef\xbb\xbfNetenyahu\nx\n",
    "only one line": b"Netenyahu\n",
    "middle": b"\n".join([b"a", b"b", b"c", b"d", b"Netenyahu", b"e", b"f", b"g", b"h", b""]),
    "odd line ends": "Netenyahu\u2028x\x0bNetenyahu\ry\x85\n".encode(),
    "spaces in lines": b"  Netenyahu  \n\t\n",
}


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
@pytest.mark.parametrize("name", ["b.txt", "sub/na me.txt", "Bakı.txt", 'q"uote.txt'])
@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
def test_git_applies_the_diff(capsysbinary: pytest.CaptureFixture[bytes], body: bytes, name: str) -> None:
    path = Path(name)
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(body)
    main(["clean", "--diff", "--entities", name])
    diff = capsysbinary.readouterr().out
    subprocess.run(["git", "init", "-q"], check=True)
    subprocess.run(["git", "apply", "--whitespace=nowarn", "-"], input=diff, check=True)
    assert path.read_bytes() == body.replace(b"Netenyahu", b"Netanyahu").replace(b"IIlam", b"Ilham")


def test_output_to_a_file_and_to_standard_output(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    Path("b.txt").write_bytes(b"\xef\xbb\xbfNetenyahu\r\n")
    assert main(["clean", "-o", "out.txt", "b.txt"]) == 0
    assert Path("out.txt").read_bytes() == b"\xef\xbb\xbfNetanyahu\r\n"
    assert Path("b.txt").read_bytes() == b"\xef\xbb\xbfNetenyahu\r\n"
    capsysbinary.readouterr()
    assert main(["clean", "-o", "-", "b.txt"]) == 0
    captured = capsysbinary.readouterr()
    assert captured.out == b"\xef\xbb\xbfNetanyahu\r\n"
    assert b"b.txt:1:1" in captured.err
    assert main(["clean", "-o", "out.txt", "a.txt", "b.txt"]) == 2
    assert main(["clean", "-o", ".", "b.txt"]) == 2
    capsysbinary.readouterr()
    assert main(["clean", "-o", "no/such/folder", "b.txt"]) == 2
    assert (
        b"cannot write no/such/folder: no file can be made in its folder: No such file or directory"
        in capsysbinary.readouterr().err
    )


def test_standard_input(monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    def clean(data: bytes, *words: str) -> tuple[int, bytes, bytes]:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
        code = main(["clean", *words, "-"])
        captured = capsysbinary.readouterr()
        return code, captured.out, captured.err

    assert clean(b"Netenyahu\r\n", "--write")[:2] == (0, b"Netanyahu\r\n")
    assert clean("Netenyahu".encode("utf-16"), "--write")[1].decode("utf-16") == "Netanyahu"
    assert clean(b"`Netenyahu`", "--write", "--stdin-filename", "x.md")[:2] == (0, b"`Netenyahu`")
    assert clean(b"Netenyahu")[1].startswith(b'<stdin>:1:1 "Netenyahu"')
    code, out, err = clean(b"\xff\xfe\xff", "--write", "--encoding", "utf-8")
    assert (code, out) == (2, b"")
    assert b"namenorm: <stdin>: not utf-16-le" in err
    assert main(["clean", "--write", "-", "a.txt"]) == 2
    assert main(["clean", "--interactive", "-"]) == 2


def test_ledger_and_undo_over_two_runs(capsys: pytest.CaptureFixture[str]) -> None:
    Path("b.txt").write_bytes("\ufeffİ Netenyahu\r\n".encode("utf-16-le"))
    originals = {name: Path(name).read_bytes() for name in ("a.txt", "b.txt")}
    words = ["clean", "--write", "--report", "edits.jsonl", "-q"]
    assert main([*words, "a.txt", "b.txt"]) == 1
    assert main([*words, "--unsafe", "a.txt"]) == 1
    records = [json.loads(line) for line in read("edits.jsonl").splitlines()]
    assert [record["kind"] for record in records] == [
        "run",
        "edit",
        "edit",
        "file",
        "edit",
        "file",
        "run",
        "edit",
        "file",
    ]
    assert records[0]["namenorm"]
    assert records[0]["data"]
    assert (records[4]["byte"], records[4]["start"], records[4]["id"], records[4]["applied"]) == (6, 2, "Q43723", True)
    capsys.readouterr()
    assert main(["undo", "--dry-run", "edits.jsonl"]) == 0
    assert Path("b.txt").read_bytes() != originals["b.txt"]
    capsys.readouterr()
    assert main(["undo", "edits.jsonl"]) == 0
    assert capsys.readouterr().out == "a.txt: 3 edits undone\nb.txt: 1 edit undone\n"
    assert {name: Path(name).read_bytes() for name in originals} == originals
    assert main(["undo", "edits.jsonl"]) == 0
    assert capsys.readouterr() == ("", "namenorm: edits.jsonl: nothing to undo, the files are as they were before\n")


def test_undo_says_that_only_the_last_of_two_runs_could_be_undone(capsys: pytest.CaptureFixture[str]) -> None:
    words = ["clean", "-q", "--write", "--report", "edits.jsonl", "a.txt"]
    Path("a.txt").write_text("Mr Netenyahu left.\n", encoding="utf-8")
    assert main(words) == 0
    with Path("a.txt").open("a", encoding="utf-8") as file:
        file.write("Mr Netenyahu came.\n")
    assert main(words) == 0
    capsys.readouterr()
    assert main(["undo", "edits.jsonl"]) == 2
    assert capsys.readouterr().err == (
        "namenorm: a.txt: only its last run is undone; it was changed before that, so what earlier runs did stays\n"
    )
    assert Path("a.txt").read_text(encoding="utf-8") == "Mr Netanyahu left.\nMr Netenyahu came.\n"


def test_a_field_that_no_record_has_is_pointed_out(capsys: pytest.CaptureFixture[str]) -> None:
    Path("r.jsonl").write_text(
        '{"id": 1, "meta": {"text": "Mr Netenyahu"}}\n{"text": "Mr Netenyahu"}\n', encoding="utf-8"
    )
    for field, said in (("txt", True), ("text", False), ("meta.text", False)):
        assert main(["clean", "-q", "--exit-zero", "--field", field, "r.jsonl"]) == 0
        told = "namenorm: r.jsonl: begins without a text in txt; is that how it is spelt?\n"
        assert capsys.readouterr().err == (told if said else "")


def test_undo_refuses_files_that_changed(capsys: pytest.CaptureFixture[str]) -> None:
    Path("b.txt").write_text("Netenyahu")
    main(["clean", "--write", "--report", "edits.jsonl", "a.txt", "b.txt"])
    changed = read() + "more"
    Path("a.txt").write_text(changed)
    assert main(["undo", "edits.jsonl"]) == 2
    assert "namenorm: a.txt: has changed since" in capsys.readouterr().err
    assert read() == changed
    assert read("b.txt") == "Netenyahu"
    Path("b.txt").unlink()
    assert main(["undo", "edits.jsonl"]) == 2
    assert "namenorm: b.txt: is not there any more, or not below " in capsys.readouterr().err


@pytest.mark.parametrize(
    "content",
    ["nonsense", "nonsense\n", "[]\n", '{"kind": "edit"}\n', '{"path": "a"}\n', '{"kind": "run", "ledger": 99}\n'],
)
def test_what_is_no_ledger_is_neither_read_nor_appended_to(content: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path("x").write_text(content)
    assert main(["undo", "x"]) == 2
    assert main(["clean", "--write", "--report", "x", "a.txt"]) == 2
    assert capsys.readouterr().err.count("ledger") == 2
    assert read("x") == content
    assert read() == TEXT
    assert main(["undo", "missing"]) == 2


def test_a_ledger_that_ends_in_the_middle_of_a_line_is_still_good() -> None:
    main(["clean", "--write", "--report", "edits.jsonl", "a.txt"])
    with Path("edits.jsonl").open("a") as file:
        file.write('{"kind": "ed')
    assert main(["undo", "edits.jsonl"]) == 0
    assert read() == TEXT


def test_a_run_goes_on_behind_the_last_whole_line_of_a_ledger(capsys: pytest.CaptureFixture[str]) -> None:
    Path("b.txt").write_text("Netenyahu")
    words = ["clean", "--write", "--report", "edits.jsonl", "--resume"]
    main([*words, "a.txt"])
    for rest in ('{"kind": "ed', "{" * 3_000_000):
        with Path("edits.jsonl").open("a") as file:
            file.write(rest)
        main([*words, "a.txt", "b.txt"])
    capsys.readouterr()
    assert main(["undo", "edits.jsonl"]) == 0
    assert (read(), read("b.txt")) == (TEXT, "Netenyahu")
    assert capsys.readouterr().out == "a.txt: 2 edits undone\nb.txt: 1 edit undone\n"


def test_the_files_of_the_run_itself_are_left_alone(capsys: pytest.CaptureFixture[str]) -> None:
    Path("base.jsonl").write_text("")
    words = ["clean", "--write", "--report", "edits.jsonl", "--html", "page.html", "--baseline", "base.jsonl"]
    words += ["--gazetteer", "names.jsonl", "--ignore-words", "words.txt"]
    for name in ("names.jsonl", "words.txt"):
        Path(name).write_text('{"text": "Tehrran"}\n')
    main([*words, "."])
    assert read().startswith("Mr Ilham")
    ledger = read("edits.jsonl")
    Path("a.txt").write_text(TEXT)
    main([*words, "."])
    assert read("edits.jsonl").startswith(ledger)
    assert read("names.jsonl") == read("words.txt") == '{"text": "Tehrran"}\n'
    capsys.readouterr()
    Path("edits.jsonl").rename("old.jsonl")
    kept = read("old.jsonl")
    assert main(["clean", "--write", "old.jsonl"]) == 0
    assert "namenorm: old.jsonl: is a ledger of namenorm, skipped" in capsys.readouterr().err
    assert read("old.jsonl") == kept


def test_resume_skips_what_is_done(capsys: pytest.CaptureFixture[str]) -> None:
    words = ["clean", "--write", "--report", "edits.jsonl"]
    main([*words, "a.txt"])
    Path("b.txt").write_text("Netenyahu")
    capsys.readouterr()
    main([*words, "--resume", "a.txt", "b.txt"])
    assert capsys.readouterr().out == 'b.txt:1:1 "Netenyahu" -> "Netanyahu" Q43723 person misspelling 0.98 fixed\n'
    assert main(["clean", "--resume", "a.txt"]) == 2


def test_files_keep_mode_and_get_a_backup() -> None:
    Path("a.txt").chmod(0o640)
    main(["clean", "--write", "--backup", ".bak", "a.txt"])
    assert stat.S_IMODE(Path("a.txt").stat().st_mode) == 0o640
    assert stat.S_IMODE(Path("a.txt.bak").stat().st_mode) == 0o640
    assert read("a.txt.bak") == TEXT


def test_no_older_backup_is_lost() -> None:
    words = ["clean", "--write", "--backup", ".bak", "a.txt"]
    for text in (TEXT, "Netenyahu 2", "Netenyahu 3", TEXT, "Netenyahu 3"):
        Path("a.txt").write_text(text, encoding="utf-8")
        main(words)
    kept = {path.name: read(path.name) for path in Path().glob("a.txt.*")}
    assert kept == {"a.txt.bak": TEXT, "a.txt.bak.2": "Netenyahu 2", "a.txt.bak.3": "Netenyahu 3"}


def test_interactive_asks_about_each_edit(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def clean(answers: str) -> str:
        Path("a.txt").write_text("Netenyahu, Netenyahu, Netenyahu")
        monkeypatch.setattr(sys, "stdin", io.StringIO(answers))
        main(["clean", "--interactive", "a.txt"])
        return "".join("y" if word == "Netanyahu" else "n" for word in read().split(", "))

    assert clean("n\ny\nwhat\n\ny\n") == "nyy"
    assert clean("y\nq\n") == "ynn"
    assert clean("n\na\n") == "nyy"
    assert clean("") == "nnn"
    assert "change it?" in capsys.readouterr().err


def test_baseline_accepts_what_was_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["clean", "--write-baseline", "base.jsonl", "a.txt"]) == 0
    capsys.readouterr()
    assert main(["clean", "--baseline", "base.jsonl", "a.txt"]) == 0
    assert capsys.readouterr().out == ""
    Path("a.txt").write_text("\n" + TEXT + "Netenyahu")
    assert main(["clean", "--baseline", "base.jsonl", "a.txt"]) == 1
    assert capsys.readouterr().out.startswith('a.txt:4:1 "Netenyahu"')
    assert main(["clean", "--baseline", "missing", "a.txt"]) == 2
    assert main(["clean", "--baseline", "a.txt", "a.txt"]) == 2


def test_what_the_baseline_no_longer_needs_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    Path("b.txt").write_text("Netenyahu")
    assert main(["clean", "--write-baseline", "base.jsonl", "a.txt", "b.txt"]) == 0
    Path("a.txt").write_text("Netenyahu, Natanjahoo and Alijef are left.")
    capsys.readouterr()
    assert main(["clean", "--baseline", "base.jsonl", "a.txt"]) == 0
    assert capsys.readouterr().err == "namenorm: a.txt: 1 accepted by the baseline is not there any more\n"


def test_files_that_fail_are_named_at_the_end(capsys: pytest.CaptureFixture[str]) -> None:
    Path("0.txt").write_bytes(b"\xff\xff")
    assert main(["clean", "--format", "github", "0.txt", "missing.txt", "a.txt"]) == 2
    errors = capsys.readouterr().err.splitlines()
    assert errors[0].startswith("namenorm: 0.txt: not utf-8")
    assert errors[1] == "namenorm: missing.txt: No such file or directory"
    assert errors[2].endswith("2 files could not be done")


def test_ignored_words_and_unused_instructions(capsys: pytest.CaptureFixture[str]) -> None:
    Path("words").write_text("# ours\nNetenyahu\nAliyew\nTehrran\n")
    Path("b.txt").write_text("Netenyahu\nfine # namenorm: ignore\n")
    assert main(["clean", "--ignore-words", "words", "b.txt"]) == 0
    errors = capsys.readouterr().err
    assert "namenorm: b.txt:2: this `namenorm:` instruction keeps nothing away" in errors
    assert 'namenorm: words: 2 words keep nothing away in these files: "Aliyew", "Tehrran"\n' in errors
    assert main(["clean", "--ignore-words", "words", "--force-exclude", "b.txt"]) == 0
    assert "words keep nothing" not in capsys.readouterr().err
    assert main(["clean", "--ignore-words", "missing", "b.txt"]) == 2


@pytest.fixture
def findings(capsys: pytest.CaptureFixture[str]) -> Any:
    def run(format: str) -> str:
        assert main(["clean", "--format", format, "a.txt"]) == 1
        return capsys.readouterr().out

    return run


def test_jsonl_report(findings: Any) -> None:
    first, *_, last = map(json.loads, findings("jsonl").splitlines())
    assert (first["path"], first["line"], first["column"], first["start"], first["end"]) == ("a.txt", 1, 4, 3, 15)
    assert (first["before"], first["after"], first["id"], first["safety"], first["applied"]) == (
        "IIlam Aliyev", "Ilham Aliyev", "Q57371", "SAFE", False,
    )  # fmt: skip
    assert (last["safety"], last["id"], len(last["candidates"])) == ("AMBIGUOUS", None, 2)


def test_json_report(findings: Any) -> None:
    report = json.loads(findings("json"))
    assert len(report["findings"]) == 4
    assert report["versions"]["namenorm"]
    assert report["summary"]["left"] == {"SAFE": 2, "UNSAFE": 1, "AMBIGUOUS": 1}
    assert {entity["id"]: entity["mentions"] for entity in report["entities"]} == {"Q57371": 1, "Q43723": 3, "Q3616": 1}


def test_csv_report_does_not_run_formulas(findings: Any) -> None:
    Path("=x.txt").write_text("Netenyahu")
    records = list(csv.DictReader(io.StringIO(findings("csv"))))
    assert [record["before"] for record in records][:2] == ["IIlam Aliyev", "Netenyahu"]
    assert [record["candidates"] for record in records][3].count(";") == 1


def test_sarif_report(findings: Any) -> None:
    (run,) = json.loads(findings("sarif"))["runs"]
    assert run["tool"]["driver"]["name"] == "namenorm"
    for rule in run["tool"]["driver"]["rules"]:
        assert all(rule[kind]["text"] for kind in ("shortDescription", "fullDescription", "help")), rule["id"]
    first = run["results"][0]
    assert first["locations"][0]["physicalLocation"]["region"]["startLine"] == 1
    assert first["fixes"][0]["artifactChanges"][0]["replacements"][0]["insertedContent"]["text"] == "Ilham Aliyev"
    assert [result["level"] for result in run["results"]] == ["warning", "warning", "note", "note"]


def test_github_report(findings: Any) -> None:
    first = findings("github").splitlines()[0]
    assert first.startswith("::warning file=a.txt,line=1,col=4,endColumn=16,title=namenorm::")


def test_html_report(capsys: pytest.CaptureFixture[str]) -> None:
    Path("b.md").write_text("<script>alert('x')</script> & \"Netenyahu\" Alijef\n")
    assert main(["clean", "--html", "report.html", "a.txt", "b.md"]) == 1
    capsys.readouterr()
    page = read("report.html")
    capsys.readouterr()
    assert main(["clean", "report.html"]) == 0
    assert "report.html: is a report of namenorm, skipped" in capsys.readouterr().err
    assert "<del>IIlam Aliyev</del><ins>Ilham Aliyev</ins>" in page
    assert "&lt;script&gt;alert(&#x27;x&#x27;)" in page
    assert "http" not in page.replace("https://json.schemastore.org", "")
    assert page.count('class="document"') == 2
    assert page.count('<mark class="ambiguous') == 2
    assert "Candidates: Ilham Aliyev (Q57371); Benjamin Netanyahu (Q43723)" in page


def test_entities_are_listed_at_the_end(capsys: pytest.CaptureFixture[str]) -> None:
    main(["clean", "--entities", "a.txt"])
    table = capsys.readouterr().out.split("\n\n")[1].splitlines()
    assert table[0].split() == ["id", "label", "type", "mentions", "spellings"]
    assert table[1].split()[:5] == ["Q43723", "Benjamin", "Netanyahu", "person", "3"]


def test_colour_only_where_it_is_wanted(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    main(["clean", "a.txt"])
    assert "\033" not in capsys.readouterr().out
    main(["clean", "--color", "always", "a.txt"])
    assert "\033[" in capsys.readouterr().out
    terminal = io.StringIO()
    monkeypatch.setattr(terminal, "isatty", lambda: True)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert Console(terminal, terminal).style("x", "red") == "\033[31mx\033[0m"
    monkeypatch.setenv("NO_COLOR", "1")
    assert Console(terminal, terminal).style("x", "red") == "x"


def test_control_characters_of_a_text_do_not_reach_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    Path("b.txt").write_text("\033[2J Netenyahu \033]0;x\007\n")
    main(["clean", "--show-context", "b.txt"])
    assert "\033" not in capsys.readouterr().out


def test_legacy_encodings(capsys: pytest.CaptureFixture[str]) -> None:
    Path("b.txt").write_bytes("Баку Netenyahu Ilham Əliyef".encode("cp1251", "replace"))
    assert main(["clean", "--write", "b.txt"]) == 2
    assert "namenorm: b.txt: not utf-8" in capsys.readouterr().err
    assert main(["clean", "--write", "--encoding", "cp1251", "b.txt"]) == 0
    assert Path("b.txt").read_bytes() == "Баку Netanyahu Ilham ?liyef".encode("cp1251")
    Path("c.txt").write_bytes("Tehrran".encode("utf-16"))
    assert main(["clean", "--encoding", "nonsense", "b.txt"]) == 2


def test_a_label_that_the_encoding_lacks_is_not_written(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(EDITS, "Netenyahu", ("Nətənyahu", *EDITS["Netenyahu"][1:]))
    Path("b.txt").write_bytes(b"Netenyahu")
    assert main(["clean", "--write", "--encoding", "cp1251", "b.txt"]) == 1
    captured = capsys.readouterr()
    assert "not fixed: cannot be written in cp1251" in captured.out
    assert "1 not writable" in captured.err


def test_columns_are_added_to_tables(capsys: pytest.CaptureFixture[str]) -> None:
    Path("t.csv").write_bytes(b"name\tn\r\nNetenyahu\t1\r\n")
    assert main(["clean", "--write", "--column", "name", "--add-id-column", "qid", "t.csv"]) == 0
    assert Path("t.csv").read_bytes() == b"name\tn\tqid\r\nNetanyahu\t1\tQ43723\r\n"
    assert main(["clean", "--write", "--column", "name", "--add-id-column", "qid", "t.csv"]) == 0  # once is enough
    assert "t.csv: has a column 'qid' already, so none was added" in capsys.readouterr().err
    assert Path("t.csv").read_bytes() == b"name\tn\tqid\r\nNetanyahu\t1\tQ43723\r\n"
    assert main(["clean", "--write", "--column", "nothing", "t.csv"]) == 2
    assert main(["clean", "--add-id-column", "qid", "t.csv"]) == 2
    Path("two.csv").write_text("name,name\nx,Netenyahu\n")
    assert main(["clean", "--column", "name", "two.csv"]) == 2
    assert "two.csv: has 2 columns 'name'; give the number of the one that is meant: 1, 2" in capsys.readouterr().err
    assert main(["clean", "--column", "2", "two.csv"]) == 1
    assert capsys.readouterr().out.startswith("two.csv:2:3 ")


def test_large_records_are_written_in_pieces() -> None:
    record = '{"id": 1, "text": "say Netenyahu"}\n'
    Path("t.jsonl").write_text(record.replace("Netenyahu", "x") * 9000 + record * 9000)
    original = Path("t.jsonl").read_bytes()
    assert main(["clean", "--write", "--report", "edits.jsonl", "--format", "jsonl", "t.jsonl"]) == 0
    assert Path("t.jsonl").read_bytes() == original.replace(b"Netenyahu", b"Netanyahu")
    assert main(["undo", "edits.jsonl"]) == 0
    assert Path("t.jsonl").read_bytes() == original
    Path("t.jsonl").write_bytes(original + b"nonsense")
    assert main(["clean", "--write", "-q", "t.jsonl"]) == 2
    assert Path("t.jsonl").read_bytes() == original + b"nonsense"
    assert sorted(path.name for path in Path().iterdir()) == ["a.txt", "edits.jsonl", "t.jsonl"]


@pytest.mark.skipif(sys.platform != "linux", reason="file names are text")
def test_files_whose_names_are_no_text_are_undone_and_resumed(capsys: pytest.CaptureFixture[str]) -> None:
    path = Path(os.fsdecode(b"caf\xe9.txt"))
    path.write_text("Netenyahu")
    words = ["clean", "-q", "--write", "--report", "edits.jsonl", str(path)]
    assert main(words) == 0
    assert path.read_text() == "Netanyahu"
    capsys.readouterr()
    assert main([*words, "--resume"]) == 0
    assert capsys.readouterr().out == ""
    assert main(["undo", "edits.jsonl"]) == 0
    assert path.read_text() == "Netenyahu"
