"""The log of a document's editions: what each says otherwise than the one before it."""

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from pennydrop.rooms.publish.models import Edition
from pennydrop.rooms.publish.queries.editions import removed_count
from pennydrop.rooms.publish.rules.changelog import Contents, changes
from pennydrop.rooms.publish.rules.figures import from_data


@dataclass(frozen=True)
class Entry:
    """One edition in the log. `changes` in sentences; `removed`: quotes taken back from it."""

    number: int
    day: dt.date
    address: str
    first: bool
    changes: tuple[str, ...]
    removed: int


def changelog(document: UUID) -> list[Entry]:
    """Every edition, newest first. Made from skeletons alone, so that it never holds a word of
    anybody's, and says the same for ever."""
    rows = list(Edition.objects.filter(document=document).order_by("number"))
    held = [_contents(row.skeleton) for row in rows]
    pairs = zip(rows, held, [None, *held], strict=False)
    entries = [
        Entry(
            number=row.number,
            day=row.released_at.date(),
            address=f"/findings/{row.slug}/",
            first=before is None,
            changes=changes(before, now) if before else (),
            removed=removed_count(row.pk),
        )
        for row, now, before in pairs
    ]
    return entries[::-1]


def _contents(skeleton: Mapping[str, Any]) -> Contents:
    keys = skeleton.get("keys", [])
    own = {
        key: json.dumps(block | {"behind": ""}, sort_keys=True)
        for key, block in zip(keys, skeleton["blocks"], strict=False)
        if block["block"] not in ("quote", "figure", "theme")
    }
    return Contents(
        titles=dict(skeleton["titles"]),
        blocks=own,
        quotes=frozenset(skeleton["quotes"]),
        figures=from_data(skeleton["figures"]),
    )
