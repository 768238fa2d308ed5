"""The pages in a real Chromium: every width and scheme, with axe, without JavaScript."""

import datetime as dt

import pytest
from django.utils import timezone

from pennydrop.core.documents.blocks import Prose
from pennydrop.core.documents.sentences import fingerprint
from pennydrop.rooms.publish.actions.comments import comment_on
from pennydrop.rooms.publish.actions.deleting import delete_findings
from pennydrop.rooms.publish.actions.drafts import NewFindings, put_block, start_findings
from pennydrop.rooms.publish.actions.outside import invite_to_sign
from pennydrop.rooms.publish.actions.release import propose_release
from pennydrop.rooms.publish.models import Edition
from pennydrop.rooms.publish.queries.drafts import draft_by_id
from tests.publish.releasing import reasons

pytestmark = [
    pytest.mark.django_db(databases=["default", "keys"], transaction=True),
    pytest.mark.browser,
]


@pytest.fixture
def guest(told, draft, edition, at):
    """The address of somebody outside who is asked to sign the next edition."""
    why = reasons(told, draft)
    proposal = propose_release(study=told.card, draft=draft, reasons=why, by="user:9", at=at)
    _, token = invite_to_sign(
        study=told.card, proposal=proposal, name="Maria Lopes", ends_on=dt.date(2099, 1, 1),
        by="user:9", at=at,
    )  # fmt: skip
    return f"/second/{token}/"


@pytest.fixture
def public(edition, guest):
    return ["/findings/", "/findings/?q=nowhere", edition.address, f"{edition.address}status/",
            guest, f"{guest}read/", "/second/nothing/"]  # fmt: skip


@pytest.fixture
def ours(told, draft, edition, base, at):
    comment_on(draft=draft, key=draft.keys[1], text="Who is meant?", by="user:9", at=at)
    put_block(
        draft=draft, block=Prose("Told anew."), place=2, new=False, based_on=1,
        by="user:9", at=at,
    )  # fmt: skip
    study = f"/publish/{told.id}/"
    left, gone = (
        start_findings(study=told.card, new=NewFindings(title=one), by="user:9", at=at).id
        for one in ("Left", "Gone")
    )
    delete_findings(draft=draft_by_id(gone), by="user:9", at=timezone.now())
    sentence = f"{draft.keys[1]}.{fingerprint('Told anew.')}"
    return ["/publish/", study, f"{study}start/", f"{study}start/cards/",
            base, f"{base}preview/", f"{base}check/",
            f"{base}first-look/", f"{base}intruder/", f"{base}add/?place=2",
            f"{base}add/quote/?place=2", f"{base}add/table/?place=2", f"{base}2/",
            f"{base}comments/",
            f"{base}evidence/", f"{base}evidence/tie/?s={sentence}",
            f"{base}evidence/{sentence.replace('.', '/')}/",
            f"{base}comments/{draft.keys[1]}/", f"{base}history/", f"{base}history/2/",
            f"{base}studies/", f"{base}delete/", f"{study}{left}/delete/",
            edition.address]  # fmt: skip


def test_every_public_page_is_accessible_and_fits(window, public):
    anybody = window()
    for address in public:
        missing = address.endswith("nothing/")
        assert anybody.go(address) == (404 if missing else 200), address
        anybody.looks(address, dark=True)
        if missing:
            anybody.forgive("status of 404")


def test_the_cards_of_an_edition_are_accessible_and_fit(window, edition):
    row = Edition.objects.get()
    row.skeleton["template"] = "cards"
    row.save()
    anybody = window()
    assert anybody.go(f"{edition.address}cards/") == 200
    anybody.looks("cards", dark=True)


def test_every_page_of_ours_is_accessible_and_fits(window, owner, ours):
    staff = window(by=owner)
    for address in ours:
        assert staff.go(address) == 200, address
        staff.looks(address, dark=address in ours[4:7])


def test_documents_of_each_layout_are_accessible_and_fit(window, owner, told, quote, at):
    staff = window(by=owner)
    for template in ("easy", "slides", "cards", "poster", "briefing"):
        new = NewFindings(template=template, title=f"For the partnership, as {template}")
        made = start_findings(study=told.card, new=new, by="user:1", at=at).id
        assert staff.go(f"/publish/{told.id}/{made}/preview/") == 200, template
        staff.looks(template)
    assert staff.go(f"/publish/{told.id}/{made}/") == 200
    staff.looks("with places to fill")


def test_the_public_page_weighs_little_and_asks_nobody_else(window, edition):
    weights = {}
    anybody = window(script=False)
    anybody.tab.on("response", lambda answer: weights.__setitem__(answer.url, len(answer.body())))
    anybody.go(edition.address)
    anybody.tab.wait_for_load_state("networkidle")
    assert anybody.tab.locator("script:not([type='application/ld+json'])").count() == 0
    assert anybody.strangers == []
    assert 10_000 < sum(weights.values()) < 150_000, weights


def test_a_block_is_written_without_javascript(window, owner, ours, base):
    staff = window(by=owner, script=False)
    staff.go(base)
    staff.follow("Change", within=staff.tab.locator("#edit-2"))
    staff.tab.get_by_label("Text", exact=True).fill("Written by keyboard alone.")
    staff.press("Save")
    assert staff.tab.locator("#edit-2").inner_text().endswith("Written by keyboard alone.")
    staff.leads(staff.tab.locator("#edit-2").get_by_role("button", name="Down"))
    assert "Written by keyboard alone." in staff.tab.locator("#edit-3").inner_text()
