"""The spaCy component: a `Normalizer` as a step of a pipeline. The engine does all matching; this gives it a shape."""

from __future__ import annotations

import json
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any

from spacy import util
from spacy.pipeline import Pipe
from spacy.tokens import Doc

from namenorm.adapters.spacy_gazetteer import Gazetteer
from namenorm.adapters.spacy_records import register_extensions, write
from namenorm.model import Edit, Link

if TYPE_CHECKING:
    from pathlib import Path

    from spacy.language import Language
    from spacy.tokens import Span
    from spacy.training import Example

    from namenorm.adapters.spacy_options import Options
    from namenorm.normalizer import Normalizer

INDEX = "index"
"""The name under which the compiled gazetteer is saved, and by which ``exclude`` leaves it out."""


class NamenormComponent(Pipe):
    """Finds names in a `Doc`, or links its entities, and writes what they mean.

    >>> import spacy
    >>> nlp = spacy.blank("xx")
    >>> component = nlp.add_pipe("namenorm")
    >>> doc = nlp("Netenyahu in Baku.")
    >>> [(span.text, span.kb_id_) for span in doc.spans["namenorm"]]
    [('Netenyahu', 'Q43723'), ('Baku', 'Q9248')]

    Made by ``nlp.add_pipe("namenorm", config=...)``; the page ``docs/reference/spacy.md`` lists the config.
    """

    def __init__(
        self,
        vocab: Any,
        name: str,
        options: Options,
        gazetteer: Gazetteer,
        *,
        save_index: bool = True,
        scorer: Callable[..., dict[str, Any]] | None = None,
    ) -> None:
        self.name = name
        self.options = options
        self.gazetteer = gazetteer
        self.save_index = save_index
        self.scorer = scorer
        self._warned = False
        register_extensions()
        for label in self.labels:
            vocab.strings.add(label)

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels that the component gives."""
        return tuple(sorted(set(self.options.labels.values())))

    @property
    def normalizer(self) -> Normalizer:
        """The engine, opened at first use. Set it to share one that is already open."""
        return self.gazetteer.normalizer

    @normalizer.setter
    def normalizer(self, normalizer: Normalizer) -> None:
        self.gazetteer.use(normalizer)

    def __call__(self, doc: Doc) -> Doc:
        """Writes the links of one doc."""
        self._annotate([doc])
        return doc

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 128) -> Iterator[Doc]:
        """Writes the links of many docs, in their order; a doc that fails goes to the error handler alone."""
        docs = iter(stream)
        while batch := list(islice(docs, batch_size)):
            try:
                self._annotate(batch)
            except Exception:  # noqa: BLE001 - which doc it was is found out below, and the handler decides
                yield from self._one_by_one(batch)
            else:
                yield from batch

    def _one_by_one(self, docs: Iterable[Doc]) -> Iterator[Doc]:
        handle = self.get_error_handler()
        for doc in docs:
            try:
                self._annotate([doc])
            except Exception as error:  # noqa: BLE001 - spaCy's contract: the handler decides
                handle(self.name, self, [doc], error)
            else:
                yield doc

    def _annotate(self, docs: Sequence[Doc]) -> None:
        options = self.options
        for doc in docs:
            if not isinstance(doc, Doc):
                raise TypeError(f"{self.name} takes a spaCy Doc, not {doc.__class__.__name__}; call nlp(text) instead")
        texts = [doc.text for doc in docs]
        linked = self._linked(docs, texts) if options.mode != "find" else [[] for _ in docs]
        if options.mode != "link":
            found, edits = self._found(texts)
        else:
            found, edits = [()] * len(docs), self._edits(texts, [[link for _, link in own] for own in linked])
        for doc, own, old, changes in zip(docs, found, linked, edits, strict=True):
            write(doc, own, old, changes, options)

    def _found(self, texts: Sequence[str]) -> tuple[Sequence[Sequence[Link]], Sequence[Sequence[Edit]]]:
        """The links of texts and their edits; rewriting gives both, unless it finds others than those asked for."""
        options, engine = self.options, self.normalizer
        edits: Sequence[Sequence[Edit]] = [()] * len(texts)
        if options.rewrite is not None:
            done = engine.rewrite_many(texts, lang=options.lang, types=options.types, level=options.rewrite)
            edits = [rewrite.edits for rewrite in done]
            if not (options.overlaps or options.demonyms):
                return [rewrite.links for rewrite in done], edits
        found = engine.find_many(
            texts, lang=options.lang, types=options.types, overlaps=options.overlaps, demonyms=options.demonyms
        )
        return found, edits

    def _linked(self, docs: Sequence[Doc], texts: Sequence[str]) -> list[list[tuple[Span, Link]]]:
        """The entities of docs, each with its link."""
        entities = [doc.ents for doc in docs]
        for doc, own in zip(docs, entities, strict=True):
            if not own:
                self._warn_without_entities(doc)
        asked = [
            (text, [(span.start_char, span.end_char) for span in own])
            for text, own in zip(texts, entities, strict=True)
            if own
        ]
        links = iter(self.normalizer.link_many(asked, lang=self.options.lang))
        return [list(zip(own, next(links), strict=True)) if own else [] for own in entities]

    def _warn_without_entities(self, doc: Doc) -> None:
        if self.options.mode == "link" and len(doc) and not self._warned and not doc.has_annotation("ENT_IOB"):
            self._warned = True
            warnings.warn(
                f"{self.name} links the entities of doc.ents, but no component has set any; add it after 'ner' or "
                "'entity_ruler', or set its config to mode = 'find'",
                stacklevel=2,
            )

    def _edits(self, texts: Sequence[str], links: Sequence[Sequence[Link]]) -> Sequence[Sequence[Edit]]:
        from namenorm.annotate.rewriting import rewrite_many

        options, engine = self.options, self.normalizer
        if options.rewrite is None:
            return [()] * len(texts)
        found = zip(texts, links, strict=True)
        done = rewrite_many(found, engine.kb, engine.config, lang=options.lang, level=options.rewrite)
        return [rewrite.edits for rewrite in done]

    def initialize(
        self,
        get_examples: Callable[[], Iterable[Example]],  # noqa: ARG002 - spaCy's signature; nothing is trained
        *,
        nlp: Language | None = None,  # noqa: ARG002
        gazetteer: Any = None,
    ) -> None:
        """Opens the gazetteer, or another one: ``[initialize.components.namenorm]``.

        ``gazetteer`` is a path, a list of paths, or records such as a reader yields. What is given here is saved with
        the pipeline and need not exist where it is loaded.
        """
        if gazetteer is not None:
            self.gazetteer = Gazetteer(gazetteer, self.gazetteer.config)
        _ = self.normalizer

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Saves the compiled gazetteer with the pipeline; ``exclude`` takes ``index`` and ``meta``."""
        writers: dict[str, Callable[[Path], None]] = {
            "meta.json": lambda file: _write_json(file, self.gazetteer.meta()),
            INDEX: self.gazetteer.save_index,
        }
        util.to_disk(path, writers, self._excluded(exclude))

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> NamenormComponent:
        """Loads what `to_disk` saved. Raises `namenorm.errors.IndexFileError` where this namenorm cannot read it."""
        saved: dict[str, Any] = {}
        readers: dict[str, Callable[[Path], None]] = {
            "meta.json": lambda file: saved.update(meta=json.loads(file.read_bytes())) if file.exists() else None,
            INDEX: lambda file: saved.update(index=file) if file.exists() else None,
        }
        util.from_disk(path, readers, exclude)
        self.gazetteer.load(saved.get("meta", {}), saved.get("index"))
        return self

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """The compiled gazetteer as bytes; ``exclude`` takes ``index`` and ``meta``."""
        writers: dict[str, Callable[[], bytes]] = {
            "meta": lambda: json.dumps(self.gazetteer.meta()).encode(),
            INDEX: self.gazetteer.index_bytes,
        }
        return util.to_bytes(writers, self._excluded(exclude))

    def from_bytes(self, bytes_data: bytes, *, exclude: Iterable[str] = ()) -> NamenormComponent:
        """Loads what `to_bytes` made."""
        saved: dict[str, Any] = {}
        readers: dict[str, Callable[[bytes], object]] = {
            "meta": lambda content: saved.update(meta=json.loads(content)),
            INDEX: lambda content: saved.update(index=content),
        }
        util.from_bytes(bytes_data, readers, exclude)
        self.gazetteer.load(saved.get("meta", {}), saved.get("index"))
        return self

    def _excluded(self, exclude: Iterable[str]) -> list[str]:
        return [*exclude, *(() if self.save_index else (INDEX,))]


def _write_json(file: Path, content: dict[str, Any]) -> None:
    file.write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
