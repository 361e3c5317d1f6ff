"""Settings files: ``namenorm.toml``, or ``[tool.namenorm]`` in ``pyproject.toml``, found upwards from here.

A key is an option of the command line without its dashes (``min-score = 0.8``); an option that is given on the command
line wins. ``[config]`` holds thresholds of `namenorm.config.Config`; ``[profiles.NAME]`` holds the same keys, applied
when ``--profile NAME`` is given. House style lives there, apart from identity: ``[profiles.NAME.labels]`` says how the
house writes a name at ``level = "style"`` (``Q1899.en = "Kiev"``).
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from namenorm.cli.console import Console
from namenorm.cli.options import may_be_empty, nearest
from namenorm.errors import ConfigError

_FOR_ALL = {"gazetteer", "preset"}
_PATHS = {"gazetteer", "baseline", "ignore-words"}
"""Files of the project: a path in a settings file starts at its folder."""
_ADDED = {"exclude"}
"""What the settings exclude stays so; the command line can only exclude more."""


def parse(parser: argparse.ArgumentParser, args: argparse.Namespace, words: Sequence[str]) -> None:
    """Fills ``args`` from the settings files where the command line says nothing; ``given`` is what it does say."""
    args.thresholds, args.labels = {}, {}
    args.given = given = _given(parser, words)
    args.settings_path = None
    if args.isolated:
        return
    path = Path(args.config) if args.config else find_settings(Path.cwd())
    if path is None:
        if args.profile:
            raise ConfigError(f"--profile {args.profile}: no namenorm.toml or pyproject.toml has settings")
        return
    table = read_settings(path)
    args.settings_path = path
    args.thresholds = _popped(path, table, "config")
    profiles = _popped(path, table, "profiles")
    if args.profile:
        if args.profile not in profiles:
            raise ConfigError(f"{path}: there is no profile {args.profile!r}; known: {', '.join(profiles) or 'none'}")
        table |= _popped(path, profiles, args.profile)
    args.labels = _house_labels(path, table.pop("labels", {}))
    _refuse_both(parser, path, table)
    for key, value in table.items():
        option = _option(parser, path, key)
        if option is not None and key in _ADDED:
            setattr(args, option.dest, [*_converted(option, path, key, value), *getattr(args, option.dest)])
        elif option is not None and option.dest not in given:
            setattr(args, option.dest, _converted(option, path, key, value))


def _refuse_both(parser: argparse.ArgumentParser, path: Path, table: dict[str, Any]) -> None:
    """Raises `ConfigError` for settings of which the command line takes one only: ``write`` and ``diff``."""
    for group in parser._mutually_exclusive_groups:
        options = {text.removeprefix("--") for action in group._group_actions for text in action.option_strings}
        if len(both := [key for key, value in table.items() if value and key.replace("_", "-") in options]) > 1:
            raise ConfigError(f"{path}: {' and '.join(both)} exclude each other; leave out one of them")


def _given(parser: argparse.ArgumentParser, words: Sequence[str]) -> set[str]:
    """The options that the command line decides, be it with the values that they have anyway.

    They stand on it, or exclude one that does: ``--diff`` writes nothing, whatever the settings say.
    """
    options = [action for action in parser._actions if action.option_strings]
    silent = object()  # which no default takes the place of; what is appended to must be a list or None
    marks = {action.dest: None if isinstance(action, argparse._AppendAction) else silent for action in options}
    found, _ = parser.parse_known_args(words, argparse.Namespace(**marks))
    given = {dest for dest, mark in marks.items() if getattr(found, dest) is not mark}
    groups = ({action.dest for action in group._group_actions} for group in parser._mutually_exclusive_groups)
    return given.union(*(dests for dests in groups if dests & given))


def _popped(path: Path, table: dict[str, Any], key: str) -> dict[str, Any]:
    value = table.pop(key, {})
    if isinstance(value, dict):
        return value
    raise ConfigError(f"{path}: {key} must be a table, not {value!r}")


def _house_labels(path: Path, table: Any) -> dict[str, dict[str, str]]:
    """ID -> language -> name; anything else is an error that shows the form."""
    languages = table.values() if isinstance(table, dict) else (None,)
    if all(isinstance(names, dict) and all(isinstance(name, str) for name in names.values()) for names in languages):
        return dict(table)
    raise ConfigError(f'{path}: labels must be by ID and language, such as Q1899.en = "Kiev"')


def find_settings(folder: Path) -> Path | None:
    """The nearest settings file in ``folder`` or above it."""
    for place in (folder, *folder.parents):
        own = place / "namenorm.toml"
        if own.is_file():
            return own
        project = place / "pyproject.toml"
        try:
            if b"[tool.namenorm" in project.read_bytes():
                return project
        except OSError:
            continue
    return None


def read_settings(path: Path) -> dict[str, Any]:
    """The settings of one file."""
    import tomllib

    try:
        table: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigError(f"{path}: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: not valid TOML: {error}") from error
    if path.name == "pyproject.toml" or "tool" in table:
        table = table.get("tool", {}).get("namenorm", {})
    return dict(table)


def _option(parser: argparse.ArgumentParser, path: Path, key: str) -> argparse.Action | None:
    """The option that a setting is for; ``None`` where another command has it."""
    option = parser._option_string_actions.get(f"--{key.replace('_', '-')}")
    if option is None and key not in (known := _known_keys()):
        raise ConfigError(f"{path}: there is no setting {key!r}{nearest(key, sorted(known))}")
    return option


def _converted(action: argparse.Action, path: Path, key: str, value: Any) -> Any:
    if action.nargs == 0:
        if not isinstance(value, bool):
            raise ConfigError(f"{path}: {key} must be true or false")
        return value
    values = value if isinstance(value, list) else [value]
    if action.metavar in ("FILE", "PATH") and not all(isinstance(item, str) for item in values):
        raise ConfigError(f"{path}: {key} must be a path in quotation marks, not {value!r}")
    if "" in values and not may_be_empty(action):
        raise ConfigError(f"{path}: {key} is empty; leave it out")
    if key.replace("_", "-") in _PATHS:
        values = [item if item == "default" else str(path.parent / item) for item in values]
    if isinstance(action, argparse._AppendAction):
        return [str(item) for item in values]
    text = ",".join(map(str, values))
    try:
        result = action.type(text) if callable(action.type) else text
    except argparse.ArgumentTypeError as error:
        raise ConfigError(f"{path}: {key}: {error}") from error
    if action.choices is not None and result not in action.choices:
        raise ConfigError(f"{path}: {key} must be one of {', '.join(map(str, action.choices))}, not {value!r}")
    return result


def _known_keys() -> frozenset[str]:
    """Every key that some command understands: one settings file serves all commands."""
    from namenorm.cli import cleaning, finding, resolving

    keys = set(_FOR_ALL)
    for module in (cleaning, finding, resolving):
        parser = argparse.ArgumentParser(add_help=False)
        module.configure(parser)
        keys.update(option.removeprefix("--") for option in parser._option_string_actions)
    return frozenset(keys)


def show(args: argparse.Namespace, console: Console) -> int:
    """Prints every option in force, as a settings file would say it."""
    console.print(f"# from {args.settings_path or 'the defaults and the command line'}")
    hidden = ("files", "names", "given", "thresholds", "labels", "settings_path", "config", "isolated", "profile")
    for key, value in sorted(vars(args).items()):
        if key.startswith("_") or key in (*hidden, "show_config") or value is None:
            continue
        console.print(f"{key.replace('_', '-')} = {json.dumps(value, ensure_ascii=False)}")
    if args.labels:
        console.print("[labels]")
        for key, names in sorted(args.labels.items()):
            for lang, name in sorted(names.items()):
                console.print(f"{key}.{lang} = {json.dumps(name, ensure_ascii=False)}")
    if args.thresholds:
        console.print("[config]")
        for key, value in sorted(args.thresholds.items()):
            console.print(f"{key} = {json.dumps(value)}")
    return 0
