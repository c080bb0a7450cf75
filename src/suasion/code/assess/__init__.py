"""Assessments: interests, motives, predictions, outcomes, evaluations."""

from suasion.code.assess.find import find_assessments

__all__ = ["find_assessments"]
