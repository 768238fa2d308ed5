"""How this room forgets a participant: the words in every edition's slots. The skeleton, its
figures and the commitments stay; without its salt a commitment says nothing."""

from functools import partial
from uuid import UUID

from django.db import transaction

from pennydrop.core.vault.scratch import drop_study
from pennydrop.rooms.listen.public import day_withdrawn
from pennydrop.rooms.publish.models import LineObjection, ShownLine, Slot, Story, StoryText
from pennydrop.rooms.publish.queries.holdings import OBJECTIONS, QUOTES, SHOWN, STORIES


def forget(participant: UUID) -> dict[str, int]:
    """Empty the person's slots. Old editions then read "removed at the person's wish".

    Files made of a study's words go at once, and again when the withdrawal is settled: until then
    another reader still sees the words and could print them meanwhile.
    """
    slots = Slot.objects.filter(participant=participant, sealed__isnull=False)
    studies = set(slots.values_list("edition__study", flat=True))
    quotes = slots.values("quote").distinct().count()
    slots.update(sealed=None, removed_on=day_withdrawn(participant))
    for study in studies:
        drop_study(study)
        transaction.on_commit(partial(drop_study, study))
    stories = _forget_stories(participant)
    return {QUOTES: quotes, **({STORIES: stories} if stories else {})}


def _forget_stories(participant: UUID) -> int:
    """Whole stories go with their teller, whether they were out or not."""
    rows = Story.objects.filter(participant=participant, ended_on=None)
    gone = list(rows.values_list("pk", flat=True))
    StoryText.objects.filter(story__in=gone).delete()
    if gone:
        rows.update(ended_on=day_withdrawn(participant), lookup=None)
    return len(gone)


@transaction.atomic
def forget_first_look(participant: UUID) -> dict[str, int]:
    """Remove what was on show to the person before it was printed, and what they said against it.
    It serves the time before a release, so it goes with the study's time too."""
    lines = ShownLine.objects.filter(participant=participant)
    said = LineObjection.objects.filter(participant=participant)
    return {SHOWN: lines.delete()[0], OBJECTIONS: said.delete()[0]}
