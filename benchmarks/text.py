"""``python -m benchmarks text``: finding names in running text."""

from __future__ import annotations

import sys
from itertools import chain
from typing import TYPE_CHECKING, Any

from benchmarks.annotators import ANNOTATORS
from benchmarks.data import SIZES, Names
from benchmarks.measuring import Timed, interleaved, runnable
from benchmarks.prose import Document, documents

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    Row = dict[str, Any]

AGAIN = "namenorm, the same texts again"
_DOCUMENTS = 20
"""How many documents a call gets."""
_SHORT = 600
"""The letters of the one document for systems that would take minutes for a longer one."""
_SLOW = ("spaczz ruler (fuzzy)",)


def run(sizes: Sequence[str], folder: Path, budget: float, letters: int) -> list[Row]:
    """One row for each system and size; a second one for namenorm when it has seen the texts before."""
    rows: list[Row] = []
    for size in sizes:
        names = Names(size, folder)
        texts = documents(names, letters)
        systems: dict[str, Any] = {}
        for kind, reason in runnable(ANNOTATORS, SIZES[size]):
            if reason:
                rows.append({"size": size, "system": kind.name, "missing": reason})
                continue
            print(f"  text {size}: preparing {kind.name}", file=sys.stderr)
            systems[kind.name] = kind()
            systems[kind.name].build(names)
        rows += _measured(names, systems, texts, budget)
    return rows


def _measured(names: Names, systems: dict[str, Any], texts: Sequence[Document], budget: float) -> list[Row]:
    batches = [texts[at : at + _DOCUMENTS] for at in range(0, len(texts), _DOCUMENTS)]
    slow = {name: systems[name] for name in systems if name in _SLOW}
    quick = {name: systems[name] for name in systems if name not in _SLOW}
    ours = next(iter(quick))
    for system in systems.values():
        system.find(["Short, to load what is loaded lazily."])
    print(f"  text {names.size}: {sum(len(text.text) for text in texts):,} letters", file=sys.stderr)
    cold = interleaved({name: _finding(system) for name, system in quick.items()}, batches, budget=budget, chunk=1)
    warm = interleaved({ours: _finding(quick[ours])}, batches[: len(cold[ours].seconds)], budget=budget, chunk=1)
    rows = [_row(names, name, systems[name], cold[name], batches) for name in quick]
    rows += [_row(names, ours, systems[ours], warm[ours], batches) | {"system": AGAIN}]
    if slow:
        short = [[_shortened(texts[0])]]
        found = interleaved({name: _finding(system) for name, system in slow.items()}, short, budget=budget, chunk=1)
        rows += [_row(names, name, systems[name], found[name], short) for name in slow]
    return rows


def _finding(system: Any) -> Callable[[Sequence[Document]], Any]:
    find = system.find
    return lambda batch: find([document.text for document in batch])


def _shortened(document: Document) -> Document:
    """The first letters of a document, up to a space."""
    end = document.text.rindex(" ", 0, _SHORT)
    return Document(document.text[:end], tuple(item for item in document.mentions if item.end <= end))


def _row(names: Names, name: str, system: Any, timed: Timed, batches: Sequence[Sequence[Document]]) -> Row:
    done = list(chain.from_iterable(batches[: len(timed.seconds)]))
    answers = list(chain.from_iterable(timed.answers))
    size = sum(len(document.text.encode()) for document in done)
    row: Row = {"size": names.size, "system": name, "bytes": size, "mb_per_second": size / 1e6 / sum(timed.seconds)}
    right: dict[int, list[bool]] = {0: [], 1: [], 2: []}
    total = 0
    for document, answer in zip(done, answers, strict=True):
        found = {(item.start, item.end): item.owners for item in system.found(answer, document.text, names)}
        total += len(found)
        for planted in document.mentions:
            owners = found.get((planted.start, planted.end), ())
            right[planted.edits].append(bool(set(owners) & set(planted.owners)))
    row |= {f"recall {edits}": sum(values) / len(values) if values else None for edits, values in right.items()}
    return row | {"found_per_kb": 1000 * total / size}
