"""Consent given on paper: in bulk, per scope, only what changed, unknown means no."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from pennydrop.core.audit.models import Event
from pennydrop.rooms.listen.actions.paper import ChangedMeanwhile, record_paper_consents
from pennydrop.rooms.listen.actions.participants import add_participant, record_consent
from pennydrop.rooms.listen.actions.sources import NewSegment, add_source
from pennydrop.rooms.listen.actions.withdrawal import withdraw
from pennydrop.rooms.listen.models import Consent, Sheet
from pennydrop.rooms.listen.public import consents_of
from pennydrop.rooms.listen.rules.consent import Reply, Scope, Use, may

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.postgres]

DAY = dt.date(2026, 2, 20)


@pytest.fixture
def people(study, at):
    return [
        add_participant(study=study, state="shared", lookup=None, by="test", at=at)
        for _ in range(3)
    ]


@pytest.fixture
def note(study, at):
    def go(replies, seen=None, sheet=None):
        return record_paper_consents(
            study=study, replies=replies, seen=seen, sheet=sheet, signed_on=DAY, by="user:1", at=at
        )

    return go


@pytest.fixture
def page(client, owner, study):
    client.force_login(owner)
    address = reverse("listen:paper", args=[study.pk])

    def go(**said):
        return client.post(address, said) if said else client.get(address)

    return go


def filled(page, **changes):
    """The form as a browser would send it, with some answers changed (`P001_quote="yes"`)."""
    sent = {"page": str(page.context["page"].number), "carried": page.context["carried"]}
    for row in page.context["rows"]:
        sent[f"seen-{row.person.id.hex}"] = row.seen
        for cell in row.cells:
            scope = cell.name.partition("-")[2]
            sent[cell.name] = changes.get(f"{row.person.name}_{scope}", cell.chosen)
    return sent


def answers(person):
    state = consents_of([person.pk])[person.pk]
    return {s.value: state.on(s).reply.value for s in Scope if state.on(s).version}


def test_only_what_changed_is_written_and_what_held_stays_on_record(people, note, study):
    first, second, _ = people
    sheet = Sheet.objects.get(study=study)
    note({first.pk: {Scope.TAKE_PART: Reply.YES, Scope.QUOTE: Reply.NO}}, sheet=sheet)
    again = {Scope.TAKE_PART: Reply.YES, Scope.QUOTE: Reply.YES, Scope.KEEP: Reply.UNKNOWN}
    made = note({first.pk: again, second.pk: {Scope.QUOTE: Reply.UNKNOWN}})
    assert [(c.participant, c.scope, c.reply) for c in made] == [(first.pk, Scope.QUOTE, Reply.YES)]
    rows = Consent.objects.order_by("pk").values_list("scope", "version", "answer", "on", "how")
    assert list(rows) == [
        ("take_part", 1, "yes", DAY, "paper"),
        ("quote", 1, "no", DAY, "paper"),
        ("quote", 2, "yes", DAY, "paper"),
    ]
    assert Event.objects.filter(what="listen.consent.noted_from_paper").count() == 2


def test_unknown_counts_as_no(people, note):
    note({people[0].pk: {Scope.TAKE_PART: Reply.YES, Scope.ANALYSE: Reply.UNKNOWN}})
    assert not may(consents_of([people[0].pk])[people[0].pk], Use.ANALYSE)


def test_nothing_is_kept_when_the_record_cannot_be_written(people, note, monkeypatch):
    monkeypatch.setattr("pennydrop.rooms.listen.actions.paper.record", lambda **_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        note({people[0].pk: {Scope.QUOTE: Reply.YES}})
    assert not Consent.objects.exists()


def test_a_stale_page_never_overwrites_what_the_person_said_since(people, note, at):
    person = people[0]
    seen = {person.pk: dict.fromkeys(Scope, Reply.UNKNOWN)}
    record_consent(
        participant=person, answers={"quote": "no"}, sheet=None, how="online", by="quiet", at=at
    )
    untouched = {**dict.fromkeys(Scope, Reply.UNKNOWN), Scope.KEEP: Reply.YES}
    note({person.pk: untouched}, seen)
    assert answers(person) == {"quote": "no", "keep": "yes"}
    with pytest.raises(ChangedMeanwhile, match="P001"):
        note({person.pk: {Scope.QUOTE: Reply.YES}}, seen)
    assert answers(person)["quote"] == "no"


def test_nobody_of_another_study_and_nobody_withdrawn(people, note, at):
    withdraw(participant=people[0], asked="with the code", by="quiet", at=at)
    with pytest.raises(ValueError, match="in this study"):
        note({people[0].pk: {Scope.QUOTE: Reply.YES}})
    assert not Consent.objects.exists()


def test_the_page_saves_what_was_ticked(people, page, study, owner):
    sheet = Sheet.objects.get(study=study)
    sent = filled(page(), P001_quote="yes", P003_take_part="no")
    answer = page(**sent, signed_on="2026-02-20", sheet=str(sheet.pk))
    assert answer.status_code == 302
    assert answers(people[0]) == {"quote": "yes"} and answers(people[2]) == {"take_part": "no"}
    row = Consent.objects.get(answer="yes")
    assert (row.sheet_id, row.on, row.recorded_by) == (sheet.pk, DAY, f"user:{owner.pk}")
    assert "2 answers of 2 people changed" in page().text


def test_saving_without_a_change_saves_nothing(people, page):
    assert page(**filled(page()), signed_on="2026-02-20", sheet="").status_code == 302
    assert not Consent.objects.exists()
    assert "Nothing was changed" in page().text


@pytest.mark.parametrize(
    ("day", "why"), [("", "which day stands"), ("2999-01-01", "has not come yet")]
)
def test_a_day_is_needed_and_what_was_ticked_stays(people, page, day, why):
    answer = page(**filled(page(), P002_keep="yes"), signed_on=day, sheet="")
    assert answer.status_code == 422 and why in answer.text
    chosen = {c.name: c.chosen for row in answer.context["rows"] for c in row.cells}
    assert chosen[f"{people[1].pk.hex}-keep"] == "yes"
    assert not Consent.objects.exists()


def test_a_whole_column_is_set_on_the_page_and_saved_only_then(people, page):
    sent = filled(page(), P002_keep="yes")
    answer = page(**sent, column="quote:yes", signed_on="2026-02-20", sheet="")
    assert not Consent.objects.exists()
    assert 'value="2026-02-20"' in answer.text
    page(**filled(answer), signed_on="2026-02-20", sheet="")
    assert [answers(p) for p in people] == [
        {"quote": "yes"},
        {"quote": "yes", "keep": "yes"},
        {"quote": "yes"},
    ]


def test_a_press_for_many_overturns_no_noted_answer(people, page, note):
    note({people[0].pk: {Scope.QUOTE: Reply.NO}, people[1].pk: {Scope.QUOTE: Reply.YES}})
    for reply in ("yes", "no"):
        answer = page(**filled(page()), column=f"quote:{reply}")
        page(**filled(answer), signed_on="2026-02-20", sheet="")
    assert [answers(p)["quote"] for p in people] == ["no", "yes", "yes"]


def test_a_button_that_means_nothing_changes_nothing(people, page):
    answer = page(**filled(page()), column="quote:always")
    assert answer.status_code == 200 and answer.context["changed"] == 0


def test_a_table_is_shown_before_it_is_saved(people, page):
    table = b"Pseudonym,quote,Take part\nP001,yes,YES\np003,no,\n"
    answer = page(read="1", table=SimpleUploadedFile("consents.csv", table))
    assert answer.context["changed"] == 3 and "Nothing is saved yet" in answer.text
    assert not Consent.objects.exists()
    page(**filled(answer), signed_on="2026-02-20", sheet="")
    assert answers(people[0]) == {"quote": "yes", "take_part": "yes"}
    assert answers(people[2]) == {"quote": "no"}


BAD = [
    (b"", "t.csv is empty"),
    (b"who,quote\nP001,yes\n", "t.csv, row 1: there is no column “pseudonym”"),
    (b"pseudonym,quotes\nP001,yes\n", "t.csv, row 1: “quotes” is not a column that is read"),
    (b"pseudonym,quote,quote\nP001,yes,no\n", "t.csv, row 1: “quote” stands there twice"),
    (b"pseudonym,quote\nP001,yes\nP099,yes\n", "t.csv, row 3: nobody here is called P099"),
    (b"pseudonym,quote\nP001,maybe\n", "t.csv, row 2, column “quote”: “maybe” is not an answer"),
    (b"pseudonym,quote\nP001,yes\nP001,no\n", "t.csv, row 3: P001 stands in the table twice"),
    (b"pseudonym,quote\n,yes\n", "t.csv, row 2: the pseudonym is missing"),
    (b"pseudonym,quote\n", "t.csv has headings and no rows"),
    ("pseudonym,quote\nP001,jä\n".encode("cp1252"), "t.csv, line 2: this is not UTF-8"),
]


@pytest.mark.parametrize(("data", "message"), BAD, ids=[message for _, message in BAD])
def test_a_bad_table_is_named_with_its_place(people, page, data, message):
    answer = page(read="1", table=SimpleUploadedFile("t.csv", data))
    assert answer.status_code == 422 and message in answer.text.replace("&#x27;", "'")
    assert answer.context["changed"] == 0


def test_the_table_to_fill_in_is_read_again_without_a_change(people, page, client, study, note):
    note({people[1].pk: {Scope.QUOTE: Reply.YES}})
    table = client.get(reverse("listen:paper_csv", args=[study.pk])).content
    said = table.decode().splitlines()[2].split(",")
    assert said == ["P002", *("yes" if scope is Scope.QUOTE else "unknown" for scope in Scope)]
    answer = page(read="1", table=SimpleUploadedFile("consents.csv", table))
    assert answer.status_code == 200 and answer.context["changed"] == 0


def test_it_says_which_interview_each_person_stands_in(people, page, study, at):
    for number in (1, 2):
        said = NewSegment(owner=people[number], speaker=people[number].name, text="Hello.")
        add_source(
            study=study, kind="interview", fidelity="notes", segments=[said], by="test", at=at
        )
    told = page().content.decode()
    assert told.count("in Interview 1<") == told.count("in Interview 2<") == 1
    assert told.index(people[1].name) < told.index("in Interview 1<")


def test_nobody_yet_is_said(page):
    assert "Nobody with answers on paper" in page().text


def test_who_answered_online_is_not_changed_by_staff(people, page, at):
    record_consent(
        participant=people[1], answers={"quote": "no"}, sheet=None, how="online", by="quiet", at=at
    )
    shown = page()
    assert [row.person.name for row in shown.context["rows"]] == ["P001", "P003"]
    sent = {**filled(shown), f"{people[1].pk.hex}-quote": "yes"}
    page(**sent, signed_on="2026-02-20", sheet="")
    assert answers(people[1]) == {"quote": "no"}


def names(answer):
    return [row.person.name for row in answer.context["rows"]]


def test_nothing_is_lost_from_page_to_page(people, study, page, at, monkeypatch):
    monkeypatch.setattr("pennydrop.rooms.listen.forms.paper.PER_PAGE", 1)
    first = page()
    assert names(first) == ["P001"] and "1 to 1 of 3 people" in first.text
    second = page(**filled(first, P001_quote="yes"), signed_on="2026-02-20", sheet="", to="2")
    assert names(second) == ["P002"] and 'value="2026-02-20"' in second.text
    # A whole column is this page's alone.
    again = page(**filled(second, P002_keep="no"), column="publish:yes", sheet="")
    assert names(again) == ["P002"] and again.context["changed"] == 3
    third = page(**filled(again), sheet="", to="3")
    back = page(**filled(third, P003_take_part="no"), sheet="", to="1")
    assert names(back) == ["P001"]
    assert {cell.chosen for cell in back.context["rows"][0].cells} == {"yes", "unknown"}
    assert not Consent.objects.exists()
    assert page(**filled(back), signed_on="2026-02-20", sheet="").status_code == 302
    assert [answers(p) for p in people] == [
        {"quote": "yes"}, {"publish": "yes", "keep": "no"}, {"take_part": "no"},
    ]  # fmt: skip


def test_what_is_carried_is_held_against_what_was_seen(people, page, note, monkeypatch):
    monkeypatch.setattr("pennydrop.rooms.listen.forms.paper.PER_PAGE", 1)
    second = page(**filled(page(), P001_quote="yes"), sheet="", to="2")
    note({people[0].pk: {Scope.QUOTE: Reply.NO}})
    answer = page(**filled(second), signed_on="2026-02-20", sheet="")
    assert answer.status_code == 422 and "The answers of P001 were changed" in answer.text
    assert answers(people[0]) == {"quote": "no"}


@pytest.mark.parametrize("carried", ["x", "x:y:z", ":::", "{0}:zz:zz", "{0}:y:y"])
def test_what_cannot_be_read_is_not_carried(people, page, carried):
    sent = {**filled(page()), "carried": carried.format(people[2].pk.hex)}
    assert page(**sent, to="1").context["changed"] == 0


def test_a_page_stays_far_from_the_limit_of_fields(study, page, settings, at):
    for _ in range(60):
        add_participant(study=study, state="shared", lookup=None, by="test", at=at)
    first = page()
    assert len(names(first)) == 50
    everything = b"pseudonym,quote\n" + b"".join(b"P%03d,yes\n" % n for n in range(1, 61))
    read = page(read="1", table=SimpleUploadedFile("consents.csv", everything))
    assert read.context["changed"] == 60
    assert len(filled(read)) < settings.DATA_UPLOAD_MAX_NUMBER_FIELDS / 5
    page(**filled(read), signed_on="2026-02-20", sheet="")
    assert Consent.objects.filter(scope="quote", answer="yes").count() == 60


def test_whoever_waits_for_an_answer_comes_first(people, page, note, study, at):
    note({people[0].pk: dict.fromkeys(Scope, Reply.YES), people[1].pk: {Scope.QUOTE: Reply.NO}})
    add_participant(study=study, state="shared", lookup=None, by="test", at=at)
    assert names(page()) == ["P003", "P004", "P002", "P001"]


def test_the_buttons_say_for_whom_and_what(people, page):
    text = page().text
    assert "Quote: yes" in text and "Only those with nothing noted" in text
    assert "Day on the paper (needed)" in text
