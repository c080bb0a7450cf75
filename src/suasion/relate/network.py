"""Who pressed, backed, met and fought whom, as a graph; reciprocity; triads and their balance."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Any, Final

from suasion.errors import StoreError
from suasion.lexicon.names import name_of
from suasion.store import REAL, Dossier, Filter
from suasion.store.views import ACTS

if TYPE_CHECKING:
    import networkx as nx

# What an act does to its target, in the words of an analyst.
TIES: Final = {
    "pressed": ("REQUEST", "THREATEN", "SANCTION", "COERCE", "MOBILIZE"),
    "backed": ("AGREE", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT"),
    "met": ("CONSULT",),
    "opposed": ("ACCUSE", "REJECT", "PROTEST"),
    "fought": ("ASSAULT",),
}
_TIE: Final = {kind: tie for tie, kinds in TIES.items() for kind in kinds}
# A mean score (-10 to 10) nearer to zero than this is no tie either way: a REQUEST or a meeting among quarrels.
NEUTRAL: Final = 0.5


def networkx_module() -> Any:
    """networkx, imported now. Raises StoreError when it is not installed."""
    try:
        import networkx
    except ImportError:
        raise StoreError("networks need networkx; pip install 'suasion[dossier]'") from None
    return networkx


def graph_of(dossier: Dossier, chosen: Filter | None = None) -> nx.MultiDiGraph:
    """A graph of actors with an edge for each source, target and tie.

    Nodes have `name`; edges, keyed by tie, have `tie`, `acts`, `reports`, `sources`, `score_sum`,
    `score_mean`, `first` and `last` (ISO days, "" when not known). Raises StoreError.
    """
    graph = networkx_module().MultiDiGraph()
    values = (chosen or Filter()).values
    values["statuses"] = values["statuses"] or list(REAL)
    ties = " ".join(f"WHEN '{kind}' THEN '{tie}'" for kind, tie in sorted(_TIE.items()))
    sql = f"""WITH {ACTS}
        SELECT s.code AS source, t.code AS target, CASE type {ties} END AS tie, count(*) AS acts,
               sum(reports)::BIGINT AS reports, sum(sources)::BIGINT AS sources, coalesce(sum(score), 0.0) AS score_sum,
               coalesce(avg(score), 0.0) AS score_mean, min(day) AS first, max(day) AS last
        FROM chosen, unnest(source) AS s(code), unnest(target) AS t(code)
        WHERE s.code <> t.code GROUP BY ALL ORDER BY source, target, tie"""
    for row in dossier.query(sql, values):
        ends = row.pop("source"), row.pop("target")
        for code in ends:
            graph.add_node(code, name=name_of(code))
        row |= {k: row[k].isoformat() if row[k] else "" for k in ("first", "last")}
        graph.add_edge(*ends, key=row["tie"], **row)
    return graph


@dataclass(frozen=True, slots=True)
class Standing:
    """An actor's place in the graph: acts done and suffered, with how many others, and pressure each way."""

    code: str
    name: str
    acts_out: int
    acts_in: int
    others_out: int
    others_in: int
    pressed: int
    pressed_by: int
    reciprocity: float | None
    """Share of the actors it acted on that acted on it; None when it acted on none."""


def measures(graph: nx.MultiDiGraph) -> tuple[Standing, ...]:
    """Each actor's standing, the most active first."""
    made = []
    for code in graph:
        out = list(graph.out_edges(code, data=True))
        into = list(graph.in_edges(code, data=True))
        others_out, others_in = {v for _, v, _ in out}, {u for u, _, _ in into}
        made.append(
            Standing(
                code, graph.nodes[code]["name"], sum(d["acts"] for *_, d in out), sum(d["acts"] for *_, d in into),
                len(others_out), len(others_in), sum(d["acts"] for *_, d in out if d["tie"] == "pressed"),
                sum(d["acts"] for *_, d in into if d["tie"] == "pressed"),
                len(others_out & others_in) / len(others_out) if others_out else None,
            )
        )  # fmt: skip
    return tuple(sorted(made, key=lambda s: (-(s.acts_out + s.acts_in), s.code)))


def signed(graph: nx.MultiDiGraph) -> nx.Graph:
    """The pairs that are friendly (`sign` 1) or hostile (-1) on the whole, both ways taken together.

    The sign is that of the mean score of all acts between the two; `weight` is that mean, `acts` their number.
    """
    ties = networkx_module().Graph()
    sums: dict[tuple[str, str], tuple[float, int]] = {}
    for u, v, data in graph.edges(data=True):
        key = (min(u, v), max(u, v))
        total, acts = sums.get(key, (0.0, 0))
        sums[key] = (total + data["score_sum"], acts + data["acts"])
    for (u, v), (total, acts) in sorted(sums.items()):
        mean = total / acts
        if abs(mean) >= NEUTRAL:
            ties.add_edge(u, v, sign=1 if mean > 0 else -1, weight=mean, acts=acts)
    return ties


@dataclass(frozen=True, slots=True)
class Triad:
    """Three actors with a sign on each pair. By Heider it is balanced when the signs' product is positive.

    `weakest` is the pair whose turning would balance it at the least change of the mean score; empty
    when it is balanced.
    """

    actors: tuple[str, str, str]
    signs: tuple[int, int, int]
    """Of the first and second, first and third, second and third."""
    balanced: bool
    weakest: tuple[str, ...]
    advice: str


def triads(ties: nx.Graph) -> Iterator[Triad]:
    """Every triad of a signed graph, by the actors' codes."""
    for a in sorted(ties):
        later = sorted(n for n in ties[a] if n > a)
        for b, c in combinations(later, 2):
            if not ties.has_edge(b, c):
                continue
            pairs = ((a, b), (a, c), (b, c))
            signs = (ties[a][b]["sign"], ties[a][c]["sign"], ties[b][c]["sign"])
            balanced = signs[0] * signs[1] * signs[2] > 0
            weakest: tuple[str, ...] = ()
            advice = "balanced"
            if not balanced:
                weakest = min(pairs, key=lambda p: (abs(ties[p[0]][p[1]]["weight"]), p))
                turned = "friendly" if ties[weakest[0]][weakest[1]]["sign"] < 0 else "hostile"
                advice = f"would be balanced if {weakest[0]} and {weakest[1]} turned {turned}"
            yield Triad((a, b, c), signs, balanced, weakest, advice)
