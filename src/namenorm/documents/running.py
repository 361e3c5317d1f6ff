"""A run of `clean` over many files: reads, judges, writes, records and reports them one after the other."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from namenorm.documents.applying import Change, changes
from namenorm.documents.baseline import Baseline
from namenorm.documents.chunks import Chunk
from namenorm.documents.cleaning import CleanOptions, clean_chunk
from namenorm.documents.contents import Content, TableContent, TextContent, WordContent
from namenorm.documents.diffing import UnifiedDiff
from namenorm.documents.findings import ChunkFindings, Finding, MentionRow
from namenorm.documents.formats.registry import BINARY_FORMATS, format_of
from namenorm.documents.ledger import Ledger
from namenorm.documents.pipeline import FileBegin, FileEnd, FileFailed, in_order, read_files
from namenorm.documents.reading import Source, is_special
from namenorm.documents.writing import spare_suffix
from namenorm.errors import DocumentError
from namenorm.normalizer import Normalizer


@dataclass(slots=True)
class RunOptions:
    """What a run does with what it finds.

    ``write`` replaces the files; ``output`` takes the new text of the one file instead (``None``: nowhere).
    """

    write: bool = False
    output: Path | Callable[[bytes], object] | None = None
    backup: str | None = None
    diff: Callable[[Source, str], None] | None = None
    encoding: str | None = None
    format: str | None = None
    jobs: int = 1


class Listener:
    """What a run tells while it runs; each method may be left as it is."""

    def chosen(self, finding: Finding) -> bool:  # noqa: ARG002
        """Whether an edit that may be applied is to be applied."""
        return True

    def found(self, finding: Finding) -> None:
        """A finding, once it is known whether it was applied."""

    def piece(self, chunk: Chunk, findings: list[Finding], mentions: tuple[MentionRow, ...]) -> None:
        """A piece of a file with all that was seen in it."""

    def failed(self, name: str, message: str) -> None:
        """A file that could not be done."""

    def noted(self, name: str, message: str) -> None:
        """Something about a file that is no error."""

    def done(self, name: str) -> None:
        """A file is done."""


@dataclass(slots=True)
class Summary:
    """The figures of a run."""

    files: int = 0
    changed_files: int = 0
    applied: int = 0
    left: Counter[str] = field(default_factory=Counter)
    errors: int = 0
    used_words: set[str] = field(default_factory=set)
    entities: dict[tuple[str, str, str], Counter[str]] = field(default_factory=lambda: defaultdict(Counter))

    @property
    def findings(self) -> int:
        """How many findings were not applied."""
        return self.left.total()


class CleanRun:
    """Cleans files. Files that fail are told to the listener; the others are done all the same."""

    def __init__(
        self,
        normalizer: Normalizer,
        clean: CleanOptions,
        options: RunOptions,
        listener: Listener,
        *,
        ledger: Ledger | None = None,
        baseline: Baseline | None = None,
    ) -> None:
        self.normalizer, self.clean, self.options = normalizer, clean, options
        self.listener, self.ledger, self.baseline = listener, ledger, baseline
        self.summary = Summary()
        self._file: _FileRun | None = None
        self._given_up = ""

    def run(self, inputs: Iterable[Path | Source]) -> Summary:
        """Does all files, in their order."""
        items = read_files(inputs, self.clean.selection, self.options.encoding, self.options.format)
        try:
            for item, result in in_order(items, clean_chunk, self.normalizer, self.clean, self.options.jobs):
                try:
                    self._take(item, result)
                except BrokenPipeError:
                    raise
                except DocumentError as error:
                    self._fail(self._name(item), str(error))
                except OSError as error:
                    self._fail(self._name(item), self._reason(error))
        finally:
            self._discard()
        return self.summary

    def _reason(self, error: OSError) -> str:
        reason = error.strerror or str(error)
        is_about_output = self.options.output is not None and error.filename == str(self.options.output)
        return f"cannot write {self.options.output}: {reason}" if is_about_output else reason

    def _take(self, item: Any, result: Any) -> None:
        if isinstance(item, FileBegin):
            self._file = _FileRun(self, item.source, item.format)
        elif isinstance(item, FileFailed):
            if item.skipped:
                self.listener.noted(item.name, item.message)
                self.listener.done(item.name)
            elif item.name != self._given_up:
                self._fail(item.name, item.message)
        elif self._file is not None and isinstance(item, Chunk):
            self._file.piece(item, result)
        elif self._file is not None and isinstance(item, FileEnd):
            self._file.finish()
            unused = self.baseline.unused(item.source.name) if self.baseline else 0
            if unused:
                are = "is" if unused == 1 else "are"
                self.listener.noted(item.source.name, f"{unused} accepted by the baseline {are} not there any more")
            self.summary.files += 1
            self._file = None
            self.listener.done(item.source.name)

    def _name(self, item: Any) -> str:
        return str(item.name if isinstance(item, Chunk | FileFailed) else item.source.name)

    def _fail(self, name: str, message: str) -> None:
        self._discard()
        self._given_up = name
        self.summary.errors += 1
        self.listener.failed(name, message)
        self.listener.done(name)

    def _discard(self) -> None:
        if self._file is not None:
            self._file.content.discard()
        self._file = None


class _FileRun:
    """The part of a run that concerns one file."""

    def __init__(self, run: CleanRun, source: Source, format: str) -> None:
        self.run, self.source, self._format = run, source, format
        self._edits = 0
        self._findings: list[Finding] = []
        emit = run.options.diff
        bom = "\ufeff" if source.bom else ""
        self._diff = UnifiedDiff(source.name, lambda text: emit(source, text), bom) if emit else None
        self.content = self._new_content(format)
        self._chunks = 0

    def _new_content(self, format: str) -> Content:
        run, options = self.run, self.run.options
        if options.write and options.output is None and is_special(Path(self.source.name)):
            raise DocumentError("is a pipe, which cannot be repaired in place; say -o FILE, or `-o -`")
        if format not in BINARY_FORMATS:
            return TextContent(self.source, options.output, in_place=options.write)
        if self.source.path is None or not isinstance(options.output, Path | None):
            raise DocumentError(f"{format} is read from files and written to files only")
        if options.write and run.ledger and not options.backup and options.output is None:
            raise DocumentError(f"a ledger alone cannot undo {format}; add --backup .bak, or leave --report out")
        if options.output is not None and format_of(options.output.name) != format:
            raise DocumentError(f"is written as {format}, not to {options.output}; name the file after its format")
        if self._diff:
            shown = "the text" if format == "docx" else "rows as JSON"
            run.listener.noted(self.source.name, f"the diff shows {shown}; git cannot apply it")
        if format == "docx":
            return WordContent(self.source, options.output, in_place=options.write)
        return TableContent(
            self.source, options.output, run.clean.selection, run.clean.added_columns,
            in_place=options.write,
        )  # fmt: skip

    def piece(self, chunk: Chunk, found: ChunkFindings) -> None:
        """Takes the next piece of the file with its findings."""
        run = self.run
        kept = [item for item in found.findings if run.baseline is None or not run.baseline.accepts(item)]
        wanted = (item for item in kept if item.fixable and run.listener.chosen(item))
        selected = changes(chunk, wanted, found.additions)
        applied = {id(change.finding) for change in selected if change.finding}
        writes = run.options.write or run.options.output is not None
        told = [item._replace(applied=True) if writes and id(item) in applied else item for item in kept]
        if self._diff:
            self._diff.add(chunk.text, selected)
        self._record(chunk, selected, writes=writes)
        run.listener.piece(chunk, told, found.mentions)
        self._tell(told, found)

    def finish(self) -> None:
        """The file has been read: replaces it where it has changed."""
        run, source = self.run, self.source
        if self._diff:
            self._diff.finish()
        self.content.finish()
        replaced, backup = self.content.replaces, run.options.backup
        if backup and replaced and source.path:
            backup = spare_suffix(source.path, backup)
        if run.ledger:
            run.ledger.file(
                source.name, source.encoding, self.content.before, self.content.after, edits=self._edits,
                written=replaced, backup=backup if self._format in BINARY_FORMATS else None,
            )  # fmt: skip
        try:
            self.content.commit(backup)
        except (DocumentError, OSError):
            if run.ledger:
                run.ledger.left(source.name)
            raise
        if self._edits and (replaced or run.options.output is not None):
            run.summary.changed_files += 1
        for finding in self._findings:
            self._count(finding)
            run.listener.found(finding)

    def _record(self, chunk: Chunk, selected: list[Change], *, writes: bool) -> None:
        """Brings the new bytes of a piece to where they belong, and its edits to the ledger."""
        run = self.run
        self._edits += len(selected)
        if not writes and run.ledger is None:
            return
        self.content.add(chunk, selected)
        if run.ledger:
            run.ledger.edits(chunk, selected, applied=run.options.write)

    def _tell(self, told: list[Finding], found: ChunkFindings) -> None:
        run, name = self.run, self.source.name
        for row in found.mentions:
            if row.id is not None:
                run.summary.entities[row.id, row.label, row.type][row.surface] += 1
        for hint in found.hints:
            run.listener.noted(name, hint)
        run.summary.used_words |= found.used_words
        for line in found.unused_ignores:
            run.listener.noted(f"{name}:{line}", "this `namenorm:` instruction keeps nothing away; remove it")
        self._chunks += 1
        if self._chunks == 1:
            self._findings = told
            return
        # A file in many pieces is told as it is read, so that memory stays constant.
        for finding in (*self._findings, *told):
            self._count(finding)
            run.listener.found(finding)
        self._findings = []

    def _count(self, finding: Finding) -> None:
        if finding.applied:
            self.run.summary.applied += 1
        else:
            self.run.summary.left["BLOCKED" if finding.obstacle else finding.safety] += 1
