"""The draft form of a passage: what an annotator types, one labelled line a row.

    # en-arr-001 en 2020-01-08 COERCE/arrest nominal quotation
    "We counted at least 30 arrests last month," said Chan Dara, who runs a legal aid group. The police deny it.
    C legal human_rights
    a We = ngo
    b Chan Dara = person
    c who = person
    d a legal aid [group] = ngo
    e The [police] = police
    T1 last month = 2019-12-01..2019-12-31 month
    F1 at least 30 = arrested 30 at_least | of E1
    S1 said | b | direct | We counted at least 30 arrests last month
    E1 arrests = COERCE arrest occurred | time T1 | figure F1
    E2 deny = REJECT - occurred | actor e

`compile_drafts` turns it into the corpus format of `train.passage`, `to_draft` turns it back.
Usage: ``python -m train.draft FILE.draft > FILE.jsonl`` or ``--back FILE.jsonl > FILE.draft``.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

from train.passage import LISTS, Problem

LABEL = re.compile(r"([a-z]{1,2}|[TFSE]\d+) +(.+)", re.DOTALL)
#: Keyword in a draft -> key of the row, and what its labels stand for.
ROLE = {
    "actor": "actors",
    "to": "recipients",
    "object": "objects",
    "place": "places",
    "time": "times",
    "figure": "figures",
    "of": "content_of",
}
PARAGRAPH = " ¶ "


def compile_drafts(source: str) -> list[dict[str, Any]]:
    """All passages of a draft file, as JSON-ready objects; raises `Problem` naming the passage."""
    passages = []
    for block in re.split(r"^# ", source, flags=re.MULTILINE)[1:]:
        lines = [line.rstrip() for line in block.splitlines() if line.strip()]
        try:
            passages.append(_passage(lines))
        except (Problem, ValueError, KeyError, IndexError) as problem:
            raise Problem(f"passage {lines[0].split()[0]}: {problem!r}") from None
    return passages


def _passage(lines: list[str]) -> dict[str, Any]:
    name, language, published, *grid = lines[0].split()
    raw: dict[str, Any] = {
        "id": name,
        "language": language,
        "published": published,
        "grid": " ".join(grid),
        "text": lines[1].replace(PARAGRAPH, "\n\n"),
        **{k: [] for k in LISTS},
    }
    labels: dict[str, int] = {}
    rows = []
    for line in lines[2:]:
        if line.startswith("C "):
            raw["contexts"] = [word for word in line.split()[1:] if word != "-"]
            continue
        match = LABEL.fullmatch(line)
        if not match:
            raise Problem(f"line {line!r} starts with no label (a, b, … or T1, F1, S1, E1)")
        label, rest = match.groups()
        if label in labels:
            raise Problem(f"label {label} is used twice")
        kind = {"T": "times", "F": "figures", "S": "statements", "E": "events"}.get(label[0], "mentions")
        labels[label] = sum(k == kind for k, _ in rows)
        rows.append((kind, rest))

    def index(given: str, kinds: str) -> int:
        if given not in labels or not re.match(kinds, given):
            raise Problem(f"{given!r} is not a label of the right sort here (wanted {kinds})")
        return labels[given]

    for kind, rest in rows:
        raw[kind].append(_ROWS[kind](rest.replace(PARAGRAPH, "\n\n"), index))
    return raw


def _equals(rest: str) -> tuple[str, str]:
    at, sign, what = rest.rpartition(" = ")
    if not sign:
        raise Problem(f"{rest!r} lacks ' = '")
    return at.strip(), what.strip()


def _mention(rest: str, index: Any) -> dict[str, Any]:
    at, kind = _equals(rest)
    head = re.search(r"\[(.+?)\]", at)
    plain = at.replace("[", "").replace("]", "")
    return {"at": plain, "head": head[1] if head else re.sub(r"#\d+$", "", plain), "kind": kind}


def _time(rest: str, index: Any) -> dict[str, Any]:
    at, what = _equals(rest)
    *days, precision = what.split()
    start, _, end = days[0].partition("..") if days else ("", "", "")
    return {"at": at, "start": start or None, "end": end or start or None, "precision": precision}


def _figure(rest: str, index: Any) -> dict[str, Any]:
    what, *fields = [f.strip() for f in rest.split(" | ")]
    at, what = _equals(what)
    words = what.split()
    row: dict[str, Any] = {"at": at, "measure": words[0], "value": None, "bound": words[2] if len(words) > 2 else "exact"}
    if words[1] == "vague":
        row["bound"] = "vague"
    elif ".." in words[1]:
        row |= dict(zip(("low", "high"), map(float, words[1].split("..")), strict=True), bound="range")
    else:
        row["value"] = float(words[1])
    for field in fields:
        key, value = field.split(None, 1)
        if key == "of":
            row["of_event" if value[0] == "E" else "of_mention"] = index(value, "E|[a-z]")
        elif key in ("unit", "currency"):
            row[key] = value
        else:
            raise Problem(f"{key!r} is none of of, unit, currency")
    return row


def _statement(rest: str, index: Any) -> dict[str, Any]:
    cue, speakers, form, content, *more = [f.strip() for f in rest.split(" | ")]
    row = {
        "speaker": [index(w, "[a-z]") for w in speakers.split() if w != "-"],
        "cue": None if cue == "-" else cue,
        "content": [p.strip() for p in content.split(" // ")],
        "form": form,
    }
    for field in more:
        key, *values = field.split()
        if key != "to":
            raise Problem(f"{key!r} after the content: only 'to LABEL' (addressee) may stand there")
        row["addressee"] = [index(v, "[a-z]") for v in values]
    return row


def _event(rest: str, index: Any) -> dict[str, Any]:
    what, *fields = [f.strip() for f in rest.split(" | ")]
    trigger, what = _equals(what)
    kind, mode, status = what.split()
    row: dict[str, Any] = {
        "trigger": trigger,
        "type": kind,
        "mode": None if mode == "-" else mode,
        "status": status,
        "actors": [],
        "recipients": [],
        "objects": [],
        "places": [],
        "times": [],
        "figures": [],
        "content_of": None,
    }
    for field in fields:
        key, *values = field.split()
        if key not in ROLE:
            raise Problem(f"{key!r} is none of {', '.join(ROLE)}")
        wanted = {"time": "T", "figure": "F", "of": "E"}.get(key, "[a-z]")
        found = [index(v, wanted) for v in values]
        row[ROLE[key]] = found[0] if key == "of" else found
    return row


_ROWS = {"mentions": _mention, "times": _time, "figures": _figure, "statements": _statement, "events": _event}


def to_draft(raw: dict[str, Any]) -> str:
    """The draft of one passage, for reading and editing; ``compile_drafts`` takes it back."""

    def flat(string: str) -> str:
        return string.replace("\n\n", PARAGRAPH)

    names = [chr(97 + i) if i < 26 else chr(96 + i // 26) + chr(97 + i % 26) for i in range(len(raw["mentions"]))]
    out = [f"# {raw['id']} {raw['language']} {raw['published']} {raw.get('grid', '')}".rstrip(), flat(raw["text"])]
    out += ["C " + (" ".join(raw["contexts"]) or "-")] if "contexts" in raw else []
    for name, m in zip(names, raw["mentions"], strict=True):
        whole, nth, number = m["at"].partition("#") if re.search(r"#\d+$", m["at"]) else (m["at"], "", "")
        at = whole if m["head"] == whole else whole.replace(m["head"], f"[{m['head']}]", 1)
        out.append(f"{name} {flat(at)}{nth}{number} = {m['kind']}")
    for i, t in enumerate(raw["times"], 1):
        days = "" if not t["start"] else t["start"] if t["start"] == t["end"] else f"{t['start']}..{t['end']}"
        out.append(f"T{i} {flat(t['at'])} = {days} {t['precision']}".replace("=  ", "= "))
    for i, f in enumerate(raw["figures"], 1):
        value = (
            f"{f['low']:g}..{f['high']:g}"
            if f.get("low") is not None
            else "vague"
            if f["value"] is None
            else f"{f['value']:.12g}"
        )
        more = (
            f" | of E{f['of_event'] + 1}" if "of_event" in f else f" | of {names[f['of_mention']]}" if "of_mention" in f else ""
        )
        more += "".join(f" | {k} {f[k]}" for k in ("unit", "currency") if k in f)
        out.append(f"F{i} {flat(f['at'])} = {f['measure']} {value} {f['bound']}{more}")
    for i, s in enumerate(raw["statements"], 1):
        who = " ".join(names[w] for w in s["speaker"]) or "-"
        to = " | to " + " ".join(names[w] for w in s["addressee"]) if s.get("addressee") else ""
        out.append(f"S{i} {s['cue'] or '-'} | {who} | {s['form']} | {flat(' // '.join(s['content']))}{to}")
    for i, e in enumerate(raw["events"], 1):
        fields = [f"{k} " + " ".join(names[w] for w in e[ROLE[k]]) for k in ("actor", "to", "object", "place") if e.get(ROLE[k])]
        fields += [f"{k} " + " ".join(f"{k[0].upper()}{w + 1}" for w in e[ROLE[k]]) for k in ("time", "figure") if e.get(ROLE[k])]
        fields += [f"of E{e['content_of'] + 1}"] if e.get("content_of") is not None else []
        out.append(" | ".join([f"E{i} {flat(e['trigger'])} = {e['type']} {e['mode'] or '-'} {e['status']}", *fields]))
    return "\n".join(out) + "\n"


def main(arguments: list[str]) -> None:
    back = arguments[:1] == ["--back"]
    source = Path(arguments[-1]).read_text("utf-8")
    if back:
        print("\n".join(to_draft(json.loads(line)) for line in source.splitlines()))
    else:
        for raw in compile_drafts(source):
            print(json.dumps(raw, ensure_ascii=False))


if __name__ == "__main__":
    main(sys.argv[1:])
