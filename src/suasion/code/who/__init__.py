"""Who is who on the day: actors found in a parse, resolved, and linked over the document."""

from __future__ import annotations

from suasion.code.who.ask import WhoAnswer, who_is
from suasion.code.who.find import find_actors
from suasion.code.who.mention import ActorMention, Actors

__all__ = ["ActorMention", "Actors", "WhoAnswer", "find_actors", "who_is"]
