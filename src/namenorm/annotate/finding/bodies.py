"""Finds bodies under another name of their country or without it, and countries under the names of their states.

"МИД РФ", "в Министерстве обороны России" and, where the text names Russia, "Минобороны" are listed as those of the
Russian Federation.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from namenorm.annotate.document.board import Board
from namenorm.annotate.document.mentions import LICENSED, PageMention
from namenorm.annotate.document.pages import Flags, Pages
from namenorm.annotate.finding.parts import is_one_phrase
from namenorm.annotate.words.gaps import Gap
from namenorm.annotate.words.short_forms import in_full
from namenorm.annotate.words.vocabulary import CASED
from namenorm.model import Tier

_WINDOW = 7  # words


def find_bodies(board: Board) -> Iterator[PageMention]:
    """The mentions that begin or end with a country, or begin with a capital and have none."""
    page, done = board.page, 0
    tells, numbers, beside = page.vocabulary.tells_body, page.numbers, _beside_state_words(board)
    for position in page.where(_is_capital):
        is_telling = tells(numbers[position])
        if not (is_telling or position in beside):
            continue
        codes = board.meanings.countries_of(position)
        mention = _ending_at(board, position) if codes else None
        if mention is None and position >= done and is_telling:
            mention = _beginning_at(board, position)
        mention = mention or _state(board, position, codes)
        if mention is not None:
            done = mention.last
            yield mention


def _beside_state_words(board: Board) -> frozenset[int]:
    """The words beside such a word as the names of states have."""
    words, keys = board.lexicon.state_words, board.page.keys
    if words.isdisjoint(keys):
        return frozenset()
    found = [position for position, key in enumerate(keys) if key in words]
    return frozenset(position + side for position in found for side in (-1, 1))


def _ending_at(board: Board, position: int) -> PageMention | None:
    """The longest name of a body that ends with a country."""
    first, last = position, position + 1 + _is_of_state(board, position + 1, behind=position + 1)
    while position - first < _WINDOW and _goes_on(board, first):
        first -= 1
    return _first_body(board, first, last, ((start, last) for start in range(first, position)))


def _beginning_at(board: Board, position: int) -> PageMention | None:
    """The longest name of a body from a word on: "Rusiya Müdafiə Nazirliyi", "Минобороны"."""
    last = position + 1
    while last - position < _WINDOW and last < len(board.known) and _goes_on(board, last) and _is_word(board, last):
        last += 1
    return _first_body(board, position, last, ((position, end) for end in range(last, position, -1)))


def _first_body(board: Board, first: int, last: int, spans: Iterable[tuple[int, int]]) -> PageMention | None:
    """The first of some spans inside a stretch of words, of which one at least is a word of bodies, that names one."""
    is_of_body, numbers = board.page.vocabulary.is_of_body, board.page.numbers
    if not any(is_of_body(numbers[position]) for position in board.content(first, last)):
        return None
    return next(filter(None, (_body(board, *span) for span in spans)), None)


def _goes_on(board: Board, position: int) -> bool:
    """Whether the word before one may belong to the same name."""
    page, before = board.page, position - 1
    if before < 0 or page.gaps[position] not in (Gap.SPACE, Gap.HYPHEN):
        return False
    return _is_word(board, before) and not board.is_title(before)


def _is_word(board: Board, position: int) -> bool:
    """Whether a word may be one of the name of a body."""
    key = board.page.keys[position]
    if board.is_small[position] or key in board.lexicon.state_words or board.names.known(_listed(board, position)):
        return True
    return len(in_full(key, board.lexicon)) > 1


def _listed(board: Board, position: int) -> str:
    return board.page.vocabulary.listed(board.page.numbers[position])


def _body(board: Board, first: int, last: int) -> PageMention | None:
    """The mention over some words, if they name a body under another name of its country or of one that is told."""
    content = board.content(first, last)
    if content[:1] != [first] or content[-1] != last - 1 or all(map(board.at, content)):
        return None
    page, names = board.page, board.names
    words = tuple(_listed(board, position) for position in content)
    is_short = any(len(in_full(word, board.lexicon)) > 1 for word in words)
    if len(words) == 1 and not (is_short or _is_rare(board, first, words[0])):
        return None
    ways = page.vocabulary.related((words, False))
    wanted = ("national", "same") if is_short else ("national",)
    rows = tuple(row for row, way in ways.items() if way in wanted)
    said = board.meanings.countries_in(first, last) or board.meanings.countries_beside(first, last)
    told = said or board.meanings.countries_before(first)
    if not told and (is_short or board.meanings.are_ordinary(content)):
        return None  # each country has a "Минобороны" and a "Центральный банк"
    rows = board.meanings.of_told_countries(rows, told)
    if len(names.entities(rows)) != 1 or not any(map(names.is_body, names.entities(rows))):
        return None
    if not is_one_phrase(board, first, last, rows):
        return None  # "Congress and the American people"
    return page.mention(first, last, rows, Tier.FOLDED, source="part", score=LICENSED)


def _is_rare(board: Board, position: int, word: str) -> bool:
    """Whether a word is neither an ordinary one nor what says of bodies what they are: "Сбербанк", but not "Дума"."""
    lexicon = board.lexicon
    key = board.page.keys[position]
    return not (lexicon.is_common(word) or key in lexicon.generic_words or board.page.lower_uses[key])


def _state(board: Board, position: int, codes: frozenset[str]) -> PageMention | None:
    """A country beside a word that its state has in its name: "Azərbaycan Respublikasının", "Республики Казахстан"."""
    page, taken = board.page, board.at(position)
    if taken is None and not codes:
        return None
    first, last = position, position + 1 + _is_of_state(board, position + 1, behind=position + 1)
    is_behind = last == position + 1 and taken is not None
    is_longer = position > 1 and page.word_before(position - 1) and page.is_cased_capital(position - 2)
    if is_behind and not is_longer:  # "Исламская Республика Иран"
        first -= _is_of_state(board, position - 1, behind=position)
    if last - first == 1 or (taken is not None and taken.last - taken.first > 1):
        return None
    rows = taken.rows if taken is not None else board.names.places.of_code(min(codes))
    if not rows or board.names.types_of(rows).isdisjoint(("place", "other")):
        return None
    return page.mention(first, last, rows, Tier.INFLECTED)


def _is_of_state(board: Board, position: int, *, behind: int) -> bool:
    """Whether a word with a capital stands beside a country, the one of them ``behind``, in the name of its state."""
    page = board.page
    if not 0 <= position < len(page.keys) or not page.is_cased_capital(position):
        return False
    return page.gaps[behind] == Gap.SPACE and page.keys[position] in board.lexicon.state_words


def _is_capital(pages: Pages) -> Flags:
    return pages.is_shaped(*CASED)
