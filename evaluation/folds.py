"""What the method reaches on entities that it never saw: edit tables and trees are learned from the other half.

    python -m evaluation.folds --data DIR [--sample N] [--leave-out]

Prints the figures of `evaluation.names` for the decision alone, for every set at two sizes of its gazetteer.
``--leave-out`` also trains without a set, and without all sets on its gazetteer, and measures on it.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from evaluation.data import Question, fold_of, read_set, sample, set_names
from evaluation.edits import NOT_FREE
from evaluation.hard import small_sets
from evaluation.names import calibration_error, mean
from evaluation.rows import Rows, collect_folds
from evaluation.sizes import distractors, enlarge
from evaluation.train import FOLDS, SET_WEIGHT, SMALL_WEIGHT, in_fold, join_rows, learn_fold_tables, training_rows
from evaluation.trees import train_trees
from namenorm.config import Config
from namenorm.index.reader import MappedIndex
from namenorm.resolving.decision import Decision


@dataclass(frozen=True, slots=True)
class Part:
    """The rows of one set at one size."""

    name: str
    gazetteer: str
    large: bool
    weight: float
    questions: tuple[Question, ...]
    rows: Rows


@dataclass
class Tally:
    """Right and wrong answers of one part."""

    spelling: list[bool]
    nil: list[bool]
    answers: list[bool]
    scores: list[tuple[float, bool]]

    def line(self) -> str:
        """The figures in words."""
        return (
            f"recall {mean(self.spelling):.3f}  NIL {mean(self.nil):.3f} ({len(self.nil)})  B {self.balanced:.3f}  "
            f"precision {mean(self.answers):.3f}  ECE {calibration_error(self.scores):.3f}"
        )

    @property
    def balanced(self) -> float:
        """The mean of recall and of correct NILs."""
        return (mean(self.spelling) + mean(self.nil)) / 2 if self.nil else mean(self.spelling)


def collect_parts(data: Path, size: int) -> list[Part]:
    """The rows of all sets at both sizes; each question is compared by tables that never saw its entity."""
    sets = [read_set(data, name) for name in set_names(data)]
    tables = [learn_fold_tables(sets, fold) for fold in range(FOLDS)]
    parts = []
    for item in sets:
        questions = sample(item.questions, size)
        for large in (False, True):
            entities = enlarge(item, distractors(item, sets)) if large else item.entities
            rows = collect_folds(MappedIndex.build(entities), questions, tables)
            parts.append(Part(item.name, item.gazetteer, large, SET_WEIGHT, questions, rows))
    return parts


def collect_small(data: Path) -> list[Part]:
    """The rows of small gazetteers with hard questions, which are trained on only."""
    sets = [read_set(data, name) for name in set_names(data)]
    tables = [learn_fold_tables(sets, fold) for fold in range(FOLDS)]
    parts = []
    for item in sets:
        for small in small_sets(item, tables[0]):
            rows = collect_folds(MappedIndex.build(small.entities), small.questions, tables)
            parts.append(
                Part(item.name, item.gazetteer, large=False, weight=SMALL_WEIGHT, questions=small.questions, rows=rows)
            )
    return parts


def train(parts: Sequence[Part], leave: Callable[[Question], bool] | None = None, without: str = "") -> Decision:
    """A decision from all parts that may be learned from, without some questions and without one gazetteer."""
    chosen = [part for part in parts if part.gazetteer not in NOT_FREE and part.gazetteer != without]
    rows = [training_rows(part.rows, part.questions, leave, part.weight) for part in chosen]
    return Decision(train_trees(*join_rows(rows)))


def tally(part: Part, decisions: Sequence[Decision]) -> Tally:
    """How the decisions, one a fold, answer the questions of a part."""
    by_question: dict[int, list[int]] = {}
    for row, number in enumerate(part.rows.questions):
        by_question.setdefault(int(number), []).append(row)
    chances = [decision.probabilities(part.rows.features) for decision in decisions]
    found = Tally([], [], [], [])
    least = Config().min_probability
    for number, question in enumerate(part.questions):
        if len(question.gold) > 1:
            continue
        rows = by_question.get(number, [])
        own = chances[fold_of(question, len(decisions))]
        best = max(rows, key=lambda row: own[row]) if rows else None
        keyed = best is not None and bool(part.rows.keyed[best])
        score = 0.0 if best is None else 1.0 if keyed else float(own[best])
        right = best is not None and bool(part.rows.labels[best])
        _count(found, question, score >= least, right)
        if not keyed:
            found.scores.append((score, right))
    return found


def _count(found: Tally, question: Question, answered: bool, right: bool) -> None:  # noqa: FBT001
    if not question.gold:
        found.nil.append(not answered)
    elif question.solvable:
        found.spelling.append(answered and right)
    if answered:
        found.answers.append(right)


def report(title: str, parts: Sequence[Part], decide: Callable[[Part], Sequence[Decision]]) -> None:
    """Prints the figures of all parts, and the mean B at each size."""
    print(title)
    for large in (False, True):
        balanced = []
        for part in parts:
            if part.large == large:
                found = tally(part, decide(part))
                balanced.append(found.balanced)
                print(f"  {part.name:18s} {'large ' if large else '      '}{found.line()}", flush=True)
        print(f"  mean B {sum(balanced) / len(balanced):.3f}")


def main() -> None:
    """Runs the command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder in the format described in README.md")
    parser.add_argument("--sample", type=int, default=1100, help="questions a set")
    parser.add_argument("--leave-out", action="store_true", help="also leave out whole sets")
    args = parser.parse_args()
    parts = collect_parts(args.data, args.sample)
    small = collect_small(args.data)
    folds = [train([*parts, *small], partial(in_fold, fold)) for fold in range(FOLDS)]
    report("other half of the entities", parts, lambda _: folds)
    if args.leave_out:
        without = {part.gazetteer: [train([*parts, *small], without=part.gazetteer)] * FOLDS for part in parts}
        report("set left out", parts, lambda part: without[part.gazetteer])


if __name__ == "__main__":
    main()
