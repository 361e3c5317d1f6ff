"""Feature rows: what the decision is trained on, one row an entity that a question could mean."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from evaluation.data import Question, fold_of
from namenorm.config import Config
from namenorm.kb import KnowledgeBase
from namenorm.model import Query, Tier
from namenorm.resolving.bearers import Bearer
from namenorm.resolving.edits import EditModel
from namenorm.resolving.features import FEATURES
from namenorm.resolving.judged import Verdict
from namenorm.resolving.ranking import Ranked, Ranker
from namenorm.resolving.readings import Asked, as_asked
from namenorm.resolving.slips import is_sure, likely_slip, slip_bearers, slip_score
from namenorm.resolving.verdict import decide_slip

_CERTAIN = (Tier.EXACT, Tier.FOLDED)


@dataclass(frozen=True, slots=True)
class Rows:
    """Features, labels (the entity is meant) and question numbers, row by row."""

    features: npt.NDArray[np.float32]
    labels: npt.NDArray[np.bool_]
    questions: npt.NDArray[np.intp]
    keyed: npt.NDArray[np.bool_]
    """Whether the question equals an alias: the rules decide it, not the trees."""
    ranked: tuple[tuple[Ranked, ...], ...]
    """The entities of each question, in the order of its rows and with no probability yet."""
    asked: tuple[Asked, ...]
    """Each question as it is looked up."""
    slips: tuple[Verdict[Bearer] | None, ...]
    """What each question means that is a sure slip, which is never put to the decision."""


def collect_folds(kb: KnowledgeBase, questions: Sequence[Question], edits: Sequence[EditModel]) -> Rows:
    """The rows of all questions against one knowledge base; each is compared by the tables of its own fold."""
    rankers = [Ranker(kb, Config(), model) for model in edits]
    features, labels, numbers, keyed = [], [], [], []
    ranked: list[tuple[Ranked, ...]] = []
    slips: list[Verdict[Bearer] | None] = []
    looked_up = [as_asked(kb, Query(question.text)) for question in questions]
    for number, (question, asked) in enumerate(zip(questions, looked_up, strict=True)):
        ranker = rankers[fold_of(question, len(rankers))]
        slips.append(_slip(kb, asked))
        compared = ranker.compare([asked])[0]
        if compared is None:
            ranked.append(())
            continue
        ranked.append(tuple(ranker.in_order(compared, asked.form, [0.0] * len(compared.entities))))
        certain = any(tier in _CERTAIN for tier in compared.pool.tiers.values())
        for place, row in enumerate(compared.entities):
            features.append(compared.features[place])
            labels.append(kb.entity(row).id in question.gold)
            numbers.append(number)
            keyed.append(certain)
    return Rows(
        np.array(features, dtype=np.float32).reshape(-1, len(FEATURES)), np.array(labels, dtype=bool),
        np.array(numbers, dtype=np.intp), np.array(keyed, dtype=bool), tuple(ranked),
        tuple(looked_up), tuple(slips),
    )  # fmt: skip


def _slip(kb: KnowledgeBase, asked: Asked) -> Verdict[Bearer] | None:
    found = None if asked.tiers else likely_slip(kb, asked.query, asked.form)
    if found is None or not is_sure(found[1], asked.form, Config().slip_probability):
        return None
    return decide_slip(asked.query, slip_bearers(kb, found[0]), slip_score(*found))
