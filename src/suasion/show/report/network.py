"""The network of actors and the triad of a question, with its balance."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from suasion.lexicon.names import name_of
from suasion.relate import signed, triads
from suasion.show.report.figures import QUAD_COLOURS, Figure, data_of, styled
from suasion.show.report.tables import Table

if TYPE_CHECKING:
    import altair as alt
    import networkx as nx

# Actors drawn at most, the most active; the table has all.
_MOST: Final = 14
# How a pair's acts add up: colour and dash of its line.
_MANNERS: Final[dict[str, tuple[str, list[int]]]] = {
    "friendly": (QUAD_COLOURS["material cooperation"], [1, 0]),
    "neither": ("#8a8f98", [2, 3]),
    "hostile": (QUAD_COLOURS["material conflict"], [7, 4]),
}
# Shares of the way between two nodes at which a line begins and its arrow stands, and how far it keeps to one side.
_BEGIN, _ARROW, _ASIDE = 0.12, 0.84, 0.035
_SIZE: Final = 400
_Places = dict[str, tuple[float, float]]


def _ring(codes: Sequence[str]) -> _Places:
    turn = 2 * math.pi / max(len(codes), 1)
    return {code: (math.sin(k * turn), math.cos(k * turn)) for k, code in enumerate(codes)}


def _sums(graph: nx.MultiDiGraph) -> dict[tuple[str, str], tuple[int, float, list[str]]]:
    """Acts, sum of scores and ties of each pair, one way."""
    made: dict[tuple[str, str], tuple[int, float, list[str]]] = {}
    for source, target, data in graph.edges(data=True):
        acts, score, ties = made.get((source, target), (0, 0.0, []))
        made[source, target] = (acts + data["acts"], score + data["score_sum"], [*ties, data["tie"]])
    return made


def _line(a: tuple[float, float], b: tuple[float, float], more: dict[str, Any]) -> dict[str, Any]:
    """A line from `a` to `b`, a little to its right so that the way back stands beside it."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = math.hypot(dx, dy) or 1.0
    off = (dy / length * _ASIDE, -dx / length * _ASIDE)
    x, y = a[0] + off[0], a[1] + off[1]
    return {
        "x": x + dx * _BEGIN, "y": y + dy * _BEGIN, "x2": x + dx * _ARROW, "y2": y + dy * _ARROW,
        "angle": math.degrees(math.atan2(dx, dy)), **more,
    }  # fmt: skip


def _drawn(lines: list[dict[str, Any]], places: _Places, arrows: bool) -> alt.TopLevelMixin:
    import altair as alt

    scale = alt.Scale(domain=[-1.35, 1.35])
    x, y = alt.X("x:Q", axis=None, scale=scale), alt.Y("y:Q", axis=None, scale=scale)
    manners = list(_MANNERS)
    colour = alt.Color(
        "manner:N", title="on the whole", scale=alt.Scale(domain=manners, range=[m[0] for m in _MANNERS.values()])
    )
    dash = alt.StrokeDash(
        "manner:N", title="on the whole", scale=alt.Scale(domain=manners, range=[m[1] for m in _MANNERS.values()])
    )
    width = alt.StrokeWidth("width:Q", scale=None)
    edges = alt.Chart(data_of(lines)).encode(color=colour, description="said:N")
    layers: list[Any] = [edges.mark_rule().encode(x=x, y=y, x2="x2:Q", y2="y2:Q", strokeDash=dash, strokeWidth=width)]
    if arrows:
        layers.append(
            edges.mark_point(shape="triangle", filled=True, size=70, opacity=1).encode(
                x=alt.X("x2:Q", axis=None, scale=scale), y=alt.Y("y2:Q", axis=None, scale=scale),
                angle=alt.Angle("angle:Q", scale=None),
            )
        )  # fmt: skip
    else:
        middle = alt.Chart(data_of([{**r, "x": (r["x"] + r["x2"]) / 2, "y": (r["y"] + r["y2"]) / 2} for r in lines]))
        layers.append(middle.mark_text(fontSize=20, fontWeight="bold", dx=12, dy=-8).encode(x=x, y=y, text="sign:N"))
    nodes = [{"x": p[0], "y": p[1], "code": code, "said": name_of(code)} for code, p in places.items()]
    named = alt.Chart(data_of(nodes)).encode(x=x, y=y, description="said:N")
    layers.append(named.mark_point(size=1500, filled=True, color="#8a8f98", opacity=0.3))
    layers.append(named.mark_text(fontWeight="bold").encode(text="code:N"))
    made: alt.TopLevelMixin = styled(alt.layer(*layers).properties(width=_SIZE, height=_SIZE))
    return made


def _manner(mean: float) -> str:
    return "friendly" if mean > 0 else "hostile" if mean < 0 else "neither"


def network(graph: nx.MultiDiGraph) -> Figure | None:
    """Who acted on whom; None when nobody did."""
    sums = _sums(graph)
    if not sums:
        return None
    busy: dict[str, int] = {}
    for (source, target), (acts, _, _) in sums.items():
        busy[source] = busy.get(source, 0) + acts
        busy[target] = busy.get(target, 0) + acts
    shown = sorted(busy, key=lambda code: (-busy[code], code))[:_MOST]
    places = _ring(shown)

    def chart() -> alt.TopLevelMixin:
        lines = []
        for (s, t), (acts, score, _) in sorted(sums.items()):
            if s in places and t in places:
                manner = _manner(score)
                more = {"manner": manner, "width": 1 + math.log2(acts), "said": f"{s} on {t}: {acts} acts, {manner}"}
                lines.append(_line(places[s], places[t], more))
        return _drawn(lines, places, arrows=True)

    left = f"; the {len(shown)} most active of {len(busy)} are drawn" if len(busy) > len(shown) else ""
    busiest = max(sorted(sums), key=lambda pair: sums[pair][0])
    words = (
        f"{len(busy)} actors and {len(sums)} directed pairs{left}. Most acts: {name_of(busiest[0])} towards "
        f"{name_of(busiest[1])} ({sums[busiest][0]}). Solid lines are friendly on the whole, dashed ones hostile."
    )
    rows = tuple(
        (s, t, acts, ", ".join(ties), round(score / acts, 2), _manner(score))
        for (s, t), (acts, score, ties) in sorted(sums.items(), key=lambda i: (-i[1][0], i[0]))
    )
    columns = ("source", "target", "acts", "ties", "mean score", "on the whole")
    return Figure("network", "Who acted on whom", words, Table(columns, rows), chart)


def triad(graph: nx.MultiDiGraph, actors: tuple[str, str, str]) -> Figure:
    """Three actors, the sign of each pair, and whether the whole is balanced by Heider."""
    ties = signed(graph)
    found = next((t for t in triads(ties) if set(t.actors) == set(actors)), None)
    pairs = [(actors[0], actors[1]), (actors[0], actors[2]), (actors[1], actors[2])]
    signs = [ties[a][b]["sign"] if ties.has_edge(a, b) else 0 for a, b in pairs]
    rows = tuple(
        (a, b, {1: "+", -1: "−", 0: "no tie"}[sign], ties[a][b]["acts"] if sign else 0,
         round(ties[a][b]["weight"], 2) if sign else None)
        for (a, b), sign in zip(pairs, signs, strict=True)
    )  # fmt: skip
    if found is None:
        words = "Not every pair of the three has a friendly or hostile tie here, so no balance can be told."
    elif found.balanced:
        words = "The triad is balanced: the product of its three signs is positive (Heider)."
    else:
        words = f"The triad is not balanced (Heider); it {found.advice}."

    def chart() -> alt.TopLevelMixin:
        places = _ring(actors)
        lines = [
            _line(
                places[a], places[b],
                {"manner": {1: "friendly", -1: "hostile", 0: "neither"}[sign], "width": 3,
                 "sign": {1: "+", -1: "−", 0: "·"}[sign], "said": f"{a} and {b}: {_manner(sign)}"},
            )
            for (a, b), sign in zip(pairs, signs, strict=True)
        ]  # fmt: skip
        return _drawn(lines, places, arrows=False)

    columns = ("actor", "other", "sign", "acts", "mean score")
    return Figure("triad", "Triad", words, Table(columns, rows), chart)
