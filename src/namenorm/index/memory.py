"""An index in plain dictionaries: the oracle that the mapped index has to agree with.

It is written for obviousness, not for speed; tests compare every answer of `namenorm.index.reader.MappedIndex` with it.
"""

from __future__ import annotations

import math
from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np

from namenorm.text.keys import GRAM_VIEWS, grams, keys, name_form

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import numpy.typing as npt

    from namenorm.model import Alias, Entity
    from namenorm.text.keys import NameForm


class MemoryIndex:
    """A `namenorm.kb.KnowledgeBase` over entities in memory.

    >>> from namenorm.model import Entity
    >>> index = MemoryIndex([Entity("Q3616", "place", {"en": "Tehran"})])
    >>> index.lookup("folded", "tehran")
    [0]
    """

    def __init__(self, entities: Iterable[Entity]) -> None:
        self._entities = list(entities)
        self._rows = {entity.id: row for row, entity in enumerate(self._entities)}
        self._aliases = [alias for entity in self._entities for alias in entity.aliases()]
        self._owner = [row for row, entity in enumerate(self._entities) for _ in entity.aliases()]
        self._keys: dict[tuple[str, str], list[int]] = defaultdict(list)
        self._tokens: dict[str, set[int]] = defaultdict(set)
        self._bags = [grams(name_form(alias.text)) for alias in self._aliases]
        for row, alias in enumerate(self._aliases):
            for view_and_key in keys(alias.text):
                self._keys[view_and_key].append(row)
            for token in name_form(alias.text).tokens:
                self._tokens[token].add(self._owner[row])

    @property
    def alias_count(self) -> int:
        return len(self._aliases)

    @property
    def entity_count(self) -> int:
        return len(self._entities)

    def lookup(self, view: str, key: str) -> Sequence[int]:
        return self._keys.get((view, key), [])

    def token_count(self, token: str) -> int:
        return len(self._tokens.get(token, ()))

    def alias(self, row: int) -> Alias:
        return self._aliases[row]

    def form(self, row: int) -> NameForm:
        return name_form(self._aliases[row].text)

    def alias_entity(self, row: int) -> int:
        return self._owner[row]

    def entity_aliases(self, row: int) -> Sequence[int]:
        return [alias for alias, owner in enumerate(self._owner) if owner == row]

    def entity(self, row: int) -> Entity:
        return self._entities[row]

    def entity_row(self, entity_id: str) -> int | None:
        return self._rows.get(entity_id)

    def cosines(self, view: str, grams: Mapping[str, float]) -> npt.NDArray[np.float32]:
        if view not in GRAM_VIEWS:
            raise KeyError(view)
        query = self._weighted(view, grams)
        return np.array([_dot(query, self._weighted(view, bag[view])) for bag in self._bags], dtype=np.float32)

    def _weighted(self, view: str, bag: Mapping[str, float]) -> dict[str, float]:
        weights = {gram: count * self._rarity(view, gram) for gram, count in bag.items()}
        norm = math.sqrt(sum(weight * weight for weight in weights.values()))
        return {gram: weight / norm for gram, weight in weights.items()} if norm else {}

    def _rarity(self, view: str, gram: str) -> float:
        df = sum(gram in bag[view] for bag in self._bags)
        return math.log((len(self._bags) + 1) / (df + 0.5))


def _dot(left: Mapping[str, float], right: Mapping[str, float]) -> float:
    return sum(weight * right.get(gram, 0.0) for gram, weight in left.items())
