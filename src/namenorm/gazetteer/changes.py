"""Writing changed entries, unless that would bring errors into the gazetteer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from namenorm.gazetteer.editing import check
from namenorm.gazetteer.lint import lint

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from namenorm.gazetteer.formatter import YamlFile
    from namenorm.model import Problem


def write_changes(root: Path, files: Iterable[YamlFile]) -> tuple[list[Problem], bool]:
    """Writes entries; returns the problems that they bring in, and whether they were written.

    Problems that the gazetteer had before are not among them, those that other entries now have are. With an error
    among them every file is left as it was. Raises `namenorm.errors.GazetteerError` where the schema is broken.
    """
    files = list(files)
    for file in files:
        check(file)
    known = {_signature(found) for found in lint([root], neighbours=True)}
    before = {file.path: file.path.read_bytes() if file.path.exists() else None for file in files}
    for file in files:
        file.write()
    problems = [found for found in lint([root], neighbours=True) if _signature(found) not in known]
    if all(found.severity != "error" for found in problems):
        return problems, True
    for path, content in before.items():
        if content is None:
            path.unlink()
        else:
            path.write_bytes(content)
    return problems, False


def _signature(problem: Problem) -> tuple[str, str, str]:
    """A problem wherever a change has moved it."""
    return problem.path, problem.code, problem.message
