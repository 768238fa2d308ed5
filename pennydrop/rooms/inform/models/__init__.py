"""Claims with their sources and sign-offs, the guides built from them, alerts, samples, courses."""

from pennydrop.rooms.inform.models.alerts import Alert, AlertGrade, AlertVersion
from pennydrop.rooms.inform.models.claims import Claim, ClaimVersion, SignOff
from pennydrop.rooms.inform.models.courses import Certificate, Course, CourseVersion
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
    "Certificate",
    "CheckedSample",
    "Claim",
    "ClaimVersion",
    "Course",
    "CourseVersion",
    "FoundSubstance",
    "Guide",
    "SampleKey",
    "SampleLine",
    "SignOff",
]
