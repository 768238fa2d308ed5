"""Any form on its pages: asked, checked, left out, added to, rested from, and shared."""

import re
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from pennydrop.core.audit.models import QuietEvent
from pennydrop.core.erasure.models import HandCopy
from pennydrop.core.vault.sealing import KeyGone
from pennydrop.rooms.listen.actions.originals import drop_originals
from pennydrop.rooms.listen.actions.withdrawal import withdraw
from pennydrop.rooms.listen.models import Answer, AnswerFile, Participant, Segment, Value
from pennydrop.rooms.listen.queries.answers import draft_answers
from pennydrop.rooms.listen.queries.values import file_bytes, files_in, values_in, values_of
from pennydrop.rooms.listen.rules.form import read_form
from tests.listen.answering import Teller
from tests.listen.every_kind import every_kind, study_of

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.postgres]


@pytest.fixture
def asks(new_study, at):
    """A study that asks rows of a survey, and somebody who has begun with the first question."""

    def make(*survey, choices=(), columns=("type", "name", "label", "relevant", "required")):
        rows = {"survey": [list(columns), *map(list, survey)]}
        if choices:
            rows["choices"] = [["list_name", "name", "label"], *map(list, choices)]
        return Teller(study_of(read_form(rows), new_study, at))

    return make


@pytest.fixture
def all_kinds(new_study, at):
    return Teller(study_of(every_kind(), new_study, at))


def begun(teller, words="it began"):
    """Past the first question, which is open."""
    teller.agree()
    if "Where would you like to start" in teller.text:
        teller.go("all")
    step = re.search(r'name="step" value="([^"]+)"', teller.text).group(1)
    teller.go("save", step=step, answer=words)
    teller.get("on")
    return teller


def kept(teller):
    return draft_answers(Participant.objects.get())


YES_NO = (("yn", "yes", "Yes"), ("yn", "no", "No"))


def test_only_what_is_relevant_is_asked_and_shared_and_the_rest_waits(asks):
    teller = begun(asks(
        ("text", "first", "First?"), ("select_one yn", "more", "More?"),
        ("text", "why", "Why?", "${more} = 'yes'"), ("text", "last", "Last?"), choices=YES_NO,
    ))  # fmt: skip
    teller.post("question", 2, go="save", answer="yes")
    assert "Why?" in teller.text
    teller.post("question", 3, go="save", answer="because of this")
    teller.post("question", 2, go="save", answer="no")
    assert "Last?" in teller.text and "because of this" not in teller.get("check")
    assert kept(teller)["why"] == "because of this"
    teller.post("question", 2, go="save", answer="yes")
    assert "because of this" in teller.get("question", 3)
    teller.post("question", 2, go="save", answer="no")
    teller.share()
    assert not Answer.objects.exists()
    assert sorted(Segment.objects.values_list("question", flat=True)) == ["first", "more"]
    assert {v.path: v.words for v in values_of(Participant.objects.get())} == {"more": "No"}


def test_a_page_that_is_not_there_now_leads_on(asks):
    teller = begun(asks(
        ("text", "first", "First?"), ("text", "why", "Why?", "${first} = 'no'"),
        ("text", "last", "Last?"),
    ))  # fmt: skip
    assert "Last?" in teller.get("question", 2)
    assert "Last?" in teller.post("question", 2, go="save", answer="x")
    assert "Last?" in teller.get("question", 99)
    assert kept(teller) == {"first": "it began"}


def test_a_required_question_is_asked_once_more_and_then_let_be(asks):
    teller = begun(asks(
        ("text", "first", "First?"), ("text", "second", "Second?", "", "yes"),
        ("text", "third", "Third?"),
    ))  # fmt: skip
    again = teller.post("question", 2, go="skip", answer="")
    assert teller.page.status_code == 422 and "leave it out" in again
    assert 'name="again" value="1"' in again and "Skip this one" in again
    assert "Third?" in teller.post("question", 2, go="skip", answer="", again="1")
    assert "Second?" in teller.post("question", 2, go="save", answer="  ")


def test_a_yes_that_the_form_itself_needs_cannot_be_passed_over(asks):
    teller = begun(asks(
        ("text", "first", "First?"), ("acknowledge", "ok", "Is this all right?", "", "yes"),
        ("text", "third", "Third?"),
    ))  # fmt: skip
    for again in ("", "1"):
        page = teller.post("question", 2, go="skip", again=again)
        assert teller.page.status_code == 422 and "need your yes" in page
        assert "Skip this one" not in page and "stop here" in page
    teller.post("hide", go="skip", hidden="")
    assert "Is this all right?" in teller.share()
    assert Participant.objects.get().state == "draft"
    teller.post("question", 2, go="save", answer="OK")
    assert "Thank you" in teller.share()


COLUMNS = ("type", "name", "label", "appearance", "parameters", "constraint", "default")


@pytest.mark.parametrize(
    ("kind", "typed", "stored"),
    [
        ("integer", {"answer": "1,000"}, "1000"),
        ("integer", {"answer": " £7 "}, "7"),
        ("decimal", {"answer": "7,5"}, "7.5"),
        ("range", {"answer": "7"}, "7"),
        ("date", {"answer-day": "7", "answer-month": "mar", "answer-year": "2019"}, "2019-03-07"),
        ("time", {"answer-time": "7.30 p.m."}, "19:30"),
        ("time", {"answer-time": "1930"}, "19:30"),
        ("time", {"answer-time": "12am"}, "00:00"),
        ("time", {"answer-time": "midday"}, "12:00"),
        ("dateTime", {"answer-day": "7", "answer-month": "3", "answer-year": "2019",
                      "answer-time": "07:05"}, "2019-03-07T07:05"),
        ("acknowledge", {"answer": "OK"}, "OK"),
        ("geopoint", {"answer": "nr3 1ab"}, "NR3"),
        ("select_one yn", {"answer": "yes"}, "yes"),
        ("select_multiple yn", {"answer": ["no", "yes"]}, "yes no"),
        ("rank yn", {"answer-0": "2", "answer-1": "1"}, "no yes"),
    ],
)  # fmt: skip
def test_how_people_write_it_is_understood(asks, kind, typed, stored):
    teller = begun(asks(("text", "first", "First?"), (kind, "x", "X?"), choices=YES_NO))
    teller.post("question", 2, go="save", **typed)
    assert kept(teller)["x"] == stored
    page = teller.get("question", 2)  # what was given is shown again
    assert teller.page.status_code == 200 and "Leave it as it is" in page
    teller.post("question", 2, go="skip")
    assert kept(teller)["x"] == stored


@pytest.mark.parametrize(
    ("kind", "typed", "said"),
    [
        ("integer", {"answer": "some"}, "whole number"),
        ("integer", {"answer": "1.5"}, "whole number"),
        ("decimal", {"answer": "1.2.3"}, "Write a number"),
        ("range", {"answer": "70"}, "from 1 to 10"),
        ("date", {"answer-day": "7", "answer-year": "2019"}, "must include a month"),
        ("date", {"answer-day": "31", "answer-month": "2", "answer-year": "2019"}, "calendar"),
        ("date", {"answer-day": "3", "answer-month": "2", "answer-year": "19"}, "4 numbers"),
        ("date", {"answer-day": "3", "answer-month": "ma", "answer-year": "2019"}, "or its name"),
        ("time", {"answer-time": "7"}, "such as 7:30pm"),
        ("time", {"answer-time": "25:00"}, "such as 7:30pm"),
        ("dateTime", {"answer-time": "7pm"}, "the day too"),
        ("geopoint", {"answer": "52.63, 1.29"}, "no map position"),
        ("rank yn", {"answer-0": "2"}, "Give each one a number"),
        ("rank yn", {"answer-0": "1", "answer-1": "1"}, "each number once"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_said_kindly_and_shown_again(asks, kind, typed, said):
    teller = begun(asks(("text", "first", "First?"), (kind, "x", "X?"), choices=YES_NO))
    page = teller.post("question", 2, go="save", **typed)
    assert teller.page.status_code == 422 and said in page and "Error: " in page
    assert "x" not in kept(teller)
    shown = [value for name, value in typed.items() if name in {"answer", "answer-time"}]
    shown = [] if kind == "range" else shown  # its steps are chosen, not typed
    assert all(value in page for value in shown)
    link = re.search(r'class="problems".*?href="#([^"]+)"', page, re.S).group(1)
    assert f'id="{link}"' in page or f'id="{link}_0"' in page  # leads to a field that is there
    teller.post("question", 2, go="skip")
    assert "must we hide" in teller.text


def test_a_constraint_says_what_its_author_wrote(asks):
    rows = (("text", "first", "First?"), ("integer", "age", "Age?", ". > 17", "Only for adults"))
    teller = begun(asks(*rows, columns=("type", "name", "label", "constraint",
                                        "constraint_message")))  # fmt: skip
    assert "Only for adults" in teller.post("question", 2, go="save", answer="12")
    teller.post("question", 2, go="save", answer="18")
    assert kept(teller)["age"] == "18"


def test_a_default_is_only_suggested_and_can_be_emptied(asks):
    rows = (("text", "first", "First?", ""), ("integer", "n", "How many?", "3"))
    teller = begun(asks(*rows, columns=("type", "name", "label", "default")))
    assert 'value="3"' in teller.get("question", 2)
    teller.post("question", 2, go="skip")
    assert "n" not in kept(teller)
    teller.post("question", 2, go="save", answer="")
    assert 'value="3"' not in teller.get("question", 2)
    teller.share()
    assert not Value.objects.exists()


HOME = (
    ("text", "first", "First?"), ("begin_repeat", "home", "Someone at home"),
    ("text", "who", "Who?"), ("integer", "age", "How old?"), ("end_repeat",),
    ("text", "last", "Last?"),
)  # fmt: skip


def add_one(teller, number, name, age):
    teller.post("question", 2, go="add")
    assert f"Someone at home {number}" in teller.text and "Who?" in teller.text
    teller.post("question", f"3-{number}", go="save", answer=name)
    assert "How old?" in teller.text
    teller.post("question", f"4-{number}", go="save", answer=age)


def test_one_more_and_one_fewer(asks):
    teller = begun(asks(*HOME))
    assert "Is there one you want to tell us about" in teller.text
    for number, (name, age) in enumerate([("Ann", "40"), ("Bo", "9"), ("Cy", "2")], 1):
        add_one(teller, number, name, age)
    assert "told us about 3" in teller.text and "Bo" in teller.text
    assert "Take out number 2?" in teller.get("question", 2, out="2")
    assert "told us about 2" in teller.post("question", 2, go="out-2")
    assert kept(teller) == {
        "first": "it began", "home": "2", "home[1]/who": "Ann", "home[1]/age": "40",
        "home[2]/who": "Cy", "home[2]/age": "2",
    }  # fmt: skip
    assert "Last?" in teller.post("question", 2, go="skip")
    check = teller.get("check")
    assert "Someone at home 2: How old?" in check
    teller.share()
    person = Participant.objects.get()
    assert values_in(person.study_id) == {person.pk: {"home[1]/age": "40", "home[2]/age": "2"}}
    assert list(Segment.objects.order_by("order").values_list("question", flat=True)) == [
        "first", "who", "who",
    ]  # fmt: skip


@pytest.mark.parametrize("go", ["out-0", "out-9", "out-x", "out-"])
def test_a_round_that_is_not_there_is_not_taken_out(asks, go):
    teller = begun(asks(*HOME))
    add_one(teller, 1, "Ann", "40")
    teller.post("question", 2, go=go)
    assert kept(teller)["home"] == "1" and kept(teller)["home[1]/who"] == "Ann"


def test_to_add_one_can_be_the_first_thing_somebody_does(asks):
    teller = asks(*HOME[1:])
    teller.agree()
    teller.go("all")
    assert "Someone at home" in teller.text
    teller.go("add", step="1")
    assert teller.code()
    assert "Who?" in teller.get("on") and kept(teller) == {"home": "1"}


def test_a_hard_part_can_be_left_out_whole(asks):
    rows = (
        ("text", "first", "First?"), ("begin_group", "g", "Hospital", "This is about hospital."),
        ("text", "ward", "The ward?"), ("text", "night", "The night?"), ("end_group",),
        ("text", "last", "Last?"),
    )  # fmt: skip
    teller = begun(asks(*rows, columns=("type", "name", "label", "content_note")))
    assert "This is about hospital." in teller.text and "Leave this part out" in teller.text
    assert "Last?" in teller.post("question", 2, go="pass")
    assert "The ward?" in teller.post("question", 2, go="save")


def test_words_of_risk_bring_help_at_once_and_a_way_on(asks):
    rows = (("text", "first", "First?"), ("text", "second", "Second?"))
    teller = asks(*rows)
    teller.agree()
    teller.go("all")
    page = teller.go("save", step=1, answer="I want to kill myself tonight")
    assert "116 123" in page and "tel:116123" in page and "code-words" not in page
    assert reverse("listen:shown") in page
    assert "code-words" in teller.get("shown")
    calm = teller.post("question", 2, go="save", answer="it was a long year")
    assert "116 123" not in calm.split("<footer")[0]
    again = teller.post("question", 2, go="save", answer="he wont wake up")
    assert "999" in again and reverse("listen:on") in again
    teller.get("on")
    teller.post("question", 2, go="save", answer="he wont wake up")  # unchanged: not again
    assert "Call 999" not in teller.text


def test_a_break_keeps_what_was_typed_and_shows_the_code(asks):
    teller = begun(asks(("text", "first", "First?"), ("text", "second", "Second?")))
    page = teller.post("question", 2, go="rest", answer="half a thou")
    assert "Nothing runs out" in page and "code-words" in page and "116 123" in page
    assert kept(teller)["second"] == "half a thou"
    assert "Second?" in teller.get("on") and "half a thou" in teller.text


def test_a_break_at_a_number_that_is_none_loses_nothing_that_was_kept(asks):
    teller = begun(asks(("text", "first", "First?"), ("integer", "n", "How many?")))
    teller.post("question", 2, go="save", answer="4")
    assert "Nothing runs out" in teller.post("question", 2, go="rest", answer="x")
    assert kept(teller)["n"] == "4"


def test_every_page_of_the_form_comes_in_the_language_asked_for(all_kinds):
    teller = all_kinds
    teller.agree()
    assert "کیا ہوا؟" in teller.go("lang-1") and 'dir="rtl"' in teller.text
    teller.go("all")
    assert "پہلے" in teller.text and 'lang="ur"' in teller.text
    teller.go("skip", step=1)
    typed = teller.go("lang-0", step=2, answer="half typed")
    assert "What happened?" in typed and "half typed" in typed
    teller.go("lang-1", step=2)
    teller.go("save", step=2, answer="پہلا جواب")
    teller.get("question", 6)
    assert "ہاں" in teller.text and 'lang="ur"' in teller.text
    assert "One of these?" in teller.post("question", 6, go="lang-0")
    assert "One of these?" in teller.get("question", 6)  # it is remembered
    assert "کیا ہوا؟" in teller.get("check", l="1") and "پہلا جواب" in teller.text
    assert "What happened?" in teller.get("check", l="99")


def test_larger_text_goes_along_without_a_cookie_before_the_first_answer(asks):
    teller = asks(("text", "first", "First?"), ("text", "second", "Second?"))
    slug = teller.study.slug
    page = teller.get("start", slug, t="1")
    assert (
        'class="participant large"' in page
        and f"{reverse('listen:about', args=[slug])}?t=1" in page
    )
    for name in ("about", "limits", "agree"):
        page = teller.get(name, slug, t="1")
        assert 'class="participant large"' in page and "?t=1" in page
    teller.page = teller.client.post(
        reverse("listen:agree", args=[slug]) + "?t=1", {"take_part": "yes", "analyse": "yes"}
    )
    assert 'class="participant large"' in teller.text and not teller.client.cookies
    teller.go("all")
    teller.go("save", step=1, answer="words")
    assert 'class="participant large"' in teller.get("question", 2)
    assert 'class="participant"' in teller.get("question", 2, t="0")
    assert 'class="participant"' in teller.get("check")


def photo(**more):
    exif = Image.Exif()
    exif[0x010F] = "CANARYPHONE"
    exif[0x8825] = {1: "N", 2: (52.0, 37.0, 41.0)}
    out = BytesIO()
    Image.new("RGB", (40, 20), "teal").save(out, "JPEG", exif=exif, comment=b"CANARYNOTE", **more)
    return SimpleUploadedFile("Craig at home.jpg", out.getvalue(), "image/jpeg")


def test_a_picture_is_sealed_without_place_maker_or_name(asks):
    teller = begun(asks(("text", "first", "First?"), ("image", "photo", "A picture?")))
    sent = photo()
    assert b"CANARYPHONE" in sent.read()
    sent.seek(0)
    teller.post("question", 2, go="save", answer=sent)
    row = AnswerFile.objects.get()
    assert (row.media, row.question, kept(teller)["photo"]) == (
        "image/jpeg", "photo", "picture.jpg",
    )  # fmt: skip
    held = file_bytes(row.pk)
    assert b"CANARY" not in held and b"Exif" not in held
    assert Image.open(BytesIO(held)).size == (40, 20)
    assert held[:40] not in bytes(row.sealed)
    assert "A picture" in teller.get("check") and "Craig" not in teller.text
    assert "gave us one already" in teller.get("question", 2)


def test_a_file_is_replaced_left_taken_away_and_dropped_where_it_no_longer_counts(asks):
    teller = begun(asks(
        ("text", "first", "First?"), ("select_one yn", "may", "May we?"),
        ("image", "photo", "A picture?", "${may} = 'yes'"), choices=YES_NO,
    ))  # fmt: skip
    teller.post("question", 2, go="save", answer="yes")
    teller.post("question", 3, go="save", answer=photo())
    first = AnswerFile.objects.get().pk
    teller.post("question", 3, go="save")  # nothing chosen: the one that is there stays
    assert AnswerFile.objects.get().pk == first
    teller.post("question", 3, go="save", answer=photo(quality=30))
    assert AnswerFile.objects.get().pk != first
    teller.post("question", 3, go="save", drop="1")
    assert not AnswerFile.objects.exists() and "photo" not in kept(teller)
    teller.post("question", 3, go="save", answer=photo())
    teller.post("question", 2, go="save", answer="no")
    assert AnswerFile.objects.exists()
    teller.share()
    assert not AnswerFile.objects.exists()


@pytest.mark.parametrize(
    ("data", "said"),
    [(b"MZ\x90\x00" + bytes(60), "cannot take this kind"), (b"\xff\xd8\xff x", "cannot open"),
     (b"plain words", "cannot take this kind"), (bytes(13 * 1024 * 1024), "larger than 12")],
)  # fmt: skip
def test_a_file_that_cannot_be_taken_is_refused_in_words(asks, data, said):
    teller = begun(asks(("text", "first", "First?"), ("image", "photo", "A picture?")))
    page = teller.post("question", 2, go="save", answer=SimpleUploadedFile("x.jpg", data))
    assert teller.page.status_code == 422 and said in page
    assert not AnswerFile.objects.exists()


def test_a_file_can_be_the_first_answer(asks):
    teller = asks(("image", "photo", "A picture?"), ("text", "more", "More?"))
    teller.agree()
    teller.go("all")
    teller.go("save", step=1, answer=photo())
    assert teller.code() and AnswerFile.objects.count() == 1
    teller.share()
    assert not Segment.objects.exists() and Participant.objects.get().state == "shared"


@pytest.fixture
def shared_photo(asks):
    teller = begun(asks(("text", "first", "First?"), ("image", "photo", "A picture?"),
                        ("integer", "age", "How old?")))  # fmt: skip
    teller.post("question", 2, go="save", answer=photo())
    teller.post("question", 3, go="save", answer="41")
    teller.code_given = teller.get("shown") and teller.code()
    teller.share()
    return teller


def test_staff_take_a_file_out_and_that_is_noted(shared_photo, client, owner, worker, stranger):
    study = shared_photo.study
    page = reverse("listen:files", args=[study.pk])
    one = reverse("listen:file", args=[study.pk, AnswerFile.objects.get().pk])
    client.force_login(owner)
    listed = client.get(page).text
    assert "A picture?" in listed and "P001" in listed
    taken = client.post(one)
    assert taken["Content-Type"] == "image/jpeg" and taken.content[:3] == b"\xff\xd8\xff"
    assert taken["Content-Disposition"] == 'attachment; filename="P001-picture.jpg"'
    assert HandCopy.objects.get().what == "A file of P001"
    for other, status in ((worker, 403), (stranger, 404)):
        client.force_login(other)
        assert client.get(page).status_code == client.post(one).status_code == status


def test_files_of_a_draft_are_nobodys_to_see(asks, client, owner):
    teller = begun(asks(("text", "first", "First?"), ("image", "photo", "A picture?")))
    teller.post("question", 2, go="save", answer=photo())
    client.force_login(owner)
    assert files_in(teller.study.pk) == []
    one = reverse("listen:file", args=[teller.study.pk, AnswerFile.objects.get().pk])
    assert client.post(one).status_code == 404


def test_what_we_hold_names_values_and_files_and_taking_back_removes_them(shared_photo, at):
    back = Teller(shared_photo.study)
    mine = back.post("code", code=shared_photo.code_given)
    assert "Answers as values" in mine and "Pictures, recordings and files" in mine
    assert "How old?" in mine and "41" in mine
    person = Participant.objects.get()
    file = AnswerFile.objects.get().pk
    receipt = withdraw(participant=person, asked="with the code", by="quiet", at=at)
    assert receipt.removed["listen"]["answers as values"] == 1
    assert receipt.removed["listen"]["pictures, recordings and files"] == 1
    assert not Value.objects.exists() and not AnswerFile.objects.exists()
    with pytest.raises((KeyGone, AnswerFile.DoesNotExist)):
        file_bytes(file)


def test_files_go_with_the_originals_and_values_stay(shared_photo, at):
    person = Participant.objects.get()
    drop_originals(participants=[person.pk], by="test", at=at)
    assert not AnswerFile.objects.exists()
    assert [v.stored for v in values_of(person)] == ["41"]


def test_only_days_are_kept_of_values_and_files(shared_photo):
    for model in (Value, AnswerFile, Answer, QuietEvent):
        kinds = {f.get_internal_type() for f in model._meta.concrete_fields}
        assert not kinds & {"DateTimeField", "TimeField", "GenericIPAddressField"}


def test_now_is_no_finer_than_the_day_in_what_a_form_works_out(asks):
    rows = (
        ("text", "first", "First?", ""), ("calculate", "when", "", "now()"),
        ("calculate", "day", "", "today()"),
    )  # fmt: skip
    teller = begun(asks(*rows, columns=("type", "name", "label", "calculation")))
    teller.share()
    held = {v.path: v.stored for v in values_of(Participant.objects.get())}
    assert "T00:00:00" in held["when"] and len(held["day"]) == 10
