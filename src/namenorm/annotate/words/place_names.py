"""Place names: what the countries, regions and cities that a knowledge base lists are called in the language of a text.

>>> from namenorm.index.reader import MappedIndex
>>> from namenorm.model import Entity
>>> listed = [Entity("Q183", "place", {"en": "Germany"}), Entity("Q994", "place", {"en": "Tbilisi"})]
>>> places = PlaceNames(MappedIndex.build(listed))
>>> places.rows("allemagne", "fr"), places.rows("allemagne", "de"), places.rows("tiflis", "tr")
((0,), (), (1,))

What is known of them says `namenorm.resolving.elsewhere`. In a text a name counts only in its own language, where that
is known, and where it is no short or ordinary word and no person's name there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import chain

from namenorm.annotate.words.lexicon import Lexicon
from namenorm.annotate.words.remembered import remembered
from namenorm.kb import KnowledgeBase
from namenorm.model import base_language
from namenorm.resolving.countries import by_demonym, names_in
from namenorm.resolving.elsewhere import (
    SITES,
    codes_of_names,
    is_listed,
    is_long_enough,
    known_place,
    listed_as_short,
    may_be_known,
    place_of_code,
)
from namenorm.text.inflection import stems
from namenorm.text.known_places import bearers
from namenorm.text.known_surnames import is_known_surname
from namenorm.text.profiles import language_profile
from namenorm.text.scripts import letter_count

_MOST_PLACES = 1 << 10
_COUNTRY = 2  # letters of its code
_SHORTEST = 3  # letters
_MOST_LABELS = 50_000  # of a language


class PlaceNames:
    """The places of one knowledge base; each is looked for when a text first has a name of it."""

    def __init__(self, kb: KnowledgeBase) -> None:
        self._kb = kb

    def rows(self, key: str, lang: str | None) -> tuple[int, ...]:
        """The first alias of the place that a name, folded and without spaces, is the name of in a language.

        What is no name of a large city in any language is looked for among those that CLDR has.
        """
        rows = self._known(key) if _may_be_known(key, lang) else ()
        has_forms = Lexicon.of(lang).names_agree or not Lexicon.of(lang).place_prepositions
        if rows and has_forms and self._kb.near(key, 1):
            rows = ()  # "Milana" is a form of Milan's name, who may be no city
        return rows or self.called(key, lang)

    def called(self, key: str, lang: str | None) -> tuple[int, ...]:
        """The same of those names only that CLDR has in the language."""
        code = _table(lang).get(key)
        return self.of_code(code) if code is not None else self._labelled(Lexicon.of(lang).city_names.get(key, ""))

    @remembered(_MOST_PLACES)
    def _labelled(self, english: str) -> tuple[int, ...]:
        """The first alias of the only place that has an English name."""
        kb = self._kb
        owners = {kb.alias_entity(row) for row in kb.lookup("compact", english)} if english else ()
        places = [owner for owner in owners if kb.entity_type(owner) in SITES]
        return (kb.entity_aliases(places[0])[0],) if len(places) == 1 else ()

    @remembered(_MOST_PLACES)
    def of_code(self, code: str) -> tuple[int, ...]:
        """The first alias of the place that has a code in CLDR."""
        return place_of_code(self._kb, code)

    @remembered(_MOST_PLACES)
    def _known(self, key: str) -> tuple[int, ...]:
        return known_place(self._kb, key)

    @remembered(_MOST_PLACES)
    def _is_listed(self, code: str) -> bool:
        return is_listed(self._kb, code)

    @remembered(_MOST_PLACES)
    def unspaced(self, lang: str) -> tuple[re.Pattern[str], Mapping[str, tuple[int, ...]]]:
        """What finds in a text without spaces what its language calls listed places, and the first alias of each.

        That is the names that CLDR has, short ones of bodies, those of cities, and labels without what they say of the
        place: 東京 of 東京都.
        """
        kb, found = self._kb, dict[str, set[int]]()
        for name, code in _named(lang).items():
            found.setdefault(name, set()).update(self.of_code(code))
        for name in Lexicon.of(lang).short_names:
            found.setdefault(name, set()).update(listed_as_short(kb, name, lang)[:1])
        for name, english in Lexicon.of(lang).city_names.items():
            found.setdefault(name, set()).update(self._labelled(english))
        own, divisions = kb.aliases_in(base_language(lang)), Lexicon.of(lang).divisions
        for row in own if len(own) <= _MOST_LABELS else ():
            name, kind = kb.folded(row), kb.entity_type(kb.alias_entity(row))
            if kind in SITES and len(name) >= _SHORTEST and name[-1] in divisions:
                found.setdefault(name[:-1], set()).add(kb.entity_aliases(kb.alias_entity(row))[0])
        common = Lexicon.of(lang).is_common
        kept = {
            name: tuple(rows)
            for name, rows in found.items()
            if len(rows) == 1 < len(name) and not (kb.lookup("compact", name) or common(name))
        }
        # Delhi is no part of Madrid's name, 马德里, listed or not.
        return re.compile("|".join(map(re.escape, sorted(found, key=len, reverse=True))) or r"(?!)"), kept

    def is_unlisted(self, key: str, lang: str | None) -> bool:
        """Whether a key is what a language calls a place of which no name is listed."""
        code, english = _table(lang).get(key), Lexicon.of(lang).city_names.get(key)
        return not self._is_listed(code) if code is not None else english is not None and not self._labelled(english)

    @staticmethod
    def are_apart(keys: Iterable[str], others: Iterable[str]) -> bool:
        """Whether some keys are names of known places, and others of none of these: "sumy", "surami"."""
        known = frozenset[int]().union(*map(bearers, keys))
        return bool(known) and known.isdisjoint(chain.from_iterable(map(bearers, others)))

    @staticmethod
    def continent(key: str, lang: str | None) -> str:
        """The continent of the city that a language calls so, as time zones have it ("Europe"); "" of what is none."""
        code = _named(lang).get(key, "")
        return code.rpartition("/")[0]

    @staticmethod
    def words(lang: str | None) -> frozenset[str]:
        """The folded words of names of several words in a language ("zelande")."""
        return _words(lang)


def _named(lang: str | None) -> Mapping[str, str]:
    """The names of places in a language, as keys, and their codes; none where a text has no language."""
    return codes_of_names(lang) if lang else {}


@lru_cache(maxsize=64)
def _table(lang: str | None) -> Mapping[str, str]:
    """Those of them that may stand in a text."""
    lexicon = Lexicon.of(lang)
    common = lexicon.nameless | lexicon.generic_words | lexicon.common_words
    return {
        key: code
        for key, code in _named(lang).items()
        if letter_count(key) >= _SHORTEST
        and key not in (common if len(code) == _COUNTRY and is_long_enough(key) else lexicon.common)
        and (key not in lexicon.people or (lexicon.unvowelled and len(code) == _COUNTRY))  # "ישראל"
    }


def _may_be_known(key: str, lang: str | None) -> bool:
    """Whether a word of a text may be another name of a place: no common surname is that is made as one.

    "Шевченко" was Aktau, but is anybody, and "السوري" no Surrey, but Syrian.
    """
    lexicon = Lexicon.of(lang)
    if lang is None or not may_be_known(key) or (key.endswith(lexicon.surname_suffixes) and is_known_surname(key)):
        return False
    bare = [form.restored for form in stems(key, lang) if form.prefix]  # "בערן", to Eran, is Yiddish for Bern
    people = lexicon.people | lexicon.given
    words = lexicon.matches | lexicon.street_words | lexicon.numerals.keys()  # "Stadı", a stadium, is not Helsinki
    if lexicon.unvowelled and any(map(by_demonym, (key, *bare))):
        return False
    return not (lexicon.is_common(key) or key in words or any(form in people for form in (key, *bare)))


@lru_cache(maxsize=64)
def _words(lang: str | None) -> frozenset[str]:
    profile = language_profile(lang)
    own = (*profile.short_names, *profile.city_names) if profile else ()
    names = (*names_in(base_language(lang)), *own) if lang else ()
    return frozenset(word for name in names if " " in name for word in name.split())
