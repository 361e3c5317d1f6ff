"""What a gazetteer holds: counts, and for which languages names are missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from namenorm.model import ENTITY_TYPES, Entity

NO_LICENCE = "none named"


@dataclass(slots=True)
class Statistics:
    """Counts over some entities; every counter maps a word to how often it stands."""

    entities: int = 0
    replaced: int = 0
    aliases: int = 0
    types: Counter[str] = field(default_factory=Counter)
    languages: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    weak: int = 0
    examples: int = 0
    with_examples: int = 0
    sources: Counter[str] = field(default_factory=Counter)
    licences: Counter[str] = field(default_factory=Counter)


def statistics(entities: Iterable[Entity]) -> Statistics:
    """Counts what entities hold.

    >>> from namenorm.model import Entity
    >>> statistics([Entity("Q3616", "place", {"en": "Tehran", "fa": "تهران"})]).aliases
    2
    """
    found = Statistics()
    for entity in entities:
        found.entities += 1
        found.replaced += entity.replaced_by is not None
        found.types[entity.type] += 1
        for alias in entity.aliases():
            found.aliases += 1
            found.languages[alias.lang] += 1
            found.kinds[alias.kind] += 1
            found.weak += alias.strength == "weak"
        sentences = len(entity.examples) + len(entity.negatives)
        found.examples += sentences
        found.with_examples += bool(sentences)
        found.sources.update({source_name(source) for source in entity.sources})
        named = {licence for source in entity.sources if (licence := licence_of(source))}
        found.licences.update(named or {NO_LICENCE})
    return found


def source_name(source: str) -> str:
    """The collection that a source line names, without what it was used for.

    >>> source_name("ROR record 03vek6s52 (QID and names)"), source_name("https://example.org/a/b")
    ('ROR record', 'example.org')
    """
    if "://" in source:
        return source.split("://", 1)[1].split("/", 1)[0]
    name = source.partition("(")[0].strip().rstrip(",;")
    words = name.split()
    return " ".join(word for word in words if not any(char.isdigit() for char in word) or "/" in word) or name


def licence_of(source: str) -> str | None:
    """The licence that a source line names.

    >>> licence_of("nerel-ds/NEREL (Russian name, a Wikidata label, CC0)"), licence_of("atlas")
    ('CC0', None)
    """
    for licence in ("CC0", "CC BY-SA", "CC BY-NC", "CC BY", "ODbL", "Unicode", "public domain", "own work"):
        if licence.lower() in source.lower():
            return licence
    return None


def coverage(entities: Sequence[Entity], languages: Sequence[str]) -> list[tuple[str, int, list[float]]]:
    """For each type its number of entities, and the share of them that has a label in each language."""
    rows = []
    for type_ in ENTITY_TYPES:
        group = [entity for entity in entities if entity.type == type_ and entity.replaced_by is None]
        if group:
            shares = [sum(lang in entity.labels for entity in group) / len(group) for lang in languages]
            rows.append((type_, len(group), shares))
    return rows


def missing_labels(entities: Iterable[Entity], lang: str) -> list[Entity]:
    """The entities without a label in a language: what a contributor who knows it could add."""
    return [entity for entity in entities if lang not in entity.labels and entity.replaced_by is None]
