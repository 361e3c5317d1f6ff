"""Triples of RDF: N-Triples and the part of Turtle that vocabularies use, statement by statement.

What stands in brackets (blank nodes, collections) is left out. Literals are tuples of text and language.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    Literal = tuple[str, str]
    Triple = tuple[str, str, "str | Literal"]

_TOKEN = re.compile(
    r"""\s+ | \#[^\n]*                                     # nothing
    | (?P<iri><[^<>\s]*>)
    | (?P<text>\"\"\"(?:[^"\\]|\\.|"(?!""))*\"\"\" | '''(?:[^'\\]|\\.|'(?!''))*'''
              | "(?!"")(?:[^"\\\n]|\\.)*" | '(?!'')(?:[^'\\\n]|\\.)*')
    | @(?P<tag>[A-Za-z]+(?:-[A-Za-z0-9]+)*)
    | (?P<mark>\^\^|[;,.\[\]()])
    | (?P<word>[^\s<>"';,\[\]()]*[^\s<>"';,\[\]().])        # prefixed name, number, a, PREFIX
    """,
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL)
_ESCAPED = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f"}
_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"


def triples(lines: Iterable[str]) -> Iterator[Triple]:
    """The triples of a file, in its order. Raises ``ValueError`` for what is not Turtle.

    >>> list(triples(['@prefix x: <http://x/> .', 'x:a x:b "c"@en ;', '    a x:D .']))[0]
    ('http://x/a', 'http://x/b', ('c', 'en'))
    """
    prefixes: dict[str, str] = {}
    buffer = ""
    for line in lines:
        buffer += line if line.endswith("\n") else line + "\n"
        if not line.rstrip().endswith((".", ">")) and "#" not in line:
            continue
        statements, buffer = _statements(buffer)
        for tokens in statements:
            yield from _statement(tokens, prefixes)
    if buffer.strip() and _statements(buffer + " ")[1].strip():
        raise ValueError(f"the last statement is not complete: {buffer.strip()[:60]!r}")


def _statements(text: str) -> tuple[list[list[tuple[str, str]]], str]:
    """Whole statements as tokens (kind, text), and what is left of the text."""
    found: list[list[tuple[str, str]]] = []
    tokens: list[tuple[str, str]] = []
    position = rest = 0
    while position < len(text):
        token = _TOKEN.match(text, position)
        if token is None:
            break
        position = token.end()
        kind = token.lastgroup
        if kind is None:
            if not tokens:
                rest = position
            continue
        value = token.group(kind)
        is_end = (kind, value) == ("mark", ".")
        if not is_end:
            tokens.append((kind, value))
        # SPARQL's PREFIX, unlike Turtle's @prefix, ends without a full stop.
        if is_end or (len(tokens) == 3 and tokens[0][0] == "word" and tokens[0][1].lower() == "prefix"):
            found.append(tokens)
            tokens, rest = [], position
    return found, text[rest:]


def _statement(tokens: list[tuple[str, str]], prefixes: dict[str, str]) -> Iterator[Triple]:
    if not tokens:
        return
    if tokens[0][1].lower() in ("prefix", "base") and tokens[0][0] in ("tag", "word"):
        if len(tokens) == 3:
            prefixes[tokens[1][1].rstrip(":")] = tokens[2][1][1:-1]
        return
    tokens = _without_brackets(tokens)
    subject = _resource(tokens[0], prefixes)
    predicate = ""
    position = 1
    while position < len(tokens):
        token = tokens[position]
        if token == ("mark", ";"):
            predicate = ""
        elif token == ("mark", ","):
            pass
        elif not predicate:
            predicate = _TYPE if token == ("word", "a") else _resource(token, prefixes)
        elif token[0] == "text":
            lang, position = _language_behind(tokens, position)
            yield subject, predicate, (_unescape(token[1]), lang)
        else:
            yield subject, predicate, _resource(token, prefixes)
        position += 1


def _without_brackets(tokens: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Blank nodes and collections become one nameless resource each."""
    kept: list[tuple[str, str]] = []
    depth = 0
    for token in tokens:
        if token in (("mark", "["), ("mark", "(")):
            if depth == 0:
                kept.append(("word", "_:"))
            depth += 1
        elif token in (("mark", "]"), ("mark", ")")):
            depth -= 1
        elif depth == 0:
            kept.append(token)
    return kept


def _language_behind(tokens: list[tuple[str, str]], position: int) -> tuple[str, int]:
    following = tokens[position + 1] if position + 1 < len(tokens) else ("", "")
    if following[0] == "tag":
        return following[1], position + 1
    return "und", position + 2 if following == ("mark", "^^") else position


def _resource(token: tuple[str, str], prefixes: dict[str, str]) -> str:
    kind, value = token
    if kind == "iri":
        return _unescape(value)
    prefix, separator, local = value.partition(":")
    if separator and prefix in prefixes:
        return prefixes[prefix] + local
    if kind == "word" and (value.startswith("_:") or not separator):
        return value
    raise ValueError(f"{value!r} is neither an IRI nor a name with a known prefix")


def _unescape(quoted: str) -> str:
    inner = quoted[3:-3] if quoted[:3] in ('"""', "'''") else quoted[1:-1]
    return _ESCAPE.sub(_escaped, inner) if "\\" in inner else inner


def _escaped(found: re.Match[str]) -> str:
    code = found.group(1) or found.group(2)
    return chr(int(code, 16)) if code else _ESCAPED.get(found.group(3), found.group(3))
