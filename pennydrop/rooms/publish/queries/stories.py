"""Stories: as the team works with them, as their tellers read them back, and as anybody may read
them. What is out is worked out at each reading, so that a word taken back is gone at once."""

import datetime as dt
import json
import re
from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse

from pennydrop.core.people.models import Organisation
from pennydrop.core.vault.sealing import KeyGone, seal, unseal
from pennydrop.rooms.listen.public import Use, who_agrees
from pennydrop.rooms.publish.models import Story, StoryAnswer, StoryText
from pennydrop.rooms.publish.rules import stories as rules
from pennydrop.rooms.publish.rules.stories import Facts, Gap, Reply, Told, gaps
from pennydrop.rooms.understand.public.quotes import names_in_texts

TABLE = "publish_storytext"
ANSWERS = "publish_storyanswer"
PLACE = "looks like a place"


@dataclass(frozen=True)
class Wording:
    """One wording with all that was said to it. `why`: what the teller asks for."""

    id: UUID
    number: int
    text: rules.StoryText | None
    by: str
    at: dt.datetime
    signers: tuple[str, ...]
    reply: Reply | None
    why: str
    replied_on: dt.date | None
    gaps: tuple[Gap, ...]
    day: dt.date

    @property
    def out(self) -> bool:
        return not self.gaps


@dataclass(frozen=True)
class StoryView:
    """A story with its wordings, newest first."""

    story: Story
    wordings: tuple[Wording, ...]

    @property
    def newest(self) -> Wording | None:
        return self.wordings[0] if self.wordings else None

    @property
    def out(self) -> Wording | None:
        """The newest wording that everybody may read. A no to any later one ends that too."""
        for wording in self.wordings:
            if wording.out:
                return wording
            if wording.reply is Reply.NO:
                return None
        return None


@dataclass(frozen=True)
class OutStory:
    """A story as anybody may read it. `number`: which wording; `day`: since when."""

    slug: str
    text: rules.StoryText
    teller: str
    number: int
    day: dt.date
    organisation: str
    invented: bool

    @property
    def address(self) -> str:
        return reverse("publish:story", args=[self.slug])


def story_views(rows: Iterable[Story]) -> list[StoryView]:
    """Stories with what may be read of them today."""
    rows = list(rows)
    people = {row.participant for row in rows if row.study is not None}
    agree = who_agrees(people, Use.PUBLISH_QUOTE)
    return [
        StoryView(
            row,
            tuple(
                _wording(row, text, agrees=row.study is None or row.participant in agree)
                for text in row.texts.prefetch_related("answers", "signs")
            ),
        )
        for row in rows
    ]


def story_view(row: Story) -> StoryView:
    return story_views([row])[0]


def stories_in(organisations: Collection[UUID]) -> list[StoryView]:
    """Every story that was not taken back, newest first."""
    return story_views(_open().filter(organisation__in=organisations))


def stories_of(participant: UUID) -> list[StoryView]:
    return story_views(_open().filter(participant=participant))


def stories_under(lookup: str, participant: UUID | None) -> list[StoryView]:
    """What somebody may read back whose code leads here: their own story's, or a study's."""
    rows = _open().filter(lookup=lookup)
    if participant is not None:
        rows = rows | _open().filter(participant=participant)
    return story_views(rows.distinct())


def out_stories() -> list[OutStory]:
    """What everybody may read, the newest first."""
    names = dict(Organisation.objects.values_list("pk", "name"))
    found = [_out(view, names.get(view.story.organisation, "")) for view in story_views(_open())]
    return sorted((one for one in found if one), key=lambda one: one.day, reverse=True)


def out_story(slug: str) -> OutStory | None:
    return next((one for one in out_stories() if one.slug == slug), None)


def is_story(address: str) -> bool:
    """Whether an address leads to a story of ours."""
    named = re.search(r"/stories/([a-z0-9]{10})(?:/|$)", address)
    return named is not None and Story.objects.filter(slug=named[1]).exists()


def places_in(words: str) -> list[str]:
    """What in a text looks like a place."""
    (found,) = names_in_texts([words])
    return [one.words for one in found if one.why == PLACE]


def pointers_in(text: rules.StoryText) -> list[str]:
    """All that those who sign should weigh: names, places, jobs and ages."""
    (found,) = names_in_texts([text.words])
    names = [f"a name: “{one.words}”" for one in found if one.why != PLACE]
    places = [one.words for one in found if one.why == PLACE]
    return [*names, *rules.pointers(text.words, places=places)]


def sealed_text(text: rules.StoryText, *, participant: UUID, row: UUID) -> bytes:
    kept = json.dumps(asdict(text), ensure_ascii=False)
    return seal(kept, participant=participant, key="words", table=TABLE, row=row, field="sealed")


def _open() -> QuerySet[Story]:
    return Story.objects.filter(ended_on=None).order_by("-begun_at", "pk")


def _wording(story: Story, row: StoryText, *, agrees: bool) -> Wording:
    text = _opened(story, row)
    answer = next(reversed(list(row.answers.all())), None)
    signs = list(row.signs.all())
    reply = Reply(answer.reply) if answer else None
    signers = tuple(sign.by for sign in signs)
    days = [*(sign.at.date() for sign in signs), *([answer.on] if answer else [])]
    return Wording(
        id=row.pk, number=row.number, text=text, by=row.written_by, at=row.written_at,
        signers=signers, reply=reply, why=_why(story, answer) if answer else "",
        replied_on=answer.on if answer else None,
        gaps=gaps(Facts(text is not None, agrees, reply, signers)),
        day=max(days, default=row.written_at.date()),
    )  # fmt: skip


def _opened(story: Story, row: StoryText) -> rules.StoryText | None:
    try:
        kept = json.loads(
            unseal(
                row.sealed, participant=story.participant, key="words", table=TABLE, row=row.pk,
                field="sealed",
            )
        )  # fmt: skip
    except KeyGone:
        return None
    return rules.StoryText(**kept | {"told": Told(kept["told"])})


def _why(story: Story, answer: StoryAnswer) -> str:
    if answer.why is None:
        return ""
    try:
        return unseal(
            answer.why, participant=story.participant, key="words", table=ANSWERS, row=answer.row,
            field="why",
        )  # fmt: skip
    except KeyGone:
        return ""


def _out(view: StoryView, organisation: str) -> OutStory | None:
    wording = view.out
    if wording is None or wording.text is None:
        return None
    return OutStory(
        view.story.slug, wording.text, view.story.teller, wording.number, wording.day,
        organisation, view.story.invented,
    )  # fmt: skip
