"""Focus: of which bearer of a surname a text speaks where it gives the surname alone.

Asked in this order: whom a form of address fits by its gender; who is given the title before the surname elsewhere;
whom the last sentences speak of; whose context cues stand in the sentence. A text that names two bearers in one
sentence and goes on with their surname speaks of either, unless one of these tells them apart.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from rapidfuzz.distance import OSA

from namenorm.annotate.document.board import Board
from namenorm.annotate.words.gaps import Gap
from namenorm.annotate.words.short_forms import MOST_ROWS
from namenorm.text.inflection import stems

STRANGER = -1
"""Stands for a bearer who is in no gazetteer."""
_RECENT = 3  # sentences before the last one that names a bearer
_STRANGE = 1  # sentences for which a stranger is remembered; whom the text is about has many unlisted forms of his name
_TITLE = 3  # words of a title at most
_TITLES = 8  # words of titles before a name
_LAST = 16  # uses of a name that are looked back at
_SENTENCE = 60  # words of a sentence on either side of a name


class _Use(NamedTuple):
    """Where the text names a person: the words, who it is, and whether it is what its sentence speaks of."""

    first: int
    last: int
    owner: int
    leads: bool


class Focus:
    """Decides for one page, from its beginning to its end; told of every surname, it remembers whose it was."""

    def __init__(self, board: Board) -> None:
        self._board = board
        self._strangers: dict[str, list[_Use]] = {}

    def note(self, position: int, owner: int) -> None:
        """Remembers that a surname alone, or after a stranger's given name, was that of ``owner``."""
        use = _Use(position, position + 1, owner, self._leads(position, position + 1))
        if owner == STRANGER:
            for form in self.forms(position):
                self._strangers.setdefault(form, []).append(use)
        elif owner in self._uses:
            insort(self._uses[owner], use)

    def forms(self, position: int) -> set[str]:
        """The key of a surname, and those without the case endings that it may have: "Порошенка", "Порошенко"."""
        page = self._board.page
        return {page.keys[position], *(form.restored for form in stems(page.folded(position), page.lang, "person"))}

    def among(self, position: int, owners: frozenset[int]) -> frozenset[int]:
        """Whose surname the word at ``position`` is: one of ``owners``, or those that nothing tells apart."""
        fitting = self._of_gender(position, owners)
        uses = self._before(position, fitting)
        if len(fitting) < 2 and not any(use.owner == STRANGER for use in uses):
            return fitting
        for told in (
            self._of_title(position, fitting),
            _latest(uses, self._sentences),
            self._of_cue(position, fitting),
        ):
            if len(told) == 1:
                return told
        return fitting if len(fitting) > 1 else frozenset({STRANGER})

    def is_others(self, position: int, owners: frozenset[int]) -> bool:
        """Whether the word before a surname is a given name, and none like those of some persons: "Максим Шойгу".

        Or another surname behind one: "Mario Rivera Maduro".
        """
        names, around = self._board.names, self._board.gates.around
        before = position - 1 - (not around.is_first_name(position - 1) and around.is_of_person(position - 1))
        if not around.is_first_name(before):
            return False
        given = self._board.page.keys[before]
        words = (frozenset(word for word, _ in names.own_words.first(owner)) for owner in owners)
        return all(own and all(OSA.distance(given, word) > 1 for word in own) for own in words)

    def may_be_another(self, position: int, owner: int) -> bool:
        """Whether an office names somebody before the text names a bearer: "President Obama ... Michelle Obama"."""
        board, owners = self._board, frozenset({owner})
        if not position or not board.tells_bearer(position - 1):
            return False
        names, page = board.names, board.page
        key = page.keys[position]
        rows = names.rows(key)
        if names.entities(tuple(row for row in rows if row not in names.weak(rows))) == owners:
            return False  # "President Erdogan ... Recep Tayyip Erdogan", whose own name it is and his wife's a weak one
        if any(key in page.keys[use.first : use.last] for use in self._before(position, owners)):
            return False
        if self._of_title(position, owners):
            return False
        bearers = (row for row in names.with_token(key)[:MOST_ROWS] if names.shape(row).words[-1:] == (key,))
        return any(names.type_of(row) == "person" and names.kb.alias_entity(row) != owner for row in bearers)

    # --- What the text says -------------------------------------------------------------------------------------

    @cached_property
    def _uses(self) -> dict[int, list[_Use]]:
        """Where the page names each person, in full or, as far as it has been read, by the surname alone."""
        board = self._board
        found: dict[int, list[_Use]] = {}
        for mention in board.mentions_in(0, len(board.page.keys)):
            owners = board.owners(mention) if mention.last - mention.first > 1 else frozenset()
            for owner in owners if len(owners) == 1 else ():
                leads = self._leads(mention.first, mention.last)
                found.setdefault(owner, []).append(_Use(mention.first, mention.last, owner, leads))
        return {owner: sorted(uses) for owner, uses in found.items()}

    @cached_property
    def _titles(self) -> dict[int, set[str]]:
        """The titles that stand before the names of each person."""
        return {owner: {self._title(use.first) for use in uses} for owner, uses in self._uses.items()}

    @cached_property
    def _sentences(self) -> list[int]:
        """The number of the sentence of each word."""
        return list(accumulate(self._board.page.initial))

    def _leads(self, first: int, last: int) -> bool:
        """Whether a name begins a sentence or clause, titles before it aside, and owns nothing."""
        page, board = self._board.page, self._board
        for _ in range(_TITLES):
            if page.initial[first] or not board.is_title_word[first - 1]:
                break
            first -= 1
        if not page.initial[first] and "," not in page.before(first):
            return False
        return last >= len(page.keys) or page.initial[last] or page.gaps[last] != Gap.APOSTROPHE

    def _before(self, position: int, owners: frozenset[int]) -> list[_Use]:
        """Where the text before a word names these persons, and where just before it a stranger of their name."""
        found: list[_Use] = []
        for owner in owners:
            uses = self._uses.get(owner, [])
            found += uses[: bisect_left(uses, (position,))][-_LAST:]
        sentences = self._sentences
        strangers = {use for form in self.forms(position) for use in self._strangers.get(form, [])[-_LAST:]}
        if not found and not owners.isdisjoint(self._uses):  # until the text names the other it speaks of the stranger
            found += (use for use in strangers if self.is_others(use.first, owners))
        found += (use for use in strangers if sentences[use.first] >= sentences[position] - _STRANGE)
        return sorted(found)

    # --- What tells bearers apart -------------------------------------------------------------------------------

    def _of_gender(self, position: int, owners: frozenset[int]) -> frozenset[int]:
        """Those whom the form of address before a surname fits."""
        gender = self._board.gender_before(position)
        if gender is None:
            return owners
        return frozenset(owner for owner in owners if self._board.names.kb.entity(owner).gender in (gender, None))

    def _of_title(self, position: int, owners: frozenset[int]) -> frozenset[int]:
        """Those before whose full name the text has the title that stands before a surname."""
        title = self._title(position)
        if not title:
            return frozenset()
        return frozenset(owner for owner in owners if title in self._titles.get(owner, ()))

    def _title(self, position: int) -> str:
        """The title before a word, its words glued together."""
        board, keys = self._board, self._board.page.keys
        for first in range(max(0, position - _TITLE), position):
            title = "".join(keys[first:position])
            if board.lexicon.is_title(title):
                return title
        return ""

    def _of_cue(self, position: int, owners: frozenset[int]) -> frozenset[int]:
        """Those who have a context cue in the sentence of a word that no other of them has."""
        page, kb = self._board.page, self._board.names.kb
        number = self._sentences[position]
        first, last = bisect_left(self._sentences, number), bisect_left(self._sentences, number + 1)
        sentence = page.span(max(first, position - _SENTENCE), min(last, position + _SENTENCE)).casefold()
        cues = {owner: {cue.casefold() for cue in kb.entity(owner).context} for owner in owners}
        return frozenset(
            owner
            for owner, own in cues.items()
            if any(cue in sentence for cue in own.difference(*(cues[other] for other in cues if other != owner)))
        )


def _latest(uses: Iterable[_Use], sentences: list[int]) -> frozenset[int]:
    """Whom the last sentence that names one of several persons speaks of, if it is one.

    It names nobody else, and the sentences before it do not either, or it begins with him.
    """
    number = {use: sentences[use.first] for use in uses}
    if not number:
        return frozenset()
    last = max(number.values())
    named = frozenset(use.owner for use in number if number[use] == last)
    recent = frozenset(use.owner for use in number if number[use] >= last - _RECENT)
    leads = any(use.leads for use in number if number[use] == last)
    return named if len(named) == 1 and (leads or recent == named) else frozenset()
