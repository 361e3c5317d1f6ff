"""Enumerations: whether the text tells that a word names a place, "in Mosow", "Australia, Britani and Thailand"."""

from __future__ import annotations

from typing import NamedTuple

from rapidfuzz.distance import Prefix

from namenorm.annotate.document.board import Board
from namenorm.annotate.document.mentions import PageMention
from namenorm.annotate.words.gaps import Gap
from namenorm.annotate.words.lexicon import Lexicon

_LEAST = 2  # others where only commas stand between; "Kapln, Turkey" is a town and its country
_STEM = 5  # letters of a word before an ending that tells where; "პრიზში", in a prize, is not in Paris
_SMALL_WORDS = 2  # between two names: "and the"
_COMMAS = (",", "،", "、", "，")


class _Item(NamedTuple):
    """A name enumerated beside another; ``is_joined``: by "and", which may be written together with a name."""

    mention: PageMention
    is_joined: bool


def told_places(board: Board, position: int, owners: frozenset[int], form: str = "") -> frozenset[int]:
    """Those of some entities that are places, if the text says that a word names one: "in Mosow", "Iran and Iarq".

    ``form`` is the word without what is written together with it.
    """
    places = frozenset(owner for owner in owners if board.names.kb.entity_type(owner) == "place")
    prefix, ending = _around(form, board.page.folded(position))
    is_told = places and (
        board.gates.around.tells_place(position, position + 1, prefix, ending)
        or is_among_places(board, position, prefix)
    )
    return places if is_told else frozenset()


def _around(form: str, word: str) -> tuple[str, str]:
    """What is written together with a name before and after it, whose last letter may be lost before an ending.

    >>> _around("תל", "בתל"), _around("თბილისი", "თბილისში"), _around("", "Tbilisi")
    (('ב', ''), ('', 'ში'), ('', ''))
    """
    prefix, found, ending = word.partition(form) if form else ("", word, "")
    stem = Prefix.similarity(form, word)
    return (prefix, ending) if found else ("", word[stem:] if stem >= _STEM else "")


def is_among_places(board: Board, position: int, prefix: str = "") -> bool:
    """Whether a word is one of an enumeration of which all the others are places.

    ``prefix`` is what is written together with it.
    """
    if Gap.HYPHEN in board.page.gaps[position : position + 2]:
        return False
    items = [*_items(board, position, -1, prefix), *_items(board, position, 1)]
    if len(items) < _LEAST and not any(item.is_joined for item in items):
        return False
    kind = board.names.kb.entity_type
    return all(kind(owner) == "place" for item in items for owner in board.owners(item.mention))


def _items(board: Board, position: int, step: int, prefix: str = "") -> list[_Item]:
    """The names enumerated before a word, or after it, as far as they are needed."""
    found: list[_Item] = []
    while len(found) < _LEAST and (item := _next(board, position, step, prefix)):
        found.append(item)
        position, prefix = item.mention.last - 1 if step > 0 else item.mention.first, ""
    return found


def _next(board: Board, position: int, step: int, prefix: str) -> _Item | None:
    page, lexicon, size = board.page, board.lexicon, len(board.page.keys)
    has_comma = is_joined = False
    for at in range(position + step, position + step * (_SMALL_WORDS + 2), step):
        if not 0 <= at < size:
            return None
        has_comma |= page.before(max(at, at - step)).strip() in _COMMAS
        mention = board.at(at)
        if mention is not None:
            is_and = prefix[:1] in _written_together(lexicon) if step < 0 else _begins_with_and(board, mention)
            is_joined |= is_and and page.gaps[max(at, at - step)] == Gap.SPACE
            return _Item(mention, is_joined) if has_comma or is_joined else None
        if page.keys[at] in lexicon.conjunctions:
            is_joined = True
        elif not lexicon.is_article(page.keys[at]):
            return None
    return None


def _begins_with_and(board: Board, mention: PageMention) -> bool:
    """Whether "and" is written together with a name: "ואוסטרליה"."""
    whole = "".join(board.page.keys[mention.first : mention.last])
    return whole[:1] in _written_together(board.lexicon) and not board.names.rows(whole)


def _written_together(lexicon: Lexicon) -> frozenset[str]:
    """The words for "and" that are written together with the next one."""
    return lexicon.conjunctions.intersection(lexicon.proclitics)
