from pennydrop.rooms.listen.models.debrief import Debrief, Supervision
from pennydrop.rooms.listen.models.field import SpentCode, Submission
from pennydrop.rooms.listen.models.form_media import FormMedia
from pennydrop.rooms.listen.models.form_steps import FormStep
from pennydrop.rooms.listen.models.gate import GateEntry, RetentionReceipt
from pennydrop.rooms.listen.models.guide import Prompt
from pennydrop.rooms.listen.models.outreach import CameBy, Contact, ContactKind, Place
from pennydrop.rooms.listen.models.participants import (
    Answer,
    AnswerFile,
    Consent,
    Participant,
    Value,
)
from pennydrop.rooms.listen.models.payments import Payment
from pennydrop.rooms.listen.models.recordings import Recording
from pennydrop.rooms.listen.models.sessions import Present, Session, SessionConsent, TypedTurn
from pennydrop.rooms.listen.models.sources import FileName, Segment, Source
from pennydrop.rooms.listen.models.studies import FormVersion, Sheet, Study
from pennydrop.rooms.listen.models.targets import AboutYou, Band, Characteristic
from pennydrop.rooms.listen.models.wording import Wording

__all__ = [
    "AboutYou",
    "Answer",
    "AnswerFile",
    "Band",
    "CameBy",
    "Characteristic",
    "Consent",
    "Contact",
    "ContactKind",
    "Debrief",
    "FileName",
    "FormMedia",
    "FormStep",
    "FormVersion",
    "GateEntry",
    "Participant",
    "Payment",
    "Place",
    "RetentionReceipt",
    "Present",
    "Prompt",
    "Recording",
    "Segment",
    "Session",
    "SessionConsent",
    "Sheet",
    "Source",
    "SpentCode",
    "Study",
    "Submission",
    "Supervision",
    "TypedTurn",
    "Value",
    "Wording",
]
