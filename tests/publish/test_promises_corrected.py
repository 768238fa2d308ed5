"""What was entered wrongly is put right in sight: with its day, its reason, and how it stood."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pennydrop.core.audit.models import Event
from pennydrop.rooms.publish.actions.commitments import give_later_day
from pennydrop.rooms.publish.actions.corrections import correct, take_off
from pennydrop.rooms.publish.actions.recommendations import CannotNote, note_declined
from pennydrop.rooms.publish.models import Ask, Commitment, Correction
from pennydrop.rooms.publish.queries.promises import entries, entry_of
from pennydrop.rooms.publish.rules.commitments import State
from tests.publish.conftest import CANARY
from tests.publish.promising import BY, DUE, TERMS, after, agreed, figure, put, recommended

pytestmark = [pytest.mark.django_db(databases=["default", "keys"])]

RIGHT = dt.date(2027, 3, 1)
WHY = "The letter says the year after."


@pytest.fixture
def ask(told, edition):
    return put(recommended(told, edition))


@pytest.fixture
def made(ask):
    return agreed(ask)


def owner_on(ask, day):
    return entry_of(ask.recommendation_id, on=day).owners[0]


def put_right(entry, at, why=WHY, **values):
    return correct(entry=entry, values=values, why=why, by=BY, at=at)


def test_a_correction_counts_from_its_day_and_the_row_stays(ask, made):
    put_right(made, after(200), due=RIGHT)
    made.refresh_from_db()
    assert made.due == DUE
    before, now = owner_on(ask, after(199).date()), owner_on(ask, after(200).date())
    assert (before.state, before.promised.due, before.put_right) == (State.LATE, DUE, ())
    assert (now.state, now.promised.due) == (State.NOT_YET_DUE, RIGHT)
    (said,) = now.put_right
    assert said.open and (said.was, said.now) == ("1 September 2026", "1 March 2027")
    assert Event.objects.filter(what="publish.correction").count() == 1


def test_late_is_never_kept_by_a_correction_without_its_being_said(ask, made, client, on):
    figure(made, 2, after(190))
    assert owner_on(ask, after(200).date()).state is State.LATE
    put_right(made, after(200), due=RIGHT)
    now = owner_on(ask, after(200).date())
    assert now.state is State.KEPT
    (turned,) = now.turned
    assert (turned.before, turned.after) == (State.LATE, State.KEPT)
    address = f"/promises/{ask.recommendation.slug}/"
    on(after(213).date())
    assert "Corrected" not in client.get(address).content.decode()
    on(after(214).date())
    page = client.get(address).content.decode()
    for words in ("Corrected on 26 September 2026.", "It was 1 September 2026", WHY,
                  "this stood as <b>late</b>", "made it <b>kept</b>"):  # fmt: skip
        assert words in page, words
    assert "Corrected: The county partnership" in client.get("/promises/feed.xml").content.decode()


def test_words_that_stood_there_are_for_the_team_alone(ask, client, owner, on):
    put_right(ask, after(3), why="It named a person.", owner="The partnership’s office")
    on(after(20).date())
    page = client.get(f"/promises/{ask.recommendation.slug}/").content.decode()
    assert "The partnership’s office" in page and "It named a person." in page
    assert "The county partnership" not in page
    client.force_login(owner)
    page = client.get(f"/publish/promises/{ask.recommendation_id}/").content.decode()
    assert "what stood there: “The county partnership”" in page


def test_all_of_it_can_be_an_error_and_stays_in_sight(ask, made):
    take_off(ask=ask, why="It was put to somebody else.", by=BY, at=after(200))
    now = owner_on(ask, after(200).date())
    assert now.state is State.MISTAKEN and now.turned[0].before is State.LATE
    assert owner_on(ask, after(199).date()).state is State.LATE
    for again in (
        lambda: take_off(ask=ask, why="Again.", by=BY, at=after(201)),
        lambda: figure(made, 2, after(201)),
        lambda: note_declined(ask=ask, on=after(201).date(), said="No.", by=BY, at=after(201)),
        lambda: give_later_day(commitment=made, due=RIGHT, why="x", by=BY, at=after(201)),
    ):
        with pytest.raises(CannotNote):
            again()
    assert Correction.objects.count() == 1


def test_what_does_not_fit_is_not_put_right(ask, made):
    later = give_later_day(commitment=made, due=RIGHT, why="Staff left.", by=BY, at=after(9))
    reply = ask.reply_set.get()
    for entry, values in (
        (made, {}), (made, {"due": RIGHT}), (made, {"due": dt.date(2026, 3, 1)}),
        (later, {"due": DUE}), (reply, {"on": after(-1).date()}), (reply, {"on": RIGHT}),
        (ask, {"on": RIGHT}), (ask, {"wait_days": 0}), (ask, {"how": f"They said {CANARY}."}),
        (ask.recommendation, {"text": " "}),
    ):  # fmt: skip
        with pytest.raises(CannotNote):
            put_right(entry, after(10), **values)
    with pytest.raises(ValueError, match="less than nothing"):
        put_right(made, after(10), target=Decimal(-1))
    assert not Correction.objects.exists()
    put_right(later, after(10), due=dt.date(2027, 4, 1))
    assert owner_on(ask, after(10).date()).promised.later[0][0] == dt.date(2027, 4, 1)


def test_who_may_correct_and_by_form(client, owner, colleague, stranger, ask, made, on):
    on(after(5).date())
    there = f"/publish/promises/correct/promise/{made.pk}/"
    error = f"/publish/promises/asked/{ask.pk}/error/"
    for person, status in ((colleague, 403), (stranger, 404), (owner, 200)):
        client.force_login(person)
        assert client.get(there).status_code == client.get(error).status_code == status
    whole = client.get(f"/publish/promises/{ask.recommendation_id}/").content.decode()
    assert there in whole and error in whole
    page = client.get(there).content.decode()
    assert 'value="2026-09-01"' in page and "Groups near a toilet" in page
    sent = {"due": "2026-09-01", "measure": TERMS.measure, "target": "2", "at_least": "on"}
    answer = client.post(there, {**sent, "reason": "Typing."})
    assert answer.status_code == 422 and "Nothing is different" in answer.content.decode()
    answer = client.post(there, {**sent, "due": "2026-03-01", "reason": "Typing."})
    assert 'id="id_due_error"' in answer.content.decode()
    client.post(there, {**sent, "target": "3", "reason": "Typing."})
    whole = client.get(f"/publish/promises/{ask.recommendation_id}/").content.decode()
    assert "It was 2, and is 3." in whole
    for noun, key in (("nothing", made.pk), ("promise", ask.pk)):
        assert client.get(f"/publish/promises/correct/{noun}/{key}/").status_code == 404
    for noun, key in (("ask", ask.pk), ("reply", ask.reply_set.get().pk),
                      ("recommendation", ask.recommendation_id)):  # fmt: skip
        assert client.get(f"/publish/promises/correct/{noun}/{key}/").status_code == 200
    client.post(error, {"reason": "It was put to others."})
    whole = client.get(f"/publish/promises/{ask.recommendation_id}/").content.decode()
    assert "entered in error" in whole and error not in whole


def test_corrections_ask_the_database_no_more_often(told, edition, made, django_assert_num_queries):
    put_right(made, after(10), due=RIGHT)
    with CaptureQueriesContext(connection) as few:
        assert len(entries(on=after(20).date())) == 1
    for number in range(3):
        other = put(recommended(told, edition, f"Do this, too: {number}."))
        put_right(agreed(other, replace(TERMS)), after(10), due=RIGHT)
    with django_assert_num_queries(len(few)):
        assert len(entries(on=after(20).date())) == 4
    assert Ask.objects.count() == Commitment.objects.count() == 4
