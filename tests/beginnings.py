"""Where almost every test begins: an organisation that does not exist, and its open study."""

import datetime as dt

from pennydrop.core.people.actions import found_organisation
from pennydrop.rooms.listen.actions.studies import NewStudy, create_study, open_study

NOON = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)


def marsh_lane():
    return found_organisation(
        name="Marsh Lane", invented=True, require_second_factor=False, by="test", at=NOON
    )


def in_the_county(organisation):
    return NewStudy(
        organisation=organisation.pk,
        title="Ketamine in the county",
        public_title="Your say",
        substance="ketamine",
        approach="codebook",
        sheet="# About\n\nAn invented study.",
        limits="If somebody is in danger we must act.",
        form={},
        invented=True,
    )


def open_now(new):
    made = create_study(new=new, by="test", at=NOON)
    open_study(study=made, by="test", at=NOON)
    made.refresh_from_db()
    return made
