"""Other publishers' services are read, right or wrong; ours are written as the standard asks."""

import datetime as dt
import json
import re
from dataclasses import replace
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pennydrop.rooms.inform.rules.claims import Nation
from pennydrop.rooms.inform.rules.near import Point
from pennydrop.rooms.inform.rules.offers import Access, LegalStanding, Offer, Status
from pennydrop.rooms.inform.rules.open_referral.reading import read_services
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

PAGE = "https://ours.example/services/1/"
GOOD = {
    "id": "ac148810-d857-441c-9679-408f346de14b", "name": "Needle exchange", "status": "active",
    "description": "Clean needles.",
    "organization": {
        "id": "d9d5e0f5-d3ce-4f73-9a2f-4dd0ecc6c610", "name": "A council", "description": "It is.",
    },
}  # fmt: skip


def page(*contents, **more):
    size = len(contents)
    return {
        "total_items": size, "total_pages": 1, "page_number": 1, "size": size, "first_page": True,
        "last_page": True, "empty": not size, "contents": list(contents), **more,
    }  # fmt: skip


def read(data):
    raw = data if isinstance(data, bytes) else json.dumps(data).encode()
    return read_services(raw, publisher="A council")


def told(reading):
    return {remark.place: remark.says for remark in reading.remarks}


def test_a_page_without_fault_is_read_without_remark():
    reading = read(page(GOOD))
    assert not reading.remarks and not reading.problem and reading.left == 0
    (one,) = reading.services
    assert (one.name, one.status, one.provider.name) == (
        "Needle exchange",
        Status.ACTIVE,
        "A council",
    )
    assert one.id == UUID(GOOD["id"]) and one.offers == {Offer.NEEDLES}
    assert one.checked == Checked(), "that somebody else checked it is no check of ours"


@pytest.mark.parametrize(
    ("wrong", "place", "says"),
    [
        ({"name": None}, "contents[0].name", "is missing"),
        ({"status": None}, "contents[0].status", "is missing"),
        ({"status": "open"}, "contents[0].status", "none of the four"),
        ({"email": "email-example_com"}, "contents[0].email", "no e-mail address"),
        ({"url": "example/counselling"}, "contents[0].url", "no whole web address"),
        ({"url": "javascript:alert(1)"}, "contents[0].url", "no whole web address"),
        ({"id": "12"}, "contents[0].id", "is no UUID"),
        ({"id": 12}, "contents[0].id", "is no UUID"),
        ({"description": 5}, "contents[0].description", "a number where text belongs"),
        ({"description": "For addicts."}, "contents[0].description", "can hurt"),
        ({"organization": None}, "contents[0].organization", "is missing"),
        ({"organization": {"id": GOOD["id"], "name": "A"}}, "contents[0].organization.id", "also"),
        ({"minimum_age": 30, "maximum_age": 12}, "contents[0].minimum_age", "above maximum_age"),
        ({"minimum_age": "12"}, "contents[0].minimum_age", "text where a number belongs"),
        ({"assured_date": "2005-13-01"}, "contents[0].assured_date", "is no date"),
        ({"wait_time": "6 weeks"}, "contents[0].wait_time", "has no day to it"),
        ({"schedules": {}}, "contents[0].schedules", "one object where a list belongs"),
        ({"schedules": [{"opens_at": "9am"}]}, "contents[0].schedules[0].opens_at", "is no time"),
        ({"service_at_locations": [7]}, "contents[0].service_at_locations[0]", "an object belongs"),
    ],
)
def test_what_is_wrong_is_named_by_its_place_and_the_rest_is_kept(wrong, place, says):
    reading = read(page({**GOOD, **wrong}, {**GOOD, "id": str(UUID(int=9)), "name": "Another"}))
    assert says in told(reading)[place]
    assert [one.name for one in reading.services][-1] == "Another"
    assert reading.left == (1 if "name" in wrong else 0)


def test_a_place_outside_the_country_keeps_its_address_and_loses_its_point():
    where = {"id": str(UUID(int=3)), "location_type": "physical", "latitude": 100, "longitude": 101,
             "addresses": [{"address_1": "1-30 Main Street", "city": "MyCity", "country": "US",
                            "state_province": "MyState", "postal_code": "ABC 1234"}]}  # fmt: skip
    reading = read(page({**GOOD, "service_at_locations": [{"id": "x", "location": where}]}))
    (site,) = reading.services[0].sites
    assert site.point is None and site.nation is None and site.town == "MyCity"
    at = "contents[0].service_at_locations[0].location"
    assert "not in the United Kingdom" in told(reading)[f"{at}.latitude"]
    assert "is not GB" in told(reading)[f"{at}.addresses[0].country"]
    swapped = {**where, "latitude": 1.3, "longitude": 52.6}
    reading = read(page({**GOOD, "service_at_locations": [{"id": "x", "location": swapped}]}))
    assert "look swapped" in told(reading)[f"{at}.latitude"]


def test_a_page_that_contradicts_itself_is_told_so():
    reading = read(page(GOOD, total_pages=1, page_number=2, size=9, empty=True, total_items=0))
    found = told(reading)
    assert found["size"] == "says 9 and should be 1."
    assert found["empty"] == "says true and should be false."
    assert found["first_page"] == "says true and should be false."
    assert found["page_number"] == "is 2 of 1." and "total_items" in found
    assert "the same id" in told(read(page(GOOD, GOOD)))["contents[1].id"].lower()
    bare = read({"contents": [GOOD]})
    assert len(bare.services) == 1 and "missing" in told(bare)["total_items"]


def test_version_1_is_read_as_such():
    old = {
        "id": "svc-7", "name": "Community drug team", "url": "https://a.example/",
        "organization": {"id": "o-1", "name": "A trust", "description": "", "url": "https://b.example/"},
        "attending_access": "drop-in", "attending_type": "phone",
        "eligibilitys": [{"minimum_age": 18, "maximum_age": 65}],
        "regular_schedules": [{"byday": "MO", "opens_at": "09:00:00", "closes_at": "17:00:00"}],
        "contacts": [{"phones": [{"number": "01234 567890"}]}],
        "cost_options": [{"option": "A session", "amount": 3.5}],
        "service_at_locations": [{"location": {
            "id": "l-1", "name": "Hall", "latitude": 51.5, "longitude": -3.2,
            "physical_addresses": [{"address_1": "1 Road", "city": "Cardiff", "state_province":
                                    "Wales", "postal_code": "CF10 1AA", "country": "UK"}],
            "accessibility_for_disabilities": [{"accessibility": "Ramp"}]}}],
    }  # fmt: skip
    whole = {"totalElements": 90, "totalPages": 9, "number": 1, "size": 10, "first": True,
             "last": False, "empty": False, "content": [old]}  # fmt: skip
    reading = read(whole)
    (one,) = reading.services
    assert reading.pages == 9 and one.origin.key == "svc-7"
    assert one.access == {Access.DROP_IN, Access.REMOTE}
    assert (one.least_age, one.most_age, one.phone) == (18, 65, "01234 567890")
    assert one.hours[0] == Hours(("MO",), "09:00", "17:00") and one.cost == "A session: £3.50"
    (site,) = one.sites
    assert site.nation is Nation.WALES and site.access_note == "Ramp"


def test_services_at_places_become_one_service_with_its_places():
    def at(number):
        where = {"id": str(UUID(int=number)), "location_type": "physical", "name": f"Hall {number}"}
        return {"id": str(UUID(int=50 + number)), "location": where, "service": GOOD}

    (one,) = read(page(at(1), at(2))).services
    assert [site.name for site in one.sites] == ["Hall 1", "Hall 2"]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "empty"), (b"{", "no JSON"), (b"[" * 100_000, "deeply"), (b'{"a": NaN}', "number"),
        (b'{"contents": 3}', "a list of services belongs"), (b'"x"', "is text"),
        (b"1" * 5000, "number"), (b'{"error": "no"}', "no services"), (b"x" * 9_000_000, "8 MB"),
    ],
)  # fmt: skip
def test_a_file_that_is_none_is_refused_with_a_reason(data, why):
    reading = read(data)
    assert why in reading.problem and not reading.services


def test_tags_and_signs_that_cannot_be_shown_are_taken_out():
    said = "<p>One&nbsp;<b>two</b></p><script>alert(1)</script>\u0000 &lt;img src=x&gt; \ud800three"
    (one,) = read(page({**GOOD, "description": said})).services
    assert one.about == "One two three"
    latin = json.dumps(page({**GOOD, "name": "Caffi Môn"}), ensure_ascii=False).encode("cp1252")
    reading = read(latin)
    assert reading.services[0].name == "Caffi Môn" and "UTF-8" in told(reading)[""]


def test_remarks_are_counted_and_never_flood():
    reading = read(page(*({**GOOD, "id": str(UUID(int=n)), "email": None} for n in range(400))))
    assert [(one.place, one.times) for one in reading.remarks] == [("contents[0].email", 400)]


SCRAPS = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(
        st.sampled_from([
            "id", "name", "status", "contents", "content", "service", "location", "organization",
            "service_at_locations", "addresses", "latitude", "longitude", "schedules", "contacts",
            "phones", "number", "attributes", "taxonomy_term", "pennydrop", "waits", "legal",
            "said_by", "as_of", "minimum_age", "total_pages", "size", "cost_options", "amount",
            "byday", "services", "wait_time", "assured_date", "service_areas", "url", "email",
        ]), inner, max_size=6),
    max_leaves=25,
)  # fmt: skip


@given(SCRAPS)
@settings(max_examples=300, deadline=None)
def test_nothing_makes_the_reader_fall(scraps):
    reading = read(json.dumps(scraps).encode())
    for one in reading.services:
        assert one.name and len(one.name) <= 200
        written = json.dumps(service_json(one, page=PAGE))
        assert read(json.loads(written)).services, "what was kept can be published"


@given(st.binary(max_size=200))
def test_no_bytes_make_it_fall(data):
    read(data)


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
            conforms(inside, "" if ours else key) if not ours else None
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
