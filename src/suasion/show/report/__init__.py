"""Answers and codings as HTML: what the web pages, the report and notebooks show alike."""

from __future__ import annotations
