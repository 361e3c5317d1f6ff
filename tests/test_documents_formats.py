"""What each format forbids to touch, and where the cells and strings of records stand."""

from __future__ import annotations

import csv as standard_csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from namenorm.documents.formats import csv, jsonl
from namenorm.documents.formats.registry import FORMATS, format_of, markup_spans
from namenorm.documents.formats.spans import SpanSet, merged

MARKUP = [
    ("markdown", "---\nslug: Netenyahu\n---\nNetenyahu", ["---\nslug: Netenyahu\n---\n"]),
    ("markdown", "---\ntitle: Bibi's trip\n---\nx", ["---\ntitle: ", "\n---\n"]),
    ("markdown", '+++\nTitle = "Bibi: a"\nauthor = "b"\n+++\n', ['+++\nTitle = "', '"\nauthor = "b"\n+++\n']),
    ("markdown", '---\ntitle: "a \\"b\\""\nsummary: [a]\n---\n', ['---\ntitle: "a \\"b\\""\nsummary: [a]\n---\n']),
    ("markdown", "a `Netenyahu` b ``c ` Netenyahu`` `open", ["`Netenyahu`", "``c ` Netenyahu``"]),
    ("markdown", "```py\nNetenyahu\n```\nNetenyahu\n~~~\nx", ["```py\nNetenyahu\n```", "~~~\nx"]),
    ("markdown", "[Netenyahu](Netenyahu.md) <b>x</b>", ["Netenyahu.md", "<b>", "</b>"]),
    ("markdown", "[n]: netenyahu.png\n", ["n", "netenyahu.png"]),
    ("markdown", "[Baku] [b][Baku] ![Baku][] [d]\n\n[baku]: x", ["Baku", "Baku", "Baku", "baku", "x"]),
    ("markdown", "[[Baku|the city]] [Baku]", ["Baku"]),
    ("markdown", "# Netenyahu\n\n*Netenyahu*", []),
    ("markdown", "[^1]: Netenyahu said\n\n    Netenyahu", ["[^1]"]),
    ("markdown", "Baku[^Baku]\n\n[^Baku]: Baku", ["[^Baku]", "[^Baku]"]),
    ("markdown", "a\n\n    Netenyahu = 1\n\n\tb\nc\n    d", ["    Netenyahu = 1\n", "\tb\n"]),
    ("markdown", "- a\n\n    Netenyahu\n\n  b\n\n    c\n\nd\n\n    e", ["    e"]),
    ("markdown", "1. a\n\n    b\n\n       Baku\n\n    - c\n\n          Baku\n", ["       Baku\n", "          Baku\n"]),
    ("markdown", "-   a\n\n      b\n\n        Baku\n\n[^1]: a\n\n    b\n", ["        Baku\n", "[^1]"]),
    ("markdown", "1. a\n\n    ```\n    Baku\n    ```\n\nBaku", ["    ```\n    Baku\n    ```"]),
    ("markdown", "> ```\n> Baku\n> ```\n> Baku\n\n- ~~~\n  b\n  ~~~", ["> ```\n> Baku\n> ```", "- ~~~\n  b\n  ~~~"]),
    ("markdown", "[[Baku]] # Baku {#baku .a} {: title=b} {Baku} {a#b}", ["Baku", "{#baku .a}", "{: title=b}"]),
    ("markdown", "$Baku$ $5 in Baku and $6, a\\$Baku$ US$5 and US$6", ["$Baku$"]),
    ("markdown", "$$\nBaku\n$$ $$a\n\nBaku$$ \\[Baku\\]", ["$$\nBaku\n$$"]),
    ("markdown", "~~Baku~~ ~Baku~ a ~~ b ~~ c <s>Baku</s>", ["~~Baku~~", "<s>Baku</s>"]),
    ("markdown", "{{< a b >}} {% if a %}Baku{% endif %}", ["{{< a b >}}", "{% if a %}", "{% endif %}"]),
    ("html", "{{ a }} {{{ b }}} {# c #} <% d > %> ${e} {{ f", ["{{ a }}", "{{{ b }}", "{# c #}", "<% d > %>", "${e}"]),
    ("html", "{{ {'a': 1} }} {a} {{a {{b}} $ {c} 5 % {#", ["{{ {'a': 1} }}", "{{b}}"]),
    ("html", "a <del>Baku</del> <ins>Baku</ins>", ["<del>Baku</del>", "<ins>", "</ins>"]),
    ("html", '<a href="Netenyahu" title=\'a > b\'>Netenyahu</a>', ['<a href="Netenyahu" title=\'a > b\'>', "</a>"]),
    ("html", "<script>if (a<b) Netenyahu</SCRIPT >Netenyahu", ["<script>if (a<b) Netenyahu</SCRIPT >"]),
    ("html", "a<script>var name = 'Netenyahu'", ["<script>var name = 'Netenyahu'"]),
    ("html", "a<!-- Netenyahu > x -->b &lt; c &amp; < d", ["<!-- Netenyahu > x -->", "&lt;"]),
    ("html", "<p title=\"open>Netenyahu</p>", ["<p title=\"open>", "</p>"]),
    ("html", "a<!-- Netenyahu <b>b</b>", ["<!-- Netenyahu <b>b</b>"]),
    ("html", '<p translate="no">a<p>b</p>c</p>d', ['<p translate="no">a<p>b</p>c</p>']),
    ("html", '<i class="x notranslate">a</i>b', ['<i class="x notranslate">a</i>']),
    ("html", "<div translate=no>a", ["<div translate=no>a"]),
    ("html", '<br translate="no">a<p translate="yes">b', ['<br translate="no">', '<p translate="yes">']),
    ("rst", "``Netenyahu`` :ref:`Netenyahu` Baku", ["``Netenyahu``", "`Netenyahu`"]),
    ("rst", "So::\r\n\r\n  Baku\r\n\r\nBaku", ["\r\n\r\n  Baku\r\n\r\n"]),
    ("rst", ".. code-block:: text\n   :linenos:\n\n   Baku\nBaku", [" text\n   :linenos:\n\n   Baku\n"]),
    ("rst", ".. note::\n\n   Baku\n\n.. _Baku: a", [".. _Baku: a"]),
    ("rst", "|Baku| Baku_ x-Baku__ [Baku]_ a_b [Baku]", ["|Baku|", "Baku_", "Baku__", "[Baku]_"]),
    ("rst", ".. Baku\n   Baku\n\nBaku\n\n.. figure:: a\n\n   Baku", ["Baku\n   Baku\n\n"]),
    ("rst", "| Baku | Baku |\n\n.. [Baku] Of Baku", ["[Baku]"]),
    ("rst", ">>> Baku\nBaku\n\nBaku >>> a\n\n.. toctree::\n\n   Baku\n", [">>> Baku\nBaku", "\n\n   Baku\n"]),
    ("subtitles", "1\n00:01,000 --> 00:01,500\n<i>Hi</i>", ["1", "00:01,000 --> 00:01,500", "<i>", "</i>"]),
    ("subtitles", "Baku-1\n00:01.0 --> 00:04.0\nHi\n2", ["Baku-1", "00:01.0 --> 00:04.0", "2"]),
    ("subtitles", "WEBVTT\n\n00:01.0 --> 00:04.0 start\n{\\an8}Hi", ["WEBVTT", "00:01.0 --> 00:04.0 start", "{\\an8}"]),
    ("latex", "\\section{Netenyahu} \\cite{netenyahu} % Netenyahu", ["\\section", "\\cite{netenyahu}", "% Netenyahu"]),
    ("latex", "\\includegraphics[w=1]{baku} \\bibitem{Baku}", ["\\includegraphics[w=1]{baku}", "\\bibitem{Baku}"]),
    ("latex", "\\verb|Baku| \\verb*+a+ \\lstinline[a]{Baku}", ["\\verb|Baku|", "\\verb*+a+", "\\lstinline[a]{Baku}"]),
    ("latex", "\\mintinline{py}|Baku|. \\hyperref[Baku]{Baku}", ["\\mintinline{py}|Baku|", "\\hyperref[Baku]"]),
    ("latex", "Erdo\\u{g}an na\\\"{\\i}ve \\u \\'", ["\\u", "\\'"]),
    ("latex", "a \\\\[2pt] b \\[\nBaku\n\\] c", ["\\\\", "\\[\nBaku\n\\]"]),
    ("latex", "a $$\nBaku\n$$ b", ["$$\nBaku\n$$"]),
    ("latex", "\\(Baku\n+ a\\) $Baku\nb$ c $d\n\ne$", ["\\(Baku\n+ a\\)", "$Baku\nb$"]),
    ("latex", "\\begin{multline*}a\\end{multline*}", ["\\begin{multline*}a\\end{multline*}"]),
    ("latex", "50\\% of $Netenyahu$", ["\\%", "$Netenyahu$"]),
    ("subtitles", "WEBVTT\n\nNOTE Baku\nB\n\n0:1 --> 0:4\nNOTE B", ["WEBVTT", "NOTE Baku\nB", "0:1 --> 0:4"]),
    ("subtitles", "WEBVTT\n\nNOTE\nBaku\n", ["WEBVTT", "NOTE\nBaku"]),
    ("subtitles", "WEBVTT\n\nNOTE 1\n00:01.0 --> 00:04.0\nBaku", ["WEBVTT", "NOTE 1", "00:01.0 --> 00:04.0"]),
    ("latex", "a \\begin{verbatim}Netenyahu\\end{verbatim}", ["\\begin{verbatim}Netenyahu\\end{verbatim}"]),
]  # fmt: skip


@pytest.mark.parametrize(("format", "text", "expected"), MARKUP)
def test_what_is_markup(format: str, text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in markup_spans(text, format)] == expected


HOSTILE = (
    "<a ", "<a '", '<a "', "<!--", "<script>", "`", "``` ", "@", "a@", "a.", "\\begin{verbatim}", "[", "](", "<", "$",
    "{\\'", "#", "&", "://", "http://", "{\\", "\\cite[", "---\n", '"', "-->", "''>", "<x>", "</",
    "\\[", "$$a", "NOTE\n\n", "\\(", "$a ", "{{", "{% ", "{#", "<%", "${", "~~a", "> ", ">>> a\n", "- ", "{{a}",
)  # fmt: skip


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("piece", HOSTILE)
def test_hostile_text_is_done_with(format: str, piece: str) -> None:
    text = piece * (400_000 // len(piece))
    # Work that grew with the square of this length would take hours, so coming back is what is tested.
    assert all(0 <= start < end <= len(text) for start, end in markup_spans(text, format))


@given(st.text(alphabet="ab <>&`'\"\n\\{}$%@#.:/-|[]()!", max_size=60), st.sampled_from(FORMATS))
def test_spans_lie_in_the_text_sorted_and_apart(text: str, format: str) -> None:
    spans = markup_spans(text, format)
    assert spans == merged(spans)
    assert all(0 <= start < end <= len(text) for start, end in spans)


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30))), st.integers(0, 30), st.integers(1, 5))
def test_span_set_agrees_with_a_plain_search(spans: list[tuple[int, int]], start: int, size: int) -> None:
    expected = any(max(start, a) < min(start + size, b) for a, b in spans)
    assert SpanSet(spans).touches(start, start + size) == expected


def test_the_ending_of_a_name_gives_the_format() -> None:
    assert [format_of(name) for name in ("a.TXT", "b.MD", "c.tsv", "d.ndjson", "e", "f.py")] == [
        "text", "markdown", "csv", "jsonl", "text", "text",
    ]  # fmt: skip


_cells = st.text(alphabet='ab ,;"\n\rİé', max_size=6)


@given(st.lists(st.lists(_cells, min_size=2, max_size=2), min_size=1, max_size=5), st.sampled_from(",;\t|"))
def test_csv_cells_agree_with_the_standard_reader(rows: list[list[str]], delimiter: str) -> None:
    out = io.StringIO()
    standard_csv.writer(out, delimiter=delimiter).writerows(rows)
    found = list(csv.records(out.getvalue(), delimiter))
    assert [[cell.value for cell in row] for row in found] == rows
    for row in found:
        for cell in row:
            raw = out.getvalue()[cell.start : cell.end]
            assert (raw.replace('""', '"') if cell.quoted else raw) == cell.value


_values = st.recursive(
    st.text(max_size=6) | st.integers() | st.none(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=8,
)


@given(_values, st.booleans())
def test_json_strings_are_found_where_they_stand(value: object, ascii_only: bool) -> None:
    content = json.dumps({"value": value}, ensure_ascii=ascii_only)
    for segment in jsonl.segments(content):
        assert len(segment.text) == 0 or segment.raw(0) >= 0
        raw = content[segment.raw(0) : segment.raw(len(segment.text))]
        assert json.loads(f'"{raw}"') == segment.text
        for at in range(len(segment.text)):
            assert json.loads(f'"{content[segment.raw(at) : segment.raw(at + 1)]}"') == segment.text[at]


def test_json_fields_are_chosen_by_their_path() -> None:
    content = '{"text": "A1", "meta": {"text": "B2", "tags": ["C3", {"text": "D4"}]}, "x": 1}'

    def texts(*fields: str) -> list[str]:
        return [segment.text for segment in jsonl.segments(content, fields=fields)]

    assert texts() == ["A1", "B2", "C3", "D4"]
    assert texts("text") == ["A1"]
    assert texts("meta.text", "meta.tags") == ["B2", "C3"]
    assert texts("meta.tags.text") == ["D4"]
