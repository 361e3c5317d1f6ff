"""Finds names to which a text that loses spaces has glued the next word: "Finlandborde", "Agamemnonselbst".

In a text that keeps its spaces such a word is a compound, which may name something else ("Chinatown"). So the text has
to have lost others, and to use what is glued to the name as a word of its own.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

from namenorm.annotate.matches import Match
from namenorm.annotate.vocabulary import LONGEST, Shape, Trait
from namenorm.model import Tier
from namenorm.text.fold import compact
from namenorm.text.inflection import stems
from namenorm.text.tokens import fold_word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from namenorm.annotate.board import Board

_LOST = re.compile(r"[^\W\d_A-Z][,;:)][^\W\d_]|[^\W\d_]{2}\.[^\W\d_]{3}")
_LOST_EVERY = 1000  # characters, at least, a text has to have lost a space after punctuation
_LEAST_LOST = 3
_NAME = 4  # letters
_TAIL = 2
_WORD = 3  # letters of a tail that is no function word


def find_glued(board: Board) -> list[Match]:
    """The matches over the beginnings of words that are free."""
    page = board.page
    may_be = (page.shape_codes == Shape.TITLE) & (page.letters >= _NAME + _TAIL) & (page.letters <= LONGEST)
    may_be &= ~page.has(Trait.COMMON | Trait.PEOPLE | Trait.KNOWN)
    free = [position for position in np.flatnonzero(may_be).tolist() if board.at(position) is None]
    return list(_find(board, free)) if free and _loses_spaces(page.text) else []


def _loses_spaces(text: str) -> bool:
    lost = sum(1 for _ in _LOST.finditer(text))
    return lost >= max(_LEAST_LOST, len(text) / _LOST_EVERY)


def _find(board: Board, positions: list[int]) -> Iterator[Match]:
    page, lexicon, around = board.page, board.lexicon, board.gates.around
    for position in positions:
        word, start = page.span(position, position + 1), page.starts[position]
        for cut in range(len(word) - _TAIL, _NAME - 1, -1):
            tail = compact(fold_word(word[cut:]))
            if not page.lower_uses[tail] or (len(tail) < _WORD and not lexicon.is_function(tail)):
                continue
            head = fold_word(word[:cut])
            rows, tier = _rows(board, head)
            rows = tuple(row for row in rows if not around.makes_other(position, position + 1, row))
            if rows and tail not in lexicon.demonym_endings and not lexicon.is_common(compact(head)):
                yield Match(position, position + 1, start, start + cut, rows, tier)
                break


def _rows(board: Board, head: str) -> tuple[tuple[int, ...], Tier]:
    rows = board.names.rows(compact(head))
    if rows:
        return rows, Tier.FOLDED
    for form in stems(head, board.page.lang):
        rows = board.names.rows(compact(form.restored))
        if rows:
            return rows, Tier.INFLECTED
    return (), Tier.FOLDED
