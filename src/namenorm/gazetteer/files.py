"""Where an entry lies: the folder, the file's name, and IDs that a tool mints."""

from __future__ import annotations

import re
import secrets
from collections.abc import Container
from pathlib import Path

from namenorm.model import ENTITY_TYPES, Entity
from namenorm.text.fold import fold
from namenorm.text.romanize import romanize

_ALPHABET = "abcdefghijklmnopqrstuvwxyz234567"  # base 32: no 0/o and no 1/l to confuse
_LENGTH = 7
_LONGEST_SLUG = 60


def slug(name: str) -> str:
    """A name as part of a file's name: lower case, ASCII, hyphens.

    >>> slug("Ilham Aliyev"), slug("Moshe Ya'alon"), slug("Тегеран")
    ('ilham-aliyev', 'moshe-yaalon', 'tegeran')
    """
    text = re.sub(r"[^a-z0-9]+", "-", romanize(fold(name))).strip("-")
    if len(text) > _LONGEST_SLUG:
        text = text[: _LONGEST_SLUG + 1].rpartition("-")[0] or text[:_LONGEST_SLUG]
    return text or "name"


def file_name(entity: Entity) -> str:
    """The name of the file of an entity.

    >>> from namenorm.model import Entity
    >>> file_name(Entity("Q3616", "place", {"en": "Tehran"}))
    'Q3616-tehran.yaml'
    """
    return re.sub(r"[^\w.-]+", "-", entity.id) + f"-{slug(entity.label('en'))}.yaml"


def file_path(root: str | Path, entity: Entity) -> Path:
    """Where the file of an entity belongs: beside the others where folders are not by type, as in somebody's own."""
    folder = Path(root)
    is_own = not is_laid_out(folder) and any(folder.glob("*.yaml"))
    return (folder if is_own else folder / entity.type) / file_name(entity)


def mint_id(taken: Container[str]) -> str:
    """A new ID that no entry has and that says nothing about the name.

    >>> mint_id(())  # doctest: +SKIP
    'nn-k3x7a2b'
    """
    while True:
        found = "nn-" + "".join(secrets.choice(_ALPHABET) for _ in range(_LENGTH))
        if found not in taken:
            return found


def gazetteer_root(path: str | Path) -> Path:
    """The gazetteer that a file or folder of it belongs to; ``path`` itself where it belongs to none.

    >>> gazetteer_root("gazetteer/person/Q57371-ilham-aliyev.yaml").name
    'gazetteer'
    """
    place = Path(path)
    for folder in (place, *place.parents):
        if folder.name in ENTITY_TYPES:
            return folder.parent
    return place


def is_laid_out(path: str | Path) -> bool:
    """Whether a gazetteer has a folder for each type, or is one: the layout for which the rules for contributors hold.

    >>> is_laid_out("gazetteer"), is_laid_out("src")
    (True, False)
    """
    folder = Path(path)
    return folder.is_dir() and (folder.name in ENTITY_TYPES or any((folder / name).is_dir() for name in ENTITY_TYPES))
