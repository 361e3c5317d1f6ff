"""Larger gazetteers: the entities of other sets as distractors, so that nothing is tuned to one size."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from evaluation.data import EvaluationSet, stable_hash
from namenorm.model import Entity
from namenorm.text.fold import compact, fold
from namenorm.text.grams import skeleton
from namenorm.text.keys import name_form

FACTOR = 3.5


def enlarge(item: EvaluationSet, others: Iterable[Entity], factor: float = FACTOR) -> tuple[Entity, ...]:
    """The gazetteer of a set with distractors, ``factor`` times as large where there are enough.

    Left out are entities that may be the same as one of the set, or that a NIL question might rightly mean.
    """
    ids = {entity.id for entity in item.entities}
    taken = {compact(fold(alias.text)) for entity in item.entities for alias in entity.aliases()}
    for question in item.questions:
        if not question.gold:
            taken |= _traces(question.text)
    wanted = round((factor - 1) * len(item.entities))
    added: list[Entity] = []
    for entity in sorted(others, key=lambda entity: stable_hash(entity.id)):
        if len(added) >= wanted:
            break
        if entity.id not in ids and not _overlaps(entity, taken):
            ids.add(entity.id)
            added.append(entity)
    return (*item.entities, *added)


def _traces(text: str) -> set[str]:
    words = sorted(skeleton(token) for token in name_form(text).tokens)
    return {compact(fold(text)), "~" + " ".join(words)}


def _overlaps(entity: Entity, taken: set[str]) -> bool:
    return any(not taken.isdisjoint(_traces(alias.text)) for alias in entity.aliases())


def distractors(item: EvaluationSet, sets: Sequence[EvaluationSet]) -> list[Entity]:
    """Entities of other sets, those of the same type first; sources that name the same people are kept apart."""
    types = {entity.type for entity in item.entities}
    found: dict[str, Entity] = {}
    for other in sets:
        if other.gazetteer != item.gazetteer and not _same_people(item.gazetteer, other.gazetteer):
            found.update((entity.id, entity) for entity in other.entities if entity.type in types)
    return list(found.values())


def _same_people(left: str, right: str) -> bool:
    lists = {"un", "orgs", "persons_ofac"}
    return "hist_ocr" in (left, right) or ("un" in (left, right) and {left, right} <= lists)


def unrelated(item: EvaluationSet, sets: Sequence[EvaluationSet], places: Sequence[Entity]) -> list[Entity]:
    """Entities of other types than those of a set: of the other sets, and some places."""
    types = {entity.type for entity in item.entities}
    found = [entity for other in sets for entity in other.entities] + list(places)
    return list({entity.id: entity for entity in found if entity.type not in types}.values())
