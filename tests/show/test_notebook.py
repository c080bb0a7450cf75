"""Records in a notebook: the report's templates in a frame that holds them in."""

from __future__ import annotations

import datetime as dt
import html
from collections.abc import Iterator

import dossier_makings as makings
import pytest

from suasion.answer import ask
from suasion.show import notebook
from suasion.types import Answer, Coding, Document, Event, Verdict

RECORDS = (Answer, Verdict, Coding, Document, Event)


@pytest.fixture(autouse=True)
def enabled() -> Iterator[None]:
    notebook.load_ipython_extension(None)
    yield
    for record in RECORDS:
        delattr(record, "_repr_html_")


def test_every_record_is_shown_and_held_in() -> None:
    text = "Washington sanctioned Beijing over <script>alert(1)</script> today."
    coding = makings.code(Document("d", text, dt.date(2022, 3, 20)))
    answer = ask("Did Washington sway Beijing?", [coding])
    for record in (answer, answer.verdict, coding, coding.document, coding.events[0]):
        shown: str = vars(type(record))["_repr_html_"](record)
        assert shown.startswith("<iframe sandbox ")
        inside = html.unescape(shown.partition('srcdoc="')[2])
        assert "<script>" not in inside
        assert "&lt;script&gt;" in inside or isinstance(record, (Answer, Verdict))
