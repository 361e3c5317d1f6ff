"""Decides what a mention means when several entities bear its name.

The weights add up as in a log-linear model: how likely the bearer is before context, whether the name is its label,
whether the name is used in the language of the text, how widely it is known, whether it is mentioned elsewhere in the
document without doubt, and which of its context cues the text holds.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from namenorm.kb import successor, without_former
from namenorm.model import Candidate, Evidence, Query, Resolution, Status, Tier

if TYPE_CHECKING:
    from collections.abc import Iterable

    from namenorm.annotate.matches import Match
    from namenorm.annotate.names import Names
    from namenorm.annotate.page import Page
    from namenorm.config import Config

SPELT = 0.7
"""The alias is spelt in the text as it is listed, letter for letter."""
LABEL = 1.2
"""The alias is a label of the entity in the language of the text."""
FOREIGN_LABEL = 0.6
"""The alias is a label in another language, and the entity has none in the language of the text."""
FAME = 0.5
"""Times the logarithm of the number of names, which grows with how widely an entity is known."""
MOST_FAME = 2.5
"""The logarithm at most: beyond a dozen names, more of them are only more lists."""
LANGUAGE = 1.0
"""The alias is one of the text's language."""
PRESENT = 3.0
"""The entity is mentioned in the document under a name that only it bears."""
PRESENT_ABROAD = 1.0
"""The same, where the alias is one of another language."""
CUE = 1.5
"""A context cue of the entity stands in the text."""
WEAK = -1.0
"""The alias is one that needs context before it means the entity."""
_TIER_SCORES = {
    Tier.EXACT: 1.0,
    Tier.FOLDED: 0.99,
    Tier.MISSPELLING: 0.98,
    Tier.INFLECTED: 0.97,
    Tier.FUZZY: 0.9,
    Tier.ROMANISED: 0.9,
}


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
        surface = self.page.text[match.start : match.end]
        best: dict[int, tuple[float, int, tuple[Evidence, ...]]] = {}
        for row in match.rows:
            entity = self.names.kb.alias_entity(row)
            evidence = self._evidence(match.tier, match.source, row, surface)
            score = sum(item.weight for item in evidence)
            if entity not in best or score > best[entity][0]:
                best[entity] = (score, row, evidence)
        ranked = sorted((best[row] for row in without_former(self.names.kb, best)), key=lambda entry: -entry[0])
        top = ranked[0][0]
        weights = [math.exp(score - top) for score, _, _ in ranked]
        shares = [weight / sum(weights) for weight in weights]
        candidates = tuple(
            self._candidate(match, row, evidence, share)
            for (_, row, evidence), share in zip(ranked, shares, strict=True)
        )
        clear = len(shares) == 1 or shares[0] - shares[1] >= self.config.min_margin
        found = self.names.entity(ranked[0][1]).id
        return Resolution(
            Query(surface, self.page.lang),
            Status.RESOLVED if clear else Status.AMBIGUOUS,
            candidates[: self.config.limit],
            None if candidates[0].entity_id == found else found,
        )

    def clear_first(self, rows: tuple[int, ...], lead: float) -> tuple[int, ...]:
        """The aliases of the likeliest entity if its share is ahead of the next one's by ``lead``, else none."""
        kb = self.names.kb
        scores: dict[int, float] = {}
        for row in rows:
            owner = kb.alias_entity(row)
            score = sum(item.weight for item in self._evidence(Tier.FOLDED, "part", row))
            scores[owner] = max(score, scores.get(owner, score))
        if not scores:
            return ()
        ranked = sorted(scores, key=lambda owner: -scores[owner])
        total = sum(math.exp(score) for score in scores.values())
        shares = [math.exp(scores[owner]) / total for owner in ranked]
        if len(shares) > 1 and shares[0] - shares[1] < lead:
            return ()
        return tuple(row for row in rows if kb.alias_entity(row) == ranked[0])

    def _candidate(self, match: Match, row: int, evidence: tuple[Evidence, ...], share: float) -> Candidate:
        kb, alias = self.names.kb, self.names.alias(row)
        owner = successor(kb, kb.alias_entity(row))
        score = share * min(match.score, _TIER_SCORES[match.tier])
        label = kb.entity_label(owner, self.page.lang)
        return Candidate(kb.entity_id(owner), label, kb.entity_type(owner), alias, match.tier, score, evidence)

    def _evidence(self, tier: Tier, source: str, row: int, surface: str = "") -> tuple[Evidence, ...]:
        kb, alias = self.names.kb, self.names.alias(row)
        owner = kb.alias_entity(row)
        entity = kb.entity(owner)
        spoken_here = (self.page.lang or "en").partition("-")[0]
        spoken = alias.lang.partition("-")[0] == spoken_here
        # Where the entity has a label in the language of the text, one of another language is just a foreign name.
        label = alias.kind == "label" and (spoken or spoken_here not in entity.labels)
        found = [Evidence("tier", _TIER_SCORES[tier], 0.0, source)]
        is_short = owner in self.present and source in ("part", "surname")
        if not (is_short and source == "surname"):
            found.append(Evidence("prior", entity.prior, math.log(max(entity.prior, 1e-3) / 0.5)))
        if not is_short:
            # Fame says nothing about who of those that the document names in full is meant by a short form.
            fame = min(math.log(1 + len(entity.names)), MOST_FAME)
            found.append(Evidence("names", len(entity.names), FAME * fame))
            if label:
                found.append(Evidence("label", 1.0, LABEL if spoken else FOREIGN_LABEL))
        if source == "name" and spoken:
            found.append(Evidence("language", 1.0, LANGUAGE))
        if alias.text == surface:
            found.append(Evidence("spelt as listed", 1.0, SPELT))
        if alias.strength == "weak":
            found.append(Evidence("weak name", 1.0, WEAK))
        if owner in self.present:
            fits = spoken or alias.lang == "und" or label
            found.append(Evidence("mentioned elsewhere", 1.0, PRESENT if fits else PRESENT_ABROAD))
        cues = self.cue_count(owner) - (surface.casefold() in map(str.casefold, entity.context))
        if cues and source != "surname":
            found.append(Evidence("context", float(cues), CUE * min(cues, 3)))
        return tuple(found)

    def cue_count(self, owner: int) -> int:
        """How many context cues of an entity stand in the text."""
        count = self._cues.get(owner)
        if count is None:
            cues = self.names.kb.entity(owner).context
            if cues and self._lowered is None:
                self._lowered = self.page.text.casefold()
            count = self._cues[owner] = sum(cue.casefold() in (self._lowered or "") for cue in cues)
        return count
