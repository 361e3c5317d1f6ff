"""Finds surnames that stand alone after a full name that was found although no list has its spelling.

"Zakkir Hasanovv ... Hasanovv", "الهام علی‌اف ... علی‌اف": what the whole name means, its surname means as well.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from namenorm.annotate.words.vocabulary import Shape
from namenorm.text.inflection import stems

if TYPE_CHECKING:
    from collections.abc import Iterator

    from namenorm.annotate.document.board import Board
    from namenorm.annotate.document.mentions import PageMention
    from namenorm.annotate.finding.singles import Singles

_SHORTEST = 4  # letters of a surname


def find_repeated(board: Board, singles: Singles) -> Iterator[PageMention]:
    """The mentions of all words that are free."""
    page, bearers = board.page, _bearers(board)
    for position in range(len(page.keys) if bearers else 0):
        if board.at(position) is not None or page.shapes[position] == Shape.LOWER:
            continue
        known = next((bearers[form] for form in _forms(board, position) if form in bearers), None)
        if known is None or len(known[1]) != 1 or position <= known[0]:
            continue
        owners = known[1]
        if singles.stands_alone(position, initial=True):
            yield board.misspelt_surname(position, min(owners))


def _bearers(board: Board) -> dict[str, tuple[int, frozenset[int]]]:
    """The last words of such names, each with where it first stands and whose it is."""
    found: dict[str, tuple[int, frozenset[int]]] = {}
    for mention in sorted(board.mentions_in(0, len(board.page.keys)), key=lambda mention: mention.first):
        if mention.best is None or mention.best.type != "person" or mention.is_word:
            continue
        key = board.page.keys[mention.last - 1]
        if board.lexicon.is_common(key):
            continue
        bearer = board.owners(mention)
        own = {word for owner in bearer for word, _ in board.names.own_words.last(owner) if len(word) >= _SHORTEST}
        # "Алиева" in full does not make "Алиев" hers.
        is_woman = any(board.names.kb.entity(owner).gender == "f" for owner in bearer)
        for form in own.union([key] if is_woman else _forms(board, mention.last - 1)):
            since, owners = found.get(form, (mention.last, frozenset()))
            found[form] = since, owners | bearer
    return found


def _forms(board: Board, position: int) -> list[str]:
    """The key of a word and those of the dictionary forms that it may have: "Putyint" and "Putyin" are one name."""
    forms = stems(board.page.folded(position), board.page.lang, "person")
    return [board.page.keys[position], *(form.restored for form in forms if len(form.stem) >= _SHORTEST)]
