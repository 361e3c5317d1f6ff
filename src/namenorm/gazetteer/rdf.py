"""The words of RDF that importer and exporter share."""

from __future__ import annotations

SKOS = "http://www.w3.org/2004/02/skos/core#"
SCHEMA = "https://schema.org/"
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
WIKIDATA = "http://www.wikidata.org/entity/"
OWN = "https://namenorm.org/entity/"
CLASSES = {
    "Person": "person", "Organization": "organization", "Place": "place", "CivicStructure": "facility",
    "Event": "event", "CreativeWork": "work", "Product": "product", "Legislation": "law",
}  # fmt: skip
"""Class of schema.org -> entity type; the exporter uses it the other way round."""
