"""Guesses the language of a text from its script, its letters and its function words.

>>> guess_language("Президент прибыл в Баку и провёл переговоры с министром")
'ru'
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from namenorm.text.fold import fold
from namenorm.text.profiles import profiles_for_script
from namenorm.text.scripts import script

if TYPE_CHECKING:
    from collections.abc import Mapping

    from namenorm.model import LanguageProfile

_SAMPLE = 4000  # characters; more do not change the answer
_LEAST_WORDS = 3  # fewer words are a name, not a text
_LEAST_SCORE = 2.0
_LEAST_LEAD = 1.15  # times the score of the runner-up

# Scripts that stand for one language in practice.
_ONE_LANGUAGE = {
    "Greek": "el", "Georgian": "ka", "Hebrew": "he", "Hangul": "ko", "Thai": "th", "Bengali": "bn", "Gurmukhi": "pa",
    "Gujarati": "gu", "Oriya": "or", "Tamil": "ta", "Telugu": "te", "Kannada": "kn", "Malayalam": "ml",
    "Sinhala": "si", "Lao": "lo", "Khmer": "km", "Myanmar": "my", "Tibetan": "bo", "Ethiopic": "am",
    "Devanagari": "hi", "Kana": "ja", "Armenian": "hy",
}  # fmt: skip
_KANA = re.compile("[\u3041-\u30ff]")

# Letters that only some languages of a script have, and what one of them counts.
_LETTERS: Mapping[str, Mapping[str, str]] = {
    "Cyrillic": {
        "ru": "ыэъё", "uk": "їєґі", "be": "ўі", "bg": "ъщ", "sr": "ђћљњџј", "mk": "ѓќѕљњџј", "kk": "әғқңұүһі",
        "ky": "ңөү", "az-Cyrl": "әҝҹғҸјһ", "uz-Cyrl": "ўқғҳ", "tg": "ӣқҳҷӯғ",
    },
    "Arabic": {"fa": "پچگیک", "ur": "ٹڈڑےھںگیکہ", "ckb": "ەێۆڕڵڤ", "ar": "ىةيكأإ"},
    "Latin": {
        "az": "əıöüğşç", "tr": "ıöüğşç", "de": "ßäöü", "fr": "éèêçàœëî", "es": "ñáóíé", "pt": "ãõçáâê", "it": "àèìòù",
        "pl": "łąęśżźćń", "cs": "ěřůčšžý", "sk": "ľĺŕôčšžýá", "hu": "őűáéö", "ro": "ăîâșțşţ", "lt": "ėįųūšžąę",
        "lv": "āēīūķļņģšž", "et": "õäöü", "fi": "äö", "sv": "åäö", "da": "åæø", "no": "åæø", "is": "ðþæöáí",
        "sq": "ëç", "hr": "đšžčć", "bs": "đšžčć", "sr-Latn": "đšžčć", "sl": "čšž", "vi": "ăâđêôơưạảấầẩậắặẻẽếềểệỉịọỏốồổộớờởợụủứừửựỳỵỷỹ",
        "uz": "ʻ", "tk": "ňýžäöüş",
    },
}  # fmt: skip
_LETTER_WEIGHT = 0.25
# A letter that excludes a language where it occurs more than by accident.
_FOREIGN_LETTERS = {"ru": "їєґўі", "bg": "ыэёіїє", "uk": "ыэъё", "ar": "پچگ", "az": "", "tr": "ə", "sr": "щъыэі"}
_SAME_IN_TEXT = {"sr-Latn": "sr"}


def guess_language(text: str, default: str | None = None) -> str | None:
    """The BCP-47 code of the language that a text is most likely in; ``default`` where that is not sure.

    >>> guess_language("Der Präsident ist heute mit dem Minister nach Wien gereist")
    'de'
    >>> guess_language("Ilham Aliyev") is None, guess_language("ილჰამ ალიევი")
    (True, 'ka')
    """
    sample = text[:_SAMPLE]
    name = script(sample)
    if name in ("Han", "Kana"):
        return "ja" if _KANA.search(sample) else "zh"
    if name == "Armenian":
        return _best(sample, name) or "hy"
    if name in _ONE_LANGUAGE:
        return _ONE_LANGUAGE[name]
    if name in _LETTERS:
        return _best(sample, name) or default
    return default


def _best(sample: str, script_name: str) -> str | None:
    words = fold(sample).split()
    if len(words) < _LEAST_WORDS:
        return None
    scores: dict[str, float] = {}
    for item in profiles_for_script(script_name):
        if not item.code.startswith("und") and item.function_words:
            scores[item.code] = _score(sample.lower(), words, item, script_name)
    ranked = sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))
    if not ranked or ranked[0][1] < _LEAST_SCORE:
        return None
    runner_up = ranked[1][1] if len(ranked) > 1 else 0.0
    return ranked[0][0] if ranked[0][1] >= runner_up * _LEAST_LEAD else None


def _score(lowered: str, words: list[str], item: LanguageProfile, script_name: str) -> float:
    """Function words, half a point for one whose word is repeated, and letters of the language's own."""
    counted = sum(word in item.function_words for word in words)
    letters = _LETTERS.get(script_name, {}).get(item.code, "")
    own = sum(lowered.count(letter) for letter in letters)
    foreign = sum(lowered.count(letter) for letter in _FOREIGN_LETTERS.get(item.code, ""))
    return counted + _LETTER_WEIGHT * min(own, 2 * len(words)) - foreign
