"""``python -m benchmarks hostile``: whether finding names takes time in proportion to texts that are no prose."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, Any

from benchmarks.annotators import Namenorm
from benchmarks.data import Names
from benchmarks.measuring import exponent
from benchmarks.prose import documents

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    Row = dict[str, Any]

PARTS = (16, 4, 1)
"""The lengths: a sixteenth of the letters, a quarter, all."""
SHAPES: dict[str, Callable[[str], str]] = {
    "one line": lambda text: text,
    "one line, no spaces": lambda text: "".join(filter(str.isalnum, text)),
    "one line, all capitals": str.upper,
    "one word over and over": lambda text: ("Aktepe " * (len(text) // 7 + 1))[: len(text)],
    "capitals and full stops": lambda text: ("A." * len(text))[: len(text)],
}
"""What is made of the prose."""


def run(sizes: Sequence[str], folder: Path, letters: int) -> list[Row]:
    """One row for each shape, length and size. Each text comes to a system that has seen none."""
    rows = []
    for size in sizes:
        names = Names(size, folder)
        prose = " ".join(document.text for document in documents(names, letters))[:letters]
        for shape, reshape in SHAPES.items():
            print(f"  hostile {size}: {shape}", file=sys.stderr)
            text = reshape(prose)
            seconds = {len(text) // part: _seconds(text[: len(text) // part], names) for part in PARTS}
            longest = max(seconds)
            rows.append({
                "size": size, "system": shape, "letters": longest,
                "letters_per_second": longest / seconds[longest], "growth": exponent(seconds),
            })  # fmt: skip
    return rows


def _seconds(text: str, names: Names) -> float:
    system = Namenorm()
    system.build(names)
    system.find(["Short, to load what is loaded lazily."])
    start = time.process_time()
    system.find([text])
    return time.process_time() - start
