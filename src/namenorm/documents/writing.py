"""Replacing files: all of the new bytes or all of the old ones, whatever happens in between.

The new bytes go to a temporary file in the same folder, are synced, and take the old file's name in one step. Mode and,
where it is allowed, owner are kept; a symbolic link stays one and its target is replaced.
"""

from __future__ import annotations

import contextlib
import filecmp
import hashlib
import os
import shutil
import stat
import tempfile
from itertools import count
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from namenorm.atomic import naming
from namenorm.documents.reading import BLOCK, Stamp, is_special
from namenorm.errors import DocumentError


class Replacement:
    """The coming content of a file. Nothing is visible before `commit`; leaving the block without it discards it.

    It gets the mode and the owner of the file that it replaces, or of the one that it is to be ``like``.

    >>> with Replacement(Path("a.txt")) as new:  # doctest: +SKIP
    ...     new.write(b"text")
    ...     new.commit()
    """

    def __init__(self, path: Path, expected: Stamp | None = None, like: Path | None = None) -> None:
        self._path, self.target = path, Path(os.path.realpath(path))
        self._expected = expected
        self._model = like or self.target
        if is_special(self.target):
            raise DocumentError(f"{path}: is a device or a pipe, which no file may replace")
        if self.target.is_dir():
            raise DocumentError(f"{path}: is a folder")
        if self.target.exists() and not os.access(self.target, os.W_OK):
            raise DocumentError("is read-only, left as it is")
        try:
            handle, name = tempfile.mkstemp(
                prefix=f".{self.target.name[:64]}.", suffix=".namenorm", dir=self.target.parent
            )
        except OSError as error:
            reason = f"no file can be made in its folder: {error.strerror}"
            raise OSError(error.errno, reason, str(path)) from error
        self._temporary: Path | None = Path(name)
        self._file = os.fdopen(handle, "wb")
        self._digest = hashlib.sha256()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.discard()

    def write(self, data: bytes) -> None:
        """Appends bytes."""
        self._digest.update(data)
        with naming(self._path):
            self._file.write(data)

    def copy_head(self, length: int) -> None:
        """Appends the first ``length`` bytes of the file that is to be replaced."""
        with self.target.open("rb") as file:
            if not self.copy(file, length):
                raise DocumentError("has changed since it was read, left as it is")

    def copy(self, file: BinaryIO, length: int) -> bool:
        """Appends the next ``length`` bytes of a file, and says whether it has so many."""
        while length > 0 and (block := file.read(min(BLOCK, length))):
            self.write(block)
            length -= len(block)
        return length <= 0

    def sha256(self) -> str:
        """The hash of what has been written so far."""
        return self._digest.hexdigest()

    def sync(self) -> None:
        """Brings the bytes to the disk."""
        with naming(self._path):
            self._file.flush()
            os.fsync(self._file.fileno())

    def commit(self, backup: str | None = None, sha256: str = "") -> None:
        """Puts the new content in place. Raises `DocumentError` if the file has changed since it was read.

        ``backup`` is a suffix under which the old content is kept; ``sha256`` is what the old content must have.
        """
        assert self._temporary is not None
        self.sync()
        self._file.close()
        self._keep_attributes(self._temporary)
        if self._expected is not None and not _is_unchanged(self.target, self._expected, sha256):
            raise DocumentError("has changed since it was read, left as it is")
        if backup:
            kept = Path(f"{self.target}{backup}")
            with Replacement(kept, like=self.target) as new, self.target.open("rb") as old:
                shutil.copyfileobj(old, new)
                new.commit()
        self._temporary.replace(self.target)
        self._temporary = None
        _sync_folder(self.target.parent)

    def discard(self) -> None:
        """Forgets what was written, unless it has been committed."""
        with contextlib.suppress(OSError):  # a full disk does not take the rest, which is not wanted any more
            self._file.close()
        if self._temporary is not None:
            self._temporary.unlink(missing_ok=True)
            self._temporary = None

    def _keep_attributes(self, temporary: Path) -> None:
        try:
            old = self._model.stat()
        except FileNotFoundError:
            umask = os.umask(0)  # which can only be read by setting it
            os.umask(umask)
            temporary.chmod(0o666 & ~umask)
            return
        if hasattr(os, "chown"):
            with contextlib.suppress(OSError):
                os.chown(temporary, old.st_uid, old.st_gid)
        temporary.chmod(stat.S_IMODE(old.st_mode))
        _copy_extended_attributes(self._model, temporary)


def spare_suffix(path: Path, suffix: str) -> str:
    """The suffix for a copy of a file by which no other copy is lost: ".bak", or ".bak.2" if another is there."""
    target = os.path.realpath(path)
    for number in count(2):
        kept = Path(f"{target}{suffix}")
        if not os.path.lexists(kept) or (kept.is_file() and filecmp.cmp(kept, target, shallow=False)):
            break
        suffix = f"{suffix.removesuffix(f'.{number - 1}')}.{number}"
    return suffix


def _is_unchanged(target: Path, expected: Stamp, sha256: str) -> bool:
    try:
        return Stamp.of(target) == expected and (not sha256 or file_sha256(target) == sha256)
    except FileNotFoundError:
        return False


def file_sha256(path: Path) -> str:
    """The hash of a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _copy_extended_attributes(source: Path, target: Path) -> None:
    if not hasattr(os, "listxattr"):
        return
    with contextlib.suppress(OSError):
        for name in os.listxattr(source):
            with contextlib.suppress(OSError):
                os.setxattr(target, name, os.getxattr(source, name))


def _sync_folder(folder: Path) -> None:
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        with contextlib.suppress(OSError):
            os.fsync(handle)
    finally:
        os.close(handle)
