"""Findings for programs: JSON Lines, one JSON document, CSV, SARIF 2.1.0 and annotations of GitHub Actions."""

from __future__ import annotations

import json
import os
from abc import abstractmethod
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from namenorm.documents.findings import AMBIGUOUS, Finding
from namenorm.documents.reports.text import Report, described
from namenorm.documents.shapes import csv_line, finding_json, json_line

if TYPE_CHECKING:
    from namenorm.documents.running import Summary

_COLUMNS = (
    "path", "line", "column", "start", "end", "before", "after", "id", "label", "type", "tier", "level", "safety",
    "score", "applied", "reason", "candidates",
)  # fmt: skip


class JsonLinesReport(Report):
    """One JSON object a finding."""

    def finding(self, finding: Finding) -> str:
        return json_line(finding_json(finding)) + "\n"


class _JsonReport(Report):
    """One JSON document with the findings in a list."""

    def __init__(self, versions: Mapping[str, Any]) -> None:
        self._versions = versions
        self._comma = ""

    def finding(self, finding: Finding) -> str:
        comma, self._comma = self._comma, ","
        return f"{comma}\n{self._element(finding)}"

    @abstractmethod
    def _element(self, finding: Finding) -> str: ...


class JsonReport(_JsonReport):
    """One JSON document: versions, findings, figures and entities."""

    def begin(self) -> str:
        return f'{{"versions": {json.dumps(self._versions)},\n"findings": ['

    def _element(self, finding: Finding) -> str:
        return json_line(finding_json(finding))

    def finish(self, summary: Summary) -> str:
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
        return ",".join(_COLUMNS) + "\r\n"

    def finding(self, finding: Finding) -> str:
        shape = finding_json(finding) | {"candidates": "; ".join(finding.candidates)}
        return csv_line(_cell(shape[column]) for column in _COLUMNS)


def _cell(value: Any) -> Any:
    """A value that a spreadsheet does not run as a formula."""
    if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r"):
        return "'" + value
    return str(value).lower() if isinstance(value, bool) else value


class GithubReport(Report):
    """One ``::warning`` or ``::notice`` a finding: workflow commands on standard output."""

    def finding(self, finding: Finding) -> str:
        kind = "warning" if finding.safety == "SAFE" else "notice"
        end = finding.column + finding.end - finding.start
        place = {"line": finding.line, "col": finding.column, "endColumn": end, "title": "namenorm"}
        return annotation(kind, Path(finding.path).as_posix(), described(finding), **place) + "\n"


def annotation(kind: str, path: str, message: str, **place: object) -> str:
    """A workflow command that shows a message beside a place in a file.

    >>> annotation("warning", "a,b.txt", "50% done", line=3)
    '::warning file=a%2Cb.txt,line=3::50%25 done'
    """
    values = {name: str(value).translate(_IN_PROPERTY) for name, value in {"file": path, **place}.items()}
    properties = ",".join(f"{name}={value}" for name, value in values.items())
    return f"::{kind} {properties}::{message.translate(_IN_MESSAGE)}"


_IN_MESSAGE = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_IN_PROPERTY = _IN_MESSAGE | str.maketrans({":": "%3A", ",": "%2C"})


_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


class SarifReport(_JsonReport):
    """One SARIF log with one run, which code scanning services read."""

    def begin(self) -> str:
        # GitHub asks for a short description, a full one and help.
        texts: dict[str, dict[str, str]] = json.loads(Path(__file__).with_name("sarif_rules.json").read_bytes())
        rules = [{"id": name, **{kind: {"text": text} for kind, text in own.items()}} for name, own in texts.items()]
        driver = {"name": "namenorm", "version": str(self._versions.get("namenorm", "")), "rules": rules}
        log = json.dumps({"$schema": _SCHEMA, "version": "2.1.0"})
        run = json.dumps({"tool": {"driver": driver}, "columnKind": "unicodeCodePoints"})
        return f'{log[:-1]}, "runs": [{run[:-1]}, "results": ['

    def _element(self, finding: Finding) -> str:
        return json.dumps(_result(finding))

    def finish(self, summary: Summary) -> str:  # noqa: ARG002
        return "\n]}]}\n"


def _result(finding: Finding) -> dict[str, Any]:
    region = {"startLine": finding.line, "startColumn": finding.column, "charOffset": finding.start}
    region["charLength"] = finding.end - finding.start
    uri = quote(os.fsencode(Path(finding.path).as_posix()), safe="/:")  # a name need not be UTF-8
    location = {"artifactLocation": {"uri": uri}, "region": region}
    result: dict[str, Any] = {
        "ruleId": "ambiguous" if finding.safety == AMBIGUOUS else finding.level,
        "level": "warning" if finding.safety == "SAFE" else "note",
        "message": {"text": described(finding)},
        "locations": [{"physicalLocation": location}],
    }
    if finding.after and not finding.obstacle:
        deleted = {"charOffset": finding.start, "charLength": finding.end - finding.start}
        replacement = {"deletedRegion": deleted, "insertedContent": {"text": finding.raw_after}}
        change = {"artifactLocation": location["artifactLocation"], "replacements": [replacement]}
        result["fixes"] = [{"description": {"text": described(finding)}, "artifactChanges": [change]}]
    return result
