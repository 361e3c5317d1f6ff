"""Resolver: what a name means, by one knowledge base.

>>> from namenorm.config import Config
>>> resolver = Resolver(kb, Config())                                           # doctest: +SKIP
>>> resolver.resolve(Query("Zakkir Hasanov")).best.label                        # doctest: +SKIP
'Zakir Hasanov'
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from namenorm.model import Candidate, Query, Resolution, Status
from namenorm.resolving.evidence import evidence_of
from namenorm.resolving.ranking import Ranker
from namenorm.resolving.verdict import decide

if TYPE_CHECKING:
    from collections.abc import Iterable

    from namenorm.config import Config
    from namenorm.kb import KnowledgeBase
    from namenorm.resolving.ranking import Ranked

_REDIRECTIONS = 8  # more steps than this are a loop


class Resolver:
    """Resolves names against one knowledge base; safe to share between threads."""

    def __init__(self, kb: KnowledgeBase, config: Config) -> None:
        self._kb = kb
        self._config = config
        self._ranker = Ranker(kb, config)

    def resolve(self, query: Query, limit: int | None = None) -> Resolution:
        """What a query means: RESOLVED, AMBIGUOUS or NIL, with up to ``limit`` candidates and their evidence."""
        text = query.text.strip() if len(query.text) <= self._config.max_name_length else ""
        if not text or not self._kb.alias_count:
            return Resolution(query, Status.NIL)
        verdict = decide(query, self._ranker.rank(replace(query, text=text)), self._config)
        listed = verdict.candidates[: limit or self._config.limit]
        candidates = tuple(self._candidate(*entry, query.lang) for entry in listed)
        if not candidates:
            return Resolution(query, Status.NIL)
        found = verdict.candidates[0][0].entity.id
        return Resolution(query, verdict.status, candidates, None if candidates[0].entity_id == found else found)

    def resolve_many(self, queries: Iterable[Query]) -> list[Resolution]:
        """`resolve` for many queries, in their order; equal queries are worked out once."""
        known: dict[Query, Resolution] = {}
        found = []
        for query in queries:
            if query not in known:
                known[query] = self.resolve(query)
            found.append(known[query])
        return found

    def _candidate(self, item: Ranked, score: float, note: str, lang: str | None) -> Candidate:
        entity = item.entity
        for _ in range(_REDIRECTIONS):
            row = self._kb.entity_row(entity.replaced_by) if entity.replaced_by else None
            if row is None:
                break
            entity = self._kb.entity(row)
        evidence = evidence_of(item, note)
        return Candidate(entity.id, entity.label(lang), entity.type, item.alias, item.tier, round(score, 4), evidence)
