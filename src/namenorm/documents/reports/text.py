"""What every report of findings is, and that for people: one line a finding, as compilers write them."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import TYPE_CHECKING

from namenorm.documents.findings import AMBIGUOUS, Finding

if TYPE_CHECKING:
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


class TextReport(Report):
    """``path:line:col "IIlam Aliyev" -> "Ilham Aliyev" Q57371 person misspelling 0.99``.

    ``style(text, name, ...)`` colours; ``show_context`` adds the line of the text below each finding.
    """

    def __init__(self, style: Callable[..., str], *, prefix: str = "", show_context: bool = False) -> None:
        self._style, self._prefix, self._show_context = style, prefix, show_context

    def finding(self, finding: Finding) -> str:
        style = self._style
        place = style(f"{one_line(finding.path)}:{finding.line}:{finding.column}", "bold")
        before = style(f'"{one_line(finding.before)}"', "red")
        line = f"{place} {before} -> {self._meant(finding)}{self._remark(finding)}\n"
        if self._show_context:
            line += f"{self._prefix}    {style(one_line(finding.context), 'dim')}\n"
        return self._prefix + line

    def _meant(self, finding: Finding) -> str:
        if finding.safety == AMBIGUOUS:
            return f"{' or '.join(map(one_line, finding.candidates))} {finding.type} {finding.tier} {finding.score:.2f}"
        after = self._style(f'"{one_line(finding.after)}"', "green")
        return f"{after} {finding.id} {finding.type} {finding.level} {finding.score:.2f}"

    def _remark(self, finding: Finding) -> str:
        if finding.applied:
            return self._style(" fixed", "dim")
        if finding.obstacle:
            return self._style(f" not fixed: {finding.obstacle}", "yellow")
        if finding.safety == AMBIGUOUS:
            return self._style(" ambiguous", "yellow")
        return self._style(" unsafe", "yellow") if finding.safety == "UNSAFE" else ""


def one_line(text: str) -> str:
    r"""``text`` without line breaks and control characters, which could forge output.

    >>> one_line("Ilham" + chr(10) + "Aliyev")
    'Ilham\\nAliyev'
    """
    if text.isprintable():
        return text
    kept = "\u00a0\u202f\u200c\u200d\u00ad"
    return "".join(c if c.isprintable() or c in kept else c.encode("unicode_escape").decode() for c in text)


def described(finding: Finding) -> str:
    """What is to be done about a finding, in words.

    >>> described(finding)  # doctest: +SKIP
    '"IIlam Aliyev" should be "Ilham Aliyev" (Q57371)'
    """
    if not finding.after:
        return f'"{finding.before}" is misspelt and may mean {" or ".join(finding.candidates)}'
    note = f"; {finding.obstacle}" if finding.obstacle else ""
    return f'"{finding.before}" should be "{finding.after}" ({finding.label}, {finding.id}){note}'
