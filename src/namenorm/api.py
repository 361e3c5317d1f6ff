"""Functions over a default `Normalizer` that is opened at the first call and shared by all threads."""

from __future__ import annotations

import inspect
import threading
from collections.abc import Callable, Iterable
from functools import wraps
from os import PathLike
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

from namenorm.model import Edit, Problem
from namenorm.normalizer import Normalizer

if TYPE_CHECKING:
    from pathlib import Path

Options = ParamSpec("Options")
Answer = TypeVar("Answer")

_lock = threading.Lock()
_default: Normalizer | None = None


def default_normalizer() -> Normalizer:
    """The shared `Normalizer` over the gazetteer that comes with namenorm."""
    global _default  # noqa: PLW0603 - the one lazily opened instance of the process
    with _lock:
        if _default is None:
            _default = Normalizer.open()
        return _default


def _of_default(method: Callable[Concatenate[Normalizer, Options], Answer]) -> Callable[Options, Answer]:
    """A method of `Normalizer` as a function of this module, with its options, types and help, stated only there."""

    @wraps(method)
    def ask(*args: Options.args, **options: Options.kwargs) -> Answer:
        return method(default_normalizer(), *args, **options)

    _, *parameters = inspect.signature(method).parameters.values()
    signature = inspect.signature(method).replace(parameters=parameters)
    # Without the name of this module a pool of processes could not send the function.
    vars(ask).update(__signature__=signature)
    ask.__module__, ask.__qualname__ = __name__, ask.__name__
    return ask


resolve = _of_default(Normalizer.resolve)
resolve_many = _of_default(Normalizer.resolve_many)
compare = _of_default(Normalizer.compare)
find = _of_default(Normalizer.find)
find_many = _of_default(Normalizer.find_many)
link = _of_default(Normalizer.link)
link_many = _of_default(Normalizer.link_many)
rewrite = _of_default(Normalizer.rewrite)
rewrite_many = _of_default(Normalizer.rewrite_many)
entity = _of_default(Normalizer.entity)


def undo(text: str, edits: Iterable[Edit]) -> str:
    """The text before its edits. Raises `namenorm.errors.UndoError` where they do not fit.

    >>> changed = rewrite("Netenyahu left.")
    >>> undo(changed.text, changed.edits)
    'Netenyahu left.'
    """
    from namenorm.annotate.rewriting import undo as undo_edits

    made = list(edits) if isinstance(edits, Iterable) else [edits]
    for wrong in (item for item in made if not isinstance(item, Edit)):
        raise TypeError(f"edits are what `rewrite(text).edits` holds, not {wrong.__class__.__name__}")
    return undo_edits(text, made)


def build_index(sources: str | Path | Iterable[str | Path], out: str | Path) -> dict[str, Any]:
    """Compiles gazetteers, later ones over earlier ones, into one file: see `namenorm.build.build_index`.

    >>> build_index(["default", "my-names.jsonl"], "my.index")  # doctest: +SKIP
    """
    from namenorm.build import build_index as build

    return build([sources] if isinstance(sources, str | PathLike) else list(sources), out)


def lint_gazetteer(path: str | Path) -> list[Problem]:
    """Everything that is wrong with a gazetteer: see `namenorm.gazetteer.lint.lint`.

    >>> lint_gazetteer("gazetteer")  # doctest: +SKIP
    []
    """
    from namenorm.build import resolve_source
    from namenorm.gazetteer.lint import lint

    return lint(resolve_source(path))


def available_languages() -> tuple[str, ...]:
    """The codes of the languages and scripts that have a profile.

    >>> "az" in available_languages()
    True
    """
    from namenorm.text.profiles import available_languages as languages

    return languages()
