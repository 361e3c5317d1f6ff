"""Says which entity each name means: RESOLVED, AMBIGUOUS (with candidates) or NIL.

examples:
  namenorm resolve "Netenyahu" "Ильхам Алиев"
  namenorm resolve --explain "Zakkir Hasanov"
  namenorm resolve --format csv < names.txt > answers.csv
  namenorm resolve --format jsonl --explain "Zakkir Hasanov"
  namenorm resolve --gazetteer people.jsonl --type person "J. Smith"
  namenorm resolve --column name people.csv > resolved.csv
  namenorm resolve --column name --explain -o resolved.parquet people.parquet

exit codes: 0 all resolved, 1 some not, 2 error
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from namenorm.cli.console import Console
from namenorm.cli.documents import Progress, add_input_options, add_record_options, input_files, is_file, selection
from namenorm.cli.options import add_engine_options, count, language, open_normalizer
from namenorm.cli.outputs import output_target, refuse_inputs
from namenorm.cli.tables import resolution_lines
from namenorm.documents.shapes import csv_columns, csv_line, csv_row, json_line, resolution_json
from namenorm.errors import ConfigError
from namenorm.model import ENTITY_TYPES, Resolution, Status
from namenorm.normalizer import Normalizer

if TYPE_CHECKING:
    from namenorm.documents.reading import Source

_BATCH = 512


def configure(parser: argparse.ArgumentParser) -> None:
    parser.usage = (
        "namenorm resolve [OPTION ...] [NAME ...]\n       namenorm resolve --column COLUMN [-o FILE] [OPTION ...] TABLE"
    )
    parser.add_argument(
        "names", nargs="*", metavar="NAME",
        help="names; none, or `-`: one name per line from standard input; with --column: a table",
    )  # fmt: skip
    parser.add_argument(
        "--format", choices=("text", "jsonl", "csv"), default="text",
        help="text for people, one JSON object per line, or a table",
    )  # fmt: skip
    parser.add_argument("--explain", action="store_true", help="say in a sentence why; with jsonl, add the evidence")
    parser.add_argument("--lang", type=language, metavar="CODE", help="the language of the names, where it is known")
    parser.add_argument("--type", choices=ENTITY_TYPES, help="only entities of this type")
    parser.add_argument("--context", default="", metavar="TEXT", help="text around the name, to break ties")
    parser.add_argument("--limit", type=count, metavar="N", help="list at most N candidates")
    parser.add_argument("--exit-zero", action="store_true", help="exit 0 even where names are not resolved")
    add_record_options(parser)
    table = parser.add_argument_group("resolving a column of a table")
    table.add_argument(
        "--prefix", default="namenorm_", metavar="TEXT",
        help="what the names of the added columns begin with; they are id, label, type, score, tier, status, "
        "candidates (IDs, where AMBIGUOUS) and, with --explain, reason (default: %(default)s)",
    )  # fmt: skip
    table.add_argument("-o", "--output", metavar="FILE", help="write the table to FILE (default: standard output)")
    table.add_argument("-j", "--jobs", type=count, default=1, metavar="N", help="use N processes")
    add_input_options(parser)
    add_engine_options(parser)


def run(args: argparse.Namespace, console: Console) -> int:
    if not args.field and (astray := sorted(args.given & {"output", "prefix", "jobs"})):
        instead = "; write names that are no table with: > FILE" if "output" in astray else ""
        raise ConfigError(f"--{', --'.join(astray)}: only with --column{instead}")
    normalizer = open_normalizer(args)
    if args.field:
        return _resolve_table(args, console, normalizer)
    source = _Lines(console) if args.names in ([], ["-"]) else iter(args.names)
    if isinstance(source, _Lines) and sys.stdin.isatty():
        console.note("type one name per line; Ctrl-D ends")
    unresolved = 0
    if args.format == "csv":
        console.write(csv_line(csv_columns(explained=args.explain)))
    for resolution in _resolutions(normalizer, source, args):
        unresolved += resolution.status is not Status.RESOLVED
        _print(resolution, args, console)
    for name in filter(is_file, args.names):
        console.note(f"{name}: is a file, but was taken for a name; read one with: --column COLUMN {name}, or < {name}")
    if isinstance(source, _Lines) and source.failed:
        return 2
    return 1 if unresolved and not args.exit_zero else 0


def _resolve_table(args: argparse.Namespace, console: Console, normalizer: Normalizer) -> int:
    """The table with columns that say what each name means; a line on standard error says how many are what."""
    from namenorm.documents.columns import ATTRIBUTES, Column
    from namenorm.documents.formats.registry import RECORD_FORMATS, table_format_of
    from namenorm.documents.resolution import TableOptions, resolve_table

    for option, given in (("--context", args.context), ("--limit", args.limit), ("--format", args.format != "text")):
        if given:
            raise ConfigError(f"{option} does not go with --column")
    given = _table(args, console)
    if given is None:
        return 2
    shape = args.input_format or table_format_of(str(given) if isinstance(given, Path) else given.name)
    columns = tuple(Column(name, args.prefix + name) for name in ATTRIBUTES if name != "reason" or args.explain)
    wanted = replace(selection(args), shown=(args.lang_field or "", *(column.name for column in columns)))
    options = TableOptions(
        wanted, columns, args.type, args.encoding, shape if shape in RECORD_FORMATS else "csv", args.jobs
    )
    output = output_target(args.output or "-", console)
    progress = Progress(console, [given])
    statuses = resolve_table(given, normalizer, options, output, progress.reached)
    console.note(", ".join(f"{statuses[status]} {status}" for status in Status))
    return 1 if statuses.total() > statuses[Status.RESOLVED] and not args.exit_zero else 0


def _table(args: argparse.Namespace, console: Console) -> Path | Source | None:
    """The one table that the arguments name; ``None`` where they name nothing that is there."""
    args.files = args.names or ["-"]
    refuse_inputs("-o", args.output, args.files)
    inputs = input_files(args, console)
    if inputs.failed:
        return None
    if len(inputs.files) != 1 or len(args.field) != 1:
        raise ConfigError(f"--column takes one column of one table, not {len(args.field)} of {len(inputs.files)}")
    return inputs.files[0]


class _Lines:
    """Names from standard input, one per line. A line that is not UTF-8 is reported and counts as a name of its own."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self.failed = False

    def __iter__(self) -> Iterator[str]:
        for number, line in enumerate(sys.stdin.buffer, 1):
            bare = line.removesuffix(b"\n").removesuffix(b"\r")
            if number == 1:
                bare = bare.removeprefix(b"\xef\xbb\xbf")
            try:
                yield bare.decode("utf-8")
            except UnicodeDecodeError as error:
                self.failed = True
                self._console.note(
                    f"<stdin>:{number}: not UTF-8 (byte 0x{bare[error.start]:02x} at offset {error.start})"
                )
                yield bare.decode("utf-8", "replace")


def _resolutions(
    normalizer: Normalizer, source: Iterator[str] | _Lines, args: argparse.Namespace
) -> Iterator[Resolution]:
    """Answers in the order of the names; batches are small where a person is typing."""
    names = iter(source)
    if args.context or (isinstance(source, _Lines) and sys.stdin.isatty()):
        for name in names:
            yield normalizer.resolve(name, lang=args.lang, type=args.type, context=args.context, limit=args.limit)
    while batch := list(islice(names, _BATCH)):
        yield from normalizer.resolve_many(batch, lang=args.lang, type=args.type, limit=args.limit)


def _print(resolution: Resolution, args: argparse.Namespace, console: Console) -> None:
    if args.format == "jsonl":
        console.print(json_line(resolution_json(resolution, evidence=args.explain)))
        return
    if args.format == "csv":
        from namenorm.resolving.explain import explain

        reason = {"reason": " ".join(explain(resolution).split())} if args.explain else {}
        console.write(csv_row(resolution_json(resolution) | reason, csv_columns(explained=args.explain)))
        return
    for line in resolution_lines(resolution, console, explain=args.explain):
        console.print(line)
