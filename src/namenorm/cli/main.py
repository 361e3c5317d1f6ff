"""The `namenorm` command: picks the subcommand, runs it, and turns every failure into a message and an exit code.

Exit codes: 0 all done, 1 findings left or names unresolved, 2 error, 130 interrupted. Each subcommand is a module
with ``configure(parser)`` and ``run(args, console)``, whose docstring is its help; only the one that is asked for is
imported.
"""

from __future__ import annotations

import argparse
import gc
import io
import os
import sys
import warnings
from collections.abc import Sequence
from importlib import import_module

from namenorm.cli.console import Console
from namenorm.cli.options import CommandParser, HelpFormatter, nearest
from namenorm.errors import NamenormError

OK, FINDINGS, FAILED, INTERRUPTED, BROKEN_PIPE = 0, 1, 2, 130, 141

COMMANDS = {
    "resolve": ("resolving", "say which entity each name means"),
    "find": ("finding", "list the mentions in texts, with the entity of each"),
    "clean": ("cleaning", "report misspelt names in files, and repair them"),
    "undo": ("undoing", "take back what `clean --write --report` did"),
    "explain": ("explaining", "say why a name resolves as it does, or why a place in a file was (not) changed"),
    "compare": ("comparing", "say whether two names name the same entity"),
    "build": ("building", "compile gazetteers into one index file"),
    "mine": ("mining", "propose spellings that texts have and the gazetteer has not"),
    "gazetteer": ("gazetteer", "search, add, check and compare gazetteer entries"),
    "index": ("index_tools", "show what an index file holds"),
    "completion": ("completion", "print a completion script for a shell"),
}
"""Name -> (module of this package, one line of help)."""
_NEW_OBJECTS = 100_000
"""After how many the collector looks for cycles. What a command loads is in none, and is much: with Python's 700 a
misspelt name took a tenth longer from a cold start."""

_EXAMPLES = """\
examples:
  namenorm resolve "Netenyahu"
  namenorm find article.txt
  namenorm clean --diff article.txt
  namenorm clean --write --report edits.jsonl texts/
  namenorm undo edits.jsonl

`namenorm COMMAND --help`, or `namenorm help COMMAND`, shows the options and examples of a command.

exit codes: 0 all done, 1 findings left or names unresolved, 2 error
"""


def run() -> None:
    """The entry point of the installed command, which has the process for itself."""
    gc.set_threshold(_NEW_OBJECTS)
    sys.stdin = sys.stdin or io.TextIOWrapper(io.BytesIO())  # closed (`<&-`), it has nothing to say
    warnings.showwarning = lambda message, *_, **__: Console.standard().note(str(message))
    sys.exit(main())


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command line and returns its exit code; never raises.

    >>> main(["--help"])  # doctest: +ELLIPSIS
    usage: namenorm ...
    """
    words = list(sys.argv[1:] if argv is None else argv)
    console = Console.standard()
    try:
        code = _dispatch(words, console)
        console.flush()
        return code
    except SystemExit as stop:
        console.flush()
        return stop.code if isinstance(stop.code, int) else OK if stop.code is None else FAILED
    except BrokenPipeError:
        console.drop_output()
        return BROKEN_PIPE
    except KeyboardInterrupt as stop:
        console.note("; ".join(["interrupted", *map(str, stop.args)]))
        return INTERRUPTED
    except Exception as error:  # noqa: BLE001 - the last line of defence: a message, never a traceback
        return _report(error, console)


def _dispatch(words: list[str], console: Console) -> int:
    if words and words[0] == "help":
        words = [*words[1:2], "--help"]
    if words and words[0] in COMMANDS:
        module = import_module(f"namenorm.cli.{COMMANDS[words[0]][0]}")
        parser = command_parser(words[0])
        args = _parsed(parser, words[1:])
        console.use_color(args.color)
        if "isolated" in args:
            from namenorm.cli import settings

            settings.parse(parser, args, words[1:])
        code: int = module.run(args, console)
        return code
    if words and words[0] in ("-V", "--version"):
        from namenorm.cli.version import print_version

        return print_version(words[1:], console)
    parser = _top_parser()
    if words and words[0] not in ("-h", "--help"):
        kind = "option" if words[0][:1] == "-" else "command"
        parser.error(f"there is no {kind} {words[0]!r}{nearest(words[0], [*COMMANDS, '--version', '--help'])}")
    parser.parse_args(["--help"])
    return OK


def _parsed(parser: argparse.ArgumentParser, words: list[str]) -> argparse.Namespace:
    """The arguments; an option that the command, or its action, does not have is an error that names the nearest."""
    args, unknown = parser.parse_known_args(words)
    speaking: argparse.ArgumentParser = getattr(args, "parser", parser)
    if unknown:
        option = unknown[0].partition("=")[0]
        what = f"there is no option {option}" if option.startswith("-") else f"{option!r} is one argument too many"
        near = nearest(option, list(speaking._option_string_actions))
        speaking.error(f"{what}{near} (see {speaking.prog} --help)")
    return args


def command_parser(command: str) -> argparse.ArgumentParser:
    """The parser of a command: what help, completion scripts and the manual page are made from."""
    module = import_module(f"namenorm.cli.{COMMANDS[command][0]}")
    parser = CommandParser(module.__doc__ or "", prog=f"namenorm {command}")
    module.configure(parser)
    return parser


def _top_parser() -> argparse.ArgumentParser:
    listing = "\n".join(f"  {name:<12}{text}" for name, (_, text) in COMMANDS.items())
    parser = argparse.ArgumentParser(
        prog="namenorm",
        usage="namenorm COMMAND [OPTION ...]",
        description=f"Turns the many spellings of a name into one canonical ID.\n\ncommands:\n{listing}",
        epilog=_EXAMPLES,
        formatter_class=HelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("-V", "--version", action="store_true", help="show the versions of program and data")
    return parser


def _report(error: Exception, console: Console) -> int:
    if os.environ.get("NAMENORM_DEBUG"):
        import traceback

        traceback.print_exception(error)
    if isinstance(error, NamenormError):
        for line in str(error).splitlines():
            console.note(line)
    elif isinstance(error, OSError):
        console.note(describe_os_error(error))
    elif isinstance(error, MemoryError):
        console.note("out of memory")
    else:
        console.note(f"internal error: {type(error).__name__}: {error} (NAMENORM_DEBUG=1 shows where)")
    return FAILED


def describe_os_error(error: OSError) -> str:
    """``path: reason``, as other command line tools say it.

    >>> describe_os_error(FileNotFoundError(2, "No such file or directory", "a.txt"))
    'a.txt: No such file or directory'
    """
    reason = error.strerror or str(error)
    return f"{os.fsdecode(error.filename)}: {reason}" if isinstance(error.filename, str | bytes) else reason
