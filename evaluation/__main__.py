"""``python -m evaluation COMMAND``: everything that measures and trains. Each command has its own ``--help``."""

from __future__ import annotations

import importlib
import sys

COMMANDS = {
    "cases": ("evaluation.must_be_right", "what the project's own case sets demand, and what fails"),
    "peers": ("evaluation.compare_peers", "namenorm and its peers on sets of names"),
    "shipped": ("evaluation.shipped_names", "names that look like those of the shipped gazetteer"),
    "hidden": ("evaluation.hidden_names", "how many hidden names `namenorm mine` finds again"),
    "pairs": ("evaluation.compare_pairs", "two names: the same entity or not"),
    "texts": ("evaluation.find_texts", "mentions in texts: found and resolved rightly or not, and why not"),
    "dev-hard": ("evaluation.dev_hard", "gazetteers without the spellings that only one of the texts has"),
}
"""The module of each command, which has a ``main(arguments) -> exit code``, and what it does."""


def main(arguments: list[str]) -> int:
    """Hands the rest of the line to the command that is named first."""
    if not arguments or arguments[0] not in COMMANDS:
        lines = [f"  python -m evaluation {name:8s} {purpose}" for name, (_, purpose) in COMMANDS.items()]
        print("\n".join(["usage:", *lines]))
        return 0 if arguments[:1] in ([], ["-h"], ["--help"]) else 2
    code: int = importlib.import_module(COMMANDS[arguments[0]][0]).main(arguments[1:])
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
