"""Finds surnames that stand alone after a full name that was found although no list has its spelling.

"Zakkir Hasanovv ... Hasanovv", "الهام علی‌اف ... علی‌اف": what the whole name means, its surname means as well.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from namenorm.model import Tier

if TYPE_CHECKING:
    from collections.abc import Iterator

    from namenorm.annotate.board import Board
    from namenorm.annotate.matches import Match
    from namenorm.annotate.singles import Singles

_SHORTEST = 4
_SCORE = 0.85


def find_repeated(board: Board, singles: Singles) -> list[Match]:
    """The matches of all words that are free."""
    return list(_find(board, singles))


def _find(board: Board, singles: Singles) -> Iterator[Match]:
    page, names = board.page, board.names
    bearers = _bearers(board)
    for position, key in enumerate(page.keys if bearers else ()):
        since, owners = bearers.get(key, (0, frozenset()))
        if len(owners) != 1 or position <= since or board.at(position) is not None:
            continue
        if singles.stands_alone(position, initial=True):
            rows = names.allowed(names.kb.entity_aliases(min(owners)))
            yield page.match(position, position + 1, rows, Tier.FUZZY, source="surname", score=_SCORE)


def _bearers(board: Board) -> dict[str, tuple[int, frozenset[int]]]:
    """The last words of such names, each with where it first stands and whose it is."""
    found: dict[str, tuple[int, frozenset[int]]] = {}
    for match in sorted(board.matches_in(0, len(board.page.keys)), key=lambda match: match.first):
        best = match.resolution.best if match.resolution is not None else None
        if best is None or best.type != "person" or match.last - match.first < 2:
            continue
        key = board.page.keys[match.last - 1]
        if len(key) < _SHORTEST or board.lexicon.is_common(key) or board.page.lower_uses[key]:
            continue
        since, owners = found.get(key, (match.last, frozenset()))
        found[key] = since, owners | board.owners(match)
    return found
