"""How aliases are written, and the words of all names of an entity, as texts are asked for them again and again."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from namenorm.annotate.words.remembered import remembered
from namenorm.kb import KnowledgeBase
from namenorm.resolving.countries import names_country
from namenorm.text.fold import compact, fold
from namenorm.text.given_names import may_be_given_name
from namenorm.text.inflection import dictionary_forms
from namenorm.text.profiles import words_of_all
from namenorm.text.scripts import is_unspaced
from namenorm.text.tokens import APOSTROPHES, tokenize_name

_MARKS = frozenset(APOSTROPHES + '՚־׳״"')
"""Marks that folding drops, and at which a word of a text may end."""
_MOST = 1 << 15
_MOST_WORDS = 5  # of a person's name
_FEW = 6  # names of which one is a person's
_MOST_OWNERS = 1 << 13
_WHOLE = ("short", "acronym")
"""Kinds of names that are no longer ones cut short: "Merkel" beside "Merkelová"."""
_Words = tuple[tuple[str, int], ...]
_EASY = frozenset(" .-‐‑‒–—־'’ʼ‘ʻ`´\u00a0\u00ad\u200b\u200c\u200d\u200e\u200f·・")

_OF_PERSON = 3  # words of the name of a person, at most
_DASHES = frozenset("-‐‑–—")
_HYPHEN = frozenset("—")  # is what stands for any of them


class AliasShape(NamedTuple):
    """How an alias is written.

    ``cased`` says that it has a capital, ``upper`` that all its letters are capitals, ``odd`` lists its punctuation
    other than stops, hyphens and apostrophes, and the long dash where it has one of any kind, ``capitals`` says of each
    of its words whether it has a capital.
    """

    text: str
    letters: str
    words: tuple[str, ...]
    cased: bool
    upper: bool
    odd: frozenset[str]
    capitals: tuple[bool, ...]

    @property
    def is_full_name(self) -> bool:
        """Whether it may be a given name and a surname: two or three words with capitals, and not all in capitals."""
        return 1 < len(self.words) <= _OF_PERSON and all(self.capitals) and not self.upper

    @classmethod
    def of(cls, text: str) -> AliasShape:
        """How a name is written.

        >>> AliasShape.of("Washington, D.C.").odd
        frozenset({','})
        """
        words = tokenize_name(text)
        marks = {char for char in text if not char.isalnum() and char not in _EASY}
        if not _DASHES.isdisjoint(text):
            marks.add("—")  # "Baku — Tbilisi — Ceyhan" for "Baku–Tbilisi–Ceyhan"
        letters = "".join(char for char in text if char.isalnum())
        return cls(
            text=text,
            letters=letters,
            words=tuple(compact(fold(word.text)) for word in words),
            cased=any(map(str.istitle, letters)),
            upper=letters.isupper(),
            odd=frozenset(marks),
            capitals=tuple(any(map(str.istitle, word.text)) for word in words),
        )


class EntityWords:
    """The words of names of one knowledge base; ``shape`` says how the alias in a row is written."""

    def __init__(self, kb: KnowledgeBase, shape: Callable[[int], AliasShape]) -> None:
        self._kb = kb
        self._shape = shape

    @remembered(_MOST)
    def first(self, owner: int) -> _Words:
        """The first words of the names of a person that have several, each with the row of its alias."""
        return self._at(0, owner) if self.is_person(owner) else ()

    @remembered(_MOST)
    def last(self, owner: int) -> _Words:
        """The last ones, also of an entity of no stated type."""
        if self._kb.entity_type(owner) not in ("person", "other"):
            return ()
        titles = words_of_all("landed_titles")
        return tuple(item for item in self._at(-1, owner) if titles.isdisjoint(self._shape(item[1]).words[:-1]))

    @remembered(_MOST)
    def is_person(self, owner: int) -> bool:
        """Whether an entity is a person, or one of no stated type whose names begin with given names."""
        kind = self._kb.entity_type(owner)
        if kind != "other":
            return kind == "person"
        names = {self._kb.folded(row): row for row in self._kb.entity_aliases(owner)}
        if not words_of_all("generic_words", "named_after_places").isdisjoint(" ".join(names).split()):
            return False  # "سلاح" is a weapon in "سلاح الجو", an air force, and a given name
        return sum(map(self._is_like_a_person, names.values())) * _FEW >= len(names)

    def _is_like_a_person(self, row: int) -> bool:
        shape = self._shape(row)
        first, *others = shape.words or ("",)
        is_cased = not shape.cased or all((*shape.capitals[:1], *shape.capitals[-1:]))
        if not (is_cased and 0 < len(others) < _MOST_WORDS and shape.letters.isalpha()) or shape.odd - _HYPHEN:
            return False
        return not names_country(first) and may_be_given_name(first)  # "Israel Hayom" is nobody

    @remembered(_MOST_OWNERS)
    def keys(self, asked: tuple[int, frozenset[str]]) -> frozenset[str]:
        """The keys of all words of the names of an entity in some scripts."""
        (owner, scripts), kb = asked, self._kb
        found: set[str] = set()
        for row in kb.entity_aliases(owner):
            if kb.script(row) not in scripts:
                continue
            text = kb.alias(row).text
            if is_unspaced(kb.script(row)) or not _MARKS.isdisjoint(text):
                found.update(compact(word.folded) for word in tokenize_name(text))
            else:
                found.update(kb.folded(row).split(" "))
        return frozenset(found)

    def _at(self, place: int, owner: int) -> _Words:
        names = ((self._shape(row).words, row) for row in self._kb.entity_aliases(owner))
        return tuple((words[place], row) for words, row in names if len(words) > 1)

    @remembered(_MOST)
    def is_cut(self, row: int) -> bool:
        """Whether an alias cuts a longer name of its entity short (``Soph`` of ``Sophocles``)."""
        shape, owner = self._shape(row), self._kb.alias_entity(row)
        if not shape.words or not shape.cased or self._kb.entity_type(owner) in ("place", "facility"):
            return False
        if self._kb.alias_kind(row) in _WHOLE:
            return False
        count = len(shape.words)
        aliases, alias = self._kb.entity_aliases(owner), self._kb.alias(row)
        if alias.kind == "label":  # "Taliban" is what "Talibanes" are called elsewhere
            aliases = tuple(other for other in aliases if self._kb.alias(other).lang == alias.lang)
        others = (self._shape(other).words for other in aliases)
        return any(_cuts(shape.words, words[count - 1]) for words in others if len(words) >= count)


def _cuts(words: tuple[str, ...], longer: str) -> bool:
    """Whether the last of some words is the beginning of a longer one, and no form of it ("Angela Merkelová")."""
    word = words[-1]
    return (
        len(longer) > len(word) + 1
        and longer.startswith(word)
        and longer not in words
        and longer[len(word) - 1] not in "aeiou"
        and not (len(words) > 1 and word in dictionary_forms(longer))
    )
