"""Learns what the resolver ships: one command makes every file of ``resolving/data``, byte for byte, but for
``kanji.json`` (`evaluation.kanji`), ``known_names.bin`` (`evaluation.known_names`) and ``known_surnames.bin``
(`evaluation.known_surnames`).

    python -m evaluation.train --data DIR [--sample 1600] [--steps edits ...]

In this order: edit tables (expectation maximisation over name pairs), concepts (words that names of many languages
translate), countries (their names, which no other country bears), slips (names a letter or two from one entity),
closeness (which of the proposed aliases are compared), the decision (trees over features, at several sizes of every
gazetteer; each question is compared by tables that never saw its entity) and the comparison (two names without a
gazetteer). What is learned later is learned from what was written before, so the command starts each step in a process
of its own. Every step is seeded and repeatable. Sets in `evaluation.edits.NOT_FREE` are never learned from, nor are
the pairs of ``DIR/pairs.jsonl``.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from evaluation.concepts import country_names, entity_names, merge, mine
from evaluation.countries import country_names as names_by_country
from evaluation.countries import place_names, shared_names
from evaluation.data import EvaluationSet, read_set, set_names
from evaluation.dense import dense_set
from evaluation.edits import NOT_FREE, collect_pairs, learn_tables
from evaluation.first_cut import learn_closeness
from evaluation.folds import report_folds
from evaluation.made_pairs import PLACES, made_pairs
from evaluation.pairs import known_pairs, labelled_pairs, train_comparison
from evaluation.parts import (
    FOLDS,
    Part,
    calibration_curve,
    collect_parts,
    in_fold,
    learn_fold_tables,
    plain_parts,
    train,
)  # fmt: skip
from evaluation.slips import learn_slips
from namenorm.resolving.edits import EditModel

OUT = Path("src/namenorm/resolving/data")
MULTILINGUAL = ("orgs", "un")
COMPARED = 800
"""Questions of a set that the comparison learns from; with more, pairs made from gazetteers would count for less."""
STEPS = ("edits", "concepts", "countries", "slips", "closeness", "decision", "comparison")
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
    "Folded names of countries and territories by ISO 3166 code, with the languages that call them so, from CLDR, and "
    "those that cities and states of GeoNames share. Made by python -m evaluation.train."
)


ABOUT_PLACES = (
    "Folded names of regions by UN M49 code, of the European Union and the United Nations, and of cities by "
    "their time zone, with the languages that call them so, from CLDR, and of regions, seas and rivers by their "
    "English names. Made by python -m evaluation.train."
)


def main() -> None:
    """Runs the command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder in the format described in README.md")
    parser.add_argument("--sample", type=int, default=1600, help="questions a set to learn from")
    parser.add_argument("--steps", nargs="+", choices=STEPS, default=STEPS)
    args = parser.parse_args()
    if len(args.steps) > 1:
        for step in args.steps:
            command = [sys.executable, "-m", "evaluation.train", "--data", str(args.data), "--sample", str(args.sample)]
            subprocess.run([*command, "--steps", step], check=True)
        return
    sets = [read_set(args.data, name) for name in set_names(args.data)]
    match args.steps[0]:
        case "edits":
            tables = learn_tables(collect_pairs(sets, lambda _: True))
            _write("edits.json", {"about": ABOUT_EDITS, "tables": tables}, 1)
        case "concepts":
            _write("concepts.json", {"about": ABOUT_CONCEPTS, "concepts": learn_concepts(sets)}, 0)
        case "countries":
            _write(
                "countries.json",
                {"about": ABOUT_COUNTRIES, "shared": shared_names(), "countries": names_by_country()},
                0,
            )
            _write("places.json", {"about": ABOUT_PLACES, "places": place_names()}, 0)
        case "slips":
            _write("slips.json", learn_slips(sets), 1)
        case "closeness":
            _write("closeness.json", learn_closeness(sets, learn_fold_tables(sets)), None)
        case "decision":
            parts = list(collect_parts(sets, learn_fold_tables(sets), args.sample))
            _write("decision.json", learn_decision(parts), None)
        case _:
            _write("comparison.json", learn_comparison(args.data, sets, min(args.sample, COMPARED)), None)


def learn_comparison(data: Path, sets: Sequence[EvaluationSet], sample: int) -> dict[str, object]:
    """The comparison, from questions and from pairs made from the gazetteers."""
    tables = learn_fold_tables(sets)
    gazetteers = {item.gazetteer: item.entities for item in sets if item.gazetteer not in NOT_FREE}
    gazetteers["dense"] = dense_set(PLACES, 0).entities
    known = known_pairs(data)
    groups = [list(labelled_pairs(part)) for part in plain_parts(sets, tables, sample)]
    groups += [group for name, entities in gazetteers.items() for group in made_pairs(name, entities, known)]
    return train_comparison(groups, tables)


def learn_concepts(sets: Sequence[EvaluationSet]) -> dict[str, Any]:
    """Concepts from the names of organisations, and of the countries that no set asks about."""
    edits = EditModel(json.loads((OUT / "edits.json").read_text(encoding="utf-8")))
    countries = [item for item in sets if item.gazetteer == "countries"]
    asked = [entity.id.removeprefix("iso:") for item in countries for entity in item.entities]
    groups = list(country_names(asked))
    for item in sets:
        if item.name in MULTILINGUAL:
            groups += entity_names(item.entities)
    return merge(mine(groups, edits))


def learn_decision(parts: Sequence[Part]) -> dict[str, Any]:
    """The decision, calibrated by decisions that were trained in the same way without the entities they judge.

    What those reach is printed: the figures of `evaluation.folds`.
    """
    raw = [train(parts, partial(in_fold, fold)) for fold in range(FOLDS)]
    judged = report_folds(parts, raw)
    return {**train(parts), "calibration": calibration_curve(judged)}


def _write(name: str, data: Any, indent: int | None) -> None:
    separators = (",", ":") if indent is None else (",", ": ")
    text = json.dumps(data, ensure_ascii=False, indent=indent, separators=separators) + "\n"
    (OUT / name).write_text(text, encoding="utf-8", newline="\n")
    print(f"wrote {OUT / name}", flush=True)


if __name__ == "__main__":
    main()
