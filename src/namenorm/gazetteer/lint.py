"""Structural lint: what can be judged in a gazetteer without the engine.

Errors keep an entry from being compiled. Warnings point at what a reviewer should look at; they never block a build.
Rules that ask the engine (do the examples resolve?) are in `namenorm.curation`.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from namenorm.gazetteer.reader import Source, read_sources
from namenorm.model import Problem
from namenorm.text.fold import fold
from namenorm.text.scripts import mixed_script_words, script

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from namenorm.model import Entity

_ID = re.compile(r"Q[1-9][0-9]*|nn-[a-z2-7]{7}")
_SCRIPTS = {
    "ar": "Arabic", "fa": "Arabic", "ur": "Arabic", "he": "Hebrew", "ru": "Cyrillic", "uk": "Cyrillic",
    "be": "Cyrillic", "bg": "Cyrillic", "mk": "Cyrillic", "el": "Greek", "hy": "Armenian", "ka": "Georgian",
    "hi": "Devanagari", "th": "Thai", "ko": "Hangul", "zh": "Han",
    **dict.fromkeys(("en", "az", "tr", "de", "fr", "es", "it", "pt", "pl", "nl", "sv"), "Latin"),
}  # fmt: skip


def lint(paths: Iterable[str | Path]) -> list[Problem]:
    """Every problem of some gazetteers, ordered by file and line.

    >>> lint(["gazetteer"])  # doctest: +SKIP
    []
    """
    problems: list[Problem] = []
    for path in paths:
        sources = list(read_sources(path))
        for source in sources:
            problems += source.problems
            if source.entity is not None:
                problems += _entity_problems(source, source.entity, is_ours=Path(path).is_dir())
        problems += _shared_names(sources)
        problems += _references(sources)
    return sorted(problems, key=lambda problem: (problem.path, problem.line, problem.field, problem.message))


def _entity_problems(source: Source, entity: Entity, *, is_ours: bool) -> Iterator[Problem]:
    def problem(field: str, message: str, severity: str = "warning") -> Problem:
        return Problem(source.path, source.line, field, message, severity)

    if is_ours:
        if not _ID.fullmatch(entity.id):
            yield problem("id", f"{entity.id} is neither a Wikidata QID nor an ID such as nn-k3x7a2b")
        if not entity.sources:
            yield problem("sources", "is empty; say where the names can be checked")
        if not Path(source.path).name.startswith(f"{entity.id}-"):
            yield problem("id", f"the file's name must begin with {entity.id}-")
        if Path(source.path).parent.name != entity.type:
            yield problem("type", f"a {entity.type} belongs into the folder {entity.type}/")
    seen: dict[tuple[str, str], str] = {}
    for alias in entity.aliases():
        yield from _alias_problems(alias.text, alias.lang, problem)
        key = (fold(alias.text), alias.lang)
        if key in seen:
            yield problem("names", f"{alias.text!r} ({alias.lang}) repeats {seen[key]!r}; remove it")
        seen[key] = alias.text


def _alias_problems(text: str, lang: str, problem: Callable[[str, str], Problem]) -> Iterator[Problem]:
    if unicodedata.normalize("NFC", text) != text:
        yield problem("names", f"{text!r} is not in Unicode form NFC; type it again")
    if text != " ".join(text.split()):
        yield problem("names", f"{text!r} has spaces at an end or two in a row")
    mixed = mixed_script_words(text)
    if mixed:
        yield problem("names", f"{text!r} mixes alphabets inside {mixed[0]!r}; a letter may be a lookalike")
    expected, found = _SCRIPTS.get(lang), script(text)
    if expected and found not in (expected, "Common", "Other") and not text.isascii():
        yield problem("names", f"{text!r} is {found}, but {lang} is written in {expected}")


def _shared_names(sources: Iterable[Source]) -> Iterator[Problem]:
    bearers: dict[str, list[Source]] = defaultdict(list)
    for source in sources:
        if source.entity is not None:
            for key in {fold(alias.text) for alias in source.entity.aliases() if alias.strength == "strong"}:
                bearers[key].append(source)
    for key, group in bearers.items():
        for source in group:
            assert source.entity is not None
            others = [other.entity.id for other in group if other.entity is not None and other is not source]
            unsaid = [other for other in others if other not in source.entity.shared_with]
            if unsaid:
                message = f"{key!r} also names {', '.join(unsaid)}; add shared_with, or mark the name strength: weak"
                yield Problem(source.path, source.line, "shared_with", message, "warning")


def _references(sources: Iterable[Source]) -> Iterator[Problem]:
    entities = [source for source in sources if source.entity is not None]
    known = {source.entity.id for source in entities if source.entity is not None}
    for source in entities:
        assert source.entity is not None
        for field in ("shared_with", "distinct_from"):
            for target in getattr(source.entity, field):
                if target not in known:
                    yield Problem(source.path, source.line, field, f"{target} is not in the gazetteer", "warning")
        if source.entity.replaced_by and source.entity.replaced_by not in known:
            message = f"{source.entity.replaced_by} is not in the gazetteer; an entry is replaced by one that exists"
            yield Problem(source.path, source.line, "replaced_by", message)
