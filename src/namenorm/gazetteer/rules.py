"""Every rule that judges a gazetteer: its code, its severity, and, in ``rules.json``, what it says and what repairs it.

    0xx  the file cannot be read        3xx  entries that refer to each other
    1xx  the schema                     4xx  names that are dangerous in texts
    2xx  one name or one entry          5xx  examples, judged by the engine

An error has to be repaired before a pull request is merged. Only errors of 0xx and 1xx keep an entry from being
compiled: no taste of ours blocks somebody else's data.
"""

from __future__ import annotations

import json
import shlex
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from string import Formatter
from typing import TYPE_CHECKING

from namenorm.gazetteer.files import gazetteer_root
from namenorm.model import Alias, Entity, Problem

if TYPE_CHECKING:
    from namenorm.gazetteer.reader import Source
    from namenorm.gazetteer.schema import FieldPath, Locate

EDIT = "edit the line"


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. ``repair`` is a command, or ``edit the line`` where only a person can know what is right.

    >>> Rule("W303", "an acknowledgement that acknowledges nothing").severity
    'warning'
    """

    code: str
    title: str
    repair: str = EDIT

    @property
    def severity(self) -> str:
        """``error`` for codes that begin with E, else ``warning``."""
        return "error" if self.code.startswith("E") else "warning"


_FILE: dict[str, dict[str, str]] = json.loads(Path(__file__).with_name("rules.json").read_bytes())
RULES = {code: Rule(code, **rule) for code, rule in _FILE.items()}
"""Code -> rule, in the order of the codes."""


def problem(code: str, path: str | Path, message: str, line: int = 0, field: FieldPath = (), **values: str) -> Problem:
    """A problem by its code; ``values`` fill the placeholders of the repairing command.

    >>> problem("E203", "a.yaml", "has two spaces", 3, ("labels", "en")).repair
    'namenorm gazetteer lint --fix a.yaml'
    """
    rule = RULES[code]
    needed = {name for _, name, _, _ in Formatter().parse(rule.repair) if name}
    if Path(path).suffix != ".jsonl":  # whose lines no command repairs
        values["path"] = shlex.quote(str(path))
    # Where a placeholder is not filled, only a person can know what is right.
    repair = rule.repair.format(**values) if needed and needed <= values.keys() else ""
    return Problem(str(path), line, dotted(field), message, rule.severity, code, repair)


def dotted(field: FieldPath) -> str:
    """A field as messages write it.

    >>> dotted(("names", 0, "text"))
    'names[0].text'
    """
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in field).lstrip(".")


@dataclass(frozen=True, slots=True)
class Entry:
    """One entity with its file. ``is_ours``: the rules for contributors hold for it."""

    entity: Entity
    path: str
    locate: Locate
    is_ours: bool

    def problem(self, code: str, field: FieldPath, message: str, **values: str) -> Problem:
        """A problem in a field of this entry; commands that find entries by their IDs look into the gazetteer only."""
        found = problem(code, self.path, message, self.locate(field), field, **(values if self.is_ours else {}))
        folder = gazetteer_root(self.path)
        if "add-name" not in found.repair or folder == Path("gazetteer"):
            return found
        return replace(found, repair=f"{found.repair} -g {shlex.quote(str(folder))}")

    def placed(self) -> Iterator[tuple[FieldPath, Alias]]:
        """Every alias with its field, in the order of `Entity.aliases`."""
        aliases = iter(self.entity.aliases())
        for lang in self.entity.labels:
            yield ("labels", lang), next(aliases)
        for number in range(len(self.entity.names)):
            yield ("names", number), next(aliases)
        numbers: dict[str, int] = {}
        for alias in aliases:
            numbers[alias.lang] = numbers.get(alias.lang, -1) + 1
            yield ("demonyms", alias.lang, numbers[alias.lang]), alias

    def acknowledges(self, other: str) -> bool:
        """Whether this entry says that it knows of the other."""
        return other in self.entity.shared_with or other in self.entity.distinct_from


Placed = tuple[Entry, "FieldPath", Alias]
"""A name with its entry and its field there."""


def placed_names(entries: Iterable[Entry]) -> Iterator[Placed]:
    """Every name of some entries; those that were replaced bear none."""
    for entry in entries:
        if entry.entity.replaced_by is None:
            yield from ((entry, field, alias) for field, alias in entry.placed())


def entries_of(sources: Iterable[Source], *, is_ours: bool) -> list[Entry]:
    """The entries of all sources that could be read."""
    return [Entry(found.entity, found.path, found.locate, is_ours) for found in sources if found.entity is not None]
