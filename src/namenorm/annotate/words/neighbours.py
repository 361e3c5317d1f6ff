"""Neighbours: which words of names are spelt nearly like a word.

>>> from namenorm.index.reader import MappedIndex
>>> from namenorm.model import Entity
>>> neighbours = Neighbours(MappedIndex.build([Entity("Q994", "place", {"en": "Tbilisi"})]))
>>> neighbours.near("tbilsi")
('tbilisi',)

The index is asked once for each distinct word of all texts. The resolver decides afterwards; this only spares it the
words that are near to nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice, product
from operator import itemgetter
from typing import NamedTuple

from rapidfuzz.distance import OSA

from namenorm.annotate.words.boned import Boned
from namenorm.annotate.words.likeness import least_cost
from namenorm.annotate.words.remembered import Remembered, remembered
from namenorm.kb import KnowledgeBase
from namenorm.model import base_language
from namenorm.resolving.misspelt import commonness
from namenorm.text.given_names import is_given_name
from namenorm.text.inflection import Stem, stems
from namenorm.text.romanize import romanize

_SHORTEST = 5  # letters of a word that may have an edit
BEARERS = 40
"""Of a surname, up to which a far given name is looked at."""
_LOOSE = 0.42  # edits a letter between given names before an equal surname
_CLOSE = 0.3  # the same between surnames beside an equal given name
_TWO_EDITS = 8  # letters of one that may have two
_NEAREST = 12  # words of names that are kept for a word
_REST = 3  # letters
_END = 2  # letters of an ending
_SHORTEST_STEM = 4  # letters
_MOST_FORMS = 6  # of a word, itself included
_MOST_NAMES = 64  # that are made of words near some
_MOST_WORDS = 1 << 15
_MOST_OWNERS = 1 << 13


def edit_limit(length: int) -> int:
    """How many letters may differ in a word of a given length.

    >>> [edit_limit(length) for length in (4, 5, 8)]
    [0, 1, 2]
    """
    if length < _SHORTEST:
        return 0
    return 1 if length < _TWO_EDITS else 2


_NOBODY: frozenset[int] = frozenset()


def united(owners: Iterable[Iterable[int]]) -> frozenset[int]:
    """The entities of several sets; no set of its own where there are none, as for most words."""
    return _NOBODY.union(*owners) or _NOBODY


class Form(NamedTuple):
    """A form that a word may have in a dictionary, folded, and the same in Latin letters."""

    text: str
    romanised: str


_Word = tuple[str, str | None]


class Neighbours:
    """The romanised words of all aliases of a knowledge base, searchable by likeness; safe to share between threads."""

    def __init__(self, kb: KnowledgeBase) -> None:
        self._kb = kb
        self._within = Remembered[str, Sequence[tuple[str, int]]](
            lambda word: tuple(kb.near_words([word], edit_limit(len(word)))[0]), _MOST_WORDS
        )
        self.owners_near_forms = Remembered[_Word, frozenset[int]](self._near_forms, _MOST_OWNERS)
        """The entities whose aliases contain a word near one of the forms of a word."""
        self.whole_near_forms = Remembered[_Word, frozenset[int]](self._whole_forms, _MOST_OWNERS)
        """The entities of which a word a letter from one of these forms is the whole name, as `whole` says."""
        self.entity = kb.entity
        self.bones = Boned(kb)

    @remembered(_MOST_WORDS)
    def romanised(self, word: str) -> str:
        """A folded word in Latin letters."""
        return romanize(word).replace(" ", "")

    def look_up(self, words: Iterable[str]) -> None:
        """Looks up what is near some romanised words, all at once; each is asked about later."""
        new = sorted({word for word in words if len(word) >= _SHORTEST and word not in self._within})
        for limit in (1, 2):
            some = [word for word in new if edit_limit(len(word)) == limit]
            for word, found in zip(some, self._kb.near_words(some, limit) if some else (), strict=True):
                self._within.remember(word, tuple(found))

    def concerned(
        self, words: Sequence[tuple[int, str, _Word]], owners: frozenset[int], tokens: frozenset[str]
    ) -> Iterator[int]:
        """Of some words that were looked at those that have to do with entities of whose names these are the words.

        Each has a number, is romanised, and as it was read in its language.
        """
        within = self._within
        for number, word, _ in words:
            if word in within and not tokens.isdisjoint(map(itemgetter(0), within[word])):
                yield number
        for known in (self.owners_near_forms, self.whole_near_forms):
            for number, _, read in words if known else ():
                if read in known and not owners.isdisjoint(known[read]):
                    yield number

    @remembered(_MOST_WORDS)
    def shared(self, words: tuple[str, ...]) -> frozenset[int]:
        """The entities that have words near all of some romanised words, or near all but one of three and more."""
        near = list(map(self.owners_near, words))
        known = [owners for owners in near if owners]
        if len(known) < min(2, len(words) - 1):
            return _NOBODY
        if len(words) == 2:
            return near[0] & near[1] | self._shared_loosely(words) or _NOBODY
        counts = Counter(chain.from_iterable(known))
        needed = max(2, len(words) - 1)
        return frozenset(owner for owner, count in counts.items() if count >= needed) or _NOBODY

    def _shared_loosely(self, words: tuple[str, ...]) -> frozenset[int]:
        """The few bearers of a surname of whose names one is near the word before or after it, far as it is."""
        return frozenset(
            owner
            for word, other in (words, words[::-1])
            if len(word) >= _SHORTEST - 1 and len(bearers := self.owners_near(other)) <= BEARERS
            for most in ((_CLOSE if is_given_name(other) else _LOOSE,) if bearers else ())
            for owner in bearers
            if any(_is_loosely(word, token, most) for token in self.words_of(owner))
        )

    def named(self, word: str) -> frozenset[int]:
        """The entities of which a romanised word is a whole name."""
        return frozenset(map(self._kb.alias_entity, self._kb.lookup("romanised", word)))

    def named_in_order(self, words: Iterable[tuple[Form, ...]]) -> frozenset[int]:
        """The entities with a whole name of words that are near forms of some, in their order: "Unii Europjskiej"."""
        near = [dict.fromkeys(chain.from_iterable(self.near(form.romanised) for form in forms)) for forms in words]
        return united(self.named("".join(name)) for name in islice(product(*near), _MOST_NAMES))

    @remembered(_MOST_WORDS)
    def nearly_named(self, words: tuple[str, ...]) -> frozenset[int]:
        """The entities of which some romanised words are a whole name, or are a letter off: "United Stntes"."""
        return frozenset(self._kb.alias_entity(row) for row, _ in self._kb.near("".join(words), 1)) or _NOBODY

    def commonness(self, word: str) -> float:
        """How common the rarest three letters in a row of a romanised word are among all names, as a logarithm."""
        return commonness(self._kb.rarest_letters((word,)), self._kb.alias_count)

    @remembered(_MOST_WORDS)
    def whole(self, word: str) -> frozenset[int]:
        """The entities of which a romanised word is a whole name, or all of one but a few letters."""
        kb = self._kb
        found = self.named(word)
        if found:
            return found
        longest = len(word) + _REST
        bearer = self._only_bearer(word)
        rows = [row for owner in bearer for row in kb.entity_aliases(owner)]
        return bearer if any(len(name) <= longest and word in name for _, name in kb.letters(rows)) else _NOBODY

    @remembered(_MOST_WORDS)
    def strong(self, word: str) -> frozenset[int]:
        """The entities of which a romanised word is a whole name that needs no context."""
        kb = self._kb
        rows = [row for row in kb.lookup("romanised", word) if kb.alias(row).strength == "strong"]
        return frozenset(map(kb.alias_entity, rows)) or _NOBODY

    @remembered(_MOST_WORDS)
    def bearer(self, word: str) -> frozenset[int]:
        """The same; where there are none, the only entity that has the word in a name."""
        return self.whole(word) or self._only_bearer(word)

    def _only_bearer(self, word: str) -> frozenset[int]:
        owners = self._kb.token_owners(word)
        return frozenset(owners) if len(owners) == 1 else _NOBODY

    @remembered(_MOST_WORDS)
    def forms(self, asked: _Word) -> tuple[Form, ...]:
        """A folded word of a text in a language, and the dictionary forms that it may have."""
        word, lang = asked
        cased = word != word.upper()  # where there is case, an elided article before a name is split off
        forms = (form for form in stems(word, lang) if self._says_enough(form))
        texts = dict.fromkeys([word, *(form.restored for form in forms if not (form.prefix and cased))])
        return tuple(Form(text, self.romanised(text)) for text in texts)[:_MOST_FORMS]

    def _says_enough(self, form: Stem) -> bool:
        """Whether a word without its ending is long enough, or a word of a name as it is: "Unia" of "Unii"."""
        is_known = len(form.stem) == _SHORTEST_STEM - 1 and self._kb.token_count(self.romanised(form.restored)) > 0
        return len(form.stem) >= _SHORTEST_STEM or is_known

    def _near_forms(self, asked: _Word) -> frozenset[int]:
        texts = [form.romanised for form in self.forms(asked)]
        self.look_up(texts)
        return united(map(self.owners_near, texts))

    def _whole_forms(self, asked: _Word) -> frozenset[int]:
        texts = [form.romanised for form in self.forms(asked) if len(form.romanised) >= _SHORTEST]
        self.look_up(texts)
        near = frozenset(word for text in texts for word, edits in self._within[text] if edits <= 1)
        return united(map(self.whole, near))

    @remembered(_MOST_OWNERS)
    def letter_off(self, asked: _Word) -> tuple[tuple[Form, str, int], ...]:
        """The forms of a word that are a letter from names of one word in its language, with each name and entity."""
        forms = [form for form in self.forms(asked) if len(form.text) >= _SHORTEST <= len(form.romanised)]
        self.look_up(form.romanised for form in forms)
        return tuple((form, name, owner) for form in forms for name, owner in self._nearly_called(form, asked[1]))

    def _nearly_called(self, form: Form, lang: str | None) -> Iterator[tuple[str, int]]:
        kb, languages = self._kb, (base_language(lang or "und"), "und", "mul")
        for row in chain.from_iterable(kb.lookup("romanised", near) for near, _ in self._within[form.romanised]):
            name = kb.folded(row)
            if len(name) < _SHORTEST or form.text[0] != name[0] or OSA.distance(form.text, name) != 1:
                continue
            alias = kb.alias(row)
            if base_language(alias.lang) in languages and alias.kind not in ("misspelling", "demonym"):
                yield name, kb.alias_entity(row)

    @remembered(_MOST_OWNERS)
    def words_of(self, owner: int) -> frozenset[str]:
        """The romanised words of all names of an entity."""
        return frozenset(" ".join(map(self._kb.romanised, self._kb.entity_aliases(owner))).split())

    @remembered(_MOST_OWNERS)
    def owners_near(self, word: str) -> frozenset[int]:
        """The entities whose aliases contain a word near a romanised word."""
        return united(map(self._kb.token_owners, self.near(word)))

    def ending_alike(self, word: str) -> frozenset[int]:
        """The same of words that end with the same letters."""
        return united(self._kb.token_owners(near) for near in self.near(word) if near[-_END:] == word[-_END:])

    @remembered(_MOST_WORDS)
    def near(self, word: str) -> tuple[str, ...]:
        """The words of names within the edit limit of a romanised word, nearest first; the word itself if it is one."""
        if len(word) < _SHORTEST:
            return (word,) if self._kb.token_count(word) else ()
        return tuple(near for near, _ in sorted(self._within[word], key=_nearest)[:_NEAREST])


def _nearest(found: tuple[str, int]) -> tuple[int, int, str]:
    near, edits = found
    return edits, len(near), near


def _is_loosely(word: str, token: str, most: float) -> bool:
    """Whether a word may be a distorted or a shortened form of another ("IIlam" of "Ilham", "East" of "Eastern")."""
    if token[0] != word[0]:
        return False
    return token.startswith(word) or OSA.distance(word, token) <= most * len(word)


def nearest_form(forms: tuple[Form, ...], names: frozenset[str], far: float) -> Form | None:
    """The form nearest to a word of some names; the word as it stands where it is as near as another."""
    costs = [least_cost(form.romanised, names) for form in forms]
    least = min(costs)
    return forms[costs.index(least)] if least <= far else None
