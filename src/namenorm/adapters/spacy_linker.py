"""The bridge to spaCy's trained ``entity_linker``: a gazetteer as its knowledge base, the engine as its candidates."""

from __future__ import annotations

import hashlib
import math
import struct
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from spacy.kb import Candidate, InMemoryLookupKB

from namenorm.adapters.spacy_gazetteer import Gazetteer
from namenorm.config import Config
from namenorm.gazetteer.exporters import name_priors
from namenorm.model import Candidate as Found
from namenorm.model import Entity, Link, Status

if TYPE_CHECKING:
    from spacy.kb import KnowledgeBase
    from spacy.tokens import Doc, Span
    from spacy.vocab import Vocab

    EntityVector = Callable[[Entity, int], Sequence[float]]


def entities_of(source: Any) -> Iterator[Entity]:
    """The living entities of a gazetteer, given as for the component: those that no other has replaced."""
    kb = Gazetteer(source, Config()).normalizer.kb
    for row in range(kb.entity_count):
        entity = kb.entity(row)
        if not entity.replaced_by:
            yield entity


def entity_vector(entity: Entity, length: int) -> list[float]:
    """A fixed unit vector for an entity, from its ID and its context cues, the same on every machine.

    >>> from namenorm.model import Entity
    >>> vector = entity_vector(Entity("Q3616", "place", {"en": "Tehran"}), 64)
    >>> len(vector), round(sum(value * value for value in vector), 6)
    (64, 1.0)

    It gives the linker a target to learn. Where you have descriptions, vectors made of them are better.
    """
    total = [0.0] * length
    for word in (entity.id, *entity.context):
        total = [one + other for one, other in zip(total, _hashed(word, length), strict=True)]
    norm = math.sqrt(sum(value * value for value in total)) or 1.0
    return [value / norm for value in total]


def _hashed(word: str, length: int) -> list[float]:
    content = hashlib.shake_256(word.encode()).digest(4 * length)
    return [number / 2**31 - 1.0 for number in struct.unpack(f"<{length}I", content)]


def knowledge_base(
    vocab: Vocab, gazetteer: Any = None, entity_vector_length: int = 64, *, vector: EntityVector = entity_vector
) -> InMemoryLookupKB:
    """A gazetteer as a knowledge base of spaCy, with a prior for every bearer of every name.

    >>> import spacy
    >>> kb = knowledge_base(spacy.blank("en").vocab, "names.jsonl")  # doctest: +SKIP
    >>> [candidate.entity_ for candidate in kb.get_alias_candidates("Aliyev")]  # doctest: +SKIP
    ['Q57371', 'Q316037']

    The priors of a name are those of its bearers, scaled so that they sum to 1.
    """
    entities = list(entities_of(gazetteer))
    kb = InMemoryLookupKB(vocab, entity_vector_length=entity_vector_length)
    kb.set_entities(
        [entity.id for entity in entities],
        [entity.prior for entity in entities],
        [vector(entity, entity_vector_length) for entity in entities],
    )
    for text, priors in name_priors(entities).items():
        total = sum(priors.values())
        kb.add_alias(text, list(priors), [prior / total for prior in priors.values()])
    return kb


class CandidateGenerator:
    """Candidates for spaCy's ``entity_linker``: misspelt, inflected and written in another script.

    Called with the knowledge base of the linker and an entity; `batch` takes several entities. A candidate's prior is
    the score that the engine gives it, times the prior that the knowledge base has for the name it was found by.
    """

    def __init__(self, gazetteer: Any = None, lang: str | None = None) -> None:
        self._gazetteer = Gazetteer(gazetteer, Config())
        self._lang = lang
        self._last: tuple[tuple[str, tuple[tuple[int, int], ...]], dict[tuple[int, int], Link]] | None = None

    def __call__(self, kb: KnowledgeBase, mention: Span) -> Iterable[Candidate]:
        """The candidates of one entity."""
        resolution = self._links(mention.doc, [mention])[mention.start_char, mention.end_char].resolution
        candidates = resolution.candidates if resolution.status is not Status.NIL else ()
        found = (_candidate(kb, candidate) for candidate in candidates)
        return [candidate for candidate in found if candidate is not None]

    def batch(self, kb: KnowledgeBase, mentions: Iterable[Span]) -> Iterable[Iterable[Candidate]]:
        """The candidates of several entities, in their order."""
        return [self(kb, mention) for mention in mentions]

    def _links(self, doc: Doc, mentions: Sequence[Span]) -> dict[tuple[int, int], Link]:
        """What the entities of a doc mean, judged together; the linker asks for one after the other."""
        spans = {(span.start_char, span.end_char) for span in (*doc.ents, *mentions)}
        key = (doc.text, tuple(sorted(spans)))
        if self._last is None or self._last[0] != key:
            links = self._gazetteer.normalizer.link(*key, lang=self._lang)
            self._last = (key, dict(zip(key[1], links, strict=True)))
        return self._last[1]


def _candidate(kb: Any, found: Found) -> Candidate | None:
    for known in kb.get_alias_candidates(found.alias.text):
        if known.entity_ == found.entity_id:
            prior = known.prior_prob * found.score
            return Candidate(kb, known.entity, known.entity_freq, known.entity_vector, known.alias, prior)
    if not kb.contains_entity(found.entity_id):
        return None
    # A knowledge base that was not exported from this gazetteer: it has the entity, but not by this name.
    strings = kb.vocab.strings
    vector = kb.get_vector(found.entity_id)
    return Candidate(kb, strings.add(found.entity_id), 0.0, vector, strings.add(found.alias.text), found.score)
