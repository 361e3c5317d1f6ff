"""Hashes of keys that can be put together from the hashes of their parts.

>>> words = Stretches(np.array(list(map(key_hash, (b"new", b"york"))), np.uint64), np.array([3, 4], np.uint64))
>>> key_hash(b"newyork") == int(words.hashes(np.array([0]), np.array([2]))[0])
True

A key is read as one number, its first byte the lowest, modulo the Mersenne prime ``2**61 - 1``. Appending a key then is
adding its hash times a power of two, and modulo such a prime that only turns the 61 bits of the hash. So the hash of
any stretch of words is a difference of two sums over the words of a text, turned back by where the stretch begins.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Hashes = npt.NDArray[np.uint64]
Places = npt.NDArray[np.intp]

_BITS = 61
_MODULUS = (1 << _BITS) - 1
_PRIME = np.uint64(_MODULUS)
_HALF_BITS = np.uint64(32)
_HALF = np.uint64((1 << 32) - 1)
MIX = 0x9E3779B97F4A7C15
"""2**64 divided by the golden ratio: multiplying by it, modulo 2**64, spreads what differs in few bits."""
WORD = (1 << 64) - 1
"""What keeps a product within 64 bits."""


def encode(text: str) -> bytes:
    """The bytes by which a string is filed; lone surrogates, which no encoding has, keep a form of their own."""
    return text.encode("utf-8", "surrogatepass")


def key_hash(key: bytes) -> int:
    """A hash of 61 bits. Up to seven bytes it is exact."""
    return int.from_bytes(key, "little") % _MODULUS


class Stretches:
    """The hashes of keys side by side, so that those of any of them put together are found by subtraction.

    The sums are kept in two halves of the hashes, which do not overflow. A stretch has a thousand words at most.
    """

    def __init__(self, hashes: Hashes, sizes: Hashes) -> None:
        self._turns: Hashes = (sizes.cumsum() - sizes) * np.uint64(8) % np.uint64(_BITS)
        turned = _turned(hashes, self._turns)
        self._low, self._high = np.zeros((2, hashes.size + 1), dtype=np.uint64)
        (turned & _HALF).cumsum(out=self._low[1:])
        (turned >> _HALF_BITS).cumsum(out=self._high[1:])

    def hashes(self, first: Places, last: Places) -> Hashes:
        """The hashes of keys ``first`` up to ``last``, put together."""
        high = _turned(self._high[last] - self._high[first], _HALF_BITS)
        total = self._low[last] - self._low[first] + high
        total = (total & _PRIME) + (total >> np.uint64(_BITS))
        total[total == _PRIME] = 0
        return _turned(total, np.uint64(_BITS) - self._turns[first])


def _turned(hashes: Hashes, bits: Hashes | np.uint64) -> Hashes:
    """Numbers below ``2**61`` times ``2**bits``, modulo the prime."""
    return ((hashes << bits) & _PRIME) | (hashes >> (np.uint64(_BITS) - bits))
