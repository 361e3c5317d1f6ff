"""Decisions: what a mention means, by what its document says; each distinct case is decided once for all texts.

What speaks for an alias adds up as in a log-linear model: how likely the bearer is before context, whether the name is
its label, whether the name is used in the language of the text, how widely it is known, whether it is mentioned
elsewhere in the document without doubt, and which of its context cues the text holds.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from namenorm.annotate.words.names import Names
from namenorm.annotate.words.remembered import remembered
from namenorm.config import Config
from namenorm.kb import successor, without_former
from namenorm.model import PRIOR, Candidate, Evidence, Query, Resolution, Status, Tier, base_language

_MOST_WEIGHED = 1 << 15
_MOST_DECIDED = 1 << 13  # a few KB each
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
TIER_SCORES = {
    Tier.EXACT: 1.0,
    Tier.FOLDED: 0.99,
    Tier.MISSPELLING: 0.98,
    Tier.KNOWN: 0.97,
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
    spoken_here = base_language(lang or "en")
    spoken = base_language(alias.lang) == spoken_here
    # Where the entity has a label in the language of the text, one of another language is just a foreign name.
    label = alias.kind == "label" and (spoken or all(kb.alias(row).lang != spoken_here for row in names.labels(owner)))
    found = [_evidence("tier", TIER_SCORES[case.tier], 0.0, case.source)]
    is_short = case.present and case.source in ("part", "surname")
    if not (is_short and case.source == "surname"):
        prior = kb.entity_details(owner).get("prior", PRIOR)
        found.append(_evidence("prior", prior, math.log(max(prior, 1e-3) / PRIOR)))
    if not is_short:
        # Fame says nothing about who of those that the document names in full is meant by a short form.
        count = kb.name_count(owner)
        found.append(_evidence("names", count, FAME * min(math.log(1 + count), MOST_FAME)))
        if label:
            found.append(_evidence("label", 1.0, LABEL if spoken else FOREIGN_LABEL))
    is_whole = case.source == "name"
    if is_whole and spoken:
        found.append(_evidence("language", 1.0, LANGUAGE))
    if is_whole and kb.entity_type(owner) == "place":
        found.append(_evidence("place", 1.0, PLACE))
    if case.spelt:
        found.append(_evidence("spelt as listed", 1.0, SPELT))
    if alias.strength == "weak":
        found.append(_evidence("weak name", 1.0, WEAK))
    if case.present:
        fits = spoken or alias.lang == "und" or label
        found.append(_evidence("mentioned elsewhere", 1.0, PRESENT if fits else PRESENT_ABROAD))
    if case.cues and case.source != "surname":
        found.append(_evidence("context", float(case.cues), CUE * min(case.cues, 3)))
    owner = successor(kb, owner)
    means = kb.entity_id(owner), kb.entity_label(owner, lang), kb.entity_type(owner)
    return Weighed(sum(item.weight for item in found), tuple(found), means)


def _doubt(first: Weighed, *others: Weighed) -> float:
    """What part of its weight is left to what has more names than another, had it one less: one decides nothing."""
    counts = [sum(item.value for item in each.evidence if item.feature == "names") for each in (first, *others)]
    return (counts[0] / (1 + counts[0])) ** FAME if counts[0] > max(counts[1:], default=counts[0]) else 1.0


@lru_cache(maxsize=1 << 10, typed=True)
def _evidence(feature: str, value: float, weight: float, note: str = "") -> Evidence:
    """Evidence, one object for all aliases for which the same speaks."""
    return Evidence(feature, value, weight, note)


class Said(NamedTuple):
    """What a document says of a mention: how it is written, its aliases and how they were found.

    ``present`` says of the entity of each alias whether it is mentioned elsewhere, ``cues`` how many of its context
    cues stand in the text.
    """

    surface: str
    rows: tuple[int, ...]
    tier: Tier
    source: str
    score: float
    present: tuple[bool, ...]
    cues: tuple[int, ...]

    def cases(self) -> Iterator[tuple[int, bool, int]]:
        """Each alias with what the document says of its entity."""
        return zip(self.rows, self.present, self.cues, strict=True)


class Decisions:
    """Decides for all texts of one language."""

    def __init__(self, names: Names, lang: str | None, config: Config) -> None:
        self._names = names
        self._lang = lang
        self._config = config

    @remembered(_MOST_WEIGHED)
    def _weighed(self, case: Case) -> Weighed:
        return weigh(self._names, self._lang, case)

    def clear_first(self, said: Said, lead: float) -> tuple[int, ...]:
        """The aliases of the likeliest entity if its share is ahead of the next one's by ``lead``, else none."""
        scores: dict[int, float] = {}
        for (row, present, cues), owner in zip(said.cases(), self._names.owners(said.rows), strict=True):
            score = self._weighed(Case(row, said.tier, said.source, spelt=False, present=present, cues=cues)).total
            scores[owner] = max(score, scores.get(owner, score))
        if not scores:
            return ()
        ranked = sorted(scores, key=lambda owner: -scores[owner])
        total = sum(math.exp(score) for score in scores.values())
        shares = [math.exp(scores[owner]) / total for owner in ranked]
        if len(shares) > 1 and shares[0] - shares[1] < lead:
            return ()
        return tuple(
            row for row, owner in zip(said.rows, self._names.owners(said.rows), strict=True) if owner == ranked[0]
        )

    @remembered(_MOST_DECIDED)
    def resolution(self, said: Said) -> Resolution:
        """What a mention means."""
        kb, names = self._names.kb, self._names
        best: dict[int, tuple[Weighed, int]] = {}
        for (row, present, cues), owner in zip(said.cases(), names.owners(said.rows), strict=True):
            spelt = names.alias(row).text == said.surface
            weighed = self._weighed(Case(row, said.tier, said.source, spelt, present, cues))
            if owner not in best or weighed.total > best[owner][0].total:
                best[owner] = weighed, row
        owners = sorted(without_former(kb, best), key=lambda owner: -best[owner][0].total)
        top = best[owners[0]][0].total
        weights = [math.exp(best[owner][0].total - top) for owner in owners]
        whole, most = sum(weights), min(said.score, TIER_SCORES[said.tier])
        candidates = tuple(
            Candidate(*weighed.entity, names.alias(row), said.tier, weight / whole * most, weighed.evidence)
            for (weighed, row), weight in zip(
                map(best.__getitem__, owners[: self._config.limit]), weights, strict=False
            )
        )
        lead = weights[0] * _doubt(*(best[owner][0] for owner in owners[:2])) - sum(weights[1:2])
        clear = len(weights) == 1 or lead / whole >= self._config.min_margin
        found = kb.entity_id(owners[0])
        return Resolution(
            Query(said.surface, self._lang),
            Status.RESOLVED if clear else Status.AMBIGUOUS,
            candidates,
            None if candidates[0].entity_id == found else found,
        )
