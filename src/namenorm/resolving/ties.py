"""Ties: of names that are equally many letters from a query, those that a slip of the pen makes it of more often.

Who leaves out a letter of a name or swaps two can write only few other names. Who adds a letter or takes another one
can write some twenty times as many, so each of these is less likely what is read. "Ndla" is sooner "Nadla" than "Nola".
The letters that a query has beyond those of a name, its strays, tell the one from the other.
"""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_STRAY = 2.0  # log-odds by which a stray letter makes a name less likely, for real confusions of letters are not random
_FARTHEST = 2  # letters; names that are farther off are not slips of the pen


def likelier_slips(chances: Sequence[float], apart: Sequence[float], pairs: Sequence[tuple[str, str]]) -> list[float]:
    """The chances of some names, those of the likeliest and of all as far from the query shared out anew.

    ``apart`` says how many letters each is from the query, ``pairs`` holds the query and the name.

    >>> pairs = [("ndla", "nola"), ("ndla", "nadla"), ("ndla", "andal")]
    >>> [round(chance, 2) for chance in likelier_slips([0.3, 0.3, 0.1], [1, 1, 2], pairs)]
    [0.07, 0.53, 0.1]
    """
    found = list(chances)
    least = apart[max(range(len(found)), key=found.__getitem__)] if found else 0
    tied = [place for place, letters in enumerate(apart) if letters == least]
    if len(tied) < 2 or not 0 < least <= _FARTHEST:
        return found
    weights = [found[place] * math.exp(-_STRAY * _strays(*pairs[place])) for place in tied]
    share = sum(found[place] for place in tied) / sum(weights)
    for place, weight in zip(tied, weights, strict=True):
        found[place] = weight * share
    return found


def _strays(name: str, other: str) -> int:
    """How many letters a name has that another lacks: ``_strays("ndla", "nola") == 1``."""
    left = Counter(name) - Counter(other)
    return left.total() - left[" "]
