from pennydrop.rooms.publish.models.claims import ClaimTie
from pennydrop.rooms.publish.models.consultations import AnswerSign, Consultation, Question
from pennydrop.rooms.publish.models.corrections import Correction
from pennydrop.rooms.publish.models.editions import Edition, Slot
from pennydrop.rooms.publish.models.findings import DrawnOn, Findings
from pennydrop.rooms.publish.models.first_look import FirstLook, LineObjection, ShownLine
from pennydrop.rooms.publish.models.followers import Follower
from pennydrop.rooms.publish.models.photos import OwnPicture
from pennydrop.rooms.publish.models.recommendations import (
    Answer,
    Ask,
    Commitment,
    NewDate,
    Reading,
    Recommendation,
    Reply,
)
from pennydrop.rooms.publish.models.releasing import (
    IntruderTest,
    OutsideAnswer,
    Proposal,
    Weighed,
)
from pennydrop.rooms.publish.models.stories import Story, StoryAnswer, StorySign, StoryText

__all__ = [
    "Answer",
    "AnswerSign",
    "Ask",
    "ClaimTie",
    "Commitment",
    "Consultation",
    "Correction",
    "DrawnOn",
    "Edition",
    "Findings",
    "Follower",
    "FirstLook",
    "LineObjection",
    "IntruderTest",
    "NewDate",
    "OutsideAnswer",
    "OwnPicture",
    "Proposal",
    "Question",
    "Reading",
    "Recommendation",
    "Reply",
    "ShownLine",
    "Slot",
    "Story",
    "StoryAnswer",
    "StorySign",
    "StoryText",
    "Weighed",
]
