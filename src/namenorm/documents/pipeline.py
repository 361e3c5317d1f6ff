"""Files -> pieces -> results, in the order of the files whatever the number of processes."""

from __future__ import annotations

import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import get_context, parent_process
from multiprocessing.connection import Connection, wait
from pathlib import Path
from threading import Thread
from typing import Any, TypeVar

from namenorm.documents.chunks import ALL, Chunk, Selection, chunks
from namenorm.documents.formats.registry import BINARY_FORMATS, format_of
from namenorm.documents.reading import SkippedFileError, Source, binary_source, open_source
from namenorm.errors import ConfigError, DocumentError, NamenormError
from namenorm.normalizer import Normalizer

Result = TypeVar("Result")
_IN_FLIGHT = 4  # pieces per process that wait or are worked on; bounds memory
_START = "fork" if sys.platform == "linux" else "spawn"
"""A forked process has all that is loaded; one that is spawned loads it again, as long as 2 MB of records take."""
_WAITS_FOR_EVER = sys.version_info < (3, 11, 5) or (3, 12) <= sys.version_info < (3, 12, 1)
_WARMING = "Mr Smyth flew to Baku."
"""Finding names in it loads what is only loaded when it is needed: once here, not in each process."""


@dataclass(frozen=True, slots=True)
class FileBegin:
    """A file was opened; its pieces follow."""

    source: Source
    format: str


@dataclass(frozen=True, slots=True)
class FileEnd:
    """All pieces of the file have been read."""

    source: Source


@dataclass(frozen=True, slots=True)
class FileFailed:
    """A file could not be read (to its end), or judged; ``skipped`` for one that is not meant, which is no error."""

    name: str
    message: str
    skipped: bool = False


Item = FileBegin | Chunk | FileEnd | FileFailed


def read_files(
    inputs: Iterable[Path | Source], selection: Selection = ALL, encoding: str | None = None, format: str | None = None
) -> Iterator[Item]:
    """Every file as its beginning, its pieces and its end; errors become items of their own."""
    for given in inputs:
        name = given.name if isinstance(given, Source) else str(given)
        try:
            shape = format or format_of(name)
            source = given if isinstance(given, Source) else opened(given, shape, encoding)
            yield FileBegin(source, shape)
            yield from chunks(source, shape, selection)
            yield FileEnd(source)
        except ConfigError:
            raise
        except SkippedFileError as error:
            yield FileFailed(name, str(error), skipped=True)
        except DocumentError as error:
            yield FileFailed(name, str(error))
        except OSError as error:
            yield FileFailed(name, error.strerror or str(error))


def opened(path: Path, format: str, encoding: str | None) -> Source:
    """A file as its format is opened."""
    return binary_source(path) if format in BINARY_FORMATS else open_source(path, encoding)


def in_order(
    items: Iterable[Item],
    work: Callable[[Chunk, Normalizer, Any], Result],
    normalizer: Normalizer,
    options: Any,
    jobs: int = 1,
) -> Iterator[tuple[Item, Result | None]]:
    """Each item, with the result of ``work`` for pieces, in their order. Of a piece that fails its file has failed."""
    if jobs == 1:
        for item in items:
            yield _paired(item, _attempt(work, item, normalizer, options) if isinstance(item, Chunk) else None)
        return
    if _START == "fork":
        normalizer.rewrite(_WARMING)
    ways = get_context(_START)
    stopped, stop = ways.Pipe(duplex=False)
    with ProcessPoolExecutor(jobs, ways, _start_worker, (work, normalizer, options, stopped)) as pool:
        waiting: deque[tuple[Item, Future[Result | FileFailed] | None]] = deque()
        try:
            for item in items:
                waiting.append((item, pool.submit(_work, item) if isinstance(item, Chunk) else None))
                while len(waiting) > jobs * _IN_FLIGHT:
                    done, future = waiting.popleft()
                    yield _paired(done, future.result() if future else None)
            while waiting:
                done, future = waiting.popleft()
                yield _paired(done, future.result() if future else None)
        except BrokenProcessPool as error:
            _let_go(pool)
            raise DocumentError(
                "a process ended that nobody had stopped, perhaps for lack of memory; try -j 1"
            ) from error
        except BaseException:
            stop.send_bytes(b"stop")
            _let_go(pool)
            # Waits, as the pool's thread closes what Python uses once more at its end.
            pool.shutdown(cancel_futures=True)
            raise


def _paired(item: Item, result: Result | FileFailed | None) -> tuple[Item, Result | None]:
    return (result, None) if isinstance(result, FileFailed) else (item, result)


def _let_go(pool: ProcessPoolExecutor) -> None:
    """Lets a broken pool end: the first releases of Python 3.11 and 3.12 wait for ever for the thread that writes to a
    pipe which no process reads any more (CPython issue 94777). Later ones close it in a thread of their own.
    """
    queue = getattr(pool, "_call_queue", None)
    if queue is not None and _WAITS_FOR_EVER:
        queue._reader.close()


_worker: tuple[Callable[[Chunk, Normalizer, Any], Any], Normalizer, Any] | None = None


def _start_worker(
    work: Callable[[Chunk, Normalizer, Any], Any], normalizer: Normalizer, options: Any, stopped: Connection
) -> None:
    global _worker  # noqa: PLW0603 - the state of a worker process
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_when_nobody_waits, args=(stopped,), daemon=True).start()
    _worker = work, normalizer, options


def _end_when_nobody_waits(stopped: Connection) -> None:
    """Ends a worker in the middle of its work when the run was stopped, or its parent was killed."""
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel, stopped])
        os._exit(1)


def _work(chunk: Chunk) -> Any:
    assert _worker is not None
    work, normalizer, options = _worker
    return _attempt(work, chunk, normalizer, options)


def _attempt(
    work: Callable[[Chunk, Normalizer, Any], Result], chunk: Chunk, normalizer: Normalizer, options: Any
) -> Result | FileFailed:
    try:
        return work(chunk, normalizer, options)
    except NamenormError as error:
        message = str(error)
    except Exception as error:  # one file that the engine cannot bear must not end the run
        if os.environ.get("NAMENORM_DEBUG"):
            raise
        message = f"internal error: {type(error).__name__}: {error} (NAMENORM_DEBUG=1 shows where)"
    return FileFailed(chunk.name, message)
