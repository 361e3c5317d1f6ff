"""`namenorm resolve`: names in, one answer a name out, in the order of the input."""

from __future__ import annotations

import sys
from itertools import islice
from typing import TYPE_CHECKING

from namenorm.cli import settings
from namenorm.cli.options import add_color_option, add_engine_options, count, open_normalizer
from namenorm.model import ENTITY_TYPES, Status

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from namenorm.cli.console import Console
    from namenorm.model import Resolution
    from namenorm.normalizer import Normalizer

_BATCH = 512

_EPILOG = """\
examples:
  namenorm resolve "Netenyahu" "Ильхам Алиев"
  namenorm resolve --explain "Zakkir Hasanov"
  namenorm resolve --format jsonl < names.txt > answers.jsonl
  namenorm resolve --gazetteer people.jsonl --type person "J. Smith"

exit codes: 0 all resolved, 1 some not, 2 error
"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Declares the options of the command."""
    parser.description = "Says which entity each name means: RESOLVED, AMBIGUOUS (with candidates) or NIL."
    parser.epilog = _EPILOG
    parser.usage = "namenorm resolve [OPTION ...] [NAME ...]"
    parser.add_argument(
        "names", nargs="*", metavar="NAME", help="names; none, or `-`: one name a line from standard input"
    )
    parser.add_argument(
        "--format", choices=("text", "jsonl"), default="text", help="text for people, or one JSON object a line"
    )
    parser.add_argument("--explain", action="store_true", help="say in a sentence why; with jsonl, add the evidence")
    parser.add_argument("--lang", metavar="CODE", help="the language of the names, where it is known")
    parser.add_argument("--type", choices=ENTITY_TYPES, help="only entities of this type")
    parser.add_argument("--context", default="", metavar="TEXT", help="text around the name, to break ties")
    parser.add_argument("--limit", type=count, metavar="N", help="list at most N candidates")
    parser.add_argument("--exit-zero", action="store_true", help="exit 0 even where names are not resolved")
    add_engine_options(parser)
    add_color_option(parser)
    parser.set_defaults(_parser=parser)


def run(args: argparse.Namespace, console: Console) -> int:
    """Runs the command and returns its exit code."""
    settings.parse(args._parser, args)
    console.use_color(args.color)
    normalizer = open_normalizer(args)
    source = _Lines(console) if args.names in ([], ["-"]) else iter(args.names)
    unresolved = 0
    for resolution in _resolutions(normalizer, source, args):
        unresolved += resolution.status is not Status.RESOLVED
        _print(resolution, args, console)
    if isinstance(source, _Lines) and source.failed:
        return 2
    return 1 if unresolved and not args.exit_zero else 0


class _Lines:
    """Names from standard input, one a line. A line that is not UTF-8 is reported and counts as a name of its own."""

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
        from namenorm.documents.shapes import json_line, resolution_json

        console.print(json_line(resolution_json(resolution, evidence=args.explain)))
        return
    from namenorm.cli.tables import resolution_lines

    for line in resolution_lines(resolution, console, explain=args.explain):
        console.print(line)
