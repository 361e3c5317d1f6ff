"""The nouns of namenorm: frozen value types without behaviour of their own.

An *entity* has *aliases*; a *query* is resolved to *candidates* by a *resolution*; a *document* has *mentions*, each
with a *link*; a *rewrite* is a list of *edits*. Every type here is plain data: comparable, hashable where its fields
are, safe to share between threads and to pickle.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache

ENTITY_TYPES = ("person", "organization", "place", "facility", "event", "work", "product", "law", "other")
"""The closed list of entity types, in the order in which messages and statistics show them."""

ALIAS_KINDS = ("label", "official", "variant", "former", "short", "acronym", "misspelling", "demonym")
"""What an alias is to its entity. ``label`` and ``demonym`` come from keys of their own, the rest from ``names``."""

LEVELS = ("misspelling", "variant", "style")
"""How much is rewritten; each level includes those before it."""


class Status(StrEnum):
    """The outcome of a resolution. All three are results, none is an error.

    >>> str(Status.NIL), Status.NIL == "NIL"
    ('NIL', True)
    """

    RESOLVED = "RESOLVED"
    AMBIGUOUS = "AMBIGUOUS"
    NIL = "NIL"


class Tier(StrEnum):
    """How a candidate's alias was reached; earlier members beat later ones unless evidence contradicts them.

    >>> [str(tier) for tier in Tier]
    ['exact', 'folded', 'misspelling', 'known', 'inflected', 'fuzzy', 'romanised']
    """

    EXACT = "exact"
    FOLDED = "folded"
    MISSPELLING = "misspelling"
    KNOWN = "known"
    INFLECTED = "inflected"
    FUZZY = "fuzzy"
    ROMANISED = "romanised"


class Safety(StrEnum):
    """Whether an edit may be applied without a person looking at it.

    >>> [str(safety) for safety in Safety]
    ['SAFE', 'UNSAFE']
    """

    SAFE = "SAFE"
    UNSAFE = "UNSAFE"


@dataclass(frozen=True, slots=True)
class Alias:
    """One name of an entity.

    >>> Alias("Teheran", lang="de", kind="variant")
    Alias(text='Teheran', lang='de', kind='variant', strength='strong')

    ``lang`` is a BCP-47 code or ``und``; ``kind`` one of `ALIAS_KINDS`; ``strength`` is ``weak`` for a name that needs
    context before it means this entity.
    """

    text: str
    lang: str = "und"
    kind: str = "variant"
    strength: str = "strong"


_LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{1,8})*", re.IGNORECASE)  # the shape of BCP-47: a language, then subtags


def language_code(value: object) -> str | None:
    """A value as a language code with hyphens; ``None`` if it does not have the form of one.

    >>> language_code("az"), language_code("zh_CN"), language_code("english")
    ('az', 'zh-CN', None)
    """
    code = value.replace("_", "-") if isinstance(value, str) else ""
    return code if _LANGUAGE.fullmatch(code) else None


_SAME = {
    "nb": "no", "nn": "no", "sh": "sr", "cmn": "zh", "arb": "ar", "pes": "fa", "prs": "fa", "fil": "tl",
    "iw": "he", "in": "id", "ji": "yi", "mo": "ro",
}  # fmt: skip
"""Other codes of languages: those of their standards, and former ones."""


def base_language(code: str) -> str:
    """The one code of a language, without script and region.

    >>> base_language("sr-Latn"), base_language("nb")
    ('sr', 'no')
    """
    base = code.partition("-")[0]
    return _SAME.get(base, base)


@lru_cache(maxsize=256)
def label_languages(lang: str) -> tuple[str, ...]:
    """The codes under which the label in a language may stand, the best first.

    >>> label_languages("de-AT"), label_languages("no")
    (('de-AT', 'de'), ('no', 'nb', 'nn'))
    """
    base = base_language(lang)
    return tuple(dict.fromkeys((lang, base, *(code for code, meant in _SAME.items() if meant == base))))


PRIOR = 0.5
"""The prior of an entity whose record gives none."""


@dataclass(frozen=True, slots=True)
class Entity:
    """One entry of a gazetteer: what one YAML file, or one line of JSONL, says.

    >>> Entity("Q3616", "place", {"en": "Tehran", "fa": "تهران"}).label("fa")
    'تهران'

    ``labels`` maps BCP-47 codes to the name that rewriting writes. ``prior`` in (0, 1] says how likely this bearer of
    a shared name is before context is seen.
    """

    id: str
    type: str
    labels: Mapping[str, str]
    names: tuple[Alias, ...] = ()
    gender: str | None = None
    prior: float = PRIOR
    demonyms: tuple[Alias, ...] = ()
    context: tuple[str, ...] = ()
    shared_with: tuple[str, ...] = ()
    distinct_from: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    negatives: tuple[str, ...] = ()
    replaced_by: str | None = None
    sources: tuple[str, ...] = ()
    xref: Mapping[str, str] = field(default_factory=dict)
    offices: tuple[str, ...] = ()

    def label(self, lang: str | None = None) -> str:
        """The preferred name in ``lang``, else in English, else the first that is listed (the ID where none is)."""
        for code in (*label_languages(lang or "en"), "en"):
            if code in self.labels:
                return self.labels[code]
        return next(iter(self.labels.values()), self.id)

    def aliases(self) -> tuple[Alias, ...]:
        """Every name by which the entity is found: labels first, then ``names``, then demonyms."""
        labels = tuple(Alias(text, lang, "label") for lang, text in self.labels.items())
        return labels + self.names + self.demonyms

    def __repr__(self) -> str:
        number = len(self.labels) + len(self.names)
        return f"<Entity {self.id} {self.type} {self.label()!r}, {number} name{'' if number == 1 else 's'}>"


@dataclass(frozen=True, slots=True)
class Query:
    """A name to resolve, with what is known about it.

    >>> Query("Zakkir Hasanov", type="person").lang is None
    True

    ``lang`` and ``type`` narrow the search only where they are sure; ``context`` is text around the name.
    """

    text: str
    lang: str | None = None
    type: str | None = None
    context: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One reason for or against a candidate: a feature, its value, and the weight that it carried (negative: against).

    >>> Evidence("word", 0.93, 0.93, "zakkir ~ zakir").note
    'zakkir ~ zakir'

    ``note`` says it in words where the value alone does not.
    """

    feature: str
    value: float
    weight: float = 0.0
    note: str = ""

    @property
    def sides(self) -> tuple[str, str]:
        """The word of the name and the one that it stands for; the note twice where they are equal.

        >>> Evidence("word", 0.93, 0.93, "zakkir ~ zakir").sides
        ('zakkir', 'zakir')
        """
        left, _, right = self.note.partition(" ~ ")
        return left, right or left


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entity that a name may mean, with the alias that fits best.

    >>> Candidate("Q3616", "Tehran", "place", Alias("Teheran", "de"), Tier.EXACT, 1.0)
    <Candidate Q3616 place 'Tehran' 1.000>

    ``score``, in [0, 1], is the probability that it is meant. Entities that bear exactly this name come first; the
    others follow by score.
    """

    entity_id: str
    label: str
    type: str
    alias: Alias
    tier: Tier
    score: float
    evidence: tuple[Evidence, ...] = ()

    def __repr__(self) -> str:
        return f"<Candidate {self.entity_id} {self.type} {self.label!r} {self.score:.3f}>"


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a name means: RESOLVED to one entity, AMBIGUOUS between several, or NIL.

    >>> nothing = Resolution(Query("Atlantis"), Status.NIL)
    >>> nothing.id, nothing.label, nothing.best, nothing.score
    (None, None, None, 0.0)

    ``candidates`` are ordered best first, whatever the status; ``redirected_from`` is the former ID where the entity
    found has replaced another.
    """

    query: Query
    status: Status
    candidates: tuple[Candidate, ...] = ()
    redirected_from: str | None = None

    @property
    def id(self) -> str | None:
        """The ID of the entity that is meant; ``None`` unless RESOLVED."""
        return self.candidates[0].entity_id if self.status is Status.RESOLVED else None

    @property
    def label(self) -> str | None:
        """The label of the entity that is meant; ``None`` unless RESOLVED."""
        return self.candidates[0].label if self.status is Status.RESOLVED else None

    @property
    def type(self) -> str | None:
        """The type of the entity that is meant; ``None`` unless RESOLVED."""
        return self.candidates[0].type if self.status is Status.RESOLVED else None

    @property
    def tier(self) -> Tier | None:
        """How the name matched; ``None`` unless RESOLVED."""
        return self.candidates[0].tier if self.status is Status.RESOLVED else None

    @property
    def best(self) -> Candidate | None:
        """The first candidate, whatever the status; ``None`` where there is none."""
        return self.candidates[0] if self.candidates else None

    @property
    def score(self) -> float:
        """The score of the first candidate; 0.0 where there is none."""
        return self.candidates[0].score if self.candidates else 0.0

    def __repr__(self) -> str:
        meant = self.candidates[:1] if self.status is Status.RESOLVED else self.candidates
        return f"<Resolution {self.query.text!r} {self.status} {list(meant)}>"


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of a text that names something: ``text[start:end] == surface``, in code points.

    >>> Mention(3, 7, "Baku").surface == "In Baku."[3:7]
    True
    """

    start: int
    end: int
    surface: str


@dataclass(frozen=True, slots=True)
class Link:
    """A mention and what it means. ``kind`` is the kind of the alias found; a ``demonym`` is never rewritten.

    >>> Link(Mention(3, 11, "Atlantis"), Resolution(Query("Atlantis"), Status.NIL))
    <Link 3:11 variant <Resolution 'Atlantis' NIL []>>
    """

    mention: Mention
    resolution: Resolution
    kind: str = "variant"

    def __repr__(self) -> str:
        return f"<Link {self.mention.start}:{self.mention.end} {self.kind} {self.resolution}>"


@dataclass(frozen=True, slots=True)
class Edit:
    """One replacement in a text: ``before`` at ``[start, end)`` becomes ``after``. Offsets are those of the input.

    >>> edit = Edit(0, 9, "Netenyahu", "Netanyahu", "Q43723", Safety.SAFE)
    >>> edit.after, edit.level
    ('Netanyahu', 'misspelling')
    """

    start: int
    end: int
    before: str
    after: str
    entity_id: str
    safety: Safety
    level: str = "misspelling"
    score: float = 1.0
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Rewrite:
    """A text after its edits, the edits that were made, those that were not, and every link that was seen.

    >>> Rewrite("Nobody is named here.").edits
    ()

    ``proposals`` are edits that were found but not applied, because they are UNSAFE or of another level.
    """

    text: str
    edits: tuple[Edit, ...] = ()
    proposals: tuple[Edit, ...] = ()
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """Whether two names name the same entity; ``score`` in [0, 1].

    >>> Comparison("Kyiv", "Kiev", 0.98).score
    0.98
    """

    left: str
    right: str
    score: float
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong in a gazetteer file. ``line`` counts from 1; it is 0 where the problem is in no particular line.

    >>> print(Problem("a.yaml", 3, "names", "is empty", code="E101"))
    a.yaml:3: error: names: is empty [E101]

    ``code`` names the rule (`namenorm.gazetteer.rules`); ``repair`` is the command that fixes it, if there is one.
    """

    path: str
    line: int
    field: str
    message: str
    severity: str = "error"
    code: str = ""
    repair: str = ""

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.line else self.path
        field = f"{self.field}: " if self.field else ""
        code = f" [{self.code}]" if self.code else ""
        return f"{place}: {self.severity}: {field}{self.message}{code}"
