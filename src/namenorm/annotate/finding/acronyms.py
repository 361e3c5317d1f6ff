"""Finds acronyms: those by which a language calls what is listed in full, and letters that a document introduces.

A profile says what "US", "U.S." and "ONU" stand for. They are in capitals where the text around them is not, or written
like words behind small words: "negli Usa". An acronym that is spelt like a listed name is left to the ways that find
those, unless that name needs context and this is no ordinary word: "de VS". Letters are introduced in brackets:
"Baku–Tbilisi–Ceyhan (BTC)", later "BTC"; those of a body need not be. Works are cited by the beginnings of titles.
"""

from __future__ import annotations

from collections.abc import Iterator

from namenorm.annotate.document.board import Board
from namenorm.annotate.document.gates import Gates
from namenorm.annotate.document.mentions import LICENSED, PageMention
from namenorm.annotate.document.page import Page
from namenorm.annotate.document.pages import Flags, Pages, next_of
from namenorm.annotate.finding.listed import end_with_stop
from namenorm.annotate.words.gaps import Gap
from namenorm.annotate.words.short_forms import parsed
from namenorm.annotate.words.vocabulary import CASED, Shape, Trait
from namenorm.model import Tier
from namenorm.text.fold import compact, fold
from namenorm.text.profiles import words_of_all

_INITIALS = 3  # at least
_LIKE_O = ("0", "ο")
_LETTERS = 5  # at most, each with its stop and a space before the next


def find_short_names(gates: Gates) -> Iterator[PageMention]:
    """The acronyms of a page, whatever else takes their words."""
    page, names, done = gates.page, gates.names, 0
    for first in page.where(_is_upper) if gates.lexicon.short_names else ():
        if first < done:
            continue
        last = done = _end(page, first)
        key = "".join(page.keys[first:last])
        called = gates.lexicon.short_names.get(key)
        is_common, is_word = (
            gates.lexicon.is_common(key),
            len(page.keys[first]) > 1 and page.shapes[first] == Shape.TITLE,
        )
        if called is None or (is_common and (page.shouted[first] or is_word)):
            continue  # "WHO", not "for Who?"
        listed = frozenset(names.rows(key))
        if listed and not is_word and (is_common or names.weak(names.rows(key)) != listed):
            continue
        rows = tuple(row for row in names.called(called) if not gates.around.makes_other(first, last, row))
        if rows:
            mention = page.mention(first, last, rows, Tier.EXACT if listed else Tier.KNOWN)
            yield mention._replace(end=end_with_stop(page, names, last, rows))


def _end(page: Page, first: int) -> int:
    """Where the letters end that begin at a word: behind it, or behind single letters with stops between them."""
    last = first + 1
    if len(page.keys[first]) > 1:
        return last
    while last < min(len(page.keys), first + _LETTERS) and page.before(last) == ". " and page.is_letter(last):
        last += 1
    return last


def _is_upper(pages: Pages) -> Flags:
    """Words in capitals, single letters among them, long ones, and short ones behind a small word in lower case."""
    title = pages.is_shaped(Shape.TITLE)
    found: Flags = pages.is_shaped(Shape.UPPER) | (title & ((pages.letters == 1) | (pages.letters > _LETTERS)))
    after_small = ((pages.is_shaped(Shape.LOWER) | pages.starts_sentence) & pages.has(Trait.SMALL))[:-1]
    found[1:] |= title[1:] & (pages.letters[1:] <= _LETTERS) & ~pages.starts_sentence[1:] & after_small
    return found


def find_cited(board: Board) -> Iterator[PageMention]:
    """Works that a text cites by the only title that begins so, with a number, as another that is listed: "Il. 21, 39".

    In its language or English. Scans read the O of initials as a digit or as Greek: "0. C. 170".
    """
    page, names, ordinary = board.page, board.names, words_of_all("common_words")
    places = [last for last in page.where(_is_cut) if board.at(last) is None and page.keys[last] not in ordinary]
    taken = board.mentions_in(0, len(page.keys)) if places and "work" in names.kb.types else []
    ends = (mention.last for mention in taken if names.types_of(mention.rows) == {"work"})
    for place in places if any(Shape.NUMBER in page.shapes[last : last + 1] for last in ends) else ():
        first, key = place, page.keys[place]
        rows = names.titles.get(key, ())
        if len(key) == 1 and page.keys[first - 1] in _LIKE_O:
            first, rows = first - 1, names.rows("o" + key)
        rows = tuple(row for row in rows if names.alias(row).lang == "en" or names.is_of_language(row, page.lang))
        if len(names.entities(rows)) == 1 and names.types_of(rows) == {"work"}:
            mention = page.mention(first, place + 1, rows, Tier.KNOWN, source="part", score=LICENSED)
            yield mention._replace(end=mention.end + 1)


def _is_cut(pages: Pages) -> Flags:
    """Words with a capital that a stop cuts short before a number."""
    numbers = pages.is_shaped(Shape.NUMBER) & (pages.gap_codes == Gap.STOP)
    return pages.is_shaped(*CASED) & next_of(numbers) & ~pages.has(Trait.COMMON)


def find_bracketed(board: Board) -> list[PageMention]:
    """Uses of letters introduced after a name, and names that letters which are listed complete."""
    introduced: dict[str, PageMention] = {}
    page = board.page
    found: list[PageMention] = []
    for position in page.where(_in_capitals):
        if not position or not _in_brackets(board, position):
            continue
        letters, taken, before = page.written(position), board.at(position), board.at(position - 1)
        if taken is not None:
            found.extend(_completed(board, position, taken))
        elif before is not None and _abbreviates(board, letters, before):
            introduced.setdefault(letters, before)
    for position in page.where(_in_capitals):
        if board.at(position) is not None:
            continue
        start, end = page.starts[position], page.ends[position]
        mention = introduced.get(page.written(position))
        if mention is None and not page.shouted[position]:
            mention = _listed_in_full(board, position)
        if mention is not None:
            found.append(mention._replace(source="acronym", first=position, last=position + 1, start=start, end=end))
    return found


def _listed_in_full(board: Board, position: int) -> PageMention | None:
    """Letters that are the initials of the only body that is called so in the language of the text: "НАБУ", "KPK"."""
    page, lexicon, key = board.page, board.lexicon, board.page.keys[position]
    is_known = lexicon.is_common(key) or key in lexicon.legal_forms
    if page.lang is None or is_known or len(key) < _INITIALS or not key.isalpha() or _in_brackets(board, position):
        return None  # in brackets they are those of what stands before
    rows = board.names.by_initials(page.lang).get(key, ())
    if not rows or not (len(key) > _INITIALS or _is_told(board, position, rows)):
        return None
    return page.mention(position, position + 1, rows, Tier.FOLDED, score=LICENSED)


def _is_told(board: Board, position: int, rows: tuple[int, ...]) -> bool:
    """Whether the text speaks of a body, or an article says that letters are a name's, and they are those of its label.

    "WBG" is not the World Bank Group wherever three letters stand, nor "the IRC" the movement of the Red Cross.
    """
    names, lexicon = board.names, board.lexicon
    if not lexicon.articles or not names.entities(rows).isdisjoint(board.present):
        return True
    is_label = any(names.alias(row).kind == "label" for row in rows)
    return is_label and board.page.word_before(position) in lexicon.definite_articles


def _in_capitals(pages: Pages) -> Flags:
    return pages.is_shaped(Shape.UPPER)


def _completed(board: Board, position: int, letters: PageMention) -> Iterator[PageMention]:
    """The words before letters in brackets that begin with a name of the entity that the letters name."""
    first = position
    while first > 0 and (first == position or board.continues[first]) and board.is_run_word[first - 1]:
        first -= 1
        mention = board.at(first)
        if mention is None or mention.first != first or mention.last >= position:
            continue
        if board.owners(mention) == board.owners(letters) and board.at(position - 1) in (None, mention):
            yield mention._replace(last=position, end=board.page.ends[position - 1], source="part")


def _in_brackets(board: Board, position: int) -> bool:
    page, end = board.page, board.page.ends[position]
    return page.before(position).endswith("(") and page.text[end : end + 1] == ")"


def _abbreviates(board: Board, letters: str, mention: PageMention) -> bool:
    """Whether letters are the initials of the words of a mention or of a name of its entity."""
    return compact(fold(letters)) in _initials(board, mention)


def _initials(board: Board, mention: PageMention) -> set[str]:
    """The initials of the words of a mention and of the names of its entity, those of small words or not."""
    small, own = board.lexicon.small, tuple(board.page.keys[mention.first : mention.last])
    names = [own, *(parsed(name.text, board.lexicon).words for name in board.spellings(mention))]
    return {"".join(word[0] for word in words if word not in left) for words in names for left in (small, ())}
