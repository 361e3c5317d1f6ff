"""Finds bodies, events and the like that are listed in English only, by what the words of their names are in English.

"Банк Японии" is the Bank of Japan, "Крымская война" the Crimean War: all words of the name have to be there.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice, product
from typing import NamedTuple

from namenorm.annotate.document.board import Board
from namenorm.annotate.document.mentions import LICENSED, PageMention
from namenorm.annotate.words.english import is_name
from namenorm.annotate.words.gaps import TIES, Gap
from namenorm.annotate.words.spellings import has_name_in
from namenorm.model import Tier
from namenorm.resolving.countries import english_name
from namenorm.resolving.translated import in_english
from namenorm.text.fold import fold

_WINDOW = 7  # words
_MOST_WAYS = 32  # of saying a name in English


class _Part(NamedTuple):
    """A word or mention that ends before word ``last``, and what it may be in English."""

    last: int
    ways: tuple[str, ...]
    is_name: bool = False


def find_translated(board: Board) -> Iterator[PageMention]:
    """The longest names of which each word is known in English, or is that of a place or person."""
    page, english, done = board.page, board.page.vocabulary.english, 0
    for at in range(len(page.keys)) if english.is_known else ():
        if at < done or not english.tells(page.folded(at)):
            continue
        before = board.at(at - 1) if at else None
        named = before.first if before is not None else at - page.is_capital(at - 1)  # "Tehran University"
        starts = dict.fromkeys((max(0, named), at))
        mention = next(filter(None, (_longest_at(board, first) for first in starts)), None)
        if mention is not None:
            done = mention.last
            yield mention


def _longest_at(board: Board, first: int) -> PageMention | None:
    """The longest such name from a word on, unless a mention is as long, or its people or language follow."""
    page, taken, parts = board.page, board.at(first), [_part(board, first)]
    while parts[-1].ways and (at := parts[-1].last) < min(first + _WINDOW, len(page.keys)):
        is_elided = page.gaps[at] == Gap.APOSTROPHE and parts[-1].ways == ("",)  # "Banca d'Italia"
        parts.append(_part(board, at) if page.gaps[at] in TIES or is_elided else _Part(at, ()))
    for size in range(len(parts) - (not parts[-1].ways), 0, -1):
        last = parts[size - 1].last
        if (taken is not None and taken.last >= last) or (last < len(page.keys) and page.is_demonym(last)):
            continue
        is_capital = any(map(page.is_capital, range(first, last)))
        rows = _rows(board, parts[:size], page.span(first, last)) if is_capital else ()
        is_other, owners = board.meanings.is_of_other_country, board.names.entities(rows)
        if rows and not any(is_other(first, last, owner) for owner in owners):
            return page.mention(first, last, rows, Tier.ROMANISED, source="part", score=LICENSED)
    return None


def _part(board: Board, at: int) -> _Part:
    page, taken = board.page, board.at(at)
    meanings = in_english(page.folded(at), page.lang)
    if meanings and (taken is None or taken.is_word):
        return _Part(at + 1, meanings)
    last, rows = at + 1, board.names.rows_in(page.vocabulary.listed(page.numbers[at]), page.lang)
    if not rows and page.word_at(at + 1):  # "מכבי תל אביב": a club's is no mention of the place
        last, rows = at + 2, board.names.rows_in("".join(page.keys[at : at + 2]), page.lang)
    owners = board.names.entities(rows) if taken is None else board.owners(taken)
    if len(owners) == 1 and (taken is None or taken.first == at):
        label = board.names.kb.entity(min(owners)).labels.get("en")
        ways = dict.fromkeys(map(fold, (label, label.partition(",")[0]))) if label else ()  # "Washington, D.C."
        return _Part(last if taken is None else taken.last, tuple(ways), is_name=True)
    short = board.lexicon.short_names.get(page.keys[at], "")  # "Совет Безопасности ООН"
    names = tuple(filter(None, (short, *map(english_name, board.meanings.countries_of(at)))))
    is_alike = page.is_cased_capital(at) and page.folded(at).isascii()  # that of a place is often spelt the same
    return _Part(at + 1, names or (page.folded(at),) * is_alike, is_name=True)


def _rows(board: Board, parts: list[_Part], surface: str) -> tuple[int, ...]:
    """The aliases of the one entity without a name in the language that is called in English what some parts are."""
    named, english = sum(part.is_name for part in parts), board.page.vocabulary.english
    for said in islice(product(*(part.ways for part in parts)), _MOST_WAYS if named < len(parts) else 0):
        words = tuple(" ".join(said).split())
        rows = english.rows(words) if is_name(said, has_name=named > 0) else ()
        if not rows and not named and board.meanings.countries and is_name(said, has_name=True):
            rows = board.meanings.of_told_countries(english.of_states(words))
        owners = board.names.entities(rows)
        if len(owners) == 1 and not has_name_in(board.names.kb.entity(min(owners)), surface, board.page.lang):
            return rows
    return ()
