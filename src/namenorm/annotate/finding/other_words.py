"""Other words: whether a misspelt name has other words than the entity that the resolver takes it for."""

from __future__ import annotations

from functools import partial
from itertools import product
from operator import eq
from typing import TYPE_CHECKING

from rapidfuzz.distance import OSA

from namenorm.annotate.finding.families import names_others
from namenorm.annotate.words.spellings import has_name_in
from namenorm.model import Tier
from namenorm.text.fold import fold
from namenorm.text.keys import name_form

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from namenorm.annotate.document.board import Board
    from namenorm.model import Candidate

_TAIL = 2  # letters
_LONG_WORD = 8  # letters
_MOST_LEFT_OUT = 2  # words of a name for each that a misspelt short form has
_SHORT_WORD = 6  # letters of a word in which a second edit leaves too little


def is_of_other_words(query: str, candidate: Candidate) -> bool:
    """Whether a window has a word that a person's name has not, and lacks one that it has, or goes on after one of it.

    "Victor Orbanski" is no Viktor Orbán, nor "Merkelina" Merkel, however alike the rest is. A given name may be cut
    short, "Phil" is Philip, and in another script look like none: "Джо" is Joe. Of other names most words are there:
    "Правління Національного", a bank's board, is no administration of aeronautics and research.
    """
    if candidate.type != "person":
        missing = sum(evidence.feature == "unmatched_alias_word" for evidence in candidate.evidence)
        return missing > _MOST_LEFT_OUT * len(name_form(query).tokens) > _MOST_LEFT_OUT
    is_romanised = candidate.tier is Tier.ROMANISED
    first, *others = name_form(candidate.alias.text).tokens
    given = first if others else ""
    is_first = partial(eq, name_form(query).tokens[0])
    noted: dict[str, list[str]] = {}
    for evidence in candidate.evidence:
        noted.setdefault(evidence.feature, []).append(evidence.note)
    for extra, lacking in product(noted.get("unmatched_query_word", ()), noted.get("unmatched_alias_word", ())):
        is_like = is_romanised or extra.startswith(lacking) or lacking.startswith(extra)
        if lacking != given or not is_like:
            return True
    return not is_romanised and any(
        word.startswith(name) and len(word) >= len(name) + _TAIL
        for word, name in _pairs(candidate)
        if name != given or not is_first(word)
    )


def differs_much(candidate: Candidate) -> bool:
    """Whether two letters of a short word differ from a name, where nearly all letters are consonants."""
    if candidate.tier is Tier.ROMANISED:
        return False
    return any(max(map(len, pair)) <= _SHORT_WORD and OSA.distance(*pair) > 1 for pair in _pairs(candidate))


def is_shared(words: Sequence[str], candidates: Sequence[Candidate]) -> bool:
    """Whether names of several have all words of a window and more: "Xarici İşlər", of two foreign ministries."""
    longer = [names for item in candidates if len(names := fold(item.alias.text).split()) > len(words) > 1]
    return sum(set(names).issuperset(words) for names in longer) > 1


def means_else(board: Board, first: int, last: int, best: Candidate, owner: int) -> bool:
    """Whether words name somebody else, a place elsewhere, or a person rather than a place.

    A short word that only a name in another script is like means nothing where the entity has one in the language of
    the text: "Alman" is no "آلمان" but German, since Germany is "Almanya".
    """
    page, around, key = board.page, board.gates.around, board.page.keys[first]
    words = list(map(page.folded, board.content(first, last)))
    if best.type == "person" and names_others(words, best.alias.text, page.lang, board.lexicon):
        return True
    is_place, is_word = best.type == "place", last - first == 1
    if is_place and (around.is_elsewhere(first, last, owner) or (is_word and around.is_called(first))):
        return True
    if is_place and _has_word_more(board, first, last, best):
        return True
    if not is_word or (best.type != "person" and around.is_surname(key)):
        return is_word
    if best.tier is not Tier.ROMANISED or len(key) >= _LONG_WORD or page.lang is None:
        return False
    return has_name_in(board.names.kb.entity(owner), page.span(first, last), page.lang)


def _has_word_more(board: Board, first: int, last: int, best: Candidate) -> bool:
    """Whether words are an adjective of a place and what it goes with: "Central Asian Eyes" are not Central Asia."""
    content = board.content(first, last)
    if not any(map(board.page.is_demonym, content)):
        return False
    extra = {evidence.note for evidence in best.evidence if evidence.feature == "unmatched_query_word"}
    keys = (board.page.keys[position] for position in content)
    return any(key not in board.lexicon.generic_words and extra.issuperset(name_form(key).tokens) for key in keys)


def _pairs(candidate: Candidate) -> Iterator[tuple[str, str]]:
    return (evidence.sides for evidence in candidate.evidence if evidence.feature == "word")
