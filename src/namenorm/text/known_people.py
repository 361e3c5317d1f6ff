"""Known people: which words are known to be given names or surnames, whether or not a gazetteer has them.

>>> is_name_of_people("ritter"), is_name_of_people("netenyahu")
(True, False)
"""

from __future__ import annotations

import zlib
from functools import lru_cache
from importlib import resources

import numpy as np
import numpy.typing as npt


def fingerprint(word: str) -> int:
    """The number by which a romanised word is remembered: that of some known one for one of thirty thousand others."""
    return zlib.crc32(word.encode(errors="surrogatepass"))


@lru_cache(maxsize=1)
def _prints() -> npt.NDArray[np.uint32]:
    """``text/data/known_people.bin``: fingerprints, rising; read when first asked for."""
    data = resources.files("namenorm.text").joinpath("data/known_people.bin").read_bytes()
    return np.frombuffer(data, dtype="<u4", offset=data.index(b"\n") + 1)


@lru_cache(maxsize=65536)
def is_name_of_people(word: str) -> bool:
    """Whether a romanised word is known to be a given name or surname, in whatever language and spelling."""
    known, wanted = _prints(), fingerprint(word)
    at = int(known.searchsorted(np.uint32(wanted)))
    return at < known.size and int(known[at]) == wanted
