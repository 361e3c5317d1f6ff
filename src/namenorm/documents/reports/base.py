"""What every report of findings is: text at the beginning, for each finding, and at the end."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from namenorm.documents.findings import Finding
    from namenorm.documents.running import Summary


class Report(ABC):
    """Turns findings into text, one after the other, so that a run of any size needs constant memory."""

    def begin(self) -> str:
        """What comes first."""
        return ""

    @abstractmethod
    def finding(self, finding: Finding) -> str:
        """One finding."""

    def finish(self, summary: Summary) -> str:
        """What comes last."""
        del summary  # of which most have nothing to say
        return ""


def described(finding: Finding) -> str:
    """What is to be done about a finding, in words.

    >>> described(finding)  # doctest: +SKIP
    '"IIlam Aliyev" should be "Ilham Aliyev" (Q57371)'
    """
    if not finding.after:
        return f'"{finding.before}" is misspelt and may mean {" or ".join(finding.candidates)}'
    note = f"; {finding.obstacle}" if finding.obstacle else ""
    return f'"{finding.before}" should be "{finding.after}" ({finding.label}, {finding.id}){note}'
