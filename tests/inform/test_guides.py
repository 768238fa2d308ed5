"""Somebody reads a guide: what is signed and in date, and what helps in an emergency."""

import datetime as dt
import itertools

import pytest

from pennydrop.core.documents.queries import newest_revision
from pennydrop.rooms.inform.actions.claims import retire_claim, write_claim
from pennydrop.rooms.inform.actions.guides import put_out, save_guide, start_guide, take_in
from pennydrop.rooms.inform.models import Claim, ClaimVersion
from pennydrop.rooms.inform.queries.guides import head_of, public_guide, public_guides
from pennydrop.rooms.inform.rules.bodies import read_body
from pennydrop.rooms.inform.rules.claims import ClaimText, Kind, Severity, Side
from pennydrop.rooms.inform.rules.guides import BadGuide, Door, GuideHead
from tests.inform.conftest import SOURCE

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.postgres]


@pytest.fixture(autouse=True)
def noon(monkeypatch, at):
    monkeypatch.setattr("django.utils.timezone.now", lambda: at)


def read(client, slug="bladder"):
    return client.get(f"/guides/{slug}/").content.decode()


def version(key):
    return (
        ClaimVersion.objects.select_related("claim").order_by("-number").filter(claim__key=key)[0]
    )


def test_unsigned_words_are_nowhere_and_the_page_says_why(client, guide):
    page = read(client)
    assert "more often" not in page and "What you may notice" not in page
    assert "These words are being checked" in page and "116 123" in page
    assert "Early signs" not in client.get("/guides/").content.decode()


def test_what_is_signed_is_shown_with_its_source_and_the_rest_leaves_no_gap(client, guide, sign):
    sign(version("go-often"))
    page = read(client)
    assert "You go to the toilet more often." in page and "Some people see one of these." in page
    assert "Who to ask" not in page and "Ask a nurse" not in page
    assert SOURCE.link in page and "A health board, 2024" in page
    assert "Early signs" in client.get("/guides/").content.decode()


def test_it_is_gone_the_day_after_its_review_was_due(guide, sign, at):
    sign(version("go-often"), days=10)
    on = at.date() + dt.timedelta(days=10)
    assert not public_guide("bladder", today=on).page.empty
    assert public_guide("bladder", today=on + dt.timedelta(days=1)).page.empty
    assert public_guides(today=on) and not public_guides(today=on + dt.timedelta(days=1))


def test_an_emergency_step_stays_and_says_how_it_stands(client, guide, real, claim, sign, at):
    step = claim("call", "Call 999.", kind=Kind.EMERGENCY, severity=Severity.NOW)
    newest = newest_revision(guide.document)
    body = read_body("Any one of these:\n{call}\n{go-often}")
    save_guide(guide=guide, head=head_of(guide), blocks=body, based_on=newest.number, by="u", at=at)
    put_out(guide=guide, by="u", at=at)
    page = read(client)
    assert "Call 999." in page and "Not yet signed by a clinician" in page
    assert "more often" not in page
    sign(step, days=1)
    assert "Not yet signed" not in read(client)


@pytest.mark.parametrize("kind", Kind)
def test_no_mix_of_gaps_on_any_day_lets_advice_through(client, real, at, kind, monkeypatch, sign):
    """Every way in which a claim can fall short, on days before, on and after its review."""
    shown = {}
    mixes = list(itertools.product([True, False], repeat=4))
    for number, (source, lived, clinical, note) in enumerate(mixes):
        new = ClaimText(
            f"c{number}", f"Sentence{number}x.", kind, sources=(SOURCE,), disagree=True,
            conflict="They differ." if note else "",
        )  # fmt: skip
        write_claim(organisation=real.pk, new=new, by="u", at=at)
        row = version(new.key)
        for side, yes in ((Side.LIVED, lived), (Side.CLINICAL, clinical)):
            if yes:
                sign(row, side, days=10, role="r")
                row.signoffs.filter(side=side).update(by=f"{side}")
        if not source:
            ClaimVersion.objects.filter(pk=row.pk).update(sources=[])
        shown[f"Sentence{number}x."] = source and lived and clinical and note
    body = "".join(f"{{c{number}}}\n" for number in range(len(mixes)))
    head = GuideHead("all", "All", "Everything.", Door.ME)
    made = start_guide(organisation=real.pk, head=head, blocks=read_body(body), by="u", at=at)
    put_out(guide=made, by="u", at=at)
    for day in (0, 10, 11, 4000):
        now = at + dt.timedelta(days=day)
        monkeypatch.setattr("django.utils.timezone.now", lambda now=now: now)
        page = read(client, "all")
        for words, whole in shown.items():
            assert (words in page) == (kind.stays or (whole and day <= 10)), (words, day)


def test_a_retired_claim_goes_and_the_guide_stands(client, guide, sign, at):
    sign(version("go-often"))
    sign(version("ask-a-nurse"))
    retire_claim(claim=Claim.objects.get(key="go-often"), by="u", at=at)
    page = read(client)
    assert "toilet" not in page and "Ask a nurse" in page


def test_the_demonstration_shows_drafts_under_a_plain_banner(client, guide, organisation):
    organisation.invented = True
    organisation.save()
    page = read(client)
    assert "toilet more often" in page and "Nobody has checked these words yet" in page
    assert "noindex" in page


def test_a_guide_that_was_taken_in_leads_to_the_list(client, guide, at):
    take_in(guide=guide, by="u", at=at)
    assert client.get("/guides/bladder/").headers["Location"] == "/guides/"
    assert client.get("/guides/nothing/").status_code == 404


def test_reading_sets_no_cookie(client, guide):
    for path in ("/guides/", "/guides/bladder/"):
        assert not client.get(path).cookies


def test_a_guide_names_only_claims_that_exist_and_no_words_that_hurt(guide, real, at):
    with pytest.raises(BadGuide, match="nowhere"):
        start_guide(organisation=real.pk, head=GuideHead("x", "X", "S.", Door.ME),
                    blocks=read_body("{nowhere}"), by="u", at=at)  # fmt: skip
    with pytest.raises(BadGuide, match="can hurt"):
        start_guide(organisation=real.pk, head=GuideHead("x", "X", "S.", Door.ME),
                    blocks=read_body("For addicts."), by="u", at=at)  # fmt: skip
    with pytest.raises(BadGuide, match="already"):
        start_guide(organisation=real.pk, head=head_of(guide), blocks=(), by="u", at=at)
