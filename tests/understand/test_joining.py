"""Material of several studies in one analysis, where people agreed to later studies."""

from dataclasses import replace

import pytest
from django.urls import reverse

from pennydrop.core.erasure.models import HandCopy, Receipt
from pennydrop.core.people.queries import actor
from pennydrop.rooms.listen.actions.studies import create_study
from pennydrop.rooms.listen.actions.withdrawal import withdraw
from pennydrop.rooms.understand.actions.codings import BadPassage, add_coding, note_export
from pennydrop.rooms.understand.actions.correcting import NothingToCorrect, correct_segment
from pennydrop.rooms.understand.actions.joining import BadMaterial, bring_from, leave_out
from pennydrop.rooms.understand.actions.quotes import make_quote
from pennydrop.rooms.understand.models import Coding, Decision, Segment, Text
from pennydrop.rooms.understand.public.texts import progress_of
from pennydrop.rooms.understand.queries.counts import study_counts
from pennydrop.rooms.understand.queries.texts import segments_of
from pennydrop.rooms.understand.queries.workspace import turns
from pennydrop.rooms.understand.rules.positions import position
from pennydrop.rooms.understand.rules.quoting import BadQuote, Words
from tests.understand.building import code_on

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.postgres]
YES = {"take_part": "yes", "analyse": "yes", "later_studies": "yes"}
SAID = "They wrote nothing down at all."


@pytest.fixture
def other(new_study, at):
    return create_study(new=replace(new_study, title="The first year"), by="test", at=at)


@pytest.fixture
def talk(make_text, other, agree):
    """A focus group of the other study: Eve agrees to later studies, Fay does not."""
    turns = [("Facilitator", "Well?"), ("Eve", SAID), ("Fay", "It was fine for me.")]
    made = make_text(other, "focus_group", turns)
    agree(made.people["Eve"], YES)
    return made


@pytest.fixture
def bring(study, other, talk, at):
    def go():
        how = {"reason": "The same questions, a year on.", "by": "user:1", "at": at}
        assert bring_from(study=study.pk, other=other.pk, **how) == 1
        return Text.objects.get(study=study.pk, came_from=talk.id)

    return go


def test_only_turns_of_those_who_agree_come_in_with_what_was_asked(bring, talk, study):
    text = bring()
    came = segments_of(text.pk)
    assert [(one.order, one.speaker, one.text) for one in came] == [
        (0, "Facilitator", "Well?\n"), (1, f"{talk.people['Eve'].name} B", SAID + "\n"),
    ]  # fmt: skip
    assert text.title == "Focus group 1, The first year"
    decision = Decision.objects.get()
    assert decision.about == "material" and "a year on" in decision.words


def test_it_is_coded_and_counted_here_and_its_own_study_sees_nothing(bring, study, other, talk, at):
    text = bring()
    code = code_on(study, at, "Written down")
    start = position(1, 0)
    add_coding(text=text.pk, code=code, start=start, end=start + 4, by="user:1", at=at)
    assert study_counts(study.pk).everyone == 1
    assert study_counts(other.pk).everyone == 2
    assert not Coding.objects.filter(text=talk.id).exists()
    assert progress_of(study.pk).signed == 0 and progress_of(study.pk).coded == 0


def test_a_no_said_later_holds_the_words_back_here_and_not_there(bring, talk, agree, study, at):
    text = bring()
    agree(talk.people["Eve"], {"later_studies": "no"})
    assert [turn.text for turn in turns(text, reader="user:1")] == ["Well?", None]
    assert turns(talk.text, reader="user:1")[1].text == SAID
    assert study_counts(study.pk).everyone == 0
    code = code_on(study, at, "Late")
    start = position(1, 0)
    with pytest.raises(BadPassage):
        add_coding(text=text.pk, code=code, start=start, end=start + 4, by="user:1", at=at)


def test_words_taken_back_go_from_both(bring, talk, study, other, at):
    text = bring()
    note_export(study=study.pk, what="All quotes (CSV)", by="user:1", at=at)
    withdraw(participant=talk.people["Eve"], asked="with the code", by="quiet", at=at)
    assert not Segment.objects.filter(participant=talk.people["Eve"].pk).exists()
    assert not Text.objects.filter(pk=text.pk).exists()
    # The copy that left with somebody is named, although it left from the other analysis.
    assert [one["what"] for one in Receipt.objects.get().copies] == ["All quotes (CSV)"]


def test_a_correction_reaches_the_copy_and_is_made_in_the_first(bring, talk, at):
    text = bring()
    first = Segment.objects.get(text=talk.id, order=1)
    correct_segment(segment=first.pk, text="They wrote [nurse 1] down.", by="user:1", at=at)
    copy = Segment.objects.get(text=text.pk, order=1)
    assert (
        segments_of(text.pk)[1].text
        == "They wrote [nurse 1] down.\n"
        == (segments_of(talk.id)[1].text)
    )
    assert copy.length == len("They wrote [nurse 1] down.\n")
    with pytest.raises(NothingToCorrect):
        correct_segment(segment=copy.pk, text="Otherwise.", by="user:1", at=at)


def test_it_is_quoted_in_its_own_study_only(bring, talk, at):
    text = bring()
    start = position(1, 0)
    piece = [Words(start, start + len(SAID))]
    for source, wrong in ((text.pk, BadQuote), (talk.id, None)):
        how = {"theme": None, "pieces": piece, "attribution": "", "by": "user:1", "at": at}
        if wrong:
            with pytest.raises(wrong):
                make_quote(source=source, **how)
        else:
            make_quote(source=source, **how)


def test_leaving_it_out_takes_what_was_coded_here(bring, study, other, talk, at):
    text = bring()
    code = code_on(study, at, "Written down")
    start = position(1, 0)
    add_coding(text=text.pk, code=code, start=start, end=start + 4, by="user:1", at=at)
    assert leave_out(study=study.pk, other=other.pk, by="user:1", at=at) == 1
    assert not Coding.objects.exists() and Segment.objects.filter(text=talk.id).count() == 3


@pytest.mark.parametrize("change", ["substance", "organisation", "consent"])
def test_nothing_comes_from_elsewhere_or_without_a_yes(
    study, other, talk, change, stranger, agree, at
):
    if change == "substance":
        other.substance = "alcohol"
    elif change == "organisation":
        other.organisation = stranger.membership_set.get().organisation
    else:
        agree(talk.people["Eve"], {"later_studies": "unknown"})
    other.save()
    with pytest.raises(BadMaterial):
        bring_from(study=study.pk, other=other.pk, reason="Why not.", by="user:1", at=at)
    assert not Text.objects.filter(study=study.pk).exists() and not Decision.objects.exists()


def test_a_coordinator_brings_it_in_with_a_reason(client, owner, colleague, study, other, talk):
    there = reverse("understand:material", args=[study.pk])
    sent = {"other": other.pk, "reason": "The same questions."}
    client.force_login(colleague)
    assert "A coordinator can bring it in" in client.get(there).content.decode()
    assert client.post(there, sent).status_code == 403
    client.force_login(owner)
    assert client.post(there, {**sent, "reason": ""}).status_code == 400
    assert not Text.objects.filter(study=study.pk).exists()
    client.post(there, sent)
    text = Text.objects.get(study=study.pk)
    assert Decision.objects.get().by == actor(owner)
    page = client.get(reverse("understand:workspace", args=[study.pk, text.pk])).content.decode()
    assert SAID in page and "of another study: to learn from, not to quote" in page
    assert "Fay" not in page and "fine for me" not in page
    assert text.title in client.get(reverse("understand:study", args=[study.pk])).content.decode()
    assert client.get(reverse("understand:correct", args=[text.pk])).status_code == 404
    client.post(there, {"other": other.pk, "do": "leave"})
    assert not Text.objects.filter(study=study.pk).exists()
    assert not HandCopy.objects.exists()


@pytest.mark.parametrize(("who", "status"), [("worker", 403), ("stranger", 404)])
def test_material_is_closed_to_others(request, client, study, other, talk, who, status):
    client.force_login(request.getfixturevalue(who))
    there = reverse("understand:material", args=[study.pk])
    sent = {"other": other.pk, "reason": "Mine."}
    assert client.get(there).status_code == client.post(there, sent).status_code == status
    assert not Text.objects.filter(study=study.pk).exists()


def test_people_of_other_studies_stand_among_the_cases(
    client, colleague, study, interview, talk, bring, agree
):
    eve, mine = talk.people["Eve"], interview.people["Ash"]
    bring()
    client.force_login(colleague)
    table = client.get(reverse("understand:cases", args=[study.pk])).content.decode()
    assert f"{eve.name} B</a>" in table and f"{mine.name}</a>" in table
    assert "Facilitator" not in table.split("<tbody>")[1]
    page = client.get(reverse("understand:case", args=[study.pk, eve.pk])).content.decode()
    assert "Focus group 1, The first year" in page
    agree(eve, {**YES, "later_studies": "no"})
    table = client.get(reverse("understand:cases", args=[study.pk])).content.decode()
    assert f"{eve.name} B</a>" not in table
    way = reverse("understand:case", args=[study.pk, eve.pk])
    assert client.get(way).status_code == 404
