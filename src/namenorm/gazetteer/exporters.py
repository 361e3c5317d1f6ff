"""Entities as lines of other formats. Every exporter is a generator of text, so that any gazetteer can be streamed.

* ``jsonl``: an entity a line, the same keys as the YAML;
* ``csv``: a name a row, for spreadsheets; `namenorm gazetteer import csv` reads it again;
* ``skos``: Turtle, labels as prefLabel, names as altLabel, misspellings as hiddenLabel;
* ``spacy-patterns``: JSON lines for spaCy's ``entity_ruler``, strong names only;
* ``spacy-kb``: a JSON object an alias, with the candidates and priors that ``KnowledgeBase.add_alias`` takes;
* ``openrefine``: an entity a row, for reconciliation by CSV.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import quote

from namenorm.gazetteer.importers.skos import CLASSES, OWN, SCHEMA, SKOS, WIKIDATA
from namenorm.model import Entity
from namenorm.record import encode_entity

Exporter = Callable[[Iterable[Entity]], Iterator[str]]

SPACY_LABELS = {
    "person": "PERSON", "organization": "ORG", "place": "GPE", "facility": "FAC", "event": "EVENT",
    "work": "WORK_OF_ART", "product": "PRODUCT", "law": "LAW", "other": "MISC",
}  # fmt: skip
"""The labels of spaCy's English pipelines."""


def export_jsonl(entities: Iterable[Entity]) -> Iterator[str]:
    """An entity a line."""
    for entity in entities:
        yield _json(encode_entity(entity))


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False) + "\n"


def _row(cells: Sequence[str]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\n").writerow(cells)
    return buffer.getvalue()


def export_csv(entities: Iterable[Entity]) -> Iterator[str]:
    """A name a row.

    >>> from namenorm.model import Entity
    >>> print("".join(export_csv([Entity("Q3616", "place", {"en": "Tehran"})])), end="")
    id,type,label,text,lang,kind,strength,source
    Q3616,place,Tehran,Tehran,en,label,strong,
    """
    yield _row(("id", "type", "label", "text", "lang", "kind", "strength", "source"))
    for entity in entities:
        head = (entity.id, entity.type, entity.label())
        source = "|".join(entity.sources)
        for alias in entity.aliases():
            yield _row((*head, alias.text, alias.lang, alias.kind, alias.strength, source))


def export_openrefine(entities: Iterable[Entity]) -> Iterator[str]:
    """An entity a row; further names are separated by ``|``."""
    yield _row(("id", "name", "type", "aliases", "wikidata"))
    for entity in entities:
        if entity.replaced_by is None:
            names = dict.fromkeys(alias.text for alias in entity.aliases() if alias.kind != "demonym")
            names.pop(entity.label(), None)
            item = entity.id if _is_wikidata(entity.id) else entity.xref.get("wikidata", "")
            yield _row((entity.id, entity.label(), entity.type, "|".join(names), item))


def export_spacy_patterns(entities: Iterable[Entity]) -> Iterator[str]:
    """A pattern a line."""
    return map(_json, spacy_patterns(entities, SPACY_LABELS))


def spacy_patterns(entities: Iterable[Entity], labels: Mapping[str, str]) -> Iterator[dict[str, str]]:
    """Patterns with the entity's ID as ``id``; weak names and demonyms would link too much."""
    for entity in entities:
        texts = (alias.text for alias in entity.aliases() if alias.strength == "strong" and alias.kind != "demonym")
        for text in dict.fromkeys(texts if entity.replaced_by is None else ()):
            yield {"label": labels[entity.type], "pattern": text, "id": entity.id}


def export_spacy_kb(entities: Iterable[Entity]) -> Iterator[str]:
    """Aliases with candidates and priors that add up to at most one, as spaCy wants them.

    Loading: ``kb.add_entity(id, freq, vector)`` for each entity, then ``kb.add_alias(**row)`` for each row.
    """
    for text, weights in name_priors(entities).items():
        total = max(1.0, sum(weights.values()))
        shares = [round(weight / total, 6) for weight in weights.values()]
        yield _json({"alias": text, "entities": list(weights), "probabilities": shares})


def name_priors(entities: Iterable[Entity]) -> dict[str, dict[str, float]]:
    """Name -> its bearers with their priors; a weak name means its bearer half as often."""
    found: dict[str, dict[str, float]] = {}
    for entity in entities:
        for alias in entity.aliases() if entity.replaced_by is None else ():
            if alias.kind != "demonym":
                prior = entity.prior * (0.5 if alias.strength == "weak" else 1.0)
                bearers = found.setdefault(alias.text, {})
                bearers[entity.id] = max(prior, bearers.get(entity.id, 0.0))
    return found


def export_skos(entities: Iterable[Entity]) -> Iterator[str]:
    """Turtle."""
    yield f"@prefix skos: <{SKOS}> .\n@prefix schema: <{SCHEMA}> .\n@prefix dct: <http://purl.org/dc/terms/> .\n"
    classes = {type_: name for name, type_ in CLASSES.items()}
    for entity in entities:
        kinds = "skos:Concept" + (f", schema:{classes[entity.type]}" if entity.type in classes else "")
        yield f"\n<{_address(entity.id)}>\n    a {kinds} ;\n"
        for lang, text in entity.labels.items():
            yield f"    skos:prefLabel {_literal(text, lang)} ;\n"
        for alias in entity.names:
            kind = "hiddenLabel" if alias.kind == "misspelling" else "altLabel"
            yield f"    skos:{kind} {_literal(alias.text, alias.lang)} ;\n"
        for source in entity.sources:
            yield f"    dct:source {_literal(source, 'und')} ;\n"
        if entity.replaced_by:
            yield f"    dct:isReplacedBy <{_address(entity.replaced_by)}> ;\n"
        yield f"    skos:notation {_literal(entity.id, 'und')} .\n"


def _address(entity_id: str) -> str:
    is_wikidata = _is_wikidata(entity_id)
    if is_wikidata or "://" not in entity_id:
        safe = "".join(char if char.isalnum() else quote(char, safe=":", errors="replace") for char in entity_id)
        return (WIKIDATA if is_wikidata else OWN) + safe
    return "".join(char for char in entity_id if char not in '<>"{}|^`\\ ')


def _literal(text: str, lang: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r")
    return f'"{escaped}"' if lang == "und" else f'"{escaped}"@{lang}'


def _is_wikidata(entity_id: str) -> bool:
    return entity_id[:1] == "Q" and entity_id[1:].isdigit()


EXPORTERS: dict[str, Exporter] = {
    "jsonl": export_jsonl,
    "csv": export_csv,
    "skos": export_skos,
    "spacy-patterns": export_spacy_patterns,
    "spacy-kb": export_spacy_kb,
    "openrefine": export_openrefine,
}
