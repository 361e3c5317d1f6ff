"""Place names: what the countries, regions and cities that a knowledge base lists are called in the language of a text.

>>> from namenorm.index.reader import MappedIndex
>>> from namenorm.model import Entity
>>> listed = [Entity("Q183", "place", {"en": "Germany"}), Entity("Q994", "place", {"en": "Tbilisi"})]
>>> places = PlaceNames(MappedIndex.build(listed))
>>> places.rows("allemagne", "fr"), places.rows("allemagne", "de"), places.rows("tiflis", "tr")
((0,), (), (1,))

CLDR knows what each country is called, and the cities after which time zones are named. A name counts only in its own
language, and where it is no short or ordinary word and no person's name there. GeoNames knows what large cities are
called, not in which language. Which entity is the country is told by
its names that no city or state bears as well: its label, or several others.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import lru_cache

from namenorm.annotate.words.lexicon import Lexicon
from namenorm.annotate.words.remembered import Remembered
from namenorm.kb import KnowledgeBase
from namenorm.model import base_language
from namenorm.resolving.countries import all_names, names_in, telling_names
from namenorm.text.fold import compact
from namenorm.text.given_names import is_given_name
from namenorm.text.known_places import bearers, has_country, known_key
from namenorm.text.romanize import romanize
from namenorm.text.scripts import letter_count

_SHORTEST, _SHORTEST_UNCASED = 4, 3  # letters; "fas" is Morocco in Turkish
_LONG, _LONG_UNCASED = 5, 4  # letters of names that are not of one language
_SITES = ("place", "other")
_SURE = 2  # how often a label and other names, of which it counts twice, must be those of a place
_UNIONS = ("EU", "UN")  # of states
_MOST_PLACES = 1 << 10


class PlaceNames:
    """The places of one knowledge base; each is looked for when a text first has a name of it."""

    def __init__(self, kb: KnowledgeBase) -> None:
        self._kb = kb
        self._found = Remembered[str, tuple[int, ...]](self._find, _MOST_PLACES)
        self._listed = Remembered[str, bool](
            lambda code: any(kb.lookup("folded", name) for name in all_names(code)), _MOST_PLACES
        )
        self._known = Remembered[str, tuple[int, ...]](self._find_known, _MOST_PLACES)

    def rows(self, key: str, lang: str | None) -> tuple[int, ...]:
        """The first alias of the place that a name, folded and without spaces, is the name of in a language.

        What CLDR does not tell is looked for among the names that large cities have in any language.
        """
        code = _table(lang).get(key)
        rows = self._found[code] if code is not None else ()
        return rows or (self._known[key] if _may_be_known(key, lang) else ())

    def of_country(self, code: str) -> tuple[int, ...]:
        """The first alias of the place that is a country."""
        return self._found[code]

    def is_unlisted(self, key: str, lang: str | None) -> bool:
        """Whether a key is what a language calls a place of which no name is listed."""
        code = _table(lang).get(key)
        return code is not None and not self._listed[code]

    @staticmethod
    def continent(key: str, lang: str | None) -> str:
        """The continent of the city that a language calls so, as time zones have it ("Europe"); "" of what is none."""
        code = _named(lang).get(key, "")
        return code.rpartition("/")[0]

    @staticmethod
    def words(lang: str | None) -> frozenset[str]:
        """The folded words of names of several words in a language ("zelande")."""
        return _words(lang)

    def _find(self, code: str) -> tuple[int, ...]:
        kb = self._kb
        owners: Counter[int] = Counter()
        for name in telling_names(code):
            kinds: dict[int, int] = {}
            for row in kb.lookup("folded", name):
                if self._may_name(row, code):
                    owner = kb.alias_entity(row)
                    kinds[owner] = max(kinds.get(owner, 1), 2 if kb.alias_kind(row) == "label" else 1)
            owners.update(kinds)
        ranked = owners.most_common(2)
        if not ranked or ranked[0][1] < _SURE or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
            return ()
        return (kb.entity_aliases(ranked[0][0])[0],)

    def _find_known(self, key: str) -> tuple[int, ...]:
        kb = self._kb
        owners = {kb.alias_entity(row) for row in kb.lookup("known", known_key(key))}
        if len(owners) != 1 or kb.entity_type(owner := owners.pop()) not in _SITES:
            return ()
        # What is a letter from a name is its misspelling as often as a name of its own, and repaired as one.
        near = kb.near(key, 1) if len(key) > _LONG else ()
        return () if any(kb.alias_entity(row) == owner for row, _ in near) else (kb.entity_aliases(owner)[0],)

    def _may_name(self, row: int, code: str) -> bool:
        kb = self._kb
        kinds = ("organization", "other") if code in _UNIONS else ("place", "other")
        return kb.alias_kind(row) != "demonym" and kb.entity_type(kb.alias_entity(row)) in kinds


@lru_cache(maxsize=64)
def _named(lang: str | None) -> Mapping[str, str]:
    """The names of places in a language, as keys, and their codes; none where a text has no language."""
    return {compact(name): code for name, code in _names(lang).items()}


def _names(lang: str | None) -> Mapping[str, str]:
    return names_in(base_language(lang)) if lang else {}


@lru_cache(maxsize=64)
def _table(lang: str | None) -> Mapping[str, str]:
    """Those of them that may stand in a text."""
    lexicon = Lexicon.of(lang)
    return {
        key: code
        for key, code in _named(lang).items()
        if letter_count(key) >= (_SHORTEST if key != key.upper() else _SHORTEST_UNCASED)
        and not lexicon.is_common(key)
        and key not in lexicon.people
    }


def _may_be_known(key: str, lang: str | None) -> bool:
    """Whether a word of a text may be another name of a place: one in Latin letters only if no other place has it."""
    known = bearers(key)
    if lang is None or not known or has_country(known) or (len(known) > 1 and key.isascii()):
        return False
    if letter_count(key) < (_LONG if key != key.upper() else _LONG_UNCASED) or is_given_name(romanize(key)):
        return False
    lexicon = Lexicon.of(lang)
    return not (lexicon.is_common(key) or key in lexicon.people or key in lexicon.given or key in lexicon.numerals)


@lru_cache(maxsize=64)
def _words(lang: str | None) -> frozenset[str]:
    return frozenset(word for name in _names(lang) if " " in name for word in name.split())
