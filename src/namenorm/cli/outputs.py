"""Where commands write: never over what they read; whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from pathlib import Path

from namenorm.cli.console import Console
from namenorm.errors import ConfigError


def refuse_inputs(option: str, output: str | None, inputs: Iterable[str], instead: str = "name another file") -> None:
    """Raises `ConfigError` where the file to be written is one of those that are read."""
    if output not in (None, "-") and os.path.realpath(output) in map(os.path.realpath, inputs):
        raise ConfigError(f"{option} {output} is the input itself; {instead}")


def output_target(name: str, console: Console) -> Path | Callable[[bytes], object]:
    """What ``-o NAME`` means: a file that is put in place as a whole, or what takes bytes as they come."""
    from namenorm.documents.reading import is_special

    path = Path(name)
    if name in ("-", "/dev/stdout"):
        return console.write_bytes
    return path.open("wb", buffering=0).write if is_special(path) else path


def write_output(parts: Iterable[str], name: str | None, console: Console) -> None:
    """Texts to a file, else to standard output."""
    if name in (None, "-"):
        for part in parts:
            console.write(part)
        return
    from namenorm.documents.writing import Replacement

    with Replacement(Path(name)) as new:
        for part in parts:
            new.write(part.encode("utf-8", "backslashreplace"))
        new.commit()
