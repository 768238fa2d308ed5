"""What the team has to do about stories. No word of one stands in it."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from uuid import UUID

from pennydrop.rooms.publish.queries.stories import StoryView, stories_in
from pennydrop.rooms.publish.rules.stories import Gap


@dataclass(frozen=True)
class StoryDuty:
    """A story and what it waits for, as a sentence."""

    story: UUID
    text: str


def story_duties(*, signs: Collection[UUID], writes: Collection[UUID], by: str) -> list[StoryDuty]:
    """For somebody who signs in the first organisations and writes in the second."""
    found = []
    for view in stories_in({*signs, *writes}):
        may_sign, may_write = (view.story.organisation in one for one in (signs, writes))
        said = _said(view, by, may_sign=may_sign, may_write=may_write)
        found += [StoryDuty(view.story.pk, text) for text in said]
    return found


def _said(view: StoryView, by: str, *, may_sign: bool, may_write: bool) -> Iterator[str]:
    newest = view.newest
    if newest is None or newest.text is None:
        return
    if may_write and Gap.CHANGE in newest.gaps:
        yield "Somebody wants their story changed before it goes out."
    elif may_write and Gap.NO in newest.gaps:
        yield "Somebody said no to their story. It does not go out."
    elif may_sign and Gap.SIGNED in newest.gaps and by not in newest.signers:
        yield "A story waits to be read and signed."
    elif may_write and newest.gaps == (Gap.YES,):
        yield "A story is signed by two, and its teller has not read it back yet."
