"""``python -m benchmarks spacy``: the spaCy component beside spaCy's own ruler and spaczz's, and its own overhead."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from benchmarks.annotators import Namenorm, SpacyEntityRuler, SpacyTokenizer, SpaczzRuler
from benchmarks.data import SIZES, Names
from benchmarks.measuring import Timed, interleaved, runnable
from benchmarks.prose import documents

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    Row = dict[str, Any]

_DOCUMENTS = 20
_SHORT = 600
COMPONENT, WITHOUT_REWRITING, ENGINE = "component", "component without rewriting", "engine and tokeniser"


def run(sizes: Sequence[str], folder: Path, budget: float, letters: int) -> list[Row]:
    """One row for each pipeline and size."""
    rows: list[Row] = []
    for size in sizes:
        names = Names(size, folder)
        texts = [document.text for document in documents(names, letters)]
        systems: dict[str, Callable[[Sequence[str]], Any]] = {}
        for kind, reason in runnable((Namenorm, SpacyEntityRuler, SpaczzRuler), SIZES[size]):
            if reason:
                rows.append({"size": size, "system": kind.name, "missing": reason})
                continue
            print(f"  spacy {size}: preparing {kind.name}", file=sys.stderr)
            system = kind()
            system.build(names)
            systems |= _of_namenorm(names) if kind is Namenorm else {kind.name: system.find}
        rows += _measured(size, systems, texts, budget)
    return rows


def _of_namenorm(names: Names) -> dict[str, Callable[[Sequence[str]], Any]]:
    """The component as it comes, and the least that the same answers cost: the engine, and spaCy's tokeniser."""
    import spacy

    from namenorm.normalizer import Normalizer

    path = names.compiled()
    engine = Normalizer.open(path)
    tokenizer = SpacyTokenizer()
    tokenizer.build(names)

    def component(**config: Any) -> Callable[[Sequence[str]], Any]:
        nlp: Any = spacy.blank("xx")
        nlp.add_pipe("namenorm", config={"gazetteer": str(path), **config})
        return lambda texts: list(nlp.pipe(texts))

    def both(texts: Sequence[str]) -> Any:
        return engine.find_many(texts), tokenizer.find(texts)

    return {COMPONENT: component(), WITHOUT_REWRITING: component(rewrite=None), ENGINE: both}


def _measured(
    size: str, systems: dict[str, Callable[[Sequence[str]], Any]], texts: Sequence[str], budget: float
) -> list[Row]:
    batches = [texts[at : at + _DOCUMENTS] for at in range(0, len(texts), _DOCUMENTS)]
    short = [[texts[0][:_SHORT]]]
    for find in systems.values():
        find(["Short, to load what is loaded lazily."])
    slow = {name: find for name, find in systems.items() if name == SpaczzRuler.name}
    quick = {name: find for name, find in systems.items() if name not in slow}
    rows = []
    for found, used in ((quick, batches), (slow, short)):
        timed = interleaved(found, used, budget=budget, chunk=1)
        rows += [_row(size, name, timed[name], used) for name in found]
    return rows


def _row(size: str, name: str, timed: Timed, batches: Sequence[Sequence[str]]) -> Row:
    done = sum(len(text.encode()) for batch in batches[: len(timed.seconds)] for text in batch)
    return {"size": size, "system": name, "bytes": done, "mb_per_second": done / 1e6 / sum(timed.seconds)}
