"""What a name is found by: its folded and romanised form, and its keys.

>>> form = name_form("İlham Əliyev")
>>> form.folded, form.tokens, form.script
('ilham aliyev', ('ilham', 'aliyev'), 'Latin')

The index builder files every alias under these keys, and a query is looked up under the same ones, so a query needs
no language. Two families exist:

* **key views** (`namenorm.kb.KnowledgeBase.lookup`): one string stands for the whole name; equal strings meet.
* **gram views** (`namenorm.text.grams`): a bag of short strings; names meet by the cosine of their tf-idf vectors.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from namenorm.text.fold import FOLD_VERSION, compact, fold
from namenorm.text.profiles import script_fingerprint
from namenorm.text.romanize import ROMANIZE_VERSION, romanize
from namenorm.text.scripts import script
from namenorm.text.unidecode_key import unidecode_key

_RECIPE_VERSION = 5  # also when `namenorm.text.known_places` has other data


def keys_version() -> str:
    """Changes whenever a key of any name may change; an index stores it and refuses another.

    >>> keys_version() == keys_version()
    True
    """
    return f"{FOLD_VERSION}.{ROMANIZE_VERSION}.{_RECIPE_VERSION}-{script_fingerprint()}"


class NameForm(NamedTuple):
    """A name as the algorithms compare it.

    ``folded`` is in the name's own script, words separated by one space; ``tokens`` are its romanised words
    (``[a-z0-9]+``); ``script`` is the name's dominant script.
    """

    folded: str
    tokens: tuple[str, ...]
    script: str


@lru_cache(maxsize=1 << 14)
def name_form(name: str) -> NameForm:
    """The comparable form of ``name``. Never empty for a name with any visible character."""
    folded = fold(name)
    return NameForm(folded, tuple(romanize(folded).split()), script(name))


def whole_keys(name: str, form: NameForm) -> set[str]:
    """The strings that stand for the whole name in ``compact``, ``romanised`` or ``unidecode``.

    >>> whole_keys("Tel-Aviv", name_form("Tel-Aviv"))
    {'telaviv'}
    """
    decoded = unidecode_key(name)
    found = {compact(form.folded), "".join(form.tokens)}
    return found | {compact(decoded)} if decoded else found
