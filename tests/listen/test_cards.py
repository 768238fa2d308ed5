"""Code cards: nobody's until they are used, and never used twice or after being taken back."""

import io

import pikepdf
import pytest
from django.urls import reverse

from pennydrop.core.audit.models import Event
from pennydrop.core.vault.codes import group_code, read_code
from pennydrop.core.vault.lookups import lookup_of
from pennydrop.rooms.listen.actions.cards import fresh_code, make_cards
from pennydrop.rooms.listen.actions.participants import add_participant
from pennydrop.rooms.listen.actions.withdrawal import withdraw
from pennydrop.rooms.listen.models import Answer, Participant, SpentCode
from pennydrop.rooms.listen.queries.cards import Numbers, cards_pdf, numbers_are
from tests.listen.answering import Teller, seven_study

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.postgres]


@pytest.fixture
def teller(organisation, at):
    return Teller(seven_study(organisation, at))


def with_card(teller, typed):
    teller.agree()
    teller.go("card")
    return teller.go("card-use", card=typed)


def begin(teller, words="i was in real pain"):
    teller.go("one-1")
    teller.go("save", step=1, answer=words)


def test_a_sheet_is_made_and_nothing_of_it_is_kept(client, owner, study):
    client.force_login(owner)
    page = reverse("listen:cards", args=[study.pk])
    answer = client.post(page, {"sheets": "2"})
    assert answer["Content-Type"] == "application/pdf"
    pdf = pikepdf.open(io.BytesIO(answer.content))
    assert len(pdf.pages) == 2 and pdf.Root.MarkInfo.Marked
    assert Event.objects.filter(what="listen.cards.made").count() == 1
    assert not Participant.objects.exists() and not SpentCode.objects.exists()
    for wrong in ("0", "11", "x", ""):
        assert client.post(page, {"sheets": wrong}).status_code == 422


def test_cards_are_all_different_and_each_is_a_code(study, at):
    codes = make_cards(study=study, sheets=10, by="test", at=at)
    assert len(set(codes)) == 80
    assert all(read_code(group_code(code)) == code for code in codes)
    with pytest.raises(ValueError):
        make_cards(study=study, sheets=11, by="test", at=at)


def test_the_square_on_a_card_holds_no_code(monkeypatch, at):
    """What is drawn is drawn from the address alone."""
    from pennydrop.rooms.listen.queries import cards

    told = []
    monkeypatch.setattr(cards, "render_template", lambda layout, data, date: told.append(data))
    code = fresh_code()
    cards_pdf([code], address="https://say.example.org/code/", organisation="x", on=at.date())
    assert told[0]["codes"] == [group_code(code).split()]
    assert told[0]["alt"] == "QR code that opens https://say.example.org/code/"
    assert told[0]["qr"] == cards.square_of("https://say.example.org/code/")


def test_a_card_becomes_the_code_of_whoever_uses_it(teller):
    code = fresh_code()
    said = with_card(teller, " ".join(code))
    assert f"Your code is the one on your card: <b>{group_code(code)}</b>" in said
    assert not Participant.objects.exists()
    begin(teller)
    assert teller.code() == group_code(code)
    assert Participant.objects.get().lookup == lookup_of(code)


def test_a_slip_is_found_and_without_a_card_it_goes_on(teller):
    code = fresh_code()
    slip = code[:-1] + str((int(code[-1]) + 1) % 10)
    assert "One of the numbers is not right" in with_card(teller, slip)
    assert teller.page.status_code == 422
    assert slip not in teller.text, "what was typed may be nearly somebody's code"
    teller.go("choose")
    begin(teller)
    assert teller.code() != group_code(code)


def test_a_card_is_used_once(teller):
    code = fresh_code()
    with_card(teller, code)
    begin(teller)
    other = Teller(teller.study)
    assert "These numbers were used before" in with_card(other, code)
    assert Participant.objects.count() == 1
    assert numbers_are(lookup_of(code)) is Numbers.USED


def test_a_card_that_was_taken_back_never_works_again(teller, at):
    code = fresh_code()
    with_card(teller, code)
    kept = teller.path
    begin(teller)
    withdraw(participant=Participant.objects.get(), asked="with the code", by="quiet", at=at)
    assert numbers_are(lookup_of(code)) is Numbers.SPENT
    other = Teller(teller.study)
    assert "These numbers were used before" in with_card(other, code)
    # Somebody goes back to the page on which the card was not spent yet, and sends it again.
    gone = other.post("first", other.study.slug, path=kept, go="save", step=1, answer="once more")
    assert other.page.status_code == 410 and "nothing to change here" in gone
    assert not Answer.objects.exists()
    assert "No words are kept under this code" in other.post("code", code=code)


def test_somebody_without_a_code_spends_none(study, at):
    person = add_participant(study=study, state="shared", lookup=None, by="test", at=at)
    withdraw(participant=person, asked="through a coordinator", by="test", at=at)
    assert not SpentCode.objects.exists()
    assert numbers_are(lookup_of(fresh_code())) is Numbers.FREE


def test_only_whoever_may_makes_cards(client, owner, colleague, worker, stranger, study):
    page = reverse("listen:cards", args=[study.pk])
    for who, status in ((owner, 200), (colleague, 200), (worker, 403), (stranger, 404)):
        client.force_login(who)
        assert client.get(page).status_code == status


@pytest.mark.browser
@pytest.mark.django_db(databases=["default", "keys"], transaction=True)
def test_the_pages_pass_axe(window, owner, teller):
    seat = window(by=owner)
    seat.go(reverse("listen:cards", args=[teller.study.pk]))
    seat.looks("cards")
    phone = window(320)
    phone.go(reverse("listen:agree", args=[teller.study.slug]))
    for group in phone.tab.get_by_role("group").all():
        group.get_by_label("Yes").check()
    phone.press("Go on")
    phone.press("I was given a card with numbers")
    phone.tab.get_by_label("The 16 numbers on your card").fill("12")
    phone.press("Use these numbers")
    assert "A private code has 16 numbers. This has 2." in phone.words
    phone.looks("card")
