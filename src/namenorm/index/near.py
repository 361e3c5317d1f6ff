"""NearTable: names within one or two edits of a name, found among a million in some ten microseconds.

Two words within ``d`` edits become equal when at most ``d`` letters are deleted from each (Garbe's symmetric deletes).
So every name is filed under what is left of its first letters when none, one or two of them are deleted, and a query
looks up what is left of its own. An entry is 32 bits: 12 of the hash of the letters, 20 the number of the name, so
names come in shards of a million.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import combinations
from typing import TYPE_CHECKING, Any

import numpy as np

from namenorm.index.sorting import distinct
from namenorm.text.grams import LETTERS
from namenorm.text.keyhash import MIX, WORD

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import numpy.typing as npt

    from namenorm.index.layout import SectionStore

PREFIX = 8
"""Letters of a name that are filed; edits behind them need no entry."""
SHARD = 1 << 20
_ID_BITS = 20
_LETTER_BITS = 6
_BYTE_DIGIT = np.zeros(256, dtype=np.uint64)
for _digit, _letter in enumerate(LETTERS, 1):
    _BYTE_DIGIT[ord(_letter)] = _digit
_TAG_MASK = 0xFFFFFFFF
_LOAD = 8  # entries of a bucket, at most on average
_SHORTEST, _TWO_EDITS = 4, 6
_MANY = 64  # from this many candidates on arrays are faster than a loop


def edit_budget(size: int) -> int:
    """How many edits a name of ``size`` romanised letters may have: ``edit_budget(9) == 2``."""
    return 0 if size < _SHORTEST else 1 if size < _TWO_EDITS else 2


def signature(name: bytes) -> int:
    """The letters that a name holds once and those it holds more often, as bits, and its length above them.

    An edit adds one letter, takes one away, or both, so it changes at most two of the bits.
    """
    bits = 0
    for byte in name:
        bit = _LETTER_BIT[byte]
        bits |= bit << _TWICE_SHIFT if bits & bit else bit
    return bits | (min(len(name), 255) << _LENGTH_SHIFT)


_DIGIT_OF_BYTE = _BYTE_DIGIT.astype(int).tolist()
_TWICE_SHIFT, _LENGTH_SHIFT = 28, 56
_LETTER_BIT = [1 << min(digit, 26 + digit % 2) for digit in _DIGIT_OF_BYTE]  # numbers share two bits
_LETTER_MASK = (1 << _LENGTH_SHIFT) - 1


def _lengths(signatures: npt.NDArray[np.uint64]) -> npt.NDArray[np.int64]:
    return (signatures >> np.uint64(_LENGTH_SHIFT)).astype(np.int64)


def near_sections(
    store: SectionStore, table: str, names: npt.NDArray[np.bytes_], signatures: npt.NDArray[np.uint64]
) -> None:
    """Files distinct names, of which ``names`` holds the first `PREFIX` letters, in shards."""
    lengths = _lengths(signatures)
    for number, start in enumerate(range(0, max(1, names.size), SHARD)):
        part = slice(start, start + SHARD)
        store.extend(_shard(f"{table}.{number:03d}", names[part], lengths[part]))
    store.append(f"{table}.signatures", signatures)


def _shard(name: str, prefixes: npt.NDArray[np.bytes_], lengths: npt.NDArray[np.int64]) -> dict[str, npt.NDArray[Any]]:
    digits = _BYTE_DIGIT[prefixes.view(np.uint8).reshape(prefixes.size, PREFIX)].T
    ids = np.arange(prefixes.size, dtype=np.uint64)
    total = sum(own.size for _, own in _deletions(digits, lengths, ids, count_only=True))
    bits = _bucket_bits(total)
    filed = np.empty(total, dtype=np.uint64)
    end = 0
    for codes, own in _deletions(digits, lengths, ids):
        filed[end : end + own.size] = _file(codes, own, bits)
        end += own.size
    filed = distinct(filed)
    starts = np.searchsorted(filed, np.arange((1 << bits) + 1, dtype=np.uint64) << np.uint64(32))
    return {
        f"{name}.entries": (filed & np.uint64(0xFFFFFFFF)).astype(np.uint32),
        f"{name}.starts": starts.astype(np.uint32),
    }


def _bucket_bits(entries: int) -> int:
    return max(4, (max(1, entries // _LOAD) - 1).bit_length())


def _file(codes: npt.NDArray[np.uint64], ids: npt.NDArray[np.uint64], bits: int) -> npt.NDArray[np.uint64]:
    """The bucket, then the entry, of each code, in one number."""
    mixed = codes * np.uint64(MIX)
    bucket = mixed >> np.uint64(64 - bits)
    tag = (mixed >> np.uint64(_ID_BITS)) & np.uint64(0xFFF)
    return (bucket << np.uint64(32)) | (tag << np.uint64(_ID_BITS)) | ids


def _deletions(
    digits: npt.NDArray[np.uint64],
    lengths: npt.NDArray[np.int64],
    ids: npt.NDArray[np.uint64],
    *,
    count_only: bool = False,
) -> Iterator[tuple[npt.NDArray[np.uint64], npt.NDArray[np.uint64]]]:
    """What is left of prefixes after each set of deletions, as a number of six bits a letter, with their names."""
    filed = np.minimum(lengths, PREFIX)
    budget = np.where(lengths < _SHORTEST, -1, np.where(lengths < _TWO_EDITS, 1, 2))
    for count in range(3):
        for gone in combinations(range(PREFIX), count):
            chosen = (budget >= count) & (filed > max(gone, default=-1))
            own = ids[chosen]
            if count_only:
                yield own, own
                continue
            code = np.zeros(own.size, dtype=np.uint64)
            for place, column in enumerate(column for column in range(PREFIX) if column not in gone):
                code |= digits[column][chosen] << np.uint64(_LETTER_BITS * place)
            yield code, own


class NearTable:
    """Finds the numbers of names that may be within some edits of a name, in the arrays of `near_sections`."""

    def __init__(self, table: str, sections: Mapping[str, npt.NDArray[Any]]) -> None:
        self._shards: list[tuple[Any, Any, int]] = []
        while (name := f"{table}.{len(self._shards):03d}") + ".starts" in sections:
            starts = sections[f"{name}.starts"]
            shift = 64 - (len(starts) - 1).bit_length() + 1
            self._shards.append((starts.data, sections[f"{name}.entries"].data, shift))
        self._signatures = sections[f"{table}.signatures"]

    def candidates(self, name: bytes, distance: int) -> list[int]:
        """Names that share what is left of ``name`` after up to ``distance`` deletions, and enough letters."""
        mixed = [(code * MIX) & WORD for code in _codes(name[:PREFIX], distance)]
        found: set[int] = set()
        for number, (starts, entries, shift) in enumerate(self._shards):
            base = number << _ID_BITS
            for mix in mixed:
                bucket = mix >> shift
                last = starts[bucket + 1]
                tag = (mix & _TAG_MASK) >> _ID_BITS << _ID_BITS
                # The entries of a bucket are in order, so those with one tag lie side by side.
                at = bisect_left(entries, tag, starts[bucket], last)
                while at < last and (rest := entries[at] ^ tag) < SHARD:
                    found.add(base | rest)
                    at += 1
        return self._sift(found, name, distance)

    def _sift(self, found: set[int], name: bytes, distance: int) -> list[int]:
        """Those whose length and letters allow the distance: one edit changes at most two of the letters held."""
        own = signature(name)
        if len(found) < _MANY:
            theirs_of, most, length = self._signatures.data, 2 * distance, own >> _LENGTH_SHIFT
            return sorted(
                number
                for number in found
                if ((theirs_of[number] ^ own) & _LETTER_MASK).bit_count() <= most
                and -distance <= (theirs_of[number] >> _LENGTH_SHIFT) - length <= distance
            )
        ids = np.fromiter(found, dtype=np.int64, count=len(found))
        ids.sort()
        theirs = self._signatures[ids]
        differing = np.bitwise_count((theirs ^ np.uint64(own)) & np.uint64(_LETTER_MASK))
        kept = (differing <= 2 * distance) & (np.abs(_lengths(theirs) - min(len(name), 255)) <= distance)
        chosen: list[int] = ids[kept].tolist()
        return chosen


def _codes(prefix: bytes, distance: int) -> set[int]:
    """What is left of the first letters after up to so many deletions, as `_deletions` numbers it."""
    code = 0
    for byte in reversed(prefix):
        code = (code << _LETTER_BITS) | _DIGIT_OF_BYTE[byte]
    found = {code}
    new = found
    for count in range(min(distance, len(prefix) - 1)):
        cuts = range(0, (len(prefix) - count) * _LETTER_BITS, _LETTER_BITS)
        new = {(code & ((1 << cut) - 1)) | (code >> (cut + _LETTER_BITS) << cut) for code in new for cut in cuts}
        found = found | new
    return found
