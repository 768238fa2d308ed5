"""What is entered before a study may open, and cannot be so whatever comes later."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from pennydrop.rooms.listen.rules.gate import long_day


def impossible(values: Mapping[str, Any], *, on: dt.date) -> dict[str, str]:
    """What cannot be so whatever comes later, by the field to put right, in words. `values` are
    one item's fields; `on` is today. Empty fields are not impossible, only missing."""
    said = {}
    for name in ("review_on", "dpia_on"):
        if values.get(name) and values[name] > on:
            said[name] = f"{long_day(values[name])} is in the future. Leave it empty until then."
    until, longest = values.get("keep_until"), values.get("keep_longest")
    if until and until <= on:
        said["keep_until"] = "This day is not in the future. Words cannot be deleted before today."
    if until and longest and longest < until:
        said["keep_longest"] = (
            "This day is before the other one. Enter the same day or a later one."
        )
    lead, deputy = (str(values.get(name) or "") for name in ("lead_name", "deputy_name"))
    if lead and _one(lead) == _one(deputy):
        said["deputy_name"] = "This is the lead. Enter somebody else, for when the lead is away."
    return said


def _one(name: str) -> str:
    return " ".join(name.casefold().split())
