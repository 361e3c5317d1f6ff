"""What `gazetteer new` and `gazetteer add-name` ask on a terminal; elsewhere an option has to say it."""

from __future__ import annotations

import sys

from namenorm.cli.console import Console
from namenorm.errors import ConfigError
from namenorm.model import ENTITY_TYPES


def asks() -> bool:
    """Whether there is a person to ask."""
    return sys.stdin.isatty()


def asked(console: Console, question: str) -> str:
    """The answer to a question; empty where nobody can be asked."""
    return console.ask(question) if asks() else ""


def asked_type(console: Console) -> str:
    """What kind of entity it is."""
    types = ", ".join(ENTITY_TYPES)
    while (answer := required(console, f"What is it? ({types}): ", f"--type (one of {types})")) not in ENTITY_TYPES:
        console.note(f"{answer!r} is not one of them")
    return answer


def asked_id(console: Console) -> str:
    """Its Wikidata number; empty where it has none."""
    from namenorm.gazetteer.schema import ID

    question = "Its Wikidata number, such as Q3616 (Enter if it has none): "
    while (answer := asked(console, question)) and not ID.fullmatch(answer):
        console.note(f"{answer!r} is not one; it is a Q and digits")
    return answer


def asked_labels(console: Console) -> dict[str, str]:
    """Its names in further languages."""
    labels: dict[str, str] = {}
    while line := asked(console, "Its name in another language, such as ru=Тегеран (Enter to go on): "):
        try:
            lang, text = language_and_text(line, "the name")
        except ConfigError as error:
            console.note(str(error))
            continue
        labels[lang] = text
    return labels


def asked_language(console: Console, text: str) -> str:
    """The language of a name, with a guess to accept."""
    from namenorm.text.language import guess_language

    guess = guess_language(text)
    if not asks():
        hint = f", perhaps {guess}" if guess else ""
        raise ConfigError(f"--lang is missing: the language of {text!r}{hint}")
    answer = console.ask(f"Its language code{f' [{guess}]' if guess else ''}: ") or guess or ""
    if not answer:
        raise ConfigError("--lang is missing")
    return answer


def needs_context(console: Console) -> bool:
    """Asked of short forms on a terminal; elsewhere ``--weak`` says so."""
    return asks() and not console.ask("Does it need more than itself to be understood? [Y/n]: ").lower().startswith("n")


def optional(console: Console, question: str) -> list[str]:
    """An answer that may be left out."""
    answer = asked(console, question)
    return [answer] if answer else []


def required(console: Console, question: str, option: str) -> str:
    """An answer that is needed; ``option`` is what gives it where nobody can be asked."""
    answer = asked(console, question)
    if not answer:
        raise ConfigError(f"{option} is missing{'' if asks() else '; there is no terminal to ask on'}")
    return answer


def language_and_text(item: str, option: str) -> tuple[str, str]:
    """``ru=Тегеран`` as language and name.

    >>> language_and_text("ru=Тегеран", "--label")
    ('ru', 'Тегеран')
    """
    lang, separator, text = item.partition("=")
    if not separator or not lang.strip() or not text.strip():
        raise ConfigError(f"{option} {item!r}: write it as LANG=NAME, such as ru=Тегеран")
    return lang.strip(), text.strip()
