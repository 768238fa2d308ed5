"""Many passages to a report: they are chosen together and signed one after another."""

import pytest
from django.urls import reverse

from pennydrop.rooms.listen.actions.studies import create_study
from pennydrop.rooms.understand.actions.codes import make_code
from pennydrop.rooms.understand.actions.codings import add_coding
from pennydrop.rooms.understand.actions.themes import make_theme
from pennydrop.rooms.understand.models import Quote, Signature
from pennydrop.rooms.understand.queries.quotes import quotes_now

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
SAID = ("I kept it in a tin.", "Nobody asked me about it.", "It was gone by the morning.")


@pytest.fixture
def theme(study, make_text, at):
    """Three passages of one interview, each coded by two people."""
    code = make_code(study=study.pk, name="Kept", by="user:1", at=at).pk
    text = make_text(study, "interview", [("Ash", words) for words in SAID])
    for turn, words in enumerate(SAID):
        start, end = text.place(turn, words)
        for who in ("user:1", "user:2"):
            add_coding(text=text.id, code=code, start=start, end=end, by=who, at=at)
    return make_theme(study=study.pk, title="Kept things", codes=[code], by="user:1", at=at)


@pytest.fixture
def way(study, theme):
    return reverse("understand:theme-choose", args=[study.pk, theme.pk])


def ticks(page):
    return [part.split('"')[0] for part in page.content.decode().split('name="place" value="')[1:]]


def test_those_ticked_are_put_forward_whole_and_are_offered_no_more(client, colleague, way, theme):
    client.force_login(colleague)
    first, _, third = ticks(client.get(way))
    sent = {"place": [first, third], "attribution": "Interview, a parent"}
    page = client.post(way, sent, follow=True)
    assert "Chosen: 2 passages." in page.content.decode()
    cards = [now.card for now in quotes_now(Quote.objects.filter(theme=theme))]
    assert {card.words for card in cards} == {SAID[0], SAID[2]}
    assert {card.attribution for card in cards} == {"Interview, a parent"}
    left = client.get(way)
    assert len(ticks(left)) == 1 and "a quote already" in left.content.decode()


@pytest.mark.parametrize(
    ("sent", "why"),
    [
        ({}, "Tick at least one passage."),
        ({"place": ["x:1:2"]}, "One of these passages is not known."),
        ({"place": ["1"]}, "One of these passages is not known."),
        ({"place": ["FIRST", "FIRST"], "attribution": "A " + " ".join(["parent"] * 30)}, "120"),
    ],
)
def test_what_cannot_be_chosen_is_told_and_nothing_is(client, colleague, way, sent, why):
    client.force_login(colleague)
    first = ticks(client.get(way))[0]
    sent = {name: [first if one == "FIRST" else one for one in value] if name == "place" else value
            for name, value in sent.items()}  # fmt: skip
    page = client.post(way, sent)
    assert page.status_code == 422 and why in page.content.decode()
    assert not Quote.objects.exists()


def test_a_passage_of_another_study_is_chosen_by_nobody(
    client, colleague, way, organisation, new_study, make_text, at
):
    other = create_study(new=new_study, by="test", at=at)
    text = make_text(other, "interview", [("Bo", "These are words of another study.")])
    start, end = text.place(0, "These are words")
    client.force_login(colleague)
    page = client.post(way, {"place": [f"{text.id}:{start}:{end}"], "attribution": ""})
    assert page.status_code == 422 and not Quote.objects.exists()


@pytest.mark.parametrize(("who", "status"), [("worker", 403), ("stranger", 404)])
def test_nobody_else_gets_to_the_page(request, client, way, who, status):
    client.force_login(request.getfixturevalue(who))
    assert client.get(way).status_code == status
    assert client.post(way, {}).status_code == status


def test_signing_goes_on_to_the_next_until_none_waits(client, colleague, owner, way, study):
    client.force_login(colleague)
    client.post(way, {"place": ticks(client.get(way)), "attribution": ""})
    client.force_login(owner)
    here = reverse("understand:quote", args=[Quote.objects.order_by("at", "pk")[0].pk])
    met = []
    while "quotes/waiting" not in here:
        met.append(here)
        page = client.get(here)
        assert ("look at the next" in page.content.decode()) == (len(met) < 3)
        seen = page.content.decode().split('name="seen" value="')[1].split('"')[0]
        here = client.post(here, {"do": "sign-on", "seen": seen}).headers["Location"]
    assert len(set(met)) == 3 == Signature.objects.filter(by=f"user:{owner.pk}").count()
