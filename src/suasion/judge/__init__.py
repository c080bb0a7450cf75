"""Stage 6, `judge`: episodes of pressure, and a verdict on each as of a day."""

from __future__ import annotations

from suasion.judge.episodes import episodes
from suasion.judge.verdict import judge, outcome

__all__ = ["episodes", "judge", "outcome"]
