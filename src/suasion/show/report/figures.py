"""Pictures drawn here, without a browser: Vega-Lite by Altair, made SVG or PNG by vl-convert.

Lines and letters are drawn in the colour of the page's text, so that they are read on dark and light.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from suasion.errors import UsageError
from suasion.show.report.tables import Table

if TYPE_CHECKING:
    import altair as alt

# Colours of the quad classes, over 3:1 against white and against the dark page; signs and words say the same.
QUAD_COLOURS: Final = {
    "verbal cooperation": "#3b82b8", "material cooperation": "#2f8f5b",
    "verbal conflict": "#c0740c", "material conflict": "#cc4437",
}  # fmt: skip
_INK: Final = "currentColor"
# How many pixels a PNG has for one of the SVG's, enough for print.
_PNG_SCALE: Final = 2.0
# An SVG on its own, as an image or a file, takes light or dark from the system.
_ALONE: Final = "<style>svg{color:#1d2329}@media(prefers-color-scheme:dark){svg{color:#e6e3dc}}</style>"


@dataclass(frozen=True)  # no slots: it keeps what it has drawn
class Figure:
    """A picture with what says the same: a table to sort and words for those who cannot see it."""

    name: str
    title: str
    words: str
    table: Table
    chart: Callable[[], alt.TopLevelMixin]
    """Draws it; called only when the picture is wanted."""

    @functools.cached_property
    def inline(self) -> str:
        """The SVG as it stands in a page."""
        return svg_of(self.chart())

    @property
    def svg(self) -> str:
        """The SVG as a file of its own."""
        head, tag, rest = self.inline.partition(">")
        return f"{head}{tag}{_ALONE}{rest}"

    @property
    def png(self) -> bytes:
        """The picture as PNG, on white."""
        return png_of(self.inline)


def need_drawing() -> None:
    """Raises UsageError when what draws is not installed."""
    try:
        import altair  # noqa: F401
        import vl_convert  # noqa: F401
    except ImportError:
        raise UsageError("pictures need Altair and vl-convert; pip install 'suasion[web]'") from None


def svg_of(chart: alt.TopLevelMixin) -> str:
    """A chart as SVG without a prologue. It reads no file and no address."""
    import vl_convert

    svg: str = vl_convert.vegalite_to_svg(chart.to_dict(), allowed_base_urls=[])
    return svg


def png_of(svg: str) -> bytes:
    """An SVG as PNG on white, in dark ink."""
    import vl_convert

    head, tag, rest = svg.partition(">")
    white = f'{head} color="#1d2329"{tag}<rect width="100%" height="100%" fill="#fff"/>{rest}'
    png: bytes = vl_convert.svg_to_png(white, scale=_PNG_SCALE)
    return png


def styled(chart: Any) -> Any:
    """The chart in the page's manner."""
    return (
        chart.configure(background="transparent", font="Arial, Helvetica, sans-serif")
        .configure_view(stroke=None)
        .configure_axis(
            labelColor=_INK, titleColor=_INK, tickColor=_INK, domainColor=_INK, gridColor=_INK, gridOpacity=0.12,
            titleFontWeight="normal", labelFontSize=11, titleFontSize=12,
        )
        .configure_legend(labelColor=_INK, titleColor=_INK, labelFontSize=11, titleFontSize=12, orient="bottom",
            columnPadding=22, symbolBaseFillColor=_INK, symbolBaseStrokeColor=_INK)
        .configure_text(color=_INK, fontSize=11)
    )  # fmt: skip


def data_of(rows: Sequence[dict[str, Any]]) -> Any:
    """Rows as a chart's data."""
    import altair as alt

    return alt.InlineData(values=list(rows))
