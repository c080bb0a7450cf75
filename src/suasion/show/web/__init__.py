"""The pages of `suasion serve`."""

from __future__ import annotations
