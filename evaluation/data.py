"""Reading evaluation sets: gazetteers and queries as JSON Lines (the format is described in README.md)."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from namenorm.model import Alias, Entity

NEEDS_ALIAS = frozenset({"alias", "alias-cross-script", "exonym"})
"""Kinds of queries that no spelling can solve; they are left out of recall."""


@dataclass(frozen=True, slots=True)
class Question:
    """One query with its answer: ``gold`` holds no ID (NIL), one, or several (AMBIGUOUS)."""

    text: str
    gold: tuple[str, ...]
    kind: str

    @property
    def solvable(self) -> bool:
        """Whether the spelling alone can lead to the one right entity."""
        return len(self.gold) == 1 and self.kind not in NEEDS_ALIAS


@dataclass(frozen=True, slots=True)
class EvaluationSet:
    """A named set: its questions and the gazetteer that they are resolved against."""

    name: str
    gazetteer: str
    entities: tuple[Entity, ...]
    questions: tuple[Question, ...]


def read_lines(path: Path) -> list[dict[str, Any]]:
    """The objects of a JSON Lines file."""
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def read_entity(record: dict[str, Any]) -> Entity:
    """An entity from one line of a gazetteer."""
    names = tuple(
        Alias(name["text"], name.get("lang", "und"), name.get("kind", "variant"), name.get("strength", "strong"))
        for name in record.get("names", ())
    )
    return Entity(record["id"], record["type"], record["labels"], names, prior=record.get("prior", 0.5))


def set_names(data: Path) -> list[str]:
    """The names of all sets in a folder, sorted."""
    ending = ".queries.jsonl"
    return sorted(path.name.removesuffix(ending) for path in data.glob(f"*{ending}"))


def gazetteer_name(name: str) -> str:
    """Synthetic sets share the gazetteer of the set that they were made from."""
    return name.removeprefix("synthetic_")


def read_gazetteer(data: Path, name: str) -> tuple[Entity, ...]:
    """The entities of ``NAME.gaz.jsonl``."""
    return tuple(map(read_entity, read_lines(data / f"{name}.gaz.jsonl")))


def read_questions(data: Path, name: str) -> tuple[Question, ...]:
    """The questions of ``NAME.queries.jsonl``."""
    return tuple(
        Question(line["query"], _ids(line["gold"]), line["kind"]) for line in read_lines(data / f"{name}.queries.jsonl")
    )


def read_set(data: Path, name: str) -> EvaluationSet:
    """One set by name."""
    gazetteer = gazetteer_name(name)
    return EvaluationSet(name, gazetteer, read_gazetteer(data, gazetteer), read_questions(data, name))


def _ids(gold: str | list[str] | None) -> tuple[str, ...]:
    if gold is None:
        return ()
    return (gold,) if isinstance(gold, str) else tuple(gold)


def stable_hash(text: str) -> int:
    """A hash that is the same in every run and on every machine."""
    return int.from_bytes(hashlib.sha1(text.encode(errors="surrogatepass")).digest()[:8])


def sample(questions: tuple[Question, ...], size: int) -> tuple[Question, ...]:
    """A reproducible sample; all of them where ``size`` is 0 or there are no more than that."""
    if not size or len(questions) <= size:
        return questions
    return tuple(sorted(questions, key=lambda question: stable_hash("b" + question.text))[:size])


def balanced_sample(questions: tuple[Question, ...], size: int) -> tuple[Question, ...]:
    """A reproducible sample that holds as many NILs as it can, up to one half."""
    nil = sample(tuple(question for question in questions if not question.gold), size // 2)
    return (*nil, *sample(tuple(question for question in questions if question.gold), size - len(nil)))


def fold_of(question: Question, folds: int = 2) -> int:
    """The cross-validation fold of a question: all questions about one entity are in one fold."""
    return stable_hash(question.gold[0] if question.gold else question.text) % folds
