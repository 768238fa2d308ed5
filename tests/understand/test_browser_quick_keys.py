"""Quick keys wait their turn, say why they can do nothing, and the list of ticks has its own."""

import pytest
from playwright.sync_api import expect

from pennydrop.core.people.queries import actor
from pennydrop.rooms.understand.actions.deidentify import decide
from pennydrop.rooms.understand.models import Identifier
from tests.understand.deciding import at_page, hide, read, result, told_of_six
from tests.understand.told import somebody, tell

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(databases=["default", "keys"], transaction=True),
]


@pytest.fixture
def told(study):
    return told_of_six(study, somebody(study))


def counted(seat, decided):
    seat.tab.locator(f"#review[data-decided='{decided}']").wait_for()


class Slow:
    """Holds what is saved until it is let go; from then on nothing is held."""

    def __init__(self, seat):
        self.seat, self.held, self.holds = seat, [], True
        seat.tab.route("**/decide/", lambda asked: self.meet(asked))

    def meet(self, asked):
        if self.holds:
            self.held.append(asked)
        else:
            asked.continue_()

    def go_on(self):
        self.seat.until(lambda: self.held)
        self.holds = False
        self.held.pop().continue_()


def press(seat, *keys):
    for key in keys:
        seat.tab.keyboard.press(key)


def said(seat):
    return seat.tab.locator(".review-said")


def test_keys_pressed_while_a_step_is_saved_wait_their_turn(window, owner, told):
    desk = at_page(window(by=owner), "review", told)
    slow = Slow(desk)
    press(desk, "Enter", "x", "j", "Enter")  # hide Danny, keep Karen, leave Kez, hide Tracey
    slow.go_on()
    counted(desk, 3)
    words = result(told)[0]
    assert not words.startswith("Danny") and "Karen" in words
    forms = {form.form: form.mention.state for form in read(told).forms}
    assert (forms["Karen"], forms["Kez"], forms["Tracey"]) == ("keep", "undecided", "hide")


def test_what_is_typed_ahead_for_a_field_lands_in_it(window, owner, told):
    desk = at_page(window(by=owner), "review", told)
    slow = Slow(desk)
    press(desk, "Enter", "e", *"hexx", "Backspace")
    slow.go_on()
    counted(desk, 1)
    expect(desk.tab.locator("#id_surrogate")).to_have_value("hex")
    assert Identifier.objects.filter(ended=None).count() == 1
    slow = Slow(desk)
    press(desk, "Enter", "h", "x")  # sent from within the field: the rest is not typed there
    slow.go_on()
    counted(desk, 4)
    assert "[hex]" in result(told)[0]


def test_more_than_can_wait_is_said_and_a_question_stops_the_rest(window, owner, study):
    person = somebody(study, hide=["Danny"])
    source = tell(study, [(person, "Karen rang Danny. Kez rang Tracey. Darren stayed.")])
    desk = at_page(window(by=owner), "review", source)
    slow = Slow(desk)
    press(desk, "Enter", *"jkjkjkjkj")
    slow.go_on()
    expect(said(desk)).to_contain_text("One key press was too quick and not taken")
    desk.again()
    slow = Slow(desk)
    press(desk, "x", "x", "x")  # Danny is on the person's own list: that is asked
    slow.go_on()
    expect(said(desk)).to_contain_text("2 key presses were too quick")
    expect(desk.tab.locator(":focus")).to_have_text("Keep it all the same")
    assert not Identifier.objects.filter(decision="keep").exists()


def test_a_key_that_can_do_nothing_says_why(window, owner, study, at):
    source = tell(study, [(somebody(study), "Kez came.")])
    desk = at_page(window(by=owner), "review", source)
    for key, why in (
        ("p", "Nothing else here looks like the same person"),
        ("u", "nothing of yours to undo"),
    ):
        press(desk, key)
        expect(said(desk)).to_contain_text(why)
    decide(source=source.pk, ruling=hide("Kez", "[friend 1]"), by=actor(owner), at=at)
    desk.again()
    press(desk, "s")
    expect(said(desk)).to_contain_text("nearly sure")
    press(desk, "p")
    expect(said(desk)).to_contain_text("Everything that was found is decided")


@pytest.fixture
def numbers(study):
    text = "Ring 07700 900123, or 07700 900456. Mail me at kez@example.org, or ring 07700 900789."
    return tell(study, [(somebody(study), text)])


def ticks(seat):
    return seat.tab.locator("#ticks input[type=checkbox]")


def test_the_list_of_what_is_nearly_sure_tells_its_keys(window, owner, numbers):
    desk = at_page(window(by=owner), "review", numbers)
    press(desk, "s")
    desk.tab.locator("#ticks").wait_for()
    desk.tab.locator("#keys summary").wait_for()  # shown once the script runs
    press(desk, "?")
    expect(desk.tab.locator("#keys")).to_have_attribute("open", "")
    expect(desk.tab.locator("#keys")).to_contain_text("tick or untick")
    desk.looks("ticks-keys")
    press(desk, "Escape")
    expect(ticks(desk).nth(0)).to_be_focused()


def test_the_list_of_what_is_nearly_sure_has_keys_of_its_own(window, owner, numbers):
    desk = at_page(window(by=owner), "review-sure", numbers)
    count = ticks(desk).count()
    assert count >= 3
    moves = (("j", 0), ("j", 1), ("ArrowDown", 2), ("k", 1), ("ArrowUp", 0), ("k", 0), ("j", 1))
    for key, at in moves:
        press(desk, key)
        expect(ticks(desk).nth(at)).to_be_focused()
    press(desk, "Space")
    expect(ticks(desk).nth(1)).not_to_be_checked()
    left = ticks(desk).nth(1).get_attribute("value")
    press(desk, "Enter")
    desk.tab.locator("#review").wait_for()
    states = {form.mention.key: form.mention.state for form in read(numbers).forms}
    assert states.pop(left) == "undecided"
    assert list(states.values()).count("hide") == count - 1


def test_enter_on_the_list_hides_nothing_before_one_is_in_it(window, owner, study):
    source = tell(study, [(somebody(study), "Ring 07700 900123.")])
    desk = at_page(window(by=owner), "review-sure", source)
    press(desk, "Enter")
    expect(ticks(desk).nth(0)).to_be_focused()
    assert not Identifier.objects.exists()
