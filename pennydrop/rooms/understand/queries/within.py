"""Find words in one text: in a long one the browser's own search does not see all of them."""

import re

from pennydrop.rooms.understand.models import Text
from pennydrop.rooms.understand.queries.workspace import turns
from pennydrop.rooms.understand.rules.positions import position

MOST = 1_000


def find_within(text: Text, words: str, *, reader: str) -> list[tuple[int, int]]:
    """Where these words stand, in any case, as positions in reading order; MOST of them at most.

    What `reader` may not read, or has not opened, is not looked into.
    """
    wanted = [re.escape(word) for word in words.split()]
    if not wanted:
        return []
    pattern = re.compile(r"\s+".join(wanted), re.IGNORECASE)
    found = [
        (position(turn.order, hit.start()), position(turn.order, hit.end()))
        for turn in turns(text, reader=reader)
        for hit in pattern.finditer(turn.text or "")
    ]
    return found[:MOST]
