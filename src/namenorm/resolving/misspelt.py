"""What the letters of a query say about how it came to be: whether it is misspelt, and which name it is a slip of.

A name that is not listed looks like a name; one that is misspelt often has letters in a row as no name has. The more
names are listed, the more of those that are not have a listed one near, so the more this counts.

Who leaves out a letter of a name or swaps two can write only few other names. Who adds a letter or takes another one
can write some twenty times as many, so each of these is less likely what is read. "Ndla" is sooner "Nadla" than "Nola".
The letters that a query has beyond those of a name, its strays, tell the one from the other.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_SOME, _MANY = 5, 50_000  # names by which the shares of letters are made less different where an index has few
_COMMON = 0.5  # log-odds by which e times as many names with the letters make it less likely that a name is misspelt
_STRAY = 2.0  # log-odds by which a stray letter makes a name less likely, for real confusions of letters are not random
_FARTHEST = 2  # letters; names that are farther off are not slips of the pen


def commonness(rarest: int, names: int) -> float:
    """The logarithm of the share of all names that have the three letters in a row of a name that the fewest have."""
    return math.log((rarest + _SOME) / (names + _MANY))


def oddity(rarest: int, names: int) -> float:
    """The log-odds by which its letters make it likelier that a name is a misspelt one, and not one that is not listed.

    ``rarest`` is how many of the listed ``names`` have the three letters in a row that the fewest have.

    >>> round(oddity(0, 1_000_000), 1), round(oddity(2_000, 1_000_000), 1), round(oddity(2, 1_000), 1)
    (1.4, -1.4, -0.0)
    """
    return _COMMON * names / (names + _MANY) * (math.log(_SOME / _MANY) - commonness(rarest, names))


def with_odds(chance: float, odds: float) -> float:
    """A probability of which the log-odds are so much higher: ``with_odds(0.5, math.log(3)) == 0.75``."""
    return chance / (chance + (1 - chance) * math.exp(-odds))


def strays(name: str, other: str) -> int:
    """How many letters a name has that another lacks, spaces aside: ``strays("ndla", "nola") == 1``."""
    left = name.replace(" ", "")
    for letter in other:
        left = left.replace(letter, "", 1)
    return len(left)


def likelier_slips(chances: Sequence[float], apart: Sequence[float], pairs: Sequence[tuple[str, str]]) -> list[float]:
    """The chances of some names, those of the likeliest and of all as far from the query shared out anew.

    ``apart`` says how many letters each is from the query, ``pairs`` holds the query and the name.

    >>> pairs = [("ndla", "nola"), ("ndla", "nadla"), ("ndla", "andal")]
    >>> [round(chance, 2) for chance in likelier_slips([0.3, 0.3, 0.1], [1, 1, 2], pairs)]
    [0.07, 0.53, 0.1]
    >>> likelier_slips([0.0, 0.0], [1, 1], pairs[:2])
    [0.0, 0.0]
    """
    found = list(chances)
    least = apart[max(range(len(found)), key=found.__getitem__)] if found else 0
    tied = [place for place, letters in enumerate(apart) if letters == least]
    if len(tied) < 2 or not 0 < least <= _FARTHEST or not any(found[place] for place in tied):
        return found
    weights = [found[place] * math.exp(-_STRAY * strays(*pairs[place])) for place in tied]
    share = sum(found[place] for place in tied) / sum(weights)
    for place, weight in zip(tied, weights, strict=True):
        found[place] = weight * share
    return found
