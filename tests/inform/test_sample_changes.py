"""A result turns out to be late or wrong: what is out stays, and says beside it what changed."""

import csv
import datetime as dt
import io
import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from pennydrop.core.audit.models import Event
from pennydrop.core.people.rules import Role as Job
from pennydrop.rooms.inform.actions.sample_changes import NotHere, change_samples
from pennydrop.rooms.inform.actions.sample_figures import (
    ask_for_correction,
    put_correction_out,
    put_figures_out,
)
from pennydrop.rooms.inform.actions.sample_keys import make_sample_key
from pennydrop.rooms.inform.actions.samples import keep_samples
from pennydrop.rooms.inform.models import CheckedSample, SampleChange, SampleLine
from pennydrop.rooms.inform.queries.sample_changes import waiting
from pennydrop.rooms.inform.queries.samples import samples_page
from pennydrop.rooms.inform.rules.places import Place
from pennydrop.rooms.inform.rules.sample_changes import BadChange, Told, Why, column
from pennydrop.rooms.inform.rules.samples import Finding, Quarter, Role, Sample

DATABASE = pytest.mark.django_db(databases=["default", "keys"])
WINTER = Quarter(2026, 1)
SPRING = dt.datetime(2026, 5, 1, 12, tzinfo=dt.UTC)
SUMMER = dt.datetime(2026, 6, 5, 12, tzinfo=dt.UTC)


def sample(ref, found="ketamine", **more):
    told = {"received": dt.date(2026, 2, 1), "place": Place.WALES} | more
    return Sample(ref, ("ketamine",), (Finding(found, Role.MAIN),), **told)


def many(letter, count, found="ketamine", **more):
    return [sample(f"{letter}{n}", found, **more) for n in range(count)]


@pytest.fixture(autouse=True)
def june(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: SUMMER)


@pytest.fixture
def keep(real):
    def put(*lists):
        listed = [one for some in lists for one in some]
        keep_samples(organisation=real.pk, service="Lab", samples=listed, by="u:1", at=SPRING)

    return put


@pytest.fixture
def out(real, keep):
    """A quarter of Wales is out."""
    keep(many("w", 40), many("m", 20, "MDMA"))
    put_figures_out(organisation=real.pk, substance="ketamine", by_place=True, by="u:1", at=SPRING)
    return samples_page("ketamine", today=SUMMER.date()).rows


@pytest.fixture
def change(real):
    def put(corrected=(), back=(), why=Why.TESTED_AGAIN):
        return change_samples(
            organisation=real.pk, service="Lab", corrected=corrected, taken_back=back, why=why,
            by="u:1", at=SUMMER,
        )  # fmt: skip

    return put


@pytest.fixture
def ask(real):
    def put(by_place=True, by="u:1"):
        return ask_for_correction(
            organisation=real.pk, substance="ketamine", quarter=WINTER, by_place=by_place, by=by,
            at=SUMMER,
        )  # fmt: skip

    return put


@pytest.fixture
def correct(ask):
    """Two people put a correction out."""

    def put():
        return put_correction_out(correction=ask(), by="u:2", at=SUMMER)

    return put


def shown(client):
    return client.get("/samples/").content.decode()


@DATABASE
@pytest.mark.postgres
def test_what_is_out_stays_and_what_changed_stands_beside_it_with_its_day(
    client, out, change, correct
):
    done = change([sample(f"m{n}") for n in range(12)], [f"w{n}" for n in range(9)])
    assert (done.corrected, done.taken_back) == (12, 9)
    assert out[0][2] == "about 40" and "Corrections" not in shown(client)
    assert correct() == 1
    page = shown(client)
    rows = samples_page("ketamine", today=SUMMER.date()).rows
    assert [row[2:] for row in rows] == [row[2:] for row in out]
    assert rows[0][0] == "January to March 2026 (corrected later)"
    assert "January to March 2026: corrected on 5 June 2026" in page and "about 10" in page
    file = client.get("/samples/figures.csv").content.decode("utf-8-sig")
    (head, first, later) = csv.reader(io.StringIO(file))
    assert first[2] == "about 40" and first[-2] == "First figures"
    assert later[-2:] == ["Corrected results", "2026-06-05"] and len(later) == len(head)


@DATABASE
def test_late_results_are_told_by_themselves_and_once(keep, out, real, correct, ask):
    keep(many("late", 15), many("l", 4, "MDMA"))
    assert [(one.late, one.corrected) for one in waiting(real.pk, "ketamine")] == [(19, 0)]
    correct()
    (late,) = SampleLine.objects.exclude(correction=None)
    assert (late.kind, late.cells) == ("Late results", [15, None, None])
    assert waiting(real.pk, "ketamine") == []
    with pytest.raises(BadChange, match="Nothing has come in late"):
        ask()


@DATABASE
def test_few_late_results_wait_and_few_corrected_ones_are_said_without_a_number(
    client, keep, out, real, change, ask
):
    keep(many("late", 2))
    asked = ask()
    with pytest.raises(BadChange, match="wait for more"):
        put_correction_out(correction=asked, by="u:2", at=SUMMER)
    change(back=["w1"])
    assert put_correction_out(correction=asked, by="u:2", at=SUMMER) == 0
    page = shown(client)
    assert "corrected on 5 June 2026" in page and "too few here to count" in page
    assert [(one.late, one.corrected) for one in waiting(real.pk, "ketamine")] == [(2, 0)]
    assert "too few to count" in client.get("/samples/figures.csv").content.decode()


@DATABASE
def test_whoever_asked_does_not_put_it_out_and_nobody_does_twice(out, change, ask):
    change(back=["w1"])
    asked = ask()
    with pytest.raises(BadChange, match="Somebody has asked"):
        ask()
    with pytest.raises(BadChange, match="You asked for it"):
        put_correction_out(correction=asked, by="u:1", at=SUMMER)
    put_correction_out(correction=asked, by="u:2", at=SUMMER)
    with pytest.raises(BadChange, match="out already"):
        put_correction_out(correction=asked, by="u:3", at=SUMMER)


@DATABASE
@pytest.mark.postgres
def test_a_result_changes_with_a_reason_and_what_stood_there_before(keep, change):
    keep(many("w", 2))
    assert change([sample("w0", "MDMA")], ["w1"], Why.WRITTEN_WRONGLY).same == 0
    notes = {one.sample.source_ref: one for one in SampleChange.objects.all()}
    assert notes["w0"].before["findings"][0]["substance"] == "ketamine"
    assert notes["w1"].taken_back and notes["w1"].why == "written wrongly"
    assert Event.objects.filter(what="inform.samples.change").count() == 1
    again = change([sample("w0", "MDMA")], ["w1"])
    assert (again.same, SampleChange.objects.count()) == (2, 2)
    row = CheckedSample.objects.get(source_ref="w0")
    assert [one.substance for one in row.found.all()] == ["MDMA"]


@DATABASE
def test_one_taken_back_is_not_brought_back_by_the_same_list_but_by_a_correction(
    real, keep, change
):
    keep(many("w", 30), many("m", 20, "MDMA"))
    change(back=[f"w{n}" for n in range(30)])
    keep(many("w", 30))
    put = {"organisation": real.pk, "substance": "ketamine", "by_place": True, "by": "u:1"}
    assert put_figures_out(at=SPRING, **put) == 0
    change(many("w", 30))
    assert put_figures_out(at=SPRING, **put) == 1


@DATABASE
def test_nothing_changes_where_a_number_is_not_here(keep, change):
    keep(many("w", 2))
    with pytest.raises(NotHere, match="x9"):
        change([sample("w0", "MDMA")], ["x9"])
    with pytest.raises(BadChange, match="at once"):
        change([sample("w0")], ["w0"])
    assert not SampleChange.objects.exists()


@DATABASE
def test_only_editors_correct_and_a_second_one_puts_it_out(
    client, real, owner, person, clinician, stranger, out
):
    here = f"/inform/{real.pk}/samples"
    for who, status in ((clinician, 403), (stranger, 404)):
        client.force_login(who)
        assert client.get(f"{here}/changes/").status_code == status
        for part in ("correct", "take-back", "out/2026/1"):
            assert client.post(f"{here}/{part}/").status_code == status
    client.force_login(owner)
    text = "sample,date_received,postcode,intent,major\nm1,2026-02-01,CF1,Ketamine,Ketamine\n"
    form = {"correct-service": "Lab", "correct-why": "tested again"}
    file = {"correct-file": SimpleUploadedFile("l.csv", text.encode())}
    said = client.post(f"{here}/correct/", form | file, follow=True).content.decode()
    assert "Corrected: 1. Taken back: 0." in said and "m1 of Lab: corrected" in said
    bad = {"correct-file": SimpleUploadedFile("l.csv", text.replace("m1", "x1").encode())}
    refused = client.post(f"{here}/correct/", form | bad)
    assert refused.status_code == 422 and "x1" in refused.content.decode()
    form = {"back-service": "Lab", "back-why": "taken back", "back-refs": "w1, w2"}
    assert "Taken back: 2." in client.post(f"{here}/take-back/", form, follow=True).content.decode()
    said = client.post(f"{here}/out/2026/1/", {"by": "all"}, follow=True).content.decode()
    assert "Somebody else has to put it out" in said and "Put the correction out" not in said
    (quarter,) = waiting(real.pk, "ketamine")
    address = f"/inform/samples/corrections/{quarter.asked.pk}/out/"
    assert "You asked for it" in client.post(address, follow=True).content.decode()
    client.force_login(person("second", Job.COORDINATOR))
    assert "The correction is out" in client.post(address, follow=True).content.decode()


@DATABASE
def test_a_service_changes_its_own_results_with_its_key_and_nobody_elses(real, keep, at):
    keep(many("w", 3))
    outside = Client(enforce_csrf_checks=True)

    def send(service, **said):
        key = make_sample_key(organisation=real.pk, service=service, by="u:1", at=at)
        return outside.post(
            "/api/samples/changes/", json.dumps(said), content_type="application/json",
            headers={"Authorization": f"Bearer {key}"},
        )  # fmt: skip

    fixed = {
        "source_ref": "w0", "expected": ["ketamine"], "nothing": True, "received": "2026-02-01",
    }  # fmt: skip
    done = send("Lab", why="tested again", samples=[fixed], taken_back=["w1"])
    assert done.json() == {"corrected": 1, "taken_back": 1, "as_before": 0, "not_read": []}
    other = send("Another", why="tested again", taken_back=["w2"])
    assert other.status_code == 422 and other.json()["unknown"] == ["w2"]
    for said in ({"why": "because"}, {"why": "tested again"}, {"why": 1, "taken_back": ["w2"]}):
        assert send("Lab", **said).status_code == 400
    bad = send("Lab", why="tested again", samples=[fixed | {"received": "soon"}])
    assert bad.status_code == 422 and bad.json()["refused"][0]["row"] == 1
    assert SampleChange.objects.count() == 2


@pytest.mark.parametrize(
    ("now", "place"),
    [
        (sample("w"), 0),
        (sample("w", "MDMA"), 1),
        (None, 3),
        (sample("w", place=Place.LONDON), 3),
        (sample("w", received=dt.date(2026, 4, 1)), 3),
        (Sample("w", ("cocaine",), received=dt.date(2026, 2, 1), place=Place.WALES), 3),
    ],
)
def test_a_told_sample_stands_where_it_belongs_by_now(now, place):
    assert column(Told(WINTER, Place.WALES), now, "ketamine") == place
