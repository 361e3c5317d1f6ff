"""The names of countries and territories in many languages, from CLDR: what one country is called, no other is."""

from __future__ import annotations

from collections import defaultdict

from namenorm.text.fold import fold

LANGUAGES = (
    "ar", "az", "be", "cs", "da", "de", "el", "en", "es", "fa", "fi", "fr", "he", "hi", "hu", "hy", "it", "ja", "ka",
    "ko", "nl", "no", "pl", "pt", "ro", "ru", "sv", "tr", "uk", "zh",
)  # fmt: skip
NO_COUNTRIES = frozenset({"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"})


def country_names() -> dict[str, list[str]]:
    """Folded names by ISO 3166 code."""
    from babel import Locale

    found: dict[str, set[str]] = defaultdict(set)
    for language in LANGUAGES:
        for code, text in Locale.parse(language).territories.items():
            if len(code) == 2 and code not in NO_COUNTRIES:
                found[code].add(fold(text))
    return {code: sorted(names) for code, names in sorted(found.items())}
