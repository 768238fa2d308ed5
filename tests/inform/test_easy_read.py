"""Somebody reads a guide, or help now, in easy words; a team writes and signs them."""

import datetime as dt
import gzip
import io
import re

import pikepdf
import pytest

from pennydrop.rooms.inform.actions.claims import write_claim
from pennydrop.rooms.inform.actions.easy import bring_in_easy, sign_easy_words, write_easy_words
from pennydrop.rooms.inform.models import ClaimVersion, EasySignOff, EasyWording
from pennydrop.rooms.inform.queries.easy import easy_by_key, easy_work
from pennydrop.rooms.inform.rules.claims import ClaimText, Side
from pennydrop.rooms.inform.rules.doors import DOORS
from pennydrop.rooms.inform.rules.easy import EasyGap, read_easy
from tests.inform.conftest import SOURCE
from tests.inform.everywhere import pdf_words
from tests.inform.test_guides import version

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.postgres]
GO, ASK = "You go often to the toilet.", "You can ask a nurse."
PAGE, SHEET = "/guides/bladder/easy/", "/guides/bladder/easy/sheet.pdf"


@pytest.fixture
def worded(guide, at):
    """Both claims of the guide in easy words that nobody has signed."""
    lines = {"go-often": f"toilet: {GO}", "ask-a-nurse": f"doctor: {ASK}"}
    return {
        key: write_easy_words(version=version(key), new=read_easy(text), by="user:1", at=at)
        for key, text in lines.items()
    }


@pytest.fixture
def noon(monkeypatch, at):
    monkeypatch.setattr("django.utils.timezone.now", lambda: at)


@pytest.fixture
def sign_easy(at):
    def put(wording, *sides, days=90):
        until = at.date() + dt.timedelta(days)
        for number, side in enumerate(sides or Side):
            sign_easy_words(wording=wording, side=side, role="nurse", review_by=until,
                            by=f"user:{200 + number}", at=at)  # fmt: skip

    return put


def read(client, path=PAGE):
    answer = client.get(path)
    assert answer.status_code == 200 and not answer.cookies
    return answer.text


def test_a_reader_gets_what_is_signed_and_is_led_to_the_rest(client, worded, sign, sign_easy, noon):
    for key in worded:
        sign(version(key))
    assert 'href="/guides/bladder/easy/"' in client.get("/guides/bladder/").text
    page = read(client)
    assert "not in easy read yet" in page and GO not in page and ASK not in page
    assert 'href="/guides/bladder/"' in page and client.get(SHEET).status_code == 404
    sign_easy(worded["go-often"])
    page = read(client)
    assert GO in page and ASK not in page and "not in easy read yet" not in page
    assert "There is more in the whole guide" in page
    assert 'aria-label="A toilet"' in page and 'id="d-toilet"' in page
    sign_easy(worded["ask-a-nurse"])
    page = read(client)
    assert ASK in page and "There is more in" not in page


def test_a_changed_claim_takes_its_easy_words_along(client, worded, sign, sign_easy, claim, noon):
    for key in worded:
        sign(version(key))
        sign_easy(worded[key])
    sign(claim("go-often", "You go more often than before."))
    page = read(client)
    assert GO not in page and ASK in page


def test_it_prints_with_pictures_and_tags(client, worded, sign, sign_easy, noon):
    for key in worded:
        sign(version(key))
        sign_easy(worded[key])
    answer = client.get(SHEET)
    with pikepdf.open(io.BytesIO(answer.content)) as pdf:
        assert pdf.Root.MarkInfo.Marked and str(pdf.Root.Lang) == "en-GB"
    assert b"/Alt" in answer.content or "/Alt" in str(answer.content)
    words = " ".join(pdf_words(answer.content).split())
    assert GO in words and ASK in words and "2 March 2026" in words
    assert "guides/bladder/easy" in words.replace(" ", "")


def test_addresses_that_lead_nowhere(client, guide):
    assert client.get("/guides/nothing/easy/").status_code == 404
    assert client.get("/guides/nothing/easy/sheet.pdf").status_code == 404
    assert client.get("/help/nothing/easy/").status_code == 404


def test_help_now_stays_whole_and_light_in_easy_read(client, real, shipped):
    for door in DOORS:
        path = f"/help/{door.name}/easy/"
        page, own = read(client, path), read(client, f"/help/{door.name}/")
        assert f'href="{path}"' in own
        calls = re.compile(r'href="((?:tel|sms):[^"]+)"')
        assert set(calls.findall(own)) == set(calls.findall(page)), door
        assert "Nobody has checked" not in page and page.count("<script") == 1
        assert len(gzip.compress(page.encode())) < 10_000
    real.invented = True
    real.save()
    page = read(client, "/help/stay/easy/")
    assert "Nobody has checked these words yet" in page and "Make it quiet and dim." in page


def test_what_is_shipped_comes_in_once_and_over_nobodys_work(real, shipped, at):
    first = easy_by_key(real.pk)
    assert len(first) > 150 and bring_in_easy(organisation=real.pk, by="user:1", at=at) == 0
    own = ClaimVersion.objects.select_related("claim").get(claim__key="use-sit")
    write_easy_words(version=own, new=read_easy("sit: Sit down."), by="user:2", at=at)
    EasyWording.objects.filter(version__claim__key="use-cold").update(lines=[["cold", "Old."]])
    changed = ClaimText("use-numb", "You may be hurt.", sources=(SOURCE,))
    write_claim(organisation=real.pk, new=changed, by="user:2", at=at)
    assert bring_in_easy(organisation=real.pk, by="user:1", at=at) == 1
    now = easy_by_key(real.pk)
    assert [line.text for line in now["use-sit"].lines] == ["Sit down."]
    assert now["use-cold"] == first["use-cold"] and "use-numb" not in now


def test_an_editor_writes_and_two_sides_sign(
    client, guide, real, owner, clinician, worker, stranger, noon, at
):
    here = f"/inform/{real.pk}/easy/"
    one = f"{here}go-often/"
    new = {"version": "1", "lines": f"toilet: {GO}"}
    for who, reads, writes in ((clinician, 200, 403), (worker, 403, 403), (stranger, 404, 404)):
        client.force_login(who)
        assert client.get(here).status_code == client.get(one).status_code == reads
        assert client.post(one, new).status_code == writes
    client.force_login(owner)
    assert EasyGap.NONE.value in client.get(here).text
    assert "no picture" in client.post(one, new | {"lines": "x: Go."}).content.decode()
    assert client.post(one, new | {"version": "7"}).status_code == 422
    client.post(one, new)
    assert GO in client.get(one).text
    sign = {"number": "1", "side": "lived experience", "role": "peer", "review_by": "2026-06-01"}
    client.post(f"{one}sign/", sign)
    again = client.post(f"{one}sign/", sign | {"side": "clinical"})
    assert again.status_code in (403, 422)
    client.force_login(clinician)
    assert client.post(f"{one}sign/", sign | {"side": "clinical", "number": "9"}).status_code == 422
    client.post(f"{one}sign/", sign | {"side": "clinical", "role": "nurse"})
    gaps = {lack.row.text.key for lack in easy_work(real.pk, today=at.date()).lacking}
    assert "go-often" not in gaps and EasySignOff.objects.filter(ended_on=None).count() == 2
    signed = EasySignOff.objects.get(side=Side.CLINICAL)
    client.post(f"{one}unsign/", {"signed": str(signed.pk)})
    assert easy_by_key(real.pk)["go-often"].review_by is not None
    assert EasySignOff.objects.filter(ended_on=None).count() == 1
