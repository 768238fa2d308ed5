"""A desk with Monday to Friday hours, a lead and a deputy, and a story to point at."""

import datetime as dt

import pytest

from pennydrop.core.concerns import Level, Pointer
from pennydrop.core.people.queries import actor
from pennydrop.core.people.rules import Role
from pennydrop.rooms.listen.actions.participants import add_participant
from pennydrop.rooms.listen.actions.sources import NewSegment, add_source
from pennydrop.rooms.support.actions.raising import raise_concern
from pennydrop.rooms.support.actions.rota import add_shift, desk_for
from pennydrop.rooms.support.rules.handling import Origin

TOLD = "The cormorant sat on the third post and I knew then that it was over"


@pytest.fixture
def deputy(person):
    return person("maya", Role.DEPUTY)


@pytest.fixture
def guard(person):
    """Somebody from the safeguarding team, with no part in any study."""
    return person("noor", Role.SAFEGUARDING_LEAD)


@pytest.fixture
def rota(organisation, owner, deputy, at):
    """Monday to Friday, nine to five; NOON of the tests is a Monday."""
    for weekday in range(5):
        add_shift(
            organisation=organisation.pk, weekday=weekday, starts=dt.time(9), ends=dt.time(17),
            lead=owner, deputy=deputy, by="test", at=at,
        )  # fmt: skip
    return desk_for(organisation=organisation.pk)


@pytest.fixture
def someone(study, at):
    """A participant, and the source that holds their words."""
    made = add_participant(study=study, state="shared", lookup="c" * 64, by="quiet", at=at)
    source = add_source(
        study=study, kind="survey", fidelity="word_for_word", by="quiet", at=at,
        segments=[NewSegment(owner=made, speaker=made.name, text=TOLD)],
    )  # fmt: skip
    return made, source


@pytest.fixture
def pointer(study, someone):
    made, source = someone
    return Pointer(study=study.pk, participant=made.pk, source=source.pk)


@pytest.fixture
def raised(organisation, colleague, at):
    def make(level=Level.RISK, summary="Sounded very low on the phone.", **more):
        who = {"by": actor(colleague), "at": at, **more}
        return raise_concern(
            organisation=organisation.pk, level=level, origin=Origin.OBSERVED, summary=summary,
            **who,
        )  # fmt: skip

    return make
