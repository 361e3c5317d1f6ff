"""What commands print to: data on standard output, messages and progress on standard error."""

from __future__ import annotations

import io
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import BinaryIO, TextIO

from namenorm.errors import NamenormError

_STYLES = {"bold": "1", "dim": "2", "red": "31", "green": "32", "yellow": "33", "cyan": "36"}


class Console:
    r"""Standard output and error of one run; colours and progress appear only on a terminal.

    Data is written as UTF-8 with ``\n`` line ends on every platform; a terminal gets its own encoding.
    """

    def __init__(self, out: TextIO, err: TextIO, color: str = "auto") -> None:
        self._out, self._err = out, err
        self._binary: BinaryIO | None = getattr(out, "buffer", None)
        self.terminal = out.isatty()
        self.quiet = False
        self.use_color(color)
        self._progress_shown = False
        self._started = self._last_drawn = time.monotonic()

    @classmethod
    def standard(cls) -> Console:
        """The console of this process; what was closed (``>&-``) swallows what it is given."""
        return cls(sys.stdout or io.StringIO(), sys.stderr or io.StringIO())

    def use_color(self, choice: str) -> None:
        """``auto`` (a terminal that did not set ``NO_COLOR``), ``always`` or ``never``."""
        wanted = self.terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
        self.color = choice == "always" or (choice == "auto" and wanted)

    def style(self, text: str, *names: str) -> str:
        """``text`` in a style, or as it is where colours are off."""
        if not self.color or not text:
            return text
        return f"\033[{';'.join(_STYLES[name] for name in names)}m{text}\033[0m"

    def print(self, text: str = "") -> None:
        """One line of data."""
        self.write(text + "\n")

    def write(self, text: str) -> None:
        """Data without a line end of its own. What has no encoding (a lone surrogate) is written as an escape."""
        if self._binary is None:
            self._out.write(text)
            return
        encoding = self._out.encoding if self.terminal and self._out.encoding else "utf-8"
        self.write_bytes(text.encode(encoding, "backslashreplace"))

    def write_bytes(self, data: bytes) -> None:
        """Data that is already encoded."""
        if self.terminal:
            self.clear_progress()
        with self._output_told():
            if self._binary is None:
                self._out.write(data.decode("utf-8", "backslashreplace"))
            else:
                self._binary.write(data)

    def note(self, message: str) -> None:
        """A message for people on standard error, as ``namenorm: message``."""
        self.flush()
        self.write_error(f"namenorm: {message}\n")

    def write_error(self, text: str) -> None:
        """Text on standard error, as it is."""
        self.clear_progress()
        try:
            self._err.write(text)
        except UnicodeEncodeError:
            encoding = self._err.encoding or "ascii"
            self._err.write(text.encode(encoding, "backslashreplace").decode(encoding))
        self._err.flush()

    def ask(self, question: str, at_end: str = "") -> str:
        """An answer typed by a person; ``at_end`` at the end of the input."""
        self.flush()
        self._err.write(question)
        self._err.flush()
        line = sys.stdin.readline()
        return line.strip() if line else at_end

    def progress(self, done: float, total: float, unit: str) -> None:
        """Redraws the progress bar on a terminal, once the work has taken more than a second.

        Where ``total`` is 0, nobody knows how much there is, and only what is done is shown.
        """
        now = time.monotonic()
        if self.quiet or not self._err.isatty() or now - self._started < 1 or now - self._last_drawn < 0.2:
            return
        self._last_drawn = now
        line = progress_line(done, total, unit, now - self._started)
        self._err.write(f"\r\033[K{line}")
        self._err.flush()
        self._progress_shown = True

    def clear_progress(self) -> None:
        """Takes the progress line away before something else is written."""
        if self._progress_shown:
            self._err.write("\r\033[K")
            self._progress_shown = False

    def flush(self) -> None:
        """Sends what is buffered."""
        with self._output_told():
            self._out.flush()
        self.clear_progress()

    def drop_output(self) -> None:
        """Sends what is buffered, and all that follows, nowhere: else Python complains about it when it exits."""
        with suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), self._out.fileno())

    @contextmanager
    def _output_told(self) -> Iterator[None]:
        """Says that it is the output that fails, not the file that is read; a pipe that nobody reads is no failure."""
        try:
            yield
        except BrokenPipeError:
            raise
        except OSError as error:
            self.drop_output()
            raise NamenormError(f"standard output: {error.strerror}") from error


_BAR = 20


def progress_line(done: float, total: float, unit: str, seconds: float) -> str:
    """A bar, what is done, how fast, and how long the rest will take.

    >>> progress_line(250, 1000, "files", 10)
    '[#####...............] 250/1000 files, 25 files/s, 0:30 left'
    """
    rate = done / seconds if seconds else 0.0
    if not total:
        return f"{done:.6g} {unit}, {rate:.3g} {unit}/s"
    bar = "#" * int(_BAR * min(done / total, 1.0))
    if not rate:
        return f"[{bar:.<{_BAR}}] {done:.6g}/{total:.6g} {unit}"
    left = max(total - done, 0.0) / rate
    clock = f"{int(left) // 3600}:{int(left) // 60 % 60:02}:" if left >= 3600 else f"{int(left) // 60}:"
    return f"[{bar:.<{_BAR}}] {done:.6g}/{total:.6g} {unit}, {rate:.3g} {unit}/s, {clock}{int(left) % 60:02} left"
