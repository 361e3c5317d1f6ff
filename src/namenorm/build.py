"""Gazetteer sources -> an index file, and the cache that keeps the index of an edited gazetteer up to date.

Layers stack: of two entries with one ID the later layer's wins.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from namenorm.atomic import replaced
from namenorm.errors import GazetteerError, IndexFileError
from namenorm.gazetteer.reader import gazetteer_files, stream_gazetteer
from namenorm.gazetteer.release import data_version
from namenorm.gazetteer.rules import problem
from namenorm.index.header import FORMAT_VERSION, is_index, read_meta
from namenorm.model import Entity
from namenorm.text.keys import keys_version

Progress = Callable[[int], None]

DEFAULT = "default"
"""The word that names the gazetteer that comes with namenorm."""
_PACKAGE = Path(__file__).resolve().parent
PACKAGED_INDEX = _PACKAGE / "default.index"
CHECKOUT_GAZETTEER = _PACKAGE.parent.parent / "gazetteer"


def build_index(sources: Sequence[str | Path], out: str | Path, progress: Progress | None = None) -> dict[str, Any]:
    """Compiles gazetteers into one index file and returns the file's meta data.

    >>> build_index(["gazetteer"], "my.index")["counts"]  # doctest: +SKIP
    {'aliases': 12345, 'entities': 1600}

    ``progress`` is called with the number of entities that are done. ``out`` is replaced in one step. Raises
    `namenorm.errors.GazetteerError` with every problem, and `namenorm.errors.IndexFileError` where ``out`` is there
    already and is no index; then nothing is written.
    """
    path = Path(out)
    if not sources:
        raise _names_none()
    if path.exists() and not (path.is_file() and (not path.stat().st_size or is_index(path))):
        raise IndexFileError(f"{path}: is there already and is no index, left as it is; name another file")
    return _compile(sources, path, content_hash(sources), progress)


def _compile(
    sources: Sequence[str | Path], out: Path, source_hash: str, progress: Progress | None = None
) -> dict[str, Any]:
    from namenorm.index.builder import build_sections  # most runs find an index that is up to date
    from namenorm.index.layout import write_index

    store, counts = build_sections(merge_layers([read_layer(source) for source in sources]), progress)
    meta = {
        "keys_version": keys_version(),
        "counts": counts,
        "source_sha256": source_hash,
        "data_version": data_versions(sources),
    }
    write_index(out, meta, store)
    return meta


def read_layer(source: str | Path) -> Iterator[Entity]:
    """The entities of a folder, a JSONL file, an index or ``default``; an index has all that its sources had."""
    path = resolve_source(source)
    if not is_index(path):
        yield from stream_gazetteer(path)
        return
    from namenorm.index.reader import MappedIndex

    index = MappedIndex.open(path)
    for row in range(index.entity_count):
        yield index.entity(row)


def merge_layers(layers: Sequence[Iterable[Entity]]) -> Iterator[Entity]:
    """The entities of all layers, in the order in which their IDs first appear; the latest entry of an ID wins.

    The first layer may be larger than memory; what later ones add and change is held.
    """
    first, *later = layers
    changed: dict[str, Entity] = {}
    for layer in later:
        changed.update((entity.id, entity) for entity in layer)
    for entity in first:
        yield changed.pop(entity.id, entity)
    yield from changed.values()


def _names_none() -> GazetteerError:
    return GazetteerError([problem("E001", "''", "names no gazetteer; write 'default' for that of namenorm")])


def resolve_source(source: str | Path) -> Path:
    """The path of a source; ``default`` is the gazetteer of the checkout, else the index that is in the wheel."""
    if source == "":  # a variable that is not set, say; as a path it would be the current folder
        raise _names_none()
    if str(source) != DEFAULT:
        return Path(source)
    return CHECKOUT_GAZETTEER if CHECKOUT_GAZETTEER.is_dir() else PACKAGED_INDEX


def data_versions(sources: Sequence[str | Path]) -> str:
    """The data versions of the layers that have one, joined by ``+``."""
    found = []
    for source in sources:
        path = resolve_source(source)
        found.append(read_meta(path).get("data_version", "") if is_index(path) else data_version(path))
    return "+".join(filter(None, found))


def content_hash(sources: Sequence[str | Path]) -> str:
    """A SHA-256 over the names and bytes of all files of the sources."""
    digest = hashlib.sha256()
    for source in sources:
        root = resolve_source(source)
        digest.update(data_version(root).encode())
        for file in gazetteer_files(root):
            name = file.relative_to(root).as_posix() if file != root else file.name
            digest.update(f"{name}\0{file.stat().st_size}\0".encode())
            digest.update(file.read_bytes())
    return digest.hexdigest()


def index_path(sources: Sequence[str | Path] | None = None) -> Path:
    """The path of an up-to-date index over ``sources``, building it into the user's cache where needed.

    Without sources: the default gazetteer.
    """
    sources = [DEFAULT] if sources is None else sources or [""]  # an empty list is no wish for the default
    if len(sources) == 1 and is_index(resolve_source(sources[0])):
        return resolve_source(sources[0])
    return _cached_index(sources)


def _cached_index(sources: Sequence[str | Path]) -> Path:
    cache = cache_folder()
    signature = _signature(sources)
    note = cache / f"{signature[:32]}.json"
    try:
        # An unchanged listing of names, sizes and times spares reading the files to hash them.
        known = cache / str(json.loads(note.read_text(encoding="utf-8"))["index"])
        if known.exists():
            return known
    except (OSError, ValueError, KeyError):
        pass
    source_hash = content_hash(sources)
    path = cache / f"{source_hash[:24]}-{FORMAT_VERSION}-{keys_version()}.index"
    if not path.exists():
        _compile(sources, path, source_hash)
    with replaced(note) as file:
        file.write(json.dumps({"index": path.name}).encode())
    return path


def _signature(sources: Sequence[str | Path]) -> str:
    digest = hashlib.sha256(f"{FORMAT_VERSION} {keys_version()}".encode())
    for source in sources:
        digest.update(data_version(resolve_source(source)).encode())
        for path, size, changed in sorted(_listing(resolve_source(source))):
            digest.update(f"{path}\0{size}\0{changed}\0".encode())
    return digest.hexdigest()


def _listing(path: Path) -> Iterator[tuple[str, int, int]]:
    """Path, size and time of change of every file at or below a path; several times faster than `Path.rglob`."""
    if not path.is_dir():
        for file in gazetteer_files(path):
            stat = file.stat()
            yield str(file.absolute()), stat.st_size, stat.st_mtime_ns
        return
    folders = [str(path.absolute())]
    while folders:
        with os.scandir(folders.pop()) as entries:
            for entry in entries:
                if entry.is_dir():
                    folders.append(entry.path)
                else:
                    stat = entry.stat()
                    yield entry.path, stat.st_size, stat.st_mtime_ns


def cache_folder() -> Path:
    """Where indexes of edited gazetteers are kept: ``NAMENORM_CACHE``, else the platform's cache folder."""
    chosen = os.environ.get("NAMENORM_CACHE")
    if chosen:
        folder = Path(chosen)
    elif sys.platform == "win32":
        folder = Path(os.environ.get("LOCALAPPDATA", Path.home())) / "namenorm" / "cache"
    elif sys.platform == "darwin":
        folder = Path.home() / "Library" / "Caches" / "namenorm"
    else:
        folder = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "namenorm"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        advice = "set NAMENORM_CACHE to another folder, or compile with: namenorm build GAZETTEER -o INDEX"
        raise IndexFileError(f"the cache folder {folder} cannot be made: {error.strerror}; {advice}") from error
    return folder
