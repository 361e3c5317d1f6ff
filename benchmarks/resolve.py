"""``python -m benchmarks resolve``: one name at a time, and a thousand at once."""

from __future__ import annotations

import random
import shutil
import statistics
import sys
import time
from typing import TYPE_CHECKING, Any

from benchmarks.data import ABSENT, KINDS, ONE_EDIT, SIZES, TWO_EDITS, Names, Question
from benchmarks.measuring import Timed, interleaved, missing, runnable, warm_up
from benchmarks.resolvers import RESOLVERS, Namenorm
from namenorm.adapters.arrow import resolve_arrow
from namenorm.normalizer import Normalizer

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from namenorm.model import Resolution

    Row = dict[str, Any]

_CHUNK = 100
"""Questions that a system answers in a row before the next has its turn."""
_BATCH = 500
"""Names in a batch; there are two."""
_MATRIX = 1 << 26
"""How many similarities `cdist` computes at once at most, so that its matrix stays small."""


def run(sizes: Sequence[str], folder: Path, budget: float) -> list[Row]:
    """One row for each system, size and kind of question."""
    rows: list[Row] = []
    for size in sizes:
        names = Names(size, folder)
        # First, since a process that is forked shares the memory of its parent, which the peers' indexes would fill.
        rows += batches(names, budget)
        rows += single(names, folder, budget)
    return rows


def single(names: Names, folder: Path, budget: float) -> list[Row]:
    """One name at a time."""
    systems, reasons = prepared(names, folder)
    rows: list[Row] = [{"size": names.size, "system": name, "missing": reason} for name, reason in reasons.items()]
    for kind in KINDS:
        questions = [item for item in names.questions if item.kind == kind]
        print(f"  resolve {names.size} {kind}: {len(questions)} questions", file=sys.stderr)
        if not questions:
            continue
        asks = {name: _asking(system) for name, system in systems.items()}
        found = interleaved(asks, questions, budget=budget, chunk=_CHUNK)
        rows += [
            {"size": names.size, "system": name, "kind": kind, **figures(found[name], questions, system, names)}
            for name, system in systems.items()
        ]
    return rows


def prepared(names: Names, folder: Path) -> tuple[dict[str, Any], dict[str, str]]:
    """The systems, built or opened and warm; and why the others are left out."""
    systems, reasons = {}, {}
    made = folder / f"resolve-{names.size}"
    shutil.rmtree(made, ignore_errors=True)
    made.mkdir()
    for kind, reason in runnable(RESOLVERS, SIZES[names.size]):
        if reason:
            reasons[kind.name] = reason
            continue
        print(f"  resolve {names.size}: preparing {kind.name}", file=sys.stderr)
        system = kind()
        if kind is not Namenorm:  # of namenorm there is one index for all benchmarks
            system.build(names, made)
        if system.stored:
            system.open(names, made)
        _warm(system, names)
        systems[system.name] = system
    return systems, reasons


def _warm(system: Any, names: Names) -> None:
    """Lets a system answer other questions than those that are measured, but of the same kinds."""
    warm_up(system.resolve, (name[1:] for name in names.texts[:200]))


def _asking(system: Any) -> Callable[[Question], Any]:
    resolve = system.resolve
    return lambda question: resolve(question.text)


def figures(timed: Timed, questions: Sequence[Question], system: Any, names: Names) -> Row:
    """Times, and how many of the answers were right."""
    owners = [system.owners(answer, names) for answer in timed.answers]
    judged = list(zip(questions, owners, strict=False))
    row: Row = {
        "asked": len(judged),
        "median_us": 1e6 * timed.median,
        "p99_us": 1e6 * timed.p99,
        "cold_us": 1e6 * statistics.median(timed.cold),
        "per_second": 1 / timed.mean,
        "answered": _share([bool(found) for _, found in judged]),
    }
    if system.name == "namenorm":
        row |= _decided(timed, questions)
    if questions[0].kind != ABSENT:
        row["recall"] = _share([bool(set(question.owners) & set(found)) for question, found in judged])
    return row


def _decided(timed: Timed, questions: Sequence[Question]) -> Row:
    """What only namenorm says: what it stands by, how much of that is right, and whether the right one is listed."""
    asked = list(zip(questions, timed.answers, strict=False))
    resolved = [answer.id in question.owners for question, answer in asked if answer.id is not None]
    return {
        "answered": _share([answer.status != "NIL" for answer in timed.answers]),
        "resolved": len(resolved) / len(timed.answers),
        "precision": _share(resolved),
        "listed": _share([bool(set(question.owners) & _listed(answer)) for question, answer in asked]),
    }


def _listed(answer: Resolution) -> set[str]:
    return {candidate.entity_id for candidate in answer.candidates}


def _share(values: Sequence[bool]) -> float | None:
    return sum(values) / len(values) if values else None


def batches(names: Names, budget: float) -> list[Row]:
    """A batch of misspelt names at once, on the wall clock: ours on one core and on two, rapidfuzz's `cdist` on two."""
    normalizer = Normalizer.open(names.compiled())
    _warm(normalizer, names)
    texts = [question.text for question in names.questions if question.kind in (ONE_EDIT, TWO_EDITS)]
    random.Random(1).shuffle(texts)
    parts = [texts[at : at + _BATCH] for at in range(0, len(texts), _BATCH)]
    systems: dict[str, Callable[[Any], Any]] = {"namenorm resolve_many": normalizer.resolve_many}
    if missing("pyarrow") is None:
        systems["namenorm resolve_arrow, two processes"] = lambda batch: resolve_arrow(batch, normalizer, processes=2)
    systems["rapidfuzz cdist(ratio), two workers"] = _cdist(names.texts)
    print(f"  resolve {names.size} batches", file=sys.stderr)
    found = interleaved(systems, parts, budget=budget, chunk=1, clock=time.perf_counter)
    rows = []
    for name, timed in found.items():
        seconds = [each / len(part) for each, part in zip(timed.seconds, parts, strict=False)]
        asked = sum(len(part) for part, _ in zip(parts, seconds, strict=False))
        per_second, median = asked / sum(timed.seconds), 1e6 * statistics.median(seconds)
        row = {"size": names.size, "system": name, "kind": "batch", "asked": asked, "median_us": median}
        rows.append(row | {"per_second": per_second})
    return rows


def _cdist(known: Sequence[str]) -> Callable[[Sequence[str]], list[int]]:
    from rapidfuzz import fuzz, process

    step = max(1, _MATRIX // len(known))

    def best(batch: Sequence[str]) -> list[int]:
        found: list[int] = []
        for at in range(0, len(batch), step):
            queries = [text.casefold() for text in batch[at : at + step]]
            found += process.cdist(queries, known, scorer=fuzz.ratio, dtype="uint8", workers=2).argmax(axis=1).tolist()
        return found

    return best
