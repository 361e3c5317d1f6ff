"""Sightings: where a corpus spells the name of an entity as the gazetteer does not.

What counts as evidence is told in `namenorm.curation.mining`.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain

from namenorm.curation.corpus import Passage
from namenorm.curation.forms import BaseForms, bare, base_forms, likeness
from namenorm.curation.resemblance import has_small_word_at_an_end, is_demonym, is_derived, is_one_name, resembles
from namenorm.curation.windows import is_cased, windows
from namenorm.model import Alias, Candidate, Link, Status, Tier
from namenorm.normalizer import Normalizer
from namenorm.text.fold import fold
from namenorm.text.language import guess_language
from namenorm.text.profiles import language_profile, words_of_all
from namenorm.text.scripts import script

_NearMiss = tuple[int, int, Candidate]

PARTS = ("short", "acronym")
"""Kinds of evidence that need the full name in the same document if they are one word."""
NEAR_MISS = 0.85
"""What a name has to score that was not found in its text but only when it was asked for alone."""
_OTHER = ("demonym", "misspelling")  # names that say nothing of how an entity is called
_MINED_TIERS = (Tier.FUZZY, Tier.ROMANISED, Tier.FOLDED)
_UNCASED_NEAR_MISS = 0.88  # a script without capitals offers every word as a name
_SHORTEST_NEAR_MISS = 4
_ALL_BUT_EQUAL = 90.0
_RELIEF = 0.12  # how much less the score of a capitalised name may be that is all but equal to a listed one
_ONE_LANGUAGE = 0.8  # the share of a file's passages that agree on a language, for all of it to be in that language
_CONTEXT_WIDTH = 60


@dataclass(frozen=True, slots=True)
class Sighting:
    """One place where an entity is spelt so, and what kind of evidence it is."""

    candidate: Candidate
    surface: str
    lang: str
    how: str
    context: Passage
    """The words around it."""


class Miner:
    """Looks for spellings in documents of one corpus."""

    def __init__(self, normalizer: Normalizer, documents: Sequence[Passage], min_score: float) -> None:
        self._normalizer = normalizer
        self._min_score = min_score
        words = (word for document in documents for word in re.findall(r"\w+", document.text))
        # Words that the corpus also writes without a capital are no names by themselves.
        self._lower_case = frozenset(fold(word) for word in words if word.islower() and is_cased(word))
        listed = words_of_all("capitalised_words", "honorifics", "generic_words")
        self._ordinary = listed.union(word for role in words_of_all("roles") for word in role.split())
        aliases = list(map(normalizer.kb.alias, range(normalizer.kb.alias_count)))
        self._demonyms = frozenset(fold(alias.text) for alias in aliases if alias.kind == "demonym")
        self._forms = BaseForms(aliases)
        self._languages = _languages(documents)
        # Zipf: most words of a corpus are asked about again and again.
        self._near_miss = lru_cache(maxsize=1 << 16)(self._near_miss_of)
        self._full_name = lru_cache(maxsize=1 << 16)(self._full_name_of)

    def sightings(self, document: Passage) -> Iterator[Sighting]:
        """Every spelling of a document that is not listed."""
        lang = self._language_of(document)
        links = self._normalizer.find(document.text)
        in_full = {link.resolution.id for link in links if link.kind not in PARTS}
        for link in links:
            how, best = self._evidence(link, lang), link.resolution.best
            if how is None or best is None:
                continue
            surface = link.mention.surface
            is_alone = how in PARTS and best.entity_id not in in_full and len(surface.split()) == 1
            if not is_alone or self._is_short_elsewhere(best.entity_id, surface):
                yield self._sighting(document, best, surface, (link.mention.start, lang, how))
        covered = [(link.mention.start, link.mention.end) for link in links]
        near = self._near_misses(document.text, covered, lang)
        for start, end, best in chain(near, self._fuller_names(document.text, links, lang)):
            yield self._sighting(document, best, document.text[start:end], (start, lang, "near"))

    def _fuller_names(self, text: str, links: Sequence[Link], lang: str) -> Iterator[_NearMiss]:
        """Full names of which only one word is listed in their script: "ולדימיר פוטין" around "פוטין"."""
        spans = [(0, 0), *((link.mention.start, link.mention.end) for link in links), (len(text), len(text))]
        profile = language_profile(lang)
        for (first, before), (left, right), (after, last) in zip(spans, spans[1:], spans[2:], strict=False):
            if len(text[left:right].split()) > 1:
                continue
            found = []
            # No window reaches beyond the link before or behind.
            for window, _ in windows(text[first:last], [(0, before - first), (after - first, last - first)]):
                start, end = first + window[0], first + window[1]
                surface = text[start:end]
                is_wider = start <= left and right <= end and end - start > right - left
                # A dash joins several names.
                if is_wider and "–" not in surface and not has_small_word_at_an_end(surface, profile):
                    best = self._full_name(surface, lang)
                    if best is not None:
                        found.append((likeness(surface, best.alias.text), start, end, best))
            if found:
                yield max(found, key=lambda item: item[0])[1:]

    def _full_name_of(self, surface: str, lang: str) -> Candidate | None:
        best = self._asked_alone(surface, lang)
        if best is None:
            return None
        if best.score < _UNCASED_NEAR_MISS and not self._has_word(best.entity_id, surface):
            return None
        length, listed = len(surface.split()), self._aliases(best.entity_id)
        named = [alias for alias in listed if alias.kind != "demonym" and len(alias.text.split()) == length]
        full = [alias for alias in named if resembles(surface, alias.text)]
        if not full:
            return None
        best = replace(best, alias=max(full, key=lambda alias: likeness(surface, alias.text)))
        form = self._base_form(surface, best, lang)
        return None if any(self._is_listed(best.entity_id, text, lang) for text in (surface, form)) else best

    def _asked_alone(self, surface: str, lang: str) -> Candidate | None:
        """What a name means by itself, where it is not listed."""
        resolution = self._normalizer.resolve(surface, lang=None if lang == "und" else lang)
        is_clear = resolution.status is Status.RESOLVED and resolution.tier in _MINED_TIERS
        return resolution.best if is_clear else None

    def _aliases(self, entity_id: str) -> tuple[Alias, ...]:
        return self._normalizer.entity(entity_id).aliases()

    def _language_of(self, document: Passage) -> str:
        """The language of its file, where that is in one; a passage by itself is often too short to tell."""
        own, whole = guess_language(document.text), self._languages.get(document.path)
        profile = language_profile(whole)
        if whole is None or (own and not (profile and script(document.text) in profile.scripts)):
            return own or "und"
        return whole

    def _sighting(self, document: Passage, best: Candidate, surface: str, place: tuple[int, str, str]) -> Sighting:
        start, lang, how = place
        return Sighting(best, self._base_form(surface, best, lang), lang, how, _context(document, start, surface))

    def _base_form(self, surface: str, best: Candidate, lang: str) -> str:
        """The dictionary form of a spelling, by the listed names of as many words, or by their words."""
        length = len(best.alias.text.split())
        listed = [alias.text for alias in self._aliases(best.entity_id) if alias.kind not in _OTHER]
        names = [text for text in listed if len(text.split()) == length]
        if length > 1 and len(bare(surface).split()) == 1:
            names = [word for text in names for word in text.split()]
        return self._forms.closest(surface, [best.alias.text, *names], lang)

    def _near_misses(
        self, text: str, covered: Sequence[tuple[int, int]], lang: str
    ) -> list[tuple[int, int, Candidate]]:
        """Names that were not found in their text; of those that overlap the one that is most like a listed name."""
        found = []
        profile = language_profile(lang)
        says_little = profile is not None and profile.capitalises_nouns  # what a capital says of a name
        for (start, end), cased in windows(text, covered):
            if has_small_word_at_an_end(text[start:end], profile):
                continue
            best = self._near_miss(text[start:end], lang, cased=cased and not says_little)
            if best is not None:
                # In steps of five: a full name is worth more than a part of it that is a little closer.
                found.append((round(likeness(text[start:end], best.alias.text) / 5), end - start, start, best))
        found = [item for item in found if not any(_is_within(item, other) for other in found)]
        chosen: list[_NearMiss] = []
        for _, length, start, best in sorted(found, key=lambda item: (-item[0], -item[1], item[2])):
            if all(start + length <= left or right <= start for left, right, _ in chosen):
                chosen.append((start, start + length, best))
        return sorted(chosen, key=lambda item: item[0])

    def _evidence(self, link: Link, lang: str) -> str | None:
        """What kind of evidence a link is; ``None`` where its spelling is listed, inflected or not clear."""
        best, surface = link.resolution.best, link.mention.surface
        if best is None or link.resolution.status is not Status.RESOLVED or link.kind == "demonym":
            return None
        if self._is_no_name(surface) or self._is_listed(best.entity_id, surface, lang):
            return None
        if link.kind in PARTS and best.alias.kind != link.kind:
            form = self._base_form(surface, best, lang)
            return link.kind if is_one_name(surface, lang) and not self._is_listed(best.entity_id, form, lang) else None
        form = self._base_form(surface, best, lang)
        if best.tier not in _MINED_TIERS or self._is_listed(best.entity_id, form, lang):
            return None
        return "fuzzy" if self._resembles_a_name(form, best) else None

    def _near_miss_of(self, surface: str, lang: str, *, cased: bool) -> Candidate | None:
        if len(surface) < _SHORTEST_NEAR_MISS or self._is_no_name(surface):
            return None
        best = self._asked_alone(surface, lang)
        if best is None:
            return None
        least = self._min_score if cased else max(self._min_score, _UNCASED_NEAR_MISS)
        is_spoken = any(alias.lang == lang for alias in self._aliases(best.entity_id))
        if not cased and is_spoken and not self._has_word(best.entity_id, surface):
            return None  # without capitals, a word that is a slip away from a known name is mostly another word
        if cased and likeness(surface, best.alias.text) >= _ALL_BUT_EQUAL:
            least -= _RELIEF
        form = self._base_form(surface, best, lang)
        if best.score < least or any(self._is_listed(best.entity_id, text, lang) for text in (surface, form)):
            return None
        return best if self._resembles_a_name(form, best) else None

    def _resembles_a_name(self, form: str, best: Candidate) -> bool:
        aliases = self._aliases(best.entity_id)
        names = [alias.text for alias in aliases if alias.kind != "demonym"]
        return any(resembles(form, name) for name in (best.alias.text, *names))

    def _is_short_elsewhere(self, entity_id: str, surface: str) -> bool:
        """Whether a word is how another script writes a short name that is enough by itself."""
        aliases = self._aliases(entity_id)
        short = [alias.text for alias in aliases if alias.kind == "short" and alias.strength == "strong"]
        return any(script(name) != script(surface) and resembles(surface, name) for name in short)

    def _has_word(self, entity_id: str, surface: str) -> bool:
        """Whether a word of a longer name is itself a name of the entity, as a surname is."""
        words = fold(bare(surface)).split()
        listed = {fold(alias.text) for alias in self._aliases(entity_id)}
        return len(words) > 1 and not listed.isdisjoint(words)

    def _is_listed(self, entity_id: str, surface: str, lang: str) -> bool:
        """Whether the entry has the spelling, or what it is an inflected form of, or what it is derived from."""
        entity = self._normalizer.entity(entity_id)
        aliases = entity.aliases()
        if not {fold(alias.text) for alias in aliases}.isdisjoint(base_forms(surface, lang)):
            return True
        key = fold(bare(surface))
        names = [alias for alias in aliases if alias.kind not in _OTHER]
        if any(is_derived(key, fold(alias.text)) for alias in names if alias.lang == lang):
            return True
        return entity.type == "place" and is_demonym(surface, names, lang)

    def _is_no_name(self, surface: str) -> bool:
        """Whether every word is an ordinary one, a role or a demonym."""
        words = fold(bare(surface)).split()
        ordinary = self._lower_case, self._ordinary, self._demonyms
        return all(len(word) < 2 or any(word in known for known in ordinary) for word in words)


def _is_within(part: tuple[int, int, int, Candidate], whole: tuple[int, int, int, Candidate]) -> bool:
    """Whether a near miss is a part of a longer one of the same entity."""
    (_, length, start, best), (_, longer, first, other) = part, whole
    return length < longer and first <= start and start + length <= first + longer and best.entity_id == other.entity_id


def _languages(documents: Iterable[Passage]) -> dict[str, str]:
    """File -> the language that nearly all of its passages are in, as far as they can be told."""
    guesses: dict[str, Counter[str]] = defaultdict(Counter)
    for document in documents:
        guess = guess_language(document.text)
        if guess is not None:
            guesses[document.path][guess] += 1
    common = {path: counts.most_common(1)[0] for path, counts in guesses.items()}
    return {path: lang for path, (lang, n) in common.items() if n >= _ONE_LANGUAGE * guesses[path].total()}


def _context(document: Passage, start: int, surface: str) -> Passage:
    line = document.line + document.text.count("\n", 0, start)
    left = document.text[max(0, start - _CONTEXT_WIDTH) : start]
    right = document.text[start + len(surface) : start + len(surface) + _CONTEXT_WIDTH]
    return Passage(document.path, line, " ".join(f"{left}{surface}{right}".split()))
