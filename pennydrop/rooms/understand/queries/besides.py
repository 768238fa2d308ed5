"""What a decision about a name changed besides what had been pointed to."""

import re

from pennydrop.rooms.understand.queries.review import Review, Row
from pennydrop.rooms.understand.rules.weighing import HIDE, Mention

_REACH = 40  # characters
_BEFORE = re.compile(r"(?:\S+\s+){0,2}\S*$")
_AFTER = re.compile(r"\S*(?:\s+\S+){0,2}")


def besides(before: Review, after: Review) -> tuple[str, ...]:
    """Mentions that are hidden now and were not so much as pointed to before, each with two words
    on either side: a drug of the same name may be among them, and only a person can tell."""
    pointed = {(row.id, m.start) for row in before.rows for m in row.mentions}
    return tuple(
        _with_words_round(row, m)
        for row in after.rows
        for m in row.mentions
        if m.state == HIDE and (row.id, m.start) not in pointed
    )


def _with_words_round(row: Row, mention: Mention) -> str:
    before = _BEFORE.search(row.text[max(0, mention.start - _REACH) : mention.start])
    after = _AFTER.match(row.text[mention.end : mention.end + _REACH])
    round_it = (before[0] if before else "") + mention.text + (after[0] if after else "")
    return " ".join(round_it.split())
