"""``python -m benchmarks start``: importing namenorm, and the first answer of the command line."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Any

from benchmarks.measuring import interleaved

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Row = dict[str, Any]

_TIMES = 20
COMMANDS: dict[str, Sequence[str]] = {
    "python": ("-c", "pass"),
    "import namenorm": ("-c", "import namenorm"),
    "namenorm --version": ("-m", "namenorm", "--version"),
    "namenorm resolve (a listed name)": ("-m", "namenorm", "resolve", "Baku"),
    "namenorm resolve (a misspelt name)": ("-m", "namenorm", "resolve", "Zakkir Hasanov"),
}
"""What a fresh interpreter is told."""


def run() -> list[Row]:
    """One row for each command: a whole process, many times, in turns, on the wall clock and on the processor's."""
    asks = {name: _asking(command) for name, command in COMMANDS.items()}
    for ask in asks.values():
        ask(None)
    found = interleaved(asks, [None] * _TIMES, budget=60, chunk=1, clock=time.perf_counter)
    return [
        {
            "system": name,
            "least_ms": 1e3 * min(timed.seconds),
            "median_ms": 1e3 * timed.median,
            "processor_ms": 1e3 * statistics.median(timed.answers),
        }
        for name, timed in found.items()
    ]


def _asking(command: Sequence[str]) -> Callable[[None], float]:
    def ask(_: None) -> float:
        before = _spent_by_children()
        subprocess.run([sys.executable, *command], check=True, stdout=subprocess.DEVNULL)
        return _spent_by_children() - before

    return ask


def _spent_by_children() -> float:
    times = os.times()
    return times.children_user + times.children_system
