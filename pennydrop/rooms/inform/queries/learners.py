"""Who a certificate belongs to, between its sealed row and its value."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

from pennydrop.core.vault.keys import KeyGone, warm
from pennydrop.core.vault.sealing import seal, unseal
from pennydrop.rooms.inform.models import Certificate

# The key store knows keys by what they stand under; certificates stand under no study.
KEYS = UUID("63657274-6966-4963-8174-65730000000c")
TABLE = "inform_certificate"


@dataclass(frozen=True)
class Learner:
    """Who passed, as they say themself. `account`: of this site, or empty."""

    name: str
    workplace: str = ""
    account: str = ""


def sealed_learner(learner: Learner, *, key: UUID) -> bytes:
    return seal(json.dumps(asdict(learner)), **_place(key))


def learners_of(rows: Iterable[Certificate]) -> dict[UUID, Learner]:
    """By certificate. One whose key is gone (a backup brought it back) is not among them."""
    rows = list(rows)
    warm([row.pk for row in rows], "words")
    found = {}
    for row in rows:
        try:
            found[row.pk] = Learner(**json.loads(unseal(row.sealed, **_place(row.pk))))
        except KeyGone:
            continue
    return found


def _place(key: UUID) -> dict[str, Any]:
    return {"participant": key, "key": "words", "table": TABLE, "row": key, "field": "sealed"}
