"""FactBank values and how they combine."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from suasion.types import FactValue

_TURNED: Final[dict[FactValue, FactValue]] = {
    "CT+": "CT-", "CT-": "CT+", "PR+": "PR-", "PR-": "PR+", "PS+": "PS-", "PS-": "PS+", "Uu": "Uu",
}  # fmt: skip
_STRENGTH: Final = ("PS", "PR", "CT")
_BUILT: Final[dict[str, FactValue]] = {v: v for v in _TURNED}


def turned(value: FactValue) -> FactValue:
    """The same certainty that the opposite is so."""
    return _TURNED[value]


def weakened(value: FactValue, by: FactValue) -> FactValue:
    """`value` as far as `by` is certain: the weaker certainty, the polarity of `value`."""
    if "Uu" in (value, by):
        return "Uu"
    strength = min(_STRENGTH.index(value[:2]), _STRENGTH.index(by[:2]))
    return _BUILT[_STRENGTH[strength] + value[2]]


def composed(governor: FactValue, pos: FactValue | None, neg: FactValue | None) -> FactValue:
    """The value of what a governor with a signature governs; None keeps the governor's own.

    A signature that gives the same certain value either way holds whatever the governor's value.
    """
    if pos is not None and pos == neg and pos.startswith("CT"):
        return pos
    if governor == "Uu":
        return "Uu"
    wanted = pos if governor.endswith("+") else neg
    return governor if wanted is None else weakened(wanted, governor)
