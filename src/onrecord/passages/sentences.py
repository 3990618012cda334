"""Text to sentences: half-open spans, in order, that cover everything but white space.

A sentence never crosses a paragraph break. Inside a paragraph each run of stops is a candidate, and what
stands before and after it decides: the rules are the same for all languages, the words they look up are in
``data/languages/CODE.toml``, section ``[sentences]``:

- ``titles``: never end a sentence (Mr., e.g.);
- ``abbreviations``: end one only before a word that usually begins one (Inc., U.S.);
- ``numeric``: abbreviations only where a number follows (No. 5), words otherwise;
- ``closing``: usually end one before a capital, unless it has barely begun (Polish "r." in "W 2018 r. …");
- ``starters``: words that usually begin a sentence;
- ``ordinals``: whether "3." is an ordinal (German, Czech);
- ``says``: verbs that attach what follows a quoted question to it (“Why?” Smith asked);
- ``continues``: what goes on after a quotation in scripts without capitals (Japanese と);
- ``wholes``: strings that contain stops and end nothing (Khmer ។ល។).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from onrecord.documents.paragraphs import paragraphs, strip
from onrecord.languages import language as constants

#: Stops that end a sentence whatever follows: no other use, no capitals, often no space after them.
_PLAIN = "。！？｡។៕।॥።။؟۔։"
_CANDIDATE = re.compile(
    rf"(?P<stops>[{_PLAIN}]+|[.!?…]+)"
    rf"(?P<close>(?:[\"'”’“»«›‹)\]】」』》）]|\[\d{{1,3}}\])*(?:\s?»(?=[\s,.;:!?)\]]|$))?)"
)
_OPENED, _CLOSED = ("(", "["), (")", "]")
_QUOTE_END = "\"'”’“»«›‹」』》"
#: Before the first letter of a sentence: brackets, opening quotation marks, dashes of dialogue, joiners that show nothing.
_OPENING = re.compile(r"[\s\u200b-\u200d\ufeff\"'“”„‚‘’«»‹›(\[¿¡—–―*•-]*")
_TOKEN = re.compile(r"[\w.'’&-]*\Z")
_SPACED = re.compile(r"((?<!\w)(?:[^\W\d_]{1,3}\.\s)+)[^\W\d_]{1,3}\Z")
_LONGEST_TOKEN = 40  # characters looked at before a stop; longer tokens are addresses
_FAR_BACK = 200  # characters that tell whether a sentence has barely begun
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_DOTTED = re.compile(r"(?:[^\W\d_]{1,3}\.)+[^\W\d_]{1,3}\Z")
_BARELY_BEGUN = 4  # words before "r." in "W lipcu 2018 r. Nowak…"


@dataclass(frozen=True, slots=True)
class _Words:
    titles: frozenset[str]
    abbreviations: frozenset[str]
    numeric: frozenset[str]
    closing: frozenset[str]
    starters: frozenset[str]
    says: frozenset[str]
    continues: tuple[str, ...]
    wholes: tuple[str, ...]
    ordinals: bool


@cache
def _words(code: str) -> _Words:
    section = constants(code).get("sentences", {})

    def folded(key: str) -> frozenset[str]:
        return frozenset(str(word).casefold().rstrip(".") for word in section.get(key, ()))

    return _Words(
        titles=folded("titles"),
        abbreviations=folded("abbreviations"),
        numeric=folded("numeric"),
        closing=folded("closing"),
        starters=folded("starters"),
        says=folded("says"),
        continues=tuple(section.get("continues", ())),
        wholes=tuple(section.get("wholes", ())),
        ordinals=bool(section.get("ordinals", False)),
    )


def sentences(text: str, language: str) -> list[tuple[int, int]]:
    """Half-open spans of the sentences of ``text``; ``language`` is an ISO 639-1 code or ``und``."""
    words = _words(language)
    found: list[tuple[int, int]] = []
    for start, end in paragraphs(text):
        begin = start
        for cut in _cuts(text, start, end, words):
            found.append(strip(text, begin, cut))
            begin = cut
        if begin < end:
            found.append(strip(text, begin, end))
    return found


def _cuts(text: str, start: int, end: int, words: _Words) -> Iterator[int]:
    """Where one sentence of a paragraph ends and the next begins; never at the paragraph's own ends."""
    masked = [(at.start(), at.end()) for whole in words.wholes for at in re.finditer(re.escape(whole), text[start:end])]
    begin = start
    for match in _CANDIDATE.finditer(text, start, end):
        if match.end() >= end or any(first <= match.start() - start < last for first, last in masked):
            continue
        cut = match.end()
        if match["stops"][0] in _PLAIN:
            ends = not (_quoted(match["close"]) and text.startswith(words.continues, cut))
        else:
            ends = _ends(text, begin, match, end, words)
        # What is left must be more than white space and stray marks, or it belongs to this sentence.
        if ends and _OPENING.match(text, cut, end).end() < end:  # type: ignore[union-attr]
            yield cut
            begin = cut


def _quoted(close: str) -> bool:
    return any(mark in _QUOTE_END for mark in close)


def _ends(text: str, begin: int, match: re.Match[str], end: int, words: _Words) -> bool:
    """Whether Latin, Cyrillic, Greek … stops end the sentence that began at ``begin``."""
    at, cut, close = match.start(), match.end(), match["close"]
    before = text[max(begin, at - _LONGEST_TOKEN) : at]
    if not text[cut].isspace():
        return _glued(_token(before), text[cut : cut + 2], close)
    opened = _OPENING.match(text, cut, end).end()  # type: ignore[union-attr]
    following = text[opened : min(opened + _LONGEST_TOKEN, end)]
    if not following or following[0].islower() or (following[0] in ".,;:!?…%" and text[opened - 1] not in "(["):
        return False
    if close[:1] in _CLOSED and text[at - 1 : at] in _OPENED:
        return False  # […] stands for words left out
    if match["stops"] != ".":
        return not (_quoted(close) and _attributed(following, words))
    return close != "" or _full_stop(text[max(begin, at - _FAR_BACK) : at], before, following, words)


def _token(before: str) -> str:
    return _TOKEN.search(before)[0]  # type: ignore[index]


def _glued(token: str, after: str, close: str) -> bool:
    """ "…the vote.The court": a space was lost. Addresses and file names have no capital, or more stops."""
    whole_word = len(token) > 2 and token.isalpha() and token[1:].islower()
    return whole_word and len(after) == 2 and after[0].isupper() and after[1].islower() and (not close or _quoted(close))


def _attributed(following: str, words: _Words) -> bool:
    """Whether a verb of saying follows a quoted question within a name's length."""
    clause = re.split(r"[.,:;!?\n]", following, maxsplit=1)[0]
    return any(word.casefold() in words.says for word in _WORD.findall(clause)[1:5])


def _full_stop(sentence: str, before: str, following: str, words: _Words) -> bool:
    """Whether a single full stop after ``sentence``, with white space and no lower case after it, ends it.

    Of a long ``sentence`` only the last part is given; ``before`` is its end, ``following`` the beginning of what
    comes next.
    """
    starter = _is_starter(following, words)
    token = _token(before)
    bare = token.lstrip(".'’&-").casefold()
    if spaced := _SPACED.search(before):  # "z. B.", "т. д." are looked up as "z.b", "т.д"
        joined = "".join(spaced[0].split()).casefold()
        bare = joined if joined in words.titles | words.abbreviations | words.closing else bare
    if bare.isdigit():
        # "1. Foo" numbers a list; "3. September" is a date where languages write ordinals so.
        first = not sentence[: len(sentence) - len(token)].strip(" \t\"'“„«(—–-")
        return not (first or (words.ordinals and len(bare) <= 2 and not starter))
    if bare in words.titles:
        return False
    if following[0].isdigit() and (bare in words.numeric or bare in words.abbreviations):
        return False
    if bare in words.closing:
        return starter or len(sentence.split(maxsplit=_BARELY_BEGUN)) > _BARELY_BEGUN
    last = re.split(r"[-.]", bare)[-1]
    initial = len(last) == 1 and last.isalpha()
    if initial or bare in words.abbreviations or _DOTTED.match(bare):
        return starter
    return True


def _is_starter(following: str, words: _Words) -> bool:
    word = _WORD.match(following)
    if word is None or (len(word[0]) == 1 and following.startswith(".", 1)):  # "A. Nowak": an initial, not an article
        return False
    return word[0].casefold() in words.starters
