"""Earlier versions of a gazetteer: a folder or file, or a commit, branch or tag of the repository that it lies in."""

from __future__ import annotations

import io
import subprocess
import tempfile
import zipfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from namenorm.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Iterator


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
