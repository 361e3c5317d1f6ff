"""``namenorm.lock``: pins the data that a project works with, so that its results can be made again."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Sequence
from pathlib import Path

from namenorm.build import content_hash, data_versions
from namenorm.errors import ConfigError

_HEAD = "# Written by `namenorm gazetteer lock`. It pins the gazetteers that this project works with.\n"


def lock_text(sources: Sequence[str]) -> str:
    """The lock of some layers: for each its data version and the hash of its contents."""
    parts = [_HEAD]
    for source in sources:
        version, digest = data_versions([source]), content_hash([source])
        parts.append(
            f"\n[[layer]]\nsource = {json.dumps(source, ensure_ascii=False)}\n"
            f'data_version = "{version}"\nsha256 = "{digest}"\n'
        )
    return "".join(parts)


def check_lock(path: Path) -> list[str]:
    """What has changed since the lock was written, in words; empty where nothing has."""
    try:
        layers = tomllib.loads(path.read_text(encoding="utf-8"))["layer"]
        pinned = [(str(layer["source"]), str(layer["data_version"]), str(layer["sha256"])) for layer in layers]
    except OSError as error:
        raise ConfigError(f"{path}: {error.strerror}; write it with: namenorm gazetteer lock") from error
    except (ValueError, KeyError, TypeError) as error:  # no TOML, perhaps not even UTF-8, or of another kind
        raise ConfigError(f"{path}: is no lock; write it again with: namenorm gazetteer lock") from error
    changed = []
    for source, version, digest in pinned:
        if content_hash([source]) != digest:
            now = data_versions([source]) or "without a version"
            changed.append(f"{source} was {version or 'without a version'} ({digest[:12]}), is {now} and differs")
    return changed
