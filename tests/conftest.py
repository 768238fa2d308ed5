"""The same people in every test: an owner (coordinator), a colleague, a stranger."""

import datetime as dt

import pytest

from pennydrop.core.people.actions import add_person, found_organisation
from pennydrop.core.people.rules import Role
from pennydrop.core.vault.keys import forget_opened_keys
from pennydrop.rooms.listen.actions.studies import NewStudy, create_study, open_study

NOON = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def fresh_keys():
    """Keys opened by one test are not there for the next."""
    forget_opened_keys()
    yield
    forget_opened_keys()


@pytest.fixture
def at():
    return NOON


@pytest.fixture
def organisation(db):
    return found_organisation(
        name="Marsh Lane", invented=True, require_second_factor=False, by="test", at=NOON
    )


@pytest.fixture
def person(organisation):
    """Make somebody with a role in the organisation; the password is their user name twice."""

    def make(username, role, place=None):
        return add_person(
            username=username,
            name=username.capitalize(),
            role=role,
            organisation=(place or organisation).pk,
            password=username * 2,
            by="test",
            at=NOON,
        )

    return make


@pytest.fixture
def owner(person):
    return person("dev", Role.COORDINATOR)


@pytest.fixture
def colleague(person):
    return person("ros", Role.PEER_RESEARCHER)


@pytest.fixture
def worker(person):
    return person("sam", Role.WORKER)


@pytest.fixture
def stranger(person):
    """A coordinator, but of another organisation: may do everything there and nothing here."""
    elsewhere = found_organisation(
        name="Elsewhere", invented=True, require_second_factor=False, by="test", at=NOON
    )
    return person("stranger", Role.COORDINATOR, elsewhere)


@pytest.fixture
def new_study(organisation):
    return NewStudy(
        organisation=organisation.pk,
        title="Ketamine in the county",
        public_title="Your say",
        substance="ketamine",
        approach="reflexive thematic",
        sheet="# About\n\nAn invented study.",
        limits="If somebody is in danger we must act.",
        form={},
        invented=True,
    )


@pytest.fixture
def study(new_study):
    made = create_study(new=new_study, by="test", at=NOON)
    open_study(study=made, by="test", at=NOON)
    made.refresh_from_db()
    return made
