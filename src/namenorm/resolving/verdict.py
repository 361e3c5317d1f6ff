"""The verdict: which status a ranked list of entities amounts to, and what each entity scores.

The rules, in this order:

1. A name that is a strong alias of an entity, exactly or folded, means that entity; of several the likelier bearer,
   where their priors differ enough, else it is AMBIGUOUS. It is never taken for a similar name. What is not listed
   but known to be a name of a listed place ("Peking") is treated in the same way.
2. A listed misspelling decides in the same way, then an inflected form, unless another name is as few letters away.
3. A weak alias, a demonym or an ordinary word in lower case is AMBIGUOUS: it takes context to mean the entity. A
   title before a weak alias of a person is such context.
4. Otherwise the probability of the comparison decides, with a margin over the next entity; where two entities are one
   letter away, it takes more. Where only a name in another script makes an entity likely and another is a letter away
   in that of the query, it is AMBIGUOUS.
"""

from __future__ import annotations

from collections.abc import Sequence

from namenorm.config import Config
from namenorm.model import Query, Status, Tier
from namenorm.resolving.bearers import Bearer
from namenorm.resolving.contradictions import (
    contradiction,
    contradicts,
    contradicts_otherwise,
    has_other_generation,
    is_elsewhere,
    is_unlike_own_names,
)
from namenorm.resolving.features import most_likely
from namenorm.resolving.inflected import dictionary_words, is_demonym_of
from namenorm.resolving.judged import DEMONYM, LIKELIER, UNSURE, Item, Judged, Verdict, best_first, caveat_of, claim_of
from namenorm.resolving.misspelt import with_odds
from namenorm.resolving.namesakes import is_named_after_country, is_of_country, lacks_telling_word
from namenorm.resolving.ranking import Ranked
from namenorm.resolving.readings import Asked
from namenorm.resolving.rivals import bearers_of_first, has_twin, shared_out, strong_bearer_first, whole_name_first
from namenorm.resolving.words import Words
from namenorm.text.scripts import is_lower_case

_KEY_TIERS = (Tier.EXACT, Tier.FOLDED, Tier.MISSPELLING, Tier.KNOWN, Tier.INFLECTED)
_KEY_SCORES = {Tier.EXACT: 0.999, Tier.FOLDED: 0.99, Tier.MISSPELLING: 0.98, Tier.KNOWN: 0.95, Tier.INFLECTED: 0.9}
_CONFLICT = 0.3  # the most that a candidate scores whose numbers or gender contradict the name
_SURNAME = 0.7  # the least similarity of a bare surname to that of its bearer
_UNLIKE_OWN_NAMES = -2.0  # log-odds of a place by a name in another script that is only somewhat like the query
_CROSS_SCRIPT = 0.2  # learned costs between two scripts make the same name about this much less similar
_SURNAME_LETTERS = 4  # of a surname that is recognised when it is misspelt
_ORDINARY_LETTERS = 6  # shorter words in lower case are never taken for a similar name
_LOWER_CASE = 0.9  # longer ones need this probability
_SHORT_FORM = 3  # letters; shorter aliases and acronyms are matched by their letters alone or not at all


def decide_equal(asked: Asked, bearers: Sequence[Bearer]) -> Verdict[Bearer] | None:
    """What a query means that is the name of some entities; ``None`` where that does not settle it."""
    strong = _strong(asked, bearers)
    return _decide_known(asked.query, strong, bearers) if strong else None


def decide(asked: Asked, ranked: Sequence[Ranked], config: Config) -> Verdict[Ranked]:
    """What a query means, given the entities that it could mean."""
    query = asked.query
    equal = [item for item in ranked if item.tier in _KEY_TIERS and not _is_doubtful_form(item, ranked)]
    strong = _strong(asked, equal)
    if strong:
        return _decide_known(query, strong, ranked)
    if any(item.tier is not Tier.INFLECTED for item in equal):
        return _decide_weak(query, equal, ranked)
    return _decide_similar(query, ranked, config)


def _is_doubtful_form(item: Ranked, ranked: Sequence[Ranked]) -> bool:
    """Whether a name that may be an inflected form is as few letters from another name of its script.

    Where names lie close together, what looks like an ending is as often the end of a name that is not listed.
    """
    letters = item.feature("keystrokes")
    return item.tier is Tier.INFLECTED and any(
        other.feature("same_script") and other.feature("keystrokes") <= letters
        for other in ranked
        if other.tier is not Tier.INFLECTED and not other.alignment.free_right
    )


def _strong(asked: Asked, items: Sequence[Item]) -> list[Item]:
    """The entities whose equal alias alone means them; behind a title a weak one does."""
    strong = [item for item in items if not caveat_of(asked.query, item)]
    return strong or [item for item in items if asked.title and item.alias.strength == "weak"]


def decide_slip(query: Query, bearers: Sequence[Bearer], score: float) -> Verdict[Bearer]:
    """What a query means that is surely a misspelling of the name of some entities."""
    return _by_claim(query, bearers, score, score)


def _decide_known(query: Query, strong: Sequence[Item], ranked: Sequence[Item]) -> Verdict[Item]:
    tier = min((item.tier for item in strong), key=_KEY_TIERS.index)
    bearers = [item for item in strong if item.tier is tier]
    score = 1.0 if tier is Tier.EXACT and len(strong) == 1 else _KEY_SCORES[tier]
    verdict = _by_claim(query, bearers, 1.0, score)
    bearing = {item.row for item in bearers}
    others = [item for item in ranked if item.row not in bearing]
    rest = [Judged(item, min(item.probability, UNSURE), caveat_of(query, item)) for item in others]
    return Verdict(verdict.status, (*verdict.candidates, *rest))


def _by_claim(query: Query, bearers: Sequence[Item], shared: float, most: float) -> Verdict[Item]:
    """Who of those that bear a name is meant: the likeliest, scored ``most``, or any, so that they share ``shared``."""
    if len(bearers) == 1:
        return Verdict(Status.RESOLVED, (Judged(bearers[0], most),))
    claims = [(claim_of(query, item), item) for item in bearers]
    claims.sort(key=lambda claim: (-claim[0], claim[1].row))
    (first, meant), (second, _) = claims[:2]
    if first < LIKELIER * second:
        total = sum(claim for claim, _ in claims) / shared
        shares = [Judged(item, claim / total, "a name that several entities bear") for claim, item in claims]
        return Verdict(Status.AMBIGUOUS, tuple(shares))
    score = min(most, first / (first + second))
    less = [Judged(item, min(1 - score, UNSURE), "bears the same name") for _, item in claims[1:]]
    return Verdict(Status.RESOLVED, (Judged(meant, score), *less))


def _decide_weak(query: Query, weak: list[Ranked], ranked: Sequence[Ranked]) -> Verdict[Ranked]:
    weak = sorted(weak, key=lambda item: (_KEY_TIERS.index(item.tier), -claim_of(query, item), item.row))
    total = sum(claim_of(query, item) for item in weak) + 0.5
    first = [Judged(item, min(claim_of(query, item) / total, 0.9), caveat_of(query, item)) for item in weak]
    rows = {item.row for item in weak}
    rest = [Judged(item, min(item.probability, UNSURE)) for item in ranked if item.row not in rows]
    return Verdict(Status.AMBIGUOUS, (*first, *rest))


def _decide_similar(query: Query, ranked: Sequence[Ranked], config: Config) -> Verdict[Ranked]:
    judged = best_first(_judged_similar(query, item, ranked) for item in ranked)
    if not judged:
        return Verdict(Status.NIL, ())
    judged = strong_bearer_first(query, whole_name_first(judged))
    best, score, note = judged[0][:3]
    bearers = _surname_bearers(query, judged)
    unlikely = score < config.min_probability
    if bearers and (unlikely or (best is bearers[0].item and len(bearers) > 1)):
        rows = {entry.item.row for entry in bearers}
        rest = (entry for entry in judged if entry.item.row not in rows)
        return Verdict(Status.AMBIGUOUS, (*shared_out(query, bearers), *rest))
    if unlikely:
        shares = [entry.score for entry in bearers_of_first(judged)]
        likely = len(shares) > 1 and sum(shares) >= config.min_probability
        return Verdict(Status.AMBIGUOUS if likely else Status.NIL, tuple(shared_out(query, judged)))
    runner_up = judged[1].score if len(judged) > 1 else 0.0
    if score - runner_up >= config.min_margin and not note and not has_twin(judged):
        return Verdict(Status.RESOLVED, tuple(judged))
    return Verdict(Status.AMBIGUOUS, tuple(shared_out(query, judged)))


def _surname_bearers(query: Query, judged: Sequence[Judged[Ranked]]) -> list[Judged[Ranked]]:
    """Persons whose surname the whole query is, where it is one word: it could be any of them."""
    return [
        Judged(item, score, "a surname, without a given name")
        for item, score, note, _ in judged
        if not note and _surname_similarity(item) >= _SURNAME and not _looks_ordinary(query, item, item.probability)
    ]


def _surname_similarity(item: Ranked) -> float:
    """How similar a query is to the surname of a person, where it has no given name; 0 where it is no surname.

    A title, a particle or initials may stand before it.
    """
    query, words = item.words
    own, plain = _written_out(query), _written_out(words)
    if item.type != "person" or len(own) != 1 or not plain:
        return 0.0
    surname = plain[-1 if item.in_order else 0]
    if len(words.texts[surname]) < _SURNAME_LETTERS:
        return 0.0
    inflected = words.texts[surname] in dictionary_words(query.folded).get(query.texts[own[0]], {})
    if contradicts_otherwise(item) if inflected else len(plain) < 2 or contradicts(item):
        return 0.0  # "Putina" is a woman, or a case form of "Putin"
    same_script = item.feature("same_script")
    if any(pair.right in plain and pair.right != surname and not pair.initial for pair in item.alignment.pairs):
        return 0.0  # what stands before it is a given name, though it looks like a title
    for pair in item.alignment.pairs:
        if (pair.left, pair.right, pair.left_size, pair.right_size) == (own[0], surname, 1, 1):
            return pair.similarity + (0.0 if same_script else _CROSS_SCRIPT)
    return 0.0


def _written_out(words: Words) -> list[int]:
    """The places of words that name somebody, initials aside."""
    return [place for place in words.plain() if len(words.texts[place]) > 1]


def _judged_similar(query: Query, item: Ranked, ranked: Sequence[Ranked]) -> Judged[Ranked]:
    """An entity whose alias is only similar."""
    odds = _UNLIKE_OWN_NAMES if is_unlike_own_names(item) else 0.0
    probability = min(with_odds(item.probability, odds), most_likely(item.features))
    if item.tier is Tier.INFLECTED and not _is_doubtful_form(item, ranked):
        return Judged(item, max(probability, _KEY_SCORES[Tier.INFLECTED]), caveat_of(query, item))
    against = contradiction(item) or next((note for note, tells in _BY_TEXT if tells(query.text, item)), "")
    probability = min(probability, _CONFLICT) if against else probability
    caveat = (
        caveat_of(query, item)
        or ("may be a son or the father, of the same name" if has_other_generation(item) else "")
        or ("may be another, whose name has a word less" if lacks_telling_word(item) else "")
        or (DEMONYM if probability > _CONFLICT and _is_demonym(item) else "")
    )
    if item.alias.kind == "acronym" or len(item.alias_side.words.joined) < _SHORT_FORM:
        against = against or "acronyms and short names are meant by all their letters only"
    elif _looks_ordinary(query, item, probability):
        against = against or "more likely an ordinary word"
    return Judged(item, min(probability, _CONFLICT) if against else probability, caveat, against)


def _is_demonym(item: Ranked) -> bool:
    folded = item.query_side.words.folded
    return item.type == "place" and " " not in folded and is_demonym_of(folded, item.entity)


def _looks_ordinary(query: Query, item: Ranked, probability: float) -> bool:
    """Whether a word in lower case is more likely a word of the language than a misspelt name."""
    words = item.query_side.words
    if not is_lower_case(query.text) or len(words.texts) > 1 or item.alias.text.islower():
        return False
    return len(words.joined) <= _ORDINARY_LETTERS or probability < _LOWER_CASE


_BY_TEXT = (
    ("what is said of its place is not so", is_elsewhere),
    ("it is named after the country", is_named_after_country),
    ("it is of another country", is_of_country),
)
