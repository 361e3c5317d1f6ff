"""What the method reaches on entities that it never saw: edit tables and trees are learned from the others.

    python -m evaluation.folds --data DIR [--sample N] [--leave-out]

Prints the figures of `evaluation.names` for every set at two sizes of its gazetteer.
``--leave-out`` also trains without a set, and without all sets on its gazetteer, and measures on it.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from evaluation.data import balanced_sample, fold_of, read_set, set_names
from evaluation.names import Figures, calibration_error, mean
from evaluation.parts import (
    FOLDS,
    Judged,
    Part,
    calibration_curve,
    collect_parts,
    in_fold,
    judge_folds,
    learn_fold_tables,
    train,
)  # fmt: skip
from namenorm.config import Config
from namenorm.model import Candidate, Query, Resolution
from namenorm.resolving.bearers import Bearer
from namenorm.resolving.decision import Decision
from namenorm.resolving.judged import Verdict
from namenorm.resolving.ranking import Ranked, weighed
from namenorm.resolving.verdict import decide

CONFIG = Config()
MEASURED = 800
"""Questions of a set that are measured on, half of them NILs where it has so many. The others are learned from only."""


def tally(part: Part, decisions: Sequence[Decision]) -> Figures:
    """How the resolver, with one decision a fold, answers the questions of a part."""
    chances = [decision.probabilities(part.rows.features) for decision in decisions]
    figures = Figures()
    measured = set(balanced_sample(part.questions, MEASURED))
    row = 0
    rows = part.rows
    for question, ranked, asked, slip in zip(part.questions, rows.ranked, rows.asked, rows.slips, strict=True):
        own = chances[fold_of(question, len(decisions))][row : row + len(ranked)].tolist()
        row += len(ranked)
        if question not in measured:
            continue
        judged = [item._replace(probability=chance) for item, chance in zip(ranked, own, strict=True)]
        likely = weighed(judged, asked.form)
        query = Query(question.text)
        figures.add(question, _resolution(query, slip or decide(asked, likely, CONFIG)))
    return figures


def _resolution(query: Query, verdict: Verdict[Bearer] | Verdict[Ranked]) -> Resolution:
    """A verdict in the form of an answer, without its evidence."""
    candidates = tuple(
        Candidate(item.kb.entity_id(item.row), "", item.kb.entity_type(item.row), item.alias, item.tier, score)
        for item, score, *_ in verdict.candidates[: CONFIG.limit]
    )
    return Resolution(query, verdict.status, candidates)


def report(title: str, parts: Sequence[Part], decisions: Callable[[Part], Sequence[Decision]]) -> None:
    """Prints the figures of all parts, and the mean B at each size."""
    print(title)
    for large in (False, True):
        found = [tally(part, decisions(part)) for part in parts if part.large == large]
        for name, figures in zip([part.name for part in parts if part.large == large], found, strict=True):
            print(f"  {name:18s} {'large ' if large else '      '}{figures.line()}", flush=True)
        answers = [answer for figures in found for answer in figures.answers]
        scores = [score for figures in found for score in figures.scores]
        balanced = sum(figures.balanced for figures in found) / len(found)
        print(f"  mean B {balanced:.3f}  precision {mean(answers):.3f}  ECE {calibration_error(scores):.3f}")


def report_folds(parts: Sequence[Part], raw: Sequence[dict[str, Any]]) -> list[Judged]:
    """Prints what decisions, one a fold, reach on their own folds, and returns what they said there."""
    judged = judge_folds(parts, [Decision(data) for data in raw])
    folds = [_calibrated(data, (item for item in judged if item.fold != fold)) for fold, data in enumerate(raw)]
    report("entities never seen", [part for part in parts if not part.made], lambda _: folds)
    return judged


def main() -> None:
    """Runs the command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder in the format described in README.md")
    parser.add_argument("--sample", type=int, default=1600, help="questions a set to learn from")
    parser.add_argument("--leave-out", action="store_true", help="also leave out whole sets")
    args = parser.parse_args()
    sets = [read_set(args.data, name) for name in set_names(args.data)]
    parts = list(collect_parts(sets, learn_fold_tables(sets), args.sample))
    raw = [train(parts, partial(in_fold, fold)) for fold in range(FOLDS)]
    judged = report_folds(parts, raw)
    measured = [part for part in parts if not part.made]
    if args.leave_out:
        without = {
            name: [_calibrated(train(parts, without=name), (item for item in judged if item.gazetteer != name))] * FOLDS
            for name in sorted({part.gazetteer for part in measured})
        }
        report("sets never seen", measured, lambda part: without[part.gazetteer])


def _calibrated(decision: dict[str, Any], judged: Iterable[Judged]) -> Decision:
    """A decision with a calibration that saw nothing of what is measured."""
    return Decision({**decision, "calibration": calibration_curve(judged)})


if __name__ == "__main__":
    main()
