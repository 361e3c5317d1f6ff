"""Questions about places of GeoNames at sizes where names lie close together, for training only.

The cities are those of `benchmarks.data`; the misspellings, the cities and the names that are left out are others.
"""

from __future__ import annotations

import random
from collections import Counter
from typing import TYPE_CHECKING

from benchmarks.data import (
    CROSS_SCRIPT,
    FAR,
    City,
    all_cities,
    cut,
    held_back,
    holding,
    letters_of,
    misspelt,
    owners_of,
)  # fmt: skip

from evaluation.data import EvaluationSet, Question
from namenorm.model import Alias, Entity

if TYPE_CHECKING:
    from collections.abc import Sequence

_SHORTEST = 5


def dense_set(names: int, questions: int, seed: int = 1) -> EvaluationSet:
    """So many distinct names, and so many questions of each kind.

    The kinds: one edit, two edits, the name of a city in a script in which it has no other, one unlike all other names
    of its city, and the name of a city that was left out.
    """
    rng = random.Random(seed)
    cities = list(all_cities())
    rng.shuffle(cities)
    kept, asked = _without_some(list(cut(cities, names)), questions, rng)
    owners = owners_of(kept)
    letters = letters_of(owners)
    long = [name for name in owners if len(name) >= _SHORTEST]
    for edits in (1, 2):
        for name in rng.sample(long, min(questions, len(long))):
            changed = misspelt(name, edits, letters, owners, rng).title()
            asked.append(Question(changed, owners[name], f"{edits} edits"))
    left_out = [name for city in cities[-2 * questions :] for name in city.names if len(name) >= _SHORTEST]
    absent = [name for name in left_out if name.casefold() not in owners]
    asked += [Question(name, (), "absent") for name in rng.sample(absent, min(questions, len(absent)))]
    return EvaluationSet(f"dense_{names}", f"dense_{names}", tuple(map(_entity, kept)), tuple(asked))


def _without_some(cities: Sequence[City], questions: int, rng: random.Random) -> tuple[list[City], list[Question]]:
    """The cities without some names that none of the others bear, and the questions that ask for those names."""
    measured = {question.owners[0] for question in holding().questions}
    bearers = Counter(name.casefold() for city in cities for name in city.names)
    asked: Counter[str] = Counter()
    kept, found = [], []
    for city in cities:
        kind = rng.choice((FAR, CROSS_SCRIPT))
        held: Sequence[str] = ()
        if asked[kind] < questions and city.id not in measured:
            held = held_back(city, kind, bearers, rng)
        if held:
            asked[kind] += 1
            found.append(Question(rng.choice(held), (city.id,), kind))
        kept.append(city.without(held))
    return kept, found


def _entity(city: City) -> Entity:
    names = tuple(Alias(name) for name in city.names[1:])
    return Entity(city.id, "place", {"und": city.names[0]}, names, prior=city.prior)
