"""Who may note and see what about promises, and what the forms say."""

import datetime as dt
import re

import pytest

from pennydrop.rooms.publish.models import Ask, Commitment, Reading, Recommendation, Reply
from tests.publish.conftest import CANARY
from tests.publish.promising import ASKED, TEXT, agreed, figure, put, recommended

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.postgres]


@pytest.fixture
def ask(told, edition):
    return put(recommended(told, edition))


@pytest.fixture
def addresses(ask):
    """(address, who may open it): "leads" or "writers"."""
    made = agreed(ask)
    row = figure(made, 1, at=ASKED)
    base = "/publish/promises/"
    return [
        (base, "writers"),
        (f"{base}add/", "writers"),
        (f"{base}past/", "writers"),
        (f"{base}{ask.recommendation_id}/", "writers"),
        (f"{base}promised/{made.pk}/figure/", "writers"),
        (f"{base}figure/{row.pk}/strike/", "writers"),
        (f"{base}{ask.recommendation_id}/put/", "leads"),
        (f"{base}asked/{ask.pk}/agreed/", "leads"),
        (f"{base}asked/{ask.pk}/declined/", "leads"),
        (f"{base}promised/{made.pk}/later/", "leads"),
    ]


def test_what_everybody_can_read_is_not_said_to_wait(client, colleague, ask, on):
    client.force_login(colleague)
    address = f"/publish/promises/{ask.recommendation_id}/"
    on(ASKED.date())
    assert "the owner sees what is new first" in client.get(address).content.decode()
    on(ASKED.date() + dt.timedelta(days=20))
    page = client.get(address).content.decode()
    assert "Everybody can read all of it" in page and "sees what is new first" not in page


def answers(client, person, addresses):
    client.force_login(person)
    return {address: client.get(address).status_code for address, _ in addresses}


def test_who_sees_which_page(client, owner, colleague, worker, stranger, addresses):
    assert set(answers(client, owner, addresses).values()) == {200}
    seen = answers(client, colleague, addresses)
    assert seen == {address: 200 if who == "writers" else 403 for address, who in addresses}
    assert set(answers(client, worker, addresses).values()) == {403}
    strange = list(answers(client, stranger, addresses).values())
    assert strange[:3] == [200] * 3 and set(strange[3:]) == {404}
    client.logout()
    for address, _ in addresses:
        assert "/accounts/login/" in client.get(address)["Location"]


def test_a_stranger_sees_nothing_of_ours_in_the_list(client, stranger, ask):
    client.force_login(stranger)
    assert TEXT not in client.get("/publish/promises/").content.decode()


def test_the_whole_way_by_form(client, owner, told, edition):
    client.force_login(owner)
    page = client.get("/publish/promises/add/").content.decode()
    place = re.search(rf'value="({edition.slug}#[^"]+)"[^>]*>Somebody looks up', page).group(1)
    said = {"text": "Ask by name.", "rests_on": place}
    there = client.post("/publish/promises/add/", said)["Location"]
    row = Recommendation.objects.get()
    assert row.study == told.id and row.insight == "Somebody looks up" and row.made_by
    today = {"on": "2026-03-10"}
    put_in = {"owner": "The board", "kind": "COMMISSIONER", "how": "by letter", "wait_days": "30"}
    client.post(f"{there}put/", {**put_in, **today})
    ask = Ask.objects.get()
    promised = {"said": "We will.", "due": "2099-01-01", "measure": "Surgeries that ask",
 "figure": "entered", "kind":
                "share", "people": "things", "target": "80"}  # fmt: skip
    client.post(f"/publish/promises/asked/{ask.pk}/agreed/", {**promised, **today})
    made = Commitment.objects.get()
    assert (made.kind, made.people, made.at_least) == ("share", False, True)
    entered = {"value": "8", "base": "10", "evidence": "Their report"}
    client.post(f"/publish/promises/promised/{made.pk}/figure/", {**entered, **today})
    later = {"due": "2099-02-01", "why": "Staff left."}
    client.post(f"/publish/promises/promised/{made.pk}/later/", later)
    row = Reading.objects.get()
    client.post(f"/publish/promises/figure/{row.pk}/strike/", {"why": "Wrong year."})
    client.post(f"/publish/promises/asked/{ask.pk}/declined/", {"said": "No money.", **today})
    page = client.get(there).content.decode()
    said = ["The board", "at least 80%", "8 of 10 (80%)", "Entered in error:", "Wrong year."]
    for words in (*said, "1 February 2099", "Took it back", "Staff left.", "broken"):
        assert words in page, words


def said_at(answer, field):
    """What is wrong stands at its field, and the summary leads there."""
    page = answer.content.decode()
    assert answer.status_code == 422
    return f'id="id_{field}_error"' in page and f'href="#id_{field}"' in page


def test_a_figure_of_ones_own_says_what_it_counts_and_a_named_one_needs_none(client, owner, ask):
    client.force_login(owner)
    address = f"/publish/promises/asked/{ask.pk}/agreed/"
    page = client.get(address).content.decode()
    assert page.count("(for a figure that you enter)") == 3 and "checked" not in page
    sent = {"on": "2026-03-10", "said": "Yes.", "due": "2099-01-01", "target": "2"}
    answer = client.post(address, {**sent, "figure": "entered"})
    assert said_at(answer, "measure")
    for words in ("Say what your own figure counts.", "Say whether your figure counts people."):
        assert answer.content.decode().count(words) == 2  # in the summary, and at the field
    assert client.post(address, {**sent, "figure": "studies-open"}).status_code == 302
    assert not Commitment.objects.get().people


def test_what_is_wrong_is_said_and_nothing_is_kept(client, owner, ask):
    client.force_login(owner)
    address = f"/publish/promises/asked/{ask.pk}/agreed/"
    early = {"on": "2026-03-10", "said": f"They heard that {CANARY} once.", "due": "2099-01-01",
             "measure": "Surgeries", "figure": "entered", "kind": "count",
             "people": "things", "target": "5"}  # fmt: skip
    answer = client.post(address, early)
    assert answer.status_code == 422 and "own words" in answer.content.decode()
    answer = client.post(address, {**early, "said": "Yes.", "people": "people"})
    assert answer.status_code == 422 and "from 10 on, in fives" in answer.content.decode()
    assert said_at(answer, "target") and not said_at(answer, "measure")
    answer = client.post(address, {**early, "said": "Yes.", "due": "2026-03-01"})
    assert said_at(answer, "due")
    assert client.post(address, {"on": ""}).status_code == 422
    assert not Reply.objects.exists() and not Commitment.objects.exists()
    assert client.get("/publish/promises/asked/" + "0" * 8 + "-0000-0000-0000-000000000000"
                      "/agreed/").status_code == 404  # fmt: skip
