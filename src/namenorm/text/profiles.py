"""Reads ``languages/*.toml``: what namenorm knows about languages and scripts.

>>> profile("ru").scripts
('Cyrillic',)

One file is read at a time, when it is asked for: a query in one script never pays for the others. A list may be
written as a TOML array or, which is read much faster, as one literal string with an entry a line or comma:

    honorifics = '''mr, mrs, dr'''                      words, folded
    legal_forms = '''ooo = llc, gmbh = llc'''           pairs
    endings = '''ым, ой>а, nin @person+place /4'''      ending>restored @types /least letters of the stem

Everything from the line ``[examples]`` on is for tests only and is not read at run time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any
from zlib import crc32

from namenorm.errors import ProfileError
from namenorm.model import ENTITY_TYPES, base_language
from namenorm.text.language_profile import Ending, LanguageProfile

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

_SUFFIX = ".toml"
_EXAMPLES = "\n[examples]"
_OF_SCRIPT = "und-"
_INCLUDED = {
    "generic_words": "named_after_places",
    "patronymic_suffixes": "middle_patronymics",
    "capitalised_words": "calendar_words",
}
"""Lists that hold those of another one as well, which are written once."""
_LOADED_TOGETHER = 128  # more than there are files


# --- Files --------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=1)
def _folder() -> Traversable:
    from importlib.resources import files  # here and below: slow to import, and not every process needs it

    return files("namenorm") / "languages"


@lru_cache(maxsize=1)
def available_languages() -> tuple[str, ...]:
    """The codes of all profiles, sorted: BCP-47 languages, and ``und-`` and a script.

    >>> "az" in available_languages(), "und-Cyrl" in available_languages()
    (True, True)
    """
    names = (item.name for item in _folder().iterdir())
    return tuple(sorted(name.removesuffix(_SUFFIX) for name in names if name.endswith(_SUFFIX)))


@lru_cache(maxsize=_LOADED_TOGETHER)
def _read(code: str) -> str | None:
    if not code.replace("-", "").isalnum():  # never a path
        return None
    try:
        return _folder().joinpath(code + _SUFFIX).read_text(encoding="utf-8").replace("\r\n", "\n")
    except (FileNotFoundError, NotADirectoryError):
        return None


@lru_cache(maxsize=1)
def script_fingerprint() -> str:
    """Eight hexadecimal digits that change with any script profile, and so with any romanisation.

    >>> len(script_fingerprint())
    8
    """
    checksum = 0
    for code in available_languages():
        if code.startswith(_OF_SCRIPT):
            checksum = crc32((_read(code) or "").partition(_EXAMPLES)[0].encode(), checksum)
    return f"{checksum:08x}"


def examples(code: str) -> dict[str, list[Any]]:
    """The ``[examples]`` of a profile, which the tests run.

    >>> sorted(examples("en"))[0]
    'fold_differ'
    """
    text = _read(code)
    found = _parse(code, text).get("examples", {}) if text else {}
    if not isinstance(found, dict):
        raise ProfileError(f"languages/{code}{_SUFFIX}: examples: must be a table")
    return found


# --- Values -----------------------------------------------------------------------------------------------------------


def _entries(value: object) -> list[str]:
    if isinstance(value, str):
        if "#" in value:
            value = "\n".join(line.partition("#")[0] for line in value.split("\n"))
        tidy = value.strip().replace("\n", ",").replace(", ", ",")
        if "  " in tidy or ", " in tidy or " ," in tidy or ",," in tidy:  # rare, and stripping every entry is slow
            return [entry for part in tidy.split(",") if (entry := part.strip())]
        return tidy.split(",") if tidy else []
    if isinstance(value, list) and all(isinstance(entry, str) for entry in value):
        return value
    raise ValueError("must be a list of strings, or one string with an entry a line or comma")


def _pairs(value: object) -> Mapping[str, str]:
    pairs: dict[str, str] = {}
    for entry in _entries(value):
        key, separator, result = entry.partition("=")
        if not separator or not key.strip():
            raise ValueError(f"{entry!r} must have the form 'word = meaning'")
        pairs[key.strip()] = result.strip()
    return MappingProxyType(pairs)


def _ending(entry: str) -> Ending:
    form, *options = entry.split()
    suffix, _, restore = form.partition(">")
    types: tuple[str, ...] = ()
    stem = 3
    for option in options:
        if option[0] == "@":
            types = tuple(option[1:].split("+"))
        elif option[0] == "/":
            stem = int(option[1:])
        else:
            raise ValueError(f"{entry!r}: {option!r} is neither '@type' nor '/number'")
    unknown = set(types) - set(ENTITY_TYPES)
    if unknown:
        raise ValueError(f"{entry!r}: unknown type {', '.join(sorted(unknown))}")
    return Ending(suffix, restore, types, stem)


def _plain(value: object, kind: type, form: str) -> object:
    if not isinstance(value, kind):
        raise ValueError(f"must be {form}")
    return value


_READER_OF: Mapping[str, Callable[[object], object]] = {
    "str": lambda value: _plain(value, str, "a string"),
    "bool": lambda value: _plain(value, bool, "true or false"),
    "frozenset[str]": lambda value: frozenset(_entries(value)),
    "tuple[str, ...]": lambda value: tuple(_entries(value)),
    "tuple[Ending, ...]": lambda value: tuple(map(_ending, _entries(value))),
    "Mapping[str, str]": _pairs,
}
_READERS = {item.name: _READER_OF[str(item.type)] for item in fields(LanguageProfile) if item.name != "code"}
"""What reads the value of each field of a profile; ``code`` is told by the name of the file."""


# --- Profiles -----------------------------------------------------------------------------------------------------


def _parse(code: str, text: str) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ProfileError(f"languages/{code}{_SUFFIX}: {error}") from error


@lru_cache(maxsize=_LOADED_TOGETHER)
def profile(code: str) -> LanguageProfile | None:
    """What is known about a language or script, or ``None``; reads only that one file.

    >>> profile("de").name, profile("tlh")
    ('German', None)
    """
    text = _read(code)
    if text is None:
        return None
    values: dict[str, Any] = {"code": code}
    for key, value in _parse(code, text.partition(_EXAMPLES)[0]).items():
        if key == "examples":
            continue
        reader = _READERS.get(key)
        if reader is None:
            raise ProfileError(f"languages/{code}{_SUFFIX}: {key}: unknown key")
        try:
            values[key] = reader(value)
        except ValueError as error:
            raise ProfileError(f"languages/{code}{_SUFFIX}: {key}: {error}") from error
    for key in ("name", "scripts"):
        if key not in values:
            raise ProfileError(f"languages/{code}{_SUFFIX}: {key}: missing")
    for key, more in _INCLUDED.items():
        if more in values:
            values[key] = values.get(key, frozenset()) | values[more]
    return LanguageProfile(**values)


def profiles_with(key: str) -> tuple[LanguageProfile, ...]:
    """The profiles whose file has a key; the others are not parsed.

    >>> "az" in [item.code for item in profiles_with("given_names")]
    True
    """
    return _profiles(code for code in available_languages() if f"\n{key} =" in (_read(code) or ""))


def language_profile(code: str | None) -> LanguageProfile | None:
    """The profile of a language tag, or of its language where the tag itself has none.

    >>> language_profile("de-AT").code, language_profile("nb").code, language_profile(None)
    ('de', 'no', None)
    """
    base = base_language(code) if code else ""
    while code:
        found = profile(code)
        if found is not None:
            return found
        code = code.rpartition("-")[0]
    return profile(base) if base else None


@lru_cache(maxsize=1)
def _codes_by_script() -> Mapping[str, tuple[str, ...]]:
    """Finds the scripts of every file by its first lines alone, which is far cheaper than reading all files."""
    found: dict[str, list[str]] = {}
    for code in available_languages():
        head = (_read(code) or "")[:400]
        line = next((line for line in head.split("\n") if line.startswith("scripts")), "")
        for name in line.replace("'", '"').split('"')[1::2]:
            found.setdefault(name, []).append(code)
    return {name: tuple(codes) for name, codes in found.items()}


@lru_cache(maxsize=_LOADED_TOGETHER)
def profiles_for_script(script: str) -> tuple[LanguageProfile, ...]:
    """The profiles whose ``scripts`` have a script, by code; reads only their files.

    >>> "ru" in [item.code for item in profiles_for_script("Cyrillic")]
    True
    """
    return _profiles(_codes_by_script().get(script, ()))


def script_profile(script: str) -> LanguageProfile | None:
    """The profile of a script itself, which knows no language.

    >>> script_profile("Thai").code, script_profile("Ogham")
    ('und-Thai', None)
    """
    codes = (code for code in _codes_by_script().get(script, ()) if code.startswith(_OF_SCRIPT))
    return next(iter(_profiles(codes)), None)


def _profiles(codes: Iterable[str]) -> tuple[LanguageProfile, ...]:
    return tuple(item for item in map(profile, codes) if item is not None)


@lru_cache(maxsize=128)
def words_of_script(script: str, *keys: str) -> frozenset[str]:
    """The words that the profiles of a script list under some keys.

    >>> {"bank", "bridge"} <= words_of_script("Latin", "named_after_places")
    True
    """
    return frozenset().union(*(getattr(item, key) for item in profiles_for_script(script) for key in keys))


# --- What all languages say together ------------------------------------------------------------------------------


@lru_cache(maxsize=64)
def words_of_all(*keys: str) -> frozenset[str]:
    """The words, or letters, that the profiles of all languages list under some keys; reads only files that have them.

    >>> {"mr", "monday", "prime minister"} <= words_of_all("honorifics", "capitalised_words", "roles")
    True
    """
    return frozenset().union(*(getattr(item, key) for key in keys for item in profiles_with(key)))


@lru_cache(maxsize=8)
def endings_of_all(key: str) -> tuple[str, ...]:
    """The same as a tuple, for `str.endswith`.

    >>> "ahmadoglu".endswith(endings_of_all("patronymic_suffixes"))
    True
    """
    return tuple(sorted(words_of_all(key)))


@lru_cache(maxsize=1)
def telling_characters() -> tuple[frozenset[str], ...]:
    """Characters of which names that are not the same differ in one: of directions, sizes and numbers.

    >>> any({"東", "西"} <= apart for apart in telling_characters())
    True
    """
    return tuple(map(frozenset, words_of_all("telling_characters")))


@lru_cache(maxsize=_LOADED_TOGETHER)
def has_glued_generics(script: str) -> bool:
    """Whether generic words are written together with the name that follows them.

    >>> has_glued_generics("Thai"), has_glued_generics("Latin")
    (True, False)
    """
    return any(item.glued_generics for item in profiles_for_script(script))
