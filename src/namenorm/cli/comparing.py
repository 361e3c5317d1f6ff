"""Says whether two names name the same entity, by spelling alone.

examples:
  namenorm compare "Ilham Aliyev" "Ильхам Алиев"
  namenorm compare --format jsonl "Hasanov" "Hasanova"

exit codes: 0 compared, 2 error
"""

from __future__ import annotations

import argparse

from namenorm.cli.console import Console
from namenorm.documents.shapes import evidence_json, json_line
from namenorm.model import ENTITY_TYPES


def configure(parser: argparse.ArgumentParser) -> None:
    parser.usage = "namenorm compare [OPTION ...] NAME NAME"
    parser.add_argument("left", metavar="NAME", help="a name")
    parser.add_argument("right", metavar="NAME", help="another name")
    parser.add_argument("--type", choices=ENTITY_TYPES, help="what the names are names of")
    parser.add_argument("--format", choices=("text", "jsonl"), default="text", help="text for people, or a JSON object")


def run(args: argparse.Namespace, console: Console) -> int:
    from namenorm.config import Config
    from namenorm.resolving.compare import compare

    comparison = compare(args.left, args.right, args.type, Config())
    if args.format == "jsonl":
        shape = {"left": args.left, "right": args.right, "score": round(float(comparison.score), 4)}
        console.print(json_line(shape | {"evidence": list(map(evidence_json, comparison.evidence))}))
        return 0
    console.print(f"{console.style(f'{comparison.score:.2f}', 'bold')}  {args.left}  ~  {args.right}")
    for item in comparison.evidence:
        sign = "+" if item.weight > 0 else "-" if item.weight < 0 else " "
        console.print(f"  {sign} {item.feature:<22} {item.value:>7.3f}  {item.note}".rstrip())
    return 0
