"""Writes docs/man/namenorm.1 from the parsers of the commands: `python docs/make_man_page.py`.

With ``--check`` it writes nothing and fails where the page is out of date.
"""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from namenorm.cli.main import COMMANDS, command_parser
from namenorm.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGE = Path(__file__).parent / "man" / "namenorm.1"
ENVIRONMENT = {
    "NO_COLOR": "Colours are off, also on a terminal.",
    "NAMENORM_CACHE": "The folder for indexes of edited gazetteers (default: the user's cache).",
    "NAMENORM_DEBUG": "Shows where an internal error happened.",
}
FILES = {
    "namenorm.toml, pyproject.toml": "Settings, found upwards from the working folder: the options of the commands "
    "without their dashes, in pyproject.toml under [tool.namenorm].",
    ".namenormignore": "Files and folders to leave out, as in .gitignore, which is respected too.",
}
EXIT = {
    "0": "All done.",
    "1": "Findings are left, or names are not resolved.",
    "2": "An error; other files are done all the same.",
    "130": "Interrupted.",
}


def page() -> str:
    """The whole page."""
    lines = [
        f'.TH NAMENORM 1 "" "namenorm {__version__}" "User Commands"',
        ".SH NAME",
        "namenorm \\- turns the many spellings of a name into one canonical ID",
        ".SH SYNOPSIS",
        ".B namenorm",
        ".I COMMAND",
        "[\\fIOPTION\\fR ...]",
        ".SH COMMANDS",
    ]
    for name, (_, text) in COMMANDS.items():
        lines += [".TP", f".B {name}", _text(text)]
    for name in COMMANDS:
        lines += _command(f"namenorm {name}", command_parser(name))
    lines += _definitions("EXIT STATUS", EXIT)
    lines += _definitions("FILES", FILES)
    lines += _definitions("ENVIRONMENT", ENVIRONMENT)
    return "\n".join(lines) + "\n"


def _command(title: str, parser: argparse.ArgumentParser) -> Iterator[str]:
    yield f".SH {_text(title.upper())}"
    usage = " ".join(parser.format_usage().removeprefix("usage: ").split())
    yield _text(usage.replace(f" {title} ", f"\n.br\n{title} "))
    yield from (".PP", _text(parser.description or ""))
    for group in parser._action_groups:
        actions = [action for action in group._group_actions if action.help != argparse.SUPPRESS]
        if actions:
            yield f".SS {_text(group.title or '')}"
        for action in actions:
            yield from _action(action, parser)
    yield from _epilog(parser.epilog or "")


def _action(action: argparse.Action, parser: argparse.ArgumentParser) -> Iterator[str]:
    if isinstance(action, argparse._SubParsersAction):
        for choice in action._choices_actions:
            yield from (".TP", f".B {_text(choice.dest)}", _text(choice.help or ""))
        return
    formatter = parser.formatter_class(parser.prog)
    metavar = formatter._format_args(action, formatter._get_default_metavar_for_optional(action))
    names = ", ".join(f"\\fB{_text(name)}\\fR" for name in action.option_strings)
    if not names:
        metavar = str(action.metavar or action.dest)
    shown = f"{names} \\fI{_text(metavar)}\\fR" if metavar else names
    yield from (".TP", shown.strip(), _text(formatter._expand_help(action) if action.help else ""))


def _epilog(epilog: str) -> Iterator[str]:
    """Headed blocks ("examples:") keep their lines; other paragraphs flow."""
    for block in epilog.strip().split("\n\n"):
        head, _, rest = block.partition("\n")
        if head.endswith(":") and rest:
            yield from (f".SS {_text(head[:-1])}", ".nf")
            yield from (_text(re.sub(r"^  ", "", line)) for line in rest.splitlines())
            yield ".fi"
        elif block:
            yield from (".PP", _text(" ".join(block.split())))


def _definitions(title: str, meanings: dict[str, str]) -> Iterator[str]:
    yield f".SH {title}"
    for name, meaning in meanings.items():
        yield from (".TP", f".B {_text(name)}", _text(meaning))


def _text(text: str) -> str:
    """``text`` with nothing that the formatter takes for an instruction."""
    escaped = text.replace("\\", "\\e").replace("-", "\\-").replace("`", "\\(ga").replace("'", "\\(aq")
    lines = escaped.split("\n")
    kept = "\n".join(f"\\&{line}" if line.startswith(".") and line != ".br" else line for line in lines)
    return "".join(char if char.isascii() else f"\\[u{ord(char):04X}]" for char in kept)


def main() -> int:
    """Writes the page, or checks it."""
    if "--check" not in sys.argv:
        PAGE.parent.mkdir(exist_ok=True)
        PAGE.write_text(page(), encoding="utf-8")
        return 0
    if PAGE.read_text(encoding="utf-8") == page():
        return 0
    print(f"{PAGE} is out of date; run: python docs/make_man_page.py", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
