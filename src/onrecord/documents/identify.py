"""The language a text is written in, or ``und`` where that cannot be told."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import Any

#: Languages that news is commonly written in. Fewer than the model knows: it takes short texts of a large
#: language for a small neighbour otherwise (Chinese for Wu, Arabic for Moroccan Arabic).
LANGUAGES = (
    "en",
    "pl",
    "fr",
    "es",
    "de",
    "ru",
    "uk",
    "pt",
    "ar",
    "zh",
    "km",
    "am",
    "az",
    "be",
    "bg",
    "bn",
    "bs",
    "ca",
    "cs",
    "da",
    "el",
    "et",
    "fa",
    "fi",
    "gu",
    "he",
    "hi",
    "hr",
    "hu",
    "hy",
    "id",
    "is",
    "it",
    "ja",
    "ka",
    "kk",
    "kn",
    "ko",
    "ku",
    "ky",
    "lo",
    "lt",
    "lv",
    "mk",
    "ml",
    "mn",
    "mr",
    "ms",
    "my",
    "ne",
    "nl",
    "no",
    "or",
    "pa",
    "ps",
    "ro",
    "si",
    "sk",
    "sl",
    "so",
    "sq",
    "sr",
    "sv",
    "sw",
    "ta",
    "te",
    "tg",
    "th",
    "tk",
    "tl",
    "tr",
    "ur",
    "uz",
    "vi",
)
UNKNOWN = "und"
#: Below it the model's first choice is hardly better than its second: sentences score 0.9 and more, a lone
#: name or a row of random letters 0.3 and less (py3langid 0.4, these languages).
_LEAST_PROBABILITY = 0.5
_LEAST_LETTERS = 8
_LEAST_SHARE = 0.3  # of the characters that are not white space; tables and lists of results have fewer
_SAMPLE = 2000  # characters taken from the beginning, the middle and the end each; more does not change the answer


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # half a second to load: only when asked

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(LANGUAGES)
    return identifier


def identify(text: str) -> str:
    """ISO 639-1 code of the text's language, or ``und``. Long texts are sampled, always at the same places."""
    sample = _sample(text)
    visible = sum(1 for character in sample if not character.isspace())
    letters = sum(1 for character in sample if unicodedata.category(character)[0] in "LM")
    if letters < _LEAST_LETTERS or letters < _LEAST_SHARE * visible:
        return UNKNOWN
    code, probability = _identifier().classify(sample)
    return str(code) if probability >= _LEAST_PROBABILITY else UNKNOWN


def _sample(text: str) -> str:
    if len(text) <= 3 * _SAMPLE:
        return text
    middle = (len(text) - _SAMPLE) // 2
    return "\n".join((text[:_SAMPLE], text[middle : middle + _SAMPLE], text[-_SAMPLE:]))
