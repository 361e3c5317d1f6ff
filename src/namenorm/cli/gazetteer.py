"""`namenorm gazetteer`: everything that contributors and reviewers do with gazetteer files.

Each group of actions is a module with ``add_parsers(subparsers)``; an action sets ``act`` to its function.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from namenorm.errors import ConfigError

if TYPE_CHECKING:
    import argparse

    from namenorm.cli.console import Console

_EPILOG = """\
examples:
  namenorm gazetteer search "Teheran"                      is it there already?
  namenorm gazetteer add-name Q3616 "Teheran" --lang de    add a spelling
  namenorm gazetteer new                                   add an entity; asks what it needs
  namenorm gazetteer lint                                  what is wrong, and how to repair it
  namenorm gazetteer test Q3616                            do its examples resolve?

`namenorm gazetteer ACTION --help` shows the options of an action.

exit codes: 0 all is well, 1 something is to be repaired or was not found, 2 error
"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Declares the actions and their options."""
    from namenorm.cli import gazetteer_checking, gazetteer_editing, gazetteer_exchange, gazetteer_reports

    parser.description = "Works on gazetteer files: search, add, check, compare, import, export."
    parser.epilog = _EPILOG
    subparsers = parser.add_subparsers(dest="action", metavar="ACTION", required=True, title="actions")
    for module in (gazetteer_editing, gazetteer_checking, gazetteer_reports, gazetteer_exchange):
        module.add_parsers(subparsers)


def run(args: argparse.Namespace, console: Console) -> int:
    """Runs the action and returns its exit code."""
    code: int = args.act(args, console)
    return code


def add_folder_option(parser: argparse.ArgumentParser) -> None:
    """``--gazetteer``: the folder to work on."""
    parser.add_argument(
        "-g", "--gazetteer", metavar="DIR", help="the gazetteer folder (default: gazetteer/ here, else the checkout's)"
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
    raise ConfigError(
        "there is no folder gazetteer/ here; go into the checkout, or name the folder with --gazetteer DIR"
    )


def action(
    subparsers: argparse._SubParsersAction[argparse.ArgumentParser], name: str, help: str, notes: str = ""
) -> argparse.ArgumentParser:
    """A parser for one action; its page ends with ``notes``, examples and exit codes."""
    from namenorm.cli.gazetteer_epilogs import EPILOGS

    parser: argparse.ArgumentParser = subparsers.add_parser(
        name,
        help=help,
        description=help[0].upper() + help[1:] + ".",
        epilog=f"{notes}\n\n{EPILOGS[name]}" if notes else EPILOGS[name],
    )
    parser.set_defaults(parser=parser)
    return parser
