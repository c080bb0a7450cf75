"""The network of actors as GEXF (Gephi) and GraphML."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Final, TextIO

from suasion.relate import graph_of
from suasion.relate.network import networkx_module
from suasion.show.table import clean

if TYPE_CHECKING:
    import networkx as nx

    from suasion.store import Dossier, Filter

# networkx writes today's date into a GEXF file, so that the same graph would give other bytes tomorrow.
_TODAY: Final = re.compile(r' lastmodifieddate="[^"]*"')


def _labelled(dossier: Dossier, chosen: Filter) -> nx.MultiDiGraph:
    """The graph with what Gephi shows and weighs by: `label` and `weight`."""
    graph = graph_of(dossier, chosen)
    for code, data in graph.nodes(data=True):
        data["name"] = clean(data["name"])
        data["label"] = data["name"] or code
    for _, _, data in graph.edges(data=True):
        data["weight"] = data["acts"]
    return graph


def write_gexf(dossier: Dossier, chosen: Filter, out: TextIO) -> None:
    """GEXF 1.2, which Gephi and networkx open. Raises StoreError."""
    held = io.BytesIO()
    networkx_module().write_gexf(_labelled(dossier, chosen), held)
    out.write(_TODAY.sub("", held.getvalue().decode("utf-8"), count=1) + "\n")


def write_graphml(dossier: Dossier, chosen: Filter, out: TextIO) -> None:
    """GraphML, which Gephi, yEd and networkx open. Raises StoreError."""
    held = io.BytesIO()
    networkx_module().write_graphml_xml(_labelled(dossier, chosen), held)
    out.write(held.getvalue().decode("utf-8") + "\n")
