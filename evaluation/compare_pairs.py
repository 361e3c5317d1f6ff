"""``python -m evaluation pairs``: whether two names name the same entity, by namenorm and its peers.

namenorm decides at a probability of .5. The threshold of each peer is tuned on one half of the pairs and used on the
other, and the other way round. Balanced accuracy is the mean of the shares of right answers among pairs that match and
among those that do not; pairs that only a listed alias can match (kind ``needs-alias``) are shown but not counted.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from evaluation.data import read_lines
from evaluation.judging import share
from evaluation.peers import MISSING, LogicPeer, PairPeer, StringPeer, best_threshold, half_of, has_logic
from evaluation.tables import markdown
from namenorm.config import Config
from namenorm.resolving.compare import compare

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

PAIRS = Path(__file__).parent.parent / "tests" / "cases" / "pairs.jsonl"
"""The pairs that come with the project."""
NEEDS_ALIAS = "needs-alias"
SAME = 0.5


@dataclass(frozen=True, slots=True)
class Pair:
    """Two names, whether they name the same entity, and what the pair is an example of."""

    left: str
    right: str
    match: bool
    type: str
    kind: str


def read_pairs(path: Path) -> list[Pair]:
    """The pairs of a JSON Lines file."""
    return [
        Pair(line["left"], line["right"], line["match"], line.get("type") or "other", line["kind"])
        for line in read_lines(path)
    ]


def balanced_accuracy(pairs: Iterable[Pair], answers: Iterable[bool]) -> float:
    """The mean of both shares of right answers; kinds that need an alias are left out.

    >>> a, b = Pair("a", "b", True, "other", "x"), Pair("a", "c", False, "other", "x")
    >>> balanced_accuracy([a, a, b], [True, False, False])
    0.75
    """
    counted = [(pair.match, answer) for pair, answer in zip(pairs, answers, strict=True) if pair.kind != NEEDS_ALIAS]
    return (
        share(answer for match, answer in counted if match)
        + share(not answer for match, answer in counted if not match)
    ) / 2


def compare_with_namenorm(pairs: Iterable[Pair]) -> list[bool]:
    """The answers of namenorm, at its probability of one half, the type being known.

    >>> compare_with_namenorm([Pair("Tehran", "TEHRAN", True, "place", "case")])
    [True]
    """
    return [compare(pair.left, pair.right, pair.type, Config()).score >= SAME for pair in pairs]


def compare_with_peer(peer: PairPeer, pairs: Sequence[Pair]) -> list[bool]:
    """A peer's answers, each half of the pairs at the threshold that is best on the other half."""
    scores = [peer.score(pair.left, pair.right, pair.type) for pair in pairs]
    halves = [half_of(f"{pair.left}\t{pair.right}") for pair in pairs]
    thresholds = [_tuned(pairs, scores, [half != side for half in halves]) for side in (0, 1)]
    return [score >= thresholds[half] for score, half in zip(scores, halves, strict=True)]


def main(arguments: Sequence[str]) -> int:
    """Runs the command."""
    options = _parser().parse_args(arguments)
    for path in options.files or [PAIRS]:
        pairs = read_pairs(path)
        answers = {"namenorm": compare_with_namenorm(pairs)}
        answers |= {peer.name: compare_with_peer(peer, pairs) for peer in _peers()}
        print(f"### {path.stem}: {len(pairs)} pairs\n\n{report(pairs, answers)}\n")
        for line in _errors(pairs, answers["namenorm"])[: options.errors]:
            print(line)
    return 0


def report(pairs: Sequence[Pair], answers: dict[str, list[bool]]) -> str:
    """The table: balanced accuracy, then the share of right answers by kind."""
    rows: list[list[object]] = [
        ["balanced accuracy", len(pairs), *(balanced_accuracy(pairs, given) for given in answers.values())]
    ]
    for kind in sorted({pair.kind for pair in pairs}):
        places = [place for place, pair in enumerate(pairs) if pair.kind == kind]
        right = [share(given[place] == pairs[place].match for place in places) for given in answers.values()]
        rows.append([kind, len(places), *right])
    return markdown(["kind", "pairs", *answers], rows)


def _tuned(pairs: Sequence[Pair], scores: Sequence[float], used: Sequence[bool]) -> float:
    part = [(pair, score) for pair, score, use in zip(pairs, scores, used, strict=True) if use]

    def goodness(threshold: float) -> float:
        return balanced_accuracy((pair for pair, _ in part), [score >= threshold for _, score in part])

    return best_threshold((score for _, score in part), goodness)


def _errors(pairs: Sequence[Pair], answers: Sequence[bool]) -> list[str]:
    return [
        f"  wrong: {pair.left} | {pair.right}: said {'the same' if answer else 'different'} ({pair.kind})"
        for pair, answer in zip(pairs, answers, strict=True)
        if answer != pair.match and pair.kind != NEEDS_ALIAS
    ]


def _peers() -> list[PairPeer]:
    strings: list[PairPeer] = [StringPeer.wratio(()), StringPeer.jaro_winkler(())]
    if has_logic():
        return [LogicPeer(()), *strings]
    print(MISSING, file=sys.stderr)
    return strings


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m evaluation pairs", description=__doc__)
    parser.add_argument(
        "files", nargs="*", type=Path, metavar="FILE", help="JSON Lines of left, right, match, type, kind"
    )
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="also show N of namenorm's wrong answers")
    return parser
