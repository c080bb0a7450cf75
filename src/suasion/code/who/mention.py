"""Actor mentions of a document, by token."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from suasion.types import Mention

Kind = Literal["name", "role", "collective", "nominal", "pronoun"]


@dataclass(frozen=True, slots=True)
class ActorMention:
    """A stretch of tokens that stands for one or more actors.

    `head` is the syntactic head's token index. `locative` marks a place only ("in Rome").
    """

    start_token: int
    end_token: int
    head: int
    actors: tuple[Mention, ...]
    kind: Kind
    locative: bool = False


class Actors:
    """All mentions, in text order; the shortest mention at a token wins."""

    def __init__(self, mentions: Iterable[ActorMention]) -> None:
        self.mentions = tuple(sorted(mentions, key=lambda m: (m.start_token, m.end_token)))
        self._at: dict[int, ActorMention] = {}
        for mention in sorted(self.mentions, key=lambda m: m.start_token - m.end_token):
            for i in range(mention.start_token, mention.end_token):
                self._at[i] = mention
        for mention in self.mentions:  # a head always answers for its own mention
            self._at[mention.head] = mention

    def at(self, token_index: int) -> ActorMention | None:
        """The mention that covers a token, if any."""
        return self._at.get(token_index)
