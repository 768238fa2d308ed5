"""An editor sees what needs them, writes claims and guides, and starts from what is shipped."""

import datetime as dt

import pytest

from pennydrop.rooms.inform.actions.claims import retire_claim, write_claim
from pennydrop.rooms.inform.actions.starter import bring_in_starter
from pennydrop.rooms.inform.models import Claim, ClaimVersion, Guide
from pennydrop.rooms.inform.public import needs_of
from pennydrop.rooms.inform.queries.dashboard import Need, dashboard
from pennydrop.rooms.inform.rules.claims import ClaimText, Kind, Side
from pennydrop.rooms.inform.rules.starter.lessons import starter_courses
from pennydrop.rooms.inform.rules.starter.reading import starter_claims, starter_guides
from tests.inform.conftest import SOURCE

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.postgres]


@pytest.fixture(autouse=True)
def noon(monkeypatch, at):
    monkeypatch.setattr("django.utils.timezone.now", lambda: at)


def test_each_claim_stands_where_it_presses_most(real, claim, sign, at):
    claim("step", "Call 999.", kind=Kind.EMERGENCY)
    claim("bare", "No source.", sources=())
    claim("new", "Unsigned.")
    sign(claim("half", "Half."), Side.LIVED)
    sign(claim("soon", "Soon."), days=20)
    sign(claim("fine", "Fine."), days=120)
    old = claim("old", "Old.")
    sign(old, days=1)
    board = dashboard(real.pk, today=at.date() + dt.timedelta(days=2))
    found = {need: [one.row.text.key for one in waiting] for need, waiting in board.groups}
    assert found == {
        Need.ALARM: ["step"], Need.OVERDUE: ["old"], Need.SOON: ["soon"],
        Need.UNSIGNED: ["half", "new"], Need.BROKEN: ["bare"],
    }  # fmt: skip
    assert (board.shown, board.total) == (3, 7)
    assert needs_of([real.pk], today=at.date())[Need.ALARM] == 1


def test_the_desk_is_for_those_who_write_and_sign(
    client, real, guide, owner, clinician, worker, stranger
):
    for who, status in ((owner, 200), (clinician, 200), (worker, 403), (stranger, 404)):
        client.force_login(who)
        assert client.get(f"/inform/{real.pk}/").status_code == status
        assert client.get(f"/inform/guides/{guide.pk}/").status_code == status
    client.force_login(clinician)
    assert client.get(f"/inform/guides/{guide.pk}/edit/").status_code == 403
    assert client.post(f"/inform/{real.pk}/starter/").status_code == 403
    assert client.get("/inform/").headers["Location"] == f"/inform/{real.pk}/"


CLAIM = {
    "key": "drink", "text": "Water is fine. It does not protect your bladder.", "kind": "advice",
    "severity": "information", "sources": "A board | Leaflet | 2024 | https://a.example/",
}  # fmt: skip
GUIDE = {
    "title": "Water", "slug": "water", "summary": "What it does.", "door": "For me",
    "reader": "anybody", "place": 5, "body": "## Drink\r\n\r\n{drink}\r\n",
}  # fmt: skip


def test_an_editor_writes_a_claim(client, real, owner):
    client.force_login(owner)
    place = f"/inform/{real.pk}/claims/add/"
    wrong = client.post(place, {**CLAIM, "text": "Addicts drink water."})
    assert wrong.status_code == 422 and "can hurt" in wrong.content.decode()
    assert client.post(place, CLAIM).status_code == 302
    again = client.post(place, CLAIM)
    assert again.status_code == 422 and "already" in again.content.decode()


def test_an_editor_writes_a_guide_and_puts_it_out(client, real, owner):
    client.force_login(owner)
    client.post(f"/inform/{real.pk}/claims/add/", CLAIM)
    bad = client.post(f"/inform/{real.pk}/guides/add/", {**GUIDE, "body": "ok\n{no such}"})
    assert bad.status_code == 422 and "Line 2" in bad.content.decode()
    assert client.post(f"/inform/{real.pk}/guides/add/", GUIDE).status_code == 302
    guide = Guide.objects.get()
    draft = client.get(f"/inform/guides/{guide.pk}/").content.decode()
    assert "Nobody has signed it" in draft and "Hidden from the public" in draft
    assert client.get("/guides/water/").status_code == 302
    client.post(f"/inform/guides/{guide.pk}/out/")
    assert client.get("/guides/water/").status_code == 200


def test_who_wrote_meanwhile_loses_nothing(client, real, owner):
    client.force_login(owner)
    client.post(f"/inform/{real.pk}/claims/add/", CLAIM)
    client.post(f"/inform/{real.pk}/guides/add/", GUIDE)
    place = f"/inform/guides/{Guide.objects.get().pk}/edit/"
    assert "## Drink" in client.get(place).content.decode()
    lost = client.post(place, {**GUIDE, "based_on": 0})
    assert lost.status_code == 422 and "Somebody else saved" in lost.content.decode()
    assert "## Drink" in lost.content.decode(), "what was typed is not lost"
    client.post(place, {**GUIDE, "based_on": 1, "title": "Water!"})
    guide = Guide.objects.get()
    assert guide.title == "Water!" and guide.revision is None


def test_a_claim_is_edited_with_its_history(client, real, owner, claim):
    claim("go-often", "You go more often.")
    client.force_login(owner)
    place = f"/inform/{real.pk}/claims/go-often/"
    form = client.get(f"{place}edit/").content.decode()
    assert "A health board | Ketamine and you | 2024" in form
    said = {"text": "You go at night.", "kind": "advice", "severity": "see somebody",
            "sources": "A | B", "nations": ["Wales"], "why": "Clearer"}  # fmt: skip
    assert client.post(f"{place}edit/", said).status_code == 302
    page = client.get(place).content.decode()
    assert "What it said before" in page and "You go more often." in page and "Wales" in page
    client.post(f"{place}retire/")
    assert "out of use" in client.get(place).content.decode()


def test_what_is_shipped_comes_once_and_never_over_somebodys_work(real, client, owner, at):
    client.force_login(owner)
    assert client.post(f"/inform/{real.pk}/starter/").status_code == 302
    stands_for = 1 + len(starter_courses())  # the table of the self-check, and questions
    assert Claim.objects.count() == len(starter_claims()) + stands_for
    assert Guide.objects.exclude(revision=None).count() == len(starter_guides())
    again = bring_in_starter(organisation=real.pk, by="u", at=at)
    assert (again.claims, again.guides, again.left) == (0, 0, ())
    keys = sorted(starter_claims())
    assert len(keys) > 1
    mine = ClaimText(keys[0], "Our own words.", sources=(SOURCE,))
    write_claim(organisation=real.pk, new=mine, by="u", at=at)
    Claim.objects.filter(key=keys[-1]).update(starter="an older wording")
    third = bring_in_starter(organisation=real.pk, by="u", at=at)
    assert third.left == (keys[0],) and third.claims == 1
    newest = ClaimVersion.objects.filter(claim__key=keys[0]).order_by("-number")
    assert newest[0].text == "Our own words."
    retire_claim(claim=Claim.objects.get(key=keys[0]), by="u", at=at)
    assert bring_in_starter(organisation=real.pk, by="u", at=at).left == (keys[0],)


def test_today_tells_editors_first_what_is_shown_and_not_in_order(
    client, owner, worker, real, claim
):
    claim("step", "Call 999.", kind=Kind.EMERGENCY)
    client.force_login(owner)
    page = client.get("/today/").content.decode()
    said = "1 emergency step or number is shown to everybody and not in order."
    assert said in page and f"/inform/{real.pk}/#alarm" in page
    assert page.index(said) == min(page.index(said), page.find("second pair of eyes") % 10**9)
    client.force_login(worker)
    assert said not in client.get("/today/").content.decode()
