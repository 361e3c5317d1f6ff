"""An impact report as text, as a comment in Markdown, and as plain data."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import asdict
from typing import Any

from namenorm.curation.corpus import Passage
from namenorm.curation.impact import Impact, LinkChange
from namenorm.gazetteer.comparison import diff_lines, diff_record

_TITLES = {
    "ambiguous": "clear before, ambiguous now",
    "changed": "another meaning than before",
    "lost": "no longer found",
    "new": "found now",
}
_NOTHING = "No sentence of the corpus changes."
_MOST_SHOWN = 50
_LONGEST_SENTENCE = 160


def impact_text(report: Impact) -> str:
    """The report for a terminal."""
    lines = diff_lines(report.diff) or ["no entity changed"]
    lines += ["", "figure                   before    after"]
    lines += [f"{name:<22} {old:>8} {new:>8}" for name, (old, new) in report.figures.items()]
    for title, rows in _sections(report, str):
        lines += ["", f"{title}:", *(f"  {row}" for row in rows)]
    return "\n".join([*lines, *([] if report.changes else ["", _NOTHING])]) + "\n"


def impact_markdown(report: Impact) -> str:
    """The report as a comment on a pull request. Text from the corpus or the gazetteer cannot become markup."""
    diff = report.diff
    added, changed, replaced, missing = map(len, (diff.added, diff.changed, diff.replaced, diff.missing))
    lines = [
        "## Impact of this change",
        "",
        f"{added} entities added, {changed} changed, {replaced} replaced, {missing} missing.",
        "",
        "| figure | before | after |",
        "|---|---:|---:|",
        *(f"| {name} | {old} | {new} |" for name, (old, new) in report.figures.items()),
        "",
    ]
    if diff.missing:
        ids = ", ".join(_code(entity.id) for entity in diff.missing)
        lines += [f"**IDs are never deleted:** {ids}. Keep the files and add `replaced_by`.", ""]
    for title, rows in _sections(report, _code):
        lines += [f"### {title[0].upper()}{title[1:]}", "", *(f"* {row}" for row in rows), ""]
    return "\n".join([*lines, *([] if report.changes else [_NOTHING, ""])])


def _sections(report: Impact, shown: Callable[[str], str]) -> Iterator[tuple[str, list[str]]]:
    """What a reviewer must look at, as titles with lines; ``shown`` writes what comes from texts or the gazetteer."""
    if report.names:
        rows = [f"{shown(one.name)}: was {shown(one.before)}, now {shown(one.after)}" for one in report.names]
        yield "names that are ambiguous now", rows
    if report.collisions:
        yield "names that more entities bear than before", [shown(one) for one in report.collisions]
    for one in report.occurrences:
        name = f"{shown(one.name)} of {shown(one.entity_id)}"
        rows = [_quoted(passage, one.name, shown) for passage in one.passages]
        yield f"the new name {name} stands in {one.count} sentences that mean something else", rows
    for kind, title in _TITLES.items():
        changes = [change for change in report.changes if change.kind == kind]
        rows = [_change(change, shown) for change in changes[:_MOST_SHOWN]]
        if len(changes) > _MOST_SHOWN:
            rows.append(f"... and {len(changes) - _MOST_SHOWN} more")
        if rows:
            yield f"{title} ({len(changes)})", rows


def _change(change: LinkChange, shown: Callable[[str], str]) -> str:
    because = f", by {shown(change.because)}" if change.because else ""
    arrow = f"{shown(change.before or 'no name')} → {shown(change.after or 'no name')}"
    return f"{shown(change.surface)}: {arrow}{because}; {_quoted(change.passage, change.surface, shown)}"


def _quoted(passage: Passage, name: str, shown: Callable[[str], str]) -> str:
    place = f"{passage.path}:{passage.line}" if passage.line else passage.path
    return f"{shown(place)}: {shown(excerpt(passage.text, name))}"


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
