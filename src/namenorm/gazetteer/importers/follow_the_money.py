"""FollowTheMoney: the JSON lines of OpenSanctions, Aleph and others."""

from __future__ import annotations

from collections.abc import Iterator

from namenorm.gazetteer.importers.source import Importer, json_object, without_repetition
from namenorm.model import Alias, Entity

_TYPES = {
    "Person": "person",
    **dict.fromkeys(("Organization", "Company", "PublicBody", "LegalEntity"), "organization"),
    **dict.fromkeys(("Vessel", "Airplane", "Vehicle"), "product"),
    "Event": "event",
}
_KINDS = {
    "name": ("variant", "strong"),
    "alias": ("variant", "strong"),
    "weakAlias": ("variant", "weak"),
    "previousName": ("former", "strong"),
    "abbreviation": ("acronym", "weak"),
}
_GENDERS = {"male": "m", "female": "f", "other": "x"}


class FollowTheMoney(Importer):
    """Things that have no name of their own, such as addresses and payments, are left out."""

    name = "ftm"
    source = "FollowTheMoney data"
    options = ("types",)

    def records(self, path: str) -> Iterator[str]:
        yield from filter(str.strip, self.lines(path))

    def entity(self, record: str) -> Entity | None:
        item = json_object(record)
        properties: dict[str, list[str]] = item["properties"]
        type_ = _TYPES.get(item["schema"])
        label = item.get("caption") or next(iter(properties.get("name", ())), None)
        if type_ is None or not label:
            return None
        aliases = (
            Alias(text, "und", kind, strength)
            for key, (kind, strength) in _KINDS.items()
            for text in properties.get(key, ())
        )
        return Entity(
            id=item["id"],
            type=type_,
            labels={"und": label},
            names=without_repetition(aliases, (label,)),
            gender=next((_GENDERS[value] for value in properties.get("gender", ()) if value in _GENDERS), None),
            # The data sets that the record names: each has a licence of its own.
            sources=tuple(f"{self.source}: {name}" for name in item.get("datasets", ())) or (self.source,),
            xref=dict(zip(("wikidata",), properties.get("wikidataId", ()), strict=False)),
        )
