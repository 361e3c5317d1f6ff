"""Demonyms: which words look like what the people and things of a place are called.

>>> from namenorm.annotate.words.lexicon import Lexicon
>>> from namenorm.annotate.words.names import Names
>>> from namenorm.index.reader import MappedIndex
>>> from namenorm.model import Entity
>>> names = Names(MappedIndex.build([Entity("Q490", "place", {"en": "Milan"})]))
>>> Demonyms(names, Lexicon.of("en")).looks_like("milanese")
True
"""

from __future__ import annotations

from namenorm.annotate.words.lexicon import Lexicon
from namenorm.annotate.words.names import Names
from namenorm.annotate.words.short_forms import MOST_ROWS
from namenorm.text.fold import compact
from namenorm.text.known_places import bearers, has_country

_PUSHED_OUT = ("", "a", "e", "ia", "o", "y")  # by demonym endings in nearly all languages with Latin letters
_SHORT = 3  # letters of a place up to which it is no word of a longer name


class Demonyms:
    """What words for people tell from names of places, in one language."""

    def __init__(self, names: Names, lexicon: Lexicon) -> None:
        self._names = names
        self._lexicon = lexicon

    def looks_like(self, folded: str) -> bool:
        """Whether a folded word is listed as a demonym or made like one.

        The name of a place is none: "Milano".
        """
        key, lexicon = compact(folded), self._lexicon
        if self._names.is_demonym(folded) or self._is_irregular(folded):
            return True
        if not folded.endswith(lexicon.demonym_endings) or key in lexicon.people or key in lexicon.given:
            return False  # "Walter" is nobody of "Walt"
        is_generic = key in lexicon.generic_words
        return any(
            folded.endswith(ending)
            and len(folded) > len(ending) + 2
            and any(
                letters != ending
                # "unione" is nobody of a town "Uni", but "italiana" is of Italy
                and (has_country(bearers(place)) if is_generic else self._may_be_place(place))
                and (bearers(key).isdisjoint(bearers(place)) or has_country(bearers(key)))
                for letters in (*_PUSHED_OUT, *lexicon.place_endings)
                for place in [folded[: -len(ending)] + letters]
            )
            for ending in lexicon.demonym_endings
        )

    def _is_irregular(self, folded: str) -> bool:
        """Whether a word is a demonym that does not tell by its ending: "danois" of "Danemark"."""
        tails = ("", *self._lexicon.demonym_endings)
        return any(
            folded[: len(folded) - len(tail)] in self._lexicon.demonyms for tail in tails if folded.endswith(tail)
        )

    def _may_be_place(self, folded: str) -> bool:
        """Whether a word is one of a name of what may be a place: a "Hunter" is nobody from "Hunt".

        A short one is a whole name: "Unin" has nothing to do with "Royaume-Uni".
        """
        names = self._names
        if not names.known(folded):
            return False
        rows = names.rows(compact(folded)) or (names.with_token(folded)[:MOST_ROWS] if len(folded) > _SHORT else ())
        return not names.types_of(rows) <= {"person", "organization"}
