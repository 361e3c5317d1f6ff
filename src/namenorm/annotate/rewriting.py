"""Writes names as the gazetteer has them, and undoes it.

>>> from namenorm.model import Edit, Safety
>>> undo("met Netanyahu", [Edit(4, 13, "Netenyahu", "Netanyahu", "Q43723", Safety.SAFE)])
'met Netenyahu'

The laws: undoing gives the input back byte for byte, rewriting a rewritten text edits nothing, nothing outside an edit
changes, and nothing that is listed as a name, or is an inflected form of one, is repaired.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from rapidfuzz.distance import OSA

from namenorm.annotate.house import HouseStyle
from namenorm.annotate.wording import Manner, Wording, reword
from namenorm.annotate.words.lexicon import Lexicon
from namenorm.annotate.words.spellings import (
    OwnNames,
    has_name_in,
    is_foreign,
    is_listed,
    is_of_one_name,
    is_other_form,
    may_be_another,
)
from namenorm.annotate.words.transcribed import has_other_letters, has_other_vowels, is_spelt_by_sound, sounds_like
from namenorm.config import Config
from namenorm.errors import ConfigError, UndoError
from namenorm.kb import KnowledgeBase
from namenorm.model import LEVELS, Candidate, Edit, Entity, Link, Rewrite, Safety, Status, Tier, label_languages
from namenorm.text.addresses import COVER, address_spans, covered
from namenorm.text.fold import fold
from namenorm.text.language import PRESUMED, language_as_written, presumed_language
from namenorm.text.scripts import script

Relink = Callable[[list["Asked"]], Iterable[Iterable[Link]]]
_Edited = tuple[str, Sequence[Edit]]
_Rewriting = Generator[_Edited, Iterable[Link], Rewrite]
"""Gives edited texts whose links it needs, with the edits, and takes the links."""

_GUESSED = (Tier.FUZZY, Tier.ROMANISED)
_ROUNDS = 4  # of rewriting again, before edits are given up


def checked_level(level: str) -> str:
    """A level; raises `namenorm.errors.ConfigError` where there is none of that name."""
    if level not in LEVELS:
        raise ConfigError(f"there is no level {level!r}; choose one of {', '.join(LEVELS)}")
    return level


class Asked(NamedTuple):
    """A text whose links are asked for: the one at a place of those that were given, after ``edits``."""

    place: int
    text: str
    edits: Sequence[Edit]


def rewrite_many(
    found: Iterable[tuple[str, Iterable[Link]]],
    kb: KnowledgeBase,
    config: Config,
    *,
    lang: str | None = None,
    label_lang: str | None = None,
    level: str = "misspelling",
    labels: Mapping[str, Mapping[str, str]] | None = None,
    unsafe: bool = False,
    relink: Relink | None = None,
) -> list[Rewrite]:
    """Texts with the names of their links repaired, and what was not applied as proposals.

    At the level ``style``, ``labels`` are the names that the house writes: ID -> language -> name.

    ``relink`` finds the links of edited texts, at least those that may be new; with it, each result is checked to be
    one that a second rewriting would leave as it is, and edits that would not stay are dropped.
    """
    house = HouseStyle(labels or {}) if checked_level(level) == "style" else HouseStyle({})
    rewritings = [
        _Writer(
            kb,
            config,
            language_as_written(text, lang) if lang else presumed_language(text),
            label_lang,
            level,
            house=house,
            unsafe=unsafe,
        ).rewriting(text, tuple(links), is_checked=relink is not None)
        for text, links in found
    ]
    return _together(rewritings, relink)


def _together(rewritings: Sequence[_Rewriting], relink: Relink | None) -> list[Rewrite]:
    """The results of rewritings; the texts that they ask about in one round are linked together."""
    done: dict[int, Rewrite] = {}
    answers: dict[int, Any] = dict.fromkeys(range(len(rewritings)))
    while answers:
        asked: list[Asked] = []
        for place, links in answers.items():
            try:
                asked.append(Asked(place, *rewritings[place].send(links)))
            except StopIteration as end:
                done[place] = end.value
        found = relink(asked) if relink is not None and asked else ()
        answers = dict(zip((each.place for each in asked), found, strict=True))
    return [done[place] for place in range(len(rewritings))]


def apply(text: str, edits: Sequence[Edit]) -> str:
    """The text with edits made, which must be in order and not overlap."""
    parts, position = [], 0
    for edit in edits:
        parts.append(text[position : edit.start])
        parts.append(edit.after)
        position = edit.end
    parts.append(text[position:])
    return "".join(parts)


def undo(text: str, edits: Iterable[Edit]) -> str:
    """The text as it was before ``edits`` were made; their offsets are those of that text.

    Raises `namenorm.errors.UndoError` where the text does not have the words that an edit wrote.
    """
    parts, position, shift = [], 0, 0
    for edit in sorted(edits, key=lambda edit: edit.start):
        start = edit.start + shift
        end = start + len(edit.after)
        if start < position or text[start:end] != edit.after:
            raise UndoError(
                f"at {start} the text has {text[start:end]!r}, not {edit.after!r}: it was changed after the rewriting"
            )
        parts.append(text[position:start])
        parts.append(edit.before)
        position = end
        shift += len(edit.after) - len(edit.before)
    parts.append(text[position:])
    return "".join(parts)


# --- A second rewriting edits nothing -----------------------------------------------------------------------------


def _merged(
    edits: list[Edit], more: list[Edit], banned: set[tuple[int, int]]
) -> tuple[list[Edit], set[tuple[int, int]]]:
    """``edits`` with those of a second pass, put back to the offsets of the first text, where the two do not meet."""
    kept = list(edits)
    added: list[Edit] = []
    for later in more:
        shift = 0
        meets = None
        for edit in edits:
            start = edit.start + shift
            if later.start < start + len(edit.after) and start < later.end:
                meets = edit
                break
            if start >= later.end:
                break
            shift += len(edit.after) - len(edit.before)
        if meets is None:
            moved = replace(later, start=later.start - shift, end=later.end - shift)
            if (moved.start, moved.end) not in banned:
                added.append(moved)
        else:
            banned = banned | {(meets.start, meets.end)}
            if meets in kept:
                kept.remove(meets)
    return sorted([*kept, *added], key=lambda edit: edit.start), banned


# --- Edits --------------------------------------------------------------------------------------------------------


class _Writer:
    """Finds the edits of one text."""

    def __init__(
        self,
        kb: KnowledgeBase,
        config: Config,
        lang: str | None,
        label_lang: str | None,
        level: str,
        *,
        house: HouseStyle,
        unsafe: bool,
    ) -> None:
        self._kb = kb
        self._config = config
        self._lang = lang
        self._label_lang = label_lang or lang
        self._level = level
        self._house = house
        self._unsafe = unsafe
        self._lexicon = Lexicon.of(lang)

    def rewriting(self, text: str, links: tuple[Link, ...], *, is_checked: bool) -> _Rewriting:
        """Rewrites a text; if ``is_checked``, asks for the links of what it has become."""
        found = self.edits(text, links)
        applied = [edit for edit in found if self._is_applied(edit)]
        if is_checked and applied:
            applied = yield from self._settled(text, applied)
        kept = {(edit.start, edit.end) for edit in applied}
        proposals = tuple(edit for edit in found if (edit.start, edit.end) not in kept)
        return Rewrite(apply(text, applied), tuple(applied), proposals, links)

    def _settled(self, text: str, edits: list[Edit]) -> Generator[_Edited, Iterable[Link], list[Edit]]:
        """The edits after which rewriting again edits nothing.

        An edit that a second pass finds elsewhere in the text is added; one that a second pass would change is dropped.
        """
        banned: set[tuple[int, int]] = set()
        for _ in range(_ROUNDS):
            more = yield from self._edits_of(apply(text, edits), edits)
            merged, banned = _merged(edits, more, banned)
            if merged == edits:
                return edits
            edits = merged
        while edits and (touched := (yield from self._edits_of(apply(text, edits), edits))):
            edits = _merged(edits, touched, banned)[0][: len(edits) - 1]
        return edits

    def _edits_of(self, text: str, made: Sequence[Edit]) -> Generator[_Edited, Iterable[Link], list[Edit]]:
        """The edits that rewriting a text again would make after those that were made."""
        links = yield text, made
        return [edit for edit in self.edits(text, tuple(links)) if self._is_applied(edit)]

    def _is_applied(self, edit: Edit) -> bool:
        wanted = LEVELS.index(edit.level) <= LEVELS.index(self._level)
        return wanted and (self._unsafe or edit.safety is Safety.SAFE)

    def edits(self, text: str, links: Sequence[Link]) -> list[Edit]:
        """The edits that links ask for, in order, none overlapping another, none in an address or a tag."""
        found: list[Edit] = []
        text = covered(text, address_spans(text)) if links else text
        for link in sorted(links, key=lambda link: (link.mention.start, -link.mention.end)):
            if found and link.mention.start < found[-1].end:
                continue
            edit = self._edit(text, link)
            if edit is not None:
                found.append(edit)
        return found

    def _edit(self, text: str, link: Link) -> Edit | None:
        best = link.resolution.best
        if link.resolution.status is not Status.RESOLVED or best is None or "demonym" in (link.kind, best.alias.kind):
            return None
        if self._level == "misspelling" and best.alias.kind != "misspelling" and best.tier not in _GUESSED:
            return None  # spelt as listed
        row = self._kb.entity_row(best.entity_id)
        start, end = link.mention.start, link.mention.end
        surface = text[start:end]
        if row is None or COVER in surface or not surface.strip():
            return None
        level, wording, safety = self._decide(surface, self._house.entity(self._kb.entity(row)), link)
        if wording.text == surface:
            return None
        return Edit(
            start,
            end,
            surface,
            wording.text,
            best.entity_id,
            safety,
            level,
            round(link.resolution.score, 4),
            _reason(best, level),
        )

    def _decide(self, surface: str, entity: Entity, link: Link) -> tuple[str, Wording, Safety]:
        best = link.resolution.candidates[0]
        styled = self._house.name(surface, entity, self._label_lang)
        if styled is not None and best.alias.kind != "misspelling":
            return "style", Wording(styled, "style"), Safety.SAFE
        wrong = best.alias.kind == "misspelling"
        names = OwnNames(entity, surface)
        if wrong or (best.tier in _GUESSED and not self._is_variant(surface, names)):
            wording = self._repaired(surface, names, wrong=wrong)
            likely = link.resolution.score >= self._config.safe_probability and not (
                has_other_vowels(surface, wording.text) or has_other_letters(surface, wording.text, self._lexicon)
            )
            # Where the gazetteer does not know how the language of the text writes the name, the spelling may be right;
            # and a name that is only half repaired is for a person to finish, unless its halves are of two languages.
            own, whole = has_name_in(entity, surface, self._lang), is_of_one_name(wording.text, names, self._lang)
            if not (own or whole or wrong):
                return "misspelling", Wording(surface), Safety.UNSAFE
            known = own and whole
            known = known and not (_is_other_acronym(surface, wording.text) or may_be_another(surface, wording.text))
            known = known and not _is_nearer(surface, best.alias.text, wording.text)
            known = known and not (self._lexicon.names_agree and is_other_form(surface, wording.text))
            known = known and not is_foreign(surface, wording.text, names, self._lang)
            return "misspelling", wording, Safety.SAFE if wrong or (likely and known) else Safety.UNSAFE
        if self._level == "misspelling" or self._is_called_so(surface, names, best):
            return "misspelling", Wording(surface), Safety.UNSAFE
        wording = self._unified(surface, names)
        certain = best.tier not in _GUESSED or link.resolution.score >= self._config.safe_probability
        return (
            "style" if wording.difference == "style" else "variant",
            wording,
            Safety.SAFE if certain else Safety.UNSAFE,
        )

    def _is_variant(self, surface: str, names: OwnNames) -> bool:
        return is_listed(surface, names, self._lang) or is_spelt_by_sound(surface, names, self._lang)

    def _is_called_so(self, surface: str, names: OwnNames, best: Candidate) -> bool:
        """Whether the text's language, which no label is in, may call an entity so: "Brazil" of an entry "Brasil".

        It has another name for it, or this one is listed or is how it spells the name that others use: "Alijew".
        """
        entity, lang = names.entity, self._lang or PRESUMED
        if self._label_lang != self._lang:
            return False
        if best.tier is Tier.KNOWN and not has_name_in(entity, surface, self._lang):
            return True
        if any(code in entity.labels for code in label_languages(lang)):
            return False
        own = OwnNames(entity, surface, lang)
        return is_listed(surface, own, lang) or sounds_like(surface, entity.label(lang), lang)

    def _repaired(self, surface: str, names: OwnNames, *, wrong: bool) -> Wording:
        if self._level != "misspelling":
            wording = self._unified(surface, names)
            if wording.difference:
                return wording
        wording = reword(surface, names, self._manner(label_only=False))
        if wrong and not wording.difference:
            label = names.entity.label(self._label_lang)
            if script(label) == script(surface):
                return Wording(label, "letters")
        return wording

    def _unified(self, surface: str, names: OwnNames) -> Wording:
        """A mention in the words of the label, or as it is where that would make no name.

        Not "Rêve Georgian", in which two names meet, nor "Palestiniens" of "Territoires palestiniens".
        """
        wording = reword(surface, names, self._manner(label_only=True))
        in_full = names.entity.type != "person"
        if wording.difference == "style" or is_of_one_name(wording.text, names, self._lang, in_full=in_full):
            return wording
        return Wording(surface)

    def _manner(self, *, label_only: bool) -> Manner:
        is_common, is_styled = self._lexicon.is_common, self._level == "style"
        return Manner(self._lang, self._label_lang, label_only, is_styled, lambda token: is_common(token.folded))


def _is_nearer(surface: str, alias: str, repaired: str) -> bool:
    """Whether a word is nearer to a foreign name than to what it would become: "Palestrina" to "Palestina"."""
    word, name, other = fold(surface), fold(alias), fold(repaired)
    return " " not in word and OSA.distance(word, other) > max(1, OSA.distance(word, name))


def _is_other_acronym(surface: str, repaired: str) -> bool:
    """Whether letters of an acronym would change, which make another one: the AGİK was no AGİT."""
    words, others = surface.split(), repaired.split()
    if surface.isupper() or len(words) != len(others):
        return False
    return any(word != other and word.isupper() and other.isupper() for word, other in zip(words, others, strict=True))


def _reason(best: Candidate, level: str) -> str:
    if best.alias.kind == "misspelling":
        return f"listed misspelling of {best.label}"
    if level == "variant":
        return f"variant of {best.label}"
    return f"misspelling of {best.label}"
