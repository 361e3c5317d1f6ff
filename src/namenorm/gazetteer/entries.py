"""An entry as the linter sees it: the entity, and where each of its fields stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from namenorm.gazetteer.rules import problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from namenorm.gazetteer.reader import Source
    from namenorm.gazetteer.schema import FieldPath, Locate
    from namenorm.model import Alias, Entity, Problem


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
