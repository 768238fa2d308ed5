"""Debrief and supervision: rest when it is enough, and who may see how somebody is."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from pennydrop.core.audit.models import Event
from pennydrop.core.people.queries import actor
from pennydrop.core.people.rules import Role
from pennydrop.rooms.listen.actions.debrief import (
    book_talk,
    end_talk,
    note_debrief,
    set_supervision,
)
from pennydrop.rooms.listen.models import Debrief, Supervision
from pennydrop.rooms.listen.queries.debrief import load_of, looks_after, talks_wanted
from pennydrop.rooms.listen.rules.debrief import BadDebrief, Rest, check_debrief, load

DATABASE = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.postgres]
TODAY = dt.date(2026, 3, 10)


def days(*ago):
    return [TODAY - dt.timedelta(days=n) for n in ago]


@pytest.mark.parametrize(
    ("ago", "limit", "state", "free"),
    [
        ([], 3, Rest.FINE, None),
        ([0], 3, Rest.FINE, None),
        ([0, 6], 3, Rest.NEAR, None),
        ([0, 7], 3, Rest.FINE, None),  # seven days ago no longer counts
        ([0, 3, 6], 3, Rest.REACHED, dt.date(2026, 3, 11)),
        ([0, 0, 0], 3, Rest.REACHED, dt.date(2026, 3, 17)),
        # one over the limit: two must grow old before there is room
        ([0, 2, 5, 6], 3, Rest.REACHED, dt.date(2026, 3, 12)),
        ([], 1, Rest.FINE, None),
        ([1], 1, Rest.REACHED, dt.date(2026, 3, 16)),
    ],
)
def test_when_to_rest(ago, limit, state, free):
    found = load(days(*ago), TODAY, limit)
    assert (found.state, found.free_on) == (state, free)
    if free:  # on that day there is room, and not on the day before
        assert load(days(*ago), free, limit).state is not Rest.REACHED
        assert load(days(*ago), free - dt.timedelta(days=1), limit).state is Rest.REACHED


@pytest.mark.parametrize(("day", "hardness"), [(1, 3), (-61, 3), (0, 0), (0, 6)])
def test_notes_that_make_no_sense_are_refused(day, hardness):
    with pytest.raises(BadDebrief):
        check_debrief(TODAY + dt.timedelta(days=day), TODAY, hardness)


@pytest.fixture
def noted(organisation, colleague, at):
    def make(hardness=4, wants=False, ago=0, who=None):
        return note_debrief(
            organisation=organisation.pk, researcher=who or colleague,
            held_on=at.date() - dt.timedelta(days=ago), hardness=hardness, wants_talk=wants,
            by="test", at=at,
        )  # fmt: skip

    return make


@pytest.fixture
def deputy(person):
    return person("maya", Role.DEPUTY)


@pytest.fixture
def second(person):
    return person("kit", Role.PEER_RESEARCHER)


class TestRules:
    pytestmark = DATABASE

    def test_only_hard_ones_count_against_ones_own_limit(
        self, noted, organisation, colleague, owner, at
    ):
        for hardness in (1, 2, 3, 4, 5):
            noted(hardness)
        noted(5, who=owner)
        assert load_of(colleague, organisation.pk, today=at.date()).hard == 2
        set_supervision(
            organisation=organisation.pk, researcher=colleague, supervisor=owner, limit=2,
            by="test", at=at,
        )  # fmt: skip
        assert load_of(colleague, organisation.pk, today=at.date()).state is Rest.REACHED

    def test_who_sees_it(self, organisation, colleague, owner, deputy, second, stranger, at):
        here = organisation.pk
        seen = [u for u in (owner, deputy, second, stranger) if looks_after(u, colleague, here)]
        assert seen == [owner, deputy]  # while nobody is named
        set_supervision(
            organisation=here, researcher=colleague, supervisor=second, limit=3, by="test", at=at
        )
        seen = [u for u in (owner, deputy, second, stranger) if looks_after(u, colleague, here)]
        assert seen == [second]
        assert not looks_after(owner, owner, here)

    def test_nobody_looks_after_themself(self, organisation, colleague, at):
        with pytest.raises(BadDebrief):
            set_supervision(
                organisation=organisation.pk, researcher=colleague, supervisor=colleague, limit=3,
                by="test", at=at,
            )  # fmt: skip
        with pytest.raises(IntegrityError), transaction.atomic():
            Supervision.objects.create(
                organisation=organisation, researcher=colleague, supervisor=colleague
            )

    def test_a_talk_is_wanted_booked_and_done(self, noted, organisation, owner, at):
        row = noted(5, wants=True)
        assert talks_wanted(owner, organisation.pk) == 1
        with pytest.raises(BadDebrief):
            book_talk(
                debrief=row, with_whom="Kit", booked_for=at.date() - dt.timedelta(days=1),
                by="test", at=at,
            )  # fmt: skip
        book_talk(debrief=row, with_whom="Kit", booked_for=at.date(), by="test", at=at)
        assert talks_wanted(owner, organisation.pk) == 0
        end_talk(debrief=row, by="test", at=at)
        row.refresh_from_db()
        assert row.talked_on == at.date()
        said = set(Event.objects.filter(on=str(row.pk)).values_list("what", flat=True))
        assert said == {"listen.debrief.noted", "listen.debrief.booked", "listen.debrief.talked"}

    def test_nothing_in_it_leads_to_a_participant_or_a_study(self):
        names = {field.name for field in Debrief._meta.concrete_fields}
        assert not names & {"participant", "study", "source", "session", "note", "sealed"}


class TestPages:
    pytestmark = DATABASE

    def sign(self, client, user, name, *args):
        client.force_login(user)
        return client.get(reverse(name, args=args))

    def test_note_it_and_be_asked_to_rest(self, client, colleague):
        client.force_login(colleague)
        today = timezone.localdate().isoformat()
        for count in range(3):
            page = client.get(reverse("listen:debrief")).content.decode()
            assert "Rest first" not in page, count
            sent = {"held_on": today, "hardness": "5"}
            assert client.post(reverse("listen:debrief"), sent).status_code == 302
        page = client.get(reverse("listen:debrief")).content.decode()
        assert "Rest first" in page and "Before the next hard one, wait until" in page

    def test_what_is_missing_is_named(self, client, colleague):
        client.force_login(colleague)
        answer = client.post(reverse("listen:debrief"), {"held_on": ""})
        assert answer.status_code == 422
        assert b"Say which day" in answer.content and b"Say how it was" in answer.content

    def test_it_is_not_for_everybody(self, client, colleague, worker, second, owner, noted):
        row = noted(5, wants=True)
        assert self.sign(client, worker, "listen:debrief").status_code == 403
        assert self.sign(client, second, "listen:debrief_people").status_code == 403
        assert b"Ros" not in self.sign(client, second, "listen:debrief").content
        for name in ("listen:debrief_talk", "listen:debrief_talked"):
            assert client.post(reverse(name, args=[row.pk])).status_code == 404
        page = self.sign(client, owner, "listen:debrief_people").content.decode()
        assert "Ros" in page and "Wants to talk" in page

    def test_the_supervisor_books_and_the_two_talk(self, client, colleague, owner, noted, at):
        row = noted(5, wants=True)
        client.force_login(owner)
        talk = reverse("listen:debrief_talk", args=[row.pk])
        assert client.post(talk, {}).status_code == 422
        sent = {f"{row.pk.hex}-with_whom": "Maya", f"{row.pk.hex}-booked_for": "2026-03-05"}
        assert client.post(talk, sent).status_code == 302
        page = self.sign(client, colleague, "listen:debrief").content.decode()
        assert "talk with Maya on 5 March" in page
        assert client.post(reverse("listen:debrief_talked", args=[row.pk])).status_code == 302
        row.refresh_from_db()
        assert row.talked_on is not None

    def test_a_coordinator_says_who_looks_after_whom_and_then_sees_it_no_longer(
        self, client, colleague, owner, second, noted
    ):
        noted(5, wants=True)
        client.force_login(owner)
        key = colleague.pk
        sent = {f"{key}-supervisor": str(second.pk), f"{key}-limit": "2"}
        assert client.post(reverse("listen:supervision", args=[key]), sent).status_code == 302
        page = client.get(reverse("listen:debrief_people")).content.decode()
        assert "Wants to talk" not in page
        assert b"Wants to talk" in self.sign(client, second, "listen:debrief_people").content
        assert client.post(reverse("listen:supervision", args=[key]), sent).status_code == 403
        client.force_login(owner)
        wrong = {**sent, f"{key}-limit": "0"}
        assert client.post(reverse("listen:supervision", args=[key]), wrong).status_code == 422

    def test_today_tells_the_person_and_their_supervisor_only(
        self, client, colleague, owner, second, organisation
    ):
        now = timezone.now()
        for _ in range(3):
            note_debrief(
                organisation=organisation.pk, researcher=colleague, held_on=now.date(), hardness=5,
                wants_talk=True, by=actor(colleague), at=now,
            )  # fmt: skip
        assert (
            b"Rest before the next hard interview" in self.sign(client, colleague, "today").content
        )
        assert b"would like to talk" in self.sign(client, owner, "today").content
        for somebody in (second,):
            page = self.sign(client, somebody, "today").content
            assert b"would like to talk" not in page and b"Rest before" not in page
