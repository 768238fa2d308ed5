"""The team looks at every page as a person would meet it, and nothing is kept."""

import pytest

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.postgres]


def test_the_preview_shows_every_page_and_keeps_nothing(desk, begun, study):
    address, seen = desk.url("preview", "now"), []
    page = desk.client.get(address, follow=True)
    while page.request["PATH_INFO"] != desk.url("questions"):
        assert "Nothing is kept" in page.text and len(seen) < 20
        seen.append(page.context["item_place"])
        here = page.request["PATH_INFO"]
        page = desk.client.post(here, {"go": "save", "answer": "Secret"}, follow=True)
    assert seen == [
        "start", "helped", "first", "age", "hard", "hard/stay/ward", "hard/stay/day",
        "hard/stay", "hard/picture", "worth", "order", "yes",
    ]  # fmt: skip
    assert not study.participant_set.exists()


def test_the_buttons_of_a_preview_lead_where_they_say(desk, begun):
    def lands(address, go):
        page = desk.client.post(desk.url("preview_page", "now", address), {"go": go}, follow=True)
        return page.context["item_place"], page

    assert lands("2", "back")[0] == "start" and lands("1", "back")[0] == "start"
    assert lands("5", "pass")[0] == "worth" and lands("5", "save")[0] == "hard/stay/ward"
    assert lands("1", "rest")[0] == "start" and lands("1", "lang-x")[0] == "start"
    assert "Smaller text" in lands("1", "text-1")[1].text
    assert "[" not in lands("9", "save")[1].context["heading"]
    page = desk.client.get(desk.url("preview", "now"), {"at": "hard/stay"}, follow=True)
    assert page.context["item_place"] == "hard/stay/ward"
    assert "Shown only if" in desk.get("preview_page", "now", "3")
    for nonsense in ("999", "1-2-3", "a"):
        assert desk.get("preview_page", "now", nonsense)
    for which in ("1", "9", "x", "99999999"):
        desk.get("preview", which, status=404)
