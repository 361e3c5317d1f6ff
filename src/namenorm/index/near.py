"""NearTable: names within one or two edits of a name, found among a million in some ten microseconds.

Two words within ``d`` edits become equal when at most ``d`` letters are deleted from each (Garbe's symmetric deletes).
So every name is filed under what is left of its first letters when none, one or two of them are deleted, and a query
looks up what is left of its own. An entry is 32 bits: 12 of the hash of the letters, 20 the number of the name, so
names come in shards of a million. All look-ups of a query, or of many, are one pass over arrays.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from rapidfuzz import process
from rapidfuzz.distance import OSA

from namenorm.index.arrays import Ints, distinct, stretches
from namenorm.index.layout import SectionStore
from namenorm.text.bones import bones, bones_of_cells
from namenorm.text.grams import LETTERS
from namenorm.text.keyhash import MIX

Words = npt.NDArray[np.uint64]

PREFIX = 7
"""Letters of a name that are filed, a byte each; edits behind them need no entry."""
CELL = 16
"""Letters of a name that are kept in an array; longer names are kept apart."""
_LONG = b"\xff"  # begins the cell of a longer name, which then holds its number among those
SHARD = 1 << 20
_ID_BITS, _TAG_BITS = 20, 12
# Arrays, since numpy would make one of a number at each operation.
_TAG, _TAG_SHIFT = np.array(_TAG_BITS, dtype=np.uint64), np.array(_ID_BITS, dtype=np.uint64)
_SHARD = np.array(SHARD, dtype=np.uint32)
_PLACE_SHIFT = 32  # of a query, above the number of a name
_NUMBER = (1 << _PLACE_SHIFT) - 1
_LOAD = 8  # entries of a bucket, at most on average
_SHORTEST, _TWO_EDITS = 4, 6


def edit_budget(size: int) -> int:
    """How many edits a name of ``size`` romanised letters may have: ``edit_budget(9) == 2``."""
    return 0 if size < _SHORTEST else 1 if size < _TWO_EDITS else 2


# --- Letters held -----------------------------------------------------------------------------------------------------

_TWICE_SHIFT, _LENGTH_SHIFT, _LENGTH_BITS = 28, 56, 8
_LETTER_BIT = [0] * 256
for _digit, _letter in enumerate(LETTERS, 1):
    _LETTER_BIT[ord(_letter)] = 1 << min(_digit, 26 + _digit % 2)  # numbers share two bits
_FULL = (1 << _LENGTH_BITS) - 1
_LENGTHS = [_FULL >> (_LENGTH_BITS - more) for more in range(_LENGTH_BITS)]
_LENGTHS += [_FULL & (_FULL << more) for more in range(_LENGTH_BITS)]
"""Lengths up to 15 as bits, of which one changes where a length grows by one; longer ones begin anew."""


def signature(name: bytes) -> int:
    """The letters that a name holds once and those it holds more often, as bits, and its length above them.

    An edit adds a letter or takes one away, or it changes one for another, so it changes at most two of the bits.
    """
    bits = 0
    for byte in name:
        bit = _LETTER_BIT[byte]
        bits |= bit << _TWICE_SHIFT if bits & bit else bit
    return bits | (_LENGTHS[len(name) % len(_LENGTHS)] << _LENGTH_SHIFT)


# --- Deletions --------------------------------------------------------------------------------------------------------

_GONE = [gone for count in range(3) for gone in combinations(range(PREFIX), count)]
"""The places of the letters that are deleted: none, then one, then two."""
_NUMBER_GONE = (1, 1 + PREFIX, len(_GONE))
"""How many of them have none, up to one and up to two."""


_FIRST_LETTERS = np.uint64((1 << 8 * PREFIX) - 1)


def _masks(gone: tuple[int, ...]) -> tuple[int, int, int]:
    """The letters that stay in their places, and those that move one and two places down."""
    first, second = (*gone, PREFIX, PREFIX)[:2]
    stay, moved = (1 << 8 * first) - 1, (1 << 8 * max(0, second - 1)) - 1
    return stay, moved & ~stay, ((1 << 64) - 1) & ~(moved | stay)


_MASKS = np.array([_masks(gone) for gone in _GONE], dtype=np.uint64).T[:, None]
_MOVES = np.array([0, 8, 16], dtype=np.uint64)[:, None, None]


def _left_over(codes: Words, at: slice) -> Words:
    """What is left of first letters, given as the bytes of numbers, after each of some deletions: a row a number."""
    left: Words = np.bitwise_or.reduce((codes[:, None] >> _MOVES) & _MASKS[..., at])
    return left


_SPREAD = _left_over(np.uint64(1) << np.arange(0, 8 * PREFIX, 8, dtype=np.uint64), slice(None)) * np.uint64(MIX)
_SPREADS = [np.ascontiguousarray(_SPREAD[:, :count]) for count in _NUMBER_GONE]
"""What each of the first letters adds to the hash of what is left after each of the deletions: a hash is a sum.

By how many letters are deleted at most.
"""


def _shift(bits: int) -> Words:
    """By how much hashes are shifted to get the bucket, of so many bits, and the tag below it."""
    return np.array(64 - _TAG_BITS - bits, dtype=np.uint64)


# --- Building ---------------------------------------------------------------------------------------------------------


class NearNames:
    """Collects names that are to be filed, in arrays."""

    def __init__(self) -> None:
        self._cells: list[npt.NDArray[np.bytes_]] = []
        self._signatures: list[Words] = []
        self._lengths: list[Ints] = []
        self._long: dict[int, bytes] = {}
        self._count = 0

    def extend(self, names: Sequence[bytes]) -> None:
        """Adds names; they may have been added before."""
        self._cells.append(np.array(names, dtype=f"S{CELL}"))
        self._signatures.append(np.array([signature(name) for name in names], dtype=np.uint64))
        self._lengths.append(np.array(list(map(len, names)), dtype=np.intp))
        self._long.update((place, name) for place, name in enumerate(names, self._count) if len(name) > CELL)
        self._count += len(names)

    def file(self, store: SectionStore, table: str, places: Ints) -> None:
        """Files the names in some places, all of them distinct."""
        signatures, cells = np.concatenate(self._signatures)[places], np.concatenate(self._cells)[places]
        lengths = np.concatenate(self._lengths)[places]
        self._signatures, self._cells, self._lengths = [], [], []
        codes = _numbers(cells)[::2] & _FIRST_LETTERS
        long = np.flatnonzero(lengths > CELL).tolist()
        rest = [self._long.pop(place) for place in places[long].tolist()]
        for at, number in enumerate(long):
            cells[number] = _LONG + at.to_bytes(4, "little") + _LONG
        ends = np.cumsum([0, *map(len, rest)])
        store.append(f"{table}.cells", _numbers(cells))
        store.append(f"{table}.long.offsets", ends.astype(np.uint32))
        store.append(f"{table}.long.bytes", np.frombuffer(b"".join(rest), dtype=np.uint8))
        store.append(f"{table}.signatures", signatures)
        del cells, signatures
        for number, start in enumerate(range(0, max(1, codes.size), SHARD)):
            part = slice(start, start + SHARD)
            store.extend(_shard(f"{table}.{number:03d}", codes[part], lengths[part]))


def _numbers(cells: npt.NDArray[np.bytes_]) -> Words:
    return cells.view("<u8").astype(np.uint64, copy=False)


def _shard(name: str, codes: Words, lengths: Ints) -> dict[str, npt.NDArray[Any]]:
    total = sum(own.size for own, _ in _deletions(lengths))
    bits = max(4, (max(1, total // _LOAD) - 1).bit_length())  # of the number of a bucket
    filed = np.empty(total, dtype=np.uint64)
    end = 0
    for own, at in _deletions(lengths):
        part = filed[end : end + own.size]
        part[:] = (_left_over(codes[own], slice(at, at + 1)).ravel() * np.uint64(MIX)) >> _shift(bits)
        part <<= _TAG_SHIFT
        part |= own.astype(np.uint64)
        end += own.size
    filed = distinct(filed)
    starts = np.searchsorted(filed, np.arange((1 << bits) + 1, dtype=np.uint64) << np.uint64(32))
    return {
        f"{name}.entries": filed.astype(np.uint32),  # without the bucket above
        f"{name}.starts": starts.astype(np.int32),
    }


def _deletions(lengths: Ints) -> Iterator[tuple[Ints, int]]:
    """The names that each set of deletions is made in, by their numbers, and the place of the set in `_GONE`."""
    filed = np.minimum(lengths, PREFIX)
    budget = np.where(lengths < _SHORTEST, -1, np.where(lengths < _TWO_EDITS, 1, 2))
    for at, gone in enumerate(_GONE):
        yield np.flatnonzero((budget >= len(gone)) & (filed > max(gone, default=-1))), at


# --- Finding ----------------------------------------------------------------------------------------------------------


class _Shard(NamedTuple):
    """A million names: the entries of all buckets, where those of each begin and end, the number of the first name."""

    starts: npt.NDArray[np.int32]
    stops: npt.NDArray[np.int32]
    entries: npt.NDArray[np.uint32]
    shift: Words
    first: int


class NearTable:
    """Finds names within some edits of a name, in the arrays that `NearNames` filed."""

    def __init__(self, table: str, sections: Mapping[str, npt.NDArray[Any]]) -> None:
        self._shards: list[_Shard] = []
        while (name := f"{table}.{len(self._shards):03d}") + ".starts" in sections:
            starts = sections[f"{name}.starts"]
            shift = _shift((len(starts) - 1).bit_length() - 1)
            entries, first = sections[f"{name}.entries"], len(self._shards) * SHARD
            self._shards.append(_Shard(starts[:-1], starts[1:], entries, shift, first))
        self._signatures, self._cells = sections[f"{table}.signatures"], sections[f"{table}.cells"].view(f"S{CELL}")
        self._long, self._ends = sections[f"{table}.long.bytes"].data, sections[f"{table}.long.offsets"].data

    def __getitem__(self, number: int) -> bytes:
        """A name by its number."""
        cell: bytes = self._cells.item(number)
        return self._longer(cell) if cell[:1] == _LONG else cell

    def names(self, numbers: Ints) -> list[bytes]:
        """Names by their numbers."""
        cells = self._cells.take(numbers).tolist()
        return [self._longer(cell) if cell[:1] == _LONG else cell for cell in cells]

    def _longer(self, cell: bytes) -> bytes:
        """The name that does not fit into its cell."""
        at = int.from_bytes(cell[1:5], "little")
        return bytes(self._long[self._ends[at] : self._ends[at + 1]])

    def bones(self) -> tuple[Words, Ints]:
        """The consonants of all names, in ascending order, and the numbers of the names."""
        letters = self._cells.view(np.uint8).reshape(-1, CELL)
        found = bones_of_cells(letters)
        for number in np.flatnonzero(letters[:, 0] == _LONG[0]).tolist():
            found[number] = bones(self[number].decode())
        order = np.argsort(found, kind="stable")
        return found[order], order

    def near(self, names: Sequence[bytes], distance: int) -> list[list[tuple[int, int]]]:
        """For each name those within ``distance`` edits and their own budgets: how many edits, and their numbers."""
        pairs = self._candidates(names, distance)
        found = pairs.tolist()
        ends = [bisect_left(found, place << _PLACE_SHIFT) for place in range(1, len(names) + 1)]
        pairs &= _NUMBER
        numbers, others = pairs.tolist(), self.names(pairs)
        return [
            [
                (edits, numbers[first + at])
                for other, edits, at in process.extract(
                    name, others[first:last], scorer=OSA.distance, score_cutoff=distance, limit=None
                )
                if edits <= edit_budget(len(other))
            ]
            for name, first, last in zip(names, [0, *ends], ends, strict=False)
        ]

    def _candidates(self, names: Sequence[bytes], distance: int) -> Ints:
        """The places of names and the numbers of names that share what is left of them, and enough letters.

        Each pair in one number, in ascending order.
        """
        first = np.array(names, dtype=f"S{PREFIX}").view(np.uint8).reshape(-1, PREFIX)
        hashes = (first.astype(np.uint64) @ _SPREADS[distance]).ravel()
        letters = np.array([signature(name) for name in names], dtype=np.uint64)
        parts = [self._in_shard(shard, hashes, letters, distance) for shard in self._shards]
        return distinct(np.concatenate(parts) if len(parts) > 1 else parts[0]).view(np.intp)

    def _in_shard(self, shard: _Shard, hashes: Words, letters: Words, distance: int) -> Words:
        """The pairs in a million names, in any order: by the hashes of what is left of each name, and its letters."""
        starts, stops, entries, shift, first_number = shard
        filed = hashes >> shift
        bucket = (filed >> _TAG).view(np.int64)
        first = starts.take(bucket)
        sizes = (stops.take(bucket) - first).astype(np.intp)
        found = entries.take(stretches(first, sizes))
        # The tag is what an entry must begin with: what is left then is the number of a name, less than a shard has.
        filed <<= _TAG_SHIFT
        found ^= filed.astype(np.uint32).repeat(sizes)
        meant = found < _SHARD
        numbers = found[meant].astype(np.intp)
        numbers += first_number
        signatures = self._signatures.take(numbers)
        if letters.size > 1:
            place = sizes.cumsum().searchsorted(meant.nonzero()[0], side="right")
            place //= _NUMBER_GONE[distance]
            signatures ^= letters.take(place)
            numbers |= place << _PLACE_SHIFT
        else:
            signatures ^= letters
        pairs: Words = numbers[np.bitwise_count(signatures) <= 2 * distance].view(np.uint64)
        return pairs
