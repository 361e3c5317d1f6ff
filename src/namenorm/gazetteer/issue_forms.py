"""Issue forms -> additions: what somebody wrote into a form on the web becomes lines that a command applies.

A form arrives as Markdown: each field is a heading of level three with its answer below. The labels of the forms in
``.github/ISSUE_TEMPLATE`` are the headings that are read here; a test compares the two.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass

from namenorm.errors import ConfigError
from namenorm.gazetteer.additions import Addition, emit_addition
from namenorm.gazetteer.schema import LANGUAGE, NAME_KINDS
from namenorm.model import Alias

YES, NO = "The sentence means this entity", "The sentence does not mean this entity"
_HEADING = re.compile(r"^### (.+?)\s*$", re.MULTILINE)
_NOTHING = frozenset({"", "_No response_", "None"})
_LONGEST = 400


@dataclass(frozen=True, slots=True)
class IssueChange:
    """What an issue asks for: the name of a file, and its text."""

    file: str
    text: str


def read_form(body: str) -> dict[str, str]:
    r"""The answers of a form by their headings; fields without an answer are left out.

    >>> read_form("### ID\n\nQ3616\n\n### Source\n\n_No response_\n")
    {'ID': 'Q3616'}
    """
    parts = _HEADING.split(body.replace("\r\n", "\n"))
    pairs = zip(parts[1::2], parts[2::2], strict=True)
    return {heading: text.strip() for heading, text in pairs if text.strip() not in _NOTHING}


def change_of(body: str) -> IssueChange:
    """The change that an issue asks for. Raises `ConfigError` that says what is missing."""
    form = read_form(body)
    if "Name" in form:
        return IssueChange("additions.yaml", emit_addition(_suggested(form), ["from an issue"]))
    if "Sentence" in form:
        return IssueChange("additions.yaml", emit_addition(_wrong_match(form), ["from an issue"]))
    if "Code" in form:
        return IssueChange(f"{_language(form)}.toml", _language_file(form))
    raise ConfigError("this is none of the forms: there is no field Name, Sentence or Code")


def _suggested(form: Mapping[str, str]) -> Addition:
    kind = form.get("Kind", "variant").split(" ")[0]
    if kind not in ("label", *NAME_KINDS):
        raise ConfigError(f"Kind: {kind!r} is none of label, {', '.join(NAME_KINDS)}")
    strength = "weak" if form.get("Strength", "strong").startswith("weak") else "strong"
    alias = Alias(_line(form, "Name"), _line(form, "Language"), kind, strength)
    example = _line(form, "Example") if "Example" in form else ""
    return Addition(_line(form, "ID"), alias, _line(form, "Source"), example=example)


def _wrong_match(form: Mapping[str, str]) -> Addition:
    right = _line(form, "What is right")
    if right not in (YES, NO):
        raise ConfigError(f"What is right: choose {YES!r} or {NO!r}")
    sentence = _line(form, "Sentence")
    if right == YES:
        return Addition(_line(form, "ID"), example=sentence)
    return Addition(_line(form, "ID"), negative=sentence)


def _line(form: Mapping[str, str], field: str) -> str:
    """An answer of one line."""
    value = " ".join(form.get(field, "").split())
    if not value:
        raise ConfigError(f"the field {field!r} is empty")
    if len(value) > _LONGEST:
        raise ConfigError(f"the field {field!r} is longer than {_LONGEST} characters")
    return value


def _language(form: Mapping[str, str]) -> str:
    code = _line(form, "Code")
    if not LANGUAGE.fullmatch(code):
        raise ConfigError(f"Code: {code!r} is not a language code such as az or sr-Latn")
    return code


def _language_file(form: Mapping[str, str]) -> str:
    """The start of a language profile; what it says has to be reviewed by somebody who reads the language."""
    lines = [f"name = {_toml(_line(form, 'Language'))}", f"scripts = [{_toml(_line(form, 'Script'))}]"]
    endings = [part.strip() for part in re.split(r"[,\n]", form.get("Endings", "")) if part.strip()]
    if endings:
        lines.append(f"endings = [{', '.join(map(_toml, endings))}]")
    examples = [line.strip() for line in form.get("Examples", "").splitlines() if line.strip()]
    lines += ["", "[examples]", f"language = [{', '.join(map(_toml, examples))}]"]
    return "\n".join(lines) + "\n"


def _toml(text: str) -> str:
    # A JSON string is a TOML basic string, but for the one control character that JSON leaves alone.
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
