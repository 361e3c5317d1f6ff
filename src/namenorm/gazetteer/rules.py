"""Every rule that judges a gazetteer: its code, its severity, what it says and the command that repairs it.

    0xx  the file cannot be read        3xx  entries that refer to each other
    1xx  the schema                     4xx  names that are dangerous in texts
    2xx  one name or one entry          5xx  examples, judged by the engine

An error has to be repaired before a pull request is merged. Only errors of 0xx and 1xx keep an entry from being
compiled: no taste of ours blocks somebody else's data.
"""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from string import Formatter
from typing import TYPE_CHECKING

from namenorm.model import Alias, Entity, Problem

if TYPE_CHECKING:
    from namenorm.gazetteer.reader import Source
    from namenorm.gazetteer.schema import FieldPath, Locate

EDIT = "edit the line"
WEAKEN = "namenorm gazetteer add-name {id} {name} --lang {lang} --weak"
SHARE = "namenorm gazetteer add-name {id} {name} --lang {lang} --shared-with {other}"
FIX = "namenorm gazetteer lint --fix {path}"


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


_RULES = (
    Rule("E001", "a file that cannot be read or is not UTF-8"),
    Rule("E002", "a file that is not YAML or JSON"),
    Rule("E003", "a value that YAML reads as something else, a key that stands twice, an anchor"),
    Rule("E101", "a value that the schema does not allow"),
    Rule("E102", "an ID that two entries use, or that belonged to an entry that was replaced"),
    Rule("W103", "a key that the schema does not know"),
    Rule("E104", "an ID that is neither a Wikidata number nor minted by `namenorm gazetteer new`"),
    Rule("E105", "a file whose name or folder does not fit its entry", "mv {path} {target}"),
    Rule("W106", "an entry without sources"),
    Rule("W107", "an identifier of another collection that two entries claim"),
    Rule("W108", "an entry without an English label"),
    Rule("E201", "a name in another script than its language"),
    Rule("E202", "a word that mixes alphabets (a lookalike letter)", FIX),
    Rule("E203", "a name with stray spaces, invisible characters, or not in Unicode form NFC", FIX),
    Rule("W204", "a name that the entry already has", FIX),
    Rule("E205", "a misspelling that is also a correct name of the same entry"),
    Rule("W206", "a name without a language, or a code that is none of a language: of a country, or unknown"),
    Rule("E207", "an office without the years in which it was held"),
    Rule("W301", "a name that another entry bears too and nobody has acknowledged", SHARE),
    Rule("E302", "a misspelling that is the correct name of another entry"),
    Rule("W303", "an acknowledgement that acknowledges nothing", FIX),
    Rule("W304", "an acknowledgement that the other entry does not return", FIX),
    Rule("E305", "an ID that no entry has"),
    Rule("E306", "entries that replace each other in a circle"),
    Rule("W307", "a reference to an entry that was replaced", FIX),
    Rule("E308", "an entry that refers to itself", FIX),
    Rule("W309", "a name that is the preferred name of one whom distinct_from keeps apart"),
    Rule("W401", "a short name that many texts use for something else", WEAKEN),
    Rule("W402", "a name that is an ordinary word, or made of some", WEAKEN),
    Rule("W403", "a surname alone that several persons bear", WEAKEN),
    Rule("W404", "two entries whose names a slip of the pen turns into each other"),
    Rule("E501", "a sentence under `examples` in which the entity is not found"),
    Rule("E502", "a sentence under `not` in which the entity is found"),
)  # fmt: skip

RULES = {rule.code: rule for rule in _RULES}
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
        return problem(code, self.path, message, self.locate(field), field, **(values if self.is_ours else {}))

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


def entries_of(sources: Iterable[Source], *, is_ours: bool) -> list[Entry]:
    """The entries of all sources that could be read."""
    return [Entry(found.entity, found.path, found.locate, is_ours) for found in sources if found.entity is not None]
