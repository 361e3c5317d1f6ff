"""The gazetteer of a spaCy component: opened at first use, saved and loaded with the pipeline."""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from namenorm.atomic import replaced
from namenorm.build import DEFAULT, build_index, cache_folder
from namenorm.config import Config
from namenorm.errors import ConfigError, IndexFileError, IndexVersionError
from namenorm.index.reader import MappedIndex
from namenorm.model import Entity
from namenorm.normalizer import Normalizer
from namenorm.record import encode_entity
from namenorm.version import __version__

Source = str | Path | Iterable[str | Path] | Iterable[Mapping[str, Any] | Entity] | None


class Gazetteer:
    """Where the names come from, and the `Normalizer` over them, which is opened when it is first asked for.

    ``sources`` are paths, or the word ``default``, as in `Normalizer.open`. It pickles as paths, so that every worker
    process maps the same file.
    """

    def __init__(self, source: Source, config: Config) -> None:
        self.config = config
        self.sources = read_source(source)
        self._saved: dict[str, Any] = {}
        self._index: Path | None = None
        self._normalizer: Normalizer | None = None

    @property
    def normalizer(self) -> Normalizer:
        """The engine. Raises `namenorm.errors.NamenormError` where the gazetteer cannot be used."""
        if self._normalizer is None:
            self._normalizer = self._open()
        return self._normalizer

    def use(self, normalizer: Normalizer) -> None:
        """Takes an engine that is already open, such as one that other code uses too."""
        self._normalizer, self._index, self._saved = normalizer, None, {}

    def _open(self) -> Normalizer:
        if self._index is not None:
            return open_saved(self._index, self.config, self._saved)
        for source in self.sources:
            if source != DEFAULT and not Path(source).exists():
                raise ConfigError(
                    f"the spaCy component namenorm: gazetteer: there is no {source!r} in {Path.cwd()}; give the path "
                    "of a folder of YAML files, of a JSONL file or of a compiled index, or the word 'default'"
                )
        normalizer = Normalizer.open(list(self.sources), self.config)
        expected, found = self._saved.get("source_sha256"), normalizer.info().get("source_sha256")
        if expected and expected != found:
            raise IndexVersionError(
                f"the pipeline was saved without its index, over the gazetteer {', '.join(self.sources)} with the "
                f"contents {expected[:12]}, but there it now has the contents {str(found)[:12]}; restore that "
                "gazetteer, or load with exclude=['namenorm'], add the component again and save the pipeline"
            )
        return normalizer

    def meta(self) -> dict[str, Any]:
        """What is saved beside the index."""
        info = self.normalizer.info()
        return {
            "namenorm": __version__,
            "sources": list(self.sources),
            "source_sha256": info.get("source_sha256"),
            "counts": info.get("counts", {}),
        }

    def save_index(self, path: Path) -> None:
        """Copies the compiled index to ``path``, in one step; an index in memory is compiled there."""
        current = getattr(self.normalizer.kb, "path", None)
        if current is None:
            kb = self.normalizer.kb
            entities = read_source(kb.entity(row) for row in range(kb.entity_count))
            build_index(list(entities), path)
        elif not (path.exists() and path.samefile(current)):
            with Path(current).open("rb") as index, replaced(path) as copy:
                shutil.copyfileobj(index, copy)

    def index_bytes(self) -> bytes:
        """The compiled index."""
        current = getattr(self.normalizer.kb, "path", None)
        if current is not None:
            return Path(current).read_bytes()
        with tempfile.TemporaryDirectory() as folder:
            self.save_index(Path(folder) / "index")
            return (Path(folder) / "index").read_bytes()

    def load(self, meta: Mapping[str, Any], index: Path | bytes | None) -> None:
        """Takes what was saved: its index where there is one, else the same sources with the same contents."""
        self._saved = dict(meta)
        self._normalizer = None
        self._index = _kept(index, ".index") if isinstance(index, bytes) else index
        if self._index is not None:
            self._normalizer = self._open()
        elif meta.get("sources"):
            self.sources = tuple(meta["sources"])


def open_saved(index: Path, config: Config, saved: Mapping[str, Any]) -> Normalizer:
    """Opens the index of a saved pipeline. Its errors say how to save the pipeline anew."""
    try:
        return Normalizer(MappedIndex.open(index), config)
    except IndexFileError as error:
        raise type(error)(
            f"the gazetteer that was saved with the pipeline cannot be used: {error}\n"
            f"It was written by namenorm {saved.get('namenorm', '?')} from {', '.join(saved.get('sources', '?'))}; "
            f"this is {__version__}. To save it anew: load the pipeline with exclude=['namenorm'], add the component "
            "again and call nlp.to_disk; or install the version that wrote it"
        ) from error


def read_source(source: Source) -> tuple[str, ...]:
    """The sources as paths. Records and entities become a JSONL file in the cache folder, named by its contents.

    >>> read_source("names.jsonl"), read_source(["default", "names.jsonl"]), read_source(None)
    (('names.jsonl',), ('default', 'names.jsonl'), ('default',))
    """
    if source is None:
        return (DEFAULT,)
    if isinstance(source, (str, Path)):
        return (str(source),)
    items = list(source) if hasattr(source, "__iter__") else [source]
    if items and all(isinstance(item, (str, Path)) for item in items):
        return tuple(map(str, items))
    records = [encode_entity(item) if isinstance(item, Entity) else item for item in items]
    wrong = next((item for item in records if not isinstance(item, dict)), None)
    if wrong is not None or not records:
        found = "nothing" if not records else f"a {wrong.__class__.__name__}"
        raise ConfigError(
            f"the spaCy component namenorm: gazetteer: {found} is no gazetteer; give a path, a list of paths, or the "
            "records that @readers = 'namenorm.Gazetteer.v1' yields"
        )
    lines = [json.dumps(record, ensure_ascii=False) for record in records]
    return (str(_kept("\n".join(lines).encode(), ".jsonl")),)


def _kept(content: bytes, suffix: str) -> Path:
    """A file in the cache folder that holds ``content`` and is named by it."""
    path = cache_folder() / f"spacy-{hashlib.sha256(content).hexdigest()[:24]}{suffix}"
    if not path.exists():
        with replaced(path) as file:
            file.write(content)
    return path
