"""Collects unlisted spellings of known entities and writes them as YAML to accept or reject.

examples:
  namenorm mine articles/ -o additions.yaml      propose
  (delete from additions.yaml what is wrong)
  namenorm gazetteer apply additions.yaml        accept what is left

exit codes: 0 proposals were written, 1 there are none, 2 error; where it is a text that cannot be read, the others are
"""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from namenorm.cli.console import Console
from namenorm.cli.options import add_engine_options, count, open_normalizer, share
from namenorm.cli.outputs import refuse_inputs, write_output
from namenorm.cli.tables import counted

if TYPE_CHECKING:
    from namenorm.curation.mining import Spelling


def configure(parser: argparse.ArgumentParser) -> None:
    parser.usage = "namenorm mine [OPTION ...] PATH ..."
    parser.add_argument("corpus", nargs="+", metavar="PATH", help="texts: .txt, .md, .jsonl, or folders of them")
    parser.add_argument("-o", "--output", metavar="FILE", help="write the proposals to FILE")
    parser.add_argument(
        "--min-count", type=count, default=1, metavar="N", help="seen at least N times (default: %(default)s)"
    )
    parser.add_argument(
        "--min-score", type=share, default=0.85, metavar="P",
        help="score of what was not found in its text (default: %(default)s)",
    )  # fmt: skip
    parser.add_argument("--lines", action="store_true", help="each line is a text of its own")
    add_engine_options(parser)


def run(args: argparse.Namespace, console: Console) -> int:
    from namenorm.curation.corpus import read_documents, read_lines
    from namenorm.curation.mining import mine

    refuse_inputs("-o", args.output, args.corpus)
    normalizer = open_normalizer(args)
    read = read_lines if args.lines else read_documents
    problems: list[str] = []
    documents = [document for path in args.corpus for document in read(path, problems.append)]
    found = mine(
        normalizer, documents, min_count=args.min_count, min_score=args.min_score,
        progress=lambda done, total: console.progress(done, total, "documents"),
    )  # fmt: skip
    write_output(map(_proposal, found), args.output, console)
    if args.output:
        apply = f"namenorm gazetteer apply {args.output}"
        console.note(f"{counted(len(found), 'proposal')} in {args.output}; apply with: {apply}")
    for problem in problems:
        console.note(f"{problem}; left out")
    return 2 if problems else int(not found)


def _proposal(spelling: Spelling) -> str:
    from namenorm.gazetteer.additions import Addition, emit_addition

    seen = f"{counted(spelling.count, 'time')} in {counted(spelling.documents, 'document')}"
    comments = [f"{spelling.entity_id} {spelling.label}: {seen} ({spelling.how}, {spelling.score:.2f})"]
    comments += [f"  {place.path}:{place.line}: {place.text}" for place in spelling.contexts]
    return emit_addition(Addition(spelling.entity_id, spelling.alias), comments)
