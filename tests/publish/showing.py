"""Lines on show: a study that people come back to, and somebody who holds a code for it."""

import pytest
from django.utils import timezone

from pennydrop.core.vault.codes import make_code, read_code
from pennydrop.core.vault.lookups import lookup_of
from pennydrop.rooms.listen.models import Participant
from pennydrop.rooms.publish.actions.first_look import show_lines
from pennydrop.rooms.publish.queries.drafts import draft_of
from tests.beginnings import NOON
from tests.listen.answering import seven_study

CODE = make_code("314159265358979")


@pytest.fixture
def how_to_ask():
    """With questions, so that people come back to the study with a code."""
    return ask_seven


def ask_seven(world):
    world["study"] = seven_study(world["organisation"], NOON)


def hold_a_code(told, person=None):
    """Whoever said the canary (or somebody else) holds the code, and nobody else does."""
    lookup = lookup_of(read_code(CODE))
    Participant.objects.filter(lookup=lookup).update(lookup=None)
    Participant.objects.filter(pk=(person or told.person()).pk).update(lookup=lookup)


def put_on_show(told, days=14):
    return show_lines(
        draft=draft_of(told.id), study=told.card, days=days, by="user:1", at=timezone.now()
    )
