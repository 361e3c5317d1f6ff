"""Shows versions, counts and checksums of an index.

examples:
  namenorm index info                    the index of the default gazetteer
  namenorm index info --verify my.index  also check every byte

exit codes: 0 fine, 2 damaged or not an index
"""

from __future__ import annotations

import argparse

from namenorm.cli.console import Console
from namenorm.documents.shapes import json_line


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("action", choices=("info",), metavar="info", help="show what the index holds")
    parser.add_argument(
        "index", nargs="?", metavar="INDEX", help="an index file or gazetteer (default: the default gazetteer)"
    )
    parser.add_argument("--verify", action="store_true", help="check the checksum of the whole file")
    parser.add_argument("--format", choices=("text", "jsonl"), default="text", help="text for people, or a JSON object")


def run(args: argparse.Namespace, console: Console) -> int:
    from namenorm.build import index_path
    from namenorm.index.header import read_meta

    path = index_path([args.index] if args.index else None)
    info = {"path": str(path), "bytes": path.stat().st_size, **read_meta(path)}
    if args.verify:
        from namenorm.index.layout import IndexFile

        IndexFile(path).verify()
        info["verified"] = True
    if args.format == "jsonl":
        console.print(json_line(info))
        return 0
    for key, value in info.items():
        shown = ", ".join(f"{number} {name}" for name, number in value.items()) if isinstance(value, dict) else value
        console.print(f"{key:<16}{shown}")
    return 0
