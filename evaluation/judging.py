"""Judging answers to names: what counts as right, and the figures of one set.

The rules are those of the format (see README.md): only RESOLVED counts as an answer, an AMBIGUOUS one is wrong for a
name that is in no gazetteer and for a spelling that has one right entity, and names that need a listed alias are left
out of recall.

>>> from evaluation.data import Question
>>> nil = Question("Iraq", (), "nil:neighbour")
>>> judge(nil, Answer("NIL")).right, judge(nil, Answer("AMBIGUOUS")).right
(True, False)
"""

from __future__ import annotations

from dataclasses import dataclass
from math import nan
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from evaluation.data import Question


@dataclass(frozen=True, slots=True)
class Answer:
    """What a system says about a name. ``candidates`` are the IDs that it offers, best first."""

    status: str
    id: str | None = None
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """How an answer is counted: in which group, whether it is right, and whether an entity was named at all."""

    group: str
    right: bool
    given: bool


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of one set; not-a-number where the set has no such question."""

    count: int
    recall: float
    nil: float
    ambiguous: float
    precision: float

    @property
    def balanced(self) -> float:
        """B, the figure to compare: the mean of recall and of correct NILs; recall alone where there are no NILs.

        >>> Figures(10, recall=0.9, nil=0.7, ambiguous=nan, precision=1.0).balanced
        0.8
        """
        return self.recall if self.nil != self.nil else (self.recall + self.nil) / 2


def judge(question: Question, answer: Answer) -> Verdict:
    """Whether an answer is right.

    >>> from evaluation.data import Question
    >>> judge(Question("Aliyev", ("a", "b"), "ambiguous"), Answer("AMBIGUOUS", None, ("b", "a", "c"))).right
    True
    """
    given = answer.status == "RESOLVED"
    if not question.gold:
        return Verdict("nil", answer.status == "NIL", given)
    if len(question.gold) > 1:
        offered = len(set(answer.candidates) & set(question.gold)) >= 2
        return Verdict("ambiguous", answer.status == "AMBIGUOUS" and offered, given)
    group = "spelling" if question.solvable else "needs-alias"
    return Verdict(group, given and answer.id == question.gold[0], given)


def figures(verdicts: Iterable[Verdict]) -> Figures:
    """The figures of all verdicts on one set.

    >>> figures([Verdict("spelling", True, True), Verdict("spelling", False, True), Verdict("nil", True, False)])
    Figures(count=3, recall=0.5, nil=1.0, ambiguous=nan, precision=0.5)
    """
    judged = list(verdicts)
    named = [verdict for verdict in judged if verdict.group != "ambiguous" and verdict.given]
    right = [verdict.right and verdict.group != "nil" for verdict in named]
    return Figures(
        count=len(judged),
        recall=share(verdict.right for verdict in judged if verdict.group == "spelling"),
        nil=share(verdict.right for verdict in judged if verdict.group == "nil"),
        ambiguous=share(verdict.right for verdict in judged if verdict.group == "ambiguous"),
        precision=share(right),
    )


def share(flags: Iterable[bool]) -> float:
    """The share of true ones; not-a-number where there are none.

    >>> share([True, False]), share([])
    (0.5, nan)
    """
    values = list(flags)
    return sum(values) / len(values) if values else nan
