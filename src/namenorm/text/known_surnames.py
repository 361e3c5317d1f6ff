"""Known surnames: which words are common surnames somewhere, whether or not a gazetteer lists who bears them.

>>> is_known_surname("anderson"), is_known_surname("netenyahu")
(True, False)
"""

from __future__ import annotations

import zlib
from bisect import bisect_left
from functools import lru_cache
from importlib import resources

import numpy as np


def fingerprint(key: str) -> int:
    """The number by which a folded name is remembered; one in 140,000 other words has that of some surname."""
    return zlib.crc32(key.encode(errors="surrogatepass"))


@lru_cache(maxsize=1)
def _table() -> memoryview:
    """``text/data/known_surnames.bin``: a line that says whence, and fingerprints, rising; read when asked for."""
    data = resources.files("namenorm.text").joinpath("data/known_surnames.bin").read_bytes()
    return np.frombuffer(data, dtype="<u4", offset=data.index(b"\n") + 1).astype(np.uint32).data


def is_known_surname(key: str) -> bool:
    """Whether a folded name without spaces is a common surname of any language, as that language writes it."""
    known, wanted = _table(), fingerprint(key)
    at = bisect_left(known, wanted)
    return at < len(known) and known[at] == wanted
