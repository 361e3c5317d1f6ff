"""`namenorm gazetteer new | add-name | replace | show | search ...`: contributing by command."""

from __future__ import annotations

import argparse
import shlex
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from namenorm.cli.console import Console
from namenorm.cli.documents import read_text
from namenorm.cli.gazetteer import READABLE, action, add_folder_option, editable_folder, gazetteer_entities
from namenorm.cli.gazetteer_checking import print_problems, problem_line
from namenorm.cli.gazetteer_questions import (
    asked,
    asked_id,
    asked_labels,
    asked_language,
    asked_type,
    asks,
    language_and_text,
    needs_context,
    optional,
    required,
)
from namenorm.cli.options import count, language
from namenorm.cli.outputs import write_output
from namenorm.cli.tables import pad
from namenorm.errors import ConfigError
from namenorm.gazetteer.comparison import describe
from namenorm.model import ALIAS_KINDS, ENTITY_TYPES, Alias, Entity

if TYPE_CHECKING:
    from namenorm.gazetteer.formatter import YamlFile

_FEW = 5  # entries that a message names one by one
_KINDS = tuple(kind for kind in ALIAS_KINDS if kind != "demonym")


def add_parsers(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = action(subparsers, "search", run_search)
    parser.add_argument("query", metavar="NAME", help="a name, a part of one, or an ID")
    parser.add_argument("--limit", type=count, default=10, metavar="N", help="show at most N (default: %(default)s)")
    parser.add_argument("-g", "--gazetteer", metavar="PATH", help=READABLE)

    parser = action(subparsers, "show", run_show)
    parser.add_argument("entry", metavar="ID", help="an ID, or a name that only one entry bears")
    add_folder_option(parser)

    _add_changes(subparsers)
    _add_entities(subparsers)


def _add_changes(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = action(subparsers, "add-name", run_add_name)
    parser.add_argument("entry", metavar="ID", help="an ID, or a name that only one entry bears")
    parser.add_argument("text", nargs="?", metavar="TEXT", help="the name to add")
    parser.add_argument("--lang", type=language, metavar="CODE", help="its language: en, az, ru ...")
    parser.add_argument("--kind", choices=_KINDS, help="what it is (default: variant); label: the preferred name")
    parser.add_argument("--weak", action="store_true", help="the name alone is not enough, it needs context")
    parser.add_argument("--shared-with", action="append", default=[], metavar="ID", help="another entry that bears it")
    _add_text_options(parser)

    parser = action(subparsers, "apply", run_apply)
    parser.add_argument("file", metavar="FILE", help="additions in YAML; delete from it what is wrong")
    parser.add_argument("-n", "--dry-run", action="store_true", help="print the files, write nothing")
    add_folder_option(parser)

    parser = action(subparsers, "from-issue", run_from_issue)
    parser.add_argument("file", metavar="FILE", help="the text of the issue; - for standard input")
    parser.add_argument("-o", "--output", metavar="FILE", help="write the change to FILE")


def _add_entities(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = action(subparsers, "new", run_new)
    parser.add_argument("--type", choices=ENTITY_TYPES, help="what it is")
    parser.add_argument("--id", metavar="QID", help="its Wikidata number, where it has one")
    parser.add_argument("--label", action="append", default=[], metavar="LANG=NAME", help="preferred name; repeat it")
    parser.add_argument(
        "--name", action="append", default=[], metavar="LANG[:KIND]=NAME", help="another name; repeat it"
    )
    parser.add_argument("--gender", choices=("m", "f", "x"), help="of a person")
    parser.add_argument(
        "--context", action="append", default=[], metavar="WORD", help="a word that stands near the name"
    )
    parser.add_argument("--force", action="store_true", help="add it although an entry bears the name already")
    _add_text_options(parser)

    parser = action(subparsers, "replace", run_replace)
    parser.add_argument("entry", metavar="ID", help="the entry that is replaced; an ID, or a name that only it bears")
    parser.add_argument("new_id", metavar="NEW_ID", help="its Wikidata number, or the ID of the entry that is the same")
    parser.add_argument("-n", "--dry-run", action="store_true", help="print the files, write nothing")
    add_folder_option(parser)


def _add_text_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--source", action="append", default=[], metavar="TEXT", help="where it can be checked")
    parser.add_argument("--example", action="append", default=[], metavar="SENTENCE", help="must find the entity")
    parser.add_argument(
        "--not", action="append", default=[], dest="negative", metavar="SENTENCE", help="must not find it"
    )
    parser.add_argument("-n", "--dry-run", action="store_true", help="print the file, write nothing")
    add_folder_option(parser)


def run_search(args: argparse.Namespace, console: Console) -> int:
    """Find the entries that a name may mean.

    examples:
      namenorm gazetteer search Teheran
      namenorm gazetteer search "بنیامین" --limit 3
      namenorm gazetteer search Q3616

    exit codes: 0 found, 1 no entry bears a name like it, 2 error
    """
    from namenorm.gazetteer.search import search

    found = search(gazetteer_entities(args.gazetteer), args.query, args.limit)
    for entity, alias in found:
        shown = f"{pad(entity.id, 11)} {console.style(pad(entity.label(), 32), 'bold')} {entity.type:<13}"
        console.print(f"{shown} {describe(alias)}")
    if not found:
        console.note(f"no entry bears a name like {args.query!r}; add one with: namenorm gazetteer new")
    return 0 if found else 1


def run_show(args: argparse.Namespace, console: Console) -> int:
    """Print the file of an entry.

    examples:
      namenorm gazetteer show Q3616
      namenorm gazetteer show Tehran

    exit codes: 0 shown, 2 error, such as a name that no entry or that several entries bear
    """
    file = _entry(editable_folder(args.gazetteer), args.entry)
    console.print(f"# {file.path}")
    console.write(file.path.read_text(encoding="utf-8"))
    return 0


def _entry(root: Path, entry: str) -> YamlFile:
    """The file of an entry that a person named by its ID or by a name."""
    from namenorm.gazetteer.editing import entry_file
    from namenorm.gazetteer.reader import read_gazetteer
    from namenorm.gazetteer.schema import ID
    from namenorm.gazetteer.search import bearers, search

    if ID.fullmatch(entry):
        return entry_file(root, entry)
    entities = read_gazetteer(root)
    if any(entity.id == entry for entity in entities):
        return entry_file(root, entry)
    found = bearers(entities, entry)
    if len(found) == 1:
        return entry_file(root, found[0].id)
    if found:
        choices = "; ".join(f"{entity.id} {entity.label()} ({entity.type})" for entity in found)
        raise ConfigError(f"{entry!r} names several entries, say which by its ID: {choices}")
    near = "; ".join(f"{entity.id} {entity.label()}" for entity, _ in search(entities, entry, 3))
    advice = f"near it: {near}" if near else "add one with: namenorm gazetteer new"
    raise ConfigError(f"no entry is named {entry!r}; {advice}")


def run_add_name(args: argparse.Namespace, console: Console) -> int:
    """Add a name to an entry, in the right file and place.

    examples:
      namenorm gazetteer add-name Q3616 "Teheran" --lang de
      namenorm gazetteer add-name Tehran "Tehran City" --lang en --kind variant --source "atlas, page 7"
      namenorm gazetteer add-name Q3616 "Tehrn" --lang en --kind misspelling --source https://example.org/page
      namenorm gazetteer add-name Q57371 "Aliyev" --lang en --kind short --weak

    Without TEXT or --lang on a terminal it asks.

    exit codes: 0 added, 1 nothing was changed: the entry has the name, or the linter found errors, 2 error
    """
    from namenorm.gazetteer.editing import add_name, add_text, entry_file
    from namenorm.gazetteer.repairs import tidy

    root = editable_folder(args.gazetteer)
    file = _entry(root, args.entry)
    console.note(f"{file.record['id']} is {next(iter(file.record['labels'].values()))}, {file.path}")
    text = tidy(args.text or required(console, "The name to add: ", "TEXT"))
    lang = args.lang or asked_language(console, text)
    kind = args.kind or asked(console, f"Its kind ({', '.join(_KINDS)}) [variant]: ") or "variant"
    if kind not in _KINDS:
        raise ConfigError(f"{kind!r} is no kind of name; choose one of {', '.join(_KINDS)}")
    is_weak = args.weak or (kind in ("short", "acronym") and needs_context(console))
    refused = add_name(file, Alias(text, lang, kind, "weak" if is_weak else "strong"))
    if refused and not (args.shared_with or args.source or args.example or args.negative):
        console.note(f"nothing was changed: {refused}")
        return 1
    if refused:
        console.note(f"{refused}; only the rest was added")
    for source in args.source or optional(console, "Where can it be seen? (a page or a link; Enter to skip): "):
        add_text(file, "sources", source)
    _add_sentences(file, args)
    others = [entry_file(root, other) for other in args.shared_with]
    for other in others:
        add_text(file, "shared_with", other.record["id"])
        add_text(other, "shared_with", file.record["id"])
    return _finish(root, [file, *others], args, console)


def run_replace(args: argparse.Namespace, console: Console) -> int:
    """Give an entry another ID, such as its Wikidata number, or merge it into another.

    examples:
      namenorm gazetteer replace nn-k3x7a2b Q3616 --dry-run    what the files would become
      namenorm gazetteer replace nn-k3x7a2b Q3616

    The old file stays: its ID points to the new one for ever. References of other entries follow. Where the new ID has
    an entry already, that entry gets the names and other values that it lacks, but no comments.

    exit codes: 0 replaced, 1 nothing was changed: the linter found errors, 2 error
    """
    from namenorm.gazetteer.replacing import replace_entry

    root = editable_folder(args.gazetteer)
    old_id = _entry(root, args.entry).record["id"]
    files = replace_entry(root, old_id, args.new_id)
    if files[0].path.exists():
        console.note(f"{args.new_id} is in the gazetteer already; it gets what only {old_id} says")
    return _finish(root, files, args, console)


def run_apply(args: argparse.Namespace, console: Console) -> int:
    """Add the names of a file that `namenorm mine` or an issue has proposed.

    examples:
      namenorm mine articles/ -o additions.yaml
      namenorm gazetteer apply additions.yaml --dry-run        what the files would become
      namenorm gazetteer apply additions.yaml

    exit codes: 0 added, 1 nothing was changed, 2 error
    """
    from namenorm.gazetteer.additions import apply_additions, read_additions

    root = editable_folder(args.gazetteer)
    files, refused = apply_additions(root, read_additions(Path(args.file)))
    for why in refused:
        console.note(f"left out: {why}")
    if not files:
        console.note("nothing was changed")
        return 1
    return _finish(root, files, args, console)


def run_from_issue(args: argparse.Namespace, console: Console) -> int:
    """Turn the text of an issue form into additions for `apply`.

    examples:
      namenorm gazetteer from-issue issue.md -o additions.yaml
      namenorm gazetteer from-issue - < issue.md

    exit codes: 0 written, 2 error, such as a field of the form that is empty
    """
    from namenorm.gazetteer.issue_forms import change_of

    body = read_text(args.file)
    change = change_of(body)
    if not args.output:
        console.print(f"# {change.file}")
    write_output([change.text], args.output, console)
    return 0


def _add_sentences(file: YamlFile, args: argparse.Namespace) -> None:
    from namenorm.gazetteer.editing import add_text

    for key, sentences in (("examples", args.example), ("not", args.negative)):
        for sentence in sentences:
            add_text(file, key, sentence)


def run_new(args: argparse.Namespace, console: Console) -> int:
    r"""Add an entity.

    examples:
      namenorm gazetteer new                     asks for everything it needs
      namenorm gazetteer new --type person --id Q57371 --label en="Ilham Aliyev" --label ru="Ильхам Алиев" \
          --name az:official="İlham Heydər oğlu Əliyev" --source https://example.org/page

    Without --id the entity gets a new ID of its own, such as nn-k3x7a2b.

    exit codes: 0 added, 1 nothing was changed: an entry bears the name, or the linter found errors, 2 error
    """
    from namenorm.gazetteer.editing import new_entry
    from namenorm.gazetteer.reader import read_gazetteer

    root = editable_folder(args.gazetteer)
    entities = read_gazetteer(root) if any(root.rglob("*.yaml")) else []  # the first of a folder of one's own
    labels = dict(language_and_text(item, "--label") for item in args.label)
    if not labels:
        labels["en"] = required(console, "Its name in English: ", "--label en=NAME")
    if not args.force and not _is_new(entities, labels, args.id, console):
        return 1
    type_ = args.type or asked_type(console)
    if args.gender and type_ != "person":
        raise ConfigError(f"--gender is for persons, this is a {type_}")
    entity_id = args.id or asked_id(console)
    if not args.label:
        labels |= asked_labels(console)
    names = [_name(item) for item in args.name]
    sources = args.source or optional(console, "Where can the names be checked? (a page or a link): ")
    file = new_entry(
        root, type_, labels, entity_id=entity_id or None, names=names, taken={entity.id for entity in entities},
        gender=args.gender, context=args.context, sources=sources,
    )  # fmt: skip
    _add_sentences(file, args)
    return _finish(root, [file], args, console)


def _is_new(entities: Sequence[Entity], labels: dict[str, str], entity_id: str | None, console: Console) -> bool:
    """Shows who bears the name already; on a terminal the person decides, elsewhere it needs ``--force``."""
    from namenorm.gazetteer.search import bearers

    known = {entity.id: entity for label in labels.values() for entity in bearers(entities, label)}
    if not known or entity_id in known:
        return True
    for entity in known.values():
        console.note(f"this is already a name of {entity.id}, {entity.label()} ({entity.type})")
    first = next(iter(known))
    if asks() and console.ask("Is it one of these? [Y/n]: ").lower().startswith("n"):
        return True
    console.note(f"nothing was changed; add a name to it with: namenorm gazetteer add-name {first} TEXT --lang CODE")
    console.note("if yours is another one, add --force, and then list each under shared_with of the other")
    return False


def _name(item: str) -> Alias:
    head, text = language_and_text(item, "--name")
    lang, _, kind = head.partition(":")
    if kind and kind not in _KINDS:
        raise ConfigError(f"--name {item!r}: {kind!r} is no kind of name; choose one of {', '.join(_KINDS)}")
    return Alias(text, lang, kind or "variant")


def _finish(root: Path, files: Sequence[YamlFile], args: argparse.Namespace, console: Console) -> int:
    """Writes the files, unless the linter finds errors in them, and says at once what it thinks of them."""
    from namenorm.gazetteer.editing import check, write_changes

    if args.dry_run:
        for file in files:
            check(file)
            console.print(f"# {file.path}")
            console.write(file.text())
        return 0
    problems, is_written = write_changes(root, files)
    if not is_written:
        for found in problems:
            console.print(problem_line(found, "text", console))
        console.note("nothing was changed, because of the errors above; repair them in the command and run it again")
        return 1
    for file in files:
        console.note(f"wrote {file.path}")
    print_problems(problems, "text", console)
    said = "" if problems else "no problems; "
    named = [file.record["id"] for file in files] if len(files) <= _FEW else []
    named += ["-g", args.gazetteer] if args.gazetteer else []
    sentences = "its sentences" if len(files) == 1 else "their sentences"
    console.note(f"{said}check {sentences} with: namenorm gazetteer test {shlex.join(named)}".rstrip())
    return 0
