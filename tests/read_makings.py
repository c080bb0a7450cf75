"""Files of each kind, made small for the tests of the readers."""

from __future__ import annotations

import gzip
import io
import zipfile
from email.message import EmailMessage

import docx

SAID = "China on Monday rejected a demand by the United States that it stop its sales to Iran."


def page(meta: str = "", words: str = SAID) -> str:
    """An HTML page with an article long enough to be found."""
    body = "".join(f"<p>{words} It had said so in round {n} of their talks.</p>" for n in range(5))
    return f"<html><head><title>Beijing refuses</title>{meta}</head><body><article>{body}</article></body></html>"


def word_file(*paragraphs: str, title: str = "") -> bytes:
    """A DOCX file of these paragraphs."""
    file = docx.Document()
    file.core_properties.title = title
    for paragraph in paragraphs:
        file.add_paragraph(paragraph)
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


def word_body(xml: str) -> bytes:
    """A DOCX file whose body is this XML."""
    whole = word_file("x")
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            data = old.read(part)
            if part.filename == "word/document.xml":
                start, end = data.index(b"<w:body>") + 8, data.index(b"</w:body>")
                data = data[:start] + xml.encode() + data[end:]
            new.writestr(part.filename, data)
    return out.getvalue()


def mail(subtype: str = "plain", words: str = SAID) -> bytes:
    """An e-mail with an attachment."""
    message = EmailMessage()
    message["Subject"] = "Beijing refuses"
    message["From"] = "News Desk <desk@news.example>"
    message["Date"] = "Tue, 04 May 2021 10:00:00 +0000"
    message.set_content(words, subtype=subtype)
    message.add_attachment(b"\x00\x01", maintype="application", subtype="octet-stream", filename="../../x.bin")
    return message.as_bytes()


RSS = f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0"><channel><title>World News</title><link>https://news.example/</link>
<item><title>Beijing refuses</title><link>https://news.example/1</link><guid>n1</guid>
<pubDate>Tue, 04 May 2021 10:00:00 GMT</pubDate>
<description>&lt;p&gt;{SAID}&lt;/p&gt;&lt;p&gt;More.&lt;/p&gt;</description></item>
<item><title>{SAID}</title><link>javascript:alert(1)</link></item>
<item><link>https://news.example/3</link></item>
</channel></rss>"""

ATOM = f"""<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>World News</title><id>urn:feed</id>
<entry><title>Beijing refuses</title><id>urn:1</id><link href="https://news.example/1"/>
<updated>2021-05-04T10:00:00Z</updated><content type="html">&lt;p&gt;{SAID}&lt;/p&gt;</content></entry></feed>"""

# Ten references deep, each to ten of the one before: a gigabyte out of a kilobyte.
ENTITY_BOMB = (
    '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a0 "boom">'
    + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    + "]><rss version='2.0'><channel><item><title>&a9;</title></item></channel></rss>"
)


def archive(*pages: tuple[str, str, bytes, str], packed: bool = True) -> bytes:
    """A WARC file of (address, media type, bytes, status line)."""
    whole = b""
    for number, (url, media, data, status) in enumerate(pages):
        answer = f"HTTP/1.1 {status}\r\nContent-Type: {media}\r\n\r\n".encode() + data
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2021-06-01T00:00:00Z\r\n"
            f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{number:012}>\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
        )
        record = head.encode() + answer + b"\r\n\r\n"
        whole += gzip.compress(record, mtime=0) if packed else record
    return whole


def pdf(words: str, repeats: int = 1, forms: int = 0) -> bytes:
    """A PDF that shows some words on one page; with `forms`, in ten forms of ten forms, so many deep."""
    show = f"BT /F1 12 Tf 72 700 Td ({words}) Tj ET ".encode() * repeats
    draw = b"/X Do " * 10
    font = b"/Font <</F1 <</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>>>"
    parts = [
        b"%PDF-1.4",
        b"1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj",
        b"2 0 obj <</Type /Pages /Kids [3 0 R] /Count 1>> endobj",
        b"3 0 obj <</Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R"
        b" /Resources <<" + font + b" /XObject <</X 5 0 R>>>>>> endobj",
    ]
    for number in range(forms + 1):
        stream = show if number == forms else draw
        parts += [
            b"%d 0 obj <</Type /XObject /Subtype /Form /BBox [0 0 1 1]" % (number + 4)
            + b" /Resources <<"
            + font
            + b" /XObject <</X %d 0 R>>>> /Length %d>> stream" % (number + 5, len(stream)),
            stream,
            b"endstream endobj",
        ]
    return b"\n".join([*parts, b"trailer <</Root 1 0 R>>", b"startxref", b"0", b"%%EOF"])


def zip_bomb() -> bytes:
    """A Word file of 0.4 MB whose words would be 400 MB."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as file:
        with file.open("word/document.xml", "w", force_zip64=True) as part:
            for _ in range(40):
                part.write(b" " * 2_500_000)
        file.writestr("[Content_Types].xml", "<Types/>")
    return out.getvalue()
