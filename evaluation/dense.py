"""Questions about places of GeoNames at sizes where names lie close together, for training only.

The cities are those of `benchmarks.data`, the misspellings and the cities that are left out are others.
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from benchmarks.data import all_cities, cut, letters_of, misspelt, owners_of

from evaluation.data import EvaluationSet, Question
from namenorm.model import Alias, Entity

if TYPE_CHECKING:
    from benchmarks.data import City

_SHORTEST = 5


def dense_set(names: int, questions: int, seed: int = 1) -> EvaluationSet:
    """So many distinct names, and so many questions each with one edit, with two edits, and about cities left out."""
    rng = random.Random(seed)
    cities = list(all_cities())
    rng.shuffle(cities)
    kept = list(cut(cities, names))
    owners = owners_of(kept)
    letters = letters_of(owners)
    asked: list[Question] = []
    long = [name for name in owners if len(name) >= _SHORTEST]
    for edits in (1, 2):
        for name in rng.sample(long, min(questions, len(long))):
            changed = misspelt(name, edits, letters, owners, rng).title()
            asked.append(Question(changed, owners[name], f"{edits} edits"))
    left_out = [name for city in cities[-2 * questions :] for name in city.names if len(name) >= _SHORTEST]
    absent = [name for name in left_out if name.casefold() not in owners]
    asked += [Question(name, (), "absent") for name in rng.sample(absent, min(questions, len(absent)))]
    return EvaluationSet(f"dense_{names}", f"dense_{names}", tuple(map(_entity, kept)), tuple(asked))


def _entity(city: City) -> Entity:
    names = tuple(Alias(name) for name in city.names[1:])
    return Entity(city.id, "place", {"und": city.names[0]}, names, prior=city.prior)
