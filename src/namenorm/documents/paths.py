"""From the arguments of a command to the files that are meant: files, folders, globs, minus what is ignored."""

from __future__ import annotations

import glob
import os
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path

from namenorm.documents.formats.registry import SUFFIXES
from namenorm.errors import DocumentError

UNREAD_SUFFIXES = frozenset({
    ".doc", ".odt", ".rtf", ".pdf", ".epub", ".xls", ".xlsx", ".ods", ".ppt", ".pptx",
    ".adoc", ".asciidoc", ".org", ".textile", ".wiki", ".typ",
})  # fmt: skip
"""Name endings of documents that are not read from folders; whoever expects them to be is told."""

IGNORE_FILES = (".gitignore", ".namenormignore")
_GLOB = frozenset("*?[")


def selected_files(
    arguments: Sequence[str],
    exclude: Sequence[str] = (),
    *,
    hidden: bool = False,
    own: Collection[Path] = (),
    named_too: bool = False,
    unread: Counter[str] | None = None,
) -> Iterator[Path]:
    """Every file that the arguments mean, once however many links lead to it, in a stable order.

    A folder stands for the text files in it, without hidden ones and those that ``.gitignore`` or ``.namenormignore``
    leave out. A file that is named itself is always taken, unless ``exclude`` fits it or, with ``named_too``, these
    files leave it out. ``own`` are resolved paths that are never taken, such as the gazetteer that says what is
    misspelt. ``unread`` counts the documents in folders that are not read, by their endings. Raises `DocumentError` for
    a glob that fits nothing; a missing file, or a folder that cannot be listed, is yielded and fails where it is read.
    """
    excluded = PathPatterns(exclude)
    seen: set[Path] = set()
    for argument in arguments:
        for path in _expanded(argument, excluded, Counter() if unread is None else unread, hidden=hidden):
            if named_too and _is_left_out(path):
                continue
            real = Path(os.path.realpath(path))
            if real not in seen and real not in own:
                seen.add(real)
                yield path


def _expanded(argument: str, excluded: PathPatterns, unread: Counter[str], *, hidden: bool) -> Iterator[Path]:
    path = Path(argument)
    if path.is_dir():
        above = [(folder, _ignores(folder)) for folder in _repository_folders(path)]
        for inner in _walk(path, above, excluded, hidden=hidden):
            suffix = inner.suffix.lower()
            if suffix in SUFFIXES or inner.is_dir():
                yield inner
            else:
                unread[suffix] += 1
    elif path.exists() or not _GLOB.intersection(argument):
        if not excluded.excludes(_relative(path), folder=False):
            yield path
    else:
        found = sorted(glob.glob(argument, recursive=True, include_hidden=hidden))  # noqa: PTH207 - absolute patterns too
        if not found:
            raise DocumentError(f"{argument}: no such file")
        for name in found:
            known = name if Path(name).exists() else glob.escape(name)
            yield from _expanded(known, excluded, unread, hidden=hidden)


def _walk(
    folder: Path, above: list[tuple[Path, PathPatterns]], excluded: PathPatterns, *, hidden: bool
) -> Iterator[Path]:
    """The documents below a folder, in the order of their names; ``above`` are the rules of the folders above it."""
    own = _ignores(folder)
    rules = [*above, (folder, own)] if own else above
    try:
        with os.scandir(folder) as listing:
            entries = sorted(listing, key=lambda entry: entry.name)
    except OSError:
        yield folder
        return
    for entry in entries:
        path = folder / entry.name
        is_folder = entry.is_dir(follow_symlinks=False)
        if entry.name.startswith(".") and not hidden:
            continue
        if excluded.excludes(_relative(path), folder=is_folder) or _is_ignored(path, rules, folder=is_folder):
            continue
        if is_folder:
            if entry.name != ".git":
                yield from _walk(path, rules, excluded, hidden=hidden)
        elif path.suffix.lower() in SUFFIXES.keys() | UNREAD_SUFFIXES and path.is_file():
            yield path


def _is_ignored(path: Path, rules: list[tuple[Path, PathPatterns]], *, folder: bool) -> bool:
    decided = False
    for base, patterns in rules:
        relative = Path(os.path.relpath(path.absolute(), base.absolute())).as_posix()
        decision = patterns.decision(relative, folder=folder)
        decided = decided if decision is None else decision
    return decided


def _is_left_out(path: Path) -> bool:
    """Whether a file or a folder above it is left out by the rules of the repository, or of the working folder."""
    absolute = path.absolute()
    below = [folder for folder in absolute.parents if folder.is_relative_to(Path.cwd())]
    folders = _repository_folders(absolute) or below[::-1]
    rules: list[tuple[Path, PathPatterns]] = []
    for folder, inner in zip(folders, [*folders[1:], absolute], strict=True):
        rules.append((folder, _ignores(folder)))
        if _is_ignored(inner, rules, folder=inner is not absolute):
            return True
    return False


def _ignores(folder: Path) -> PathPatterns:
    lines: list[str] = []
    for name in IGNORE_FILES:
        try:
            lines += (folder / name).read_text(encoding="utf-8", errors="replace").splitlines()
        except OSError:
            continue
    return PathPatterns(lines)


def _repository_folders(root: Path) -> list[Path]:
    """The folders above ``root`` up to that of the repository, outermost first; none outside a repository."""
    above: list[Path] = []
    for folder in root.absolute().parents:
        above.append(folder)
        if (folder / ".git").exists():
            return above[::-1] if not (root / ".git").exists() else []
    return []


def _relative(path: Path) -> str:
    relative = os.path.relpath(path) if path.is_absolute() else os.path.normpath(path)
    return Path(relative).as_posix()


_PIECE = re.compile(r"\*\*/|/\*\*$|\*\*|\*|\?|\[!?\]?[^\]]*\]|\\.|.", re.DOTALL)


class PathPatterns:
    """Patterns as in ``.gitignore``: ``*``, ``**``, ``?``, ``[a-z]``, ``/`` at an end, ``!`` to take back.

    The last one that fits a path decides.

    >>> patterns = PathPatterns(["*.txt", "!keep.txt", "drafts/"])
    >>> patterns.excludes("a.txt", folder=False), patterns.excludes("sub/keep.txt", folder=False)
    (True, False)
    >>> patterns.excludes("sub/drafts", folder=True)
    True
    """

    def __init__(self, lines: Iterable[str]) -> None:
        self._rules: list[tuple[re.Pattern[str], bool, bool]] = []
        for line in lines:
            pattern = line.rstrip("\r\n")
            pattern = pattern if pattern.endswith("\\ ") else pattern.rstrip()
            if not pattern or pattern.startswith("#"):
                continue
            keep = pattern.startswith("!")
            only_folders = pattern.endswith("/")
            self._rules.append((_compiled(pattern.removeprefix("!").rstrip("/")), keep, only_folders))

    def __bool__(self) -> bool:
        return bool(self._rules)

    def excludes(self, path: str, *, folder: bool) -> bool:
        """Whether a path, relative to the folder of the patterns and with ``/``, is left out."""
        return self.decision(path, folder=folder) is True

    def decision(self, path: str, *, folder: bool) -> bool | None:
        """``True``: left out; ``False``: taken back by ``!``; ``None``: no pattern fits."""
        decision: bool | None = None
        for pattern, keep, only_folders in self._rules:
            if (folder or not only_folders) and pattern.fullmatch(path):
                decision = not keep
        return decision


@lru_cache(maxsize=1024)
def _compiled(pattern: str) -> re.Pattern[str]:
    anchored = "/" in pattern
    parts = [] if anchored else ["(?:.*/)?"]
    parts += map(_translated, _PIECE.findall(pattern.removeprefix("/")))
    return re.compile("".join(parts), re.DOTALL)


def _translated(piece: str) -> str:
    fixed = {"**/": "(?:.*/)?", "/**": "/.*", "**": ".*", "*": "[^/]*", "?": "[^/]"}
    if piece in fixed:
        return fixed[piece]
    if piece.startswith("[") and len(piece) > 2:
        body = piece[1:-1].replace("\\", "\\\\")
        body = f"^{body[1:]}" if body.startswith("!") else body
        try:
            re.compile(f"[{body}]")
        except re.error:
            return re.escape(piece)
        return f"[{body}]"
    return re.escape(piece[1:] if piece.startswith("\\") and len(piece) == 2 else piece)
