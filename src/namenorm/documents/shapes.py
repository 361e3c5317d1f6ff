"""How results look as JSON: the field names that scripts rely on, in one place."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping
from typing import Any

from namenorm.documents.findings import Finding
from namenorm.model import Candidate, Evidence, Link, Resolution, Status
from namenorm.record import encode_answer, encode_candidate


def resolution_json(resolution: Resolution, *, evidence: bool = False) -> dict[str, Any]:
    """One answer of ``resolve``. ``id``, ``label``, ``type`` and ``tier`` are null unless RESOLVED."""
    return {
        "query": resolution.query.text,
        **_answer(resolution),
        "candidates": [candidate_json(candidate, evidence=evidence) for candidate in resolution.candidates],
    }


def link_json(link: Link) -> dict[str, Any]:
    """One mention of ``find``; AMBIGUOUS ones carry their candidates."""
    mention = link.mention
    shape = {"start": mention.start, "end": mention.end, "text": mention.surface, **_answer(link.resolution)}
    if link.kind == "demonym":
        shape["kind"] = link.kind
    if link.resolution.status is Status.AMBIGUOUS:
        shape["candidates"] = [candidate_json(candidate) for candidate in link.resolution.candidates]
    return shape


def candidate_json(candidate: Candidate, *, evidence: bool = False) -> dict[str, Any]:
    """One candidate, with the alias by which it was found."""
    shape = encode_candidate(candidate)
    shape["score"] = round(shape["score"], 4)
    if evidence:
        shape["evidence"] = [evidence_json(item) for item in candidate.evidence]
    return shape


def evidence_json(item: Evidence) -> dict[str, Any]:
    """One reason for or against a candidate."""
    return {"feature": item.feature, "value": float(item.value), "weight": float(item.weight), "note": item.note}


def _answer(resolution: Resolution) -> dict[str, Any]:
    shape = encode_answer(resolution)
    shape["score"] = round(shape["score"], 4)
    del shape["candidates"]  # which JSON lists with what is known of them
    if resolution.redirected_from:
        shape["redirected_from"] = resolution.redirected_from
    return shape


_FINDING = (
    "path", "line", "column", "start", "end", "byte", "before", "after", "id", "label", "type", "tier", "level",
    "safety", "score", "reason", "applied",
)  # fmt: skip


def finding_json(finding: Finding) -> dict[str, Any]:
    """One finding of ``clean``."""
    shape: dict[str, Any] = {name: getattr(finding, name) for name in _FINDING}
    if finding.obstacle:
        shape["obstacle"] = finding.obstacle
    if finding.candidates:
        shape["candidates"] = list(finding.candidates)
    return shape


_ANSWER = ("status", "id", "label", "type", "score", "tier", "candidates")
_QUERY = ("query",)
_MENTION = ("path", "doc_id", "record", "line", "column", "start", "end", "text")


def csv_columns(*, mentions: bool = False, explained: bool = False) -> tuple[str, ...]:
    """What a row of ``resolve --format csv`` has, or of ``find``.

    >>> csv_columns(explained=True)
    ('query', 'status', 'id', 'label', 'type', 'score', 'tier', 'candidates', 'reason')
    """
    return (*(_MENTION if mentions else _QUERY), *_ANSWER, *(("reason",) if explained else ()))


def csv_row(record: Mapping[str, Any], columns: Iterable[str]) -> str:
    r"""A record of ``resolve`` or ``find`` as a line of CSV; candidates are IDs, and stand where it is AMBIGUOUS.

    >>> csv_row({"query": "Aliyev", "status": "AMBIGUOUS", "candidates": [{"id": "Q1"}]}, ("query", "candidates"))
    'Aliyev,Q1\r\n'
    """
    rivals = record.get("candidates", ()) if record["status"] == "AMBIGUOUS" else ()
    flat = {**record, "candidates": "|".join(candidate["id"] for candidate in rivals)}
    return csv_line(flat.get(column) for column in columns)


def csv_line(cells: Iterable[Any]) -> str:
    r"""Cells as a line of CSV with its end, as RFC 4180 has it.

    >>> csv_line(["a,b", None, 1])
    '"a,b",,1\r\n'
    """
    out = io.StringIO()
    csv.writer(out).writerow(list(cells))
    return out.getvalue()


_LINE_ENDS = {ord(char): f"\\u{ord(char):04x}" for char in "\x85\u2028\u2029"}


def json_line(value: Mapping[str, Any]) -> str:
    r"""``value`` as JSON on one line, whatever a reader takes for a line end; readable where it can be.

    >>> print(json_line({"query": "Тегеран", "odd": "a" + chr(0x2028) + chr(0xD800)}))
    {"query": "Тегеран", "odd": "a\u2028\ud800"}
    """
    line = json.dumps(value, ensure_ascii=False)
    if line.isascii():
        return line
    line = line.translate(_LINE_ENDS)
    return line.encode("utf-8", "backslashreplace").decode("utf-8")
