"""Entity <-> the plain record that an index stores and JSONL holds. Keys are those of the gazetteer's schema."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from namenorm.model import Alias, Entity

if TYPE_CHECKING:
    from collections.abc import Mapping

_SEQUENCES = {
    "context": "context",
    "shared_with": "shared_with",
    "distinct_from": "distinct_from",
    "examples": "examples",
    "not": "negatives",
    "sources": "sources",
}


def encode_entity(entity: Entity) -> dict[str, Any]:
    """The record of an entity; fields that say nothing are left out.

    >>> encode_entity(Entity("Q3616", "place", {"en": "Tehran"}))
    {'id': 'Q3616', 'type': 'place', 'labels': {'en': 'Tehran'}}
    """
    record: dict[str, Any] = {"id": entity.id, "type": entity.type, "labels": dict(entity.labels)}
    if entity.names:
        record["names"] = [_encode_alias(alias) for alias in entity.names]
    if entity.gender:
        record["gender"] = entity.gender
    if entity.prior != 0.5:
        record["prior"] = entity.prior
    if entity.demonyms:
        demonyms: dict[str, list[str]] = {}
        for alias in entity.demonyms:
            demonyms.setdefault(alias.lang, []).append(alias.text)
        record["demonyms"] = demonyms
    for key, attribute in _SEQUENCES.items():
        values = getattr(entity, attribute)
        if values:
            record[key] = list(values)
    if entity.replaced_by:
        record["replaced_by"] = entity.replaced_by
    if entity.xref:
        record["xref"] = dict(entity.xref)
    return record


def _encode_alias(alias: Alias) -> dict[str, str]:
    record = {"text": alias.text, "lang": alias.lang, "kind": alias.kind}
    return record if alias.strength == "strong" else {**record, "strength": alias.strength}


def decode_entity(record: Mapping[str, Any]) -> Entity:
    """The entity of a record that is known to be valid (`namenorm.gazetteer.schema` judges those that are not)."""
    sequences = {attribute: tuple(record.get(key, ())) for key, attribute in _SEQUENCES.items()}
    demonyms = record.get("demonyms", {})
    return Entity(
        id=record["id"],
        type=record["type"],
        labels=dict(record["labels"]),
        names=tuple(Alias(**name) for name in record.get("names", ())),
        gender=record.get("gender"),
        prior=record.get("prior", 0.5),
        demonyms=tuple(Alias(text, lang, "demonym") for lang, texts in demonyms.items() for text in texts),
        replaced_by=record.get("replaced_by"),
        xref=dict(record.get("xref", {})),
        **sequences,
    )
