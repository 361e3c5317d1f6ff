"""How sure an answer must be: every threshold that a user may set, with its default and its meaning."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Any

from namenorm.errors import ConfigError


@dataclass(frozen=True, slots=True)
class Config:
    """The settings of a `Normalizer`; immutable, so one can be shared between threads.

    >>> Config(min_probability=0.7).min_probability
    0.7

    Fields that hold a probability or a share are in [0, 1].
    """

    min_probability: float = 0.5
    """If the best candidate is less probable than this, the name is NIL."""
    min_margin: float = 0.1
    """How far ahead of the next entity the best candidate must be; otherwise the name is AMBIGUOUS."""
    safe_probability: float = 0.9
    """From this probability on, an edit that rests on fuzzy matching is SAFE, unless the name is ambiguous."""
    slip_probability: float = 0.8
    """A name that is a letter or two away from a single entity is answered at once if it is this probable; otherwise it
    is compared with everything similar first."""
    mention_probability: float = 0.7
    """What a fuzzy mention in running text needs. A wrong link is worse than a missed one."""
    word_probability: float = 0.95
    """What it needs if it is a single word, and neither the rest of the document points to the entity nor a preposition
    to a place: many words resemble names."""
    limit: int = 5
    """How many candidates a resolution lists."""
    candidates_per_view: int = 30
    """How many entities each gram view proposes; more in large indexes (see `namenorm.resolving.candidates`)."""
    align_limit: int = 18
    """How many aliases are aligned letter by letter."""
    max_name_length: int = 400
    """In code points. A longer query is not taken for a name and resolves to NIL."""
    max_window: int = 9
    """How many words of a text may form one mention."""
    usual_words: int = 0
    """How many of the most frequent words of a text's language are never taken for misspelt names, beyond the words
    that namenorm lists itself. More than 0 needs the extra ``words``."""

    def __post_init__(self) -> None:
        for item in fields(self):
            value, is_whole = getattr(self, item.name), isinstance(item.default, int)
            if isinstance(value, bool) or not isinstance(value, int if is_whole else int | float):
                raise ConfigError(f"{item.name} is {value!r}, but must be a {'whole ' if is_whole else ''}number")
            least = 0 if item.name == "usual_words" else 1
            if is_whole and value < least:
                raise ConfigError(f"{item.name} is {value}, but must be at least {least}")
            if not is_whole and not 0.0 <= value <= 1.0:
                raise ConfigError(f"{item.name} is {value}, but must be between 0 and 1")

    @classmethod
    def preset(cls, name: str) -> Config:
        """The named settings: ``default``, ``precision`` (fewer, surer answers) or ``recall`` (more answers)."""
        if name not in PRESETS:
            raise ConfigError(f"there is no preset {name!r}; choose one of {', '.join(PRESETS)}")
        return PRESETS[name]

    def replace(self, **changes: Any) -> Config:
        """A copy with some fields changed."""
        return replace(self, **changes)


PRESETS: dict[str, Config] = {
    "default": Config(),
    "precision": Config(min_probability=0.75, min_margin=0.25, mention_probability=0.9),
    "recall": Config(min_probability=0.35, min_margin=0.05, mention_probability=0.65, word_probability=0.8),
}
