"""Whoever is quoted sees their lines before a release, with their code, and may object."""

import datetime as dt
import re
from html import unescape

import pytest
from django.utils import timezone

from pennydrop.core.documents.blocks import QuoteRef
from pennydrop.core.erasure.registry import holdings_everywhere, record_everywhere
from pennydrop.core.first_look import NotShown, lines_for, object_to
from pennydrop.rooms.listen.actions.withdrawal import withdraw
from pennydrop.rooms.listen.models import Study
from pennydrop.rooms.listen.public import study_card
from pennydrop.rooms.publish.actions.drafts import put_block
from pennydrop.rooms.publish.actions.release import CannotRelease
from pennydrop.rooms.publish.models import FirstLook, LineObjection, ShownLine
from pennydrop.rooms.publish.queries.checks import check_draft
from pennydrop.rooms.publish.queries.drafts import draft_of
from pennydrop.rooms.understand.actions.quotes import change_quote, make_quote
from pennydrop.rooms.understand.actions.signing import sign_quote
from pennydrop.rooms.understand.rules.quoting import Words
from tests.listen.answering import Teller
from tests.listen.reading_age import grade
from tests.publish.conftest import CANARY, SECOND
from tests.publish.releasing import released
from tests.publish.showing import CODE, hold_a_code, put_on_show
from tests.publish.showing import how_to_ask as how_to_ask

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.postgres]
WHY = "my cobalt kettle would know me"


@pytest.fixture
def real(told, draft):
    """The study is a real one: there are people to wait for. (Closed: it passed no gate.)"""
    Study.objects.filter(pk=told.id).update(invented=False, state="closed")
    told.card = study_card(told.id)
    return told


@pytest.fixture
def teller(real):
    """Whoever said the canary holds a code, and comes back with it."""
    hold_a_code(real)
    made = Teller(Study.objects.get(pk=real.id))
    made.post("code", code=CODE)
    return made


def say(teller, quote, answer, why=""):
    key = quote.pk.hex
    fields = {"line": quote.pk, f"answer-{key}": answer, f"why-{key}": why}
    return unescape(teller.post("lines", **fields))


def stops(told):
    """All but that nobody has tried to recognise somebody yet."""
    found = check_draft(told.card, draft_of(told.id), printing=False).stops
    return [str(one) for one in found if not one.page]


def time_passes():
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    ShownLine.objects.update(last_day=yesterday)


def cut_otherwise(told, quote, at):
    change_quote(
        quote=quote, theme=told.theme.pk, pieces=[Words(*told.texts[0].place(0, CANARY))],
        attribution="Interview, a lighthouse keeper", by="user:1", at=at,
    )  # fmt: skip
    for who in ("user:1", "user:2"):
        sign_quote(quote=quote, by=who, at=at)


def test_a_person_sees_their_line_in_its_context_and_where_it_would_stand(real, teller, quote):
    assert "Before we print it" not in teller.get("mine")
    assert "We have nothing to show you today." in teller.get("lines")
    put_on_show(real)
    assert "print a line of yours" in " ".join(teller.get("mine").split())
    page = unescape(teller.get("lines"))
    assert f"<mark>{CANARY}</mark>" in page and "Well. Then " in page
    assert "[at the surgery]" in page and "a lighthouse keeper" in page
    assert "under “Somebody looks up”" in page and "Attention comes before treatment." in page
    assert f"{timezone.localdate() + dt.timedelta(days=14):%-d %B %Y}" in page
    assert "checked" not in page and "<title>Your lines</title>" in page
    assert "Choose one of the two answers." in say(teller, quote, "", WHY)
    assert WHY in teller.text and not LineObjection.objects.exists()


def test_nobody_elses_words_are_shown(real, teller, draft, at, make_text):
    """In a focus group the turns round a line are other people's."""
    turns = [("Bo", "My umber lamp went out."), ("Cal", "They broke my teal cup."), ("Bo", "Yes.")]
    group = make_text(Study.objects.get(pk=real.id), "focus_group", turns)
    hold_a_code(real, group.people["Bo"])
    place = group.place(0, "My umber lamp went out")
    quote = make_quote(
        theme=None, source=group.id, pieces=[Words(*place)], attribution="", by="user:1", at=at
    )
    put_block(
        draft=draft, block=QuoteRef(str(quote.pk)), place=2, new=True,
        based_on=draft.number, by="user:1", at=at,
    )  # fmt: skip
    put_on_show(real)
    teller.post("code", code=CODE)
    page = teller.get("lines")
    assert "<mark>My umber lamp went out</mark>" in page and "Yes." in page
    assert "teal cup" not in page and CANARY not in page


def test_a_release_waits_for_the_time_and_then_goes(real, teller, draft, at):
    assert any("1 line has not been shown" in one for one in stops(real))
    put_on_show(real)
    assert any("may look at their lines until" in one for one in stops(real))
    with pytest.raises(CannotRelease):
        released(real, draft, at)
    time_passes()
    assert stops(real) == []
    assert "It may be printed any day now." in teller.get("lines")
    released(real, draft, at)


def test_a_line_that_is_out_already_is_not_said_to_wait(real, teller, quote, draft, at):
    put_on_show(real)
    assert "public already" not in teller.get("lines")
    time_passes()
    released(real, draft, at)
    shown = teller.get("lines")
    assert "This line is public already" in shown and "any day now" in shown
    say(teller, quote, "not_this")
    assert "keeps it out of the next ones" in teller.get("lines")


def test_an_objection_stops_a_release_until_the_quote_is_out_or_reworded(
    real, teller, quote, draft, at, client, colleague
):
    put_on_show(real)
    time_passes()
    assert "You said: Not in these words." in say(teller, quote, "not_these_words", WHY)
    row = LineObjection.objects.get()
    assert b"kettle" not in bytes(row.sealed)
    assert any("in these words. Change it" in one for one in stops(real))
    client.force_login(colleague)
    page = unescape(client.get(f"/publish/{real.id}/{draft.id}/first-look/").content.decode())
    assert "Somebody objects" in page and WHY in page
    cut_otherwise(real, quote, at)
    assert any("changed since it was shown" in one for one in stops(real))
    assert "We have changed this line." in teller.get("lines")
    put_on_show(real)
    assert any("may look at their lines until" in one for one in stops(real))
    assert "You said:" not in teller.get("lines")
    assert "You said: Do not print this." in say(teller, quote, "not_this")
    time_passes()
    assert any("does not want it printed. Take it out" in one for one in stops(real))
    teller.post("lines", line=quote.pk, back="1")
    assert stops(real) == [] and not LineObjection.objects.exists()


def test_an_objection_stops_an_invented_study_too_and_its_clock_does_not(
    told, draft, quote, at, teller
):
    Study.objects.filter(pk=told.id).update(invented=True)
    told.card = study_card(told.id)
    assert stops(told) == []
    put_on_show(told)
    assert stops(told) == []
    say(teller, quote, "not_this")
    assert len(stops(told)) == 1


def test_time_that_was_given_is_never_made_shorter(real, teller, quote, at):
    put_on_show(real, days=30)
    first = ShownLine.objects.get().last_day
    put_on_show(real, days=7)
    assert ShownLine.objects.get().last_day == first
    cut_otherwise(real, quote, at)
    put_on_show(real, days=7)
    assert ShownLine.objects.get().last_day == first
    put_on_show(real, days=10)
    assert ShownLine.objects.get().last_day == first + dt.timedelta(days=3)


def test_whoever_did_not_agree_to_be_published_is_shown_nothing(real, teller, quote, at, agree):
    put_on_show(real)
    agree(real.person(), {"publish": "no"})
    assert "We have nothing to show you today." in teller.get("lines")
    with pytest.raises(NotShown):
        object_to(
            participant=real.person().pk, quote=quote.pk, objection="not_this", why="",
            by="quiet", at=at,
        )  # fmt: skip
    put_on_show(real)
    assert not ShownLine.objects.exists()


def test_nobody_objects_to_a_line_of_somebody_else(real, teller, quote, at):
    put_on_show(real)
    other = {"participant": real.person(1).pk, "quote": quote.pk, "why": "", "by": "quiet"}
    assert lines_for(other["participant"], on=timezone.localdate()) == []
    with pytest.raises(NotShown):
        object_to(objection="not_this", at=at, **other)
    with pytest.raises(NotShown):
        object_to(objection="maybe", at=at, **{**other, "participant": real.person().pk})


def test_without_a_code_there_is_no_clock_and_the_team_is_told(real, quote):
    ready = check_draft(real.card, draft_of(real.id), printing=False)
    assert stops(real) == []
    assert "Somebody quoted who has no private code" in {one.where for one in ready.weighs}


def test_the_page_says_how_many_can_be_asked_and_how_many_cannot(
    real, draft, quote, base, client, owner
):
    client.force_login(owner)
    page = unescape(client.get(f"{base}first-look/").text)
    assert "Nobody who is quoted holds a private code" in page and "when you meet" in page
    assert "Show the lines" not in page and "on show" not in page
    hold_a_code(real)
    put_on_show(real)
    page = unescape(client.get(f"{base}first-look/").text)
    assert "1 of the people quoted holds a private code" in page
    assert "Every line that can be looked at here is on show" in page


def test_an_invented_study_gives_nobody_a_date(real, teller, quote):
    put_on_show(real)
    assert "It is not printed before" in teller.get("lines")
    Study.objects.filter(pk=real.id).update(invented=True)
    page = teller.get("lines")
    assert "nothing waits for a date" in page and "is over" not in page


def test_lines_we_would_use_are_shown_to_those_alone_who_agreed(real, teller, quote, agree, at):
    assert CANARY in teller.get("mine").split("Lines of yours we would like to use")[1]
    agree(real.person(), {"publish": "no"})
    assert "Lines of yours we would like to use" not in teller.get("mine")


def test_an_objection_waits_on_today_until_it_is_answered(real, teller, quote, client, owner, at):
    put_on_show(real)
    client.force_login(owner)
    told_of = "1 person does not want a line of theirs printed"
    assert told_of not in client.get("/today/").text
    say(teller, quote, "not_these_words")
    assert told_of in client.get("/today/").text
    cut_otherwise(real, quote, at)
    assert told_of not in client.get("/today/").text


def test_taking_words_back_takes_the_objection_along(real, teller, quote, at):
    put_on_show(real)
    say(teller, quote, "not_this", WHY)
    person = real.person()
    held = {one.what: one.count for one in holdings_everywhere(person.pk)}
    assert held["lines shown to you before they are printed"] == 1
    assert held["what you said against a line"] == 1
    assert WHY in [one.words for one in record_everywhere(person.pk)["first look"]]
    withdraw(participant=person, asked="with the code", by="quiet", at=at)
    assert not LineObjection.objects.exists() and not ShownLine.objects.exists()


def test_a_reason_that_suggests_a_risk_reaches_a_person(real, teller, quote, monkeypatch):
    raised = []
    monkeypatch.setattr(
        "pennydrop.core.concerns.raise_from_words", lambda **said: raised.append(said)
    )
    put_on_show(real)
    say(teller, quote, "not_this", "I would rather not.")
    assert not raised
    say(teller, quote, "not_this", "I want to kill myself tonight.")
    assert raised[0]["participant"] == real.person().pk


def test_who_may_put_lines_on_show(real, teller, draft, owner, colleague, worker, stranger, client):
    page = f"/publish/{real.id}/{draft.id}/first-look/"
    assert "/accounts/login/" in client.get(page)["Location"]
    for person, status in ((worker, 403), (stranger, 404)):
        client.force_login(person)
        assert client.get(page).status_code == client.post(page, {"days": 14}).status_code == status
    assert not FirstLook.objects.exists()
    client.force_login(colleague)
    assert client.post(page, {"days": 3}).status_code == 422
    assert client.post(page, {"days": 21}).status_code == 302
    client.force_login(owner)
    shown = client.get(page).content.decode()
    assert "on show" in shown and FirstLook.objects.get().days == 21
    assert SECOND in shown


def test_the_page_is_in_plain_words(real, teller):
    put_on_show(real)
    page = re.sub(
        r"(?s).*<main|</main>.*|<figure.*?</figure>|<details.*?</details>", "", teller.get("lines")
    )
    words = unescape(re.sub(r"<[^>]+>", " ", page))
    assert grade(words) < 6
