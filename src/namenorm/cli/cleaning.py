"""Reports misspelt names in files; --diff shows what would change, --write repairs it.

examples:
  namenorm clean article.txt                       report, write nothing
  namenorm clean --diff texts/ | git apply         look first, or apply it yourself
  namenorm clean --write --report edits.jsonl texts/
  namenorm undo edits.jsonl                        restores every byte
  namenorm clean --column name --add-id-column qid --write people.csv
  cat article.txt | namenorm clean --write - > cleaned.txt

SAFE edits (listed misspellings, and unambiguous ones that are sure enough) are written with --write; --unsafe adds the
less sure ones; ambiguous names are only ever reported. To leave something alone write `namenorm: ignore` on its line,
`namenorm: ignore-next-line` above it, `namenorm: off` ... `namenorm: on` around it, or `[sic]` behind it.

exit codes: 0 nothing left to do, 1 findings left, 2 error
"""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import TYPE_CHECKING

from namenorm.cli import settings
from namenorm.cli.console import Console
from namenorm.cli.documents import add_input_options, add_record_options, input_files, read_text, selection
from namenorm.cli.options import add_engine_options, count, entity_types, language, open_normalizer, share
from namenorm.cli.outputs import refuse_inputs
from namenorm.errors import ConfigError
from namenorm.model import LEVELS

if TYPE_CHECKING:
    from namenorm.documents.cleaning import CleanOptions
    from namenorm.documents.running import Summary


def configure(parser: argparse.ArgumentParser) -> None:
    parser.usage = (
        "namenorm clean [--diff | --write | -o FILE | --interactive]\n                      [OPTION ...] FILE ..."
    )
    parser.add_argument("files", nargs="*", metavar="FILE", help="files, folders, globs, or `-` for standard input")
    _add_action_options(parser)
    _add_search_options(parser)
    _add_report_options(parser)
    add_record_options(parser)
    add = parser.add_argument_group("columns")
    add.add_argument(
        "--add-id-column", metavar="NAME", help="add a column or field with the ID that the --column resolves to"
    )
    add.add_argument("--add-label-column", metavar="NAME", help="add a column or field with the label of that entity")
    add_input_options(parser)
    parser.add_argument("-j", "--jobs", type=count, default=1, metavar="N", help="use N processes")
    add_engine_options(parser)


def _add_action_options(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_argument_group("what to do").add_mutually_exclusive_group()
    actions.add_argument("-n", "--dry-run", action="store_true", help="report and write nothing, as without an option")
    actions.add_argument("--diff", action="store_true", help="print a diff that `git apply` takes; write nothing")
    actions.add_argument(
        "-w", "--write", action="store_true", help="repair the files (with `-`: write the text to standard output)"
    )
    actions.add_argument(
        "-o", "--output", metavar="FILE", help="write the repaired text of the one input to FILE (`-`: standard output)"
    )
    actions.add_argument("--interactive", action="store_true", help="ask about each edit, then write")
    group = parser.add_argument_group("writing")
    group.add_argument("--unsafe", action="store_true", help="also make edits that are less sure")
    group.add_argument(
        "--min-score", type=share, default=0.0, metavar="P", help="ignore UNSAFE edits with a lower score"
    )
    group.add_argument(
        "--backup",
        type=_suffix,
        metavar="SUFFIX",
        help="keep the old file under its name with SUFFIX added, and a number where an older copy is",
    )
    group.add_argument(
        "--report", metavar="FILE", help="append a ledger of all edits to FILE; `namenorm undo FILE` takes them back"
    )
    group.add_argument("--resume", action="store_true", help="skip files that the ledger of --report has as done")


def _add_search_options(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("what to look for")
    group.add_argument("--level", choices=LEVELS, default="misspelling",
                       help="repair what is wrong; also unify valid variants; also apply house style")  # fmt: skip
    group.add_argument(
        "--types", type=entity_types, default=(), metavar="TYPE,...", help="only entities of these types"
    )
    group.add_argument("--lang", type=language, metavar="CODE", help="the language of the texts, where it is known")
    group.add_argument(
        "--label-lang", type=language, metavar="CODE", help="write labels of this language (default: that of the text)"
    )
    group.add_argument("--ignore-words", metavar="FILE", help="a file with spellings to leave alone, one per line")
    group.add_argument("--baseline", metavar="FILE", help="leave alone the findings that FILE accepts")
    group.add_argument("--write-baseline", metavar="FILE", help="accept all present findings by writing them to FILE")


def _add_report_options(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("output")
    group.add_argument("--format", choices=("text", "jsonl", "json", "csv", "sarif", "github"), default="text",
                       help="how findings are printed")  # fmt: skip
    group.add_argument("--show-context", action="store_true", help="show the line of each finding")
    group.add_argument("--entities", action="store_true", help="end with a table of the entities found")
    group.add_argument("--html", metavar="FILE", help="also write a page that shows every document with its mentions")
    group.add_argument("-q", "--quiet", action="store_true", help="print neither totals nor progress")
    group.add_argument("--exit-zero", action="store_true", help="exit 0 even where findings are left")
    group.add_argument("--exit-non-zero-on-fix", action="store_true", help="exit 1 also where everything was repaired")
    group.add_argument("--show-config", action="store_true", help="print the settings in force and stop")


def run(args: argparse.Namespace, console: Console) -> int:
    if args.show_config:
        return settings.show(args, console)
    if not args.files:
        raise ConfigError("clean needs files, folders or `-` (see namenorm clean --help)")
    console.quiet = args.quiet
    _check(args)
    inputs = input_files(args, console)
    if args.output and len(inputs.files) > 1:
        raise ConfigError(f"-o takes one input, not {len(inputs.files)}")
    from namenorm.cli.clean_run import clean_files

    summary = clean_files(args, console, open_normalizer(args), inputs, _clean_options(args))
    return _exit_code(args, summary, failed=inputs.failed)


def _check(args: argparse.Namespace) -> None:
    if args.resume and not args.report:
        raise ConfigError("--resume needs --report, whose file says what is done")
    if args.diff and args.format != "text":
        raise ConfigError("--diff has a format of its own; leave out --format")
    if (args.add_id_column or args.add_label_column) and len(args.field) != 1:
        raise ConfigError("--add-id-column and --add-label-column need exactly one --column")
    if args.output and args.output != "-" and Path(args.output).is_dir():
        raise ConfigError(f"{args.output}: is a folder; -o takes a file")
    refuse_inputs("-o", args.output, args.files, "repair it in place with --write")
    for option in ("html", "report", "write_baseline"):
        name, output = f"--{option.replace('_', '-')}", getattr(args, option)
        refuse_inputs(name, output, args.files)
        if output == "-":
            raise ConfigError(f"{name} writes a file, not standard output: name one")
    if args.write and "-" in args.files and len(args.files) > 1:
        raise ConfigError("--write with `-` writes to standard output, so it takes no other file")
    if "-" in args.files and args.interactive:
        raise ConfigError("--interactive reads answers from standard input, so it cannot read the text from there")


def _clean_options(args: argparse.Namespace) -> CleanOptions:
    from namenorm.documents.cleaning import CleanOptions

    return CleanOptions(
        level=args.level,
        lang=args.lang,
        label_lang=args.label_lang,
        labels=args.labels,
        types=tuple(args.types),
        unsafe=args.unsafe,
        min_score=args.min_score,
        ignore_words=_words(args.ignore_words),
        selection=selection(args),
        id_column=args.add_id_column,
        label_column=args.add_label_column,
        mentions="evidence" if args.html else "rows" if args.entities or args.format == "json" else "none",
    )


def _suffix(text: str) -> str:
    if not text or {"/", os.sep}.intersection(text):
        raise argparse.ArgumentTypeError(f"{text!r} is no suffix such as .bak")
    return text


def _words(path: str | None) -> frozenset[str]:
    if path is None:
        return frozenset()
    lines = read_text(path).splitlines()
    return frozenset(line.strip() for line in lines if line.strip() and not line.startswith("#"))


def _exit_code(args: argparse.Namespace, summary: Summary, *, failed: bool) -> int:
    if failed or summary.errors:
        return 2
    if args.exit_zero or args.write_baseline:
        return 0
    return 1 if summary.findings or (args.exit_non_zero_on_fix and summary.applied) else 0
