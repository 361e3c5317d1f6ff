"""Results as tables of Markdown and as JSON; new results of a benchmark replace its old ones."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from benchmarks.annotators import SpacyTokenizer
from benchmarks.data import ABSENT, CROSS_SCRIPT, FAR, KINDS, ONE_EDIT, SIZES, TWO_EDITS
from benchmarks.measuring import exponent
from benchmarks.pipelines import COMPONENT, ENGINE, WITHOUT_REWRITING
from benchmarks.text import AGAIN

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    Row = dict[str, Any]
    Results = dict[str, Any]

OURS = "namenorm"


def merged(path: Path, results: Results) -> Results:
    """The results in a file with new ones in place of those of the same benchmarks; written back to it."""
    old = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    new = old | results
    path.write_text(json.dumps(new, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return new


def write(path: Path, results: Results) -> None:
    """Puts tables into a page of Markdown, each between its marks; a page that is not there is made of tables alone."""
    sections = {name: table(results[name]["rows"]) + _measured_on(results[name]) for name, table in TABLES.items()
                if name in results}  # fmt: skip
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    for name, section in sections.items():
        block = f"<!-- {name} -->\n\n{section}\n\n<!-- end of {name} -->"
        pattern = re.compile(rf"<!-- {name} -->.*?<!-- end of {name} -->", re.DOTALL)
        if pattern.search(text):
            text = pattern.sub(lambda _, block=block: block, text)  # type: ignore[misc]
        else:
            text += f"\n## {name}\n\n{block}\n"
    path.write_text(text.lstrip(), encoding="utf-8")


def tables(results: Results) -> str:
    """All tables, for the screen."""
    return "\n\n".join(f"## {name}\n\n{table(results[name]['rows'])}" for name, table in TABLES.items()
                       if name in results)  # fmt: skip


def _measured_on(result: Mapping[str, Any]) -> str:
    machine = result["machine"]
    return (
        f"\n\n{result['date']}, {machine['processor']}, {machine['system']}, Python {machine['python']}; "
        f"{machine['packages']}."
    )


def resolve_tables(rows: Sequence[Row]) -> str:
    """Times of misspelt names with their ratio to ours, right answers, other questions, and batches."""
    sizes = _sizes(rows)
    parts = [
        *(_times(_table(rows, kind), kind, sizes) for kind in (ONE_EDIT, TWO_EDITS)),
        _both(rows, sizes, "cold_us", "median of the first 25 of a turn", _time),
        _both(rows, sizes, "recall", "first answer right", _share),
        _other_kinds(rows, sizes),
        _stands_by(rows, sizes),
        _batches(rows, sizes),
        _missing(rows),
    ]
    return "\n\n".join(part for part in parts if part)


def _times(found: Mapping[str, Mapping[str, Row]], kind: str, sizes: Sequence[str]) -> str:
    head = [kind, *(f"median {size}" for size in sizes), "growth", *(f"p99 {size}" for size in sizes)]
    lines = [
        [
            name,
            *(_time_and_ratio(of, found[OURS], size, "median_us") for size in sizes),
            _growth(of),
            *(_time(of[size]["p99_us"]) if size in of else "" for size in sizes),
        ]
        for name, of in found.items()
    ]
    return markdown(head, lines)


def _both(rows: Sequence[Row], sizes: Sequence[str], column: str, head: str, show: Callable[[Any], str]) -> str:
    """A figure of names with one edit and of those with two, by system and size."""
    one, two = _table(rows, ONE_EDIT), _table(rows, TWO_EDITS)
    lines = []
    for name, of in two.items():
        pairs = [(one[name][size][column], of[size][column]) if size in of else () for size in sizes]
        lines.append([name, *(" / ".join(map(show, pair)) for pair in pairs)])
    return markdown([f"{head}, one edit / two edits", *sizes], lines)


def _other_kinds(rows: Sequence[Row], sizes: Sequence[str]) -> str:
    head = ["other questions", "size", "cross-script: median", "right", "far variant: median", "right",
            "absent: median", "answered"]  # fmt: skip
    kinds = {kind: _table(rows, kind) for kind in (CROSS_SCRIPT, FAR, ABSENT)}
    lines = []
    for name in kinds[ABSENT]:
        for size in sizes:
            found = {kind: kinds[kind].get(name, {}).get(size, {}) for kind in kinds}
            if found[ABSENT]:
                lines.append([
                    name, size,
                    _time(found[CROSS_SCRIPT].get("median_us")), _share(found[CROSS_SCRIPT].get("recall")),
                    _time(found[FAR].get("median_us")), _share(found[FAR].get("recall")),
                    _time(found[ABSENT].get("median_us")), _share(found[ABSENT].get("answered")),
                ])  # fmt: skip
    return markdown(head, lines)


def _stands_by(rows: Sequence[Row], sizes: Sequence[str]) -> str:
    """How many questions namenorm calls RESOLVED, how many of those answers are right; is the right one a candidate."""
    lines = []
    for kind in KINDS:
        found = _table(rows, kind).get(OURS, {})
        lines.append([kind, *(_stood_by(found[size], kind) if size in found else "" for size in sizes)])
    return markdown(["namenorm: called RESOLVED / of those right / listed", *sizes], lines)


def _stood_by(row: Row, kind: str) -> str:
    shares = [row["resolved"]] if kind == ABSENT else [row["resolved"], row["precision"], row["listed"]]
    return " / ".join(map(_share, shares))


def _batches(rows: Sequence[Row], sizes: Sequence[str]) -> str:
    found = _table(rows, "batch")
    ours = next(iter(found.values()), {})
    lines = [[name, *(_time_and_ratio(of, ours, size, "median_us") for size in sizes)] for name, of in found.items()]
    return markdown(["a name, in batches of 500", *sizes], lines) if lines else ""


def text_tables(rows: Sequence[Row]) -> str:
    """Speed of finding names in texts, and which of the mentions were found."""
    sizes = _sizes(rows)
    found = _table(rows, None)
    ours = next(iter(found.values()))
    speed = [[name, *(_speed_and_ratio(of, ours, size) for size in sizes)] for name, of in found.items()]
    right = [
        [name, size, *(_share(of[size][f"recall {edits}"]) for edits in (0, 1, 2)), f"{of[size]['found_per_kb']:.1f}"]
        for name, of in found.items()
        for size in sizes
        if size in of and name not in (AGAIN, SpacyTokenizer.name)
    ]
    head = ["mentions found", "size", "exact", "one edit", "two edits", "names reported a kB"]
    parts = [markdown(["MB a second", *sizes], speed), markdown(head, right), _missing(rows)]
    return "\n\n".join(part for part in parts if part)


def hostile_table(rows: Sequence[Row]) -> str:
    """Speed in strange texts, and how their time grows with their length."""
    sizes = _sizes(rows)
    lines = [
        [name, *(_short(of[size]["letters_per_second"] / 1000) for size in sizes),
         *(f"{of[size]['growth']:.2f}" for size in sizes)]
        for name, of in _table(rows, None).items()
    ]  # fmt: skip
    head = ["text of one document", *(f"thousand letters a second, {size}" for size in sizes),
            *(f"growth with the length, {size}" for size in sizes)]  # fmt: skip
    return markdown(head, lines)


def build_tables(rows: Sequence[Row]) -> str:
    """Seconds to build, peak of memory, size of the files."""
    return _footprint(rows, {"seconds": ("build", _seconds), "peak_bytes": ("peak memory", _bytes),
                             "file_bytes": ("files", _bytes)})  # fmt: skip


def memory_tables(rows: Sequence[Row]) -> str:
    """Resident memory and times to open."""
    return _footprint(rows, {"open_seconds": ("open", _seconds), "again_seconds": ("open again", _seconds),
                             "first_seconds": ("first answer", _seconds),
                             "open_bytes": ("memory once open", _bytes),
                             "used_bytes": ("memory after 200 names", _bytes)})  # fmt: skip


def _footprint(rows: Sequence[Row], columns: Mapping[str, tuple[str, Callable[[float], str]]]) -> str:
    sizes = _sizes(rows)
    found = _table(rows, None)
    parts = []
    for key, (title, show) in columns.items():
        lines = []
        for name, of in found.items():
            cells = []
            for size in sizes:
                value, base = of.get(size, {}).get(key), found[OURS].get(size, {}).get(key)
                cells.append("" if value is None else show(value) + _a_name(key, value, size) + _ratio(value, base))
            lines.append([name, *cells])
        parts.append(markdown([title, *sizes], lines))
    return "\n\n".join([*parts, *filter(None, [_missing(rows)])])


def _a_name(key: str, value: float, size: str) -> str:
    # Of fewer names the fixed cost would be most of it.
    return f", {value / SIZES[size]:.0f} B a name" if key.endswith("bytes") and SIZES[size] >= 100_000 else ""


def start_table(rows: Sequence[Row]) -> str:
    """Times of whole processes."""
    base = rows[0]
    return markdown(
        ["a fresh process", "least", "least beyond Python's own", "median", "median of processor time"],
        [
            [row["system"], f"{row['least_ms']:.0f} ms", f"{row['least_ms'] - base['least_ms']:.0f} ms",
             f"{row['median_ms']:.0f} ms", f"{row['processor_ms']:.0f} ms"] for row in rows
        ],
    )  # fmt: skip


def spacy_table(rows: Sequence[Row]) -> str:
    """The component and the rulers, and the component's overhead."""
    sizes = _sizes(rows)
    found = _table(rows, None)
    ours = found[COMPONENT]
    lines = [[name, *(_speed_and_ratio(of, ours, size) for size in sizes)] for name, of in found.items()]
    over = [
        [f"overhead over {ENGINE}: {name}", *(_overhead(found[name], found[ENGINE], size) for size in sizes)]
        for name in (COMPONENT, WITHOUT_REWRITING)
    ]
    return "\n\n".join(filter(None, [markdown(["MB a second", *sizes], [*lines, *over]), _missing(rows)]))


def _overhead(whole: Mapping[str, Row], least: Mapping[str, Row], size: str) -> str:
    if size not in whole:
        return ""
    return f"{100 * (least[size]['mb_per_second'] / whole[size]['mb_per_second'] - 1):.0f} %"


TABLES: dict[str, Callable[[Sequence[Row]], str]] = {
    "resolve": resolve_tables,
    "text": text_tables,
    "hostile": hostile_table,
    "build": build_tables,
    "memory": memory_tables,
    "start": start_table,
    "spacy": spacy_table,
}
"""How the rows of each benchmark are shown."""


def markdown(head: Sequence[str], lines: Iterable[Sequence[str]]) -> str:
    """A table of Markdown.

    >>> print(markdown(["a", "b"], [["x", "1"]]))
    | a | b |
    |---|---:|
    | x | 1 |
    """
    rows = [head, *lines]
    shown = ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join([shown[0], "|---|" + "---:|" * (len(head) - 1), *shown[1:]])


def _table(rows: Sequence[Row], kind: str | None) -> dict[str, dict[str, Row]]:
    """Rows of one kind by system and size."""
    found: dict[str, dict[str, Row]] = {}
    for row in rows:
        if row.get("kind") == kind and "missing" not in row:
            found.setdefault(row["system"], {})[row["size"]] = row
    return found


def _sizes(rows: Sequence[Row]) -> list[str]:
    used = {row["size"] for row in rows}
    return [size for size in SIZES if size in used]


def _missing(rows: Sequence[Row]) -> str:
    reasons: dict[str, list[str]] = {}
    for row in rows:
        if "missing" in row:
            reasons.setdefault(f"{row['system']}: {row['missing']}", []).append(row["size"])
    return "\n".join(f"* Left out at {', '.join(sizes)}: {reason}." for reason, sizes in reasons.items())


def _growth(found: Mapping[str, Row]) -> str:
    slope = exponent({SIZES[size]: row["median_us"] for size, row in found.items()})
    return "" if slope is None else f"{slope:.2f}"


def _share(value: float | None) -> str:
    return "" if value is None else f"{value:.3f}".replace("0.", ".", 1)


def _time(micros: float | None) -> str:
    if micros is None:
        return ""
    return (
        f"{micros:.3g} µs" if micros < 1000 else f"{micros / 1000:.3g} ms" if micros < 1e6 else f"{micros / 1e6:.3g} s"
    )


def _seconds(value: float) -> str:
    return _time(1e6 * value)


def _bytes(value: float) -> str:
    return f"{value / 1e6:.3g} MB" if value < 1e9 else f"{value / 1e9:.3g} GB"


def _ratio(value: float, base: float | None) -> str:
    return f" (×{_short(value / base, 2)})" if base and value > 0 and value != base else ""


def _short(value: float, digits: int = 3) -> str:
    """A figure with so many digits; ``g`` alone writes 1200 as 1.2e+03."""
    return f"{float(f'{value:.{digits}g}'):g}"


def _time_and_ratio(found: Mapping[str, Row], ours: Mapping[str, Row], size: str, key: str) -> str:
    if size not in found:
        return ""
    value = found[size][key]
    return _time(value) + _ratio(value, ours.get(size, {}).get(key))


def _speed_and_ratio(found: Mapping[str, Row], ours: Mapping[str, Row], size: str) -> str:
    if size not in found:
        return ""
    value, base = found[size]["mb_per_second"], ours.get(size, {}).get("mb_per_second")
    return f"{value:.3g}" + _ratio(value, base)
