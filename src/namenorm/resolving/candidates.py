"""Candidate generation: the few aliases of a knowledge base that a name could be, out of all of them.

First the aliases that are equal after folding, without spaces or through unidecode, and those a few letters away. Then
the gram views and sums of them: one ranking per view, since what one view misses another finds. What they propose is
cut to those that all views together put first, and these to the aliases that are worth aligning word by word
(`closest`). Of those that are a letter away as they are written (`spelt_alike`) all are aligned, up to a limit.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import zip_longest
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from rapidfuzz import process
from rapidfuzz.distance import OSA

from namenorm.config import Config
from namenorm.kb import Extent, KnowledgeBase
from namenorm.model import Tier
from namenorm.resolving.shipped import shipped
from namenorm.text.fold import compact
from namenorm.text.grams import GRAM_VIEWS
from namenorm.text.keys import NameForm

_ROM, _SKELETON, _SKIP, _LOOSE = range(len(GRAM_VIEWS))
_RANKINGS = ((_ROM,), (_ROM, _LOOSE), (_ROM, _SKIP), (_LOOSE,), (_ROM, _SKELETON))
_KEPT = 60  # of the aliases of all rankings, at least
_KEPT_LETTERS = 2400  # long names share few grams by chance, so fewer aliases have to be looked at
_REACH, _MOST_NEAR = 2, 40  # edits, and aliases that few edits away
_MOST_DECODED = 20  # aliases of which unidecode makes the same
_ROMANISED = 3  # letters that one of another script may become


class _Breadth(NamedTuple):
    """How many aliases are looked at: read from the index, proposed by a ranking and by all, and kept of these."""

    postings: int
    ranked: int
    proposed: int
    kept: int


_WIDE = _Breadth(postings=8000, ranked=160, proposed=250, kept=100)
_NARROW = _Breadth(postings=2000, ranked=30, proposed=80, kept=60)
"""Where an alias in the script of the name is few edits away: it is meant, or nothing is, and the others only tell how
much it stands out."""


@dataclass(frozen=True, slots=True)
class Pool:
    """Aliases to compare with a name: their rows, and their cosines in each of `GRAM_VIEWS`.

    ``tiers`` are those of the rows with equal keys.
    """

    rows: tuple[int, ...]
    cosines: npt.NDArray[np.float32]
    tiers: dict[int, Tier]

    def part(self, places: list[int]) -> Pool:
        """The aliases in some places of it."""
        return Pool(tuple([self.rows[place] for place in places]), self.cosines[places], self.tiers)

    def without(self, rows: set[int]) -> Pool:
        """The aliases that are not in some rows."""
        return self.part([place for place, row in enumerate(self.rows) if row not in rows]) if rows else self


class Search(NamedTuple):
    """A name that candidates are looked for: its form, and the tiers of the aliases that equal it."""

    form: NameForm
    tiers: dict[int, Tier]


def key_tiers(kb: KnowledgeBase, text: str, form: NameForm) -> dict[int, Tier]:
    """The rows of aliases that equal a name, with the best tier of each."""
    equal = kb.lookup("compact", compact(form.folded))
    if not equal:
        return {}
    tiers = dict.fromkeys(kb.lookup("exact", text.strip()), Tier.EXACT)
    for rows in (kb.lookup("folded", form.folded), equal):
        for row in rows:
            tiers.setdefault(row, Tier.FOLDED)
    return tiers


def keyed_pool(tiers: dict[int, Tier]) -> Pool:
    """The aliases that equal a name, without looking for similar ones."""
    return Pool(tuple(tiers), np.ones((len(tiers), len(GRAM_VIEWS)), dtype=np.float32), tiers)


def _per_view(entities: int, config: Config) -> int:
    """How many aliases each ranking proposes at most: the setting at 1,000 entities, twice as many at 5,000."""
    growth: float = max(1.0, entities / 1000) ** 0.43
    return round(config.candidates_per_view * growth)


def find_pools(kb: KnowledgeBase, searches: Sequence[Search], config: Config) -> list[Pool]:
    """The aliases that names are compared with: those with equal keys, then the best of each ranking in turn."""
    if not searches:
        return []
    forms = [search.form for search in searches]
    near = kb.near_many(["".join(form.tokens) for form in forms], _REACH)
    first = [
        dict.fromkeys([*tiers, *_decoded(kb, form), *_nearest(kb, form, own)])
        for (form, tiers), own in zip(searches, near, strict=True)
    ]
    breadths = [
        _NARROW if any(kb.script(row) == form.script for row, _ in own) else _WIDE
        for form, own in zip(forms, near, strict=True)
    ]
    most = _per_view(kb.entity_count, config)
    extents = [Extent(min(most, own.ranked), own.postings) for own in breadths]
    rankings = kb.similar(forms, _RANKINGS, extents)
    rows = [_propose(*proposals) for proposals in zip(first, rankings, breadths, strict=True)]
    found = zip(searches, map(len, first), rows, kb.cosines(forms, rows), breadths, strict=True)
    return [_most_alike(*each) for each in found]


def _decoded(kb: KnowledgeBase, form: NameForm) -> Sequence[int]:
    """The rows of the aliases that unidecode has made a name of, but for names that it makes of many."""
    rows = kb.lookup("unidecode", compact(form.folded))
    return rows if len(rows) <= _MOST_DECODED else ()


def _nearest(kb: KnowledgeBase, form: NameForm, near: Sequence[tuple[int, int]]) -> list[int]:
    """The rows of the nearest aliases, of equally near ones those in the script of the name first."""
    if len(near) <= _MOST_NEAR:
        return [row for row, _ in near]
    order = sorted(near, key=lambda each: (each[1], kb.script(each[0]) != form.script))
    return [row for row, _ in order[:_MOST_NEAR]]


def _most_alike(
    search: Search, first: int, rows: list[int], cosines: npt.NDArray[np.float32], breadth: _Breadth
) -> Pool:
    """The first of the proposed aliases, and of the others those that all views together put first."""
    letters = sum(map(len, search.form.tokens))
    most = max(_KEPT, min(breadth.kept, _KEPT_LETTERS // max(1, letters)))
    others = np.argsort(-cosines[first:].sum(axis=1), kind="stable")[: max(0, most - first)]
    kept = [*range(first), *(others + first).tolist()]
    return Pool(tuple(rows[place] for place in kept), cosines[kept], search.tiers)


def _propose(first: dict[int, None], rankings: list[list[int]], breadth: _Breadth) -> list[int]:
    """The rows with equal keys, then the best of each ranking in turn."""
    proposed = dict(first)
    for places in zip_longest(*rankings):
        for row in places:
            if row is not None:
                proposed.setdefault(row)
        if len(proposed) >= breadth.proposed:
            break
    return list(proposed)


_HOPEFUL, _ALWAYS = 4.0, 6  # log-odds behind the closest at which aligning an alias no longer pays; but so many always


@lru_cache(maxsize=1)
def _learned_closeness() -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64], float]:
    """The weights of `closeness_columns`, and what is added to them and to the sum within one script."""
    data = shipped("closeness.json")
    return np.array(data["weights"]), np.array(data["same_script"]), float(data["same_script_bias"])


def closeness_columns(pool: Pool, whole: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """What `closest` goes by: the cosines of the views, how similar whole names are, the place among the proposals."""
    places = np.arange(len(pool.rows))
    return np.column_stack([pool.cosines, np.maximum(whole, -0.5), 1 / (1 + places / 10)])


def closest(
    pool: Pool,
    whole: npt.NDArray[np.float64],
    same_script: npt.NDArray[np.bool_],
    alike: Sequence[int],
    limit: int,
) -> list[int]:
    """The places in a pool of the aliases that are worth aligning.

    Those with equal keys, those that are a letter away as they are written (``alike``), then the closest.
    """
    weights, of_same_script, bias = _learned_closeness()
    columns = closeness_columns(pool, whole)
    score = columns @ weights + same_script * (columns @ of_same_script + bias)
    keyed = [place for place, row in enumerate(pool.rows) if row in pool.tiers]
    order = np.argsort(-score, kind="stable")[:limit]
    hopeful = int((score[order] >= score[order[:1]] - _HOPEFUL).sum())
    written = sorted(alike, key=lambda place: -score[place])
    return list(dict.fromkeys([*keyed[:limit], *written[:limit], *order[: max(hopeful, _ALWAYS)].tolist()]))


def spelt_alike(kb: KnowledgeBase, form: NameForm, rows: Sequence[int], letters: Sequence[str]) -> list[int]:
    """The places, among aliases of one script with a name, of those that are a letter from it as they are written.

    ``letters`` are the romanised ones, of which a letter of another script may be several.
    """
    text, name = form.folded.replace(" ", ""), "".join(form.tokens)
    reach = 1 if text == name else _ROMANISED
    near = process.extract(name, letters, scorer=OSA.distance, score_cutoff=reach, limit=None)
    return [
        place
        for _, _, place in near
        if OSA.distance(text, kb.form(rows[place]).folded.replace(" ", ""), score_cutoff=1) <= 1
    ]
