"""A second person reads blind; what only they saw waits for a decision."""

import pytest
from django.urls import reverse

from pennydrop.core.people.queries import actor
from pennydrop.core.people.rules import Role
from pennydrop.rooms.listen.actions.withdrawal import withdraw
from pennydrop.rooms.understand.actions import second_reading as acting
from pennydrop.rooms.understand.actions.deidentify import decide, decide_many
from pennydrop.rooms.understand.actions.names_out import StillUndecided, sign_names_out
from pennydrop.rooms.understand.actions.originals import destroy_originals
from pennydrop.rooms.understand.actions.second_reading import NotReading, NotSecond
from pennydrop.rooms.understand.actions.stepping import undo_last
from pennydrop.rooms.understand.models import (
    FirstMark,
    NameStep,
    SecondMark,
    SecondRead,
    SecondTurn,
)
from pennydrop.rooms.understand.queries.pace import shares_of
from pennydrop.rooms.understand.queries.second_reading import compared, finders_share
from pennydrop.rooms.understand.queries.texts import segments_of
from tests.understand.deciding import hide, keep, place_of, read, result
from tests.understand.told import somebody, tell

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
FIRST, SECOND = "user:1", "user:2"  # no finder points to the blue van


@pytest.fixture
def ash(study):
    return somebody(study)


@pytest.fixture
def source(study, ash):
    return tell(
        study,
        [
            (ash, "Danny drove me to Norwich on the blue van. Danny left."),
            (ash, "Everybody at the gasworks knows me."),
        ],
    )


def mark(source, *words, at, by=SECOND):
    for one in words:
        acting.mark_words(source=source.pk, words=one, place=None, by=by, at=at)


def read_blind(source, *words, at, by=SECOND):
    acting.begin_second_read(source=source.pk, by=by, at=at)
    mark(source, *words, at=at, by=by)
    return acting.finish_second_read(source=source.pk, by=by, at=at)


def beside(source):
    (found,) = compared(read(source))
    return {
        side: {one.words for one in getattr(found, side)} for side in ("both", "ours", "theirs")
    }


@pytest.mark.postgres
def test_what_both_and_what_only_one_saw(source, at):
    done = read_blind(source, "Danny", "blue van", at=at)
    sides = beside(source)
    assert sides["both"] == {"Danny"} and sides["theirs"] == {"blue van"}
    assert "Norwich" in sides["ours"]
    assert done.both == 1 and done.ours == 1 + len(sides["ours"]) and done.share == 100
    (found,) = compared(read(source))
    assert "found 2 names" in found.said and "We had 1 of them" in found.said
    assert [one.words for one in found.waiting] == ["blue van"]


@pytest.mark.postgres
def test_signing_waits_for_what_only_the_second_reader_saw(source, at):
    read_blind(source, "blue van", at=at)
    decide_many(source=source.pk, rulings=[], rest="hide", by=FIRST, at=at)
    with pytest.raises(StillUndecided, match="blue van"):
        sign_names_out(source=source.pk, by=FIRST, at=at)
    one = SecondMark.objects.get()
    acting.settle_second(
        source=source.pk, mark=one.pk, decision="hide", surrogate="nickname 1", by=FIRST, at=at
    )
    assert "[nickname 1]" in result(source)[0] and NameStep.objects.last().what == "added"
    sign_names_out(source=source.pk, by=FIRST, at=at)


def test_what_is_left_as_it_is_no_longer_counts_as_a_name(source, at):
    """Only names are asked for: with what is none, the two look as if they saw less than they did.
    The sentences are then those of a reader who never marked it, and say what was left out."""
    read_blind(source, "Danny", "blue van", at=at)
    acting.settle_second(
        source=source.pk, mark=SecondMark.objects.get(had=False).pk, decision="keep",
        by=FIRST, at=at,
    )  # fmt: skip
    (found,) = compared(read(source))
    assert not found.waiting and not found.theirs
    assert [one.words for one in found.left] == ["blue van"]
    read_blind(source, "Danny", at=at, by="user:3")
    without = compared(read(source))[1].said
    left = "They also marked 1 thing that stays as it is: it counts as no name here."
    assert found.said == f"{without} {left}"
    decide_many(source=source.pk, rulings=[], rest="hide", by=FIRST, at=at)
    sign_names_out(source=source.pk, by=FIRST, at=at)


def test_what_the_finder_was_wrong_about_counts_for_nobody(source, at):
    """A suggestion that somebody looks at and leaves is no name that the second reader missed."""
    read_blind(source, "Danny", at=at)
    before = beside(source)["ours"]
    assert "Norwich" in before
    decide(source=source.pk, ruling=keep("Norwich"), by=FIRST, at=at)
    (found,) = compared(read(source))
    assert beside(source)["ours"] == before - {"Norwich"}
    assert [one.words for one in found.left] == ["Norwich"] and "also marked" not in found.said


def test_what_both_pointed_to_and_is_left_counts_for_nobody_either(source, at):
    read_blind(source, "Danny", "Norwich", at=at)
    decide(source=source.pk, ruling=keep("Norwich"), by=FIRST, at=at)
    (found,) = compared(read(source))
    assert beside(source)["both"] == {"Danny"}
    assert [one.words for one in found.left] == ["Norwich"] and "also marked 1 thing" in found.said


def test_what_we_find_once_we_have_seen_their_marks_is_none_of_ours(source, at):
    """Whoever goes on looking is led by them; that is no look of its own."""
    done = read_blind(source, "Danny", at=at)
    before = beside(source)
    decide(source=source.pk, ruling=hide("blue van", "[nickname 1]"), by=FIRST, at=at)
    assert beside(source) == before and done.ours == len(before["both"]) + len(before["ours"])


def test_acting_on_it_does_not_change_what_was_counted(source, at):
    done = read_blind(source, "Danny", "blue van", at=at)
    decide(source=source.pk, ruling=hide("blue van", "[nickname 1]"), by=FIRST, at=at)
    (found,) = compared(read(source))
    assert (found.read.ours, found.read.both) == (done.ours, done.both)
    assert not found.waiting and beside(source)["theirs"] == {"blue van"}


def test_what_the_first_reader_kept_and_the_second_would_hide_waits(source, at):
    decide(source=source.pk, ruling=keep("Danny"), by=FIRST, at=at)
    read_blind(source, "Danny", at=at)
    (found,) = compared(read(source))
    assert [one.words for one in found.waiting] == ["Danny"] and not found.both


def test_a_signed_text_is_corrected(source, at):
    decide_many(source=source.pk, rulings=[], rest="hide", by=FIRST, at=at)
    sign_names_out(source=source.pk, by=FIRST, at=at)
    read_blind(source, "blue van", at=at)
    one = SecondMark.objects.get()
    acting.settle_second(
        source=source.pk, mark=one.pk, decision="hide", surrogate="nickname 1", by=FIRST, at=at
    )
    assert "on the [nickname 1]." in segments_of(source.pk)[0].text
    assert not compared(read(source))[0].waiting


def test_the_second_is_not_the_first(source, at):
    decide(source=source.pk, ruling=hide("Danny", "[friend 1]"), by=FIRST, at=at)
    with pytest.raises(NotSecond):
        acting.begin_second_read(source=source.pk, by=FIRST, at=at)
    read_blind(source, at=at)
    with pytest.raises(NotSecond):
        acting.begin_second_read(source=source.pk, by=SECOND, at=at)
    with pytest.raises(NotReading):
        mark(source, "Danny", at=at)


def test_a_mark_is_taken_back_and_one_place_is_marked(source, at):
    acting.begin_second_read(source=source.pk, by=SECOND, at=at)
    mark(source, "Danny", at=at)
    assert SecondMark.objects.count() == 2
    ids = list(SecondMark.objects.values_list("pk", flat=True))
    acting.unmark(source=source.pk, marks=ids, by=SECOND, at=at)
    place = place_of(source, "lue")
    acting.mark_words(source=source.pk, words="lue", place=place, by=SECOND, at=at)
    assert SecondMark.objects.get().start == place.start
    with pytest.raises(acting.BadSurrogate, match="whole words"):
        mark(source, "zebra", at=at)


def test_the_record_holds_no_words_and_goes_with_the_originals(study, source, at):
    read_blind(source, "Danny", at=at)
    every = (SecondRead, FirstMark, SecondMark)
    assert all(model.objects.exists() for model in every)
    for row in (row for model in every for row in model.objects.all()):
        assert not any("danny" in str(value).lower() for value in vars(row).values())
    decide_many(source=source.pk, rulings=[], rest="hide", by=FIRST, at=at)
    sign_names_out(source=source.pk, by=FIRST, at=at)
    destroy_originals(study=study.pk, by=FIRST, at=at)
    assert not any(model.objects.exists() for model in (*every, SecondTurn))


def test_of_a_group_only_what_one_person_said_goes_with_them(study, ash, at):
    bo = somebody(study)
    group = tell(study, [(ash, "Danny came."), (bo, "So did Karen.")], kind="focus_group")
    read_blind(group, "Danny", "Karen", at=at)
    withdraw(participant=ash, asked="with the code", by="quiet", at=at)
    assert SecondMark.objects.count() == SecondTurn.objects.count() == 1
    assert FirstMark.objects.count() == 1 and beside(group)["both"] == {"Karen"}


def test_how_much_of_what_is_hidden_the_finder_had(study, source, at):
    assert finders_share(study.pk) == ""
    read_blind(source, "blue van", at=at)
    decide(source=source.pk, ruling=hide("Danny", "[friend 1]"), by=FIRST, at=at)
    acting.settle_second(
        source=source.pk, mark=SecondMark.objects.get().pk, decision="hide",
        surrogate="nickname 1", by=FIRST, at=at,
    )  # fmt: skip
    assert finders_share(study.pk) == (
        "Of 2 names hidden in this study the finder had pointed to 1; people added 1."
    )


def test_what_each_changed_is_told_in_numbers(source, at):
    decide(source=source.pk, ruling=hide("Danny", "[friend 1]"), by=FIRST, at=at)
    decide(source=source.pk, ruling=keep("Norwich"), by=FIRST, at=at)
    undo_last(source=source.pk, by=FIRST, at=at)
    read_blind(source, "blue van", at=at)
    first, second = shares_of(source.pk)
    assert (first.by, first.hid, first.kept, first.undone) == (FIRST, 1, 0, 1)
    assert (second.by, second.hid, second.marked) == (SECOND, 0, 1)


def url(name, source):
    return reverse(f"understand:{name}", args=[source.pk])


@pytest.mark.parametrize(
    ("who", "status"), [("owner", 200), ("colleague", 200), ("worker", 403), ("stranger", 404)]
)
def test_only_those_who_may_see_originals(client, request, source, who, status):
    client.force_login(request.getfixturevalue(who))
    assert client.get(url("review-second", source)).status_code == status
    begun = client.post(url("second-begin", source))
    assert begun.status_code == (302 if status == 200 else status)
    assert SecondRead.objects.exists() == (status == 200)
    for name in ("mark", "unmark", "done", "settle"):
        sent = client.post(
            url(f"second-{name}", source), {"form": "Danny", "mark": 1, "do": "keep"}
        )
        assert sent.status_code == (302 if status == 200 else status)


def test_nothing_of_ours_shows_before_they_are_done(client, person, colleague, source, at):
    decide(source=source.pk, ruling=hide("Danny", "[friend 1]"), by=actor(colleague), at=at)
    client.force_login(person("second", Role.COORDINATOR))
    assert "Begin reading" in client.get(url("review-second", source)).content.decode()
    client.post(url("second-begin", source))
    for name in ("review", "review-sure"):
        assert client.get(url(name, source)).url == url("review-second", source)
    assert client.post(url("review-decide", source), {"do": "keep", "form": "Norwich"}).url
    page = client.get(url("review-second", source)).content.decode()
    assert "Danny drove me to Norwich" in page
    for ours in ("[friend 1]", "friend 1", "<mark>", "data-label", "found"):
        assert ours not in page.split('class="review"')[1].split("</main>")[0]
    client.post(url("second-mark", source), {"form": "blue van"})
    assert "<mark>blue van</mark>" in client.get(url("review-second", source)).content.decode()
    client.post(url("second-done", source))
    page = client.get(url("review-second", source)).content.decode()
    assert "Waits for a decision" in page and "“Danny”" in page
    assert "See both side by side" in client.get(url("review", source)).content.decode()
    one = SecondMark.objects.get()
    client.post(url("second-settle", source), {"mark": one.pk, "do": "hide", "kind": "name"})
    assert "on the [name 1]" in result(source)[0]


def test_the_first_is_told_to_ask_somebody_else(client, colleague, source, at):
    decide(source=source.pk, ruling=hide("Danny", "[friend 1]"), by=actor(colleague), at=at)
    client.force_login(colleague)
    page = client.get(url("review-second", source)).content.decode()
    assert "ask somebody else" in page and "Begin reading" not in page
    said = client.post(url("second-begin", source), follow=True).content.decode()
    assert "ask somebody else to read it" in said and not SecondRead.objects.exists()


def test_what_each_did_is_said_in_sentences(client, colleague, source, at):
    decide(source=source.pk, ruling=keep("Norwich"), by=FIRST, at=at)
    read_blind(source, "Danny", "blue van", at=at)
    assert [one.said for one in shares_of(source.pk)] == [
        ("Left 1 name as said.",),
        ("Read it with nothing marked, and marked 2 names by themselves.",),
    ]
    client.force_login(colleague)
    page = client.get(url("review-second", source), {"show": "1"}).content.decode()
    assert "Left 1 name as said." in page and "Marked blind" not in page
    assert "Only the second reader saw: 1" in page and "Stay as they are: " not in page
    assert "1 of what they marked waits for a decision. Until then it counts as a name." in page
    row = SecondMark.objects.get(had=False)
    client.post(url("second-settle", source), {"mark": row.pk, "do": "keep"})
    page = client.get(url("review-second", source)).content.decode()
    assert "Only the second reader saw: 0" in page and "Stay as they are: 1" in page
