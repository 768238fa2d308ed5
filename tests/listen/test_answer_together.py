"""Several things asked on one page (`field-list`), without a script."""

import re
from io import BytesIO

import pytest

from pennydrop.rooms.listen.models import AnswerFile, Participant, Segment
from pennydrop.rooms.listen.queries.values import values_in
from tests.journeys.robot import png
from tests.listen.every_kind import YES_NO, begun, kept

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.postgres]
COLUMNS = ("type", "name", "label", "appearance", "relevant", "constraint", "required")
HOME = (
    ("text", "first", "First?"),
    ("begin_group", "home", "Where you live", "field-list"),
    ("select_one yn", "alone", "Do you live alone?"),
    ("text", "who", "Who is with you?", "short", "${alone} = 'no'"),
    ("integer", "rooms", "How many rooms?", "", "", ". < 20"),
    ("date", "since", "Since when?"),
    ("image", "view", "A picture?"),
    ("end_group",),
    ("text", "last", "Last?"),
)
ALONE, WHO, ROOMS, SINCE, VIEW = (f"q{n}-answer" for n in range(2, 7))
SHOWN = ["2", "4", "5", "6"]


@pytest.fixture
def teller(asks):
    return begun(asks(*HOME, columns=COLUMNS, choices=YES_NO))


def fields(page):
    return re.findall(r'name="(q[^"]+|shown)"', page)


def test_all_of_it_stands_on_one_page_under_its_own_words(teller):
    page = teller.text
    assert "Where you live</h1>" in page and page.count("<h1") == 1
    assert "Do you live alone?" in page and "How many rooms?" in page and "Question 2 of 3" in page
    assert "Who is with you?" not in page and WHO not in fields(page)
    assert 'enctype="multipart/form-data"' in page


def test_it_is_kept_together_and_what_applies_only_now_comes_once_more(teller):
    page = teller.post(
        "question", 2, go="save", shown=SHOWN, **{ALONE: "no", ROOMS: "4", f"{SINCE}-day": "1",
        f"{SINCE}-month": "may", f"{SINCE}-year": "2020"},
    )  # fmt: skip
    assert "one more thing" in page and "Who is with you?" in page and 'value="4"' in page
    assert kept(teller) == {
        "first": "it began", "home/alone": "no", "home/rooms": "4", "home/since": "2020-05-01",
    }  # fmt: skip
    page = teller.post(
        "question", 2, go="save", shown=[*SHOWN, "3"], **{ALONE: "no", WHO: "a heron", ROOMS: "4",
        f"{SINCE}-day": "1", f"{SINCE}-month": "5", f"{SINCE}-year": "2020"},
    )  # fmt: skip
    assert "Last?" in page and kept(teller)["home/who"] == "a heron"


def test_what_no_longer_applies_is_not_kept_nor_what_was_not_shown(teller):
    teller.post("question", 2, go="save", shown=SHOWN, **{ALONE: "no"})
    page = teller.post(
        "question", 2, go="save", shown=[*SHOWN, "3"], **{ALONE: "yes", WHO: "a heron"}
    )
    assert "Last?" in page and kept(teller) == {"first": "it began", "home/alone": "yes"}
    teller.post("question", 2, go="save", shown=["2"], **{ALONE: "yes", ROOMS: "7"})
    assert "home/rooms" not in kept(teller)


def test_each_field_says_what_is_wrong_with_it_and_the_rest_is_kept(teller):
    page = teller.post(
        "question", 2, go="save", shown=SHOWN, **{ALONE: "yes", ROOMS: "99", f"{SINCE}-day": "31",
        f"{SINCE}-month": "2", f"{SINCE}-year": "2020"},
    )  # fmt: skip
    assert teller.page.status_code == 422
    assert f'href="#id_{ROOMS}"' in page and f'href="#id_{SINCE}-day"' in page
    assert f'id="id_{ROOMS}_error"' in page and f'id="id_{SINCE}_error"' in page
    assert 'value="99"' in page and 'value="31"' in page  # what was typed is still there
    assert kept(teller) == {"first": "it began", "home/alone": "yes"}


def test_a_picture_given_beside_a_mistake_need_not_be_chosen_again(teller):
    picture = BytesIO(png())
    picture.name = "me.png"
    page = teller.post("question", 2, go="save", shown=SHOWN, **{ROOMS: "99", VIEW: picture})
    assert teller.page.status_code == 422 and "You gave us one already" in page
    assert AnswerFile.objects.get().question == "home/view"
    page = teller.post("question", 2, go="save", shown=SHOWN, **{ROOMS: "9", "q6-drop": "1"})
    assert not AnswerFile.objects.exists() and kept(teller)["home/rooms"] == "9"


def test_it_can_be_skipped_gone_back_from_and_come_back_to(teller):
    assert "Skip these" in teller.text
    assert "Last?" in teller.post("question", 2, go="skip", shown=SHOWN, **{ROOMS: "4"})
    assert kept(teller) == {"first": "it began"}
    page = teller.get("question", 7)
    assert "/mine/2/" in page  # back
    page = teller.post("question", 2, go="rest", shown=SHOWN, **{ALONE: "yes", ROOMS: "99"})
    assert "Take your time" in page and kept(teller)["home/alone"] == "yes"
    page = teller.get("on")
    assert "Where you live</h1>" in page and "Leave these as they are" in page
    check = teller.get("check")
    assert "/mine/2/?check=1" in check and "/mine/4/?check=1" in check
    assert "Where you live</h1>" in teller.get("question", 4)
    sent = {"go": "save", "shown": SHOWN, ALONE: "yes", ROOMS: "3"}
    teller.page = teller.client.post("/mine/2/?check=1", sent, follow=True)
    page = teller.text
    assert "Check your answers" in page and kept(teller)["home/rooms"] == "3"


def test_shared_it_is_words_and_values_of_what_applies(teller):
    teller.post("question", 2, go="save", shown=SHOWN, **{ALONE: "no"})
    teller.post("question", 2, go="save", shown=[*SHOWN, "3"], **{ALONE: "no", WHO: "a heron"})
    teller.post("question", 2, go="save", shown=[*SHOWN, "3"], **{ALONE: "yes", WHO: "a heron"})
    teller.share()
    person = Participant.objects.get()
    assert values_in(person.study_id) == {person.pk: {"home/alone": "yes"}}
    assert Segment.objects.count() == 1  # "who" no longer applied


def test_it_can_be_the_first_thing_that_is_answered(asks):
    teller = asks(*HOME[1:], columns=COLUMNS, choices=YES_NO)
    teller.agree()
    assert "Where you live" in teller.text
    page = teller.go("all")
    assert 'name="q2-answer"' in page or 'name="q1-answer"' in page
    wrong = teller.go("save", step="1", shown=["1", "3"], **{"q1-answer": "no", "q3-answer": "99"})
    assert teller.page.status_code == 422 and 'value="99"' in wrong
    assert not Participant.objects.exists()
    teller.go("save", step="1", shown=["1", "3"], **{"q1-answer": "no", "q3-answer": "9"})
    assert teller.code() and kept(teller) == {"home/alone": "no", "home/rooms": "9"}
    assert "Who is with you?" in teller.get("on")  # it applies only now


def test_words_that_suggest_a_risk_are_met_with_help_whatever_else_is_wrong(teller):
    teller.post("question", 2, go="save", shown=SHOWN, **{ALONE: "no"})
    page = teller.post(
        "question", 2, go="save", shown=[*SHOWN, "3"],
        **{ALONE: "no", WHO: "i want to die", ROOMS: "99"},
    )  # fmt: skip
    assert "Thank you for telling us" in page and "116 123" in page
    assert "Where you live</h1>" in teller.get("on")


def test_a_round_of_a_repeat_on_one_page(asks):
    columns = ("type", "name", "label", "appearance")
    rows = [
        ("text", "first", "First?"), ("begin_repeat", "home", "Someone at home", "field-list"),
        ("text", "who", "Who?", "short"), ("integer", "age", "How old?"), ("end_repeat",),
        ("text", "last", "Last?"),
    ]  # fmt: skip
    teller = begun(asks(*rows, columns=columns))
    assert "Someone at home 1</h1>" in teller.post("question", 2, go="add")
    teller.post("question", "3-1", go="save", shown=["3-1", "4-1"],
                **{"q3-1-answer": "Ann", "q4-1-answer": "40"})  # fmt: skip
    page = teller.get("question", 2)
    assert "told us about one" in page and "Ann" in page and "/mine/3-1/" in page
    assert kept(teller) == {
        "first": "it began", "home": "1", "home[1]/who": "Ann", "home[1]/age": "40",
    }  # fmt: skip
