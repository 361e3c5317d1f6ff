"""Names: the aliases of a knowledge base as documents ask for them, every distinct key looked up once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from namenorm.annotate.words.alias_shape import AliasShape
from namenorm.annotate.words.entity_words import EntityWords
from namenorm.annotate.words.lexicon import Lexicon
from namenorm.annotate.words.listed_stems import ListedStems
from namenorm.annotate.words.place_names import PlaceNames
from namenorm.annotate.words.remembered import Remembered
from namenorm.annotate.words.short_forms import MOST_ROWS
from namenorm.annotate.words.spellings import has_name_in
from namenorm.kb import without_former
from namenorm.model import base_language
from namenorm.resolving.countries import is_country
from namenorm.text.fold import fold
from namenorm.text.inflection import stems
from namenorm.text.tokens import APOSTROPHES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from namenorm.kb import KnowledgeBase
    from namenorm.model import Alias, Entity

_MOST_WORDS = 1 << 15
_FEW = 16  # entities that share a name, of which former ones are left out


class Names:
    """The aliases of a knowledge base that one search may find.

    ``types`` keeps only entities of these types; ``demonyms`` says whether aliases of that kind are names too.
    """

    def __init__(self, kb: KnowledgeBase, types: frozenset[str] | None = None, *, demonyms: bool = False) -> None:
        self.kb = kb
        self.types = types
        self.demonyms = demonyms
        self._stems = ListedStems(kb)
        self._places = PlaceNames(kb)
        self.rows = Remembered[str, tuple[int, ...]](self._rows_of_key, _MOST_WORDS).__getitem__
        """The aliases whose folded form without spaces is a key."""
        self._rows_in = Remembered[tuple[str, str | None], tuple[int, ...]](
            lambda asked: self._find_rows_in(*asked), _MOST_WORDS
        )
        self.with_token = Remembered[str, tuple[int, ...]](self._rows_with_token, _MOST_WORDS).__getitem__
        """The aliases that contain a folded word."""
        self.known = Remembered[str, bool](lambda word: bool(kb.lookup("token", word)), _MOST_WORDS).__getitem__
        """Whether any alias contains a folded word."""
        self.entities = Remembered[tuple[int, ...], frozenset[int]](self._owners, _MOST_WORDS).__getitem__
        """The entity rows of alias rows."""
        self.owners = Remembered[tuple[int, ...], tuple[int, ...]](
            lambda rows: tuple(map(kb.alias_entity, rows)), _MOST_WORDS
        ).__getitem__
        """The entity row of each of some alias rows."""
        self.have_cues = Remembered[tuple[int, ...], bool](
            lambda rows: any(map(self.cues, self.owners(rows))), _MOST_WORDS
        ).__getitem__
        """Whether any of the entities of alias rows has context cues."""
        self.weak = Remembered[tuple[int, ...], frozenset[int]](
            lambda rows: frozenset(row for row in rows if kb.alias(row).strength == "weak"), _MOST_WORDS
        ).__getitem__
        """Those of alias rows that need more than their spelling to mean their entity."""
        self.types_of = Remembered[tuple[int, ...], frozenset[str]](
            lambda rows: frozenset(map(self.type_of, rows)), _MOST_WORDS
        ).__getitem__
        """The types of the entities of alias rows."""
        self.is_of_persons = Remembered[str, bool](
            lambda word: self.types_of(self.with_token(word)[:MOST_ROWS]) == {"person"}, _MOST_WORDS
        ).__getitem__
        """Whether a folded word is one of names of persons, and of nothing else's."""
        self.alike = Remembered[tuple[int, ...], tuple[tuple[int, ...], ...]](self._alike, _MOST_WORDS).__getitem__
        """Alias rows by how they are written and what they name: what a text says of one, it says of those with it."""
        self.is_foreign = Remembered[tuple[int, str], bool](lambda asked: self._is_foreign(*asked), _MOST_WORDS)
        """Whether an alias of what is no country is one of other languages only, and the given language has another."""
        self.is_demonym = Remembered[str, bool](self._is_demonym, _MOST_WORDS).__getitem__
        """Whether a word is listed as a demonym and as no other kind of name."""
        self.type_of = Remembered[int, str](
            lambda row: self.kb.entity_type(self.kb.alias_entity(row)), _MOST_WORDS
        ).__getitem__
        """The type of the entity of an alias row."""
        self.shape = Remembered[int, AliasShape](lambda row: AliasShape.of(kb.alias(row).text), _MOST_WORDS).__getitem__
        """How the alias in a row is written."""
        self.own_words = EntityWords(kb, self.shape)
        self.are_cased = Remembered[tuple[int, ...], bool](self._are_cased, _MOST_WORDS).__getitem__
        """Whether all aliases have a capital."""

    def allows(self, owner: int) -> bool:
        """Whether entities of the type of this one are looked for."""
        return self.types is None or self.kb.entity_type(owner) in self.types

    def alias(self, row: int) -> Alias:
        """The alias in a row."""
        return self.kb.alias(row)

    def is_of_language(self, row: int, lang: str | None) -> bool:
        """Whether an alias is one of a language, or of no language or all; any is where a text has none."""
        return lang is None or base_language(self.alias(row).lang) in (base_language(lang), "und", "mul")

    def cues(self, owner: int) -> Sequence[str]:
        """The context cues of an entity."""
        found: Sequence[str] = self.kb.entity_details(owner).get("context", ())
        return found

    def entity(self, row: int) -> Entity:
        """The entity of an alias row."""
        return self.kb.entity(self.kb.alias_entity(row))

    def rows_in(self, key: str, lang: str | None) -> tuple[int, ...]:
        """The aliases that are ``key``; where there are none, what a language calls so without listing it.

        That is names that are listed with an ending only, the countries, regions and cities among the entities, and
        what has an acronym in that language.
        """
        return self._rows_in[key, lang]

    def _find_rows_in(self, key: str, lang: str | None) -> tuple[int, ...]:
        rows = self.rows(key)
        if rows or lang is None:
            return rows
        called = Lexicon.of(lang).short_names.get(key, "")
        return self.allowed(
            self._stems.rows(key, lang) or self._places.rows(key, lang) or (called and self.rows(called)) or ()
        )

    def is_unlisted_place(self, key: str, lang: str | None) -> bool:
        """Whether a key is what a language calls a country, region or city of which no name is listed."""
        return lang is not None and self._places.is_unlisted(key, lang)

    def continent(self, key: str, lang: str | None) -> str:
        """The continent of the city that a language calls so, or "" where it is not known for one."""
        return "" if lang is None else self._places.continent(key, lang)

    def is_of_place(self, word: str, lang: str | None) -> bool:
        """Whether a folded word is one of the several that make the name of a country in a language."""
        return word in self.place_words(lang)

    def place_words(self, lang: str | None) -> frozenset[str]:
        """The folded words of names of places that have several in a language ("zelande")."""
        return frozenset() if lang is None else self._places.words(lang)

    def _rows_of_key(self, key: str) -> tuple[int, ...]:
        rows = self.kb.lookup("compact", key)
        if key.endswith("s"):
            rows = tuple(row for row in rows if not self.is_genitive(row, key))
        return self.allowed(rows)

    def is_genitive(self, row: int, key: str) -> bool:
        """Whether a word of a name is only the genitive of a place's name: "Frankreich's", "Zentralbank Armeniens"."""
        kb, text = self.kb, self.kb.alias(row).text
        if not (text[-2:-1] in APOSTROPHES or " " in text) or kb.entity_type(kb.alias_entity(row)) == "person":
            return False
        others = {kb.alias_entity(other) for other in kb.lookup("compact", key[:-1])} - {kb.alias_entity(row)}
        is_ending = any(form.restored == key[:-1] for form in stems(key, kb.alias(row).lang, "place"))
        return is_ending and any(kb.entity_type(other) == "place" for other in others)

    def _rows_with_token(self, token: str) -> tuple[int, ...]:
        return self.allowed(self.kb.lookup("token", token))

    def _is_foreign(self, row: int, lang: str) -> bool:
        alias, entity = self.alias(row), self.entity(row)
        if alias.lang in ("und", "mul") or is_country(entity) or not has_name_in(entity, alias.text, lang):
            return False
        alike = (each for each in entity.aliases() if fold(each.text) == fold(alias.text))
        return all(base_language(each.lang) != base_language(lang) for each in alike)

    def _owners(self, rows: tuple[int, ...]) -> frozenset[int]:
        owners = frozenset(map(self.kb.alias_entity, rows))
        # Many bearers of one word stay many; looking at each would take long.
        return frozenset(without_former(self.kb, owners)) if 1 < len(owners) <= _FEW else owners

    def _alike(self, rows: tuple[int, ...]) -> tuple[tuple[int, ...], ...]:
        found: dict[tuple[str, str, bool], list[int]] = {}
        for row in rows:
            written = self.kb.alias(row).text, self.type_of(row), self.kb.alias_kind(row) == "demonym"
            found.setdefault(written, []).append(row)
        return tuple(map(tuple, found.values()))

    def _are_cased(self, rows: tuple[int, ...]) -> bool:
        return all(self.shape(row).cased for row in rows)

    def _is_demonym(self, folded: str) -> bool:
        return set(map(self.kb.alias_kind, self.kb.lookup("folded", folded))) == {"demonym"}

    def allowed(self, rows: Sequence[int]) -> tuple[int, ...]:
        """Those of some aliases that this search may find."""
        if not self.demonyms:
            rows = [row for row in rows if self.kb.alias_kind(row) != "demonym"]
        return tuple(row for row in rows if self.allows(self.kb.alias_entity(row)))
