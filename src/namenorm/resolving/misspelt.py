"""What the letters of a query say about how it came to be: whether it is misspelt.

A name that is not listed looks like a name; one that is misspelt often has letters in a row as no name has. The more
names are listed, the more of those that are not have a listed one near, so the more this counts.
"""

from __future__ import annotations

import math

_SOME, _MANY = 5, 50_000  # names by which the shares of letters are made less different where an index has few
_COMMON = 0.5  # log-odds by which e times as many names with the letters make it less likely that a name is misspelt


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
