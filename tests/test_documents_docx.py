"""Word documents: found and repaired in the runs that hold the text; everything else stays."""

from __future__ import annotations

import json
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from namenorm.cli.main import main
from namenorm.documents.applying import Change
from namenorm.documents.formats.docx import WordDocument
from namenorm.errors import DocumentError

BODY = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:document xmlns:w="urn:w"><w:body>'
    '<w:p><w:pPr><w:tabs><w:tab w:val="left" w:pos="720"/></w:tabs></w:pPr>'
    '<w:r><w:t>Benjamin Net</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">enyahu </w:t></w:r>'
    "<w:r><w:t>met Zakkir Hasanov &amp; others.</w:t></w:r>"
    "<w:del><w:r><w:delText>Netenyahu</w:delText></w:r></w:del></w:p>"
    "<w:p><w:r><w:instrText>Netenyahu</w:instrText><w:t>one</w:t><w:tab/><w:t>two</w:t><w:br/><w:t/></w:r></w:p>"
    "</w:body></w:document>"
)
FOOTER = '<w:ftr xmlns:w="urn:w"><w:p><w:r><w:t>Uzbekhistan was there.</w:t></w:r></w:p></w:ftr>'
TEXT = "Benjamin Netenyahu met Zakkir Hasanov & others.\n\none\ttwo\n\n\nUzbekhistan was there.\n\n"


@pytest.fixture
def letter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = Path("letter.docx")
    with ZipFile(path, "w", ZIP_DEFLATED) as file:
        for name, content in (("[Content_Types].xml", "<Types/>"), ("word/media/a.png", "Netenyahu")):
            file.writestr(name, content)
        file.writestr("word/document.xml", BODY)
        file.writestr("word/footer1.xml", FOOTER)
    return path


def parts(path: Path) -> dict[str, str]:
    with ZipFile(path) as file:
        return {name: file.read(name).decode() for name in file.namelist()}


def test_the_text_is_that_of_the_paragraphs(letter: Path) -> None:
    assert WordDocument(letter).text == TEXT


def test_edits_stand_in_the_runs_that_held_the_letters(letter: Path) -> None:
    start = TEXT.index("Netenyahu")
    amp = TEXT.index("&")
    edits = [Change(start, start + 9, "Netanyahu"), Change(amp, amp + 1, "<and>")]
    Path("new.docx").write_bytes(WordDocument(letter).changed(edits))
    assert parts(Path("new.docx")) == parts(letter) | {
        "word/document.xml": BODY.replace('"preserve">enyahu', '"preserve">anyahu').replace("&amp;", "&lt;and&gt;")
    }
    tab = TEXT.index("one")
    with pytest.raises(DocumentError, match="across a tab"):
        WordDocument(letter).changed([Change(tab, tab + 7, "three")])


def test_a_document_is_repaired_and_undone(letter: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = letter.read_bytes()
    assert main(["clean", "."]) == 1
    told = capsys.readouterr().out
    assert 'letter.docx:1:1 "Benjamin Netenyahu" -> "Benjamin Netanyahu"' in told
    assert 'letter.docx:1:24 "Zakkir Hasanov"' in told
    assert main(["clean", "--write", "--report", "edits.jsonl", "."]) == 2
    assert "a ledger alone cannot undo docx; add --backup .bak" in capsys.readouterr().err
    assert letter.read_bytes() == before
    assert main(["clean", "--write", "--report", "edits.jsonl", "--backup", ".bak", "letter.docx"]) == 0
    assert "Benjamin Netanyahu met Zakir Hasanov & others." in WordDocument(letter).text
    assert "Uzbekistan was there." in WordDocument(letter).text
    assert parts(letter)["word/media/a.png"] == "Netenyahu"
    assert "<w:delText>Netenyahu</w:delText>" in parts(letter)["word/document.xml"]
    assert main(["clean", "letter.docx"]) == 0
    assert main(["undo", "edits.jsonl"]) == 0
    assert letter.read_bytes() == before


def test_names_are_found_and_written_elsewhere(letter: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["find", "--format", "jsonl", "letter.docx"]) == 0
    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(row["text"], TEXT[row["start"] : row["end"]]) for row in found] == [
        (name, name) for name in ("Benjamin Netenyahu", "Zakkir Hasanov", "Uzbekhistan")
    ]
    before = letter.read_bytes()
    assert main(["clean", "-q", "-o", "new.docx", "letter.docx"]) == 0
    assert "Uzbekistan" in WordDocument(Path("new.docx")).text
    assert letter.read_bytes() == before
    assert main(["clean", "--diff", "letter.docx"]) == 1
    captured = capsys.readouterr()
    assert "+Uzbekistan was there." in captured.out
    assert "the diff shows the text; git cannot apply it" in captured.err


def test_a_document_is_not_written_under_the_name_of_a_text(letter: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["clean", "-o", str(letter.with_name("out.txt")), str(letter)]) == 2
    assert "out.txt; name the file after its format" in capsys.readouterr().err
    assert not letter.with_name("out.txt").exists()


def test_what_is_no_word_document_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "old.docx").write_bytes(b"\xd0\xcf\x11\xe0")
    with ZipFile(tmp_path / "other.docx", "w") as file:
        file.writestr("a", "b")
    for name, message in (("old.docx", "is not a Word document that can be read"), ("other.docx", "is not a Word doc")):
        assert main(["clean", str(tmp_path / name)]) == 2
        assert f"{name}: {message}" in capsys.readouterr().err
