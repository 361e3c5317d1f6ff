"""Common surnames, though no gazetteer need list who bears them (``text/data/known_surnames.bin``).

    pip install -e '.[evaluation]'
    python -m evaluation.known_surnames

They are those of Faker (MIT), which has lists for some eighty countries. Only fingerprints are written, as
`namenorm.text.known_surnames` reads them; the same version of Faker gives the same bytes (the shipped file: 40.63.0).
"""

from __future__ import annotations

import importlib
import json
import pkgutil
from collections.abc import Iterator
from pathlib import Path

from namenorm.text.fold import compact, fold
from namenorm.text.known_surnames import fingerprint

OUT = Path("src/namenorm/text/data/known_surnames.bin")
SHORTEST = 4  # letters; shorter words are no misspelt names anyway
ABOUT = "Fingerprints of surnames (Faker, MIT). Made by python -m evaluation.known_surnames."


def surnames() -> Iterator[str]:
    """The surnames of all countries, of one word each."""
    import faker.providers.person as persons

    for module in pkgutil.iter_modules(persons.__path__):
        provider = importlib.import_module(f"{persons.__name__}.{module.name}").Provider
        for field in dir(provider):
            listed = getattr(provider, field) if "last_name" in field else ()
            if not callable(listed):
                yield from (name for name in listed if isinstance(name, str) and " " not in name)


def known_surnames() -> bytes:
    """The content of the file."""
    keys = {key for key in (compact(fold(name)) for name in surnames()) if len(key) >= SHORTEST}
    prints = b"".join(number.to_bytes(4, "little") for number in sorted(set(map(fingerprint, keys))))
    return json.dumps({"about": ABOUT}).encode() + b"\n" + prints


def main() -> None:
    """Runs the command."""
    content = known_surnames()
    OUT.write_bytes(content)
    print(f"wrote {OUT}, {len(content) // 1000} kB")


if __name__ == "__main__":
    main()
