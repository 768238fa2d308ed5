"""Names are taken out of an invented interview by keyboard; every page fits and passes axe."""

import datetime as dt
import os
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import timezone

from pennydrop.core.people.actions import invite_guest
from pennydrop.core.people.queries import actor
from pennydrop.core.people.rules import Task
from pennydrop.rooms.understand.actions.deidentify import decide_many
from pennydrop.rooms.understand.actions.names_out import sign_names_out
from pennydrop.rooms.understand.actions.quotes import make_quote
from pennydrop.rooms.understand.actions.signing import send_back, sign_quote
from pennydrop.rooms.understand.actions.themes import make_theme
from pennydrop.rooms.understand.models import Identifier, OneMention, Segment, Signature, Text
from pennydrop.rooms.understand.rules.quoting import Words
from tests.chromium import FLAGS, find_chromium
from tests.demo.texts import INTERVIEWS
from tests.understand.test_deidentify import hide, read, result
from tests.understand.told import somebody, tell

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(databases=["default", "keys"], transaction=True),
]
# Where pictures for a person to look at go, when somebody asks for them.
PICTURES = os.environ.get("PENNYDROP_PICTURES", "")
LONG_WORD = "I said n" + "o" * 40 + "."
THEME = "People are made to prove their pain"
SMALL_TARGETS = """() => [...document.querySelectorAll(`.btn, summary, nav a, .original a.btn,
  input:not([type=hidden],[type=radio],[type=checkbox]), select, textarea`)]
  .filter(e => e.offsetParent && e.getBoundingClientRect().height < 43.5)
  .map(e => e.outerHTML.slice(0, 120))"""


@pytest.fixture(scope="module")
def chromium():
    sync_api = pytest.importorskip("playwright.sync_api")
    # The driver's own event loop would make Django refuse ordinary database calls.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    path = find_chromium()
    if path is None:
        pytest.skip("No Chromium here.")
    with sync_api.sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=path, args=FLAGS)
    os.environ.pop("DJANGO_ALLOW_ASYNC_UNSAFE", None)


@pytest.fixture
def window(chromium, live_server, client, owner):
    client.force_login(owner)
    opened = []

    def go(width=1280, signed_in=True, **more):
        context = chromium.new_context(
            viewport={"width": width, "height": 900}, reduced_motion="reduce", **more
        )
        if signed_in:
            context.add_cookies([{
                "name": "sessionid", "value": client.cookies["sessionid"].value,
                "url": live_server.url,
            }])  # fmt: skip
        context.set_default_timeout(8000)
        opened.append(context)
        return context.new_page()

    yield go
    for context in opened:
        context.close()


@pytest.fixture
def small(study):
    person = somebody(study, hide=["Gull Farm"])
    return tell(
        study,
        [(person, "Danny drove me 🙂 to Gull Farm. Danny left."), (person, "I rang Danny. Tarn?")],
    )


@pytest.fixture
def interview(study):
    """A whole interview of the invented study."""
    text = INTERVIEWS["I01"]
    person = somebody(study, hide=text.hide)
    return tell(study, [(person, words) for _, words in text.raw])


def open_review(tab, live_server, source):
    tab.goto(live_server.url + reverse("understand:review", args=[source.pk]))


def counted(tab, decided):
    tab.locator(f"#review[data-decided='{decided}']").wait_for()


def test_names_are_taken_out_by_keyboard_alone(window, live_server, small):
    tab = window()
    said = []
    tab.on("console", lambda m: said.append(m.text) if m.type in ("error", "warning") else None)
    open_review(tab, live_server, small)
    assert tab.locator("#now-form").inner_text() == "Danny"
    tab.keyboard.press("Enter")  # hide everywhere, as suggested
    counted(tab, 3)
    assert tab.evaluate("document.activeElement.textContent") == "Gull Farm"
    assert result(small)[0].startswith("[person 1] drove")

    tab.keyboard.press("x")  # the person asked to hide it: a second yes is needed
    tab.get_by_role("button", name="Keep it all the same").wait_for()
    assert not Identifier.objects.filter(decision="keep").exists()
    tab.keyboard.press("e")
    tab.keyboard.type("[the farm]")
    tab.keyboard.press("Enter")
    counted(tab, 4)
    assert "[the farm]" in result(small)[0]

    tab.keyboard.press("u")
    counted(tab, 3)
    tab.keyboard.press("1")
    tab.keyboard.press("Enter")  # only this one place
    counted(tab, 4)
    assert OneMention.objects.count() == 1
    assert said == []


def test_next_and_previous_go_round_what_is_undecided(window, live_server, small):
    tab = window()
    open_review(tab, live_server, small)
    seen = [tab.evaluate("document.querySelector('.original a.now').dataset.at")]
    for key in "jjjk":
        tab.keyboard.press(key)
        seen.append(tab.evaluate("document.querySelector('.original a.now').dataset.at"))
    assert len(set(seen[:4])) == 4 and seen[4] == seen[2]


def test_missed_words_are_selected_and_hidden(window, live_server, small):
    tab = window()
    open_review(tab, live_server, small)
    tab.evaluate("""() => {
        const said = document.querySelector('.original .said');
        const text = [...said.childNodes].find(n => n.textContent.includes('drove'));
        const at = text.textContent.indexOf('drove');
        document.getSelection().setBaseAndExtent(text, at, text, at + 5);
    }""")
    assert tab.locator("#id_also").input_value() == "drove"
    tab.keyboard.press("a")
    tab.keyboard.type("took")
    tab.keyboard.press("Enter")
    tab.get_by_role("status").get_by_text("Hidden as [took]").wait_for()
    assert result(small)[0].startswith("Danny [took] me 🙂")


def test_a_selection_after_an_emoji_lands_on_the_right_letters(window, live_server, small):
    tab = window()
    open_review(tab, live_server, small)
    places = tab.evaluate("""() => {
        const said = document.querySelector('.original .said');
        const text = [...said.childNodes].find(n => n.textContent.includes('🙂'));
        const at = text.textContent.indexOf(' to ');
        document.getSelection().setBaseAndExtent(text, at, text, at + 4);
        return new Promise(done => setTimeout(() => {
            const f = document.getElementById('also').elements;
            done([f.start.value, f.end.value]);
        }, 50));
    }""")
    text = read(small).rows[0].text
    assert text[int(places[0]) : int(places[1])] == "to"


def test_without_a_script_the_same_buttons_do_it(window, live_server, small):
    tab = window(java_script_enabled=False)
    open_review(tab, live_server, small)
    tab.get_by_role("button", name="Hide it").click()
    tab.get_by_role("button", name="Hide it").click()
    assert read(small).undecided == ()
    tab.get_by_role("button", name="Sign and go to the next").click()
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
    send_back(quote=third, note="Only one surgery is in that town.", by=actor(owner), at=at)
    return {"text": text, "row": row, "first": first, "third": third}


def pages(study, interview, filled):
    text, row = filled["text"], filled["row"]
    return {
        "list": ("review-list", [study.pk], ""),
        "review": ("review", [interview.pk], ""),
        "signed": ("review", [text.pk], ""),
        "correct": ("correct", [text.pk], ""),
        "correct-one": ("correct-segment", [text.pk, row.pk], ""),
        "originals": ("originals", [study.pk], ""),
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


@pytest.mark.parametrize("width", [320, 1280])
def test_every_page_fits_and_passes_axe(window, live_server, study, interview, filled, at, width):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    tab = window(width)
    said = []
    tab.on("console", lambda m: said.append(m.text) if m.type in ("error", "warning") else None)
    for name, (view, args, query) in pages(study, interview, filled).items():
        tab.goto(live_server.url + reverse(f"understand:{view}", args=args) + query)
        check(tab, axe, f"{name}-{width}")
    _, token = invite_guest(
        organisation=study.organisation_id, task=Task.SECOND_SIGNATURE, target=study.pk,
        name="Jo", ends_on=timezone.localdate() + dt.timedelta(days=3), by="user:1", at=at,
    )  # fmt: skip
    guest = window(width, signed_in=False)
    guest.goto(live_server.url + reverse("understand:guest", args=[token]))
    check(guest, axe, f"guest-{width}")
    guest.get_by_role("link", name="Look at it").first.click()
    check(guest, axe, f"guest-quote-{width}")
    guest.get_by_role("button", name="Sign: it may leave").click()
    guest.get_by_text("Signed. Thank you.").wait_for()
    assert Signature.objects.filter(by__startswith="guest:").count() == 1
    guest.goto(live_server.url + reverse("understand:guest", args=["nothing"]))
    check(guest, axe, f"guest-ended-{width}")
    assert said == []


def check(tab, axe, name):
    if PICTURES:
        tab.screenshot(path=Path(PICTURES) / f"{name}.png", full_page=True)
    found = axe.run(tab)
    assert found.violations_count == 0, f"{name}: {found.generate_report()}"
    wide = tab.evaluate("document.documentElement.scrollWidth > innerWidth")
    assert not wide, f"{name} scrolls sideways"
    if tab.viewport_size["width"] == 320:
        assert tab.evaluate(SMALL_TARGETS) == [], name
