"""Works on gazetteer files: search, add, check, compare, import, export.

examples:
  namenorm gazetteer search "Teheran"                      is it there already?
  namenorm gazetteer add-name Q3616 "Teheran" --lang de    add a spelling
  namenorm gazetteer new                                   add an entity; asks what it needs
  namenorm gazetteer lint                                  what is wrong, and how to repair it
  namenorm gazetteer test Q3616                            do its examples resolve?

`namenorm gazetteer ACTION --help` shows the options of an action.

exit codes: 0 all is well, 1 something is to be repaired or was not found, 2 error
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from inspect import cleandoc
from pathlib import Path

from namenorm.cli.console import Console
from namenorm.errors import ConfigError
from namenorm.model import Entity

READABLE = "a folder, a JSONL file, an index or `default` (default: gazetteer/ here, else that of namenorm)"


def configure(parser: argparse.ArgumentParser) -> None:
    """Declares the actions and their options: each group is a module with ``add_parsers(subparsers)``."""
    from namenorm.cli import gazetteer_checking, gazetteer_editing, gazetteer_exchange, gazetteer_reports

    subparsers = parser.add_subparsers(dest="action", metavar="ACTION", required=True, title="actions")
    for module in (gazetteer_editing, gazetteer_checking, gazetteer_reports, gazetteer_exchange):
        module.add_parsers(subparsers)


def run(args: argparse.Namespace, console: Console) -> int:
    code: int = args.act(args, console)
    return code


def add_folder_option(parser: argparse.ArgumentParser) -> None:
    """``--gazetteer``: the folder to work on."""
    parser.add_argument(
        "-g", "--gazetteer", metavar="DIR", help="the folder (default: gazetteer/ here, else the checkout's)"
    )


def gazetteer_folder(choice: str | None) -> Path:
    """The gazetteer folder that is meant. Raises `namenorm.errors.ConfigError` where there is none."""
    from namenorm.build import CHECKOUT_GAZETTEER

    if choice is not None:
        if not Path(choice).exists():
            raise ConfigError(f"{choice}: no such file or folder")
        return Path(choice)
    for folder in (Path("gazetteer"), CHECKOUT_GAZETTEER):
        if folder.is_dir():
            return folder
    raise ConfigError("there is no folder gazetteer/ here; go into the checkout, or name it with --gazetteer DIR")


def gazetteer_entities(choice: str | None) -> list[Entity]:
    """The entities of the gazetteer that is meant, be it compiled; without a folder here, those of namenorm."""
    from namenorm.build import DEFAULT, read_layer

    here = choice != DEFAULT and (choice or Path("gazetteer").is_dir())
    return list(read_layer(gazetteer_folder(choice) if here else DEFAULT))


def editable_folder(choice: str | None) -> Path:
    """The same for what shows and changes files. Raises `namenorm.errors.ConfigError` for a file of many entries."""
    folder = gazetteer_folder(choice)
    if folder.is_file() and folder.suffix != ".yaml":
        raise ConfigError(f"{folder}: is one file; commands edit folders of YAML files, so change its lines yourself")
    return folder


def action(
    subparsers: argparse._SubParsersAction[argparse.ArgumentParser],
    name: str,
    act: Callable[[argparse.Namespace, Console], int],
) -> argparse.ArgumentParser:
    """A parser for one action; the docstring of ``act``, which does it, is its help."""
    page = cleandoc(act.__doc__ or "")
    first = page.partition("\n")[0]
    parser: argparse.ArgumentParser = subparsers.add_parser(name, help=first[:1].lower() + first[1:-1], page=page)
    parser.set_defaults(parser=parser, act=act)
    return parser
