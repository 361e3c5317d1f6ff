"""KeyTable: from strings to numbers, in arrays that can be mapped from a file.

The table holds no strings. Every entry has the number that was filed under a key and 16 bits of the key's hash, in
buckets of one or two entries; `KeyTable.find` gives the entries that agree, and whoever asks compares the few strings
that they stand for, so that no answer is ever a collision. A miss costs about a microsecond.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from namenorm.text.keyhash import MIX, WORD, key_hash

_TAG, _TAG_SHIFT = 0xFFFF, 24  # not the lowest bits, which depend on a key's first letters only


def key_sections(
    name: str, hashes: npt.NDArray[np.uint64], values: npt.NDArray[np.uint32]
) -> dict[str, npt.NDArray[Any]]:
    """The arrays of a table that files ``values`` under the hashes of their keys; a key may have several values."""
    bits = _bucket_bits(hashes.size)
    mixed = hashes * np.uint64(MIX)
    buckets = mixed >> np.uint64(64 - bits)
    order = np.lexsort((values, mixed))
    starts = np.zeros((1 << bits) + 1, dtype=np.uint32)
    np.cumsum(np.bincount(buckets.astype(np.int64), minlength=1 << bits), out=starts[1:])
    return {
        f"{name}.starts": starts,
        f"{name}.tags": ((mixed[order] >> np.uint64(_TAG_SHIFT)) & np.uint64(_TAG)).astype(np.uint16),
        f"{name}.values": values[order].astype(np.uint32),
    }


def _bucket_bits(size: int) -> int:
    return max(1, (max(1, size) - 1).bit_length())


class KeyTable:
    """Finds the values of a key in the arrays that `key_sections` made."""

    __slots__ = ("_shift", "_start_array", "_starts", "_tag_array", "_tags", "_values")

    def __init__(self, name: str, sections: Mapping[str, npt.NDArray[Any]]) -> None:
        self._starts = sections[f"{name}.starts"].data
        self._tags = sections[f"{name}.tags"].data
        self._values = sections[f"{name}.values"].data
        self._shift = 64 - _bucket_bits(len(self._values))
        self._start_array, self._tag_array = sections[f"{name}.starts"], sections[f"{name}.tags"]

    def find(self, key: bytes) -> list[int]:
        """The values that may be those of ``key``, in ascending order; rarely one that is another key's."""
        mixed = (key_hash(key) * MIX) & WORD
        bucket, tag = mixed >> self._shift, (mixed >> _TAG_SHIFT) & _TAG
        first, last = self._starts[bucket], self._starts[bucket + 1]
        return [self._values[entry] for entry in range(first, last) if self._tags[entry] == tag] if first < last else []

    def may_have(self, hashes: npt.NDArray[np.uint64]) -> npt.NDArray[np.bool_]:
        """Which of many keys, given by their hashes, may have a value: hardly one in ten thousand wrongly."""
        mixed = hashes * np.uint64(MIX)
        bucket = (mixed >> np.uint64(self._shift)).astype(np.intp)
        tags = (mixed >> np.uint64(_TAG_SHIFT)).astype(np.uint16)
        entry, end = self._start_array[bucket].astype(np.intp), self._start_array[bucket + 1]
        found = np.zeros(hashes.size, dtype=bool)
        asked = np.flatnonzero(entry < end)
        while asked.size:
            found[asked] = self._tag_array[entry[asked]] == tags[asked]
            entry[asked] += 1
            asked = asked[~found[asked] & (entry[asked] < end[asked])]
        return found
