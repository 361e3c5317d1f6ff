"""What spaCy finds by entry point: the factory, the scorer, the readers and the functions of ``@misc``.

Annotations are evaluated here, not postponed: spaCy's config system reads them, and in its lowest supported version it
cannot resolve postponed ones.
"""

from collections.abc import Callable, Iterable
from dataclasses import fields
from functools import partial
from typing import Any

from spacy.language import Language
from spacy.tokens import Span

from namenorm.adapters.spacy_options import SPANS_KEY, Options, engine_config, label_scheme

DEFAULT_CONFIG: dict[str, Any] = {
    "gazetteer": None,
    **{item.name: item.default for item in fields(Options)},
    "labels": "ontonotes",
    "ents_filter": {"@misc": "spacy.prioritize_existing_ents_filter.v1"},
    "preset": "default",
    "settings": {},
    "save_index": True,
    "scorer": {"@scorers": "namenorm.namenorm_scorer.v1"},
}
"""The config of the component ``namenorm``, described in ``docs/reference/spacy.md``."""


@Language.factory(
    "namenorm",
    assigns=["doc.spans", "doc.ents", "token.ent_kb_id", "span._.namenorm", "span._.canonical", "doc._.namenorm_text"],
    requires=[],  # the mode `link` needs entities, which it says when there are none: this is the same for all modes
    default_config=DEFAULT_CONFIG,
    default_score_weights={"nel_micro_f": 1.0, "nel_micro_p": None, "nel_micro_r": None, "namenorm_links_f": None},
)
def make_namenorm(
    nlp: Language,
    name: str,
    *,
    gazetteer: str | list[str] | None,
    mode: str,
    lang: str | None,
    types: list[str] | None,
    overlaps: bool,
    demonyms: bool,
    labels: str | dict[str, str],
    spans_key: str,
    annotate_ents: bool,
    ents_filter: Callable[[Iterable[Span], Iterable[Span]], Iterable[Span]] | None,
    overwrite: bool,
    rewrite: str | None,
    preset: str,
    settings: dict[str, Any],
    save_index: bool,
    scorer: Callable[..., dict[str, Any]] | None,
) -> Any:
    """The component ``namenorm``. Raises `namenorm.errors.ConfigError` for an option that cannot be."""
    from namenorm.adapters.spacy_component import NamenormComponent
    from namenorm.adapters.spacy_gazetteer import Gazetteer

    options = Options(
        mode=mode, lang=lang, types=None if types is None else tuple(types), overlaps=overlaps, demonyms=demonyms,
        labels=label_scheme(labels), spans_key=spans_key, annotate_ents=annotate_ents, ents_filter=ents_filter,
        overwrite=overwrite, rewrite=rewrite,
    )  # fmt: skip
    source = Gazetteer(gazetteer, engine_config(preset, settings))
    if scorer is not None and spans_key != SPANS_KEY:
        scorer = partial(scorer, spans_key=spans_key)
    return NamenormComponent(nlp.vocab, name, options, source, save_index=save_index, scorer=scorer)


def make_namenorm_scorer() -> Callable[..., dict[str, Any]]:
    """``@scorers = "namenorm.namenorm_scorer.v1"``: see `namenorm.adapters.spacy_records.namenorm_score`."""
    from namenorm.adapters.spacy_records import namenorm_score

    return namenorm_score


def read_gazetteer(source: str | list[str]) -> list[dict[str, Any]]:
    """``@readers = "namenorm.Gazetteer.v1"``: the records of a gazetteer, for ``[initialize.components.namenorm]``."""
    from namenorm.adapters.spacy_linker import entities_of
    from namenorm.record import encode_entity

    return [encode_entity(entity) for entity in entities_of(source)]


def read_patterns(source: str | list[str], labels: str | dict[str, str] = "ontonotes") -> list[dict[str, str]]:
    """``@readers = "namenorm.Patterns.v1"``: the strong names of a gazetteer as patterns of a ``span_ruler``."""
    from namenorm.adapters.spacy_linker import entities_of
    from namenorm.gazetteer.exporters import spacy_patterns

    return list(spacy_patterns(entities_of(source), label_scheme(labels)))


def make_candidate_generator(gazetteer: str | list[str] | None = None, lang: str | None = None) -> Callable[..., Any]:
    """``@misc = "namenorm.CandidateGenerator.v1"``: candidates of one entity for spaCy's ``entity_linker``."""
    from namenorm.adapters.spacy_linker import CandidateGenerator

    return CandidateGenerator(gazetteer, lang)


def make_candidate_batch_generator(
    gazetteer: str | list[str] | None = None, lang: str | None = None
) -> Callable[..., Any]:
    """``@misc = "namenorm.CandidateBatchGenerator.v1"``: the same for several entities at once."""
    from namenorm.adapters.spacy_linker import CandidateGenerator

    return CandidateGenerator(gazetteer, lang).batch


def make_kb_loader(gazetteer: str | list[str] | None = None, entity_vector_length: int = 64) -> Callable[..., Any]:
    """``@misc = "namenorm.KnowledgeBase.v1"``: a gazetteer as the ``kb_loader`` of spaCy's ``entity_linker``."""
    from namenorm.adapters.spacy_linker import knowledge_base

    return partial(knowledge_base, gazetteer=gazetteer, entity_vector_length=entity_vector_length)
