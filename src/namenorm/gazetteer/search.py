"""Finding entries by what a contributor types: an ID, a name, a part of a name."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz import fuzz

from namenorm.model import Alias, Entity
from namenorm.text.fold import fold
from namenorm.text.keys import name_form

_SIMILAR = 82.0


def search(entities: Iterable[Entity], query: str, limit: int = 10) -> list[tuple[Entity, Alias]]:
    """The entities that ``query`` may mean, each with the name that shows it; the best first.

    >>> from namenorm.model import Entity
    >>> [found.id for found, _ in search([Entity("Q3616", "place", {"en": "Tehran"})], "Teheran")]
    ['Q3616']
    """
    folded, romanised = fold(query), " ".join(name_form(query).tokens)
    ranked = []
    for entity in entities:
        if entity.id == query:
            return [(entity, entity.aliases()[0])]
        best = max(
            ((_closeness(folded, romanised, alias), alias) for alias in entity.aliases()), key=lambda pair: pair[0]
        )
        if best[0] >= _SIMILAR:
            ranked.append((best[0], entity, best[1]))
    ranked.sort(key=lambda item: (-item[0], item[1].id))
    return [(entity, alias) for _, entity, alias in ranked[:limit]]


def _closeness(folded: str, romanised: str, alias: Alias) -> float:
    form = name_form(alias.text)
    if form.folded == folded:
        return 102.0 if alias.strength == "strong" else 101.0
    if f" {folded} " in f" {form.folded} ":
        return 100.0
    if form.folded.startswith(folded):
        return 99.0
    return float(fuzz.ratio(romanised, " ".join(form.tokens), score_cutoff=_SIMILAR))


def bearers(entities: Iterable[Entity], name: str) -> list[Entity]:
    """The entities that bear exactly this name, folded."""
    key = fold(name)
    return [entity for entity in entities if any(fold(alias.text) == key for alias in entity.aliases())]
