"""Finds words that are a slip of a name which the document has spelt right: "Trump ... Trmp", "נתניהו ... נתנהיו".

Where no capital says that a word is a name, only long names are looked for, and only where the letter is inside the
word; another end makes another word ("רומניה", "רומני").
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from functools import partial

from rapidfuzz.distance import OSA

from namenorm.annotate.document.board import Board
from namenorm.annotate.document.mentions import PageMention
from namenorm.annotate.document.pages import Flags, Pages, is_unlisted
from namenorm.annotate.finding.singles import Singles
from namenorm.annotate.words.prospects import Prospects
from namenorm.annotate.words.spellings import is_misspelling
from namenorm.annotate.words.vocabulary import FAMILIAR, Shape
from namenorm.model import Tier
from namenorm.text.known_places import bearers
from namenorm.text.known_surnames import is_known_surname

_SHORTEST = 6  # letters of a name without case, without its article
_SHORTEST_SAID = 5  # letters of a name with a capital as the document has it
_INITIAL = 7  # letters of such a word that begins a sentence, or where all nouns have a capital
_LONGEST = 40  # letters
_START = 1  # letters that have to be right

Owners = dict[str, set[int]]


def find_slips(board: Board, singles: Singles, prospects: Prospects) -> Iterator[PageMention]:
    """The mentions of all words that are free."""
    page = board.page
    words = [position for position in page.where(_may_be_slip, Shape.UNCASED) if board.at(position) is None]
    if words:
        owners = _owners_by_name(board)
        yield from _slips(board, words, owners, partial(_misspelt, board, _by_lost_letter(owners)))
    words = [position for position in page.where(_may_be_slip_with_capital) if board.at(position) is None]
    if words:
        owners = _owners_as_said(board)
        found = _slips(board, words, owners, partial(_mistyped, board, _by_lost_letter(owners)))
        yield from (mention for mention in found if _may_be_said(board, singles, prospects, mention.first))


def _slips(
    board: Board, words: list[int], owners: Owners, names: Callable[[int], Collection[str]]
) -> Iterator[PageMention]:
    """The mentions of those of some words that are slips of names of one entity only."""
    meant: dict[int, frozenset[int]] = {}
    for position in words:
        number = board.page.numbers[position]
        if number not in meant:
            meant[number] = frozenset(owner for name in names(position) for owner in owners[name])
        if len(meant[number]) == 1:
            yield board.misspelt_surname(position, min(meant[number]))


def _by_lost_letter(names: Collection[str]) -> dict[str, list[str]]:
    """Names by what is left of them without one of their letters, and by themselves."""
    found: dict[str, list[str]] = {}
    for name in names:
        for rest in _without_letter(name):
            found.setdefault(rest, []).append(name)
    return found


def _without_letter(word: str) -> set[str]:
    return {word, *(word[:at] + word[at + 1 :] for at in range(_START, len(word)))}


# --- With a capital -------------------------------------------------------------------------------------------------


def _owners_as_said(board: Board) -> Owners:
    """The words that stand in the document for one entity, each the whole name or a person's surname."""
    found: Owners = {}
    for mention in board.mentions_in(0, len(board.page.keys)):
        owners, key = board.owners(mention), board.page.keys[mention.last - 1]
        is_surname = len(owners) == 1 and board.names.kind(min(owners)) == "person"
        if len(key) >= _SHORTEST_SAID and mention.tier is not Tier.FUZZY and (mention.is_word or is_surname):
            found.setdefault(key, set()).update(owners)
    return found


def _may_be_slip_with_capital(pages: Pages) -> Flags:
    is_long = (pages.letters >= _SHORTEST_SAID - 1) & (pages.letters <= _LONGEST)
    return pages.is_shaped(Shape.TITLE) & is_long & ~pages.has(FAMILIAR)


def _may_be_said(board: Board, singles: Singles, prospects: Prospects, position: int) -> bool:
    """Whether a word that nobody knows stands where a name does."""
    page, key = board.page, board.page.keys[position]
    may_be_word = page.initial[position] or board.lexicon.capitalises_nouns
    if may_be_word and len(key) < _INITIAL and not prospects.is_odd(page.numbers[position]):
        return False  # "Катер", a boat, in a text about Qatar
    if board.lexicon.capitalises_nouns and board.lexicon.looks_like_noun(key):
        return False
    if page.lower_uses[key] or page.is_demonym(position) or page.readings(position):
        return False
    if is_known_surname(key) or bearers(key) or page.vocabulary.is_given(page.folded(position), key):
        return False
    return singles.adjoining.stands_alone(position, initial=True)


def _mistyped(board: Board, near: dict[str, list[str]], position: int) -> set[str]:
    """The names of which a word is a slip, at its end only if two letters changed places: "Putina" is his wife."""
    key = board.page.keys[position]
    return {
        name
        for rest in _without_letter(key)
        for name in near.get(rest, ())
        if OSA.distance(key, name) == 1
        and key[0] == name[0]
        and (key[-1] == name[-1] or sorted(key[-2:]) == sorted(name[-2:]))
    }


# --- Without case ---------------------------------------------------------------------------------------------------


def _owners_by_name(board: Board) -> Owners:
    """The single words without case that are names, or surnames, of entities that the document names without doubt."""
    kb, names = board.names.kb, board.names
    found: Owners = {}
    for owner in board.present:
        is_person = names.kind(owner) == "person"
        for row in kb.entity_aliases(owner):
            words = names.shape(row).words if names.is_of_language(row, board.page.lang) else ()
            if not words or (len(words) > 1 and not is_person):
                continue
            if len(board.lexicon.without_article(words[-1])) >= _SHORTEST:
                found.setdefault(words[-1], set()).add(owner)
    return found


def _misspelt(board: Board, near: dict[str, list[str]], position: int) -> set[str]:
    """The names of which a word is a slip, or that it writes with other letters for vowels."""
    return {
        name
        for word in _without_small(board, position)
        for rest in _without_letter(word)
        for name in near.get(rest, ())
        if is_misspelling(word, name, board.lexicon, is_present=True)
    }


def _without_small(board: Board, position: int) -> list[str]:
    """The key of a word, and without the small words before it; none of an inflected name or a people."""
    page = board.page
    if page.readings(position) or page.is_demonym(position):
        return []
    return [key for key in (page.keys[position], *page.without_prefix(position)) if len(key) >= _SHORTEST - 1]


def _may_be_slip(pages: Pages) -> Flags:
    return is_unlisted(pages) & (pages.letters >= _SHORTEST - 1) & (pages.letters <= _LONGEST)
