"""Entity <-> the plain record that an index stores and JSONL holds, with the keys of the schema; and plain answers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from namenorm.model import PRIOR, Alias, Candidate, Entity, Resolution, Status

_SEQUENCES = {
    "offices": "offices", "context": "context", "shared_with": "shared_with", "distinct_from": "distinct_from",
    "examples": "examples", "not": "negatives", "sources": "sources",
}  # fmt: skip


def encode_entity(entity: Entity) -> dict[str, Any]:
    """The record of an entity; fields that say nothing are left out.

    >>> encode_entity(Entity("Q3616", "place", {"en": "Tehran"}))
    {'id': 'Q3616', 'type': 'place', 'labels': {'en': 'Tehran'}}
    """
    record: dict[str, Any] = {"id": entity.id, "type": entity.type, "labels": dict(entity.labels)}
    if entity.names:
        record["names"] = [encode_alias(alias) for alias in entity.names]
    if entity.demonyms:
        demonyms: dict[str, list[str]] = {}
        for alias in entity.demonyms:
            demonyms.setdefault(alias.lang, []).append(alias.text)
        record["demonyms"] = demonyms
    return {**record, **encode_details(entity)}


def encode_details(entity: Entity) -> dict[str, Any]:
    """What a record says besides ID, type and names."""
    record: dict[str, Any] = {}
    if entity.gender:
        record["gender"] = entity.gender
    if entity.prior != PRIOR:
        record["prior"] = entity.prior
    for key, attribute in _SEQUENCES.items():
        values = getattr(entity, attribute)
        if values:
            record[key] = list(values)
    if entity.replaced_by:
        record["replaced_by"] = entity.replaced_by
    if entity.xref:
        record["xref"] = dict(entity.xref)
    return record


def encode_alias(alias: Alias) -> dict[str, str]:
    """The record of a name; that it is strong goes without saying.

    >>> encode_alias(Alias("Teheran", "de"))
    {'text': 'Teheran', 'lang': 'de', 'kind': 'variant'}
    """
    record = {"text": alias.text, "lang": alias.lang, "kind": alias.kind}
    return record if alias.strength == "strong" else {**record, "strength": alias.strength}


def decode_entity(record: Mapping[str, Any]) -> Entity:
    """The entity of a record that is known to be valid (`namenorm.gazetteer.schema` judges those that are not)."""
    demonyms = record.get("demonyms", {})
    return entity_of(
        record["id"],
        record["type"],
        labels=dict(record["labels"]),
        names=tuple(Alias(**name) for name in record.get("names", ())),
        demonyms=tuple(Alias(text, lang, "demonym") for lang, texts in demonyms.items() for text in texts),
        details=record,
    )


def entity_of(
    entity_id: str,
    type: str,
    *,
    labels: Mapping[str, str],
    names: tuple[Alias, ...],
    demonyms: tuple[Alias, ...],
    details: Mapping[str, Any],
) -> Entity:
    """An entity of its ID, type and names, and of the rest of its record (see `encode_details`)."""
    sequences = {attribute: tuple(details.get(key, ())) for key, attribute in _SEQUENCES.items()}
    return Entity(
        id=entity_id,
        type=type,
        labels=labels,
        names=names,
        gender=details.get("gender"),
        prior=details.get("prior", PRIOR),
        demonyms=demonyms,
        replaced_by=details.get("replaced_by"),
        xref=dict(details.get("xref", {})),
        **sequences,
    )


def encode_candidate(candidate: Candidate) -> dict[str, Any]:
    """What a candidate says, with the alias by which it was found."""
    return {
        "id": candidate.entity_id,
        "label": candidate.label,
        "type": candidate.type,
        "alias": candidate.alias.text,
        "score": float(candidate.score),
        "tier": str(candidate.tier),
    }


def encode_answer(resolution: Resolution) -> dict[str, Any]:
    """What a resolution says, as the cells of a table.

    ``id``, ``label``, ``type`` and ``tier`` are ``None`` unless RESOLVED; ``score`` is the best candidate's;
    ``candidates`` are the IDs that an AMBIGUOUS name may mean, best first, with ``|`` between them.
    """
    rivals = resolution.candidates if resolution.status is Status.AMBIGUOUS else ()
    return {
        "status": str(resolution.status),
        "id": resolution.id,
        "label": resolution.label,
        "type": resolution.type,
        "score": float(resolution.score),
        "tier": str(resolution.tier) if resolution.tier else None,
        "candidates": "|".join(candidate.entity_id for candidate in rivals) or None,
    }
