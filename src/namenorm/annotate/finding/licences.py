"""Which weak names a document licenses: names that need more than their spelling before they mean their entity.

A weak name is licensed by a strong name of the same entity elsewhere in the document, by a context cue of the entity,
or by a title before it ("President Aliyev").
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from namenorm.annotate.finding.namesakes import is_namesake
from namenorm.annotate.finding.singles import Singles
from namenorm.annotate.words.vocabulary import Shape
from namenorm.model import base_language

if TYPE_CHECKING:
    from namenorm.annotate.document.board import Board
    from namenorm.annotate.document.matches import Match

_VERB = 5  # letters
_CUES = 2


def licensed(matches: list[Match], board: Board) -> tuple[list[Match], list[Match]]:
    """The matches without the names that nothing licenses; notes on the way which entities are present.

    A surname of which the document names a bearer in full is left to `Singles`, which decides which bearer it is; the
    second list has those of them that are names by themselves where `Singles` leaves them free.
    """
    names, meanings = board.names, board.meanings
    surnames = [_is_surname(board, match) for match in matches]
    certain = [
        match for match, alone in zip(matches, surnames, strict=True) if not alone and not names.weak(match.rows)
    ]
    meanings.learn(match for match in certain if not match.doubtful)
    singles = Singles(board)
    kept: list[Match] = []
    reserve: list[Match] = []
    for number, match in enumerate(matches):
        if match.doubtful and not (
            _acts(board, match) or _is_told_of(board, match) or _has_company(board, matches, number)
        ):
            continue
        if is_namesake(match, board):
            continue
        if surnames[number] and singles.bears(board.page.keys[match.first]):
            if not names.weak(match.rows) and not singles.follows_stranger(match):
                reserve.append(match)
            continue
        if (surnames[number] or _has_given_name(board, match)) and singles.follows_stranger(match):
            continue
        weak = {row for row in names.weak(match.rows) if not _is_licensed(board, match, row)}
        if not weak:
            kept.append(match)
        elif rows := _without_foreign(board, tuple(row for row in match.rows if row not in weak), weak):
            kept.append(replace(match, rows=rows))
    meanings.learn(kept)
    return kept, reserve


def _is_surname(board: Board, match: Match) -> bool:
    return match.last - match.first == 1 and board.names.types_of(match.rows) == {"person"}


def _has_given_name(board: Board, match: Match) -> bool:
    """Whether a given name stands before a single word that is the name of something of no stated type."""
    if match.last - match.first > 1 or match.first == 0:
        return False
    if board.page.keys[match.first - 1] not in board.lexicon.people:
        return False
    return board.names.types_of(match.rows) == {"other"}


def _without_foreign(board: Board, rows: tuple[int, ...], unlicensed: set[int]) -> tuple[int, ...]:
    """Aliases without those that only another language has, where the text's own has the name for something else.

    "الجزيرة" needs context to be Al Jazeera, but without it is not Algiers either, which is called so in Persian.
    """
    kb = board.names.kb
    bearers = {kb.alias_entity(row) for row in unlicensed if _is_spoken(board, row)}
    return tuple(
        row
        for row in rows
        if not bearers or kb.alias_entity(row) in bearers or _is_spoken(board, row) or kb.alias(row).lang == "und"
    )


def _is_spoken(board: Board, row: int) -> bool:
    """Whether an alias is one of the language of the text."""
    lang = board.page.lang
    return lang is not None and base_language(board.names.alias(row).lang) == base_language(lang)


def _has_company(board: Board, matches: list[Match], number: int) -> bool:
    """Whether the sentence of a match has another, certain name, and the word after the match lets it be one too."""
    match, initial = matches[number], board.page.initial
    for other in matches[number + 1 : number + 4]:
        if any(initial[match.last : other.first + 1]):
            break
        if not other.doubtful:
            return _may_be_subject(board, match) or all(map(board.is_small, range(match.last, other.first)))
    for other in matches[max(0, number - 3) : number]:
        if not other.doubtful and not any(initial[other.last : match.first + 1]):
            return _may_be_subject(board, match)
    return False


def _acts(board: Board, match: Match) -> bool:
    """Whether a verb follows that no thing has for a subject: "Turkey hosted the summit"."""
    page = board.page
    return match.last < len(page.keys) and page.keys[match.last] in board.lexicon.acting_verbs


def _may_be_subject(board: Board, match: Match) -> bool:
    """Whether the word after a name goes with it, or the text is about what it names.

    "Turkey is", "Turkey asked Iran", but not "Nice weather in Iran".
    """
    page, lexicon = board.page, board.lexicon
    if match.last >= len(page.keys) or page.shapes[match.last] != Shape.LOWER:
        return True
    key = page.keys[match.last]
    is_verb = len(key) >= _VERB and key.endswith(lexicon.verb_endings)
    is_function = lexicon.is_function(key) and key not in lexicon.articles
    return is_verb or is_function or _is_told_of(board, match)


def _is_told_of(board: Board, match: Match) -> bool:
    """Whether several context cues say that the text is about what a match names: "Reading, Berkshire, England"."""
    cues = (board.meanings.cue_count(board.names.kb.alias_entity(row)) for row in match.rows)
    return max(cues, default=0) >= _CUES


def _is_licensed(board: Board, match: Match, row: int) -> bool:
    owner = board.names.kb.alias_entity(row)
    if owner in board.present or board.meanings.cue_count(owner):
        return True
    return match.first > 0 and board.names.type_of(row) == "person" and board.is_title(match.first - 1)
