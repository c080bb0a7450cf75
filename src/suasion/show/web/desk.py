"""Where texts are coded and questions answered, one at a time, and what was made is kept for the next page."""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar

from suasion.errors import ReadError, UsageError
from suasion.store.corrections import Correction, applied

if TYPE_CHECKING:
    from suasion.types import Answer, Coding, Document

K = TypeVar("K")
V = TypeVar("V")
# Characters of a pasted text; about 25,000 words, coded well within the time of a request (2026-11).
MOST_CHARACTERS: Final = 150_000
# Texts and answers kept in memory; the oldest go first.
_SHEETS: Final = 40
_ANSWERS: Final = 60
# Things made of a whole dossier.
_MADE: Final = 6
_KINDS: Final = frozenset({"text", "html", "pdf", "docx"})
_ENDINGS: Final = (".txt", ".text", ".md", ".html", ".htm", ".xhtml", ".pdf", ".docx")
# A sentence that makes the model and the tables load.
_WARM: Final = "Kenya imposed sanctions on Uganda on Monday."


@dataclasses.dataclass(slots=True)
class Sheet:
    """A pasted or dropped text, its coding as the machine made it, and what an analyst says of it."""

    key: str
    machine: Coding
    corrections: list[Correction] = dataclasses.field(default_factory=list)

    @property
    def coding(self) -> Coding:
        """The coding as corrected."""
        return applied(self.machine, self.corrections)

    def keep(self, correction: Correction) -> int:
        """Add a correction; its number."""
        number = len(self.corrections) + 1
        self.corrections.append(dataclasses.replace(correction, number=number))
        return number


class Kept(Generic[K, V]):
    """The last things made, by key."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.things: OrderedDict[K, V] = OrderedDict()

    def get(self, key: K) -> V | None:
        """What is kept under a key."""
        if key in self.things:
            self.things.move_to_end(key)
        return self.things.get(key)

    def put(self, key: K, thing: V) -> V:
        """Keep a thing; the one not asked for longest goes."""
        self.things[key] = thing
        self.things.move_to_end(key)
        while len(self.things) > self.most:
            self.things.popitem(last=False)
        return thing


class Desk:
    """Codes and answers. Its methods may be called from any thread; one works at a time."""

    def __init__(self) -> None:
        self.lock = threading.RLock()
        self.sheets: Kept[str, Sheet] = Kept(_SHEETS)
        self.answers: Kept[tuple[object, ...], Answer] = Kept(_ANSWERS)
        self.made: Kept[tuple[object, ...], Any] = Kept(_MADE)

    def code(self, documents: Iterable[Document]) -> list[Coding]:
        """Code documents. Raises SuasionError."""
        from suasion.config import settings
        from suasion.scale import Coder

        now = settings()
        with self.lock:
            return list(Coder(name=now.coder, use_learned=now.learned)(documents))

    def sheet(self, document: Document) -> Sheet:
        """The sheet of a text, coded unless it is there. Raises UsageError for one too long or not English."""
        key = hashlib.sha256(f"{document.date}\0{document.title}\0{document.text}".encode("utf-8", "surrogatepass"))
        name = key.hexdigest()[:20]
        with self.lock:
            found = self.sheets.get(name)
            return found or self.sheets.put(name, Sheet(name, self.code([_checked(document)])[0]))

    def answer(
        self, key: tuple[object, ...], question: str, as_of: dt.date | None, codings: Callable[[], list[Coding]]
    ) -> Answer:
        """The answer to a question; `key` names the codings, and `codings` fetches them when they are needed."""
        from suasion.answer import ask

        whole = (*key, question, as_of)
        with self.lock:
            return self.answers.get(whole) or self.answers.put(whole, ask(question, codings(), as_of))

    def once(self, key: tuple[object, ...], make: Callable[[], Any]) -> Any:
        """What was made under a key, made now when it is not there."""
        with self.lock:
            found = self.made.get(key)
            return self.made.put(key, make()) if found is None else found

    def warm(self) -> None:
        """Load what the first answer would have to wait for."""
        from suasion.answer import ask
        from suasion.show.report.figures import need_drawing, svg_of
        from suasion.show.report.html import environment
        from suasion.show.report.network import network
        from suasion.show.report.ties import graph_of_codings
        from suasion.types import Document

        coded = self.code([Document("warm", _WARM, dt.date(2022, 3, 20))])
        with self.lock:
            ask("Did Kenya sway Uganda?", coded)
        environment().get_template("sheet.html")
        need_drawing()
        drawn = network(graph_of_codings(coded))
        if drawn is not None:
            svg_of(drawn.chart())


def _checked(document: Document) -> Document:
    from suasion.read.language import foreign

    if not document.text.strip():
        raise UsageError("there is no text; paste one, or choose a file")
    if len(document.text) > MOST_CHARACTERS:
        raise UsageError(
            f"the text has {len(document.text):,} characters, more than {MOST_CHARACTERS:,}; use a part of it, or the "
            "command line, which takes more"
        )
    if seen := foreign(document):
        raise UsageError(f"the text is not English (looks like {seen}); paste a translation")
    return document


def document_of(data: bytes, name: str) -> Document:
    """The one document in a file that was sent; of its name only the ending counts. Raises SuasionError."""
    from suasion.read.kinds import is_known, reader_for

    ending = next((e for e in _ENDINGS if name.lower().endswith(e)), "" if not is_known(name) else None)
    plain = f"file{ending or ''}"
    kind, reader = reader_for(plain, data[:1024])
    if ending is None or kind not in _KINDS:
        raise UsageError("a text, HTML, PDF or Word file is needed here; tables go into a dossier with: suasion add")
    for item in reader(data, plain):
        if isinstance(item, ReadError):
            raise item
        return item
    raise UsageError("the file holds no text")
