"""Files that take their place in one step: readers see the old one or the new one, whatever happens in between."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO


@contextmanager
def naming(path: Path) -> Iterator[None]:
    """Errors of the block name ``path`` where the system names no file, as it does not where a disk is full."""
    try:
        yield
    except OSError as error:
        if error.errno is not None and error.filename is None:  # else it is none of the system
            error.filename = str(path)
        raise


@contextmanager
def replaced(path: Path) -> Iterator[BinaryIO]:
    """A file to write, which is at ``path`` once the block ends, and nowhere where the block fails.

    >>> with replaced(Path("my.index")) as file:  # doctest: +SKIP
    ...     file.write(b"...")

    It is for files of our own. `namenorm.documents.writing` replaces those of others, whose attributes stay.
    """
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    except OSError as error:  # names the file that was asked for
        raise OSError(error.errno, error.strerror, str(path)) from error
    temporary = Path(name)
    try:
        with naming(path), os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(0o644)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
