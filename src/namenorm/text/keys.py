"""What a name is found by: its folded and romanised form, its keys, and its bags of grams.

>>> form = name_form("İlham Əliyev")
>>> form.folded, form.tokens, form.script
('ilham aliyev', ('ilham', 'aliyev'), 'Latin')

The index builder files every alias under these keys, and a query is looked up under the same ones, so a query needs
no language. Two families exist:

* **key views** (`KEY_VIEWS`): one string stands for the whole name; equal strings meet.
* **gram views** (`GRAM_VIEWS`): a bag of short strings; names meet by the cosine of their tf-idf vectors.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from namenorm.text.fold import FOLD_VERSION, compact, fold
from namenorm.text.profiles import script_fingerprint
from namenorm.text.romanize import ROMANIZE_VERSION, romanize
from namenorm.text.scripts import script
from namenorm.text.unidecode_key import unidecode_key

_RECIPE_VERSION = 1

KEY_VIEWS = ("exact", "folded", "compact", "romanised", "sorted", "unidecode", "token")
"""``exact``: the text itself. ``folded``: folded form. ``compact``: folded without spaces. ``romanised``: romanised
without spaces. ``sorted``: the letters of ``romanised`` in order. ``unidecode``: unidecode's form, without spaces.
``token``: each folded word on its own."""

GRAM_VIEWS = ("rom", "skeleton", "skip", "loose")
"""``rom``: 2- and 3-grams of the romanised words. ``skeleton``: grams of consonant classes. ``skip``: pairs of classes
at distance up to 3. ``loose``: pairs of few, wide classes at distance up to 2, which unvowelled scripts need."""


def keys_version() -> str:
    """Changes whenever a key of any name may change; an index stores it and refuses another.

    >>> keys_version() == keys_version()
    True
    """
    return f"{FOLD_VERSION}.{ROMANIZE_VERSION}.{_RECIPE_VERSION}-{script_fingerprint()}"


@dataclass(frozen=True, slots=True)
class NameForm:
    """A name as the algorithms compare it.

    ``folded`` is in the name's own script, words separated by one space; ``tokens`` are its romanised words
    (``[a-z0-9]+``); ``script`` is the name's dominant script.
    """

    folded: str
    tokens: tuple[str, ...]
    script: str


@lru_cache(maxsize=65536)
def name_form(name: str) -> NameForm:
    """The comparable form of ``name``. Never empty for a name with any visible character."""
    folded = fold(name)
    return NameForm(folded, tuple(romanize(folded).split()), script(name))


def keys(name: str) -> list[tuple[str, str]]:
    """Every ``(view, key)`` under which ``name`` is filed, without repetition within a view.

    >>> [key for view, key in keys("Tel-Aviv") if view in ("folded", "compact")]
    ['tel aviv', 'telaviv']
    """
    form = name_form(name)
    romanised = "".join(form.tokens)
    found = [
        ("exact", name),
        ("folded", form.folded),
        ("compact", compact(form.folded)),
        ("romanised", romanised),
        ("sorted", "".join(sorted(romanised))),
    ]
    decoded = unidecode_key(name)
    if decoded:
        found.append(("unidecode", compact(decoded)))
    found.extend(("token", token) for token in dict.fromkeys(form.folded.split()))
    return [(view, key) for view, key in found if key]


# Classes of consonants that languages confuse; vowels and h carry little and are dropped.
_SKELETON = str.maketrans({
    **dict.fromkeys("aeiouyh", None),
    "b": "p", "v": "f", "w": "f", "c": "k", "q": "k", "g": "k", "x": "k", "t": "d", "z": "s", "j": "s",
})  # fmt: skip
_DIGRAPHS = (
    ("tz", "s"), ("ts", "s"), ("cz", "s"), ("ch", "k"), ("gh", "k"), ("kh", "k"), ("th", "t"), ("ph", "f"),
    ("dzh", "s"),
)  # fmt: skip
_LOOSE = str.maketrans({
    **dict.fromkeys("aeiouyhbvw", None),
    "p": "f", "c": "k", "q": "k", "g": "k", "x": "k", "t": "d", "z": "s", "j": "s",
})  # fmt: skip


def skeleton(token: str) -> str:
    """The consonant classes of a romanised word: ``skeleton("aliyev") == "lf"``."""
    return token.translate(_SKELETON)


def loose_skeleton(token: str) -> str:
    """Fewer and wider classes, for scripts that write one letter for several sounds (ו v/u/o, ב b/v, פ p/f)."""
    for digraph, single in _DIGRAPHS:
        token = token.replace(digraph, single)
    return token.translate(_LOOSE)


def grams(form: NameForm) -> dict[str, Counter[str]]:
    """The bag of grams of a name in each of `GRAM_VIEWS`."""
    return {
        "rom": _rom_grams(form.tokens),
        "skeleton": _skeleton_grams(form.tokens),
        "skip": _pairs("".join(map(skeleton, form.tokens)), 3),
        "loose": _loose_grams(form.tokens),
    }


def _ngrams(text: str, size: int) -> list[str]:
    return [text[i : i + size] for i in range(len(text) - size + 1)]


def _rom_grams(tokens: tuple[str, ...]) -> Counter[str]:
    bag: Counter[str] = Counter()
    for token in tokens:
        padded = f"^{token}$"
        bag.update(_ngrams(padded, 2))
        bag.update(_ngrams(padded, 3))
    bag.update("+" + gram for gram in _ngrams("".join(tokens), 3))
    return bag


def _skeleton_grams(tokens: tuple[str, ...]) -> Counter[str]:
    bag: Counter[str] = Counter()
    for token in tokens:
        padded = f"^{skeleton(token)}$"
        bag.update(_ngrams(padded, 2))
        bag.update(_ngrams(padded, 3))
    return bag


def _pairs(text: str, distance: int) -> Counter[str]:
    return Counter(text[i] + text[j] for i in range(len(text)) for j in range(i + 1, min(i + distance + 1, len(text))))


def _loose_grams(tokens: tuple[str, ...]) -> Counter[str]:
    parts = [loose_skeleton(token) for token in tokens]
    bag = _pairs("".join(parts), 2)
    for part in parts:
        bag.update("." + a + b for a, b in pairwise(f"^{part}$"))
        bag["=" + part] += 1
    return bag
