"""Weights: what speaks for an alias in a text, and how much.

The weights add up as in a log-linear model: how likely the bearer is before context, whether the name is its label,
whether the name is used in the language of the text, how widely it is known, whether it is mentioned elsewhere in the
document without doubt, and which of its context cues the text holds.
"""

from __future__ import annotations

import math
from functools import lru_cache
from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple

from namenorm.kb import successor
from namenorm.model import PRIOR, Evidence, Tier, base_language

if TYPE_CHECKING:
    from collections.abc import Iterator

    from namenorm.annotate.words.names import Names
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
TIER_SCORES = {
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
    spoken_here = base_language(lang or "en")
    spoken = base_language(alias.lang) == spoken_here
    # Where the entity has a label in the language of the text, one of another language is just a foreign name.
    label = alias.kind == "label" and (spoken or all(kb.alias(row).lang != spoken_here for row in _labels(kb, owner)))
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
    if case.source == "name" and spoken:
        found.append(_evidence("language", 1.0, LANGUAGE))
    if case.source == "name" and kb.entity_type(owner) == "place":
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


@lru_cache(maxsize=1 << 10, typed=True)
def _evidence(feature: str, value: float, weight: float, note: str = "") -> Evidence:
    """Evidence, one object for all aliases for which the same speaks."""
    return Evidence(feature, value, weight, note)


def _labels(kb: KnowledgeBase, owner: int) -> Iterator[int]:
    """The aliases of an entity that are labels, which come first."""
    return takewhile(lambda row: kb.alias_kind(row) == "label", kb.entity_aliases(owner))
