from pennydrop.rooms.understand.models.analysis import Code, Coding, Lost, Memo, Theme
from pennydrop.rooms.understand.models.approach import Decision, JournalEntry
from pennydrop.rooms.understand.models.quotes import Piece, Quote, SentBack, Signature
from pennydrop.rooms.understand.models.texts import Identifier, OneMention, Segment, Text

__all__ = [
    "Code",
    "Coding",
    "Decision",
    "OneMention",
    "Identifier",
    "JournalEntry",
    "Lost",
    "Memo",
    "Piece",
    "Quote",
    "Segment",
    "SentBack",
    "Signature",
    "Text",
    "Theme",
]
