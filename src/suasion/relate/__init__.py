"""Stage 5, `relate`: how actors stand to each other over time, from a dossier's events."""

from __future__ import annotations

from suasion.relate.dyads import BY, dyads, relate
from suasion.relate.network import Triad, graph_of, measures, signed, triads
from suasion.relate.timeline import timeline
from suasion.relate.watch import Look, look

__all__ = ["BY", "Look", "Triad", "dyads", "graph_of", "look", "measures", "relate", "signed", "timeline", "triads"]
