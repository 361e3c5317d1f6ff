"""KeyTable: a hash table from strings to row numbers that lies in arrays, so that it can be mapped from a file.

Strings hash by CRC-32 into buckets; a bucket is a run of entries whose bytes are compared, so an answer is never a
collision. A miss costs about a microsecond: one hash, two reads, mostly an empty bucket.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from zlib import crc32

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import numpy.typing as npt


def encode(text: str) -> bytes:
    """The bytes by which a string is filed; lone surrogates, which no encoding has, keep a form of their own."""
    return text.encode("utf-8", "surrogatepass")


def order_keys(keys: Iterable[bytes]) -> list[bytes]:
    """The keys in the order in which a table of them numbers its entries: by bucket, then by bytes."""
    distinct = list(keys)
    mask = _bucket_count(len(distinct)) - 1
    return sorted(distinct, key=lambda key: (crc32(key) & mask, key))


def _bucket_count(size: int) -> int:
    return 1 << max(1, size).bit_length()


def key_sections(name: str, ordered: list[bytes]) -> dict[str, npt.NDArray[Any]]:
    """The arrays of a table over keys that `order_keys` has put in order."""
    buckets = _bucket_count(len(ordered))
    hashes = np.fromiter((crc32(key) & (buckets - 1) for key in ordered), dtype=np.int64, count=len(ordered))
    lengths = np.fromiter(map(len, ordered), dtype=np.int64, count=len(ordered))
    return {
        f"{name}.buckets": np.searchsorted(hashes, np.arange(buckets + 1)).astype(np.uint32),
        f"{name}.offsets": np.concatenate(([0], np.cumsum(lengths))).astype(np.uint32),
        f"{name}.bytes": np.frombuffer(b"".join(ordered), dtype=np.uint8),
    }


class KeyTable:
    """Finds the entry number of a key in the arrays that `key_sections` made."""

    __slots__ = ("_buckets", "_bytes", "_mask", "_offsets")

    def __init__(self, name: str, sections: Mapping[str, npt.NDArray[Any]]) -> None:
        self._buckets = sections[f"{name}.buckets"].data
        self._offsets = sections[f"{name}.offsets"].data
        self._bytes = sections[f"{name}.bytes"].data
        self._mask = len(self._buckets) - 2

    def __len__(self) -> int:
        return len(self._offsets) - 1

    def find(self, key: bytes) -> int:
        """The entry number of ``key``, or -1."""
        bucket = crc32(key) & self._mask
        offsets = self._offsets
        for entry in range(self._buckets[bucket], self._buckets[bucket + 1]):
            if self._bytes[offsets[entry] : offsets[entry + 1]] == key:
                return entry
        return -1
