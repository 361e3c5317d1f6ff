"""``python -m benchmarks build`` and ``memory``: what an index costs to make, to keep and to open.

Each figure is taken in a process of its own, in which nothing else is loaded.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.annotators import AhoCorasick, SpacyPhraseMatcher
from benchmarks.data import SIZES, Names
from benchmarks.measuring import forget_peak, memory, missing, runnable
from benchmarks.resolvers import RESOLVERS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Row = dict[str, Any]

_WITHOUT_INDEX = ("rapidfuzz extractOne(ratio)", "rapidfuzz extractOne(WRatio)")
_ALL: tuple[type[Any], ...] = (*RESOLVERS, SpacyPhraseMatcher, AhoCorasick)
SYSTEMS = {system.name: system for system in _ALL if system.name not in _WITHOUT_INDEX}
"""The systems that have an index; the others search a list."""
_QUERIES = 200


def run(sizes: Sequence[str], folder: Path, phase: str) -> list[Row]:
    """One row for each system and size; ``phase`` is ``build`` or ``memory``."""
    rows: list[Row] = []
    for size in sizes:
        Names(size, folder)  # its files are made here, not in the process that is measured
        for system, reason in runnable(SYSTEMS.values(), SIZES[size]):
            if reason:
                rows.append({"size": size, "system": system.name, "missing": reason})
                continue
            print(f"  {phase} {size}: {system.name}", file=sys.stderr)
            command = [sys.executable, "-m", "benchmarks.footprint", phase, system.name, size, str(folder)]
            done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
            rows.append({"size": size, "system": system.name, **json.loads(done.stdout)})
    return rows


def built(name: str, names: Names, folder: Path) -> Row:
    """Builds an index: its seconds, its peak of memory beyond the list of names, the size of its files."""
    kind = SYSTEMS[name]
    missing(kind.needs)  # imports it
    made = _clean(folder / f"footprint-{names.size}" / kind.__name__)
    if name != "namenorm":
        _ = names.texts, names.spellings
    build = _making(kind(), names, made)
    before = memory() or 0
    forget_peak()
    seconds = _timed(build)
    peak = memory("VmHWM")
    files = sum(file.stat().st_size for file in made.rglob("*") if file.is_file())
    return {"seconds": seconds, "peak_bytes": peak - before if peak else None, "file_bytes": files or None}


def opened(name: str, names: Names, folder: Path) -> Row:
    """Opens the index that `built` has left, or builds one in memory; then asks some questions."""
    kind = SYSTEMS[name]
    missing(kind.needs)
    made = folder / f"footprint-{names.size}" / kind.__name__
    stored = getattr(kind, "stored", False)
    questions = [question.text for question in names.questions[:_QUERIES]]
    if not stored:
        _ = names.texts, names.spellings
    elif not any(made.glob("*")):
        built(name, names, folder)
    system = kind()
    before = memory()
    seconds = _timed(partial(system.open, names, made) if stored else _making(system, names, made))
    after = memory()
    ask = getattr(system, "resolve", None) or (lambda question: system.find([question]))
    start = time.process_time()
    ask(questions[0])
    first = time.process_time() - start
    for question in questions:
        ask(question)
    used = memory()
    grown = {"open_bytes": after - before, "used_bytes": used - before} if before and after and used else {}
    # A second time, when what is loaded once for a process, such as modules, is there.
    again = _timed(partial(kind().open, names, made)) if stored else None
    return {"open_seconds": seconds if stored else None, "again_seconds": again, "first_seconds": first, **grown}


def _making(system: Any, names: Names, folder: Path) -> Callable[[], None]:
    """How a system is built: those that look up names may write into a folder."""
    return partial(system.build, names, folder) if hasattr(system, "resolve") else partial(system.build, names)


def _timed(act: Callable[[], None]) -> float:
    start = time.process_time()
    act()
    return time.process_time() - start


def _clean(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def main(arguments: Sequence[str]) -> None:
    """What a process of its own does: ``PHASE SYSTEM SIZE FOLDER``."""
    phase, name, size, place = arguments
    folder = Path(place)
    measure = built if phase == "build" else opened
    print(json.dumps(measure(name, Names(size, folder), folder)))


if __name__ == "__main__":
    main(sys.argv[1:])
