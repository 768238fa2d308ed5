"""What this room forgets when a participant takes their words back: nothing, for it holds none.

Guides, claims and courses are written by staff from public sources. Who wrote and signed them are
people with an account, who are not participants of a study; nor is somebody who passed a course: a
certificate goes by its owner's wish (`actions/certificates.py`), staff's, or in time.

Answers to the self-check that somebody kept are nobody's that we could name: only their code finds
and opens them, and only it, or their day, removes them (`actions/keeping.py`).
"""

from typing import Any
from uuid import UUID


def forget(participant: UUID) -> dict[str, int]:
    """Counts of what was removed, by name: never anything."""
    return {}


def nothing(participant: UUID) -> list[Any]:
    """What this room holds of a participant, or would show them."""
    return []
