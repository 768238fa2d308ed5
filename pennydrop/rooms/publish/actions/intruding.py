"""Note that somebody tried to find out who is quoted, or why nobody did."""

import datetime as dt

from django.db import transaction

from pennydrop.core.audit.actions import record
from pennydrop.rooms.listen.public import StudyCard
from pennydrop.rooms.publish.actions.drafts import Copied
from pennydrop.rooms.publish.models import IntruderTest
from pennydrop.rooms.publish.queries.drafts import Draft
from pennydrop.rooms.publish.queries.filled import cards_in
from pennydrop.rooms.publish.queries.tries import quotes_now
from pennydrop.rooms.publish.rules.intruding import NOT_DONE, Try, check_try
from pennydrop.rooms.understand.public.themes import copied_from_study


@transaction.atomic
def note_try(
    *, study: StudyCard, draft: Draft, what: Try, by: str, at: dt.datetime
) -> IntruderTest:
    """Keep the record of one try, for the quotes as they stand in the draft now. Raises BadTry,
    and Copied where it retells somebody's words."""
    check_try(what)
    if runs := copied_from_study(study.id, f"{what.changed}\n{what.not_done_why}"):
        raise Copied(runs)
    done = what.outcome != NOT_DONE
    row = IntruderTest.objects.create(
        document=draft.id,
        study=study.id,
        quotes=quotes_now(cards_in(draft.blocks, draft).values()),
        tried_by=what.tried_by.strip() if done else "",
        kinds=",".join(what.kinds) if done else "",
        minutes=what.minutes if done else 0,
        outcome=what.outcome,
        changed=what.changed.strip() if done else "",
        not_done_why="" if done else what.not_done_why.strip(),
        by=by,
        at=at,
    )
    record(what="publish.intruder.noted", on=str(row.pk), by=by, at=at)
    return row
