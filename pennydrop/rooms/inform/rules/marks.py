"""Short marks of what something says: they tell versions apart and guard nothing."""

import hashlib
import json

from pennydrop.rooms.inform.rules.claims import ClaimText

MARK_LETTERS = 12
_SOURCE = ("link", "publisher", "seen", "title", "year")


def mark_of(claim: ClaimText) -> str:
    """A mark that changes with anything that the claim says."""
    sources = [[str(getattr(one, name) or "") for name in _SOURCE] for one in claim.sources]
    said = [
        claim.text,
        claim.kind,
        claim.severity,
        sorted(claim.nations),
        claim.disagree,
        claim.conflict,
        sources,
    ]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()


def fingerprint(*said: object) -> str:
    """A mark of anything that JSON can hold."""
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()[:MARK_LETTERS]
