"""Two people release: one proposes exactly what will be public, somebody else signs it."""

import re
from html import unescape

import pytest

from pennydrop.core.audit.models import Event
from pennydrop.core.documents.blocks import Prose
from pennydrop.rooms.publish.actions.drafts import Copied, put_block, rename_findings
from pennydrop.rooms.publish.actions.release import (
    CannotSign,
    Changed,
    propose_release,
    release_edition,
    sign_release,
    take_proposal_back,
)
from pennydrop.rooms.publish.models import Edition, Proposal, Slot
from pennydrop.rooms.publish.queries.drafts import draft_of
from pennydrop.rooms.understand.actions.correcting import correct_segment
from pennydrop.rooms.understand.actions.signing import sign_quote
from pennydrop.rooms.understand.actions.themes import change_theme
from pennydrop.rooms.understand.queries.texts import segments_of
from tests.publish.conftest import CANARY
from tests.publish.releasing import FIRST, SECOND, reasons, try_it

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.postgres]


@pytest.fixture
def proposal(told, draft, at):
    try_it(told, draft, at)
    return propose_release(
        study=told.card, draft=draft, reasons=reasons(told, draft), by=FIRST, at=at
    )


def sign(told, proposal, at, by=SECOND):
    return sign_release(study=told.card, proposal=proposal, by=by, at=at)


def test_one_proposes_and_another_signs(told, proposal, at):
    assert not Edition.objects.exists(), "one signature releases nothing"
    edition = sign(told, proposal, at)
    proposal.refresh_from_db()
    assert (proposal.by, proposal.signed_by, proposal.edition) == (FIRST, SECOND, edition)
    assert edition.released_by == SECOND and edition.skeleton["revision"] == proposal.revision
    assert {row.by for row in Event.objects.filter(what__startswith="publish.")} >= {FIRST, SECOND}


def test_nobody_signs_what_they_proposed(told, draft, proposal, at):
    with pytest.raises(CannotSign, match="somebody else"):
        sign(told, proposal, at, by=FIRST)
    with pytest.raises(CannotSign, match="somebody else"):
        release_edition(
            study=told.card, draft=draft, reasons=reasons(told, draft), by=FIRST, second=FIRST,
            at=at,
        )  # fmt: skip
    assert not Edition.objects.exists()


def _more(told, draft, quote, at):
    put_block(
        draft=draft, block=Prose("More."), place=1, new=True, based_on=1, by=FIRST,
        at=at,
    )  # fmt: skip


def _title(told, draft, quote, at):
    rename_findings(draft=draft, title="Another title", by=FIRST, at=at)


def _theme(told, draft, quote, at):
    kept = {"title": told.theme.title, "codes": told.theme.codes.values_list("pk", flat=True)}
    change_theme(theme=told.theme.pk, narrative="Told anew, by us.", **kept, by=FIRST, at=at)


def _words(told, draft, quote, at):
    """Corrected, and signed again by both: fit to be released, but not what was proposed."""
    (segment,) = segments_of(told.texts[0].id)
    text = segment.text.replace("heron", "stork")
    correct_segment(segment=segment.id, text=text, by=FIRST, at=at)
    for who in (FIRST, SECOND):
        sign_quote(quote=quote, by=who, at=at)
    try_it(told, draft, at)


@pytest.mark.parametrize("change", [_more, _title, _theme, _words])
def test_whatever_changes_after_the_first_signature_ends_it(
    told, draft, quote, proposal, at, change
):
    change(told, draft, quote, at)
    with pytest.raises(Changed, match="no longer counts"):
        sign(told, proposal, at)
    proposal.refresh_from_db()
    assert proposal.ended_why == "changed" and proposal.edition is None
    assert not Edition.objects.exists() and not Slot.objects.exists()
    again = propose_release(
        study=told.card, draft=draft_of(told.id), reasons=reasons(told, draft_of(told.id)),
        by=FIRST, at=at,
    )  # fmt: skip
    assert sign(told, again, at).number == 1


def test_a_proposal_is_signed_once_and_can_be_taken_back(told, draft, proposal, at):
    take_proposal_back(proposal=proposal, by=FIRST, at=at)
    with pytest.raises(CannotSign, match="meanwhile"):
        sign(told, proposal, at)
    again = propose_release(
        study=told.card, draft=draft, reasons=reasons(told, draft), by=FIRST, at=at
    )
    sign(told, again, at)
    with pytest.raises(CannotSign, match="meanwhile"):
        sign(told, again, at)
    assert Edition.objects.count() == 1


def test_a_reason_retells_nobodys_words(told, draft, at, monkeypatch):
    try_it(told, draft, at)
    why = dict.fromkeys(reasons(told, draft) or {"x": ""}, f"She said {CANARY}.")
    with pytest.raises(Copied):
        propose_release(study=told.card, draft=draft, reasons=why, by=FIRST, at=at)
    assert not Proposal.objects.exists()


def test_the_pages_lead_two_people_through_it(
    client, owner, colleague, stranger, told, draft, base, at
):
    try_it(told, draft, at)
    client.force_login(colleague)
    page = unescape(client.get(f"{base}check/").content.decode())
    sent = dict.fromkeys(re.findall(r'name="(why-[^"]+)"', page), "We looked.")
    client.post(f"{base}propose/", {"based_on": 1, **sent})
    waiting = Proposal.objects.get()
    mine = client.get(f"{base}check/").content.decode()
    assert "Take your signature back" in mine and "Sign and release" not in mine
    assert client.post(f"{base}release/", {"proposal": waiting.pk}).status_code == 403
    client.force_login(stranger)
    assert client.post(f"{base}release/", {"proposal": waiting.pk}).status_code == 404
    assert not Edition.objects.exists()
    client.force_login(owner)
    assert "Sign and release the first edition" in client.get(f"{base}check/").content.decode()
    done = client.post(f"{base}release/", {"proposal": waiting.pk})
    assert done["Location"] == f"/findings/{Edition.objects.get().slug}/"


def test_a_coordinator_alone_releases_nothing(client, owner, told, draft, base, at):
    try_it(told, draft, at)
    client.force_login(owner)
    page = unescape(client.get(f"{base}check/").content.decode())
    sent = dict.fromkeys(re.findall(r'name="(why-[^"]+)"', page), "We looked.")
    client.post(f"{base}propose/", {"based_on": 1, **sent})
    said = client.post(f"{base}release/", {"proposal": Proposal.objects.get().pk}, follow=True)
    assert "The second signature is somebody else" in unescape(said.content.decode())
    assert not Edition.objects.exists()


def test_the_page_proposes_only_what_was_looked_at(client, colleague, told, draft, quote, base, at):
    _more(told, draft, quote, at)
    client.force_login(colleague)
    answer = client.post(f"{base}propose/", {"based_on": 1}, follow=True)
    assert "revision 2" in answer.content.decode() and not Proposal.objects.exists()


def test_the_second_signature_waits_on_today_for_those_who_may_give_it(
    told, proposal, client, owner, worker, stranger, at
):
    wanted = "waits for a second signature before it is released"
    Proposal.objects.update(by="user:0")
    for person, waits in ((owner, True), (worker, False), (stranger, False)):
        client.force_login(person)
        assert (wanted in client.get("/today/").text) is waits
    Proposal.objects.update(by=f"user:{owner.pk}")
    client.force_login(owner)
    assert wanted not in client.get("/today/").text
