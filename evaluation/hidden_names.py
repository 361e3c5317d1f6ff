"""How much of what is missing `namenorm mine` finds: names are hidden from the gazetteer and have to be proposed again.

    python -m evaluation hidden tests/corpora/correct --documents my-articles/

A fifth of the names of 100 entities that the texts mention is hidden. Of the hidden names that occur in the texts, the
share that is proposed again is the recall. Precision is the share of right ones among the proposals that are made only
because names are hidden; a proposal counts as right only if exactly that name was hidden, so it is a lower bound.
"""

from __future__ import annotations

import argparse
import random
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from namenorm import Normalizer
from namenorm.curation.corpus import read_documents, read_lines
from namenorm.curation.mining import mine
from namenorm.gazetteer.reader import read_gazetteer
from namenorm.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from namenorm.curation.corpus import Passage
    from namenorm.model import Entity

_ENTITIES = 100
_SHARE = 0.2


def hide(entity: Entity, chance: random.Random) -> tuple[Entity, set[str]]:
    """The entity without a fifth of its names, never without its first label; and what was hidden, folded."""
    slots: list[str | int] = [*list(entity.labels)[1:], *range(len(entity.names))]
    hidden = set(chance.sample(slots, max(1, round(_SHARE * len(slots)))))
    labels = {lang: text for lang, text in entity.labels.items() if lang not in hidden}
    names = tuple(alias for number, alias in enumerate(entity.names) if number not in hidden)
    rest = replace(entity, labels=labels, names=names)
    left = {fold(alias.text) for alias in rest.aliases()}
    return rest, {fold(alias.text) for alias in entity.aliases()} - left


def measure(entities: Sequence[Entity], documents: Sequence[Passage], seed: int) -> dict[str, int]:
    """Counts: hidden names that occur, those proposed again, proposals due to hiding, right ones among them."""
    full = Normalizer.from_entities(entities)
    seen = {
        (link.resolution.id, fold(link.mention.surface))
        for document in documents
        for link in full.find(document.text)
        if link.resolution.id
    }
    mentioned = {entity_id for entity_id, _ in seen}
    chance = random.Random(seed)
    able = [one for one in entities if one.id in mentioned and len(one.labels) + len(one.names) > 2]
    chosen = {one.id: hide(one, chance) for one in chance.sample(able, min(_ENTITIES, len(able)))}
    hidden = {(entity_id, name) for entity_id, (_, names) in chosen.items() for name in names}
    part = Normalizer.from_entities([chosen[one.id][0] if one.id in chosen else one for one in entities])
    known = {(found.entity_id, fold(found.alias.text)) for found in mine(full, documents)}
    proposed = {(found.entity_id, fold(found.alias.text)) for found in mine(part, documents)}
    return {
        "occur": len(hidden & seen),
        "again": len(hidden & seen & proposed),
        "proposals": len(proposed - known),
        "right": len((proposed - known) & hidden),
    }


def main(arguments: list[str]) -> int:
    """Prints recall and precision over several draws."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("lines", nargs="*", help="texts of which each line stands by itself")
    parser.add_argument("--documents", action="append", default=[], help="texts that are whole documents")
    parser.add_argument("--gazetteer", default="gazetteer")
    parser.add_argument("--seeds", type=int, default=3)
    args = parser.parse_args(arguments)
    texts = [passage for path in args.lines for passage in read_lines(path, sys.exit)]
    texts += [passage for path in args.documents for passage in read_documents(path, sys.exit)]
    entities = read_gazetteer(Path(args.gazetteer))
    total: dict[str, int] = {}
    for seed in range(args.seeds):
        counts = measure(entities, texts, seed)
        print(seed, counts)
        total = {key: total.get(key, 0) + value for key, value in counts.items()}
    recall, precision = total["again"] / max(1, total["occur"]), total["right"] / max(1, total["proposals"])
    print(f"recall {recall:.2f}, precision at least {precision:.2f}")
    return 0
