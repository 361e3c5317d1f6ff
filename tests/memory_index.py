"""An index in plain dictionaries: the oracle that the mapped index has to agree with.

It is written for obviousness, not for speed; tests compare every answer of `namenorm.index.reader.MappedIndex` with it.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
from rapidfuzz.distance import OSA

from namenorm.index.near import edit_budget
from namenorm.model import base_language
from namenorm.record import encode_details
from namenorm.text.bones import bones as bones_of
from namenorm.text.fold import compact
from namenorm.text.grams import GRAM_VIEWS, loose_skeleton, skeleton
from namenorm.text.keyhash import encode, key_hash
from namenorm.text.keys import name_form
from namenorm.text.known_places import known_key
from namenorm.text.unidecode_key import unidecode_key

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    import numpy.typing as npt

    from namenorm.kb import Extent
    from namenorm.model import Alias, Entity
    from namenorm.text.keys import NameForm

KEY_VIEWS = ("exact", "folded", "compact", "romanised", "unidecode", "known", "token")


def keys(name: str) -> list[tuple[str, str]]:
    """Every ``(view, key)`` under which ``name`` is filed, without repetition within a view.

    >>> [key for view, key in keys("Tel-Aviv") if view in ("folded", "compact")]
    ['tel aviv', 'telaviv']
    """
    form = name_form(name)
    found = [
        ("exact", name),
        ("folded", form.folded),
        ("compact", compact(form.folded)),
        ("romanised", "".join(form.tokens)),
    ]
    decoded = unidecode_key(name)
    if decoded:
        found.append(("unidecode", compact(decoded)))
    found.extend(("token", token) for token in dict.fromkeys(form.folded.split()))
    return [(view, key) for view, key in found if key]


def grams(tokens: Sequence[str]) -> dict[str, Counter[str]]:
    """The bag of grams of a name's romanised words in each of `GRAM_VIEWS`.

    Words are padded with ``^`` and ``$``; ``+`` marks grams across words, ``.`` and ``=`` those of one loose word.
    """
    return {
        "rom": _padded(tokens) + Counter("+" + gram for gram in _ngrams("".join(tokens), 3)),
        "skeleton": _padded([skeleton(token) for token in tokens]),
        "skip": _pairs("".join(map(skeleton, tokens)), 3),
        "loose": _loose_grams(tokens),
    }


def _ngrams(text: str, size: int) -> list[str]:
    return [text[i : i + size] for i in range(len(text) - size + 1)]


def _padded(words: Sequence[str]) -> Counter[str]:
    bag: Counter[str] = Counter()
    for word in words:
        bag.update(_ngrams(f"^{word}$", 2))
        bag.update(_ngrams(f"^{word}$", 3))
    return bag


def _pairs(text: str, distance: int) -> Counter[str]:
    return Counter(text[i] + text[j] for i in range(len(text)) for j in range(i + 1, min(i + distance + 1, len(text))))


def _loose_grams(tokens: Sequence[str]) -> Counter[str]:
    parts = [loose_skeleton(token) for token in tokens]
    bag = _pairs("".join(parts), 2)
    for part in parts:
        bag.update("." + a + b for a, b in pairwise(f"^{part}$"))
        bag["=" + part] += 1
    return bag


class MemoryIndex:
    """A `namenorm.kb.KnowledgeBase` over entities in memory.

    >>> from namenorm.model import Entity
    >>> index = MemoryIndex([Entity("Q3616", "place", {"en": "Tehran"})])
    >>> index.lookup("folded", "tehran")
    [0]
    """

    def __init__(self, entities: Iterable[Entity]) -> None:
        self._entities = list(entities)
        self._rows = {entity.id: row for row, entity in enumerate(self._entities)}
        self._aliases = [alias for entity in self._entities for alias in entity.aliases()]
        self._owner = [row for row, entity in enumerate(self._entities) for _ in entity.aliases()]
        self._keys: dict[tuple[str, str], list[int]] = defaultdict(list)
        self._tokens: dict[str, set[int]] = defaultdict(set)
        bags = [grams(name_form(alias.text).tokens) for alias in self._aliases]
        self._bearing = {view: Counter(gram for bag in bags for gram in set(bag[view])) for view in GRAM_VIEWS}
        self._weights = [{view: self._weighted(view, bag[view]) for view in GRAM_VIEWS} for bag in bags]
        for row, alias in enumerate(self._aliases):
            for view_and_key in keys(alias.text):
                self._keys[view_and_key].append(row)
            if alias.kind == "label" and (known := known_key(compact(name_form(alias.text).folded))):
                self._keys["known", known].append(row)
            for token in name_form(alias.text).tokens:
                self._tokens[token].add(self._owner[row])

    @property
    def alias_count(self) -> int:
        return len(self._aliases)

    @property
    def entity_count(self) -> int:
        return len(self._entities)

    def lookup(self, view: str, key: str) -> Sequence[int]:
        return self._keys.get((view, key), [])

    def may_hold(self, view: str, hashes: npt.NDArray[np.uint64]) -> npt.NDArray[np.bool_]:
        held = {key_hash(encode(key)) for each, key in self._keys if each == view}
        return np.array([int(key) in held for key in hashes], dtype=bool)

    def token_count(self, token: str) -> int:
        return len(self._tokens.get(token, ()))

    def rarest_letters(self, words: Sequence[str]) -> int:
        ends = [f"^{word}$" for word in words]
        three = {word[at : at + 3] for word in ends for at in range(len(word) - 2)}
        return min(map(self._bearing["rom"].__getitem__, three), default=0)

    def token_owners(self, token: str) -> Sequence[int]:
        return sorted(self._tokens.get(token, ()))

    def alias(self, row: int) -> Alias:
        return self._aliases[row]

    def alias_kind(self, row: int) -> str:
        return self._aliases[row].kind

    def aliases_in(self, lang: str) -> Sequence[int]:
        return [row for row, alias in enumerate(self._aliases) if base_language(alias.lang) == lang]

    def form(self, row: int) -> NameForm:
        return name_form(self._aliases[row].text)

    def folded(self, row: int) -> str:
        return self.form(row).folded

    def romanised(self, row: int) -> str:
        return " ".join(self.form(row).tokens)

    def letters(self, rows: Sequence[int]) -> list[tuple[str, str]]:
        return [(self.script(row), "".join(self.form(row).tokens)) for row in rows]

    def script(self, row: int) -> str:
        return self.form(row).script

    def alias_entity(self, row: int) -> int:
        return self._owner[row]

    def entity_aliases(self, row: int) -> Sequence[int]:
        return [alias for alias, owner in enumerate(self._owner) if owner == row]

    def entity(self, row: int) -> Entity:
        return self._entities[row]

    def entity_row(self, entity_id: str) -> int | None:
        return self._rows.get(entity_id)

    @property
    def types(self) -> frozenset[str]:
        return frozenset(entity.type for entity in self._entities)

    def entity_type(self, row: int) -> str:
        return self._entities[row].type

    def entity_id(self, row: int) -> str:
        return self._entities[row].id

    def entity_label(self, row: int, lang: str | None) -> str:
        return self._entities[row].label(lang)

    def name_count(self, row: int) -> int:
        return len(self._entities[row].names)

    def entity_details(self, row: int) -> Mapping[str, Any]:
        return encode_details(self._entities[row])

    def replaced_by(self, row: int) -> str | None:
        return self._entities[row].replaced_by

    def near(self, name: str, distance: int) -> Sequence[tuple[int, int]]:
        found = []
        for row, alias in enumerate(self._aliases):
            edits = _edits(name, "".join(name_form(alias.text).tokens), distance)
            if edits is not None:
                found.append((edits, row))
        return tuple((row, edits) for edits, row in sorted(found))

    def near_many(self, names: Sequence[str], distance: int) -> Sequence[Sequence[tuple[int, int]]]:
        return [self.near(name, distance) for name in names]

    def near_words(self, words: Sequence[str], distance: int) -> Sequence[Sequence[tuple[str, int]]]:
        found = [
            sorted((edits, token) for token in self._tokens if (edits := _edits(word, token, distance)) is not None)
            for word in words
        ]
        return [[(token, edits) for edits, token in near] for near in found]

    def words_with_bones(self, bones: int) -> Sequence[str]:
        return [token for token in self._tokens if bones_of(token) == bones]

    def owners_with_bones(self, bones: int, types: Collection[str], most: int) -> Sequence[int]:
        words = self.words_with_bones(bones)
        owners = {owner for word in (words if len(words) <= most else ()) for owner in self.token_owners(word)}
        return sorted(owner for owner in owners if self.entity_type(owner) in types)

    def similar(
        self, forms: Sequence[NameForm], rankings: Sequence[Sequence[int]], extents: Sequence[Extent]
    ) -> list[list[list[int]]]:
        return [self._similar(form, rankings, own.aliases) for form, own in zip(forms, extents, strict=True)]

    def _similar(self, form: NameForm, rankings: Sequence[Sequence[int]], count: int) -> list[list[int]]:
        cosines = self._cosines(form, range(self.alias_count))
        found = []
        for views in rankings:
            own = cosines[:, list(views)]
            order = sorted(range(self.alias_count), key=lambda row: (-own[row].sum(), row))
            found.append([row for row in order if (own[row] > 0).all()][:count])
        return found

    def cosines(self, forms: Sequence[NameForm], rows: Sequence[Sequence[int]]) -> list[npt.NDArray[np.float32]]:
        return [self._cosines(form, own) for form, own in zip(forms, rows, strict=True)]

    def _cosines(self, form: NameForm, rows: Sequence[int]) -> npt.NDArray[np.float32]:
        bags = grams(form.tokens)
        found = np.zeros((len(rows), len(GRAM_VIEWS)), dtype=np.float32)
        for place, view in enumerate(GRAM_VIEWS):
            query = self._weighted(view, bags[view])
            for at, row in enumerate(rows):
                found[at, place] = _dot(query, self._weights[row][view])
        return found

    def _weighted(self, view: str, bag: Iterable[str]) -> dict[str, float]:
        weights = {gram: self._rarity(view, gram) for gram in bag}
        norm = math.sqrt(sum(weight * weight for weight in weights.values()))
        return {gram: weight / norm for gram, weight in weights.items()} if norm else {}

    def _rarity(self, view: str, gram: str) -> float:
        return math.log((len(self._aliases) + 1) / (self._bearing[view][gram] + 0.5))


def _edits(name: str, other: str, distance: int) -> int | None:
    """The edits between two names; ``None`` for more than ``distance``, or more than so short a name may have."""
    edits, budget = OSA.distance(name, other), edit_budget(len(other))
    return edits if budget and edits <= min(distance, budget) else None


def _dot(left: Mapping[str, float], right: Mapping[str, float]) -> float:
    return sum(weight * right.get(gram, 0.0) for gram, weight in left.items())
