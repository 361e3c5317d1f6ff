"""Listed stems: the dictionary forms of names that are listed in an inflected form only.

>>> from namenorm.index.reader import MappedIndex
>>> from namenorm.model import Entity
>>> listed = ListedStems(MappedIndex.build([Entity("Q84", "place", {"fi": "Lontoon"})]))
>>> listed.rows("lontoo", "fi"), listed.rows("lontoo", "sv")
((0,), ())

"Lontoon", listed because a text has it, is the genitive of "Lontoo", and so "Lontoossa" is a form of the same name. The
names of a language are read once, when the first text in that language asks; where they are very many, they are names
as people look them up, and are not read.
"""

from __future__ import annotations

from threading import Lock

from namenorm.kb import KnowledgeBase
from namenorm.model import base_language
from namenorm.text.fold import compact
from namenorm.text.inflection import may_inflect, stems
from namenorm.text.tokens import tokenize

_LARGE = 50_000  # names of one language
_SHORTEST = 5  # letters of a dictionary form


class ListedStems:
    """A table a language of the names of one knowledge base; thread-safe."""

    def __init__(self, kb: KnowledgeBase) -> None:
        self._kb = kb
        self._lock = Lock()
        self._tables: dict[str, dict[str, tuple[int, ...]]] = {}

    def rows(self, key: str, lang: str) -> tuple[int, ...]:
        """The aliases in a language that are ``key``, folded and without spaces, with an ending."""
        table = self._tables.get(lang)
        if table is None:
            with self._lock:
                table = self._tables.setdefault(lang, self._read(lang))
        return table.get(key, ())

    def _is_dictionary_form(self, row: int) -> bool:
        """Whether a name is one of several labels of its entity: "Almanya" is no form of "Alman" then.

        Or the end of one, as "Bahçeli" is of "Devlet Bahçeli".
        """
        kb, name = self._kb, self._kb.folded(row)
        labels = [other for other in kb.entity_aliases(kb.alias_entity(row)) if kb.alias_kind(other) == "label"]
        if kb.alias_kind(row) == "label":
            return len(labels) > 1
        return any(kb.folded(label).endswith(f" {name}") for label in labels)

    def _read(self, lang: str) -> dict[str, tuple[int, ...]]:
        kb, base = self._kb, base_language(lang)
        rows = kb.aliases_in(base) if may_inflect(base) else ()
        found: dict[str, list[int]] = {}
        for row in rows if len(rows) <= _LARGE else ():
            if kb.alias_kind(row) == "demonym" or self._is_dictionary_form(row):
                continue
            words = [token.folded for token in tokenize(kb.alias(row).text)]
            for form in stems(words[-1], lang) if words else ():
                if len(form.restored) < _SHORTEST or kb.lookup("token", form.restored):
                    continue
                key = "".join(map(compact, [*words[:-1], form.restored]))
                found.setdefault(key, []).append(row)
        return {key: tuple(rows) for key, rows in found.items()}
