"""Somebody looks after the directory: writes, checks and brings in what others publish."""

import io
import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.core.management.base import CommandError

from pennydrop.rooms.inform.actions.batches import keep_batch, take_batch
from pennydrop.rooms.inform.actions.services import retire_service, write_service
from pennydrop.rooms.inform.models import Service, ServiceBatch
from pennydrop.rooms.inform.queries.batches import looks_of, read_batch
from pennydrop.rooms.inform.queries.stored_services import service_of
from pennydrop.rooms.inform.rules.claims import Nation
from pennydrop.rooms.inform.rules.services import BadService
from tests.inform.listing import kept, service
from tests.inform.test_open_referral import GOOD, page

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.postgres]


@pytest.fixture(autouse=True)
def noon(monkeypatch, at):
    monkeypatch.setattr("django.utils.timezone.now", lambda: at)


def upload(*services, name="them"):
    body = json.dumps(page(*services)).encode()
    return {"publisher": name, "file": SimpleUploadedFile("x.json", body), "licence": "OGL 3.0"}


@pytest.fixture
def batch(real, at):
    """Keep a file of some services, to be looked at."""

    def keep(*services, publisher="A council"):
        return keep_batch(
            organisation=real.pk, publisher=publisher, link="https://c.example/", licence="OGL",
            body=json.dumps(page(*services)).encode(), by="user:1", at=at,
        )  # fmt: skip

    return keep


def test_the_directory_is_looked_after_by_those_who_write_advice(
    client, real, at, owner, clinician, worker, stranger
):
    row = kept(real.pk, at)
    desk, mine = f"/inform/{real.pk}/services/", f"/inform/services/{row.pk}/"
    for who, see, write in (
        (owner, 200, 200), (clinician, 200, 403), (worker, 403, 403), (stranger, 404, 404)
    ):  # fmt: skip
        client.force_login(who)
        assert [client.get(path).status_code for path in (desk, mine)] == [see, see]
        for path in (f"{desk}add/", f"{desk}law/", f"{desk}file/", f"{mine}edit/"):
            assert client.get(path).status_code == write, (who, path)
        if write != 200:
            assert client.post(f"{mine}retire/").status_code == write


def test_somebody_writes_a_service_and_changes_it(client, real, owner):
    client.force_login(owner)
    place = f"/inform/{real.pk}/services/add/"
    form = {
        "name": "Fen clinic", "provider": "A trust", "status": "active", "offers": ["checking"],
        "access": ["toilet"], "sites": "Hall | 1 Road | Norwich | Norfolk | NR1 1AA",
        "hours": "Mon, Fri 09:00-17:00 | ring", "wait_for": "a talk", "wait_most": 4,
        "wait_by": "them", "wait_on": "2026-03-01", "nations": ["Wales"],
    }  # fmt: skip
    refused = client.post(place, form)
    assert refused.status_code == 422 and "stands in law" in refused.content.decode()
    form |= {"law": "licensed", "law_by": "them", "law_on": "2026-02-01"}
    for wrong, why in (
        ({"sites": "a|b|c|d|e|f|g|h"}, "seven parts"), ({"hours": "Someday"}, "Hours 1"),
        ({"sites": "A||Norwich|||nowhere"}, "no point"), ({"wait_on": ""}, "which day"),
    ):  # fmt: skip
        said = client.post(place, form | wrong)
        assert said.status_code == 422 and why in said.content.decode()
    assert client.post(place, form).status_code == 302
    row = Service.objects.get()
    one = service_of(row)
    assert one.sites[0].nation is Nation.ENGLAND and one.sites[0].point is not None
    assert one.hours[0].days == ("MO", "FR") and one.waits[0].told == "up to 4 weeks"
    edit = f"/inform/services/{row.pk}/edit/"
    assert "Hall | 1 Road | Norwich" in client.get(edit).content.decode()
    form |= {"name": "Fen clinic 2", "wait_for": "", "wait_most": "", "version": 1}
    assert client.post(edit, form).status_code == 302
    again = client.post(edit, form)
    assert again.status_code == 422 and "Somebody else changed it" in again.content.decode()
    assert len(service_of(Service.objects.get()).waits) == 1, "older words stay"


def test_checking_is_said_with_its_next_day(client, real, at, owner):
    row = kept(real.pk, at)
    client.force_login(owner)
    place = f"/inform/services/{row.pk}/check/"
    assert "asked whether what we say" in client.get("/today/").content.decode()
    wrong = client.post(place, {"who": "us", "again": "2027-03-01"})
    assert wrong.status_code == 422 and "next check" in wrong.content.decode()
    assert client.post(place, {"who": "us", "again": "2026-06-01"}).status_code == 302
    assert "asked whether what we say" not in client.get("/today/").content.decode()
    changed = service(name="Newly named")
    write_service(organisation=real.pk, new=changed, version=1, by="user:1", at=at)
    assert service_of(Service.objects.get()).checked.by == "us"


def test_a_file_is_looked_at_before_anything_is_written(client, real, owner):
    client.force_login(owner)
    swim = {**GOOD, "id": "2" * 8 + GOOD["id"][8:], "name": "Swimming"}
    sent = client.post(f"/inform/{real.pk}/services/file/",
                       upload(GOOD, swim, {**GOOD, "name": None}))  # fmt: skip
    look = client.get(sent.headers["Location"]).content.decode()
    assert not Service.objects.exists()
    assert "contents[2].name" in look and "would add" in look
    assert look.count("checked> Needle exchange") == 1 and "checked> Swimming" not in look
    place = sent.headers["Location"]
    assert client.post(f"{place}take/", {"take": ["nonsense"]}).headers["Location"] == place
    client.post(f"{place}take/", {"take": [GOOD["id"]]})
    row = Service.objects.get()
    assert (row.name, row.publisher, row.licence, row.checked_on) == (
        "Needle exchange", "them", "OGL 3.0", None
    )  # fmt: skip
    assert not ServiceBatch.objects.exists()
    public = client.get(f"/services/{row.pk}/").content.decode()
    assert "Nobody here has checked it yet" in public and "It comes from them" in public


def test_a_file_that_is_none_says_why_and_can_be_dropped(client, real, owner):
    client.force_login(owner)
    bad = {"publisher": "them", "file": SimpleUploadedFile("x.json", b"<html>")}
    sent = client.post(f"/inform/{real.pk}/services/file/", bad)
    assert "It is no JSON" in client.get(sent.headers["Location"]).content.decode()
    client.post(f"{sent.headers['Location']}drop/")
    assert not ServiceBatch.objects.exists() and not Service.objects.exists()


def test_what_comes_again_is_brought_up_to_date_and_nobodys_work_is_lost(real, at, batch):
    how = {"chosen": None, "by": "user:1", "at": at}
    done = take_batch(batch=batch(GOOD), **how)
    assert (done.new, done.changed, done.same, done.left) == (1, 0, 0, ())
    assert take_batch(batch=batch(GOOD), **how).same == 1
    newer = {**GOOD, "description": "Clean needles and more."}
    assert take_batch(batch=batch(newer), **how).changed == 1
    row = Service.objects.get()
    ours = service_of(row)
    write_service(organisation=real.pk, new=ours, version=row.version, by="user:2", at=at)
    waiting = batch({**GOOD, "description": "Again."})
    assert [one.would for one in looks_of(waiting, read_batch(waiting))] == [
        "leave: somebody here changed it"
    ]
    assert take_batch(batch=waiting, **how).left == ("Needle exchange",)
    assert Service.objects.get().about == "Clean needles and more."
    retire_service(service=Service.objects.get(), by="user:1", at=at)
    assert take_batch(batch=batch(GOOD), **how).left == ("Needle exchange",)


def test_two_publishers_may_use_the_same_id(real, at, batch):
    for publisher in ("One", "Two"):
        take_batch(batch=batch(GOOD, publisher=publisher), chosen=None, by="user:1", at=at)
    assert Service.objects.count() == 2


def test_nothing_comes_in_by_half(real, at, batch, monkeypatch):
    other = {**GOOD, "id": "3" * 8 + GOOD["id"][8:]}
    waiting = batch(GOOD, other)

    def fail(**_):
        raise OSError

    monkeypatch.setattr("pennydrop.rooms.inform.actions.batches.record", fail)
    with pytest.raises(OSError):
        take_batch(batch=waiting, chosen=None, by="user:1", at=at)
    assert not Service.objects.exists() and ServiceBatch.objects.exists()


def test_a_file_without_a_publisher_is_refused(real, at):
    how = {"organisation": real.pk, "licence": "", "by": "u", "at": at}
    for wrong in ({"publisher": " "}, {"link": "ftp://x"}, {"body": b"x" * 9_000_000}):
        with pytest.raises(BadService):
            keep_batch(**how, **{"publisher": "A", "link": "", "body": b"{}", **wrong})


def run(*words):
    out = io.StringIO()
    call_command("services", *map(str, words), stdout=out)
    return out.getvalue()


def test_the_command_brings_in_and_writes_out(real, at, owner, tmp_path):
    file, how = tmp_path / "them.json", ("--from", "them", "--by", owner.username)
    swim = {**GOOD, "id": GOOD["id"][:-1] + "0", "name": "Swim"}
    file.write_text(json.dumps(page(GOOD, swim)))
    told = run("import", file, *how, "--look")
    assert "[x] Needle exchange: would add" in told and "[ ] Swim" in told
    assert not Service.objects.exists() and not ServiceBatch.objects.exists()
    assert "New: 1." in run("import", file, *how)
    assert "New: 1." in run("import", file, *how, "--all")
    out = tmp_path / "all.json"
    run("export", out)
    again = run("import", out, "--from", "us", "--by", owner.username, "--look")
    assert again.count("would add") == 2
    run("export", tmp_path / "all.csv")
    assert "Needle exchange" in (tmp_path / "all.csv").read_text("utf-8-sig")
    for wrong in (("export", tmp_path / "x.txt"), ("import", tmp_path / "no", *how)):
        with pytest.raises(CommandError):
            run(*wrong)
    file.write_text("[")
    with pytest.raises(CommandError, match="no JSON"):
        run("import", file, *how)
    assert not ServiceBatch.objects.exists()
