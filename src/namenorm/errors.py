"""Every exception that namenorm raises on purpose.

    NamenormError
    ├── GazetteerError        a gazetteer could not be read; carries every problem found
    ├── IndexFileError        an index file cannot be used
    │   ├── IndexFormatError  wrong magic, truncated or damaged file
    │   └── IndexVersionError built by another format, normaliser or profile version
    ├── DocumentError         a document could not be read, decoded or replaced
    │   └── UndecodableError  the bytes are not in the stated encoding
    ├── UndoError             edits do not fit the text in which they should be undone
    ├── ProfileError          a file of ``languages/`` is broken
    └── ConfigError           an option has a value that it cannot have

NIL and AMBIGUOUS are results, not errors. A wrong argument type is a plain ``TypeError``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from namenorm.model import Problem

_SHOWN = 20
"""How many problems a message lists: a file of another kind has one a line."""


class NamenormError(Exception):
    """Base of all exceptions that namenorm raises on purpose."""


class GazetteerError(NamenormError):
    """A gazetteer could not be read. ``problems`` lists everything that is wrong, the message only how it begins."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        lines = [str(problem) for problem in self.problems[:_SHOWN]]
        more = len(self.problems) - len(lines)
        if more > 0:
            lines.append(f"... and {more} more; `namenorm gazetteer lint` lists them all")
        super().__init__("\n".join(lines) or "the gazetteer could not be read")

    def __reduce__(self) -> tuple[type[GazetteerError], tuple[tuple[Problem, ...]]]:
        return type(self), (self.problems,)


class IndexFileError(NamenormError):
    """An index file cannot be used; the message names the command that repairs it."""


class IndexFormatError(IndexFileError):
    """The file is not a namenorm index, or it is truncated or damaged."""


class IndexVersionError(IndexFileError):
    """The index was built by another version and has to be built again."""


class DocumentError(NamenormError):
    """A document could not be read, decoded or replaced."""


class UndecodableError(DocumentError):
    """The bytes of a document are not in the stated encoding."""


class UndoError(NamenormError):
    """Edits do not fit the text in which they should be undone."""


class ProfileError(NamenormError):
    """A file of ``languages/`` is broken; the message names the file and the key."""


class ConfigError(NamenormError):
    """An option has a value that it cannot have."""
