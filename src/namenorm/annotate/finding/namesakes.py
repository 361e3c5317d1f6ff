"""Namesakes: who or what only has the name of a listed person or place, by the word beside it.

"Donald Trump Jr." is a son, where the gazetteer does not list him so, "London Bridge" is no city, "Jordan Peterson" no
country, and "in May" a date.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from namenorm.annotate.words.gaps import Gap
from namenorm.annotate.words.vocabulary import Trait
from namenorm.resolving.titles import is_generation

if TYPE_CHECKING:
    from namenorm.annotate.document.board import Board
    from namenorm.annotate.document.matches import Match


def is_namesake(match: Match, board: Board) -> bool:
    """Whether a word beside a name, and no part of it, makes something else of both."""
    page, after = board.page, match.last
    if _is_date(match, board):
        return True
    if after >= len(page.keys) or page.initial[after] or not page.is_cased_capital(after):
        return False
    if is_generation(page.keys[after]):
        return _types(match, board) == {"person"}
    if page.headline[after] or page.gaps[after] != Gap.SPACE or _types(match, board) != {"place"}:
        return False
    return page.keys[after] in board.lexicon.named_after_places or _is_given_name(match, board)


def _is_given_name(match: Match, board: Board) -> bool:
    """Whether a place has the name of a person, whose surname nobody knows, before it: "Jordan Peterson"."""
    page, lexicon, after = board.page, board.lexicon, match.last
    key = page.keys[match.first]
    if match.last - match.first > 1 or not (key in lexicon.given_places or key in lexicon.people):
        return False
    is_strange = page.vocabulary.traits[page.numbers[after]] & (Trait.UNKNOWN | Trait.PEOPLE)
    return bool(is_strange) and board.at(after) is None and not board.is_demonym(after) and not board.is_title(after)


def _is_date(match: Match, board: Board) -> bool:
    """Whether a month stands where no person does: "in May", in a text about Theresa May."""
    page, first = board.page, match.first
    if first == 0 or match.last - first > 1 or page.keys[first] not in board.lexicon.capitalised_words:
        return False
    return page.keys[first - 1] in board.lexicon.place_prepositions and _types(match, board) == {"person"}


def _types(match: Match, board: Board) -> set[str]:
    return {board.names.kb.entity_type(owner) for owner in board.owners(match)}
