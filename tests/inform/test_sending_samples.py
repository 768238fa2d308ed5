"""A checking service sends its results with a key of its own, and nobody without one does."""

import datetime as dt
import json
import re

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from pennydrop.rooms.inform.actions.sample_keys import end_sample_key, make_sample_key
from pennydrop.rooms.inform.models import CheckedSample, FoundSubstance, SampleKey
from pennydrop.rooms.inform.rules.places import Place
from pennydrop.rooms.inform.rules.results import BadResults
from pennydrop.rooms.inform.rules.sent import read_sent

DATABASE = pytest.mark.django_db(databases=["default", "keys"])
TODAY = dt.date(2026, 11, 22)
GOOD = {
    "source_ref": "W1",
    "expected": ["ketamine"],
    "findings": [{"substance": "ketamine", "role": "main", "amount": "most of it"}],
    "received": "2026-01-05",
    "place": "NR3 1AA",
    "form": "powder",
}


def sent(*samples):
    return json.dumps({"samples": samples}).encode()


@pytest.fixture
def key(real, at):
    return make_sample_key(organisation=real.pk, service="A service", by="user:1", at=at)


@pytest.fixture
def send(key):
    outside = Client(enforce_csrf_checks=True)

    def post(body, *, with_key=key, kind="application/json"):
        headers = {"Authorization": f"Bearer {with_key}"} if with_key else {}
        return outside.post("/api/samples/", body, content_type=kind, headers=headers)

    return post


@DATABASE
@pytest.mark.postgres
def test_results_come_in_once_with_no_place_finer_than_a_region(send, real):
    first = send(sent(GOOD | {"effects": "slept"}))
    assert first.status_code == 200 and not first.cookies
    assert first.json() == {"kept": 1, "here_already": 0, "not_read": ["effects"]}
    assert send(sent(GOOD)).json() == {"kept": 0, "here_already": 1, "not_read": []}
    row, found = CheckedSample.objects.get(), FoundSubstance.objects.get()
    assert (row.service, row.organisation, row.place) == ("A service", real.pk, Place.EAST)
    assert (row.shape, found.role, found.amount) == ("powder", "main", "most of it")
    kept = repr([list(model.objects.values()) for model in (CheckedSample, FoundSubstance)])
    assert "NR3" not in kept and "slept" not in kept


@DATABASE
def test_nothing_is_kept_while_a_row_is_refused(send):
    answer = send(sent(GOOD, GOOD | {"source_ref": "W2", "received": "soon"}))
    assert answer.status_code == 422 and not CheckedSample.objects.exists()
    assert answer.json()["refused"] == [
        {"row": 2, "why": "“soon” is not a day such as 2026-11-22."}
    ]


@DATABASE
def test_a_key_that_is_ended_or_unknown_opens_nothing(send, key, real, at):
    row = SampleKey.objects.get()
    assert key not in repr(SampleKey.objects.values()) and len(key) > 40
    for wrong in ("", "pds_x", row.digest):
        answer = send(sent(GOOD), with_key=wrong)
        assert answer.status_code == 401 and answer["WWW-Authenticate"] == "Bearer"
    assert send(sent(GOOD)).status_code == 200
    row.refresh_from_db()
    assert row.used_on is not None
    assert end_sample_key(key=row, by="user:1", at=at)
    assert not end_sample_key(key=row, by="user:2", at=at)
    assert send(sent(GOOD)).status_code == 401


@DATABASE
@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (sent(GOOD), "text/plain", 415),
        (b"{", "application/json", 400),
        (b"\xff", "application/json", 400),
        (b" " * (3 * 1024 * 1024 + 1), "application/json", 413),
    ],
)
def test_what_is_no_list_is_refused_whole(send, body, kind, status):
    answer = send(body, kind=kind)
    assert answer.status_code == status and answer.json()["error"]
    assert not CheckedSample.objects.exists()


@DATABASE
def test_an_editor_makes_a_key_sees_it_once_and_ends_it(
    client, real, owner, clinician, stranger, send
):
    make = f"/inform/{real.pk}/samples/key/"
    for who, status in ((clinician, 403), (stranger, 404)):
        client.force_login(who)
        assert client.post(make).status_code == status
        end = f"/inform/samples/keys/{SampleKey.objects.get().pk}/end/"
        assert client.post(end).status_code == status
    client.force_login(owner)
    page = client.post(make, {"for_service": "The lab", "lets_us": "on"})
    (key,) = re.findall(r"pds_[\w-]+", page.content.decode())
    assert "no-store" in page["Cache-Control"]
    here = client.get(f"/inform/{real.pk}/samples/").content.decode()
    assert "The lab" in here and key not in here
    assert send(sent(GOOD), with_key=key).status_code == 200
    row = SampleKey.objects.get(service="The lab")
    client.post(f"/inform/samples/keys/{row.pk}/end/")
    assert send(sent(GOOD), with_key=key).status_code == 401
    assert "Name the service" in client.post(make, follow=True).content.decode()


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"source_ref": ""}, "no number"),
        ({"source_ref": 7}, "has to be text"),
        ({"expected": "ketamine"}, "has to be a list"),
        ({"expected": ["=1+1"]}, "formula"),
        ({"expected": [["ketamine"]]}, "has to be text"),
        ({"findings": []}, "neither"),
        ({"nothing": True}, "nothing was found, and what"),
        ({"nothing": "yes"}, "true or false"),
        ({"findings": [{"substance": "ketamine", "role": "pure"}]}, "a role"),
        ({"findings": [{"substance": "x", "role": "main", "dose": "1"}]}, "and perhaps"),
        ({"findings": [{"substance": "x", "role": "main", "amount": "9" * 81}]}, "at most 80"),
        ({"method": "<script>"}, "do not belong"),
        ({"received": "2026-11-23"}, "in the future"),
    ],
)
def test_a_sample_that_cannot_be_read_is_refused_with_the_reason(change, why):
    (refused,) = read_sent(sent(GOOD | change), today=TODAY).refused
    assert refused.row == 1 and why in refused.why


@pytest.mark.parametrize(
    "body", [b"[]", b"{}", b'{"samples": []}', b'{"samples": {}}', b"[" * 100_000, b"", b"NaN"]
)
def test_other_json_is_refused(body):
    with pytest.raises(BadResults):
        read_sent(body, today=TODAY)


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner),
    max_leaves=6,
)


@given(st.lists(ANYTHING | st.fixed_dictionaries({}, optional=dict.fromkeys(GOOD, ANYTHING))))
def test_whatever_is_sent_each_sample_is_read_or_refused(samples):
    if samples:
        found = read_sent(sent(*samples), today=TODAY)
        assert len(found.samples) + len(found.refused) == len(samples)
