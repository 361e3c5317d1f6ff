"""Reads ``languages/*.toml``: what namenorm knows about languages and scripts.

>>> profile("ru").scripts
('Cyrillic',)

One file is read at a time, when it is asked for: a query in one script never pays for the others. A list may be
written as a TOML array or, which is read much faster, as one literal string with an entry a line or comma:

    honorifics = '''mr, mrs, dr'''                      words, folded
    legal_forms = '''ooo = llc, gmbh = llc'''           pairs
    readings = '''ו = u o'''                            a letter and its other romanisations
    endings = '''ым, ой>а, nin @person+place /4'''      ending>restored @types /least letters of the stem

Everything from the line ``[examples]`` on is for tests only and is not read at run time.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import chain
from types import MappingProxyType
from typing import TYPE_CHECKING, Any
from zlib import crc32

from namenorm.errors import ProfileError
from namenorm.text.language_profile import LanguageProfile
from namenorm.text.profile_values import READERS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from importlib.resources.abc import Traversable

_SUFFIX = ".toml"
_EXAMPLES = "\n[examples]"
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
        if code.startswith("und-"):
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
        reader = READERS.get(key)
        if reader is None:
            raise ProfileError(f"languages/{code}{_SUFFIX}: {key}: unknown key")
        try:
            values[key] = reader(value)
        except ValueError as error:
            raise ProfileError(f"languages/{code}{_SUFFIX}: {key}: {error}") from error
    for key in ("name", "scripts"):
        if key not in values:
            raise ProfileError(f"languages/{code}{_SUFFIX}: {key}: missing")
    if "named_after_places" in values:  # written once each
        values["generic_words"] = values.get("generic_words", frozenset()) | values["named_after_places"]
    return LanguageProfile(**values)


def profiles_with(key: str) -> tuple[LanguageProfile, ...]:
    """The profiles whose file has a key; the others are not parsed.

    >>> "az" in [item.code for item in profiles_with("given_names")]
    True
    """
    codes = (code for code in available_languages() if f"\n{key} =" in (_read(code) or ""))
    return tuple(item for item in map(profile, codes) if item)


def language_profile(code: str | None) -> LanguageProfile | None:
    """The profile of a language tag, or of its language where the tag itself has none.

    >>> language_profile("de-AT").code, language_profile(None)
    ('de', None)
    """
    while code:
        found = profile(code)
        if found is not None:
            return found
        code = code.rpartition("-")[0]
    return None


@lru_cache(maxsize=1)
def load_profiles() -> Mapping[str, LanguageProfile]:
    """Every profile by its code. Reads all files, once.

    >>> load_profiles()["ka"].scripts
    ('Georgian',)
    """
    found = {code: profile(code) for code in available_languages()}
    return MappingProxyType({code: item for code, item in found.items() if item is not None})


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
    found = (profile(code) for code in _codes_by_script().get(script, ()))
    return tuple(item for item in found if item is not None)


@lru_cache(maxsize=128)
def words_of_script(script: str, *keys: str) -> frozenset[str]:
    """The words that the profiles of a script list under some keys.

    >>> {"bank", "bridge"} <= words_of_script("Latin", "named_after_places")
    True
    """
    return _union(getattr(item, key) for item in profiles_for_script(script) for key in keys)


# --- What all languages say together ------------------------------------------------------------------------------


def _union(words: Iterable[frozenset[str]]) -> frozenset[str]:
    return frozenset().union(*words)


def _merged(pairs: Iterable[Mapping[str, str]]) -> Mapping[str, str]:
    """The first profile that names a key decides, English before all others."""
    found: dict[str, str] = {}
    for mapping in pairs:
        for key, value in mapping.items():
            found.setdefault(key, value)
    return MappingProxyType(found)


@lru_cache(maxsize=1)
def _ordered() -> tuple[LanguageProfile, ...]:
    return tuple(sorted(load_profiles().values(), key=lambda item: (item.code != "en", item.code)))


@lru_cache(maxsize=1)
def honorifics() -> frozenset[str]:
    """Forms of address and ranks of all languages: "mr", "prof", "cenab".

    >>> {"mr", "г н"} <= honorifics()
    True
    """
    return _union(item.honorifics for item in _ordered())


@lru_cache(maxsize=1)
def roles() -> frozenset[str]:
    """Offices of all languages, some of several words: "prime minister".

    >>> "prime minister" in roles()
    True
    """
    return _union(item.roles for item in _ordered())


@lru_cache(maxsize=1)
def particles() -> frozenset[str]:
    """Small words inside names: "al", "bin", "van", "de".

    >>> {"al", "van"} <= particles()
    True
    """
    return _union(item.particles for item in _ordered())


@lru_cache(maxsize=1)
def patronymic_suffixes() -> tuple[str, ...]:
    """Endings and words that make a patronymic of a name, longest first.

    >>> "oglu" in patronymic_suffixes()
    True
    """
    found = {suffix for item in _ordered() for suffix in item.patronymic_suffixes}
    return tuple(sorted(found, key=lambda suffix: (-len(suffix), suffix)))


@lru_cache(maxsize=1)
def legal_forms() -> Mapping[str, str]:
    """Legal forms of companies, some of several words, and what they mean.

    >>> legal_forms()["ооо"], legal_forms()["limited liability company"]
    ('llc', 'llc')
    """
    return _merged(item.legal_forms for item in _ordered())


@lru_cache(maxsize=1)
def abbreviations() -> Mapping[str, str]:
    """Abbreviated words of names and the full words.

    >>> abbreviations()["mt"]
    'mount'
    """
    return _merged(item.abbreviations for item in _ordered())


@lru_cache(maxsize=1)
def numerals() -> Mapping[str, str]:
    """Number words and ordinals, and their digits.

    >>> numerals()["second"], numerals()["ii"]
    ('2', '2')
    """
    return _merged(item.numerals for item in _ordered())


@lru_cache(maxsize=1)
def generic_words() -> frozenset[str]:
    """Words that say what something is and not which one: "bank", "university", "город".

    >>> {"bank", "university"} <= generic_words()
    True
    """
    return _union(item.generic_words for item in _ordered())


@lru_cache(maxsize=1)
def telling_characters() -> tuple[frozenset[str], ...]:
    """Characters of which names that are not the same differ in one: of directions, sizes and numbers.

    >>> any({"東", "西"} <= apart for apart in telling_characters())
    True
    """
    items = chain(profiles_for_script("Han"), profiles_for_script("Hangul"))
    return tuple(frozenset(apart) for item in items for apart in item.telling_characters)


@lru_cache(maxsize=1)
def division_characters() -> frozenset[str]:
    """What names of places end with where words are not parted: "city", "county", "province".

    >>> {"市", "県", "시"} <= division_characters()
    True
    """
    items = chain(profiles_for_script("Han"), profiles_for_script("Hangul"))
    return frozenset(chain.from_iterable(item.division_characters for item in items))


@lru_cache(maxsize=_LOADED_TOGETHER)
def has_glued_generics(script: str) -> bool:
    """Whether generic words are written together with the name that follows them.

    >>> has_glued_generics("Thai"), has_glued_generics("Latin")
    (True, False)
    """
    return any(item.glued_generics for item in profiles_for_script(script))


@lru_cache(maxsize=1)
def ordinary_words() -> frozenset[str]:
    """Ordinary words that equal names, which need more than their spelling to be one.

    >>> {"may", "gallant", "turkey"} <= ordinary_words()
    True
    """
    return _union(item.ordinary_words for item in _ordered())


@lru_cache(maxsize=1)
def capitalised_words() -> frozenset[str]:
    """Words that are written with a capital without being names: months, weekdays, German nouns.

    >>> "monday" in capitalised_words()
    True
    """
    return _union(item.capitalised_words for item in _ordered())


@lru_cache(maxsize=1)
def feminine_surnames() -> Mapping[str, str]:
    """Feminine endings of surnames and the masculine ones they stand for.

    >>> feminine_surnames()["ova"]
    'ov'
    """
    return _merged(item.feminine_surnames for item in _ordered())
