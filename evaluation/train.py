"""Learns everything that the resolver ships: edit tables, concepts, the decision and the comparison.

    python -m evaluation.train --data DIR [--out src/namenorm/resolving/data] [--sample 800] [--steps edits ...]

The steps build on each other, in this order: ``edits`` (expectation maximisation over name pairs), ``concepts`` (words
that names of many languages translate), ``countries`` (their names, which no other country bears), ``decision`` (trees
over features, at three sizes of every gazetteer; each question is compared by tables that never saw its entity) and
``comparison`` (two names without a gazetteer).
Every step is seeded and repeatable. Sets in `evaluation.edits.NOT_FREE` are never learned from.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from evaluation.concepts import country_names, entity_names, merge, mine
from evaluation.countries import country_names as names_by_country
from evaluation.data import EvaluationSet, read_set, set_names
from evaluation.edits import NOT_FREE, collect_pairs, learn_tables
from evaluation.pairs import labelled_pairs, train_comparison
from evaluation.parts import (
    FOLDS,
    Part,
    calibration_curve,
    collect_parts,
    in_fold,
    judge_folds,
    learn_fold_tables,
    train,
)  # fmt: skip
from namenorm.resolving.decision import Decision
from namenorm.resolving.edits import EditModel

DEFAULT_OUT = Path("src/namenorm/resolving/data")
MULTILINGUAL = ("orgs", "un")
STEPS = ("edits", "concepts", "countries", "decision", "comparison")
ABOUT_EDITS = (
    "Costs of edit operations in nats, by script group against Latin ('same': within one script), as 'from:to'. "
    "'letters' holds the information -ln U of each letter on both sides, 'unseen' the -ln P of operations not listed. "
    "Learned by python -m evaluation.train from public name lists (CC0, CC BY, Unicode-3.0, public domain)."
)
ABOUT_CONCEPTS = (
    "Words that names of many languages translate: mined from names of countries (CLDR) and of organisations, and a "
    "reviewed list. English word, script group, romanised words. Made by python -m evaluation.train."
)

ABOUT_COUNTRIES = (
    "Folded names of countries and territories by ISO 3166 code, from CLDR. Made by python -m evaluation.train."
)


def main() -> None:
    """Runs the command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder in the format described in README.md")
    parser.add_argument("--out", type=Path, default=DEFAULT_OUT)
    parser.add_argument("--sample", type=int, default=800, help="questions a set")
    parser.add_argument("--steps", nargs="+", choices=STEPS, default=STEPS)
    args = parser.parse_args()
    sets = [read_set(args.data, name) for name in set_names(args.data)]
    if "edits" in args.steps:
        learned = learn_tables(collect_pairs(sets, lambda _: True))
        _write(args.out / "edits.json", {"about": ABOUT_EDITS, "tables": learned}, 1)
    if "concepts" in args.steps:
        _write(args.out / "concepts.json", {"about": ABOUT_CONCEPTS, "concepts": learn_concepts(sets, args.out)}, 0)
    if "countries" in args.steps:
        _write(args.out / "countries.json", {"about": ABOUT_COUNTRIES, "countries": names_by_country()}, 0)
    if {"decision", "comparison"}.isdisjoint(args.steps):
        return
    tables = learn_fold_tables(sets)
    parts = list(collect_parts(sets, tables, args.sample))
    if "decision" in args.steps:
        _write(args.out / "decision.json", learn_decision(parts), None)
    if "comparison" in args.steps:
        free = [part for part in parts if part.gazetteer not in NOT_FREE and not part.large]
        pairs = [pair for part in free for pair in labelled_pairs(part)]
        _write(args.out / "comparison.json", train_comparison(pairs, tables), None)


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


def learn_decision(parts: Sequence[Part]) -> dict[str, Any]:
    """The decision, calibrated by decisions that were trained in the same way without the entities they judge."""
    others = [Decision(train(parts, partial(in_fold, fold))) for fold in range(FOLDS)]
    decision = train(parts)
    decision["calibration"] = calibration_curve(judge_folds(parts, others))
    return decision


def _write(path: Path, data: Any, indent: int | None) -> None:
    separators = (",", ":") if indent is None else (",", ": ")
    path.write_text(json.dumps(data, ensure_ascii=False, indent=indent, separators=separators) + "\n", encoding="utf-8")
    print(f"wrote {path}", flush=True)


if __name__ == "__main__":
    main()
