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
    """What one name means: see `Normalizer.resolve`.

    >>> resolve("Zakkir Hasanov").best.label
    'Zakir Hasanov'
    """
    return default_normalizer().resolve(name, lang=lang, type=type, context=context, limit=limit)


def resolve_many(names: Iterable[str], **options: Any) -> list[Resolution]:
    """`resolve` for many names at once: see `Normalizer.resolve_many`.

    >>> [str(answer.status) for answer in resolve_many(["Netenyahu", "Atlantis Airlines"])]
    ['RESOLVED', 'NIL']
    """
    return default_normalizer().resolve_many(names, **options)


def compare(left: str, right: str, *, type: str | None = None) -> Comparison:
    """Whether two names name the same entity: see `Normalizer.compare`.

    >>> compare("Ilham Aliyev", "Ильхам Алиев").score > 0.9 > 0.5 > compare("Iran", "Iraq").score
    True
    """
    return default_normalizer().compare(left, right, type=type)


def find(text: str, **options: Any) -> tuple[Link, ...]:
    """The mentions of a text with what they mean: see `Normalizer.find`.

    >>> [link.mention.surface for link in find("Netenyahu met Ilham Aliyev in Baku; Aliyev thanked him.")]
    ['Netenyahu', 'Ilham Aliyev', 'Baku', 'Aliyev']
    """
    return default_normalizer().find(text, **options)


def find_many(texts: Iterable[str], **options: Any) -> list[tuple[Link, ...]]:
    """`find` for many texts: see `Normalizer.find_many`.

    >>> [len(links) for links in find_many(["In Baku.", "Nobody is named here."])]
    [1, 0]
    """
    return default_normalizer().find_many(texts, **options)


def link(text: str, spans: Iterable[tuple[int, int]], *, lang: str | None = None) -> tuple[Link, ...]:
    """Resolves mentions that somebody else found: see `Normalizer.link`.

    >>> [link.resolution.id for link in link("Netenyahu left.", [(0, 9)])]
    ['Q43723']
    """
    return default_normalizer().link(text, spans, lang=lang)


def rewrite(text: str, **options: Any) -> Rewrite:
    """The text with its names repaired: see `Normalizer.rewrite`.

    >>> rewrite("Netenyahu’s visit to Uzbekhistan").text
    'Netanyahu’s visit to Uzbekistan'
    """
    return default_normalizer().rewrite(text, **options)


def rewrite_many(texts: Iterable[str], **options: Any) -> list[Rewrite]:
    """`rewrite` for many texts: see `Normalizer.rewrite_many`.

    >>> [done.text for done in rewrite_many(["Netenyahu left.", "Nobody is named here."])]
    ['Netanyahu left.', 'Nobody is named here.']
    """
    return default_normalizer().rewrite_many(texts, **options)


def undo(text: str, edits: Iterable[Edit]) -> str:
    """The text before its edits. Raises `namenorm.errors.UndoError` where they do not fit.

    >>> changed = rewrite("Netenyahu left.")
    >>> undo(changed.text, changed.edits)
    'Netenyahu left.'
    """
    from namenorm.annotate.rewriting import undo as undo_edits

    return undo_edits(text, edits)


def entity(entity_id: str) -> Entity:
    """The entity with an ID: see `Normalizer.entity`.

    >>> entity("Q43723").label("ru")
    'Биньямин Нетаньяху'
    """
    return default_normalizer().entity(entity_id)


def build_index(sources: Iterable[str | Path], out: str | Path) -> dict[str, Any]:
    """Compiles gazetteers, later ones over earlier ones, into one file: see `namenorm.build.build_index`.

    >>> build_index(["default", "my-names.jsonl"], "my.index")  # doctest: +SKIP
    """
    from namenorm.build import build_index as build

    return build(list(sources), out)


def lint_gazetteer(path: str | Path) -> list[Problem]:
    """Everything that is wrong with a gazetteer: see `namenorm.gazetteer.lint.lint`.

    >>> lint_gazetteer("gazetteer")  # doctest: +SKIP
    []
    """
    from namenorm.gazetteer.lint import lint

    return lint([path])


def available_languages() -> tuple[str, ...]:
    """The codes of the languages and scripts that have a profile.

    >>> "az" in available_languages()
    True
    """
    from namenorm.text.profiles import available_languages as languages

    return languages()
