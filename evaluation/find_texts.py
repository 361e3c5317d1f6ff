"""``python -m evaluation texts``: how well mentions in texts are found and resolved, with the default settings.

One row a set: strict and overlap F1, precision and recall by overlap, recall of hard mentions (those that folded exact
matching misses), links a thousand characters. ``--causes N`` adds what errors are due to, with N examples each.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from evaluation.documents import read_documents, sampled, text_sets
from evaluation.tables import markdown, mean
from evaluation.text_scores import Found, Tally, causes, tally
from namenorm.model import Status
from namenorm.normalizer import Normalizer

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from evaluation.documents import Document


@dataclass(slots=True)
class Outcome:
    """The figures of one set."""

    strict: Tally = field(default_factory=Tally)
    overlap: Tally = field(default_factory=Tally)
    links: int = 0
    characters: int = 0

    def row(self) -> list[float]:
        """The values of the table."""
        overlap = self.overlap
        density = 1000 * self.links / max(1, self.characters)
        return [self.strict.f1, overlap.f1, overlap.precision, overlap.recall, overlap.hard_recall, density]


HEADS = ("set", "strict F1", "overlap F1", "P", "R", "hard R", "links/kB")


def found_in(normalizer: Normalizer, document: Document) -> list[Found]:
    """The resolved links of a document."""
    links = normalizer.find(document.text, lang=document.lang)
    return [
        Found(link.mention.start, link.mention.end, link.resolution.id or "", _how(link.resolution.best))
        for link in links
        if link.resolution.status is Status.RESOLVED
    ]


def _how(best: object) -> str:
    evidence = getattr(best, "evidence", ())
    source = next((item.note for item in evidence if item.feature == "tier"), "fuzzy")
    return f"{source} {getattr(best, 'tier', '')}"


def measure(normalizer: Normalizer, documents: Iterable[Document], *, forbid_demonyms: bool = False) -> Outcome:
    """The figures of one set of documents."""
    outcome = Outcome()
    for document in documents:
        links = found_in(normalizer, document)
        outcome.links += len(links)
        outcome.characters += len(document.text)
        for strict, into in ((True, outcome.strict), (False, outcome.overlap)):
            tally(document, links, into, strict=strict, forbid_demonyms=forbid_demonyms)
    return outcome


def explained(outcome: Outcome, examples: int) -> str:
    """What the errors of a set are due to."""
    lines = []
    for title, errors in (("missed", outcome.strict.missed), ("wrong", outcome.strict.wrong)):
        for cause, count in causes(errors).most_common():
            lines.append(f"{title} {count}: {cause}")
            lines += [f"    {shown}" for shown in [shown for each, shown in errors if each == cause][:examples]]
    return "\n".join(lines)


def main(arguments: Sequence[str]) -> int:
    """Runs the command."""
    options = _parser().parse_args(arguments)
    rows: list[list[object]] = []
    values: list[list[float]] = []
    for name in options.sets or text_sets(options.data):
        normalizer = Normalizer.open(options.data / f"{name}.gaz.jsonl")
        documents = sampled(read_documents(options.data / f"{name}.jsonl"), options.sample)
        outcome = measure(normalizer, documents, forbid_demonyms=options.forbid_demonyms)
        values.append(outcome.row())
        rows.append([name, *outcome.row()])
        if options.causes is not None:
            print(f"### {name}\n\n{explained(outcome, options.causes)}\n", flush=True)
    rows.append(["mean", *(mean(column) for column in zip(*values, strict=True))])
    print(markdown(HEADS, rows))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m evaluation texts", description=__doc__)
    parser.add_argument("sets", nargs="*", metavar="SET", help="sets to run; all of the folder where none is given")
    parser.add_argument("--data", type=Path, required=True, help="a folder of SET.jsonl and SET.gaz.jsonl")
    parser.add_argument("--sample", type=int, default=0, metavar="N", help="about N thousand characters a set")
    parser.add_argument("--causes", type=int, metavar="N", help="what errors are due to, with N examples each")
    parser.add_argument("--forbid-demonyms", action="store_true", help="a linked demonym is an error")
    return parser
