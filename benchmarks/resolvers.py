"""The systems that look up one name: namenorm, and its peers as their documents show them.

A peer gets the distinct names in lower case and gives back one of them, or None. What it needs beside its lookup to do
so (a second scoring of candidates) is part of it.
"""

from __future__ import annotations

import pickle
import sqlite3
from typing import TYPE_CHECKING, Any, ClassVar, Protocol

from namenorm.build import build_index
from namenorm.normalizer import Normalizer

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from benchmarks.data import Names
    from namenorm.model import Resolution

_CANDIDATES = 50
"""How many candidates the search engines hand to a second scoring."""


class Resolver(Protocol):
    """Looks up names. ``build`` makes what it needs, ``open`` reads it again from a file where it has one."""

    name: ClassVar[str]
    needs: ClassVar[str]
    """The package without which it cannot run."""
    largest: ClassVar[int]
    """Above this number of names it takes too long to be of use."""
    stored: ClassVar[bool]
    """Whether it keeps a file, which opens faster than it is built."""

    def build(self, names: Names, folder: Path) -> None:
        """Makes the index; a stored one in ``folder``."""

    def open(self, names: Names, folder: Path) -> None:
        """Reads a stored index."""

    def resolve(self, name: str) -> object:
        """The answer, as the system gives it."""

    def owners(self, answer: Any, names: Names) -> tuple[str, ...]:
        """The cities that an answer names; none for no answer."""


class Peer:
    """What most peers share: an answer is a name in lower case, and there is no file."""

    needs: ClassVar[str] = ""
    largest: ClassVar[int] = 1_000_000
    stored: ClassVar[bool] = False

    def open(self, names: Names, folder: Path) -> None:
        raise NotImplementedError(f"{type(self).__name__} keeps no file")

    def owners(self, answer: Any, names: Names) -> tuple[str, ...]:
        return names.owners[answer] if answer is not None else ()


class Namenorm:
    """`Normalizer.resolve` over a compiled index; an answer is a whole resolution."""

    name: ClassVar[str] = "namenorm"
    needs: ClassVar[str] = ""
    largest: ClassVar[int] = 1_000_000
    stored: ClassVar[bool] = True

    def build(self, names: Names, folder: Path) -> None:
        build_index([names.gazetteer], folder / names.index.name)

    def open(self, names: Names, folder: Path) -> None:
        built = folder / names.index.name
        self.normalizer = Normalizer.open(built if built.exists() else names.compiled())

    def resolve(self, name: str) -> Resolution:
        return self.normalizer.resolve(name)

    def owners(self, answer: Resolution, names: Names) -> tuple[str, ...]:
        # All that bear the name of the first candidate, whatever the status, as of the peers, which find names only.
        # What namenorm stands by is counted apart.
        first = answer.candidates[0] if answer.candidates else None
        return () if first is None else names.owners.get(first.alias.text.casefold(), (first.entity_id,))


class RapidfuzzRatio(Peer):
    """`rapidfuzz.process.extractOne` over all names."""

    name: ClassVar[str] = "rapidfuzz extractOne(ratio)"
    needs: ClassVar[str] = "rapidfuzz"
    scorer: ClassVar[str] = "ratio"

    def build(self, names: Names, folder: Path) -> None:
        from rapidfuzz import fuzz, process

        self._names = names.texts
        self._scorer = getattr(fuzz, self.scorer)
        self._best = process.extractOne

    def resolve(self, name: str) -> str | None:
        found = self._best(name.casefold(), self._names, scorer=self._scorer)
        return str(found[0]) if found else None


class RapidfuzzWRatio(RapidfuzzRatio):
    """The same with the scorer that copes with word order and parts of names."""

    name: ClassVar[str] = "rapidfuzz extractOne(WRatio)"
    scorer: ClassVar[str] = "WRatio"


class Symspell(Peer):
    """symspellpy with two edits and prefixes of seven letters; its file is a pickle."""

    name: ClassVar[str] = "symspellpy lookup"
    needs: ClassVar[str] = "symspellpy"
    stored: ClassVar[bool] = True

    def build(self, names: Names, folder: Path) -> None:
        from symspellpy import SymSpell

        index = SymSpell(max_dictionary_edit_distance=2, prefix_length=7)
        for name in names.texts:
            index.create_dictionary_entry(name, 1)
        with (folder / f"symspell-{names.size}.pickle").open("wb") as file:
            pickle.dump(index, file, protocol=pickle.HIGHEST_PROTOCOL)

    def open(self, names: Names, folder: Path) -> None:
        from symspellpy import Verbosity

        with (folder / f"symspell-{names.size}.pickle").open("rb") as file:
            self._index = pickle.load(file)
        self._closest = Verbosity.TOP

    def resolve(self, name: str) -> str | None:
        found = self._index.lookup(name.casefold(), self._closest, max_edit_distance=2)
        return str(found[0].term) if found else None


class SimstringRust(Peer):
    """simstring-rust: bigrams, cosine of 0.6, the best first."""

    name: ClassVar[str] = "simstring-rust"
    needs: ClassVar[str] = "simstring_rust"

    def build(self, names: Names, folder: Path) -> None:
        from simstring_rust import database, extractors, measures, searcher

        self._database = database.HashDb(extractors.CharacterNgrams(2, "$"))
        for name in names.texts:
            self._database.insert(name)
        self._searcher = searcher.Searcher(self._database, measures.Cosine())

    def resolve(self, name: str) -> str | None:
        found = self._searcher.ranked_search(name.casefold(), 0.6)
        return str(found[0][0]) if found else None


class Rescored(Peer):
    """A search engine that proposes names, of which rapidfuzz takes the most alike."""

    stored: ClassVar[bool] = True

    def best(self, name: str, found: Sequence[str]) -> str | None:
        from rapidfuzz import fuzz, process

        chosen = process.extractOne(name, found, scorer=fuzz.ratio)
        return str(chosen[0]) if chosen else None


class Tantivy(Rescored):
    """tantivy's fuzzy term query with two edits over whole names."""

    name: ClassVar[str] = "tantivy fuzzy"
    needs: ClassVar[str] = "tantivy"

    def _schema(self) -> Any:
        import tantivy

        builder = tantivy.SchemaBuilder()
        builder.add_text_field("name", stored=True, tokenizer_name="raw")
        return builder.build()

    def build(self, names: Names, folder: Path) -> None:
        import tantivy

        path = folder / f"tantivy-{names.size}"
        path.mkdir()
        index = tantivy.Index(self._schema(), path=str(path))
        writer = index.writer(heap_size=128_000_000, num_threads=1)
        for name in names.texts:
            writer.add_document(tantivy.Document(name=name))
        writer.commit()
        writer.wait_merging_threads()

    def open(self, names: Names, folder: Path) -> None:
        import tantivy

        self._query = tantivy.Query.fuzzy_term_query
        self._known = self._schema()
        self._searcher = tantivy.Index.open(str(folder / f"tantivy-{names.size}")).searcher()

    def resolve(self, name: str) -> str | None:
        query = self._query(self._known, "name", name.casefold(), distance=2)
        hits = self._searcher.search(query, _CANDIDATES).hits
        return self.best(name.casefold(), [self._searcher.doc(address)["name"][0] for _, address in hits])


class Fts5(Rescored):
    """SQLite's full-text index of trigrams: any of a name's trigrams, best rank first."""

    name: ClassVar[str] = "SQLite FTS5 trigram"
    needs: ClassVar[str] = "sqlite3"

    def build(self, names: Names, folder: Path) -> None:
        with sqlite3.connect(folder / f"fts5-{names.size}.db") as connection:
            connection.execute("CREATE VIRTUAL TABLE names USING fts5(name, tokenize='trigram', detail=none)")
            connection.executemany("INSERT INTO names VALUES (?)", ((name,) for name in names.texts))
            connection.execute("INSERT INTO names(names) VALUES ('optimize')")
        connection.close()

    def open(self, names: Names, folder: Path) -> None:
        self._connection = sqlite3.connect(folder / f"fts5-{names.size}.db")

    def resolve(self, name: str) -> str | None:
        text = name.casefold().replace('"', " ")
        trigrams = dict.fromkeys(text[at : at + 3] for at in range(len(text) - 2))
        if not trigrams:
            return None
        query = " OR ".join(f'"{trigram}"' for trigram in trigrams)
        rows = self._connection.execute(
            "SELECT name FROM names WHERE names MATCH ? ORDER BY rank LIMIT ?", (query, _CANDIDATES)
        )
        return self.best(text, [row[0] for row in rows])


RESOLVERS: tuple[type[Any], ...] = (
    Namenorm, Symspell, SimstringRust, Tantivy, Fts5, RapidfuzzRatio, RapidfuzzWRatio,
)  # fmt: skip
"""All systems; the first is the one that the others are measured against."""
