"""Parts: the sets that the decision is trained and measured on, each at two sizes of its gazetteer, and small ones.

Every question is compared by edit tables that never saw its entity, so a decision may be trained on some folds of the
entities and measured on the other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
import numpy.typing as npt

from evaluation.data import EvaluationSet, Question, balanced_sample, fold_of, stable_hash
from evaluation.dense import dense_set
from evaluation.edits import NOT_FREE, collect_pairs, learn_tables
from evaluation.hard import organising_words, small_sets
from evaluation.misreading import misread_set
from evaluation.rows import Rows, collect_folds
from evaluation.sizes import distractors, enlarge
from evaluation.trees import calibrate, train_trees
from namenorm.index.reader import MappedIndex
from namenorm.model import Entity
from namenorm.resolving.decision import Decision
from namenorm.resolving.edits import EditModel
from namenorm.resolving.features import COLUMN

FOLDS = 4
SET_WEIGHT = 500.0  # of a set's solvable questions, and of its NILs
SMALL_WEIGHT = 60.0  # of each small gazetteer
DENSE_WEIGHT = 250.0  # of each gazetteer of places that lie close together
MISREAD_WEIGHT = 120.0  # of each gazetteer whose names were misread
DENSE = ((20_000, 400), (250_000, 400))
"""Distinct names, and questions of a kind."""
LEAST_QUESTIONS = 40  # a handful of questions does not weigh as much as hundreds
CLOSE_RANKS = 4
FAR_SHARE = 1 / 3

Floats = npt.NDArray[np.float32]
TrainingRows = tuple[Floats, npt.NDArray[np.bool_], npt.NDArray[np.float64]]


@dataclass(frozen=True, slots=True)
class Part:
    """The rows of one set at one size. Those with ``made`` questions are trained on only.

    ``weight``: of the solvable questions, and of the NILs.
    """

    name: str
    gazetteer: str
    large: bool
    made: bool
    weight: float
    questions: tuple[Question, ...]
    rows: Rows


def learn_fold_tables(sets: Sequence[EvaluationSet]) -> list[EditModel]:
    """For each fold, edit tables that never saw its entities."""
    return [
        EditModel({"tables": learn_tables(collect_pairs(sets, partial(_is_outside, fold)))}) for fold in range(FOLDS)
    ]


def _is_outside(fold: int, entity_id: str) -> bool:
    return stable_hash(entity_id) % FOLDS != fold


def collect_parts(sets: Sequence[EvaluationSet], tables: Sequence[EditModel], size: int) -> Iterator[Part]:
    """All parts of all sets, ``size`` questions a set, and of gazetteers of places that lie close together."""
    organising = organising_words([item for item in sets if item.gazetteer not in NOT_FREE])
    for item in sets:
        questions = balanced_sample(item.questions, size)
        yield _part(item, item.entities, questions, tables, large=False)
        yield _part(item, enlarge(item, distractors(item, sets)), questions, tables, large=True)
        for small in small_sets(item, tables[0], organising):
            yield _made(small, tables, SMALL_WEIGHT)
        if item.name == item.gazetteer:
            yield _made(misread_set(item), tables, MISREAD_WEIGHT)
    for names, asked in DENSE:
        yield _made(dense_set(names, asked), tables, DENSE_WEIGHT)


def plain_parts(sets: Sequence[EvaluationSet], tables: Sequence[EditModel], size: int) -> Iterator[Part]:
    """Those of `collect_parts` whose gazetteers and questions are as they are, of the sets that may be learned from."""
    for item in sets:
        if item.gazetteer not in NOT_FREE:
            yield _part(item, item.entities, balanced_sample(item.questions, size), tables, large=False)


def _part(
    item: EvaluationSet,
    entities: Sequence[Entity],
    questions: tuple[Question, ...],
    tables: Sequence[EditModel],
    *,
    large: bool,
) -> Part:
    rows = collect_folds(MappedIndex.build(entities), questions, tables)
    return Part(item.name, item.gazetteer, large=large, made=False, weight=SET_WEIGHT, questions=questions, rows=rows)


def _made(item: EvaluationSet, tables: Sequence[EditModel], weight: float) -> Part:
    rows = collect_folds(MappedIndex.build(item.entities), item.questions, tables)
    return Part(item.name, item.gazetteer, large=False, made=True, weight=weight, questions=item.questions, rows=rows)


def in_fold(fold: int, question: Question) -> bool:
    """Whether a question is of a cross-validation fold."""
    return fold_of(question, FOLDS) == fold


def train(parts: Sequence[Part], leave: Callable[[Question], bool] | None = None, without: str = "") -> dict[str, Any]:
    """A decision from all parts that may be learned from, without some questions and without one gazetteer."""
    chosen = [part for part in parts if part.gazetteer not in NOT_FREE and part.gazetteer != without]
    rows = [training_rows(part, leave) for part in chosen]
    features, labels, weights = (np.concatenate(columns) for columns in zip(*rows, strict=True))
    return train_trees(features, labels, weights)


def training_rows(part: Part, leave: Callable[[Question], bool] | None) -> TrainingRows:
    """Features, labels and weights: solvable questions and NILs of a set weigh the same; far-off rows are thinned."""
    rows, questions = part.rows, part.questions
    clear = [question.solvable or not question.gold for question in questions]
    left_out = [leave is not None and leave(question) for question in questions]
    usable = np.array(clear) & ~np.array(left_out)
    nil = np.array([not question.gold for question in questions])
    near = (rows.features[:, COLUMN["rank"]] < CLOSE_RANKS) | rows.labels
    picked = np.random.default_rng(5).random(near.size) < FAR_SHARE
    chosen = usable[rows.questions] & ~rows.keyed & (near | picked)
    numbers = rows.questions[chosen]
    weights = np.zeros(numbers.size)
    for flag in (True, False):
        own = nil[numbers] == flag
        weights[own] = part.weight / max(np.unique(numbers[own]).size, LEAST_QUESTIONS)
    weights *= np.where(near[chosen], 1.0, 1 / FAR_SHARE)
    return _half_known(rows.features[chosen], numbers, questions), rows.labels[chosen], weights


def is_unknown(text: str) -> bool:
    """Whether nothing is known of a name in training, whatever is."""
    return stable_hash("k" + text) % 2 == 0


def _half_known(features: Floats, numbers: npt.NDArray[np.intp], questions: Sequence[Question]) -> Floats:
    """Feature rows for which half of the known names are not.

    Many questions are names of GeoNames, as the known names are; more of what users ask is known to nobody.
    """
    unknown = np.array([is_unknown(question.text) for question in questions])[numbers]
    found = features.copy()
    found[unknown, COLUMN["known_name"]] = 0.0
    return found


@dataclass(frozen=True, slots=True)
class Judged:
    """Log-odds of the best entity of each question by a decision that never saw it, and whether that is right."""

    gazetteer: str
    fold: int
    odds: tuple[float, ...]
    right: tuple[bool, ...]


def judge_folds(parts: Iterable[Part], decisions: Sequence[Decision]) -> list[Judged]:
    """What the decisions, one a fold, say about their own folds, for the sets that may be learned from."""
    free = [part for part in parts if not part.made and part.gazetteer not in NOT_FREE]
    found = []
    for fold, decision in enumerate(decisions):
        for part in free:
            rows = list(_best_rows(part, decision, fold))
            odds, right = tuple(value for value, _ in rows), tuple(label for _, label in rows)
            found.append(Judged(part.gazetteer, fold, odds, right))
    return found


def calibration_curve(judged: Iterable[Judged]) -> list[list[float]]:
    """The calibration that fits some judgements."""
    chosen = list(judged)
    odds = np.concatenate([item.odds for item in chosen])
    return calibrate(odds, np.concatenate([item.right for item in chosen]).astype(bool))


def _best_rows(part: Part, decision: Decision, fold: int) -> Iterator[tuple[float, bool]]:
    """Log-odds and label of the best entity of each question of a fold that the trees decide."""
    rows = part.rows
    odds = decision.log_odds(rows.features)
    best: dict[int, int] = {}
    for row, number in enumerate(rows.questions.tolist()):
        if number not in best or odds[row] > odds[best[number]]:
            best[number] = row
    for number, row in best.items():
        question = part.questions[number]
        decided = rows.keyed[row] or rows.slips[number] is not None
        if not decided and len(question.gold) < 2 and in_fold(fold, question):
            yield float(odds[row]), bool(rows.labels[row])
