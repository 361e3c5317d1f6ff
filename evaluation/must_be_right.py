"""``python -m evaluation cases``: the cases that must be right, and those of them that are known to fail.

A case is a question of a set whose line says ``"must": true``. The known failures are strict: a case of the list that
has become right fails the tests as much as a case that is not on it and has become wrong. ``--update`` writes the list
again; look at the difference before you commit it.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from evaluation.compare_peers import CASES
from evaluation.data import EvaluationSet, Question, read_lines, read_set, set_names
from evaluation.judging import Answer, judge
from evaluation.peers import answer_of
from namenorm.normalizer import Normalizer

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

KNOWN_FAILURES = Path(__file__).parent.parent / "tests" / "cases" / "known_failures.jsonl"
"""Set and query of every case that must be right and is not yet."""


@dataclass(frozen=True, slots=True)
class Case:
    """A question of a set; ``must`` where a wrong answer is a bug."""

    set_name: str
    question: Question
    must: bool

    @property
    def key(self) -> tuple[str, str]:
        """What names the case in the list of known failures."""
        return self.set_name, self.question.text


@dataclass(frozen=True, slots=True)
class Outcome:
    """A case with namenorm's answer."""

    case: Case
    answer: Answer
    score: float

    @property
    def right(self) -> bool:
        """Whether the answer is right."""
        return judge(self.case.question, self.answer).right

    def __str__(self) -> str:
        expected = " or ".join(self.case.question.gold) or "NIL"
        given = f"{self.answer.status} {self.answer.id or ' '.join(self.answer.candidates[:2])}".strip()
        question = self.case.question
        return f"{self.case.set_name}: {question.text!r} ({question.kind}): {expected}, not {given} ({self.score:.2f})"


def read_cases(data: Path, name: str) -> list[Case]:
    """The cases of one set, in the order of the file."""
    lines: list[dict[str, Any]] = read_lines(data / f"{name}.queries.jsonl")
    questions = read_set(data, name).questions
    return [Case(name, question, line.get("must", False)) for question, line in zip(questions, lines, strict=True)]


def outcomes(item: EvaluationSet, cases: Sequence[Case]) -> Iterator[Outcome]:
    """The answers of namenorm, with its defaults."""
    normalizer = Normalizer.from_entities(item.entities)
    for case in cases:
        resolution = normalizer.resolve(case.question.text)
        yield Outcome(case, answer_of(resolution), resolution.score)


def all_outcomes(data: Path, names: Sequence[str] = ()) -> list[Outcome]:
    """The outcomes of all sets of a folder."""
    found: list[Outcome] = []
    for name in names or set_names(data):
        found += outcomes(read_set(data, name), read_cases(data, name))
    return found


def known_failures() -> set[tuple[str, str]]:
    """The keys of the cases that are known to fail."""
    return {(line["set"], line["query"]) for line in read_lines(KNOWN_FAILURES)}


def write_known_failures(found: Sequence[Outcome]) -> int:
    """Writes the list again; returns how many cases are on it."""
    wrong = sorted(outcome.case.key for outcome in found if outcome.case.must and not outcome.right)
    lines = [json.dumps({"set": name, "query": text}, ensure_ascii=False) + "\n" for name, text in wrong]
    KNOWN_FAILURES.write_text("".join(lines), encoding="utf-8", newline="\n")
    return len(wrong)


def main(arguments: Sequence[str]) -> int:
    """Runs the command; exit code 1 where a case fails that is not known to."""
    parser = _parser()
    options = parser.parse_args(arguments)
    if options.update and options.sets:
        parser.error("--update writes the whole list: name no set")
    found = all_outcomes(CASES, options.sets)
    if options.update:
        print(f"{write_known_failures(found)} known failures in {KNOWN_FAILURES.name}")
    for outcome in found:
        if not outcome.right and (outcome.case.must or options.all):
            print(outcome)
    must = [outcome for outcome in found if outcome.case.must]
    known = known_failures()
    wrong = [outcome for outcome in must if not outcome.right]
    unknown = [outcome for outcome in wrong if outcome.case.key not in known]
    print(f"{len(must)} cases must be right: {len(wrong)} are not, {len(unknown)} of them not known to fail")
    return 1 if unknown else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m evaluation cases", description=__doc__)
    parser.add_argument("sets", nargs="*", metavar="SET", help="sets to run; all where none is given")
    parser.add_argument("--all", action="store_true", help="show every wrong answer, not only those that must be right")
    parser.add_argument("--update", action="store_true", help="write the list of known failures again (all sets)")
    return parser
