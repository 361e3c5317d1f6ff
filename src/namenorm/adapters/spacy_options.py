"""The options of the spaCy component: checked once, when the component is made."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any

from namenorm.config import Config
from namenorm.errors import ConfigError
from namenorm.gazetteer.exporters import SPACY_LABELS
from namenorm.model import ENTITY_TYPES, LEVELS, language_code

if TYPE_CHECKING:
    from spacy.tokens import Span

    EntsFilter = Callable[[Iterable[Span], Iterable[Span]], Iterable[Span]]

MODES = ("find", "link", "both")
"""``find`` looks for names, ``link`` takes the entities that are already in ``doc.ents``, ``both`` does both."""
DEMONYM = "demonym"
"""The key of a label scheme that stands for words such as "Israeli"; all others are entity types."""
SPANS_KEY = "namenorm"

LABEL_SCHEMES: dict[str, dict[str, str]] = {
    "ontonotes": {**SPACY_LABELS, DEMONYM: "NORP"},
    "wikiner": {
        "person": "PER", "organization": "ORG", "place": "LOC", "facility": "LOC", "event": "MISC",
        "work": "MISC", "product": "MISC", "law": "MISC", "other": "MISC", DEMONYM: "MISC",
    },
    "namenorm": {**{name: name for name in ENTITY_TYPES}, DEMONYM: DEMONYM},
}  # fmt: skip
"""Label schemes by name: of spaCy's English and Chinese pipelines, of most others, and namenorm's own types."""


@dataclass(frozen=True, slots=True)
class Options:
    """What a component was told to do.

    >>> Options(mode="link").labels["person"]
    'PERSON'
    """

    mode: str = "find"
    lang: str | None = None
    types: tuple[str, ...] | None = None
    overlaps: bool = False
    demonyms: bool = False
    labels: Mapping[str, str] = field(default_factory=lambda: LABEL_SCHEMES["ontonotes"])
    spans_key: str = SPANS_KEY
    annotate_ents: bool = False
    ents_filter: EntsFilter | None = None
    overwrite: bool = True
    rewrite: str | None = "misspelling"

    def __post_init__(self) -> None:
        _choice("mode", self.mode, MODES)
        if self.rewrite is not None:
            _choice("rewrite", self.rewrite, LEVELS, " or null")
        for wanted in self.types or ():
            _choice("types", wanted, ENTITY_TYPES)
        if self.lang is not None and language_code(self.lang) is None:
            raise ConfigError(_told("lang", f"{self.lang!r} is not a language code such as en, az or sr-Latn"))
        if not self.spans_key:
            raise ConfigError(_told("spans_key", "is empty; name a key of doc.spans, such as 'namenorm'"))


def label_scheme(labels: str | Mapping[str, str]) -> dict[str, str]:
    """The label of each entity type: a scheme by its name, or a mapping that changes the scheme ``ontonotes``.

    >>> label_scheme("wikiner")["place"]
    'LOC'
    >>> label_scheme({"place": "LOC"})["person"]
    'PERSON'
    """
    if isinstance(labels, str):
        _choice("labels", labels, tuple(LABEL_SCHEMES), ', or map types to labels such as {"place": "LOC"}')
        return dict(LABEL_SCHEMES[labels])
    scheme = dict(LABEL_SCHEMES["ontonotes"])
    for key, label in labels.items():
        _choice("labels", key, tuple(scheme))
        if not isinstance(label, str) or not label:
            raise ConfigError(_told("labels", f"{key} has the label {label!r}, but it must be a non-empty string"))
        scheme[key] = label
    return scheme


def engine_config(preset: str, settings: Mapping[str, Any]) -> Config:
    """The `Config` of a preset with some settings changed.

    >>> engine_config("precision", {"limit": 3}).limit
    3
    """
    known = tuple(item.name for item in fields(Config))
    changes: dict[str, Any] = {}
    for name, value in settings.items():
        _choice("settings", name, known)
        # A config file may have read a whole number as a float, which is as good for what need not be whole.
        changes[name] = int(value) if isinstance(value, float) and value.is_integer() else value
    try:
        return Config.preset(preset).replace(**changes)
    except ConfigError as error:
        raise ConfigError(_told("preset and settings", str(error))) from None


def _choice(option: str, value: object, allowed: Sequence[str], also: str = "") -> None:
    if value not in allowed:
        raise ConfigError(_told(option, f"{value!r} is not possible; choose one of {', '.join(allowed)}{also}"))


def _told(option: str, what: str) -> str:
    return f"the spaCy component namenorm: {option}: {what}"
