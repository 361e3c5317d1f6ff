"""What changed between two versions of a gazetteer: for reviewers, and for the changelog of a data release."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from namenorm.model import Alias, Entity
from namenorm.record import encode_entity


@dataclass(frozen=True, slots=True)
class EntityChange:
    """One entity that is in both versions: ``details`` says in words what changed."""

    id: str
    label: str
    details: tuple[str, ...]
    added: tuple[Alias, ...] = ()


@dataclass(frozen=True, slots=True)
class GazetteerDiff:
    """The entities that were added, replaced, changed, or are missing (which never may happen).

    An entity that takes the place of another one is among the added ones too, unless the other version has it.
    """

    added: tuple[Entity, ...] = ()
    replaced: tuple[Entity, ...] = ()
    changed: tuple[EntityChange, ...] = ()
    missing: tuple[Entity, ...] = ()

    @property
    def newcomers(self) -> tuple[Entity, ...]:
        """The added entities that are new to readers: not those that only have another ID now."""
        heirs = {entity.replaced_by for entity in self.replaced}
        return tuple(entity for entity in self.added if entity.id not in heirs)

    @property
    def touched(self) -> frozenset[str]:
        """The IDs that a change may concern."""
        entities = (*self.added, *self.replaced, *self.missing)
        return frozenset({entity.id for entity in entities} | {change.id for change in self.changed})


def compare_gazetteers(base: Iterable[Entity], head: Iterable[Entity]) -> GazetteerDiff:
    """What ``head`` has that ``base`` has not, and the other way round.

    >>> from namenorm.model import Entity
    >>> found = compare_gazetteers([], [Entity("Q3616", "place", {"en": "Tehran"})])
    >>> [entity.id for entity in found.added]
    ['Q3616']
    """
    old = {entity.id: entity for entity in base}
    new = {entity.id: entity for entity in head}
    both = [(old[key], new[key]) for key in new if key in old and old[key] != new[key]]
    pointed = {key for key, entity in old.items() if entity.replaced_by}
    replaced = tuple(entity for key, entity in new.items() if entity.replaced_by and key not in pointed)
    return GazetteerDiff(
        added=tuple(entity for key, entity in new.items() if key not in old and not entity.replaced_by),
        replaced=replaced,
        changed=tuple(_change(before, after) for before, after in both if after not in replaced),
        missing=tuple(entity for key, entity in old.items() if key not in new),
    )


def _change(before: Entity, after: Entity) -> EntityChange:
    old, new = before.aliases(), after.aliases()
    added = tuple(alias for alias in new if alias not in old)
    removed = [alias for alias in old if alias not in new]
    details = [f"- {describe(alias)}" for alias in removed] + [f"+ {describe(alias)}" for alias in added]
    left, right = encode_entity(before), encode_entity(after)
    keys = sorted({*left, *right} - {"labels", "names", "demonyms"})
    details += [_field_change(key, left.get(key), right.get(key)) for key in keys if left.get(key) != right.get(key)]
    return EntityChange(after.id, after.label(), tuple(details), added)


def describe(alias: Alias) -> str:
    """An alias with its language and kind, for people.

    >>> describe(Alias("Aliyev", "en", "short", "weak"))
    'Aliyev (en, short, weak)'
    """
    return f"{alias.text} ({alias.lang}, {alias.kind}{', weak' if alias.strength == 'weak' else ''})"


def _field_change(key: str, old: Any, new: Any) -> str:
    if isinstance(old or new, list):
        gone = [f"-{item}" for item in old or () if item not in (new or ())]
        come = [f"+{item}" for item in new or () if item not in (old or ())]
        return f"{key}: {', '.join(gone + come) or 'in another order'}"
    return f"{key}: {old} -> {new}"


def diff_lines(diff: GazetteerDiff) -> list[str]:
    """The difference as text."""
    lines = [f"added     {_name(entity)}" for entity in diff.newcomers]
    lines += [f"replaced  {_name(entity)} by {entity.replaced_by}" for entity in diff.replaced]
    for change in diff.changed:
        lines.append(f"changed   {change.id} {change.label}")
        lines += [f"          {detail}" for detail in change.details]
    lines += [
        f"MISSING   {_name(entity)}: an ID is never deleted; keep the file and add replaced_by"
        for entity in diff.missing
    ]
    return lines


def changelog(diff: GazetteerDiff, version: str) -> str:
    """The difference as a section of a changelog in Markdown."""
    lines = [f"## {version}", ""]
    lines += _section("Added", [_name(entity) for entity in diff.newcomers])
    lines += _section("Replaced", [f"{_name(entity)} by {entity.replaced_by}" for entity in diff.replaced])
    lines += _section(
        "Changed", [f"{change.id} {change.label}: {'; '.join(change.details)}" for change in diff.changed]
    )
    lines += _section("Missing (IDs must never be deleted)", [_name(entity) for entity in diff.missing])
    return "\n".join(lines if len(lines) > 2 else [*lines, "No change.", ""])


def _section(title: str, items: Sequence[str]) -> list[str]:
    return [f"### {title}", "", *(f"* {item}" for item in items), ""] if items else []


def diff_record(diff: GazetteerDiff) -> dict[str, Any]:
    """The difference as plain data."""
    return {
        "added": [{"id": entity.id, "type": entity.type, "label": entity.label()} for entity in diff.added],
        "replaced": [{"id": entity.id, "replaced_by": entity.replaced_by} for entity in diff.replaced],
        "changed": [{"id": one.id, "label": one.label, "details": list(one.details)} for one in diff.changed],
        "missing": [{"id": entity.id, "label": entity.label()} for entity in diff.missing],
    }


def _name(entity: Entity) -> str:
    return f"{entity.id} {entity.label()} ({entity.type})"
