"""`namenorm gazetteer stats | coverage | diff | impact | release | lock`: what it holds, and what a change does."""

from __future__ import annotations

import argparse
import json
from dataclasses import fields
from pathlib import Path

from namenorm.cli.console import Console
from namenorm.cli.gazetteer import READABLE, action, add_folder_option, gazetteer_entities, gazetteer_folder
from namenorm.cli.options import codes, language
from namenorm.cli.outputs import write_output
from namenorm.cli.tables import table
from namenorm.gazetteer.comparison import GazetteerDiff, changelog, compare_gazetteers, diff_lines, diff_record
from namenorm.gazetteer.statistics import coverage, missing_labels, statistics
from namenorm.model import ENTITY_TYPES

_LANGUAGES = "en,az,ru,he,ar,fa,tr,hy,ka,uk,de,fr,es,zh"


def add_parsers(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = action(subparsers, "stats", run_stats)
    parser.add_argument("path", nargs="?", metavar="PATH", help=READABLE)
    parser.add_argument("--format", choices=("text", "json"), default="text", help="for people, or JSON")

    parser = action(subparsers, "coverage", run_coverage)
    parser.add_argument(
        "--langs", type=codes, default=_LANGUAGES, metavar="CODE,...", help="languages (default: %(default)s)"
    )
    parser.add_argument("--missing", type=language, metavar="CODE", help="list what has no label in this language")
    parser.add_argument("--type", choices=ENTITY_TYPES, help="with --missing: only entities of this type")
    parser.add_argument("-g", "--gazetteer", metavar="PATH", help=READABLE)

    parser = action(subparsers, "diff", run_diff)
    _add_base(parser)
    parser.add_argument("--changelog", metavar="VERSION", help="print a section of a changelog, in Markdown")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="for people, or JSON")

    parser = action(subparsers, "impact", run_impact)
    _add_base(parser)
    parser.add_argument("--corpus", action="append", metavar="PATH", help="texts: .txt, .md, .jsonl; repeat it")
    parser.add_argument("--format", choices=("text", "json", "markdown"), default="text", help="how to print it")
    parser.add_argument("-o", "--output", metavar="FILE", help="write it to FILE")
    parser.add_argument("--exit-zero", action="store_true", help="exit 0 even where a reviewer must look")

    parser = action(subparsers, "release", run_release)
    _add_base(parser)

    parser = action(subparsers, "lock", run_lock)
    parser.add_argument(
        "-g", "--gazetteer", action="append", metavar="PATH", help="a layer; repeat it (default: default)"
    )
    parser.add_argument(
        "-f", "--file", default="namenorm.lock", metavar="FILE", help="the lock (default: namenorm.lock)"
    )
    parser.add_argument("--check", action="store_true", help="exit 1 where the data is not what was pinned")


def _add_base(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("base", metavar="BASE", help="a git revision such as main, or a gazetteer to compare with")
    add_folder_option(parser)


def run_stats(args: argparse.Namespace, console: Console) -> int:
    """Count what a gazetteer holds, with sources and licences.

    examples:
      namenorm gazetteer stats
      namenorm gazetteer stats cities.jsonl --format json

    exit codes: 0 counted, 2 error
    """
    found = statistics(gazetteer_entities(args.path))
    if args.format == "json":
        # `asdict` would make new Counters of the items of these.
        record = {item.name: getattr(found, item.name) for item in fields(found)}
        console.print(json.dumps(record, ensure_ascii=False, indent=2))
        return 0
    console.print(f"entities      {found.entities}, of them replaced {found.replaced}")
    console.print(f"aliases       {found.aliases}, of them weak {found.weak}")
    console.print(f"sentences     {found.examples}, on {found.with_examples} entities")
    for title in ("types", "languages", "kinds", "licences", "sources"):
        if rows := [(name, str(number)) for name, number in getattr(found, title).most_common(20)]:
            console.print()
            console.print("\n".join(table(rows, (title, "count"))))
    return 0


def run_coverage(args: argparse.Namespace, console: Console) -> int:
    """Show which languages lack labels.

    examples:
      namenorm gazetteer coverage
      namenorm gazetteer coverage --langs en,az,he
      namenorm gazetteer coverage --missing az --type person   whom to add a name for

    exit codes: 0 shown, 2 error
    """
    entities = gazetteer_entities(args.gazetteer)
    if args.missing:
        for entity in missing_labels(entities, args.missing):
            if args.type in (None, entity.type):
                console.print(f"{entity.id:<11} {entity.type:<13} {entity.label()}")
        return 0
    rows = [
        (type_, str(count), *(f"{share:.0%}" for share in shares))
        for type_, count, shares in coverage(entities, args.langs)
    ]
    console.print("\n".join(table(rows, ("type", "count", *args.langs))))
    return 0


def run_diff(args: argparse.Namespace, console: Console) -> int:
    """Show what changed against an earlier version.

    examples:
      namenorm gazetteer diff main
      namenorm gazetteer diff v2026.10.0 --changelog 2026.11.0
      namenorm gazetteer diff main --format json

    exit codes: 0 no ID was lost, 1 an ID was lost: IDs are replaced, never deleted, 2 error
    """
    _, diff = _compared(args)
    if args.changelog:
        console.print(changelog(diff, args.changelog))
    elif args.format == "json":
        console.print(json.dumps(diff_record(diff), ensure_ascii=False, indent=2))
    else:
        for line in diff_lines(diff) or ["no entity changed"]:
            console.print(line)
    return 1 if diff.missing else 0


def _compared(args: argparse.Namespace) -> tuple[Path, GazetteerDiff]:
    """The gazetteer that is worked on, and how it differs from BASE."""
    from namenorm.gazetteer.reader import read_gazetteer
    from namenorm.gazetteer.release import earlier_version

    head = gazetteer_folder(args.gazetteer)
    with earlier_version(args.base, head) as base:
        return head, compare_gazetteers(read_gazetteer(base), read_gazetteer(head))


def run_impact(args: argparse.Namespace, console: Console) -> int:
    """Show which names in a corpus mean something else than before.

    examples:
      namenorm gazetteer impact main --corpus tests/corpora
      namenorm gazetteer impact main --corpus articles/ --format markdown -o comment.md

    The sentences of both gazetteers (`examples`, `not`) are always part of the corpus.

    exit codes: 0 nothing to worry about, 1 a reviewer must look, 2 error, such as a text that could not be read
    """
    from namenorm.curation.corpus import read_lines
    from namenorm.curation.impact import measure_impact
    from namenorm.curation.impact_report import impact_markdown, impact_record, impact_text
    from namenorm.gazetteer.release import earlier_version

    head = gazetteer_folder(args.gazetteer)
    problems: list[str] = []
    corpus = [passage for path in args.corpus or () for passage in read_lines(path, problems.append)]
    with earlier_version(args.base, head) as base:
        report = measure_impact(base, head, corpus, lambda done, total: console.progress(done, total, "sentences"))
    if args.format == "json":
        text = json.dumps(impact_record(report), ensure_ascii=False, indent=2) + "\n"
    else:
        text = impact_text(report) if args.format == "text" else impact_markdown(report)
    write_output([text], args.output, console)
    for problem in problems:
        console.note(f"{problem}; left out")
    return 2 if problems else int(report.is_alarming and not args.exit_zero)


def run_release(args: argparse.Namespace, console: Console) -> int:
    """Give the data its next version and write its changelog.

    examples:
      namenorm gazetteer release v2026.10.0

    It writes VERSION and CHANGELOG.md in the gazetteer folder.

    exit codes: 0 released, 2 error
    """
    from datetime import UTC, datetime

    from namenorm.gazetteer.release import release

    version = release(*_compared(args), datetime.now(UTC).date())
    console.note(f"the data is version {version} now")
    return 0


def run_lock(args: argparse.Namespace, console: Console) -> int:
    """Pin the data that a project works with in namenorm.lock.

    examples:
      namenorm gazetteer lock
      namenorm gazetteer lock --gazetteer default --gazetteer customers.jsonl
      namenorm gazetteer lock --check                          in the build of the project

    exit codes: 0 written, or the data is what was pinned, 1 with --check: it is not, 2 error
    """
    from namenorm.curation.locking import check_lock, lock_text

    path = Path(args.file)
    if not args.check:
        path.write_text(lock_text(args.gazetteer or ["default"]), encoding="utf-8", newline="\n")
        console.note(f"wrote {path}")
        return 0
    changed = check_lock(path)
    for line in changed:
        console.note(line)
    return 1 if changed else 0
