"""Arrow columns of names in, an Arrow table of answers out: for pandas, Polars, DuckDB and whatever else speaks Arrow.

A column is dictionary-encoded first, so each distinct name is resolved once, and Arrow spreads the answers over the
rows; no row becomes a Python object.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from os import PathLike
from typing import Any

from namenorm.api import default_normalizer
from namenorm.errors import ConfigError
from namenorm.normalizer import Normalizer
from namenorm.record import encode_answer

Answer = tuple[Any, ...]

COLUMNS = ("id", "label", "type", "score", "tier", "status", "candidates")
"""The columns of the answers: see `namenorm.record.encode_answer`; ``None`` is null."""
_CHUNKS = (64, 512)  # names that a process gets at a time, at least and at most
_SHARES = 4  # of each process, so that none waits long for the others
_NIL: Answer = (None, None, None, 0.0, None, "NIL", None)


def resolve_arrow(
    names: Any,
    normalizer: Normalizer | None = None,
    *,
    lang: str | None = None,
    type: str | None = None,
    processes: int = 1,
) -> Any:
    """The answers to a column of names, as a ``pyarrow.Table`` with one row a name and the columns `COLUMNS`.

    >>> import pyarrow as pa
    >>> from namenorm.model import Entity
    >>> from namenorm.normalizer import Normalizer
    >>> tehran = Normalizer.from_entities([Entity("Q3616", "place", {"en": "Tehran"})])
    >>> resolve_arrow(pa.array(["TEHRAN", None, "nowhere"]), tehran)["id"].to_pylist()
    ['Q3616', None, None]

    ``names`` is an array, a chunked array or whatever pyarrow makes one of (a list, a series of pandas or Polars), of
    strings; a null is NIL. ``normalizer`` is the default one unless given. ``processes`` share one index file; the
    answers do not depend on their number. Raises `namenorm.errors.ConfigError` where pyarrow is missing, and
    ``TypeError`` for a column of something else.
    """
    if isinstance(names, str | bytes):
        raise TypeError("a column of names is asked for, not one name; put it into a list")
    if isinstance(normalizer, str | PathLike):
        raise TypeError(f"a Normalizer is asked for, not a path; write Normalizer.open({str(normalizer)!r})")
    arrow = _library()
    column = _column(arrow, names)
    encoded = column.combine_chunks().dictionary_encode()
    if isinstance(encoded, arrow.ChunkedArray):
        encoded = encoded.combine_chunks() if encoded.num_chunks else arrow.array([], column.type).dictionary_encode()
    distinct = encoded.dictionary.to_pylist()
    answers = [*_resolve(distinct, normalizer or default_normalizer(), lang, type, processes), _NIL]
    schema = arrow.schema([(name, arrow.float64() if name == "score" else arrow.string()) for name in COLUMNS])
    table = arrow.table(dict(zip(COLUMNS, map(list, zip(*answers, strict=True)), strict=True)), schema=schema)
    return table.take(encoded.indices.fill_null(len(distinct)))


def _library() -> Any:
    try:
        import pyarrow as pa
    except ImportError:
        raise ConfigError("Arrow columns need pyarrow: pip install 'namenorm[parquet]'") from None
    return pa


def _column(arrow: Any, names: Any) -> Any:
    try:
        column = names if isinstance(names, (arrow.Array, arrow.ChunkedArray)) else arrow.chunked_array(
            names if hasattr(names, "__arrow_c_stream__") else [arrow.array(names)]
        )  # fmt: skip
    except arrow.ArrowException as error:  # values of several types, or of one that Arrow does not have
        raise TypeError(f"a column of names must hold strings and nothing else: {error}") from error
    column = column if isinstance(column, arrow.ChunkedArray) else arrow.chunked_array([column])
    kinds = arrow.types
    if kinds.is_floating(column.type) and column.null_count == len(column):  # so pandas reads a column without a value
        column = column.cast(arrow.large_string())
    value = column.type.value_type if kinds.is_dictionary(column.type) else column.type
    if not any(test(value) for test in (kinds.is_string, kinds.is_large_string, kinds.is_null, kinds.is_string_view)):
        whole = "; give one column, such as frame['name']" if kinds.is_struct(column.type) else ""
        raise TypeError(f"a column of names must hold strings, not {column.type}{whole}")
    if not kinds.is_dictionary(column.type):
        return column.cast(arrow.large_string())
    # Arrow cannot decode the dictionaries of Polars, so each is cast and spread over its rows here.
    plain = [chunk.dictionary.cast(arrow.large_string()).take(chunk.indices) for chunk in column.chunks]
    return arrow.chunked_array(plain, arrow.large_string())


def _resolve(
    names: Sequence[str], normalizer: Normalizer, lang: str | None, type_: str | None, processes: int
) -> Iterator[Answer]:
    size = min(max(_CHUNKS[0], len(names) // (_SHARES * max(1, processes))), _CHUNKS[1])
    chunks = [names[start : start + size] for start in range(0, len(names), size)]
    if processes < 2 or len(chunks) < 2:
        for chunk in chunks:
            yield from _answers(normalizer, chunk, lang, type_)
        return
    with ProcessPoolExecutor(processes, initializer=_start, initargs=(normalizer,)) as pool:
        jobs = [pool.submit(_work, chunk, lang, type_) for chunk in chunks]
        for job in jobs:
            yield from job.result()


_own: list[Normalizer] = []  # of a worker process


def _start(normalizer: Normalizer) -> None:
    gc.freeze()  # what a forked process shares with its parent is not copied for a search through it
    _own[:] = [normalizer]


def _work(names: Sequence[str], lang: str | None, type_: str | None) -> list[Answer]:
    return list(_answers(_own[0], names, lang, type_))


def _answers(normalizer: Normalizer, names: Sequence[str], lang: str | None, type_: str | None) -> Iterator[Answer]:
    for found in normalizer.resolve_many(names, lang=lang, type=type_):
        answer = encode_answer(found)
        yield tuple(answer[name] for name in COLUMNS)
