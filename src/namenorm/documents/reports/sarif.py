"""SARIF 2.1.0, which code scanning services read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from namenorm.documents.findings import AMBIGUOUS
from namenorm.documents.reports.base import Report, described

if TYPE_CHECKING:
    from collections.abc import Mapping

    from namenorm.documents.findings import Finding
    from namenorm.documents.running import Summary

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_RULES = {
    "misspelling": (
        "A name is misspelt",
        "The spelling is no name of the entity that is meant.",
        "Correct it, or let `namenorm clean --write` do so. Where it is right, write `namenorm: ignore` on the line.",
    ),
    "variant": (
        "A name is spelt in another way than the preferred one",
        "The spelling is a valid name of the entity, but not its label in the language of the text.",
        "`namenorm clean --level variant --write` writes the label; leave `--level variant` out to allow variants.",
    ),
    "style": (
        "A name does not follow the house style",
        "The settings say how the house writes this name.",
        "`namenorm clean --level style --write` writes it so; the settings have it under `profiles.NAME.labels`.",
    ),
    "ambiguous": (
        "A misspelt name may mean several entities",
        "Several entities bear names that are as near to the spelling, so that nothing is changed.",
        "Correct it by hand, with the full name where that helps.",
    ),
}
"""ID -> short description, full description, help: GitHub asks for all three."""


class SarifReport(Report):
    """One SARIF log with one run."""

    def __init__(self, versions: Mapping[str, Any]) -> None:
        self._versions = versions
        self._first = True

    def begin(self) -> str:
        """The tool and its rules."""
        kinds = ("shortDescription", "fullDescription", "help")
        rules = [
            {"id": name, **{kind: {"text": text} for kind, text in zip(kinds, texts, strict=True)}}
            for name, texts in _RULES.items()
        ]
        driver = {"name": "namenorm", "version": str(self._versions.get("namenorm", "")), "rules": rules}
        log = json.dumps({"$schema": _SCHEMA, "version": "2.1.0"})
        run = json.dumps({"tool": {"driver": driver}, "columnKind": "unicodeCodePoints"})
        return f'{log[:-1]}, "runs": [{run[:-1]}, "results": ['

    def finding(self, finding: Finding) -> str:
        """One result."""
        comma, self._first = ("" if self._first else ","), False
        return f"{comma}\n{json.dumps(_result(finding))}"

    def finish(self, summary: Summary) -> str:  # noqa: ARG002
        """The end."""
        return "\n]}]}\n"


def _result(finding: Finding) -> dict[str, Any]:
    region = {"startLine": finding.line, "startColumn": finding.column, "charOffset": finding.start}
    region["charLength"] = finding.end - finding.start
    location = {"artifactLocation": {"uri": _uri(finding.path)}, "region": region}
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


def _uri(path: str) -> str:
    return quote(Path(path).as_posix(), safe="/:")
