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
        path = _property(Path(finding.path).as_posix())
        end = finding.column + finding.end - finding.start
        place = f"file={path},line={finding.line},col={finding.column},endColumn={end}"
        return f"::{kind} {place},title=namenorm::{_message(described(finding))}\n"


def _message(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")
