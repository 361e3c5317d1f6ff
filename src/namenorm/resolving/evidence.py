"""Evidence: the reasons for and against one candidate, read off the comparison that ranked it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from namenorm.model import Evidence
from namenorm.resolving.alignment import Alignment, WordPair
from namenorm.resolving.bearers import Bearer
from namenorm.resolving.contradictions import CONFLICTS
from namenorm.resolving.features import COLUMN
from namenorm.resolving.judged import Judged
from namenorm.resolving.ranking import Ranked
from namenorm.resolving.readings import Asked
from namenorm.resolving.scorer import Pairing
from namenorm.resolving.words import Side


def evidence_of(entry: Judged[Bearer] | Judged[Ranked], asked: Asked) -> tuple[Evidence, ...]:
    """Why an entity is a candidate: its alias, which words stand for which, what is left over, what contradicts."""
    item, _, note, against = entry
    found = [Evidence("tier", 1.0, 1.0, str(item.tier))]
    if asked.title:
        found.append(Evidence("title", 1.0, 0.0, asked.title))
    if isinstance(item, Bearer):
        found += _equal_words(asked.form.tokens, item.kb.romanised(item.alias_row).split())
    else:
        margin = round(float(item.features[COLUMN["margin"]]), 3)
        found += [
            *_evidence(item.query_side, item.alias_side, item.alignment, item.features),
            Evidence("margin", margin, 0.0, "ahead of the next entity"),
            Evidence("comparison", round(item.probability, 4), 0.0, "probability by the comparison alone"),
        ]
    found = list(with_contradiction(found, against))
    if note:
        found.append(Evidence("caveat", 1.0, -1.0, note))
    return tuple(found)


def with_contradiction(found: Sequence[Evidence], against: str) -> Sequence[Evidence]:
    """Some evidence, and what contradicts, where that is none of it."""
    told = not against or any(against == each.note for each in found)
    return found if told else (*found, Evidence("contradiction", 1.0, -1.0, against))


def _equal_words(words: Sequence[str], own: Sequence[str]) -> list[Evidence]:
    """The words of a name and those of an alias, which may be parted otherwise."""
    if tuple(words) != tuple(own):
        return [Evidence("word", 1.0, 1.0, f"{' '.join(words)} ~ {' '.join(own)}")]
    size = sum(map(len, words))
    return [Evidence("word", 1.0, round(len(word) / size, 3), word) for word in words]


def pair_evidence(pairing: Pairing) -> tuple[Evidence, ...]:
    """The same for two names that were compared without a knowledge base."""
    features = np.array(pairing.features(), dtype=np.float32)
    return tuple(_evidence(pairing.query, pairing.alias, pairing.alignment, features))


def _evidence(query: Side, alias: Side, alignment: Alignment, features: npt.NDArray[np.float32]) -> Iterator[Evidence]:
    everything = sum(query.weights) + sum(alias.weights) or 1.0
    for pair in alignment.pairs:
        yield _word_evidence(pair, query, alias, everything)
    for side, free, name in (
        (query, alignment.free_left, "unmatched_query_word"), (alias, alignment.free_right, "unmatched_alias_word"),
    ):  # fmt: skip
        for place in free:
            share = side.weights[place] / everything
            yield Evidence(name, 1.0, -round(share, 3), side.words.texts[place])
    for name, note in CONFLICTS.items():
        value = float(features[COLUMN[name]])
        if value:
            yield Evidence(name, round(value, 3), -1.0, note)


def _word_evidence(pair: WordPair, query: Side, alias: Side, everything: float) -> Evidence:
    left = " ".join(query.words.texts[pair.left : pair.left + pair.left_size])
    right = " ".join(alias.words.texts[pair.right : pair.right + pair.right_size])
    weight = pair.weight(query.weights, alias.weights)
    note = left if left == right else f"{left} ~ {right}"
    return Evidence("word", round(pair.similarity, 3), round(pair.similarity * weight / everything, 3), note)
