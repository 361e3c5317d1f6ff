"""Ranker: the entities that a name could mean, best first, each with its best alias, features and probability."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from namenorm.kb import without_former
from namenorm.model import Tier
from namenorm.resolving.candidates import Pool, closest, find_pool, key_tiers, keyed_pool
from namenorm.resolving.decision import Decision, default_decision
from namenorm.resolving.edits import EditModel, default_edits, script_group
from namenorm.resolving.features import COLUMN, entity_features
from namenorm.resolving.inflected import inflected_rows
from namenorm.resolving.japanese import as_japanese, japanese_readings
from namenorm.resolving.pinyin import as_pinyin
from namenorm.resolving.scorer import Scored, Scorer
from namenorm.text.keys import NameForm, name_form

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy.typing as npt

    from namenorm.config import Config
    from namenorm.kb import KnowledgeBase
    from namenorm.model import Alias, Entity, Query
    from namenorm.resolving.alignment import Alignment
    from namenorm.resolving.features import Side

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


@dataclass(frozen=True, slots=True)
class Comparisons:
    """Everything that the decision sees for one query: entities best first, and their features."""

    pool: Pool
    scored: Scored
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

    def rank(self, query: Query) -> list[Ranked]:
        """The entities that a query could mean, best first."""
        form = name_form(query.text)
        compared = self.compare(query, form)
        if compared is None:
            return []
        probabilities = (self._decision or default_decision()).probabilities(compared.features)
        return self.in_order(compared, form, probabilities.tolist())

    def in_order(self, compared: Comparisons, form: NameForm, probabilities: Sequence[float]) -> list[Ranked]:
        """The entities of some comparisons, the most probable one first."""
        order = sorted(range(len(compared.entities)), key=lambda place: (-probabilities[place], place))
        return [self._ranked(compared, place, form, probabilities[place]) for place in order]

    def most_likely(self, query: Query, rows: Sequence[int]) -> float:
        """The most that one of some aliases can score: all that they would have together if nothing else were similar.

        Rivals only take from it, and of bearers of one name the strong one may get the shares of the others (see
        `namenorm.resolving.verdict`). 1 where the name has a head or is an equal or inflected form of an alias, since
        other rules decide then.
        """
        form = name_form(query.text)
        inflected = next(iter(inflected_rows(self._kb, form, query)), None)
        if inflected is not None or head_of(query.text) or key_tiers(self._kb, query.text, form):
            return 1.0
        pool, scored = self._score(self._nearest(form, rows), form, query.type)
        for other in (as_pinyin(query.text), self._as_japanese(form, rows)):
            if other is not None:
                pool, scored = _together((pool, scored), self._score(self._nearest(other, rows), other, query.type))
        features = self._by_entity(pool, scored, form).features
        return min(1.0, float((self._decision or default_decision()).probabilities(features).sum()))

    def _nearest(self, form: NameForm, rows: Sequence[int]) -> Pool:
        cosines = self._kb.cosines(form, rows)
        nearest = np.argsort(-cosines.sum(axis=1), kind="stable")[:_NEAREST]
        return Pool(tuple(rows[place] for place in nearest.tolist()), cosines[nearest], {})

    def _as_japanese(self, form: NameForm, rows: Sequence[int]) -> NameForm | None:
        """A name in Chinese characters, read in the Japanese way that is nearest to some aliases in other scripts."""
        if form.script != "Han":
            return None
        others = (self._kb.romanised(row).replace(" ", "") for row in rows if self._kb.script(row) != "Han")
        return as_japanese(form, others)

    def compare(self, query: Query, form: NameForm) -> Comparisons | None:
        """The features of the likeliest entities; ``None`` where nothing is similar at all."""
        tiers = key_tiers(self._kb, query.text, form)
        for row in inflected_rows(self._kb, form, query) if not tiers else ():
            tiers.setdefault(row, Tier.INFLECTED)
        certain = any(self._is_certain(row, tier) for row, tier in tiers.items())
        if certain or not any(map(str.isalnum, query.text)):
            pool, scored = self._score(keyed_pool(tiers), form, query.type)
        else:
            pool, scored = self._score(find_pool(self._kb, query.text, form, tiers, self._config), form, query.type)
            for more in self._read_otherwise(query, form):
                pool, scored = _together((pool, scored), more)
        return self._by_entity(pool, scored, form) if pool.rows else None

    def _read_otherwise(self, query: Query, form: NameForm) -> Iterator[tuple[Pool, Scored]]:
        """What is found by the head of a name, by pinyin, and by the Japanese readings of Chinese characters."""
        head = head_of(query.text)
        if head:
            head_form = name_form(head)
            pool = find_pool(self._kb, head, head_form, {}, self._config)
            yield self._score(pool, head_form, query.type, headed=True)
        pinyin = as_pinyin(query.text)
        if pinyin is not None:
            yield self._score(find_pool(self._kb, pinyin.folded, pinyin, {}, self._config), pinyin, query.type)
        readings = japanese_readings(form.folded)[:_READINGS] if form.script == "Han" else ()
        if readings:
            found = find_pool(self._kb, " ".join(readings), NameForm(form.folded, readings, "Kana"), {}, self._config)
            rows = [row for row in found.rows if self._kb.script(row) != "Han"]
            japanese = self._as_japanese(form, rows)
            if japanese is not None:
                yield self._score(Pool(tuple(rows), self._kb.cosines(japanese, rows), {}), japanese, query.type)

    def _score(self, pool: Pool, form: NameForm, wanted: str | None, *, headed: bool = False) -> tuple[Pool, Scored]:
        """The closest aliases of a pool, and how a name compares with them. A head is compared with places only."""
        pool = self._typed(self._typed(pool, wanted), "place" if headed else None)
        # Reading the words of every alias would take most of the time, so the letters alone choose the closest.
        group = script_group(form.script)
        names = [(script_group(self._kb.script(row)), self._kb.romanised(row).replace(" ", "")) for row in pool.rows]
        whole = self._scorer.joined(group, "".join(form.tokens), names)
        same = np.array([other == group for other, _ in names], dtype=bool)
        similar = np.array([similarity for similarity, _ in whole])
        pool = _part(pool, closest(pool, similar, same, self._config.align_limit))
        left, sides = self._scorer.side(form), [self._scorer.side(self._kb.form(row)) for row in pool.rows]
        types = [self._kb.entity_type(self._kb.alias_entity(row)) for row in pool.rows]
        ends = self._scorer.whole(left, sides)
        return pool, self._scorer.score(left, sides, types, pool.cosines, ends, headed=headed)

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

    def _by_entity(self, pool: Pool, scored: Scored, form: NameForm) -> Comparisons:
        aliases: dict[int, list[int]] = {}
        rank = [scored.hand[place] + (row in pool.tiers) for place, row in enumerate(pool.rows)]
        # Of equal names of one entity the strong one decides.
        weak = [row in pool.tiers and self._kb.alias(row).strength == "weak" for row in pool.rows]
        for place in sorted(range(len(pool.rows)), key=lambda place: (-rank[place], weak[place], pool.rows[place])):
            aliases.setdefault(self._kb.alias_entity(pool.rows[place]), []).append(place)
        chosen = [(row, aliases[row]) for row in without_former(self._kb, list(aliases)[:DECIDED])]
        own = scored.features[:, COLUMN["same_script"]]
        places = [max(found, key=lambda place: rank[place] + _SAME_SCRIPT * own[place]) for _, found in chosen]
        hand = scored.hand[[found[0] for _, found in chosen]]
        second = [scored.hand[found[1]] if len(found) > 1 else 0.0 for _, found in chosen]
        rom = scored.features[places, COLUMN["rom"]]
        names = [self._names_of(row) for row, _ in chosen]
        own_script, counts = [form.script in scripts for scripts, _ in names], [count for _, count in names]
        extra = entity_features(
            hand, np.array(second, dtype=np.float32), rom, own_script, counts, entities=self._kb.entity_count
        )
        features = np.concatenate([scored.features[places], extra], axis=1)
        return Comparisons(pool, scored, tuple(row for row, _ in chosen), tuple(places), features)

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
        row = compared.entities[place]
        scored = compared.scored
        return Ranked(
            self._kb, row, alias, tier, probability,
            scored.queries[at], scored.aliases[at], scored.alignments[at], compared.features[place],
        )  # fmt: skip


def _together(left: tuple[Pool, Scored], right: tuple[Pool, Scored]) -> tuple[Pool, Scored]:
    """Two pools as one, and what was found in both; equal keys are those of the first."""
    cosines = np.concatenate([left[0].cosines, right[0].cosines])
    return Pool(left[0].rows + right[0].rows, cosines, left[0].tiers), left[1] + right[1]


def _part(pool: Pool, places: list[int]) -> Pool:
    return Pool(tuple(pool.rows[place] for place in places), pool.cosines[places], pool.tiers)
