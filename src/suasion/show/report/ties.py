"""Who did what to whom in some codings, as the graph that `relate` measures."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final

from suasion.lexicon.names import name_of
from suasion.relate.network import TIES
from suasion.store.views import REAL
from suasion.types import NOBODY, Coding, Event

if TYPE_CHECKING:
    import networkx as nx

_TIE: Final = {kind: tie for tie, kinds in TIES.items() for kind in kinds}


def _pairs(event: Event) -> list[tuple[str, str]]:
    return [
        (s, t)
        for s in dict.fromkeys(m.code for m in event.source)
        for t in dict.fromkeys(m.code for m in event.target)
        if s != t and s not in NOBODY and t not in NOBODY
    ]


def graph_of_codings(codings: Iterable[Coding]) -> nx.MultiDiGraph:
    """The graph that `relate.graph_of` makes of a dossier, from codings: acts that took place by some account."""
    import networkx

    sums: dict[tuple[str, str, str], dict[str, Any]] = {}
    for coding in codings:
        for event in coding.events:
            if event.status not in REAL or event.type not in _TIE:
                continue
            for source, target in _pairs(event):
                row = sums.setdefault((source, target, _TIE[event.type]), {"acts": 0, "score_sum": 0.0})
                row["acts"] += 1
                row["score_sum"] += event.score or 0.0
    graph = networkx.MultiDiGraph()
    for (source, target, tie), row in sorted(sums.items()):
        for code in (source, target):
            graph.add_node(code, name=name_of(code))
        graph.add_edge(source, target, key=tie, tie=tie, score_mean=row["score_sum"] / row["acts"], **row)
    return graph
