"""Functions over a default `Normalizer` that is opened at the first call and shared by all threads."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

from namenorm.normalizer import Normalizer

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from namenorm.model import Comparison, Edit, Entity, Link, Problem, Resolution, Rewrite

_lock = threading.Lock()
_default: Normalizer | None = None


def default_normalizer() -> Normalizer:
    """The shared `Normalizer` over the gazetteer that comes with namenorm."""
    global _default  # noqa: PLW0603 - the one lazily opened instance of the process
    with _lock:
        if _default is None:
            _default = Normalizer.open()
        return _default


def resolve(
    name: str, *, lang: str | None = None, type: str | None = None, context: str = "", limit: int | None = None
) -> Resolution:
    """See `Normalizer.resolve`."""
    return default_normalizer().resolve(name, lang=lang, type=type, context=context, limit=limit)


def resolve_many(names: Iterable[str], **options: Any) -> list[Resolution]:
    """See `Normalizer.resolve_many`."""
    return default_normalizer().resolve_many(names, **options)


def compare(left: str, right: str, *, type: str | None = None) -> Comparison:
    """See `Normalizer.compare`."""
    return default_normalizer().compare(left, right, type=type)


def find(text: str, **options: Any) -> tuple[Link, ...]:
    """See `Normalizer.find`."""
    return default_normalizer().find(text, **options)


def find_many(texts: Iterable[str], *, lang: str | None = None) -> list[tuple[Link, ...]]:
    """See `Normalizer.find_many`."""
    return default_normalizer().find_many(texts, lang=lang)


def link(text: str, spans: Iterable[tuple[int, int]], *, lang: str | None = None) -> tuple[Link, ...]:
    """See `Normalizer.link`."""
    return default_normalizer().link(text, spans, lang=lang)


def rewrite(text: str, **options: Any) -> Rewrite:
    """See `Normalizer.rewrite`."""
    return default_normalizer().rewrite(text, **options)


def undo(text: str, edits: Iterable[Edit]) -> str:
    """The text before its edits. Raises `namenorm.errors.UndoError` where they do not fit."""
    from namenorm.annotate.rewriting import undo as undo_edits

    return undo_edits(text, edits)


def entity(entity_id: str) -> Entity:
    """See `Normalizer.entity`."""
    return default_normalizer().entity(entity_id)


def build_index(sources: Iterable[str | Path], out: str | Path) -> dict[str, Any]:
    """See `namenorm.build.build_index`."""
    from namenorm.build import build_index as build

    return build(list(sources), out)


def lint_gazetteer(path: str | Path) -> list[Problem]:
    """See `namenorm.gazetteer.lint.lint`."""
    from namenorm.gazetteer.lint import lint

    return lint([path])


def available_languages() -> tuple[str, ...]:
    """The codes of the languages and scripts that have a profile."""
    from namenorm.text.profiles import available_languages as languages

    return languages()
