"""The number words, units and evidence words of a language, compiled to regular expressions.

A list in the data is a string with commas ("dwa, dwie, dwóch") or an array; a form that ends in ``*`` is a
stem, a space stands for any white space. Forms are tried longest first.

``[numbers]``: ``words``, ``scales``, ``fractions`` and ``prefixes`` (value = forms; fractions stand before a
scale, prefixes are grown onto a unit), ``money_scales`` (letters that are a scale beside money or a counted
noun: "$5m"), ``joins`` (patterns between number words), ``joint`` (units before tens: "und"), ``bare`` (scales
that may stand alone), ``weak`` (count only before a counted noun: "one"), ``vague``, ``pointing`` (words that
make a small number point back), ``labels`` (words whose number is a name: "Article 5"), ``not_numbers``
(patterns), ``words_followed_by`` (a pattern number words need after them), ``percent``, ``points``, ``bounds``,
``bounds_after``, ``not_of_time`` (no bounds of a time), ``range_join``, ``range_frames``, ``changes`` (after
them two numbers are no range), ``link`` ("de" before a unit), ``spaces`` (false: words are written together),
``attached`` (letters may be grown onto digits), ``proclitics`` (grown onto nouns).

``[measures]``: ``units`` ([unit, measure, forms]), ``currencies`` (ISO 4217 = forms), ``before`` (measure =
words right before the number), and the evidence of `measures`: ``things``, ``persons``, ``fates``, ``shares``,
``terms`` (measure = forms), with ``fillers`` (no distance), ``clauses`` (open a clause), ``agents`` ("by"),
``inclusions`` ("including").
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from onrecord.languages import language

NEVER = re.compile(r"(?!)")
#: Digits grouped by spaces, or any run of digits with marks between; `numbers.digits_value` judges the marks.
DIGITS = r"(?:\d{1,3}(?:[ \u00a0\u202f\u2009]\d{3})+(?!\d)(?:[.,٫]\d+)?|\d+(?:[.,٫٬’']\d+)*)"


def forms(value: object) -> list[str]:
    """The forms of a list in the data, a comma-separated string or an array."""
    parts = value.split(",") if isinstance(value, str) else list(value) if isinstance(value, list) else []
    return [p for p in (str(part).strip() for part in parts) if p]


def one_of(entries: list[str], spaced: bool = True, capture: str = "") -> str:
    """A regular expression for any of the forms, longest first; never matches when there are none."""
    ordered = sorted(dict.fromkeys(entries), key=lambda f: (-len(f), f))
    return f"(?{capture or ':'}{'|'.join(_form(f, spaced) for f in ordered) or '(?!)'})"


def _form(form: str, spaced: bool) -> str:
    stem = form.endswith("*")
    body = r"\s+".join(re.escape(w).replace(r"\*", r"\w*") for w in form.removesuffix("*").split())
    if stem and spaced:
        return body + r"\w*"
    return body + (r"(?!\w)" if spaced and form[-1:].isalnum() else "")


def key(form: str) -> str:
    """What a matched form is looked up by: lower case, single spaces."""
    return " ".join(form.lower().split())


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of measurement: its name in the record, what it measures, and how it is written."""

    name: str
    measure: str
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Everything `numbers`, `figures` and `measures` know of one language."""

    spaced: bool
    attached: bool
    decimal: str
    words: dict[str, float]
    scales: dict[str, float]
    fractions: dict[str, float]
    bare: frozenset[str]
    weak: frozenset[str]
    prefixes: dict[str, float]
    atom: re.Pattern[str]
    next_atom: re.Pattern[str]
    run: re.Pattern[str]
    prefix: re.Pattern[str]
    vague: re.Pattern[str]
    not_numbers: tuple[re.Pattern[str], ...]
    pointing: re.Pattern[str]
    words_followed_by: re.Pattern[str] | None
    money_scales: dict[str, float]
    money_scale: re.Pattern[str]
    labels: re.Pattern[str]
    percent: re.Pattern[str]
    percent_before: re.Pattern[str]
    points: re.Pattern[str]
    currency_after: tuple[tuple[str, re.Pattern[str]], ...]
    currency_before: tuple[tuple[str, re.Pattern[str]], ...]
    units: tuple[Unit, ...]
    link: str
    bounds_before: tuple[tuple[str, re.Pattern[str]], ...]
    bounds_after: tuple[tuple[str, re.Pattern[str]], ...]
    not_of_time: frozenset[str]
    range_join: re.Pattern[str]
    range_frames: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]
    changes: re.Pattern[str]
    evidence: dict[str, tuple[tuple[str, re.Pattern[str]], ...]]
    before: tuple[tuple[str, re.Pattern[str]], ...]
    fillers: frozenset[str]
    clauses: frozenset[str]
    agents: re.Pattern[str]
    link_before: re.Pattern[str]
    inclusion: re.Pattern[str]

    def counted(self, text: str, at: int) -> bool:
        """Whether a word that numbers count stands at ``at`` (after white space)."""
        at += len(text[at:]) - len(text[at:].lstrip())
        groups = self.evidence["persons"] + self.evidence["things"]
        return any(p.match(text, at) for _, p in groups)


def _values(table: dict[str, Any]) -> dict[str, float]:
    return {key(form): float(value) for value, entries in table.items() for form in forms(entries)}


def _patterns(table: dict[str, Any], spaced: bool, template: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (name, re.compile(template.replace("@", one_of(forms(entries), spaced)), re.IGNORECASE))
        for name, entries in table.items()
    )


@cache
def shared() -> dict[str, Any]:
    """``data/quantities.toml``: what holds in every language."""
    return tomllib.loads(files("onrecord.data").joinpath("quantities.toml").read_text("utf-8"))


def _compounds(words: dict[str, float], joint: str) -> dict[str, float]:
    """Units before tens in one word (German "fünfundzwanzig"), from the two lists."""
    units = {w: v for w, v in words.items() if 1 <= v < 10}
    tens = {w: v for w, v in words.items() if 20 <= v < 100 and v % 10 == 0}
    return {u + joint + t: a + b for u, a in units.items() for t, b in tens.items()} if joint else {}


def _longest_first(table: dict[str, Any]) -> list[tuple[str, str]]:
    """Every form with what it stands for, longest first."""
    return sorted(((form, name) for name, entries in table.items() for form in forms(entries)), key=lambda p: (-len(p[0]), p))


def _currencies(spaced: bool, words: dict[str, Any]) -> dict[str, tuple[tuple[str, re.Pattern[str]], ...]]:
    symbols = _longest_first(shared()["symbols"])
    before = tuple(
        (iso, re.compile((r"(?<!\w)" if form[0].isalpha() else "") + re.escape(form) + r"[ \u00a0]?$")) for form, iso in symbols
    )
    after = tuple((iso, re.compile(re.escape(form) + (r"(?!\w)" if form[-1].isalpha() else ""))) for form, iso in symbols)
    spelled = tuple((iso, re.compile(_form(form, spaced), re.IGNORECASE)) for form, iso in _longest_first(words))
    return {"before": before, "after": spelled + after}


def _units(table: list[list[str]], spaced: bool) -> tuple[Unit, ...]:
    rows = [(form, name, measure) for name, measure, entries in table for form in forms(entries)]
    rows.sort(key=lambda r: (-len(r[0]), r[0]))
    # A form with capitals is matched exactly: MW is no mw.
    return tuple(
        Unit(name, measure, re.compile(_form(form, spaced), re.IGNORECASE if form == form.lower() else 0))
        for form, name, measure in rows
    )


@cache
def lexicon(code: str) -> Lexicon:
    """The compiled lexicon of a language (ISO 639-1); only digits and symbols for an unknown one."""
    data = language(code)
    n, m = data.get("numbers", {}), data.get("measures", {})
    spaced, attached = bool(n.get("spaces", True)), bool(n.get("attached", False))
    words, scales, fractions = _values(n.get("words", {})), _values(n.get("scales", {})), _values(n.get("fractions", {}))
    words |= _compounds(words, str(n.get("joint", "")))
    prefixes = _values(n.get("prefixes", {}))
    spelled = one_of([*words, *scales, *fractions], False)
    atom = f"(?:{DIGITS}|{spelled})"
    # Scales may follow digits after a space, a hyphen or nothing ("1.3 bn", "60-million", "5万").
    between = rf"(?:{'|'.join(n.get('joins', [])) or '(?!)'}|[ \u00a0\u202f\u2009-]{{0,2}})"
    left = r"(?<!\d)" if attached else r"(?<![^\W])"
    right = r"(?!\d)" if attached else r"(?:(?<=\d)|(?!\w))"
    scale = one_of([*scales, *forms(n.get("vague_scales", ""))], spaced)
    link = one_of(forms(n.get("link", "")), False)
    vague = one_of(forms(n.get("vague", "")), spaced)
    boundary = r"(?<!\w)" if spaced else ""
    money = _currencies(spaced, m.get("currencies", {}))
    tail = r"[ \u00a0\n]*$" if not spaced or attached else r"\s+$"
    clitic = f"{one_of(forms(n.get('proclitics', '')), False)}?" if "proclitics" in n else ""
    evidence = {
        group: _patterns(m.get(group, {}), spaced, f"{boundary}{clitic}@")
        for group in ("persons", "things", "fates", "shares", "terms")
    }
    followed = n.get("words_followed_by")
    frames = n.get("range_frames", [])
    return Lexicon(
        spaced=spaced,
        attached=attached,
        decimal=str(n.get("decimal", ".")),
        words=words,
        scales=scales,
        fractions=fractions,
        prefixes=prefixes,
        bare=frozenset(map(key, forms(n.get("bare", "")))),
        weak=frozenset(map(key, forms(n.get("weak", "")))),
        atom=re.compile(f"(?P<atom>{atom})", re.IGNORECASE),
        next_atom=re.compile(f"{between}(?P<atom>{atom})", re.IGNORECASE),
        run=re.compile(rf"{left}{atom}(?:{between}{atom})*{right}", re.IGNORECASE),
        prefix=re.compile(rf"{left}{one_of(list(prefixes), False)}", re.IGNORECASE) if prefixes else NEVER,
        vague=re.compile(rf"{boundary}{vague}(?:\s*(?:{link}\s*)?(?:{scale}|{vague}))*", re.IGNORECASE),
        not_numbers=tuple(re.compile(p, re.MULTILINE) for p in [*shared()["not_numbers"]["patterns"], *n.get("not_numbers", [])]),
        pointing=re.compile(rf"{boundary}{one_of(forms(n.get('pointing', '')), spaced)}{tail}", re.IGNORECASE),
        words_followed_by=re.compile(followed) if followed else None,
        money_scales=_values(n.get("money_scales", {})),
        money_scale=re.compile(r"\s?" + one_of(list(_values(n.get("money_scales", {}))), True), re.IGNORECASE),
        labels=re.compile(rf"{boundary}{one_of(forms(n.get('labels', '')), spaced)}[ \u00a0]*$", re.IGNORECASE),
        percent=re.compile(one_of(["%", "٪", "%", *forms(n.get("percent", ""))], spaced), re.IGNORECASE),
        percent_before=re.compile(one_of(forms(n.get("percent_before", "")), False) + r"\s*$"),
        points=re.compile(one_of(forms(n.get("points", "")), spaced), re.IGNORECASE),
        currency_after=money["after"],
        currency_before=money["before"],
        units=_units([*m.get("units", []), *shared()["units"]["list"]], spaced),
        link=rf"(?:{link}\s*)?",
        bounds_before=_patterns(n.get("bounds", {}), spaced, f"{boundary}@{tail}"),
        bounds_after=_patterns(n.get("bounds_after", {}), spaced, r"[\s\u00a0]*@"),
        not_of_time=frozenset(map(key, forms(n.get("not_of_time", "")))),
        range_join=re.compile(rf"\s*(?:[–—-]|{one_of(forms(n.get('range_join', '')), spaced)})\s*", re.IGNORECASE),
        range_frames=tuple(
            (
                re.compile(rf"{boundary}{one_of(forms(a), spaced)}{tail}", re.IGNORECASE),
                re.compile(rf"\s*{one_of(forms(b), spaced)}\s*", re.IGNORECASE),
            )
            for a, b in frames
        ),
        changes=re.compile(boundary + one_of(forms(n.get("changes", "")), spaced), re.IGNORECASE),
        evidence=evidence,
        before=_patterns(m.get("before", {}), spaced, f"{boundary}@{tail}"),
        fillers=frozenset(map(key, forms(m.get("fillers", "")))),
        clauses=frozenset(map(key, forms(m.get("clauses", "")))),
        link_before=re.compile(rf"{boundary}{link}\s*$", re.IGNORECASE),
        inclusion=re.compile(rf",\s*{one_of(forms(m.get('inclusions', '')), spaced)}[^,.;]*,", re.IGNORECASE),
        agents=re.compile(rf"{boundary}{one_of(forms(m.get('agents', '')), spaced)}{tail}", re.IGNORECASE),
    )
