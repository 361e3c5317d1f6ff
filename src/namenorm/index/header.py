"""How an index file begins: what it holds and whether it can be read, without loading numpy.

magic    8 bytes   b"NAMENORM"
format   u32       FORMAT_VERSION
length   u32       length of the header in bytes
sha256   32 bytes  of the header
header   JSON      meta, and for each section its dtype, length and offset
"""

from __future__ import annotations

import hashlib
import json
import struct
from collections.abc import Mapping
from pathlib import Path
from typing import Any, BinaryIO

from namenorm.errors import IndexFormatError, IndexVersionError

MAGIC = b"NAMENORM"
FORMAT_VERSION = 13
REBUILD = "build it again with: namenorm build GAZETTEER -o INDEX"
_PREFIX = struct.Struct("<8sII32s")


def written_header(head: Mapping[str, Any]) -> bytes:
    """The bytes with which an index file begins."""
    header = json.dumps(head, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    return _PREFIX.pack(MAGIC, FORMAT_VERSION, len(header), hashlib.sha256(header).digest()) + header


def read_header(path: Path, file: BinaryIO) -> dict[str, Any]:
    """The header of an open index file, which is left at its end; errors name ``path``."""
    prefix = file.read(_PREFIX.size)
    if len(prefix) < _PREFIX.size or not prefix.startswith(MAGIC):
        raise IndexFormatError(f"{path}: is not a namenorm index; {REBUILD}")
    _, version, length, digest = _PREFIX.unpack(prefix)
    if version != FORMAT_VERSION:
        raise IndexVersionError(f"{path}: has format {version}, this namenorm reads {FORMAT_VERSION}; {REBUILD}")
    header = file.read(length)
    if hashlib.sha256(header).digest() != digest:
        raise IndexFormatError(f"{path}: its header is damaged; {REBUILD}")
    head: dict[str, Any] = json.loads(header)
    return head


def read_meta(path: Path) -> dict[str, Any]:
    """The meta data of an index file: versions, counts and checksums. Raises `IndexFormatError`."""
    try:
        with path.open("rb") as file:
            meta: dict[str, Any] = read_header(path, file)["meta"]
            return meta
    except OSError as error:
        raise IndexFormatError(f"{path}: cannot be opened: {error.strerror or error}") from error


def is_index(path: Path) -> bool:
    """Whether a file starts as an index does; ``False`` for what cannot be read."""
    try:
        with path.open("rb") as file:
            return file.read(len(MAGIC)) == MAGIC
    except OSError:
        return False
