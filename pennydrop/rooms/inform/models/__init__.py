"""Claims with sources and sign-offs, guides, alerts, samples, courses and services."""

from pennydrop.rooms.inform.models.alerts import Alert, AlertGrade, AlertVersion
from pennydrop.rooms.inform.models.claims import Claim, ClaimVersion, SignOff
from pennydrop.rooms.inform.models.courses import Certificate, Course, CourseVersion
from pennydrop.rooms.inform.models.easy import EasySignOff, EasyWording
from pennydrop.rooms.inform.models.followers import AlertFollower
from pennydrop.rooms.inform.models.guides import Guide
from pennydrop.rooms.inform.models.kept import KeptAnswers
from pennydrop.rooms.inform.models.myths import StoredMyth
from pennydrop.rooms.inform.models.sample_changes import (
    SampleChange,
    SampleCorrection,
    ToldSample,
)
from pennydrop.rooms.inform.models.samples import (
    CheckedSample,
    FoundSubstance,
    SampleKey,
    SampleLine,
)
from pennydrop.rooms.inform.models.services import (
    LawNote,
    Provider,
    Service,
    ServiceBatch,
    ServiceSite,
    ServiceWait,
    ServiceWord,
)
from pennydrop.rooms.inform.models.translations import Translation, TranslationCount

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
    "EasySignOff",
    "EasyWording",
    "FoundSubstance",
    "Guide",
    "KeptAnswers",
    "LawNote",
    "Provider",
    "SampleChange",
    "SampleCorrection",
    "SampleKey",
    "SampleLine",
    "Service",
    "ServiceBatch",
    "ServiceSite",
    "ServiceWait",
    "ServiceWord",
    "SignOff",
    "StoredMyth",
    "ToldSample",
    "Translation",
    "TranslationCount",
]
