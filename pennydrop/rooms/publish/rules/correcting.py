"""What of an entry can be put right, how a page calls it, and what everybody may read of it."""

from collections.abc import Mapping
from enum import Enum


class Noun(Enum):
    """What can be put right."""

    RECOMMENDATION = "recommendation"
    ASK = "ask"
    REPLY = "reply"
    PROMISE = "promise"
    LATER = "later"


FIELDS: Mapping[Noun, Mapping[str, str]] = {
    Noun.RECOMMENDATION: {
        "text": "what should change",
        "source_title": "the report that it stands in",
        "source_publisher": "who published that",
        "source_year": "the year of that",
        "source_link": "the address of that",
    },
    Noun.ASK: {
        "owner": "whom it was put to",
        "kind": "what they are",
        "on": "the day on which they were asked",
        "how": "how they were asked",
        "wait_days": "how many days we wait for a reply",
    },
    Noun.REPLY: {"on": "the day of their reply", "said": "what they said"},
    Noun.PROMISE: {
        "due": "the first day they gave",
        "measure": "what shows that it is done",
        "target": "the target",
        "at_least": "whether the target is the least or the most",
        "lasting": "whether it has to go on holding",
    },
    Noun.LATER: {"due": "the later day they gave", "why": "why they gave it"},
}
# Days and figures decide a state, so everybody reads what they were. Words can hold what must not
# be read, such as a name: what they were is for the team.
OPEN = {"on", "wait_days", "due", "target", "source_year"}


def label_of(field: str, noun: Noun) -> str:
    return FIELDS[noun][field]
