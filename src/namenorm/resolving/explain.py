"""Says in a sentence or two why a name was resolved as it was."""

from __future__ import annotations

from collections.abc import Iterator

from namenorm.model import Candidate, Resolution, Status, Tier
from namenorm.resolving.distance import trace
from namenorm.resolving.edits import default_edits
from namenorm.resolving.words import read_words
from namenorm.text.keys import name_form

_TIERS = {
    Tier.EXACT: "is exactly the alias", Tier.FOLDED: "is, but for case, marks or spacing, the alias",
    Tier.MISSPELLING: "is listed as a misspelling:", Tier.KNOWN: "is known to be another name of what has the alias",
    Tier.INFLECTED: "is an inflected form of the alias", Tier.FUZZY: "is similar to the alias",
    Tier.ROMANISED: "reads, in Latin letters, like the alias",
}  # fmt: skip
_SHORT = ("surname", "part", "unique")
"""How a mention is found that is short for an alias."""
_REASONS = frozenset({"known_difference", "known_name", "organised", "contradiction", "caveat"})


def explain(resolution: Resolution) -> str:
    """One or two sentences: which alias, which words stand for which, what speaks against, and the runner-up."""
    name = f"“{resolution.query.text}”"
    best = resolution.best
    if best is None:
        return f"{name} is not a name that is known here, and nothing is similar to it."
    if resolution.status is Status.RESOLVED:
        meaning = f"{best.label} ({best.entity_id}, score {best.score:.2f})"
        text = f"{name} {_reason(resolution, best)}, so it means {meaning}."
    elif resolution.status is Status.AMBIGUOUS:
        others = " or ".join(f"{item.label} ({item.entity_id}, {item.score:.2f})" for item in resolution.candidates[:3])
        text = f"{name} is ambiguous: {others}. It {_reason(resolution, best)}."
    else:
        closest = f"{best.label} ({best.entity_id})"
        text = f"{name} is not known. The closest is {closest}, but at {best.score:.2f} not close enough"
        against = "; ".join(_against(best))
        text += f": {against}." if against else "."
    if resolution.redirected_from:
        text += f" It has replaced {resolution.redirected_from}."
    if len(resolution.candidates) > 1 and resolution.status is not Status.AMBIGUOUS:
        other = resolution.candidates[1]
        text += f" Next best: {other.label} ({other.entity_id}, {other.score:.2f})."
    return text


def _reason(resolution: Resolution, candidate: Candidate) -> str:
    alias = f"“{candidate.alias.text}”" + (f" ({candidate.alias.lang})" if candidate.alias.lang != "und" else "")
    is_short = any(item.feature == "tier" and item.note in _SHORT for item in candidate.evidence)
    parts = [f"{'is short for the alias' if is_short else _TIERS[candidate.tier]} {alias}"]
    parts += [f" behind the title {_quoted(item.note)}" for item in candidate.evidence if item.feature == "title"]
    if candidate.tier in (Tier.FUZZY, Tier.ROMANISED, Tier.INFLECTED):
        pairs = [item.note for item in candidate.evidence if item.feature == "word"]
        edits = _edits(resolution, candidate)
        if pairs:
            parts.append(f" with {', '.join(pairs)}" + (f" ({edits})" if edits else ""))
    against = "; ".join(_against(candidate))
    return "".join(parts) + (f"; against it: {against}" if against else "")


def _edits(resolution: Resolution, candidate: Candidate) -> str:
    """The edits between the words that are not equal: "kk → k"."""
    groups = [read_words(name_form(text)).group for text in (resolution.query.text, candidate.alias.text)]
    table = default_edits().table(*groups)
    found = []
    for item in candidate.evidence:
        left, right = item.sides
        if item.feature == "word" and left != right:
            steps = trace(table, left.replace(" ", ""), right.replace(" ", ""))
            found += [f"{x or '∅'} → {y or '∅'}" for x, y, _ in steps if x != y]
    return ", ".join(dict.fromkeys(found))


def _against(candidate: Candidate) -> Iterator[str]:
    for name, words in (("unmatched_query_word", "nothing stands for"), ("unmatched_alias_word", "the alias also has")):
        left = [item.note for item in candidate.evidence if item.feature == name]
        if left:
            yield f"{words} {', '.join(map(_quoted, left))}"
    for item in candidate.evidence:
        is_told = item.weight < 0 and bool(item.note)
        if is_told and (item.feature.endswith("_conflict") or item.feature in _REASONS):
            yield item.note


def _quoted(word: str) -> str:
    return f"“{word}”"
