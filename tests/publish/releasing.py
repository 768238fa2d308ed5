"""Two people who release a document, with all that it takes."""

from pennydrop.rooms.publish.actions.drafts import put_block
from pennydrop.rooms.publish.actions.intruding import note_try
from pennydrop.rooms.publish.actions.release import release_edition
from pennydrop.rooms.publish.queries.checks import check_draft
from pennydrop.rooms.publish.queries.drafts import draft_by_id
from pennydrop.rooms.publish.queries.editions import edition_by_slug
from pennydrop.rooms.publish.rules.intruding import Try

FIRST, SECOND = "user:1", "user:2"
TRIED = Try("nobody", tried_by="A colleague", kinds=("search", "news"), minutes=30)
WHY = "Read side by side by two people."


def try_it(told, draft, at, what=TRIED):
    """Somebody tried to recognise who is quoted in the draft as it is now."""
    return note_try(study=told.card, draft=draft, what=what, by=FIRST, at=at)


def reasons(told, draft):
    """A reason for everything that is to be weighed now."""
    ready = check_draft(told.card, draft, printing=False)
    return {problem.tick: WHY for problem in ready.weighs}


def released(told, draft, at, second=SECOND):
    """The draft as it is saved now, tried, weighed, and signed by two."""
    draft = draft_by_id(draft.id)
    try_it(told, draft, at)
    return release_edition(
        study=told.card, draft=draft, reasons=reasons(told, draft), by=FIRST, second=second, at=at
    )


def released_with(told, draft, block, at):
    """The card of the next edition, with one more block at its head."""
    draft = draft_by_id(draft.id)
    put_block(
        draft=draft, block=block, place=1, new=True, based_on=draft.number, by=FIRST,
        at=at,
    )  # fmt: skip
    return edition_by_slug(released(told, draft, at).slug)
