"""Scores of the component, all counted by spaCy's own Scorer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from spacy.scorer import Scorer
from spacy.tokens import Span

from namenorm.adapters.spacy_options import SPANS_KEY
from namenorm.adapters.spacy_records import NIL

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from spacy.tokens import Doc
    from spacy.training import Example

_NO_LINK = (NIL, "")


def namenorm_score(examples: Iterable[Example], *, spans_key: str = SPANS_KEY, **settings: Any) -> dict[str, Any]:
    """Precision, recall and F of mentions and links.

    * ``nel_*``: the links of those entities that the gold ``doc.ents`` have too (`Scorer.score_links`);
    * ``spans_<key>_*``: mentions with their labels, where the gold doc has that span group (`Scorer.score_spans`);
    * ``<key>_links_*``: mentions with their IDs, end to end; gold is that span group, else ``doc.ents`` with KB IDs.
    """
    examples = list(examples)
    settings = {name: value for name, value in settings.items() if name != "labels"}
    groups = f"spans_{spans_key}"
    links = f"{spans_key}_links"
    return {
        **Scorer.score_links(examples, negative_labels=list(_NO_LINK), **settings),
        **Scorer.score_spans(
            examples,
            groups,
            getter=lambda doc, _: doc.spans.get(spans_key, []),
            has_annotation=lambda doc: spans_key in doc.spans,
            allow_overlap=True,
        ),
        **Scorer.score_spans(
            examples,
            links,
            getter=lambda doc, _: _linked(doc, spans_key),
            has_annotation=lambda doc: spans_key in doc.spans or any(token.ent_kb_id for token in doc),
            allow_overlap=True,
        ),
    }


def _linked(doc: Doc, spans_key: str) -> Sequence[Span]:
    spans: Iterable[Span] = doc.spans.get(spans_key, doc.ents)
    return [Span(doc, span.start, span.end, label=span.kb_id_) for span in spans if span.kb_id_ not in _NO_LINK]
