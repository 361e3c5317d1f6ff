"""What it costs to turn one spelling into another: edit tables per script, learned from name pairs.

An *operation* replaces up to two letters of one name by up to two letters of the other. Its cost in nats says how much
rarer the pair is than chance, so common confusions are nearly free and odd ones dear:

    cost(x:y) = max(0, -ln P(x, y) + (ln U(x) + ln U(y)) / 2)

``P`` is the learned probability of the operation, ``U`` that of its letters alone. One table holds names of the same
script, one each non-Latin script against Latin; two non-Latin scripts meet by way of Latin (`EditModel.table`).
All letters here are romanised: ``a-z``, digits and the space.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt

from namenorm.resolving.shipped import shipped

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.intp]

ALPHABET = "abcdefghijklmnopqrstuvwxyz 0123456789"
SIZE = len(ALPHABET) + 1
"""Codes run from 1; 0 stands for no letter."""
IMPOSSIBLE = np.float32(1e6)
SAME = "same"
OTHER = "other"

_CODES = {letter: code for code, letter in enumerate(ALPHABET, 1)}
LETTER_CODES = np.zeros(256, dtype=np.intp)
"""The code of each ASCII byte."""
for _letter, _code in _CODES.items():
    LETTER_CODES[ord(_letter)] = _code
_GROUPS = {
    "indic": (
        "Devanagari", "Bengali", "Gurmukhi", "Gujarati", "Oriya", "Tamil", "Telugu", "Kannada", "Malayalam", "Sinhala",
    ),
    "southeast": ("Thai", "Lao", "Khmer", "Myanmar", "Tibetan"),
    "semitic": ("Syriac",),
}  # fmt: skip
_SCRIPT_GROUP = {script: group for group, scripts in _GROUPS.items() for script in scripts}


def script_group(script: str) -> str:
    """The group of scripts that share an edit table: ``script_group("Tamil") == "indic"``."""
    return _SCRIPT_GROUP.get(script, script.lower())


def encode(text: str) -> Ints:
    """The letter codes of a romanised text; letters outside `ALPHABET` are left out."""
    return np.array([_CODES[letter] for letter in text if letter in _CODES], dtype=np.intp)


@dataclass(frozen=True, slots=True, eq=False)
class _Costs:
    """The costs of operations as arrays over letter codes.

    ``left`` and ``right`` number the two-letter sequences that occur in an operation (0: none).
    ``info_left`` and ``info_right`` hold the information ``-ln U`` of each letter.
    """

    delete: Floats
    insert: Floats
    substitute: Floats
    two_one: Floats
    one_two: Floats
    two_two: Floats
    left: Ints
    right: Ints
    info_left: Floats
    info_right: Floats


@dataclass(frozen=True, slots=True, eq=False)
class EditTable(_Costs):
    """The costs of all operations between two alphabets."""

    transpose: float = 3.2

    def flipped(self) -> EditTable:
        """The same table with its sides exchanged."""
        return EditTable(
            self.insert, self.delete, self.substitute.T.copy(), self.one_two.T.copy(), self.two_one.T.copy(),
            self.two_two.T.copy(), self.right, self.left, self.info_right, self.info_left, self.transpose,
        )  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class EditTables(_Costs):
    """Several tables, one behind the other, so that words by different tables are looked up at once.

    ``first_...`` and ``width`` say where those begin that have different sizes, and how wide their rows are.
    """

    transpose: Floats
    first_two_one: Ints
    first_one_two: Ints
    first_two_two: Ints
    width: Ints


def stack_tables(tables: Sequence[EditTable]) -> EditTables:
    """Tables one behind the other; the first has number 0."""

    def flat(name: str) -> Any:
        return np.concatenate([getattr(table, name).ravel() for table in tables])

    def starts(name: str) -> Any:
        return np.cumsum([0, *(getattr(table, name).size for table in tables[:-1])])

    sizes = ("two_one", "one_two", "two_two")
    same = ("delete", "insert", "substitute", "left", "right", *sizes, "info_left", "info_right")
    return EditTables(
        **{name: flat(name) for name in same},
        **{f"first_{name}": starts(name) for name in sizes},
        transpose=np.array([table.transpose for table in tables], dtype=np.float32),
        width=np.array([table.one_two.shape[1] for table in tables]),
    )


def _information(letters: Mapping[str, float]) -> Floats:
    info = np.full(SIZE, 5.0, dtype=np.float32)
    for letter, value in letters.items():
        info[_CODES[letter]] = value
    info[0] = 0.0
    return info


def _places(numbers: Mapping[str, int]) -> Ints:
    """The numbers of two-letter sequences, by the codes of their letters."""
    places = np.zeros((SIZE, SIZE), dtype=np.intp)
    for pair, number in numbers.items():
        places[_CODES[pair[0]], _CODES[pair[1]]] = number
    return places


def _positive(costs: npt.NDArray[Any]) -> Floats:
    positive: Floats = np.maximum(costs, 0.05).astype(np.float32)
    return positive


def read_table(data: Mapping[str, Any]) -> EditTable:
    """An edit table from its readable form: ``{"letters": ..., "unseen": ..., "costs": {"sh:s": 0.4, ...}}``."""
    info_left, info_right = map(_information, data["letters"])
    operations = [key.split(":") for key in data["costs"]]
    left, right = (
        {pair: number for number, pair in enumerate(sorted({letters for letters in side if len(letters) == 2}), 1)}
        for side in zip(*operations, strict=True)
    )
    unseen, sizes = data["unseen"], (len(left) + 1, len(right) + 1)
    costs = {
        (1, 0): _positive(unseen["1:0"] - info_left / 2),
        (0, 1): _positive(unseen["0:1"] - info_right / 2),
        (1, 1): _positive(unseen["1:1"] - (info_left[:, None] + info_right[None, :]) / 2),
        (2, 1): np.full((sizes[0], SIZE), IMPOSSIBLE, dtype=np.float32),
        (1, 2): np.full((SIZE, sizes[1]), IMPOSSIBLE, dtype=np.float32),
        (2, 2): np.full(sizes, IMPOSSIBLE, dtype=np.float32),
    }
    numbers = _CODES | left, _CODES | right
    for (x, y), cost in zip(operations, data["costs"].values(), strict=True):
        place = [known[letters] for letters, known in zip((x, y), numbers, strict=True) if letters]
        costs[len(x), len(y)][*place] = cost
    delete, insert, substitute, two_one, one_two, two_two = costs.values()
    places = _places(left), _places(right)
    return EditTable(delete, insert, substitute, two_one, one_two, two_two, *places, info_left, info_right)


def compose(first: EditTable, second: EditTable) -> EditTable:
    """The table between the left sides of two tables, each step by way of the cheapest letter on their right sides."""

    def through(left: Floats, right: Floats) -> Floats:
        cheapest: Floats = (left.T[:, :, None] + right.T[:, None]).min(axis=0)
        return cheapest

    substitute = through(first.substitute, second.substitute)
    delete = np.minimum(first.delete, (first.substitute + second.insert[None, :]).min(axis=1))
    insert = np.minimum(second.delete, (second.substitute + first.insert[None, :]).min(axis=1))
    two_one = through(first.two_one, second.substitute)
    one_two = through(first.substitute, second.two_one)
    shape = (first.two_one.shape[0], second.two_one.shape[0])
    two_two = np.full(shape, IMPOSSIBLE, dtype=np.float32)
    return EditTable(
        delete, insert, substitute, two_one, one_two, two_two,
        first.left, second.left, first.info_left, second.info_left,
    )  # fmt: skip


class EditModel:
    """All edit tables. Immutable but for the tables of pairs that were asked for; threads can share it."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._tables = {name: read_table(table) for name, table in data["tables"].items()}
        self._pairs: dict[tuple[str, str], EditTable] = {}
        self._stacked: dict[str, tuple[EditTables, dict[str, int]]] = {}

    def table(self, left: str, right: str) -> EditTable:
        """The table for two script groups."""
        key = (left, right)
        found = self._pairs.get(key)
        if found is None:
            found = self._pairs.setdefault(key, self._make(left, right))
        return found

    def stacked(self, left: str, rights: Sequence[str]) -> tuple[EditTables, list[int]]:
        """The tables between a script group and some others, among those that were asked for before; their numbers."""
        tables, numbers = self._stacked.get(left, (None, {}))
        if tables is None or not numbers.keys() >= set(rights):
            numbers = {right: number for number, right in enumerate(dict.fromkeys([*numbers, *rights]))}
            tables = stack_tables([self.table(left, right) for right in numbers])
            self._stacked[left] = tables, numbers
        return tables, [numbers[right] for right in rights]

    def _make(self, left: str, right: str) -> EditTable:
        if left == right:
            return self._tables[SAME]
        if left == "latin":
            return self._against_latin(right).flipped()
        if right == "latin":
            return self._against_latin(left)
        return compose(self._against_latin(left), self._against_latin(right))

    def _against_latin(self, group: str) -> EditTable:
        return self._tables.get(group, self._tables[OTHER])


@lru_cache(maxsize=1)
def default_edits() -> EditModel:
    """The learned tables that namenorm ships (``resolving/data/edits.json``)."""
    return EditModel(shipped("edits.json"))
