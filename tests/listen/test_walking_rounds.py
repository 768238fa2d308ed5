"""Parts that are asked again: as many rounds as the person says, and each looks at its own."""

from pennydrop.rooms.listen.rules.form import Kind, Repeat, plain
from pennydrop.rooms.listen.rules.walking import Means, added, removed
from tests.listen.walking_forms import form_of, household, page, paths_of, question, walk_of


def test_rounds_are_as_many_as_the_person_says():
    form = form_of(household(), question("end"))
    assert paths_of(walk_of(form)) == ["home", "end"]
    walk = walk_of(form, {"home": "2", "home[2]/name": "Craig"})
    assert paths_of(walk) == [
        "home[1]/name", "home[1]/age", "home[2]/name", "home[2]/age", "home", "end",
    ]  # fmt: skip
    assert [stop.address for stop in walk.stops] == ["2-1", "3-1", "2-2", "3-2", "1", "4"]
    asked = walk.page(walk.stop_of("home"))
    assert (asked.means, asked.rounds) == (Means.ROUNDS, 2)
    assert page(form, "home[2]/age", {"home": "2"}).headings == ("Person 2",)
    assert walk.kept() == {"home[2]/name": "Craig"}
    assert added({"home": "2"}, "home") == "3"


def test_a_round_taken_out_moves_the_later_ones_down():
    paths = ["home", "home[1]/name", "home[2]/name", "home[3]/name", "home[12]/pet[1]/name", "end"]
    assert removed(paths, "home", 2) == {
        "home[2]/name": None, "home[3]/name": "home[2]/name",
        "home[12]/pet[1]/name": "home[11]/pet[1]/name",
    }  # fmt: skip


def test_counted_rounds_follow_their_count_and_lose_nothing():
    form = form_of(question("n", Kind.INTEGER), household(count="${n}"))
    answers = {"n": "2", "home[1]/name": "A", "home[2]/name": "B"}
    assert len(paths_of(walk_of(form, answers))) == 5
    assert walk_of(form, answers | {"n": "1"}).kept() == {"n": "1", "home[1]/name": "A"}
    assert walk_of(form, answers).kept() == answers
    for strange in ("", "-3", "1000000"):
        assert len(paths_of(walk_of(form, {"n": strange}))) < 200


def test_a_round_looks_at_its_own_answers_and_a_sum_at_all():
    inner = (question("age", Kind.INTEGER), question("school", relevant="${age} < 18"))
    form = form_of(
        Repeat("home", plain("Person"), inner),
        question("old", relevant="sum(${age}) > 60"),
    )
    answers = {"home": "2", "home[1]/age": "12", "home[2]/age": "50"}
    assert paths_of(walk_of(form, answers)) == [
        "home[1]/age", "home[1]/school", "home[2]/age", "home", "old",
    ]  # fmt: skip


def test_a_repeat_that_does_not_count_is_not_offered():
    form = form_of(question("who", Kind.SELECT_ONE), household(relevant="${who} = 'a'"))
    assert paths_of(walk_of(form)) == ["who"]
    assert paths_of(walk_of(form, {"who": "a"})) == ["who", "home"]
    assert paths_of(walk_of(form, {"who": "b", "home": "1"})) == ["who"]
