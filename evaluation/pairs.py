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

from evaluation.data import fold_of, read_lines, stable_hash
from evaluation.parts import FOLDS, Part, is_unknown
from evaluation.trees import train_trees
from namenorm.config import Config
from namenorm.resolving.compare import compare, pair_scorer, score_turns
from namenorm.resolving.edits import EditModel
from namenorm.resolving.features import COLUMN, PAIR_FEATURES
from namenorm.resolving.scorer import feature_rows
from namenorm.text.fold import compact, fold

WRONG_RANKS = (0, 1, 3, 6, 10)


class Labelled(NamedTuple):
    """Two names, whether they name one entity, and the fold of that entity. The type is told for half of the pairs."""

    left: str
    right: str
    type: str | None
    same: bool
    fold: int


def name_key(text: str) -> str:
    """What equal names share."""
    return compact(fold(text))


def known_pairs(data: Path) -> frozenset[frozenset[str]]:
    """The keys of the pairs that are measured on."""
    lines = read_lines(data / "pairs.jsonl") if (data / "pairs.jsonl").exists() else []
    return frozenset(frozenset((name_key(line["left"]), name_key(line["right"]))) for line in lines)


def labelled_pairs(part: Part) -> Iterator[Labelled]:
    """Questions with the alias of their entity, and with aliases of the entities that are nearest but wrong."""
    for question, ranked in zip(part.questions, part.rows.ranked, strict=True):
        if question.gold and not question.solvable:
            continue
        wrong = 0
        for found in ranked:
            same = found.entity.id in question.gold
            if same or wrong in WRONG_RANKS:
                told = found.entity.type if stable_hash(question.text) // 7 % 2 else None
                yield Labelled(question.text, found.alias.text, told, same, fold_of(question, FOLDS))
            wrong += not same


def train_comparison(groups: Sequence[Sequence[Labelled]], tables: Sequence[EditModel]) -> dict[str, object]:
    """The decision over pair features, either name first; no table has seen what it compares.

    Within each group right and wrong pairs weigh the same, so that a score of one half lies between them; a group
    weighs as much as the square root of its size.
    """
    scorers = [pair_scorer(model) for model in tables]
    rows, labels, weights = [], [], []
    for group in groups:
        if len({pair.same for pair in group}) < 2:  # says nothing about where to draw the line
            continue
        right = sum(pair.same for pair in group)
        weight = {True: len(group) ** 0.5 / right, False: len(group) ** 0.5 / (len(group) - right)}
        for pair in group:
            for found in map(feature_rows, score_turns(pair.left, pair.right, pair.type, scorers[pair.fold])):
                if is_unknown(pair.left):
                    found[:, COLUMN["known_name"]] = 0.0
                rows.append(found[int(found[:, 0].argmax())])
                labels.append(pair.same)
                weights.append(weight[pair.same])
    scale = len(rows) / sum(weights)
    return train_trees(np.array(rows, dtype=np.float32), np.array(labels), np.array(weights) * scale, PAIR_FEATURES)


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
