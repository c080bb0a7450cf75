"""Stage 7, `answer`: a question in plain English to the right episode and its verdict."""

from __future__ import annotations

from suasion.answer.compose import ask

__all__ = ["ask"]
