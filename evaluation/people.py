"""Words of given names and surnames of many languages, for ``text/data/known_people.bin``.

    python -m evaluation.people

The names are those of the language files, and of packages of the extra ``evaluation``: lists by language of Faker and
mimesis (both MIT) and, of ``names``, the census of the United States of 1990 (public domain). Only fingerprints of
their romanised words are written; the same versions of the packages give the same bytes (the shipped file: Faker
40.63.0, mimesis 22.2.0, names 0.3.0).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib import import_module, resources
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

import numpy as np

from namenorm.text.keys import name_form
from namenorm.text.known_people import fingerprint
from namenorm.text.profiles import words_of_all

OUT = Path("src/namenorm/text/data/known_people.bin")
SHORTEST = 2  # letters
ABOUT = (
    "Fingerprints of romanised words of given names and surnames: Faker, mimesis (MIT), census of the United States of "
    "1990 (public domain). Made by python -m evaluation.people."
)


def by_language() -> Iterator[str]:
    """The names that are listed by language."""
    providers = import_module("faker.providers.person")
    for module in iter_modules(providers.__path__):
        provider = import_module(f"faker.providers.person.{module.name}").Provider
        for key, value in sorted(vars(provider).items()):
            if key.startswith(("first_name", "last_name")) and isinstance(value, (list, tuple, dict)):
                yield from filter(None, _texts(list(value)))
    for language in sorted(resources.files("mimesis").joinpath("datasets").iterdir(), key=lambda path: path.name):
        if language.joinpath("person.json").is_file():
            person = json.loads(language.joinpath("person.json").read_text(encoding="utf-8"))
            yield from _texts([person.get("names", ()), person.get("surnames", ())])


def _texts(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    else:
        for item in data.values() if isinstance(data, dict) else data:
            yield from _texts(item)


def census() -> Iterator[str]:
    """The names of the census."""
    for name in ("dist.female.first", "dist.male.first", "dist.all.last"):
        for line in resources.files("names").joinpath(name).read_text(encoding="ascii").splitlines():
            yield line.split()[0].lower()


def known_people() -> bytes:
    """The content of the file."""
    names = {*by_language(), *census(), *words_of_all("given_names", "surnames")}
    words = {word for name in names for word in name_form(name).tokens if len(word) >= SHORTEST}
    prints = np.array(sorted(set(map(fingerprint, words))), dtype="<u4")
    return json.dumps({"about": ABOUT, "words": len(prints)}).encode() + b"\n" + prints.tobytes()


def main() -> None:
    """Runs the command."""
    content = known_people()
    OUT.write_bytes(content)
    print(f"wrote {OUT}, {len(content) // 1000} kB")


if __name__ == "__main__":
    main()
