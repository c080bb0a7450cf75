"""Which time dates an act: its own, its clause's, a neighbouring clause's, or the one carried by the story."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from suasion.code.when import periods, roles
from suasion.code.when.roles import VERBS, clause_of
from suasion.lexicon import when as lexicon
from suasion.types import When

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Token

    from suasion.code.when.find import Dates, TimeMention
    from suasion.parse import Parsed

# How many clauses up or down a time is looked for.
_MAX_CLIMB: Final = 3
# How many steps from act to act ("two weeks after", or from sentence to sentence) a time is followed.
_MAX_CHAIN: Final = 3
# Only times within so many tokens are weighed, which keeps endless sentences linear.
_WINDOW: Final = 150
# Kinds of time that can date an act.
# Times that only repeat the one told before give way to any other.
_LOOSE: Final = frozenset({"at-once", "moments-later", "same-time", "at-the-time"})
# "When" follows its time at once or after a comma.
_COMMA: Final = 2
_PAST: Final = frozenset({"past", "pluperfect"})
# Tenses of what has happened, as far as the sentence's nearest time may date it (2026-11: right in 27 of 37).
_TOLD: Final = frozenset({"past", "pluperfect", "perfect", "bare", "ing", "participle"})
# A time that begins within so many tokens of its sentence is set in front.
_FRONT: Final = 3
# Prepositions that make a dated noun the scene of the act.
_SCENE: Final = frozenset({"in", "at", "during", "on"})
_DATING: Final = frozenset({"at", "since", "after", "of", "for"})


def _reports(verb: Token) -> bool:
    return verb.lemma_ in lexicon.load().words["report"]


def _around(dates: Dates, token: Token) -> tuple[TimeMention, ...]:
    """The times of the token's sentence, as far as the window reaches."""
    sentence = token.sent
    return dates.between(max(sentence.start, token.i - _WINDOW), min(sentence.end, token.i + _WINDOW))


def _has_subject(verb: Token) -> bool:
    return any(c.dep_ in roles.SUBJECTS for c in verb.children)


class _Attacher:
    """Looks for the time of one act; `depth` counts the steps along from other acts."""

    def __init__(self, parsed: Parsed, dates: Dates, depth: int = 0) -> None:
        self.parsed = parsed
        self.doc = parsed.doc
        self.dates = dates
        self.depth = depth

    def further(self) -> _Attacher:
        """The same, one step along."""
        return _Attacher(self.parsed, self.dates, self.depth + 1)

    def date(self, token: Token) -> When | None:
        return self.stated(token) or self.carried(token)

    def stated(self, token: Token) -> When | None:
        """The time that the act's own sentence gives it."""
        here = _around(self.dates, token)
        return (self.own(token, here) or self.near(token, here) or self.only(token, here)) if here else None

    def own(self, token: Token, here: tuple[TimeMention, ...]) -> When | None:
        """A time that hangs on the act's word, or on its clause."""
        usable = [m for m in here if m.when and m.role.kind in _DATING]
        mine = [m for m in usable if m.role.owner == token.i]
        if mine:
            return min(mine, key=lambda m: self.rank(m, token)).when
        moved = self.by_offset(token, here, -1)
        if moved is not None:
            return moved
        clause = clause_of(token)
        for mention in usable:
            if self.explains(clause, mention):
                return mention.when
        fitting = [m for m in usable if self.dates_clause(m, clause)]
        if fitting:
            return min(fitting, key=lambda m: self.rank(m, token)).when
        return self.by_offset(token, here, 1)

    def only(self, token: Token, here: tuple[TimeMention, ...]) -> When | None:
        """The nearest time of a sentence that tells the past, where the tree ties the act to none."""
        usable = [m for m in here if m.when and m.role.kind in _DATING and not m.role.nominal]
        day = self.parsed.document.date
        past = [m for m in usable if m.when and (day is None or m.when.start <= day) and not self.tells(m, token)]
        if not past or roles.tense_of(clause_of(token)) not in _TOLD:
            return None
        return min(past, key=lambda m: (m.rule in _LOOSE, abs(m.token - token.i))).when

    def tells(self, mention: TimeMention, token: Token) -> bool:
        """Whether the time is that of the telling: "expelled the envoy, officials said on Friday"."""
        verb = clause_of(self.doc[mention.role.owner])
        return _reports(verb) and verb.is_ancestor(token)

    def explains(self, clause: Token, mention: TimeMention) -> bool:
        """Whether the clause tells what happened at that time: "in April, when his hosts gave him to understand"."""
        if clause.dep_ not in ("relcl", "advcl"):
            return False
        when = next((c for c in clause.children if c.lower_ == "when"), None)
        behind = when is not None and 0 < when.i - mention.last <= _COMMA
        return behind or mention.token <= clause.head.i <= mention.last

    def rank(self, mention: TimeMention, token: Token) -> tuple[bool, int, int]:
        """Days before wider periods, times told before those counted, the nearest first."""
        assert mention.when is not None
        return (
            mention.rule in _LOOSE,
            (mention.when.end - mention.when.start).days > 1,
            abs(mention.token - token.i),
        )

    def dates_clause(self, mention: TimeMention, clause: Token) -> bool:
        """Whether the time modifies the clause: not a noun that only bears a date ("a 1987 accord")."""
        role = mention.role
        if role.kind in ("of", "thing"):
            return False
        if role.nominal and not self.sets_scene(self.doc[role.owner]):
            return False
        return clause_of(self.doc[role.owner]).i == clause.i

    def sets_scene(self, noun: Token) -> bool:
        """Whether a dated noun dates its clause too: "in Thursday's vote", "at last year's summit"."""
        prep = noun.head
        return prep.lower_ in _SCENE and prep.dep_ == "prep" and prep.head.pos_ in VERBS

    def by_offset(self, token: Token, here: tuple[TimeMention, ...], sign: int) -> When | None:
        """The act "two weeks after" another (`sign` 1), or that other act (`sign` -1), by the one's time."""
        if self.depth >= _MAX_CHAIN:
            return None
        clause = clause_of(token).i
        for mention in here:
            role = mention.role
            if mention.shift is None or role.other is None:
                continue
            span, count = mention.shift
            other, owner = self.doc[role.other], self.doc[role.owner]
            if sign > 0 and clause_of(owner).i == clause:
                base = other
            elif sign < 0 and (role.other == token.i or clause_of(other).i == clause != clause_of(owner).i):
                base = owner
            else:
                continue
            told = self.further().date(self.meant(base))
            if told is not None:
                start, end = periods.shifted((told.start, told.end), span, sign * count)
                return When(start, end, self.parsed.document.text[mention.start : mention.end])
        return None

    def meant(self, token: Token) -> Token:
        """The token itself, or for a pronoun ("three days after that") what the sentence before tells."""
        start = token.sent.start
        return self.doc[start - 1].sent.root if token.pos_ == "PRON" and start else token

    def near(self, token: Token, here: tuple[TimeMention, ...]) -> When | None:
        """The time of a clause above or below, where the link between them keeps the time; else one set in front."""
        usable = [m for m in here if m.when and m.role.kind in _DATING]
        clause = clause_of(token)
        if self.is_other(clause, here):
            return None
        lower = clause
        for upper, link in self.above(clause):
            if not self.keeps(lower, upper, link):
                break
            fitting = [m for m in usable if self.dates_clause(m, upper)]
            if fitting:
                return min(fitting, key=lambda m: self.rank(m, token)).when
            lower = upper
        for mention in usable:
            if self.below(mention, token, clause):
                return mention.when
        return self.fronted(token, clause, usable)

    def is_other(self, clause: Token, here: Sequence[TimeMention]) -> bool:
        """Whether the clause is what "two weeks after" counts from: its time is not its governor's."""
        others = [self.doc[m.role.other] for m in here if m.role.other is not None]
        return any(clause_of(other).i == clause.i for other in others if other.pos_ in VERBS)

    def above(self, clause: Token) -> Iterator[tuple[Token, str]]:
        for _ in range(_MAX_CLIMB):
            if clause.head is clause:
                return
            link = clause.dep_
            clause = clause_of(clause.head)
            yield clause, link

    def keeps(self, lower: Token, upper: Token, link: str) -> bool:
        """Whether an act of the lower clause took place at the upper clause's time."""
        tense, above = roles.tense_of(lower), roles.tense_of(upper)
        if link == "conj":
            if tense in _PAST and above in _PAST and not _has_subject(lower):
                return True  # "had voiced displeasure on Monday and advised"
            return tense == above or tense in ("bare", "participle")
        if link in ("xcomp", "pcomp"):
            return True
        if link in ("advcl", "acl"):
            return tense not in ("pluperfect", "present", "perfect")
        if link == "relcl":
            return tense in ("past", "future") and tense == above
        if link == "ccomp":
            return tense not in ("past", "pluperfect", "perfect")
        return False

    def below(self, mention: TimeMention, token: Token, clause: Token) -> bool:
        """Whether a clause below lends its time: "freed and sent home on Monday", "the threat, made on Monday"."""
        lower = clause_of(self.doc[mention.role.owner])
        if lower.head is lower or mention.role.nominal or mention.role.kind == "of":
            return False
        if lower.dep_ == "acl" and (lower.head.i == token.i or lower.lemma_ == "date"):
            return lower.head.i == token.i or clause_of(lower.head).i == clause.i
        if clause_of(lower.head).i != clause.i:
            return False
        has_subject = _has_subject(lower)
        same = roles.tense_of(lower) == roles.tense_of(clause)
        if lower.dep_ == "conj":
            return same and not has_subject
        if lower.dep_ == "ccomp":
            # "Let it drop anchor in February"; and two sentences in one: "He came on Saturday; they refused".
            return roles.tense_of(lower) == "bare" or (
                same and has_subject and lower.i < clause.i and not _reports(clause)
            )
        return lower.dep_ in ("xcomp", "advcl")

    def fronted(self, token: Token, clause: Token, usable: list[TimeMention]) -> When | None:
        """A time at the head of the sentence holds for all that it tells in the same tense."""
        if not usable or usable[0].token - token.sent.start > _FRONT:
            return None
        front = usable[0]
        if front.role.nominal or front.role.kind != "at" or self.is_other(clause, usable):
            return None
        return front.when if roles.tense_of(clause) in ("past", "future", "bare", "ing") else None

    def carried(self, token: Token) -> When | None:
        """The time of the sentence before, where this one goes on with its story in the past."""
        sentence = token.sent
        if self.depth >= _MAX_CHAIN or sentence.start == 0:
            return None
        if any(m.role.kind != "offset" for m in self.dates.between(sentence.start, sentence.end)):
            return None
        clause = clause_of(token)
        if roles.tense_of(clause) != "past":
            return None
        before = self.doc[sentence.start - 1].sent
        if self.parsed.paragraph_of(before.start_char) != self.parsed.paragraph_of(sentence.root.idx):
            return None
        if roles.tense_of(before.root) not in ("past", "pluperfect"):
            return None
        return self.further().date(before.root)


def date_of(parsed: Parsed, dates: Dates, token_index: int) -> When | None:
    """The date of the act whose head is that token, or None where the text does not say."""
    return _Attacher(parsed, dates).date(parsed.doc[token_index])


def deadline_of(parsed: Parsed, dates: Dates, token_index: int) -> When | None:
    """The limit set to a demand ("by Friday", "within 48 hours"), where its sentence states one.

    A span is counted from the day of the demand, where that is told, else from the document's.
    """
    token = parsed.doc[token_index]
    limits = [m for m in _around(dates, token) if m.bound and m.when]
    governed = [m for m in limits if _governs(token, parsed.doc[m.role.owner])]
    for mention in governed or limits[:1]:
        if mention.shift is None or mention.when is None:
            return mention.when
        told = date_of(parsed, dates, token_index)
        start = told.start if told else parsed.document.date
        return When(start, periods.moved(start, *mention.shift), mention.when.text) if start else None
    return None


def _governs(token: Token, owner: Token) -> bool:
    return owner.i == token.i or token in owner.ancestors or clause_of(token).i == clause_of(owner).i
