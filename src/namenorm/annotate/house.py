"""House style: names that somebody writes in their own way. Who is meant does not depend on it.

>>> from namenorm.model import Entity
>>> house = HouseStyle({"Q1899": {"en": "Kiev"}})
>>> house.name("KYIV", Entity("Q1899", "place", {"en": "Kyiv"}), "en")
'KIEV'
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from namenorm.annotate.wording import in_case_of
from namenorm.model import Alias, Entity, label_languages
from namenorm.text.fold import compact, fold
from namenorm.text.scripts import script

_IN_FULL = frozenset({"label", "variant", "official", "former"})


class HouseStyle:
    """The names of a house, by the ID of the entity and the language of the text."""

    def __init__(self, labels: Mapping[str, Mapping[str, str]]) -> None:
        self._labels = labels

    def entity(self, entity: Entity) -> Entity:
        """The entity with the labels of the house; those of the gazetteer remain as variants."""
        own = self._labels.get(entity.id)
        if not own:
            return entity
        former = tuple(Alias(text, lang, "variant") for lang, text in entity.labels.items() if lang in own)
        return replace(entity, labels={**entity.labels, **own}, names=entity.names + former)

    def name(self, surface: str, entity: Entity, lang: str | None) -> str | None:
        """What the house writes for a full name of an entity; ``None`` for other mentions, and where it has no say."""
        own = self._labels.get(entity.id, {})
        name = next((own[code] for code in label_languages(lang or "en") if code in own), None)
        if name is None or script(name) != script(surface) or "\n" in surface:
            return None
        key = compact(fold(surface))
        known = (alias.text for alias in self.entity(entity).aliases() if alias.kind in _IN_FULL)
        return in_case_of(surface, name, lang) if any(compact(fold(text)) == key for text in known) else None
