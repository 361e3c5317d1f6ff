"""Restored: names that carry endings or prefixes and are misspelt, or written in another script, at the same time.

"Олафа Шольца" is Olaf Scholz of a gazetteer that lists no Russian name of his. Each word is read as the dictionary form
that is nearest to a word of one entity's names; the words in that form are what the resolver is asked about.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from rapidfuzz.distance import OSA

from namenorm.annotate.document.matches import DOUBTFUL, Match
from namenorm.annotate.words.gaps import Gap
from namenorm.annotate.words.vocabulary import Shape, Trait
from namenorm.model import Query, Status
from namenorm.text.keys import name_form

if TYPE_CHECKING:
    from collections.abc import Callable

    from namenorm.annotate.document.board import Board
    from namenorm.annotate.document.pages import Flags, Pages
    from namenorm.annotate.words.neighbours import Form
    from namenorm.annotate.words.prospects import Prospects
    from namenorm.config import Config
    from namenorm.model import Candidate, Resolution

_SURNAME = 3  # letters of a word of a name in a script without case


class Restored:
    """Looks for such names in one page, among words that no match has taken."""

    def __init__(
        self,
        board: Board,
        prospects: Prospects,
        config: Config,
        resolve: Callable[[str, frozenset[int], float], Resolution | None],
    ) -> None:
        self._board = board
        self._prospects = prospects
        self._config = config
        self._resolve = resolve

    def without_case(self) -> list[Match]:
        """Names of persons in scripts without case: a given name and a surname, neither need be spelt as listed."""
        board, page = self._board, self._board.page
        done = 0
        found: list[Match] = []
        for first in page.where(_may_be_person):
            if first < done or board.at(first) is not None or board.at(first + 1) is not None:
                continue
            match = self.match(first, first + 2)
            if match is not None and match.resolution is not None and _names_a_person(match.resolution):
                done = match.last
                found.append(match)
        return found

    def match(self, first: int, last: int) -> Match | None:
        """The name that a window is, if its words are read as dictionary forms or stand in a script without case."""
        page, board = self._board.page, self._board
        reading = self._prospects.readings[tuple(page.numbers[first:last])]
        if reading is None:
            return None
        owners = reading.owners - {owner for match in board.matches_in(first, last) for owner in board.owners(match)}
        best = self._confirmed(reading.forms, owners) if owners else None
        if best is None:
            return None
        if page.shapes[first] is Shape.UNCASED and not _in_order(reading.forms, best.candidates[0]):
            return None
        start, end = page.starts[first], page.ends[last - 1]
        as_it_stands = [form.text for form in reading.forms] == list(map(page.folded, range(first, last)))
        score = best.score if as_it_stands else min(best.score, DOUBTFUL)
        candidates = (replace(best.candidates[0], score=score), *best.candidates[1:])
        found = replace(best, query=Query(page.text[start:end], page.lang), candidates=candidates)
        return Match(first, last, start, end, (), candidates[0].tier, "fuzzy", score=score, resolution=found)

    def _confirmed(self, forms: tuple[Form, ...], owners: frozenset[int]) -> Resolution | None:
        """What the resolver says of these words, if it is sure that they name one of some entities."""
        config, names = self._config, self._board.names
        least = config.mention_probability if len(forms) > 1 else config.word_probability
        found = self._resolve(" ".join(form.text for form in forms).title(), owners, least)
        best = found.best if found is not None else None
        if found is None or best is None or found.status is not Status.RESOLVED or found.score < least:
            return None
        owner = names.kb.entity_row(best.entity_id)
        return found if owner in owners and names.allows(owner) and best.alias.kind != "demonym" else None


def _may_be_person(pages: Pages) -> Flags:
    """First words of pairs without case."""
    may_be = pages.is_shaped(Shape.UNCASED) & ~pages.has(Trait.NOTHING | Trait.SMALL) & (pages.letters >= _SURNAME)
    may_be[:-1] &= may_be[1:] & (pages.gap_codes[1:] == Gap.SPACE)
    may_be[-1:] = False
    return may_be


def _names_a_person(resolution: Resolution) -> bool:
    return resolution.best is not None and resolution.best.type == "person"


def _in_order(forms: tuple[Form, ...], candidate: Candidate) -> bool:
    """Whether words stand in the order of a name: "Abbas Mahmoud" is somebody else than Mahmoud Abbas."""
    tokens = name_form(candidate.alias.text).tokens
    distances = [[OSA.normalized_distance(form.romanised, token) for token in tokens] for form in forms]
    places = [each.index(min(each)) for each in distances]
    return places == sorted(places)
