"""What a mention should read: the words of a name put in the place of the words of a text, in the form of the text.

>>> from namenorm.annotate.words.spellings import OwnNames
>>> from namenorm.model import Entity
>>> entity = Entity("Q43723", "person", {"en": "Benjamin Netanyahu"})
>>> reword("NETENYAHU", OwnNames(entity, "NETENYAHU"), Manner("en")).text
'NETANYAHU'

A name is repaired word by word, so that a surname stays a surname and the order, the spaces, the hyphens and the
apostrophes of the text stay; a word keeps its case pattern, its case ending and its prefix.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from rapidfuzz.distance import OSA, Prefix

from namenorm.annotate.words.spellings import NameWord, OwnNames, name_words
from namenorm.model import Alias, base_language
from namenorm.text.fold import compact, fold
from namenorm.text.inflection import Stem, reinflect, stems
from namenorm.text.profiles import language_profile
from namenorm.text.tokens import APOSTROPHES, Token, split_glued, tokenize_name

_Words = tuple[NameWord, ...]

_LIKENESS = 0.45  # edits a letter between a word of the text and the word of a name that it stands for, at most
_TAIL = 2  # letters of an ending
_STEM = 3  # letters
_ALL_ENDINGS = 20  # of a language: where so many are listed, a name has no others
_DISAGREES = 0.2  # what it costs that one word of a name has a case ending and the next one has none
_OTHER_LANGUAGE = 0.3  # what it costs that a name is not one of the language of the text
_NOT_LABEL = 0.2  # the same where it is no label
_WEAK = 0.5  # the same where it is weak
_COMMON = "en"  # the language whose names others use that have none
_HYPHENS = "-‐‑–"
_KEPT = re.compile(r'\n|["“”„«»()\[\]]')
"""What stays between two words of a text: a line break, and marks of which there is another one elsewhere."""


@dataclass(frozen=True, slots=True)
class Wording:
    """A mention as it should read, and by what it differs: ``letters``, ``separators``, ``style`` or nothing."""

    text: str
    difference: str = ""


@dataclass(frozen=True, slots=True)
class Manner:
    """How a mention is reworded.

    ``label_only``: its words become those of the label in ``label_lang``; otherwise each becomes the nearest word of a
    name in its script. ``style``: words that differ in case and marks only become those of the name too. ``keep`` says
    of a word of the text that it is an ordinary word and stays.
    """

    lang: str | None = None
    label_lang: str | None = None
    label_only: bool = False
    style: bool = False
    keep: Callable[[Token], bool] | None = None


def reword(surface: str, names: OwnNames, manner: Manner) -> Wording:
    """How ``surface``, a mention of the entity that has these names, should read."""
    tokens = _tokens(surface, names)
    best: tuple[float, Wording] | None = None
    for cost, name in _names(names, manner.label_lang or manner.lang, label_only=manner.label_only) if tokens else ():
        if best is not None and cost >= best[0]:
            continue
        found = _reword_as(surface, tokens, name_words(name), manner)
        if found is not None and (best is None or found[0] + cost < best[0]):
            best = (found[0] + cost, found[1])
    return best[1] if best else Wording(surface)


def _tokens(surface: str, names: OwnNames) -> list[Token]:
    """The words of a mention; a glued word falls into its parts unless it is a word of the name, or near one."""
    found: list[Token] = []
    for token in tokenize_name(surface):
        parts = split_glued(token)
        found.extend(parts if len(parts) > 1 and _is_glued(token, names.keys) else (token,))
    return found


def _is_glued(token: Token, known: frozenset[str]) -> bool:
    key = compact(token.folded)
    return not any(_distance(key, word) <= _LIKENESS / 2 for word in known)


def _names(names: OwnNames, lang: str | None, *, label_only: bool) -> Iterable[tuple[float, str]]:
    """The names that a mention may be worded as, each with what it costs to prefer it.

    Where none is in the language of the text, English ones and the label are; what a third language says is not.
    """
    found: dict[str, float] = {}
    foreign: dict[str, float] = {}
    base = base_language(lang) if lang else None
    label = names.entity.label(lang)
    for alias in names.aliases:
        if alias.kind == "demonym" or (label_only and alias.text != label):
            continue
        spoken = base is None or base_language(alias.lang) in (base, "und", "mul")
        if not spoken and alias.text != label and base_language(alias.lang) != _COMMON:
            continue
        costs, cost = found if spoken else foreign, _cost(alias, base)
        if cost < costs.get(alias.text, math.inf):
            costs.pop(alias.text, None)  # of names that cost the same, the one that stands first is preferred
            costs[alias.text] = cost
    return [(cost, text) for text, cost in (found or foreign).items()]


def _cost(alias: Alias, base: str | None) -> float:
    cost = 0.0 if alias.kind == "label" else _NOT_LABEL
    if base is not None and base_language(alias.lang) not in (base, "und"):
        cost += _OTHER_LANGUAGE
    return cost + (_WEAK if alias.strength == "weak" else 0.0)


def _reword_as(surface: str, tokens: list[Token], words: _Words, manner: Manner) -> tuple[float, Wording] | None:
    """The mention in the words of one name and how far that is; ``None`` where a word would have to be guessed."""
    pairs: list[tuple[str, int | None]] = []
    total = 0.0
    free = set(range(len(words)))
    is_inflected = (
        len(tokens) > 1 and _agree(manner.lang) and any(_is_form_of(token, words, manner) for token in tokens)
    )
    for token in tokens:
        cost, index, text = _counterpart(token, words, free, manner, is_inflected=is_inflected)
        if index is not None:
            free.discard(index)
        total += cost if index is not None else 1.0
        pairs.append((text, index))
    if all(index is None for _, index in pairs):
        return None
    is_plain = any(
        index is not None and _lacks_marks(token, words[index].text)
        for token, (_, index) in zip(tokens, pairs, strict=True)
    )
    if is_plain and not manner.style:
        pairs = [
            (text if text == token.text else _without_marks(text), index)
            for token, (text, index) in zip(tokens, pairs, strict=True)
        ]
    return total, _joined(surface, tokens, words, pairs)


def _lacks_marks(token: Token, word: str) -> bool:
    """Whether a word of a text is one of a name in plain letters: "Mevlut"."""
    return token.text.isascii() and not word.isascii() and token.folded == fold(word)


def _without_marks(text: str) -> str:
    return "".join(fold(char).upper() if char.isupper() else fold(char) for char in text)


def _is_form_of(token: Token, words: _Words, manner: Manner) -> bool:
    """Whether a word of the text is one of a name with a case ending."""
    keys = {word.key for word in words}
    if compact(token.folded) in keys:
        return False
    return any(form.restored in keys for form in stems(token.folded, manner.lang) if form.ending)


@lru_cache(maxsize=256)
def _agree(lang: str | None) -> bool:
    """Whether each word of a person's name takes the ending in a language."""
    profile = language_profile(lang)
    return profile is not None and profile.names_agree


def _counterpart(
    token: Token, words: _Words, free: set[int], manner: Manner, *, is_inflected: bool
) -> tuple[float, int | None, str]:
    """The word of a name that a word of the text stands for, and how it should be written."""
    key, lang = compact(token.folded), manner.lang
    best: tuple[float, int | None, str] = (_LIKENESS, None, token.text)
    equal = next((index for index in sorted(free) if words[index].key == key), None)
    if equal is not None:
        return 0.0, equal, _styled(token.text, words[equal].text, lang) if manner.style else token.text
    if manner.keep is not None and manner.keep(token):
        return best
    if _has_endings(lang):
        inflected = next((index for index in sorted(free) if _may_be_form(token.folded, words[index], lang)), None)
        if inflected is not None and not _is_doubled(token, words[inflected].key, lang):
            return 0.05, inflected, token.text
    return _nearest(token, words, free, lang, best, is_inflected=is_inflected)


def _nearest(
    token: Token, words: _Words, free: set[int], lang: str | None, best: tuple[float, int | None, str],
    *, is_inflected: bool,
) -> tuple[float, int | None, str]:  # fmt: skip
    key = compact(token.folded)
    for index in sorted(free):
        word = words[index]
        cost = _distance(key, word.key) + (_DISAGREES if is_inflected else 0.0)
        is_form = _is_inflection(key, word.key) and not _is_doubled(token, word.key, lang)
        if cost < best[0] and not is_form and "\n" not in token.text:
            best = (cost, index, in_case_of(token.text, word.text, lang))
        for form in stems(token.folded, lang):
            cost = _distance(form.restored, word.key) + 0.01
            if cost == 0.01:
                return cost, index, token.text
            if cost < best[0]:
                text = _reinflected(form, word, token, lang)
                # Where no ending is sure to be right, the word stays: "Кишинева" is no "Кишинів".
                best = (cost, index, token.text if text is None else text)
    return best


def _distance(left: str, right: str) -> float:
    if left[:1] != right[:1] and left[1:2] != right[1:2]:
        return 1.0
    return OSA.distance(left, right) / max(len(left), len(right), 1)


def _styled(old: str, new: str, lang: str | None) -> str:
    """``new`` in the case pattern of ``old``, unless they differ in their apostrophes only."""
    styled = in_case_of(old, new, lang)
    plain = str.maketrans(dict.fromkeys(APOSTROPHES, "'"))
    return old if old.translate(plain) == styled.translate(plain) or "\n" in old else styled


@lru_cache(maxsize=256)
def _has_endings(lang: str | None) -> bool:
    """Whether names take case endings in a language; unknown languages may."""
    profile = language_profile(lang)
    return lang is not None and (profile is None or len(profile.endings) > 1)


def _may_be_form(folded: str, word: NameWord, lang: str | None) -> bool:
    """Whether a word of the text and one of a name may be one name with two endings."""
    profile = language_profile(lang)
    if profile is None or len(profile.endings) < _ALL_ENDINGS:
        return _share_a_stem(compact(folded), word.key)
    return not _bare(folded, lang).isdisjoint(_bare(fold(word.text), lang))


def _share_a_stem(key: str, word: str) -> bool:
    """Whether two words differ in their last two letters only, which may be two endings that nobody has listed."""
    return Prefix.similarity(key, word) >= max(_STEM, len(key) - _TAIL, len(word) - _TAIL)


@lru_cache(maxsize=1 << 12)
def _bare(folded: str, lang: str | None) -> frozenset[str]:
    """A word, and what is left of it without each ending that it may have."""
    forms = [form for form in stems(folded, lang) if len(form.stem) >= _STEM and not form.prefix]
    # "Египт-" of "Египта" is no stem: a vowel is lost.
    bare = [form.stem if len(form.restored) - len(form.stem) < _TAIL else form.restored for form in forms]
    return frozenset(map(compact, (folded, *bare)))


def _is_doubled(token: Token, word: str, lang: str | None) -> bool:
    """Whether a letter of a name is doubled, and no ending of the language explains it: "Нетаньяхуу"."""
    key = compact(token.folded)
    if len(key) != len(word) + 1 or any(form.restored == word for form in stems(token.folded, lang)):
        return False
    return any(left == right and key[:at] + key[at + 1 :] == word for at, (left, right) in enumerate(pairwise(key)))


def _is_inflection(key: str, word: str) -> bool:
    """Whether one word is the other with letters added at the end, which may be an ending or a plural."""
    if word.startswith(key) or word.endswith(key):  # "Abdollahian" is a part of "Amirabdollahian"
        return len(word) > len(key) + _TAIL
    if key.startswith(word):
        return True
    # An ending that took the place of the last letter, but not a letter too many before it ("Gallannt").
    return len(word) > _TAIL + 2 and key.startswith(word[:-1]) and len(key) > len(word) and key[-1] != word[-1]


def _reinflected(form: Stem, word: NameWord, token: Token, lang: str | None) -> str | None:
    if "\n" in token.text:
        return None
    written = token.text[len(token.text) - len(form.ending) :]
    if fold(written) == form.ending:  # "Qafqzdakı" keeps its "dakı"
        form = form._replace(ending=written.lower() if token.text.isupper() else written)
    text = reinflect(form, word.text)
    return None if text is None else in_case_of(token.text, text, lang)


def in_case_of(old: str, new: str, lang: str | None) -> str:
    """``new`` with the case pattern of ``old``: all capitals stay, and a capital at the start."""
    letters = [char for char in old if char.isalpha()]
    if len(letters) > 1 and old.isupper():
        return _upper(new, lang)
    if old[:1].isupper() and new[:1].islower():
        return _upper(new[:1], lang) + new[1:]
    return new


def _upper(text: str, lang: str | None) -> str:
    profile = language_profile(lang)
    if profile is not None and profile.dotted_i:
        text = text.replace("i", "İ")
    return text.upper()


def _joined(surface: str, tokens: list[Token], words: _Words, pairs: list[tuple[str, int | None]]) -> Wording:
    parts = [surface[: tokens[0].start]]
    changed = any(compact(fold(text)) != compact(token.folded) for (text, _), token in zip(pairs, tokens, strict=True))
    respaced = False
    for number, (text, index) in enumerate(pairs):
        parts.append(text)
        if number + 1 == len(pairs):
            break
        between = surface[tokens[number].end : tokens[number + 1].start]
        wanted = _separator(surface, between, words, index, pairs[number + 1][1])
        respaced |= wanted != between
        parts.append(wanted)
    parts.append(surface[tokens[-1].end :])
    text = "".join(parts)
    return Wording(text, "" if text == surface else "letters" if changed else "separators" if respaced else "style")


def _separator(surface: str, between: str, words: _Words, index: int | None, following: int | None) -> str:
    """What stands between two words: what the name has there, in the kind of space and hyphen that the text uses."""
    if index is None or following != index + 1:
        return between
    wanted = words[index].after
    if _KEPT.search(between) or _kind(between) == _kind(wanted):
        return between
    if _kind(wanted) == "hyphen":
        used = next((char for char in surface if char in _HYPHENS), None)
        return used or wanted
    return wanted


def _kind(separator: str) -> str:
    if separator and not separator.strip():
        return "space"
    if separator and all(char in _HYPHENS for char in separator):
        return "hyphen"
    return separator.replace("’", "'")
