"""A story that somebody invented tells: read back, said yes to, signed by two, and out."""

import datetime as dt
from typing import Any
from uuid import UUID

from pennydrop.rooms.publish.actions.stories import answer_story, begin_story, sign_story
from pennydrop.rooms.publish.rules.stories import Reply, StoryText, Teller, Told

DAYS_AGO = 12
TEXT = StoryText(
    "The week I stopped counting toilets",
    "Pain, and a night in hospital.",
    Told.OWN,
    before="For two years I knew every toilet between home and work. I told nobody why. When it "
    "hurt I used more, because then it hurt less for an hour.",
    helped="My sister asked me what a good day would look like. Not whether I would stop. I said: "
    "one walk without counting. She came along to the nurse, and the nurse believed me before any "
    "test came back.",
    now="I still use at times, less than I did. Last month there was a week in which I forgot to "
    "count. I call that a success. Nobody else has to.",
)


def tell_a_story(organisation: UUID, actors: dict[str, str], at: Any) -> None:
    then = at - dt.timedelta(days=DAYS_AGO)
    story = begin_story(
        organisation=organisation, teller=Teller.LIVED, text=TEXT, by=actors["ros"], at=then
    ).story
    answer_story(story=story, number=1, reply=Reply.YES, why="", by="quiet", at=then)
    for who in ("ros", "dev"):
        sign_story(story=story, number=1, by=actors[who], at=then + dt.timedelta(days=1))
