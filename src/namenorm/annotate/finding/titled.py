"""Surnames alone of persons whom a Chinese, Japanese or Korean text names in full: "高市氏", "이 회장", "王教授".

The surname comes first there and no space parts it from the given name, so that only what follows tells where it ends:
a form of address or an office, or in Japanese a particle in Kana.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from namenorm.annotate.document.board import Board
from namenorm.annotate.document.mentions import LICENSED, PageMention
from namenorm.annotate.finding.dotted import has_dot
from namenorm.annotate.words.gaps import Gap
from namenorm.annotate.words.vocabulary import Shape
from namenorm.text.fold import compact, fold
from namenorm.text.known_places import bearers
from namenorm.text.scripts import script

_SCRIPTS = ("Han", "Hangul")
_LENGTHS = range(2, 6)  # characters of a name
_LONGEST = 3  # characters of a surname
_ALONE = 2  # characters of one that no title follows, and of one before a given name of two and more in Japanese
_TITLE = 4  # characters of a title, at most


def find_before_titles(board: Board) -> Iterator[PageMention]:
    """The mentions of surnames that only one of the persons whom the text names in full may have."""
    page = board.page
    for surname, bearers_of in sorted(_surnames(board).items(), key=lambda item: -len(item[0])):
        if len(frozenset().union(*map(board.owners, bearers_of))) > 1:
            continue
        for found in re.finditer(surname, page.text):
            first, last = (bisect_left(page.starts, place) for place in found.span())
            if page.starts[first] != found.start() or any(map(board.at, range(first, last))):
                continue
            if not _stands_alone(board, first):
                continue
            title = _title_after(board, last)
            is_told = (
                any(_has_title(board, mention, title) for mention in bearers_of) if len(surname) < _ALONE else title
            )
            if is_told or _is_subject(board, first, last):
                yield bearers_of[0]._replace(
                    source="surname", score=LICENSED, first=first, last=last, start=found.start(), end=found.end()
                )


def _surnames(board: Board) -> dict[str, list[PageMention]]:
    """What the surnames of persons may be whom the text names in full, each with the mentions of these."""
    found: dict[str, list[PageMention]] = {}
    for mention in board.mentions_in(0, len(board.page.keys)):
        name = board.page.text[mention.start : mention.end]
        if len(name) in _LENGTHS and name.isalpha() and script(name) in _SCRIPTS and _is_person(board, name, mention):
            least = 1 if len(name) < _LENGTHS[-2] or script(name) != "Han" else _ALONE
            for size in range(least, min(len(name) - 1, _LONGEST) + 1):
                found.setdefault(name[:size], []).append(mention)
    return found


def _is_person(board: Board, name: str, mention: PageMention) -> bool:
    """Whether a mention is the whole name of what may be a person."""
    names, key, owners = board.names, compact(fold(name)), board.owners(mention)
    return bool(owners) and all(
        names.kind(owner) in ("person", "other")
        and any("".join(names.shape(row).words) == key for row in names.kb.entity_aliases(owner))
        for owner in owners
    )


def _stands_alone(board: Board, first: int) -> bool:
    """Whether no name goes on with what begins at a word."""
    page, before = board.page, first - 1
    if first == 0 or page.gaps[first] != Gap.NONE or board.at(before) is not None:
        return not has_dot(board, first)
    return board.is_title(before) or board.is_small[before] or script(page.keys[before]) != "Han"


def _title_after(board: Board, last: int) -> str:
    """The form of address or office that follows; "" where none does."""
    page, titles = board.page, board.lexicon.titles
    if last >= len(page.keys) or page.gaps[last] not in (Gap.NONE, Gap.SPACE):
        return ""
    if page.gaps[last] == Gap.SPACE:
        forms = page.forms(last)
    else:
        forms = tuple("".join(page.keys[last : last + size]) for size in range(_TITLE, 0, -1))
    return next((form for form in forms if form in titles), "")


def _has_title(board: Board, mention: PageMention, title: str) -> bool:
    """Whether a name has the same title beside it: "이재용 회장 ... 이 회장", as others with its surname have not."""
    before = "".join(board.page.keys[max(0, mention.first - _TITLE) : mention.first])
    return bool(title) and (before.endswith(title) or _title_after(board, mention.last) == title)


def _is_subject(board: Board, first: int, last: int) -> bool:
    """Whether a particle in Kana follows a surname of two characters that is no place and no other name."""
    page, word = board.page, "".join(board.page.keys[first:last])
    if last - first != _ALONE or last >= len(page.keys) or page.gaps[last] != Gap.NONE:
        return False
    is_other = bool(bearers(word)) or board.lexicon.is_common(word) or bool(board.names.rows(word))
    return script(page.span(last, last + 1)) == "Kana" and page.shapes[last] == Shape.UNSPACED and not is_other
