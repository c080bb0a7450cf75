"""PLOVER's scales: every type has one, signs follow the quad class, codes are of the type's own root."""

from __future__ import annotations

import pytest

from suasion.lexicon.acts import TYPES
from suasion.lexicon.plover import Scale, scale_of, table

QUADS = {
    "verbal cooperation": ("AGREE", "CONSULT", "SUPPORT", "CONCEDE"),
    "material cooperation": ("COOPERATE", "AID", "RETREAT"),
    "verbal conflict": ("REQUEST", "ACCUSE", "REJECT", "THREATEN"),
    "material conflict": ("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"),
}
# CAMEO roots whose codes mean the same as the PLOVER type (facts of the two manuals, by meaning).
ROOTS = {
    "AGREE": {"03"}, "CONSULT": {"04"}, "SUPPORT": {"05"}, "CONCEDE": {"08"}, "COOPERATE": {"06"},
    "AID": {"07"}, "RETREAT": {"08"}, "REQUEST": {"02"}, "ACCUSE": {"11", "09"}, "REJECT": {"12"},
    "THREATEN": {"13"}, "PROTEST": {"14"}, "SANCTION": {"16", "17"}, "MOBILIZE": {"15"}, "COERCE": {"17"},
    "ASSAULT": {"17", "18", "19", "20"},
}  # fmt: skip


def test_every_type_has_a_scale_of_its_quad_class() -> None:
    quad_of = {kind: quad for quad, kinds in QUADS.items() for kind in kinds}
    assert set(quad_of) == set(TYPES)
    assert {kind: scale_of(kind, None).quad for kind in TYPES} == quad_of
    assert all(scale.quad == quad_of[kind] for (kind, _), scale in table().items())


def test_signs_follow_the_quad_class() -> None:
    """A request is neither help nor harm in itself: its scores lie about nought."""
    for (kind, mode), scale in table().items():
        for value in (scale.score, scale.goldstein):
            assert -10 <= value <= 10
        if kind == "REQUEST":
            assert abs(scale.score) <= 1
        elif "conflict" in scale.quad:
            assert scale.score < 0 and scale.goldstein < 0, (kind, mode)
        else:
            assert scale.score > 0 and scale.goldstein > 0, (kind, mode)


def test_codes_are_of_the_types_root() -> None:
    wrong = [(k, m, s.cameo) for (k, m), s in table().items() if s.cameo[:2] not in ROOTS[k]]
    assert not wrong


@pytest.mark.parametrize(
    ("kind", "mode", "expected"),
    [
        ("ACCUSE", None, Scale("verbal conflict", -3.0, -2.0, "110")),  # the manual's +3 is a misprint
        ("THREATEN", "expel", Scale("verbal conflict", -3.5, -7.0, "136")),
        ("SANCTION", "discontinue", Scale("material conflict", -6.0, -5.6, "162")),
        ("COERCE", "seize", Scale("material conflict", -7.0, -9.2, "171")),
        ("RETREAT", "ceasefire", Scale("material cooperation", 7.5, 9.0, "0871")),
    ],
)
def test_known_scales(kind: str, mode: str | None, expected: Scale) -> None:
    assert scale_of(kind, mode) == expected


def test_a_mode_without_scale_has_that_of_its_type() -> None:
    assert scale_of("AID", "asylum") == scale_of("AID", None)


def test_an_unknown_type_is_an_error() -> None:
    with pytest.raises(KeyError):
        scale_of("SPORT", None)
