"""The record of who did what: sealed by the minute, and a changed row is found."""

import datetime as dt

import pytest

from pennydrop.core.audit.actions import record, record_quietly, seal_events
from pennydrop.core.audit.models import Event, QuietEvent, Seal
from pennydrop.core.audit.queries import broken_seals

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.postgres]
NOON = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)


@pytest.fixture
def sealed():
    for number in range(6):
        record(what="room.thing.done", on=str(number), by="user:1", at=NOON)
        if number % 2:
            seal_events(at=NOON)


def test_an_untouched_record_is_whole(sealed):
    assert Seal.objects.count() == 3
    assert broken_seals() == []


@pytest.mark.parametrize(
    "spoil, says",
    [
        (lambda: Event.objects.filter(on="2").update(by="user:9"), "altered"),
        (lambda: Event.objects.filter(on="3").delete(), "2 events were sealed"),
        (lambda: Event.objects.filter(on="1").update(what="room.thing.undone"), "altered"),
        (
            lambda: (
                Event.objects.filter(on__in="45").delete(),
                Seal.objects.filter(number=3).delete(),
            ),
            "newest seals",
        ),
        (lambda: Seal.objects.filter(number=2).update(mac="0" * 64), "altered"),
    ],
)
def test_a_changed_or_removed_row_is_found(sealed, spoil, says):
    spoil()
    assert any(says in problem for problem in broken_seals())


def test_quiet_events_keep_the_day_only_and_are_sealed_when_it_is_over():
    record_quietly(what="listen.source.shared", on="x", day=NOON.date())
    assert seal_events(at=NOON) == 0
    assert seal_events(at=NOON + dt.timedelta(days=1)) == 1
    assert {field.get_internal_type() for field in QuietEvent._meta.concrete_fields} & {
        "DateTimeField",
        "TimeField",
    } == set()
