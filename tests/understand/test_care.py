"""Care for those who read: content notes, folded passages, a limit a day, a break, a concern."""

import datetime as dt

import pytest
from django.urls import reverse

from pennydrop.core.people.queries import actor
from pennydrop.rooms.listen.actions.withdrawal import withdraw
from pennydrop.rooms.understand.actions.care import BadNote, mark_hard, open_hard, set_limit
from pennydrop.rooms.understand.actions.codings import BadPassage
from pennydrop.rooms.understand.actions.correcting import correct_segment
from pennydrop.rooms.understand.actions.themes import make_theme
from pennydrop.rooms.understand.models import HardOpened, HardPassage, ReadingLimit, Segment
from pennydrop.rooms.understand.queries.care import limit_of, opened_today
from pennydrop.rooms.understand.queries.texts import passage
from pennydrop.rooms.understand.queries.workspace import stamps, text_mark, turns
from pennydrop.rooms.understand.rules.care import BadLimit, LimitReached, break_prompt
from tests.understand.building import code_on

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.postgres]
WORDS = "it burned like glass"
NOTE = "injury or severe pain"
DAY = dt.date(2026, 3, 2)


@pytest.fixture
def hard(interview, owner, at):
    """A note that the owner set on words of the second turn."""
    start, end = interview.place(1, WORDS)
    return mark_hard(text=interview.id, start=start, end=end, note=NOTE, by=actor(owner), at=at)


@pytest.fixture
def way(interview):
    def to(name, *more):
        return reverse(f"understand:{name}", args=[interview.study, interview.id, *more])

    return to


def test_it_is_folded_for_others_until_they_open_it(client, owner, colleague, hard, way):
    client.force_login(owner)
    assert WORDS in client.get(way("workspace")).content.decode()
    client.force_login(colleague)
    page = client.get(way("workspace")).content.decode()
    assert WORDS not in page and f"Content note: {NOTE}." in page and "somebody listened" in page
    pane = client.get(way("passage"), {"start": hard.start, "end": hard.end}).content.decode()
    assert WORDS not in pane and "It stays folded until you open it." in pane
    opened = client.post(way("hard-open"), {"hard": hard.pk})
    assert opened.url.endswith("#t1")
    assert WORDS in client.get(way("workspace")).content.decode()
    assert HardOpened.objects.get(by=actor(colleague)).passage == hard


def test_an_open_page_is_told_of_a_new_note(interview, colleague, owner, at):
    me = actor(colleague)
    before = (text_mark(interview.text, reader=me), stamps(interview.text, reader=me))
    start, end = interview.place(1, WORDS)
    mark_hard(text=interview.id, start=start, end=end, note=NOTE, by=actor(owner), at=at)
    now = stamps(interview.text, reader=me)
    assert text_mark(interview.text, reader=me) != before[0]
    assert {order for order in now if now[order] != before[1][order]} == {1}
    drawn = {turn.order: turn.stamp for turn in turns(interview.text, reader=me)}
    assert drawn == now


def test_lists_of_passages_fold_it_too(client, colleague, study, interview, hard, at):
    code = code_on(study, at, "Pain", (interview, 1, "burned like"), (interview, 3, "the pain off"))
    theme = make_theme(study=study.pk, title="Pain", codes=[code], by="user:1", at=at).pk
    client.force_login(colleague)
    for name, one in (("code", code), ("theme", theme), ("theme-passages", theme)):
        page = client.get(reverse(f"understand:{name}", args=[study.pk, one])).content.decode()
        assert "burned like" not in page and f"Content note: {NOTE}." in page, name
        assert "the pain off" in page, name
    beside = reverse("understand:theme-change", args=[study.pk, theme])
    assert "burned like" not in client.get(beside).content.decode()


def test_search_folds_it_too(client, owner, colleague, study, hard):
    there = reverse("understand:search", args=[study.pk])
    for who, shown in ((colleague, False), (owner, True)):
        client.force_login(who)
        for view in ("", "lines"):
            page = client.get(there, {"q": "burned", "view": view}).content.decode()
            assert ("like glass" in page) is shown, (who, view)
        assert (
            f"Content note: {NOTE}." in client.get(there, {"q": "burned"}).content.decode()
        ) is (not shown)


def test_anyone_who_reads_sets_a_note_and_takes_off_their_own(
    client, owner, colleague, interview, way
):
    start, end = interview.place(3, "More K")
    sent = {"start": start, "end": end, "note": "something else that is hard to read"}
    client.force_login(colleague)
    client.post(way("hard-mark"), sent)
    row = HardPassage.objects.get()
    assert (row.start, row.end, row.by) == (start, end, actor(colleague))
    client.post(way("hard-mark"), {**sent, "note": "dull"})
    assert HardPassage.objects.count() == 1
    pane = client.get(way("passage"), {"start": start, "end": end}).content.decode()
    assert "Take it off" in pane
    client.post(way("hard-unmark", row.pk))
    assert not HardPassage.objects.exists()


def test_somebody_elses_note_is_taken_off_by_a_coordinator_only(
    client, owner, colleague, interview, way, at
):
    start, end = interview.place(3, "More K")
    mine = mark_hard(text=interview.id, start=start, end=end, note=NOTE, by="user:999", at=at)
    client.force_login(colleague)
    client.post(way("hard-unmark", mine.pk))
    assert HardPassage.objects.exists()
    client.force_login(owner)
    client.post(way("hard-unmark", mine.pk))
    assert not HardPassage.objects.exists()


def test_a_note_needs_words_and_one_of_the_kinds(interview, at):
    start, end = interview.place(1, WORDS)
    for low, high, note, wrong in (
        (start, start, NOTE, BadPassage), (start, end, "dull", BadNote),
        (start, end + 10**9, NOTE, BadPassage),
    ):  # fmt: skip
        with pytest.raises(wrong):
            mark_hard(text=interview.id, start=low, end=high, note=note, by="user:1", at=at)
    assert not HardPassage.objects.exists() and not HardOpened.objects.exists()


def test_a_limit_ends_hard_reading_for_the_day(client, colleague, study, hard, interview, way, at):
    me = actor(colleague)
    set_limit(study=study.pk, most=1, by=me, at=at)
    start, end = interview.place(3, "More K")
    second = mark_hard(text=interview.id, start=start, end=end, note=NOTE, by="user:9", at=at)
    client.force_login(colleague)
    client.post(way("hard-open"), {"hard": hard.pk})
    enough = client.post(way("hard-open"), {"hard": second.pk})
    assert enough.status_code == 409
    assert "You have opened 1 hard passage today, and that is your limit." in (
        enough.content.decode()
    )
    assert client.post(way("hard-open"), {"hard": hard.pk}).status_code == 302  # open already
    tomorrow = dt.date.today() + dt.timedelta(days=1)
    assert open_hard(passage=second.pk, on=tomorrow, by=me, at=at) == 1


def test_the_limit_counts_each_readers_own_day(study, hard, interview, at):
    set_limit(study=study.pk, most=1, whole_study=True, by="user:1", at=at)
    assert open_hard(passage=hard.pk, on=DAY, by="user:7", at=at) == 1
    assert open_hard(passage=hard.pk, on=DAY, by="user:7", at=at) == 1
    assert opened_today("user:8", on=DAY) == 0
    start, end = interview.place(3, "More K")
    second = mark_hard(text=interview.id, start=start, end=end, note=NOTE, by="user:9", at=at)
    with pytest.raises(LimitReached):
        open_hard(passage=second.pk, on=DAY, by="user:7", at=at)
    assert open_hard(passage=second.pk, on=DAY, by="user:8", at=at) == 1


def test_limits_through_the_page(client, owner, colleague, study):
    care = reverse("understand:care", args=[study.pk])
    client.force_login(colleague)
    assert "0 of 10 hard passages" in client.get(care).content.decode()
    for wrong in ("0", "-3", "many", "101"):
        assert client.post(care, {"most": wrong}).status_code == 400
    client.post(care, {"most": "4"})
    assert limit_of(study.pk, actor(colleague)) == 4
    assert client.post(care, {"most": "6", "whole": "1"}).status_code == 403
    client.force_login(owner)
    client.post(care, {"most": "6", "whole": "1"})
    assert limit_of(study.pk, actor(owner)) == 6 and limit_of(study.pk, actor(colleague)) == 4
    client.force_login(colleague)
    client.post(care, {"most": ""})
    assert limit_of(study.pk, actor(colleague)) == 6
    with pytest.raises(BadLimit):
        set_limit(study=study.pk, most=0, by="user:1", at=None)
    assert ReadingLimit.objects.count() == 1


def test_a_break_is_offered_after_every_third_and_at_the_limit():
    said = [n for n in range(1, 8) if break_prompt(n, 7)]
    assert said == [3, 6, 7]
    assert "last one for today" in break_prompt(7, 7)


def test_a_note_moves_with_a_correction_and_goes_with_its_words(interview, hard, at):
    segment = Segment.objects.get(text=interview.id, order=1)
    words = passage(interview.id, segment.order * 65536, segment.order * 65536 + segment.length)
    correct_segment(segment=segment.pk, text="Well. " + words, by="user:1", at=at)
    hard.refresh_from_db()
    assert passage(interview.id, hard.start, hard.end) == WORDS
    correct_segment(segment=segment.pk, text="Gone.", by="user:1", at=at)
    kept = HardPassage.objects.filter(pk=hard.pk).first()
    assert kept is None or passage(interview.id, kept.start, kept.end)


def test_a_note_goes_with_the_person_who_spoke(group, at):
    start, _ = group.place(1, "Somebody who stays")
    end = group.place(2, "look at your arms")[1]
    mark_hard(text=group.id, start=start, end=end, note=NOTE, by="user:1", at=at)
    withdraw(participant=group.people["Bo"], asked="with the code", by="quiet", at=at)
    assert not HardPassage.objects.exists()


def test_a_concern_is_at_hand_in_the_workspace(client, colleague, interview, way):
    client.force_login(colleague)
    page = client.get(way("workspace")).content.decode()
    assert f"{reverse('support:raise')}?study={interview.study}&amp;source={interview.id}" in page
    assert reverse("understand:care", args=[interview.study]) in page


@pytest.mark.parametrize(("who", "status"), [("worker", 403), ("stranger", 404)])
def test_care_is_closed_to_others(request, client, study, hard, way, who, status):
    client.force_login(request.getfixturevalue(who))
    care = reverse("understand:care", args=[study.pk])
    assert client.get(care).status_code == client.post(care, {"most": "3"}).status_code == status
    for name, more in (("hard-open", ()), ("hard-mark", ()), ("hard-unmark", (hard.pk,))):
        sent = {"hard": hard.pk, "start": hard.start, "end": hard.end, "note": NOTE}
        assert client.post(way(name, *more), sent).status_code == status
    assert HardPassage.objects.count() == HardOpened.objects.count() == 1
