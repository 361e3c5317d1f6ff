"""Resolves the questions of evaluation sets and prints how many are answered rightly.

    python -m evaluation.names --data DIR [--sample N] [--large] [--unrelated FACTOR] [SET ...]

One line a set: recall on names that spelling can solve, share of correct NILs, B (their mean), precision of answers,
share of AMBIGUOUS questions found so, expected calibration error of the score, milliseconds a name.
``--large`` adds distractors from the other sets until the gazetteer is 3.5 times as large;
``--unrelated`` adds entities of other types, among them places of GeoNames, until it is so many times as large.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from evaluation.data import EvaluationSet, Question, read_set, sample, set_names
from evaluation.dense import dense_set
from evaluation.sizes import distractors, enlarge, unrelated
from namenorm.config import Config
from namenorm.index.reader import MappedIndex
from namenorm.model import Query, Resolution, Status
from namenorm.resolving.resolver import Resolver

BINS = 10
PLACES = 150_000  # names of places that make other gazetteers larger


@dataclass
class Figures:
    """Counts over the questions of one set."""

    spelling: list[bool] = field(default_factory=list)
    nil: list[bool] = field(default_factory=list)
    ambiguous: list[bool] = field(default_factory=list)
    answers: list[bool] = field(default_factory=list)
    scores: list[tuple[float, bool]] = field(default_factory=list)
    seconds: float = 0.0

    def add(self, question: Question, answer: Resolution) -> None:
        """Judges one answer."""
        right = answer.id is not None and answer.id in question.gold
        if not question.gold:
            self.nil.append(answer.status is Status.NIL)
        elif len(question.gold) > 1:
            offered = {candidate.entity_id for candidate in answer.candidates}
            enough = len(offered.intersection(question.gold)) >= 2
            self.ambiguous.append(answer.status is Status.AMBIGUOUS and enough)
            return
        elif question.solvable:
            self.spelling.append(right)
        if answer.id is not None:
            self.answers.append(right)
        best = answer.best
        self.scores.append((answer.score, best is not None and best.entity_id in question.gold))

    @property
    def recall(self) -> float:
        """Right answers among the names that spelling can solve."""
        return mean(self.spelling)

    @property
    def balanced(self) -> float:
        """The mean of recall and of correct NILs."""
        return (self.recall + mean(self.nil)) / 2 if self.nil else self.recall

    def line(self) -> str:
        """The figures in words."""
        return (
            f"recall {self.recall:.3f}  NIL {mean(self.nil):.3f} ({len(self.nil)})  B {self.balanced:.3f}  "
            f"precision {mean(self.answers):.3f}  ambiguous {mean(self.ambiguous):.3f}  "
            f"ECE {calibration_error(self.scores):.3f}"
        )


def mean(values: Sequence[bool]) -> float:
    """The share of true values; 0 where there are none."""
    return sum(values) / len(values) if values else 0.0


def calibration_error(scores: Iterable[tuple[float, bool]]) -> float:
    """The expected calibration error over ten equal bins."""
    bins: list[list[tuple[float, bool]]] = [[] for _ in range(BINS)]
    for score, right in scores:
        bins[min(int(score * BINS), BINS - 1)].append((score, right))
    total = sum(map(len, bins))
    gaps = (abs(sum(score for score, _ in each) - sum(right for _, right in each)) for each in bins if each)
    return sum(gaps) / total if total else 0.0


def measure(item: EvaluationSet, size: int, config: Config) -> Figures:
    """The figures of one set."""
    resolver = Resolver(MappedIndex.build(item.entities), config)
    figures = Figures()
    questions = sample(item.questions, size)
    start = time.perf_counter()
    answers = [resolver.resolve(Query(question.text)) for question in questions]
    figures.seconds = time.perf_counter() - start
    for question, answer in zip(questions, answers, strict=True):
        figures.add(question, answer)
    return figures


def main() -> None:
    """Runs the command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder in the format described in README.md")
    parser.add_argument("--sample", type=int, default=0, help="questions a set (default: all)")
    parser.add_argument("--large", action="store_true", help="with distractors from the other sets")
    parser.add_argument("--unrelated", type=float, metavar="FACTOR", help="so many times as many, of other types")
    parser.add_argument("sets", nargs="*")
    args = parser.parse_args()
    names = args.sets or set_names(args.data)
    everything = [read_set(args.data, name) for name in set_names(args.data)] if args.large or args.unrelated else []
    places = dense_set(PLACES, 0).entities if args.unrelated else ()
    balanced, scores, answers = [], [], []
    for name in names:
        item = read_set(args.data, name)
        if args.large:
            entities = enlarge(item, distractors(item, everything))
            item = EvaluationSet(item.name, item.gazetteer, entities, item.questions)
        if args.unrelated:
            entities = enlarge(item, unrelated(item, everything, places), args.unrelated)
            print(f"{len(entities) / len(item.entities):.1f} times", end=" ")
            item = EvaluationSet(item.name, item.gazetteer, entities, item.questions)
        figures = measure(item, args.sample, Config())
        speed = f"{1000 * figures.seconds / max(1, len(figures.scores)):.1f} ms"
        print(f"{name:18s} {figures.line()}  {speed}", flush=True)
        balanced.append(figures.balanced)
        scores += figures.scores
        answers += figures.answers
    overall = sum(balanced) / len(balanced)
    print(f"mean B {overall:.3f}  precision {mean(answers):.3f}  ECE {calibration_error(scores):.3f}")


if __name__ == "__main__":
    main()
