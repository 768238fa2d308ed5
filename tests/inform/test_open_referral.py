"""Other publishers' services are read, right or wrong."""

import json
import math
from uuid import UUID

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pennydrop.rooms.inform.rules.claims import Nation
from pennydrop.rooms.inform.rules.offers import Access, Offer, Status
from pennydrop.rooms.inform.rules.open_referral.reading import read_services
from pennydrop.rooms.inform.rules.open_referral.writing import service_json
from pennydrop.rooms.inform.rules.services import (
    Checked,
    Hours,
)
from tests.inform.referring import PAGE, page, read

GOOD = {
    "id": "ac148810-d857-441c-9679-408f346de14b", "name": "Needle exchange", "status": "active",
    "description": "Clean needles.",
    "organization": {
        "id": "d9d5e0f5-d3ce-4f73-9a2f-4dd0ecc6c610", "name": "A council", "description": "It is.",
    },
}  # fmt: skip


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


KEYS = st.sampled_from(
    (
        "id name status contents content service location organization service_at_locations "
        "addresses latitude longitude schedules contacts phones number attributes taxonomy_term "
        "pennydrop waits legal said_by as_of minimum_age total_pages size cost_options amount "
        "byday services wait_time assured_date service_areas url email"
    ).split()
)
NUMBERS = st.floats(allow_nan=False, allow_infinity=False)
SCRAPS = st.recursive(
    st.none() | st.booleans() | st.integers() | NUMBERS | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=6),
    max_leaves=25,
)


@given(SCRAPS)
@settings(max_examples=200, deadline=None)
def test_nothing_makes_the_reader_fall(scraps):
    read(json.dumps(scraps).encode())


@pytest.mark.parametrize("number", [math.nan, math.inf, -math.inf])
def test_numbers_that_are_no_json_refuse_the_file_in_words(number):
    assert "number" in read(page(GOOD | {"minimum_age": number})).problem


@given(st.dictionaries(KEYS, SCRAPS, max_size=5))
@example({"location": None, "service": {}})  # a place with a service in it, which has no name
@settings(max_examples=200, deadline=None)
def test_what_is_kept_of_a_service_with_scraps_in_it_can_be_published(scraps):
    reading = read(page(GOOD | scraps))
    spoilt = scraps.keys() & {"id", "name", "status", "organization", "service"}
    assert reading.services or spoilt
    for one in reading.services:
        assert one.name and len(one.name) <= 200
        written = json.dumps(service_json(one, page=PAGE))
        assert read(json.loads(written)).services


@given(st.binary(max_size=200))
def test_no_bytes_make_it_fall(data):
    read(data)


@pytest.mark.parametrize(
    ("schedule", "told"),
    [
        ({"byday": "MO", "freq": "WEEKLY", "opens_at": "09:00"}, "Monday: from 09:00"),
        ({"byday": "1MO", "closes_at": "17:00"}, "Monday: until 17:00. Not every week: ask"),
        ({"byday": "MO", "interval": 2}, "Monday. Not every week: ask"),
        ({"freq": "MONTHLY", "bymonthday": "1"}, "Not every week: ask"),
    ],
)
def test_a_rule_that_is_not_each_week_is_never_shown_as_one_that_is(schedule, told):
    entry = {"id": str(UUID(int=5)), "name": "X", "status": "active", "schedules": [schedule]}
    (found,) = read_services(json.dumps([entry]).encode(), publisher="A council").services
    assert [hours.told[: len(told)] for hours in found.hours] == [told]
