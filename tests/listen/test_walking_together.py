"""Several questions on one page."""

from pennydrop.rooms.listen.rules.form import Group, Kind, Repeat, plain
from pennydrop.rooms.listen.rules.walking import Means, weigh
from tests.listen.walking_forms import form_of, paths_of, question, walk_of

TOGETHER = Group(
    "g", plain("Where you live"),
    (
        question("who", Kind.SELECT_ONE), question("x", relevant="${who} = 'a'"),
        question("n", Kind.INTEGER, constraint=". < ${top}"), question("top", Kind.INTEGER),
        Group("inner", plain("More"), (question("deep"),)),
    ),
    appearance="field-list", relevant="${go} = 'a'",
)  # fmt: skip


def together(**answers):
    form = form_of(question("go", Kind.SELECT_ONE), TOGETHER, question("end"))
    return walk_of(form, {path.replace("__", "/"): text for path, text in answers.items()})


def test_a_group_is_one_page_whose_address_stays_whatever_is_said_on_it():
    assert paths_of(together()) == ["go", "end"]
    page = together(go="a").stop_of("g")
    assert paths_of(together(go="a")) == ["go", "g", "end"]
    assert [one.path for one in page.members] == ["g/who", "g/n", "g/top", "g/inner/deep"]
    more = together(go="a", g__who="a")
    assert [one.path for one in more.stop_of("g").members][:2] == ["g/who", "g/x"]
    assert more.stop_of("g").address == page.address
    for member in more.stop_of("g").members:
        assert more.stop_at(member.address) is more.stop_of("g")
    shown = more.page(more.stop_of("g"))
    assert (shown.means, shown.label, shown.asks) == (Means.TOGETHER, "Where you live", False)
    assert more.before("6").path == "g"


def test_what_is_said_on_one_page_is_weighed_together():
    walk = together(go="a")
    weighed = weigh(walk, {"g/who": "b", "g/x": "hidden now", "g/n": "7", "g/top": "9"})
    assert weighed.kept == {"g/who": "b", "g/n": "7", "g/top": "9"} and not weighed.problems
    weighed = weigh(walk, {"g/who": "a", "g/x": "there", "g/n": "7", "g/top": "5"})
    assert set(weighed.kept) == {"g/who", "g/x", "g/top"} and set(weighed.problems) == {"g/n"}


def test_what_must_have_a_page_of_its_own_keeps_it():
    inside = (question("a"), Repeat("r", plain("One"), (question("b"),)))
    hard = (question("a"), Group("h", plain("Hard"), (question("b"),), hint=plain("It is hard")))
    for items, pages in ((inside, ["g/a", "g/r", "end"]), (hard, ["g/a", "g/h", "g/h/b", "end"])):
        group = Group("g", plain("G"), items, appearance="field-list")
        assert paths_of(walk_of(form_of(group, question("end")))) == pages


def test_a_round_of_a_repeat_can_be_one_page():
    inner = (question("a"), question("b"))
    home = Repeat("home", plain("Home"), inner, appearance="w1 field-list")
    form = form_of(home, question("end"))
    walk = walk_of(form, {"home": "2", "home[2]/b": "x"})
    assert paths_of(walk) == ["home[1]", "home[2]", "home", "end"]
    assert [stop.address for stop in walk.stops] == ["2-1", "2-2", "1", "4"]
    assert walk.page(walk.stops[1]).label == "Home 2" and walk.kept() == {"home[2]/b": "x"}


def test_a_yes_that_is_needed_is_found_on_a_page_with_others():
    ok = question("ok", Kind.ACKNOWLEDGE, required="true()")
    form = form_of(Group("g", plain("G"), (question("a"), ok), appearance="field-list"))
    walk = walk_of(form)
    assert walk.missing_yes().path == "g/ok"
    assert walk.stop_at(walk.missing_yes().address).path == "g"
    assert weigh(walk, {"g/a": "", "g/ok": ""}, insist=False).problems["g/ok"]
