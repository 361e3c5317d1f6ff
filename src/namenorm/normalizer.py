"""Normalizer: one knowledge base and one Config, with everything that can be asked of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain
from operator import index
from typing import TYPE_CHECKING, Any

from namenorm.config import Config
from namenorm.errors import ConfigError
from namenorm.kb import KnowledgeBase, successor
from namenorm.model import ENTITY_TYPES, Alias, Comparison, Entity, Link, Query, Resolution, Rewrite, language_code

if TYPE_CHECKING:
    from pathlib import Path

    from namenorm.annotate.finder import Finder
    from namenorm.annotate.rewriting import Asked
    from namenorm.resolving.resolver import Resolver


class Normalizer:
    """Resolves names, finds them in texts and rewrites them, against one knowledge base.

    >>> from namenorm.model import Entity
    >>> normalizer = Normalizer.from_entities([Entity("Q3616", "place", {"en": "Tehran"})])
    >>> normalizer.resolve("TEHRAN").id
    'Q3616'

    One instance serves many threads. It pickles as the path of its index.
    """

    def __init__(self, kb: KnowledgeBase, config: Config | None = None) -> None:
        from namenorm.resolving.resolver import Resolver

        if not isinstance(config, Config | None):
            raise TypeError(f"config must be a Config, not {config.__class__.__name__}; write Config(limit=3), say")
        self.config = config or Config()
        self.kb = kb
        self._resolver: Resolver = Resolver(kb, self.config)

    @classmethod
    def open(cls, source: str | Path | Sequence[str | Path] | None = None, config: Config | None = None) -> Normalizer:
        """A `Normalizer` over a gazetteer: a YAML folder, a JSONL file, a compiled index, or several of them as layers.

        >>> Normalizer.open()  # doctest: +SKIP
        >>> Normalizer.open(["default", "my-names.jsonl"])  # doctest: +SKIP

        Without a source, or for the word ``default``, it is the gazetteer that comes with namenorm. Sources are
        compiled into the user's cache, and again whenever they change. Raises `namenorm.errors.GazetteerError` if they
        are wrong, `namenorm.errors.IndexFileError` if an index is damaged or of another version.
        """
        from namenorm.build import index_path
        from namenorm.index.reader import MappedIndex

        sources = None if source is None else list(source) if isinstance(source, (list, tuple)) else [source]
        return cls(MappedIndex.open(index_path(sources)), config)  # type: ignore[arg-type]

    @classmethod
    def from_entities(cls, entities: Iterable[Entity], config: Config | None = None) -> Normalizer:
        """A `Normalizer` over entities in memory.

        >>> from namenorm.model import Entity
        >>> Normalizer.from_entities([Entity("Q3616", "place", {"en": "Tehran"})]).resolve("Tehrn").id
        'Q3616'
        """
        from namenorm.index.reader import MappedIndex

        return cls(MappedIndex.build(_distinct(map(_entity, entities))), config)

    def __repr__(self) -> str:
        return f"<Normalizer over {self.kb!r}>"

    def __reduce__(self) -> tuple[Any, ...]:
        return Normalizer, (self.kb, self.config)

    @cached_property
    def _finder(self) -> Finder:
        from namenorm.annotate.finder import Finder

        return Finder(self.kb, self._resolver, self.config)

    def resolve(
        self,
        name: str,
        *,
        lang: str | None = None,
        type: str | None = None,
        context: str = "",
        limit: int | None = None,
    ) -> Resolution:
        """What one name means: RESOLVED, AMBIGUOUS or NIL, with candidates, scores and evidence.

        >>> Normalizer.open().resolve("Zakkir Hasanov").best.label
        'Zakir Hasanov'

        ``lang`` (BCP-47) and ``type`` (one of `namenorm.model.ENTITY_TYPES`) narrow the search. ``context`` is text
        around the name. ``limit`` is the number of candidates to list. Raises ``TypeError`` if the name is not a
        ``str``, and `namenorm.errors.ConfigError` if an option cannot have its value.
        """
        return self._resolver.resolve(Query(_text(name), _lang(lang), _type(type), _text(context or "")), _limit(limit))

    def resolve_many(
        self, names: Iterable[str], *, lang: str | None = None, type: str | None = None, limit: int | None = None
    ) -> list[Resolution]:
        """`resolve` for many names at once; the answers are in the order of the names.

        >>> [answer.id for answer in Normalizer.open().resolve_many(["Netenyahu", "Atlantis"])]
        ['Q43723', None]

        Each distinct name is resolved once, and together they take less time than one by one. Write ``""`` where a name
        is missing.
        """
        lang, wanted = _lang(lang), _type(type)
        queries = (Query(_text(name), lang, wanted) for name in _several(names))
        return self._resolver.resolve_many(queries, _limit(limit))

    def compare(self, left: str, right: str, *, type: str | None = None) -> Comparison:
        """How likely it is, from 0 to 1, that two names of a ``type`` name one entity, by their spelling alone.

        >>> Normalizer.open().compare("Ilham Aliyev", "Ильхам Алиев").score > 0.9
        True
        """
        from namenorm.resolving.compare import compare

        return compare(_text(left), _text(right), _type(type), self.config)

    def find(
        self,
        text: str,
        *,
        lang: str | None = None,
        types: Iterable[str] | None = None,
        overlaps: bool = False,
        demonyms: bool = False,
    ) -> tuple[Link, ...]:
        """The mentions of a text and what each means, in the order of the text; AMBIGUOUS ones are included.

        >>> [link.mention.surface for link in Normalizer.open().find("Netenyahu in Baku.")]
        ['Netenyahu', 'Baku']

        ``lang`` is the language of the text (guessed if not given), ``types`` limits the search to these entity types.
        Mentions do not overlap unless ``overlaps`` is true. ``demonyms`` also links words such as "Israeli" to their
        country.
        """
        return self.find_many([text], lang=lang, types=types, overlaps=overlaps, demonyms=demonyms)[0]

    def find_many(
        self,
        texts: Iterable[str],
        *,
        lang: str | None = None,
        types: Iterable[str] | None = None,
        overlaps: bool = False,
        demonyms: bool = False,
    ) -> list[tuple[Link, ...]]:
        """`find` for many texts; each is a document of its own. Together they take less time than one by one.

        >>> [len(links) for links in Normalizer.open().find_many(["In Baku.", "Nowhere."])]
        [1, 0]
        """
        several, wanted = map(_text, _several(texts)), _types(types)
        return list(
            self._finder.find_many(several, lang=_lang(lang), types=wanted, overlaps=overlaps, demonyms=demonyms)
        )

    def link(self, text: str, spans: Iterable[tuple[int, int]], *, lang: str | None = None) -> tuple[Link, ...]:
        """What the mentions at given places mean: spans ``(start, end)`` in code points, found by an NER model, say.

        >>> [link.resolution.id for link in Normalizer.open().link("Netenyahu left.", [(0, 9)])]
        ['Q43723']
        """
        return self.link_many([(text, spans)], lang=lang)[0]

    def link_many(
        self, documents: Iterable[tuple[str, Iterable[tuple[int, int]]]], *, lang: str | None = None
    ) -> list[tuple[Link, ...]]:
        """`link` for many texts, each with its spans. Together they take less time than one by one.

        >>> [[link.resolution.id for link in links] for links in Normalizer.open().link_many([("In Baku.", [(3, 7)])])]
        [['Q9248']]
        """
        several = ((_text(text), list(map(_span, spans))) for text, spans in documents)
        return list(self._finder.link_many(several, lang=_lang(lang)))

    def rewrite(
        self,
        text: str,
        *,
        lang: str | None = None,
        label_lang: str | None = None,
        level: str = "misspelling",
        labels: Mapping[str, Mapping[str, str]] | None = None,
        unsafe: bool = False,
        types: Iterable[str] | None = None,
    ) -> Rewrite:
        """The text with its names repaired, each edit with its reason.

        >>> Normalizer.open().rewrite("Netenyahu’s visit").text
        'Netanyahu’s visit'

        ``level`` is ``misspelling`` (repair what is wrong), ``variant`` (also unify valid variants) or ``style`` (also
        write names as the house does: ``labels`` maps IDs to languages to names, ``{"Q1899": {"en": "Kiev"}}``).
        SAFE edits are applied; with ``unsafe``, the others too. AMBIGUOUS names are never edited, nor is anything in
        addresses, file names, handles and tags. Names are written in the language of the text, or in ``label_lang``.
        Rewriting the result again changes nothing.
        """
        return self.rewrite_many(
            [text], lang=lang, label_lang=label_lang, level=level, labels=labels, unsafe=unsafe, types=types
        )[0]

    def rewrite_many(
        self,
        texts: Iterable[str],
        *,
        lang: str | None = None,
        label_lang: str | None = None,
        level: str = "misspelling",
        labels: Mapping[str, Mapping[str, str]] | None = None,
        unsafe: bool = False,
        types: Iterable[str] | None = None,
    ) -> list[Rewrite]:
        """`rewrite` for many texts; each is a document of its own. Together they take less time than one by one.

        >>> [done.text for done in Normalizer.open().rewrite_many(["Netenyahu left.", "Nowhere."])]
        ['Netanyahu left.', 'Nowhere.']
        """
        from namenorm.annotate.finder import in_groups
        from namenorm.annotate.repaired import Repaired
        from namenorm.annotate.rewriting import checked_level, rewrite_many
        from namenorm.collector import collector_held

        level = checked_level(level)
        lang, label_lang, wanted, finder = _lang(lang), _lang(label_lang), _types(types), self._finder

        @collector_held()
        def rewritten(some: Sequence[str]) -> list[Rewrite]:
            searches = finder.search_many(some, lang=lang, types=wanted)

            def relink(asked: list[Asked]) -> Iterator[tuple[Link, ...]]:
                repaired = [Repaired(searches[place], text, edits) for place, text, edits in asked]
                return (search.links() for search in finder.search_again(repaired, lang=lang, types=wanted))

            found = zip(some, (search.links() for search in searches), strict=True)
            return rewrite_many(
                found, self.kb, self.config, lang=lang, label_lang=label_lang, level=level,
                labels=_labels(labels), unsafe=unsafe, relink=relink,
            )  # fmt: skip

        return [done for some in in_groups(map(_text, _several(texts))) for done in rewritten(some)]

    def entity(self, entity_id: str) -> Entity:
        """The entity with an ID; follows ``replaced_by``. Raises ``KeyError`` where there is none.

        >>> Normalizer.open().entity("Q43723").label()
        'Benjamin Netanyahu'
        """
        row = self.kb.entity_row(entity_id) if isinstance(entity_id, str) else None
        if row is None:
            raise KeyError(entity_id)
        return self.kb.entity(successor(self.kb, row))

    def info(self) -> dict[str, Any]:
        """The metadata of the index: versions, counts and the hash of its sources.

        >>> sorted(Normalizer.from_entities([]).info()["counts"])
        ['aliases', 'entities']
        """
        return dict(getattr(self.kb, "meta", {}))


_MISSING = "; write '' where one is missing"
_ARROW = "; write column.to_pylist(), or use namenorm.adapters.arrow"
_HINTS = {
    "bytes": "; decode it first", "NoneType": _MISSING, "float": _MISSING, "NAType": _MISSING,
    "StringScalar": _ARROW, "LargeStringScalar": _ARROW,
}  # fmt: skip
"""Type of what is not a text -> what to do; tables say by a float (NaN) that a cell is empty."""


def _text(value: object) -> str:
    if not isinstance(value, str):
        kind = value.__class__.__name__
        raise TypeError(f"a name or text must be a str, not {kind}{_HINTS.get(kind, '')}")
    return value


def _several(values: Iterable[str]) -> Iterable[str]:
    if isinstance(values, str):
        raise TypeError("several names or texts are asked for, not one str; put it into a list")
    if hasattr(values, "columns"):  # a data frame would give its headings, or whole columns
        raise TypeError("names or texts are one column, not a whole table; write frame['name'], say")
    return values


def _lang(value: object) -> str | None:
    if value is None or value == "":
        return None
    code = language_code(value)
    if code is None:
        raise ConfigError(f"{value!r} is not a language code such as en, az or sr-Latn")
    return code


def _type(value: str | None) -> str | None:
    if value is not None and value not in ENTITY_TYPES:
        raise ConfigError(f"{value!r} is not an entity type; choose one of {', '.join(ENTITY_TYPES)}")
    return value


def _limit(value: int | None) -> int | None:
    if value is not None and not (isinstance(value, int) and value > 0):
        raise ConfigError(f"limit is {value!r}, but must be a whole number from 1 up")
    return value


def _span(value: tuple[int, int]) -> tuple[int, int]:
    try:
        start, end = map(index, value)
    except (TypeError, ValueError):
        raise TypeError(f"spans are pairs of whole numbers, (start, end), not {value!r}") from None
    return start, end


def _entity(value: object) -> Entity:
    if not isinstance(value, Entity):
        raise TypeError(f"entities must be of the class Entity, not {value.__class__.__name__}")
    labels = value.labels.items() if isinstance(value.labels, Mapping) else [("", None)]
    if not all(isinstance(text, str) for text in (value.id, *chain.from_iterable(labels))):
        raise TypeError('an ID must be a str, and labels map languages to names, such as {"en": "Kiev"}')
    names = (*value.names, *value.demonyms)
    if not all(isinstance(name, Alias) for name in names):
        raise TypeError(f"{value.id}: names and demonyms must be of the class Alias")
    if not all(_text(text).strip() for text in (value.id, *value.labels.values(), *(name.text for name in names))):
        raise ConfigError(f"the ID or a name of the entity {value.id!r} is empty; leave out what is missing")
    _type(value.type)
    return value


def _distinct(entities: Iterable[Entity]) -> Iterator[Entity]:
    known: set[str] = set()
    for entity in entities:
        if entity.id in known:
            raise ConfigError(f"two entities have the ID {entity.id!r}; an ID belongs to one")
        known.add(entity.id)
        yield entity


def _labels(value: Mapping[str, Mapping[str, str]] | None) -> Mapping[str, Mapping[str, str]] | None:
    names = list(value.values()) if value else []
    if not all(isinstance(each, Mapping) and all(isinstance(text, str) for text in each.values()) for each in names):
        raise ConfigError('labels map an ID to languages and names, such as {"Q1899": {"en": "Kiev"}}')
    return value


def _types(values: Iterable[str] | None) -> frozenset[str] | None:
    if isinstance(values, str):
        raise TypeError(f"types are several, not one str; write [{values!r}]")
    return None if values is None else frozenset(value for value in values if _type(value))
