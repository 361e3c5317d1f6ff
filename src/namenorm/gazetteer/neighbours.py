"""Entries whose names one slip of the pen turns into each other: a report for reviewers, not a rule for contributors.

A pair is quiet once one of the two entries lists the other under ``distinct_from`` or ``shared_with``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from rapidfuzz.distance import OSA

from namenorm.gazetteer.rules import Entry, Placed, placed_names
from namenorm.model import Problem
from namenorm.text.fold import fold

_SHORTEST = 4
_TWO_SLIPS_FROM = 9


def budget(length: int) -> int:
    """How many slips a name of this length can take and still be recognised.

    >>> [budget(length) for length in (3, 4, 9)]
    [0, 1, 2]
    """
    return 0 if length < _SHORTEST else 1 if length < _TWO_SLIPS_FROM else 2


def neighbour_problems(entries: Sequence[Entry]) -> Iterator[Problem]:
    """One warning for each pair of entries that a misspelling may confuse, at the name that does it."""
    names: dict[str, list[Placed]] = defaultdict(list)
    for placed in placed_names(entries):
        alias = placed[2]
        if alias.strength == "strong" and alias.kind not in ("misspelling", "demonym"):
            names[fold(alias.text)].append(placed)
    told: set[tuple[str, str]] = set()
    for left, right in _close_pairs(list(names)):
        for entry, field, alias in names[left]:
            for other, _, name in names[right]:
                ids = (min(entry.entity.id, other.entity.id), max(entry.entity.id, other.entity.id))
                known = entry.acknowledges(other.entity.id) or other.acknowledges(entry.entity.id)
                if ids[0] == ids[1] or ids in told or known:
                    continue
                told.add(ids)
                slip = f"{alias.text!r} is a slip away from {name.text!r} of {other.entity.id}"
                yield entry.problem("W404", field, f"{slip}; list that as distinct_from")


def _close_pairs(keys: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Pairs within the budget of the shorter name, among those that `_blocks` puts together."""
    seen: set[tuple[str, str]] = set()
    for group in _blocks(keys).values():
        for left, right in combinations(sorted(group), 2):
            allowed = budget(min(len(left), len(right)))
            if (left, right) not in seen and 0 < OSA.distance(left, right, score_cutoff=allowed) <= allowed:
                seen.add((left, right))
                yield left, right


def _blocks(keys: Iterable[str]) -> dict[tuple[str, str], list[str]]:
    """Names that may be close, together: those that are equal but for one letter each, and for long names those that
    begin or end alike. Two slips that leave neither end alone are not looked for.
    """
    blocks: dict[tuple[str, str], list[str]] = defaultdict(list)
    for key in keys:
        allowed = budget(len(key))
        if allowed:
            for form in {key, *(key[:i] + key[i + 1 :] for i in range(len(key)))}:
                blocks["less", form].append(key)
        if len(key) >= _TWO_SLIPS_FROM:
            third = len(key) // 3
            blocks["start", key[:third]].append(key)
            blocks["end", key[-third:]].append(key)
    return blocks
