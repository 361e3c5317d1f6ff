"""Particles: the letter before a surname that stands for a particle of it: "Abg. v. Kardorff".

A particle that is written out stays outside, for "von" and "de" stand before places as well.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from namenorm.annotate.words.gaps import Gap
from namenorm.annotate.words.vocabulary import Shape

if TYPE_CHECKING:
    from namenorm.annotate.document.board import Board
    from namenorm.annotate.document.matches import Match

_NEVER_NOBLE = frozenset({"place", "facility", "event", "law", "work"})


def with_particle(match: Match, board: Board) -> Match:
    """A match of one word with the letter before it, if that is a particle cut short and free."""
    page, before = board.page, match.first - 1
    if match.last - match.first > 1 or before < 0 or not _is_cut(board, before) or board.at(before) is not None:
        return match
    kinds = {board.names.kb.entity_type(owner) for owner in board.owners(match)}
    return replace(match, first=before, start=page.starts[before]) if kinds.isdisjoint(_NEVER_NOBLE) else match


def _is_cut(board: Board, position: int) -> bool:
    page = board.page
    is_letter = page.keys[position] in board.lexicon.cut_particles and page.shapes[position] is Shape.LOWER
    return is_letter and page.gaps[position + 1] is Gap.STOP
