"""Data versions: the year, the month and a count (CalVer), in the file ``VERSION`` beside the data.

Code and data are released apart: code by what it promises, data by when it was reviewed.
An earlier version is a folder or file, or a commit, branch or tag of the repository that the data lies in.
"""

from __future__ import annotations

import io
import re
import subprocess
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from namenorm.errors import ConfigError
from namenorm.gazetteer.comparison import GazetteerDiff, changelog

VERSION_FILE = "VERSION"
CHANGELOG_FILE = "CHANGELOG.md"
_VERSION = re.compile(r"(\d{4})\.(\d{1,2})\.(\d+)")
_HEAD = "# Changes of the data\n\n"


def data_version(gazetteer: str | Path) -> str:
    """The version of a gazetteer folder; empty where it has none."""
    path = Path(gazetteer) / VERSION_FILE
    try:
        text = path.read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        return ""
    if not _VERSION.fullmatch(text):
        raise ConfigError(f"{path}: {text!r} is not a data version such as 2026.11.0")
    return text


def next_version(current: str, today: date) -> str:
    """The version of a release of today.

    >>> from datetime import date
    >>> next_version("2026.11.0", date(2026, 11, 30)), next_version("2026.11.3", date(2026, 12, 1))
    ('2026.11.1', '2026.12.0')
    """
    found = _VERSION.fullmatch(current)
    if found and (int(found[1]), int(found[2])) >= (today.year, today.month):
        return f"{found[1]}.{found[2]}.{int(found[3]) + 1}"
    return f"{today.year}.{today.month}.0"


def release(gazetteer: Path, diff: GazetteerDiff, today: date) -> str:
    """Writes the next version and its section of the changelog. Raises `ConfigError` where an ID is missing."""
    if diff.missing:
        ids = ", ".join(entity.id for entity in diff.missing)
        raise ConfigError(f"{ids}: an ID is never deleted; keep the file and add replaced_by")
    version = next_version(data_version(gazetteer), today)
    path = gazetteer / CHANGELOG_FILE
    known = path.read_text(encoding="utf-8").removeprefix(_HEAD) if path.exists() else ""
    path.write_text(f"{_HEAD}{changelog(diff, version)}\n{known}".rstrip() + "\n", encoding="utf-8", newline="\n")
    (gazetteer / VERSION_FILE).write_text(version + "\n", encoding="utf-8", newline="\n")
    return version


@contextmanager
def earlier_version(base: str, gazetteer: Path) -> Iterator[Path]:
    """The gazetteer as ``base`` names it: a path, else a git revision of ``gazetteer``.

    >>> with earlier_version("main", Path("gazetteer")) as folder:  # doctest: +SKIP
    ...     print(folder.name)
    gazetteer
    """
    if Path(base).exists():
        yield Path(base)
        return
    with tempfile.TemporaryDirectory(prefix="namenorm-") as folder:
        archive = _git(gazetteer, "archive", "--format=zip", "--end-of-options", base, ".")
        target = Path(folder) / gazetteer.resolve().name
        with zipfile.ZipFile(io.BytesIO(archive)) as packed:
            packed.extractall(target)
        yield target


def _git(folder: Path, *words: str) -> bytes:
    try:
        done = subprocess.run(["git", "-C", str(folder), *words], capture_output=True, check=False)  # noqa: S603, S607
    except OSError as error:
        raise ConfigError(f"git cannot be run: {error.strerror}; name a folder instead of a revision") from error
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise ConfigError(f"{words[-2]} is neither a path nor a git revision: {said[0] if said else 'git failed'}")
    return done.stdout
