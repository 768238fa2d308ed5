"""Who may open the pages of taking names out, and that each step works without a script."""

import pytest
from django.urls import reverse

from pennydrop.core.people.rules import Role
from pennydrop.rooms.understand.actions.deidentify import decide_many
from pennydrop.rooms.understand.actions.names_out import sign_names_out
from pennydrop.rooms.understand.models import Identifier, OneMention, Segment, Text
from pennydrop.rooms.understand.rules.kinds import KINDS
from tests.understand.deciding import hide, place_of, read, result
from tests.understand.told import somebody, tell

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.postgres]


@pytest.fixture
def source(study):
    ash = somebody(study, hide=["Gull Farm"])
    return tell(study, [(ash, "Danny drove. Danny left Gull Farm."), (ash, "I rang Danny.")])


def url(name, *args):
    return reverse(f"understand:{name}", args=args)


def send(client, source, place=None, at="", **data):
    spot = {}
    if place:
        spot = {"segment": place.segment, "start": place.start, "end": place.end}
    return client.post(url("review-decide", source.pk), {**spot, "at": at, **data})


@pytest.mark.parametrize(
    ("who", "status"),
    [("owner", 200), ("colleague", 200), ("worker", 403), ("clinician", 403), ("stranger", 404)],
)
def test_only_those_who_may_see_originals(client, request, person, study, source, who, status, at):
    user = (
        person("doc", Role.CLINICIAN_REVIEWER) if who == "clinician"
        else request.getfixturevalue(who)
    )  # fmt: skip
    client.force_login(user)
    assert client.get(url("review-list", study.pk)).status_code == status
    page = client.get(url("review", source.pk))
    assert page.status_code == status
    assert ("Danny" in page.content.decode()) == (status == 200)
    sent = send(client, source, do="hide", form="Danny", surrogate="[friend 1]")
    assert sent.status_code == (302 if status == 200 else status)
    assert Identifier.objects.exists() == (status == 200)
    signed = client.post(url("review-sign", source.pk))
    assert signed.status_code == (302 if status == 200 else status)
    originals = {"owner": 200, "colleague": 403}.get(who, status)
    assert client.get(url("originals", study.pk)).status_code == originals


def test_nobody_signed_in_sees_the_sign_in_page(client, study, source):
    for address in (url("review-list", study.pk), url("review", source.pk)):
        assert client.get(address).status_code == 302


def test_a_source_that_is_not_there(client, owner, study):
    client.force_login(owner)
    assert client.get(url("review", study.pk)).status_code == 404


def test_a_name_is_hidden_by_a_form_and_the_next_one_comes_up(client, colleague, source):
    client.force_login(colleague)
    page = client.get(url("review", source.pk))
    assert "<b>4</b> places found, <b>0</b> decided" in page.content.decode()
    answer = send(
        client, source, place_of(source, "Danny"), "0-0", do="hide", form="Danny",
        label="person", surrogate="[friend 1]", suggested="[friend 1]",
    )  # fmt: skip
    assert answer.url.endswith("?at=0-24#panel") or "at=0-" in answer.url
    page = client.get(answer.url).content.decode()
    assert "<b>4</b> places found, <b>3</b> decided" in page and "Gull Farm" in page
    assert "Hidden everywhere as [friend 1]" in page


def test_what_goes_with_a_name_unasked_is_told(client, colleague, study):
    turns = ["Molly's her little sister.", "At school she only liked molly, and I did molly too."]
    source = tell(study, [(somebody(study), turn) for turn in turns])
    client.force_login(colleague)
    answer = send(
        client, source, place_of(source, "Molly"), do="hide", form="Molly", surrogate="[person 1]"
    )
    page = client.get(answer.url).content.decode()
    told = page.partition("Hidden too, though nothing had pointed there: ")[2]
    assert "“I did molly too.”" in told.partition("Look at each.")[0]


def test_a_turn_that_does_not_change_is_shown_once(client, colleague, study):
    words = [(somebody(study), text) for text in ("Danny drove.", "It was quiet.", "I rang Ada.")]
    source = tell(study, words)
    client.force_login(colleague)
    page = client.get(url("review", source.pk)).content.decode()
    assert page.count("It was quiet.") == 1
    assert page.count('class="side original"') == 3 and page.count('class="side result"') == 2
    # What is kept is read by the team as it was said, too; what is undone is not.
    send(client, source, do="keep", form="Danny", label="person")
    page = client.get(url("review", source.pk)).content.decode()
    assert page.count('class="side result"') == 1 and page.count(" drove.") == 1
    send(client, source, place_of(source, "Danny"), do="undo", form="Danny")
    page = client.get(url("review", source.pk)).content.decode()
    assert page.count('class="side result"') == 2


def test_the_list_of_kinds_begins_with_what_is_likely_here(client, colleague, source):
    client.force_login(colleague)
    page = client.get(url("review", source.pk)).content.decode()
    panel = page.split('id="id_kind"')[1].split("</select>")[0]
    likely, *groups = panel.split("<optgroup")[1:]
    assert 'label="Likely here"' in likely and likely.count("<option") == 5
    assert likely.index(">person<") < likely.index(">friend<")
    assert len(groups) == 6 and "".join(groups).count("<option") == len(KINDS)


def test_the_sign_button_stands_where_the_last_decision_was_made(client, colleague, source, at):
    client.force_login(colleague)

    def parts():
        page = client.get(url("review", source.pk), headers={"X-Fragment": "1"}).content.decode()
        assert page.count("Sign and go to the next") == 1
        side, text = page.split('<div class="review-text">')
        return "Sign and go" in side, "Sign and go" in text

    assert parts() == (False, True)
    decide_many(source=source.pk, rulings=[], rest="hide", by="user:1", at=at)
    assert parts() == (True, False)


def test_the_fragment_comes_back_to_a_script(client, colleague, source):
    client.force_login(colleague)
    answer = client.post(
        url("review-decide", source.pk),
        {"do": "hide", "form": "Danny", "surrogate": "[friend 1]"},
        headers={"X-Fragment": "1"},
    )
    page = answer.content.decode()
    assert answer.status_code == 200 and page.startswith('<div id="review"')
    assert "<html" not in page


def test_a_kind_gives_the_next_number_and_typing_wins(client, colleague, source):
    client.force_login(colleague)
    send(client, source, do="hide", form="Danny", surrogate="[friend 1]", suggested="[friend 1]",
         kind="brother")  # fmt: skip
    assert "[brother 1]" in result(source)[0]
    send(client, source, do="hide", form="Danny", surrogate="the vet", suggested="[friend 1]",
         kind="brother")  # fmt: skip
    assert "[the vet]" in result(source)[0]


def test_only_this_one_keep_and_undo(client, colleague, source):
    client.force_login(colleague)
    place = place_of(source, "Danny", turn=1)
    send(client, source, place, do="keep", form="Danny", only="on")
    assert OneMention.objects.get().decision == "keep"
    send(client, source, place, do="undo", form="Danny")
    assert not OneMention.objects.filter(ended=None).exists()
    send(client, source, do="keep", form="Danny", label="person")
    assert Identifier.objects.get().decision == "keep"


def test_what_somebody_asked_to_hide_needs_a_second_yes(client, colleague, source):
    client.force_login(colleague)
    place = place_of(source, "Gull Farm")
    answer = send(client, source, place, "0-25", do="keep", form="Gull Farm", label="hidden")
    page = answer.content.decode()
    assert answer.status_code == 422 and "Keep it all the same" in page
    assert not Identifier.objects.exists()
    send(client, source, place, do="keep", form="Gull Farm", label="hidden", sure="on")
    assert Identifier.objects.get().label == "hidden"


def test_a_missed_word_is_typed_in(client, colleague, source):
    client.force_login(colleague)
    send(client, source, do="also", form="drove", surrogate="", kind="place")
    assert result(source)[0].startswith("Danny [place 1].")
    answer = send(client, source, do="also", form="zebra", surrogate="x")
    assert answer.status_code == 422 and "does not stand" in answer.content.decode()


def test_a_stand_in_is_none_of_the_names_that_are_found_here(client, colleague, source):
    client.force_login(colleague)
    for stand_in in ("Gull Farm", "[a barn by Gull Farm]"):
        answer = send(client, source, do="hide", form="Danny", surrogate=stand_in)
        assert (
            answer.status_code == 422
            and "“Gull Farm” is found here itself" in answer.content.decode()
        )
    assert not Identifier.objects.exists()
    send(client, source, do="keep", form="Gull Farm", sure="on")
    assert send(client, source, do="hide", form="Danny", surrogate="Gull Farm").status_code == 302


@pytest.mark.parametrize(
    "sent",
    [
        {"do": "burn"},
        {"do": "hide", "form": "Danny", "surrogate": ""},
        {"do": "undo"},
        {"do": "hide", "form": "x" * 500, "surrogate": "a"},
        {"do": "hide", "segment": "no", "start": "-1", "form": "Danny", "surrogate": "[a]"},
        {"do": "hide", "form": "", "surrogate": "[a]"},
    ],
)
def test_bad_input_is_answered_in_words(client, colleague, source, sent):
    client.force_login(colleague)
    answer = client.post(url("review-decide", source.pk), sent)
    assert answer.status_code == 422 and 'role="alert"' in answer.content.decode()
    assert not Identifier.objects.exists()


def test_signing_says_what_waits_then_who_signed(client, colleague, study, source, at):
    client.force_login(colleague)
    assert "2 names or places wait" in client.get(url("review", source.pk)).content.decode()
    page = client.post(url("review-sign", source.pk), follow=True).content.decode()
    assert "Decide first on" in page and not Text.objects.exists()
    decide_many(source=source.pk, rulings=[hide("Danny", "[friend 1]")], rest="hide",
                by="user:1", at=at)  # fmt: skip
    client.post(url("review-sign", source.pk))
    page = client.get(url("review", source.pk)).content.decode()
    assert "Names taken out by Ros" in page and "anonym" not in page.lower()
    assert "Names out" in client.get(url("review-list", study.pk)).content.decode()
    answer = send(client, source, do="hide", form="Danny", surrogate="[x]")
    assert answer.status_code == 422


def test_the_list_says_how_far_each_is_and_leads_on(client, owner, study, source, at):
    closed = tell(study, [(somebody(study, consent={}), "nobody asked me")])
    begun = tell(study, [(somebody(study), "Karen and Danny.")])
    decide_many(source=begun.pk, rulings=[hide("Karen", "[friend 1]")], by="user:1", at=at)
    client.force_login(owner)
    page = client.get(url("review-list", study.pk)).content.decode()
    assert "Waiting" in page and "1 name to decide" in page and "nobody in it agreed" in page
    assert url("review", source.pk) in page
    page = client.get(url("review", closed.pk)).content.decode()
    assert "stays closed to the team" in page and "has not" not in page


def test_what_waits_comes_first_and_the_list_can_be_narrowed(client, owner, study, source, at):
    ash = somebody(study)
    closed = tell(study, [(somebody(study, consent={}), "nobody asked me")])
    later = tell(study, [(ash, "it was quiet")])
    decide_many(source=source.pk, rulings=[], rest="hide", by="user:1", at=at)
    sign_names_out(source=source.pk, by="user:1", at=at)
    client.force_login(owner)

    def ids(show):
        page = client.get(url("review-list", study.pk), {"show": show})
        return [state.source.id for state, *_ in page.context["rows"]]

    assert ids("") == ids("else") == [later.pk, closed.pk, source.pk]
    shown = (ids("waiting"), ids("closed"), ids("signed"))
    assert shown == ([later.pk], [closed.pk], [source.pk])
    page = client.get(url("review-list", study.pk)).content.decode()
    assert f"Next one waiting: {later.title}</a>" in page
    decide_many(source=later.pk, rulings=[], rest="hide", by="user:1", at=at)
    sign_names_out(source=later.pk, by="user:1", at=at)
    page = client.get(url("review-list", study.pk), {"show": "waiting"}).content.decode()
    assert "Next one waiting" not in page and "None of the sources" in page


def test_a_signed_turn_is_corrected_after_a_preview(client, colleague, source, at):
    client.force_login(colleague)
    decide_many(source=source.pk, rulings=[hide("Danny", "[friend 1]")], rest="hide",
                by="user:1", at=at)  # fmt: skip
    sign_names_out(source=source.pk, by="user:1", at=at)
    row = Segment.objects.order_by("order")[1]
    address = url("correct-segment", source.pk, row.pk)
    assert "I rang [friend 1]." in client.get(address).content.decode()
    page = client.post(address, {"text": "I phoned [friend 1].", "preview": "yes"})
    assert "I phoned" in page.content.decode() and "Keep this" in page.content.decode()
    row.refresh_from_db()
    assert row.length == len("I rang [friend 1].\n")
    assert client.post(address, {"text": "I phoned him.", "keep": "yes"}).status_code == 302
    assert "I phoned him." in client.get(url("correct", source.pk)).content.decode()
    same = client.post(address, {"text": "I phoned him.", "keep": "yes"})
    assert same.status_code == 422
    answer = client.post(url("correct", source.pk), {"form": "drove", "surrogate": "thing"})
    assert answer.status_code == 302
    assert "[friend 1] [thing]." in client.get(url("correct", source.pk)).content.decode()
    answer = client.post(url("correct", source.pk), {"form": "zebra", "surrogate": "thing"})
    assert answer.status_code == 422 and "stands nowhere" in answer.content.decode()


@pytest.mark.parametrize(("who", "status"), [("worker", 403), ("stranger", 404)])
def test_corrections_are_closed_to_others(client, request, interview, who, status):
    client.force_login(request.getfixturevalue(who))
    row = Segment.objects.filter(text=interview.id).first()
    for address in (url("correct", interview.id), url("correct-segment", interview.id, row.pk)):
        assert client.get(address).status_code == status
        assert client.post(address, {"text": "x", "keep": "yes"}).status_code == status


def test_what_was_decided_is_still_there_for_the_next_person(client, owner, source, at):
    decide_many(source=source.pk, rulings=[hide("Danny", "[friend 1]")], by="user:9", at=at)
    assert read(source).decided == 3
