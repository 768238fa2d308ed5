"""Anybody finds a service, by what it offers and how near it is, and sees how old each fact is."""

import datetime as dt
import html
import re
from uuid import UUID

import pytest

from pennydrop.rooms.inform.actions.services import check_service, retire_service, write_law
from pennydrop.rooms.inform.models import Service
from pennydrop.rooms.inform.queries.services import Wanted, due, nearby
from pennydrop.rooms.inform.rules.claims import Nation
from pennydrop.rooms.inform.rules.near import Point
from pennydrop.rooms.inform.rules.offers import Access, LegalStanding, Offer, Status
from pennydrop.rooms.inform.rules.services import BadService, Standing, Wait
from tests.inform.listing import KEY, TODAY, kept, said, site
from tests.listen.reading_age import grade

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.postgres]
HERE = f"/services/{KEY}/"


@pytest.fixture(autouse=True)
def noon(monkeypatch, at):
    monkeypatch.setattr("django.utils.timezone.now", lambda: at)


@pytest.fixture
def day(at):
    return at.date()


def read(client, path, status=200):
    answer = client.get(path)
    assert answer.status_code == status and not answer.cookies
    return answer.content.decode()


def asked(client, **data):
    """What somebody reads who sends the form, followed to where it leads."""
    answer = client.post("/services/", data, follow=True)
    assert answer.status_code == 200 and not answer.cookies
    return answer


def test_a_page_tells_every_fact_with_its_day_and_who_said_so(client, real, at, day):
    kept(real.pk, at, waits=(Wait("a first talk", said(day - dt.timedelta(100)), 2, 4),))
    page = read(client, HERE)
    for told in (
        "Two workers know ketamine well", "2 to 4 weeks", "so it may have changed", "Licensed",
        "Step-free", "A ramp is at the side", "The Old Dairy, 1 Milk Lane, Norwich",
        "Monday, Friday: 09:00 to 17:00. Ring the bell", "Ages from 16 up to 99", "tel:01603000000",
        "Said by", "Nobody here has checked it yet",
    ):  # fmt: skip
        assert told in page, told
    assert "<script" not in page


def test_what_was_checked_is_said_and_turns_old_in_sight(client, real, at, day, monkeypatch):
    row = kept(real.pk, at)
    again = day + dt.timedelta(90)
    check_service(service=row, who="our outreach worker", again=again, by="user:1", at=at)
    assert "by our outreach worker" in read(client, HERE)
    assert not due([real.pk], today=again).exists()
    late = again + dt.timedelta(1)
    assert [one.pk for one in due([real.pk], today=late)] == [row.pk]
    monkeypatch.setattr("django.utils.timezone.now", lambda: at + dt.timedelta(days=91))
    assert "That is a long time ago" in read(client, HERE)
    for wrong in (day, day + dt.timedelta(184)):
        with pytest.raises(BadService, match="next check"):
            check_service(service=row, who="x", again=wrong, by="user:1", at=at)


def test_somebody_finds_what_fits(client, real, at):
    kept(real.pk, at, name="Checks drugs")
    kept(real.pk, at, key=UUID(int=2), name="Bladder clinic", offers=frozenset({Offer.UROLOGY}),
         nations=frozenset({Nation.WALES}), sites=(), standing=None)  # fmt: skip
    kept(real.pk, at, key=UUID(int=3), name="Anybody at home", offers=frozenset(), sites=(),
         nations=frozenset(), anywhere=True, standing=None)  # fmt: skip
    kept(real.pk, at, key=UUID(int=4), name="Long gone", status=Status.DEFUNCT)
    names = ("Checks drugs", "Bladder clinic", "Anybody at home", "Long gone")
    for data, found in (
        ({}, (1, 1, 1, 0)), ({"offer": "urology"}, (0, 1, 0, 0)),
        ({"nation": "wales"}, (0, 1, 1, 0)), ({"nation": "england"}, (1, 0, 1, 0)),
        ({"need": ["toilet", "step-free"]}, (1, 1, 1, 0)), ({"need": "bsl"}, (0, 0, 0, 0)),
        ({"offer": "checking", "nation": "wales"}, (0, 0, 0, 0)),
        ({"offer": "nonsense"}, (1, 1, 1, 0)),
    ):  # fmt: skip
        answer = asked(client, **data)
        page = answer.content.decode()
        assert tuple(int(name in page) for name in names) == found, data


def test_near_a_typed_place_and_the_place_is_in_no_address(client, real, at):
    kept(real.pk, at, name="Here")
    far = site(2, town="Truro", point=Point(50.26, -5.05))
    kept(real.pk, at, key=UUID(int=2), name="Far away", sites=(far,))
    kept(real.pk, at, key=UUID(int=3), name="At home", sites=(), anywhere=True)
    kept(real.pk, at, key=UUID(int=4), name="Who knows", sites=(site(5, town="", point=None),))
    answer = asked(client, place="norwich")
    page = answer.content.decode()
    assert not answer.redirect_chain and "norwich" not in answer.request["QUERY_STRING"]
    told = (
        ">Here<", "within 3 miles", ">Far away<", "about 3", "From home", ">At home<",
        "We cannot tell how far",
    )  # fmt: skip
    order = [page.index(name) for name in told]
    assert order == sorted(order)
    assert "Norwich, England" in page
    which = asked(client, place="newport").content.decode()
    assert "Which one?" in which and "Newport, Wales (near Cardiff)" in which
    assert "Measured from" in asked(client, place="NR2 4AB").content.decode()
    assert "do not know that place" in asked(client, place="Atlantis").content.decode()


def test_a_typed_place_is_written_nowhere(client, real, at, caplog, django_assert_max_num_queries):
    kept(real.pk, at)
    with caplog.at_level("DEBUG"), django_assert_max_num_queries(10) as seen:
        asked(client, place="Sheringham")
    assert "heringham" not in caplog.text
    assert all("heringham" not in one["sql"] for one in seen.captured_queries)
    assert not any(one["sql"].startswith(("INSERT", "UPDATE")) for one in seen.captured_queries)


def test_the_nearest_come_first_and_the_rest_are_counted(real, at, day):
    for number in range(33):
        away = site(number, point=Point(52.63 + number / 20, 1.3))
        kept(real.pk, at, key=UUID(int=number + 1), name=f"S{number:02}", sites=(away,))
    found = nearby(Wanted(), Point(52.63, 1.3), today=day)
    assert [one.service.name for one in found.near] == [f"S{n:02}" for n in range(30)]
    assert found.more == 3 and not found.unplaced


def test_what_is_retired_says_so_and_what_never_was_does_not(client, real, at):
    row = kept(real.pk, at)
    retire_service(service=row, by="user:1", at=at)
    assert "no longer in the list" in read(client, HERE, 410)
    assert "no such service" in read(client, f"/services/{UUID(int=7)}/", 404)
    assert "Fenland" not in read(client, "/services/")
    assert client.get(f"/api/services/{KEY}").status_code == 404
    with pytest.raises(BadService, match="no longer"):
        retire_service(service=row, by="user:1", at=at)


def test_the_law_is_told_by_nation_with_its_day(client, real, at):
    assert "Nobody has written" in read(client, "/services/law/")
    line = {"organisation": real.pk, "nation": Nation.SCOTLAND, "offer": Offer.SAFE_USE, "by": "u"}
    standing = Standing(LegalStanding.AGREED, said(link="https://law.example/"), "One city.")
    write_law(standing=standing, at=at, **line)
    with pytest.raises(BadService, match="address"):
        write_law(standing=Standing(LegalStanding.AGREED, said()), at=at, **line)
    page = read(client, "/services/law/")
    assert "Scotland" in page and "agreed with prosecutors" in page and "2 March 2026" in page


def test_the_demonstration_says_that_its_services_are_invented(client, real, at):
    kept(real.pk, at)
    real.invented = True
    real.save()
    for path in ("/services/", HERE):
        assert "Do not call or go there" in read(client, path)
    assert "tel:01603" not in read(client, HERE)
    assert "Invented" in client.get(f"/api/services/{KEY}").json()["alert"]
    assert "noindex" in read(client, HERE)


def test_a_wrong_word_keeps_a_service_out(real, at, day):
    late = said(day + dt.timedelta(1))
    for wrong, why in (
        ({"name": ""}, "a name"), ({"about": "For addicts."}, "can hurt"),
        ({"for_ketamine": "We give 50 mg."}, "dose"), ({"website": "ftp://x"}, "web address"),
        ({"email": "x"}, "e-mail"), ({"least_age": 99, "most_age": 9}, "above the oldest"),
        ({"standing": None}, "stands in law"), ({"waits": (Wait("x", late, 1),)}, "not come yet"),
        ({"waits": (Wait("x", said(), 5, 2),)}, "longer than"),
        ({"waits": (Wait("x", said()),)}, "how long"),
    ):  # fmt: skip
        with pytest.raises(BadService, match=why):
            kept(real.pk, at, **wrong)
    assert not Service.objects.exists() and day == TODAY


def test_its_own_words_read_at_nine_to_eleven(client, real, at):
    kept(real.pk, at, about="", for_ketamine="", way_in="")
    for path in ("/services/", HERE, "/services/law/"):
        body = read(client, path).split("<main")[1].split("</main")[0]
        shown = re.sub(
            r"<(?:select|style|title|code)\b.*?</(?:select|style|title|code)>", " ", body
        )
        text = re.sub(r"</(?:p|li|h\d|label|button|a|summary|div)>", ".\n\n", shown)
        assert grade(html.unescape(re.sub(r"<[^>]+>", " ", text))) <= 6, path
    words = [one.means for words in (Offer, Access, LegalStanding) for one in words]
    assert grade("\n\n".join(words)) <= 6


def test_a_page_is_light_however_long_the_list_is(client, real, at):
    for number in range(25):
        kept(real.pk, at, key=UUID(int=number + 1), name=f"Service {number:02}")
    page = read(client, "/services/")
    assert len(page.encode()) < 50_000 and page.count('class="service-list"') == 1
    assert "Service 19" in page and "Service 20" not in page
    assert "Service 24" in read(client, "/services/?page=2")
