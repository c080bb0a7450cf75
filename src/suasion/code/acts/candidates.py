"""Every reading of every match: who may be source, who target, with the features that weigh it."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import combinations
from typing import TYPE_CHECKING, Final

from suasion.code.acts.arguments import Filler, Surroundings, fillers
from suasion.code.acts.frames import Frames
from suasion.code.acts.match import Match, find_acts, lemma_of
from suasion.lexicon.acts import ActLexicon
from suasion.types import NOBODY

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from suasion.code.says import Relations
    from suasion.code.who import Actors
    from suasion.parse import Parsed

# Acts that both sides do (codebook, section 2): either order of the actors is right.
SYMMETRIC: Final = frozenset({"CONSULT", "COOPERATE", "AGREE"})
# Readings from context that are weighed beside those of the structure.
_CONTEXT_SOURCES: Final = 3
_CONTEXT_TARGETS: Final = 5
# Steps up and down that a way through the tree may have to tell something.
_LONGEST_PATH: Final = 5
# Actors of a sentence whose pairs are counted, which keeps endless sentences linear.
_MOST_TOGETHER: Final = 12


@dataclass(frozen=True, slots=True)
class Candidate:
    """One reading of a match: source, target, and the features it is weighed by."""

    match: Match
    source: Filler
    target: Filler
    features: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Scene:
    """What the features need to know of the document around a match."""

    parsed: Parsed
    actors: Actors
    relations: Relations
    frames: Frames
    surroundings: Surroundings
    frequency: Counter[str]
    heads: frozenset[int]
    ranked: dict[str, int]
    first: dict[str, int] = field(default_factory=dict)
    """The order in which the document first names its actors."""
    together: dict[frozenset[str], int] = field(default_factory=dict)
    """Pairs of actors by how often a sentence names both, the commonest 0."""
    dyads: Counter[tuple[str, str]] = field(default_factory=Counter)
    """Directed pairs that the structure of some match of the document links."""


def scene_of(parsed: Parsed, actors: Actors, relations: Relations, matches: list[Match], frames: Frames) -> Scene:
    """Gather the scene once a document."""
    frequency = Counter(a.code for m in actors.mentions for a in m.actors)
    ordered = sorted(frequency, key=lambda code: (-frequency[code], code))
    surroundings = Surroundings(parsed.doc, actors)
    first: dict[str, int] = {}
    for mention in sorted(actors.mentions, key=lambda m: m.head):
        for actor in mention.actors:
            first.setdefault(actor.code, len(first))
    return Scene(
        parsed=parsed,
        actors=actors,
        relations=relations,
        frames=frames,
        surroundings=surroundings,
        first=first,
        together=_together(surroundings),
        frequency=frequency,
        heads=frozenset(m.head.i for m in matches),
        ranked={code: place for place, code in enumerate(ordered)},
    )


def _together(surroundings: Surroundings) -> dict[frozenset[str], int]:
    shared: Counter[frozenset[str]] = Counter()
    for number in range(surroundings.sentences):
        codes = sorted({a.code for m in surroundings.in_sentence(number) for a in m.actors})[:_MOST_TOGETHER]
        shared.update(frozenset(pair) for pair in combinations(codes, 2))
    ordered = sorted(shared, key=lambda pair: (-shared[pair], sorted(pair)))
    return {pair: place for place, pair in enumerate(ordered)}


def _path(doc: Doc, start: int, end: int) -> str:
    """The way through the tree from a match to a mention, as relations up and down."""
    above: dict[int, str] = {}
    token, up = doc[start], ""
    for _ in range(_LONGEST_PATH):
        above[token.i] = up
        if token.head.i == token.i:
            break
        up += "" if token.dep_ == "conj" else f"{token.dep_}^"
        token = token.head
    token, down = doc[end], ""
    for _ in range(_LONGEST_PATH):
        if token.i in above:
            return above[token.i] + down
        if token.head.i == token.i:
            break
        named = f"{token.dep_}:{lemma_of(token)}" if token.dep_ in ("prep", "agent") else token.dep_
        down = ("" if token.dep_ == "conj" else f"{named}/") + down
        token = token.head
    return "far"


_ROLES: Final = {
    "nsubj": "subj", "nsubjpass": "subj", "dobj": "obj", "iobj": "obj", "dative": "obj", "poss": "poss", "agent": "by",
    "amod": "poss", "compound": "poss", "nmod": "poss", "appos": "appos",
}  # fmt: skip


def _role(token: Token) -> str:
    """What part a mention plays in its clause, and whether that is the sentence's main clause."""
    while token.dep_ == "conj":
        token = token.head
    role = _ROLES.get(token.dep_, "other")
    if token.dep_ == "pobj":
        role = f"prep:{lemma_of(token.head)}"
    return f"{role}/{token.head.dep_ == 'ROOT'}"


def _distance(tokens: int) -> str:
    return "0-3" if tokens <= 3 else "4-7" if tokens <= 7 else "8-15" if tokens <= 15 else "16+"


def _filler_features(side: str, filler: Filler, kind: str, scene: Scene, head: int) -> Iterator[str]:
    first = filler.mentions[0]
    yield f"{side}:slot={filler.slot}"
    yield f"{side}:slot={filler.slot}/{filler.way}"
    yield f"{side}:rank={min(filler.rank, 4)}/{'ctx' if filler.slot == 'ctx' else 'slot'}"
    yield f"{side}:{kind}:slot={filler.slot}"
    yield f"{side}:kind={first.kind}"
    if filler.slot == "ctx":
        yield f"{side}:ctx:{filler.way}:{_distance(abs(first.head - head))}"
        yield f"{side}:ctx:{filler.way}:kind={first.kind}"
        token = scene.parsed.doc[first.head]
        yield f"{side}:ctx:dep={token.dep_}"
        role = _role(token)
        yield f"{side}:ctx:{filler.way}:role={role}"
        if filler.way in ("before", "after"):
            path = _path(scene.parsed.doc, head, first.head)
            yield f"{side}:path={path}"
            yield f"{side}:{kind}:path={path}"
        elif scene.parsed.paragraph_of(token.idx) != scene.parsed.paragraph_of(scene.parsed.doc[head].idx):
            yield f"{side}:ctx:far={filler.way}"
    place = min(min(scene.first.get(c, 9) for c in filler.codes), 4)
    yield f"{side}:first={place}"
    yield f"{side}:first={place}/{filler.slot == 'ctx'}/{filler.way if filler.slot == 'ctx' else ''}"
    if getattr(first, "locative", False):
        yield f"{side}:locative/{filler.slot}"
    sector = first.actors[0].sector
    yield f"{side}:sector={sector}"
    yield f"{side}:{kind}:sector={sector}"
    yield f"{side}:prominence={min(min(scene.ranked.get(c, 9) for c in filler.codes), 5)}"
    if len(filler.codes) > 1:
        yield f"{side}:joint"
    if filler.codes & NOBODY:
        yield f"{side}:loose={sorted(filler.codes)[0]}"


def _match_features(match: Match, scene: Scene) -> Iterator[str]:
    pattern, head = match.pattern, match.head
    yield f"type={pattern.type}"
    yield f"trust={pattern.trust}"
    yield f"type+trust={pattern.type}/{pattern.trust}"
    yield f"head={pattern.type}/{lemma_of(head)}"
    yield f"pattern={pattern.type}/{pattern.part}:{pattern.text}"
    yield f"part={pattern.part}/{pattern.type}"
    yield f"words={min(len(pattern.words), 3)}/{match.linked}"
    yield f"head:dep={head.dep_}"
    yield f"head:tag={head.tag_}"
    if scene.frames.of(head).passive:
        yield "head:passive"
    if scene.parsed.quote_at(head.idx) is not None:
        yield "head:quoted"
        yield f"head:quoted/{pattern.type}"
    governor = head.head
    if governor.i != head.i:
        yield f"governor:act={governor.i in scene.heads}/{head.dep_}"
        yield f"governor={lemma_of(governor)}"
    for child in head.children:
        if child.dep_ in ("aux", "neg", "mark", "advmod", "det"):
            yield f"child={child.dep_}/{lemma_of(child)}"


def _pair_features(match: Match, source: Filler, target: Filler, scene: Scene) -> Iterator[str]:
    kind = match.pattern.type
    yield f"slots={source.slot}>{target.slot}"
    yield f"{kind}:slots={source.slot}>{target.slot}"
    yield f"{match.pattern.part}:slots={source.slot}>{target.slot}"
    shared = [scene.together.get(frozenset(d), 99) for d in _dyads(source, target)]
    place = min(min(shared, default=99), 5)
    yield f"pair:together={place}"
    yield f"pair:together={place}/{target.slot == 'ctx'}/{source.slot == 'ctx'}"
    if source.codes & target.codes:
        yield "pair:same"
        yield f"pair:same/{kind}"
    s, t, h = source.mentions[0].head, target.mentions[0].head, match.head.i
    order = "".join(k for _, k in sorted([(s, "s"), (t, "t"), (h, "h")]))
    yield f"order={order}"
    yield f"order={order}/{match.pattern.part}/{scene.frames.of(match.head).passive}"
    here = scene.surroundings.sentence_of(h)
    others = {a.code for m in scene.surroundings.in_sentence(here) for a in m.actors} - source.codes - target.codes
    yield f"others={min(len(others), 3)}"


def _dyads(source: Filler, target: Filler) -> Iterator[tuple[str, str]]:
    for s in sorted(source.codes):
        for t in sorted(target.codes):
            if s != t:
                yield s, t


def _story_features(
    match: Match, source: Filler, target: Filler, scene: Scene, before: Candidate | None
) -> Iterator[str]:
    """How the pair fits the document: the quarrel it is about, and the act told just before."""
    kind = match.pattern.type
    structural = "ctx" not in (source.slot, target.slot)
    own = 1 if structural else 0  # a reading does not vouch for itself
    there = max((scene.dyads[d] - own for d in _dyads(source, target)), default=0)
    back = max((scene.dyads[d[::-1]] for d in _dyads(source, target)), default=0)
    yield f"story:there={min(there, 3)}/{structural}"
    yield f"story:back={min(back, 3)}/{structural}"
    yield f"story:either={min(there + back, 3)}/{target.slot == 'ctx'}/{source.slot == 'ctx'}"
    if before is None:
        return
    if source.codes & before.target.codes and target.codes & before.source.codes:
        yield "before:reply"
        yield f"before:reply={before.match.pattern.type}>{kind}"
    if source.codes & before.source.codes and target.codes & before.target.codes:
        yield "before:same"
        yield f"before:same={before.match.pattern.type}>{kind}"


def _structural(sources: list[Filler], targets: list[Filler]) -> tuple[Filler, Filler] | None:
    pairs = [(s, t) for s in sources for t in targets if "ctx" not in (s.slot, t.slot) and not s.codes & t.codes]
    return pairs[0] if pairs else None


def _choices(match: Match, scene: Scene) -> tuple[list[Filler], list[Filler]]:
    pattern = match.pattern
    sources = fillers(pattern.source, match, scene.frames, scene.actors)
    targets = fillers(pattern.target, match, scene.frames, scene.actors)
    sources += _speakers(match, scene)
    taken_sources = frozenset(c for f in sources for c in f.codes)
    around = scene.surroundings.fillers(match.head.i, frozenset())
    sources += [f for f in around if not f.codes <= taken_sources][:_CONTEXT_SOURCES]
    taken_targets = frozenset(c for f in targets for c in f.codes)
    targets += [f for f in around if not f.codes <= taken_targets][:_CONTEXT_TARGETS]
    if pattern.type in SYMMETRIC:
        sources, targets = _parted(sources, targets)
    return sources, targets


def _speakers(match: Match, scene: Scene) -> list[Filler]:
    """Who says it, where the match stands in somebody's reported words: "we will answer", "X should leave"."""
    told = [r for r in scene.relations.at(match.head.i) if r.source is not None and r.source.actors]
    return [Filler((r.source,), "speaker", "direct" if r.direct else "indirect") for r in told[-1:] if r.source]


def _parted(sources: list[Filler], targets: list[Filler]) -> tuple[list[Filler], list[Filler]]:
    """Joint actors of a mutual act are its two sides: "Biden and Xi met" is Biden with Xi; so are "the two sides"."""
    for filler in sorted((*sources, *targets), key=lambda f: f.slot == "ctx"):
        if len(filler.codes) < 2:
            continue
        singles = [
            dataclasses.replace(mention, actors=(actor,)) for mention in filler.mentions for actor in mention.actors
        ]
        rest = tuple(m for m in singles if m.actors[0].code != singles[0].actors[0].code)
        first = Filler((singles[0],), "joint", filler.slot)
        other = Filler(rest, "joint", filler.slot)
        return [first, *sources], [other, *targets]
    return sources, targets


def _overlap(source: Filler, target: Filler) -> bool:
    """Whether somebody stands on both sides of an act of several; alone, a state may act on its own people."""
    return bool(source.codes & target.codes) and source.codes != target.codes


def _weighable(
    match: Match, sources: list[Filler], targets: list[Filler], scene: Scene, before: Candidate | None
) -> list[Candidate]:
    own = tuple(_match_features(match, scene))
    kind, head = match.pattern.type, match.head.i
    by_source = [tuple(_filler_features("source", f, kind, scene, head)) for f in sources]
    by_target = [tuple(_filler_features("target", f, kind, scene, head)) for f in targets]
    rows = []
    for source, of_source in zip(sources, by_source, strict=True):
        for target, of_target in zip(targets, by_target, strict=True):
            if source.mentions == target.mentions or _overlap(source, target):
                continue
            pair = _pair_features(match, source, target, scene)
            story = _story_features(match, source, target, scene, before)
            rows.append(Candidate(match, source, target, (*own, *of_source, *of_target, *pair, *story)))
    return rows


def readings_of(
    parsed: Parsed, actors: Actors, relations: Relations, lexicon: ActLexicon
) -> tuple[list[list[Candidate]], Scene]:
    """For each match of the document, in text order, all its readings; and the scene they stand in."""
    frames = Frames(parsed.doc)
    matches = find_acts(parsed.doc, lexicon, frames)
    scene = scene_of(parsed, actors, relations, matches, frames)
    choices = [(match, *_choices(match, scene)) for match in matches]
    for _, sources, targets in choices:
        pair = _structural(sources, targets)
        if pair is not None:
            scene.dyads.update(_dyads(*pair))
    made: list[list[Candidate]] = []
    before: Candidate | None = None
    for match, sources, targets in choices:
        rows = _weighable(match, sources, targets, scene, before)
        if rows:
            made.append(rows)
            pair = _structural(sources, targets)
            before = next((c for c in rows if pair and (c.source, c.target) == pair), before)
    return made, scene


def matches_by_head(readings: list[list[Candidate]]) -> dict[int, Match]:
    """The match of each head word, the one with most words and trust where there are several."""
    order = {"high": 0, "mid": 1, "low": 2}
    held: dict[int, Match] = {}
    for rows in readings:
        match = rows[0].match
        other = held.get(match.head.i)
        if other is None or (-len(match.words), order[match.pattern.trust]) < (
            -len(other.words),
            order[other.pattern.trust],
        ):
            held[match.head.i] = match
    return held
