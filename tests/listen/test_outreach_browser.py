"""The tally in a real browser: without a script, without signal, with lost answers."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from pennydrop.rooms.listen.actions.outreach import keep_lists
from pennydrop.rooms.listen.models import Contact

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(databases=["default", "keys"], transaction=True),
]


@pytest.fixture
def phone(window, owner):
    def give(**how):
        return window(320, by=owner, **how)

    return give


@pytest.fixture
def tally(study, at):
    keep_lists(study=study, places=["Market place", "Station"], by="test", at=at,
               kinds=["Talked", "Gave a leaflet", "Gave a code card", "Referred"])  # fmt: skip
    return reverse("listen:outreach", args=[study.pk])


def counted():
    return Contact.objects.filter(undone=False).count()


def button(seat, kind):
    return seat.tab.locator(".tally").get_by_role("button", name=kind)


def taps(seat, kind, number):
    """Press once; the tally shows at once how many there are now."""
    seat.touch(button(seat, kind), shows=button(seat, kind).locator("b", has_text=number))


def undoes(seat, kind, number):
    undo = seat.tab.get_by_role("button", name="Undo")
    seat.touch(undo, shows=button(seat, kind).locator("b", has_text=number))


def sent(seat):
    """Wait until the phone holds nothing that is not sent."""
    nothing = """() => !Object.keys(localStorage).some(k => /[0-9a-f]{12}$/.test(k))"""
    seat.tab.wait_for_function(nothing)


def offline(seat, off=True):
    seat.context.set_offline(off)


def misses_the_server(seat):
    """The browser itself notes each request that got no answer; here that is meant."""
    seat.pardon("net::ERR_")


def number(seat, kind):
    return button(seat, kind).locator("b").inner_text()


def test_without_a_script_a_press_is_a_form(phone, tally):
    seat = phone(script=False)
    seat.go(tally)
    seat.tab.get_by_label("Where you are").select_option(label="Station")
    seat.leads(button(seat, "Talked"))
    assert seat.tab.get_by_text("Counted: Talked, Station.").is_visible()
    where = seat.tab.get_by_label("Where you are").locator("option:checked")
    assert where.inner_text() == "Station"
    seat.leads(button(seat, "Talked"))
    assert number(seat, "Talked").startswith("2")
    seat.leads(seat.tab.get_by_role("button", name="Undo"))
    assert counted() == 1


def test_taps_are_counted_at_once_and_undone(phone, tally):
    seat = phone()
    seat.go(tally)
    for kind, total in (("Talked", "1"), ("Talked", "2"), ("Referred", "1")):
        taps(seat, kind, total)
    assert number(seat, "Talked").startswith("2")
    sent(seat)
    assert counted() == 3
    undoes(seat, "Referred", "0")
    assert seat.tab.get_by_text("Taken out again: Referred, Market place.").is_visible()
    sent(seat)
    assert counted() == 2
    assert number(seat, "Referred").startswith("0")


def test_without_signal_taps_wait_and_are_sent_later_once(phone, tally):
    seat = phone()
    seat.go(tally)
    offline(seat)
    for total in "12345":
        taps(seat, "Gave a leaflet", total)
    undoes(seat, "Gave a leaflet", "4")
    seat.tab.get_by_text("5 kept on this phone: waiting for signal").wait_for()
    assert counted() == 0
    offline(seat, False)  # the phone says so, and the tally sends by itself
    sent(seat)
    assert counted() == 4
    seat.again()
    assert number(seat, "Gave a leaflet").startswith("4")
    misses_the_server(seat)


def test_an_answer_that_is_lost_on_the_way_back_counts_nothing_twice(phone, tally):
    seat = phone()
    seat.go(tally)
    lost = []

    def lose(route):
        # The server counts it; the phone never hears of that.
        route.fetch()
        lost.append(route.request.post_data)
        route.abort()

    seat.tab.route("**/outreach/taps/", lose)
    waiting = seat.tab.get_by_text("1 kept on this phone: waiting for signal")
    seat.touch(button(seat, "Talked"), shows=waiting)
    assert lost
    assert counted() == 1
    seat.tab.unroute("**/outreach/taps/")
    seat.again()
    sent(seat)
    assert counted() == 1
    assert number(seat, "Talked").startswith("1")
    misses_the_server(seat)


def test_whoever_is_signed_out_loses_nothing(phone, tally):
    seat = phone()
    seat.go(tally)
    cookies = seat.context.cookies()
    seat.context.clear_cookies()
    waiting = seat.tab.get_by_text("1 kept on this phone: sign in again to send them")
    seat.touch(button(seat, "Talked"), shows=waiting)
    seat.context.add_cookies(cookies)
    seat.tab.get_by_role("button", name="Send now").press("Enter")
    sent(seat)
    assert counted() == 1


def test_the_page_opens_without_signal_where_it_was_kept_and_only_there(phone, tally):
    seat = phone()
    seat.go(tally)
    keep = seat.tab.get_by_role("button", name="Keep this page on the phone")
    remove = seat.tab.get_by_role("button", name="Remove this page from the phone")
    registered = "navigator.serviceWorker.getRegistrations().then(all => all.length)"
    assert seat.tab.evaluate(registered) == 0
    seat.touch(keep, shows=remove)
    offline(seat)
    seat.again()
    waiting = seat.tab.get_by_text("1 kept on this phone: waiting for signal")
    seat.touch(button(seat, "Talked"), shows=waiting)
    assert "Dev" not in seat.tab.locator("body").inner_text()
    assert not seat.opens(tally.replace("outreach", "field"))
    assert not seat.opens(tally + "undo/")
    assert seat.opens(tally)
    offline(seat, False)
    seat.again()
    sent(seat)
    assert counted() == 1
    seat.touch(remove, shows=keep)
    assert seat.tab.evaluate("caches.keys().then(all => all.length)") == 0
    offline(seat)
    assert not seat.opens(tally)
    misses_the_server(seat)


def test_the_pages_fit_and_pass_axe(window, owner, tally, study):
    seat = window(by=owner)
    for name in ("outreach", "field", "outreach_lists", "outreach_alone"):
        assert seat.go(reverse(f"listen:{name}", args=[study.pk])) == 200
        if name == "outreach":
            seat.touch(button(seat, "Talked"), shows=seat.tab.get_by_text("Counted: Talked"))
            sent(seat)
        seat.looks(name)


def test_the_tally_works_by_keyboard(phone, tally):
    seat = phone()
    seat.go(tally)
    seat.tab.get_by_label("Where you are").focus()
    seat.tab.keyboard.press("ArrowDown")
    seat.tab.keyboard.press("Tab")
    seat.tab.keyboard.press("Enter")
    expect(seat.tab.get_by_text("Counted: Talked, Station.")).to_be_visible()
    seat.tab.keyboard.press("Tab")
    seat.tab.keyboard.press("Space")
    expect(seat.tab.get_by_text("Counted: Gave a leaflet, Station.")).to_be_visible()
