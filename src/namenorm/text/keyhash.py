"""Hashes of keys that can be put together from the hashes of their parts.

>>> key_hash(b"newyork") == int(joined(_array(key_hash(b"new")), _array(3), _array(key_hash(b"york")))[0])
True

A key is read as one number, its first byte the lowest, modulo the Mersenne prime ``2**61 - 1``. Appending a key then is
adding its hash times a power of two, and modulo such a prime that only turns the 61 bits of the hash.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    Hashes = npt.NDArray[np.uint64]

_BITS = 61
_MODULUS = (1 << _BITS) - 1
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


def joined(left: Hashes, sizes: Hashes, right: Hashes) -> Hashes:
    """The hashes of keys of ``sizes`` bytes with others appended."""
    bits, modulus = np.uint64(_BITS), np.uint64(_MODULUS)
    turn = sizes * np.uint64(8) % bits
    total = left + (((right << turn) & modulus) | (right >> (bits - turn)))
    total = (total & modulus) + (total >> bits)
    total[total == modulus] = 0
    return total


def _array(value: int) -> Hashes:
    return np.array([value], dtype=np.uint64)
