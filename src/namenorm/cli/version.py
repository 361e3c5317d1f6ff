"""Which program and which data: what `--version` prints and every machine-readable report carries."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from namenorm.cli.console import Console
from namenorm.normalizer import Normalizer
from namenorm.version import __version__


def versions(normalizer: Normalizer) -> dict[str, Any]:
    """The version of the program, and of the data that it works with."""
    info = normalizer.info()
    return {
        "namenorm": __version__,
        "data": str(info.get("source_sha256", ""))[:16],
        "data_version": str(info.get("data_version", "")),
        "keys": str(info.get("keys_version", "")),
    }


def print_version(words: Sequence[str], console: Console) -> int:
    """`namenorm --version`; further words are gazetteers."""
    from namenorm.build import index_path
    from namenorm.cli.tables import counted
    from namenorm.index.header import read_meta

    console.print(f"namenorm {__version__}")
    info = read_meta(index_path([word for word in words if not word.startswith("-")] or None))
    counts = info.get("counts", {})
    version = info.get("data_version") or "without a version"
    console.print(
        f"data {version} ({str(info.get('source_sha256', ''))[:16]}), "
        f"{counted(counts.get('entities', 0), 'entity', 'entities')}, {counted(counts.get('aliases', 0), 'name')}, "
        f"keys {info.get('keys_version', '')}"
    )
    return 0
