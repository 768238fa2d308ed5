"""Claims, guides and a course for the tests of this room; a clinician beside the usual people."""

import datetime as dt
from pathlib import Path

import pytest

from pennydrop.core.people.rules import Role
from pennydrop.rooms.inform.actions.claims import sign_claim, write_claim
from pennydrop.rooms.inform.actions.courses import put_questions_forward, show_course, start_course
from pennydrop.rooms.inform.actions.guides import put_out, start_guide
from pennydrop.rooms.inform.actions.starter import bring_in_starter
from pennydrop.rooms.inform.models import Claim, ClaimVersion
from pennydrop.rooms.inform.queries.courses import views_of
from pennydrop.rooms.inform.rules.bodies import read_body
from pennydrop.rooms.inform.rules.claims import ClaimText, Side, Source
from pennydrop.rooms.inform.rules.course_questions import questions_key
from pennydrop.rooms.inform.rules.guides import Door, GuideHead
from tests.beginnings import NOON, marsh_lane
from tests.inform.learning import FACTS, short_course
from tests.kept import Begun, in_order

SOURCE = Source("Ketamine and you", "A health board", 2024, "https://board.example/ketamine")
HEAD = GuideHead("bladder", "Early signs", "What to look out for.", Door.ME)
BODY = """## What you may notice
Some people see one of these.
{go-often}

## Who to ask
{ask-a-nurse}
"""


@pytest.fixture
def clinician(person):
    return person("noor", Role.CLINICIAN_REVIEWER)


def found(world):
    world["organisation"] = marsh_lane()


def make_real(world):
    world["real"] = world["organisation"]
    world["real"].invented = False
    world["real"].save()


def ship(world):
    bring_in_starter(organisation=world["real"].pk, by="user:1", at=NOON)
    world["shipped"] = world["real"]


STEPS = {"organisation": found, "real": make_real, "shipped": ship}


@pytest.fixture
def beginning(request):
    """Bringing in all that is shipped takes a second, the rest nothing."""
    return tuple(STEPS.values()) if "shipped" in request.fixturenames else ()


def pytest_collection_modifyitems(items):
    in_order(items, Path(__file__).parent, lambda item: "shipped" in item.fixturenames)


@pytest.fixture
def begun(db):
    return Begun(STEPS)


@pytest.fixture
def organisation(begun):
    return begun("organisation")


@pytest.fixture
def real(begun):
    """The organisation, no longer of the demonstration: what is unsigned is hidden."""
    return begun("real")


@pytest.fixture
def shipped(begun):
    """A real organisation, with all that is shipped."""
    return begun("shipped")


@pytest.fixture
def claim(real, at):
    """Write a claim: `claim("go-often", "You go more often.")`; returns its current version."""

    def write(key, text, **more):
        new = ClaimText(key, text, **{"sources": (SOURCE,), **more})
        made = write_claim(organisation=real.pk, new=new, by="user:1", at=at)
        return ClaimVersion.objects.select_related("claim").get(claim=made, number=made.current)

    return write


@pytest.fixture
def sign(at):
    """Have somebody sign a version from one side, or two from both."""

    def put(version, *sides, days=90, role="reviewer"):
        until = at.date() + dt.timedelta(days=days)
        for number, side in enumerate(sides or Side):
            sign_claim(
                version=version, side=side, role=role, review_by=until,
                by=f"user:{100 + number}", at=at,
            )  # fmt: skip

    return put


@pytest.fixture
def guide(real, claim, at):
    """A guide that is out, with two unsigned claims."""
    claim("go-often", "You go to the toilet more often.")
    claim("ask-a-nurse", "Ask a nurse. You can say that you use ketamine.")
    made = start_guide(organisation=real.pk, head=HEAD, blocks=read_body(BODY), by="user:1", at=at)
    put_out(guide=made, by="user:1", at=at)
    return made


@pytest.fixture
def facts(claim):
    return [claim(f"fact-{n}", f"Sentence {n}.") for n in range(FACTS)]


@pytest.fixture
def row(real, facts, at, sign_questions):
    """A course that is out, with its questions signed."""
    made = start_course(organisation=real.pk, course=short_course(), by="user:1", at=at)
    show_course(row=made, out=True, by="user:1", at=at)
    sign_questions(made)
    return made


@pytest.fixture
def sign_questions(sign, at):
    """Put the questions of a course forward as they stand, and have both sides sign them."""

    def put(row, *sides, days=180):
        view = views_of([row], today=at.date())[0]
        put_questions_forward(row=row, course=view.course, by="user:1", at=at)
        claim = Claim.objects.get(key=questions_key(row.slug))
        sign(ClaimVersion.objects.get(claim=claim, number=claim.current), *sides, days=days)

    return put


@pytest.fixture
def signed(facts, sign):
    for version in facts:
        sign(version)
