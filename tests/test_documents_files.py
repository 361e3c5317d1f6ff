"""Reading, replacing and choosing files."""

from __future__ import annotations

import errno
import io
import os
import shutil
import stat
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from namenorm.cli.main import main
from namenorm.documents.paths import PathPatterns, selected_files
from namenorm.documents.reading import SkippedFileError, Stamp, open_source, stdin_source, stream_source
from namenorm.documents.text_lines import LineMap, OffsetCounter
from namenorm.documents.writing import Replacement
from namenorm.errors import ConfigError, DocumentError, UndecodableError

ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-32", "utf-16-le", "cp1251", "iso8859-9"]


@given(st.text(alphabet="abй\r\n ğ", max_size=30), st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"]))
def test_marked_and_utf8_texts_are_read_as_they_were_written(text: str, encoding: str) -> None:
    source = stdin_source(text.encode(encoding))
    assert source.text() == text
    assert b"".join(source.blocks()) == source.bom + text.encode(source.encoding)


def test_a_byte_order_mark_wins_over_the_stated_encoding() -> None:
    assert stdin_source("Баку".encode("utf-8-sig"), "cp1251").text() == "Баку"
    assert stdin_source("Баку".encode("cp1251"), "cp1251").text() == "Баку"


def test_undecodable_bytes_are_named_with_their_offset() -> None:
    with pytest.raises(UndecodableError, match=r"not utf-8: byte 0xe9 at offset 3; .*--encoding"):
        stdin_source(b"caf\xe9 Netenyahu").text()
    with pytest.raises(UndecodableError, match="at offset 1048575"):
        stdin_source(b"a" * 1048575 + b"\xd0").text()
    with pytest.raises(UndecodableError, match="at offset 1048574"):
        stdin_source(b"a" * 1048574 + b"\xe2\x82" + b"a").text()


@pytest.mark.parametrize(
    ("text", "encoding", "shown"),
    [
        ("Президент Ильхам Алиев приехал в Баку на встречу с министром.", "cp1251", "cp1251 (“Президент”)"),
        ("Президент Ильхам Алиев приехал в Баку на встречу с министром.", "koi8-r", "koi8-r (“Президент”)"),
        ("Cumhurbaşkanı İlham Aliyev Bakü'de başbakan ile görüştü, bir ağaç", "cp1254", "cp1254 (“Cumhurbaşkan”)"),
        ("Le président a visité Téhéran en été, déjà vu à l’École.", "cp1252", "cp1252 (“président”)"),
        ("ראש הממשלה בנימין נתניהו אמר היום בירושלים", "cp1255", "cp1255 (“ראש”)"),
        ("日本の首相は東京で会見した。", "shift-jis", "shift-jis (“日本の首相は東京で会見し”)"),
    ],
)
def test_the_likeliest_encoding_is_suggested_first(text: str, encoding: str, shown: str) -> None:
    pytest.importorskip("charset_normalizer")
    head = "plain ASCII\n" * 200_000
    with pytest.raises(UndecodableError) as caught:
        stdin_source((head + text).encode(encoding)).text()
    assert f"; it may be {shown}" in str(caught.value)


def test_hostile_bytes_get_their_message_at_once() -> None:
    with pytest.raises(UndecodableError):
        stdin_source(b"a" * 3_000_000 + b"\xff" + b"a" * 3_000_000).text()


def test_a_long_stream_waits_in_a_file() -> None:
    content = "Tehran\n".encode("utf-16") * 2_000_000
    source = stream_source(io.BytesIO(content))
    assert (source.name, source.encoding, source.content) == ("<stdin>", "utf-16-le", None)
    assert b"".join(source.blocks()) == content
    assert source.path is not None
    source.path.unlink()


def test_bare_utf32_is_recognised() -> None:
    for ending in ("le", "be"):
        with pytest.raises(UndecodableError, match=f"try --encoding utf-32-{ending}"):
            stdin_source("Netanyahu in Tehran".encode(f"utf-32-{ending}"))


def test_binary_files_and_bare_utf16_are_told_apart() -> None:
    with pytest.raises(SkippedFileError, match="binary"):
        stdin_source(b"\x7fELF\0\0\0\1abc")
    with pytest.raises(UndecodableError, match="--encoding utf-16-be"):
        stdin_source("Netenyahu in Baku".encode("utf-16-be"))
    with pytest.raises(DocumentError, match="utf-16-le or utf-16-be"):
        stdin_source(b"a\0", "utf-16")
    assert stdin_source("Baku".encode("utf-16-be"), "utf-16-be").text() == "Baku"


def test_a_page_says_which_encoding_it_has() -> None:
    page = '<html><head><meta charset="Windows-1251"><title>Баку'
    assert stdin_source(page.encode("cp1251")).text() == page
    assert stdin_source(page.encode()).text() == page
    bare = page.removeprefix("<html><head>")
    assert stdin_source(bare.encode("cp1251")).text() == bare
    note = '<?xml version="1.0" encoding="ISO-8859-1"?><a>Café €</a>'
    assert stdin_source(note.encode("cp1252")).text() == note
    with pytest.raises(UndecodableError, match="not utf-8"):
        stdin_source(page.replace("Windows-1251", "none").encode("cp1251")).text()


@pytest.mark.parametrize("name", ["nonsense", "hex", "rot13", "utf-7", "iso2022_jp", "unicode_escape", "a\0b"])
def test_unsuitable_encodings_are_refused(name: str) -> None:
    with pytest.raises(ConfigError):
        stdin_source(b"a", name)


def test_replacing_keeps_mode_and_symbolic_link(tmp_path: Path) -> None:
    target, link = tmp_path / "a.txt", tmp_path / "link.txt"
    target.write_bytes(b"old")
    target.chmod(0o640)
    link.symlink_to(target)
    with Replacement(link) as new:
        new.write(b"new")
        new.commit(".bak")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"
    assert stat.S_IMODE(target.stat().st_mode) == 0o640
    assert (tmp_path / "a.txt.bak").read_bytes() == b"old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.txt", "a.txt.bak", "link.txt"]


def test_a_file_that_changed_meanwhile_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")
    with Replacement(path, Stamp.of(path)) as new:
        new.write(b"new")
        path.write_bytes(b"newer")
        with pytest.raises(DocumentError, match="has changed since"):
            new.commit()
    assert path.read_bytes() == b"newer"
    assert [item.name for item in tmp_path.iterdir()] == ["a.txt"]


def test_a_file_that_went_away_meanwhile_does_not_come_back(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")
    with Replacement(path, Stamp.of(path)) as new:
        path.unlink()
        with pytest.raises(DocumentError):
            new.commit()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_file_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")
    path.chmod(0o444)
    with pytest.raises(DocumentError, match="read-only"):
        Replacement(path)


def test_new_files_get_the_usual_mode(tmp_path: Path) -> None:
    with Replacement(tmp_path / "a") as new:
        new.write(b"x")
        new.commit()
    (tmp_path / "b").touch()
    assert (tmp_path / "a").stat().st_mode == (tmp_path / "b").stat().st_mode


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("a.txt", "b.md", "c.py", ".hidden.txt", "sub/d.csv", "sub/drafts/e.txt", "out/f.txt", ".git/g.txt"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    (tmp_path / ".gitignore").write_text("out/\n")
    (tmp_path / "sub/.namenormignore").write_text("# ours\ndrafts\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def names(*arguments: str, exclude: tuple[str, ...] = (), hidden: bool = False) -> list[str]:
    return [path.as_posix() for path in selected_files(arguments, exclude, hidden=hidden)]


@pytest.mark.usefixtures("tree")
def test_which_files_the_arguments_mean() -> None:
    assert names(".") == ["a.txt", "b.md", "sub/d.csv"]
    assert names("sub") == ["sub/d.csv"]
    assert names("c.py", "a.txt", "./a.txt", "out/f.txt") == ["c.py", "a.txt", "out/f.txt"]
    assert names("*.md", "sub/**/*.txt") == ["b.md", "sub/drafts/e.txt"]
    assert names(".", exclude=("*.md", "/sub/*.csv")) == ["a.txt"]
    assert names("a.txt", exclude=("*.txt",)) == []
    assert ".hidden.txt" in names(".", hidden=True)
    assert names("missing.txt") == ["missing.txt"]
    with pytest.raises(DocumentError, match="no such file"):
        names("*.nothing")


@pytest.mark.usefixtures("tree")
def test_a_folder_that_cannot_be_listed_is_named_and_the_others_are_read(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def listing(folder: str | Path) -> Iterator[os.DirEntry[str]]:
        if Path(folder).name == "sub":
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(folder))
        return scandir(folder)

    scandir = os.scandir
    monkeypatch.setattr(os, "scandir", listing)
    for words in (["."], ["sub", "a.txt"]):
        assert main(["clean", *words]) == 2
        assert "namenorm: sub: Permission denied\n" in capsys.readouterr().err
    Path("a.txt").write_text("Mr Netenyahu.")
    assert main(["clean", "."]) == 2
    assert capsys.readouterr().out.startswith('a.txt:1:4 "Netenyahu"')


@pytest.mark.usefixtures("tree")
def test_documents_in_folders_that_are_not_read_are_counted(capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("letter.rtf", "sub/other.RTF", "sub/drafts/left-out.rtf", "scan.pdf"):
        Path(name).touch()
    unread: Counter[str] = Counter()
    assert len(list(selected_files(["."], unread=unread))) == 3
    assert unread == {".rtf": 2, ".pdf": 1}
    assert main(["clean", "."]) == 0
    assert "namenorm: not read: 1 .pdf, 2 .rtf; save such files as text" in capsys.readouterr().err


def test_of_several_encodings_the_first_that_fits_is_taken(tmp_path: Path) -> None:
    (tmp_path / "old.txt").write_bytes("Баку".encode("cp1251"))
    (tmp_path / "new.txt").write_bytes("Баку".encode())
    for name, encoding in (("old.txt", "cp1251"), ("new.txt", "utf-8")):
        source = open_source(tmp_path / name, "utf-8, cp1251")
        assert (source.encoding, source.text()) == (encoding, "Баку")
    with pytest.raises(UndecodableError, match="not ascii"):
        open_source(tmp_path / "old.txt", "utf-8,ascii").text()


@pytest.mark.usefixtures("tree")
def test_rules_of_the_repository_hold_in_its_folders() -> None:
    Path("sub/.gitignore").write_text("*.csv\n!keep.csv\n")
    Path("sub/keep.csv").touch()
    assert names("sub") == ["sub/keep.csv"]
    Path(".gitignore").write_text("d.csv\n")
    Path("sub/.gitignore").unlink()
    assert names("sub") == ["sub/keep.csv"]


@pytest.mark.usefixtures("tree")
def test_ignore_files_hold_for_named_files_where_that_is_asked_for() -> None:
    def taken(*arguments: str) -> list[str]:
        return [path.as_posix() for path in selected_files(arguments, named_too=True)]

    Path(".namenormignore").write_text("sub/\n*.log\n!keep.log\n")
    for name in ("x.log", "keep.log", "y.txt", "sub/z.txt"):
        Path(name).touch()
    assert taken("x.log", "keep.log", "y.txt", "sub/z.txt") == ["keep.log", "y.txt"]
    assert names("x.log", "sub/z.txt") == ["x.log", "sub/z.txt"]
    shutil.rmtree(".git", ignore_errors=True)
    assert taken(str(Path("sub/z.txt").absolute()), "y.txt") == ["y.txt"]


@pytest.mark.parametrize(
    ("pattern", "path", "fits"),
    [
        ("*.txt", "a/b.txt", True), ("/a.txt", "a.txt", True), ("/a.txt", "b/a.txt", False), ("a/**/b", "a/b", True),
        ("a/**/b", "a/x/y/b", True), ("**/b", "x/b", True), ("a/*", "a/b/c", False), ("a?c", "abc", True),
        ("a?c", "a/c", False), ("[ab].md", "b.md", True), ("[!ab].md", "b.md", False), ("a[", "a[", True),
        ("\\#x", "#x", True), ("foo/**", "foo/x/y", True), ("[z-a]", "q", False),
    ],
)  # fmt: skip
def test_path_patterns(pattern: str, path: str, fits: bool) -> None:
    assert PathPatterns([pattern]).excludes(path, folder=False) is fits


@given(st.text(alphabet="ab\r\n", max_size=20))
def test_lines_agree_with_a_plain_count(text: str) -> None:
    lines = LineMap(text)
    for offset in range(len(text) + 1):
        head = text[:offset] + ("x" if text[offset - 1 : offset + 1] != "\r\n" else "")
        before = head.replace("\r\n", "\n").replace("\r", "\n")
        if text[offset - 1 : offset + 1] != "\r\n":
            assert lines.place(offset) == (before.count("\n") + 1, len(before) - before.rfind("\n") - 1)


@given(st.text(max_size=30), st.sampled_from(["utf-8", "utf-16-le", "utf-32-le"]))
def test_offsets_in_bytes(text: str, encoding: str) -> None:
    text = text * 300
    counter = OffsetCounter(text, encoding)
    for offset in (len(text), 0, len(text) // 2, len(text)):
        assert counter.at(offset) == len(text[:offset].encode(encoding, "surrogatepass"))
