"""Learns everything that the resolver ships: edit tables, concepts, the decision and the comparison.

    python -m evaluation.train --data DIR [--out src/namenorm/resolving/data] [--sample 1200] [--steps edits ...]

The steps build on each other, in this order: ``edits`` (expectation maximisation over name pairs), ``concepts`` (words
that names of many languages translate), ``decision`` (trees over features, at three sizes of every gazetteer; each
question is compared by tables that never saw its entity) and ``comparison`` (two names without a gazetteer).
Every step is seeded and repeatable. Sets in `evaluation.edits.NOT_FREE` are never learned from.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from evaluation.concepts import country_names, entity_names, merge, mine
from evaluation.data import EvaluationSet, Question, fold_of, read_set, sample, set_names, stable_hash
from evaluation.edits import NOT_FREE, collect_pairs, learn_tables
from evaluation.hard import small_sets
from evaluation.pairs import hard_pairs, labelled_pairs, train_comparison
from evaluation.rows import Rows, collect_folds
from evaluation.sizes import distractors, enlarge
from evaluation.trees import calibrate, train_trees
from namenorm.index.reader import MappedIndex
from namenorm.resolving.decision import Decision
from namenorm.resolving.edits import EditModel, default_edits
from namenorm.resolving.features import COLUMN

TrainingRows = tuple[npt.NDArray[np.float32], npt.NDArray[np.bool_], npt.NDArray[np.float64]]

DEFAULT_OUT = Path("src/namenorm/resolving/data")
FOLDS = 2
SET_WEIGHT = 500.0  # of a set's solvable questions, and of its NILs
SMALL_WEIGHT = 60.0  # of each small gazetteer
LEAST_QUESTIONS = 40  # a handful of questions does not weigh as much as hundreds
CLOSE_RANKS = 4
FAR_SHARE = 1 / 3
PAIRS_A_SET = 300
MULTILINGUAL = ("orgs", "un")
STEPS = ("edits", "concepts", "decision", "comparison")
ABOUT_EDITS = (
    "Costs of edit operations in nats, by script group against Latin ('same': within one script), as 'from:to'. "
    "'letters' holds the information -ln U of each letter on both sides, 'unseen' the -ln P of operations not listed. "
    "Learned by python -m evaluation.train from public name lists (CC0, CC BY, Unicode-3.0, public domain)."
)
ABOUT_CONCEPTS = (
    "Words that names of many languages translate: mined from names of countries (CLDR) and of organisations, and a "
    "reviewed list. English word, script group, romanised words. Made by python -m evaluation.train."
)


def main() -> None:
    """Runs the command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder in the format described in README.md")
    parser.add_argument("--out", type=Path, default=DEFAULT_OUT)
    parser.add_argument("--sample", type=int, default=1100, help="questions a set for the decision")
    parser.add_argument("--steps", nargs="+", choices=STEPS, default=STEPS)
    args = parser.parse_args()
    sets = [read_set(args.data, name) for name in set_names(args.data)]
    if "edits" in args.steps:
        tables = learn_tables(collect_pairs(sets, lambda _: True))
        _write(args.out / "edits.json", {"about": ABOUT_EDITS, "tables": tables}, 1)
    if "concepts" in args.steps:
        _write(args.out / "concepts.json", {"about": ABOUT_CONCEPTS, "concepts": learn_concepts(sets, args.out)}, 0)
    if "decision" in args.steps:
        _write(args.out / "decision.json", learn_decision(sets, args.sample), None)
    if "comparison" in args.steps:
        free = [item for item in sets if item.gazetteer not in NOT_FREE]
        pairs = [pair for item in free for pair in labelled_pairs(item, PAIRS_A_SET, range(FOLDS))]
        pairs += [pair for item in free for pair in hard_pairs(item, default_edits())]
        _write(args.out / "comparison.json", train_comparison(pairs), None)


def learn_concepts(sets: Sequence[EvaluationSet], out: Path) -> dict[str, Any]:
    """Concepts from the names of organisations, and of the countries that no set asks about."""
    edits = EditModel(json.loads((out / "edits.json").read_text(encoding="utf-8")))
    countries = [item for item in sets if item.gazetteer == "countries"]
    asked = [entity.id.removeprefix("iso:") for item in countries for entity in item.entities]
    groups = list(country_names(asked))
    for item in sets:
        if item.name in MULTILINGUAL:
            groups += entity_names(item.entities)
    return merge(mine(groups, edits))


def learn_decision(sets: Sequence[EvaluationSet], size: int) -> dict[str, Any]:
    """The decision, from all sets that may be learned from, each at three sizes of its gazetteer."""
    folds = [learn_fold_tables(sets, fold) for fold in range(FOLDS)]
    parts: list[TrainingRows] = []
    measured: list[tuple[Rows, Sequence[Question]]] = []
    for item in sets:
        if item.gazetteer in NOT_FREE:
            continue
        questions = sample(item.questions, size)
        for entities in (item.entities, enlarge(item, distractors(item, sets))):
            rows = collect_folds(MappedIndex.build(entities), questions, folds)
            parts.append(training_rows(rows, questions))
            measured.append((rows, questions))
            print(f"{item.name}: {len(entities)} entities, {len(rows.labels)} rows", flush=True)
        for small in small_sets(item, folds[0]):
            rows = collect_folds(MappedIndex.build(small.entities), small.questions, folds)
            parts.append(training_rows(rows, small.questions, set_weight=SMALL_WEIGHT))
    decision = train_trees(*join_rows(parts))
    decision["calibration"] = calibration_curve(measured)
    return decision


def join_rows(parts: Sequence[TrainingRows]) -> TrainingRows:
    """Features, labels and weights of all parts together."""
    features, labels, weights = (np.concatenate(columns) for columns in zip(*parts, strict=True))
    return features, labels, weights


def calibration_curve(measured: Sequence[tuple[Rows, Sequence[Question]]]) -> list[list[float]]:
    """The calibration of decisions that are trained on one half of the entities, on the other half."""
    odds, right = [], []
    for fold in range(FOLDS):
        parts = [training_rows(rows, questions, partial(in_fold, fold)) for rows, questions in measured]
        decision = Decision(train_trees(*join_rows(parts)))
        for rows, questions in measured:
            for value, label in best_rows(rows, questions, decision, fold):
                odds.append(value)
                right.append(label)
    return calibrate(np.array(odds), np.array(right, dtype=bool))


def best_rows(rows: Rows, questions: Sequence[Question], decision: Decision, fold: int) -> Iterator[tuple[float, bool]]:
    """Log-odds and label of the best entity of each question of a fold that the trees decide."""
    odds = decision.log_odds(rows.features)
    best: dict[int, int] = {}
    for row, number in enumerate(rows.questions.tolist()):
        if number not in best or odds[row] > odds[best[number]]:
            best[number] = row
    for number, row in best.items():
        question = questions[number]
        if not rows.keyed[row] and len(question.gold) < 2 and in_fold(fold, question):
            yield float(odds[row]), bool(rows.labels[row])


def in_fold(fold: int, question: Question) -> bool:
    """Whether a question is of a cross-validation fold."""
    return fold_of(question, FOLDS) == fold


def learn_fold_tables(sets: Sequence[EvaluationSet], fold: int) -> EditModel:
    """Edit tables that never saw the entities of a fold."""
    keep: Callable[[str], bool] = lambda entity_id: stable_hash(entity_id) % FOLDS != fold  # noqa: E731
    return EditModel({"tables": learn_tables(collect_pairs(sets, keep))})


def training_rows(
    rows: Rows,
    questions: Sequence[Question],
    leave_fold: Callable[[Question], bool] | None = None,
    set_weight: float = SET_WEIGHT,
) -> TrainingRows:
    """Features, labels and weights: solvable questions and NILs of a set weigh the same; far-off rows are thinned."""
    clear = [question.solvable or not question.gold for question in questions]
    left_out = [leave_fold is not None and leave_fold(question) for question in questions]
    usable = np.array(clear) & ~np.array(left_out)
    nil = np.array([not question.gold for question in questions])
    near = (rows.features[:, COLUMN["rank"]] < CLOSE_RANKS) | rows.labels
    picked = np.random.default_rng(5).random(near.size) < FAR_SHARE
    chosen = usable[rows.questions] & ~rows.keyed & (near | picked)
    numbers = rows.questions[chosen]
    weights = np.zeros(numbers.size)
    for flag in (True, False):
        own = nil[numbers] == flag
        weights[own] = set_weight / max(np.unique(numbers[own]).size, LEAST_QUESTIONS)
    weights *= np.where(near[chosen], 1.0, 1 / FAR_SHARE)
    return rows.features[chosen], rows.labels[chosen], weights


def _write(path: Path, data: Any, indent: int | None) -> None:
    separators = (",", ":") if indent is None else (",", ": ")
    path.write_text(json.dumps(data, ensure_ascii=False, indent=indent, separators=separators) + "\n", encoding="utf-8")
    print(f"wrote {path}", flush=True)


if __name__ == "__main__":
    main()
