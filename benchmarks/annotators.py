"""The systems that find names in texts: namenorm, spaCy's matchers, spaczz and an Aho-Corasick automaton."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple, Protocol

from namenorm.normalizer import Normalizer

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from benchmarks.data import Names
    from namenorm.model import Link


class Found(NamedTuple):
    """A name in a text, and the cities that it names."""

    start: int
    end: int
    owners: tuple[str, ...]


class Annotator(Protocol):
    """Finds names in texts."""

    name: ClassVar[str]
    needs: ClassVar[str]
    largest: ClassVar[int]

    def build(self, names: Names) -> None:
        """Makes what it needs."""

    def find(self, texts: Sequence[str]) -> list[Any]:
        """What it finds in each text, as the system gives it."""

    def found(self, answer: Any, text: str, names: Names) -> Iterator[Found]:
        """The names in one answer."""


class Namenorm:
    """`Normalizer.find_many`: exact, misspelt, inflected and romanised names."""

    name: ClassVar[str] = "namenorm find_many"
    needs: ClassVar[str] = ""
    largest: ClassVar[int] = 1_000_000

    def build(self, names: Names) -> None:
        self.normalizer = Normalizer.open(names.compiled())

    def find(self, texts: Sequence[str]) -> list[tuple[Link, ...]]:
        return self.normalizer.find_many(texts)

    def found(self, answer: Sequence[Link], text: str, names: Names) -> Iterator[Found]:
        for link in answer:
            owners = tuple(candidate.entity_id for candidate in link.resolution.candidates[:1])
            yield Found(link.mention.start, link.mention.end, owners)


class SpacyTokenizer:
    """spaCy's tokeniser alone: what every system within spaCy costs at least."""

    name: ClassVar[str] = "spaCy tokeniser alone"
    needs: ClassVar[str] = "spacy"
    largest: ClassVar[int] = 1_000_000

    def build(self, names: Names) -> None:
        import spacy

        self.nlp: Any = spacy.blank("xx")

    def find(self, texts: Sequence[str]) -> list[Any]:
        return list(self.nlp.pipe(texts))

    def found(self, answer: Any, text: str, names: Names) -> Iterator[Found]:
        return iter(())


class SpacyPhraseMatcher(SpacyTokenizer):
    """spaCy's PhraseMatcher: exact sequences of tokens."""

    name: ClassVar[str] = "spaCy PhraseMatcher (exact)"

    def build(self, names: Names) -> None:
        from spacy.matcher import PhraseMatcher

        super().build(names)
        self._matcher = PhraseMatcher(self.nlp.vocab)
        self._matcher.add("NAME", list(self.nlp.tokenizer.pipe(names.spellings)))

    def find(self, texts: Sequence[str]) -> list[Any]:
        return [self._matcher(doc, as_spans=True) for doc in self.nlp.pipe(texts)]

    def found(self, answer: Any, text: str, names: Names) -> Iterator[Found]:
        for span in answer:
            surface = text[span.start_char : span.end_char]
            yield Found(span.start_char, span.end_char, names.owners.get(surface.casefold(), ()))


class SpacyEntityRuler(SpacyTokenizer):
    """spaCy's entity_ruler with phrase patterns."""

    name: ClassVar[str] = "spaCy EntityRuler (exact)"
    largest: ClassVar[int] = 100_000
    factory: ClassVar[str] = "entity_ruler"

    def build(self, names: Names) -> None:
        super().build(names)
        ruler = self.nlp.add_pipe(self.factory)
        ruler.add_patterns([{"label": "NAME", "pattern": name} for name in names.spellings])

    def found(self, answer: Any, text: str, names: Names) -> Iterator[Found]:
        for span in answer.ents:
            owners = names.owners.get(text[span.start_char : span.end_char].casefold(), ())
            yield Found(span.start_char, span.end_char, owners)


class SpaczzRuler(SpacyEntityRuler):
    """spaczz's ruler with fuzzy patterns at its default threshold."""

    name: ClassVar[str] = "spaczz ruler (fuzzy)"
    needs: ClassVar[str] = "spaczz"
    largest: ClassVar[int] = 10_000

    def build(self, names: Names) -> None:
        import spaczz.pipeline  # noqa: F401 - registers its component

        SpacyTokenizer.build(self, names)
        ruler = self.nlp.add_pipe("spaczz_ruler")
        # The ID tells which of the names it was, for the surface need not be one.
        ruler.add_patterns(
            [{"label": "NAME", "pattern": name, "type": "fuzzy", "id": name} for name in names.spellings]
        )

    def found(self, answer: Any, text: str, names: Names) -> Iterator[Found]:
        for span in answer.ents:
            name = span._.spaczz_pattern or span.ent_id_
            yield Found(span.start_char, span.end_char, names.owners.get(str(name).casefold(), ()))


class AhoCorasick:
    """ahocorasick_rs: the longest of the names at each place, then a look at the word boundaries."""

    name: ClassVar[str] = "ahocorasick_rs (exact)"
    needs: ClassVar[str] = "ahocorasick_rs"
    largest: ClassVar[int] = 1_000_000

    def build(self, names: Names) -> None:
        from ahocorasick_rs import AhoCorasick as Automaton
        from ahocorasick_rs import MatchKind

        self._automaton = Automaton(names.spellings, matchkind=MatchKind.LeftmostLongest)

    def find(self, texts: Sequence[str]) -> list[Any]:
        return [self._words(text) for text in texts]

    def _words(self, text: str) -> list[tuple[int, int, int]]:
        return [
            (pattern, start, end)
            for pattern, start, end in self._automaton.find_matches_as_indexes(text)
            if not (start and text[start - 1].isalnum()) and not (end < len(text) and text[end].isalnum())
        ]

    def found(self, answer: Any, text: str, names: Names) -> Iterator[Found]:
        for _, start, end in answer:
            yield Found(start, end, names.owners.get(text[start:end].casefold(), ()))


ANNOTATORS: tuple[type[Any], ...] = (
    Namenorm, SpacyTokenizer, SpacyPhraseMatcher, SpacyEntityRuler, SpaczzRuler, AhoCorasick,
)  # fmt: skip
"""All systems; the first is the one that the others are measured against."""
