"""Prints a completion script for a shell.

examples:
  namenorm completion bash > ~/.local/share/bash-completion/completions/namenorm
  namenorm completion zsh > "${fpath[1]}/_namenorm"
  namenorm completion fish > ~/.config/fish/completions/namenorm.fish

exit codes: 0 done, 2 error
"""

from __future__ import annotations

import argparse
from pathlib import Path

from namenorm.cli.console import Console
from namenorm.cli.main import COMMANDS, command_parser


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("shell", choices=("bash", "zsh", "fish"))


def run(args: argparse.Namespace, console: Console) -> int:
    options = {name: sorted(command_parser(name)._option_string_actions) for name in COMMANDS}
    if args.shell == "fish":
        console.write(_fish(options))
        return 0
    cases = "\n".join(f'        {name}) words="{" ".join(words)}" ;;' for name, words in options.items())
    template = Path(__file__).with_name("completion.bash").read_text(encoding="utf-8")
    script = template.format(cases=cases, commands=" ".join(options))
    prefix = "#compdef namenorm\nautoload -U +X bashcompinit && bashcompinit\n" if args.shell == "zsh" else ""
    console.write(prefix + script)
    return 0


def _fish(options: dict[str, list[str]]) -> str:
    lines = []
    for name, words in options.items():
        lines.append(
            f"complete -c namenorm -n __fish_use_subcommand -a {name} -d '{COMMANDS[name][1].replace(chr(39), '')}'"
        )
        lines += [
            f"complete -c namenorm -n '__fish_seen_subcommand_from {name}' -l {word[2:]}"
            for word in words
            if word.startswith("--")
        ]
    return "\n".join(lines) + "\n"
