"""One self-contained page: every document with its mentions, evidence and candidates, before and after."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from namenorm.documents.findings import AMBIGUOUS, Finding, MentionRow
from namenorm.documents.formats.registry import RECORD_FORMATS
from namenorm.documents.reading import PAGE_START
from namenorm.documents.writing import Replacement
from namenorm.errors import ConfigError

if TYPE_CHECKING:
    from namenorm.documents.chunks import Chunk
    from namenorm.documents.running import Summary


class HtmlReport:
    """Writes the page piece by piece; nothing is visible before `finish`.

    >>> with HtmlReport(Path("report.html"), versions) as page:  # doctest: +SKIP
    ...     page.piece(chunk, findings, mentions)
    ...     page.finish(summary)
    """

    def __init__(self, path: Path, versions: Mapping[str, Any]) -> None:
        if path.is_file() and not _may_be_replaced(path):
            raise ConfigError(f"{path}: is there already and is no report of namenorm; name another file")
        self._new = Replacement(path)
        self._versions = versions
        self._open: str | None = None
        self._write(_head())

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._new.discard()

    def piece(self, chunk: Chunk, findings: Iterable[Finding], mentions: Iterable[MentionRow]) -> None:
        """The next piece of a document; of tables and records only those that hold a mention."""
        marks = _marks(chunk, findings, mentions)
        if chunk.format in RECORD_FORMATS and not marks:
            return
        if chunk.name != self._open:
            self._close_document()
            self._open = chunk.name
            self._write(f'<section class="document"><h2>{escape(chunk.name)}</h2>\n<div class="text">')
        at = 0
        for start, end, html in marks:
            self._write(escape(chunk.text[at:start]) + html)
            at = end
        self._write(escape(chunk.text[at:]))

    def finish(self, summary: Summary) -> None:
        """Ends the page and puts it in place."""
        self._close_document()
        figures = f"{summary.files} files, {summary.applied} repaired, {summary.findings} findings left"
        made = f"namenorm {self._versions.get('namenorm', '')}, data {self._versions.get('data', '')}"
        self._write(
            f"</main>\n<footer>{escape(figures)}. Made by {escape(made)}.</footer>\n"
            '<div id="tip" role="tooltip" hidden></div>\n'
        )
        self._write(f"<script>\n{_resource('page.js')}</script>\n</body>\n</html>\n")
        self._new.commit()

    def _close_document(self) -> None:
        if self._open is not None:
            self._write("</div></section>\n")
        self._open = None

    def _write(self, text: str) -> None:
        self._new.write(text.encode("utf-8", "backslashreplace"))


def _resource(name: str) -> str:
    return Path(__file__).with_name(name).read_text(encoding="utf-8")


def _may_be_replaced(path: Path) -> bool:
    """Whether a file is an older page or has nothing in it: never a text that somebody wrote."""
    with path.open("rb") as file:
        return file.read(len(PAGE_START)) in (PAGE_START, b"")


def _head() -> str:
    return (
        PAGE_START.decode() + '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>Names found by namenorm</title>\n<style>\n{_resource('page.css')}</style>\n</head>\n<body>\n"
        f"<header><h1>Names found</h1>{_resource('controls.html')}</header>\n"
        '<nav id="side" aria-label="Entities and documents"></nav>\n<main>\n'
    )


def _marks(chunk: Chunk, findings: Iterable[Finding], mentions: Iterable[MentionRow]) -> list[tuple[int, int, str]]:
    """Non-overlapping places of a piece with the HTML that stands for them."""
    rows = {row.start: row for row in mentions}
    edits = {finding.start: finding for finding in findings}
    marks: list[tuple[int, int, str]] = []
    for place in sorted(rows.keys() | edits.keys()):
        row, edit = rows.get(place), edits.get(place)
        end = max(item.end for item in (row, edit) if item is not None)
        start, stop = place - chunk.start, end - chunk.start
        if not marks or start >= marks[-1][1]:
            marks.append((start, stop, _mark(chunk.text[start:stop], row, edit)))
    return marks


def _mark(text: str, row: MentionRow | None, edit: Finding | None) -> str:
    entity_id = (edit.id if edit else None) or (row.id if row else None) or ""
    label = (edit.label if edit else "") or (row.label if row else "")
    status = "ambiguous" if (row and row.status == AMBIGUOUS) or (edit and edit.safety == AMBIGUOUS) else "resolved"
    classes = "edit" if edit and edit.after else status
    if edit and edit.safety != "SAFE":
        classes += " unsure"
    tip = "\n".join(_tip(row, edit))
    shown = f"<del>{escape(text)}</del><ins>{escape(edit.raw_after)}</ins>" if edit and edit.after else escape(text)
    return (
        f'<mark class="{classes}" tabindex="0" data-id="{escape(entity_id)}" data-label="{escape(label)}" '
        f'data-tip="{escape(tip)}">{shown}</mark>'
    )


def _tip(row: MentionRow | None, edit: Finding | None) -> Iterable[str]:
    """The lines of the hover box: who is meant, why, and who else might be."""
    if edit and edit.after:
        state = "repaired" if edit.applied else edit.obstacle or edit.safety
        yield f"{edit.before} → {edit.after}  ({state}, {edit.score:.2f})"
    best = row if row and row.id else None
    if best:
        yield f"{best.label} · {best.id} · {best.type}"
        yield f"{best.status}, {best.tier}, {best.score:.2f}"
    elif edit and edit.id:
        yield f"{edit.label} · {edit.id} · {edit.type}"
    if edit and edit.reason:
        yield edit.reason
    yield from (f"• {reason}" for reason in (row.evidence[:6] if row else ()))
    candidates = row.candidates if row else edit.candidates if edit else ()
    if len(candidates) > 1 or (candidates and not best):
        yield "Candidates: " + "; ".join(candidates[:6])
