"""Names: the aliases of a knowledge base as documents ask for them, every distinct key looked up once."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import takewhile
from typing import NamedTuple

from namenorm.annotate.words.entity_words import AliasShape, EntityWords
from namenorm.annotate.words.lexicon import Lexicon
from namenorm.annotate.words.listed_stems import ListedStems
from namenorm.annotate.words.place_names import PlaceNames
from namenorm.annotate.words.remembered import remembered
from namenorm.annotate.words.short_forms import MOST_ROWS
from namenorm.annotate.words.spellings import has_name_in
from namenorm.kb import KnowledgeBase, without_former
from namenorm.model import Alias, Entity, base_language
from namenorm.resolving.countries import countries_in, countries_named, country_codes, is_country
from namenorm.resolving.elsewhere import in_full
from namenorm.text.fold import compact, fold
from namenorm.text.inflection import forms_of, stems
from namenorm.text.language import alike_languages
from namenorm.text.profiles import words_of_all
from namenorm.text.tokens import APOSTROPHES

_MOST_WORDS = 1 << 15
_MOST_PHRASES = 64  # names that have a word
_SHORT = 3  # letters
_FEW = 16  # entities that share a name, of which former ones are left out
_LARGE = 50_000  # names of one language
_PARTED = re.compile(rf"[\s-]|(?:\b\w)?[{APOSTROPHES}]")
_OF_BODIES = ("organization", "other")


class Teams(NamedTuple):
    """Teams that are called like a place: ``listed`` aliases, or else the ``named``, whose names have words for teams
    beside the place's, with the sports that they tell: "Liverpool F.C.", "England national football team".
    """

    listed: tuple[int, ...]
    named: Mapping[int, frozenset[str]]


class Names:
    """The aliases of a knowledge base that one search may find.

    ``types`` keeps only entities of these types; ``demonyms`` says whether aliases of that kind are names too.
    """

    def __init__(self, kb: KnowledgeBase, types: frozenset[str] | None = None, *, demonyms: bool = False) -> None:
        self.kb = kb
        self.types = types
        self.demonyms = demonyms
        self._stems = ListedStems(kb)
        self.places = PlaceNames(kb)
        self.own_words = EntityWords(kb, self.shape)
        self.has_bodies = not kb.types.isdisjoint(_OF_BODIES)
        """Whether there may be any body (`is_body`)."""

    @cached_property
    def titles(self) -> Mapping[str, tuple[int, ...]]:
        """The aliases of works by the beginnings of titles of one word; none of very many entities."""
        found: dict[str, tuple[int, ...]] = {}
        for owner in range(self.kb.entity_count if self.kb.entity_count <= _LARGE else 0):
            for row in self.kb.entity_aliases(owner) if self.kb.entity_type(owner) == "work" else ():
                title = self.kb.folded(row)
                for size in range(2, len(title)) if title.isalpha() else ():
                    found[title[:size]] = (*found.get(title[:size], ()), row)
        return found

    @remembered(_MOST_WORDS)
    def by_initials(self, lang: str) -> Mapping[str, tuple[int, ...]]:
        """The strong names of bodies in a language by their initials, with small words or without, if they are one."""
        found: dict[str, list[int]] = {}
        lexicon = Lexicon.of(lang)
        lists = lexicon.small, lexicon.articles, Lexicon.of("en").small  # "Federal Bureau of Investigation" in French
        rows = self.kb.aliases_in(base_language(lang))
        for row in rows if len(rows) <= _LARGE else ():
            is_told = self.kb.alias(row).strength != "weak" and self.is_body(self.kb.alias_entity(row))
            parts = _PARTED.split(self.kb.alias(row).text) if is_told else ()  # "Groupe d'action" is GA
            words = list(filter(None, map(fold, parts)))
            for letters in {"".join(word[0] for word in words if word not in left) for left in lists}:
                found.setdefault(letters, []).append(row)
        return {
            letters: allowed
            for letters, rows in found.items()
            if len(self.entities(allowed := self.allowed(rows))) == 1
        }

    def allows(self, owner: int) -> bool:
        """Whether entities of the type of this one are looked for."""
        return self.types is None or self.kb.entity_type(owner) in self.types

    @remembered(_MOST_WORDS)
    def type_of(self, row: int) -> str:
        """The type of the entity of an alias row, as `kind` has it."""
        return self.kind(self.kb.alias_entity(row))

    @remembered(_MOST_WORDS)
    def kind(self, owner: int) -> str:
        """The type of an entity: person also where none is stated and its names begin with given names."""
        return "person" if self.own_words.is_person(owner) else self.kb.entity_type(owner)

    @remembered(_MOST_WORDS)
    def shape(self, row: int) -> AliasShape:
        """How the alias in a row is written."""
        return AliasShape.of(self.kb.alias(row).text)

    @remembered(_MOST_WORDS)
    def known(self, word: str) -> bool:
        """Whether any alias contains a folded word."""
        return bool(self.kb.lookup("token", word))

    @remembered(_MOST_WORDS)
    def owners(self, rows: tuple[int, ...]) -> tuple[int, ...]:
        """The entity row of each of some alias rows."""
        return tuple(map(self.kb.alias_entity, rows))

    @remembered(_MOST_WORDS)
    def have_cues(self, rows: tuple[int, ...]) -> bool:
        """Whether any of the entities of alias rows has context cues."""
        return any(map(self.cues, self.owners(rows)))

    @remembered(_MOST_WORDS)
    def are_of_countries(self, rows: tuple[int, ...]) -> bool:
        """Whether alias rows are those of several entities, some of which have a country in their names."""
        owners = set(self.owners(rows))
        return len(owners) > 1 and any(map(self.countries, owners))

    @remembered(_MOST_WORDS)
    def teams(self, rows: tuple[int, ...]) -> Teams:
        """The teams that are called like the places of alias rows."""
        kb, named = self.kb, dict[int, frozenset[str]]()
        places = {owner for owner in self.owners(rows) if kb.entity_type(owner) == "place"}
        listed = tuple(row for row in rows if self.is_team(kb.alias_entity(row))) if places else ()
        labels = (row for owner in places for row in self.labels(owner))
        for place in filter(None, sorted({self.shape(row).words for row in labels})) if not listed else ():
            for row in self.with_token(place[-1])[:MOST_ROWS]:
                words, owner = frozenset(self.shape(row).words), kb.alias_entity(row)
                is_named = words.issuperset(place) and self.is_team(owner)
                if is_named and words.difference(place) <= words_of_all("sports", "matches", "team_words"):
                    named[row] = self.words_in_names(owner) & words_of_all("sports")
        return Teams(listed, named)

    def words_in_names(self, owner: int) -> frozenset[str]:
        """The words of all names of an entity."""
        return frozenset(word for row in self.kb.entity_aliases(owner) for word in self.shape(row).words)

    def labels(self, owner: int) -> Iterator[int]:
        """The aliases of an entity that are labels, which come first."""
        return takewhile(lambda row: self.kb.alias_kind(row) == "label", self.kb.entity_aliases(owner))

    @remembered(_MOST_WORDS)
    def is_called_else(self, row: int) -> bool:
        """Whether a name of what has no type is none of its labels, as places have theirs: Emden, of SMS Emden."""
        kb, owner = self.kb, self.kb.alias_entity(row)
        return self.type_of(row) == "other" and all(kb.folded(label) != kb.folded(row) for label in self.labels(owner))

    @remembered(_MOST_WORDS)
    def is_team(self, owner: int) -> bool:
        """Whether an entity is called a team, or is an organisation that no word says to be of another kind."""
        kind = self.kb.entity_type(owner)
        if kind not in _OF_BODIES:
            return False
        ordinary = words_of_all("generic_words", "named_after_places")
        return self.plays(owner) or (kind == "organization" and self.words_in_names(owner).isdisjoint(ordinary))

    @remembered(_MOST_WORDS)
    def in_body(self, token: str) -> bool:
        """Whether a folded word is one of a name of a body; of very many names only some are asked."""
        return any(map(self.is_body, map(self.kb.alias_entity, self.with_token(token)[:MOST_ROWS])))

    @remembered(_MOST_WORDS)
    def is_body(self, owner: int) -> bool:
        """Whether an entity is an organisation, or one of no stated type whose names say that it may be one."""
        kind = self.kb.entity_type(owner)
        is_called = kind == "other" and not self.words_in_names(owner).isdisjoint(words_of_all("named_after_places"))
        return kind == "organization" or is_called

    @remembered(_MOST_WORDS)
    def plays(self, owner: int) -> bool:
        """Whether a word of the names of an entity is one about matches: "FK", "football"."""
        return not self.words_in_names(owner).isdisjoint(words_of_all("sports", "matches"))

    @remembered(_MOST_WORDS)
    def countries(self, owner: int) -> frozenset[str]:
        """The codes of the countries in the names of an entity that is no place itself, and no person."""
        kb = self.kb
        if kb.entity_type(owner) in ("place", "person") or self.codes(owner):
            return frozenset()
        return frozenset().union(*(countries_in(kb.folded(row)) for row in kb.entity_aliases(owner)))

    @remembered(_MOST_WORDS)
    def codes(self, owner: int) -> frozenset[str]:
        """The code of the country whose name an entity bears."""
        return countries_named(map(self.kb.folded, self.kb.entity_aliases(owner)))

    @remembered(_MOST_WORDS)
    def codes_of_word(self, asked: tuple[str, str | None]) -> frozenset[str]:
        """The codes of the countries that a key alone names in a language: "UK", "Ukraine"."""
        key, lang = asked
        listed = map(self.codes, self.entities(self.rows_in(key, lang)))
        return country_codes(Lexicon.of(lang).short_names.get(key, key)).union(*listed)

    @remembered(_MOST_WORDS)
    def weak(self, rows: tuple[int, ...]) -> frozenset[int]:
        """Those of alias rows that need more than their spelling to mean their entity."""
        return frozenset(row for row in rows if self.kb.alias(row).strength == "weak")

    @remembered(_MOST_WORDS)
    def types_of(self, rows: tuple[int, ...]) -> frozenset[str]:
        """The types of the entities of alias rows."""
        return frozenset(map(self.type_of, rows))

    def of_persons(self, word: str) -> Iterator[tuple[str, ...]]:
        """The words of the names of persons that have a folded word; of very many names only of some."""
        rows = self.with_token(word)[:MOST_ROWS]
        return (self.shape(row).words for row in rows if self.type_of(row) == "person")

    @remembered(_MOST_WORDS)
    def is_of_persons(self, word: str) -> bool:
        """Whether a folded word is one of names of persons, and of nothing else's."""
        return self.types_of(self.with_token(word)[:MOST_ROWS]) == {"person"}

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
        return self._rows_in((key, lang))

    @remembered(_MOST_WORDS)
    def _rows_in(self, asked: tuple[str, str | None]) -> tuple[int, ...]:
        key, lang = asked
        rows = self.rows(key)
        if rows or lang is None:
            return rows
        called = self.called(Lexicon.of(lang).short_names.get(key, ""))
        return self.allowed(self._stems.rows(key, lang) or self.places.rows(key, lang) or called)

    def is_listed(self, key: str, lang: str | None) -> bool:
        """Whether what `rows_in` gives is listed in a spelling like that, and no other name of the same."""
        return bool(self.rows(key)) or (lang is not None and bool(self._stems.rows(key, lang)))

    def called(self, name: str) -> tuple[int, ...]:
        """The aliases that are an English name, or of the country whose it is: of the United States of America."""
        return self.rows(name) or self.places.rows(name, "en") or self.rows(in_full(name)) if name else ()

    @remembered(_MOST_WORDS)
    def rows(self, key: str) -> tuple[int, ...]:
        """The aliases whose folded form without spaces is a key."""
        rows = self.kb.lookup("compact", key)
        if key.endswith("s"):
            rows = tuple(row for row in rows if not self.is_genitive(row, key))
        return self.allowed(rows)

    def spelt(self, key: str, lang: str | None) -> tuple[int, ...]:
        """The same, with the place that a language calls so where only teams are listed under it: "Roma"."""
        rows = self.rows(key)
        is_of_teams = bool(rows) and lang is not None and all(map(self.is_team, self.owners(rows)))
        return tuple(dict.fromkeys(rows + self.allowed(self.places.rows(key, lang)))) if is_of_teams else rows

    def is_genitive(self, row: int, key: str) -> bool:
        """Whether a word of a name is only the genitive of a place's name: "Frankreich's", "Zentralbank Armeniens"."""
        kb, text = self.kb, self.kb.alias(row).text
        if not (text[-2:-1] in APOSTROPHES or " " in text) or kb.entity_type(kb.alias_entity(row)) == "person":
            return False
        others = {kb.alias_entity(other) for other in kb.lookup("compact", key[:-1])} - {kb.alias_entity(row)}
        is_ending = any(form.restored == key[:-1] for form in stems(key, kb.alias(row).lang, "place"))
        return is_ending and any(kb.entity_type(other) == "place" for other in others)

    @remembered(_MOST_WORDS)
    def with_token(self, token: str) -> tuple[int, ...]:
        """The aliases that contain a folded word."""
        return self.allowed(self.kb.lookup("token", token))

    @remembered(_MOST_WORDS)
    def phrases(self, asked: tuple[str, str | None]) -> tuple[tuple[int, int], ...]:
        """The names of several words, some in lower case, that have a folded word in a language, and where in them.

        None of a word that many names have.
        """
        (token, lang), key = asked, compact(asked[0])
        rows = self.with_token(token)
        shapes = ((row, self.shape(row)) for row in (rows if len(rows) <= _MOST_PHRASES else ()))
        return tuple(
            (row, shape.words.index(key))
            for row, shape in shapes
            if len(shape.words) > 1
            and key in shape.words
            and not all(shape.capitals)
            and self.type_of(row) != "person"
            and self.is_of_language(row, lang)
        )

    @remembered(_MOST_WORDS)
    def is_foreign(self, asked: tuple[int, str]) -> bool:
        """Whether an alias is one of other languages only, none of them like the given one, which has another."""
        row, lang = asked
        alias, entity, own = self.alias(row), self.entity(row), alike_languages(lang)
        has_own = has_name_in(entity, alias.text, lang) or (is_country(entity) and self.places.words(lang))
        if alias.lang in ("und", "mul") or not has_own or self.places.rows(compact(fold(alias.text)), lang):
            return False
        word = fold(alias.text)
        forms = forms_of(word, lang)
        return all(base_language(each.lang) not in own for each in entity.aliases() if fold(each.text) in forms)

    def of_owners(self, rows: Sequence[int], owners: Collection[int]) -> tuple[int, ...]:
        """Those of alias rows that are names of some entities."""
        return tuple(row for row in rows if self.kb.alias_entity(row) in owners)

    @remembered(_MOST_WORDS)
    def entities(self, rows: tuple[int, ...]) -> frozenset[int]:
        """The entity rows of alias rows."""
        owners = frozenset(map(self.kb.alias_entity, rows))
        # Many bearers of one word stay many; looking at each would take long.
        return frozenset(without_former(self.kb, owners)) if 1 < len(owners) <= _FEW else owners

    @remembered(_MOST_WORDS)
    def alike(self, rows: tuple[int, ...]) -> tuple[tuple[int, ...], ...]:
        """Alias rows by how they are written and what they name: what a text says of one, it says of those with it."""
        found: dict[tuple[str, str, bool], list[int]] = {}
        for row in rows:
            written = self.kb.alias(row).text, self.type_of(row), self.kb.alias_kind(row) == "demonym"
            found.setdefault(written, []).append(row)
        return tuple(map(tuple, found.values()))

    @remembered(_MOST_WORDS)
    def are_cased(self, rows: tuple[int, ...]) -> bool:
        """Whether all aliases have a capital."""
        return all(self.shape(row).cased for row in rows)

    @remembered(_MOST_WORDS)
    def is_demonym(self, folded: str) -> bool:
        """Whether a word is listed as a demonym and as no other kind of name."""
        return set(map(self.kb.alias_kind, self.kb.lookup("folded", folded))) == {"demonym"}

    def allowed(self, rows: Sequence[int]) -> tuple[int, ...]:
        """Those of some aliases that this search may find."""
        if not self.demonyms:
            rows = [row for row in rows if self.kb.alias_kind(row) != "demonym"]
        return tuple(rows if self.types is None else [row for row in rows if self.allows(self.kb.alias_entity(row))])
