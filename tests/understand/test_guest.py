"""A guest's link opens the passages of one study that wait, and nothing else."""

import datetime as dt
import re

import pytest
from django.urls import reverse
from django.utils import timezone

from pennydrop.core.people.actions import close_guest, invite_guest
from pennydrop.core.people.models import GuestLink
from pennydrop.core.people.rules import Task
from pennydrop.rooms.understand.actions.quotes import make_quote
from pennydrop.rooms.understand.actions.signing import sign_quote
from pennydrop.rooms.understand.models import Quote, Signature
from pennydrop.rooms.understand.public.quotes import quote_card
from pennydrop.rooms.understand.rules.quoting import Words

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.postgres]


@pytest.fixture
def quote(interview, at):
    return make_quote(
        theme=None, source=interview.id, attribution="Interview", by="user:99", at=at,
        pieces=[Words(*interview.place(3, "She knows."))],
    )  # fmt: skip


@pytest.fixture
def invite(study, at):
    def make(days=3, target=None):
        return invite_guest(
            organisation=study.organisation_id, task=Task.SECOND_SIGNATURE,
            target=target or study.pk, name="Jo", by="user:1", at=at,
            ends_on=timezone.localdate() + dt.timedelta(days=days),
        )  # fmt: skip

    return make


def address(token, quote=None):
    if quote:
        return reverse("understand:guest-quote", args=[token, quote.pk])
    return reverse("understand:guest", args=[token])


def test_a_guest_looks_and_signs_without_an_account(client, quote, invite, at):
    link, token = invite()
    page = client.get(address(token)).content.decode()
    assert "She knows." in page and "Jo" in page
    page = client.get(address(token, quote)).content.decode()
    assert "And after that?" in page and "Do not quote this" not in page
    assert client.post(address(token, quote), {"do": "sign"}).status_code == 302
    assert quote_card(quote.pk).signed_by == (f"guest:{link.pk}",)
    assert "She knows." not in client.get(address(token)).content.decode()
    sign_quote(quote=quote, by="user:1", at=at)
    assert quote_card(quote.pk).blocks == ()


def test_a_guest_can_send_back_and_nothing_more(client, quote, invite):
    _, token = invite()
    for do in ("drop", "again", "x"):
        assert client.post(address(token, quote), {"do": do}).status_code == 422
    assert Quote.objects.exists()
    client.post(address(token, quote), {"do": "back", "note": "I know her."})
    assert any("sent it back" in line for line in quote_card(quote.pk).blocks)


def test_the_link_opens_no_other_page(client, quote, interview, study, invite):
    _, token = invite()
    client.get(address(token))
    for name, args in [
        ("quotes", [study.pk]), ("quotes-waiting", [study.pk]), ("quote", [quote.pk]),
        ("review", [interview.id]), ("review-list", [study.pk]), ("correct", [interview.id]),
        ("guests", [study.pk]), ("originals", [study.pk]), ("study", [study.pk]),
    ]:  # fmt: skip
        answer = client.get(reverse(f"understand:{name}", args=args))
        assert answer.status_code == 302 and "login" in answer.url, name


def test_another_studys_passages_stay_closed(client, quote, interview, invite):
    _, token = invite(target=interview.id)
    assert "She knows." not in client.get(address(token)).content.decode()
    assert client.get(address(token, quote)).status_code == 302
    assert client.post(address(token, quote), {"do": "sign"}).status_code == 302
    assert not Signature.objects.exists()


def test_signed_and_sent_back_passages_are_not_shown(client, quote, invite, at):
    _, token = invite()
    for who in ("user:1", "user:2"):
        sign_quote(quote=quote, by=who, at=at)
    assert "Nothing waits" in client.get(address(token)).content.decode()
    assert client.get(address(token, quote)).status_code == 302


@pytest.mark.parametrize("how", ["closed", "past", "unknown"])
def test_an_ended_link_says_so_kindly(client, quote, invite, at, how):
    link, token = invite(days=-1 if how == "past" else 3)
    if how == "closed":
        close_guest(link=link, by="user:1", at=at)
    if how == "unknown":
        token = "nothing"
    for place in (address(token), address(token, quote)):
        answer = client.get(place)
        page = answer.content.decode()
        assert answer.status_code == (404 if how == "unknown" else 410)
        assert "ask the person who sent it" in page and "She knows" not in page
    client.post(address(token, quote), {"do": "sign"})
    assert not Signature.objects.exists()


def test_a_coordinator_makes_a_link_once_and_ends_it(client, owner, study, quote):
    client.force_login(owner)
    place = reverse("understand:guests", args=[study.pk])
    day = (timezone.localdate() + dt.timedelta(days=7)).isoformat()
    page = client.post(place, {"name": "Jo", "ends_on": day}).content.decode()
    found = re.search(r"http://testserver(/understand/guest/[^/<]+/)", page)
    again = client.get(place).content.decode()
    assert found and found.group(1) not in again and "Jo" in again
    client.logout()
    assert "She knows." in client.get(found.group(1)).content.decode()
    client.force_login(owner)
    link = GuestLink.objects.get()
    client.post(reverse("understand:guest-end", args=[study.pk, link.pk]))
    assert client.get(found.group(1)).status_code == 410
    for late in (400, -2):
        day = (timezone.localdate() + dt.timedelta(days=late)).isoformat()
        assert client.post(place, {"name": "Jo", "ends_on": day}).status_code == 422
    assert GuestLink.objects.count() == 1


@pytest.mark.parametrize(
    ("who", "status"), [("colleague", 403), ("worker", 403), ("stranger", 404)]
)
def test_others_make_and_end_no_links(client, request, study, invite, who, status):
    link, _ = invite()
    client.force_login(request.getfixturevalue(who))
    place = reverse("understand:guests", args=[study.pk])
    assert client.get(place).status_code == status
    assert client.post(place, {"name": "x"}).status_code == status
    ending = reverse("understand:guest-end", args=[study.pk, link.pk])
    assert client.post(ending).status_code == status
    link.refresh_from_db()
    assert link.closed_at is None
