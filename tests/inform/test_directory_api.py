"""Other systems read the directory as Open Referral UK asks, and take files away."""

import csv
import io
from uuid import UUID

import pytest

from pennydrop.rooms.inform.rules.claims import Nation
from pennydrop.rooms.inform.rules.near import Point
from pennydrop.rooms.inform.rules.offers import Access, Offer
from pennydrop.rooms.inform.rules.open_referral.reading import read_services
from pennydrop.rooms.inform.rules.services import Hours
from tests.inform.listing import KEY, kept, site
from tests.inform.test_open_referral_written import conforms

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.postgres]
OTHER = UUID(int=2)


@pytest.fixture(autouse=True)
def two(real, at):
    kept(real.pk, at, name="Alpha")
    kept(real.pk, at, key=OTHER, name="Beta", offers=frozenset({Offer.UROLOGY}), standing=None,
         least_age=18, most_age=None, nations=frozenset({Nation.WALES}), waits=(),
         hours=(Hours(("SU",), "10:00", "12:00"),), access=frozenset(), about="Bladders",
         sites=(site(2, town="Cardiff", postcode="CF1", point=Point(51.5, -3.2)),))  # fmt: skip


def get(client, path, status=200, **data):
    answer = client.get(f"/api/{path}", data)
    assert answer.status_code == status and not answer.cookies
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["Content-Type"] == "application/json"
    return answer.json()


def names(client, **data):
    return [one["name"] for one in get(client, "services", **data)["contents"]]


def test_it_says_what_it_is(client):
    said = get(client, "")
    assert said["version"] == "HSDS-UK-3.0" and said["profile"].startswith("https://")
    assert said["openapi_url"].endswith("/api/openapi.json")
    described = get(client, "openapi.json")
    for path in described["paths"]:
        if "{id}" not in path:
            get(client, path.strip("/"))


def test_a_list_comes_in_pages_and_a_service_whole(client):
    first = get(client, "services", per_page=1)
    assert {name: first[name] for name in first if name != "contents"} == {
        "total_items": 2, "total_pages": 2, "page_number": 1, "size": 1, "first_page": True,
        "last_page": False, "empty": False,
    }  # fmt: skip
    second = get(client, "services", per_page=1, page=2)
    assert second["last_page"] and second["contents"][0]["name"] == "Beta"
    beyond = get(client, "services", page=9)
    assert beyond["empty"] and beyond["page_number"] == 9 and beyond["total_pages"] == 1
    line, whole = first["contents"][0], get(client, f"services/{KEY}")
    assert "service_at_locations" not in line and line["organization"]["id"]
    assert get(client, "services", full="true")["contents"][0] == whole
    conforms(line)
    conforms(whole)
    assert whole["pennydrop"]["waits"][0]["as_of"] == "2026-03-02"
    assert whole["wait_time"] == "a first talk: 2 to 4 weeks"
    assert get(client, f"services/{UUID(int=9)}", status=404)["message"]


def test_it_answers_every_question_of_the_standard(client):
    for data, found in (
        ({"search": "bladders"}, ["Beta"]), ({"search": "fenland alpha"}, ["Alpha"]),
        ({"taxonomy_term_id": Offer.UROLOGY.id}, ["Beta"]),
        ({"taxonomy_term_id": Access.TOILET.id}, ["Alpha"]), ({"taxonomy_term_id": OTHER}, []),
        ({"taxonomy_id": Offer.list_id()}, ["Alpha", "Beta"]),
        ({"taxonomy_id": Access.list_id()}, ["Alpha"]), ({"minimum_age": 17}, ["Beta"]),
        ({"maximum_age": 100}, ["Alpha"]), ({"day": "SU"}, ["Beta"]),
        ({"day": "monday"}, ["Alpha"]),
        ({"start_time": "10:00"}, ["Beta"]), ({"end_time": "13:00"}, ["Beta"]),
        ({"day": "MO", "start_time": "10:00"}, []),
    ):  # fmt: skip
        assert names(client, **data) == found, data


@pytest.mark.parametrize(
    "wrong",
    [{"page": "0"}, {"page": "x"}, {"page": "-1"}, {"per_page": "1e3"}, {"taxonomy_id": "x"},
     {"minimum_age": "old"}, {"day": "someday"}, {"start_time": "25:00"}, {"postcode": "???"},
     {"proximity": "near"}],
)  # fmt: skip
def test_a_question_that_is_none_is_told_so(client, wrong):
    assert get(client, "services", status=400, **wrong)["message"].split()[0] in wrong


def test_too_many_at_once_are_cut_and_strange_ones_do_no_harm(client):
    assert get(client, "services", per_page=9999)["size"] == 2
    assert names(client, search="%_'\"\\\0") == []
    assert client.post("/api/services").status_code == 405


def test_services_stand_at_their_places(client):
    here = get(client, "service_at_locations")["contents"]
    assert [one["service"]["name"] for one in here] == ["Alpha", "Beta"]
    conforms(here[0])
    assert get(client, f"service_at_locations/{here[0]['id']}") == here[0]
    near = get(client, "service_at_locations", postcode="NR1 1AA", proximity=5000)["contents"]
    assert [one["service"]["name"] for one in near] == ["Alpha"]


def test_the_words_are_listed_once_with_what_they_mean(client):
    taxonomies = get(client, "taxonomies")["contents"]
    terms = get(client, "taxonomy_terms", per_page=100)
    assert terms["total_items"] == len(Offer) + len(Access)
    assert len({one["id"] for one in terms["contents"]}) == len(Offer) + len(Access)
    some = get(client, "taxonomy_terms", taxonomy_id=taxonomies[0]["id"], per_page=100)
    assert some["total_items"] == len(Offer)
    assert get(client, f"taxonomies/{taxonomies[0]['id']}") == taxonomies[0]
    assert get(client, f"taxonomy_terms/{Offer.PAIN.id}")["name"] == "Pain clinic"


def test_the_files_hold_everything(client):
    whole = client.get("/services/all.json")
    reading = read_services(whole.content, publisher="us")
    assert [one.name for one in reading.services] == ["Alpha", "Beta"] and not reading.remarks
    table = client.get("/services/all.csv").content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(table)))
    assert [row["name"] for row in rows] == ["Alpha", "Beta"]
    assert rows[0]["waits as of"] == "2026-03-02" and rows[1]["town"] == "Cardiff"
