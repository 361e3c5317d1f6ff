"""Learns which of the proposed aliases are aligned (``closeness.json``), and in which order entities stand before the
decision (``hand.json``): two steps of `evaluation.train`.

Both are logistic regressions over which aliases are those of the right entity, for questions whose entity is among the
proposals. They decide no answer by themselves: the first leaves aliases out, the second is a feature of the decision.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from evaluation.data import EvaluationSet, Question, fold_of, sample
from evaluation.edits import NOT_FREE
from namenorm.config import Config
from namenorm.index.reader import MappedIndex
from namenorm.kb import KnowledgeBase
from namenorm.model import Query
from namenorm.resolving.candidates import CLOSENESS, closeness_columns
from namenorm.resolving.edits import EditModel
from namenorm.resolving.features import HAND_FEATURES, hand_columns
from namenorm.resolving.ranking import Ranker
from namenorm.resolving.readings import Asked, as_asked
from namenorm.resolving.scorer import plain_rows

ASKED = 400
"""Questions of a set."""
ABOUT = "Log-odds that an alias is one of the entity that a name means. Learned by python -m evaluation.train."

Floats = npt.NDArray[np.float64]
Rows = tuple[Floats, tuple[int, ...]]
"""The columns of some aliases, and the rows of these in the index."""


def learn_closeness(sets: Sequence[EvaluationSet], tables: Sequence[EditModel]) -> dict[str, Any]:
    """How much each column of `CLOSENESS` says, and how much more or less within one script."""
    coefficients = _fit(sets, tables, _proposed)
    columns = len(CLOSENESS)
    return {
        "about": ABOUT, "columns": CLOSENESS, "weights": coefficients[:columns],
        "same_script": coefficients[columns:-1], "same_script_bias": coefficients[-1],
    }  # fmt: skip


def learn_hand(sets: Sequence[EvaluationSet], tables: Sequence[EditModel]) -> dict[str, Any]:
    """How much each column of `HAND_FEATURES` says, compared with the first."""
    coefficients = _fit(sets, tables, _compared)
    weights = [round(value / coefficients[0], 3) for value in coefficients]
    return {"about": ABOUT, "columns": HAND_FEATURES, "weights": weights}


def _proposed(ranker: Ranker, asked: Asked) -> Iterator[Rows]:
    for each in ranker.proposals(asked):
        columns, same = closeness_columns(each.pool, each.similar), each.same_script[:, None].astype(float)
        yield np.hstack([columns, columns * same, same]), each.pool.rows


def _compared(ranker: Ranker, asked: Asked) -> Iterator[Rows]:
    compared = ranker.compare([asked])[0]
    if compared is not None:
        yield hand_columns(plain_rows(compared.pairings)).astype(float), compared.pool.rows


def _fit(
    sets: Sequence[EvaluationSet], tables: Sequence[EditModel], look: Callable[[Ranker, Asked], Iterator[Rows]]
) -> list[float]:
    """The coefficients of a regression over the aliases that every question of the free sets brings up."""
    from sklearn.linear_model import LogisticRegression

    columns, labels, weights = [], [], []
    for item in sets:
        if item.gazetteer in NOT_FREE:
            continue
        rows = list(_rows(item, tables, look))
        columns += [own for own, _ in rows]
        labels += [right for _, right in rows]
        weights += [np.full(len(right), 1 / len(rows)) for _, right in rows]  # each set counts for as much
    share = np.concatenate(weights)
    model = LogisticRegression(C=10.0, max_iter=3000)
    model.fit(np.concatenate(columns), np.concatenate(labels), sample_weight=share * share.size / share.sum())
    return [round(float(value), 3) for value in model.coef_[0]]


def _rows(
    item: EvaluationSet, tables: Sequence[EditModel], look: Callable[[Ranker, Asked], Iterator[Rows]]
) -> Iterator[tuple[Floats, npt.NDArray[np.bool_]]]:
    """Columns and labels of the aliases of each reading of each question; of tables that never saw its entity."""
    kb = MappedIndex.build(item.entities)
    rankers = [Ranker(kb, Config(), model) for model in tables]
    for question in sample(tuple(question for question in item.questions if question.solvable), ASKED):
        asked = as_asked(kb, Query(question.text))
        if asked.tiers:  # an equal name needs no comparison
            continue
        for columns, aliases in look(rankers[fold_of(question, len(rankers))], asked):
            right = _are_right(kb, aliases, question)
            if right.any():
                yield columns, right


def _are_right(kb: KnowledgeBase, aliases: Sequence[int], question: Question) -> npt.NDArray[np.bool_]:
    return np.array([kb.entity_id(kb.alias_entity(row)) in question.gold for row in aliases], dtype=bool)
