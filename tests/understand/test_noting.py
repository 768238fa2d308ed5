"""Notes of what changed do not grow for ever, and nobody who reads them misses one that went."""

from random import Random
from uuid import UUID, uuid4

import pytest
from django.db import connection

from pennydrop.rooms.understand.actions import noting
from pennydrop.rooms.understand.actions.noting import forget_old_changes
from pennydrop.rooms.understand.models import Change
from pennydrop.rooms.understand.models.changes import CODING, SEGMENT
from pennydrop.rooms.understand.queries import changes
from pennydrop.rooms.understand.queries.changes import bookmark_now, changes_since

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.postgres]
WATCHED = [(CODING,), (SEGMENT,), (CODING, SEGMENT)]


@pytest.fixture(autouse=True)
def few(monkeypatch):
    monkeypatch.setattr(changes, "MANY", 3)
    monkeypatch.setattr(noting, "MANY", 3)
    monkeypatch.setattr(noting, "KEPT", 12)


def note(what, within=0, about=None):
    about = about or uuid4()
    row = Change.objects.create(what=what, about=about, gone=False, mark=uuid4(), within=within)
    return row.pk


def test_the_newest_of_each_kind_stay():
    segments = [note(SEGMENT, within) for within in range(1, 6)]
    codings = [note(CODING, within) for within in range(1, 41)]
    assert forget_old_changes() == 28
    left = set(Change.objects.values_list("pk", flat=True))
    assert left == {*segments, *codings[28:]}
    assert forget_old_changes() == 0
    for within in range(41, 44):
        note(CODING, within)
    assert forget_old_changes() == 3


def test_so_many_go_at_a_time(monkeypatch):
    monkeypatch.setattr(noting, "AT_ONCE", 10)
    for within in range(1, 51):
        note(CODING, within)
    assert [forget_old_changes() for _ in range(5)] == [10, 10, 10, 8, 0]


def test_a_note_of_a_transaction_that_began_later_stays():
    """Its number is low and it was seen late: whoever reads by transactions still needs it."""
    late = [note(CODING, within=1000 + number) for number in range(12)]
    for within in range(1, 31):
        note(CODING, within)
    forget_old_changes()
    assert set(late) <= set(Change.objects.values_list("pk", flat=True))


@pytest.mark.parametrize("seed", range(12))
def test_nobody_misses_what_went(seed):
    """Readers come when they like; each learns of everything that was noted since, or that too
    much was."""
    if connection.vendor == "postgresql":
        pytest.skip("In one transaction nothing is older than anything else.")
    dice = Random(seed)
    marks = [bookmark_now(what) for what in WATCHED]
    unread = [set() for _ in WATCHED]
    caught_up = 0
    for _ in range(300):
        chance = dice.random()
        if chance < 0.75:
            what, about = dice.choice([CODING, CODING, SEGMENT]), UUID(int=dice.getrandbits(100))
            note(what, about=about)
            for kinds, missing in zip(WATCHED, unread, strict=True):
                missing |= {about} if what in kinds else set()
        elif chance < 0.85:
            forget_old_changes()
        else:
            reader = dice.randrange(len(WATCHED))
            found = changes_since(marks[reader], WATCHED[reader])
            if found is not None:
                caught_up += 1
                assert found.about(*WATCHED[reader]) == unread[reader]
            marks[reader] = found.bookmark if found else bookmark_now(WATCHED[reader])
            unread[reader] = set()
    assert caught_up and Change.objects.count() < 60


def test_who_has_read_far_ahead_begins_anew():
    mark = bookmark_now([CODING])
    assert changes_since(mark, [CODING]) is not None
    ahead = changes.Bookmark(mark.last, mark.mark, mark.horizon, (1, 2, 3, 4), mark.consent)
    assert changes_since(ahead, [CODING]) is None
