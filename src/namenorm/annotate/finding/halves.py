"""Halves: right words beside a misspelt one with which they are a longer name: "the West Bnak" is no western world.

The right words would be taken for what has them as its whole name, or, where no capital says that both are one name,
for whoever else of the text has them: "الها علی‌اف" is Ilham Aliyev, and not Heydar.
"""

from __future__ import annotations

from collections.abc import Iterator

from rapidfuzz.distance import OSA

from namenorm.annotate.document.board import Board
from namenorm.annotate.document.mentions import PageMention
from namenorm.annotate.words.gaps import TIES
from namenorm.annotate.words.short_forms import MOST_ROWS
from namenorm.annotate.words.vocabulary import FAMILIAR
from namenorm.text.fold import compact

_FARTHEST = 2  # words from the right one
_SHORTEST = 3  # letters of a word in which there may be a slip


def is_half(mention: PageMention, board: Board) -> bool:
    """Whether a mention ends or begins with a word of the name of another entity, of which the word beside is misspelt.

    A right word may stand between them: "Universnity of Edinburgh".
    """
    if board.page.is_uncased(mention.first) and not (mention.is_word or "person" in board.types(mention)):
        return False
    edges = ((mention.first, -1), (mention.last - 1, 1))
    return any(
        _is_slip_of(board, edge + step * distance, word)
        for edge, step in edges
        for distance in _distances(board, edge, step)
        for word in _words_beside(mention, board, edge, step * distance)
    )


def _distances(board: Board, edge: int, step: int) -> Iterator[int]:
    """How far from the edge of a mention words stand that may be misspelt ones of a name that the edge is in."""
    page = board.page
    for distance in range(1, _FARTHEST + 1):
        position = edge + step * distance
        is_inside = 0 <= position < len(page.keys) and board.at(position) is None
        if not is_inside or page.gaps[max(position, position - step)] not in TIES:
            return
        is_name = page.is_uncased(position) or page.is_cased_capital(position)
        if is_name and not page.has(position, FAMILIAR):
            yield distance
        if page.is_uncased(edge):
            return


def _words_beside(mention: PageMention, board: Board, edge: int, step: int) -> Iterator[str]:
    """The words that names of others than a mention have so many words before or after the word at its edge."""
    page, names = board.page, board.names
    owners, between = board.owners(mention), edge + step // 2
    read = [form.restored for _, form in page.readings(edge)] if page.is_uncased(edge) else ()
    for word in {page.folded(edge), *page.without_prefix(edge), *read}:
        for row in names.with_token(word)[:MOST_ROWS]:
            words = names.shape(row).words
            at = words.index(compact(word)) if compact(word) in words else len(words)
            if not 0 <= at + step < len(words) or names.kb.alias_entity(row) in owners:
                continue
            if abs(step) == 1 or words[at + step // 2] == page.keys[between]:
                yield words[at + step]


def _is_slip_of(board: Board, position: int, word: str) -> bool:
    """Whether a word is a letter from one of a name, a small word before it or not."""
    forms = (board.page.keys[position], *board.page.without_prefix(position))
    return len(word) >= _SHORTEST and any(OSA.distance(form, word) == 1 for form in forms)
