"""An entity as a name is judged by: what it scores, and why it would not be meant.

How likely each bearer of a shared name is meant, and what an equal alias needs to mean its entity, are said here too.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Generic, NamedTuple, TypeVar

from namenorm.model import PRIOR, Alias, Query, Status, Tier
from namenorm.resolving.bearers import Bearer
from namenorm.resolving.ranking import Ranked
from namenorm.text.fold import fold
from namenorm.text.profiles import language_profile

LIKELIER = 3.0
"""How many times likelier than any other the bearer of a shared name must be to be meant."""
UNSURE = 0.45
"""The most that anything scores that is not an answer in itself."""
DEMONYM = "a demonym, not the name itself"

Item = TypeVar("Item", bound="Bearer | Ranked")


class Judged(NamedTuple, Generic[Item]):
    """An entity with what it scores, why it would not be an answer in itself, and what contradicts that it is meant."""

    item: Item
    score: float
    note: str = ""
    against: str = ""


class Verdict(NamedTuple, Generic[Item]):
    """The status of a query, and its candidates, best first."""

    status: Status
    candidates: tuple[Judged[Item], ...]


def caveat_of(query: Query, item: Bearer | Ranked) -> str:
    """Why an equal alias alone does not mean its entity; "" where it does."""
    if item.alias.kind == "demonym":
        return DEMONYM
    if item.alias.strength == "weak":
        return "a weak alias, which needs context"
    if (
        item.tier is Tier.FOLDED
        and item.alias.text != query.text == item.alias.text.lower()
        and _is_ordinary(item.alias)
    ):
        return "an ordinary word in lower case"
    if item.tier is not Tier.INFLECTED or isinstance(item, Bearer):
        return ""
    single = len(item.query_side.words.texts) == 1 and item.query_side.words.group == "latin"
    return "may be the feminine form of the name" if single and item.feature("gender_conflict") else ""


def _is_ordinary(alias: Alias) -> bool:
    word = fold(alias.text)
    known = (language_profile("en"), language_profile(alias.lang))
    return any(word in each.ordinary_words or word in each.function_words for each in known if each)


def claim_of(query: Query, item: Bearer | Ranked) -> float:
    """How likely a bearer of a shared name is: its prior, and whether its cues stand in the context."""
    details = item.kb.entity_details(item.row)
    claim: float = max(details.get("prior", PRIOR), 0.01)
    cues = details.get("context", ()) if query.context else ()
    if cues:
        context = f" {fold(query.context)} "
        claim *= 4.0 ** min(sum(f" {fold(cue)} " in context for cue in cues), 3)
    return claim


def best_first(judged: Iterable[Judged[Ranked]]) -> list[Judged[Ranked]]:
    return sorted(judged, key=lambda entry: -entry.score)
