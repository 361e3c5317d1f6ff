"""Rules about entries that refer to each other: shared names, acknowledgements, replacements."""

from __future__ import annotations

import shlex
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from namenorm.gazetteer.rules import Entry, Placed, placed_names
from namenorm.model import Problem
from namenorm.text.fold import fold

Bearers = Mapping[str, list[Placed]]


def reference_problems(entries: Sequence[Entry], unread: Sequence[str] = ()) -> Iterator[Problem]:
    """What is wrong between entries; ``unread`` are the names of files that are there, but broken."""
    by_id = {entry.entity.id: entry for entry in entries}
    bearers: dict[str, list[Placed]] = defaultdict(list)
    for placed in placed_names(entries):
        bearers[fold(placed[2].text)].append(placed)
    for key, group in bearers.items():
        if len({entry.entity.id for entry, _, _ in group}) > 1:
            yield from _unacknowledged(key, group)
            yield from _misspelt_as_another(group)
            yield from _full_name_of_another(group)
    for entry in entries:
        yield from _replacement(entry, by_id, unread)
        for field in ("shared_with", "distinct_from"):
            yield from _acknowledgements(entry, field, by_id, bearers, unread)
    yield from _claimed_twice(entries)


def _unacknowledged(key: str, group: Sequence[Placed]) -> Iterator[Problem]:
    strong: dict[str, Placed] = {}
    for entry, field, alias in group:
        if alias.strength == "strong" and alias.kind != "misspelling":
            strong.setdefault(entry.entity.id, (entry, field, alias))
    for entity_id, (entry, field, alias) in strong.items():
        unsaid = [other for other in strong if other != entity_id and other not in entry.entity.shared_with]
        if unsaid:
            message = f"{key!r} also names {', '.join(unsaid)}; add shared_with, or mark the name strength: weak"
            message += _listed_twice(entry, [strong[other][0] for other in unsaid])
            values = {"id": entity_id, "name": shlex.quote(alias.text), "lang": alias.lang, "other": unsaid[0]}
            yield entry.problem("W301", field, message, **values)


def _listed_twice(entry: Entry, others: Sequence[Entry]) -> str:
    """Advice where another entry of the same type has the same label."""
    own = entry.entity
    for other in (each.entity for each in others):
        if other.type == own.type and fold(other.label()) == fold(own.label()):
            # The number that other collections know stays.
            left, stays = sorted((own.id, other.id), key=lambda entity_id: entity_id.startswith("Q"))
            return f"; if both are one and the same, merge them: namenorm gazetteer replace {left} {stays}"
    return ""


def _misspelt_as_another(group: Sequence[Placed]) -> Iterator[Problem]:
    for entry, field, alias in group:
        if alias.kind != "misspelling":
            continue
        owners = [
            other.entity.id
            for other, _, name in group
            if other is not entry and name.kind != "misspelling" and name.strength == "strong"
        ]
        if owners:
            message = f"{alias.text!r} is the correct name of {', '.join(dict.fromkeys(owners))}; remove it"
            yield entry.problem("E302", field, message)


def _full_name_of_another(group: Sequence[Placed]) -> Iterator[Problem]:
    """To share a surname, or a town's name, is no leave to bear the whole name of one that is to be kept apart."""
    for entry, field, alias in group:
        if field[0] != "names" or alias.strength != "strong" or alias.kind == "misspelling" or " " not in alias.text:
            continue
        owners = [
            other.entity.id
            for other, place, _ in group
            if place[0] == "labels"
            and other.entity.id in entry.entity.distinct_from
            and other.entity.id in entry.entity.shared_with
        ]
        if owners:
            whose = ", ".join(dict.fromkeys(owners))
            message = f"{alias.text!r} is the preferred name of {whose}, kept apart by distinct_from; remove it"
            yield entry.problem("W309", field, f"{message}, or mark it strength: weak if both bear it")


def _is_unread(entity_id: str, unread: Sequence[str]) -> bool:
    return any(name.startswith(f"{entity_id}-") for name in unread)


def _replacement(entry: Entry, by_id: Mapping[str, Entry], unread: Sequence[str]) -> Iterator[Problem]:
    seen = [entry.entity.id]
    target = entry.entity.replaced_by
    while target is not None:
        if target not in by_id:
            message = f"{target} is not in the gazetteer; an entry is replaced by one that exists"
            if not _is_unread(target, unread):
                yield entry.problem("E305", ("replaced_by",), message)
            return
        if target in seen:
            circle = " -> ".join((*seen, target))
            yield entry.problem("E306", ("replaced_by",), f"goes round in a circle: {circle}; one of them has to stay")
            return
        seen.append(target)
        target = by_id[target].entity.replaced_by


def _acknowledgements(
    entry: Entry, field: str, by_id: Mapping[str, Entry], bearers: Bearers, unread: Sequence[str]
) -> Iterator[Problem]:
    own = entry.entity.id
    for number, target in enumerate(getattr(entry.entity, field)):
        place = (field, number)
        other = by_id.get(target)
        if target == own:
            yield entry.problem("E308", place, f"{target} is this entry itself; remove it")
        elif other is None and _is_unread(target, unread):
            continue
        elif other is None:
            yield entry.problem("E305", place, f"{target} is not in the gazetteer; add it or remove the reference")
        elif other.entity.replaced_by:
            yield entry.problem("W307", place, f"{target} was replaced by {other.entity.replaced_by}; write that")
        elif field == "shared_with" and not _share_a_name(entry, target, bearers):
            yield entry.problem("W303", place, f"{own} and {target} share no name; remove {target}")
        elif own not in getattr(other.entity, field):
            message = f"{target} ({other.entity.label()}) does not list {own} in turn; write it in both files"
            yield entry.problem("W304", place, message)


def _share_a_name(entry: Entry, target: str, bearers: Bearers) -> bool:
    keys = {fold(alias.text) for alias in entry.entity.aliases()}
    return any(other.entity.id == target for key in keys for other, _, _ in bearers.get(key, ()))


def _claimed_twice(entries: Sequence[Entry]) -> Iterator[Problem]:
    owners: dict[tuple[str, str], Entry] = {}
    for entry in entries:
        if entry.entity.replaced_by:
            continue
        for key, value in entry.entity.xref.items():
            other = owners.setdefault((key, value), entry)
            if other is not entry:
                message = f"{value} is also claimed by {other.entity.id} ({other.path}); one of them is wrong"
                yield entry.problem("W107", ("xref", key), message)
