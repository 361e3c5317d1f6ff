"""Meanings: what one document says of its mentions, and so what they mean (`namenorm.annotate.words.decisions`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from namenorm.annotate.words.decisions import Decisions, Said
from namenorm.model import Tier

if TYPE_CHECKING:
    from collections.abc import Iterable

    from namenorm.annotate.document.mentions import PageMention
    from namenorm.annotate.document.page import Page
    from namenorm.annotate.words.names import Names
    from namenorm.model import Resolution


class Meanings:
    """Decides for one page.

    ``present`` are the entities that the document mentions without doubt, ``learned`` the mentions that say so.
    """

    def __init__(self, page: Page, names: Names, decisions: Decisions) -> None:
        self.page = page
        self.names = names
        self.present: set[int] = set()
        self.learned: list[PageMention] = []
        self._decisions = decisions
        self._lowered: str | None = None
        self._cues: dict[int, int] = {}

    def learn(self, mentions: Iterable[PageMention]) -> None:
        """Notes the entities of mentions that only one entity can be."""
        for mention in mentions:
            entities = self.names.entities(mention.rows)
            if len(entities) == 1 and mention.tier is not Tier.FUZZY:
                self.present |= entities
                self.learned.append(mention)

    def decide(self, mention: PageMention) -> Resolution:
        """The resolution of one mention."""
        if mention.resolution is not None:
            return mention.resolution
        surface = self.page.text[mention.start : mention.end]
        return self._decisions.resolution(
            self._said(surface, mention.rows, mention.tier, mention.source, mention.score)
        )

    def clear_first(self, rows: tuple[int, ...], lead: float) -> tuple[int, ...]:
        """The aliases of the likeliest entity if its share is ahead of the next one's by ``lead``, else none."""
        return self._decisions.clear_first(self._said("", rows, Tier.FOLDED, "part"), lead)

    def _said(self, surface: str, rows: tuple[int, ...], tier: Tier, source: str, score: float = 1.0) -> Said:
        owners, present = self.names.owners(rows), self.present
        here = tuple([owner in present for owner in owners])
        if self.names.have_cues(rows):
            cues = tuple([self._other_cues(owner, surface) for owner in owners])
        else:
            cues = (0,) * len(rows)
        return Said(surface, rows, tier, source, score, here, cues)

    def _other_cues(self, owner: int, surface: str) -> int:
        """How many context cues of an entity stand in the text, the mention itself aside."""
        cues = self.cue_count(owner)
        return cues - (surface.casefold() in map(str.casefold, self.names.cues(owner))) if cues else 0

    def cue_count(self, owner: int) -> int:
        """How many context cues of an entity stand in the text."""
        count = self._cues.get(owner)
        if count is None:
            cues = self.names.cues(owner)
            if cues and self._lowered is None:
                self._lowered = self.page.text.casefold()
            count = self._cues[owner] = sum(cue.casefold() in (self._lowered or "") for cue in cues)
        return count
