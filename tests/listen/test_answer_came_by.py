"""Where an answer comes from: counted for a place and a month, and kept with nobody."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from pennydrop.core.audit.models import QuietEvent
from pennydrop.core.vault.tickets import open_ticket
from pennydrop.rooms.listen.actions.outreach import count_for_place, keep_lists
from pennydrop.rooms.listen.actions.withdrawal import withdraw
from pennydrop.rooms.listen.models import CameBy, Participant, Place
from pennydrop.rooms.listen.queries.outreach import counts_by_place
from pennydrop.rooms.listen.rules.outreach import where_told
from tests.listen.answering import Teller, seven_study
from tests.listen.reading_age import grade
from tests.listen.test_kiosk import Waiting

pytestmark = [pytest.mark.django_db(databases=["default", "keys"])]


@pytest.fixture
def asked(organisation, at):
    study = seven_study(organisation, at)
    keep_lists(
        study=study, places=["Market", "Station", "Pier"], kinds=["Talked"], by="test", at=at
    )
    return study


def place(study, name="Market"):
    return Place.objects.get(study=study, name=name)


def came(study):
    rows = CameBy.objects.filter(place__study=study)
    return {(row.place.name, row.answers) for row in rows}


class Walker(Teller):
    """Somebody who follows a poster's own address, from page to page, as its links lead."""

    def arrive(self, address):
        self.page = self.client.get(address, follow=True)
        for words in ("Tell us", "Go on", "I have read this"):
            self.page = self.client.get(self.link(words))
            if words == "Tell us":
                self.about = self.text
        self.page = self.client.post(self.action(), {"take_part": "yes", "analyse": "yes"})
        return self

    def link(self, words):
        found = re.search(rf'<a [^>]*href="([^"]+)"[^>]*>\s*{words}', self.text)
        return found[1].replace("&amp;", "&")

    def action(self):
        return re.search(r'<form method="post" action="([^"]+)"', self.text)[1].replace(
            "&amp;", "&"
        )

    def tell(self, words="i was in real pain"):
        self.go("one-1")
        self.go("save", step=1, answer=words)
        self.share()
        return self


def poster(study, number):
    return reverse("listen:start_at", args=[study.slug, number])


def test_an_answer_counts_for_the_place_whose_poster_led_to_it(asked):
    number = place(asked).pk
    walker = Walker(asked).arrive(poster(asked, number))
    assert "<strong>Market</strong>" in walker.about and "one to a number" in walker.about
    assert not CameBy.objects.exists()
    walker.tell()
    Walker(asked).arrive(poster(asked, number) + "?t=1").tell()
    month = timezone.localdate().replace(day=1)
    assert [(row.place_id, row.month, row.answers) for row in CameBy.objects.all()] == [
        (number, month, 2)
    ]


def test_nothing_ties_a_place_to_a_person(asked):
    Walker(asked).arrive(poster(asked, place(asked).pk)).tell()
    assert {field.name for field in CameBy._meta.concrete_fields} == {
        "id", "place", "month", "answers"}  # fmt: skip
    assert not any("place" in field.name for field in Participant._meta.concrete_fields)
    assert not QuietEvent.objects.filter(what__contains="place").exists()


def test_it_stays_counted_when_the_words_are_taken_back(asked, at):
    Walker(asked).arrive(poster(asked, place(asked).pk)).tell()
    withdraw(participant=Participant.objects.get(), asked="with the code", by="quiet", at=at)
    assert came(asked) == {("Market", 1)}


def test_without_a_place_it_is_not_said(asked):
    start = reverse("listen:start", args=[asked.slug])
    walker = Walker(asked).arrive(start).tell()
    assert "You came by" not in walker.about
    assert not CameBy.objects.exists()
    assert dict(counts_by_place(asked.pk))[""].surveys == 1


@pytest.mark.parametrize("number", [0, 10**8, "another"])
def test_a_number_that_is_no_place_of_the_study_counts_nowhere(asked, organisation, at, number):
    if number == "another":
        other = seven_study(organisation, at)
        keep_lists(study=other, places=["Harbour"], kinds=["Talked"], by="test", at=at)
        number = place(other, "Harbour").pk
    walker = Walker(asked).arrive(poster(asked, number)).tell()
    assert "You came by" not in walker.about
    assert Participant.objects.get().state == "shared"
    assert not CameBy.objects.exists()


@pytest.mark.parametrize("w", ["x", "-1", "1" * 30, "²", "1;2"])
def test_whatever_stands_in_the_address_breaks_no_page(asked, w):
    for name in ("start", "about", "limits", "agree"):
        page = Teller(asked).client.get(reverse(f"listen:{name}", args=[asked.slug]), {"w": w})
        assert page.status_code == 200 and "w=" not in page.text


def test_larger_text_and_the_place_travel_together(asked):
    number = place(asked).pk
    page = Teller(asked).client.get(poster(asked, number)).text
    assert f"?w={number}" in page and f'href="{poster(asked, number)}?t=1"' in page
    about = (
        Teller(asked)
        .client.get(reverse("listen:about", args=[asked.slug]), {"w": number, "t": "1"})
        .text
    )
    assert f"?t=1&amp;w={number}" in about and f"?t=0&amp;w={number}" in about
    assert 'href="/help/?t=1"' in about  # what has nothing to do with it is not told


def test_the_chart_says_no_small_number_of_answers_by_place(client, owner, asked, at):
    for name, answers in (("Market", 4), ("Pier", 8), ("Station", 13)):
        for _ in range(answers):
            count_for_place(study=asked, place=place(asked, name).pk, at=at)
    client.force_login(owner)
    Walker(asked).arrive(reverse("listen:start", args=[asked.slug])).tell()
    page = client.get(reverse("listen:field", args=[asked.pk])).text
    rows = re.findall(r"<tr><th[^>]*>(Market|Station|Pier)</th>(.*?)</tr>", page, re.S)
    told = {name: re.findall(r"<td[^>]*>(.*?)</td>", cells) for name, cells in rows}
    assert (told["Market"][2], told["Pier"][2]) == ("fewer than 10", "not shown")
    assert told["Station"][2] == "about 15"
    table = client.get(reverse("listen:field_figures", args=[asked.pk])).text
    assert "place,Market" in table and ",4" not in table and ",13" not in table


def test_what_is_made_for_a_place_carries_it(client, owner, stranger, asked, organisation, at):
    number = place(asked).pk
    client.force_login(owner)
    page = client.get(reverse("listen:invite", args=[asked.pk]), {"place": number}).text
    whole = f"http://testserver{poster(asked, number)}"
    assert whole in page and f"poster.pdf?place={number}&amp;name=0&amp;strips=1" in page
    shown = client.get(reverse("listen:poster", args=[asked.pk]), {"place": number}).text
    assert f"testserver{poster(asked, number)[:-1]}" in shown
    assert "Market" not in shown.split("<h1>")[1]  # for whoever hangs it, not for whoever reads it
    file = client.get(reverse("listen:square", args=[asked.pk]), {"place": number})
    assert "square-market.svg" in file["Content-Disposition"] and whole in file.text
    for foreign in ("x", "0", str(10**8)):
        page = client.get(reverse("listen:invite", args=[asked.pk]), {"place": foreign}).text
        assert f"{reverse('listen:start', args=[asked.slug])}</a>" in page
    client.force_login(stranger)
    assert client.get(reverse("listen:invite", args=[asked.pk])).status_code == 404


def test_a_tablet_stands_at_a_place(client, owner, asked):
    number = place(asked, "Station").pk
    client.force_login(owner)
    page = client.get(reverse("listen:tablet", args=[asked.pk]), {"place": number})
    assert "Begin at Station" in page.text and f"minutes=5&amp;place={number}" in page.text
    token = page.context["path"].split("/")[2]
    assert open_ticket(token, purpose="tablet address")["w"] == number
    tablet = Waiting(asked, place=number)
    for turn in ("one", "two"):
        agreed = tablet.send(_agree_page(tablet), take_part="yes", analyse="yes")
        tablet.send(tablet.send(agreed, go="one-1"), go="save", step=1, answer=turn)
        tablet.send(tablet.get("/mine/use/"))
        assert tablet.get("/k/")["Location"] == tablet.start
    assert came(asked) == {("Station", 2)}


def _agree_page(tablet):
    page = tablet.get(tablet.start)
    for name in ("about", "limits", "agree"):
        page = tablet.get(re.search(rf'href="([^"]*/{name}/[^"]*)"', page.text)[1])
    return page


@pytest.mark.postgres
def test_many_at_once_are_each_counted(asked, at):
    for _ in range(3):
        count_for_place(study=asked, place=place(asked).pk, at=at)
    assert came(asked) == {("Market", 3)}


def test_the_words_about_it_are_easy():
    assert grade(where_told("the Market").replace("**", "")) <= 6
