"""Names: the aliases of a knowledge base as one document asks for them, every distinct key looked up once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from namenorm.text.fold import compact, fold
from namenorm.text.tokens import tokenize

if TYPE_CHECKING:
    from namenorm.kb import KnowledgeBase
    from namenorm.model import Alias, Entity

_EASY = frozenset(" .-‐‑‒–—־'’ʼ‘ʻ`´\u00a0\u00ad\u200b\u200c\u200d\u200e\u200f·・")


@dataclass(frozen=True, slots=True)
class AliasShape:
    """How an alias is written.

    ``cased`` says that it has a capital, ``upper`` that all its letters are capitals, ``odd`` lists its punctuation
    other than stops, hyphens and apostrophes, ``capitals`` says of each of its words whether it has a capital.
    """

    text: str
    letters: str
    words: tuple[str, ...]
    cased: bool
    upper: bool
    odd: frozenset[str]
    capitals: tuple[bool, ...]


class Names:
    """The aliases of a knowledge base that one search may find.

    ``types`` keeps only entities of these types; ``demonyms`` says whether aliases of that kind are names too.
    """

    def __init__(self, kb: KnowledgeBase, types: frozenset[str] | None = None, *, demonyms: bool = False) -> None:
        self.kb = kb
        self.types = types
        self.demonyms = demonyms
        self._rows: dict[str, tuple[int, ...]] = {}
        self._types: dict[int, str] = {}
        self._known: dict[str, bool] = {}
        self._tokens: dict[str, tuple[int, ...]] = {}

    def rows(self, key: str) -> tuple[int, ...]:
        """The aliases whose folded form without spaces is ``key``."""
        found = self._rows.get(key)
        if found is None:
            found = self._rows[key] = self._allowed(self.kb.lookup("compact", key))
        return found

    def with_token(self, token: str) -> tuple[int, ...]:
        """The aliases that contain a folded word."""
        found = self._tokens.get(token)
        if found is None:
            found = self._tokens[token] = self._allowed(self.kb.lookup("token", token))
        return found

    def known(self, token: str) -> bool:
        """Whether any alias contains a folded word."""
        known = self._known.get(token)
        if known is None:
            known = self._known[token] = bool(self.kb.lookup("token", token))
        return known

    def entities(self, rows: tuple[int, ...]) -> frozenset[int]:
        """The entity rows of alias rows."""
        return frozenset(self.kb.alias_entity(row) for row in rows)

    def allows(self, owner: int) -> bool:
        """Whether entities of the type of this one are looked for."""
        return self.types is None or self.kb.entity(owner).type in self.types

    def is_demonym(self, folded: str) -> bool:
        """Whether a word is listed as a demonym and as no other kind of name."""
        kinds = {self.kb.alias(row).kind for row in self.kb.lookup("folded", folded)}
        return kinds == {"demonym"}

    def type_of(self, row: int) -> str:
        """The type of the entity of an alias row."""
        found = self._types.get(row)
        if found is None:
            found = self._types[row] = self.entity(row).type
        return found

    def alias(self, row: int) -> Alias:
        """The alias in a row."""
        return self.kb.alias(row)

    def entity(self, row: int) -> Entity:
        """The entity of an alias row."""
        return self.kb.entity(self.kb.alias_entity(row))

    def shape(self, row: int) -> AliasShape:
        """How the alias in a row is written."""
        return alias_shape(self.kb.alias(row).text)

    def _allowed(self, rows: object) -> tuple[int, ...]:
        kept = []
        for row in rows:  # type: ignore[attr-defined]
            if not self.demonyms and self.kb.alias(row).kind == "demonym":
                continue
            if self.types is not None and self.kb.entity(self.kb.alias_entity(row)).type not in self.types:
                continue
            kept.append(row)
        return tuple(kept)


@lru_cache(maxsize=1 << 16)
def alias_shape(text: str) -> AliasShape:
    """Describes how a name is written.

    >>> alias_shape("Washington, D.C.").odd
    frozenset({','})
    """
    words = tokenize(text)
    letters = "".join(char for char in text if char.isalnum())
    return AliasShape(
        text=text,
        letters=letters,
        words=tuple(compact(fold(word.text)) for word in words),
        cased=any(char.isupper() or char.istitle() for char in letters),
        upper=letters.isupper(),
        odd=frozenset(char for char in text if not char.isalnum() and char not in _EASY),
        capitals=tuple(any(char.isupper() or char.istitle() for char in word.text) for word in words),
    )
