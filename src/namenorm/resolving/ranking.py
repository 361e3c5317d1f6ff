"""Ranker: the entities that a name could mean, best first, each with its best alias, features and probability."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from namenorm.config import Config
from namenorm.kb import KnowledgeBase, without_former
from namenorm.model import Alias, Entity, Tier
from namenorm.resolving.alignment import Alignment
from namenorm.resolving.bearers import is_of_type, likely_type
from namenorm.resolving.candidates import Pool, closest, spelt_alike
from namenorm.resolving.decision import Decision, default_decision
from namenorm.resolving.edits import EditModel, default_edits, script_group
from namenorm.resolving.features import COLUMN, entity_features, keystrokes
from namenorm.resolving.known_names import is_one_name, known_apart_from
from namenorm.resolving.misspelt import oddity, with_odds
from namenorm.resolving.readings import Asked, Reading, similar_readings
from namenorm.resolving.scorer import Beside, Pairing, Scorer, Wholes, feature_rows, plain_scores
from namenorm.resolving.slips import Slip
from namenorm.resolving.words import Side, Words
from namenorm.text.keys import NameForm

Floats = npt.NDArray[np.float32]

DECIDED = 12
"""How many entities the decision looks at."""
_OWN_SCRIPT = 0.22  # an alias in the script of the name is the better witness, where others are about as close
_CACHED_ENTITIES = 50_000
_KNOWN_NAME, _SAME_SCRIPT = COLUMN["known_name"], COLUMN["same_script"]


class Ranked(NamedTuple):
    """One entity as an answer to a query."""

    kb: KnowledgeBase
    row: int
    alias: Alias
    tier: Tier
    probability: float
    query_side: Side
    alias_side: Side
    alignment: Alignment
    features: Floats

    @property
    def entity(self) -> Entity:
        """The entity; read when it is asked for, since most candidates are dropped before."""
        return self.kb.entity(self.row)

    @property
    def type(self) -> str:
        """The type of the entity."""
        return likely_type(self.kb, self.row, self.alias_side.words)

    @property
    def words(self) -> tuple[Words, Words]:
        """The words of the query, and those of the alias."""
        return self.query_side.words, self.alias_side.words

    @property
    def in_order(self) -> bool:
        """Whether the alias has the given name first, unlike "Aliyev, Ilham"."""
        return "," not in self.alias.text

    def feature(self, name: str) -> float:
        """What the decision has seen of one feature."""
        found: float = self.features[COLUMN[name]]
        return found


@dataclass(frozen=True, slots=True)
class Comparisons:
    """Everything that the decision sees for one query: entities best first, and their features.

    ``pairings`` has one for each row of the pool, ``places`` the one by which each entity is judged.
    """

    pool: Pool
    pairings: list[Pairing]
    entities: tuple[int, ...]
    places: tuple[int, ...]
    features: Floats


class Proposals(NamedTuple):
    """The aliases that a reading may be compared with, and what is known of them before: the letters of each.

    ``similar``: how similar the whole names are, and ``same_script`` whether they are of the script of the reading.
    """

    form: NameForm
    pool: Pool
    letters: list[str]
    whole: Wholes
    similar: npt.NDArray[np.float64]
    same_script: npt.NDArray[np.bool_]


class Ranker:
    """Ranks the entities of one knowledge base; holds caches only, so threads can share it."""

    def __init__(
        self, kb: KnowledgeBase, config: Config, edits: EditModel | None = None, decision: Decision | None = None
    ) -> None:
        self._kb = kb
        self._config = config
        self._decision = decision
        self._names_of = lru_cache(maxsize=_CACHED_ENTITIES)(self._read_names)
        self._scorer = Scorer(edits or default_edits(), kb.token_count, kb.entity_count)

    def rank(self, asked: Sequence[Asked]) -> list[list[Ranked]]:
        """For each query the entities that it could mean, best first; all are compared together."""
        compared = self.compare(asked)
        features = [each.features for each in compared if each is not None]
        decision = self._decision or default_decision()
        chances = iter(decision.probabilities(np.concatenate(features)).tolist() if features else ())
        return [
            slip_first(self.in_order(each, own.form, list(islice(chances, len(each.places)))), own.slip) if each else []
            for own, each in zip(asked, compared, strict=True)
        ]

    def in_order(self, compared: Comparisons, form: NameForm, probabilities: Sequence[float]) -> list[Ranked]:
        """The entities of some comparisons, the likeliest first, given what the decision says of each."""
        found = [self._ranked(compared, place, form, chance) for place, chance in enumerate(probabilities)]
        return weighed(found, form)

    def compare(self, asked: Sequence[Asked]) -> list[Comparisons | None]:
        """For each query the features of the likeliest entities; ``None`` where nothing is similar at all."""
        readings = similar_readings(self._kb, asked, self._config)
        scored = iter(self._score([reading for own in readings for reading in own]))
        parts = [_together(list(islice(scored, len(own)))) for own in readings]
        return [
            self._by_entity(pool, pairings, own.form) if pool.rows else None
            for own, (pool, pairings) in zip(asked, parts, strict=True)
        ]

    def proposals(self, asked: Asked) -> list[Proposals]:
        """For each reading of a query the aliases of which the closest are compared with it."""
        return self._proposals(similar_readings(self._kb, [asked], self._config)[0])

    def _proposals(self, readings: Sequence[Reading]) -> list[Proposals]:
        """The aliases of each reading; of heads: those of places only."""
        pools = [
            self._typed(self._typed(each.pool, each.wanted), "place" if each.headed else None) for each in readings
        ]
        names = [
            (script_group(each.form.script), "".join(each.form.tokens), self._letters(pool.rows))
            for each, pool in zip(readings, pools, strict=True)
        ]
        return [
            Proposals(
                reading.form, pool, [letters for _, letters in others], whole,
                np.array([whole[other][0] for other in others]),
                np.array([other == group for other, _ in others], dtype=bool),
            )
            for reading, pool, (group, _, others), whole in zip(
                readings, pools, names, self._scorer.joined(names), strict=True
            )
        ]  # fmt: skip

    def _closest(self, readings: Sequence[Reading]) -> list[tuple[Pool, Wholes]]:
        """The aliases of each reading that are worth aligning, and how similar whole names are.

        Reading the words of every alias would take most of the time, so the letters alone choose the closest.
        """
        found = []
        for form, pool, letters, whole, similar, same in self._proposals(readings):
            own = np.flatnonzero(same).tolist()
            near = spelt_alike(self._kb, form, [pool.rows[at] for at in own], [letters[at] for at in own])
            alike = [own[place] for place in near]
            found.append((pool.part(closest(pool, similar, same, alike, self._config.align_limit)), whole))
        return found

    def _letters(self, rows: Sequence[int]) -> list[tuple[str, str]]:
        """The script group and the romanised letters of some aliases."""
        return [(script_group(script), letters) for script, letters in self._kb.letters(rows)]

    def _score(self, readings: Sequence[Reading]) -> list[tuple[Pool, list[Pairing]]]:
        """For each reading the closest aliases of its pool, and how it compares with them."""
        kb, closest_ones = self._kb, self._closest(readings)
        names = []
        for reading, (pool, whole) in zip(readings, closest_ones, strict=True):
            query = self._scorer.side(reading.form)
            as_read = query.words.joined == "".join(reading.form.tokens)  # not so with abbreviations, for one
            names.append((query, list(map(self._scorer.side, map(self._kb.form, pool.rows))), whole if as_read else {}))
        besides = [
            Beside(
                query, sides,
                [likely_type(kb, kb.alias_entity(row), side.words) for row, side in zip(pool.rows, sides, strict=True)],
                pool.cosines, ends, reading.headed,
            )
            for reading, (pool, _), (query, sides, _), ends in zip(
                readings, closest_ones, names, self._scorer.whole(names), strict=True
            )
        ]  # fmt: skip
        return list(zip([pool for pool, _ in closest_ones], self._scorer.score(besides), strict=True))

    def _typed(self, pool: Pool, wanted: str | None) -> Pool:
        if wanted is None:
            return pool
        kb, rows = self._kb, enumerate(pool.rows)
        return pool.part([place for place, row in rows if is_of_type(kb, kb.alias_entity(row), wanted)])

    def _by_entity(self, pool: Pool, pairings: list[Pairing], form: NameForm) -> Comparisons:
        aliases: dict[int, list[int]] = {}
        scores = plain_scores(pairings)
        rank = [score + (row in pool.tiers) for score, row in zip(scores, pool.rows, strict=True)]
        # Of equal names of one entity the strong one decides.
        weak = [row in pool.tiers and self._kb.alias(row).strength == "weak" for row in pool.rows]
        seen: set[int] = set()  # an alias may be similar in several readings
        for place in sorted(range(len(pool.rows)), key=lambda place: (-rank[place], weak[place], pool.rows[place])):
            if pool.rows[place] not in seen:
                seen.add(pool.rows[place])
                aliases.setdefault(self._kb.alias_entity(pool.rows[place]), []).append(place)
        chosen = [(row, aliases[row]) for row in without_former(self._kb, list(aliases)[:DECIDED])]
        own = [np.float32(each.query.words.group == each.alias.words.group) for each in pairings]
        places = [max(found, key=lambda place: rank[place] + _OWN_SCRIPT * own[place]) for _, found in chosen]
        hand = scores[[found[0] for _, found in chosen]]
        second = [scores[found[1]] if len(found) > 1 else 0.0 for _, found in chosen]
        pairs = feature_rows([pairings[place] for place in places])
        for at, (row, _) in enumerate(chosen):
            query, alias = pairings[places[at]].query.words, pairings[places[at]].alias.words
            if not is_one_name(query, alias):  # the entity may have more names, or share this one with another
                pairs[at, _KNOWN_NAME] = known_apart_from(self._kb, row, query.folded, alias.folded)
        rom = pairs[:, COLUMN["rom"]]
        apart = [
            [keystrokes(pairings[at].query.words, pairings[at].alias.words) for at in found] for _, found in chosen
        ]
        nearest = np.array([min(own) for own in apart], dtype=np.float32)
        names = [(form.script in scripts, count) for scripts, count in (self._names_of(row) for row, _ in chosen)]
        extra = entity_features(
            hand, np.array(second, dtype=np.float32), rom, nearest, names, entities=self._kb.entity_count
        )
        features = np.concatenate([pairs, extra], axis=1)
        return Comparisons(pool, pairings, tuple(row for row, _ in chosen), tuple(places), features)

    def _read_names(self, row: int) -> tuple[frozenset[str], int]:
        """The scripts of an entity's names and their number."""
        scripts = list(map(self._kb.script, self._kb.entity_aliases(row)))
        return frozenset(scripts), len(scripts)

    def _ranked(self, compared: Comparisons, place: int, form: NameForm, probability: float) -> Ranked:
        at = compared.places[place]
        alias_row = compared.pool.rows[at]
        read = compared.pairings[at].query.words.group
        own = self._kb.form(alias_row).script == form.script and read == script_group(form.script)
        tier = compared.pool.tiers.get(alias_row) or (Tier.FUZZY if own else Tier.ROMANISED)
        alias = self._kb.alias(alias_row)
        if alias.kind == "misspelling" and tier in (Tier.EXACT, Tier.FOLDED):
            tier = Tier.MISSPELLING
        row, pairing = compared.entities[place], compared.pairings[at]
        return Ranked(
            self._kb, row, alias, tier, probability,
            pairing.query, pairing.alias, pairing.alignment, compared.features[place],
        )  # fmt: skip


def weighed(ranked: Sequence[Ranked], form: NameForm) -> list[Ranked]:
    """The entities of one query, the likeliest first, given what the decision says of each and the query's letters say.

    See `namenorm.resolving.misspelt`.
    """
    first = max(ranked, key=lambda item: item.probability)
    rarest = first.kb.rarest_letters(form.tokens)
    odds = oddity(rarest, first.kb.alias_count) if first.features[_SAME_SCRIPT] else 0.0
    found = [item._replace(probability=with_odds(item.probability, odds)) for item in ranked]
    return sorted(found, key=lambda item: -item.probability)


def slip_first(ranked: list[Ranked], likely: tuple[Slip, float] | None) -> list[Ranked]:
    """The entities of one query, those that it may be a slip of before the first where they are likelier than that.

    The comparison says how likely any of them is meant, the slip which one. A word that stands in the name of the first
    is not misspelt.
    """
    if likely is None or not ranked:
        return ranked
    (slip, probability), first = likely, ranked[0]
    owners = set(map(first.kb.alias_entity, slip.rows))
    share = sum(item.probability for item in ranked if item.row in owners)
    if not 0 < share < first.probability < probability or slip.misspelt.issubset(first.alias_side.words.texts):
        return ranked
    exchanged = {item.row: item.probability * first.probability / share for item in ranked if item.row in owners}
    exchanged[first.row] = share
    found = [item._replace(probability=exchanged.get(item.row, item.probability)) for item in ranked]
    return sorted(found, key=lambda item: -item.probability)


def _together(parts: Sequence[tuple[Pool, list[Pairing]]]) -> tuple[Pool, list[Pairing]]:
    """Pools as one, and what was found in all; equal keys are those of the first."""
    if len(parts) == 1:
        return parts[0]
    rows = tuple(row for pool, _ in parts for row in pool.rows)
    cosines = np.concatenate([pool.cosines for pool, _ in parts])
    return Pool(rows, cosines, parts[0][0].tiers), [pairing for _, pairings in parts for pairing in pairings]
