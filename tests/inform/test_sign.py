"""Two people answer for a claim, from two sides; whoever changes it hides it until both did."""

import datetime as dt

import pytest

from pennydrop.core.people.queries import actor
from pennydrop.rooms.inform.actions.claims import review_again, sign_claim, take_sign_off_back
from pennydrop.rooms.inform.models import ClaimVersion, SignOff
from pennydrop.rooms.inform.queries.claims import claims_of
from pennydrop.rooms.inform.rules.claims import Gap, Side, standing
from pennydrop.rooms.inform.rules.writing import BadClaim

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.postgres]
WHEN = {"number": 1, "role": "urology nurse", "review_by": "2026-05-01"}


@pytest.fixture(autouse=True)
def noon(monkeypatch, at):
    monkeypatch.setattr("django.utils.timezone.now", lambda: at)


@pytest.fixture
def version(claim):
    return claim("go-often", "You go more often.")


def address(real, what=""):
    return f"/inform/{real.pk}/claims/go-often/{what}"


def gaps(real, at):
    return list(standing(claims_of(real.pk)["go-often"], today=at.date()).gaps)


def test_a_peer_and_a_clinician_sign(client, real, version, colleague, clinician, at):
    for who, side in ((colleague, "lived experience"), (clinician, "clinical")):
        client.force_login(who)
        assert "Answer for it" in client.get(address(real)).content.decode()
        answer = client.post(address(real, "sign/"), {**WHEN, "side": side})
        assert answer.status_code == 302
    assert gaps(real, at) == []
    page = client.get(address(real)).content.decode()
    assert "on show" in page and "urology nurse, 2 March 2026" in page


def test_nobody_signs_the_side_of_others(client, real, version, owner, clinician):
    client.force_login(owner)  # who leads a project is no clinician by that
    assert client.post(address(real, "sign/"), {**WHEN, "side": "clinical"}).status_code == 403
    client.force_login(clinician)
    answer = client.post(address(real, "sign/"), {**WHEN, "side": "lived experience"})
    assert answer.status_code == 403 and not SignOff.objects.exists()


def test_one_person_never_signs_both_sides(version, colleague, at):
    by = actor(colleague)
    until = at.date() + dt.timedelta(days=30)
    sign_claim(version=version, side=Side.LIVED, role="peer", review_by=until, by=by, at=at)
    with pytest.raises(BadClaim, match="other side"):
        sign_claim(version=version, side=Side.CLINICAL, role="nurse", review_by=until, by=by, at=at)


@pytest.mark.parametrize("days", [0, -3, 184])
def test_the_next_review_is_within_half_a_year(version, at, days):
    with pytest.raises(BadClaim, match="183 days"):
        sign_claim(
            version=version, side=Side.LIVED, role="peer",
            review_by=at.date() + dt.timedelta(days=days), by="user:1", at=at,
        )  # fmt: skip


def test_nobody_signs_without_a_source(claim, sign):
    with pytest.raises(BadClaim, match="source"):
        sign(claim("bare", "You go more often.", sources=()))


def test_new_words_begin_unsigned_and_the_same_words_do_not(claim, sign, real, version, at):
    sign(version)
    claim("go-often", "You go more often.")
    assert gaps(real, at) == [] and ClaimVersion.objects.count() == 1
    claim("go-often", "You go more often, at night too.")
    assert gaps(real, at) == [Gap.LIVED, Gap.CLINICAL]
    with pytest.raises(BadClaim, match="changed while you read"):
        sign(version, Side.LIVED)


def test_somebody_who_read_older_words_is_told(client, real, claim, version, colleague):
    claim("go-often", "Other words.")
    client.force_login(colleague)
    answer = client.post(address(real, "sign/"), {**WHEN, "side": "lived experience"})
    assert answer.status_code == 422 and "changed while you read" in answer.content.decode()


def test_a_sign_off_is_taken_back(client, real, version, sign, colleague, at):
    until = at.date() + dt.timedelta(days=30)
    sign_claim(version=version, side=Side.LIVED, role="peer", review_by=until,
               by=actor(colleague), at=at)  # fmt: skip
    client.force_login(colleague)
    signed = SignOff.objects.get()
    client.post(address(real, "unsign/"), {"signed": signed.pk})
    assert gaps(real, at)[:1] == [Gap.LIVED]
    assert SignOff.objects.get().ended_on == at.date(), "it stays on record"


def test_a_review_takes_the_place_of_the_old_sign_off(real, version, sign, at):
    sign(version, days=10)
    later = at + dt.timedelta(days=20)
    assert gaps(real, later) == [Gap.OVERDUE]
    for side, by in ((Side.LIVED, "user:7"), (Side.CLINICAL, "user:8")):
        review_again(version=version, side=side, role="r", by=by, at=later,
                     review_by=later.date() + dt.timedelta(days=90))  # fmt: skip
    assert gaps(real, later) == []


def test_a_clinician_takes_back_only_their_own(client, real, version, sign, clinician):
    sign(version, Side.LIVED)
    client.force_login(clinician)
    signed = SignOff.objects.get()
    assert client.post(address(real, "unsign/"), {"signed": signed.pk}).status_code == 403
    with pytest.raises(SignOff.DoesNotExist):
        take_sign_off_back(signed=SignOff.objects.get(by="nobody"), by="x", at=None)


def test_a_stranger_finds_nothing(client, real, version, stranger, worker):
    client.force_login(stranger)
    for what in ("", "edit/"):
        assert client.get(address(real, what)).status_code == 404
    assert client.post(address(real, "sign/"), {**WHEN, "side": "clinical"}).status_code == 404
    client.force_login(worker)
    assert client.get(address(real)).status_code == 403
