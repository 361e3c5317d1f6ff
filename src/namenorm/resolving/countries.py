"""Which names are known to be those of different countries, however alike they are.

>>> from namenorm.model import Entity
>>> is_of_other_country("austria", Entity("Q408", "place", {"en": "Australia"}))
True

A gazetteer need not hold all countries. One that is missing must not be taken for a neighbour that is there.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, Any

from namenorm.resolving.shipped import shipped
from namenorm.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Mapping

    from namenorm.model import Entity

_COUNTRY = 3  # words of the name of a country inside another name


@lru_cache(maxsize=1)
def _data() -> Mapping[str, Any]:
    """``countries``: by code, each folded name with its languages; ``shared``: names that cities or states bear too."""
    found: dict[str, Any] = shipped("countries.json")
    return found


@lru_cache(maxsize=1)
def _places() -> Mapping[str, Mapping[str, str]]:
    """By code, the folded names of regions of the world and of cities, each with its languages; none is a country's."""
    found: dict[str, dict[str, str]] = shipped("places.json")["places"]
    return found


@lru_cache(maxsize=1)
def _codes() -> Mapping[str, frozenset[str]]:
    """Folded names and the codes of their countries."""
    found: dict[str, set[str]] = {}
    for code, names in _data()["countries"].items():
        for name in names:
            found.setdefault(name, set()).add(code)
    return {name: frozenset(codes) for name, codes in found.items()}


def names_in(lang: str) -> Mapping[str, str]:
    """The folded names of countries, of regions of the world and of cities in a language, and their codes.

    >>> names_in("fr")["allemagne"], names_in("tr")["tiflis"]
    ('DE', 'Asia/Tbilisi')
    """
    found: dict[str, set[str]] = {}
    for code, names in chain(_data()["countries"].items(), _places().items()):
        for name, languages in names.items():
            if lang in languages.split():
                found.setdefault(name, set()).add(code)
    return {
        name: min(codes) for name, codes in found.items() if len(codes) == 1 and len(_codes().get(name, codes)) == 1
    }


def all_names(code: str) -> tuple[str, ...]:
    """The folded names of a country, region or city in all languages."""
    return tuple(_data()["countries"].get(code) or _places()[code])


def telling_names(code: str) -> tuple[str, ...]:
    """These names without those of countries that a city or state bears as well ("georgia")."""
    shared = _data()["shared"]
    return tuple(name for name in all_names(code) if name not in shared)


def names_country(folded: str) -> bool:
    """Whether a folded name is that of a country."""
    return folded in _codes()


@lru_cache(maxsize=4096)
def countries_in(folded: str) -> frozenset[str]:
    """The codes of the countries that words of a folded name name: IL of "ministry of health of israel"."""
    words = folded.split()
    parts = (" ".join(words[at : at + size]) for size in range(1, _COUNTRY + 1) for at in range(len(words) + 1 - size))
    return frozenset().union(*(_codes().get(part, frozenset()) for part in parts))


def is_of_other_country(folded: str, entity: Entity) -> bool:
    """Whether a folded name is that of a country, or has one in it, and the names of an entity only those of others.

    >>> from namenorm.model import Entity
    >>> is_of_other_country("health ministry of iraq", Entity("Q1", "organization", {"en": "Health Ministry of Iran"}))
    True
    """
    named = countries_in(folded) if entity.type != "person" else frozenset()
    if not named:
        return False
    own, codes = _codes().get(folded), _codes_of(entity) if entity.type == "place" else frozenset()
    if own and codes and not own & codes:  # "Guinea" is not Equatorial Guinea
        return True
    others = frozenset().union(*(countries_in(fold(alias.text)) for alias in entity.aliases()))
    return bool(others) and not named & others


def is_country(entity: Entity) -> bool:
    """Whether a place bears the name of a country."""
    return entity.type == "place" and bool(_codes_of(entity))


def _codes_of(entity: Entity) -> frozenset[str]:
    return frozenset().union(*(_codes().get(fold(alias.text), frozenset()) for alias in entity.aliases()))


def are_different_names(left: str, right: str) -> bool:
    """Whether two folded names are those of different countries."""
    own, other = _codes().get(left), _codes().get(right)
    return bool(own and other and not own & other)
