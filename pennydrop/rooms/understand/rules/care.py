"""Care for those who read hard things: what is noted on a passage, and when to stop for today."""

NOTES = (
    "suicide or self-harm",
    "sexual violence",
    "violence",
    "abuse of a child",
    "death or bereavement",
    "injury or severe pain",
    "something else that is hard to read",
)
USUAL_LIMIT = 10
LARGEST_LIMIT = 100
BREAK_AFTER = 3


class LimitReached(Exception):
    """The reader has opened as many hard passages today as they want to. Nothing is broken: it
    waits for another day, or for a limit that they set anew."""


class BadLimit(Exception):
    """A limit is a number of passages from 1 to LARGEST_LIMIT."""


def check_limit(most: int) -> None:
    """Raise BadLimit unless this many a day can be a limit."""
    if not 1 <= most <= LARGEST_LIMIT:
        raise BadLimit(f"Choose a number from 1 to {LARGEST_LIMIT}.")


def check_open(opened: int, limit: int) -> None:
    """Raise LimitReached where this reader has `opened` as many today as the limit says."""
    if opened >= limit:
        passages = "1 hard passage" if limit == 1 else f"{limit} hard passages"
        raise LimitReached(f"You have opened {passages} today, and that is your limit.")


def break_prompt(opened: int, limit: int) -> str:
    """What to say after the `opened`-th hard passage of the day; "" where nothing needs saying."""
    if opened >= limit:
        return (
            "That was the last one for today, as you wanted it. Do something else now, and tell "
            "somebody if it stays with you."
        )
    if opened % BREAK_AFTER == 0:
        return (
            f"You have opened {opened} hard passages today. Get up, drink something, look out of "
            "the window. The text waits."
        )
    return ""
