"""Several people code one text: each open page hears of all that changes, and of nothing else."""

import pytest
from django.urls import reverse

from pennydrop.core.people.queries import actor
from pennydrop.rooms.listen.actions.withdrawal import withdraw
from pennydrop.rooms.understand.actions.codes import change_code, make_code
from pennydrop.rooms.understand.actions.codings import BadPassage, add_coding, remove_coding
from pennydrop.rooms.understand.actions.correcting import correct_segment
from pennydrop.rooms.understand.models import Coding, Segment
from pennydrop.rooms.understand.queries.texts import version_of

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.postgres]


@pytest.fixture
def pain(study, at):
    return make_code(study=study.pk, name="Pain", by="user:1", at=at)


class Page:
    """An open workspace: what it knows, and what it is told."""

    def __init__(self, client, text):
        self.client, self.address = client, reverse("understand:since", args=[text.study, text.id])
        self.marks, self.stamps = {}, {}
        self.told()

    def told(self):
        """Which turns are other than before; None where there is nothing to tell."""
        answer = self.client.get(self.address, self.marks)
        if answer.status_code == 204:
            return None
        now, before = answer.json(), self.stamps
        if now.get("gone"):
            return "gone"
        self.marks = {"text": now["mark"], "codes": now.get("codes_mark", self.marks.get("codes"))}
        self.stamps = now["turns"]
        both = set(before) | set(now["turns"])
        return {int(n) for n in both if before.get(n) != now["turns"].get(n)}


@pytest.fixture
def page(client, owner):
    client.force_login(owner)
    return lambda text: Page(client, text)


def code(text, pain, turn, words, at, by="user:2"):
    start, end = text.place(turn, words)
    return add_coding(text=text.id, code=pain.pk, start=start, end=end, by=by, at=at)


def test_nothing_is_told_while_nothing_happens(page, interview, pain):
    open_page = page(interview)
    assert open_page.told() is None


def test_a_coding_that_comes_or_goes_is_told_where_it_is(page, interview, pain, at):
    open_page = page(interview)
    made = code(interview, pain, 1, "it burned like glass", at)
    assert open_page.told() == {1}
    code(interview, pain, 3, "She knows", at)
    remove_coding(coding=made.pk, by="user:2", at=at)
    assert open_page.told() == {1, 3}
    assert open_page.told() is None


def test_another_name_of_a_code_is_told_on_every_turn_that_has_it(page, interview, pain, at):
    code(interview, pain, 1, "it burned like glass", at)
    open_page = page(interview)
    change_code(code=pain.pk, name="Hurt", definition="", colour=2, by="user:2", at=at)
    assert open_page.told() == {1}


def test_a_new_code_comes_into_the_codebook(page, interview, study, at):
    open_page = page(interview)
    make_code(study=study.pk, name="Nights", by="user:2", at=at)
    answer = open_page.client.get(open_page.address, open_page.marks).json()
    assert "Nights" in answer["codes"]
    assert open_page.told() == set()


def test_corrected_words_are_told_also_where_they_are_as_long(page, interview, at):
    open_page = page(interview)
    row = Segment.objects.get(text=interview.id, order=0)
    words = "What happened when she went to the surgery?"
    assert len(words) + 1 == row.length
    correct_segment(segment=row.pk, text=words, by="user:2", at=at)
    assert open_page.told() == {0}


def test_words_that_may_not_be_read_any_more_are_told(page, group, agree):
    open_page = page(group)
    agree(group.people["Cal"], {"analyse": "no"})
    assert open_page.told() == {2}


def test_a_speaker_who_leaves_takes_their_turns_off_and_the_last_the_text(page, group, at):
    open_page = page(group)
    withdraw(participant=group.people["Cal"], asked="with the code", by="quiet", at=at)
    assert open_page.told() == {2}
    withdraw(participant=group.people["Bo"], asked="with the code", by="quiet", at=at)
    assert open_page.told() == "gone"


def test_words_chosen_before_a_correction_are_not_coded_after_it(
    client, owner, interview, pain, at
):
    """The page was drawn, somebody corrected the turn, and then a key was pressed."""
    row = Segment.objects.get(text=interview.id, order=1)
    seen = version_of(row.sealed)
    start, end = interview.place(1, "it burned like glass")
    correct_segment(segment=row.pk, text="Once upon a time there was nothing here, " * 3,
                    by="user:2", at=at)  # fmt: skip
    client.force_login(owner)
    values = {"code": pain.pk, "start_turn": 1, "start": start % 65536, "end_turn": 1,
              "end": end % 65536, "seen": f"{seen} {seen}"}  # fmt: skip
    there = reverse("understand:coding-add", args=[interview.study, interview.id])
    answer = client.post(there, values, headers={"accept": "application/json"})
    assert answer.status_code == 409 and "changed meanwhile" in answer.json()["problem"]
    assert not Coding.objects.exists()
    with pytest.raises(BadPassage):
        add_coding(text=interview.id, code=pain.pk, start=start, end=end, seen=(seen, seen),
                   by=actor(owner), at=at)  # fmt: skip
    now = version_of(Segment.objects.get(pk=row.pk).sealed)
    values["seen"] = f"{now} {now}"
    assert client.post(there, values).status_code == 302
    assert Coding.objects.count() == 1
