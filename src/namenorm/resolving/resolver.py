"""Resolver: what a name means, by one knowledge base.

>>> from namenorm.config import Config
>>> resolver = Resolver(kb, Config())                                           # doctest: +SKIP
>>> resolver.resolve(Query("Zakkir Hasanov")).best.label                        # doctest: +SKIP
'Zakir Hasanov'
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from namenorm.kb import successor
from namenorm.model import Candidate, Evidence, Query, Resolution, Status, Tier
from namenorm.resolving.candidates import key_tiers
from namenorm.resolving.evidence import evidence_of
from namenorm.resolving.ranking import Ranker
from namenorm.resolving.slips import REACH, near_name, slip_evidence, sure_slip
from namenorm.resolving.verdict import MOST, decide
from namenorm.text.keys import name_form

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from namenorm.config import Config
    from namenorm.kb import KnowledgeBase
    from namenorm.model import Alias

_TOGETHER = 64  # queries whose near names are looked up at once
_RIVAL_EVIDENCE = (Evidence("rival", 1.0, 0.0, "has more letters that differ"),)


class Resolver:
    """Resolves names against one knowledge base; safe to share between threads."""

    def __init__(self, kb: KnowledgeBase, config: Config) -> None:
        self._kb = kb
        self._config = config
        self._ranker = Ranker(kb, config)

    def resolve(self, query: Query, limit: int | None = None) -> Resolution:
        """What a query means: RESOLVED, AMBIGUOUS or NIL, with up to ``limit`` candidates and their evidence."""
        asked = self._as_asked(query)
        if asked is None:
            return Resolution(query, Status.NIL)
        limit = limit or self._config.limit
        slip = self._slip(asked, limit)
        return self._compared(query, asked, limit) if slip is None else Resolution(query, Status.RESOLVED, slip)

    def resolve_among(self, query: Query, owners: Iterable[int], least: float) -> Resolution | None:
        """`resolve`; ``None`` where no entity in some rows can score ``least``, which is found out faster."""
        asked, limit = self._as_asked(query), self._config.limit
        if asked is None:
            return None
        slip = self._slip(asked, limit)
        if slip is not None:
            return Resolution(query, Status.RESOLVED, slip)
        rows = [row for owner in owners for row in self._kb.entity_aliases(owner)]
        return None if self._ranker.most_likely(asked, rows) < least else self._compared(query, asked, limit)

    def _as_asked(self, query: Query) -> Query | None:
        text = query.text.strip() if len(query.text) <= self._config.max_name_length else ""
        if not text or not self._kb.alias_count:
            return None
        return query if text == query.text else replace(query, text=text)

    def _compared(self, query: Query, asked: Query, limit: int) -> Resolution:
        verdict = decide(asked, self._ranker.rank(asked), self._config)
        candidates = tuple(
            self._candidate(item.row, item.alias, item.tier, score, evidence_of(item, note), lang=query.lang)
            for item, score, note in verdict.candidates[:limit]
        )
        if not candidates:
            return Resolution(query, Status.NIL)
        found = self._kb.entity_id(verdict.candidates[0][0].row)
        return Resolution(query, verdict.status, candidates, None if candidates[0].entity_id == found else found)

    def resolve_many(self, queries: Iterable[Query], limit: int | None = None) -> list[Resolution]:
        """`resolve` for many queries, in their order; equal ones are worked out once, near names looked up together."""
        queries = list(queries)
        distinct = list(dict.fromkeys(queries))
        known: dict[Query, Resolution] = {}
        for start in range(0, len(distinct), _TOGETHER):
            part = distinct[start : start + _TOGETHER]
            self._look_ahead(part)
            known.update((query, self.resolve(query, limit)) for query in part)
        return [known[query] for query in queries]

    def _look_ahead(self, queries: Sequence[Query]) -> None:
        """Has the names looked up that `_slip` will ask for."""
        asked = [own for query in queries if (own := self._as_asked(query))]
        forms = [name_form(own.text) for own in asked]
        names = [
            near_name(form) for own, form in zip(asked, forms, strict=True) if not key_tiers(self._kb, own.text, form)
        ]
        self._kb.near_many(list(filter(None, names)), REACH)

    def _slip(self, query: Query, limit: int) -> tuple[Candidate, ...] | None:
        """The candidates of a name that is surely a slip (see `namenorm.resolving.slips`)."""
        kb, form = self._kb, name_form(query.text)
        if key_tiers(kb, query.text, form):
            return None
        found_slip = sure_slip(kb, query, form, self._config.slip_probability)
        if found_slip is None:
            return None
        slip, probability = found_slip
        score, owner = min(probability, MOST), kb.alias_entity(slip.row)
        found = {owner: self._candidate(
            owner, slip.alias, Tier.FUZZY, score, slip_evidence(slip, probability), lang=query.lang
        )}  # fmt: skip
        for row in slip.rivals:
            if len(found) >= limit:
                break
            owner = kb.alias_entity(row)
            if owner not in found:
                found[owner] = self._candidate(
                    owner, kb.alias(row), Tier.FUZZY, 1 - score, _RIVAL_EVIDENCE, lang=query.lang
                )
        return tuple(found.values())

    def _candidate(
        self,
        row: int,
        alias: Alias,
        tier: Tier,
        score: float,
        evidence: tuple[Evidence, ...],
        *,
        lang: str | None,
    ) -> Candidate:
        kb, row = self._kb, successor(self._kb, row)
        return Candidate(
            kb.entity_id(row), kb.entity_label(row, lang), kb.entity_type(row), alias, tier, round(score, 4), evidence
        )
