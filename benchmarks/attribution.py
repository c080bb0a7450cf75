"""Measure attribution, factuality, status and assessments.

    python benchmarks/attribution.py SHARED [--part polnear|factuality|status|assess] [--limit N]

SHARED holds `bench/attribution` and `gold`; their SOURCE.md and FORMAT.md tell what the figures
mean. Nothing of those texts is kept. The mapping from values to the scale -3 … 3 is fitted on
the training split of each factuality corpus.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import statistics
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from suasion.code import sure
from suasion.code.acts.frames import Frames
from suasion.code.acts.match import Match, find_acts
from suasion.code.assess import find_assessments
from suasion.code.says import find_relations, quotations
from suasion.code.who import find_actors
from suasion.lexicon import acts as acts_lexicon
from suasion.parse import Parsed, parse_many
from suasion.types import Attribution, Document, Quotation, Span

ROLES = ("source", "cue", "content")


def lines(path: Path) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


def plain_marks(text: str) -> str:
    """Double quotation marks typed as two apostrophes, made one character and a space."""
    return text.replace(" ''", '  "').replace("\n''", '\n "').replace("''", '" ') if "''" in text else text


def documents(records: Iterable[dict[str, Any]]) -> Iterator[Document]:
    for record in records:
        day = dt.date.fromisoformat(record["date"]) if record.get("date") else None
        title = record.get("title") or ""
        yield Document(id=record["id"], text=plain_marks(record["text"]), date=day, title=title)


# --- PolNeAR -------------------------------------------------------------------------------


def norm(spans: Iterable[tuple[int, int]], text: str) -> tuple[tuple[int, int], ...]:
    """Spans without white space at their ends, so that only words are compared."""
    made = []
    for start, end in spans:
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        made.append((start, end))
    return tuple(sorted(made))


def flat(spans: tuple[Span, ...]) -> list[tuple[int, int]]:
    return [(s.start, s.end) for s in spans]


class Tally:
    """Exact spans and overlapping characters per role."""

    def __init__(self) -> None:
        self.n: Counter[tuple[str, str]] = Counter()

    def add(self, record: dict[str, Any], found: Iterable[Quotation]) -> None:
        text = record["text"]
        quotes = list(found)
        for role in ROLES:
            gold = Counter(s for a in record["attributions"] for s in norm(map(tuple, a[role]), text))
            mine = Counter(s for q in quotes for s in norm(flat(getattr(q, role)), text))
            gold, mine = Counter(set(gold)), Counter(set(mine))
            self.n[role, "gold"] += sum(gold.values())
            self.n[role, "mine"] += sum(mine.values())
            self.n[role, "both"] += sum((gold & mine).values())
            a = {i for s, e in gold for i in range(s, e)}
            b = {i for s, e in mine for i in range(s, e)}
            self.n[role, "inter"] += len(a & b)
            self.n[role, "union"] += len(a | b)

    def report(self) -> dict[str, dict[str, float]]:
        made = {}
        for role in ROLES:
            n = self.n
            p = n[role, "both"] / max(1, n[role, "mine"])
            r = n[role, "both"] / max(1, n[role, "gold"])
            f = 2 * p * r / (p + r) if p + r else 0.0
            made[role] = {
                "precision": p, "recall": r, "f1": f, "jaccard": n[role, "inter"] / max(1, n[role, "union"]),
            }  # fmt: skip
        return made


def polnear(shared: Path, limit: int | None) -> dict[str, dict[str, float]]:
    path = shared / "bench/attribution/polnear/dev.jsonl"
    records = [r for r in lines(path) if r["primary"]][:limit]
    tally = Tally()
    for record, parsed in zip(records, parse_many(documents(records)), strict=True):
        tally.add(record, quotations(parsed, find_relations(parsed, None)))
    return tally.report()


# --- Status on gold quotations -------------------------------------------------------------

SPEECH = {"AGREE", "SUPPORT", "REQUEST", "ACCUSE", "REJECT", "THREATEN"}


def head_of(parsed: Parsed, matches: list[Match], event: dict[str, Any]) -> tuple[int | None, bool]:
    """The act's head inside the gold quotation: a match of the right type, else the quotation's root.

    Also tells whether the lexicon matched: only such heads will the coder ever ask about.
    """
    start = parsed.document.text.find(event["quote"])
    if start < 0:
        return None, False
    end = start + len(event["quote"])
    kinds = set(event["type"].split("|"))
    inside = [m for m in matches if start <= m.head.idx < end and m.pattern.type in kinds]
    if inside:
        return max(inside, key=lambda m: (len(m.words), m.linked, -m.head.i)).head.i, True
    tokens = [t for t in parsed.doc if start <= t.idx < end and t.pos_ in ("VERB", "NOUN", "AUX")]
    roots = [t for t in tokens if not (start <= t.head.idx < end) or t.head == t]
    if not tokens:
        return None, False
    head = min(roots or tokens, key=lambda t: (t.pos_ == "AUX", t.i))
    while not kinds & SPEECH:  # "refused to withdraw": the material act is the innermost verb
        inner = [c for c in head.children if c.dep_ in ("xcomp", "ccomp") and start <= c.idx < end]
        if not inner or inner[0].pos_ not in ("VERB", "NOUN"):
            break
        head = inner[0]
    return head.i, False


def statuses(paths: list[Path], limit: int | None, show: bool = False) -> dict[str, Any]:
    """Status per gold event, with the head found by the lexicon inside the gold quotation."""
    n: Counter[str] = Counter()
    confusion: Counter[tuple[str, str]] = Counter()
    wrong: list[tuple[str, ...]] = []
    for path in paths:
        records = lines(path)[:limit]
        for record, parsed in zip(records, parse_many(documents(records)), strict=True):
            one_document(record, parsed, n, confusion, wrong)
    if show:
        for row in wrong:
            print(*row, sep=" | ")
    return {
        "status": n["right"] / max(1, n["all"]),
        "status_matched": n["matched_right"] / max(1, n["matched"]),
        "status_required": n["right_required"] / max(1, n["required"]),
        "hard_status": n["hard_right"] / max(1, n["hard"]),
        "attribution": n["attribution"] / max(1, n["attributed"]),
        "polarity_errors": n["polarity"] / max(1, n["all"]),
        "events": n["all"],
        "confusion": {f"{g}->{p}": k for (g, p), k in sorted(confusion.items(), key=lambda r: -r[1])},
    }


def one_document(
    record: dict[str, Any],
    parsed: Parsed,
    n: Counter[str],
    confusion: Counter[tuple[str, str]],
    wrong: list[tuple[str, ...]],
) -> None:
    actors = find_actors(parsed)
    relations = find_relations(parsed, actors)
    matches = find_acts(parsed.doc, acts_lexicon.load(), Frames(parsed.doc))
    found = [head_of(parsed, matches, e) for e in record["events"]]
    heads = [h for h, _ in found]
    acts = [
        sure.Act(h, e["type"].split("|")[0], frozenset(e["source"]), frozenset(e["target"]))
        for h, e in zip(heads, record["events"], strict=True)
        if h is not None
    ]
    denials = sure.find_denials(parsed, actors, relations, acts)
    for (head, matched), event in zip(found, record["events"], strict=True):
        if head is None:
            n["no head"] += 1
            continue
        made = (*sure.stands(parsed, actors, relations, head), *denials.get(head, ()))
        context = sure.context_of(parsed, relations, head, frozenset(event["source"]), event["type"].split("|")[0])
        status = sure.status_of(made, context)
        gold = event["status"].split("|")
        right = status in gold
        required = event.get("required", True)
        n.update(all=1, right=right, required=required, right_required=right and required)
        n.update(matched=matched, matched_right=matched and right)
        if event["status"] != "asserted":
            n.update(hard=1, hard_right=right)
        if status in ("asserted", "claimed") and set(gold) <= {"negated", "denied", "hypothetical"}:
            n["polarity"] += 1
        for attribution in event.get("attributions") or []:
            if attribution["source"] != "AUTHOR":
                n["attributed"] += 1
                want = set(attribution["source"].split())
                n["attribution"] += any(a.value[-1] == attribution["value"][-1] and a.source in want for a in made)
        if not right:
            confusion[event["status"], status] += 1
            values = " ".join(f"{a.source}:{a.value}" for a in made)
            wrong.append((record["id"], event["type"], event["status"], status, context.mode,
                          parsed.doc[head].text, values, event["quote"]))  # fmt: skip


# --- Factuality on the scale -3 … 3 --------------------------------------------------------

CORPORA = ("uw", "meantime", "uds_ih2", "commitmentbank")
SMOOTHING = 5.0  # examples that the coarser key counts for


def keys_of(made: tuple[Attribution, ...], mode: str, tag: str) -> list[tuple[str, ...]]:
    """From coarse to fine: the author's value and mode, the innermost source's value, noun or verb."""
    author, inner = made[0].value, made[-1].value if len(made) > 1 else ""
    return [(), (author, mode), (author, mode, inner), (author, mode, inner, tag[:2])]


def factuality_rows(records: list[dict[str, Any]], parses: Iterable[Parsed]) -> Iterator[tuple[list[Any], float]]:
    for record, parsed in zip(records, parses, strict=True):
        relations = find_relations(parsed, None)
        starts = {t.idx: t for t in parsed.doc}
        for event in record["events"]:
            start, end = event["char_span"]
            token = starts.get(start) or next((t for t in parsed.doc if start <= t.idx < end), None)
            token = token or max((t for t in parsed.doc if t.idx <= start), key=lambda t: t.idx)
            made = sure.stands(parsed, None, relations, token.i)
            mode = sure.context_of(parsed, relations, token.i).mode
            yield keys_of(made, mode, token.tag_), event["factuality"]


def fitted(rows: Iterable[tuple[list[Any], float]]) -> dict[Any, float]:
    """The median per key, drawn to the coarser key's where examples are few."""
    by: dict[Any, list[float]] = defaultdict(list)
    for keys, value in rows:
        for key in keys:
            by[key].append(value)
    made: dict[Any, float] = {}
    for key in sorted(by, key=len):
        own = statistics.median(by[key]) if len(by[key]) % 2 else statistics.median_low(by[key])
        coarser = key[:-1] if len(key) != 2 else ()
        base = made.get(coarser, own)
        made[key] = (len(by[key]) * own + SMOOTHING * base) / (len(by[key]) + SMOOTHING)
    return made


def measured(mapping: dict[Any, float], rows: Iterable[tuple[list[Any], float]]) -> dict[str, float]:
    gold, mine = [], []
    for keys, value in rows:
        gold.append(value)
        mine.append(next(mapping[k] for k in reversed(keys) if k in mapping))
    error = sum(abs(a - b) for a, b in zip(gold, mine, strict=True)) / len(gold)
    spread = len(set(mine)) > 1 and len(set(gold)) > 1
    return {"r": statistics.correlation(gold, mine) if spread else 0.0, "mae": error, "n": len(gold)}


def factuality(shared: Path, limit: int | None) -> dict[str, dict[str, float]]:
    made = {}
    for name in CORPORA:
        records = lines(shared / f"bench/attribution/factuality/{name}.jsonl")
        train = [r for r in records if r["split"] == "train"][:limit]
        dev = [r for r in records if r["split"] == "dev"][:limit]
        mapping = fitted(factuality_rows(train, parse_many(documents(train))))
        made[name] = measured(mapping, factuality_rows(dev, parse_many(documents(dev))))
    return made


# --- Assessments ---------------------------------------------------------------------------


def assessments(paths: list[Path], limit: int | None) -> dict[str, Any]:
    """Recall and precision by overlapping quotation and right kind; sign and holder of those found."""
    n: Counter[str] = Counter()
    for path in paths:
        records = lines(path)[:limit]
        for record, parsed in zip(records, parse_many(documents(records)), strict=True):
            actors = find_actors(parsed)
            mine = find_assessments(parsed, actors, find_relations(parsed, actors))
            gold = []
            for a in record.get("assessments") or []:
                start = record["text"].find(a["quote"])
                gold.append((a, start, start + len(a["quote"])))
            for a, start, end in gold:
                met = [m for m in mine if m.kind == a["kind"] and m.start < end and start < m.end]
                n.update(gold=1, found=bool(met))
                n["sign"] += any(m.value[-1] == (a.get("value") or "CT+")[-1] for m in met)
                n["holder"] += any(m.holder in a["holder"].split() for m in met)
            n["mine"] += len(mine)
            n["right"] += sum(
                any(m.kind == a["kind"] and m.start < end and start < m.end for a, start, end in gold) for m in mine
            )
    return {
        "precision": n["right"] / max(1, n["mine"]),
        "recall": n["found"] / max(1, n["gold"]),
        "sign": n["sign"] / max(1, n["found"]),
        "holder": n["holder"] / max(1, n["found"]),
        "gold": n["gold"],
    }


PARTS = ("polnear", "factuality", "status", "assess")


def show(name: str, figures: dict[str, Any]) -> None:
    made = [f"{k} {v:.3f}" if isinstance(v, float) else f"{k} {v}" for k, v in figures.items() if k != "confusion"]
    print(f"{name:16}", "  ".join(made))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--part", choices=PARTS, action="append")
    parser.add_argument("--limit", type=int, help="read only so many records of each file")
    parser.add_argument("--wrong", action="store_true", help="list every event of the train gold with a wrong status")
    options = parser.parse_args()
    parts = options.part or PARTS
    gold = options.shared / "gold"
    if "polnear" in parts:
        for role, figures in polnear(options.shared, options.limit).items():
            show(f"polnear {role}", figures)
    if "factuality" in parts:
        for name, figures in factuality(options.shared, options.limit).items():
            show(name, figures)
    if "status" in parts:
        for name in ("train-d", "train-k"):
            show(f"status {name}", statuses([gold / f"{name}.jsonl"], options.limit, options.wrong))
        show("status dev", statuses([gold / "dev.jsonl"], options.limit))
    if "assess" in parts:
        for name in ("train-e", "dev"):
            show(f"assess {name}", assessments([gold / f"{name}.jsonl"], options.limit))


if __name__ == "__main__":
    main()
