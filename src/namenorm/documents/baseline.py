"""Baselines: findings that were there when namenorm was adopted, and are accepted until somebody touches them."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from namenorm.documents.findings import Finding
from namenorm.errors import ConfigError

_Key = tuple[str, str, str, str]


class Baseline:
    """Accepted findings, counted by file and spelling, so that line numbers may move.

    >>> Baseline(Counter({("a.txt", "Netenyahu", "Netanyahu", "Q43723"): 1})).unused("a.txt")
    1
    """

    def __init__(self, accepted: Counter[_Key]) -> None:
        self._left = accepted

    @classmethod
    def read(cls, path: Path) -> Baseline:
        """The baseline of a file that `write_baseline` has written."""
        accepted: Counter[_Key] = Counter()
        try:
            for line in path.read_text(encoding="utf-8").splitlines():
                record = json.loads(line)
                accepted[record["path"], record["before"], record["after"], record["id"] or ""] += record["count"]
        except FileNotFoundError:
            raise ConfigError(f"{path}: there is no such baseline; make it with --write-baseline {path}") from None
        except (ValueError, KeyError, TypeError, OSError) as error:
            raise ConfigError(f"{path}: is not a baseline of namenorm") from error
        return cls(accepted)

    def accepts(self, finding: Finding) -> bool:
        """Whether a finding is accepted; each entry serves as often as it was counted."""
        key = _key(finding)
        if self._left[key] <= 0:
            return False
        self._left[key] -= 1
        return True

    def unused(self, name: str) -> int:
        """How many accepted findings of a file, once it is done, are not there any more: the baseline can shrink."""
        path = _shown(name)
        return sum(number for key, number in self._left.items() if key[0] == path)


def write_baseline(path: Path, findings: Iterable[Finding]) -> int:
    """Writes the findings as a baseline, sorted; returns how many there are.

    Raises `ConfigError` where the file is there already and is no baseline.
    """
    if path.exists() and not path.is_dir():
        Baseline.read(path)  # never over some other file
    counted = Counter(map(_key, findings))
    lines = [
        json.dumps(
            dict(zip(("path", "before", "after", "id", "count"), (*key, number), strict=True)), ensure_ascii=False
        )
        for key, number in sorted(counted.items())
    ]
    path.write_text("".join(line + "\n" for line in lines), encoding="utf-8", newline="\n")
    return counted.total()


def _key(finding: Finding) -> _Key:
    return _shown(finding.path), finding.before, finding.after, finding.id or ""


def _shown(name: str) -> str:
    """The name of a file as text, on every platform the same."""
    return os.fsencode(Path(name).as_posix()).decode("utf-8", "backslashreplace")
