"""Rivals: what entities that are likely for one name leave to each other.

The only strong bearer of a name leaves nothing to those of whom it is a weak one, a whole name nothing to those that
have longer ones, and two entities a letter away leave none of them sure.
"""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz.distance import OSA

from namenorm.model import Query
from namenorm.resolving.contradictions import contradicts
from namenorm.resolving.features import most_likely
from namenorm.resolving.judged import LIKELIER, UNSURE, Judged, best_first, caveat_of, claim_of
from namenorm.resolving.ranking import Ranked
from namenorm.resolving.words import Kind
from namenorm.text.scripts import script

_TWINS, _SURE = 1, 0.7  # of entities so many letters away, equally near, one is meant from this probability on
_WHOLE = 0.95  # as a name that is known to mean an entity
_LIKELY_TWIN = 0.1  # of the other, where a name in another script makes one of them likelier


def whole_name_first(judged: list[Judged[Ranked]]) -> list[Judged[Ranked]]:
    """A whole name means what has it, no longer one: "Unii Europejskiej" is no Council, "Siemens" not Siemens Energy.

    It is whole in a case form of several words, or but for its legal form, which most leave out.
    """
    longer = [entry for entry in judged if _lacks_words(entry.item)]
    forms = [entry for entry in judged if not entry.note and _is_case_form(entry.item)]
    legal = [entry for entry in judged if not entry.note and _lacks_legal_form(entry.item)]
    if len(legal) > 1 and not forms:
        note = "may be another, of the same name but for its legal form"
        return [entry._replace(note=note) if entry in legal else entry for entry in judged]
    whole = forms[:1] or legal
    if not longer or not whole:
        return judged
    first = whole[0]
    others = [entry for entry in judged if entry is not first and entry not in longer]
    others += [entry._replace(score=min(entry.score, UNSURE)) for entry in longer]
    most = max(first.score, *(entry.score for entry in longer), *([] if forms else [_WHOLE]))
    return best_first([first._replace(score=most), *others])


def _is_case_form(item: Ranked) -> bool:
    is_inflected = item.feature("inflected") and len(item.query_side.words.texts) > 1
    return bool(is_inflected and not item.alignment.free_right and not contradicts(item))


def _lacks_legal_form(item: Ranked) -> bool:
    """Whether a query has all words of an organisation's name, spelt as there, but for its legal form."""
    (x, y), alignment = item.words, item.alignment
    if item.type != "organization" or alignment.free_left or not alignment.free_right or _lacks_words(item):
        return False
    return all(pair.is_single and x.texts[pair.left] == y.texts[pair.right] for pair in alignment.pairs)


def _lacks_words(item: Ranked) -> bool:
    """Whether an alias has more words than a query, legal forms aside."""
    return any(item.alias_side.words.kinds[place] is not Kind.LEGAL for place in item.alignment.free_right)


def strong_bearer_first(query: Query, judged: list[Judged[Ranked]]) -> list[Judged[Ranked]]:
    """Of entities reached by one and the same name, the only or likeliest one whose strong name it is comes first.

    How similar the name is to the query is the same for all of them; the others, of whom it is a weak name, are no
    rivals then, and what they took from the probability that it is this name is its own.
    """
    same = _of_first_name(judged)
    strong = [entry for entry in same if entry.item.alias.strength == "strong" and entry.item.alias.kind != "demonym"]
    strong.sort(key=lambda entry: -claim_of(query, entry.item))
    claims = [claim_of(query, entry.item) for entry in strong]
    # A word more may tell which of them is meant.
    shared = len(strong) > 1 and (bool(judged[0].item.alignment.free_left) or claims[0] < LIKELIER * claims[1])
    if not strong or shared or len(same) == 1:
        return judged
    first, rows = strong[0], {entry.item.row for entry in same}
    rivals = [
        _as_rival(query, entry) if entry.item.row in rows else entry for entry in judged if entry.item is not first.item
    ]
    shares = sum(entry.item.probability for entry in bearers_of_first(judged))
    best = max(min(shares, most_likely(first.item.features)), *(entry.score for entry in same))
    return [first._replace(score=min(best, claims[0] / sum(claims))), *best_first(rivals)]


def _as_rival(query: Query, entry: Judged[Ranked]) -> Judged[Ranked]:
    note = entry.note or caveat_of(query, entry.item) or "bears the same name"
    return entry._replace(score=min(entry.score, UNSURE), note=note)


def _of_first_name(judged: Sequence[Judged[Ranked]]) -> list[Judged[Ranked]]:
    """The entities reached by the same name as the first."""
    name = judged[0].item.alias_side.words.texts
    return [entry for entry in judged if entry.item.alias_side.words.texts == name]


def bearers_of_first(judged: Sequence[Judged[Ranked]]) -> list[Judged[Ranked]]:
    """Those of them that nothing contradicts."""
    same = _of_first_name(judged)
    return [entry for entry in same if entry.score >= min(entry.item.probability, most_likely(entry.item.features))]


def shared_out(query: Query, judged: Sequence[Judged[Ranked]]) -> list[Judged[Ranked]]:
    """Some entities, what the bearers of the first name score together shared out by how likely each is meant."""
    bearers = bearers_of_first(judged)
    if len(bearers) < 2:
        return list(judged)
    claims = [claim_of(query, entry.item) for entry in bearers]
    total = min(sum(entry.score for entry in bearers), most_likely(bearers[0].item.features))
    shared = [entry._replace(score=total * claim / sum(claims)) for entry, claim in zip(bearers, claims, strict=True)]
    return best_first([*shared, *(entry for entry in judged if entry not in bearers)])


def has_twin(judged: Sequence[Judged[Ranked]]) -> bool:
    """Whether the likeliest entity is a letter away, and in the script of the name another one as near."""
    first, score = judged[0].item, judged[0].score
    if score < _SURE and (least := _edits(first)) <= _TWINS:
        rivals = (entry.item for entry in judged[1:] if not entry.against)
        if any(item.feature("same_script") and _edits(item) <= least for item in rivals):
            return True
    return not first.feature("same_script") and _is_written_nearer(judged)


def _is_written_nearer(judged: Sequence[Judged[Ranked]]) -> bool:
    """Whether another entity is a letter away as it is written, and the likeliest only like it in another script.

    "Dakkar" may be Dhaka (ダッカ), or Dakar. If the likeliest has a name in the script of the query that is as near, or
    none at all, the other has to be somewhat likely too.
    """
    first, own = judged[0].item, _names_written_near(judged[0].item)
    near = [
        score for item, score, note, against in judged[1:] if not (note or against) and _names_written_near(item) - own
    ]
    is_near = bool(own) or not first.feature("has_own_script")
    return max(near, default=0.0) >= _LIKELY_TWIN if is_near else bool(near)


def _edits(item: Ranked) -> int:
    return OSA.distance(item.query_side.words.joined, item.alias_side.words.joined)


def _names_written_near(item: Ranked) -> set[str]:
    """The names that mean an entity, in the script of the query, that are a letter from it as they are written."""
    kb, folded = item.kb, item.query_side.words.folded
    written, own = folded.replace(" ", ""), script(folded)
    names = {
        kb.folded(row).replace(" ", "")
        for row in kb.entity_aliases(item.row)
        if kb.script(row) == own and kb.alias_kind(row) != "acronym" and kb.alias(row).strength == "strong"
    }
    return {name for name in names if OSA.distance(written, name, score_cutoff=_TWINS) <= _TWINS}
