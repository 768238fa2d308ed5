"""The second signature of somebody without an account: asked by name, once, and never the first."""

import datetime as dt
import re
from html import unescape

import pytest
from django.utils import timezone

from pennydrop.core.audit.models import Event
from pennydrop.core.documents.blocks import Prose
from pennydrop.core.people.models import GuestLink
from pennydrop.rooms.listen.actions.withdrawal import withdraw
from pennydrop.rooms.listen.public import participants_of
from pennydrop.rooms.publish.actions.drafts import put_block
from pennydrop.rooms.publish.actions.outside import invite_to_sign
from pennydrop.rooms.publish.actions.release import propose_release
from pennydrop.rooms.publish.models import Edition, OutsideAnswer, Proposal
from pennydrop.rooms.publish.queries.checks import check_draft
from pennydrop.rooms.publish.rules import checking
from pennydrop.rooms.publish.rules.signing import BadAnswer
from tests.publish.conftest import CANARY
from tests.publish.releasing import WHY, reasons, try_it

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.postgres]

NAME, ROLE = "Maria Lopes", "Trustee of another charity"
SIGNED = {"says": "sign", "name": NAME, "role": ROLE, "why": ""}
NO = {**SIGNED, "says": "decline", "why": "The keeper would be known at once."}


@pytest.fixture
def proposal(told, draft, owner, at):
    try_it(told, draft, at)
    return propose_release(
        study=told.card, draft=draft, reasons=reasons(told, draft), by=f"user:{owner.pk}", at=at
    )


@pytest.fixture
def link(told, proposal, owner):
    now = timezone.now()
    last = timezone.localdate(now) + dt.timedelta(days=7)
    _, token = invite_to_sign(
        study=told.card, proposal=proposal, name=NAME, ends_on=last, by=f"user:{owner.pk}", at=now
    )
    return f"/second/{token}/"


def text(answer):
    return unescape(answer.content.decode())


def test_the_proposer_asks_somebody_whose_link_is_shown_once(
    client, owner, colleague, stranger, proposal, base
):
    address = f"{base}release/outside/"
    for person, status in ((colleague, 403), (stranger, 404)):
        client.force_login(person)
        assert client.get(address).status_code == status
        assert client.post(f"{address}end/").status_code == status
    client.force_login(owner)
    last = timezone.localdate() + dt.timedelta(days=31)
    assert client.post(address, {"name": NAME, "ends_on": last}).status_code == 422
    assert "this name proposed it" in text(
        client.post(address, {"name": str(owner).upper(), "ends_on": timezone.localdate()})
    )
    page = text(client.post(address, {"name": NAME, "ends_on": timezone.localdate()}))
    (there,) = re.findall(r"/second/[\w-]+/", page)
    again = text(client.get(address))
    assert there not in again and NAME in again
    assert there[8:-1] not in str(list(GuestLink.objects.values())), "kept as a lookup alone"
    assert NAME in text(client.get(f"{base}check/"))
    assert f"waits for {NAME} to sign" in text(client.get("/today/"))
    client.post(f"{address}end/")
    client.logout()
    assert client.get(there).status_code == 410 and client.get(f"{there}read/").status_code == 410


def test_a_guest_reads_exactly_what_was_proposed_and_signs(client, link, proposal):
    page = text(client.get(link))
    assert WHY in page and "A colleague, 30 minutes" in page and NAME in page
    assert "<form" not in page and client.post(link, SIGNED).status_code == 405, "not unseen"
    report = text(client.get(f"{link}read/"))
    assert report.index(CANARY) < report.index("Your answer") < report.index('value="decline"')
    assert CANARY in report and "Somebody looks up" in report
    assert not re.findall(r'href="/(?:publish|understand)/', page + report), "nothing else opens"
    done = client.post(f"{link}read/", SIGNED)
    edition = Edition.objects.get()
    assert done.status_code == 200 and f"/findings/{edition.slug}/" in text(done)
    said, proposal = OutsideAnswer.objects.get(), Proposal.objects.get()
    assert (said.name, said.role, said.declined_why) == (NAME, ROLE, "")
    assert proposal.signed_by == f"guest:{said.link}" == edition.released_by
    assert Event.objects.filter(what="publish.edition.release", by=proposal.signed_by).exists()
    assert client.get(link).status_code == 410 == client.post(f"{link}read/", SIGNED).status_code
    assert Edition.objects.count() == 1


@pytest.fixture
def often(monkeypatch):
    """One quote is much of one person, so that a finding names them."""
    monkeypatch.setattr(checking, "MOST_FROM_ONE", 0)


def test_a_guest_reads_what_was_found_and_nobody_s_name(client, often, told, draft, link):
    page = text(client.get(link))
    found = check_draft(told.card, draft, printing=False).weighs
    assert found and all((one.outside or one.text) in page for one in found)
    assert page.count("Why it may stay:") == len(found)
    names = [person.name for person in participants_of(told.id)]
    assert any(name in one.text for name in names for one in found), "the team reads who"
    assert "One person is quoted 1 times" in page and not any(name in page for name in names)


def test_a_guest_declines_with_a_reason_that_the_team_reads(client, owner, link, base):
    assert client.post(f"{link}read/", {**NO, "why": "no"}).status_code == 422
    refused = client.post(f"{link}read/", {**NO, "why": f"One said that {CANARY}, so no."})
    assert refused.status_code == 422 and "your own words" in text(refused)
    assert not OutsideAnswer.objects.exists()
    assert "Nothing is released" in text(client.post(f"{link}read/", NO))
    assert not Edition.objects.exists() and client.post(f"{link}read/", SIGNED).status_code == 410
    assert Proposal.objects.get().ended_why == "declined"
    client.force_login(owner)
    assert f"{NAME} did not sign" in text(client.get("/today/"))
    page = text(client.get(f"{base}check/"))
    assert NO["why"] in page and ROLE in page and "Propose this for release" in page


@pytest.mark.parametrize("missing", ["name", "role", "says"])
def test_a_signature_says_who_gives_it(client, link, missing):
    assert client.post(f"{link}read/", {**SIGNED, missing: " "}).status_code == 422
    assert not Edition.objects.exists()


def test_the_proposer_cannot_use_the_link(client, owner, link, told, proposal, at):
    assert "this name proposed it" in text(
        client.post(f"{link}read/", {**SIGNED, "name": str(owner)})
    )
    client.force_login(owner)
    assert "for somebody else" in text(client.post(f"{link}read/", SIGNED))
    assert not Edition.objects.exists() and Proposal.objects.get().ended_at is None
    with pytest.raises(BadAnswer):
        invite_to_sign(
            study=told.card, proposal=proposal, name=f" {owner} ", ends_on=at.date(),
            by="user:1", at=at,
        )  # fmt: skip


def test_what_changes_after_the_invitation_ends_it(client, told, draft, link, at):
    put_block(
        draft=draft, block=Prose("More."), place=1, new=True, based_on=1,
        by="user:1", at=at,
    )  # fmt: skip
    assert "nothing to sign now" in text(client.get(link))
    assert client.get(f"{link}read/")["Location"] == link
    assert client.post(f"{link}read/", SIGNED).status_code == 410
    assert not Edition.objects.exists() and Proposal.objects.get().ended_why == "changed"


def test_words_taken_back_are_not_read_by_a_guest(client, told, link, at):
    withdraw(participant=told.person(), asked="with the code", by="quiet", at=at)
    assert CANARY not in text(client.get(link)) + text(client.get(f"{link}read/", follow=True))
    client.post(f"{link}read/", SIGNED)
    assert not Edition.objects.exists()


def test_a_later_link_takes_the_place_of_an_earlier_one(client, told, proposal, owner, link):
    now = timezone.now()
    by, last = f"user:{owner.pk}", timezone.localdate(now)
    _, token = invite_to_sign(
        study=told.card, proposal=proposal, name="Somebody Else", ends_on=last, by=by, at=now
    )
    assert client.get(link).status_code == 410
    assert client.get(f"/second/{token}/").status_code == 200
    GuestLink.objects.update(ends_on=last - dt.timedelta(days=1))
    assert client.get(f"/second/{token}/").status_code == 410
    assert client.get("/second/nothing/").status_code == 404
