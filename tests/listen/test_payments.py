"""Payments are kept apart: nothing in them leads to a person, and exports say weeks."""

import csv
import datetime as dt
import io

import pytest
from django.db import models
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from pennydrop.core.audit.models import Event, QuietEvent
from pennydrop.core.people.queries import actor
from pennydrop.rooms.listen.actions.payments import NewPayment, log_payment
from pennydrop.rooms.listen.models import Payment
from pennydrop.rooms.listen.rules.payments import (
    BadPayment,
    Paid,
    check_apart,
    money,
    read_amount,
    totals,
)

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.postgres]
DAY = dt.date(2026, 2, 5)


@pytest.mark.parametrize(
    ("text", "pence"), [("10", 1000), ("£12.50", 1250), (" 7,5 ", 750), ("0.01", 1)]
)
def test_amounts_are_read_as_people_write_them(text, pence):
    assert read_amount(text) == pence


@pytest.mark.parametrize("text", ["", "ten", "0", "-5", "10.505", "1000.01", "1e3", "٣x"])
def test_what_is_no_amount_is_refused(text):
    with pytest.raises(BadPayment):
        read_amount(text)


@given(st.integers(1, 100_000))
def test_what_is_shown_reads_back(pence):
    assert read_amount(money(pence).replace(",", "")) == pence


@pytest.mark.parametrize(
    "text", ["P014", "for p014 please", "F2x P 12", "Interview 3", "session 12"]
)
def test_what_could_lead_to_somebody_is_refused(text):
    with pytest.raises(BadPayment):
        check_apart(text)


@pytest.mark.parametrize("text", ["", "0014", "A-77", "Peer fund", "Group travel", "PO box"])
def test_ordinary_numbers_and_lines_are_taken(text):
    check_apart(text)


def test_totals_are_by_budget_line():
    paid = [Paid("cash", 500, DAY, "B"), Paid("food", 250, DAY, "A"), Paid("cash", 100, DAY, "B")]
    assert totals(paid) == [("A", 1, 250), ("B", 2, 600)]


def test_the_table_holds_nothing_that_leads_to_a_person():
    names = {field.name for field in Payment._meta.concrete_fields}
    assert names == {"id", "study", "kind", "pence", "on", "receipt", "budget_line", "given_by",
                     "struck"}  # fmt: skip
    assert type(Payment._meta.get_field("on")) is models.DateField
    related = {f.related_model._meta.label for f in Payment._meta.get_fields() if f.is_relation}
    assert related == {"listen.Study"}


@pytest.fixture
def page(study):
    return reverse("listen:payments", args=[study.pk])


def paid(**more):
    return {"kind": "voucher", "amount": "10", "on": "2026-02-05", "receipt": "0017",
            "budget_line": "Thanks", **more}  # fmt: skip


def test_a_payment_is_noted_without_a_time(client, colleague, page, study):
    client.force_login(colleague)
    before = Event.objects.count()
    assert client.post(page, paid()).status_code == 302
    kept = Payment.objects.get()
    assert (kept.pence, kept.on, kept.given_by) == (1000, DAY, actor(colleague))
    assert Event.objects.count() == before
    assert QuietEvent.objects.get(what="listen.payment.logged").on == str(study.pk)


@pytest.mark.parametrize(
    "wrong", [{"receipt": "P014"}, {"budget_line": "Interview 2"}, {"amount": "x"}, {"kind": ""},
              {"on": "2999-01-01"}],
)  # fmt: skip
def test_what_cannot_be_kept_is_refused(client, owner, page, wrong):
    client.force_login(owner)
    assert client.post(page, paid(**wrong)).status_code == 422
    assert not Payment.objects.exists()


def test_a_receipt_number_stands_once_and_a_mistake_is_struck_out(client, owner, page, study):
    client.force_login(owner)
    client.post(page, paid())
    again = client.post(page, paid(amount="12.50"))
    assert again.status_code == 422
    assert "stands in the book already" in again.text
    first = Payment.objects.get()
    client.post(reverse("listen:payment_strike", args=[study.pk, first.pk]))
    assert client.post(page, paid(amount="12.50")).status_code == 302
    shown = client.get(page).text
    assert "£12.50</dd>" in shown
    assert "given in 1 payment<" in shown
    assert "Struck out" in shown


def test_the_book_is_for_who_runs_the_study(client, colleague, worker, owner, page, study, at):
    new = NewPayment("cash", 2345, DAY, "0001", "=1+1")
    log_payment(study=study, new=new, by=actor(owner), at=at)
    client.force_login(colleague)
    assert "£23.45" not in client.get(page).text
    book = reverse("listen:payments_csv", args=[study.pk])
    strike = reverse("listen:payment_strike", args=[study.pk, Payment.objects.get().pk])
    assert client.get(book).status_code == 403
    assert client.post(strike).status_code == 403
    client.force_login(worker)
    assert client.get(page).status_code == 403


def test_the_book_to_take_along_says_weeks_and_works_nothing_out(client, owner, page, study, at):
    new = NewPayment("cash", 2345, DAY, "0001", "=1+1")
    log_payment(study=study, new=new, by=actor(owner), at=at)
    client.force_login(owner)
    text = client.get(reverse("listen:payments_csv", args=[study.pk])).text
    (row,) = csv.DictReader(io.StringIO(text))
    assert row["week of"] == "2026-02-02"
    assert "2026-02-05" not in text
    assert row["pounds"] == "23.45"
    assert row["budget line"] == "'=1+1"
    assert "5 Feb" not in client.get(page).text
