"""Learns the model of slips (``resolving/data/slips.json``), a step of `evaluation.train`.

Learns from the questions that are a letter or two away from one entity (`namenorm.resolving.slips`), those of the
evaluation sets and those about places where names lie close together (`evaluation.dense`); prints, for a model that saw
one half of the entities, how calibrated it is on the other half.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from evaluation.data import EvaluationSet, fold_of, sample
from evaluation.dense import dense_set
from evaluation.edits import NOT_FREE
from namenorm.index.reader import MappedIndex
from namenorm.model import Query
from namenorm.resolving.candidates import key_tiers
from namenorm.resolving.slips import FEATURES, find_slip, slip_features
from namenorm.text.keys import name_form

SURE = 0.9
DENSE = ((10_000, 3000), (100_000, 6000))
"""Distinct names, and questions of a kind; together these weigh about as much as all evaluation sets."""
_DENSE_WEIGHT = 0.1

Row = tuple[list[float], bool, int, float]


def collect(evaluation_set: EvaluationSet, size: int, weight: float = 1.0) -> list[Row]:
    """Features, whether the entity is meant, the fold and the weight of every question that is a slip."""
    kb = MappedIndex.build(evaluation_set.entities)
    found = []
    for question in sample(evaluation_set.questions, size):
        query, form = Query(question.text), name_form(question.text)
        slip = None if key_tiers(kb, question.text, form) else find_slip(kb, query, form)
        if slip is not None and (question.solvable or not question.gold):
            right = any(kb.entity_id(kb.alias_entity(row)) in question.gold for row in slip.rows)
            found.append((slip_features(kb, slip, form), right, fold_of(question), weight))
    return found


def fit(rows: list[Row]) -> Any:
    """A logistic regression over rows."""
    from sklearn.linear_model import LogisticRegression

    features = np.array([row[0] for row in rows])
    right, weights = [row[1] for row in rows], [row[3] for row in rows]
    return LogisticRegression(C=10.0, max_iter=3000).fit(features, right, sample_weight=weights)


def report(by_set: dict[str, list[Row]], free: list[Row]) -> None:
    """Prints how calibrated models are that saw one half of the entities of the free sets, on the other half."""
    print(f"{'set':20}{'slips':>7}{'right':>7}{'sure':>7}{'right of sure':>15}{'said':>7}")
    models = [fit([row for row in free if row[2] != fold]) for fold in (0, 1)]
    for name, rows in by_set.items():
        said = np.array([models[fold].predict_proba([features])[0, 1] for features, _, fold, _ in rows])
        right = np.array([label for _, label, _, _ in rows], dtype=bool)
        sure = said >= SURE
        figures = right.mean(), sure.mean(), right[sure].mean(), said[sure].mean()
        print(f"{name:20}{len(rows):7}" + "{:7.3f}{:7.3f}{:15.4f}{:7.3f}".format(*figures))


def learn_slips(sets: Sequence[EvaluationSet]) -> dict[str, Any]:
    """The model of slips."""
    by_set = {item.name: collect(item, 0) for item in sets}
    for names, questions in DENSE:
        dense = dense_set(names, questions)
        by_set[dense.name] = collect(dense, 0, _DENSE_WEIGHT)
    by_set = {name: rows for name, rows in by_set.items() if rows}
    free = [row for name, rows in by_set.items() if name not in NOT_FREE for row in rows]
    report(by_set, free)
    model = fit(free)
    return {
        "about": "log-odds that a name one or two letters from one entity only means it; see evaluation/README.md",
        "learned_from": sorted(name for name in by_set if name not in NOT_FREE),
        "features": FEATURES,
        "weights": [round(float(weight), 4) for weight in model.coef_[0]],
        "bias": round(float(model.intercept_[0]), 4),
    }
