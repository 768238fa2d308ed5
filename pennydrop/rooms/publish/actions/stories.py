"""Write a story, sign it, keep what its teller says to it, and end it."""

import datetime as dt
import secrets
import uuid
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from pennydrop.core.audit.actions import record, record_quietly
from pennydrop.core.people.models import Organisation
from pennydrop.core.vault.codes import RANDOM_DIGITS, make_code
from pennydrop.core.vault.keys import destroy, make_participant_keys, make_study_key
from pennydrop.core.vault.lookups import lookup_of
from pennydrop.core.vault.sealing import seal
from pennydrop.rooms.listen.public import (
    Use,
    name_of_participant,
    studies_in,
    who_agrees,
    who_can_come_back,
)
from pennydrop.rooms.publish.actions.drafts import check_own_words
from pennydrop.rooms.publish.models import Story, StoryAnswer, StorySign, StoryText
from pennydrop.rooms.publish.queries.stories import ANSWERS, places_in, sealed_text, story_view
from pennydrop.rooms.publish.rules import stories as rules
from pennydrop.rooms.publish.rules.stories import Reply, Teller, check_story

KEYS = UUID("6a1c6f0e-53b0-4b0f-9a4e-5f1e0c2b7d11")  # what tellers of no study have their keys in
LETTERS = "bcdfghjkmnpqrstvwxz23456789"
LONGEST_WHY = 2_000


class NotNow(ValueError):
    """That cannot be done as it stands; the message says why."""


@dataclass(frozen=True)
class Begun:
    """A new story, and the code that its teller is told once; "" where they hold one of a study."""

    story: Story
    code: str


def begin_story(
    *, organisation: UUID, teller: Teller, text: rules.StoryText, by: str, at: dt.datetime,
    study: UUID | None = None, participant: UUID | None = None,
) -> Begun:  # fmt: skip
    """Keep a first wording, sealed. A teller who took part in a study is named by `study` and
    `participant`, and has to agree to be published; anybody else gets a key and a code of theirs.

    Raises BadStory, NotNow, Copied where it repeats what anybody told a study, and TooBusy.
    """
    _check_teller(study, participant)
    _check_text(organisation, text)
    code = "" if participant and who_can_come_back([participant]) else _new_code()
    story = Story(
        organisation=organisation, study=study, teller=teller, begun_by=by, begun_at=at,
        slug="".join(secrets.choice(LETTERS) for _ in range(10)),
        lookup=lookup_of(code) if code else None,  # slow: outside the transaction
        invented=Organisation.objects.get(pk=organisation).invented,
    )  # fmt: skip
    if participant is not None:
        story.participant = participant
    else:
        make_study_key(KEYS)
        make_participant_keys(KEYS, [story.participant])
    with transaction.atomic():
        story.save(force_insert=True)
        _add(story, 1, text, by, at)
        record(what="publish.story.begin", on=str(story.pk), by=by, at=at)
    return Begun(story, code)


@transaction.atomic
def word_anew(*, story: Story, text: rules.StoryText, by: str, at: dt.datetime) -> None:
    """Another wording: nobody has signed it, and its teller has said nothing to it. Raises what
    `begin_story` raises."""
    _check_text(story.organisation, text)
    newest = story_view(story).newest
    if story.ended_on or newest is None:
        raise NotNow("It was taken back.")
    _add(story, newest.number + 1, text, by, at)
    record(what="publish.story.word", on=str(story.pk), by=by, at=at)


@transaction.atomic
def sign_story(*, story: Story, number: int, by: str, at: dt.datetime) -> None:
    """One of two signatures on the newest wording. Raises NotNow."""
    newest = story_view(story).newest
    if newest is None or newest.text is None or newest.number != number:
        raise NotNow("It was worded anew meanwhile. Read it again.")
    if by in newest.signers:
        raise NotNow("You have signed it. The other signature is somebody else’s.")
    StorySign.objects.create(text_id=newest.id, by=by, at=at)
    record(what="publish.story.sign", on=str(story.pk), by=by, at=at)


@transaction.atomic
def answer_story(
    *, story: Story, number: int, reply: Reply, why: str, by: str, at: dt.datetime
) -> None:
    """What the teller says to the newest wording, which they have in front of them. Of `at` the day
    is kept; `by` is "quiet". Raises NotNow."""
    newest = story_view(story).newest
    if newest is None or newest.text is None or newest.number != number:
        raise NotNow("The words were changed since. Here they are as they stand now.")
    row = uuid.uuid4()
    sealed = None
    if why.strip():
        sealed = seal(
            why.strip()[:LONGEST_WHY], participant=story.participant, key="words", table=ANSWERS,
            row=row, field="why",
        )  # fmt: skip
    StoryAnswer.objects.create(text_id=newest.id, reply=reply, why=sealed, row=row, on=at.date())
    record_quietly(what=f"publish.story.{reply}", on=str(story.pk), day=at.date())


def take_story_back(*, story: Story, by: str, at: dt.datetime) -> None:
    """Remove every word of it, everywhere, for good. A teller of no study takes their key along, so
    that no backup holds it either. `by`: the staff member, or "quiet" for the teller."""
    with transaction.atomic():
        _end(story, at.date())
        if by == "quiet":
            record_quietly(what="publish.story.back", on=str(story.pk), day=at.date())
        else:
            record(what="publish.story.back", on=str(story.pk), by=by, at=at)
    if story.study is None:
        destroy([story.participant])


def _end(story: Story, day: dt.date) -> None:
    """Its wordings, answers and signatures go; that there was one, and the day, stays."""
    StoryText.objects.filter(story=story).delete()
    Story.objects.filter(pk=story.pk, ended_on=None).update(ended_on=day, lookup=None)


def _check_teller(study: UUID | None, participant: UUID | None) -> None:
    if participant is None:
        return
    if study is None or name_of_participant(participant, study) is None:
        raise NotNow("This person did not take part in that study.")
    if participant not in who_agrees({participant}, Use.PUBLISH_QUOTE):
        raise NotNow("This person has not agreed that their words are published.")


def _check_text(organisation: UUID, text: rules.StoryText) -> None:
    check_story(text, places=places_in(text.words))
    check_own_words([study.id for study in studies_in([organisation])], [text.words])


def _add(story: Story, number: int, text: rules.StoryText, by: str, at: dt.datetime) -> None:
    row = uuid.uuid4()
    StoryText.objects.create(
        id=row, story=story, number=number, participant=story.participant, written_by=by,
        written_at=at,
        sealed=sealed_text(text, participant=story.participant, row=row),
    )  # fmt: skip


def _new_code() -> str:
    return make_code("".join(secrets.choice("0123456789") for _ in range(RANDOM_DIGITS)))
