"""Options that several commands share, and what they mean."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from dataclasses import fields
from textwrap import fill
from typing import Any

from namenorm.config import Config
from namenorm.errors import ConfigError
from namenorm.normalizer import Normalizer


class HelpFormatter(argparse.RawDescriptionHelpFormatter):
    """Help whose paragraphs fit the terminal; lists and examples, which are indented, stay as they are."""

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        blocks = text.strip("\n").split("\n\n")
        return "\n\n".join(
            block if "\n " in block else fill(block, width, initial_indent=indent, subsequent_indent=indent)
            for block in blocks
        )


class CommandParser(argparse.ArgumentParser):
    """The parser of a command, or of an action of one: all have ``--color``.

    The docstring of a command is the ``page`` of its help: what it does, then examples, notes and exit codes. Options
    may stand between arguments too, as in other tools: ``clean a.txt -q b.txt``.
    """

    _inner = False

    def __init__(self, page: str = "", **options: Any) -> None:
        description, _, epilog = page.partition("\n\n")
        super().__init__(
            description=description, epilog=epilog, formatter_class=HelpFormatter, allow_abbrev=False, **options
        )
        self.add_argument("--color", choices=("auto", "always", "never"), default="auto", help=argparse.SUPPRESS)

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """The arguments, and what is left of the words."""
        words = sys.argv[1:] if args is None else args
        if self._inner or self._subparsers is not None or "--" in words:
            return super().parse_known_args(words, namespace)
        self._inner = True  # what this calls comes here again
        try:
            return self.parse_known_intermixed_args(words, namespace)
        finally:
            self._inner = False

    def _get_values(self, action: argparse.Action, arg_strings: list[str]) -> Any:
        if "" in arg_strings and not may_be_empty(action) and action.choices is None:
            raise argparse.ArgumentError(action, "is empty (an unset variable?)")
        return super()._get_values(action, arg_strings)

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        if action.choices is not None and value not in action.choices:
            known = [str(choice) for choice in action.choices]
            near = nearest(str(value), known)
            raise argparse.ArgumentError(action, f"there is no {value!r}{near} (choose from {', '.join(known)})")


def may_be_empty(action: argparse.Action) -> bool:
    """Whether an empty word is a value of an argument: of names and texts, not of paths, which would be this folder."""
    return action.metavar == "TEXT" or (action.metavar == "NAME" and not action.option_strings)


def nearest(word: str, known: Iterable[str]) -> str:
    """The end of a message about a word that is not known; empty where none is like it.

    >>> nearest("--fromat", ["--format", "--lang"])
    '; did you mean --format?'
    """
    from difflib import get_close_matches

    return "".join(f"; did you mean {name}?" for name in get_close_matches(word, list(known), 1))


def add_engine_options(parser: argparse.ArgumentParser) -> None:
    """Which gazetteer and which thresholds: ``--gazetteer``, ``--preset``, ``--config`` and friends."""
    group = parser.add_argument_group("gazetteer")
    group.add_argument(
        "-g", "--gazetteer", action="append", metavar="PATH",
        help="a YAML folder, a JSONL file or an index, in place of the default one; repeat it to stack layers "
        "(later wins); the word `default` is the default gazetteer",
    )  # fmt: skip
    group.add_argument("--preset", choices=("default", "precision", "recall"), help="thresholds: sure or many answers")
    group = parser.add_argument_group("settings")
    group.add_argument(
        "--config", metavar="FILE", help="read settings from FILE, not from namenorm.toml or pyproject.toml"
    )
    group.add_argument("--isolated", action="store_true", help="read no settings file")
    group.add_argument("--profile", metavar="NAME", help="also apply [tool.namenorm.profiles.NAME] of the settings")


def open_normalizer(args: argparse.Namespace) -> Normalizer:
    """The Normalizer that the options of `add_engine_options` ask for."""
    from namenorm.normalizer import Normalizer

    return Normalizer.open(args.gazetteer or None, engine_config(args))


def engine_config(args: argparse.Namespace) -> Config | None:
    """The thresholds of the settings file and ``--preset``; ``None`` where neither says anything."""
    thresholds: dict[str, Any] = getattr(args, "thresholds", None) or {}
    if not args.preset and not thresholds:
        return None
    known = [field.name for field in fields(Config)]
    unknown = [name for name in thresholds if name not in known]
    if unknown:
        raise ConfigError(f"{args.settings_path}: config has no {unknown[0]!r}; it has {', '.join(known)}")
    try:
        return Config.preset(args.preset or "default").replace(**thresholds)
    except ConfigError as error:
        raise ConfigError(f"{args.settings_path}: config: {error}") from error


def share(text: str) -> float:
    """An argparse type: a number between 0 and 1."""
    try:
        value = float(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number") from None
    if not 0.0 <= value <= 1.0:
        raise argparse.ArgumentTypeError(f"{text} is not between 0 and 1")
    return value


def count(text: str) -> int:
    """An argparse type: a whole number from 1."""
    try:
        value = int(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number") from None
    if value < 1:
        raise argparse.ArgumentTypeError(f"{text} is less than 1")
    return value


def language(text: str) -> str:
    """An argparse type: a language code."""
    from namenorm.model import language_code

    code = language_code(text)
    if code is None:
        raise argparse.ArgumentTypeError(f"{text!r} is not a language code such as en, az or sr-Latn")
    return code


def codes(text: str) -> tuple[str, ...]:
    """An argparse type: language codes, separated by commas."""
    return tuple(language(part.strip()) for part in text.split(",") if part.strip())


def entity_types(text: str) -> tuple[str, ...]:
    """An argparse type: entity types, separated by commas."""
    from namenorm.model import ENTITY_TYPES

    types = tuple(filter(None, map(str.strip, text.lower().split(","))))
    for name in types:
        if name not in ENTITY_TYPES:
            raise argparse.ArgumentTypeError(f"there is no type {name!r}; choose from {', '.join(ENTITY_TYPES)}")
    return types
