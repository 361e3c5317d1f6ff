"""`clean` for pieces of files: protected places, ignores, records, and that nothing outside the edits changes."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from namenorm.documents import pipeline
from namenorm.documents.applying import changed_text, changes
from namenorm.documents.chunks import RECORDS_SIZE, Chunk, Selection, chunks, segments
from namenorm.documents.cleaning import CleanOptions, clean_chunk
from namenorm.documents.encodings import mojibake_hint
from namenorm.documents.ledger import Ledger, read_ledger, undo_file
from namenorm.documents.reading import stdin_source
from namenorm.documents.running import CleanRun, Listener, RunOptions
from tests.stub_normalizer import EDITS, StubNormalizer

if TYPE_CHECKING:
    from namenorm.documents.findings import Finding

STUB: Any = StubNormalizer()


def findings(text: str, format: str = "text", **options: Any) -> list[Finding]:
    selection = Selection(tuple(options.pop("fields", ())))
    found: list[Finding] = []
    for chunk in chunks(stdin_source(text.encode()), format, selection):
        found += clean_chunk(chunk, STUB, CleanOptions(selection=selection, **options)).findings
    return found


def cleaned(text: str, format: str = "text", **options: Any) -> str:
    selection = Selection(tuple(options.pop("fields", ())))
    parts = []
    for chunk in chunks(stdin_source(text.encode()), format, selection):
        found = clean_chunk(chunk, STUB, CleanOptions(selection=selection, **options))
        fixable = [finding for finding in found.findings if finding.fixable]
        parts.append(changed_text(chunk.text, changes(chunk, fixable, found.additions)))
    return "".join(parts)


def test_names_without_a_space_between_them_are_both_repaired() -> None:
    assert cleaned("NetenyahuTehrran") == "NetanyahuTehran, Iran"


IGNORED = [
    "Netenyahu # namenorm: ignore",
    "Netenyahu <!-- namenorm: ignore Q43723 -->",
    'Netenyahu // namenorm: ignore "netenyahu"',
    "% namenorm: ignore-next-line\nNetenyahu",
    "namenorm: off\nNetenyahu\nNetenyahu\nnamenorm: on\n",
    "namenorm: off\nNetenyahu",
    "Netenyahu [sic] said",
    "“Netenyahu” (sic) said",
]


def test_spaces_that_html_writes_as_entities_are_spaces_and_stay() -> None:
    page = "<p>é&nbsp;&#xA0;Netenyahu&zwnj;s &amp; Teheran&nbsp;Netenyahu</p>"
    assert cleaned(page, "html") == page.replace("Netenyahu", "Netanyahu")
    assert [page[found.start : found.end] for found in findings(page, "html")] == ["Netenyahu"] * 2


@pytest.mark.parametrize("text", IGNORED)
def test_ignored(text: str) -> None:
    assert findings(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Netenyahu # namenorm: ignore Q57371",
        'Netenyahu # namenorm: ignore "Aliyev"',
        "Netenyahu\n# namenorm: ignore",
        "namenorm: off\nnamenorm: on\nNetenyahu",
        "Netenyahu is sick",
        "namenorm ignores Netenyahu",
    ],
)
def test_not_ignored(text: str) -> None:
    assert len(findings(text)) == 1


def test_instructions_that_keep_nothing_away_are_named() -> None:
    (chunk,) = chunks(stdin_source(b"Baku # namenorm: ignore\nNetenyahu # namenorm: ignore\n"), "text")
    assert clean_chunk(chunk, STUB, CleanOptions()).unused_ignores == (1,)


def test_a_finding_names_its_place_in_every_unit() -> None:
    (finding,) = findings("İ\r\nsay: Netenyahu!")
    assert (finding.line, finding.column, finding.start, finding.end, finding.byte) == (2, 6, 8, 17, 9)
    assert (finding.before, finding.after, finding.id, finding.type) == ("Netenyahu", "Netanyahu", "Q43723", "person")
    assert finding.context == "say: Netenyahu!"


def test_levels_safety_scores_and_types() -> None:
    text = "Netenyahu Teheran Natanjahoo Alijef"

    def safeties(**options: Any) -> list[tuple[str, str]]:
        return [(item.before, item.safety) for item in findings(text, **options)]

    assert safeties() == [("Netenyahu", "SAFE"), ("Natanjahoo", "UNSAFE"), ("Alijef", "AMBIGUOUS")]
    assert ("Teheran", "SAFE") in safeties(level="variant")
    assert ("Natanjahoo", "UNSAFE") not in safeties(min_score=0.7)
    assert safeties(types=("place",), level="style") == [("Teheran", "SAFE")]
    assert safeties(ignore_words=frozenset({"netenyahu", "natanjahoo", "ALIJEF"})) == []


def test_cells_are_edited_inside_their_dialect() -> None:
    table = 'name;"note"\r\n"say ""Netenyahu""";  Netenyahu \r\nTehrran;"Tehrran"\r\n'
    assert cleaned(table, "csv") == table.replace("Netenyahu", "Netanyahu").replace(
        '"Tehrran"', '"Tehran, Iran"'
    ).replace("Tehrran", "Tehran, Iran")
    assert cleaned("a,b\nTehrran,x\n", "csv") == "a,b\nTehrran,x\n"
    assert findings("a,b\nTehrran,x\n", "csv")[0].obstacle
    assert cleaned("a,b\nNetenyahu,Netenyahu\n", "csv", fields=["b"]) == "a,b\nNetenyahu,Netanyahu\n"
    assert cleaned("Netenyahu\nx\n", "csv") == "Netenyahu\nx\n"  # a header is not data


def test_json_strings_keep_their_way_of_escaping() -> None:
    line = '{"Netenyahu": 1, "a": "\\u0130 Netenyahu",  "b": "Ilham \\u018fliyef \\n", "c": "Ilham Əliyef"}\n'
    expected = '{"Netenyahu": 1, "a": "\\u0130 Netanyahu",  "b": "\\u0130lham \\u018fliyev \\n", "c": "İlham Əliyev"}\n'
    assert cleaned(line, "jsonl") == expected
    assert cleaned('{"a": "\\ud800 Netenyahu"}', "jsonl") == '{"a": "\\ud800 Netanyahu"}'


def test_a_broken_record_is_named_with_its_line() -> None:
    with pytest.raises(Exception, match="line 2: not JSON"):
        findings('{"a": "b"}\n{"a": \n', "jsonl")


def test_columns_and_fields_are_added_once() -> None:
    options = {"fields": ["name"], "id_column": "qid", "label_column": "who"}
    table = "name,x\nNetenyahu,1\nnobody,2\nTehrran,3"
    once = cleaned(table, "csv", **options)
    assert once.splitlines() == [
        "name,x,qid,who", "Netanyahu,1,Q43723,Benjamin Netanyahu", "nobody,2,,", "Tehrran,3,Q3616,Tehran",
    ]  # fmt: skip
    assert cleaned(once, "csv", **options) == once
    lines = '{"name": "Netanyahu", "x": 1}\n{"name": null}\n'
    once = cleaned(lines, "jsonl", **options)
    assert [json.loads(line) for line in once.splitlines()] == [
        {"name": "Netanyahu", "x": 1, "qid": "Q43723", "who": "Benjamin Netanyahu"},
        {"name": None, "qid": None, "who": None},
    ]
    assert cleaned(once, "jsonl", **options) == once


def test_large_tables_come_in_pieces_that_make_up_the_whole() -> None:
    row = '1,"two\nlines",Netenyahu\n'
    text = "a,b,c\n" + row * (3 * RECORDS_SIZE // len(row))
    pieces = list(chunks(stdin_source(text.encode("utf-8-sig")), "csv"))
    assert len(pieces) > 2
    assert "".join(piece.text for piece in pieces) == text
    assert all(piece.text.endswith("Netenyahu\n") for piece in pieces)
    assert pieces[1].byte == len(pieces[0].text) + 3
    found = [item for piece in pieces for item in clean_chunk(piece, STUB, CleanOptions()).findings]
    assert len({item.byte for item in found}) == len(found) == text.count("Netenyahu")
    assert all(text[item.start : item.end] == "Netenyahu" for item in found)
    assert [item.line for item in found[:2]] == [3, 5]


@pytest.mark.parametrize("body", ['"a\n' * 60000, 'a"b\n' * 60000, '"' * 200000, 'x,"a""b\n' * 40000])
def test_broken_quotes_take_linear_time(body: str) -> None:
    pieces = list(chunks(stdin_source(("h,i\n" + body).encode()), "csv"))
    assert "".join(piece.text for piece in pieces) == "h,i\n" + body


@pytest.mark.parametrize(
    ("text", "hinted"),
    [
        ("Ð‘Ð°ÐºÑƒ, Ð\u0098Ð»Ñ…Ð°Ð¼", True), ("NÃ©tanyahou dÃ©jÃ  Ã©tÃ©", True), ("Èëüõàì Àëèåâ ïðèåõàë â Áàêó", True),
        ("déjà vu à l’été, naïve façade", False), ("İlham Əliyev Ağdam Şuşa Çingiz", False), ("Баку", False),
    ],
)  # fmt: skip
def test_mojibake_gets_a_hint(text: str, hinted: bool) -> None:
    assert (mojibake_hint(text) is not None) is hinted


_pieces = st.one_of(
    st.sampled_from([*EDITS, "İlham Əliyev", "Alijef"]), st.text(alphabet='aé й\r\n",\\{}<`', max_size=5)
)


@given(
    st.lists(_pieces, max_size=8).map(" ".join),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32", "utf-16-be"]),
    st.sampled_from(["text", "markdown", "html", "csv", "jsonl"]),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.booleans(),
)
def test_bytes_outside_edits_stay_and_undo_is_exact(
    tmp_path_factory: pytest.TempPathFactory, text: str, encoding: str, format: str, line_end: str, unsafe: bool
) -> None:
    text = text.replace("\n", line_end)
    if format == "jsonl":
        text = "".join(json.dumps({"text": line}, ensure_ascii=unsafe) + "\n" for line in text.split(line_end))
    folder = tmp_path_factory.mktemp("clean")
    path, ledger_path = folder / "file", folder / "edits.jsonl"
    original = text.encode(encoding)
    path.write_bytes(original)
    stated = encoding if encoding == "utf-16-be" else None
    first = _run(path, ledger_path, RunOptions(write=True, encoding=stated, format=format), unsafe=unsafe)
    written = path.read_bytes()
    (record,) = read_ledger(ledger_path)
    expected = original
    for byte, before, after in sorted(record.edits, reverse=True):
        assert original[byte : byte + len(before)] == before
        surface = before.decode(record.encoding)
        assert (json.loads(f'"{surface}"') if format == "jsonl" else surface) in EDITS
        expected = expected[:byte] + after + expected[byte + len(before) :]
    assert written == expected
    assert len(record.edits) == first.applied
    second = _run(path, folder / "again.jsonl", RunOptions(write=True, encoding=stated, format=format), unsafe=unsafe)
    assert second.applied == 0
    assert path.read_bytes() == written
    assert undo_file([record], path) == len(record.edits)
    assert path.read_bytes() == original


def _run(path: Path, ledger_path: Path, options: RunOptions, *, unsafe: bool) -> Any:
    with Ledger(ledger_path, {}) as ledger:
        return CleanRun(STUB, CleanOptions(level="variant", unsafe=unsafe), options, Listener(), ledger=ledger).run(
            [path]
        )


@pytest.mark.parametrize("way", ["spawn", "fork"] if sys.platform == "linux" else ["spawn"])
def test_processes_answer_in_the_order_of_the_pieces(way: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "_START", way)
    pieces = [Chunk(f"{number}.txt", f"{'x ' * number}Netenyahu", "text", "utf-8") for number in range(20)]
    alone, shared = (list(pipeline.in_order(pieces, clean_chunk, STUB, CleanOptions(), jobs)) for jobs in (1, 2))
    assert shared == alone
    found: list[Any] = [result for _, result in shared]
    assert [result.findings[0].column for result in found] == [2 * number + 1 for number in range(20)]


def test_rows_of_a_table_say_their_language() -> None:
    selection = Selection(lang_field="lang", lang="en")
    [chunk] = chunks(stdin_source(b"name,lang\nBaku,az\nParis,\n"), "csv", selection)
    assert [(segment.text, segment.lang) for segment in segments(chunk, selection)] == [("Baku", "az"), ("Paris", "en")]
