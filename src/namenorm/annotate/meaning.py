"""Decides what a mention means when several entities bear its name.

The weights add up as in a log-linear model: how likely the bearer is before context, whether the name is its label,
whether the name is used in the language of the text, how widely it is known, whether it is mentioned elsewhere in the
document without doubt, and which of its context cues the text holds.
"""

from __future__ import annotations

import math
from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple

from namenorm.kb import successor, without_former
from namenorm.model import PRIOR, Candidate, Evidence, Query, Resolution, Status, Tier

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from namenorm.annotate.matches import Match
    from namenorm.annotate.names import Names
    from namenorm.annotate.page import Page
    from namenorm.config import Config
    from namenorm.kb import KnowledgeBase

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
PLACE = 0.3
"""The entity is a place: where nothing else speaks, a name is the city's rather than that of a ship or a song."""
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


class Case(NamedTuple):
    """What a document says about an alias: how it was found, whether it is spelt as listed, and whether the entity is
    mentioned elsewhere; ``cues`` of the entity stand in the text.
    """

    row: int
    tier: Tier
    source: str
    spelt: bool
    present: bool
    cues: int


class Weighed(NamedTuple):
    """The evidence for an alias and its sum, and the ID, label and type of the entity that it means."""

    total: float
    evidence: tuple[Evidence, ...]
    entity: tuple[str, str, str]


def weigh(names: Names, lang: str | None, case: Case) -> Weighed:
    """The evidence for an alias in a text of a language."""
    kb, alias = names.kb, names.alias(case.row)
    owner = kb.alias_entity(case.row)
    spoken_here = (lang or "en").partition("-")[0]
    spoken = alias.lang.partition("-")[0] == spoken_here
    # Where the entity has a label in the language of the text, one of another language is just a foreign name.
    label = alias.kind == "label" and (spoken or all(kb.alias(row).lang != spoken_here for row in _labels(kb, owner)))
    found = [Evidence("tier", _TIER_SCORES[case.tier], 0.0, case.source)]
    is_short = case.present and case.source in ("part", "surname")
    if not (is_short and case.source == "surname"):
        prior = kb.entity_details(owner).get("prior", PRIOR)
        found.append(Evidence("prior", prior, math.log(max(prior, 1e-3) / PRIOR)))
    if not is_short:
        # Fame says nothing about who of those that the document names in full is meant by a short form.
        count = kb.name_count(owner)
        found.append(Evidence("names", count, FAME * min(math.log(1 + count), MOST_FAME)))
        if label:
            found.append(Evidence("label", 1.0, LABEL if spoken else FOREIGN_LABEL))
    if case.source == "name" and spoken:
        found.append(Evidence("language", 1.0, LANGUAGE))
    if case.source == "name" and kb.entity_type(owner) == "place":
        found.append(Evidence("place", 1.0, PLACE))
    if case.spelt:
        found.append(Evidence("spelt as listed", 1.0, SPELT))
    if alias.strength == "weak":
        found.append(Evidence("weak name", 1.0, WEAK))
    if case.present:
        fits = spoken or alias.lang == "und" or label
        found.append(Evidence("mentioned elsewhere", 1.0, PRESENT if fits else PRESENT_ABROAD))
    if case.cues and case.source != "surname":
        found.append(Evidence("context", float(case.cues), CUE * min(case.cues, 3)))
    owner = successor(kb, owner)
    means = kb.entity_id(owner), kb.entity_label(owner, lang), kb.entity_type(owner)
    return Weighed(sum(item.weight for item in found), tuple(found), means)


def _labels(kb: KnowledgeBase, owner: int) -> Iterator[int]:
    """The aliases of an entity that are labels, which come first."""
    return takewhile(lambda row: kb.alias_kind(row) == "label", kb.entity_aliases(owner))


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
        whole, most = sum(weights), min(match.score, _TIER_SCORES[match.tier])
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
