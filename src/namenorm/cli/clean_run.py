"""The run behind `namenorm clean`: connects the files to the reports that were asked for."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from namenorm.cli.console import Console
from namenorm.cli.documents import Inputs, Progress
from namenorm.cli.outputs import output_target
from namenorm.cli.tables import counted, table
from namenorm.cli.version import versions
from namenorm.documents.baseline import Baseline, write_baseline
from namenorm.documents.chunks import Chunk
from namenorm.documents.cleaning import CleanOptions
from namenorm.documents.findings import Finding, MentionRow
from namenorm.documents.ledger import Ledger, finished_files, recorded_path
from namenorm.documents.reading import Source
from namenorm.documents.reports.html import HtmlReport
from namenorm.documents.reports.records import CsvReport, GithubReport, JsonLinesReport, JsonReport, SarifReport
from namenorm.documents.reports.text import Report, TextReport, one_line
from namenorm.documents.running import CleanRun, Listener, RunOptions, Summary
from namenorm.documents.writing import file_sha256
from namenorm.normalizer import Normalizer

_WORDS_SHOWN = 10
_RECORDED = ("level", "lang", "label_lang", "types", "unsafe", "min_score")
"""The options that a ledger keeps."""


def clean_files(
    args: argparse.Namespace, console: Console, normalizer: Normalizer, inputs: Inputs, options: CleanOptions
) -> Summary:
    """Cleans the files as the options say, and prints what there is to print."""
    about = versions(normalizer)
    files = _unfinished(Path(args.report), inputs.files) if args.resume else inputs.files
    with ExitStack() as stack:
        asked = {"options": {key: getattr(options, key) for key in _RECORDED}}
        ledger = stack.enter_context(Ledger(Path(args.report), about | asked)) if args.report else None
        page = stack.enter_context(HtmlReport(Path(args.html), about)) if args.html else None
        listener = _Printer(args, console, _report(args, console, about), page, Progress(console, files))
        settings = _run_options(args, console, files)
        baseline = Baseline.read(Path(args.baseline)) if args.baseline and not args.write_baseline else None
        run = CleanRun(normalizer, options, settings, listener, ledger=ledger, baseline=baseline)
        stack.callback(listener.close)
        listener.begin()
        try:
            summary = run.run(files)
        except KeyboardInterrupt:
            if not (args.write or args.interactive):
                raise
            how = "add --resume to go on" if args.report else "run it again to go on"
            raise KeyboardInterrupt(f"each file is either repaired or as it was; {how}") from None
        listener.finish(summary)
        if page:
            page.finish(summary)
    if args.entities:
        _print_entities(summary, console, prefix="# " if args.diff and not console.terminal else "")
    _tell_unused_words(args, options, summary, console)
    _print_totals(args, summary, console, listener)
    return summary


class _Printer(Listener):
    """Prints findings as they come. With a diff, what the diff does not repair follows it in comment lines."""

    def __init__(
        self, args: argparse.Namespace, console: Console, report: Report, page: HtmlReport | None, progress: Progress
    ) -> None:
        self._args, self._console, self._report, self._page, self._progress = args, console, report, page, progress
        self._later: list[str] = []
        self._failures: list[str] = []
        self._to_all: bool | None = None  # the answer that a person gave for all that follows
        self.accepted: list[Finding] = []
        self._to_stderr = args.output in ("-", "/dev/stdout") or (args.write and "-" in args.files)

    def begin(self) -> None:
        self._print(self._report.begin())

    def chosen(self, finding: Finding) -> bool:
        if not self._args.interactive:
            return True
        if self._to_all is not None:
            return self._to_all
        report = TextReport(self._console.style, show_context=True)
        question = f"{report.finding(finding)}    change it? [y]es, [n]o, [a]ll that follow, [q]uit changing: "
        while (answer := self._console.ask(question, at_end="q").lower()[:1]) not in ("y", "n", "a", "q"):
            pass
        if answer in ("a", "q"):
            self._to_all = answer == "a"
        return answer in ("y", "a")

    def found(self, finding: Finding) -> None:
        if self._args.write_baseline and not finding.applied:
            self.accepted.append(finding)
        if not self._args.diff:
            self._print(self._report.finding(finding))
        elif not finding.fixable:
            self._later.append(self._report.finding(finding))

    def piece(self, chunk: Chunk, findings: list[Finding], mentions: tuple[MentionRow, ...]) -> None:
        self._progress.reached(chunk.name, chunk.byte)
        if self._page:
            self._page.piece(chunk, findings, mentions)

    def failed(self, name: str, message: str) -> None:
        self._failures.append(f"{name}: {message}")

    def noted(self, name: str, message: str) -> None:
        self._console.note(f"{name}: {message}")

    def done(self, name: str) -> None:
        self._progress.done(name)

    def finish(self, summary: Summary) -> None:
        if self._later:
            self._print("# not repaired by this diff:\n" + "".join(self._later))
        self._print(self._report.finish(summary))

    def close(self) -> None:
        """Names the files that could not be done, at the end, where nothing scrolls them away."""
        for failure in self._failures:
            self._console.note(failure)
        self._failures.clear()

    def _print(self, text: str) -> None:
        if not text:
            return
        if self._to_stderr:
            self._console.write_error(text)
        else:
            self._console.write(text)


def _run_options(args: argparse.Namespace, console: Console, files: Iterable[Path | Source]) -> RunOptions:
    is_filter = args.write and any(isinstance(file, Source) for file in files)
    name = "-" if is_filter else args.output
    return RunOptions(
        write=args.write or args.interactive,
        output=output_target(name, console) if name else None,
        backup=args.backup,
        diff=_diff_writer(console) if args.diff else None,
        encoding=args.encoding,
        format=args.input_format,
        jobs=args.jobs,
    )


def _diff_writer(console: Console) -> Callable[[Source, str], None]:
    """Diffs are written in the encoding of the file, so that they can be applied; on a terminal as text."""
    noted: set[str] = set()

    def write(source: Source, text: str) -> None:
        if console.terminal or source.encoding == "utf-8":
            console.write("".join(_colored(line, console) for line in text.splitlines(keepends=True)))
            return
        if source.encoding.startswith(("utf-16", "utf-32")) and source.name not in noted:
            console.note(f"{source.name}: git cannot apply diffs of {source.encoding} files; use --write")
        noted.add(source.name)
        console.write_bytes(text.encode(source.encoding))

    return write


def _colored(line: str, console: Console) -> str:
    if not console.color:
        return line
    body = line.rstrip("\r\n")
    style = {"+": "green", "-": "red", "@": "cyan"}.get(line[:1])
    if line.startswith(("---", "+++")):
        style = "bold"
    return (console.style(body, style) if style else body) + line[len(body) :]


def _report(args: argparse.Namespace, console: Console, versions: dict[str, Any]) -> Report:
    if args.format == "text":
        return TextReport(console.style, prefix="# " if args.diff else "", show_context=args.show_context)
    if args.format in ("json", "sarif"):
        return JsonReport(versions) if args.format == "json" else SarifReport(versions)
    plain: dict[str, type[Report]] = {"jsonl": JsonLinesReport, "csv": CsvReport, "github": GithubReport}
    return plain[args.format]()


def _unfinished(ledger: Path, files: list[Path | Source]) -> list[Path | Source]:
    """Without the files that earlier runs have done, and that are as these left them."""
    finished = finished_files(ledger)
    return [
        file
        for file in files
        if isinstance(file, Source)
        or not file.is_file()
        or (known := finished.get(recorded_path(file))) is None
        or file_sha256(file) != known
    ]


def _print_entities(summary: Summary, console: Console, prefix: str) -> None:
    rows = []
    by_count = sorted(summary.entities.items(), key=lambda entry: (-entry[1].total(), entry[0][1]))
    for (entity_id, label, type_), forms in by_count:
        spellings = ", ".join(one_line(" ".join(form.split())) for form in forms)
        rows.append((entity_id, one_line(label), type_, str(forms.total()), spellings))
    lines = table(rows, ("id", "label", "type", "mentions", "spellings"))
    console.print(prefix.rstrip())
    for number, line in enumerate(lines):
        console.print(prefix + (console.style(line, "bold") if number == 0 else line))


def _tell_unused_words(args: argparse.Namespace, options: CleanOptions, summary: Summary, console: Console) -> None:
    """Names the ignored words that are not needed, where all files were read: not what a hook is given."""
    if args.quiet or args.resume or args.force_exclude or summary.errors:
        return
    unused = sorted(word for word in options.ignore_words if word.casefold() not in summary.used_words)
    if unused:
        shown = ", ".join(f'"{one_line(word)}"' for word in unused[:_WORDS_SHOWN])
        kept = "1 word keeps" if len(unused) == 1 else f"{len(unused)} words keep"
        more = ", ..." if len(unused) > _WORDS_SHOWN else ""
        console.note(f"{args.ignore_words}: {kept} nothing away in these files: {shown}{more}")


def _print_totals(args: argparse.Namespace, summary: Summary, console: Console, listener: _Printer) -> None:
    if args.write_baseline:
        number = write_baseline(Path(args.write_baseline), listener.accepted)
        console.note(f"{args.write_baseline}: accepts {counted(number, 'finding')}")
    if args.quiet or not (summary.applied or summary.findings or summary.errors):
        return
    parts = []
    if summary.applied:
        parts.append(f"{summary.applied} repaired in {counted(summary.changed_files, 'file')}")
    remarks = {
        "SAFE": "safe to repair (--write)",
        "UNSAFE": "unsure (--unsafe)",
        "AMBIGUOUS": "ambiguous",
        "BLOCKED": "not writable",
    }
    left = [f"{summary.left[key]} {text}" for key, text in remarks.items() if summary.left[key]]
    if left:
        parts.append(f"{counted(summary.findings, 'finding')} left: {', '.join(left)}")
    if summary.errors:
        parts.append(f"{counted(summary.errors, 'file')} could not be done")
    console.note("; ".join(parts))
