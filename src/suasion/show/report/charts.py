"""Base rates with their intervals, and relations over time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from suasion.lexicon.names import name_of
from suasion.show.report.figures import Figure, data_of, styled
from suasion.show.report.tables import Table
from suasion.types import BaseRate

if TYPE_CHECKING:
    import altair as alt

_WIDTH: Final = 420
_TWO: Final = ["#3b82b8", "#c0740c"]


def rates(found: Sequence[BaseRate]) -> Figure | None:
    """How often pressure of the kind succeeded elsewhere, with 95% intervals; None without any."""
    if not found:
        return None

    def chart() -> alt.TopLevelMixin:
        import altair as alt

        rows = [
            {"name": f"{r.dataset}: {r.kind}", "share": r.successes / r.n, "low": r.low, "high": r.high,
             "said": f"{r.dataset}, {r.kind}: {r.successes} of {r.n}"}
            for r in found
        ]  # fmt: skip
        y = alt.Y("name:N", title=None, sort=None, axis=alt.Axis(labelLimit=320))
        base = alt.Chart(data_of(rows)).encode(y=y, description="said:N")
        axis = alt.Axis(format="%", title="share of successes, 95% interval")
        x = alt.X("low:Q", scale=alt.Scale(domain=[0, 1]), axis=axis)
        bars = base.mark_rule(strokeWidth=2, color="currentColor").encode(x=x, x2="high:Q")
        points = base.mark_point(filled=True, size=80, color=_TWO[0], opacity=1).encode(x="share:Q")
        made: alt.TopLevelMixin = styled(alt.layer(bars, points).properties(width=_WIDTH, height=34 * len(rows)))
        return made

    columns = ("data set", "kind", "measure", "successes", "cases", "share", "from", "to")
    rows = tuple(
        (r.dataset, r.kind, r.measure, r.successes, r.n, round(r.successes / r.n, 3), r.low, r.high) for r in found
    )
    words = "; ".join(
        f"{r.dataset}, {r.kind}: {r.successes} of {r.n} ({100 * r.successes / r.n:.0f}%, 95% interval "
        f"{100 * r.low:.0f} to {100 * r.high:.0f}%)"
        for r in found
    )
    return Figure("rates", "Base rates, for comparison only", f"{words}.", Table(columns, rows), chart)


def relations(rows: Sequence[dict[str, Any]], a: str, b: str) -> Figure | None:
    """What A did to B and B to A over time, from rows of `relate`; None when nothing dated is among them."""
    dated = [r for r in rows if r["period"] is not None and r["goldstein_mean"] is not None]
    if not dated:
        return None

    def chart() -> alt.TopLevelMixin:
        import altair as alt

        values = [
            {"period": r["period"].isoformat(), "mean": r["goldstein_mean"], "n": r["n"],
             "way": f"{r['source']} → {r['target']}",
             "said": f"{r['period']}, {r['source']} to {r['target']}: mean {r['goldstein_mean']} over {r['n']} acts"}
            for r in dated
        ]  # fmt: skip
        ways = [f"{a} → {b}", f"{b} → {a}"]
        base = alt.Chart(data_of(values)).encode(
            x=alt.X("period:T", title=None, scale=alt.Scale(type="utc")),
            y=alt.Y("mean:Q", title="mean Goldstein weight", scale=alt.Scale(domain=[-10, 10])),
            color=alt.Color("way:N", title=None, scale=alt.Scale(domain=ways, range=_TWO)),
            description="said:N",
        )
        lines = base.mark_line().encode(
            strokeDash=alt.StrokeDash("way:N", scale=alt.Scale(domain=ways, range=[[1, 0], [6, 4]]), title=None)
        )
        points = base.mark_point(filled=True, opacity=1).encode(
            size=alt.Size("n:Q", legend=None, scale=alt.Scale(domainMin=0, range=[30, 260])),
            shape=alt.Shape("way:N", scale=alt.Scale(domain=ways, range=["circle", "square"]), title=None),
        )
        made: alt.TopLevelMixin = styled(alt.layer(lines, points).properties(width=600, height=220))
        return made

    columns = ("period", "provider", "source", "target", "acts", "mean Goldstein", "mean score")
    cells = tuple(
        (str(r["period"] or ""), r["provider"], r["source"], r["target"], r["n"], r["goldstein_mean"], r["score_mean"])
        for r in rows
    )
    total = sum(r["n"] for r in rows)
    words = (
        f"{total} acts between {name_of(a)} and {name_of(b)}; the mean Goldstein weight of each period runs from -10 "
        "(hostile) to 10 (friendly)."
    )
    return Figure("relations", "Relations over time", words, Table(columns, cells), chart)
