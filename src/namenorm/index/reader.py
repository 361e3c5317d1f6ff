"""MappedIndex: a knowledge base over the arrays of an index, mapped from a file or held in memory."""

from __future__ import annotations

import json
import math
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from namenorm.errors import IndexVersionError
from namenorm.index.builder import FORM_SEPARATOR, build_sections
from namenorm.index.keytable import KeyTable, encode
from namenorm.index.layout import IndexFile
from namenorm.model import ALIAS_KINDS, Alias
from namenorm.record import decode_entity
from namenorm.text.keys import GRAM_VIEWS, KEY_VIEWS, NameForm, keys_version

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import numpy.typing as npt

    from namenorm.model import Entity

_KEY_PREFIX = {view: bytes([number]) for number, view in enumerate(KEY_VIEWS)}
_GRAM_PREFIX = {view: bytes([number]) for number, view in enumerate(GRAM_VIEWS)}


class MappedIndex:
    """A `namenorm.kb.KnowledgeBase` that reads arrays where they lie; safe to share between threads.

    ``MappedIndex.open(path)`` maps a file and pickles as its path; ``MappedIndex.build(entities)`` holds the same
    arrays in memory.
    """

    def __init__(
        self, sections: Mapping[str, npt.NDArray[Any]], meta: Mapping[str, Any], path: Path | None = None
    ) -> None:
        self.meta = dict(meta)
        self.path = path
        self._sections = sections
        self._owners = sections["alias.entity"].data
        self._first_alias = sections["entity.first_alias"].data
        self._key_table = KeyTable("keys", sections)
        self._key_offsets = sections["keys.rows.offsets"].data
        self._key_rows = sections["keys.rows.values"].data
        self._gram_table = KeyTable("grams", sections)
        self._gram_starts = sections["grams.starts"]
        self._token_table = KeyTable("tokens", sections)
        self._token_counts = sections["tokens.counts"].data
        self._id_table = KeyTable("entity.ids", sections)
        self._id_rows = sections["entity.rows"].data
        self._languages = [self._string("languages", row) for row in range(len(sections["languages.offsets"]) - 1)]
        self.entity = lru_cache(maxsize=16384)(self._decode_entity)
        self.alias = lru_cache(maxsize=65536)(self._decode_alias)
        self.form = lru_cache(maxsize=65536)(self._decode_form)

    @classmethod
    def open(cls, path: str | Path) -> MappedIndex:
        """Maps an index file. Raises `namenorm.errors.IndexFileError` with the command that repairs it."""
        file = IndexFile(Path(path))
        if file.meta.get("keys_version") != keys_version():
            raise IndexVersionError(
                f"{path}: was built with keys {file.meta.get('keys_version')}, this namenorm uses {keys_version()}; "
                "build it again with: namenorm build GAZETTEER -o INDEX"
            )
        return cls(file.sections, file.meta, file.path)

    @classmethod
    def build(cls, entities: Iterable[Entity]) -> MappedIndex:
        """An index in memory."""
        sections, counts = build_sections(entities)
        return cls(sections, {"counts": counts, "keys_version": keys_version()})

    def __reduce__(self) -> tuple[Any, ...]:
        if self.path is not None:
            return MappedIndex.open, (str(self.path),)
        return MappedIndex, (self._sections, self.meta)

    @property
    def alias_count(self) -> int:
        return len(self._owners)

    @property
    def entity_count(self) -> int:
        return len(self._first_alias) - 1

    def lookup(self, view: str, key: str) -> Sequence[int]:
        entry = self._key_table.find(_KEY_PREFIX[view] + encode(key))
        if entry < 0:
            return []
        rows: list[int] = self._key_rows[self._key_offsets[entry] : self._key_offsets[entry + 1]].tolist()
        return rows

    def token_count(self, token: str) -> int:
        entry = self._token_table.find(encode(token))
        return 0 if entry < 0 else int(self._token_counts[entry])

    def cosines(self, view: str, grams: Mapping[str, float]) -> npt.NDArray[np.float32]:
        count = self.alias_count
        scores = np.zeros(count, dtype=np.float32)
        norm = 0.0
        for gram, frequency in grams.items():
            entry = self._gram_table.find(_GRAM_PREFIX[view] + encode(gram))
            start, end = (int(self._gram_starts[entry]), int(self._gram_starts[entry + 1])) if entry >= 0 else (0, 0)
            weight = frequency * math.log((count + 1) / (end - start + 0.5))
            norm += weight * weight
            # A row stands once in the postings of a gram, so plain indexed addition is exact.
            scores[self._sections["grams.rows"][start:end]] += self._sections["grams.weights"][start:end] * np.float32(
                weight
            )
        return scores / np.float32(math.sqrt(norm)) if norm else scores

    def alias_entity(self, row: int) -> int:
        return int(self._owners[row])

    def entity_aliases(self, row: int) -> Sequence[int]:
        return range(self._first_alias[row], self._first_alias[row + 1])

    def entity_row(self, entity_id: str) -> int | None:
        entry = self._id_table.find(encode(entity_id))
        return None if entry < 0 else int(self._id_rows[entry])

    def _string(self, name: str, row: int) -> str:
        offsets = self._sections[f"{name}.offsets"]
        raw = self._sections[f"{name}.bytes"][int(offsets[row]) : int(offsets[row + 1])]
        return raw.tobytes().decode("utf-8", "surrogatepass")

    def _decode_alias(self, row: int) -> Alias:
        sections = self._sections
        return Alias(
            self._string("alias.texts", row),
            self._languages[sections["alias.lang"][row]],
            ALIAS_KINDS[sections["alias.kind"][row]],
            "weak" if sections["alias.weak"][row] else "strong",
        )

    def _decode_form(self, row: int) -> NameForm:
        folded, tokens, script = self._string("alias.forms", row).split(FORM_SEPARATOR)
        return NameForm(folded, tuple(tokens.split()), script)

    def _decode_entity(self, row: int) -> Entity:
        return decode_entity(json.loads(self._string("entity.records", row)))
