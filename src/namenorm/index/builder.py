"""Entities -> the sections of an index. The same entities give the same bytes.

Language knowledge acts here: every alias is filed under all keys and grams of `namenorm.text`, so that a query needs no
language. Entities are read one by one, and what is known of a block of aliases is written away before the next, so that
memory holds a few dozen bytes an alias.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from namenorm.index.gramtable import BLOCK, file_block, finish_grams
from namenorm.index.keytable import key_sections
from namenorm.index.layout import FORM_SEPARATOR, SectionStore
from namenorm.index.near import NearNames
from namenorm.model import ALIAS_KINDS, Alias, Entity
from namenorm.record import encode_details
from namenorm.text.fold import compact
from namenorm.text.keyhash import encode, key_hash
from namenorm.text.keys import NameForm, name_form, whole_keys
from namenorm.text.known_places import known_key

Progress = Callable[[int], None]
Array = npt.NDArray[Any]

_ENTITIES = 4096  # held before they are written away


class _Hashes:
    """Pairs of a key's hash and the row that is filed under it."""

    def __init__(self) -> None:
        self._parts: list[tuple[Array, Array]] = []
        self._hashes: list[int] = []
        self._rows: list[int] = []

    def add(self, key: bytes, row: int) -> None:
        self._hashes.append(key_hash(key))
        self._rows.append(row)

    def pack(self) -> None:
        """Puts what was added into arrays, which take a seventh of the memory."""
        self._parts.append((np.array(self._hashes, dtype=np.uint64), np.array(self._rows, dtype=np.uint32)))
        self._hashes, self._rows = [], []

    def arrays(self) -> tuple[Array, Array]:
        """All pairs; nothing can be added afterwards."""
        self.pack()
        hashes, rows = (np.concatenate(parts) for parts in zip(*self._parts, strict=True))
        self._parts = []
        return hashes, rows


class _Strings:
    """Distinct strings, for `namenorm.index.near`."""

    def __init__(self) -> None:
        self._first = _Hashes()
        self._names = NearNames()
        self._new: list[bytes] = []

    def add(self, name: bytes, row: int) -> None:
        self._first.add(name, row)
        self._new.append(name)

    def pack(self) -> None:
        self._first.pack()
        self._names.extend(self._new)
        self._new = []

    def file(self, store: SectionStore, table: str) -> tuple[Array, Array, Array]:
        """Files them. The hash of each distinct string; the rows and the numbers of all that were added."""
        self.pack()
        hashes, rows = self._first.arrays()
        _, places, inverse = np.unique(hashes, return_index=True, return_inverse=True)
        order = np.argsort(places, kind="stable")  # in the order in which they were first seen
        rank = np.empty(order.size, dtype=np.int64)
        rank[order] = np.arange(order.size)
        numbers = rank[inverse]
        del inverse, rank
        self._names.file(store, table, places[order])
        return hashes[places[order]], rows, numbers


class IndexBuilder:
    """Collects entities and files them.

    >>> from namenorm.model import Entity
    >>> builder = IndexBuilder()
    >>> builder.add(Entity("Q3616", "place", {"en": "Tehran"}))
    >>> builder.finish().names()[:2]
    ['alias.entity', 'alias.forms.bytes']
    """

    def __init__(self) -> None:
        self.store = SectionStore()
        self._entities: list[Entity] = []
        self._aliases: list[tuple[Alias, NameForm, int]] = []
        self._entity_count = self._alias_count = 0
        self._codes: dict[str, dict[str, int]] = {"languages": {}, "scripts": {}, "types": {}}
        self._ids, self._whole, self._tokens = _Hashes(), _Hashes(), _Hashes()
        self._names, self._words = _Strings(), _Strings()
        self._owners: list[Array] = []

    @property
    def counts(self) -> dict[str, int]:
        """How many entities and aliases were added."""
        return {"entities": self._entity_count, "aliases": self._alias_count}

    def add(self, entity: Entity) -> None:
        """Adds one entity; an ID may be added once."""
        self._ids.add(encode(entity.id), self._entity_count)
        for alias in entity.aliases():
            self._aliases.append((alias, name_form(alias.text), self._entity_count))
            self._alias_count += 1
            if len(self._aliases) == BLOCK:
                self._write_aliases()
        self._entities.append(entity)
        self._entity_count += 1
        if len(self._entities) == _ENTITIES:
            self._write_entities()

    # --- Block by block ---------------------------------------------------------------------------------------------

    def _write_aliases(self) -> None:
        aliases = [alias for alias, _, _ in self._aliases]
        forms = [form for _, form, _ in self._aliases]
        owners = np.array([owner for _, _, owner in self._aliases], dtype=np.uint32)
        self.store.extend(
            {
                "alias.entity": owners,
                "alias.lang": self._numbers("languages", [alias.lang for alias in aliases], np.uint16),
                "alias.kind": np.array([ALIAS_KINDS.index(alias.kind) for alias in aliases], dtype=np.uint8),
                "alias.weak": np.array([alias.strength == "weak" for alias in aliases], dtype=np.uint8),
                "alias.script": self._numbers("scripts", [form.script for form in forms], np.uint8),
            }
        )
        names = [" ".join(form.tokens).encode() for form in forms]
        self._write_strings("alias.texts", [encode(alias.text) for alias in aliases])
        folded = [encode(form.folded) for form in forms]
        # The folded form, then the romanised words where they differ from it.
        packed = [own if own == name else own + FORM_SEPARATOR + name for own, name in zip(folded, names, strict=True)]
        self._write_strings("alias.forms", packed)
        first = self._alias_count - len(aliases)
        sizes = np.fromiter((len(name) + 2 for name in names), dtype=np.int64, count=len(names))
        raw = np.frombuffer(b"".join(b" %b " % name for name in names), dtype=np.uint8)
        file_block(self.store, raw, np.repeat(np.arange(len(names), dtype=np.uint32), sizes))
        self._file_keys(first, aliases, forms)
        self._owners.append(owners)
        self._aliases = []

    def _file_keys(self, first: int, aliases: Sequence[Alias], forms: Sequence[NameForm]) -> None:
        for row, (alias, form) in enumerate(zip(aliases, forms, strict=True), first):
            for key in whole_keys(alias.text, form):
                self._whole.add(encode(key), row)
            if alias.kind == "label" and (known := known_key(compact(form.folded))):
                self._whole.add(encode(known), row)
            self._names.add("".join(form.tokens).encode(), row)
            for token in dict.fromkeys(form.folded.split()):
                self._tokens.add(encode(token), row)
            for token in form.tokens:
                self._words.add(token.encode(), row)
        for each in (self._whole, self._tokens, self._names, self._words):
            each.pack()

    def _write_entities(self) -> None:
        entities = self._entities
        self.store.extend(
            {
                "entity.type": self._numbers("types", [entity.type for entity in entities], np.uint8),
                "entity.labels": np.array([len(entity.labels) for entity in entities], dtype=np.uint16),
                "entity.demonyms": np.array([len(entity.demonyms) for entity in entities], dtype=np.uint16),
                "entity.replaced": np.array([entity.replaced_by is not None for entity in entities], dtype=np.uint8),
                "entity.aliases": np.array([len(entity.aliases()) for entity in entities], dtype=np.uint32),
            }
        )
        self._write_strings("entity.names", [encode(entity.id) for entity in entities])
        details = map(encode_details, entities)
        packed = [json.dumps(own, ensure_ascii=False, separators=(",", ":")) if own else "" for own in details]
        self._write_strings("entity.details", list(map(encode, packed)))
        self._entities = []

    def _numbers(self, table: str, values: Iterable[str], dtype: Any) -> Array:
        codes = self._codes[table]
        return np.array([codes.setdefault(value, len(codes)) for value in values], dtype=dtype)

    def _write_strings(self, name: str, encoded: Sequence[bytes]) -> None:
        """Adds strings to a section of bytes, and where each begins to a section of offsets."""
        sizes = np.fromiter(map(len, encoded), dtype=np.int64, count=len(encoded))
        ends = self.store.length(f"{name}.bytes") + np.cumsum(sizes)
        offsets = ends if self.store.length(f"{name}.offsets") else np.concatenate(([0], ends))
        self.store.append(f"{name}.offsets", offsets.astype(np.uint32))
        self.store.append(f"{name}.bytes", np.frombuffer(b"".join(encoded), dtype=np.uint8))

    # --- At the end -------------------------------------------------------------------------------------------------

    def finish(self) -> SectionStore:
        """All sections; nothing can be added afterwards."""
        if self._aliases or not self._alias_count:  # an index without names has all sections, too
            self._write_aliases()
        self._write_entities()
        store = self.store
        counts = store.array("entity.aliases").astype(np.int64)
        store.append("entity.first_alias", np.concatenate(([0], np.cumsum(counts))).astype(np.uint32))
        for table, codes in self._codes.items():
            self._write_strings(table, [encode(value) for value in codes])
        finish_grams(store, self._alias_count)
        for name, hashes in (("ids", self._ids), ("whole", self._whole)):
            store.extend(key_sections(name, *hashes.arrays()))
        self._finish_names()
        self._finish_words()
        self._finish_tokens()
        return store

    def _finish_names(self) -> None:
        """Each romanised name without its spaces: the aliases that have it."""
        hashes, rows, numbers = self._names.file(self.store, "near.names")
        order = np.argsort(numbers, kind="stable")
        ends = np.searchsorted(numbers[order], np.arange(hashes.size + 1))
        self.store.extend({"near.names.first": ends.astype(np.uint32), "near.names.rows": rows[order]})

    def _finish_words(self) -> None:
        """Each romanised word: which entities have it."""
        hashes, rows, numbers = self._words.file(self.store, "near.words")
        owners = np.concatenate(self._owners)[rows].astype(np.int64)
        distinct, owners = np.divmod(
            np.unique(numbers * (self._entity_count + 1) + owners), np.int64(self._entity_count + 1)
        )
        self.store.extend(
            {
                "words.offsets": np.searchsorted(distinct, np.arange(hashes.size + 1)).astype(np.uint32),
                "words.owners": owners.astype(np.uint32),
                **key_sections("words", hashes, np.arange(hashes.size, dtype=np.uint32)),
            }
        )

    def _finish_tokens(self) -> None:
        """Each folded word: the aliases that hold it."""
        hashes, rows = self._tokens.arrays()
        order = np.lexsort((rows, hashes))
        hashes, rows = hashes[order], rows[order]
        distinct, starts = np.unique(hashes, return_index=True)
        self.store.extend(
            {
                "tokens.offsets": np.append(starts, rows.size).astype(np.uint32),
                "tokens.rows": rows,
                **key_sections("tokens", distinct, np.arange(distinct.size, dtype=np.uint32)),
            }
        )


def build_sections(entities: Iterable[Entity], progress: Progress | None = None) -> tuple[SectionStore, dict[str, int]]:
    """The sections of an index over ``entities``, and how many entities and aliases they hold."""
    builder = IndexBuilder()
    for number, entity in enumerate(entities, 1):
        builder.add(entity)
        if progress is not None:
            progress(number)
    return builder.finish(), builder.counts
