from pennydrop.rooms.understand.models.analysis import Code, Coding, Lost, Memo, Pending, Theme
from pennydrop.rooms.understand.models.approach import Decision, JournalEntry
from pennydrop.rooms.understand.models.quotes import Piece, Quote, SentBack, Signature
from pennydrop.rooms.understand.models.texts import Identifier, OneMention, Segment, Text
from pennydrop.rooms.understand.models.themes import (
    ContraryCase,
    MemberAnswer,
    MemberCheck,
    Summary,
)
from pennydrop.rooms.understand.models.together import Blind, Finished, Settled

__all__ = [
    "Blind",
    "Finished",
    "Settled",
    "Code",
    "Coding",
    "ContraryCase",
    "Decision",
    "OneMention",
    "Identifier",
    "JournalEntry",
    "Lost",
    "MemberAnswer",
    "MemberCheck",
    "Memo",
    "Pending",
    "Piece",
    "Quote",
    "Segment",
    "SentBack",
    "Signature",
    "Summary",
    "Text",
    "Theme",
]
