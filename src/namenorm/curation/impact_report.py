"""An impact report as text, as a comment in Markdown, and as plain data."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from namenorm.gazetteer.comparison import diff_lines, diff_record

if TYPE_CHECKING:
    from collections.abc import Iterator

    from namenorm.curation.corpus import Passage
    from namenorm.curation.impact import Impact, LinkChange

_TITLES = {
    "ambiguous": "clear before, ambiguous now",
    "changed": "another meaning than before",
    "lost": "no longer found",
    "new": "found now",
}
_MOST_SHOWN = 50
_LONGEST_SENTENCE = 160


def impact_text(report: Impact) -> str:
    """The report for a terminal."""
    lines = diff_lines(report.diff) or ["no entity changed"]
    lines += ["", "figure                   before    after"]
    lines += [f"{name:<22} {old:>8} {new:>8}" for name, (old, new) in report.figures.items()]
    if report.names:
        lines += ["", "names that are ambiguous now:"]
        lines += [f"  {one.name!r} was {one.before}, now one of {one.after}" for one in report.names]
    if report.collisions:
        lines += ["", "names that more entities bear than before:", *(f"  {one}" for one in report.collisions)]
    for one in report.occurrences:
        lines += [
            "",
            f"new name {one.name!r} of {one.entity_id} stands in {one.count} sentences that mean something else:",
        ]
        lines += [f"  {_place(passage)}: {excerpt(passage.text, one.name)}" for passage in one.passages]
    for kind, title in _TITLES.items():
        changes = [change for change in report.changes if change.kind == kind]
        if changes:
            lines += ["", f"{title} ({len(changes)}):"]
            lines += [f"  {line}" for change in changes[:_MOST_SHOWN] for line in _change_lines(change)]
            lines += _rest(len(changes))
    if not report.changes:
        lines += ["", "no sentence of the corpus changes"]
    return "\n".join(lines) + "\n"


def _change_lines(change: LinkChange) -> Iterator[str]:
    because = f", by {change.because}" if change.because else ""
    arrow = f"{change.before or 'no name'} -> {change.after or 'no name'}{because}"
    yield f"{_place(change.passage)}: {change.surface!r}: {arrow}"
    yield f"    {excerpt(change.passage.text, change.surface)}"


def _place(passage: Passage) -> str:
    return f"{passage.path}:{passage.line}" if passage.line else passage.path


def _rest(count: int) -> list[str]:
    return [f"  ... and {count - _MOST_SHOWN} more"] if count > _MOST_SHOWN else []


def excerpt(text: str, surface: str) -> str:
    """The part of a sentence around a name, on one line.

    >>> excerpt("a" * 200 + " Tehran " + "b" * 200, "Tehran").count("Tehran")
    1
    """
    flat = " ".join(text.split())
    if len(flat) <= _LONGEST_SENTENCE:
        return flat
    start = max(0, flat.find(surface) - _LONGEST_SENTENCE // 2)
    end = start + _LONGEST_SENTENCE
    return f"{'…' if start else ''}{flat[start:end]}{'…' if end < len(flat) else ''}"


def impact_markdown(report: Impact) -> str:
    """The report as a comment on a pull request. Text from the corpus or the gazetteer cannot become markup."""
    diff = report.diff
    lines = ["## Impact of this change", ""]
    counts = (len(diff.added), len(diff.changed), len(diff.replaced), len(diff.missing))
    lines += [
        "{} entities added, {} changed, {} replaced, {} missing.".format(*counts),
        "",
        "| figure | before | after |",
        "|---|---:|---:|",
        *(f"| {name} | {old} | {new} |" for name, (old, new) in report.figures.items()),
        "",
    ]
    if diff.missing:
        ids = ", ".join(_code(entity.id) for entity in diff.missing)
        lines += [f"**IDs are never deleted:** {ids}. Keep the files and add `replaced_by`.", ""]
    if report.names:
        lines += ["### Names that are ambiguous now", ""]
        lines += [f"* {_code(one.name)}: was {_code(one.before)}, now {_code(one.after)}" for one in report.names]
        lines += [""]
    if report.collisions:
        lines += [
            "### Names that more entities bear than before",
            "",
            *(f"* {_code(one)}" for one in report.collisions),
            "",
        ]
    for occurrence in report.occurrences:
        name = f"{_code(occurrence.name)} of {_code(occurrence.entity_id)}"
        lines += [f"### The new name {name} stands in {occurrence.count} sentences that mean something else", ""]
        lines += [f"* {_code(excerpt(passage.text, occurrence.name))}" for passage in occurrence.passages]
        lines += [""]
    for kind, title in _TITLES.items():
        lines += _markdown_changes(title, [change for change in report.changes if change.kind == kind])
    if not report.changes:
        lines += ["No sentence of the corpus changes.", ""]
    return "\n".join(lines)


def _markdown_changes(title: str, changes: list[LinkChange]) -> list[str]:
    if not changes:
        return []
    rows = [f"<details open><summary>{title[0].upper()}{title[1:]}: {len(changes)}</summary>", ""]
    for change in changes[:_MOST_SHOWN]:
        because = f", by {_code(change.because)}" if change.because else ""
        arrow = f"{_code(change.before or 'no name')} → {_code(change.after or 'no name')}"
        rows.append(f"* {_code(change.surface)}: {arrow}{because}  ")
        rows.append(f"  {_code(excerpt(change.passage.text, change.surface))}")
    return [*rows, *_rest(len(changes)), "", "</details>", ""]


def _code(text: str) -> str:
    """Text as inline code: no markup, no mention of a user, no line break."""
    flat = " ".join(text.split()).replace("`", "'")
    return f"`{flat}`"


def impact_record(report: Impact) -> dict[str, Any]:
    """The report as plain data."""
    return {
        "alarming": report.is_alarming,
        "diff": diff_record(report.diff),
        "figures": {name: {"before": old, "after": new} for name, (old, new) in report.figures.items()},
        "names": [asdict(one) for one in report.names],
        "occurrences": [asdict(one) for one in report.occurrences],
        "collisions": report.collisions,
        "changes": [asdict(change) for change in report.changes],
    }
