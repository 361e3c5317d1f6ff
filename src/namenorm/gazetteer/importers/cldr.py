"""Unicode CLDR through the package Babel: the names of countries and regions in some hundred languages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from namenorm.errors import ConfigError
from namenorm.gazetteer.importers.source import Importer, language
from namenorm.model import Entity

_NO_PLACES = frozenset({"ZZ", "XA", "XB", "EZ", "QO"})


class Cldr(Importer):
    """Countries have IDs such as ``cldr:AZ``; the numbered regions of the UN are left out. Any input will do."""

    name = "cldr"
    source = "Unicode CLDR (Unicode License v3)"
    options = ("languages",)

    def records(self, path: str) -> Iterator[tuple[str, dict[str, str]]]:
        del path
        try:
            from babel import Locale
            from babel.localedata import locale_identifiers
        except ImportError as error:
            raise ConfigError("Babel is not installed: pip install 'namenorm[curate]'") from error
        names: dict[str, dict[str, str]] = defaultdict(dict)
        for identifier in sorted(locale_identifiers()):
            parts = identifier.split("_")
            # One locale a language and script: en_GB and its like only repeat en.
            if len(parts) > 2 or (len(parts) == 2 and len(parts[1]) != 4) or not self.chosen.wants(parts[0]):
                continue
            for code, text in Locale.parse(identifier).territories.items():
                if len(code) == 2 and code not in _NO_PLACES:
                    names[code][language(identifier)] = text
        yield from sorted(names.items())

    def entity(self, record: tuple[str, dict[str, str]]) -> Entity | None:
        code, names = record
        # A language without a translation repeats the code.
        labels = {lang: text for lang, text in names.items() if text and text != code}
        if not labels:
            return None
        return Entity(f"cldr:{code}", "place", labels, sources=(self.source,), xref={"iso2": code})
