"""Ranks, files and parts that are answered several times, from a phone in the field."""

import datetime as dt
import json
import uuid
from base64 import b64encode

import pytest
from django.urls import reverse

from pennydrop.rooms.listen.actions.cards import fresh_code
from pennydrop.rooms.listen.models import AnswerFile, Participant, Submission
from pennydrop.rooms.listen.queries.answers import newest_form, newest_sheet, words_of
from pennydrop.rooms.listen.queries.field import paper_of
from pennydrop.rooms.listen.queries.values import file_bytes, values_in
from pennydrop.rooms.listen.rules.field import MOST_BYTES, BadSubmission, read_submission
from pennydrop.rooms.listen.rules.form import read_form
from tests.journeys.robot import FILES, mp4, png
from tests.listen.every_kind import study_of
from tests.listen.phoning import (
    CANARY,
    EVERYTHING,
    PIN,
    button,
    consents,
    misses_the_server,
    offline,
    status,
)

ROWS = {
    "survey": [
        ["type", "name", "label", "repeat_count"],
        ["text", "first", "First?"],
        ["rank felt", "order", "Which first?"],
        ["begin_repeat", "home", "Someone at home"],
        ["text", "who", "Who are they?"],
        ["rank felt", "theirs", "What matters to them?"],
        ["image", "photo", "A picture of them?"],
        ["end_repeat"],
        ["integer", "n", "How many times?"],
        ["begin_repeat", "times", "A time", "${n}"],
        ["text", "time", "What was it like?"],
        ["end_repeat"],
        ["audio", "sound", "A recording?"],
        ["begin_repeat", "outer", "Outer"],
        ["begin_repeat", "inner", "Inner"],
        ["text", "deep", "Too deep?"],
        ["end_repeat"],
        ["end_repeat"],
    ],
    "choices": [
        ["list_name", "name", "label"],
        ["felt", "lonely", "Lonely"], ["felt", "calm", "Calm"], ["felt", "sore", "Sore"],
    ],
}  # fmt: skip
TODAY = dt.date.today().isoformat()


@pytest.fixture
def asked(new_study, at):
    return study_of(read_form(ROWS), new_study, at)


def letters(data):
    return b64encode(data).decode()


def sent(study, answers, **files):
    return {
        "id": str(uuid.uuid4()), "kind": "answers", "on": TODAY, "code": fresh_code(),
        "sheet": str(newest_sheet(study).pk), "form": str(newest_form(study).pk),
        "replies": {"take_part": "yes", "analyse": "yes"}, "old_enough": True, "fidelity": "",
        "turns": [], "answers": answers,
        "files": {path.replace("__", "/"): letters(data) for path, data in files.items()},
    }  # fmt: skip


@pytest.fixture
def send(client, owner, asked):
    client.force_login(owner)

    def go(data):
        address = reverse("listen:phone_send", args=[asked.pk])
        return client.post(address, json.dumps(data), content_type="application/json")

    return go


database = pytest.mark.django_db(databases=["default", "keys"])


@database
def test_the_paper_has_ranks_files_and_rounds_and_says_what_needs_signal(asked):
    paper = paper_of(newest_form(asked))
    shown = {one.path: one.shown_as for one in paper.asked}
    assert shown == {"first": "area", "order": "rank", "home": "rounds", "n": "number",
                     "times": "rounds", "sound": "file"}  # fmt: skip
    home = next(one for one in paper.asked if one.path == "home")
    assert [one.path for one in home.inside] == ["home[#]/who", "home[#]/theirs", "home[#]/photo"]
    assert not home.counted and next(o for o in paper.asked if o.path == "times").counted
    assert paper.left_out == 1  # a part within a part


@database
@pytest.mark.postgres
def test_they_come_in_as_if_answered_with_signal(send, asked):
    answers = {
        "first": "a heron", "order": "sore calm lonely", "home": "2", "home[1]/who": "my sister",
        "home[2]/who": "a friend", "home[2]/theirs": "calm lonely sore", "n": "1",
        "times[1]/time": "once", "times[2]/time": "never asked of them",
    }  # fmt: skip
    data = sent(asked, answers, sound=FILES["audio"]["buffer"])
    data["files"]["home[1]/photo"] = letters(png())
    assert send(data).json() == {"kept": True, "fresh": True}
    assert send(data).json()["fresh"] is False  # a retry never doubles
    person = Participant.objects.get()
    assert values_in(asked.pk)[person.pk] == {
        "order": "sore calm lonely", "home[2]/theirs": "calm lonely sore", "n": "1",
    }  # fmt: skip
    said = [one.text.strip() for one in words_of(person)]
    assert said == ["a heron", "my sister", "a friend", "once"]
    files = {row.question: row for row in AnswerFile.objects.all()}
    assert set(files) == {"sound", "home[1]/photo"}
    assert file_bytes(files["home[1]/photo"].pk).startswith(b"\x89PNG")


@database
@pytest.mark.parametrize(
    ("answers", "files", "why"),
    [
        ({"order": "sore sore calm"}, {}, "place of its own"),
        ({"home[1]": "x"}, {}, "not known here"),
        ({"first": "x"}, {"sound": png()}, "not of the kind"),
        ({"first": "x"}, {"first": png()}, "not of the kind"),
        ({"first": "x"}, {"sound": b"\x00\x01\x02"}, "cannot take this kind"),
        ({"first": "x"}, {"home[1]/photo": mp4()}, "not of the kind"),
    ],
)
def test_what_does_not_fit_stays_on_the_phone_with_its_reason(send, asked, answers, files, why):
    data = sent(asked, answers)
    data["files"] = {path: letters(held) for path, held in files.items()}
    answer = send(data)
    assert answer.status_code == 422 and why in answer.json()["why"]
    assert not Submission.objects.exists() and not Participant.objects.exists()


@database
@pytest.mark.parametrize(
    "files", [{"sound": "not letters!"}, [], {"a": letters(bytes(MOST_BYTES + 1))}]
)
def test_files_that_did_not_arrive_whole(asked, files):
    data = {**sent(asked, {"first": "x"}), "files": files or ["x"]}
    with pytest.raises(BadSubmission):
        read_submission(data, today=dt.date.today())


@pytest.fixture
def phone(window, owner, asked):
    seat = window(320, by=owner)
    seat.go(reverse("listen:phone", args=[asked.pk]))
    for label in ("Choose a PIN", "The same again"):
        seat.tab.get_by_label(label).fill(PIN)
    seat.touch(button(seat, "Keep this page on the phone"), shows=button(seat, "New interview"))
    return seat


def rank(place, *numbers):
    for select, number in zip(place.locator(".rank select").all(), numbers, strict=True):
        select.select_option(label=number)


def at_home(phone, *names):
    """One round for each name."""
    asked = phone.tab.get_by_label("Who are they?")
    for number, name in enumerate(names):
        phone.touch(phone.tab.locator("[data-add=home]"), shows=asked.nth(number))
        asked.nth(number).fill(name)


def first_part(phone, code):
    """On to the questions, with a first answer."""
    phone.touch(
        button(phone, "New answers"), shows=phone.tab.get_by_text("Everything can be skipped")
    )
    consents(phone, quote="No")
    phone.tab.get_by_label("The 16 numbers on their card").fill(code)
    phone.tab.get_by_label("First?").fill(CANARY)


def unreadable(phone, *secrets):
    kept = "\n".join(phone.tab.evaluate(EVERYTHING))
    return not [secret for secret in secrets if secret in kept]


@pytest.mark.browser
@pytest.mark.django_db(databases=["default", "keys"], transaction=True)
def test_somebody_answers_them_on_the_phone_without_signal(phone, asked):
    offline(phone)
    first_part(phone, fresh_code())
    tab = phone.tab
    rank(tab.get_by_role("group", name="Which first?"), "3", "3", "1")
    phone.touch(
        button(phone, "Keep it on the phone"), shows=status(phone, "Give each a number of its own")
    )
    rank(tab.get_by_role("group", name="Which first?"), "3", "2", "1")
    at_home(phone, "left out", "my sister", "a friend")
    second = tab.locator(".round").nth(1)
    rank(second, "1", "2", "3")
    second.locator("input[type=file]").set_input_files(FILES["image"])
    second.get_by_text("One is kept here").wait_for()
    phone.touch(tab.locator("[data-out='1']"), shows=tab.get_by_text("One is kept here").first)
    tab.locator(".round").nth(2).wait_for(state="detached")
    assert tab.get_by_label("Who are they?").first.input_value() == "my sister"
    assert tab.get_by_text("One is kept here").first.is_visible()
    phone.looks(widths=(320,))
    phone.touch(button(phone, "Finish later"), shows=button(phone, "New interview"))
    assert unreadable(phone, CANARY, letters(png())[:40], "my sister")
    phone.touch(button(phone, "Open"), shows=tab.get_by_text("Everything can be skipped"))
    assert tab.locator(".rank select").first.input_value() == "3"
    phone.touch(button(phone, "Keep it on the phone"), shows=button(phone, "New interview"))
    offline(phone, off=False)
    phone.touch(button(phone, "Send now"), shows=status(phone, "1 sent"))
    _arrived(asked)
    misses_the_server(phone)


def _arrived(asked):
    person = Participant.objects.get()
    assert values_in(asked.pk)[person.pk] == {
        "order": "sore calm lonely", "home[1]/theirs": "lonely calm sore",
    }  # fmt: skip
    assert [one.text.strip() for one in words_of(person)] == [CANARY, "my sister", "a friend"]
    assert AnswerFile.objects.get().question == "home[1]/photo"
