"""How names from abroad may be meant where they are spelt by their sound, in Latin letters or in a syllabary.

Kana and Hangul put vowels between consonants.

>>> from namenorm.text.keys import name_form
>>> [" ".join(own.sought.tokens) for own in foreign_readings(name_form("キア・スターマー"))]
['kia sutama', 'kia starmar']
>>> [" ".join(own.sought.tokens) for own in foreign_readings(name_form("뷜렌트 에제비트"))]
['bwillent ejebit']
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from namenorm.text.keys import NameForm, name_form
from namenorm.text.romanize import romanize_by_sound

if TYPE_CHECKING:
    from namenorm.model import Query

_LONG, _WITH_R = "ー", "ル"
_FILLING = {"Kana": re.compile(r"(?<=[^aeiouwy\W])u(?=[^aeiouwy]|$)"), "Hangul": re.compile(r"(?<=[^aeiouwy\W])eu")}
"""The vowels that are written where a name has none."""


class Foreign(NamedTuple):
    """A form by which similar names are looked for, and the one that is compared with them."""

    sought: NameForm
    read: NameForm


def by_sound(query: Query, form: NameForm) -> NameForm | None:
    """A name as its language has it sound, as if it stood in another script: "Corc Buş" is "jorj bush" there."""
    read = romanize_by_sound(query.text, query.lang) if query.lang and form.script == "Latin" else None
    return NameForm(read, tuple(read.split()), "Cyrillic") if read else None


def foreign_readings(form: NameForm) -> list[Foreign]:
    """How a name may be read without the vowels that fill it; one in kana also with an l for each r.

    A long vowel in kana is often one with an r, which Japanese has not: "Starmer".
    """
    if form.script == "Kana":
        with_r = name_form(form.folded.replace(_LONG, _WITH_R))
        return [Foreign(_with_l(form), form), Foreign(_sparse(with_r), with_r)]
    return [Foreign(_sparse(form), form)] if form.script in _FILLING else []


def _sparse(form: NameForm) -> NameForm:
    filling = _FILLING[form.script]
    return form._replace(tokens=tuple([filling.sub("", token) or token for token in form.tokens]))


def _with_l(form: NameForm) -> NameForm:
    """A name in kana with an l for each r, for which kana have one letter: "Ilham" is written like "Irham"."""
    return form._replace(tokens=tuple([token.replace("r", "l") for token in form.tokens]))
