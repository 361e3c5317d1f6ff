"""Names of places that are known to be spelt right, whether or not a gazetteer lists the places.

>>> known_apart("styria", bearers("syria")), known_apart("wien", bearers("vienna"))
(1.0, 0.0)

A gazetteer holds a few names of the world's many. One that it lacks must not be taken for a misspelling of another
that it has: who writes "Styria" does not mean Syria. It is also known which names one city or country bears in several
languages, so that these are told from names of others.
"""

from __future__ import annotations

from collections import Counter
from operator import eq

from namenorm.kb import KnowledgeBase
from namenorm.resolving.words import Words
from namenorm.text.fold import compact, fold
from namenorm.text.known_places import bearers, has_territory, table
from namenorm.text.scripts import script

_KNOWN, _UNLISTED = 1.0, 0.5
_PLACES = frozenset({"place", "facility"})
_NONE: frozenset[int] = frozenset()


def lies_elsewhere(kb: KnowledgeBase, entity: int, head: str, tail: str) -> bool:
    """Whether a place named by its head and where it lies is another than an entity: "Paris, Texas".

    Both are folded. A country claims cities that others say are theirs, so that it has one of this name must be known;
    where a state or province lies is not in doubt.
    """
    named, own = _divisions(tail), _countries_of(kb, entity)
    told = _countries(named)
    if not own or not told or own & told:
        return False
    return max(named) >= table().countries or bool(told & _countries(bearers(compact(head))))


def lies_outside(kb: KnowledgeBase, entity: int, codes: frozenset[bytes]) -> bool:
    """Whether it is known where an entity lies, and that is in none of some countries."""
    own = _countries_of(kb, entity)
    return bool(own) and not own & codes


def is_other_division(word: str, other: str) -> bool:
    """Whether a word is the name of a country, state or province, and another word is not a name of it: "Iowa"."""
    known = bearers(word)
    return has_territory(known) and not known & bearers(other)


def _divisions(name: str) -> frozenset[int]:
    """The countries, states and provinces of a name."""
    return frozenset(number for number in bearers(compact(name)) if number < table().divisions)


def _countries_of(kb: KnowledgeBase, entity: int) -> frozenset[bytes]:
    """Where an entity lies: as its cues say, else where places of its names do."""
    cues = frozenset().union(*(_divisions(fold(cue)) for cue in kb.entity_details(entity).get("context", ())))
    return _countries(cues or known_bearers(kb, entity))


def _countries(numbers: frozenset[int]) -> frozenset[bytes]:
    """The codes of the countries in which places lie."""
    codes = table().codes
    return frozenset(codes[2 * number : 2 * number + 2] for number in numbers)


def known_name(query: Words, alias: Words) -> float:
    """How well a query is known as a name of others than those who bear an alias."""
    if is_one_name(query, alias) or not is_known_name(query.folded):
        return 0.0
    return known_apart(query.folded, bearers(compact(alias.folded)))


def is_one_name(query: Words, alias: Words) -> bool:
    """Whether two names are equal, but for words beside an equal one that translate each other: "Sankt Gallen"."""
    if query.folded == alias.folded or query.group != alias.group:
        return query.folded == alias.folded
    return _meanings(query) == _meanings(alias) and any(map(eq, query.texts, alias.texts))


def _meanings(words: Words) -> list[str]:
    return [concept or text for concept, text in zip(words.concepts, words.texts, strict=True)]


def known_apart(folded: str, others: frozenset[int]) -> float:
    """How well a folded name is known as that of others than the ``others``; 0 where it is not known or they bear it.

    Half where it is not known who the others are, or they bear it as another country does: "Congo".
    """
    own = bearers(compact(folded))
    if own & others:
        return _UNLISTED if sum(number < table().countries for number in own) > 1 else 0.0
    if not own:
        return 0.0
    return _KNOWN if others else _UNLISTED


def is_known_name(folded: str) -> bool:
    """Whether a folded name is known as that of a place."""
    return bool(bearers(compact(folded)))


def known_apart_from(kb: KnowledgeBase, entity: int, folded: str, alias: str) -> float:
    """`known_apart` of a folded name from all names of an entity, of which the given one is the nearest.

    What is no place bears no place's name, but may have it in its own: "Washington" may be George Washington. Many
    gazetteers do not say of places what they are.
    """
    if not is_known_name(folded):
        return 0.0
    kind = kb.entity_type(entity)
    own = known_bearers(kb, entity) if kind in _PLACES or kind == "other" else _NONE
    if own or kind in _PLACES:
        return known_apart(folded, own)
    if f" {folded} " in f" {alias} ":
        return 0.0
    return _UNLISTED if kind == "other" and script(folded) != script(alias) else _KNOWN  # it may be a place


def known_bearers(kb: KnowledgeBase, entity: int) -> frozenset[int]:
    """Who is known to bear the names of an entity: not who shares some of them in a few languages, as Oakland does."""
    names = {compact(kb.form(row).folded) for row in kb.entity_aliases(entity)}
    found = Counter(bearer for name in names for bearer in bearers(name))
    most = max(found.values(), default=0)
    return frozenset(bearer for bearer, count in found.items() if count == most)
