"""The index file: a header and named numpy arrays, mapped into memory as they lie on disk.

    header             see `namenorm.index.header`
    sections           raw little-endian arrays, each on a 64-byte boundary

The header's checksum is tested at every open; that of the payload (``meta["payload_sha256"]``) by `verify`, which reads
the whole file. Another format, normaliser or profile version is an error that names the command that repairs it: an
index is rebuilt in seconds, code for old formats would have to be kept for ever.
"""

from __future__ import annotations

import hashlib
import mmap
import tempfile
import weakref
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from namenorm.atomic import replaced
from namenorm.errors import IndexFormatError
from namenorm.index.header import REBUILD, read_header, written_header

Sections = Mapping[str, npt.NDArray[Any]]

_ALIGNMENT = 64
FORM_SEPARATOR = b"\t"
"""Stands between the folded form of an alias and its romanised words, where they differ."""
_IN_MEMORY = 64 << 20


class SectionStore:
    """Sections while they are built: arrays are appended part by part, in memory first and on disk once they are large.

    >>> store = SectionStore()
    >>> store.append("rows", np.array([1, 2], dtype=np.uint32))
    >>> store.append("rows", np.array([3], dtype=np.uint32))
    >>> store.array("rows").tolist()
    [1, 2, 3]
    """

    def __init__(self) -> None:
        self._file = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115  # lives as long as the store
        weakref.finalize(self, self._file.close)
        self._end = 0
        self._parts: dict[str, list[tuple[int, int]]] = {}
        self._types: dict[str, np.dtype[Any]] = {}

    def append(self, name: str, array: npt.NDArray[Any]) -> None:
        """Adds to the end of a section; all parts of one section have one type."""
        little = np.ascontiguousarray(array, dtype=array.dtype.newbyteorder("<"))
        self._types.setdefault(name, np.dtype(little.dtype.str))
        self._file.seek(self._end)
        self._file.write(little.data.cast("B") if little.size else b"")
        self._parts.setdefault(name, []).append((self._end, little.nbytes))
        self._end += little.nbytes

    def extend(self, sections: Sections) -> None:
        """Adds to several sections."""
        for name, array in sections.items():
            self.append(name, array)

    def drop(self, name: str) -> None:
        """Leaves a section out of what is written."""
        del self._parts[name], self._types[name]

    def names(self) -> list[str]:
        """The names of all sections, in the order in which they lie in a file."""
        return sorted(self._parts)

    def array(self, name: str) -> npt.NDArray[Any]:
        """A section as one array."""
        return np.frombuffer(b"".join(self.chunks(name)), dtype=self._types[name])

    def chunks(self, name: str) -> Iterator[bytes]:
        """The bytes of a section, part by part."""
        for start, size in self._parts[name]:
            self._file.seek(start)
            yield self._file.read(size)

    def parts(self, name: str) -> Iterator[npt.NDArray[Any]]:
        """The arrays that were appended to a section, one by one."""
        for chunk in self.chunks(name):
            yield np.frombuffer(chunk, dtype=self._types[name])

    def length(self, name: str) -> int:
        """The items of a section."""
        return self.size(name) // self._types[name].itemsize if name in self._types else 0

    def entry(self, name: str, offset: int) -> dict[str, Any]:
        """How the header of a file describes a section that starts at ``offset``."""
        return {"dtype": self._types[name].str, "length": self.length(name), "offset": offset}

    def size(self, name: str) -> int:
        """The bytes of a section."""
        return sum(size for _, size in self._parts[name])


def write_index(path: Path, meta: Mapping[str, Any], store: SectionStore) -> None:
    """Writes an index beside ``path`` and puts it in place in one step, so that readers see the old file or the new."""
    digest = hashlib.sha256()
    for chunk in _payload(store):
        digest.update(chunk)
    table: dict[str, dict[str, Any]] = {}
    offset = 0
    for name in store.names():
        table[name] = store.entry(name, offset)
        offset += store.size(name) + (-store.size(name) % _ALIGNMENT)
    head = {"meta": {**meta, "payload_sha256": digest.hexdigest()}, "sections": table}
    header = written_header(head)
    path.parent.mkdir(parents=True, exist_ok=True)
    with replaced(path) as file:
        file.write(header + b"\0" * (-len(header) % _ALIGNMENT))
        for chunk in _payload(store):
            file.write(chunk)


def _payload(store: SectionStore) -> Iterator[bytes]:
    for name in store.names():
        yield from store.chunks(name)
        yield b"\0" * (-store.size(name) % _ALIGNMENT)


class IndexFile:
    """An open index file: ``meta`` and the mapped ``sections``. The file may be replaced while it is open."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            with path.open("rb") as file:
                head = read_header(path, file)
                start = file.tell() + (-file.tell() % _ALIGNMENT)
                self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        except OSError as error:
            raise IndexFormatError(f"{path}: cannot be opened: {error.strerror or error}") from error
        except ValueError as error:
            raise IndexFormatError(f"{path}: is empty or damaged; {REBUILD}") from error
        self.meta: dict[str, Any] = head["meta"]
        self._start = start
        self.sections = {name: self._section(start, entry) for name, entry in head["sections"].items()}

    def _section(self, start: int, entry: dict[str, Any]) -> npt.NDArray[Any]:
        dtype = np.dtype(entry["dtype"])
        begin = start + entry["offset"]
        if begin + entry["length"] * dtype.itemsize > len(self._map):
            raise IndexFormatError(f"{self.path}: is truncated; {REBUILD}")
        return np.frombuffer(self._map, dtype=dtype, count=entry["length"], offset=begin)

    def verify(self) -> None:
        """Reads the whole payload and raises `IndexFormatError` if a byte of it has changed."""
        if hashlib.sha256(self._map[self._start :]).hexdigest() != self.meta["payload_sha256"]:
            raise IndexFormatError(f"{self.path}: its contents are damaged; {REBUILD}")
