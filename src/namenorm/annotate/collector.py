"""Collector: keeps Python's garbage collector from looking at what a search of texts makes while it makes it."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def collector_held() -> Iterator[None]:
    """Holds the collector of cycles, if it is on, for as long as a batch of texts is searched.

    >>> with collector_held():
    ...     gc.isenabled()
    False
    >>> gc.isenabled()
    True

    A search makes many small objects, none of them in a cycle, and keeps them for as long as the batch: the collector
    would look at all that the process holds again and again, for a tenth to a third of the time. Threads may hold it
    together; the first that is done lets it go.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
