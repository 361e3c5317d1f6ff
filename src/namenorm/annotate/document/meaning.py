"""Decides what a mention means when several entities bear its name.

`namenorm.annotate.words.weights` says what speaks for each of them; their shares are those of a log-linear model.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from namenorm.annotate.words.weights import TIER_SCORES, Case, Weighed
from namenorm.kb import without_former
from namenorm.model import Candidate, Query, Resolution, Status, Tier

if TYPE_CHECKING:
    from collections.abc import Iterable

    from namenorm.annotate.document.matches import Match
    from namenorm.annotate.document.page import Page
    from namenorm.annotate.words.names import Names
    from namenorm.config import Config


class Meanings:
    """Decides for one page. ``present`` are the entities that the document mentions without doubt."""

    def __init__(self, page: Page, names: Names, config: Config) -> None:
        self.page = page
        self.names = names
        self.config = config
        self.present: set[int] = set()
        self._lowered: str | None = None
        self._cues: dict[int, int] = {}

    def learn(self, matches: Iterable[Match]) -> None:
        """Notes the entities of matches that only one entity can be."""
        for match in matches:
            entities = self.names.entities(match.rows)
            if len(entities) == 1 and match.tier is not Tier.FUZZY:
                self.present |= entities

    def decide(self, match: Match) -> Resolution:
        """The resolution of one match."""
        if match.resolution is not None:
            return match.resolution
        kb, surface = self.names.kb, self.page.text[match.start : match.end]
        best: dict[int, tuple[Weighed, int]] = {}
        for row in match.rows:
            owner, weighed = kb.alias_entity(row), self._weighed(match.tier, match.source, row, surface)
            if owner not in best or weighed.total > best[owner][0].total:
                best[owner] = weighed, row
        owners = sorted(without_former(kb, best), key=lambda owner: -best[owner][0].total)
        top = best[owners[0]][0].total
        weights = [math.exp(best[owner][0].total - top) for owner in owners]
        whole, most = sum(weights), min(match.score, TIER_SCORES[match.tier])
        candidates = tuple(
            Candidate(*weighed.entity, self.names.alias(row), match.tier, weight / whole * most, weighed.evidence)
            for (weighed, row), weight in zip(map(best.__getitem__, owners[: self.config.limit]), weights, strict=False)
        )
        clear = len(weights) == 1 or (weights[0] - weights[1]) / whole >= self.config.min_margin
        found = kb.entity_id(owners[0])
        return Resolution(
            Query(surface, self.page.lang),
            Status.RESOLVED if clear else Status.AMBIGUOUS,
            candidates,
            None if candidates[0].entity_id == found else found,
        )

    def clear_first(self, rows: tuple[int, ...], lead: float) -> tuple[int, ...]:
        """The aliases of the likeliest entity if its share is ahead of the next one's by ``lead``, else none."""
        kb = self.names.kb
        scores: dict[int, float] = {}
        for row in rows:
            owner = kb.alias_entity(row)
            score = self._weighed(Tier.FOLDED, "part", row).total
            scores[owner] = max(score, scores.get(owner, score))
        if not scores:
            return ()
        ranked = sorted(scores, key=lambda owner: -scores[owner])
        total = sum(math.exp(score) for score in scores.values())
        shares = [math.exp(scores[owner]) / total for owner in ranked]
        if len(shares) > 1 and shares[0] - shares[1] < lead:
            return ()
        return tuple(row for row in rows if kb.alias_entity(row) == ranked[0])

    def _weighed(self, tier: Tier, source: str, row: int, surface: str = "") -> Weighed:
        kb, alias = self.names.kb, self.names.alias(row)
        owner = kb.alias_entity(row)
        cues = self.cue_count(owner)
        if cues:
            cues -= surface.casefold() in map(str.casefold, kb.entity_details(owner).get("context", ()))
        present, spelt = owner in self.present, alias.text == surface
        return self.page.vocabulary.weighed[Case(row, tier, source, spelt, present, cues)]

    def cue_count(self, owner: int) -> int:
        """How many context cues of an entity stand in the text."""
        count = self._cues.get(owner)
        if count is None:
            cues = self.names.kb.entity_details(owner).get("context", ())
            if cues and self._lowered is None:
                self._lowered = self.page.text.casefold()
            count = self._cues[owner] = sum(cue.casefold() in (self._lowered or "") for cue in cues)
        return count
