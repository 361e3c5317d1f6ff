"""Name pairs for the comparison without a gazetteer: the right alias of a question, and likely wrong ones.

    python -m evaluation.pairs --data DIR

prints, for DIR/pairs.jsonl, how many pairs of each kind `compare` tells apart at a score of one half.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from evaluation.data import EvaluationSet, Question, balanced_sample, fold_of, read_lines, stable_hash
from evaluation.hard import small_sets
from evaluation.trees import train_trees
from namenorm.config import Config
from namenorm.index.reader import MappedIndex
from namenorm.model import Entity, Query
from namenorm.resolving.compare import compare, pair_scorer, score_pair
from namenorm.resolving.edits import EditModel
from namenorm.resolving.features import PAIR_FEATURES
from namenorm.resolving.ranking import Ranker
from namenorm.text.keys import name_form

WRONG_RANKS = (0, 1, 2, 4)
SMALL_ROUNDS = 2


class Labelled(NamedTuple):
    """Two names, whether they name one entity, and the fold of that entity. The type is told for half of the pairs."""

    left: str
    right: str
    type: str | None
    same: bool
    fold: int


def labelled_pairs(item: EvaluationSet, size: int, tables: Sequence[EditModel]) -> Iterator[Labelled]:
    """Questions with the alias of their entity, and with aliases of the entities that are nearest but wrong."""
    kb = MappedIndex.build(item.entities)
    rankers = [Ranker(kb, Config(), model) for model in tables]
    for question in balanced_sample(item.questions, size):
        if question.gold and not question.solvable:
            continue
        fold = fold_of(question, len(tables))
        wrong = 0
        for entity, name in _nearest(rankers[fold], question.text):
            same = entity.id in question.gold
            if same or wrong in WRONG_RANKS:
                yield Labelled(question.text, name, _told_type(question, entity), same, fold)
            wrong += not same


def hard_pairs(item: EvaluationSet, tables: Sequence[EditModel]) -> Iterator[Labelled]:
    """The same from small gazetteers, with names in which one word was swapped or inflected (`evaluation.hard`)."""
    for small in small_sets(item, tables[0], rounds=SMALL_ROUNDS):
        kb = MappedIndex.build(small.entities)
        rankers = [Ranker(kb, Config(), model) for model in tables]
        for question in small.questions:
            fold = fold_of(question, len(tables))
            for entity, name in _nearest(rankers[fold], question.text)[:1]:
                same = entity.id in question.gold
                if same or not question.gold:
                    yield Labelled(question.text, name, _told_type(question, entity), same, fold)


def _nearest(ranker: Ranker, name: str) -> list[tuple[Entity, str]]:
    """The entities that a name resembles, in the order of the plain score, each with its most similar alias."""
    form = name_form(name)
    compared = ranker.compare(Query(name), form)
    if compared is None:
        return []
    ranked = ranker.in_order(compared, form, [0.0] * len(compared.entities))
    return [(found.entity, found.alias.text) for found in ranked]


def _told_type(question: Question, entity: Entity) -> str | None:
    return entity.type if stable_hash(question.text) // 7 % 2 else None


def train_comparison(pairs: Sequence[Labelled], tables: Sequence[EditModel]) -> dict[str, object]:
    """The decision over pair features, right and wrong pairs weighing the same; no table has seen what it compares."""
    scorers = [pair_scorer(model) for model in tables]
    rows, labels = [], []
    for pair in pairs:
        found = score_pair(pair.left, pair.right, pair.type, scorers[pair.fold]).features
        rows.append(found[int(found[:, 0].argmax())])
        labels.append(pair.same)
    answers = np.array(labels, dtype=bool)
    weights = np.where(answers, 0.5 / answers.mean(), 0.5 / (1 - answers.mean()))
    return train_trees(np.array(rows, dtype=np.float32), answers, weights, PAIR_FEATURES)


def main() -> None:
    """Runs the command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder in the format described in README.md")
    args = parser.parse_args()
    right: dict[tuple[str, bool], list[bool]] = defaultdict(list)
    for line in read_lines(args.data / "pairs.jsonl"):
        same = compare(line["left"], line["right"], line.get("type"), Config()).score >= 0.5
        for kind in (line["kind"], "all"):
            right[kind, line["match"]].append(same == line["match"])
    for kind in sorted({kind for kind, _ in right}):
        found = {match: right.get((kind, match), []) for match in (True, False)}
        shares = [sum(values) / len(values) for values in found.values() if values]
        counts = f"same {len(found[True])}, different {len(found[False])}"
        print(f"{kind:28s} balanced accuracy {sum(shares) / len(shares):.3f}  ({counts})")


if __name__ == "__main__":
    main()
