"""How far coders agree, where they differ, and what they make of it, through the pages."""

import dataclasses
import html
import re

import pytest
from django.urls import reverse

from pennydrop.core.audit.models import Event
from pennydrop.core.people.queries import actor
from pennydrop.core.people.rules import Role
from pennydrop.rooms.listen.actions.studies import create_study
from pennydrop.rooms.listen.actions.withdrawal import withdraw
from pennydrop.rooms.understand.actions.codes import make_code
from pennydrop.rooms.understand.actions.codings import add_coding
from pennydrop.rooms.understand.models import Memo, Settled
from pennydrop.rooms.understand.queries.agreement import agreement_of
from pennydrop.rooms.understand.queries.readers import readings_of
from pennydrop.rooms.understand.rules.agreement.coefficients import Measure

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.postgres]
GLASS, AMOUNT = "it burned like glass", "how much are you taking"


@pytest.fixture
def book(study, at):
    names = ("Pain", "Not being believed", "Never used")
    return [make_code(study=study.pk, name=name, by="user:1", at=at) for name in names]


@pytest.fixture
def code(at):
    """code(text, who, turn, words, code) adds a coding."""

    def add(text, who, turn, words, code):
        start, end = text.place(turn, words)
        return add_coding(text=text.id, code=code.pk, start=start, end=end, by=actor(who), at=at)

    return add


@pytest.fixture
def coded(interview, owner, colleague, book, code):
    """Both gave Pain to the same words; of the next, only one thinks that nobody believed her."""
    code(interview, owner, 1, GLASS, book[0])
    code(interview, colleague, 1, GLASS, book[0])
    code(interview, owner, 3, "K takes the pain off", book[0])
    code(interview, colleague, 3, "K takes the pain off. I know", book[0])
    code(interview, colleague, 1, AMOUNT, book[1])
    return interview


def page(client, name, study, query=""):
    return client.get(reverse(f"understand:{name}", args=[study.pk]) + query)


def text_of(answer):
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode())))


def test_the_figures_of_two_coders_over_what_both_have_read(
    client, owner, colleague, study, coded, book, group, code
):
    code(group, colleague, 2, "your face", book[0])  # he alone: not compared
    found = readings_of(study.pk)
    came_out = agreement_of(study.pk, found, found.coders, done=False)
    lengths = [len(one.text) for one in _turns(coded)]
    assert came_out.characters == sum(lengths)
    pain = came_out.codes[0].figures
    # Pain: 20 + 20 letters alike, 8 (". I know") not, in all those letters.
    n, ours, theirs = sum(lengths), 40, 48
    chance = (ours * theirs + (n - ours) * (n - theirs)) / n**2
    assert pain[Measure.PERCENT].value == pytest.approx(1 - 8 / n)
    assert pain[Measure.COHEN].value == pytest.approx(1 - (8 / n) / (1 - chance))
    assert [code.name for code in came_out.unused] == ["Never used"]
    assert pain[Measure.ALPHA].low <= pain[Measure.ALPHA].value <= pain[Measure.ALPHA].high

    client.force_login(owner)
    said = text_of(page(client, "agreement", study))
    assert f"1 source read by two of you or more, {n} letters" in said
    assert "Cohen's kappa" in said and "Krippendorff's alpha" in said
    assert "Not used by any of you in these sources, so not counted: Never used." in said
    assert "Interview 1 : read by" in said and "Focus group" not in said.split("compared")[-1]


def _turns(text):
    from pennydrop.rooms.understand.queries.texts import segments_of

    return segments_of(text.id)


def test_whose_coding_is_compared_is_chosen(client, owner, person, study, coded, book, code):
    third = person("kim", Role.PEER_RESEARCHER)
    code(coded, third, 1, GLASS, book[0])
    client.force_login(owner)
    assert "Mean of 3 pairs of coders." in text_of(page(client, "agreement", study))
    two = f"?coder={actor(owner)}&coder={actor(third)}"
    assert "Dev, Kim: 1 source" in text_of(page(client, "agreement", study, two))
    alone = text_of(page(client, "agreement", study, f"?coder={actor(third)}"))
    assert "no source yet that two of these people have read" in alone
    assert page(client, "agreement", study, "?coder=nonsense").status_code == 200


def test_only_what_both_are_done_with(client, owner, colleague, study, coded):
    client.force_login(owner)
    assert "no source yet" in text_of(page(client, "agreement", study, "?done=1"))
    for who in (owner, colleague):
        client.force_login(who)
        client.post(reverse("understand:done", args=[study.pk, coded.id]))
    assert "1 source read by two" in text_of(page(client, "agreement", study, "?done=1"))


def test_words_of_somebody_who_left_are_not_compared(study, coded, agree):
    before = _came_out(study)
    agree(coded.people["Ash"], {"take_part": "yes", "analyse": "no", "quote": "no"})
    after = _came_out(study)
    assert before.characters > 0 and after.characters == 0
    assert after.codes == () and after.together[Measure.ALPHA].value is None


def _came_out(study):
    found = readings_of(study.pk)
    return agreement_of(study.pk, found, found.coders, done=False, drawings=20)


@pytest.mark.parametrize("name", ["agreement", "differences", "readers"])
def test_who_may_look(client, study, coded, worker, stranger, colleague, name):
    for who, status in ((colleague, 200), (worker, 403), (stranger, 404)):
        client.force_login(who)
        assert page(client, name, study).status_code == status


def test_a_reflexive_study_has_no_such_page(client, owner, new_study, at):
    made = create_study(
        new=dataclasses.replace(new_study, approach="reflexive thematic"), by="test", at=at
    )
    client.force_login(owner)
    for name in ("agreement", "differences"):
        assert page(client, name, made).status_code == 404
    readers = page(client, "readers", made)
    assert readers.status_code == 200 and "How far you agree" not in readers.content.decode()


def test_an_empty_study_says_so(client, owner, study):
    client.force_login(owner)
    assert "Nobody has coded anything yet" in text_of(page(client, "agreement", study))
    assert "Nobody has coded the same source" in text_of(page(client, "differences", study))


# --- where they differ --------------------------------------------------------------------------


def pair(owner, colleague, more=""):
    return f"?one={actor(owner)}&other={actor(colleague)}{more}"


def test_differences_stand_side_by_side(client, owner, colleague, study, coded, book):
    client.force_login(owner)
    answer = page(client, "differences", study, pair(owner, colleague))
    said = text_of(answer)
    assert "2 turns that Dev and Ros coded differently" in said
    assert "Not being believed: only one of you" in said and "Pain: for other words" in said
    columns = re.findall(r"<h3>(\w+)</h3>(.*?)</section>", answer.content.decode(), re.S)
    assert [name for name, _ in columns] == ["Dev", "Ros", "Dev", "Ros"]
    assert f">{AMOUNT}</mark>" not in columns[0][1] and f">{AMOUNT}</mark>" in columns[1][1]
    assert "K takes the pain off</mark>" in columns[2][1]
    about = pair(owner, colleague, f"&code={book[1].pk}")
    assert "1 turn that" in text_of(page(client, "differences", study, about))


def settle(client, study, talked_of, owner, colleague, **more):
    sent = {"text": talked_of.id, "turn": 1, "one": actor(owner), "other": actor(colleague)}
    sent |= {"outcome": "both", "words": "One hears the doctor, the other hears her."}
    return client.post(reverse("understand:settle", args=[study.pk]), {**sent, **more})


def test_what_they_made_of_it_is_kept_as_material(client, owner, colleague, study, coded):
    client.force_login(colleague)
    assert settle(client, study, coded, owner, colleague).status_code == 302
    row = Settled.objects.get()
    assert (row.turn, row.outcome, row.by) == (1, "both", actor(colleague))
    assert b"doctor" not in bytes(row.memo.sealed) and row.memo.plain_words == ""
    assert Event.objects.filter(what="understand.difference.settled", on=row.pk).exists()
    assert "One hears the doctor" in text_of(page(client, "memos", study))
    open_ones = text_of(page(client, "differences", study, pair(owner, colleague)))
    assert "1 turn that" in open_ones and "One hears" not in open_ones
    # Whichever of the two stands first.
    talked = text_of(page(client, "differences", study, pair(colleague, owner, "&state=talked")))
    assert "Both readings stand" in talked and "One hears the doctor" in talked


@pytest.mark.parametrize(("change", "status", "said"), [
    ({"outcome": ""}, 400, "choose one of the three"),
    ({"words": " "}, 400, "Write something first"),
    ({"turn": "99"}, 400, "not here any more"),
    ({"turn": "x"}, 404, ""),
    ({"text": "x"}, 404, ""),
])  # fmt: skip
def test_what_cannot_be_kept_says_why(client, owner, colleague, study, coded, change, status, said):
    client.force_login(owner)
    answer = settle(client, study, coded, owner, colleague, **change)
    assert answer.status_code == status and said in text_of(answer)
    assert not Settled.objects.exists()


def test_it_goes_with_the_person_whose_words_it_is_about(
    client, owner, colleague, study, coded, at
):
    client.force_login(owner)
    settle(client, study, coded, owner, colleague)
    withdraw(participant=coded.people["Ash"], asked="by hand", by="test", at=at)
    assert not Settled.objects.exists() and not Memo.objects.exists()
    assert "Nobody has coded the same source" in text_of(page(client, "differences", study))


@pytest.mark.parametrize(("who", "status"), [("worker", 403), ("stranger", 404)])
def test_nobody_else_settles_anything(request, client, owner, colleague, study, coded, who, status):
    client.force_login(request.getfixturevalue(who))
    assert settle(client, study, coded, owner, colleague).status_code == status
    assert not Settled.objects.exists()
