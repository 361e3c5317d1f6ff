"""Namesakes: who or what only has the name of a listed person or place, by the word behind it.

"Donald Trump Jr." is a son, where the gazetteer does not list him so, and "London Bridge" is no city.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from namenorm.annotate.words.gaps import Gap
from namenorm.resolving.titles import is_generation

if TYPE_CHECKING:
    from namenorm.annotate.document.board import Board
    from namenorm.annotate.document.matches import Match


def is_namesake(match: Match, board: Board) -> bool:
    """Whether the word behind a name, with a capital and no part of it, makes another name of both."""
    page, after = board.page, match.last
    if after >= len(page.keys) or page.initial[after] or not page.is_cased_capital(after):
        return False
    if is_generation(page.keys[after]):
        return _types(match, board) == {"person"}
    is_thing = page.keys[after] in board.lexicon.named_after_places and not page.headline[after]
    return is_thing and page.gaps[after] is Gap.SPACE and _types(match, board) == {"place"}


def _types(match: Match, board: Board) -> set[str]:
    return {board.names.kb.entity_type(owner) for owner in board.owners(match)}
