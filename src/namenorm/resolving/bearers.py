"""Bearers: the entities that bear a name, for a name that is listed as it is or but for case, marks and spacing.

Such a name is never taken for a similar one, so there is nothing to compare: who bears it, by which alias, and how
likely each is says all (see `namenorm.resolving.verdict`). What is not settled by that, a weak alias or an ordinary
word, is left to the full comparison.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from namenorm.kb import KnowledgeBase, without_former
from namenorm.model import Alias, Tier
from namenorm.resolving.countries import names_country
from namenorm.resolving.words import Kind, Words
from namenorm.text.given_names import may_be_given_name

_SAME_PLACE = frozenset({"place", "facility"})


class Bearer(NamedTuple):
    """An entity and its best alias that equals a query."""

    kb: KnowledgeBase
    row: int
    alias: Alias
    tier: Tier
    alias_row: int
    probability: float = 1.0
    """By the letters alone, which are equal."""


def bearers_of(kb: KnowledgeBase, tiers: Mapping[int, Tier], wanted: str | None) -> list[Bearer]:
    """The entities, of a type where one is wanted, that have the equal aliases; strong ones first, then by tier."""
    found: dict[int, tuple[tuple[bool, int, int], Bearer]] = {}
    for row, tier in tiers.items():
        owner, alias = kb.alias_entity(row), kb.alias(row)
        if tier is Tier.INFLECTED or (wanted is not None and not is_of_type(kb, owner, wanted)):
            continue
        own = Tier.MISSPELLING if alias.kind == "misspelling" else tier
        rank = (alias.strength == "weak" or alias.kind == "demonym", _TIERS.index(own), row)
        if owner not in found or rank < found[owner][0]:
            found[owner] = rank, Bearer(kb, owner, alias, own, row)
    owners = list(found) if len(found) == 1 else without_former(kb, found)
    return [found[owner][1] for owner in owners]


def is_of_type(kb: KnowledgeBase, owner: int, wanted: str) -> bool:
    """Whether an entity may be asked for by a type; what is a place to one is a facility to another."""
    found = kb.entity_type(owner)
    return found in (wanted, "other") or {found, wanted} <= _SAME_PLACE


_TIERS = tuple(Tier)


def likely_type(kb: KnowledgeBase, owner: int, words: Words) -> str:
    """The type of an entity by one of its names, where none is stated.

    What ends as companies do is an organisation, what begins with a given name a person.
    """
    kind = kb.entity_type(owner)
    if kind == "other" and words.kinds[-1] is Kind.LEGAL:
        return "organization"
    first, _, others = words.folded.partition(" ")
    if kind != "other" or not others or any(words.named_after) or Kind.GENERIC in words.kinds:
        return kind
    return "person" if may_be_given_name(first) and not names_country(first) else kind
