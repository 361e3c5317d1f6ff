"""Rules that look at one entry alone: its ID, its file and the letters of its names."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from namenorm.gazetteer.files import file_name
from namenorm.gazetteer.rules import Entry
from namenorm.gazetteer.schema import ID, OFFICE, FieldPath
from namenorm.model import Alias, Problem, base_language
from namenorm.text.fold import fold
from namenorm.text.language import guess_language
from namenorm.text.profiles import language_profile
from namenorm.text.scripts import mixed_script_words, script, unmix

_CODES: dict[str, Any] = tomllib.loads(Path(__file__).with_name("language_codes.toml").read_text(encoding="utf-8"))
_TWO_LETTERS = frozenset(_CODES["languages"].split())
_JOINERS = "\u200c\u200d"  # they spell words in Persian and Indic scripts


def entry_problems(entry: Entry) -> Iterator[Problem]:
    """What is wrong with one entry by itself."""
    if entry.is_ours:
        yield from _file_problems(entry)
    yield from _undated_offices(entry)
    for key in ("gender", "offices"):
        if entry.entity.type != "person" and getattr(entry.entity, key):
            yield entry.problem(
                "W109", (key,), f"is for persons, not for what is of type {entry.entity.type}; delete it"
            )
    seen: dict[tuple[str, str, str], Alias] = {}
    for field, alias in entry.placed():
        yield from _text_problems(entry, field, alias)
        yield from _repetition(entry, field, alias, seen)


def _file_problems(entry: Entry) -> Iterator[Problem]:
    entity = entry.entity
    if not ID.fullmatch(entity.id):
        message = f"{entity.id} is neither a Wikidata QID nor an ID such as nn-k3x7a2b, which `gazetteer new` makes"
        yield entry.problem("E104", ("id",), message)
    if "en" not in entity.labels and not entity.replaced_by:
        yield entry.problem("W108", ("labels",), "have no English name, by which others find and check the entry")
    if not entity.sources:
        yield entry.problem("W106", ("sources",), "is empty; say where the names can be checked")
    if ID.fullmatch(entity.id):
        yield from _place_problems(entry)


def _place_problems(entry: Entry) -> Iterator[Problem]:
    entity, path = entry.entity, Path(entry.path)
    target = path.parent.parent / entity.type / file_name(entity)
    # Never a command that would write over another entry.
    values = {} if target.exists() else {"target": str(target)}
    taken = f"; but {target} is there already: add the names to it, and delete this file" if target.exists() else ""
    if not path.name.startswith(f"{entity.id}-"):
        yield entry.problem("E105", ("id",), f"the file's name must begin with {entity.id}-{taken}", **values)
    if path.parent.name != entity.type:
        message = f"a {entity.type} belongs in the folder {entity.type}/{taken}"
        yield entry.problem("E105", ("type",), message, **values)


def _undated_offices(entry: Entry) -> Iterator[Problem]:
    """What somebody "is now" would be wrong before long, and nobody would notice."""
    for number, office in enumerate(entry.entity.offices):
        if not OFFICE.fullmatch(office):
            message = f"{office!r} lacks its years; write Title (1998–2004), or Title (from 1998) without an end"
            yield entry.problem("E207", ("offices", number), message)


def _text_problems(entry: Entry, field: FieldPath, alias: Alias) -> Iterator[Problem]:
    text = alias.text
    if unicodedata.normalize("NFC", text) != text:
        yield entry.problem("E203", field, f"{text!r} is not in Unicode form NFC; type it again")
    if text != " ".join(text.split()):
        yield entry.problem("E203", field, f"{text!r} has spaces at an end, two in a row or of an unusual kind")
    invisible = invisible_characters(text)
    if invisible:
        shown = ", ".join(unicodedata.name(char, f"U+{ord(char):04X}") for char in invisible)
        yield entry.problem("E203", field, f"{text!r} holds invisible characters ({shown})")
    mixed = mixed_script_words(text)
    if mixed:
        message = f"{text!r} mixes alphabets inside {mixed[0]!r}; a letter may be a lookalike of {unmix(mixed[0])!r}"
        yield entry.problem("E202", field, message)
    yield from _language_problems(entry, field, alias)


def invisible_characters(text: str) -> list[str]:
    """Control and format characters that spell nothing, such as the marks that a browser copies along.

    >>> [hex(ord(char)) for char in invisible_characters("Tehran" + chr(0x200E))]
    ['0x200e']
    """
    odd = {char for char in text if unicodedata.category(char) in ("Cc", "Cf", "Co", "Cn") and char not in _JOINERS}
    return sorted(odd)


def _language_problems(entry: Entry, field: FieldPath, alias: Alias) -> Iterator[Problem]:
    lang = alias.lang.lower()
    if lang == "und" and entry.is_ours:
        guess = guess_language(alias.text)
        yield entry.problem("W206", field, f"{alias.text!r} has no language; add lang: {guess or 'and its code'}")
        return
    meant = _CODES["countries"].get(lang)
    if meant:
        yield entry.problem("W206", field, f"{lang} is no language of names here; did you mean {meant}?")
        return
    if len(base_language(lang)) == 2 and base_language(lang) not in _TWO_LETTERS:
        yield entry.problem("W206", field, f"{lang} is no language code; codes such as en, az, ru stand in ISO 639")
        return
    expected, found = scripts_of(alias.lang), script(alias.text)
    if not expected or found in (*expected, "Common", "Other") or _is_latin_sign(alias.text):
        return
    message = f"{alias.text!r} is {found}, but {alias.lang} is written in {' or '.join(expected)}"
    guess = guess_language(alias.text)
    if found == "Latin":
        message += f"; a romanised name has the language {alias.lang}-Latn"
    else:
        message += f"; change its language{f', perhaps to {guess}' if guess else ''}, or the name"
    yield entry.problem("E201", field, message)


def scripts_of(lang: str) -> tuple[str, ...]:
    """The scripts in which a language is written; empty where that is not known.

    >>> scripts_of("ru"), scripts_of("sr-Latn"), scripts_of("tlh")
    (('Cyrillic',), ('Latin',), ())
    """
    for part in lang.lower().split("-")[1:]:
        if part in _CODES["scripts"]:
            return (_CODES["scripts"][part],)
    profile = language_profile(lang)
    return profile.scripts if profile else ()


def _is_latin_sign(text: str) -> bool:
    """Names that every script leaves in Latin letters: NATO, F-35, Google Ads 2."""
    return text.isascii() and not any(word.islower() or word.istitle() for word in re.findall(r"[A-Za-z]{3,}", text))


def _repetition(
    entry: Entry, field: FieldPath, alias: Alias, seen: dict[tuple[str, str, str], Alias]
) -> Iterator[Problem]:
    role = "demonym" if alias.kind == "demonym" else "name"
    key = (fold(alias.text), alias.lang, role)
    known = seen.setdefault(key, alias)
    if known is alias:
        return
    if "misspelling" in (alias.kind, known.kind) and alias.kind != known.kind:
        message = f"{alias.text!r} ({alias.lang}) is both a misspelling and a {known.kind}; remove one of the two"
        yield entry.problem("E205", field, message)
    else:
        yield entry.problem("W204", field, f"{alias.text!r} ({alias.lang}) repeats {known.text!r}; remove it")
