"""Somebody brings in a list of tested samples, and the world reads figures made from it."""

import csv
import datetime as dt
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from pennydrop.rooms.inform.actions.sample_figures import put_figures_out
from pennydrop.rooms.inform.actions.samples import keep_samples
from pennydrop.rooms.inform.models import CheckedSample, FoundSubstance
from pennydrop.rooms.inform.queries.samples import samples_page
from pennydrop.rooms.inform.rules.places import Place
from pennydrop.rooms.inform.rules.samples import Finding, Role, Sample

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.postgres]
HEAD = "sample,date_received,postcode,intent,major,effects"
FIRST = "W1,2026-01-05,NR3 1AA,Ketamine,Ketamine,fell asleep"
LIST = f"{HEAD}\n{FIRST}\nW2,2026-01-06,CF1,Ketamine,MDMA,\n"
SAID = "It usually is ketamine, and that is what harms the bladder."


@pytest.fixture(autouse=True)
def noon(monkeypatch, at):
    monkeypatch.setattr("django.utils.timezone.now", lambda: at + dt.timedelta(60))


@pytest.fixture
def send(client, real, owner):
    """Send a list as an editor."""
    client.force_login(owner)

    def put(text, name="list.csv"):
        data = text if isinstance(text, bytes) else text.encode()
        file = SimpleUploadedFile(name, data)
        form = {"service": "A service", "licence": "on", "file": file}
        return client.post(f"/inform/{real.pk}/samples/", form, follow=True)

    return put


def test_a_list_comes_in_once_and_neither_postcode_nor_effect_with_it(send):
    said = send(LIST).content.decode()
    assert "Samples kept: 2." in said and "not read: effects" in said
    again = send(LIST).content.decode()
    assert "Samples kept: 0. Here already: 2." in again
    assert CheckedSample.objects.count() == FoundSubstance.objects.count() == 2
    kept = repr([list(model.objects.values()) for model in (CheckedSample, FoundSubstance)])
    assert "NR3" not in kept and "asleep" not in kept and Place.EAST in kept


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (LIST + "W3,2026-01-06,CF1,=1+1,MDMA,\n", "Row 4: “=1+1” begins like a formula."),
        (LIST.encode() + b"W3,2026-01-06,CF1,K\xe9t,MDMA,\n", "not UTF-8"),
        ("a,b\n1,2\n", "No column is called"),
        ("", "empty"),
        (LIST + 'W3,2026-01-06,"CF1', "line"),
    ],
)
def test_nothing_of_a_list_comes_in_while_a_row_is_refused(send, text, why):
    said = send(text)
    assert said.status_code == 422 and why in said.content.decode()
    assert not CheckedSample.objects.exists()


def test_only_editors_bring_lists_in(client, real, clinician, worker, stranger):
    for who, status in ((clinician, 403), (worker, 403), (stranger, 404)):
        client.force_login(who)
        assert client.get(f"/inform/{real.pk}/samples/").status_code == status


def samples(place, only, missing, letter):
    found = ["Ketamine"] * only + ["MDMA"] * missing
    return [
        Sample(
            f"{letter}{number}", ("ketamine",), (Finding(one, Role.MAIN),),
            received=dt.date(2026, 2, 1), place=place,
        )
        for number, one in enumerate(found)
    ]  # fmt: skip


@pytest.fixture
def keep(real, at):
    def put(*lists, service="A service"):
        listed = [one for some in lists for one in some]
        keep_samples(organisation=real.pk, service=service, samples=listed, by="u", at=at)

    return put


@pytest.fixture
def put_out(real):
    def put(on=dt.date(2026, 5, 1), *, by_place=True):
        at = dt.datetime.combine(on, dt.time(12), dt.UTC)
        return put_figures_out(
            organisation=real.pk, substance="ketamine", by_place=by_place, by="u", at=at
        )

    return put


def shown(client, path="/samples/"):
    return client.get(path).content.decode()


def test_figures_are_rounded_and_a_small_one_cannot_be_worked_out(client, keep, put_out):
    keep(samples(Place.WALES, 42, 21, "W"), samples(Place.LONDON, 33, 9, "L"))
    assert put_out(dt.date(2026, 3, 31)) == 0
    assert "No figures yet" in shown(client)
    assert put_out() == 2
    page = shown(client)
    assert "about 40" in page and "January to March 2026" in page
    wales, london = samples_page("ketamine", today=dt.date(2026, 5, 1)).lines
    assert (wales.place, london.place) == (Place.WALES, Place.LONDON)
    assert london.words == ("about 35", "not shown", "not shown")


def test_a_place_of_which_nothing_can_be_told_is_not_named(keep, put_out):
    keep(samples(Place.WALES, 42, 21, "W"), samples(Place.SCOTLAND, 33, 2, "S"))
    assert put_out() == 1
    (line,) = samples_page("ketamine", today=dt.date(2026, 5, 1)).lines
    assert line.place is Place.WALES


def test_what_is_out_stays_as_it_is_whatever_comes_in_later(client, keep, put_out):
    keep(samples(Place.WALES, 42, 21, "W"), samples(Place.SCOTLAND, 2, 1, "S"))
    put_out()
    before = shown(client)
    keep(samples(Place.WALES, 60, 30, "w"), samples(Place.SCOTLAND, 30, 30, "s"))
    assert shown(client) == before
    for by_place in (True, False):
        assert put_out(by_place=by_place) == 0 and shown(client) == before


def test_a_quarter_can_be_told_for_the_whole_uk_together(client, keep, put_out):
    few = (Place.WALES, Place.SCOTLAND, Place.EAST, Place.LONDON)
    keep(*(samples(place, 4, 2, place[0]) for place in few))
    assert put_out() == 0
    assert put_out(by_place=False) == 1
    (line,) = samples_page("ketamine", today=dt.date(2026, 5, 1), place=Place.WALES).lines
    assert line.row[1:3] == ("The whole UK", "about 15")
    assert put_out() == 0


def test_somebody_looks_at_one_nation_or_region(client, keep, put_out):
    keep(samples(Place.WALES, 42, 21, "W"), samples(Place.LONDON, 33, 12, "L"))
    put_out()
    wales, england = (
        shown(client, "/samples/?place=Wales"),
        shown(client, "/samples/?place=England"),
    )
    assert "about 40" in wales and "about 35" not in wales
    assert "about 35" in england and "about 40" not in england
    assert shown(client, "/samples/?place=NR3") == shown(client)


def test_the_table_can_be_taken_away_and_none_of_its_cells_is_a_formula(client, keep, put_out):
    keep(samples(Place.WALES, 42, 21, "W"), service="=HYPERLINK(1)")
    put_out()
    file = client.get("/samples/figures.csv")
    assert file["Content-Type"].startswith("text/csv")
    (head, line) = csv.reader(io.StringIO(file.content.decode("utf-8-sig")))
    assert head[:2] == ["Quarter", "Place"] and line[1] == "Wales"
    assert not [cell for cell in [*head, *line] if cell.startswith(tuple("=+-@"))]


def test_only_editors_put_figures_out(client, real, owner, clinician, stranger, keep):
    keep(samples(Place.WALES, 42, 21, "W"))
    address = f"/inform/{real.pk}/samples/out/"
    for who, status in ((clinician, 403), (stranger, 404)):
        client.force_login(who)
        assert client.post(address).status_code == status
    client.force_login(owner)
    assert client.get(address).status_code == 405
    assert (
        "Lines put out: 1." in client.post(address, {"by": "place"}, follow=True).content.decode()
    )
    assert "Nothing new can be told" in client.post(address, follow=True).content.decode()


def test_advice_on_the_page_shows_only_while_it_is_signed(client, real, claim, sign, at):
    version = claim("usually-ketamine", SAID)
    assert SAID not in shown(client)
    sign(version, days=70)
    assert SAID in shown(client)
    late = samples_page("ketamine", today=at.date() + dt.timedelta(71))
    assert late.beside.empty
