"""What words of names of bodies and the like are in English, and which listed names these make up."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from namenorm.annotate.words.lexicon import Lexicon
from namenorm.annotate.words.names import Names
from namenorm.annotate.words.remembered import remembered
from namenorm.annotate.words.short_forms import MOST_ROWS, parsed, related_names
from namenorm.resolving.countries import country_and_rest
from namenorm.resolving.translated import in_english
from namenorm.text.profiles import language_profile

_MOST_WORDS = 1 << 15
_AND = "and"
_SILENT = frozenset(("", _AND))
_NONE: frozenset[str] = frozenset()


class English:
    """The English of words of one language, and the names that English words are in one knowledge base."""

    def __init__(self, names: Names, lang: str | None, lexicon: Lexicon) -> None:
        self._names = names
        self._lang = lang
        self.is_known = bool(lexicon.english_words)
        """Whether the language says what its words are in English."""

    @remembered(_MOST_WORDS)
    def tells(self, folded: str) -> bool:
        """Whether a word says something of what bears a name, as "and" does not."""
        return not _SILENT.issuperset(in_english(folded, self._lang))

    @remembered(_MOST_WORDS)
    def is_ordinary(self, folded: str) -> bool:
        """Whether a word is an everyday one in English: "собрание", but not "توده" of the Tudeh Party."""
        is_common = Lexicon.of("en").is_common
        return any(all(map(is_common, meaning.split())) for meaning in in_english(folded, self._lang) if meaning)

    @remembered(_MOST_WORDS)
    def rows(self, words: tuple[str, ...]) -> tuple[int, ...]:
        """The aliases that have these English words in any order, or words of the same roots, but for a place's."""
        content, names = tuple(word for word in words if word != _AND), self._names
        rows = self._of_same_words(content) or self._of_same_roots(content)  # the Council of Europe, not the European
        return tuple(row for row in rows if names.kb.folded(row).split().count(_AND) == words.count(_AND))

    def _of_same_words(self, content: tuple[str, ...]) -> list[int]:
        names, english = self._names, Lexicon.of("en")
        wanted = sorted(english.with_digits(content))
        bearing = min(filter(None, map(names.with_token, content)), key=len, default=())[:MOST_ROWS]
        return [row for row in bearing if sorted(parsed(names.alias(row).text, english).words) == wanted]

    def _of_same_roots(self, content: tuple[str, ...]) -> list[int]:
        ways, plays, owner = ("akin", "national"), self._names.plays, self._names.kb.alias_entity
        related = related_names(self._names, _with_any_end(), content, lower_end=False)
        return [row for row, way in related.items() if way in ways or (way == "bare" and plays(owner(row)))]

    @remembered(_MOST_WORDS)
    def of_states(self, words: tuple[str, ...]) -> tuple[int, ...]:
        """The aliases that have these English words in any order and the name of a country beside them."""
        small, wanted = Lexicon.of("en").small, set(words) - {_AND}
        found = min(map(self._names.with_token, wanted), key=len)[:MOST_ROWS]
        parted = {row: country_and_rest(tuple(self._names.kb.folded(row).split())) for row in found}
        return tuple(row for row, (codes, rest) in parted.items() if codes and set(rest).difference(small) == wanted)


@cache
def _with_any_end() -> Lexicon:
    """The lexicon for words of which only the root is told: "Euroopan" is Europe's, and European."""
    return replace(Lexicon.of("en"), code="")


def is_name(said: tuple[str, ...], *, has_name: bool) -> bool:
    """Whether what words are in English may be a whole name: what each state has needs a name that says whose it is.

    >>> is_name(("supreme", "court"), has_name=False), is_name(("world", "court"), has_name=False)
    (False, True)
    """
    english = language_profile("en")
    of_state, beyond = (english.bodies_of_states, english.beyond_states) if english else (_NONE, _NONE)
    words = " ".join(said).split()
    is_telling = has_name or not beyond.isdisjoint(words) or of_state.isdisjoint(words)
    return len(words) > 1 and is_telling and _SILENT.isdisjoint((said[0], said[-1]))
