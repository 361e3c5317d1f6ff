"""Known places: which names are known to be those of the same place, whether or not a gazetteer lists it.

>>> bool(bearers("styria") & bearers("syria")), bool(bearers("vienna") & bearers("wien")), bearers("netenyahu")
(False, True, frozenset())
>>> best_known("vienna") == best_known("laxenburg"), best_known("vienna") == best_known("вена")
(False, True)

A place is a number. An index files each label of which a place is known under that of the one best known
(``known_key``), so that a text may call the place by another of its names.
"""

from __future__ import annotations

import json
import zlib
from functools import lru_cache
from importlib import resources
from typing import NamedTuple

import numpy as np

_BITS, _LAST_BITS, _FIRST_BITS = 48, 16, 16  # of a fingerprint, those of its second part, and those that begin it
_NONE: frozenset[int] = frozenset()  # one for all, since most words are no names of places


def fingerprint(key: str) -> int:
    """The number by which a folded name without spaces is remembered.

    One of 32 bits would be that of some known name for one of twenty-nine thousand other words.
    """
    letters = key.encode(errors="surrogatepass")
    return zlib.crc32(letters) << _LAST_BITS | zlib.crc32(letters[::-1]) & ((1 << _LAST_BITS) - 1)


class Table(NamedTuple):
    """``text/data/known_names.bin``: fingerprints, rising, and who bears each name.

    ``starts`` says where those with the same first bits begin, ``counts`` how many names each bearer has.
    Of those who bear names the first ``countries`` are countries, and up to ``divisions`` states and provinces;
    ``codes`` says by two letters each in which country they lie.
    """

    prints: memoryview
    starts: memoryview
    numbers: memoryview
    counts: memoryview
    codes: bytes
    countries: int
    divisions: int


@lru_cache(maxsize=1)
def table() -> Table:
    """The names, read when first asked for."""
    data = resources.files("namenorm.text").joinpath("data/known_names.bin").read_bytes()
    start = data.index(b"\n") + 1
    header = json.loads(data[:start])
    count = header["names"]
    first = np.frombuffer(data, dtype="<u4", count=count, offset=start)
    last = np.frombuffer(data, dtype="<u2", count=count, offset=start + first.nbytes)
    numbers = np.frombuffer(data, dtype="<u2", count=count, offset=start + first.nbytes + last.nbytes)
    prints = first.astype(np.uint64) << np.uint64(_LAST_BITS) | last
    codes = data[-2 * header["bearers"] :]
    starts = prints.searchsorted(np.arange((1 << _FIRST_BITS) + 1, dtype=np.uint64) << np.uint64(_BITS - _FIRST_BITS))
    counts = np.bincount(numbers, minlength=header["bearers"])
    return Table(
        prints.data, starts.astype(np.uint32).data, numbers.astype(np.uint16).data,
        counts.astype(np.uint32).data, codes, header["countries"], header["divisions"],
    )  # fmt: skip


@lru_cache(maxsize=65536)
def bearers(key: str) -> frozenset[int]:
    """Who is known to bear a folded name without spaces; nobody where it is not known."""
    known = table()
    wanted = fingerprint(key)
    first = wanted >> (_BITS - _FIRST_BITS)
    alike = range(known.starts[first], known.starts[first + 1])
    return frozenset([known.numbers[at] for at in alike if known.prints[at] == wanted]) or _NONE


def has_country(numbers: frozenset[int]) -> bool:
    """Whether one of those who bear names is a country."""
    return any(number < table().countries for number in numbers)


def home(number: int) -> str:
    """The two letters of the country in which a bearer of names lies."""
    return table().codes[2 * number : 2 * number + 2].decode()


def has_division(numbers: frozenset[int]) -> bool:
    """Whether one of those who bear names is a state or province."""
    return any(table().countries <= number < table().divisions for number in numbers)


def has_territory(numbers: frozenset[int]) -> bool:
    """Whether one of those who bear names is a country, a state or a province."""
    return any(number < table().divisions for number in numbers)


def best_known(key: str) -> int | None:
    """That of the bearers of a name who has most names, which the large and old ones have; none of an unknown name."""
    counts = table().counts
    return max(sorted(bearers(key)), key=counts.__getitem__, default=None)


def known_key(key: str) -> str:
    """The key under which the label of a known place is filed; "" of an unknown one.

    >>> known_key("vienna") == known_key("wien") != "", known_key("netenyahu")
    (True, '')
    """
    number = best_known(key)
    return "" if number is None else place_key(number)


def place_key(number: int) -> str:
    """The key under which a label of a place is filed."""
    return f"={number}"
