"""Lists the mentions in texts, with the entity of each; AMBIGUOUS ones are listed too.

examples:
  namenorm find article.txt
  namenorm find --format jsonl --types person,place texts/ > mentions.jsonl
  namenorm find --format csv texts/ > mentions.csv
  namenorm find --format jsonl --field text --id-field doc_id --lang-field lang docs.jsonl
  curl -s https://example.org/ | namenorm find --input-format html -

exit codes: 0 done, 2 error
"""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from namenorm.cli.console import Console
from namenorm.cli.documents import Progress, add_input_options, add_record_options, input_files, selection
from namenorm.cli.options import add_engine_options, count, entity_types, language, open_normalizer
from namenorm.cli.tables import visible
from namenorm.documents.shapes import csv_columns, csv_line, csv_row, json_line
from namenorm.errors import ConfigError

if TYPE_CHECKING:
    from namenorm.documents.mentions import FoundChunk, FoundMention


def configure(parser: argparse.ArgumentParser) -> None:
    parser.usage = "namenorm find [OPTION ...] FILE ..."
    parser.add_argument("files", nargs="+", metavar="FILE", help="files, folders, globs, or `-` for standard input")
    parser.add_argument(
        "--format", choices=("text", "jsonl", "csv"), default="text",
        help="text for people, one JSON object per line, or a table",
    )  # fmt: skip
    parser.add_argument("--lang", type=language, metavar="CODE", help="the language of the texts, where it is known")
    parser.add_argument(
        "--types", type=entity_types, default=(), metavar="TYPE,...", help="only entities of these types"
    )
    parser.add_argument("--overlaps", action="store_true", help="also list mentions inside other mentions")
    parser.add_argument("--demonyms", action="store_true", help='also link words such as "Israeli" to their country')
    parser.add_argument(
        "--offsets", choices=("utf16", "byte", "all"), help="with jsonl, also give offsets in these units"
    )
    parser.add_argument("--explain", action="store_true", help="say in a sentence why")
    parser.add_argument("-j", "--jobs", type=count, default=1, metavar="N", help="use N processes")
    add_record_options(parser)
    parser.add_argument("--id-field", metavar="NAME", help="field or column with the ID of a document")
    add_input_options(parser)
    add_engine_options(parser)


def run(args: argparse.Namespace, console: Console) -> int:
    if args.offsets and args.format != "jsonl":
        raise ConfigError("--offsets adds fields to --format jsonl")
    from namenorm.documents.chunks import Chunk
    from namenorm.documents.mentions import OFFSETS, FindOptions, find_chunk
    from namenorm.documents.pipeline import FileEnd, FileFailed, in_order, read_files

    offsets = tuple(OFFSETS) if args.offsets == "all" else (args.offsets,) if args.offsets else ()
    options = FindOptions(
        args.lang, args.types, args.overlaps, args.demonyms, selection(args), args.id_field, offsets, args.explain
    )
    inputs = input_files(args, console)
    normalizer = open_normalizer(args)
    failed = inputs.failed
    if args.format == "csv":
        console.write(csv_line(csv_columns(mentions=True, explained=args.explain)))
    progress = Progress(console, inputs.files)
    items = read_files(inputs.files, options.selection, args.encoding, args.input_format)
    for item, result in in_order(items, find_chunk, normalizer, options, args.jobs):
        if isinstance(item, FileFailed):
            console.note(f"{item.name}: {item.message}")
            failed = failed or not item.skipped
        elif isinstance(item, Chunk) and result is not None:
            failed = _print(result, args, console) or failed
            progress.reached(item.name, item.byte)
        elif isinstance(item, FileEnd):
            progress.done(item.source.name)
    return 2 if failed else 0


def _print(found: FoundChunk, args: argparse.Namespace, console: Console) -> bool:
    for mention in found.mentions:
        if args.format == "jsonl":
            console.print(json_line(mention.record))
        elif args.format == "csv":
            console.write(csv_row(mention.record, csv_columns(mentions=True, explained=args.explain)))
        else:
            _print_text(mention, console)
    for problem in found.problems:
        console.note(problem)
    return bool(found.problems)


def _print_text(mention: FoundMention, console: Console) -> None:
    record = mention.record
    candidates = record.get("candidates", ())
    meant = " or ".join(f"{item['label']} ({item['id']}, {item['type']})" for item in candidates)
    if record["id"] is not None:
        meant = f"{console.style(record['label'], 'green')} ({record['id']}, {record['type']})"
    tier = f" {record['tier']} {record['score']:.2f}" if record["tier"] else ""
    place, surface = console.style(mention.place, "bold"), visible(record["text"])
    console.print(f'{place} "{surface}" -> {meant} {record["status"]}{tier}{" demonym" * ("kind" in record)}')
    if mention.reason:
        console.print(f"    {mention.reason}")
