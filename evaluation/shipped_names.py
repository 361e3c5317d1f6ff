"""``python -m evaluation shipped``: names that look like those of the shipped gazetteer.

``tests/cases/shipped_names.jsonl`` has a line a name: well-known names that the gazetteer does not list, though one
that it does is similar (``gold`` is empty: NIL), and misspelt names of entities that it lists. A name that it has come
to list is left out. Nothing is trained on these names, and no rule may name one of them.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from evaluation.data import read_lines
from namenorm.api import resolve_many
from namenorm.model import Resolution, Status, Tier
from namenorm.resolving.known_names import bearers
from namenorm.text.fold import compact, fold

if TYPE_CHECKING:
    from collections.abc import Sequence

CASES = Path(__file__).parent.parent / "tests" / "cases" / "shipped_names.jsonl"
_LISTED = (Tier.EXACT, Tier.FOLDED, Tier.MISSPELLING)


class Outcome(NamedTuple):
    """A name, the entities that it may mean, and namenorm's answer."""

    name: str
    type: str
    gold: tuple[str, ...]
    answer: Resolution

    @property
    def right(self) -> bool:
        """Whether the answer is right; AMBIGUOUS is wrong."""
        return self.answer.id in self.gold if self.gold else self.answer.status is Status.NIL

    @property
    def linked_wrongly(self) -> bool:
        """Whether the answer is an entity that is not meant."""
        return self.answer.status is Status.RESOLVED and not self.right


def outcomes() -> list[Outcome]:
    """The answers with the default gazetteer and settings, without names that it lists."""
    lines = read_lines(CASES)
    answers = resolve_many([line["query"] for line in lines])
    found = [
        Outcome(line["query"], line["type"], tuple(line["gold"]), answer)
        for line, answer in zip(lines, answers, strict=True)
    ]
    return [each for each in found if each.answer.best is None or each.answer.best.tier not in _LISTED]


def main(arguments: Sequence[str]) -> int:
    """Runs the command."""
    parser = argparse.ArgumentParser(prog="python -m evaluation shipped", description=__doc__)
    parser.add_argument("--all", action="store_true", help="show every wrong answer")
    options = parser.parse_args(arguments)
    groups: dict[str, list[Outcome]] = defaultdict(list)
    for each in outcomes():
        kind = "misspelt" if each.gold else "unlisted"
        groups[f"{kind} {each.type}"].append(each)
        if not each.gold:
            groups["known" if bearers(compact(fold(each.name))) else "not known"].append(each)
        groups[kind].append(each)
        if options.all and not each.right:
            best = each.answer.best
            print(f"{each.name!r}: {each.answer.status} {best.label if best else ''} ({each.answer.score:.2f})")
    for kind, found in sorted(groups.items()):
        right, wrong = (sum(values) / len(found) for values in (
            [each.right for each in found], [each.linked_wrongly for each in found],
        ))  # fmt: skip
        print(f"{kind:24s} {len(found):4d} names, right {right:.3f}, wrong entity {wrong:.3f}")
    return 0
