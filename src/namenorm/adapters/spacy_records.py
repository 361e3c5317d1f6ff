"""Links on a `Doc`: its span group, its entities with their KB IDs, and plain data that extension attributes read.

A record lies in ``doc.user_data`` under the key that spaCy itself uses for ``Span._.namenorm``, with offsets that count
from the start of its span. So everything that moves spans moves the records too: ``Span.as_doc``, ``Doc.from_docs``,
``DocBin``, pickling, JSON and worker processes. Only strings, numbers, lists and dicts are stored.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from spacy.scorer import Scorer
from spacy.tokens import Doc, Span, SpanGroup

from namenorm.adapters.spacy_options import DEMONYM, SPANS_KEY, Options
from namenorm.model import Edit, Link
from namenorm.record import encode_candidate

if TYPE_CHECKING:
    from spacy.training import Example

Record = dict[str, Any]

NIL = "NIL"
"""The KB ID that spaCy's own linker gives to an entity without a link; so its scorer counts ours alike."""
_PREFIX = "._."
_NAME = "namenorm"
_EDIT = "namenorm_edit"
_INTERNAL = ("group", "span_id")
_NO_LINK = (NIL, "")


def write(
    doc: Doc, found: Sequence[Link], linked: Sequence[tuple[Span, Link]], edits: Sequence[Edit], options: Options
) -> None:
    """Writes what was ``found`` in a doc and what its entities were ``linked`` to, in the order of the text."""
    _forget(doc, options.spans_key)
    for edit in edits:
        _data(doc)[_PREFIX, _EDIT, edit.start, edit.end] = [{"after": edit.after, "group": options.spans_key}]
    old = {(span.start_char, span.end_char) for span, _ in linked}
    fresh = [link for link in found if (link.mention.start, link.mention.end) not in old]
    spans = [
        _keep(Span(doc, span.start, span.end, label=span.label_, kb_id=link.resolution.id or ""), link, options)
        for span, link in linked
    ]
    new = [_keep(_tokens(doc, link, options), link, options) for link in fresh]
    spans += new
    spans.sort(key=lambda span: (span.start, -span.end))
    doc.spans[options.spans_key] = SpanGroup(doc, name=options.spans_key, spans=spans)
    for span, link in linked:
        for token in span:
            if options.overwrite or not token.ent_kb_id:
                token.ent_kb_id_ = link.resolution.id or NIL
    if options.annotate_ents and options.ents_filter is not None:
        before = doc.ents
        doc.ents = list(options.ents_filter(before, new))
        for token in (token for span in before for token in span if token.ent_iob_ == "O"):
            token.ent_kb_id = 0  # spaCy leaves that of an entity which the filter has dropped


def _tokens(doc: Doc, link: Link, options: Options) -> Span:
    """The tokens that a mention touches: where they don't align, more than the mention, never less."""
    mention, best, kb_id = link.mention, link.resolution.best, link.resolution.id or ""
    kind = DEMONYM if link.kind == "demonym" else best.type if best else "other"
    label = options.labels.get(kind, kind)
    tokens = doc.char_span(mention.start, mention.end, label=label, kb_id=kb_id, alignment_mode="expand")
    assert tokens is not None  # a mention has a letter, and every letter is in a token
    return tokens


def _keep(span: Span, link: Link, options: Options) -> Span:
    """The span, its record kept beside it; with an ID of its own where other mentions have the same tokens."""
    span_id = _store(span, _record_of(link, span.start_char), options.spans_key)
    if not span_id:
        return span
    return Span(span.doc, span.start, span.end, label=span.label_, kb_id=span.kb_id_, span_id=span_id)


def _record_of(link: Link, start: int) -> Record:
    """The record of a link in a span that starts at the character ``start``."""
    mention, resolution, best = link.mention, link.resolution, link.resolution.best
    return {
        "start": mention.start - start,
        "end": mention.end - start,
        "surface": mention.surface,
        "status": str(resolution.status),
        "id": resolution.id,
        "canonical": best.label if best and resolution.id else None,
        "type": best.type if best else None,
        "kind": link.kind,
        "tier": str(best.tier) if best else None,
        "score": float(resolution.score),
        "candidates": list(map(encode_candidate, resolution.candidates)),
    }


def _store(span: Span, record: Record, group: str) -> str:
    """Keeps a record with the tokens of a span; returns the ID that tells it from others of the same tokens."""
    data, key = _data(span.doc), _key(span)
    records = data.get(key)
    if not records:
        data[key] = [{**record, "group": group, "span_id": ""}]
        return ""
    taken = {known["span_id"] for known in records}
    span_id = next(text for text in ("", *map(str, range(1, len(records) + 1))) if text not in taken)
    # A new list: that in user_data may be shared with a copy of the doc.
    data[key] = [*records, {**record, "group": group, "span_id": span_id}]
    return span_id


def _forget(doc: Doc, group: str) -> None:
    """Removes what an earlier run left for the spans of a group."""
    if not doc.user_data:
        return
    for key, records in [*_stored(doc, _NAME), *_stored(doc, _EDIT)]:
        kept = [record for record in records if record["group"] != group]
        if kept:
            _data(doc)[key] = kept
        else:
            del _data(doc)[key]


def _data(doc: Doc) -> dict[Any, Any]:
    return doc.user_data  # spaCy's stubs know string keys only


def _key(span: Span) -> tuple[str, str, int, int]:
    return (_PREFIX, _NAME, span.start_char, span.end_char)


def _stored(doc: Doc, name: str) -> Iterator[tuple[tuple[Any, ...], list[Record]]]:
    for key, records in _data(doc).items():
        if isinstance(key, tuple) and len(key) == 4 and key[:2] == (_PREFIX, name) and key[3] is not None:
            yield key, records


def _read(span: Span) -> Record | None:
    """The record of a span with offsets into the text of its doc; ``None`` for a span that namenorm did not see."""
    records = _data(span.doc).get(_key(span))
    if not records:
        return None
    # Several mentions in the same tokens are told apart by their KB ID and the ID of the span, which JSON leaves out.
    record = max(records, key=lambda record: ((record["id"] or "") == span.kb_id_, record["span_id"] == span.id_))
    return _moved(record, span.start_char)


def _write(span: Span, records: list[Record]) -> None:
    """The setter that `Doc.from_json` calls with what `Doc.to_json` wrote."""
    _data(span.doc)[_key(span)] = records


def _moved(record: Record, offset: int) -> Record:
    shown = {name: value for name, value in record.items() if name not in _INTERNAL}
    # DocBin gives back tuples for lists.
    return {
        **shown,
        "start": record["start"] + offset,
        "end": record["end"] + offset,
        "candidates": list(record["candidates"]),
    }


def _canonical(span: Span) -> str | None:
    """The label of the entity that a span means; ``None`` unless RESOLVED."""
    record = _read(span)
    return record["canonical"] if record else None


def _text(doc: Doc) -> str:
    """The text of a doc with its names repaired; the text itself where nothing was repaired."""
    pieces, position, text = [], 0, doc.text
    for key, edits in sorted(_stored(doc, _EDIT), key=lambda item: item[0][2:]):
        start, end = key[2:]
        # Two components may have edited the same letters; a doc cut out of another has the edits of what was cut off.
        if start >= position and end <= len(text):
            pieces += [text[position:start], edits[0]["after"]]
            position = end
    return "".join([*pieces, text[position:]])


def register_extensions() -> None:
    """Makes ``Span._.namenorm``, ``Span._.canonical`` and ``Doc._.namenorm_text`` known.

    Making the component calls it; call it yourself to read stored docs in a process without the component.

    >>> register_extensions()
    >>> Span.has_extension("namenorm")
    True
    """
    _register(Span, "namenorm", getter=_read, setter=_write)
    _register(Span, "canonical", getter=_canonical)
    _register(Doc, "namenorm_text", getter=_text)


def _register(owner: type[Doc | Span], name: str, **options: Any) -> None:
    if not owner.has_extension(name):
        owner.set_extension(name, **options)
        return
    getter = owner.get_extension(name)[2]
    if getattr(getter, "__module__", None) != __name__:
        warnings.warn(
            f"{owner.__name__}._.{name} was already taken by another component and is left as it is; "
            f"read {owner.__name__.lower()}.user_data or remove the other extension",
            stacklevel=3,
        )


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
