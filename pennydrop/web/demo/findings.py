"""Write the invented study's findings and release their first edition."""

from typing import Any
from uuid import UUID

from pennydrop.rooms.listen.public import study_card
from pennydrop.rooms.publish.actions.first_look import show_lines
from pennydrop.rooms.publish.public import Try, draft_findings, publish_study
from pennydrop.rooms.publish.queries.drafts import draft_of
from pennydrop.rooms.publish.rules.first_look import USUAL_DAYS
from pennydrop.web.demo.content import read


class NotReleased(Exception):
    """Something blocks the demo's own findings: the files do not fit together."""


def release(study: UUID, actors: dict[str, str], at: Any) -> None:
    notes = read("findings")
    draft_findings(
        study=study,
        title=f"{notes['title']}: {notes['subtitle']}",
        texts={
            "overview": notes["overview"],
            "method": notes["method_note"],
            "limits": "",  # the note on method says them already
            "asks": "\n".join(f"- {ask}" for ask in notes["asks"]),
            "thanks": notes["thanks"],
        },
        points=notes["key_points"],
        by=actors["ros"],
        at=at,
    )
    result = publish_study(
        study=study,
        weighed="Two of us read the whole report side by side; it is invented.",
        tried=Try(
            outcome="nobody",
            tried_by="A colleague of another organisation",
            kinds=("search", "news", "place", "together"),
            minutes=45,
            changed="A town became a market town before the names were signed out.",
        ),
        by=actors["ros"],
        second=actors["dev"],
        at=at,
    )
    if result.edition is None:
        raise NotReleased("; ".join(result.blocks))
    _put_lines_on_show(study, actors["ros"], at)


def _put_lines_on_show(study: UUID, by: str, at: Any) -> None:
    """Whoever enters a private code of the demonstration can look at a line, and say no to it."""
    card, draft = study_card(study), draft_of(study)
    assert card is not None and draft is not None
    show_lines(draft=draft, study=card, days=USUAL_DAYS, by=by, at=at)
