"""Scoring links in texts: precision, recall and F1, strict and by overlap, and what every error is due to.

Strict: the same span and the same ID. Overlap: at least one character in common and the same ID, one to one. A link to
the entity of an ignored mention, or of a demonym where these are not forbidden, is neither right nor wrong; any link on
a mention that is in no gazetteer is wrong. In documents of which only some names are marked, links that touch no mark
are not counted.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from evaluation.documents import Document, Gold


class Found(NamedTuple):
    """A resolved link: its span and entity, and how it was found."""

    start: int
    end: int
    id: str
    how: str = ""


@dataclass(slots=True)
class Tally:
    """Counts over documents; ``missed`` and ``wrong`` hold what each error is due to, with an example."""

    right: int = 0
    false: int = 0
    absent: int = 0
    hard: int = 0
    hard_right: int = 0
    demonyms: int = 0
    missed: list[tuple[str, str]] = field(default_factory=list)
    wrong: list[tuple[str, str]] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """Right links among links."""
        return self.right / max(1, self.right + self.false)

    @property
    def recall(self) -> float:
        """Right links among mentions."""
        return self.right / max(1, self.right + self.absent)

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        return 2 * self.right / max(1, 2 * self.right + self.false + self.absent)

    @property
    def hard_recall(self) -> float:
        """The same as recall, among mentions that folded exact matching misses."""
        return self.hard_right / max(1, self.hard)


def tally(document: Document, links: Sequence[Found], into: Tally, *, strict: bool, forbid_demonyms: bool) -> None:
    """Adds one document to a tally."""
    main = [gold for gold in document.mentions if gold.role == "main"]
    pairs = _pairs(main, links, strict=strict)
    into.right += len(pairs)
    into.absent += len(main) - len(pairs)
    for number, gold in enumerate(main):
        into.hard += gold.is_hard
        into.hard_right += gold.is_hard and number in pairs
        if number not in pairs:
            into.missed.append((_why_missed(gold, links), _shown(document, *gold.spans[0], gold.id)))
    taken = set(pairs.values())
    for number, link in enumerate(links):
        if number in taken:
            continue
        touched = [gold for gold in document.mentions if _overlap(gold.spans[0], link)]
        demonym = any(gold.role == "demonym" and gold.id == link.id for gold in touched)
        into.demonyms += demonym
        if demonym and not forbid_demonyms:
            continue
        if not demonym and any(gold.role == "ignored" and gold.id == link.id for gold in touched):
            continue
        if document.partial and not touched:
            continue
        into.false += 1
        into.wrong.append(
            (f"{_why_wrong(link, touched)} ({link.how})", _shown(document, link.start, link.end, link.id))
        )


def _pairs(main: Sequence[Gold], links: Sequence[Found], *, strict: bool) -> dict[int, int]:
    """Which link is the one of which mention."""
    options = []
    for number, gold in enumerate(main):
        for place, link in enumerate(links):
            if link.id != gold.id:
                continue
            shared = max(_overlap(span, link) for span in gold.spans)
            if (link.start, link.end) in gold.spans or (shared and not strict):
                apart = abs(link.start - gold.spans[0][0]) + abs(link.end - gold.spans[0][1])
                options.append((-shared, apart, number, place))
    pairs: dict[int, int] = {}
    for _, _, number, place in sorted(options):
        if number not in pairs and place not in pairs.values():
            pairs[number] = place
    return pairs


def _overlap(span: tuple[int, int], link: Found) -> int:
    return max(0, min(span[1], link.end) - max(span[0], link.start))


def _why_missed(gold: Gold, links: Iterable[Found]) -> str:
    touching = [link for link in links if _overlap(gold.spans[0], link)]
    if any(link.id == gold.id for link in touching):
        return "other span"
    if any((link.start, link.end) in gold.spans for link in touching):
        return "other entity on the span"
    return "under another link" if touching else f"not found: {gold.variant}"


def _why_wrong(link: Found, touched: Sequence[Gold]) -> str:
    if not touched:
        return "nothing marked"
    if any(gold.role == "main" and gold.id == link.id for gold in touched):
        return "other span"
    if any((link.start, link.end) in gold.spans for gold in touched if gold.role == "main"):
        return "other entity on the span"
    same = any((link.start, link.end) in gold.spans for gold in touched)
    role = touched[0].role
    return f"{'whole' if same else 'part or more of'} {role} mention"


def _shown(document: Document, start: int, end: int, entity: str | None) -> str:
    text = document.text
    around = f"{text[max(0, start - 30) : start]}[{text[start:end]}]{text[end : end + 30]}"
    return f"{document.id} {entity}: {' '.join(around.split())}"


def causes(errors: Iterable[tuple[str, str]]) -> Counter[str]:
    """How many errors each cause has."""
    return Counter(cause for cause, _ in errors)
