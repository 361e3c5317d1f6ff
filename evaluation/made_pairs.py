"""Pairs of names made from gazetteers, for the comparison: what lists of questions have too few of.

Variants: two aliases of one entity, and the nearest aliases of others. Misread names: an alias with letters changed as
bad print and hasty typing do, beside the alias, and beside the nearest ones of others. Swapped words: an alias beside
itself with one word of another name, "Ministry of Finance" and "Ministry of Justice".
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from random import Random

from rapidfuzz.distance import JaroWinkler

from evaluation.data import stable_hash
from evaluation.hard import says_something, words_like
from evaluation.misreading import misread
from evaluation.pairs import Labelled, name_key
from evaluation.parts import FOLDS
from namenorm.config import Config
from namenorm.index.reader import MappedIndex
from namenorm.kb import KnowledgeBase
from namenorm.model import Alias, Entity
from namenorm.resolving.candidates import Search, find_pools
from namenorm.resolving.words import read_words
from namenorm.text.keys import name_form

VARIANTS, MISREAD, SWAPPED = 1200, 800, 600
"""Entities of a gazetteer that give pairs of each sort, at most."""
PLACES = 150_000
"""Distinct names of places that lie close together."""
_NEAREST = (0, 1, 3, 8, 20)  # ranks of the wrong names beside each right one
_SHORTEST, _LONGEST = 4, 30
_SAME_NAME = 0.85  # two spellings of one word at least are that similar


def made_pairs(
    name: str, entities: Sequence[Entity], known: Collection[frozenset[str]]
) -> tuple[list[Labelled], list[Labelled]]:
    """Variants and misread names of a gazetteer, each with swapped words.

    Left out are entities that have both names of one of the ``known`` pairs of keys.
    """
    pool = [entity for entity in entities if not _is_known(entity, known)]
    kb = MappedIndex.build(pool)
    random = Random(name)
    random.shuffle(pool)
    swapped = list(_swapped(pool, random))
    variants = [pair for entity in pool[:VARIANTS] for pair in _variants(kb, entity, random)]
    misread = [pair for entity in pool[:MISREAD] for pair in _misread(kb, entity, random)]
    return [*variants, *swapped], [*misread, *swapped]


def _is_known(entity: Entity, known: Collection[frozenset[str]]) -> bool:
    keys = {name_key(alias.text) for alias in entity.aliases()}
    return any(pair <= keys for pair in known)


def _variants(kb: KnowledgeBase, entity: Entity, random: Random) -> Iterator[Labelled]:
    aliases = list({name_key(alias.text): alias.text for alias in entity.aliases()}.values())
    if len(aliases) > 1:
        left, right = random.sample(aliases, 2)
        yield _labelled(left, right, entity, same=True)
        yield from _wrong(kb, left, entity)


def _wrong(kb: KnowledgeBase, text: str, entity: Entity) -> Iterator[Labelled]:
    """A name beside the nearest ones of other entities of the type."""
    seen: dict[int, Alias] = {}
    for row in find_pools(kb, [Search(name_form(text), {})], Config())[0].rows:
        owner = kb.alias_entity(row)
        other = kb.entity(owner)
        if other.id != entity.id and other.type == entity.type and name_key(kb.alias(row).text) != name_key(text):
            seen.setdefault(owner, kb.alias(row))
    found = list(seen.values())
    for rank in _NEAREST:
        if rank < len(found):
            yield _labelled(text, found[rank].text, entity, same=False)


def _misread(kb: KnowledgeBase, entity: Entity, random: Random) -> Iterator[Labelled]:
    latin = [alias.text for alias in entity.aliases() if name_form(alias.text).script == "Latin"]
    fitting = [text for text in latin if _SHORTEST <= len(text) <= _LONGEST]
    if not fitting:
        return
    text = random.choice(fitting)
    if random.random() < 0.5:  # words are misread alone as well
        text = max(text.split(), key=len)
    changed = misread(text, random)
    if len(text) >= _SHORTEST and name_key(changed) != name_key(text):
        yield _labelled(changed, text, entity, same=True)
        yield from _wrong(kb, changed, entity)


def _swapped(pool: Sequence[Entity], random: Random) -> Iterator[Labelled]:
    made = 0
    for entity in pool:
        if made >= SWAPPED:
            return
        text = random.choice(entity.aliases()).text
        words = text.split()
        place = random.randrange(len(words))
        if not 1 < len(words) < 7 or not says_something(words[place]):
            continue
        options = [word for _ in range(4) for word in words_like(words[place], place, pool, random)]
        close = [(JaroWinkler.similarity(_read(words[place]), _read(word)), word) for word in options]
        close = [(similarity, word) for similarity, word in close if similarity < _SAME_NAME]
        if close:
            made += 1
            word = max(close)[1] if random.random() < 0.6 else random.choice(close)[1]
            yield _labelled(text, " ".join((*words[:place], word, *words[place + 1 :])), entity, same=False)


def _read(word: str) -> str:
    return read_words(name_form(word)).joined


def _labelled(left: str, right: str, entity: Entity, *, same: bool) -> Labelled:
    """A pair; the type is told for half of the entities."""
    number = stable_hash(entity.id)
    return Labelled(left, right, entity.type if number // FOLDS % 2 else None, same, number % FOLDS)
