"""Compiles gazetteers (YAML folders, JSONL files, indexes) into one index file.

examples:
  namenorm build gazetteer/ -o my.index
  namenorm build default my-names.jsonl -o my.index      layers: the later one wins
  namenorm resolve --gazetteer my.index "Netenyahu"

exit codes: 0 built, 2 error (every problem is named with file and line, and nothing is written)
"""

from __future__ import annotations

import argparse

from namenorm.cli.console import Console
from namenorm.cli.outputs import refuse_inputs
from namenorm.cli.tables import counted


def configure(parser: argparse.ArgumentParser) -> None:
    parser.usage = "namenorm build [OPTION ...] -o INDEX GAZETTEER ..."
    parser.add_argument(
        "sources", nargs="+", metavar="GAZETTEER", help="a YAML folder, a JSONL file, an index, or `default`"
    )
    parser.add_argument("-o", "--output", required=True, metavar="INDEX", help="the index file to write")
    parser.add_argument("-q", "--quiet", action="store_true", help="print nothing")


def run(args: argparse.Namespace, console: Console) -> int:
    from namenorm.build import build_index

    refuse_inputs("-o", args.output, args.sources)
    info = build_index(args.sources, args.output, lambda done: console.progress(done, 0, "entities"))
    console.clear_progress()
    if not args.quiet:
        counts = info["counts"]
        entities = counted(counts["entities"], "entity", "entities")
        console.print(f"{args.output}: {entities}, {counted(counts['aliases'], 'name')}")
    return 0
