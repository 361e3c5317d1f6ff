"""The systems that are compared: namenorm with its defaults, and its peers, behind one small protocol.

A peer ranks entities by a score and knows no NIL. It is given one by a threshold, tuned for every set; that is more
than namenorm gets, which has one default for all. Peers name their best entity and never say AMBIGUOUS.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Protocol

from rapidfuzz import fuzz, process
from rapidfuzz.distance import JaroWinkler

from evaluation.data import Question, stable_hash
from evaluation.judging import Answer, Figures, Verdict, figures, judge
from namenorm.normalizer import Normalizer

if TYPE_CHECKING:
    from namenorm.model import Entity, Resolution

Scorer = Callable[..., float]
MISSING = "nomenklatura is not installed, logic-v2 is left out: pip install -e '.[peers]'"
_CANDIDATES = 30
_SCHEMAS = {"person": "Person"}
_OTHER_SCHEMA = "Organization"


class Peer(Protocol):
    """Something that says which entity of one gazetteer is nearest to a name."""

    name: str

    def best(self, question: Question, /) -> tuple[str, float]:
        """The ID of the nearest entity and its score; ``("", 0.0)`` where there is none."""
        ...


class PairPeer(Protocol):
    """Something that scores two names of a type in [0, 1]."""

    name: str

    def score(self, left: str, right: str, type: str, /) -> float:
        """How sure it is that both name the same."""
        ...


@lru_cache(maxsize=1 << 17)
def romanised(text: str) -> str:
    """A name as the string peers see it: through unidecode, lower case, single spaces.

    >>> romanised("Ильхам  Алиев")
    "il'kham aliev"
    """
    from unidecode import unidecode

    return " ".join(unidecode(text).lower().split())


class StringPeer:
    """A string similarity over romanised names, by brute force over all aliases.

    >>> from evaluation.data import Question
    >>> from namenorm.model import Entity
    >>> peer = StringPeer.wratio([Entity("a", "place", {"en": "Tehran"})])
    >>> peer.best(Question("Teheran", ("a",), "spelling"))[0]
    'a'
    """

    def __init__(self, name: str, scorer: Scorer, top: float, entities: Iterable[Entity]) -> None:
        self.name = name
        self._scorer = scorer
        self._top = top
        self._ids: list[str] = []
        self._names: list[str] = []
        for entity in entities:
            for text in sorted({romanised(alias.text) for alias in entity.aliases()} - {""}):
                self._ids.append(entity.id)
                self._names.append(text)

    @classmethod
    def wratio(cls, entities: Iterable[Entity]) -> StringPeer:
        """WRatio of rapidfuzz."""
        return cls("WRatio", fuzz.WRatio, 100.0, entities)

    @classmethod
    def jaro_winkler(cls, entities: Iterable[Entity]) -> StringPeer:
        """Jaro-Winkler similarity."""
        return cls("Jaro-Winkler", JaroWinkler.similarity, 1.0, entities)

    def best(self, question: Question) -> tuple[str, float]:
        """See `Peer`."""
        nearest = self.nearest(question.text, 1)
        return nearest[0] if nearest else ("", 0.0)

    def nearest(self, text: str, limit: int) -> list[tuple[str, float]]:
        """The entities of the nearest aliases, best first; an entity may come twice."""
        found = process.extract(romanised(text), self._names, scorer=self._scorer, limit=limit)
        return [(self._ids[place], score / self._top) for _, score, place in found]

    def score(self, left: str, right: str, type: str) -> float:
        """See `PairPeer`."""
        del type
        return self._scorer(romanised(left), romanised(right)) / self._top


class LogicPeer:
    """nomenklatura's logic-v2 over generous candidates: the nearest aliases of both string peers.

    It is told the type of every entity, and compares a name as a name of that type.
    """

    name = "logic-v2"

    def __init__(self, entities: Sequence[Entity]) -> None:
        matcher = importlib.import_module("nomenklatura.matching.logic_v2.model").LogicV2
        self._compare: Any = matcher.compare
        self._config: Any = matcher.default_config()
        self._model: Any = importlib.import_module("followthemoney").model
        self._entities = {entity.id: self._proxy(entity) for entity in entities}
        self._views = (StringPeer.wratio(entities), StringPeer.jaro_winkler(entities))

    def best(self, question: Question) -> tuple[str, float]:
        """See `Peer`."""
        ids = {found for view in self._views for found, _ in view.nearest(question.text, _CANDIDATES)}
        queries: dict[str, Any] = {}
        scores = []
        for entity_id in sorted(ids):
            entity = self._entities[entity_id]
            schema = entity.schema.name
            if schema not in queries:
                queries[schema] = self._named(schema, [question.text])
            scores.append((float(self._compare(queries[schema], entity, self._config).score), entity_id))
        score, entity_id = max(scores, default=(0.0, ""))
        return entity_id, score

    def score(self, left: str, right: str, type: str) -> float:
        """See `PairPeer`."""
        schema = _SCHEMAS.get(type, _OTHER_SCHEMA)
        return float(self._compare(self._named(schema, [left]), self._named(schema, [right]), self._config).score)

    def _proxy(self, entity: Entity) -> Any:
        names = [alias.text for alias in entity.aliases()]
        return self._named(_SCHEMAS.get(entity.type, _OTHER_SCHEMA), names)

    def _named(self, schema: str, names: Sequence[str]) -> Any:
        proxy = self._model.make_entity(schema)
        proxy.id = "\n".join([schema, *names])  # nomenklatura remembers names by ID: another name, another ID
        for name in names:
            proxy.add("name", name)
        return proxy


def has_logic() -> bool:
    """Whether nomenklatura can be imported."""
    try:
        importlib.import_module("nomenklatura.matching.logic_v2.model")
    except ImportError:
        return False
    return True


PEERS: dict[str, Callable[[Sequence[Entity]], Peer]] = {
    "logic-v2": LogicPeer,
    "WRatio": StringPeer.wratio,
    "Jaro-Winkler": StringPeer.jaro_winkler,
}
"""How each peer is made for one gazetteer, in the order of the tables."""


def answer_of(resolution: Resolution) -> Answer:
    """What namenorm has said, as an answer."""
    candidates = tuple(candidate.entity_id for candidate in resolution.candidates)
    return Answer(resolution.status.value, resolution.id, candidates)


def namenorm_verdicts(entities: Iterable[Entity], questions: Iterable[Question]) -> list[Verdict]:
    """The answers of namenorm, judged; its defaults, and nothing known but the name.

    >>> from evaluation.data import Question
    >>> from namenorm.model import Entity
    >>> tehran = Entity("a", "place", {"en": "Tehran"})
    >>> namenorm_verdicts([tehran], [Question("TEHRAN", ("a",), "case")])
    [Verdict(group='spelling', right=True, given=True)]
    """
    normalizer = Normalizer.from_entities(entities)
    return [judge(question, answer_of(normalizer.resolve(question.text))) for question in questions]


def peer_verdicts(peer: Peer, questions: Sequence[Question]) -> list[Verdict]:
    """A peer's answers, judged: each half of the questions with the NIL threshold that is best on the other half."""
    found = [peer.best(question) for question in questions]
    halves = [half_of(question.text) for question in questions]
    thresholds = [_tuned(questions, found, [half != side for half in halves]) for side in (0, 1)]
    return [
        judge(question, _cut(nearest, thresholds[half]))
        for question, nearest, half in zip(questions, found, halves, strict=True)
    ]


def half_of(text: str) -> int:
    """The half that a question belongs to: 0 or 1, by a hash of its text."""
    return stable_hash("half" + text) % 2


def best_threshold(scores: Iterable[float], goodness: Callable[[float], float]) -> float:
    """The threshold with the greatest goodness; of several in a row, the middle one.

    >>> best_threshold([0.2, 0.4, 0.6, 0.8], lambda threshold: 0.4 <= threshold < 0.8)
    0.5
    """
    levels = [0.0, *sorted({*scores}), 1.01]
    values = [goodness(level) for level in levels]
    first = values.index(max(values))
    last = first
    while last + 1 < len(values) and values[last + 1] == values[first]:
        last += 1
    return (levels[first] + levels[last]) / 2


def _tuned(questions: Sequence[Question], found: Sequence[tuple[str, float]], used: Sequence[bool]) -> float:
    part = [pair for pair, use in zip(zip(questions, found, strict=True), used, strict=True) if use]

    def goodness(threshold: float) -> float:
        return _known(figures(judge(question, _cut(nearest, threshold)) for question, nearest in part))

    return best_threshold((nearest[1] for _, nearest in part), goodness)


def _known(result: Figures) -> float:
    if result.recall != result.recall:
        return 0.0 if result.nil != result.nil else result.nil
    return result.balanced


def _cut(nearest: tuple[str, float], threshold: float) -> Answer:
    if not nearest[0] or nearest[1] < threshold:
        return Answer("NIL")
    return Answer("RESOLVED", nearest[0], nearest[:1])
