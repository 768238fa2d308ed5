"""Claims with their sources and sign-offs, the guides built from them, alerts and samples."""

from pennydrop.rooms.inform.models.alerts import Alert, AlertGrade, AlertVersion
from pennydrop.rooms.inform.models.claims import Claim, ClaimVersion, SignOff
from pennydrop.rooms.inform.models.followers import AlertFollower
from pennydrop.rooms.inform.models.guides import Guide
from pennydrop.rooms.inform.models.samples import (
    CheckedSample,
    FoundSubstance,
    SampleKey,
    SampleLine,
)

__all__ = [
    "Alert",
    "AlertFollower",
    "AlertGrade",
    "AlertVersion",
    "CheckedSample",
    "Claim",
    "ClaimVersion",
    "FoundSubstance",
    "Guide",
    "SampleKey",
    "SampleLine",
    "SignOff",
]
