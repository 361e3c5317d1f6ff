"""Takes back the edits of `namenorm clean --write --report LEDGER`, byte for byte.

examples:
  namenorm clean --write --report edits.jsonl texts/
  namenorm undo edits.jsonl
  namenorm undo --dry-run edits.jsonl

Paths in a ledger are those of the command that wrote it: run undo in the same folder, or say --root FOLDER. A file that
somebody has changed since is left as it is.

exit codes: 0 all files are as they were, 2 some could not be restored
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from namenorm.cli.console import Console
from namenorm.cli.tables import counted

if TYPE_CHECKING:
    from namenorm.documents.ledger import FileRecord


def configure(parser: argparse.ArgumentParser) -> None:
    parser.usage = "namenorm undo [OPTION ...] LEDGER"
    parser.add_argument("ledger", metavar="LEDGER", help="the file that --report wrote")
    parser.add_argument("--root", type=Path, default=Path(), metavar="FOLDER", help="the folder that paths start from")
    parser.add_argument("-n", "--dry-run", action="store_true", help="only say what would be restored")


def run(args: argparse.Namespace, console: Console) -> int:
    from namenorm.documents.ledger import read_ledger

    by_path: dict[str, list[FileRecord]] = {}
    for record in read_ledger(Path(args.ledger)):
        if record.written and record.edits:
            by_path.setdefault(record.path, []).append(record)
    undone = [_undo(path, records, args, console) for path, records in by_path.items()]
    if not any(undone) and None not in undone:
        console.note(f"{args.ledger}: nothing to undo, the files are as they were before")
    return 2 if None in undone else 0


def _undo(name: str, records: list[FileRecord], args: argparse.Namespace, console: Console) -> int | None:
    """How many edits of a file are undone; ``None`` where it cannot be restored."""
    from namenorm.documents.ledger import undo_file
    from namenorm.errors import NamenormError

    try:
        undone = undo_file(records, args.root / name, dry_run=args.dry_run)
    except FileNotFoundError:
        console.note(f"{name}: is not there any more, or not below {args.root.resolve()} (see --root)")
    except NamenormError as error:
        console.note(f"{name}: {error}")
    except OSError as error:
        console.note(f"{name}: {error.strerror}")
    else:
        if undone:
            console.print(f"{name}: {counted(undone, 'edit')} {'to undo' if args.dry_run else 'undone'}")
        return undone
    return None
