"""What a change to a gazetteer does to texts: which names resolve differently, and in which sentences.

Every line of a frozen corpus, and every sentence of both gazetteers, is read with the gazetteer before and after.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from namenorm.curation.corpus import Passage
from namenorm.curation.sentences import Progress, check_sentences, meaning
from namenorm.gazetteer.comparison import GazetteerDiff, compare_gazetteers
from namenorm.gazetteer.reader import read_gazetteer
from namenorm.model import Entity, Link, Status
from namenorm.normalizer import Normalizer
from namenorm.text.fold import fold

_MOST_PASSAGES = 5


@dataclass(frozen=True, slots=True)
class LinkChange:
    """One mention that means something else than before. ``kind``: new, lost, changed or ambiguous."""

    kind: str
    passage: Passage
    surface: str
    before: str
    after: str
    because: str = ""


@dataclass(frozen=True, slots=True)
class NameChange:
    """One name that was clear, or unknown, and is ambiguous now."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A new strong name that stands in the corpus where it is not its entity: the sentences that it puts at risk."""

    name: str
    entity_id: str
    count: int
    passages: tuple[Passage, ...]


@dataclass(slots=True)
class Impact:
    """The whole report. ``figures`` maps a figure's name to its value before and after."""

    diff: GazetteerDiff
    changes: list[LinkChange] = field(default_factory=list)
    names: list[NameChange] = field(default_factory=list)
    occurrences: list[Occurrence] = field(default_factory=list)
    collisions: list[str] = field(default_factory=list)
    figures: dict[str, tuple[int, int]] = field(default_factory=dict)

    @property
    def is_alarming(self) -> bool:
        """Whether a reviewer must look: texts change, a clear name became ambiguous, or an ID is missing."""
        harmful = any(change.kind != "new" or change.because for change in self.changes)
        return bool(harmful or self.names or self.occurrences or self.diff.missing)


def measure_impact(
    base: Path, head: Path, corpus: Iterable[Passage], progress: Progress = lambda _done, _total: None
) -> Impact:
    """Compares two gazetteers by a corpus."""
    old, new = read_gazetteer(base), read_gazetteer(head)
    before, after = Normalizer.open(base), Normalizer.open(head)
    report = Impact(compare_gazetteers(old, new))
    passages = list(_passages(corpus, old, new))
    counts = (Counter[str](), Counter[str]())
    added = _added_names(report.diff)
    heirs = {entity.id: entity.replaced_by for entity in new if entity.replaced_by is not None}
    watch = _Watch(report.diff, old)
    for number, passage in enumerate(passages, 1):
        links = before.find(passage.text), after.find(passage.text)
        for counter, found in zip(counts, links, strict=True):
            counter.update(link.resolution.status.lower() for link in found)
        report.changes += _changes(passage, *links, added, heirs)
        watch.read(passage, links[1])
        progress(number, len(passages))
    report.occurrences = watch.occurrences()
    report.names = _names(report.diff, before, after, new)
    report.collisions = _collisions(old, new)
    report.figures = {
        "entities": (len(old), len(new)),
        "aliases": (sum(len(one.aliases()) for one in old), sum(len(one.aliases()) for one in new)),
        "mentions resolved": (counts[0]["resolved"], counts[1]["resolved"]),
        "mentions ambiguous": (counts[0]["ambiguous"], counts[1]["ambiguous"]),
    }
    failures = [
        len(check_sentences(path, normalizer=engine).problems) for path, engine in ((base, before), (head, after))
    ]
    report.figures["sentences that fail"] = failures[0], failures[1]
    return report


def _passages(corpus: Iterable[Passage], *gazetteers: Sequence[Entity]) -> Iterator[Passage]:
    seen: set[str] = set()
    sentences = (
        Passage(f"{entity.id} {key}", 0, text)
        for entities in gazetteers
        for entity in entities
        for key, texts in (("examples", entity.examples), ("not", entity.negatives))
        for text in texts
    )
    for group in (corpus, sentences):
        for passage in group:
            if passage.text not in seen:
                seen.add(passage.text)
                yield passage


def _added_names(diff: GazetteerDiff) -> Mapping[str, set[str]]:
    """ID -> the folded names that the change gave it."""
    names = {change.id: {fold(alias.text) for alias in change.added} for change in diff.changed}
    return names | {entity.id: {fold(alias.text) for alias in entity.aliases()} for entity in diff.added}


class _Watch:
    """Looks in every passage for the strong names that the change adds; a name in one more language is none."""

    def __init__(self, diff: GazetteerDiff, old: Sequence[Entity]) -> None:
        touched = diff.touched
        known = {
            (fold(alias.text), entity.id)
            for entity in old
            if entity.id in touched
            for alias in entity.aliases()
            if alias.strength == "strong" and alias.kind != "demonym"
        }
        added = [(one.id, one.aliases()) for one in diff.added] + [(one.id, one.added) for one in diff.changed]
        self._names: dict[tuple[str, str], str] = {
            (fold(alias.text), entity_id): alias.text
            for entity_id, aliases in added
            for alias in aliases
            if alias.strength == "strong" and alias.kind != "demonym"
            if (fold(alias.text), entity_id) not in known
        }
        self._seen: dict[tuple[str, str], list[Passage]] = {}

    def read(self, passage: Passage, links: Sequence[Link]) -> None:
        if not self._names:
            return
        words = f" {fold(passage.text)} "
        for key, entity_id in self._names:
            if f" {key} " in words and all(link.resolution.id != entity_id for link in links):
                self._seen.setdefault((key, entity_id), []).append(passage)

    def occurrences(self) -> list[Occurrence]:
        found = sorted(self._seen.items(), key=lambda item: (-len(item[1]), item[0]))
        return [
            Occurrence(self._names[key], key[1], len(passages), tuple(passages[:_MOST_PASSAGES]))
            for key, passages in found
        ]


def _changes(
    passage: Passage,
    before: Sequence[Link],
    after: Sequence[Link],
    added: Mapping[str, set[str]],
    heirs: Mapping[str, str],
) -> Iterator[LinkChange]:
    old = {(link.mention.start, link.mention.end): link for link in before}
    new = {(link.mention.start, link.mention.end): link for link in after}
    for span in sorted({*old, *new}):
        left, right = old.get(span), new.get(span)
        if left and right and _who(left, heirs) == _who(right, heirs):
            continue  # a label in another language is no other meaning, nor is a new ID
        said = meaning(left) if left else "", meaning(right) if right else ""
        surface = passage.text[span[0] : span[1]]
        yield LinkChange(_kind(left, right), passage, surface, said[0], said[1], _because(right, added))


def _who(link: Link, heirs: Mapping[str, str]) -> tuple[str | None, frozenset[str]]:
    """The ID that a link resolves to, or those between which it cannot decide; of a replaced entity its heir's."""
    found = link.resolution.id
    undecided = () if found else link.resolution.candidates
    ids = (candidate.entity_id for candidate in undecided)
    return heirs.get(found, found) if found else None, frozenset(heirs.get(one, one) for one in ids)


def _kind(before: Link | None, after: Link | None) -> str:
    if before is None:
        return "new"
    if after is None:
        return "lost"
    was_clear = before.resolution.status is Status.RESOLVED
    return "ambiguous" if was_clear and after.resolution.status is Status.AMBIGUOUS else "changed"


def _because(link: Link | None, added: Mapping[str, set[str]]) -> str:
    """The new name that explains the link."""
    for candidate in link.resolution.candidates if link else ():
        if fold(candidate.alias.text) in added.get(candidate.entity_id, ()):
            return f"{candidate.alias.text!r} of {candidate.entity_id}"
    return ""


def _names(diff: GazetteerDiff, before: Normalizer, after: Normalizer, new: Sequence[Entity]) -> list[NameChange]:
    """Names of the entities that the change touches, and of those that share one, that are ambiguous only now."""
    touched = diff.touched
    names = {alias.text for entity in new if entity.id in touched for alias in entity.aliases()}
    found = []
    for name in sorted(names):
        left, right = before.resolve(name), after.resolve(name)
        if left.status is Status.RESOLVED and right.status is Status.AMBIGUOUS:
            candidates = ", ".join(f"{one.entity_id} {one.label}" for one in right.candidates[:3])
            found.append(NameChange(name, f"{left.id} {left.best.label if left.best else ''}", candidates))
    return found


def _collisions(old: Sequence[Entity], new: Sequence[Entity]) -> list[str]:
    """Strong names that more entities bear than before."""
    before, after = _bearers(old), _bearers(new)
    return [
        f"{name!r}: {', '.join(sorted(owners))}"
        for name, owners in sorted(after.items())
        if len(owners) > 1 and len(owners) > len(before.get(name, ()))
    ]


def _bearers(entities: Sequence[Entity]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for entity in entities:
        for alias in entity.aliases() if entity.replaced_by is None else ():
            if alias.strength == "strong":
                found.setdefault(fold(alias.text), set()).add(entity.id)
    return found
