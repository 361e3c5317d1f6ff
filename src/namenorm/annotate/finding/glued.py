"""Finds names to which a text that loses spaces has glued the next word: "Finlandborde", "Agamemnonselbst".

In a text that keeps its spaces such a word is a compound, which may name something else ("Chinatown"). So the text has
to have lost others, and to use what is glued to the name as a word of its own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from namenorm.annotate.document.board import Board
from namenorm.annotate.document.mentions import PageMention
from namenorm.annotate.document.pages import Flags, Pages
from namenorm.annotate.words.vocabulary import LONGEST, Shape, Trait
from namenorm.model import Tier
from namenorm.text.fold import compact
from namenorm.text.inflection import stems
from namenorm.text.tokens import fold_word

_LOST = re.compile(r"[,;:).](?:(?<=[^\W\d_A-Z][,;:)])(?=[^\W\d_])|(?<=[^\W\d_]{2}\.)(?=[^\W\d_]{3}))")
_LOST_EVERY = 1000  # characters, at least, a text has to have lost a space after punctuation
_LEAST_LOST = 3  # spaces lost after marks in a text that loses spaces
_NAME = 4  # letters
_TAIL = 2  # letters behind a name
_LONG = 4  # letters of a tail that the text need not use elsewhere, if it uses the name
_WORD = 3  # letters of a tail that is no function word


def find_glued(board: Board) -> Iterator[PageMention]:
    """The mentions over the beginnings of words that are free."""
    page, keys = board.page, board.page.keys
    free = [position for position in page.where(_may_be_glued) if board.at(position) is None]
    if not free or not loses_spaces(page.text):
        return
    used = {keys[mention.first][:_NAME] for mention in board.mentions_in(0, len(keys))}
    for position in free:
        mention = _cut(board, position, _is_word)
        if mention is None and keys[position][:_NAME] in used:
            mention = _cut(board, position, _is_long)
        if mention is not None:
            yield mention


def _may_be_glued(pages: Pages) -> Flags:
    may_be = pages.is_shaped(Shape.TITLE) & (pages.letters >= _NAME + _TAIL) & (pages.letters <= LONGEST)
    return may_be & ~pages.has(Trait.COMMON | Trait.PEOPLE | Trait.KNOWN)


def loses_spaces(text: str) -> bool:
    """Whether a text lacks spaces after several marks of punctuation."""
    lost = sum(1 for _ in _LOST.finditer(text))
    return lost >= max(_LEAST_LOST, len(text) / _LOST_EVERY)


def _cut(board: Board, position: int, may_be: Callable[[Board, str], bool]) -> PageMention | None:
    """The longest name at the beginning of a word whose rest may be a word of its own."""
    page, lexicon, around = board.page, board.lexicon, board.gates.around
    word, start = page.span(position, position + 1), page.starts[position]
    for cut in range(len(word) - _TAIL, _NAME - 1, -1):
        tail = compact(fold_word(word[cut:]))
        if not may_be(board, tail) or tail in lexicon.demonym_endings:
            continue
        head = fold_word(word[:cut])
        rows, tier = _rows(board, head)
        if not rows or (may_be is _is_long and board.names.entities(rows).isdisjoint(board.present)):
            continue
        rows = tuple(row for row in rows if not around.makes_other(position, position + 1, row))
        if rows and not lexicon.is_common(compact(head)):
            return PageMention(position, position + 1, start, start + cut, rows, tier)
    return None


def _is_word(board: Board, tail: str) -> bool:
    """Whether the text uses the rest of a word as one of its own."""
    return board.page.lower_uses[tail] > 0 and (len(tail) >= _WORD or board.lexicon.is_function(tail))


def _is_long(_: Board, tail: str) -> bool:
    """Whether the rest of a word is too long for an ending; the text has to use the name elsewhere then."""
    return len(tail) >= _LONG


def _rows(board: Board, head: str) -> tuple[tuple[int, ...], Tier]:
    rows = board.names.rows(compact(head))
    if rows:
        return rows, Tier.FOLDED
    for form in stems(head, board.page.lang):
        rows = board.names.rows(form.restored)
        if rows:
            return rows, Tier.INFLECTED
    return (), Tier.FOLDED
