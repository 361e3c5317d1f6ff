"""Name pairs for the comparison without a gazetteer: the right alias of a question, and likely wrong ones.

    python -m evaluation.pairs --data DIR

prints, for DIR/pairs.jsonl, how many pairs of each kind `compare` tells apart at a score of one half.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from evaluation.data import EvaluationSet, fold_of, read_lines, sample, stable_hash
from evaluation.hard import small_sets
from evaluation.trees import train_trees
from namenorm.config import Config
from namenorm.index.reader import MappedIndex
from namenorm.model import Query
from namenorm.resolving.compare import compare, pair_rows
from namenorm.resolving.edits import EditModel
from namenorm.resolving.features import PAIR_FEATURES
from namenorm.resolving.ranking import Ranker

WRONG_RANKS = (2, 4, 7, 11)

Labelled = tuple[str, str, str | None, bool]


def labelled_pairs(item: EvaluationSet, size: int, folds: Sequence[int]) -> Iterator[Labelled]:
    """Pairs of a question and an alias, with the entity type for half of them, and whether they belong together."""
    kb = MappedIndex.build(item.entities)
    ranker = Ranker(kb, Config())
    for question in sample(item.questions, size):
        if fold_of(question) not in folds or (question.gold and not question.solvable):
            continue
        ranked = ranker.rank(Query(question.text))
        wrong = [found for found in ranked if found.entity.id not in question.gold]
        right = [found for found in ranked if found.entity.id in question.gold]
        typed = stable_hash(question.text) // 7 % 2
        for found in right[:1]:
            yield question.text, found.alias.text, found.entity.type if typed else None, True
        for rank in WRONG_RANKS:
            if rank < len(wrong):
                found = wrong[rank]
                yield question.text, found.alias.text, found.entity.type if typed else None, False


def hard_pairs(item: EvaluationSet, edits: EditModel) -> Iterator[Labelled]:
    """The same from small gazetteers, with names in which one word was swapped for another (`evaluation.hard`)."""
    for small in small_sets(item, edits, rounds=1):
        ranker = Ranker(MappedIndex.build(small.entities), Config())
        for question in small.questions:
            found = ranker.rank(Query(question.text))[:1]
            typed = stable_hash(question.text) // 7 % 2
            for best in found:
                kind = best.entity.type if typed else None
                yield question.text, best.alias.text, kind, best.entity.id in question.gold


def train_comparison(pairs: Sequence[Labelled]) -> dict[str, object]:
    """The decision over pair features, right and wrong pairs weighing the same."""
    rows, labels = [], []
    for left, right, kind, same in pairs:
        found: npt.NDArray[np.float32] = pair_rows(left, right, kind)
        rows.append(found[int(found[:, 0].argmax())])
        labels.append(same)
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
