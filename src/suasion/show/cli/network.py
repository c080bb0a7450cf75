"""`suasion network`."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from suasion.show.cli.dossier import dossier_argument, filter_options, rows_option, say_undated, show_rows

if TYPE_CHECKING:
    import networkx as nx

    from suasion.store import Filter

_TIES: Final = (
    "source", "tie", "target", "acts", "reports", "sources", "score_sum", "score_mean", "first", "last"
)  # fmt: skip
_SIGNS: Final = {1: "+", -1: "-"}


def _ties(graph: nx.MultiDiGraph) -> Iterator[dict[str, Any]]:
    for source, target, data in graph.edges(data=True):
        row = {"source": source, "target": target, **data}
        yield row | {k: row[k] or None for k in ("first", "last")} | {"score_mean": round(row["score_mean"], 6)}


def _triads(graph: nx.MultiDiGraph) -> Iterator[dict[str, Any]]:
    from suasion.relate import signed, triads

    for triad in triads(signed(graph)):
        yield {
            "actors": list(triad.actors), "signs": [_SIGNS[s] for s in triad.signs], "balanced": triad.balanced,
            "weakest": list(triad.weakest), "advice": triad.advice,
        }  # fmt: skip


def _rows(graph: nx.MultiDiGraph, of: str) -> tuple[Sequence[str], Iterator[dict[str, Any]]]:
    from suasion.relate import measures
    from suasion.relate.network import Standing

    if of == "ties":
        return _TIES, _ties(graph)
    if of == "triads":
        return ("actors", "signs", "balanced", "weakest", "advice"), _triads(graph)
    return [f.name for f in dataclasses.fields(Standing)], map(dataclasses.asdict, measures(graph))


@click.command("network")
@dossier_argument
@click.option(
    "--of", type=click.Choice(["ties", "actors", "triads"]), default="ties", show_default=True,
    help="Who pressed, backed, met, opposed or fought whom; each actor's standing and reciprocity; or triads "
    "with their balance and what would balance them.",
)  # fmt: skip
@filter_options
@rows_option
def command(dossier: Path, of: str, chosen: Filter, form: str) -> int:
    """Show the network of actors that the acts of DOSSIER make.

    A triad is balanced when the product of its signs is positive (Heider).
    """
    from suasion.relate import graph_of
    from suasion.store import Dossier

    kept = Dossier(dossier)
    show_rows(*_rows(graph_of(kept, chosen), of), form)
    say_undated(kept, chosen.as_of)
    return 0
