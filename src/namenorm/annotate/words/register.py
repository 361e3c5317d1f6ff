"""Register: the distinct strings of many texts, each with a number and with what is known about it.

A text is an array of numbers then, and what is known about its words is looked up for all of them at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from threading import Lock
from typing import Any

import numpy as np
import numpy.typing as npt

_FIRST = 1 << 10


class Register:
    """Strings in the order in which they were met, and a table with an entry for each; threads may share it."""

    def __init__(self, *fields: tuple[str, str]) -> None:
        self.table: npt.NDArray[Any] = np.zeros(_FIRST, dtype=list(fields))
        self._numbers: dict[str, int] = {}
        self._lock = Lock()
        self.letters = 0
        """How many letters the strings have in all."""

    def numbers(self, texts: Sequence[str]) -> list[int]:
        """The number of each string; new ones are entered."""
        number = self._numbers.__getitem__
        try:
            return list(map(number, texts))
        except KeyError:
            with self._lock:
                new = [text for text in dict.fromkeys(texts) if text not in self._numbers]
                self._enter(new)
            return list(map(number, texts))

    def describe(self, entries: npt.NDArray[Any], texts: list[str]) -> None:
        """Fills the entries of new strings."""
        raise NotImplementedError

    def _enter(self, texts: list[str]) -> None:
        start, end = len(self._numbers), len(self._numbers) + len(texts)
        if end > len(self.table):
            # Who reads the old table goes on reading it: entries never change.
            table = np.zeros(max(end, 2 * len(self.table)), dtype=self.table.dtype)
            table[:start] = self.table[:start]
            self.table = table
        self.describe(self.table[start:end], texts)
        self.letters += sum(map(len, texts))
        self._numbers.update(zip(texts, range(start, end), strict=True))
