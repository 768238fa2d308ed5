"""What we write of services is what the standard asks for, and reads back the same."""

import datetime as dt
import json
import re
from dataclasses import replace
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st

from pennydrop.rooms.inform.rules.claims import Nation
from pennydrop.rooms.inform.rules.near import Point
from pennydrop.rooms.inform.rules.offers import Access, LegalStanding, Offer, Status
from pennydrop.rooms.inform.rules.open_referral.writing import page_json, service_json
from pennydrop.rooms.inform.rules.services import (
    Checked,
    Hours,
    Origin,
    Provider,
    Said,
    Service,
    Site,
    Standing,
    Wait,
    mark_of,
)
from tests.inform.listing import TODAY, service
from tests.inform.referring import PAGE, page, read

WORDS = st.text("abcdefg hijk-'é", min_size=1, max_size=40).map(
    lambda t: " ".join(t.split()) or "x"
)
WEB = st.sampled_from(["", "https://a.example/x?y=1", "http://b.example"])
DAYS = st.dates(dt.date(2000, 1, 1), dt.date(2026, 11, 22))
SAID = st.builds(Said, by=WORDS, on=DAYS, link=WEB)
POINTS = st.builds(Point, st.floats(49.5, 61), st.floats(-8, 2))
SITES = st.builds(
    Site, id=st.uuids(), name=WORDS, street=st.just("") | WORDS, town=WORDS,
    postcode=st.sampled_from(["", "NR1 1AA"]),
    nation=st.none() | st.sampled_from(Nation), point=st.none() | POINTS,
    access_note=st.just("") | WORDS,
)  # fmt: skip
WEEKS = st.integers(0, 60)
SERVICES = st.builds(
    Service, id=st.uuids(), name=WORDS,
    provider=st.builds(Provider, id=st.uuids(), name=WORDS, website=WEB),
    status=st.sampled_from(Status), about=st.just("") | WORDS, for_ketamine=st.just("") | WORDS,
    way_in=st.just("") | WORDS, cost=st.just("") | WORDS, website=WEB,
    phone=st.sampled_from(["", "01603 123456"]), least_age=st.none() | st.integers(0, 40),
    most_age=st.none() | st.integers(41, 120), anywhere=st.booleans(),
    nations=st.frozensets(st.sampled_from(Nation)), offers=st.frozensets(st.sampled_from(Offer)),
    access=st.frozensets(st.sampled_from(Access)),
    sites=st.lists(SITES, max_size=3, unique_by=lambda s: s.id).map(tuple),
    hours=st.lists(st.builds(Hours, days=st.sampled_from([("MO",), ("TU", "SU")]),
                             opens=st.sampled_from(["", "09:00"])), max_size=2).map(tuple),
    waits=st.lists(st.builds(Wait, what=WORDS, said=SAID, least=WEEKS, most=st.integers(60, 99)),
                   max_size=3).map(tuple),
    standing=st.none() | st.builds(Standing, st.sampled_from(LegalStanding), SAID, WORDS),
)  # fmt: skip


@given(SERVICES)
@settings(max_examples=150, deadline=None)
def test_what_we_write_is_read_back_the_same(one):
    written = service_json(one, page=PAGE)
    reading = read(page(json.loads(json.dumps(written))))
    assert not reading.remarks, reading.remarks
    (back,) = reading.services
    origin = Origin("A council", str(one.id), assured=None)
    assert replace(back, origin=origin) == replace(one, origin=origin)
    assert mark_of(back) == mark_of(replace(one, origin=back.origin))


UUID_SHAPE = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
# What the schemas of HSDS-UK 3.0 ask of each object, by the name of the field it stands in.
REQUIRED = {
    "organization": {"id", "name", "description"},
    "service_at_locations": {"id", "location"},
    "location": {"id", "location_type"},
    "addresses": {"id", "address_1", "city", "state_province", "postal_code", "country",
                  "address_type"},
    "accessibility": {"id"}, "attributes": {"id"}, "schedules": {"id"}, "contacts": {"id"},
    "phones": {"id", "number"}, "cost_options": {"id"}, "service_areas": {"id"},
    "taxonomy_term": {"id", "name", "description"},
}  # fmt: skip


def conforms(value, name=""):
    """Every object has what its schema asks for, ids are UUIDs, and nothing is empty or null."""
    if isinstance(value, list):
        assert value
        for one in value:
            conforms(one, name)
    elif isinstance(value, dict):
        assert value and REQUIRED.get(name, set()) <= set(value), name
        for key, inside in value.items():
            ours = key == "pennydrop"
            if not ours and (key == "id" or key.endswith("_id")):
                assert UUID_SHAPE.fullmatch(inside), key
            if not ours:
                conforms(inside, key)
    else:
        assert value not in (None, ""), name


@given(SERVICES)
@settings(max_examples=100, deadline=None)
def test_what_we_write_is_what_the_schemas_ask_for(one):
    at = dt.datetime(2026, 11, 22, 9, 30, tzinfo=dt.UTC)
    written = service_json(one, page=PAGE, modified=at)
    conforms(written)
    assert {"id", "name", "status", "url", "organization_id", "organization"} <= set(written)
    assert written["status"] in {"active", "inactive", "defunct", "temporarily closed"}
    assert written["last_modified"] == "2026-11-22T09:30:00.000Z"
    assert "null" not in json.dumps(written)


def test_the_envelope_says_what_it_holds():
    assert page_json([{"id": 1}], number=2, size=1, total=2) == {
        "total_items": 2, "total_pages": 2, "page_number": 2, "size": 1, "first_page": False,
        "last_page": True, "empty": False, "contents": [{"id": 1}],
    }  # fmt: skip
    nothing = page_json([], number=1, size=50, total=0)
    assert nothing["empty"] and nothing["first_page"] and nothing["last_page"]


def test_a_mark_changes_with_every_word_that_a_publisher_changes():
    one = service()
    assert mark_of(one) == mark_of(replace(one, id=UUID(int=1), checked=Checked(TODAY, "x", TODAY)))
    for changed in ({"name": "x"}, {"offers": frozenset()}, {"waits": ()}, {"sites": ()}):
        assert mark_of(replace(one, **changed)) != mark_of(one)
