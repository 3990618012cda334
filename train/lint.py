"""Lint corpus files or drafts: ``python -m train.lint [--show] FILE…`` (.jsonl or .draft).

Errors (exit code 1) are what the format or the codebook forbids; warnings are what is usually a
slip. ``--show`` prints every passage's events and statements in words, to read against the text.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from onrecord import vocabulary
from train.draft import compile_drafts
from train.passage import Passage, Problem, resolve

#: Two passages that share more than this part of their five-word shingles are near-duplicates.
NEAR = 0.5


def load(path: Path) -> Iterator[tuple[str, Passage | Problem]]:
    """Each passage of a file, or the problem in its place, with where it stands."""
    source = path.read_text("utf-8")
    raws: list[tuple[str, Any]] = []
    if path.suffix == ".draft":
        for block in re.split(r"^(?=# )", source, flags=re.MULTILINE):
            if block.strip():
                where = f"{path.name}:{block.split()[1] if len(block.split()) > 1 else '?'}"
                try:
                    raws += [(where, raw) for raw in compile_drafts(block)]
                except Problem as problem:
                    yield where, problem
    else:
        for n, line in enumerate(source.splitlines(), 1):
            try:
                raws.append((f"{path.name}:{n}", json.loads(line)))
            except ValueError as problem:
                yield f"{path.name}:{n}", Problem(str(problem))
    for where, raw in raws:
        try:
            yield where, resolve(raw)
        except (ValueError, KeyError, TypeError) as problem:
            yield where, Problem(f"{raw.get('id')}: {problem if isinstance(problem, Problem) else repr(problem)}")


def warnings(p: Passage) -> Iterator[str]:
    """Slips that the format allows: read each, keep what is meant."""
    for m in p.rows["mentions"]:
        if re.search(r"[,;:.!?]$", m["at"]) and not re.search(r"\b\w{1,4}\.$", m["at"]):
            yield f"mention {m['at']!r} ends in punctuation"
        if len(m["at"].split()) > 16:
            yield f"mention {m['at']!r} is very long (leave relative clauses out)"
    if p.contexts is None:
        yield "no line of contexts (C …, or C - for none)"
    yield from _about_events(p)
    yield from _about_statements(p)


def _about_events(p: Passage) -> Iterator[str]:
    parents = {e["content_of"] for e in p.rows["events"]}
    for i, e in enumerate(p.rows["events"]):
        if len(e["trigger"].split()) > 5:
            yield f"trigger {e['trigger']!r} is long (the verb with its particle, or the noun)"
        needed = e["type"] in vocabulary.RECIPIENT_REQUIRED and e["status"] == "occurred"
        if needed and not e["recipients"] and not e["objects"]:
            yield f"{e['type']} {e['trigger']!r} has neither recipient nor object"
        if e["type"] == "THREATEN" and i not in parents:
            yield f"THREATEN {e['trigger']!r} has no content row (of E…)"
        if set(e["actors"]) & set(e["recipients"]):
            yield f"{e['trigger']!r} has one mention as actor and recipient"


def _about_statements(p: Passage) -> Iterator[str]:
    text = p.text
    for s in p.rows["statements"]:
        for start, end in s["spans"]:
            if text[start] in "\"“„«'":
                yield f"content {text[start : start + 20]!r}… starts with its quotation mark (leave it out)"
            if text[end - 1] in '"”“»«':
                yield f"content …{text[end - 20 : end]!r} ends in a quotation mark (leave it out)"
            if text[end - 1] in ",;":
                yield f"content …{text[end - 20 : end]!r} ends in a comma"
        if s["form"] == "direct" and not re.search("[\"“”„«»「」—–:'‘]", text):
            yield f"{s['cue']!r} is direct but the text has no quotation mark"


def shingles(text: str) -> set[str]:
    words = re.findall(r"\w+", text.lower())
    if len(words) < 5:
        words = list(text.lower())
    return {" ".join(words[i : i + 5]) for i in range(max(1, len(words) - 4))}


def near_duplicates(passages: list[Passage]) -> Iterator[tuple[str, str, float]]:
    """Pairs of passages that share most of their five-word shingles (Jaccard above `NEAR`)."""
    sets = [shingles(p.text) for p in passages]
    holders: dict[str, list[int]] = {}
    pairs: Counter[tuple[int, int]] = Counter()
    for i, found in enumerate(sets):
        for shingle in found:
            pairs.update((j, i) for j in holders.get(shingle, ()))
            holders.setdefault(shingle, []).append(i)
    for (i, j), common in sorted(pairs.items()):
        share = common / (len(sets[i]) + len(sets[j]) - common)
        if share > NEAR:
            yield passages[i].id, passages[j].id, share


def in_words(p: Passage) -> str:
    """The passage's statements and events spelled out."""

    def names(row: dict[str, Any], role: str) -> str:
        return " + ".join(p.rows["mentions"][w]["at"] for w in row[role])

    lines = [
        f"{p.id} [{p.language} {p.published}] {p.text}",
        "   contexts: " + ("not marked" if p.contexts is None else " ".join(p.contexts) or "none"),
        "   mentions: " + "; ".join(f"{m['at']} <{m['head']}/{m['kind']}>" for m in p.rows["mentions"]),
    ]
    for s in p.rows["statements"]:
        lines.append(f"   statement ({s['form']}): {names(s, 'speaker') or '-'} | {s['cue']} | {' // '.join(s['content'])}")
    for e in p.rows["events"]:
        roles = "".join(f" {key}={names(e, key)!r}" for key in vocabulary.ROLES if e[key])
        parent = "" if e["content_of"] is None else f" content of {p.rows['events'][e['content_of']]['trigger']!r}"
        inside = "" if e["within"] is None else f" within {p.rows['statements'][e['within']]['cue']!r}"
        lines.append(f"   {e['type']}/{e['mode']} {e['status']} {e['trigger']!r}{roles}{parent}{inside}")
    return "\n".join(lines)


def coverage(passages: list[Passage]) -> str:
    """What the corpus holds, as a table in words: languages, types with modes and statuses, lengths."""
    events = [e for p in passages for e in p.rows["events"]]
    lines = [
        f"{len(passages)} passages: " + ", ".join(f"{k} {n}" for k, n in Counter(p.language for p in passages).most_common()),
        f"without an event: {sum(not p.rows['events'] for p in passages)}; "
        f"{len(events)} events, {sum(len(p.rows['statements']) for p in passages)} statements, "
        f"{sum(len(p.rows['mentions']) for p in passages)} mentions, {sum(len(p.rows['times']) for p in passages)} times, "
        f"{sum(len(p.rows['figures']) for p in passages)} figures",
    ]
    contexts = Counter(c for p in passages for c in p.contexts or ())
    marked = sum(p.contexts is not None for p in passages)
    lines.append(f"near misses: {sum('near-miss' in p.grid for p in passages)}; contexts in {marked} passages: ")
    lines[-1] += " ".join(f"{c} {contexts[c]}" for c in vocabulary.CONTEXTS)
    for kind in vocabulary.TYPES:
        mine = [e for e in events if e["type"] == kind]
        modes = Counter(e["mode"] or "-" for e in mine)
        gaps = [m for m in vocabulary.MODES[kind] if m not in modes]
        statuses = Counter(e["status"] for e in mine)
        lines.append(
            f"{kind:<9} {len(mine):5}  "
            + " ".join(f"{s} {statuses[s]}" for s in vocabulary.STATUSES)
            + "  | "
            + " ".join(f"{m} {n}" for m, n in modes.most_common())
            + (f"  | lacks {', '.join(gaps)}" if gaps else "")
        )
    return "\n".join(lines)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--show", action="store_true", help="print every passage in words")
    parser.add_argument("--quiet", action="store_true", help="errors only")
    options = parser.parse_args()
    good: list[Passage] = []
    errors = 0
    for path in options.files:
        for where, found in load(path):
            if isinstance(found, Problem):
                errors += 1
                print(f"ERROR {where}: {found}")
                continue
            good.append(found)
            if options.show:
                print(in_words(found))
            if not options.quiet:
                for warning in warnings(found):
                    print(f"warning {where} {found.id}: {warning}")
    doubles = [name for name, n in Counter(p.id for p in good).items() if n > 1]
    for name in doubles:
        print(f"ERROR id {name} is used twice")
    for one, other, share in near_duplicates(good):
        errors += 1
        print(f"ERROR {one} and {other} are near-duplicates ({share:.0%} of their shingles)")
    if not options.quiet:
        print(coverage(good))
    return 1 if errors or doubles else 0


if __name__ == "__main__":
    sys.exit(main())
