"""`namenorm gazetteer lint | fmt | test | schema`: is this right?"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

from namenorm.cli.console import Console
from namenorm.cli.gazetteer import action, add_folder_option, gazetteer_folder
from namenorm.cli.outputs import write_output
from namenorm.cli.tables import counted
from namenorm.documents.shapes import json_line
from namenorm.errors import ConfigError, GazetteerError
from namenorm.model import Problem


def add_parsers(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    _add_lint(subparsers)
    parser = action(subparsers, "fmt", run_fmt)
    parser.add_argument("paths", nargs="*", metavar="PATH", help="folders or files (default: the whole gazetteer)")
    add_folder_option(parser)
    parser.add_argument("--check", action="store_true", help="change nothing; exit 1 where a file is not formatted")
    parser.add_argument("--diff", action="store_true", help="like --check, and show what would change")

    parser = action(subparsers, "test", run_test)
    parser.add_argument("ids", nargs="*", metavar="ID", help="only these entities (default: all)")
    add_folder_option(parser)
    parser.add_argument("--format", choices=("text", "jsonl", "github"), default="text", help="how to print failures")

    parser = action(subparsers, "schema", run_schema)
    parser.add_argument("-o", "--output", metavar="FILE", help="write it to FILE")
    parser.add_argument("--check", metavar="FILE", help="exit 1 where FILE is not this schema")


def _add_lint(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = action(subparsers, "lint", run_lint)
    parser.add_argument("paths", nargs="*", metavar="PATH", help="folders or files (default: the whole gazetteer)")
    add_folder_option(parser)
    parser.add_argument("--fix", action="store_true", help="repair what a machine can repair, then report the rest")
    parser.add_argument("--neighbours", action="store_true", help="report entities that a slip of the pen confuses")
    parser.add_argument("--rules", action="store_true", help="list the rules and stop")
    parser.add_argument("--format", choices=("text", "jsonl", "github"), default="text", help="how to print problems")
    parser.add_argument("--strict", action="store_true", help="exit 1 for warnings too")
    parser.add_argument("-q", "--quiet", action="store_true", help="do not print warnings")


def run_lint(args: argparse.Namespace, console: Console) -> int:
    """Name every problem with file, line and the command that repairs it.

    examples:
      namenorm gazetteer lint                                  the whole gazetteer
      namenorm gazetteer lint gazetteer/person/Q57371-*.yaml   only what concerns these files
      namenorm gazetteer lint --fix                            repair what a machine can repair
      namenorm gazetteer lint --rules                          list all rules
      namenorm gazetteer lint --neighbours                     also names that a slip of the pen confuses

    exit codes: 0 no errors, 1 errors (with --strict also warnings), 2 could not be checked
    """
    from namenorm.gazetteer.lint import lint
    from namenorm.gazetteer.repairs import fix

    if args.rules:
        return _print_rules(console)
    targets = _targets(args.paths or [str(gazetteer_folder(args.gazetteer))])
    if args.fix:
        for root, files in targets.items():
            for path in fix(root, files) if root.is_dir() else ():
                console.note(f"repaired {path}")
    problems = []
    for root, files in targets.items():
        # A file inside a gazetteer is judged together with the others, but only its own problems are shown.
        shown = {file.resolve() for file in files}
        problems += [
            one for one in lint(root, neighbours=args.neighbours)
            if not shown or not shown.isdisjoint((path := Path(one.path).resolve(), *path.parents))
            or any(f"{file}:" in one.message for file in files)  # such as that of an ID which it shares
        ]  # fmt: skip
    errors = sum(found.severity == "error" for found in problems)
    print_problems((found for found in problems if found.severity == "error" or not args.quiet), args.format, console)
    if not args.quiet and args.format == "text":
        warnings = counted(len(problems) - errors, "warning")
        console.note(f"{counted(errors, 'error')}, {warnings}" if problems else "no problems")
    return 1 if errors or (args.strict and problems) else 0


def _targets(paths: Iterable[str]) -> dict[Path, list[Path]]:
    """Gazetteer -> which of its files are meant; an empty list: all."""
    from namenorm.gazetteer.files import gazetteer_root

    targets: dict[Path, list[Path]] = {}
    for name in paths:
        path = Path(name)
        if not path.exists():
            raise ConfigError(f"{name}: no such file or folder")
        root = gazetteer_root(path)
        if root == path:
            targets[root] = []
        elif targets.get(root) != []:
            targets.setdefault(root, []).append(path)
    return targets


def _print_rules(console: Console) -> int:
    from namenorm.gazetteer.rules import EDIT, RULES

    for rule in RULES.values():
        repair = "" if rule.repair == EDIT else f"  (repair: {rule.repair})"
        console.print(f"{rule.code}  {rule.severity:<8} {rule.title}{repair}")
    return 0


def print_problems(problems: Iterable[Problem], format: str, console: Console) -> None:
    """Problems, then each repairing command once."""
    repairs: Counter[str] = Counter()
    for found in problems:
        console.print(problem_line(found, format, console))
        if found.repair:
            repairs[found.repair] += 1
    if format == "text" and repairs:
        console.print()
        for command, count in sorted(repairs.items())[:_MOST_REPAIRS]:
            console.print(f"repair {count} with: {command}")
        if len(repairs) > _MOST_REPAIRS:
            console.print(f"... and {len(repairs) - _MOST_REPAIRS} more; `--format jsonl` has the repair of each")


_MOST_REPAIRS = 5


def problem_line(problem: Problem, format: str, console: Console) -> str:
    """One problem on one line: for people, as JSON, or as an annotation of GitHub Actions."""
    if format == "jsonl":
        return json_line(asdict(problem))
    if format == "github":
        from namenorm.documents.reports.records import annotation

        message, line = f"{problem.field}: {problem.message}", max(problem.line, 1)
        return annotation(problem.severity, problem.path, message, line=line, title=problem.code)
    text = str(problem)
    place = f"{problem.path}:{problem.line}" if problem.line else problem.path
    severity = console.style(problem.severity, "red" if problem.severity == "error" else "yellow")
    return console.style(place, "bold") + text[len(place) :].replace(problem.severity, severity, 1)


def run_fmt(args: argparse.Namespace, console: Console) -> int:
    """Put files into the one style of the gazetteer, comments kept.

    examples:
      namenorm gazetteer fmt                                   the whole gazetteer
      namenorm gazetteer fmt gazetteer/place/Q3616-tehran.yaml
      namenorm gazetteer fmt --diff                            change nothing, show what would; before a merge, say

    exit codes: 0 all is formatted, 1 with --check or --diff: some files are not, 2 error, such as a file that is no
    YAML
    """
    from namenorm.gazetteer.formatter import format_text
    from namenorm.gazetteer.reader import gazetteer_files
    from namenorm.gazetteer.yaml_records import file_text

    changed = failed = 0
    for name in args.paths or [gazetteer_folder(args.gazetteer)]:
        for path in gazetteer_files(name):
            if path.suffix not in (".yaml", ".yml"):
                continue
            try:
                formatted = format_text(file_text(path), path)
            except GazetteerError as error:
                failed += 1
                print_problems(error.problems, "text", console)
                continue
            text = path.read_bytes().decode()  # with its line ends and its mark
            if formatted == text:
                continue
            changed += 1
            if args.diff:
                console.write(_format_diff(path, text, formatted))
            else:
                console.print(f"{'not formatted' if args.check else 'formatted'}: {path}")
            if not (args.check or args.diff):
                path.write_text(formatted, encoding="utf-8", newline="\n")
    if not (args.check or args.diff):
        return 2 if failed else 0
    if changed:
        how = "make the changes above, or run" if args.diff else "repair with"
        console.note(f"not formatted: {counted(changed, 'file')}; {how}: namenorm gazetteer fmt")
    return 2 if failed else 1 if changed else 0


def _format_diff(path: Path, text: str, formatted: str) -> str:
    from difflib import unified_diff

    before, after = text.splitlines(keepends=True), formatted.splitlines(keepends=True)
    lines = unified_diff(before, after, f"a/{path.as_posix()}", f"b/{path.as_posix()}")
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def run_test(args: argparse.Namespace, console: Console) -> int:
    """Check that `examples` find their entity and `not` sentences do not.

    examples:
      namenorm gazetteer test                                  every sentence
      namenorm gazetteer test Q3616 Q57371                     those of two entities
      namenorm gazetteer test --format github                  as annotations of a pull request

    exit codes: 0 all sentences hold, 1 some do not, 2 error
    """
    from namenorm.curation.sentences import check_sentences

    folder = gazetteer_folder(args.gazetteer)
    report = check_sentences(folder, args.ids, progress=lambda done, total: console.progress(done, total, "entities"))
    print_problems(report.problems, args.format, console)
    sentences = f"{counted(report.sentences, 'sentence')} of {counted(report.entities, 'entity', 'entities')}"
    console.note(f"{sentences}, {counted(len(report.problems), 'failure')}")
    return 1 if report.problems else 0


def run_schema(args: argparse.Namespace, console: Console) -> int:
    """Print the JSON Schema of an entry, for editors that check while one types.

    examples:
      namenorm gazetteer schema -o schema.json
      namenorm gazetteer schema --check schema.json

    exit codes: 0 written, or up to date, 1 with --check: out of date, 2 error
    """
    from namenorm.gazetteer.schema import schema_text

    text = schema_text()
    if args.check:
        if Path(args.check).read_text(encoding="utf-8", errors="replace") == text:
            return 0
        console.note(f"{args.check} is out of date; repair it with: namenorm gazetteer schema -o {args.check}")
        return 1
    write_output([text], args.output, console)
    return 0
