"""Reading sets of texts: documents with their linked mentions, as JSON Lines (the format is described in README.md)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evaluation.data import read_lines, stable_hash

EASY = frozenset({"exact", "possessive", "case"})
"""Kinds of variants that folded exact matching finds; all others are hard."""


@dataclass(frozen=True, slots=True)
class Gold:
    """One mention that people marked: what it names (``None``: nothing in the gazetteer) and how it is counted.

    ``spans`` has the span and those that are as right; ``role`` is ``main`` (to be found), ``ignored`` (neither right
    nor wrong), ``demonym`` or ``nil``.
    """

    spans: tuple[tuple[int, int], ...]
    id: str | None
    surface: str
    role: str
    variant: str

    @property
    def is_hard(self) -> bool:
        """Whether folded exact matching would miss it."""
        return self.variant not in EASY


@dataclass(frozen=True, slots=True)
class Document:
    """One text with its mentions; ``partial`` where only some of its names are marked."""

    id: str
    lang: str | None
    text: str
    mentions: tuple[Gold, ...]
    partial: bool


def text_sets(data: Path) -> list[str]:
    """The names of all sets of texts in a folder, sorted."""
    ending = ".gaz.jsonl"
    names = (path.name.removesuffix(ending) for path in data.glob(f"*{ending}"))
    return sorted(name for name in names if (data / f"{name}.jsonl").exists())


def read_documents(path: Path) -> tuple[Document, ...]:
    """The documents of a set."""
    return tuple(map(_document, read_lines(path)))


def sampled(documents: tuple[Document, ...], size: int) -> tuple[Document, ...]:
    """A reproducible sample of about ``size`` thousand characters; all of them where ``size`` is 0."""
    if not size:
        return documents
    kept: list[Document] = []
    for document in sorted(documents, key=lambda document: stable_hash(document.id)):
        if sum(len(other.text) for other in kept) >= 1000 * size:
            break
        kept.append(document)
    return tuple(kept)


def _document(line: dict[str, Any]) -> Document:
    mentions = tuple(map(_gold, line["mentions"]))
    return Document(line["doc_id"], line.get("lang"), line["text"], mentions, line.get("partial", False))


def _gold(mention: dict[str, Any]) -> Gold:
    spans = ((mention["start"], mention["end"]), *map(tuple, mention.get("alt_spans", ())))
    variant = mention.get("variant_kind", "?")
    return Gold(spans, mention.get("id"), mention["surface"], _role(mention), variant)


def _role(mention: dict[str, Any]) -> str:
    if mention.get("nil") or not mention.get("id"):
        return "nil"
    if any(mention.get(key) for key in ("nested", "container", "optional")):
        return "ignored"
    return "demonym" if mention.get("type") == "demonym" else "main"
