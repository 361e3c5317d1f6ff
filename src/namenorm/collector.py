"""The collector of cycles of the interpreter, of which a batch of names or texts has no need.

A batch makes many small objects, none of them in a cycle, and what is remembered of words and names lives on. The
collector would look at all that the process holds again and again, for a tenth to a third of the time that texts take
and a twelfth of that of names, and once more at all that is new when it is let go, for a tenth of a first pass.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_MANY = 10_000
"""Objects of a batch that are worth passing on; after fewer the collector goes on as if nothing had been."""
_MOST = 1_000_000
"""Objects passed on after which it looks at all there are: cycles that others left may be among them."""


class _New:
    """What batches have made."""

    def __init__(self) -> None:
        self._objects = 0

    def pass_on(self) -> None:
        """Counts new objects among the old ones, at which the collector looks seldom, without looking at them."""
        new = gc.get_count()[0]
        if new < _MANY or gc.get_freeze_count():  # who has frozen objects wants them to stay so
            return
        self._objects += new
        if self._objects < _MOST:
            gc.freeze()
            gc.unfreeze()
        else:
            self._objects = 0
            gc.collect()


_new = _New()


@contextmanager
def collector_held() -> Iterator[None]:
    """Holds the collector, if it is on, while a batch is worked on; then what is new counts as old.

    >>> with collector_held():
    ...     gc.isenabled()
    False
    >>> gc.isenabled()
    True

    Threads may hold it together; the first that is done lets it go.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        _new.pass_on()
        gc.enable()
