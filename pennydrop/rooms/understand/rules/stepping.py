"""What a press on the page of taking names out can be, and when to look up from it for a while."""

import datetime as dt
from collections.abc import Sequence
from types import MappingProxyType

HIDDEN, KEPT, HIDDEN_HERE, KEPT_HERE = "hidden", "kept", "hidden_here", "kept_here"
ADDED, PERSON, SURE, SEVERAL, REOPENED = "added", "person", "sure", "several", "reopened"

DONE = MappingProxyType(
    {
        HIDDEN: "hid a name",
        KEPT: "kept a name",
        HIDDEN_HERE: "hid words in one place",
        KEPT_HERE: "kept words in one place",
        ADDED: "hid what nothing had pointed to",
        PERSON: "hid everything that is one person",
        SURE: "hid what was nearly sure",
        SEVERAL: "decided on several names at once",
        REOPENED: "opened a decision again",
    }
)

# What somebody did on the names of a source, each with how many: hid, kept, added, opened again,
# undid, marked in a second reading.
SHARE_LINES = (
    "Hid {n} name{s}, or decided on several of them at once.",
    "Left {n} name{s} as said.",
    "Added {n} name{s} that nothing had pointed to.",
    "Took back {n} decision{s}, so that somebody decides anew.",
    "Undid {n} step{s} of their own.",
    "Read it with nothing marked, and marked {n} name{s} by themselves.",
)

PAUSE = dt.timedelta(minutes=5)  # nothing decided for so long: a break
LONG_ENOUGH = 25  # minutes


def minutes_at_it(times: Sequence[dt.datetime], now: dt.datetime) -> int:
    """For how many whole minutes somebody has decided without a break; 0 after one. `times`: when
    they decided, in any order."""
    begun = now
    for time in sorted(times, reverse=True):
        if begun - time > PAUSE:
            break
        begun = min(begun, time)
    return int((now - begun).total_seconds()) // 60


def break_line(minutes: int) -> str:
    """What to say after so many minutes without a break; "" where nothing needs saying."""
    if minutes < LONG_ENOUGH:
        return ""
    return (
        f"You have been at this for {minutes} minutes. These are heavy words, and tired eyes miss "
        "names. Get up, drink something, look out of the window. Your place is kept."
    )
