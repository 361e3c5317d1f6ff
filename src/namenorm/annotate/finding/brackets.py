"""Finds letters that a document introduces in brackets: "Baku–Tbilisi–Ceyhan (BTC)", later "BTC"."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

from namenorm.annotate.words.short_forms import parsed
from namenorm.annotate.words.vocabulary import Shape
from namenorm.text.fold import compact, fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from namenorm.annotate.document.board import Board
    from namenorm.annotate.document.mentions import PageMention
    from namenorm.annotate.document.pages import Flags, Pages


def find_bracketed(board: Board) -> list[PageMention]:
    """Uses of letters introduced after a name, and names that letters which are listed complete."""
    introduced: dict[str, PageMention] = {}
    page = board.page
    found: list[PageMention] = []
    for position in page.where(_is_upper):
        if not position or not _in_brackets(board, position):
            continue
        letters, taken, before = page.tokens[position].text, board.at(position), board.at(position - 1)
        if taken is not None:
            found.extend(_completed(board, position, taken))
        elif before is not None and _abbreviates(board, letters, before):
            introduced.setdefault(letters, before)
    for position in page.where(_is_upper) if introduced else ():
        mention = introduced.get(page.tokens[position].text)
        if mention is not None and board.at(position) is None:
            start, end = page.starts[position], page.ends[position]
            found.append(replace(mention, source="acronym", first=position, last=position + 1, start=start, end=end))
    return found


def _is_upper(pages: Pages) -> Flags:
    return pages.is_shaped(Shape.UPPER)


def _completed(board: Board, position: int, letters: PageMention) -> Iterator[PageMention]:
    """The words before letters in brackets that begin with a name of the entity that the letters name."""
    first = position
    while first > 0 and (first == position or board.continues[first]) and board.is_run_word[first - 1]:
        first -= 1
        mention = board.at(first)
        if mention is None or mention.first != first or mention.last >= position:
            continue
        if board.owners(mention) == board.owners(letters):
            yield replace(mention, last=position, end=board.page.ends[position - 1], source="part")


def _in_brackets(board: Board, position: int) -> bool:
    page, end = board.page, board.page.ends[position]
    return page.before(position).strip() == "(" and page.text[end : end + 1] == ")"


def _abbreviates(board: Board, letters: str, mention: PageMention) -> bool:
    """Whether letters are the initials of the words of a mention or of a name of its entity."""
    wanted = compact(fold(letters))
    lexicon, own = board.lexicon, tuple(board.page.keys[mention.first : mention.last])
    names = chain([own], (parsed(name.text, lexicon).words for name in board.spellings(mention)))
    return any(
        wanted in ("".join(word[0] for word in words if word not in lexicon.small), "".join(word[0] for word in words))
        for words in names
    )
