"""Spellings that a corpus has and the gazetteer has not: for people to accept or to reject.

Evidence is collected for one entity and one spelling, inflected forms together:

* ``fuzzy``: a mention that was found although it is not listed;
* ``short``, ``acronym``: a part of a full name in the same document, letters that brackets introduced;
* ``near``: a name that was not found in its text but, asked for alone, is close to one entity.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from rapidfuzz.distance import OSA

from namenorm.curation.corpus import Passage
from namenorm.curation.forms import base_forms
from namenorm.curation.resemblance import is_derived
from namenorm.curation.sentences import Progress
from namenorm.curation.sightings import NEAR_MISS, PARTS, Miner, Sighting
from namenorm.model import Alias, Entity
from namenorm.normalizer import Normalizer
from namenorm.text.fold import fold
from namenorm.text.scripts import script

Groups = dict[tuple[str, str], list[Sighting]]

_CONTEXTS = 3
_MISSPELT_WITHIN = 2


@dataclass(slots=True)
class Spelling:
    """One unlisted spelling of one entity, with its evidence. ``alias`` is the addition that is proposed."""

    entity_id: str
    label: str
    alias: Alias
    score: float
    count: int = 0
    documents: int = 0
    how: str = ""
    contexts: list[Passage] = field(default_factory=list)


def mine(
    normalizer: Normalizer,
    documents: Iterable[Passage],
    *,
    min_count: int = 1,
    min_score: float = NEAR_MISS,
    progress: Progress = lambda _done, _total: None,
) -> list[Spelling]:
    """The unlisted spellings of some documents, those that were seen most often first.

    >>> from namenorm import Entity, Normalizer
    >>> from namenorm.curation.corpus import Passage
    >>> normalizer = Normalizer.from_entities([Entity("Q3616", "place", {"en": "Tehran"})])
    >>> [found.alias.text for found in mine(normalizer, [Passage("a", 1, "They flew to Techran.")])]  # doctest: +SKIP
    ['Techran']

    ``min_score`` is what a name needs that was not found in its text but only when it was asked for alone.
    """
    documents = list(documents)
    miner = Miner(normalizer, documents, min_score)
    groups: Groups = defaultdict(list)
    for number, document in enumerate(documents, 1):
        for sighting in miner.sightings(document):
            groups[sighting.candidate.entity_id, fold(sighting.surface)].append(sighting)
        progress(number, len(documents))
    merged = _merge_inflected(groups)
    spellings = [
        _spelling(normalizer.entity(entity_id), key, sightings) for (entity_id, key), sightings in merged.items()
    ]
    kept = [found for found in spellings if found.count >= min_count]
    return sorted(kept, key=lambda found: (-found.count, -found.score, found.entity_id, found.alias.text))


def _merge_inflected(groups: Groups) -> Groups:
    """Puts inflected forms to the form that they are inflected from, where the corpus has it too."""
    merged: Groups = defaultdict(list)
    for (entity_id, key), sightings in groups.items():
        lang = sightings[0].lang
        bases = [form for form in base_forms(sightings[0].surface, lang) if (entity_id, form) in groups]
        bases += [form for owner, form in groups if owner == entity_id and is_derived(key, form)]
        merged[entity_id, min(bases, key=lambda form: (len(form), form), default=key)] += sightings
    return merged


def _spelling(entity: Entity, key: str, sightings: Sequence[Sighting]) -> Spelling:
    surfaces = Counter(sighting.surface for sighting in sightings)
    best = max(sightings, key=lambda sighting: sighting.candidate.score)
    # Of equally frequent forms the one that the others are inflected from, or the shortest.
    text = max(surfaces, key=lambda form: (surfaces[form], fold(form) == key, -len(form), form))
    languages = Counter(sighting.lang for sighting in sightings)
    return Spelling(
        entity_id=entity.id,
        label=entity.label(),
        alias=_alias(entity, text, _language(languages, text, best.candidate.alias), best.how),
        score=best.candidate.score,
        count=len(sightings),
        documents=len({sighting.context.path for sighting in sightings}),
        how=best.how,
        contexts=list(dict.fromkeys(sighting.context for sighting in sightings))[:_CONTEXTS],
    )


def _language(languages: Counter[str], text: str, listed: Alias) -> str:
    """The language of most texts; where they are too short to tell, that of the listed name in the same script."""
    known = [lang for lang, _ in languages.most_common() if lang != "und"]
    return known[0] if known else listed.lang if script(text) == script(listed.text) else "und"


def _alias(entity: Entity, text: str, lang: str, kind: str) -> Alias:
    """The addition that is proposed. A slip away from a listed name of the same language: rather a misspelling."""
    if kind in PARTS:
        return Alias(text, lang, kind, "weak")
    names = (fold(alias.text) for alias in entity.aliases() if alias.lang == lang)
    closest = min((OSA.distance(fold(text), name) for name in names), default=_MISSPELT_WITHIN + 1)
    return Alias(text, lang, "misspelling" if closest <= _MISSPELT_WITHIN else "variant")
