"""Findings for programs: JSON Lines, one JSON document, or CSV."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from namenorm.documents.reports.base import Report
from namenorm.documents.shapes import csv_line, finding_json, json_line

if TYPE_CHECKING:
    from collections.abc import Mapping

    from namenorm.documents.findings import Finding
    from namenorm.documents.running import Summary

_COLUMNS = (
    "path", "line", "column", "start", "end", "before", "after", "id", "label", "type", "tier", "level", "safety",
    "score", "applied", "reason", "candidates",
)  # fmt: skip


class JsonLinesReport(Report):
    """One JSON object a finding."""

    def finding(self, finding: Finding) -> str:
        """One line."""
        return json_line(finding_json(finding)) + "\n"


class JsonReport(Report):
    """One JSON document: versions, findings, figures and entities."""

    def __init__(self, versions: Mapping[str, Any]) -> None:
        self._versions = versions
        self._first = True

    def begin(self) -> str:
        """The versions."""
        return f'{{"versions": {json.dumps(self._versions)},\n"findings": ['

    def finding(self, finding: Finding) -> str:
        """One element of the list."""
        comma, self._first = ("" if self._first else ","), False
        return f"{comma}\n{json_line(finding_json(finding))}"

    def finish(self, summary: Summary) -> str:
        """The figures and the entities."""
        entities = [
            {"id": key[0], "label": key[1], "type": key[2], "mentions": forms.total(), "spellings": dict(forms)}
            for key, forms in summary.entities.items()
        ]
        figures = {
            "files": summary.files,
            "changed_files": summary.changed_files,
            "applied": summary.applied,
            "left": dict(summary.left),
            "errors": summary.errors,
        }
        return f'\n],\n"entities": {json.dumps(entities)},\n"summary": {json.dumps(figures)}}}\n'


class CsvReport(Report):
    """A table with a header."""

    def begin(self) -> str:
        """The header."""
        return ",".join(_COLUMNS) + "\r\n"

    def finding(self, finding: Finding) -> str:
        """One record."""
        shape = finding_json(finding) | {"candidates": "; ".join(finding.candidates)}
        return csv_line(_cell(shape[column]) for column in _COLUMNS)


def _cell(value: Any) -> Any:
    """A value that a spreadsheet does not run as a formula."""
    if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r"):
        return "'" + value
    return str(value).lower() if isinstance(value, bool) else value
