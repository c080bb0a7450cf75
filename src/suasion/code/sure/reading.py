"""The stand of the author and of each source on an act, from the root of its sentence down.

The state at the root is what the author commits himself to; each step down applies the signature
of the governor, then the operators in the act's own clause; entering a source's content adds
that source and leaves the author uncommitted.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from suasion.code.sure.edges import (
    Edge,
    asks_what,
    edge,
    has_subject,
    is_definite,
    is_infinitive,
    signature_of,
)
from suasion.code.sure.operators import Local, asks, head_of_conjuncts, local
from suasion.code.sure.state import ROOT, State, View, applied, opened, reset, signed
from suasion.code.sure.values import composed, turned, weakened

if TYPE_CHECKING:
    from spacy.tokens import Token

    from suasion.code.says import Relation, Relations
    from suasion.lexicon.sure import Signature, SureLexicon
    from suasion.types import FactValue

# Steps up that are followed; a deeper nesting is read from there as if it were the root.
_MAX_STEPS: Final = 40
_FIRST_PERSON: Final = frozenset({"i", "we"})
# Acts that tell something: what a quoted speaker takes for granted is his too. Reported speech, a
# wish or an order takes the author's facts for granted.
_TELLING: Final = frozenset({"say", "believe", "show", "deny", "seem"})
_OPEN_ACTS: Final = {
    "want": "irrealis",
    "ask": "irrealis",
    "order": "irrealis",
    "threaten": "irrealis",
    "promise": "irrealis",
}
# Conjunctions after which the clause is told as a fact, however the main clause stands.
_FACTUAL: Final = frozenset({"because", "since", "although", "though", "while", "whereas", "as", "after"})
# "Were they to ask", "had they wanted": a condition without a conjunction.
_INVERTED: Final = frozenset({"should", "were", "had"})
_TEMPORAL: Final = frozenset({"until", "till", "before", "once", "when", "whenever", "after", "as"})


class Reader:
    """Reads states of a document's words, each word once."""

    def __init__(self, relations: Relations, lexicon: SureLexicon) -> None:
        self._relations = relations
        self._lexicon = lexicon
        self._made: dict[int, State] = {}

    def state(self, token: Token) -> State:
        """The state of an act's head word."""
        path: list[tuple[Token, Edge | None]] = []
        at, start = token, ROOT
        while len(path) < _MAX_STEPS:
            known = self._made.get(at.i)
            if known is not None:
                start = known
                break
            up = edge(head_of_conjuncts(at))
            path.append((at, up))
            if up is None:
                break
            at = up.governor
        for here, up in reversed(path):
            start = self._down(start, here, up)
            self._made[here.i] = start
        return start

    def _down(self, state: State, token: Token, up: Edge | None) -> State:
        if up is not None and self._leaves_a_source(state, token):
            state, up = ROOT, None  # "…, officials said": the cue is no part of what they said
        undone = self._undone(token)
        if undone:
            state, up = self._enter(reset(state), token, None, None), None
            return applied(state, Local(turns=True, cue=undone))
        if up is None:
            state = self._enter(ROOT, token, None, None)
            if asks(token):
                state = opened(state, "irrealis", "?")
        else:
            state = self._governed(state, token, up)
        own = local(token, self._lexicon, reported=len(state.views) > 1)
        if (up is None or up.kind in ("nominal", "mod")) and token.pos_ in ("NOUN", "PROPN"):
            own = self._of_noun(token, own, negation=state.told.endswith("+") or state.told == "Uu")
        state = applied(state, own)
        if up is None and is_infinitive(token) and has_subject(token):
            state = opened(state, "future", "to", keep=True)  # headline: "X to meet Y"
        if self._commands(token, up):
            state = opened(state, "irrealis", "")
        return state

    @staticmethod
    def _commands(token: Token, up: Edge | None) -> bool:
        """ "Stop the war": a bare verb without a subject."""
        bare = up is None or up.kind in ("through", "adverbial") or "that" in up.frames
        if token.tag_ != "VB" or not bare:
            return False
        return not any(c.dep_ in ("aux", "auxpass", "nsubj", "nsubjpass") for c in head_of_conjuncts(token).children)

    def _governed(self, state: State, token: Token, up: Edge) -> State:
        governor = up.governor
        frames = up.frames
        if "dobj" in frames and token.lemma_.lower() in self._lexicon.denials["scheduled"]:
            frames = ("scheduled", *frames)
        signature = signature_of(governor, frames, self._lexicon) if frames else None
        known = signature is not None and signature.mode == "open" and is_definite(token)
        if signature is not None and signature.mode == "open":
            signature = replace(signature, mode="irrealis")
        new = self._new_relations(state, token)
        if new:
            state = self._enter(state, token, governor, signature)
        if known or (up.kind in ("clause", "prep") and asks_what(token)):
            return reset(state)
        if self._by_governor(new, governor):
            return opened(state, "irrealis", "if") if up.kind == "clause" and _is_condition(token) else state
        if signature is not None:
            done = signature.mode == "future" and _is_past(token)
            if signature.words == "be" and governor.lower_ == "were" and governor.left_edge == governor:
                return opened(state, "irrealis", governor.text)  # "were they to ask"
            if done and signature.words == "be" and governor.tag_ == "VBD":  # "was to have met": did not
                return applied(state, Local(turns=True, cue=governor.text))
            state = signed(state, replace(signature, mode="fact") if done else signature)
            if state.mode != "fact" and signature.mode != "fact":
                state = replace(state, opener=governor.i, holder=signature.holder or "Uu")
            return opened(state, "irrealis", "if") if up.kind == "clause" and _is_condition(token) else state
        if token.dep_ == "csubj" and self._called_false(governor):
            return applied(state, Local(turns=True, cue=governor.text))
        if up.kind == "clause":
            return _opened_by(governor, state, self._plain_clause(state, token, governor))
        if up.kind == "prep":
            factual = up.prep is not None and up.prep.lower_ in _TEMPORAL and not state.open
            return reset(state) if factual else state
        if up.kind == "adverbial":
            return _opened_by(governor, state, self._adverbial(state, token))
        if up.kind == "relative" and _is_cleft(governor):
            return state  # "it was a launch that fired": the clause is what is told
        if up.kind == "relative":
            told = _is_past(token) or token.tag_ == "VBN"
            noun_open = state.open and not told and not is_definite(governor)
            return opened(state, "irrealis", "") if noun_open else reset(state)
        if up.kind == "nominal":
            return self._presupposed(state, token)
        if up.kind == "mod":  # "the visiting delegation", "the arms embargo talks"
            return reset(state) if token.pos_ == "VERB" or is_definite(governor) else state
        return state

    def _undone(self, token: Token) -> str:
        """ "without asking", "instead of recalling", "rather than sue": told as not done.

        Read from the words, since the tree often goes astray here.
        """
        if token.pos_ == "NOUN" and token.dep_ == "pobj" and not is_definite(token):
            operator = self._lexicon.operators.get(("prep", token.head.lower_))
            return token.head.lower_ if operator is not None and operator.turns else ""
        if token.tag_ not in ("VBG", "VB", "VBN"):
            return ""
        first = token.i
        while first > 0 and token.doc[first - 1].dep_ in ("advmod", "aux", "auxpass", "neg") and first > token.i - 3:
            first -= 1
        before = token.doc[first - 1].lower_ if first else ""
        pair = f"{token.doc[first - 2].lower_} {before}" if first > 1 else ""
        for words in (pair, before):
            operator = self._lexicon.operators.get(("prep", words))
            if operator is not None and (operator.turns or operator.value == "CT-"):
                return words
        return ""

    # --- sources ---

    def _new_relations(self, state: State, token: Token) -> list[Relation]:
        return [r for r in self._relations.at(token.i) if id(r) not in state.entered and r.head != token.i]

    def _leaves_a_source(self, state: State, token: Token) -> bool:
        if len(state.views) == 1:
            return False
        over = {id(r) for r in self._relations.at(token.i)}
        return any(v.relation is not None and id(v.relation) not in over for v in state.views)

    @staticmethod
    def _by_governor(relations: list[Relation], governor: Token) -> bool:
        return any(r.head == governor.i for r in relations)

    def _enter(self, state: State, token: Token, governor: Token | None, signature: Signature | None) -> State:
        for relation in self._new_relations(state, token):
            governs = governor is not None and relation.head == governor.i
            cue_value = state.views[-1].value if governs else self._cue_value(relation, token)
            state = self._into(state, relation, cue_value, signature if governs else None, governs, token)
        return state

    def _cue_value(self, relation: Relation, token: Token) -> FactValue:
        """Whether a cue off the path is itself negated or hedged ("did not say")."""
        if relation.head < 0:
            return "CT+"
        cue = token.doc[relation.head]
        if cue.pos_ not in ("VERB", "AUX"):
            return "CT+"
        own = local(cue, self._lexicon, reported=False)
        return own.on("CT+")

    def _into(
        self,
        state: State,
        relation: Relation,
        cue: FactValue,
        signature: Signature | None,
        governs: bool,
        token: Token,
    ) -> State:
        pos = signature.pos if signature is not None else "Uu"
        neg = signature.neg if signature is not None else "Uu"
        if relation.source_tokens and relation.act == "believe" and (pos or "").startswith("PR"):
            pos, neg = "Uu", "Uu"  # "analysts expect": they do, the author does not
        held = relation.value
        if signature is not None and signature.holder is not None:
            held = signature.holder
        if cue.endswith("-"):
            held = _negated_stand(relation.act, held)
        elif cue == "Uu" or cue.startswith("PS"):
            held = "Uu" if relation.act != "say" or cue == "Uu" else weakened(held, "PS+")
        if relation.act == "show" and relation.source is None and relation.source_tokens:
            views = tuple(replace(v, value=weakened(v.value, "PR+")) for v in state.views)  # "figures show"
            return replace(state, views=views, entered=state.entered | {id(relation)})
        if self._is_own_voice(relation, state, token):
            views = tuple(
                replace(v, value=weakened(turned(v.value) if held.endswith("-") else v.value, held))
                for v in state.views
            )
            return replace(state, views=views, entered=state.entered | {id(relation)})
        views = tuple(replace(v, value=composed(v.value, pos, neg), base=v.base) for v in state.views)
        own_terms = relation.direct or (relation.hearsay and not governs)  # a quotation; "alleged"
        if own_terms and relation.act in _TELLING and (signature is None or pos != neg):
            views = tuple(replace(v, base="Uu") for v in views)
        mode = (
            state.mode if governs and state.mode != "fact" and relation.act not in ("say", "show", "deny") else "fact"
        )
        if signature is not None:
            mode = signature.mode if signature.mode != "=" else mode
        else:
            mode = _OPEN_ACTS.get(relation.act, mode)
        if mode != "fact" and held == "PR+" and _is_past(token):  # "swore that they had not": an oath, no promise
            mode, held = "fact", "CT+" if relation.act == "promise" else relation.value
        base = held if held.endswith("+") else "CT+"
        return State((*views, View(relation, held, base)), mode, "fact", state.cues, state.entered | {id(relation)})

    @staticmethod
    def _is_own_voice(relation: Relation, state: State, token: Token) -> bool:
        """ "I think": the voice that already speaks commits itself, nobody new."""
        if len(relation.source_tokens) != 1 or relation.act not in ("believe", "say"):
            return False
        return token.doc[relation.source_tokens[0]].lower_ in _FIRST_PERSON

    # --- clauses without a signature ---

    def _called_false(self, copula: Token) -> bool:
        """ "that they flew is a fairy tale": the predicate says that the clause is not so."""
        verdicts = self._lexicon.denials["verdicts"]
        return any(
            c.lemma_.lower() in verdicts or c.lower_ in verdicts for c in copula.children if c.dep_ in ("attr", "acomp")
        )

    def _plain_clause(self, state: State, token: Token, governor: Token) -> State:
        if _is_condition(token):
            return opened(state, "irrealis", "if")
        return self._purpose(state, token, governor.text) if is_infinitive(token) else state

    def _purpose(self, state: State, token: Token, cue: str) -> State:
        """ "telephoned to express thanks": what is done by speaking was done by the call; other purposes are open."""
        spoken = token.lemma_.lower() in self._lexicon.denials["expressing"] and state.mode == "fact"
        return reset(state) if spoken else opened(state, "irrealis", cue)

    def _adverbial(self, state: State, token: Token) -> State:
        marker = self._marker(token)
        if marker:
            operator = self._lexicon.operators.get(("marker", marker))
            if operator is not None and operator.value is not None:
                return opened(reset(state), "irrealis", marker)
            lasting = marker in ("until", "till") and token.tag_ != "VBD"  # "shut until they are free"
            if lasting or (marker in _TEMPORAL and marker not in _FACTUAL and state.mode != "fact"):
                return opened(state, "irrealis", marker)
            return reset(state)
        if is_infinitive(token):
            return self._purpose(state, token, "to")
        beside = token.tag_ in ("VBG", "VBN") and state.mode != "fact"  # "will strike, sending a message"
        return state if beside else reset(state)

    def _marker(self, token: Token) -> str:
        for child in token.children:
            if child.i >= token.i or child.dep_ not in ("mark", "advmod", "prep", "dobj", "pobj", "aux"):
                continue
            word = child.lower_
            nxt = token.doc[child.i + 1].lower_ if child.i + 1 < len(token.doc) else ""
            if ("marker", f"{word} {nxt}") in self._lexicon.operators:
                return f"{word} {nxt}"
            if word in _INVERTED and child.i == token.left_edge.i:
                return "if"
            if child.dep_ in ("mark", "advmod") and ("marker", word) in self._lexicon.operators:
                return word
        return ""

    # --- acts told by nouns ---

    def _presupposed(self, state: State, token: Token) -> State:
        """A noun that its governor says nothing about: known if definite, else as open as the clause."""
        if not state.open or is_definite(token):
            return reset(state)
        return opened(state, "irrealis", "") if state.told.endswith("-") else state

    def _of_noun(self, token: Token, own: Local, negation: bool) -> Local:
        """Determiners and adjectives on the act's own noun: "no talks", "planned talks"."""
        for child in token.children:
            if child.i > token.i and child.dep_ not in ("amod", "acl"):
                continue
            if child.dep_ == "det" and negation and ("det", child.lower_) in self._lexicon.operators:
                own = replace(own, turns=not own.turns, cue=child.text)
            elif child.dep_ in ("amod", "acl", "compound"):
                own = self._modified(child, own)
        return own

    def _modified(self, child: Token, own: Local) -> Local:
        signature = None
        for word in (child.lower_, child.lemma_.lower()):
            signature = signature or self._lexicon.signatures.get(("a", word, "mod"))
        if signature is None or signature.pos is None:
            return own
        if any(c.dep_ == "neg" for c in child.children):
            return own
        mode = own.mode if signature.mode in ("=", "fact") else signature.mode
        return replace(own, value=signature.pos, mode=mode, cue=child.text)


def _opened_by(governor: Token, before: State, after: State) -> State:
    """The state with the word that left it open, when the step itself did."""
    return replace(after, opener=governor.i, holder="Uu") if after.mode == "irrealis" != before.mode else after


def _negated_stand(act: str, value: FactValue) -> FactValue:
    """What "did not …" leaves of a source's stand: belief is turned, speech is silence, what is not denied may be."""
    if act == "deny":
        return "PS+"
    return turned(value) if act in ("believe", "promise") else "Uu"


def _is_condition(token: Token) -> bool:
    return any(c.dep_ in ("mark", "advmod") and c.lower_ in ("if", "whether", "unless") for c in token.children)


def _is_cleft(noun: Token) -> bool:
    return noun.dep_ == "attr" and any(c.dep_ in ("nsubj", "expl") and c.lower_ == "it" for c in noun.head.children)


def _is_past(token: Token) -> bool:
    """Whether a clause is told in the past or perfect, so that nothing in it lies ahead."""
    if any(c.dep_ == "aux" and c.tag_ == "MD" for c in token.children):
        return False
    return token.tag_ == "VBD" or any(c.dep_ == "aux" and c.lemma_ == "have" for c in token.children)
