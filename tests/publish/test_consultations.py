"""An answer to a consultation: written from what was published, signed by two, kept as sent."""

import datetime as dt
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from pennydrop.core.people.rules import Role
from pennydrop.rooms.publish.actions.consultations import (
    CannotAnswer,
    NewConsultation,
    answer_question,
    begin_consultation,
    note_outcome,
    note_sent,
    sign_answer,
)
from pennydrop.rooms.publish.actions.drafts import Copied
from pennydrop.rooms.publish.models import AnswerSign, Consultation
from pennydrop.rooms.publish.queries.consultations import (
    citable,
    consultation_view,
    duties_of,
)
from pennydrop.rooms.publish.rules.consultations import Asked
from tests.publish.conftest import CANARY, INSIGHT

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.postgres]
DUE = dt.date(2026, 3, 20)
ASKED = (Asked("What stops people?", 60), Asked("What should change?"))
OURS = "People wait for somebody to look up."


@pytest.fixture
def row(organisation, at):
    new = NewConsultation("The future of help", "An invented ministry", DUE, ASKED)
    return begin_consultation(organisation=organisation.pk, new=new, by="user:1", at=at)


def view(row, today=DUE):
    return consultation_view(Consultation.objects.get(pk=row.pk), today=today)


def answer(row, number, text, at, cites=()):
    question = Consultation.objects.get(pk=row.pk).questions.get(number=number)
    answer_question(question=question, answer=text, cites=cites, by="user:1", at=at)


def signed(row, at, *people):
    for by in people or ("user:1", "user:2"):
        fresh = Consultation.objects.get(pk=row.pk)
        sign_answer(consultation=fresh, mark=view(row).mark, by=by, at=at)


def ready(row, at):
    answer(row, 1, OURS, at)
    answer(row, 2, "More nurses.", at)
    signed(row, at)
    return Consultation.objects.get(pk=row.pk)


def test_it_quotes_insights_with_their_edition_and_never_what_somebody_said(
    row, edition, organisation, at
):
    offered = citable(organisation.pk)
    assert any(one.text == INSIGHT for one in offered)
    assert not any(CANARY in one.said for one in offered)
    one = next(one for one in offered if one.text == INSIGHT)
    answer(row, 1, OURS, at, cites=[one.name])
    said = view(row).answers[0].said
    assert said.startswith(OURS) and f"“{INSIGHT}”" in said
    assert f"edition {edition.number}" in said and edition.address in said
    with pytest.raises(CannotAnswer, match="in what was published"):
        answer(row, 2, OURS, at, cites=["nothing#block-1"])


def test_words_that_somebody_told_a_study_are_refused(row, told, at):
    with pytest.raises(Copied):
        answer(row, 1, f"As one said, {CANARY}.", at)


def test_too_long_is_shown_while_writing_and_refused_at_the_sending(row, at):
    answer(row, 1, "word " * 61, at)
    answer(row, 2, "More nurses.", at)
    assert view(row).answers[0].answered.over == 1
    signed(row, at)
    with pytest.raises(CannotAnswer, match="61 words; at most 60"):
        note_sent(consultation=row, on=at.date(), by="user:1", at=at)
    answer(row, 1, "word " * 60, at)
    assert view(row).signers == (), "another word, and nobody has signed it"
    signed(row, at)
    note_sent(consultation=row, on=at.date(), by="user:1", at=at)
    assert Consultation.objects.get().sent_on == at.date()


def test_what_was_sent_stays_as_it_was_sent(client, row, owner, at):
    sending = ready(row, at)
    note_sent(consultation=sending, on=at.date(), by="user:9", at=at)
    with pytest.raises(CannotAnswer, match="was sent"):
        answer(row, 1, "Otherwise.", at)
    with pytest.raises(CannotAnswer):
        note_sent(consultation=sending, on=at.date(), by="user:1", at=at)
    client.force_login(owner)
    for kind in ("docx", "pdf", "txt"):
        assert client.get(f"/publish/consultations/{row.pk}/answer.{kind}").status_code == 200
    text = client.get(f"/publish/consultations/{row.pk}/answer.txt").content.decode()
    assert OURS in text and "2 March 2026" in text
    assert "words of at most" not in text and "draft" not in text.lower()


def test_nobody_signs_twice_or_what_was_changed_meanwhile(row, at):
    mark = view(row).mark
    signed(row, at, "user:1")
    with pytest.raises(CannotAnswer, match="somebody else"):
        signed(row, at, "user:1")
    answer(row, 1, OURS, at)
    with pytest.raises(CannotAnswer, match="changed meanwhile"):
        sign_answer(consultation=row, mark=mark, by="user:2", at=at)
    assert AnswerSign.objects.count() == 1


def test_what_came_of_it_only_after_it_was_sent(row, at):
    more = {"reply": "They will.", "on": at.date(), "led_to": None, "by": "user:1", "at": at}
    with pytest.raises(CannotAnswer, match="not sent"):
        note_outcome(consultation=row, **more)
    note_sent(consultation=ready(row, at), on=at.date(), by="user:1", at=at)
    note_outcome(consultation=Consultation.objects.get(), **more)
    assert Consultation.objects.get().reply == "They will."


def test_today_names_it_in_its_last_weeks_and_when_it_is_late(row, organisation, at):
    here = [organisation.pk]

    def said(days):
        return [text for _, text in duties_of(here, today=DUE + dt.timedelta(days))]

    assert said(-22) == [] and "is due by 20 March" in said(-21)[0]
    assert "is due by" in said(0)[0] and "was due on" in said(1)[0]
    note_sent(consultation=ready(row, at), on=at.date(), by="user:1", at=at)
    assert said(0) == []


def test_the_team_does_all_of_it_on_its_pages(
    client, organisation, owner, person, worker, stranger
):
    add = f"/publish/consultations/{organisation.pk}/add/"
    for who, status in ((worker, 403), (stranger, 404)):
        client.force_login(who)
        assert client.get(add).status_code == status
    client.force_login(owner)
    told = {"title": "Help", "asked_by": "A ministry", "due": "2030-01-01", "questions": ""}
    assert "There is no question" in client.post(add, told).content.decode()
    sheet = SimpleUploadedFile("q.csv", b"question,words\nWhat stops people?,9\n")
    client.post(add, told | {"file": sheet})
    row = Consultation.objects.get()
    base = f"/publish/consultations/{row.pk}/"
    page = client.post(f"{base}1/", {"answer": "word " * 10}, follow=True)
    assert "Too long" in page.content.decode()
    client.post(f"{base}1/", {"answer": OURS})
    assert "7 words</b> of at most 9" in client.get(f"{base}1/").content.decode()
    client.post(f"{base}sign/", {"mark": view(row).mark})
    client.force_login(person("deb", Role.DEPUTY))
    client.post(f"{base}sign/", {"mark": view(row).mark})
    client.post(f"{base}sent/", {"on": timezone.localdate().isoformat()})
    page = unescape(client.get(base).content.decode())
    assert "It is kept as it was sent" in page and OURS in page
    client.post(f"{base}outcome/", {"reply": "They wrote back.", "on": "2026-05-01"})
    assert "They wrote back." in client.get(base).content.decode()
