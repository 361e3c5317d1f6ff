"""Decisions: what a mention means, by what its document says; each distinct case is decided once for all texts.

`namenorm.annotate.words.weights` says what speaks for each alias; their shares are those of a log-linear model.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from namenorm.annotate.words.remembered import Remembered
from namenorm.annotate.words.weights import TIER_SCORES, Case, Weighed, weigh
from namenorm.kb import without_former
from namenorm.model import Candidate, Query, Resolution, Status

if TYPE_CHECKING:
    from collections.abc import Iterator

    from namenorm.annotate.words.names import Names
    from namenorm.config import Config
    from namenorm.model import Tier

_MOST_WEIGHED = 1 << 15
_MOST_DECIDED = 1 << 13  # a few KB each


class Said(NamedTuple):
    """What a document says of a mention: how it is written, its aliases and how they were found.

    ``present`` says of the entity of each alias whether it is mentioned elsewhere, ``cues`` how many of its context
    cues stand in the text.
    """

    surface: str
    rows: tuple[int, ...]
    tier: Tier
    source: str
    score: float
    present: tuple[bool, ...]
    cues: tuple[int, ...]

    def cases(self) -> Iterator[tuple[int, bool, int]]:
        """Each alias with what the document says of its entity."""
        return zip(self.rows, self.present, self.cues, strict=True)


class Decisions:
    """Decides for all texts of one language."""

    def __init__(self, names: Names, lang: str | None, config: Config) -> None:
        self._names = names
        self._lang = lang
        self._config = config
        self._weighed = Remembered[Case, Weighed](lambda case: weigh(names, lang, case), _MOST_WEIGHED)
        self.resolution = Remembered[Said, Resolution](self._decide, _MOST_DECIDED).__getitem__
        """What a mention means."""

    def clear_first(self, said: Said, lead: float) -> tuple[int, ...]:
        """The aliases of the likeliest entity if its share is ahead of the next one's by ``lead``, else none."""
        scores: dict[int, float] = {}
        for (row, present, cues), owner in zip(said.cases(), self._names.owners(said.rows), strict=True):
            score = self._weighed[Case(row, said.tier, said.source, spelt=False, present=present, cues=cues)].total
            scores[owner] = max(score, scores.get(owner, score))
        if not scores:
            return ()
        ranked = sorted(scores, key=lambda owner: -scores[owner])
        total = sum(math.exp(score) for score in scores.values())
        shares = [math.exp(scores[owner]) / total for owner in ranked]
        if len(shares) > 1 and shares[0] - shares[1] < lead:
            return ()
        return tuple(
            row for row, owner in zip(said.rows, self._names.owners(said.rows), strict=True) if owner == ranked[0]
        )

    def _decide(self, said: Said) -> Resolution:
        kb, names = self._names.kb, self._names
        best: dict[int, tuple[Weighed, int]] = {}
        for (row, present, cues), owner in zip(said.cases(), names.owners(said.rows), strict=True):
            spelt = names.alias(row).text == said.surface
            weighed = self._weighed[Case(row, said.tier, said.source, spelt, present, cues)]
            if owner not in best or weighed.total > best[owner][0].total:
                best[owner] = weighed, row
        owners = sorted(without_former(kb, best), key=lambda owner: -best[owner][0].total)
        top = best[owners[0]][0].total
        weights = [math.exp(best[owner][0].total - top) for owner in owners]
        whole, most = sum(weights), min(said.score, TIER_SCORES[said.tier])
        candidates = tuple(
            Candidate(*weighed.entity, names.alias(row), said.tier, weight / whole * most, weighed.evidence)
            for (weighed, row), weight in zip(
                map(best.__getitem__, owners[: self._config.limit]), weights, strict=False
            )
        )
        clear = len(weights) == 1 or (weights[0] - weights[1]) / whole >= self._config.min_margin
        found = kb.entity_id(owners[0])
        return Resolution(
            Query(said.surface, self._lang),
            Status.RESOLVED if clear else Status.AMBIGUOUS,
            candidates,
            None if candidates[0].entity_id == found else found,
        )
