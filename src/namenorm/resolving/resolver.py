"""Resolver: what a name means, by one knowledge base.

>>> from namenorm.config import Config
>>> resolver = Resolver(kb, Config())                                           # doctest: +SKIP
>>> resolver.resolve(Query("Zakkir Hasanov")).best.label                        # doctest: +SKIP
'Zakir Hasanov'
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from namenorm.collector import collector_held
from namenorm.config import Config
from namenorm.kb import KnowledgeBase, successor
from namenorm.model import Alias, Candidate, Evidence, Query, Resolution, Status, Tier
from namenorm.resolving.bearers import Bearer, bearers_of
from namenorm.resolving.evidence import evidence_of
from namenorm.resolving.judged import Verdict
from namenorm.resolving.ranking import Ranked, Ranker
from namenorm.resolving.readings import Asked, as_asked
from namenorm.resolving.slips import (
    REACH,
    Slip,
    is_sure,
    likely_slip,
    near_name,
    slip_bearers,
    slip_evidence,
    slip_score,
)
from namenorm.resolving.verdict import decide, decide_equal, decide_slip

_TOGETHER = 256  # queries that are worked out at once
_RIVAL_EVIDENCE = (Evidence("rival", 1.0, 0.0, "has more letters that differ"),)


class Resolver:
    """Resolves names against one knowledge base; safe to share between threads."""

    def __init__(self, kb: KnowledgeBase, config: Config) -> None:
        self._kb = kb
        self._config = config
        self._ranker = Ranker(kb, config)

    def resolve(self, query: Query, limit: int | None = None) -> Resolution:
        """What a query means: RESOLVED, AMBIGUOUS or NIL, with up to ``limit`` candidates and their evidence."""
        return self._resolve_together([query], limit or self._config.limit)[0]

    def resolve_many(self, queries: Iterable[Query], limit: int | None = None) -> list[Resolution]:
        """`resolve` for many queries, in their order; equal ones are worked out once, some together."""
        queries = list(queries)
        distinct = list(dict.fromkeys(queries))
        known: dict[Query, Resolution] = {}
        for start in range(0, len(distinct), _TOGETHER):
            part = distinct[start : start + _TOGETHER]
            with collector_held():
                known.update(zip(part, self._resolve_together(part, limit or self._config.limit), strict=True))
        return [known[query] for query in queries]

    def _resolve_together(self, queries: Sequence[Query], limit: int) -> list[Resolution]:
        asked = [self._as_asked(query) for query in queries]
        # The near names of all are looked up together, before each asks for its own.
        names = [name for own in asked if own and not own.tiers and (name := near_name(own.form))]
        self._kb.near_many(names, REACH)
        found: dict[int, Resolution] = {}
        rest: dict[int, Asked] = {}
        for place, (query, own) in enumerate(zip(queries, asked, strict=True)):
            if own is None:
                found[place] = Resolution(query, Status.NIL)
                continue
            likely = None if own.tiers else likely_slip(self._kb, own.query, own.form)
            answer = self._slip(query, own, likely, limit) if likely else self._equal(query, own, limit)
            if answer is None:
                rest[place] = own._replace(slip=likely)
            else:
                found[place] = answer
        ranked = self._ranker.rank(list(rest.values())) if rest else ()
        for (place, own), items in zip(rest.items(), ranked, strict=True):
            found[place] = self._resolution(queries[place], decide(own, items, self._config), own, limit)
        return [found[place] for place in range(len(queries))]

    def _as_asked(self, query: Query) -> Asked | None:
        text = query.text.strip() if len(query.text) <= self._config.max_name_length else ""
        if not text or not self._kb.alias_count:
            return None
        return as_asked(self._kb, query if text == query.text else replace(query, text=text))

    def _equal(self, query: Query, asked: Asked, limit: int) -> Resolution | None:
        """The answer to a name that is listed (see `namenorm.resolving.bearers`), where nothing needs comparing."""
        verdict = decide_equal(asked, bearers_of(self._kb, asked.tiers, query.type))
        return None if verdict is None else self._resolution(query, verdict, asked, limit)

    def _resolution(
        self, query: Query, verdict: Verdict[Bearer] | Verdict[Ranked], asked: Asked, limit: int
    ) -> Resolution:
        candidates = tuple([
            self._candidate(item.row, item.alias, item.tier, entry.score, evidence_of(entry, asked), lang=query.lang)
            for entry in verdict.candidates[:limit] if (item := entry.item)
        ])  # fmt: skip
        if not candidates:
            return Resolution(query, Status.NIL)
        found = self._kb.entity_id(verdict.candidates[0].item.row)
        return Resolution(query, verdict.status, candidates, None if candidates[0].entity_id == found else found)

    def _slip(self, query: Query, asked: Asked, likely: tuple[Slip, float], limit: int) -> Resolution | None:
        """The answer to a name that is surely a slip (see `namenorm.resolving.slips`)."""
        kb, (slip, probability) = self._kb, likely
        if not is_sure(probability, asked.form, self._config.slip_probability):
            return None
        verdict = decide_slip(asked.query, slip_bearers(kb, slip), score := slip_score(slip, probability))
        reasons = slip_evidence(slip, probability)
        found = {
            item.row: self._candidate(item.row, item.alias, item.tier, score, reasons, lang=query.lang)
            for item, score, *_ in verdict.candidates[:limit]
        }
        rest = 1 - score
        for row, owner in slip.rivals.items():
            if len(found) >= limit:
                break
            if owner not in found:
                found[owner] = self._candidate(owner, kb.alias(row), Tier.FUZZY, rest, _RIVAL_EVIDENCE, lang=query.lang)
        return Resolution(query, verdict.status, tuple(found.values()))

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
