"""Say what the sentences of the invented report stand on, as its writers would have."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from pennydrop.core.documents.blocks import Figure
from pennydrop.rooms.listen.public import study_card
from pennydrop.rooms.publish.actions.claims import tie_claim
from pennydrop.rooms.publish.queries.checks import Ready, read_draft
from pennydrop.rooms.publish.queries.claims import targets
from pennydrop.rooms.publish.queries.drafts import draft_of
from pennydrop.rooms.publish.rules.claims import FOUND_IN_STUDY, Evidence, Kind
from pennydrop.web.demo.content import read


def tie_sentences(study: UUID, by: str, at: Any) -> None:
    """Each row of the file names one piece of evidence, and how the sentences begin that stand on
    it. Raises LookupError where the files do not fit together."""
    card, draft = study_card(study), draft_of(study)
    assert card is not None and draft is not None
    ready = read_draft(card, draft)
    for row in read("evidence"):
        names = [name for start in row["sentences"] for name in _beginning(ready, start)]
        evidence = _evidence(ready, Kind(row["on"]), row["called"])
        tie_claim(ready=ready, sentences=names, to=evidence, by=by, at=at)


def _beginning(ready: Ready, start: str) -> Iterable[str]:
    found = [c.sentence.name for c in ready.claims.all if c.sentence.text.startswith(start)]
    if not found:
        raise LookupError(f"No sentence of the report begins so: {start}")
    return found


def _evidence(ready: Ready, kind: Kind, called: str) -> Evidence:
    """Codes are called by their last name, charts by what they show."""
    if kind not in FOUND_IN_STUDY:
        return Evidence(kind)
    if kind is Kind.FIGURE:
        rows = zip(ready.draft.keys, ready.draft.blocks, strict=True)
        named = {key: b.chart.kind for key, b in rows if isinstance(b, Figure)}
    else:
        named = targets(ready.draft, ready.facts, {kind})[kind]
    for target, name in named.items():
        if name == called or name.endswith(f" / {called}"):
            return Evidence(kind, target)
    raise LookupError(f"There is no {kind} of this name: {called}")
