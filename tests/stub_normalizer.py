"""A Normalizer whose answers are a table: tests of files and commands need no engine."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from namenorm.model import (
    Alias,
    Candidate,
    Edit,
    Entity,
    Evidence,
    Link,
    Mention,
    Query,
    Resolution,
    Rewrite,
    Safety,
    Status,
    Tier,
)  # fmt: skip

if TYPE_CHECKING:
    from collections.abc import Iterable

ILHAM = Entity("Q57371", "person", {"en": "Ilham Aliyev"})
BIBI = Entity("Q43723", "person", {"en": "Benjamin Netanyahu"})
TEHRAN = Entity("Q3616", "place", {"en": "Tehran"})
ENTITIES = {entity.id: entity for entity in (ILHAM, BIBI, TEHRAN)}

# before -> (after, entity, safety, level, score)
EDITS = {
    "IIlam Aliyev": ("Ilham Aliyev", ILHAM, Safety.SAFE, "misspelling", 0.99),
    "Ilham Əliyef": ("İlham Əliyev", ILHAM, Safety.SAFE, "misspelling", 0.97),
    "Netenyahu": ("Netanyahu", BIBI, Safety.SAFE, "misspelling", 0.98),
    "Tehrran": ("Tehran, Iran", TEHRAN, Safety.SAFE, "misspelling", 0.95),
    "Natanjahoo": ("Netanyahu", BIBI, Safety.UNSAFE, "misspelling", 0.6),
    "Teheran": ("Tehran", TEHRAN, Safety.SAFE, "variant", 1.0),
}
RIGHT = {"Ilham Aliyev": ILHAM, "Netanyahu": BIBI, "Tehran": TEHRAN, "İlham Əliyev": ILHAM}
AMBIGUOUS = "Alijef"
_WORDS = re.compile("|".join(map(re.escape, sorted([*EDITS, *RIGHT, AMBIGUOUS], key=len, reverse=True))))
_LEVELS = ("misspelling", "variant", "style")


class StubNormalizer:
    """Finds and rewrites the names of the tables above."""

    def info(self) -> dict[str, Any]:
        return {"source_sha256": "0" * 64, "keys_version": "1", "counts": {"entities": 3, "aliases": 9}}

    def entity(self, entity_id: str) -> Entity:
        return ENTITIES[entity_id]

    def resolve(self, name: str, **_: Any) -> Resolution:
        entity = RIGHT.get(name) or (EDITS[name][1] if name in EDITS else None)
        if name == AMBIGUOUS:
            candidates = (_candidate(ILHAM, name, 0.4), _candidate(BIBI, name, 0.4))
            return Resolution(Query(name), Status.AMBIGUOUS, candidates)
        if entity is None:
            return Resolution(Query(name), Status.NIL)
        tier = Tier.EXACT if name in RIGHT else Tier.FUZZY
        return Resolution(Query(name), Status.RESOLVED, (_candidate(entity, name, 0.98, tier),))

    def resolve_many(self, names: Iterable[str], **_: Any) -> list[Resolution]:
        return [self.resolve(name) for name in names]

    def find(self, text: str, **_: Any) -> tuple[Link, ...]:
        return tuple(
            Link(Mention(found.start(), found.end(), found[0]), self.resolve(found[0]))
            for found in _WORDS.finditer(text)
        )

    def find_many(self, texts: Iterable[str], **options: Any) -> list[tuple[Link, ...]]:
        return [self.find(text, **options) for text in texts]

    def rewrite(
        self,
        text: str,
        *,
        level: str = "misspelling",
        types: Iterable[str] | None = None,
        unsafe: bool = False,
        **_: Any,
    ) -> Rewrite:
        links = [link for link in self.find(text) if not types or link.resolution.candidates[0].type in types]
        edits = [edit for link in links if (edit := _edit(link)) is not None]
        applied = [
            e for e in edits if (unsafe or e.safety is Safety.SAFE) and _LEVELS.index(e.level) <= _LEVELS.index(level)
        ]
        kept = {edit.start for edit in applied}
        proposals = tuple(edit for edit in edits if edit.start not in kept)
        return Rewrite("", tuple(applied), proposals, tuple(links))

    def rewrite_many(self, texts: Iterable[str], **options: Any) -> list[Rewrite]:
        return [self.rewrite(text, **options) for text in texts]


def _candidate(entity: Entity, name: str, score: float, tier: Tier = Tier.FUZZY) -> Candidate:
    evidence = (Evidence("spelling", 0.9, 1.0, f"{name} ~ {entity.label()}"),)
    return Candidate(entity.id, entity.label(), entity.type, Alias(entity.label()), tier, score, evidence)


def _edit(link: Link) -> Edit | None:
    mention = link.mention
    if mention.surface not in EDITS:
        return None
    after, entity, safety, level, score = EDITS[mention.surface]
    return Edit(
        mention.start, mention.end, mention.surface, after, entity.id, safety, level, score, "one letter differs"
    )
