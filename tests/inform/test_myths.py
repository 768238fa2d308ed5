"""Questions that people ask, answered only by what is signed, as a page and as cards to share."""

import datetime as dt
import struct

import pytest

from pennydrop.core.documents.cards import SIZES, Shape
from pennydrop.rooms.inform.actions.myths import bring_in_myths, retire_myth, write_myth
from pennydrop.rooms.inform.models import StoredMyth
from pennydrop.rooms.inform.queries.cards import UNCHECKED
from pennydrop.rooms.inform.queries.myths import myths_of
from pennydrop.rooms.inform.rules.claims import Kind, Nation
from pennydrop.rooms.inform.rules.myths import BadMyth, Myth, check_myth
from pennydrop.rooms.inform.rules.starter.reading import starter_claims, starter_myths
from pennydrop.rooms.publish.rules.reading import reading_age

DATABASE = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.postgres]
ASKED = "Does water protect my bladder?"
ANSWER, MORE = "Water is fine, but it is no shield.", "Less ketamine is easier on your bladder."
WATER = Myth("water", ASKED, ("no-shield", "less"))


def database(test):
    for mark in DATABASE:
        test = mark(test)
    return test


@pytest.fixture
def noon(monkeypatch, at):
    def go(days):
        monkeypatch.setattr("django.utils.timezone.now", lambda: at + dt.timedelta(days))

    go(0)
    return go


@pytest.fixture
def myth(real, claim, at, noon):
    claims = {"no-shield": claim("no-shield", ANSWER), "less": claim("less", MORE)}
    write_myth(organisation=real.pk, new=WATER, by="user:1", at=at)
    return claims


def everywhere(client):
    """What the world reads of it: the page, the cards, a card's words, and whether there is one."""
    paths = ("/myths/", "/myths/cards/", "/myths/cards/water/square.txt")
    said = [client.get(path) for path in paths]
    return [one.content.decode() if one.status_code == 200 else "" for one in said]


@database
def test_an_answer_shows_only_while_it_is_signed_and_its_question_only_with_it(
    client, myth, sign, noon
):
    assert not any(ASKED in page for page in everywhere(client))
    sign(myth["less"], days=90)
    assert not any(ASKED in page or MORE in page for page in everywhere(client))
    sign(myth["no-shield"], days=30)
    for days in (0, 29, 30, 31, 90):
        noon(days)
        for page in everywhere(client):
            assert (ASKED in page) == (ANSWER in page) == (MORE in page) == (days <= 30)
        assert client.get("/myths/cards/water/square.png").status_code == (
            200 if days <= 30 else 404
        )


@database
def test_a_card_is_a_picture_of_each_size_and_says_until_when_it_holds(client, myth, sign, at):
    sign(myth["no-shield"], days=30)
    words = client.get("/myths/cards/water/square.txt").content.decode()
    until = at.date() + dt.timedelta(30)
    assert words == f"{ASKED}\n{ANSWER}\nChecked until {until:%-d %B %Y}\n"
    for shape in Shape:
        picture = client.get(f"/myths/cards/water/{shape}.png")
        assert picture["Content-Type"] == "image/png"
        assert struct.unpack(">II", picture.content[16:24]) == SIZES[shape]
    assert b"<svg" in client.get("/myths/cards/water/wide.svg").content[:200]
    for wrong in ("water/round.png", "water/square.gif", "nothing/square.png"):
        assert client.get(f"/myths/cards/{wrong}").status_code == 404
    page = client.get("/myths/cards/").content.decode()
    assert f"<h2>{ASKED}</h2><p>{ANSWER}</p>" in page and "<img" not in page


@database
def test_a_card_says_where_a_sentence_holds_and_what_its_sources_disagree_on(
    client, real, claim, sign, at, noon
):
    disputed = {"disagree": True, "conflict": "Sellers say otherwise."}
    sign(claim("no-shield", ANSWER, nations=frozenset({Nation.WALES}), **disputed))
    sign(claim("less", MORE, **disputed))
    write_myth(organisation=real.pk, new=WATER, by="user:1", at=at)
    words = client.get("/myths/cards/water/square.txt").content.decode()
    assert f"Wales: {ANSWER}\nSources differ: Sellers say otherwise.\nChecked" in words
    assert MORE not in words


@database
def test_the_demonstration_shows_drafts_and_says_so_on_each_card(client, myth, real):
    real.invented = True
    real.save()
    page, cards, words = everywhere(client)
    assert ANSWER in page and "Nobody has checked these words yet" in page
    assert ANSWER in words and UNCHECKED in words and UNCHECKED in cards


@database
def test_an_editor_writes_and_retires_a_question(
    client, myth, real, owner, clinician, worker, stranger
):
    here = f"/inform/{real.pk}/myths/"
    new = {"key": "tea", "asked": "Does tea help?", "claims": "no-shield"}
    for who, reads, writes in ((clinician, 200, 403), (worker, 403, 403), (stranger, 404, 404)):
        client.force_login(who)
        assert client.get(here).status_code == reads
        assert client.post(here, new).status_code == writes
        assert client.post(f"{here}water/retire/").status_code == writes
    client.force_login(owner)
    assert "There is no claim" in client.post(here, new | {"claims": "x"}).content.decode()
    client.post(here, new)
    client.post(f"{here}water/", new | {"key": "water", "asked": "Is water a shield?"})
    asked = [one.asked for one in myths_of(real.pk)]
    assert asked == ["Is water a shield?", "Does tea help?"]
    client.post(f"{here}water/retire/")
    assert [one.key for one in myths_of(real.pk)] == ["tea"]
    assert client.get(f"{here}water/").status_code == 404


@database
def test_what_is_shipped_comes_in_once_and_over_nobodys_work(real, shipped, at):
    shipped = starter_myths()
    assert myths_of(real.pk) == list(shipped)
    write_myth(
        organisation=real.pk, new=Myth("water", ASKED, ("water-no-shield",)), by="user:1", at=at
    )
    retire_myth(myth=StoredMyth.objects.get(key="drive"), by="user:1", at=at)
    StoredMyth.objects.filter(key="clinic").update(asked="An older wording?")
    StoredMyth.objects.filter(key="tested").delete()
    assert bring_in_myths(organisation=real.pk, by="user:1", at=at) == 2
    now = {one.key: one.asked for one in myths_of(real.pk)}
    assert now["water"] == ASKED and "drive" not in now and "tested" in now
    assert now["clinic"] != "An older wording?"


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"asked": "Water protects your bladder."}, "Ask a question"),
        ({"asked": "Are addicts to blame?"}, "can hurt"),
        ({"asked": "Is 50 mg all right?"}, "dose"),
        ({"asked": "a" * 120 + "?"}, "at most 120"),
        ({"claims": ()}, "one to 5"),
        ({"claims": ("less", "less")}, "each once"),
        ({"key": "Two Words"}, "small letters"),
    ],
)
def test_a_question_that_states_hurts_or_doses_is_refused(change, why):
    said = {"key": "water", "asked": ASKED, "claims": ("less",)} | change
    with pytest.raises(BadMyth, match=why):
        check_myth(Myth(**said))


def test_what_is_shipped_names_claims_that_exist_and_is_easy_to_read():
    claims = starter_claims()
    myths = starter_myths()
    assert len(myths) > 10 and len({one.key for one in myths}) == len(myths)
    named = [claims[key] for one in myths for key in one.claims]
    assert all(claim.kind is Kind.ADVICE for claim in named)
    age = reading_age([*(one.asked for one in myths), *(claim.text for claim in named)])
    assert age is not None and age <= 11
