from pennydrop.rooms.understand.models.analysis import Code, Coding, Lost, Memo, Pending, Theme
from pennydrop.rooms.understand.models.approach import Decision, JournalEntry
from pennydrop.rooms.understand.models.care import HardOpened, HardPassage, ReadingLimit
from pennydrop.rooms.understand.models.cases import (
    CaseAttribute,
    CaseValue,
    SavedQuery,
    StopList,
)
from pennydrop.rooms.understand.models.changes import Change
from pennydrop.rooms.understand.models.quotes import Piece, Quote, SentBack, Signature
from pennydrop.rooms.understand.models.reviewing import NameStep, RareLooked
from pennydrop.rooms.understand.models.second import (
    FirstMark,
    MarksSeen,
    SecondMark,
    SecondRead,
    SecondTurn,
)
from pennydrop.rooms.understand.models.suggesting import Declined, Suggesting
from pennydrop.rooms.understand.models.texts import Identifier, OneMention, Segment, Text
from pennydrop.rooms.understand.models.themes import (
    ContraryCase,
    MemberAnswer,
    MemberCheck,
    Summary,
)
from pennydrop.rooms.understand.models.together import Blind, Finished, Settled
from pennydrop.rooms.understand.models.undo import (
    AsideCoding,
    AsideMemo,
    AsidePiece,
    AsideQuote,
    AsideSummary,
    Undo,
)

__all__ = [
    "AsideCoding",
    "AsideMemo",
    "AsidePiece",
    "AsideQuote",
    "AsideSummary",
    "Blind",
    "Finished",
    "FirstMark",
    "Settled",
    "CaseAttribute",
    "CaseValue",
    "Change",
    "Code",
    "Coding",
    "ContraryCase",
    "Decision",
    "Declined",
    "OneMention",
    "HardOpened",
    "HardPassage",
    "Identifier",
    "JournalEntry",
    "Lost",
    "MarksSeen",
    "MemberAnswer",
    "MemberCheck",
    "Memo",
    "NameStep",
    "Pending",
    "Piece",
    "Quote",
    "SavedQuery",
    "RareLooked",
    "ReadingLimit",
    "SecondMark",
    "SecondRead",
    "SecondTurn",
    "Segment",
    "SentBack",
    "Signature",
    "Suggesting",
    "Summary",
    "StopList",
    "Text",
    "Theme",
    "Undo",
]
