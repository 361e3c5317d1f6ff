"""Halves: right words beside a misspelt one with which they are a longer name: "الها علی‌اف" is Ilham Aliyev.

Where no capital says that both words are one name, the right one would be taken for whoever else has it, Heydar Aliyev
of the same text, or for what has it as its whole name: "دییود کامرون" is David Cameron, and no country.
"""

from __future__ import annotations

from collections.abc import Iterator

from rapidfuzz.distance import OSA

from namenorm.annotate.document.board import Board
from namenorm.annotate.document.mentions import PageMention
from namenorm.annotate.words.gaps import TIES
from namenorm.annotate.words.short_forms import MOST_ROWS
from namenorm.annotate.words.vocabulary import Trait
from namenorm.text.fold import compact

_SHORTEST = 3  # letters of a word in which there may be a slip
_KNOWN = Trait.NOTHING | Trait.SMALL | Trait.COMMON | Trait.TITLE | Trait.KNOWN


def is_half(mention: PageMention, board: Board) -> bool:
    """Whether a mention is one word of the name of another entity, and the word beside it another, misspelt."""
    page, first = board.page, mention.first
    if not (mention.is_word and page.is_uncased(first)):
        return False
    before = first - 1 if page.word_before(first) else -1
    beside = [(place, place - first) for place in (before, mention.last) if _may_be_slip(board, place)]
    return any(
        _is_slip_of(board, place, word) for place, step in beside for word in _words_beside(mention, board, step)
    )


def _may_be_slip(board: Board, position: int) -> bool:
    """Whether a word may be one of a name that is tied to the word before it, and misspelt."""
    page = board.page
    if not 0 <= position < len(page.keys) or board.at(position) is not None or not page.is_uncased(position):
        return False
    return not page.vocabulary.traits[page.numbers[position]] & _KNOWN


def _words_beside(mention: PageMention, board: Board, step: int) -> Iterator[str]:
    """The words that names of others than a mention have before or after its word."""
    page, names, first = board.page, board.names, mention.first
    if page.gaps[max(first, first + step)] not in TIES:
        return
    owners, number = board.owners(mention), page.numbers[first]
    read = (form.restored for _, form in page.vocabulary.readings[number])
    for word in {page.folded(first), *page.without_prefix(first), *read}:
        for row in names.with_token(word)[:MOST_ROWS]:
            words = names.shape(row).words
            at = words.index(compact(word)) + step if compact(word) in words else -1
            if 0 <= at < len(words) and names.kb.alias_entity(row) not in owners:
                yield words[at]


def _is_slip_of(board: Board, position: int, word: str) -> bool:
    """Whether a word is a letter from one of a name, a small word before it or not."""
    forms = (board.page.keys[position], *board.page.without_prefix(position))
    return len(word) >= _SHORTEST and any(OSA.distance(form, word) == 1 for form in forms)
