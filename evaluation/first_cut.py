"""Learns which of the proposed aliases are aligned (``closeness.json``), a step of `evaluation.train`.

A logistic regression over which aliases are those of the right entity, for questions whose entity is among the
proposals. It decides no answer by itself: it leaves aliases out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from evaluation.data import EvaluationSet, fold_of, sample
from evaluation.edits import NOT_FREE
from namenorm.config import Config
from namenorm.index.reader import MappedIndex
from namenorm.model import Query
from namenorm.resolving.candidates import closeness_columns
from namenorm.resolving.edits import EditModel
from namenorm.resolving.ranking import Ranker
from namenorm.resolving.readings import as_asked
from namenorm.text.grams import GRAM_VIEWS

CLOSENESS = (*GRAM_VIEWS, "whole", "place")
"""The names of `closeness_columns`."""
ASKED = 400
"""Questions of a set."""
ABOUT = "Log-odds that an alias is one of the entity that a name means. Learned by python -m evaluation.train."


def learn_closeness(sets: Sequence[EvaluationSet], tables: Sequence[EditModel]) -> dict[str, Any]:
    """How much each of the `CLOSENESS` columns says, and how much more or less within one script."""
    from sklearn.linear_model import LogisticRegression

    columns, labels, weights = [], [], []
    for item in sets:
        rows = [] if item.gazetteer in NOT_FREE else list(_rows(item, tables))
        columns += [own for own, _ in rows]
        labels += [right for _, right in rows]
        weights += [np.full(len(right), 1 / len(rows)) for _, right in rows]  # each set counts for as much
    share = np.concatenate(weights)
    model = LogisticRegression(C=10.0, max_iter=3000)
    model.fit(np.concatenate(columns), np.concatenate(labels), sample_weight=share * share.size / share.sum())
    coefficients = [round(float(value), 3) for value in model.coef_[0]]
    size = len(CLOSENESS)
    return {
        "about": ABOUT, "columns": CLOSENESS, "weights": coefficients[:size],
        "same_script": coefficients[size:-1], "same_script_bias": coefficients[-1],
    }  # fmt: skip


def _rows(
    item: EvaluationSet, tables: Sequence[EditModel]
) -> Iterator[tuple[npt.NDArray[np.float64], npt.NDArray[np.bool_]]]:
    """Columns and labels of what each reading of each question proposes; by tables that never saw its entity."""
    kb = MappedIndex.build(item.entities)
    rankers = [Ranker(kb, Config(), model) for model in tables]
    for question in sample(tuple(question for question in item.questions if question.solvable), ASKED):
        asked = as_asked(kb, Query(question.text))
        if asked.tiers:  # an equal name needs no comparison
            continue
        for each in rankers[fold_of(question, len(rankers))].proposals(asked):
            right = np.array(
                [kb.entity_id(kb.alias_entity(row)) in question.gold for row in each.pool.rows], dtype=bool
            )
            if right.any():
                columns, same = closeness_columns(each.pool, each.similar), each.same_script[:, None].astype(float)
                yield np.hstack([columns, columns * same, same]), right
