"""Bearers: for which longer names a single word may stand, whatever text it stands in.

>>> from namenorm.annotate.words.lexicon import Lexicon
>>> from namenorm.annotate.words.names import Names
>>> from namenorm.index.reader import MappedIndex
>>> from namenorm.model import Entity
>>> bearers = Bearers(Names(MappedIndex.build([Entity("Q44430", "place", {"en": "Tulsa, Oklahoma"})])), Lexicon())
>>> bearers.of(("tulsa", "tulsa")).rows, bearers.of(("oklahoma", "oklahoma")).rows
((0,), ())
"""

from __future__ import annotations

from typing import NamedTuple

from namenorm.annotate.words.lexicon import Lexicon
from namenorm.annotate.words.names import Names
from namenorm.annotate.words.remembered import remembered
from namenorm.annotate.words.short_forms import MOST_ROWS, has_head, parsed, relation
from namenorm.text.fold import compact
from namenorm.text.given_names import is_given_name, may_be_given_name
from namenorm.text.known_places import bearers, has_territory
from namenorm.text.profiles import words_of_all
from namenorm.text.romanize import romanize

_SHORTEST = 4  # letters of a word that may stand for its only bearer
_MOST_WORDS = 1 << 15


class Bearing(NamedTuple):
    """Which names have a word: of which it may be short, and whose it is first of all.

    ``is_name``: the word alone is listed as a name.
    """

    rows: tuple[int, ...]
    likely: frozenset[int]
    is_name: bool


class Bearers:
    """What is known of the words of a language as short forms of names."""

    def __init__(self, names: Names, lexicon: Lexicon) -> None:
        self._names = names
        self._lexicon = lexicon

    @remembered(_MOST_WORDS)
    def of(self, word: tuple[str, str]) -> Bearing | None:
        """What is known of a word, given folded and as a key; ``None`` where it cannot stand alone."""
        (folded, key), names = word, self._names
        if len(key) < _SHORTEST or self._lexicon.is_common(key) or key in self._lexicon.numerals:
            return None
        rows = names.with_token(folded)
        if not rows or len(rows) > MOST_ROWS:
            return None
        kept = tuple(row for row in rows if self._may_stand_for(key, row))
        owners = names.entities(rows)
        listed = any(names.shape(row).words == (key,) for row in names.rows(key))
        # "Tulsa" is Tulsa, Oklahoma rather than one of the many things there that are named after it.
        sites = names.entities(tuple(row for row in kept if self._relation(key, row) == "site"))
        return Bearing(kept, sites & owners or owners, listed)

    def _may_stand_for(self, key: str, row: int) -> bool:
        kind = self._stated_type(row)
        if kind == "place":
            return has_head(self._names.alias(row).text) and self._relation(key, row) == "site"
        words = self._names.shape(row).words
        if kind == "person" or self.is_rival(key, row):
            return len(words) > 1 and (words[-1] == key or self._is_only_given(key, row))
        found = self._relation(key, row)
        is_team = not words_of_all("sports", "team_words").isdisjoint(words[:1])
        return found == "head" or (found == "bare" and (is_team or len(words) == 2))

    def _stated_type(self, row: int) -> str:
        return self._names.kb.entity_type(self._names.kb.alias_entity(row))

    def is_rival(self, key: str, row: int) -> bool:
        """Whether what has no type may be a person with a word for surname; it names nobody: "Recep Tayyip Erdoğan"."""
        shape = self._names.shape(row)
        words = shape.words if self._stated_type(row) == "other" else ()
        if words[-1:] != (key,) or not shape.cased:
            return words[-1:] == (key,)
        return shape.is_full_name and (
            is_given_name(romanize(words[0])) or not any(map(self._lexicon.is_common, words))
        )

    def is_namesake(self, folded: str, row: int) -> bool:
        """Whether a word names a place, and a longer name has it from there: "Durham University", "Albert of Monaco".

        What has a given name in its own is as little meant by it: the Abraham Accords. Before a comma or a colon it is
        the name itself; a surname may be that of a city.
        """
        kind, shape = self._names.type_of(row), self._names.shape(row)
        if kind == "place" or self._names.plays(self._names.kb.alias_entity(row)):
            return False  # of a club's name the text has to tell that it is no place: "Galatasaray S.K."
        known = bearers(compact(folded))
        if kind == "person":
            return has_territory(known) and len(shape.words) > 1 and not shape.capitals[-2]
        return (bool(known) or may_be_given_name(folded)) and shape.odd.isdisjoint(",:")

    def _is_only_given(self, key: str, row: int) -> bool:
        """Whether a person has one name and an epithet: "Pachomius the Great"."""
        name = parsed(self._names.alias(row).text, self._lexicon)
        if not self._names.shape(row).cased:
            return False  # "صلاح" of "صلاح أبو سيف" is anybody
        if name.words[0] != key or not name.first == 1 < len(name.words):
            return False
        return key not in self._lexicon.people

    def _relation(self, key: str, row: int) -> str | None:
        return relation(
            (key,), parsed(self._names.alias(row).text, self._lexicon), self._names.type_of(row), self._lexicon
        )
