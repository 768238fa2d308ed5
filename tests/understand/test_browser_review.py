"""Names are taken out of an invented interview by keyboard; every page fits and passes axe."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from pennydrop.core.people.actions import invite_guest
from pennydrop.core.people.queries import actor
from pennydrop.core.people.rules import Task
from pennydrop.rooms.understand.actions.deidentify import decide_many
from pennydrop.rooms.understand.actions.names_out import sign_names_out
from pennydrop.rooms.understand.actions.quotes import make_quote
from pennydrop.rooms.understand.actions.second_reading import (
    begin_second_read,
    finish_second_read,
    mark_words,
)
from pennydrop.rooms.understand.actions.signing import send_back, sign_quote
from pennydrop.rooms.understand.actions.themes import make_theme
from pennydrop.rooms.understand.models import (
    Identifier,
    OneMention,
    SecondMark,
    Segment,
    Signature,
    Text,
)
from pennydrop.rooms.understand.rules.quoting import Words
from tests.demo.texts import INTERVIEWS
from tests.understand.deciding import hide, read, result
from tests.understand.told import somebody, tell

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(databases=["default", "keys"], transaction=True),
]
LONG_WORD = "I said n" + "o" * 40 + "."
THEME = "People are made to prove their pain"


@pytest.fixture
def small(study):
    person = somebody(study, hide=["Gull Farm"])
    return tell(
        study,
        [(person, "Danny drove me 🙂 to Gull Farm. Danny left."), (person, "I rang Danny. Well?"),
         (person, "It was in the paper.")],
    )  # fmt: skip


@pytest.fixture
def interview(study):
    """A whole interview of the invented study."""
    text = INTERVIEWS["I01"]
    person = somebody(study, hide=text.hide)
    return tell(study, [(person, words) for _, words in text.raw])


@pytest.fixture
def desk(window, owner, small):
    """Where names are taken out of the small source."""
    return reviewing(window(by=owner), small)


def reviewing(seat, source):
    seat.go(reverse("understand:review", args=[source.pk]))
    return seat


def counted(seat, decided):
    seat.tab.locator(f"#review[data-decided='{decided}']").wait_for()


def test_names_are_taken_out_by_keyboard_alone(desk, small):
    keyboard = desk.tab.keyboard
    assert desk.tab.locator("#now-form").inner_text() == "Danny"
    keyboard.press("Enter")  # hide everywhere, as suggested
    counted(desk, 3)
    expect(desk.tab.locator(":focus")).to_have_text("Gull Farm")
    assert result(small)[0].startswith("[person 1] drove")

    keyboard.press("x")  # the person asked to hide it: a second yes is needed
    desk.tab.get_by_role("button", name="Keep it all the same").wait_for()
    assert not Identifier.objects.filter(decision="keep").exists()
    keyboard.press("e")
    keyboard.type("[the farm]")
    keyboard.press("Enter")
    counted(desk, 4)
    assert "[the farm]" in result(small)[0]


def test_one_place_all_of_one_person_help_and_undo_by_keyboard(window, owner, study):
    source = tell(study, [(somebody(study), "My sister is called Amy Larter. Amy drove Danny.")])
    desk = reviewing(window(by=owner), source)
    keyboard = desk.tab.keyboard
    keyboard.press("?")
    expect(desk.tab.locator("#keys")).to_have_attribute("open", "")
    keyboard.press("Escape")
    for keys in (["1", "Enter"], ["h"]):  # only this one place, in two presses or in one
        for key in keys:
            keyboard.press(key)
        counted(desk, 1)
        assert OneMention.objects.filter(ended=None).count() == 1
        keyboard.press("u")
        counted(desk, 0)
    both = desk.tab.get_by_role("button", name="Hide all of them (2 places)")
    for key in "jj":
        keyboard.press(key)
    expect(both).to_be_hidden()  # Danny is somebody else
    keyboard.press("k")
    expect(both).to_be_visible()
    keyboard.press("p")
    counted(desk, 2)
    assert "Amy" not in result(source)[0]


def test_next_and_previous_go_round_what_is_undecided(desk):
    seen = [desk.tab.evaluate("document.querySelector('.original a.now').dataset.at")]
    for key in "jjjk":
        desk.tab.keyboard.press(key)
        seen.append(desk.tab.evaluate("document.querySelector('.original a.now').dataset.at"))
    assert len(set(seen[:4])) == 4 and seen[4] == seen[2]


LIKELY = "[...document.querySelectorAll('#id_kind [data-likely] option')].map(o => o.value)"


def test_the_list_of_kinds_begins_anew_for_each_name_and_goes_by_keyboard(window, owner, study):
    words = "Danny drove me. Ring 07700 900123."
    source = tell(study, [(somebody(study), words)])
    desk = reviewing(window(by=owner), source)
    keyboard = desk.tab.keyboard
    assert desk.tab.evaluate(LIKELY)[:2] == ["person", "friend"]
    keyboard.press("j")
    assert desk.tab.evaluate(LIKELY) == ["phone number", "number"]
    keyboard.press("k")
    assert desk.tab.evaluate(LIKELY)[:2] == ["person", "friend"]
    keyboard.press("e")
    keyboard.press("Tab")
    expect(desk.tab.locator("#id_kind")).to_be_focused()
    keyboard.type("cou")  # by its letters, as in any list
    expect(desk.tab.locator("#id_surrogate")).to_have_value("[cousin 1]")
    for key in ("Tab", "Tab", "Enter"):
        keyboard.press(key)
    counted(desk, 1)
    assert result(source)[0].startswith("[cousin 1] drove me.")
    assert desk.tab.evaluate(LIKELY) == ["phone number", "number"]


def test_missed_words_are_selected_and_hidden(desk, small):
    desk.tab.evaluate("""() => {
        const said = document.querySelector('.original .said');
        const text = [...said.childNodes].find(n => n.textContent.includes('drove'));
        const at = text.textContent.indexOf('drove');
        document.getSelection().setBaseAndExtent(text, at, text, at + 5);
    }""")
    expect(desk.tab.locator("#id_also")).to_have_value("drove")
    desk.tab.keyboard.press("a")
    desk.tab.keyboard.type("took")
    desk.tab.keyboard.press("Enter")
    desk.tab.get_by_role("status").get_by_text("Hidden as [took]").wait_for()
    assert result(small)[0].startswith("Danny [took] me 🙂")


def test_blind_marks_after_an_emoji_land_on_the_right_letters(window, owner, small, at):
    begin_second_read(source=small.pk, by=actor(owner), at=at)
    desk = window(by=owner)
    desk.go(reverse("understand:review-second", args=[small.pk]))
    desk.tab.evaluate("""() => {
        const said = document.querySelector('.turns .said');
        const text = [...said.childNodes].find(n => n.textContent.includes('🙂'));
        const at = text.textContent.indexOf(' to ');
        document.getSelection().setBaseAndExtent(text, at, text, at + 4);
    }""")
    expect(desk.tab.locator("#id_mark")).to_have_value("to")
    desk.tab.keyboard.press("m")
    expect(desk.tab.locator("mark")).to_have_text("to")
    mark = SecondMark.objects.get()
    assert read(small).rows[0].text[mark.start : mark.end] == "to"
    desk.looks("blind")


def test_without_a_script_the_same_buttons_do_it(window, owner, small):
    desk = reviewing(window(by=owner, script=False), small)
    desk.press("Hide it")
    desk.press("Hide it")
    assert read(small).undecided == ()
    desk.press("Sign and go to the next")
    desk.press("Left on purpose “in the paper”")
    desk.follow("Go back and sign")
    desk.press("Sign and go to the next")
    assert Text.objects.count() == 1


@pytest.fixture
def filled(study, interview, small, owner, at):
    """A study with one source in work, one signed, and quotes in every state."""
    told = somebody(study)
    signed = tell(
        study,
        [
            (told, "It started at a party. Kit gave it to me."),
            (told, "Then it burned like glass, every night, and nobody at the surgery asked why."),
            (told, "Kit said go to the one in town. I went there in the end."),
            (told, LONG_WORD),
        ],
    )
    decide_many(source=signed.pk, rulings=[hide("Kit", "[friend 1]")], rest="keep",
                by=actor(owner), at=at)  # fmt: skip
    text = sign_names_out(source=signed.pk, by=actor(owner), at=at)
    row = Segment.objects.get(text=text, order=1)
    make_theme(study=study.pk, title=THEME, by="user:1", at=at)
    first, second, third = (
        make_quote(
            theme=None, source=text.pk, pieces=[Words(65536 + low, 65536 + high)],
            attribution="Interview, someone in their twenties", by="user:9", at=at,
        )
        for low, high in ((5, 25), (5, 38), (40, 75))
    )  # fmt: skip
    sign_quote(quote=first, by="user:8", at=at)
    for who in ("user:7", "user:8"):
        sign_quote(quote=second, by=who, at=at)
    begin_second_read(source=text.pk, by="user:5", at=at)
    mark_words(source=text.pk, words="glass", place=None, by="user:5", at=at)
    finish_second_read(source=text.pk, by="user:5", at=at)
    send_back(quote=third, note="Only one surgery is in that town.", by=actor(owner), at=at)
    return {"small": small, "text": text, "row": row, "first": first, "third": third}


def pages(study, interview, filled):
    text, row = filled["text"], filled["row"]
    return {
        "list": ("review-list", [study.pk], ""),
        "review": ("review", [interview.pk], ""),
        "sure": ("review-sure", [interview.pk], ""),
        "rare": ("review-rare", [filled["small"].pk], ""),
        "signed": ("review", [text.pk], ""),
        "second": ("review-second", [text.pk], ""),
        "correct": ("correct", [text.pk], ""),
        "correct-one": ("correct-segment", [text.pk, row.pk], ""),
        "originals": ("originals", [study.pk], ""),
        "key": ("key", [study.pk], ""),
        "quotes": ("quotes", [study.pk], ""),
        "waiting": ("quotes-waiting", [study.pk], ""),
        "quote": ("quote", [filled["first"].pk], ""),
        "sent-back": ("quote", [filled["third"].pk], ""),
        "choose": ("quote-new", [text.pk], f"?start={65536 + 5}&end={65536 + 60}"),
        "choose-long": (
            "quote-new",
            [text.pk],
            f"?start={3 * 65536}&end={3 * 65536 + len(LONG_WORD)}",
        ),
        "change": ("quote-change", [filled["first"].pk], ""),
        "guests": ("guests", [study.pk], ""),
    }


@pytest.mark.parametrize("script", [True, False])
def test_on_a_phone_no_room_of_the_menu_is_cut(window, owner, study, script):
    seat = window(320, by=owner, script=script)
    assert seat.go(reverse("understand:review-list", args=[study.pk])) == 200
    menu = seat.tab.locator(".rooms-fold summary")
    rooms = seat.tab.get_by_role("navigation", name="Main").get_by_role("link")
    expect(menu).to_contain_text("Understand")
    assert rooms.count() == 0  # folded away
    menu.focus()
    seat.tab.keyboard.press("Enter")
    expect(rooms.first).to_be_visible()
    boxes = [room.bounding_box() for room in rooms.all()]
    assert len(boxes) > 5
    assert all(box["x"] >= 0 and box["x"] + box["width"] <= 320 for box in boxes)
    if script:
        seat.looks("menu-open", widths=(320,))


def test_every_page_fits_and_passes_axe(window, study, interview, filled, owner, at):
    seat = window(by=owner)
    for name, (view, args, query) in pages(study, interview, filled).items():
        assert seat.go(reverse(f"understand:{view}", args=args) + query) == 200, name
        seat.looks(name)
    _, token = invite_guest(
        organisation=study.organisation_id, task=Task.SECOND_SIGNATURE, target=study.pk,
        name="Jo", ends_on=timezone.localdate() + dt.timedelta(days=3), by="user:1", at=at,
    )  # fmt: skip
    guest = window()
    guest.go(reverse("understand:guest", args=[token]))
    guest.looks("guest")
    guest.follow("Look at it")
    guest.looks("guest-quote")
    guest.press("Sign: it may leave")
    assert guest.tab.get_by_text("Signed. Thank you.").is_visible()
    assert Signature.objects.filter(by__startswith="guest:").count() == 1
    assert guest.go(reverse("understand:guest", args=["nothing"])) == 404
    guest.looks("guest-ended")
    guest.forgive("status of 404")
