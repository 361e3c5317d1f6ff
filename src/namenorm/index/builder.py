"""Entities -> the arrays of an index. The same entities give the same bytes.

Language knowledge acts here: every alias is filed under all keys and grams of `namenorm.text.keys`, so that a query
needs no language.
"""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING, Any

import numpy as np

from namenorm.index.keytable import encode, key_sections, order_keys
from namenorm.model import ALIAS_KINDS
from namenorm.record import encode_entity
from namenorm.text.keys import GRAM_VIEWS, KEY_VIEWS, grams, keys, name_form

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    import numpy.typing as npt

    from namenorm.model import Alias, Entity

    Progress = Callable[[int], None]

FORM_SEPARATOR = "\t"


class IndexBuilder:
    """Collects entities and turns them into sections.

    >>> from namenorm.model import Entity
    >>> builder = IndexBuilder()
    >>> builder.add(Entity("Q3616", "place", {"en": "Tehran"}))
    >>> sorted(builder.sections())[:2]
    ['alias.entity', 'alias.forms.bytes']
    """

    def __init__(self) -> None:
        self._ids: list[str] = []
        self._records: list[str] = []
        self._first_alias: list[int] = [0]
        self._aliases: list[Alias] = []
        self._owners: list[int] = []
        self._forms: list[str] = []
        self._keys: dict[bytes, list[int]] = defaultdict(list)
        self._grams: dict[bytes, list[tuple[int, int]]] = defaultdict(list)
        self._tokens: dict[bytes, set[int]] = defaultdict(set)

    @property
    def counts(self) -> dict[str, int]:
        """How many entities and aliases were added."""
        return {"entities": len(self._ids), "aliases": len(self._aliases)}

    def add(self, entity: Entity) -> None:
        """Adds one entity; an ID may be added once."""
        row = len(self._ids)
        self._ids.append(entity.id)
        self._records.append(json.dumps(encode_entity(entity), ensure_ascii=False, separators=(",", ":")))
        for alias in entity.aliases():
            self._add_alias(alias, row)
        self._first_alias.append(len(self._aliases))

    def _add_alias(self, alias: Alias, owner: int) -> None:
        row = len(self._aliases)
        form = name_form(alias.text)
        self._aliases.append(alias)
        self._owners.append(owner)
        self._forms.append(FORM_SEPARATOR.join((form.folded, " ".join(form.tokens), form.script)))
        for view, key in keys(alias.text):
            self._keys[bytes([KEY_VIEWS.index(view)]) + encode(key)].append(row)
        for view, bag in grams(form).items():
            prefix = bytes([GRAM_VIEWS.index(view)])
            for gram, count in bag.items():
                self._grams[prefix + encode(gram)].append((row, count))
        for token in form.tokens:
            self._tokens[encode(token)].add(owner)

    def sections(self) -> dict[str, npt.NDArray[Any]]:
        """The arrays of the index, by section name."""
        return {
            **self._alias_sections(),
            **self._entity_sections(),
            **self._key_sections(),
            **self._gram_sections(),
            **self._token_sections(),
        }

    def _alias_sections(self) -> dict[str, npt.NDArray[Any]]:
        languages = sorted({alias.lang for alias in self._aliases})
        return {
            "alias.entity": np.array(self._owners, dtype=np.uint32),
            "alias.lang": np.array([languages.index(alias.lang) for alias in self._aliases], dtype=np.uint16),
            "alias.kind": np.array([ALIAS_KINDS.index(alias.kind) for alias in self._aliases], dtype=np.uint8),
            "alias.weak": np.array([alias.strength == "weak" for alias in self._aliases], dtype=np.uint8),
            **_strings("alias.texts", [alias.text for alias in self._aliases]),
            **_strings("alias.forms", self._forms),
            **_strings("languages", languages),
        }

    def _entity_sections(self) -> dict[str, npt.NDArray[Any]]:
        ordered = order_keys(encode(entity_id) for entity_id in self._ids)
        rows = {encode(entity_id): row for row, entity_id in enumerate(self._ids)}
        return {
            "entity.first_alias": np.array(self._first_alias, dtype=np.uint32),
            "entity.rows": np.array([rows[key] for key in ordered], dtype=np.uint32),
            **key_sections("entity.ids", ordered),
            **_strings("entity.records", self._records),
        }

    def _key_sections(self) -> dict[str, npt.NDArray[Any]]:
        ordered = order_keys(self._keys)
        return {
            **key_sections("keys", ordered),
            **_ragged("keys.rows", [self._keys[key] for key in ordered], np.uint32),
        }

    def _gram_sections(self) -> dict[str, npt.NDArray[Any]]:
        ordered = order_keys(self._grams)
        count = len(self._aliases)
        views = np.array([key[0] for key in ordered], dtype=np.int64)
        sizes = np.array([len(self._grams[key]) for key in ordered], dtype=np.int64)
        rarity = np.log((count + 1) / (sizes + 0.5))
        pairs = np.array([pair for key in ordered for pair in self._grams[key]], dtype=np.int64).reshape(-1, 2)
        rows, weights = pairs[:, 0], pairs[:, 1] * np.repeat(rarity, sizes)
        slots = rows * len(GRAM_VIEWS) + np.repeat(views, sizes)
        norms = np.sqrt(np.bincount(slots, weights=weights**2, minlength=count * len(GRAM_VIEWS)))
        return {
            **key_sections("grams", ordered),
            "grams.starts": np.concatenate(([0], np.cumsum(sizes))).astype(np.uint64),
            "grams.rows": rows.astype(np.uint32),
            "grams.weights": (weights / np.maximum(norms[slots], 1e-12)).astype(np.float16),
        }

    def _token_sections(self) -> dict[str, npt.NDArray[Any]]:
        ordered = order_keys(self._tokens)
        counts = np.array([len(self._tokens[key]) for key in ordered], dtype=np.uint32)
        return {**key_sections("tokens", ordered), "tokens.counts": counts}


def build_sections(
    entities: Iterable[Entity], progress: Progress | None = None
) -> tuple[dict[str, Any], dict[str, int]]:
    """The arrays of an index over ``entities``, and how many entities and aliases they hold."""
    builder = IndexBuilder()
    for number, entity in enumerate(entities, 1):
        builder.add(entity)
        if progress is not None:
            progress(number)
    return builder.sections(), builder.counts


def _strings(name: str, texts: Sequence[str]) -> dict[str, npt.NDArray[Any]]:
    encoded = [encode(text) for text in texts]
    lengths = np.fromiter(map(len, encoded), dtype=np.int64, count=len(encoded))
    return {
        f"{name}.offsets": np.concatenate(([0], np.cumsum(lengths))).astype(np.uint64),
        f"{name}.bytes": np.frombuffer(b"".join(encoded), dtype=np.uint8),
    }


def _ragged(name: str, lists: Sequence[Sequence[int]], dtype: Any) -> dict[str, npt.NDArray[Any]]:
    lengths = np.fromiter(map(len, lists), dtype=np.int64, count=len(lists))
    flat = np.fromiter((value for values in lists for value in values), dtype=dtype, count=int(lengths.sum()))
    return {f"{name}.offsets": np.concatenate(([0], np.cumsum(lengths))).astype(np.uint32), f"{name}.values": flat}
