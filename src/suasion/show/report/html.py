"""The templates' environment, and the report: one HTML file that needs nothing else, or a PDF of it."""

from __future__ import annotations

import base64
import functools
import hashlib
from collections.abc import Sequence
from importlib import resources
from typing import TYPE_CHECKING, Any

from suasion import __version__
from suasion.errors import UsageError
from suasion.show.report import words
from suasion.show.report.tables import csv_of
from suasion.show.report.view import view_of
from suasion.show.table import clean

if TYPE_CHECKING:
    import jinja2

    from suasion.types import Answer, Coding


def static(name: str) -> str:
    """A style sheet or script of this package."""
    return resources.files("suasion.show.report").joinpath("static", name).read_text(encoding="utf-8")


@functools.lru_cache(maxsize=1)
def environment() -> jinja2.Environment:
    """The templates, with autoescape always on. Raises UsageError when Jinja2 is not installed."""
    try:
        import jinja2
        from markupsafe import Markup
    except ImportError:
        raise UsageError("pages need Jinja2; pip install 'suasion[web]'") from None
    loader = jinja2.ChoiceLoader(
        [jinja2.PackageLoader("suasion.show.report"), jinja2.PackageLoader("suasion.show.web")]
    )
    made = jinja2.Environment(
        loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=jinja2.StrictUndefined
    )
    made.filters.update(
        shown=clean, codes=words.codes_of, joined=words.joined, named=words.named, frame=words.frame,
        quad=words.quad_class, period=words.period, who=words.who, stand=words.stand, demanded=words.demanded,
        drawn=lambda figure: Markup(figure.inline),  # vl-convert escapes what it draws
        csv_link=lambda figure: _link("text/csv", csv_of(figure.table.columns, figure.table.rows).encode()),
        svg_link=lambda figure: _link("image/svg+xml", figure.svg.encode()),
        png_link=lambda figure: _link("image/png", figure.png),
    )  # fmt: skip
    made.globals.update(
        signs=words.SIGNS, status_words=words.STATUS_WORDS, verdict_signs=words.VERDICT_SIGNS, facts=words.FACTS,
        policy_results=words.POLICY_RESULT, contributions=words.CONTRIBUTION, version=__version__,
    )  # fmt: skip
    return made


def _link(kind: str, data: bytes) -> str:
    """A file inside an address."""
    return f"data:{kind};base64,{base64.b64encode(data).decode('ascii')}"


def render(template: str, **given: Any) -> str:
    """A page or part of one."""
    # A lone surrogate, which UTF-8 cannot carry, is shown as U+FFFD.
    page = environment().get_template(template).render(**given)
    return page.encode("utf-8", "replace").decode("utf-8")


def script_hash(script: str) -> str:
    """What a Content-Security-Policy calls a script by."""
    return f"sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode('ascii')}"


def report_html(answer: Answer, codings: Sequence[Coding]) -> str:
    """The answer with its texts and pictures as one HTML page that loads nothing. Raises UsageError."""
    from suasion.show.report.figures import need_drawing

    need_drawing()
    script = static("page.js")
    return render(
        "report.html", view=view_of(answer, codings), style=static("page.css"), script=script,
        script_hash=script_hash(script), links=True,
    )  # fmt: skip


def report_pdf(answer: Answer, codings: Sequence[Coding]) -> bytes:
    """The same as PDF. Raises UsageError when WeasyPrint is not installed."""
    from suasion.show.report.figures import need_drawing

    need_drawing()
    try:
        import weasyprint
    except (ImportError, OSError):  # OSError: the Pango library is not there
        raise UsageError("PDF needs WeasyPrint and Pango; pip install 'suasion[printed]'") from None
    page = render(
        "report.html", view=view_of(answer, codings), style=static("page.css"), script="", script_hash="", links=False
    )
    pdf: bytes = weasyprint.HTML(string=page, url_fetcher=_no_address).write_pdf()
    return pdf


def _no_address(url: str, *_: Any, **__: Any) -> Any:
    """Nothing is fetched for a PDF."""
    raise ValueError(f"not fetched: {url}")
