"""Bytes -> text: byte order marks, strict decoding, and errors that say where and what to try.

A `Source` is one input as it was when it was opened. Its encoding is that of its byte order mark, else the one that
was asked for, else UTF-8, or what a page of HTML or XML says where that does not fit. Of several that were asked for,
as in ``utf-8,cp1251``, it is the first in which the file decodes. Nothing is guessed silently: what does not decode is
an `UndecodableError` with advice.
"""

from __future__ import annotations

import atexit
import codecs
import hashlib
import os
import re
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from namenorm.errors import ConfigError, DocumentError, UndecodableError

BLOCK = 1 << 20
_IN_MEMORY = 1 << 24  # bytes of a stream that are kept in memory
STDIN = "<stdin>"
LEDGER_START = b'{"kind": "run", "ledger": '
"""How a ledger begins: what it quotes must stay as it is."""
PAGE_START = (
    b'<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<meta name="generator" content="namenorm">\n'
)
"""How a page of `clean --html` begins, which quotes too."""

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_KINDS = (
    (b"PK\3\4", "a ZIP file (a Word document is read where its name ends in .docx)"),
    (b"%PDF", "a PDF file"),
    (b"\xd0\xcf\x11\xe0", "an old Word file"),
)
"""How files begin that hold text, but not as text."""
_DECLARED = re.compile(
    rb"\s*<(?:\?xml\b[^>]*?\bencoding|(?:[\s\S]*?<)??meta\b[^>]*?\bcharset)\s*=\s*[\"']?([\w-]+)", re.IGNORECASE
)
# Stateful or escaping codecs: a replacement in the middle would change what follows it.
_UNSUITABLE = (
    "utf_7", "hz", "iso2022", "idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "mbcs",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a file was when it was read; a file with another stamp has changed since."""

    size: int
    modified: int
    inode: int

    @classmethod
    def of(cls, path: Path) -> Stamp:
        """The stamp of a file as it is now."""
        stat = path.stat()
        return cls(stat.st_size, stat.st_mtime_ns, stat.st_ino)


@dataclass(frozen=True, slots=True)
class Source:
    """One input: a file, or bytes with a name (standard input)."""

    name: str
    path: Path | None
    encoding: str
    bom: bytes
    stamp: Stamp
    content: bytes | None = None

    def blocks(self) -> Iterator[bytes]:
        """The bytes, including the byte order mark."""
        if self.content is not None:
            for start in range(0, len(self.content), BLOCK):
                yield self.content[start : start + BLOCK]
            return
        assert self.path is not None
        with self.path.open("rb") as file:
            while block := file.read(BLOCK):
                yield block

    def texts(self) -> Iterator[str]:
        """The text, without the byte order mark, in pieces; line ends stay as they are."""
        decoder = codecs.getincrementaldecoder(self.encoding)("strict")
        offset, skip = 0, len(self.bom)
        for raw in self.blocks():
            block, skip = raw[skip:], max(0, skip - len(raw))
            offset += len(raw) - len(block)
            yield self._decoded(decoder, block, offset, final=False)
            offset += len(block)
        yield self._decoded(decoder, b"", offset, final=True)

    def text(self) -> str:
        """The whole text."""
        return "".join(self.texts())

    def sha256(self) -> str:
        """The hash of the bytes."""
        digest = hashlib.sha256()
        for block in self.blocks():
            digest.update(block)
        return digest.hexdigest()

    def _decoded(self, decoder: codecs.IncrementalDecoder, block: bytes, offset: int, *, final: bool) -> str:
        pending = len(decoder.getstate()[0])
        try:
            return decoder.decode(block, final)
        except UnicodeDecodeError as error:
            at, byte = offset - pending + error.start, error.object[error.start : error.start + 1].hex()
            advice = _advice(self._line_at(at), self.encoding)
            raise UndecodableError(f"not {self.encoding}: byte 0x{byte} at offset {at}; {advice}") from error

    def _line_at(self, offset: int) -> bytes:
        """The bytes from the beginning of a line on; much before it may be plain ASCII."""
        passed = 0
        for block in self.blocks():
            if passed + len(block) > offset:
                return block[block.rfind(b"\n", 0, offset - passed) + 1 :]
            passed += len(block)
        return b""


def open_source(path: Path, encoding: str | None = None) -> Source:
    """A file as a `Source`.

    >>> open_source(Path("article.txt")).encoding  # doctest: +SKIP
    'utf-8'

    Raises `namenorm.errors.DocumentError` for what is not a text file.
    """
    _refuse_folder(path)
    if is_special(path):
        with path.open("rb") as stream:
            return stream_source(stream, encoding, str(path))
    stamp = Stamp.of(path)
    with path.open("rb") as file:
        head = file.read(8192)
    return _recognised(Source(str(path), path, "utf-8", b"", stamp), head, encoding)


def is_special(path: Path) -> bool:
    """Whether a path is a device or a pipe (``/dev/stdin``, ``<(command)``): read once, and never replaced."""
    return path.exists() and not path.is_file() and not path.is_dir()


def _refuse_folder(path: Path) -> None:
    """Says that a path is a folder, or why it cannot be listed."""
    if path.is_dir():
        with os.scandir(path):
            raise DocumentError("is a folder")


def binary_source(path: Path) -> Source:
    """A file that is no text, such as Parquet or a Word document; only its format knows how to read it."""
    _refuse_folder(path)
    if is_special(path):
        raise DocumentError("is a pipe; a file of this format has to be on the disk")
    return Source(str(path), path, "utf-8", b"", Stamp.of(path))


def stdin_source(content: bytes, encoding: str | None = None, name: str = STDIN) -> Source:
    """Standard input as a `Source`, under a name that messages show."""
    return _recognised(Source(name, None, "utf-8", b"", Stamp(len(content), 0, 0), content), content[:8192], encoding)


def stream_source(stream: BinaryIO, encoding: str | None = None, name: str = STDIN) -> Source:
    """What comes from a stream as a `Source`; much of it waits in a temporary file, so that memory stays constant."""
    content = stream.read(_IN_MEMORY + 1)
    if len(content) <= _IN_MEMORY:
        return stdin_source(content, encoding, name)
    handle, path = tempfile.mkstemp(prefix="namenorm-")
    atexit.register(Path(path).unlink, missing_ok=True)
    with os.fdopen(handle, "wb") as file:
        while content:
            file.write(content)
            content = stream.read(BLOCK)
    return replace(open_source(Path(path), encoding), name=name)


def _recognised(source: Source, head: bytes, encoding: str | None) -> Source:
    wanted = [checked_encoding(name.strip()) for name in encoding.split(",")] if encoding else []
    for bom, marked in _BOMS:
        if head.startswith(bom):
            return replace(source, encoding=marked, bom=bom)
    for start, kind in _KINDS:
        if head.startswith(start):
            raise SkippedFileError(f"is {kind}, skipped; save its text as .txt, .md or .html to have it read")
    for name in wanted:
        if name in ("utf-16", "utf-32"):
            raise DocumentError(f"has no byte order mark; say {name}-le or {name}-be")
    if not wanted and b"\0" in head:
        raise _not_utf8(head)
    if head.startswith(LEDGER_START):
        raise SkippedFileError("is a ledger of namenorm, skipped: cleaning it would undo its undo")
    if head.startswith(PAGE_START):
        raise SkippedFileError("is a report of namenorm, skipped: it quotes what is misspelt")
    *tried, last = wanted or ["utf-8", *_declared(head)]
    return replace(source, encoding=next((name for name in tried if _decodes(source, name)), last))


def _declared(head: bytes) -> list[str]:
    """The encoding that a page says it has; many say so of text that is UTF-8 all the same."""
    found = _DECLARED.match(head)
    name = found[1].decode().lower() if found else "utf-8"
    try:
        return [checked_encoding({"iso-8859-1": "cp1252"}.get(name, name))]  # as browsers read it
    except ConfigError:
        return []


def _decodes(source: Source, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    try:
        for block in source.blocks():
            decoder.decode(block)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


class SkippedFileError(DocumentError):
    """The file is none that is cleaned: it holds NUL bytes, or it is a ledger."""


def checked_encoding(name: str) -> str:
    """The canonical name of an encoding that can be edited in place.

    >>> checked_encoding("CP1251")
    'cp1251'

    Raises `namenorm.errors.ConfigError` for one that is unknown or keeps a state from byte to byte.
    """
    try:
        info = codecs.lookup(name)
        text = "a".encode(info.name).decode(info.name) == "a"
    except (LookupError, ValueError, TypeError):
        raise ConfigError(
            f"there is no text encoding {name!r}; known are e.g. utf-8, utf-16-le, cp1251, iso8859-9"
        ) from None
    canonical = "utf-8" if info.name == "utf-8-sig" else info.name
    if not text or canonical.replace("-", "_").startswith(_UNSUITABLE):
        raise ConfigError(f"files in {name} cannot be edited in place; convert them to UTF-8 first")
    return canonical


def _not_utf8(head: bytes) -> DocumentError:
    places = [head[place::4].count(0) * 5 > len(head) for place in range(4)]
    if sum(places) == 3:
        ending = "le" if places[3] else "be"
        return UndecodableError(f"looks like UTF-32 without a byte order mark; try --encoding utf-32-{ending}")
    for ending, letters, rows in (("le", head[0::2], head[1::2]), ("be", head[1::2], head[0::2])):
        # The text of one script has letters from one or two rows of the table, and spaces and points from the first.
        common = Counter(rows).most_common(2)
        if 0 in dict(common) and sum(count for _, count in common) * 20 > len(rows) * 19 and len(set(letters)) > 2:
            return UndecodableError(f"looks like UTF-16 without a byte order mark; try --encoding utf-16-{ending}")
    return SkippedFileError("looks binary (it holds NUL bytes), skipped")


def _advice(data: bytes, tried: str) -> str:
    from namenorm.documents.encodings import suggestions

    likely = [text for text in suggestions(data) if text.partition(" ")[0] != tried]
    if likely:
        return f"it may be {' or '.join(likely)}: say which with --encoding"
    return "say which encoding it has with --encoding, e.g. cp1252, cp1251 or iso8859-9"
