"""The texts around the questions are read in a person's own language where they are there."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from pennydrop.rooms.listen.actions.sheets import amend_sheet
from pennydrop.rooms.listen.actions.wording import keep_wording
from pennydrop.rooms.listen.models import Consent, Participant, Sheet, Wording
from pennydrop.rooms.listen.queries.wording import english_of, other_languages
from pennydrop.rooms.listen.rules.wording import (
    PAGES,
    BadTable,
    as_table,
    read_table,
    texts_in,
    written,
)
from tests.listen.answering import Teller
from tests.listen.every_kind import study_of
from tests.listen.forming import made
from tests.listen.reading_age import grade

database = pytest.mark.django_db(databases=["default", "keys"])
URDU = "Urdu (ur)"
FORM = """| survey |
| | type | name | label::English (en) | label::Urdu (ur) |
| | text | one | What happened? | کیا ہوا؟ |
| | text | two | And then? | اور پھر؟ |
| settings |
| | form_title | form_id | default_language |
| | Both | both | English (en) |
"""
SAID = {
    "start_tell": "ہمیں بتائیں", "limits": "# حدود\n\nہم کسی کو نہیں بتاتے۔",
    "take_part_question": "کیا آپ حصہ لینا چاہتے ہیں؟", "reply_yes": "جی ہاں", "go_on": "آگے بڑھیں",
    "save": "محفوظ کریں", "use_share": "میرے الفاظ دیں", "done_title": "شکریہ",
}  # fmt: skip


@pytest.fixture
def both(new_study, at):
    return study_of(made(FORM), new_study, at)


def keep(study, at, **said):
    return keep_wording(study=study, language=URDU, said=said or SAID, by="test", at=at)


def page(study, name, **query):
    return Teller(study).client.get(reverse(f"listen:{name}", args=[study.slug]), query).text


def english(words):
    return f'<span lang="en-GB" dir="ltr">{words}</span>'


@database
def test_what_is_there_is_shown_and_the_rest_stands_marked_in_english(both, at):
    assert other_languages(both.pk) == (URDU,)
    keep(both, at)
    plain, urdu = page(both, "start"), page(both, "start", l="1")
    assert "Tell us" in plain and SAID["start_tell"] not in plain and 'dir="rtl"' not in plain
    assert SAID["start_tell"] in urdu and '<div lang="ur" dir="rtl">' in urdu
    assert english(PAGES["start_long"]) in urdu
    assert "?l=1" in urdu  # it goes along to the next page
    limits = page(both, "limits", l="1")
    assert "<h1>حدود</h1>" in limits or "حدود</h" in limits
    about = page(both, "about", l="1")
    assert '<div lang="en-GB" dir="ltr"><' in about  # a sheet that nobody translated


@database
def test_it_goes_all_the_way_to_the_last_page(both, at):
    keep(both, at)
    teller = Teller(both)
    agree = reverse("listen:agree", args=[both.slug]) + "?l=1"
    asked = teller.client.get(agree).text
    assert SAID["take_part_question"] in asked and SAID["reply_yes"] in asked
    assert f'action="{agree}"' in asked
    wrong = teller.client.post(agree, {"take_part": "yes"}).text
    assert english(PAGES["agree_missing"]) in wrong
    teller.page = teller.client.post(agree, {"take_part": "yes", "analyse": "yes"})
    assert SAID["go_on"] in teller.text or "کیا ہوا؟" in teller.text
    assert SAID["save"] in teller.go("one-1")
    teller.go("save", step=1, answer="it hurt")
    use = teller.get("use")
    assert SAID["use_share"] in use and english(PAGES["use_title"]) in use
    done = teller.share(quote="yes")
    assert SAID["done_title"] in done and teller.page.redirect_chain[-1][0].endswith("/done/?l=1")
    assert Participant.objects.get().state == "shared"
    assert Consent.objects.filter(scope="quote", answer="yes").exists()


@database
def test_when_the_english_changes_the_english_is_read(both, at):
    keep(both, at)
    sheet = Sheet.objects.filter(study=both).latest("version")
    amend_sheet(study=both, text=sheet.text, limits="We must tell somebody now.", reason="x",
                seen=sheet.version, by="test", at=at)  # fmt: skip
    limits = page(both, "limits", l="1")
    assert "We must tell somebody now." in limits and "حدود" not in limits


@database
def test_versions_are_only_added_and_nothing_is_lost(both, at):
    assert keep(both, at) == len(SAID)
    assert keep(both, at) == len(SAID)
    assert keep(both, at, start_tell="", save="ٹھیک ہے") == len(SAID) - 1
    assert list(Wording.objects.order_by("version").values_list("version", flat=True)) == [1, 2]
    assert Wording.objects.get(version=1).texts["save"]["said"] == SAID["save"]


@database
def test_who_runs_the_study_writes_it_and_nobody_else(client, owner, colleague, stranger, both):
    address = reverse("listen:wording", args=[both.pk]) + "?language=Urdu+(ur)"
    for who, status in ((colleague, 403), (stranger, 404), (owner, 200)):
        client.force_login(who)
        assert client.get(address).status_code == status
    assert "Urdu" in client.get(reverse("listen:asks", args=[both.pk])).text
    kept = client.post(address, SAID, follow=True)
    assert f"Kept. {len(SAID)} of" in kept.text and 'dir="rtl"' in kept.text
    assert SAID["start_tell"] in page(both, "start", l="1")
    for wrong in ("English (en)", "Klingon", ""):
        missing = reverse("listen:wording", args=[both.pk])
        assert client.get(missing, {"language": wrong}).status_code == 404


@database
def test_it_can_be_taken_out_and_brought_in_as_a_table(client, owner, both):
    client.force_login(owner)
    query = "?language=Urdu+(ur)"
    taken = client.get(reverse("listen:wording_csv", args=[both.pk]) + query)
    table = taken.content.decode().replace(
        "start_tell,Tell us,", f"start_tell,Tell us,{SAID['save']}"
    )
    bring = reverse("listen:wording_table", args=[both.pk]) + query

    def send(text):
        file = SimpleUploadedFile("texts.csv", text if isinstance(text, bytes) else text.encode())
        return client.post(bring, {"table": file}, follow=True)

    assert "Kept. 1 of" in send(table).text
    assert SAID["save"] in page(both, "start", l="1")
    for wrong, why in (
        (table.replace("Tell us,", "Told us,"), "has changed since then"),
        ("text,english,translation\nnothing,a,b\n", "Row 2: there is no text"),
        ("a,b\n1,2\n", "must hold the columns"), (b"\xff\xfe", "CSV in UTF-8"),
    ):  # fmt: skip
        answer = send(wrong)
        assert answer.status_code == 422 and why in answer.text
    assert Wording.objects.count() == 1


@pytest.mark.browser
@pytest.mark.django_db(databases=["default", "keys"], transaction=True)
def test_the_pages_fit_and_pass_axe(window, owner, both, at):
    keep(both, at)
    seat = window(by=owner)
    seat.go(reverse("listen:wording", args=[both.pk]) + "?language=Urdu+(ur)")
    seat.looks("wording")
    for name in ("start", "agree"):
        seat.go(reverse(f"listen:{name}", args=[both.slug]) + "?l=1")
        seat.looks(f"urdu-{name}")


@given(st.dictionaries(st.sampled_from(sorted(PAGES)), st.text(max_size=60)))
def test_a_table_comes_back_as_it_went_out(said):
    kept = written(PAGES, {key: text.replace("\0", "") for key, text in said.items()})
    back = read_table(as_table(texts_in(PAGES, kept)), PAGES)
    assert written(PAGES, back) == written(PAGES, {k: v["said"] for k, v in kept.items()})


@pytest.mark.parametrize("table", ["", '"', "text,english,translation"])
def test_what_is_no_table_says_so(table):
    with pytest.raises(BadTable):
        read_table(table, PAGES)


def test_our_own_words_on_these_pages_are_easy():
    text = " ".join(one if one.endswith((".", "?")) else f"{one}." for one in PAGES.values())
    assert grade(text) <= 6


@database
def test_every_text_has_a_name_of_its_own_and_english(both):
    texts = english_of(both)
    assert all(texts[key] for key in PAGES) and len(texts) > len(PAGES) + 20
