"""Claims between their rows and their values."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from pennydrop.rooms.inform.models import ClaimVersion, SignOff
from pennydrop.rooms.inform.rules.claims import (
    ClaimText,
    Kind,
    Nation,
    Severity,
    Side,
    Signed,
    Source,
)


def claim_text(version: ClaimVersion, signoffs: Iterable[SignOff] = ()) -> ClaimText:
    """The value of a version, with the sign-offs that stand."""
    return ClaimText(
        key=version.claim.key,
        text=version.text,
        kind=Kind(version.kind),
        severity=Severity(version.severity),
        nations=frozenset(map(Nation, version.nations)),
        sources=tuple(map(read_source, version.sources)),
        disagree=version.disagree,
        conflict=version.conflict,
        signed=tuple(
            Signed(Side(one.side), one.role, one.on, one.review_by)
            for one in signoffs
            if one.ended_on is None
        ),
    )


def stored_source(source: Source) -> dict[str, Any]:
    return {
        "title": source.title,
        "publisher": source.publisher,
        "year": source.year,
        "link": source.link,
        "seen": source.seen.isoformat() if source.seen else None,
    }


def read_source(data: Mapping[str, Any]) -> Source:
    seen = data["seen"]
    return Source(
        data["title"],
        data["publisher"],
        data["year"],
        data["link"],
        dt.date.fromisoformat(seen) if seen else None,
    )
