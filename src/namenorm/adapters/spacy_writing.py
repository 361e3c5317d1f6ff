"""Writes the links of one doc: its span group, its entities with their KB IDs, and the plain data beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.tokens import Span, SpanGroup

from namenorm.adapters.spacy_options import DEMONYM
from namenorm.adapters.spacy_records import forget, record_of, store, store_edits

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc

    from namenorm.adapters.spacy_options import Options
    from namenorm.model import Edit, Link

NIL = "NIL"
"""The KB ID that spaCy's own linker gives to an entity without a link; so its scorer counts ours alike."""


def write(
    doc: Doc, found: Sequence[Link], linked: Sequence[tuple[Span, Link]], edits: Sequence[Edit], options: Options
) -> None:
    """Writes what was ``found`` in a doc and what its entities were ``linked`` to, in the order of the text."""
    forget(doc, options.spans_key)
    store_edits(doc, edits, options.spans_key)
    old = {(span.start_char, span.end_char) for span, _ in linked}
    fresh = [link for link in found if (link.mention.start, link.mention.end) not in old]
    spans = [_keep(_relabelled(span, link), link, options) for span, link in linked]
    new = [_keep(_tokens(doc, link, options), link, options) for link in fresh]
    spans += new
    spans.sort(key=lambda span: (span.start, -span.end))
    doc.spans[options.spans_key] = SpanGroup(doc, name=options.spans_key, spans=spans)
    for span, link in linked:
        _set_kb_id(span, link.resolution.id or NIL, overwrite=options.overwrite)
    if options.annotate_ents and options.ents_filter is not None:
        doc.ents = list(options.ents_filter(doc.ents, new))


def _tokens(doc: Doc, link: Link, options: Options) -> Span:
    """The tokens that a mention touches: where they don't align, more than the mention, never less."""
    mention, label, kb_id = link.mention, _label(link, options), link.resolution.id or ""
    tokens = doc.char_span(mention.start, mention.end, label=label, kb_id=kb_id, alignment_mode="expand")
    assert tokens is not None  # a mention has a letter, and every letter is in a token
    return tokens


def _label(link: Link, options: Options) -> str:
    best = link.resolution.best
    kind = DEMONYM if link.kind == "demonym" else best.type if best else "other"
    return options.labels.get(kind, kind)


def _relabelled(entity: Span, link: Link) -> Span:
    """The tokens of an entity, with the KB ID that they were linked to."""
    return Span(entity.doc, entity.start, entity.end, label=entity.label_, kb_id=link.resolution.id or "")


def _keep(span: Span, link: Link, options: Options) -> Span:
    """The span, its record kept beside it; with an ID of its own where other mentions have the same tokens."""
    span_id = store(span, record_of(link, span.start_char), options.spans_key)
    if not span_id:
        return span
    return Span(span.doc, span.start, span.end, label=span.label_, kb_id=span.kb_id_, span_id=span_id)


def _set_kb_id(entity: Span, kb_id: str, *, overwrite: bool) -> None:
    for token in entity:
        if overwrite or not token.ent_kb_id:
            token.ent_kb_id_ = kb_id
