"""When an act took place: time expressions resolved against the document's date."""

from __future__ import annotations

from suasion.code.when.attach import date_of, deadline_of
from suasion.code.when.find import Dates, TimeMention, find_dates

__all__ = ["Dates", "TimeMention", "date_of", "deadline_of", "find_dates"]
