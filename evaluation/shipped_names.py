"""``python -m evaluation shipped``: names that look like those of the shipped gazetteer.

``tests/cases/shipped_names.jsonl`` has a line a name: well-known names that the gazetteer does not list, though one
that it does is similar (``gold`` is empty: NIL), and misspelt names of entities that it lists.
``tests/cases/similar_names.jsonl`` is of the same sort, written later and harder: more persons and organisations, in
more languages; ``neighbouring_names.jsonl`` is the largest, in eighteen languages; ``further_names.jsonl``, the
latest, has as many misspelt names as others, and transliterations as people of many countries write them. A name that
the gazetteer has come to list is left out. Nothing is trained on these names, and no rule may name one of them. Of the
answers it is told how often those with about one score are right.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from evaluation.data import read_lines
from evaluation.names import mean
from namenorm.api import resolve_many
from namenorm.model import Resolution, Status, Tier
from namenorm.text.fold import compact, fold
from namenorm.text.known_places import bearers

if TYPE_CHECKING:
    from collections.abc import Sequence

CASES = Path(__file__).parent.parent / "tests" / "cases" / "shipped_names.jsonl"
SIMILAR, NEIGHBOURING, FURTHER = (
    CASES.with_name(f"{name}_names.jsonl") for name in ("similar", "neighbouring", "further")
)
_BINS = (0.5, 0.7, 0.8, 0.9, 0.95)
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


def outcomes(cases: Path) -> list[Outcome]:
    """The answers with the default gazetteer and settings, without names that it lists."""
    lines = read_lines(cases)
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
    for cases in (CASES, SIMILAR, NEIGHBOURING, FURTHER):
        found = outcomes(cases)
        print(cases.name)
        for each in found if options.all else ():
            if not each.right:
                best = each.answer.best
                print(f"  {each.name!r}: {each.answer.status} {best.label if best else ''} ({each.answer.score:.2f})")
        _print_groups(found)
        _print_bins([each for each in found if each.answer.status is Status.RESOLVED])
    return 0


def _print_groups(outcomes: Sequence[Outcome]) -> None:
    groups: dict[str, list[Outcome]] = defaultdict(list)
    for each in outcomes:
        kind = "misspelt" if each.gold else "unlisted"
        groups[kind].append(each)
        groups[f"{kind} {each.type}"].append(each)
        if not each.gold:
            groups["known" if bearers(compact(fold(each.name))) else "not known"].append(each)
    for kind, found in sorted(groups.items()):
        right, wrong = mean([each.right for each in found]), mean([each.linked_wrongly for each in found])
        print(f"  {kind:24s} {len(found):4d} names, right {right:.3f}, wrong entity {wrong:.3f}")


def _print_bins(answers: Sequence[Outcome]) -> None:
    for least, most in zip(_BINS, (*_BINS[1:], 1.01), strict=True):
        found = [each for each in answers if least <= each.answer.score < most]
        if found:
            score = sum(each.answer.score for each in found) / len(found)
            right = mean([each.right for each in found])
            print(f"  {len(found):4d} answers that score {score:.2f} on average, right {right:.3f}")
