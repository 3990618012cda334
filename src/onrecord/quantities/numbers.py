"""Numbers in a text and their values: digits with separators, number words, vague amounts.

What only looks like a number is left out here: ordinals, codes and names ("G20", "Boeing 737",
"Article 5"), clock times, telephone numbers, list items, and words that point back ("the two").
Numbers in dates are left out by `figures`, which knows the dates.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.quantities.lexicon import Lexicon, key, lexicon

#: One atom of a number: its kind (digits, word, scale, fraction) and value.
Atom = tuple[str, float]
#: Nothing in the news is counted so high; longer digits are account numbers and the like.
TOO_LARGE = 1e16
#: No number is written in more atoms than this.
LONGEST = 16


@dataclass(frozen=True, slots=True)
class Number:
    """A number at ``[start, end)``; the value is None for a vague amount ("dozens")."""

    start: int
    end: int
    value: float | None
    spelled: bool


def digits_value(digits: str, decimal: str) -> float:
    """The value of digits with separators, by their shape and by the language's decimal mark.

    Two kinds of marks: the last is the decimal mark. One mark more than once: it groups. One mark once: it groups
    when exactly three digits follow, unless it is the language's decimal mark or the number starts with 0.
    """
    plain = re.sub(r"[ \u00a0\u202f\u2009’']", "", digits).replace("٫", ",").replace("٬", ".")
    marks = [c for c in plain if c in ".,"]
    if "٫" in digits:
        return float(plain.replace(".", "").replace(",", "."))
    if not marks:
        return float(plain)
    if len(set(marks)) == 2:
        point = marks[-1]
    elif len(marks) > 1:
        point = ""
    else:
        whole, rest = plain.split(marks[0])
        groups = len(rest) == 3 and marks[0] != decimal and whole != "0" and len(whole) <= 3
        point = "" if groups else marks[0]
    if not point:
        return float(re.sub("[.,]", "", plain))
    whole, _, rest = plain.rpartition(point)
    return float(re.sub("[.,]", "", whole) + "." + rest)


def atoms_value(atoms: list[Atom], bare: bool = False) -> float | None:
    """The value of number words in order, None when they are no one number ("five twenty").

    The largest scale splits them: what stands before it is multiplied, what follows must be smaller and is added.
    ``bare``: a scale may stand alone ("tysiąc").
    """
    if not atoms:
        return None
    scales = [(value, -i) for i, (kind, value) in enumerate(atoms) if kind == "scale"]
    if not scales:
        return _plain_value(atoms)
    scale, at = max(scales)
    left, right = atoms[:-at], atoms[-at + 1 :]
    if left and left[0][0] == "fraction" and len(left) == 1:
        before: float | None = left[0][1]
    else:
        before = atoms_value(left, bare) if left else (1.0 if bare else None)
    if before is None or not right:
        return None if before is None else before * scale
    if right == [("fraction", 0.5)]:
        return (before + 0.5) * scale
    after = atoms_value(right, True)
    return before * scale + after if after is not None and after < scale else None


def _plain_value(atoms: list[Atom]) -> float | None:
    """Atoms without scales: one run of digits, or words from hundreds down to units, with "and a half"."""
    kinds = [kind for kind, _ in atoms]
    if atoms[-1] == ("fraction", 0.5) and len(atoms) > 1:
        whole = _plain_value(atoms[:-1])
        return None if whole is None else whole + 0.5
    if kinds == ["digits"]:
        return atoms[0][1]
    if set(kinds) != {"word"}:
        return None
    total, room = 0.0, 1000.0
    for _, value in atoms:
        if not 0 <= value < room or (total and value == 0):
            return None
        total += value
        room = 100.0 if value >= 100 else 10.0 if value >= 20 and value % 10 == 0 else 0.0
    return total


def numbers(text: str, language: str) -> list[Number]:
    """The numbers of a text in reading order, without those that count nothing; never overlapping."""
    lex = lexicon(language)
    taken = bytearray(len(text))  # characters that count nothing, or belong to a longer number
    for pattern in lex.not_numbers:
        for m in pattern.finditer(text):
            taken[m.start() : m.end()] = b"\1" * (m.end() - m.start())
    found = [Number(*m.span(), None, True) for m in lex.vague.finditer(text)]
    for m in lex.run.finditer(text):
        found += _of_run(text, m.start(), m.end(), lex)
    found += _prefixed(text, lex)
    kept: list[Number] = []
    for n in sorted(found, key=lambda n: (n.start - n.end, n.start, n.value is None)):
        if not any(taken[n.start : n.end]):
            taken[n.start : n.end] = b"\1" * (n.end - n.start)
            kept.append(n)
    return sorted((n for n in kept if _counts(text, n, lex)), key=lambda n: n.start)


def _of_run(text: str, start: int, end: int, lex: Lexicon) -> Iterator[Number]:
    """The numbers of a run of atoms: from each atom on, the longest stretch that is one number."""
    atoms: list[tuple[Atom, int, int]] = []
    m = lex.atom.match(text, start, end)
    while m:
        atoms.append((_atom(m.group("atom"), lex), *m.span("atom")))
        m = lex.next_atom.match(text, m.end(), end)
    i = 0
    while i < len(atoms):
        for j in range(min(len(atoms), i + LONGEST), i, -1):
            first, last = atoms[i], atoms[j - 1]
            bare = key(text[first[1] : first[2]]) in lex.bare
            value = atoms_value([a for a, _, _ in atoms[i:j]], bare)
            if value is None and j == i + 1 and first[0] != ("fraction", 1.0) and unit_follows(text, last[2], lex):
                value = first[0][1] if first[0][0] == "fraction" else None  # "half an hour"
            if value is not None:
                yield Number(first[1], last[2], round(value, 6), first[0][0] != "digits")
                i = j
                break
        else:
            i += 1


def _atom(form: str, lex: Lexicon) -> Atom:
    if form[0].isdigit():
        return "digits", digits_value(form, lex.decimal)
    name = key(form)
    for kind, table in (("word", lex.words), ("scale", lex.scales), ("fraction", lex.fractions)):
        if name in table:
            return kind, table[name]
    raise AssertionError(f"{form!r} matched the number words but is in none of their lists")


def _prefixed(text: str, lex: Lexicon) -> Iterator[Number]:
    """Numbers grown together with a unit: "dwuletni", "fünfjährig"."""
    for m in lex.prefix.finditer(text):
        if any(u.pattern.match(text, m.end()) for u in lex.units):
            yield Number(*m.span(), lex.prefixes[key(m.group())], True)


def _counts(text: str, n: Number, lex: Lexicon) -> bool:
    """Whether the number counts something, judged by the characters and words around it."""
    if not n.spelled and not _digits_stand_free(text, n, lex):
        return False
    if n.spelled and n.value is not None:
        percent = lex.percent_before.search(text, max(0, n.start - 12), n.start)
        if lex.words_followed_by and not percent and not lex.words_followed_by.match(text, n.end):
            return False
        # "one" is mostly no count: it needs a counted noun or a unit right after it.
        weak = key(text[n.start : n.end]) in lex.weak
        if weak and not lex.counted(text, n.end) and not unit_follows(text, n.end, lex):
            return False
        small = n.value <= 12
        if small and lex.pointing.search(text, max(0, n.start - 30), n.start) and not unit_follows(text, n.end, lex):
            return False
    if unit_follows(text, n.end, lex):
        return True
    return not (lex.labels.search(text, max(0, n.start - 30), n.start) or _part_of_name(text, n, lex))


def unit_follows(text: str, end: int, lex: Lexicon) -> bool:
    """Whether a unit, a percent sign or a currency is written right after ``end``, a space or hyphen between."""
    at = end + (text[end : end + 1] in (" ", "\u00a0", "-"))
    patterns = [lex.percent, *(u.pattern for u in lex.units), *(p for _, p in lex.currency_after)]
    return any(p.match(text, end) or p.match(text, at) for p in patterns)


def _digits_stand_free(text: str, n: Number, lex: Lexicon) -> bool:
    """Letters grown onto digits make a code ("G20", "20th") unless they are a currency, unit, scale or percent."""
    if n.value is not None and n.value >= TOO_LARGE:
        return False
    before, after = text[n.start - 1 : n.start], text[n.end : n.end + 1]
    if (
        before.isalpha()
        and (before.isascii() or not lex.attached)
        and not any(p.search(text, max(0, n.start - 6), n.start) for _, p in lex.currency_before)
    ):
        return False
    if not after.isalpha() or (lex.attached and not after.isascii()) or text[n.end - 1].isalpha():
        return True
    fits = [lex.percent, lex.money_scale, *(p for _, p in lex.currency_after), *(u.pattern for u in lex.units)]
    return any(p.match(text, n.end) for p in fits)


def _part_of_name(text: str, n: Number, lex: Lexicon) -> bool:
    """A whole number after a capitalised word inside the sentence, with nothing counted after it ("Apollo 11,")."""
    if n.spelled or not lex.spaced or n.value is None or n.value != int(n.value) or n.value >= 10000:
        return False
    word = re.search(r"[\w’'] ([A-ZÀ-ÞА-Я][^\W\d_]+) $", text[max(0, n.start - 40) : n.start])
    if not word or len(text[n.start : n.end]) != len(str(int(n.value))):
        return False
    # Small counts are spelled out, so a small digit there is a part of the name ("Nord Stream 2").
    return n.value < 10 or bool(re.match(r"[,.;:!?)]?(?:$|\s+[A-ZÀ-ÞА-Я])|[,;:)]", text[n.end : n.end + 6]))
