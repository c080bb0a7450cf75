"""EML: one e-mail's text, by the standard library. Attachments are not read."""

from __future__ import annotations

import datetime as dt
import email
from collections.abc import Iterator
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import parseaddr, parsedate_to_datetime
from typing import Final

from suasion.errors import ReadError
from suasion.read.markup import words_of
from suasion.read.text import name_to_id
from suasion.types import Document

# The library's time grows with the square of a header's length and of the depth of parts (2026-11).
_LONGEST_HEADER: Final = 4_000
_MOST_PARTS: Final = 200


class _Short(EmailPolicy):
    """The library's present way of reading mail, with every header cut."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        name, value = super().header_source_parse(sourcelines)
        return name, value[:_LONGEST_HEADER]


def _day(message: EmailMessage) -> dt.date | None:
    try:
        return parsedate_to_datetime(str(message["Date"])).date()
    except (TypeError, ValueError):
        return None


def _line(message: EmailMessage, header: str) -> str:
    return " ".join(str(message[header] or "").split())


def _words(message: EmailMessage) -> str:
    body = message.get_body(preferencelist=("plain", "html"))
    if not isinstance(body, EmailMessage):
        return ""
    words = str(body.get_content())
    return words_of(words) if body.get_content_subtype() == "html" else words


def read(data: bytes, name: str) -> Iterator[Document]:
    """One document with subject, day and sender. Raises ReadError when it is broken or without words."""
    small = data.lower()
    if small.count(b"multipart/") + small.count(b"message/rfc822") > _MOST_PARTS:
        raise ReadError(name, "an e-mail of too many parts", "save its text instead")
    try:
        message = email.message_from_bytes(data, policy=_Short())
        if not isinstance(message, EmailMessage) or not message.keys():
            raise ReadError(name, "is no e-mail", "save the message as .eml, or as text")
        text = _words(message)
        sender, address = parseaddr(_line(message, "From"))
        found = Document(
            name_to_id(name), text, _day(message), title=_line(message, "Subject"), source=sender or address or None
        )
    except ReadError:
        raise
    except Exception:  # a hostile message breaks the parser in many ways; the next file is still read
        raise ReadError(name, "broken e-mail", "save its text instead") from None
    if not text.strip():
        raise ReadError(name, "the e-mail holds no text", "save its attachments and name them")
    yield found
