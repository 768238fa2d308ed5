"""Coding a text through its pages: positions, roles, undo, and what is refused."""

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pennydrop.core.audit.models import Event
from pennydrop.rooms.listen.actions.withdrawal import withdraw
from pennydrop.rooms.understand.actions.codes import make_code
from pennydrop.rooms.understand.actions.codings import add_coding
from pennydrop.rooms.understand.models import Code, Coding
from pennydrop.rooms.understand.queries.codings import codings_with, passages
from pennydrop.rooms.understand.queries.texts import passage as words_at
from pennydrop.rooms.understand.rules.positions import SPAN, position, split

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.postgres]
JSON = {"HTTP_ACCEPT": "application/json"}
ROOM = "pennydrop.rooms.understand.actions"


@pytest.fixture
def pain(study, at):
    return make_code(study=study.pk, name="Pain", by="user:1", at=at)


def address(name, text, *more):
    return reverse(f"understand:{name}", args=[text.study, text.id, *more])


def send(client, text, code, start, end, **more):
    (first, low), (last, high) = split(start), split(end)
    values = {"start_turn": first, "start": low, "end_turn": last, "end": high}
    return client.post(
        address("coding-add", text),
        {"code": code.pk, **values, **more},
        headers={"accept": JSON["HTTP_ACCEPT"]},
    )


def test_selected_words_get_a_code_and_the_turn_comes_back_drawn(
    client, colleague, interview, pain
):
    client.force_login(colleague)
    start, end = interview.place(1, "it burned like glass")

    answer = send(client, interview, pain, start, end)

    assert answer.status_code == 200
    coding = Coding.objects.get()
    assert (coding.start, coding.end, coding.by) == (start, end, f"user:{colleague.pk}")
    assert words_at(interview.id, coding.start, coding.end) == "it burned like glass"
    assert ">it burned like glass</mark>" in answer.json()["turns"]["1"]
    assert Event.objects.filter(what="understand.coding.added", on=str(coding.pk)).exists()


@pytest.mark.parametrize(("who", "status"), [("worker", 403), ("stranger", 404)])
def test_somebody_who_may_not_code_gets_nothing(request, client, interview, pain, who, status):
    client.force_login(request.getfixturevalue(who))
    start, end = interview.place(1, "it burned like glass")
    assert send(client, interview, pain, start, end).status_code == status
    for name in ("workspace", "passage"):
        assert client.get(address(name, interview)).status_code == status
    assert not Coding.objects.exists()


def test_a_text_is_not_found_under_another_study(client, stranger, interview, new_study, at):
    from dataclasses import replace

    from pennydrop.rooms.listen.actions.studies import create_study

    place = stranger.membership_set.get().organisation_id
    own = create_study(new=replace(new_study, organisation=place), by="test", at=at)
    client.force_login(stranger)
    there = reverse("understand:workspace", args=[own.pk, interview.id])
    assert client.get(there).status_code == 404


def test_the_same_words_twice_with_one_code_are_coded_once(
    client, owner, colleague, interview, pain
):
    start, end = interview.place(1, "it burned like glass")
    for person in (owner, owner, colleague):
        client.force_login(person)
        assert send(client, interview, pain, start, end).status_code == 200
    assert Coding.objects.count() == 2  # one for each coder
    assert Event.objects.filter(what="understand.coding.added").count() == 2


@pytest.mark.parametrize(
    ("start", "end"),
    [
        (5, 5),
        (9, 3),
        (position(0, 60_000), position(0, 60_001)),
        (position(9, 0), position(9, 4)),
        (position(0, 0), position(3, 9_999)),
        (position(0, 0), position(0, 0) + SPAN - 1),
    ],
)
def test_places_outside_the_text_are_refused(client, owner, interview, pain, start, end):
    client.force_login(owner)
    answer = send(client, interview, pain, start, end)
    assert answer.status_code == 409 and answer.json()["problem"]
    assert not Coding.objects.exists()


@pytest.mark.parametrize("start", ["", "-1", "x", "1e3", "99999999999999999999", "٣"])
def test_numbers_that_are_none_are_refused(client, owner, interview, pain, start):
    client.force_login(owner)
    values = {"code": pain.pk, "start_turn": 0, "start": start, "end_turn": 0, "end": 4}
    answer = client.post(
        address("coding-add", interview), values, headers={"accept": "application/json"}
    )
    assert answer.status_code in (200, 409)
    if answer.status_code == 200:  # an Arabic-Indic three is a three
        assert Coding.objects.get().start == 3


MIXED = st.text(
    alphabet=st.sampled_from("ab é e\u0301🙂👩🏽‍⚕️ שלום\t<&>\"'[1]"), min_size=3, max_size=60
).filter(lambda t: t.strip())


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data(), turns=st.lists(MIXED, min_size=1, max_size=3))
def test_what_is_sent_is_what_is_quoted(data, turns, client, owner, study, make_text, at):
    """Any code points between any two places of the text come back exactly."""
    text = make_text(study, "interview", [("Ash", words) for words in turns])
    code = make_code(study=study.pk, name="Any", by="test", at=at)
    whole = [words.rstrip("\n") + "\n" for words in turns]
    first = data.draw(st.integers(0, len(whole) - 1))
    last = data.draw(st.integers(first, len(whole) - 1))
    low = data.draw(st.integers(0, len(whole[first]) - 1))
    high = data.draw(st.integers(low + 1 if first == last else 1, len(whole[last])))
    client.force_login(owner)

    answer = send(client, text, code, position(first, low), position(last, high))

    assert answer.status_code == 200
    parts = whole[first : last + 1]
    parts[-1] = parts[-1][:high]
    parts[0] = parts[0][low:]
    found = passages(study.pk, codings_with([code.pk]))
    assert found[0].words == "".join(parts)


def test_without_javascript_a_turn_or_its_exact_words_are_coded(client, owner, interview, pain):
    client.force_login(owner)
    page = client.get(address("workspace", interview) + "?turn=1").content.decode()
    assert "Code turn 2" in page
    there = address("coding-add", interview)
    client.post(there, {"turn": 1, "words": "", "code": pain.pk})
    client.post(there, {"turn": 1, "words": "how much are you taking", "code": pain.pk})
    client.post(there, {"turn": 1, "words": "never said", "code": pain.pk})
    found = [one.words for one in passages(interview.study, codings_with([pain.pk]))]
    assert len(found) == 2 and "how much are you taking" in found
    assert found[0].startswith("I said I was up") and found[0].endswith("pills.")


def test_a_new_code_is_made_while_coding_or_not_at_all(client, owner, interview):
    client.force_login(owner)
    start, end = interview.place(3, "Same nurse every time since")
    (turn, low), (_, high) = split(start), split(end)
    values = {"start_turn": turn, "start": low, "end_turn": turn, "end": high}
    there = address("coding-add", interview)
    answer = client.post(
        there, {**values, "new_code": "A worker who stays"}, headers={"accept": "application/json"}
    )
    assert "A worker who stays" in answer.json()["codes"]
    assert Coding.objects.get().code.name == "A worker who stays"
    bad = {**values, "end": 60_000, "new_code": "Lost"}
    assert client.post(there, bad, headers={"accept": "application/json"}).status_code == 409
    assert not Code.objects.filter(name="Lost").exists()


def test_removing_and_undoing(client, owner, colleague, interview, pain):
    client.force_login(owner)
    for words in ("it burned like glass", "how much are you taking"):
        send(client, interview, pain, *interview.place(1, words))
    client.post(address("coding-undo", interview))
    left = Coding.objects.get()
    assert words_at(interview.id, left.start, left.end) == "it burned like glass"
    client.force_login(colleague)
    refused = client.post(
        address("coding-remove", interview, left.pk), headers={"accept": "application/json"}
    )
    assert refused.status_code == 409 and Coding.objects.count() == 1
    client.force_login(owner)
    gone = client.post(
        address("coding-remove", interview, left.pk), headers={"accept": "application/json"}
    )
    assert "<mark" not in gone.json()["turns"]["1"]
    assert not Coding.objects.exists()
    client.post(address("coding-undo", interview))
    assert Coding.objects.get().pk == left.pk
    client.post(address("coding-undo", interview))
    assert not Coding.objects.exists()
    nothing = client.post(address("coding-undo", interview), headers={"accept": "application/json"})
    assert nothing.status_code == 409 and not Coding.objects.exists()


def test_a_coordinator_removes_what_somebody_else_coded(
    client, owner, colleague, interview, pain, at
):
    coding = add_coding(
        text=interview.id, code=pain.pk, start=0, end=4, by=f"user:{colleague.pk}", at=at
    )
    client.force_login(owner)
    client.post(address("coding-remove", interview, coding.pk))
    assert not Coding.objects.exists()


def test_nothing_is_coded_when_the_record_cannot_be_written(interview, pain, at, monkeypatch):
    monkeypatch.setattr(f"{ROOM}.codings.record", lambda **_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        add_coding(text=interview.id, code=pain.pk, start=0, end=4, by="user:1", at=at)
    assert not Coding.objects.exists()


def test_the_page_shows_overlaps_by_name_and_escapes_what_was_said(
    client, owner, study, make_text, pain, at
):
    text = make_text(study, "interview", [("Ash", "<b>it</b> & it burned like glass [friend 1]")])
    other = make_code(study=study.pk, name="Not being <believed>", by="user:1", at=at)
    for code, words in ((pain, "burned like"), (other, "like glass")):
        start, end = text.place(0, words)
        add_coding(text=text.id, code=code.pk, start=start, end=end, by="user:1", at=at)
    client.force_login(owner)
    page = client.get(address("workspace", text)).content.decode()
    assert "&lt;b&gt;it&lt;/b&gt; &amp; it" in page
    assert 'class="c1 with-c2"' in page and "Not being &lt;believed&gt;" in page
    assert '<span class="surrogate">[friend 1]</span>' in page


def test_the_passage_pane_shows_words_codes_coder_and_what_is_close(
    client, owner, interview, answer, pain, at
):
    me = f"user:{owner.pk}"
    one = add_coding(
        text=interview.id, code=pain.pk, **ends(interview, 1, "it burned like glass"), by=me, at=at
    )
    add_coding(
        text=answer.id, code=pain.pk, **ends(answer, 0, "told them about the pain"), by=me, at=at
    )
    client.force_login(owner)
    pane = client.get(address("passage", interview) + f"?coding={one.pk}").content.decode()
    for said in ("it burned like glass", "Pain", "Dev", "told them about the pain", "Use as quote"):
        assert said in pane
    for query in ("?coding=999", "?coding=x", "?start=9&end=2", "?start=99999999&end=99999999999"):
        assert client.get(address("passage", interview) + query).status_code == 200


def ends(text, turn, words):
    start, end = text.place(turn, words)
    return {"start": start, "end": end}


def test_words_of_somebody_who_changed_their_mind_are_not_shown_or_coded(
    client, owner, group, pain, agree, at
):
    add_coding(
        text=group.id, code=pain.pk, **ends(group, 2, "look at your arms"), by="user:1", at=at
    )
    agree(group.people["Cal"], {"analyse": "no"})
    client.force_login(owner)
    page = client.get(address("workspace", group)).content.decode()
    assert (
        "look at your arms" not in page
        and "One worker" in page
        and "What would have helped" in page
    )
    assert send(client, group, pain, *group.place(2, "your face")).status_code == 409
    assert passages(group.study, codings_with([pain.pk]))[0].words is None
    listed = client.get(reverse("understand:code", args=[group.study, pain.pk])).content.decode()
    assert "look at your arms" not in listed


def test_withdrawal_takes_their_part_and_leaves_the_others(group, pain, at):
    both = {"start": group.place(1, "One worker")[0], "end": group.place(2, "your arms")[1]}
    add_coding(text=group.id, code=pain.pk, **both, by="user:1", at=at)
    add_coding(text=group.id, code=pain.pk, **ends(group, 2, "your face"), by="user:1", at=at)

    withdraw(participant=group.people["Cal"], asked="with the code", by="quiet", at=at)

    left = passages(group.study, codings_with([pain.pk]))
    assert len(left) == 1
    assert left[0].words.startswith("One worker") and "arms" not in left[0].words


def test_half_a_million_characters_open(client, owner, study, make_text, pain, at):
    text = make_text(study, "interview", [("Ash", "It burned like glass. " * 180)] * 130)
    add_coding(text=text.id, code=pain.pk, start=0, end=9, by="user:1", at=at)
    client.force_login(owner)
    page = client.get(address("workspace", text))
    assert page.status_code == 200 and len(page.content) < 1_000_000
