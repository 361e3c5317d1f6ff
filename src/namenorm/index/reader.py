"""MappedIndex: a knowledge base over the arrays of an index, mapped from a file or held in memory."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cached_property, lru_cache
from operator import itemgetter
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from namenorm.errors import IndexVersionError
from namenorm.index.arrays import Ints, stretches
from namenorm.index.gramtable import GramTable
from namenorm.index.keytable import KeyTable
from namenorm.index.layout import FORM_SEPARATOR, IndexFile
from namenorm.index.near import NearTable
from namenorm.kb import Extent
from namenorm.model import ALIAS_KINDS, Alias, Entity, base_language, label_languages
from namenorm.record import entity_of
from namenorm.text.fold import compact, fold
from namenorm.text.grams import gram_bags
from namenorm.text.keyhash import encode
from namenorm.text.keys import NameForm, keys_version
from namenorm.text.known_places import known_key
from namenorm.text.unidecode_key import unidecode_key


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
        self._kinds = sections["alias.kind"].data
        self._first_alias = sections["entity.first_alias"].data
        self._alias_languages, self._weak = sections["alias.lang"].data, sections["alias.weak"].data
        self._script_numbers = sections["alias.script"].data
        self._entity_types = sections["entity.type"].data
        self._labels, self._demonyms = sections["entity.labels"].data, sections["entity.demonyms"].data
        self._replaced = sections["entity.replaced"].data
        self._strings: dict[str, _Strings] = {name: _Strings(name, sections) for name in _STRINGS}
        self._tables = {name: KeyTable(name, sections) for name in ("ids", "whole", "tokens", "words")}
        self._token_offsets = sections["tokens.offsets"].data
        self._token_rows = sections["tokens.rows"].data
        self._word_offsets, self._word_owners = sections["words.offsets"].data, sections["words.owners"].data
        self._first_of_name, self._rows_of_name = sections["near.names.first"].data, sections["near.names.rows"].data
        self._near_names, self._near_words = NearTable("near.names", sections), NearTable("near.words", sections)
        self._grams = GramTable(sections, self.alias_count)
        self._languages, self._scripts, self._types = (
            self._strings[name].all() for name in ("languages", "scripts", "types")
        )
        self._language_numbers = {code: number for number, code in enumerate(self._languages)}
        self.entity_details = lru_cache(maxsize=16384)(self._decode_details)
        self.entity = lru_cache(maxsize=16384)(self._decode_entity)
        self.entity_row = lru_cache(maxsize=16384)(self._find_entity)
        self.alias = lru_cache(maxsize=65536)(self._decode_alias)
        self.form = lru_cache(maxsize=65536)(self._decode_form)
        self.token_count = lru_cache(maxsize=16384)(self._count_token)
        self._near_known: dict[tuple[str, int], tuple[tuple[int, int], ...]] = {}

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
        from namenorm.index.builder import build_sections  # an index that is there needs no builder

        store, counts = build_sections(entities)
        sections = {name: store.array(name) for name in store.names()}
        return cls(sections, {"counts": counts, "keys_version": keys_version()})

    def __repr__(self) -> str:
        where = f" in {self.path}" if self.path else ""
        return f"<MappedIndex {self.entity_count} entities, {self.alias_count} names{where}>"

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

    @property
    def types(self) -> frozenset[str]:
        return frozenset(self._types)

    # --- Keys -------------------------------------------------------------------------------------------------------

    def lookup(self, view: str, key: str) -> Sequence[int]:
        if view == "token":
            return self._rows_of_token(encode(key))
        whole = compact(fold(key)) if view == "exact" else compact(key)
        has = _HAS_KEY[view]
        return [row for row in self._tables["whole"].find(encode(whole)) if has(self, row, key)]

    def _has_unidecode(self, row: int, key: str) -> bool:
        decoded = unidecode_key(self.alias(row).text)
        return decoded is not None and compact(decoded) == key

    def _folded(self, row: int) -> bytes:
        return self._strings["alias.forms"][row].partition(FORM_SEPARATOR)[0]

    def _joined(self, row: int) -> bytes:
        """The romanised words of an alias without spaces."""
        return self._strings["alias.forms"][row].rpartition(FORM_SEPARATOR)[2].replace(b" ", b"")

    def _rows_of_token(self, token: bytes) -> list[int]:
        offsets = self._token_offsets
        for entry in self._tables["tokens"].find(token):
            first = offsets[entry]
            if token in self._folded(self._token_rows[first]).split(b" "):
                rows: list[int] = self._token_rows[first : offsets[entry + 1]].tolist()
                return rows
        return []

    def may_hold(self, view: str, hashes: npt.NDArray[np.uint64]) -> npt.NDArray[np.bool_]:
        return self._tables[_TABLES[view]].may_have(hashes)

    def _count_token(self, token: str) -> int:
        return len(self.token_owners(token))

    def rarest_letters(self, words: Sequence[str]) -> int:
        return self._grams.rarest_letters(words)

    def token_owners(self, token: str) -> Sequence[int]:
        entry = self._word_entry(encode(token))
        return () if entry is None else self._word_owners[self._word_offsets[entry] : self._word_offsets[entry + 1]]

    def _word_entry(self, word: bytes) -> int | None:
        for entry in self._tables["words"].find(word):
            if self._near_words[entry] == word:
                return entry
        return None

    # --- Similar names ----------------------------------------------------------------------------------------------

    def near(self, name: str, distance: int) -> tuple[tuple[int, int], ...]:
        known = self._near_known.get((name, distance))
        return self.near_many([name], distance)[0] if known is None else known

    def near_many(self, names: Sequence[str], distance: int) -> list[tuple[tuple[int, int], ...]]:
        if len(self._near_known) > _CACHED_NEAR:
            self._near_known = {}  # others may still read the old one
        known = self._near_known
        missing = [name for name in dict.fromkeys(names) if (name, distance) not in known]
        if missing:
            first, rows = self._first_of_name, self._rows_of_name
            found = self._near_names.near([name.encode() for name in missing], distance)
            for name, alike in zip(missing, found, strict=True):
                near = [(row, edits) for edits, number in alike for row in rows[first[number] : first[number + 1]]]
                near.sort(key=_FEWEST_EDITS)
                known[name, distance] = tuple(near)
        return [known[name, distance] for name in names]

    def near_words(self, words: Sequence[str], distance: int) -> list[list[tuple[str, int]]]:
        found = self._near_words.near([word.encode() for word in words], distance)
        ordered = (sorted((edits, self._near_words[at].decode()) for edits, at in near) for near in found)
        return [[(other, edits) for edits, other in near] for near in ordered]

    def words_with_bones(self, bones: int) -> list[str]:
        return [word.decode() for word in self._near_words.names(self._numbers_with_bones(bones))]

    def owners_with_bones(self, bones: int, types: Collection[str], most: int) -> list[int]:
        wanted = [number for number, name in enumerate(self._types) if name in types]
        if not wanted:
            return []
        numbers = self._numbers_with_bones(bones)
        if not 0 < numbers.size <= most:
            return []
        offsets = self._sections["words.offsets"]
        first = offsets[numbers].astype(np.intp)
        sizes = offsets[numbers + 1].astype(np.intp) - first
        owners = np.unique(self._sections["words.owners"][stretches(first, sizes)])
        found: list[int] = owners[np.isin(self._sections["entity.type"][owners], wanted)].tolist()
        return found

    def _numbers_with_bones(self, bones: int) -> Ints:
        found, numbers = self._bones
        first, last = found.searchsorted(np.array([bones, bones + 1], dtype=np.uint64)).tolist()
        return numbers[first:last]

    @cached_property
    def _bones(self) -> tuple[npt.NDArray[np.uint64], Ints]:
        """Worked out when a text in a script without vowels first asks."""
        return self._near_words.bones()

    def similar(
        self, forms: Sequence[NameForm], rankings: Sequence[Sequence[int]], extents: Sequence[Extent]
    ) -> list[list[list[int]]]:
        return [self._grams.nearest(codes, rankings, own) for codes, own in zip(_bags(forms), extents, strict=True)]

    def cosines(self, forms: Sequence[NameForm], rows: Sequence[Sequence[int]]) -> list[npt.NDArray[np.float32]]:
        bags, found = _bags(forms), []
        chosen = [np.array(own, dtype=np.intp) for own in rows]
        for start in range(0, len(forms), _BAGS):
            part = chosen[start : start + _BAGS]
            names, sizes = self._strings["alias.forms"].behind(FORM_SEPARATOR, np.concatenate(part))
            found += self._grams.cosines(bags[start : start + _BAGS], part, names, sizes)
        return found

    def letters(self, rows: Sequence[int]) -> list[tuple[str, str]]:
        chosen = np.array(rows, dtype=np.intp)
        scripts = map(self._scripts.__getitem__, self._sections["alias.script"].take(chosen).tolist())
        names, sizes = self._strings["alias.forms"].behind(FORM_SEPARATOR, chosen)
        lines = np.full(names.size + sizes.size, ord("\n"), dtype=np.uint8)
        lines[np.arange(names.size) + np.arange(sizes.size).repeat(sizes)] = names
        return list(zip(scripts, lines.tobytes().decode().replace(" ", "").split("\n"), strict=False))

    # --- Rows -------------------------------------------------------------------------------------------------------

    def script(self, row: int) -> str:
        return self._scripts[self._script_numbers[row]]

    def alias_kind(self, row: int) -> str:
        return ALIAS_KINDS[self._kinds[row]]

    def aliases_in(self, lang: str) -> Sequence[int]:
        numbers = [number for number, code in enumerate(self._languages) if base_language(code) == lang]
        rows: list[int] = np.flatnonzero(np.isin(self._sections["alias.lang"], numbers)).tolist()
        return rows

    def alias_entity(self, row: int) -> int:
        return self._owners[row]

    def entity_aliases(self, row: int) -> Sequence[int]:
        return range(self._first_alias[row], self._first_alias[row + 1])

    def entity_type(self, row: int) -> str:
        return self._types[self._entity_types[row]]

    def entity_id(self, row: int) -> str:
        return self._strings["entity.names"].text(row)

    def entity_label(self, row: int, lang: str | None) -> str:
        first = self._first_alias[row]
        labels = range(first, first + self._labels[row])
        for code in (*label_languages(lang or "en"), "en"):
            number = self._language_numbers.get(code)
            for at in labels if number is not None else ():
                if self._alias_languages[at] == number:
                    return self._strings["alias.texts"].text(at)
        return self._strings["alias.texts"].text(first) if labels else self.entity_id(row)

    def name_count(self, row: int) -> int:
        count: int = self._first_alias[row + 1] - self._first_alias[row] - self._labels[row] - self._demonyms[row]
        return count

    def replaced_by(self, row: int) -> str | None:
        return self.entity(row).replaced_by if self._replaced[row] else None

    def _find_entity(self, entity_id: str) -> int | None:
        encoded = encode(entity_id)
        names = self._strings["entity.names"]
        return next((row for row in self._tables["ids"].find(encoded) if names[row] == encoded), None)

    def _decode_alias(self, row: int) -> Alias:
        return Alias(
            self._strings["alias.texts"].text(row),
            self._languages[self._alias_languages[row]],
            ALIAS_KINDS[self._kinds[row]],
            "weak" if self._weak[row] else "strong",
        )

    def folded(self, row: int) -> str:
        return self._strings["alias.forms"].text(row).partition(_SEPARATOR)[0]

    def romanised(self, row: int) -> str:
        return self._strings["alias.forms"].text(row).rpartition(_SEPARATOR)[2]

    def _decode_form(self, row: int) -> NameForm:
        folded, _, name = self._strings["alias.forms"].text(row).partition(_SEPARATOR)
        return NameForm(folded, tuple((name or folded).split()), self.script(row))

    def _decode_details(self, row: int) -> Mapping[str, Any]:
        details = self._strings["entity.details"][row]
        found: dict[str, Any] = json.loads(details) if details else {}
        return found

    def _decode_entity(self, row: int) -> Entity:
        aliases = [self.alias(at) for at in self.entity_aliases(row)]
        first_name, first_demonym = self._labels[row], len(aliases) - self._demonyms[row]
        return entity_of(
            self._strings["entity.names"].text(row),
            self.entity_type(row),
            labels={alias.lang: alias.text for alias in aliases[:first_name]},
            names=tuple(aliases[first_name:first_demonym]),
            demonyms=tuple(aliases[first_demonym:]),
            details=self.entity_details(row),
        )


def _bags(forms: Sequence[NameForm]) -> tuple[npt.NDArray[np.uint32], ...]:
    return gram_bags(tuple([form.tokens for form in forms]))


_STRINGS = ("alias.texts", "alias.forms", "entity.names", "entity.details", "languages", "scripts", "types")
_CACHED_NEAR = 1024
_FEWEST_EDITS = itemgetter(1, 0)  # of rows and edits
_BAGS = 4  # names of which the cosines are worked out together, by arrays that stay in the processor's caches
_SEPARATOR = FORM_SEPARATOR.decode()
_TABLES = {"compact": "whole", "token": "tokens"}
_HAS_KEY: Mapping[str, Callable[[MappedIndex, int, str], bool]] = {
    "exact": lambda own, row, key: own._strings["alias.texts"][row] == encode(key),
    "folded": lambda own, row, key: own._folded(row) == encode(key),
    "compact": lambda own, row, key: own._folded(row).replace(b" ", b"") == encode(key),
    "romanised": lambda own, row, key: own._joined(row) == encode(key),
    "unidecode": MappedIndex._has_unidecode,
    "known": lambda own, row, key: own.alias_kind(row) == "label" and known_key(compact(own.folded(row))) == key,
}
"""Whether an alias has a key in a view; the table compares only a part of its hash."""


class _Strings:
    """The strings of a section, one a row."""

    __slots__ = ("_arrays", "_bytes", "_offsets")

    def __init__(self, name: str, sections: Mapping[str, npt.NDArray[Any]]) -> None:
        self._arrays = sections[f"{name}.bytes"], sections[f"{name}.offsets"]
        self._bytes, self._offsets = (array.data for array in self._arrays)

    def __getitem__(self, row: int) -> bytes:
        return bytes(self._bytes[self._offsets[row] : self._offsets[row + 1]])

    def text(self, row: int) -> str:
        return str(self._bytes[self._offsets[row] : self._offsets[row + 1]], "utf-8", "surrogatepass")

    def all(self) -> list[str]:
        return list(map(self.text, range(len(self._offsets) - 1)))

    def behind(self, separator: bytes, rows: Ints) -> tuple[npt.NDArray[np.uint8], Ints]:
        """The bytes of some strings, each from behind its separator on where it has one, and how many each has."""
        _, offsets = self._arrays
        first, last = offsets.take(rows).astype(np.intp), offsets.take(rows + 1).astype(np.intp)
        found = self._arrays[0].take(stretches(first, last - first))
        separators = np.flatnonzero(found == separator[0])
        if separators.size:
            ends = np.cumsum(last - first)
            own = ends.searchsorted(separators, side="right")
            first[own] = last[own] - ends[own] + separators + 1
            found = self._arrays[0].take(stretches(first, last - first))
        return found, last - first
