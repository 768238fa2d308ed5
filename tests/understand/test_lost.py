"""Codings whose words were corrected away are listed, and a person places them."""

import pytest
from django.urls import reverse

from pennydrop.core.people.queries import actor
from pennydrop.rooms.understand.actions.codes import make_code
from pennydrop.rooms.understand.actions.codings import add_coding
from pennydrop.rooms.understand.actions.correcting import correct_segment
from pennydrop.rooms.understand.actions.undo.undoing import undo
from pennydrop.rooms.understand.models import Coding, Lost, Segment, Undo
from pennydrop.rooms.understand.queries.texts import passage

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.postgres]


@pytest.fixture
def lost(study, interview, colleague, at):
    """Ros's coding on words that a correction took away."""
    pain = make_code(study=study.pk, name="Pain", by="test", at=at)
    start, end = interview.place(1, "every half hour")
    add_coding(text=interview.id, code=pain.pk, start=start, end=end, by=actor(colleague), at=at)
    row = Segment.objects.get(text=interview.id, order=1)
    words = "I was up, all night, and it burned like glass."
    correct_segment(segment=row.pk, text=words, by="test", at=at)
    return Lost.objects.get()


def way(name, study, *more):
    return reverse(f"understand:{name}", args=[study.pk, *more])


def test_it_is_listed_with_the_words_that_are_there_now(client, colleague, study, lost):
    client.force_login(colleague)
    page = client.get(way("lost", study)).content.decode()
    assert "Pain" in page and "I was up, all night, and it burned like glass." in page
    assert "Codings to place (1)" in client.get(way("codes", study)).content.decode()


def test_its_coder_places_it_on_exact_words_and_undoes_that(
    client, colleague, study, interview, lost, at
):
    client.force_login(colleague)
    there = way("lost-place", study, lost.pk)
    for sent in ({}, {"turn": "2"}, {"turn": "x", "words": "a"}, {"turn": "2", "words": "no such"}):
        client.post(there, sent)
        assert Lost.objects.exists()
    client.post(there, {"turn": "2", "words": "up, all night"})
    coding = Coding.objects.get()
    assert passage(interview.id, coding.start, coding.end) == "up, all night"
    assert (coding.by, coding.at) == (lost.by, lost.at) and not Lost.objects.exists()
    mine = {"by": actor(colleague), "at": at}
    undo(undo=Undo.objects.get(kind="lost.placed").pk, **mine)
    assert Lost.objects.get().near == lost.near and not Coding.objects.exists()


def test_it_is_let_go_and_brought_back(client, colleague, study, lost, at):
    client.force_login(colleague)
    client.post(way("lost-place", study, lost.pk), {"drop": "yes"})
    assert not Lost.objects.exists()
    row = Undo.objects.get(kind="lost.dropped")
    undo(undo=row.pk, by=actor(colleague), at=at)
    assert Lost.objects.get().code_id == lost.code_id


def test_another_coder_leaves_it_and_a_coordinator_may_place_it(
    client, person, owner, study, interview, lost
):
    from pennydrop.core.people.rules import Role

    sent = {"turn": "2", "words": "up, all night"}
    client.force_login(person("another", Role.PEER_RESEARCHER))
    client.post(way("lost-place", study, lost.pk), sent)
    assert Lost.objects.exists()
    client.force_login(owner)
    client.post(way("lost-place", study, lost.pk), sent)
    assert Coding.objects.get().by == lost.by, "it stays its coder's"


def test_words_of_somebody_who_no_longer_agrees_are_not_shown(
    client, colleague, study, interview, lost, agree
):
    agree(interview.people["Ash"], {"analyse": "no"})
    client.force_login(colleague)
    page = client.get(way("lost", study)).content.decode()
    assert "burned like glass" not in page and "may not be read" in page


def test_a_study_where_all_is_placed_says_so(client, owner, study):
    client.force_login(owner)
    assert "stands on its words" in client.get(way("lost", study)).content.decode()
