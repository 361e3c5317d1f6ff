"""Names with errors as bad print and hasty typing make them; no list of real ones is under a free licence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random

from evaluation.data import EvaluationSet, Question
from namenorm.model import Entity
from namenorm.text.keys import name_form

ASKED = 250
"""Questions about entities that are there, and about entities that are not."""
LEFT_OUT = 4  # every so many entities of a gazetteer are left out
KIND, KIND_ABSENT = "misread", "nil-misread"
_LOOKALIKE = (
    "ceo", "aou", "nurh", "mnw", "ilt1j", "fst", "hbk", "vyu", "gq9", "b8r", "o0qcd", "ef", "s5", "z2", "xn", "zs",
    "td", "rt", "kh",
)  # fmt: skip
_LOOKALIKE_PAIRS = (
    ("rn", "m"), ("ni", "m"), ("in", "m"), ("nn", "m"), ("cl", "d"), ("ol", "d"), ("ii", "u"), ("li", "h"), ("lt", "k"),
    ("ri", "n"), ("vv", "w"), ("iv", "w"), ("fi", "h"), ("ll", "u"), ("lo", "b"), ("lc", "k"), ("it", "n"),
)  # fmt: skip
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_MARKS = "ilt'.,;-"
_SHORTEST, _LONGEST = 5, 40


def misread_set(item: EvaluationSet) -> EvaluationSet:
    """Misread names of a gazetteer, and of the entities that were left out of it."""
    random = Random(item.name)
    entities = random.sample(item.entities, len(item.entities))
    absent, kept = entities[: len(entities) // LEFT_OUT], entities[len(entities) // LEFT_OUT :]
    asked = [Question(text, (owner,), KIND) for owner, text in _misread_names(kept, random)]
    strangers = [Question(text, (), KIND_ABSENT) for _, text in _misread_names(absent, random)]
    return EvaluationSet(item.name, item.gazetteer, tuple(kept), (*asked, *strangers))


def _misread_names(entities: Sequence[Entity], random: Random) -> Iterator[tuple[str, str]]:
    made = 0
    for entity in entities:
        names = [alias.text for alias in entity.aliases() if name_form(alias.text).script == "Latin"]
        names = [name for name in names if _SHORTEST <= len(name) <= _LONGEST]
        if names and made < ASKED:
            made += 1
            yield entity.id, misread(random.choice(names), random)


def misread(text: str, random: Random) -> str:
    """A name with one to three errors, more in longer names."""
    letters = list(text)
    errors = 1 if len(text) < 8 else random.choice((1, 1, 2)) if len(text) < 14 else random.choice((1, 2, 2, 3))
    for _ in range(errors):
        place = random.randrange(len(letters))
        if letters[place].isalnum():
            letters[place] = _error(letters[place], random)
    return "".join(letters)


def lookalike(text: str, random: Random) -> str:
    """A name in lower case with one letter, or two that stand together, read as what looks like it.

    Letters take turns by how many of them a name has, so that names show what is confused and not how often.
    """
    found = [(place, letter, other) for place, letter in enumerate(text) for other in _similar(letter)]
    for alike in _LOOKALIKE_PAIRS:
        for one, other in (alike, alike[::-1]):
            found += [(place, one, other) for place in range(len(text)) if text.startswith(one, place)]
    if not found:
        return text
    place, one, other = random.choice(found)
    return text[:place] + other + text[place + len(one) :]


def _similar(letter: str) -> str:
    """The letters that look like one."""
    return "".join(group for group in _LOOKALIKE if letter in group).replace(letter, "")


def _error(letter: str, random: Random) -> str:
    """A letter as it is misread: mostly as one that looks like it, else any other, none, or one beside a speck."""
    similar = _similar(letter.lower())
    kind = random.random()
    if kind < 0.5 and similar:
        changed = random.choice(similar)
    elif kind < 0.8:
        changed = random.choice(_LETTERS)
    elif kind < 0.9:
        return ""
    else:
        return letter + random.choice(_MARKS)
    return changed.upper() if letter.isupper() else changed
