"""Annotations for GitHub Actions: workflow commands on standard output."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from namenorm.documents.reports.base import Report, described

if TYPE_CHECKING:
    from namenorm.documents.findings import Finding


class GithubReport(Report):
    """One ``::warning`` or ``::notice`` a finding."""

    def finding(self, finding: Finding) -> str:
        """One annotation."""
        kind = "warning" if finding.safety == "SAFE" else "notice"
        end = finding.column + finding.end - finding.start
        place = {"line": finding.line, "col": finding.column, "endColumn": end, "title": "namenorm"}
        return annotation(kind, Path(finding.path).as_posix(), described(finding), **place) + "\n"


def annotation(kind: str, path: str, message: str, **place: object) -> str:
    """A workflow command that shows a message beside a place in a file.

    >>> annotation("warning", "a,b.txt", "50% done", line=3)
    '::warning file=a%2Cb.txt,line=3::50%25 done'
    """
    properties = ",".join(f"{name}={_property(str(value))}" for name, value in {"file": path, **place}.items())
    return f"::{kind} {properties}::{_message(message)}"


def _message(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")
