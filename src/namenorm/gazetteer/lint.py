"""Structural lint: what can be judged in a gazetteer without the engine.

Rules that ask the engine (do the examples resolve?) are in `namenorm.curation`. `namenorm.gazetteer.rules` lists all.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from namenorm.gazetteer.danger_lint import danger_problems
from namenorm.gazetteer.entry_lint import entry_problems
from namenorm.gazetteer.files import is_laid_out
from namenorm.gazetteer.reader import read_sources
from namenorm.gazetteer.reference_lint import reference_problems
from namenorm.gazetteer.rules import entries_of, problem
from namenorm.model import ENTITY_TYPES, Problem


def lint(path: str | Path, *, neighbours: bool = False) -> list[Problem]:
    """Every problem of a gazetteer, ordered by file and line.

    >>> lint("gazetteer")  # doctest: +SKIP
    []

    ``neighbours`` adds the report of entries that a slip of the pen may confuse.
    """
    sources = list(read_sources(path))
    entries = entries_of(sources, is_ours=is_laid_out(path))
    problems = [found for source in sources for found in source.problems]
    problems += [found for entry in entries for found in entry_problems(entry)]
    problems += reference_problems(entries, [Path(source.path).name for source in sources if source.entity is None])
    problems += danger_problems(entries)
    problems += _astray(Path(path)) if is_laid_out(path) else []
    if neighbours:
        from namenorm.gazetteer.neighbours import neighbour_problems

        problems += neighbour_problems(entries)
    return sorted(problems, key=lambda found: (found.path, found.line, found.code, found.field, found.message))


def _astray(root: Path) -> Iterator[Problem]:
    """Files in the folders of types whose names are not those of entries: some commands, or all, miss them."""
    for file in root.rglob("[!.]*"):
        target = file.with_suffix(".yaml")
        if file.parent.name in ENTITY_TYPES and file.is_file() and not target.exists():
            yield problem("E105", file, "the name of an entry's file must end in .yaml", target=str(target))
