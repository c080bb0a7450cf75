"""Pronouns: the subject of a governing clause first, then the last sentence's; none where two are as likely."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Final

from suasion.code.who.discourse import REACH, SUBJECTS, Discourse, Link, Phrase
from suasion.types import Mention

if TYPE_CHECKING:
    from spacy.tokens import Token

    from suasion.parse.layout import QuoteRegion

PERSONAL: Final = {"he": "m", "his": "m", "him": "m", "himself": "m",
                   "she": "f", "her": "f", "hers": "f", "herself": "f"}  # fmt: skip
NEUTER: Final = frozenset({"it", "its", "itself"})
PLURAL: Final = frozenset({"they", "their", "theirs", "them", "themselves"})
FIRST: Final = frozenset({"we", "our", "ours", "us", "ourselves", "i", "my", "me", "mine", "myself"})
POSSESSIVE: Final = frozenset({"his", "her", "its", "their", "our", "my"})
_VERBS: Final = frozenset({"VERB", "AUX"})
# "Called it piracy": the object is the act told before, not an actor.
_NAMING: Final = frozenset(
    {"call", "consider", "deem", "describe", "brand", "label", "term", "dub", "make", "find", "say"}
)
# Words around a quotation that its speaker may stand in.
_SPEAKER_REACH: Final = 25
_TELLING: Final = frozenset({"tell", "ask", "give", "show", "inform"})


def _verbs_above(token: Token) -> Iterator[Token]:
    for above in token.ancestors:
        if above.pos_ in _VERBS:
            yield above


def _subject(verb: Token) -> Token | None:
    return next((c for c in verb.children if c.dep_ in SUBJECTS), None)


def subjects_above(token: Token) -> Iterator[Token]:
    """Subjects of the clauses that govern a token, the innermost first; its own clause's for a possessive only."""
    inside = {token.i, *(a.i for a in token.ancestors)}
    free = token.dep_ in SUBJECTS or token.lower_ in POSSESSIVE
    for verb in _verbs_above(token):
        subject = _subject(verb)
        if subject is None or subject.i in inside:
            free = free or subject is not None
            continue
        if free and subject.i < token.i:
            yield subject
        free = True


def search(
    discourse: Discourse,
    token: Token,
    fits: Callable[[Phrase], bool],
    outside: QuoteRegion | None = None,
) -> tuple[Phrase, str] | None:
    """The phrase that a pronoun takes up; one without actors blocks those behind it."""
    governed = list(subjects_above(token))
    for subject in governed:
        phrase = discourse.at(subject.i)
        if phrase is not None and fits(phrase) and not _says(subject, outside):
            return phrase, "the clause's subject"
    own = {a.i for a in token.ancestors} | _co_arguments(token)
    for back in range((1 if token.lower_ in PLURAL else REACH) + 1):
        found = [p for p in discourse.before(token, back) if fits(p) and p.head not in own]
        if found:
            return _chosen(discourse, token, found, back)
    return _ahead(discourse, token, fits)


def _chosen(discourse: Discourse, token: Token, found: list[Phrase], back: int) -> tuple[Phrase, str] | None:
    """Of one sentence's phrases: the only one; else its subject, for a pronoun that is one itself."""
    if len({p.codes for p in found}) == 1:
        return found[-1], "the only one before"
    subjects = [p for p in found if p.subject]
    if not back:
        return (subjects[-1], "the subject before") if subjects else None
    main = [p for p in subjects if _is_main(discourse, p)] or subjects
    leads = token.dep_ in SUBJECTS or token.lower_ in POSSESSIVE
    return (main[0], "the last sentence's subject") if main and leads and token.lower_ not in PLURAL else None


def _ahead(discourse: Discourse, token: Token, fits: Callable[[Phrase], bool]) -> tuple[Phrase, str] | None:
    """The subject that a fronted clause or phrase leads up to ("After it lost its vote, Kenya ...")."""
    inside = {token.i, *(a.i for a in token.ancestors)}
    for verb in _verbs_above(token):
        subject = _subject(verb)
        if subject is not None and subject.i > token.i and subject.i not in inside:
            phrase = discourse.phrase(subject, discourse.actors_at(subject))
            return (phrase, "the subject that follows") if phrase.actors and fits(phrase) else None
    return None


def _says(subject: Token, region: QuoteRegion | None) -> bool:
    """Whether a subject stands outside the quotation that the pronoun is in: its speaker."""
    return region is not None and not region.start <= subject.idx < region.end


def _is_main(discourse: Discourse, phrase: Phrase) -> bool:
    return discourse.doc[phrase.head].head.dep_ in ("ROOT", "conj")


def _co_arguments(token: Token) -> set[int]:
    """Subject and objects of the pronoun's own verb, which it cannot be."""
    if token.lower_ in POSSESSIVE and token.dep_ == "poss":
        return set()
    verb = next(_verbs_above(token), None)
    return {c.i for c in verb.children if c.dep_ in (*SUBJECTS, "dobj", "dative")} if verb is not None else set()


def _said_by(discourse: Discourse, region: QuoteRegion | None) -> frozenset[str]:
    """The speaker's codes: in a quotation they are "we", not "they"."""
    spoken = speaker(discourse, region) if region is not None else None
    return spoken.codes if spoken is not None else frozenset()


def personal(discourse: Discourse, token: Token) -> tuple[Phrase, Link] | None:
    """He, she: one person of that gender."""
    gender = PERSONAL[token.lower_]
    region = discourse.parsed.quote_at(token.idx)
    found = search(discourse, token, lambda p: p.person and not p.plural and p.gender in ("", gender), region)
    return _linked(found, token, found[0].actors if found else ())


def neuter(discourse: Discourse, token: Token) -> tuple[Phrase, Link] | None:
    """It: one state, body or thing; an "it" that stands for nothing or an act has no link."""
    if token.lower_ == "it" and _empty(token):
        return None
    region = discourse.parsed.quote_at(token.idx)
    said = _said_by(discourse, region)
    found = search(discourse, token, lambda p: not p.person and not p.plural and not p.codes & said, region)
    return _linked(found, token, found[0].actors if found else ())


def plural(discourse: Discourse, token: Token) -> tuple[Phrase, Link] | None:
    """They: several, or a body of many."""
    region = discourse.parsed.quote_at(token.idx)
    said = _said_by(discourse, region)
    found = search(
        discourse, token, lambda p: (p.plural or len(discourse.joined(p)) > 1) and not p.codes & said, region
    )
    found = found or search(
        discourse,
        token,
        lambda p: p.group and p.sentence == discourse.sentence_of[token.i] and not p.codes & said,
        region,
    )
    return _linked(found, token, discourse.joined(found[0]) if found else ())


def _linked(found: tuple[Phrase, str] | None, token: Token, actors: tuple[Mention, ...]) -> tuple[Phrase, Link] | None:
    if found is None:
        return None
    words = " and ".join(a.text for a in actors)
    return found[0], Link(actors, f"{token.lower_}: {found[1]}, {words}")


def _empty(token: Token) -> bool:
    """ "It is clear that ...", "It was he who ...", "called it a threat"."""
    if token.dep_ == "expl":
        return True
    verb = token.head
    if verb.lemma_ == "be" and token.dep_ in SUBJECTS:
        return any(c.dep_ in ("ccomp", "xcomp", "acomp", "advcl", "attr") for c in verb.children)
    if verb.lemma_ in ("seem", "appear", "happen", "take", "emerge") and token.dep_ in SUBJECTS:
        return True
    return verb.lemma_ in _NAMING and token.dep_ not in SUBJECTS


def first(discourse: Discourse, token: Token) -> tuple[Phrase, Link] | None:
    """We, us, our: who speaks in the quotation that it stands in; "told us" outside one is the paper."""
    region = discourse.parsed.quote_at(token.idx)
    if region is None:
        if token.lower_ == "us" and token.dep_ in ("dobj", "dative") and token.head.lemma_ in _TELLING:
            paper = Mention("MEDIA", "MED", None, "the paper", 0, 0)
            return discourse.phrase(token, (paper,)), Link((paper,), "us: the paper that tells")
        actors = discourse.label_at(token)
        return (
            (discourse.phrase(token, actors), Link(actors, f"{token.lower_}: {actors[0].reason}")) if actors else None
        )
    spoken = speaker(discourse, region)
    if spoken is None or not spoken.actors:
        return None
    words = " and ".join(a.text for a in spoken.actors)
    return spoken, Link(spoken.actors, f"{token.lower_}: the speaker, {words}")


def speaker(discourse: Discourse, region: QuoteRegion) -> Phrase | None:
    """Who speaks in a quotation: the subject of the verb next to it."""
    doc = discourse.doc
    inside = doc.char_span(region.start, region.end, alignment_mode="expand")
    if inside is None:
        return None
    paragraph = discourse.parsed.paragraph_of(region.start)
    after = range(inside.end, min(len(doc), inside.end + _SPEAKER_REACH))
    ahead = range(inside.start - 1, max(-1, inside.start - _SPEAKER_REACH), -1)
    sentence = discourse.sentence_of[max(inside.start, inside.end - 1)]
    for way in (after, ahead):
        for i in way:
            token = doc[i]
            if discourse.parsed.paragraph_of(token.idx) != paragraph:
                break
            if discourse.parsed.quote_at(token.idx) is not None:
                continue
            if way is after and discourse.sentence_of[i] > sentence:
                break
            if token.dep_ in SUBJECTS and token.head.pos_ in _VERBS:
                phrase = discourse.at(i)
                if phrase is not None:
                    return phrase
    return None
