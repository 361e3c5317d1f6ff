"""``python -m evaluation peers``: namenorm and its peers on sets of names, as Markdown tables."""

from __future__ import annotations

import argparse
import sys
import time
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from evaluation.data import EvaluationSet, read_set, sample, set_names
from evaluation.judging import Figures, Verdict, figures, share
from evaluation.peers import MISSING, PEERS, has_logic, namenorm_verdicts, peer_verdicts
from evaluation.tables import markdown, mean
from namenorm.text.scripts import script

if TYPE_CHECKING:
    from collections.abc import Sequence

CASES = Path(__file__).parent / "cases"
"""The case sets that come with the project."""
OURS = "namenorm"


@dataclass(frozen=True, slots=True)
class Run:
    """The judged answers of one system to one set, with the seconds that they took."""

    verdicts: tuple[Verdict, ...]
    seconds: float

    @property
    def figures(self) -> Figures:
        """The figures of this run."""
        return figures(self.verdicts)


Runs = dict[str, dict[str, Run]]
"""Runs by set and system."""


def main(arguments: Sequence[str]) -> int:
    """Runs the command."""
    options = _parser().parse_args(arguments)
    systems = _systems(options.system)
    names = options.sets or set_names(options.data)
    if not names:
        print(f"there is no SET.queries.jsonl in {options.data}", file=sys.stderr)
        return 2
    sets = [_sampled(read_set(options.data, name), options.sample) for name in names]
    runs: Runs = {}
    for item in sets:
        print(f"{item.name}: {len(item.questions)} names, {len(item.entities)} entities", file=sys.stderr)
        runs[item.name] = {system: run(system, item) for system in systems}
    print(report(sets, runs, systems))
    return 0


def run(system: str, item: EvaluationSet) -> Run:
    """Asks one system all questions of a set."""
    start = time.perf_counter()
    if system == OURS:
        verdicts = namenorm_verdicts(item.entities, item.questions)
    else:
        verdicts = peer_verdicts(PEERS[system](item.entities), item.questions)
    return Run(tuple(verdicts), time.perf_counter() - start)


def report(sets: Sequence[EvaluationSet], runs: Runs, systems: Sequence[str]) -> str:
    """All tables as one Markdown text."""
    tables = {
        "B by set (mean of recall and of correct NILs)": _by_set(sets, runs, systems),
        "Recall by script of the name": _by_script(sets, runs, systems),
    }
    if OURS in systems:
        tables["namenorm in detail"] = _detail(sets, runs)
    note = (
        "namenorm: one default for all. Peers: a NIL threshold tuned for each set, on the half of its names that it is"
        " not judged on."
    )
    return "\n\n".join(part for title, table in tables.items() for part in (f"### {title}", table)) + f"\n\n{note}"


def _by_set(sets: Sequence[EvaluationSet], runs: Runs, systems: Sequence[str]) -> str:
    rows: list[list[object]] = []
    for item in sets:
        balanced = [runs[item.name][system].figures.balanced for system in systems]
        rows.append([item.name, len(item.questions), *balanced])
    total = sum(len(item.questions) for item in sets)
    rows.append(
        ["mean", total, *(mean(runs[item.name][system].figures.balanced for item in sets) for system in systems)]
    )
    seconds = [sum(runs[item.name][system].seconds for item in sets) for system in systems]
    rows.append(["ms a name, index included", "", *(f"{1000 * spent / max(total, 1):.1f}" for spent in seconds)])
    return markdown(["set", "names", *systems], rows)


def _by_script(sets: Sequence[EvaluationSet], runs: Runs, systems: Sequence[str]) -> str:
    right: dict[str, dict[str, list[bool]]] = defaultdict(lambda: defaultdict(list))
    for item in sets:
        for system in systems:
            for question, verdict in zip(item.questions, runs[item.name][system].verdicts, strict=True):
                if verdict.group == "spelling":
                    right[script(question.text)][system].append(verdict.right)
    order = sorted(right, key=lambda name: (-len(right[name][systems[0]]), name))
    rows = [[name, len(right[name][systems[0]]), *(share(right[name][system]) for system in systems)] for name in order]
    return markdown(["script", "names", *systems], rows)


def _detail(sets: Sequence[EvaluationSet], runs: Runs) -> str:
    found = {item.name: runs[item.name][OURS].figures for item in sets}
    values: dict[str, tuple[float, ...]] = {
        name: (result.recall, result.nil, result.balanced, result.precision, result.ambiguous)
        for name, result in found.items()
    }
    values["mean"] = tuple(map(mean, zip(*values.values(), strict=True)))
    return markdown(
        ["set", "recall", "NIL", "B", "precision", "ambiguous"], [[name, *row] for name, row in values.items()]
    )


def _sampled(item: EvaluationSet, size: int) -> EvaluationSet:
    return EvaluationSet(item.name, item.gazetteer, item.entities, sample(item.questions, size))


def _systems(wanted: Sequence[str] | None) -> list[str]:
    systems = list(wanted or (OURS, *PEERS))
    if "logic-v2" in systems and not has_logic():
        print(MISSING, file=sys.stderr)
        systems.remove("logic-v2")
    return systems


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m evaluation peers", description=__doc__)
    parser.add_argument("sets", nargs="*", metavar="SET", help="sets to run; all of the folder where none is given")
    parser.add_argument("--data", type=Path, default=CASES, help="a folder of SET.queries.jsonl and SET.gaz.jsonl")
    parser.add_argument("--sample", type=int, default=0, metavar="N", help="at most N names a set")
    parser.add_argument("--system", action="append", choices=[OURS, *PEERS], help="only this one; may be repeated")
    return parser
