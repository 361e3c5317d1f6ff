"""``python -m benchmarks start``: importing namenorm, and the first answer of the command line."""

from __future__ import annotations

import subprocess
import sys
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
    """One row for each command: a whole process, many times, in turns."""
    asks = {name: _asking(command) for name, command in COMMANDS.items()}
    for ask in asks.values():
        ask(None)
    found = interleaved(asks, [None] * _TIMES, budget=60, chunk=1)
    return [
        {"system": name, "least_ms": 1e3 * min(timed.seconds), "median_ms": 1e3 * timed.median}
        for name, timed in found.items()
    ]


def _asking(command: Sequence[str]) -> Callable[[None], object]:
    return lambda _: subprocess.run([sys.executable, *command], check=True, stdout=subprocess.DEVNULL)
