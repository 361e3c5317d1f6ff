"""Ranker: the entities that a name could mean, best first, each with its best alias, features and probability."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from namenorm.kb import without_former
from namenorm.model import Tier
from namenorm.resolving.candidates import Pool, Search, closest, find_pools, key_tiers, keyed_pool
from namenorm.resolving.decision import Decision, default_decision
from namenorm.resolving.edits import EditModel, default_edits, script_group
from namenorm.resolving.features import COLUMN, entity_features, keystrokes
from namenorm.resolving.inflected import inflected_rows
from namenorm.resolving.japanese import as_japanese, japanese_readings
from namenorm.resolving.pinyin import as_pinyin
from namenorm.resolving.scorer import Beside, Pairing, Scorer, feature_rows, plain_scores
from namenorm.text.keys import NameForm, name_form

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy.typing as npt

    from namenorm.config import Config
    from namenorm.kb import KnowledgeBase
    from namenorm.model import Alias, Entity, Query
    from namenorm.resolving.alignment import Alignment
    from namenorm.resolving.features import Side
    from namenorm.resolving.scorer import Wholes

    Floats = npt.NDArray[np.float32]

DECIDED = 12
"""How many entities the decision looks at."""
_NEAREST = 24  # aliases of plausible entities that are compared to find out whether one could be an answer
_SAME_SCRIPT = 0.22  # an alias in the script of the name is the better witness, where others are about as close
_CACHED_ENTITIES = 50_000
_READINGS = 4  # Japanese readings by which similar names are looked for
_SAME_PLACE = frozenset({"place", "facility"})


_HEAD = re.compile(r"\s*([^,،、，;()（\[]{2,}?)\s*[,،、，(（\[]")


def head_of(text: str) -> str | None:
    """What stands before the comma or bracket of a place name.

    >>> head_of("Salem, New Hampshire"), head_of("Salem")
    ('Salem', None)
    """
    found = _HEAD.match(text)
    return found[1] if found else None


@dataclass(frozen=True, slots=True)
class Ranked:
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
        return self.kb.entity_type(self.row)


class Asked(NamedTuple):
    """A query with its form and the tiers of the aliases that equal it."""

    query: Query
    form: NameForm
    tiers: dict[int, Tier]


def as_asked(kb: KnowledgeBase, query: Query) -> Asked:
    """A query as it is looked up."""
    form = name_form(query.text)
    return Asked(query, form, key_tiers(kb, query.text, form))


class _Way(NamedTuple):
    """A way to look for a query: as it is, by its head, or by its Japanese readings."""

    search: Search
    headed: bool = False
    japanese: bool = False


class _Reading(NamedTuple):
    """A form of a query, and the aliases that it is to be compared with."""

    form: NameForm
    pool: Pool
    wanted: str | None
    headed: bool = False


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
            [] if each is None else self.in_order(each, own.form, list(islice(chances, len(each.entities))))
            for own, each in zip(asked, compared, strict=True)
        ]

    def in_order(self, compared: Comparisons, form: NameForm, probabilities: Sequence[float]) -> list[Ranked]:
        """The entities of some comparisons, the most probable one first."""
        order = sorted(range(len(compared.entities)), key=lambda place: (-probabilities[place], place))
        return [self._ranked(compared, place, form, probabilities[place]) for place in order]

    def most_likely(self, asked: Sequence[Asked], rows: Sequence[Sequence[int]]) -> list[float]:
        """The most that one of some aliases can score, for each of some queries.

        That is what all of them would have together if nothing else were similar.

        Rivals only take from it, and of bearers of one name the strong one may get the shares of the others (see
        `namenorm.resolving.verdict`). 1 where the name has a head or is an equal or inflected form of an alias, since
        other rules decide then.
        """
        forms = [self._forms_to_compare(*each) for each in zip(asked, rows, strict=True)]
        scored = iter(self._score(self._nearest(asked, forms, rows)))
        features = [
            self._by_entity(*_together(list(islice(scored, len(own)))), each.form).features
            for each, own in zip(asked, forms, strict=True)
            if own
        ]
        decision = self._decision or default_decision()
        chances = iter(decision.probabilities(np.concatenate(features)).tolist() if features else ())
        sums = iter([min(1.0, sum(islice(chances, len(each)))) for each in features])
        return [next(sums) if own else 1.0 for own in forms]

    def _forms_to_compare(self, asked: Asked, rows: Sequence[int]) -> list[NameForm]:
        """The forms of a query that are compared with some aliases; none where other rules decide."""
        query, form, tiers = asked
        if tiers or head_of(query.text) or any(True for _ in inflected_rows(self._kb, form, query)):
            return []
        forms = (form, as_pinyin(query.text), self._as_japanese(form, rows))
        return [other for other in forms if other is not None]

    def _nearest(
        self, asked: Sequence[Asked], forms: Sequence[Sequence[NameForm]], rows: Sequence[Sequence[int]]
    ) -> list[_Reading]:
        """The forms of each query with those of its aliases that have most in common with them."""
        each = [
            (form, own, query.type)
            for (query, _, _), some, own in zip(asked, forms, rows, strict=True)
            for form in some
        ]
        cosines = self._kb.cosines([form for form, _, _ in each], [own for _, own, _ in each]) if each else ()
        found = []
        for (form, own, wanted), similar in zip(each, cosines, strict=True):
            nearest = np.argsort(-similar.sum(axis=1), kind="stable")[:_NEAREST]
            pool = Pool(tuple(own[place] for place in nearest.tolist()), similar[nearest], {})
            found.append(_Reading(form, pool, wanted))
        return found

    def _as_japanese(self, form: NameForm, rows: Sequence[int]) -> NameForm | None:
        """A name in Chinese characters, read in the Japanese way that is nearest to some aliases in other scripts."""
        if form.script != "Han":
            return None
        others = (self._kb.romanised(row).replace(" ", "") for row in rows if self._kb.script(row) != "Han")
        return as_japanese(form, others)

    def compare(self, asked: Sequence[Asked]) -> list[Comparisons | None]:
        """For each query the features of the likeliest entities; ``None`` where nothing is similar at all."""
        asked = [self._with_inflected(own) for own in asked]
        ways = [self._ways(own) for own in asked]
        pools = iter(find_pools(self._kb, [way.search for own in ways for way in own], self._config))
        readings = [self._readings(*each, pools) for each in zip(asked, ways, strict=True)]
        scored = iter(self._score([reading for own in readings for reading in own]))
        parts = [_together(list(islice(scored, len(own)))) for own in readings]
        return [
            self._by_entity(pool, pairings, own.form) if pool.rows else None
            for own, (pool, pairings) in zip(asked, parts, strict=True)
        ]

    def _with_inflected(self, asked: Asked) -> Asked:
        if asked.tiers:
            return asked
        rows = inflected_rows(self._kb, asked.form, asked.query)
        return asked._replace(tiers=dict.fromkeys(rows, Tier.INFLECTED))

    def _ways(self, asked: Asked) -> list[_Way]:
        """How a query is looked for besides its keys; not at all where these decide."""
        query, form, tiers = asked
        if any(self._is_certain(row, tier) for row, tier in tiers.items()) or not any(map(str.isalnum, query.text)):
            return []
        ways = [_Way(Search(query.text, form, tiers))]
        head, pinyin = head_of(query.text), as_pinyin(query.text)
        if head:
            ways.append(_Way(Search(head, name_form(head), {}), headed=True))
        if pinyin is not None:
            ways.append(_Way(Search(pinyin.folded, pinyin, {})))
        readings = japanese_readings(form.folded)[:_READINGS] if form.script == "Han" else ()
        if readings:
            kana = NameForm(form.folded, readings, "Kana")
            ways.append(_Way(Search(" ".join(readings), kana, {}), japanese=True))
        return ways

    def _readings(self, asked: Asked, ways: Sequence[_Way], pools: Iterator[Pool]) -> list[_Reading]:
        """The forms of a query with the aliases that were found for each."""
        query, form, tiers = asked
        readings = [] if ways else [_Reading(form, keyed_pool(tiers), query.type)]
        for way, pool in zip(ways, pools, strict=False):
            if not way.japanese:
                readings.append(_Reading(way.search.form, pool, query.type, way.headed))
                continue
            rows = [row for row in pool.rows if self._kb.script(row) != "Han"]
            japanese = self._as_japanese(form, rows)
            if japanese is not None:
                cosines = self._kb.cosines([japanese], [rows])[0]
                readings.append(_Reading(japanese, Pool(tuple(rows), cosines, {}), query.type))
        return readings

    def _closest(self, readings: Sequence[_Reading]) -> list[tuple[Pool, Wholes]]:
        """The aliases of each reading that are worth aligning, and how similar whole names are; heads: places only.

        Reading the words of every alias would take most of the time, so the letters alone choose the closest.
        """
        pools = [
            self._typed(self._typed(each.pool, each.wanted), "place" if each.headed else None) for each in readings
        ]
        names = [
            (script_group(each.form.script), "".join(each.form.tokens), self._letters(pool.rows))
            for each, pool in zip(readings, pools, strict=True)
        ]
        found = []
        for pool, (group, _, others), whole in zip(pools, names, self._scorer.joined(names), strict=True):
            same = np.array([other == group for other, _ in others], dtype=bool)
            similar = np.array([whole[other][0] for other in others])
            found.append((_part(pool, closest(pool, similar, same, self._config.align_limit)), whole))
        return found

    def _letters(self, rows: Sequence[int]) -> list[tuple[str, str]]:
        """The script group and the romanised letters of some aliases."""
        return [(script_group(script), letters) for script, letters in self._kb.letters(rows)]

    def _score(self, readings: Sequence[_Reading]) -> list[tuple[Pool, list[Pairing]]]:
        """For each reading the closest aliases of its pool, and how it compares with them."""
        closest_ones = self._closest(readings)
        names = []
        for reading, (pool, whole) in zip(readings, closest_ones, strict=True):
            query = self._scorer.side(reading.form)
            as_read = query.words.joined == "".join(reading.form.tokens)  # not so with abbreviations, for one
            names.append((query, list(map(self._scorer.side, map(self._kb.form, pool.rows))), whole if as_read else {}))
        besides = [
            Beside(
                query, sides, [self._kb.entity_type(self._kb.alias_entity(row)) for row in pool.rows],
                pool.cosines, ends, reading.headed,
            )
            for reading, (pool, _), (query, sides, _), ends in zip(
                readings, closest_ones, names, self._scorer.whole(names), strict=True
            )
        ]  # fmt: skip
        return list(zip([pool for pool, _ in closest_ones], self._scorer.score(besides), strict=True))

    def _is_certain(self, row: int, tier: Tier) -> bool:
        """Whether an equal alias decides alone, so that similar ones need not be looked for."""
        alias = self._kb.alias(row)
        return tier is not Tier.INFLECTED and alias.strength == "strong" and alias.kind != "demonym"

    def _typed(self, pool: Pool, wanted: str | None) -> Pool:
        if wanted is None:
            return pool
        return _part(pool, [place for place, row in enumerate(pool.rows) if self._fits(row, wanted)])

    def _fits(self, row: int, wanted: str) -> bool:
        found = self._kb.entity_type(self._kb.alias_entity(row))
        return found in (wanted, "other") or {found, wanted} <= _SAME_PLACE

    def _by_entity(self, pool: Pool, pairings: list[Pairing], form: NameForm) -> Comparisons:
        aliases: dict[int, list[int]] = {}
        scores = plain_scores(pairings)
        rank = [score + (row in pool.tiers) for score, row in zip(scores, pool.rows, strict=True)]
        # Of equal names of one entity the strong one decides.
        weak = [row in pool.tiers and self._kb.alias(row).strength == "weak" for row in pool.rows]
        for place in sorted(range(len(pool.rows)), key=lambda place: (-rank[place], weak[place], pool.rows[place])):
            aliases.setdefault(self._kb.alias_entity(pool.rows[place]), []).append(place)
        chosen = [(row, aliases[row]) for row in without_former(self._kb, list(aliases)[:DECIDED])]
        own = [np.float32(each.query.words.group == each.alias.words.group) for each in pairings]
        places = [max(found, key=lambda place: rank[place] + _SAME_SCRIPT * own[place]) for _, found in chosen]
        hand = scores[[found[0] for _, found in chosen]]
        second = [scores[found[1]] if len(found) > 1 else 0.0 for _, found in chosen]
        pairs = feature_rows([pairings[place] for place in places])
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
        own = self._kb.form(alias_row).script == form.script
        tier = compared.pool.tiers.get(alias_row) or (Tier.FUZZY if own else Tier.ROMANISED)
        alias = self._kb.alias(alias_row)
        if alias.kind == "misspelling" and tier in (Tier.EXACT, Tier.FOLDED):
            tier = Tier.MISSPELLING
        row, pairing = compared.entities[place], compared.pairings[at]
        return Ranked(
            self._kb, row, alias, tier, probability,
            pairing.query, pairing.alias, pairing.alignment, compared.features[place],
        )  # fmt: skip


def _together(parts: Sequence[tuple[Pool, list[Pairing]]]) -> tuple[Pool, list[Pairing]]:
    """Pools as one, and what was found in all; equal keys are those of the first."""
    if len(parts) == 1:
        return parts[0]
    rows = tuple(row for pool, _ in parts for row in pool.rows)
    cosines = np.concatenate([pool.cosines for pool, _ in parts])
    return Pool(rows, cosines, parts[0][0].tiers), [pairing for _, pairings in parts for pairing in pairings]


def _part(pool: Pool, places: list[int]) -> Pool:
    return Pool(tuple(pool.rows[place] for place in places), pool.cosines[places], pool.tiers)
