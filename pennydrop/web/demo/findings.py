"""Write the invented study's findings and release their first edition."""

from typing import Any
from uuid import UUID

from pennydrop.core.documents.blocks import Blank, Block, Recommendation
from pennydrop.rooms.listen.public import StudyCard, study_card
from pennydrop.rooms.publish.actions.drafts import put_block, put_blocks
from pennydrop.rooms.publish.actions.first_look import show_lines
from pennydrop.rooms.publish.public import Try, draft_findings, publish_study
from pennydrop.rooms.publish.queries.drafts import Draft, draft_of
from pennydrop.rooms.publish.rules.first_look import USUAL_DAYS
from pennydrop.web.demo.content import read
from pennydrop.web.demo.evidence import tie_sentences

ASK = ("text", "who", "change")


class NotReleased(Exception):
    """Something blocks the demo's own findings: the files do not fit together."""


def release(study: UUID, actors: dict[str, str], out: Any, at: Any) -> None:
    """`out`: the day of the edition; `at`: today, from when lines are on show for the next one."""
    notes = read("findings")
    write_draft(study, notes, actors["ros"], out)
    tie_sentences(study, actors["ros"], out)
    _publish(study, actors, out)
    _put_lines_on_show(study, actors["ros"], at)


def write_draft(study: UUID, notes: dict[str, Any], by: str, at: Any) -> None:
    """The report, with a recommendation in the place that its template keeps for one."""
    draft_findings(
        study=study,
        title=f"{notes['title']}: {notes['subtitle']}",
        texts={
            "overview": notes["overview"],
            "method": notes["method_note"],
            "limits": "",  # the note on method says them already
            "thanks": notes["thanks"],
        },
        points=notes["key_points"],
        by=by,
        at=at,
    )
    card, draft = _draft(study)
    place = draft.blocks.index(next(b for b in draft.blocks if _waits(b))) + 1
    first, *more = [Recommendation(*(ask[k] for k in ASK)) for ask in notes["asks"]]
    told: dict[str, Any] = {"by": by, "at": at}
    put_block(draft=draft, block=first, place=place, new=False, based_on=1, **told)
    _, draft = _draft(study)
    put_blocks(draft=draft, blocks=more, place=place + 1, based_on=2, **told)


def _waits(block: Block) -> bool:
    return isinstance(block, Blank) and block.kind == "recommendation"


def _publish(study: UUID, actors: dict[str, str], at: Any) -> None:
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


def _put_lines_on_show(study: UUID, by: str, at: Any) -> None:
    """Whoever enters a private code of the demonstration can look at a line, and say no to it."""
    card, draft = _draft(study)
    show_lines(draft=draft, study=card, days=USUAL_DAYS, by=by, at=at)


def _draft(study: UUID) -> tuple[StudyCard, Draft]:
    card, draft = study_card(study), draft_of(study)
    assert card is not None and draft is not None
    return card, draft
