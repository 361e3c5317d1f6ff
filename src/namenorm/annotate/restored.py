"""Restored: names that carry endings or prefixes and are misspelt, or written in another script, at the same time.

"Олафа Шольца" is Olaf Scholz of a gazetteer that lists no Russian name of his. Each word is read as the dictionary form
that is nearest to a word of one entity's names; the words in that form are what the resolver is asked about.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from rapidfuzz.distance import OSA

from namenorm.annotate.gaps import Gap
from namenorm.annotate.likeness import likeness_cost
from namenorm.annotate.matches import Match
from namenorm.annotate.vocabulary import Shape, Trait
from namenorm.model import Query, Status
from namenorm.text.keys import name_form

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from namenorm.annotate.board import Board
    from namenorm.annotate.neighbours import Form, Neighbours
    from namenorm.config import Config
    from namenorm.model import Candidate, Resolution

_SURNAME = 3  # letters of a word of a name in a script without case
_WINDOW = 3  # words
_RARE = 12  # entities that may share the words; more say nothing
_COST = 0.09  # weighted edits a letter between a dictionary form and a word of a name
_FAR = 0.5  # the same for a word beside one that is near
_DOUBTFUL = 0.85  # the most that words score which are not read as they stand


class Restored:
    """Looks for such names in one page, among words that no match has taken."""

    def __init__(
        self,
        board: Board,
        neighbours: Neighbours,
        config: Config,
        resolve: Callable[[str, frozenset[int], float], Resolution | None],
    ) -> None:
        self._board = board
        self._neighbours = neighbours
        self._config = config
        self._resolve = resolve

    def without_case(self) -> Iterator[Match]:
        """Names of persons in scripts without case: a given name and a surname, neither need be spelt as listed."""
        board, page = self._board, self._board.page
        may_be = page.is_shaped(Shape.UNCASED) & ~page.has(Trait.NOTHING | Trait.SMALL) & (page.letters >= _SURNAME)
        pairs = may_be[:-1] & may_be[1:] & (page.gap_codes[1:] == Gap.SPACE)
        done = 0
        for first in np.flatnonzero(pairs).tolist():
            if first < done or board.at(first) is not None or board.at(first + 1) is not None:
                continue
            match = self.match(first, first + 2)
            if match is not None and match.resolution is not None and _names_a_person(match.resolution):
                done = match.last
                yield match

    def match(self, first: int, last: int) -> Match | None:
        """The name that a window is, if its words are read as dictionary forms or stand in a script without case."""
        page, board = self._board.page, self._board
        if last - first > _WINDOW or any(map(board.is_small, range(first, last))):
            return None
        words = tuple(map(page.folded, range(first, last)))
        is_cased = page.shapes[first] is not Shape.UNCASED
        reading = self._reading(words, inflected=is_cased)
        if reading is None or (is_cased and _texts(reading[0]) == words):
            return None
        forms, owners = reading
        owners -= {owner for match in board.matches_in(first, last) for owner in board.owners(match)}
        best = self._confirmed(forms, owners) if owners else None
        if best is None:
            return None
        if not is_cased and not _in_order(forms, best.candidates[0]):
            return None
        start, end = page.starts[first], page.ends[last - 1]
        score = best.score if _texts(forms) == words else min(best.score, _DOUBTFUL)
        candidates = (replace(best.candidates[0], score=score), *best.candidates[1:])
        found = replace(best, query=Query(page.text[start:end], page.lang), candidates=candidates)
        return Match(first, last, start, end, (), candidates[0].tier, "fuzzy", score=score, resolution=found)

    def _confirmed(self, forms: tuple[Form, ...], owners: frozenset[int]) -> Resolution | None:
        """What the resolver says of these words, if it is sure that they name one of some entities."""
        config, names = self._config, self._board.names
        least = config.mention_probability if len(forms) > 1 else config.word_probability
        found = self._resolve(" ".join(_texts(forms)).title(), owners, least)
        best = found.best if found is not None else None
        if found is None or best is None or found.status is not Status.RESOLVED or found.score < least:
            return None
        owner = names.kb.entity_row(best.entity_id)
        return found if owner in owners and names.allows(owner) and best.alias.kind != "demonym" else None

    # --- Dictionary forms ---------------------------------------------------------------------------------------

    def _reading(self, words: tuple[str, ...], *, inflected: bool) -> tuple[tuple[Form, ...], frozenset[int]] | None:
        """Folded words in the dictionary forms nearest to names, and whose names these may be; ``None`` where none.

        One word has to be near a word of a name; the others may be farther from the names of the same entity. Where
        ``inflected``, one word at least has to have an ending.
        """
        page = self._board.page
        lang = page.lang
        if lang is None or not page.vocabulary.is_inflected:
            return None
        if inflected and all(len(self._neighbours.forms[word, lang]) == 1 for word in words):
            return None
        find = self._neighbours.owners_near_forms if len(words) > 1 else self._neighbours.whole_near_forms
        owners: frozenset[int] = frozenset()
        for near in (found for word in words if (found := find[word, lang])):
            owners = owners & near if owners else near
            if not owners:
                return None
        if not owners or len(owners) > _RARE:
            return None
        forms = [self._neighbours.forms[word, lang] for word in words]
        chosen = [self._nearest(each, owners, _FAR if len(words) > 1 else _COST) for each in forms]
        complete = tuple(form for form in chosen if form is not None)
        return (complete, owners) if len(complete) == len(words) else None

    def _nearest(self, forms: tuple[Form, ...], owners: frozenset[int], far: float) -> Form | None:
        """The form nearest to a word of these entities' names; the word as it stands where it is as near as another."""
        names = frozenset().union(*(self._neighbours.words_of(owner) for owner in owners))
        costs = [min((likeness_cost(form.romanised, name) for name in names), default=1.0) for form in forms]
        least = min(costs)
        return forms[costs.index(least)] if least <= far else None


def _texts(forms: tuple[Form, ...]) -> tuple[str, ...]:
    return tuple(form.text for form in forms)


def _names_a_person(resolution: Resolution) -> bool:
    return resolution.best is not None and resolution.best.type == "person"


def _in_order(forms: tuple[Form, ...], candidate: Candidate) -> bool:
    """Whether words stand in the order of a name: "Abbas Mahmoud" is somebody else than Mahmoud Abbas."""
    tokens = name_form(candidate.alias.text).tokens
    distances = [[OSA.normalized_distance(form.romanised, token) for token in tokens] for form in forms]
    places = [each.index(min(each)) for each in distances]
    return places == sorted(places)
