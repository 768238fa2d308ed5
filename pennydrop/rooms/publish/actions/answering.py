"""What owners write beside the page of promises, through a link of their own."""

import datetime as dt

from django.db import transaction

from pennydrop.core.audit.actions import record
from pennydrop.core.people.actions import invite_guest
from pennydrop.core.people.models import GuestLink
from pennydrop.core.people.rules import Task
from pennydrop.rooms.publish.actions.recommendations import CannotNote, check_own_words
from pennydrop.rooms.publish.models import Answer, Ask

MOST_A_DAY = 5


def make_owner_link(
    *, ask: Ask, name: str, ends_on: dt.date, by: str, at: dt.datetime
) -> tuple[GuestLink, str]:
    """A link that shows an owner today's page about them. Returns its row and its token."""
    return invite_guest(
        organisation=ask.recommendation.organisation,
        task=Task.ANSWER_PROMISE,
        target=ask.pk,
        name=name,
        ends_on=ends_on,
        by=by,
        at=at,
    )


@transaction.atomic
def answer_beside(*, ask: Ask, said: str, by: str, at: dt.datetime) -> Answer:
    """Keep what an owner writes, as theirs. Raises CannotNote for words that people told us, and
    for more than a few answers on one day."""
    if Answer.objects.filter(ask=ask, on=at.date()).count() >= MOST_A_DAY:
        raise CannotNote(f"You have answered {MOST_A_DAY} times today. Come back tomorrow.")
    try:
        check_own_words(ask.recommendation.organisation, [said])
    except CannotNote:
        # Whoever writes here may not learn what stands in words that were not published.
        raise CannotNote(
            "Six or more words in a row are somebody else’s. Please say it in your own words: a "
            "quote must be able to leave when the person takes it back."
        ) from None
    made = Answer.objects.create(ask=ask, said=said.strip(), by=by, on=at.date())
    record(what="publish.commitment.answer", on=str(ask.pk), by=by, at=at)
    return made


@transaction.atomic
def withhold_answer(*, answer: Answer, why: str, by: str, at: dt.datetime) -> None:
    """Stop showing an answer that must not be read by everybody. The page says that there was one,
    and why it is not shown."""
    check_own_words(answer.ask.recommendation.organisation, [why])
    here = Answer.objects.filter(pk=answer.pk, withheld_why="")
    if not here.update(withheld_why=why.strip(), withheld_by=by):
        raise CannotNote("It is withheld already.")
    record(what="publish.commitment.withhold", on=str(answer.ask_id), by=by, at=at)
