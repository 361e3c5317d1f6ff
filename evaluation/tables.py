"""Markdown tables that documents can quote."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def markdown(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A table; numbers with a fraction get three places, not-a-number is a dash.

    >>> print(markdown(["set", "B"], [["places", 0.91234], ["persons", float("nan")]]))
    | set | B |
    |---|---:|
    | places | .912 |
    | persons | – |
    """
    lines = [_line(heads), "|---|" + "---:|" * (len(heads) - 1)]
    return "\n".join([*lines, *(_line([_cell(value) for value in row]) for row in rows)])


def mean(values: Iterable[float]) -> float:
    """The mean of the values that are numbers; not-a-number where there are none.

    >>> mean([0.5, float("nan"), 1.0])
    0.75
    """
    known = [value for value in values if value == value]
    return sum(known) / len(known) if known else float("nan")


def _cell(value: object) -> str:
    if not isinstance(value, float):
        return str(value)
    return "–" if value != value else f"{value:.3f}".removeprefix("0")


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
