"""Finds names of several words in which one that is written in lower case is misspelt: "Commission europénne".

Such names stand in no run of capitals, in which other misspelt names are looked for. All other words have to be right,
of a long name all but two, and a misspelt one may be no word that a list or another name has.
"""

from __future__ import annotations

from collections.abc import Iterator

from rapidfuzz.distance import OSA

from namenorm.annotate.document.board import Board
from namenorm.annotate.document.mentions import DOUBTFUL, LICENSED, PageMention
from namenorm.annotate.document.pages import Flags, Pages, is_tail
from namenorm.annotate.words.gaps import TIES, Gap
from namenorm.annotate.words.vocabulary import LISTED, Shape, Trait
from namenorm.model import Tier
from namenorm.resolving.usual_words import are_office_and_body
from namenorm.text.fold import compact
from namenorm.text.inflection import stems

_TELLING = 4  # letters of a word by which names are looked for
_SHORTEST, _SHORTEST_OF_TWO = 6, 7  # letters of a misspelt word or what it should be, and of one beside a single other
_TOLD, _SHORTEST_TOLD = 4, 4  # words of a name that tell by themselves which one is misspelt, and letters of that
_SURE = 3  # words of a name of which one may be misspelt without a doubt, and of so many more another one


def find_slipped(board: Board) -> Iterator[PageMention]:
    """The mentions of such names."""
    page, tried = board.page, set[tuple[int, int]]()
    if not board.names.has_bodies or board.lexicon.unvowelled:
        return
    for position, word in _right_words(board):
        for row, at in board.names.phrases((word, page.lang)):
            first = position - at
            if (first, row) not in tried:
                tried.add((first, row))
                if first >= 0 and _is_slip_of(board, first, row):
                    yield _mention(board, first, row)


def _right_words(board: Board) -> Iterator[tuple[int, str]]:
    """The words that may be right ones of such names; those in another case only beside a word that nobody knows."""
    page = board.page
    for position in page.where(_may_be_right):
        yield position, page.folded(position)
    for position in page.where(_is_beside_unknown) if page.lang and page.vocabulary.is_inflected else ():
        yield from ((position, word) for word, _ in page.readings(position))


def _mention(board: Board, first: int, row: int) -> PageMention:
    shape, names = board.names.shape(row), board.names
    score = LICENSED if len(shape.words) >= _SURE else DOUBTFUL
    rows = names.rows("".join(shape.words)) or (row,)
    return board.page.mention(first, first + len(shape.words), rows, Tier.FUZZY, source="fuzzy", score=score)


def _is_slip_of(board: Board, first: int, row: int) -> bool:
    """Whether words from one on are a name, with its capitals, but for a slip in one of them."""
    page, shape = board.page, board.names.shape(row)
    last, wrong = first + len(shape.words), list[int]()
    if last > len(page.keys):
        return False
    for place, (word, capital) in enumerate(zip(shape.words, shape.capitals, strict=True), first):
        if place > first and page.gaps[place] not in (*TIES, Gap.APOSTROPHE):
            return False
        is_told = place > first and len(shape.words) >= _TOLD
        if capital and not (is_told or page.is_uncased(place) or page.is_cased_capital(place)):
            return False
        if not _is_word(board, place, word):
            wrong.append(place)
            if len(wrong) > max(1, len(shape.words) // _SURE):
                return False
    return bool(wrong) and all(_is_slip(board, at, shape.words[at - first], len(shape.words)) for at in wrong)


def _is_word(board: Board, position: int, word: str) -> bool:
    page = board.page
    return page.keys[position] == word or any(key == word for key, _ in page.readings(position))


def _is_slip(board: Board, position: int, word: str, count: int) -> bool:
    """Whether a word that nobody knows is a letter away from another, but for the last one, in which forms differ.

    In a long name it may be any word without a case ending: "Organización de las Naciones Unida".
    """
    page, key = board.page, board.page.keys[position]
    if are_office_and_body(key, word):  # "ministre", of "ministère"
        return False
    if OSA.distance(key, word) != 1:
        return not page.has(position, LISTED) and _is_inflected_slip(board, position, word)
    if count >= _TOLD and not page.vocabulary.has_ending(page.numbers[position]):
        return len(key) >= _SHORTEST_TOLD
    if page.has(position, LISTED) or page.readings(position) or key[-1:] != word[-1:]:
        return False
    is_told = count > 2 or page.has(position, Trait.UNKNOWN)
    return max(len(key), len(word)) >= (_SHORTEST if is_told else _SHORTEST_OF_TWO)


def _is_inflected_slip(board: Board, position: int, word: str) -> bool:
    """Whether a word has a form in a dictionary that is a letter inside another: "Евроейском"."""
    forms = [compact(form.restored) for form in stems(board.page.folded(position), board.page.lang)]
    if len(word) < _SHORTEST_OF_TWO:
        return False
    return any(form[0] == word[0] and form[-1] == word[-1] and OSA.distance(form, word) == 1 for form in forms)


def _is_beside_unknown(pages: Pages) -> Flags:
    """Words in lower case behind one with a capital that nobody knows."""
    found = is_tail(pages)
    found[1:] &= pages.has(Trait.UNKNOWN)[:-1]
    found[:1] = False
    return found & (pages.letters >= _TELLING)


def _may_be_right(pages: Pages) -> Flags:
    found: Flags = pages.has(Trait.KNOWN) & ~pages.has(Trait.SMALL | Trait.FUNCTION) & (pages.letters >= _TELLING)
    return found & pages.is_shaped(Shape.LOWER, Shape.TITLE, Shape.UNCASED)
