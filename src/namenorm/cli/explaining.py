"""Says in a sentence why a name resolves as it does, or why a place in a file was (not) changed.

examples:
  namenorm explain "Zakkir Hasanov"
  namenorm explain article.txt:12:5      why was this (not) changed?
  namenorm explain article.txt:12        everything on the line

exit codes: 0 explained, 2 error
"""

from __future__ import annotations

import argparse
import re
from pathlib import Path

from namenorm.cli.console import Console
from namenorm.cli.documents import add_input_options, is_file
from namenorm.cli.options import add_engine_options, language, open_normalizer
from namenorm.errors import DocumentError
from namenorm.model import ENTITY_TYPES, LEVELS

_PLACE = re.compile(r"(?P<path>.+?):(?P<line>[0-9]+)(?::(?P<column>[0-9]+))?")


def configure(parser: argparse.ArgumentParser) -> None:
    parser.usage = "namenorm explain [OPTION ...] NAME|FILE:LINE[:COL] ..."
    parser.add_argument("what", nargs="+", metavar="NAME|FILE:LINE[:COL]", help="a name, or a place in a file")
    parser.add_argument("--lang", type=language, metavar="CODE", help="the language, where it is known")
    parser.add_argument("--type", choices=ENTITY_TYPES, help="only entities of this type")
    parser.add_argument("--level", choices=LEVELS, default="misspelling", help="as for clean")
    parser.add_argument("--label-lang", type=language, metavar="CODE", help="as for clean")
    add_input_options(parser)
    add_engine_options(parser)


def run(args: argparse.Namespace, console: Console) -> int:
    normalizer = open_normalizer(args)
    for what in args.what:
        place = _PLACE.fullmatch(what)
        if place and Path(place["path"]).is_file():
            from namenorm.documents.cleaning import CleanOptions
            from namenorm.documents.explaining import explain_place

            column = int(place["column"]) if place["column"] else None
            options = CleanOptions(level=args.level, lang=args.lang, label_lang=args.label_lang, labels=args.labels)
            lines = explain_place(
                Path(place["path"]), int(place["line"]), column, normalizer, options,
                encoding=args.encoding, format=args.input_format,
            )  # fmt: skip
        elif place and ("/" in place["path"] or Path(place["path"]).suffix):
            raise DocumentError(f"{place['path']}: no such file")
        else:
            from namenorm.resolving.explain import explain

            lines = [explain(normalizer.resolve(what, lang=args.lang, type=args.type))]
            if is_file(what):
                console.note(f"{what}: is a file, but was taken for a name; say where to look: {what}:LINE")
        for line in lines:
            console.print(line)
    return 0
