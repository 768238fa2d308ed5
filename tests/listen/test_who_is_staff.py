"""Who is who: labels that are probably staff's are chosen beforehand, and can be changed."""

import pytest
from django.urls import reverse

from pennydrop.rooms.listen.models import Participant
from pennydrop.rooms.listen.rules.speakers import Part, guess_voices, likely_staff

DATABASE = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.postgres]


@pytest.mark.parametrize(
    ("sources", "names", "staff"),
    [
        # the names and first names of people who work here
        ([["Ros", "Dean"]], ["Ros Miller"], {"Ros"}),
        ([["ROS MILLER", "Dean"]], ["Ros  Miller", " "], {"ROS MILLER"}),
        ([["Rosie", "Dean"]], ["Ros Miller"], set()),
        # the one name that speaks in every file
        ([["Jo", "Dean"], ["Jo", "Kev"]], [], {"Jo"}),
        ([["Jo", "Dean"], ["Kev", "Lee"]], [], set()),
        ([["Jo", "Dean"]], [], set()),
        # the same two people twice: nobody can say which of them asks
        ([["Jo", "Dean"], ["Dean", "Jo"]], [], set()),
        ([["Jo", "Dean"], ["Dean", "Jo"]], ["Jo Hill"], {"Jo"}),
        # a participant who was interviewed twice is not staff, nor is a role or a pseudonym
        ([["Interviewer", "Dean"], ["Interviewer", "Dean"]], [], set()),
        ([["Therapist", "Client"], ["Therapist", "Client"]], [], set()),
        ([["P001", "Dean"], ["P001", "Kev"]], [], set()),
        # somebody has to be left who takes part
        ([["Interviewer", "Dean"]], ["Dean Hall"], set()),
        ([["", "Dean"]], ["Dean Hall"], set()),
        ([["Ros", "Jo"], ["Jo", "Kev"]], ["Ros Miller"], {"Ros"}),
        ([], ["Ros"], set()),
    ],
)
def test_which_labels_are_probably_staffs(sources, names, staff):
    assert likely_staff(sources, names) == staff


def test_the_others_are_guessed_as_before():
    guess = guess_voices(["Ros", "Dean", "Interviewer"], {"Ros"})
    assert [guess[la].part for la in guess] == [Part.STAFF, Part.PERSON, Part.STAFF]


class TestPages:
    pytestmark = DATABASE

    def test_somebody_who_works_here_is_chosen_as_staff_and_can_be_changed(
        self, add, answer, client, study, owner, stranger
    ):
        mine, theirs = str(owner).split()[0], str(stranger).split()[0]
        talk = f"{mine}: How?\n\n{theirs}: Badly.\n\n{mine}: And?\n\n{theirs}: Better.\n"
        batch, _ = add(("a.txt", talk.encode()))
        page = client.get(reverse("listen:who", args=[study.pk, batch]))
        speakers = page.context["who"].groups()[0][1][0].speakers
        assert {ask.label: ask.chosen for ask in speakers} == {mine: "staff", theirs: "new"}
        said = {"kind": "interview", "fidelity": "notes", "voice_0_0_0": "new"}
        answer(batch, **said, voice_0_0_1="staff")
        assert Participant.objects.count() == 1

    def test_the_name_in_every_file_is_chosen_as_staff(self, add, client, study):
        talk = "Jo: How?\n\n{0}: Badly.\n\nJo: And?\n\n{0}: Better.\n"
        files = [(f"{n}.txt", talk.format(n).encode()) for n in ("Dean", "Kev")]
        batch, _ = add(*files)
        who = client.get(reverse("listen:who", args=[study.pk, batch])).context["who"]
        assert [(ask.label, ask.chosen) for ask in who.for_all()] == [("Jo", "staff")]
