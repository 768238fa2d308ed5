"""Two people look at a passage in its context before it may leave."""

import pytest
from django.urls import reverse

from pennydrop.core.people.rules import Role
from pennydrop.rooms.listen.actions.withdrawal import withdraw
from pennydrop.rooms.understand.actions import signing
from pennydrop.rooms.understand.actions.quotes import drop_quote, make_quote
from pennydrop.rooms.understand.actions.signing import (
    CannotSign,
    put_forward,
    send_back,
    sign_quote,
)
from pennydrop.rooms.understand.models import Quote, SentBack, Signature
from pennydrop.rooms.understand.public.quotes import quote_card, quotes_waiting
from pennydrop.rooms.understand.rules.quoting import Words

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.postgres]


@pytest.fixture
def quote(interview, at):
    return make_quote(
        theme=None, source=interview.id, attribution="Interview", by="user:99", at=at,
        pieces=[Words(*interview.place(3, "She knows. I don't have to start"))],
    )  # fmt: skip


@pytest.fixture
def doctor(person):
    return person("doc", Role.CLINICIAN_REVIEWER)


def page_of(quote):
    return reverse("understand:quote", args=[quote.pk])


def test_two_different_people_sign(quote, at):
    sign_quote(quote=quote, by="user:1", at=at)
    with pytest.raises(CannotSign, match="somebody else"):
        sign_quote(quote=quote, by="user:1", at=at)
    assert quote_card(quote.pk).signed_by == ("user:1",)
    sign_quote(quote=quote, by="guest:x", at=at)
    assert quote_card(quote.pk).blocks == ()


def test_whoever_signed_older_words_may_sign_again(quote, at):
    sign_quote(quote=quote, by="user:1", at=at)
    Signature.objects.update(digest="0" * 64)
    sign_quote(quote=quote, by="user:1", at=at)
    assert Signature.objects.count() == 1 and quote_card(quote.pk).signed_by == ("user:1",)


def test_words_that_changed_while_somebody_looked_are_not_signed(quote, at):
    with pytest.raises(CannotSign, match="look again"):
        sign_quote(quote=quote, seen="f" * 64, by="user:1", at=at)
    assert not Signature.objects.exists()


def test_sending_back_keeps_it_in_until_somebody_answers(quote, interview, at):
    sign_quote(quote=quote, by="user:1", at=at)
    sign_quote(quote=quote, by="user:2", at=at)
    send_back(quote=quote, note="Everybody knows that nurse.", by="user:2", at=at)
    card = quote_card(quote.pk)
    assert card.signed_by == ("user:1",) and "sent it back" in card.blocks[0]
    assert quotes_waiting(interview.study) == 0
    assert b"nurse" not in bytes(SentBack.objects.get().sealed)
    with pytest.raises(CannotSign, match="sent this back"):
        sign_quote(quote=quote, by="user:3", at=at)
    put_forward(quote=quote, by="user:1", at=at)
    sign_quote(quote=quote, by="user:3", at=at)
    assert quote_card(quote.pk).blocks == ()


def test_nothing_is_signed_when_it_cannot_be_recorded(quote, at, monkeypatch):
    monkeypatch.setattr(signing, "record", lambda **_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        sign_quote(quote=quote, by="user:1", at=at)
    assert not Signature.objects.exists()


@pytest.mark.parametrize(
    ("who", "status"),
    [("owner", 200), ("colleague", 200), ("doctor", 200), ("worker", 403), ("stranger", 404)],
)
def test_who_may_look_and_sign(client, request, quote, study, who, status):
    client.force_login(request.getfixturevalue(who))
    answer = client.get(page_of(quote))
    assert answer.status_code == status
    assert ("She knows" in answer.content.decode()) == (status == 200)
    for name in ("quotes", "quotes-waiting"):
        assert client.get(reverse(f"understand:{name}", args=[study.pk])).status_code == status
    sent = client.post(page_of(quote), {"do": "sign"})
    assert sent.status_code == (302 if status == 200 else status)
    assert Signature.objects.exists() == (status == 200)


def test_the_page_shows_context_and_what_would_be_printed(client, owner, quote):
    client.force_login(owner)
    page = client.get(page_of(quote)).content.decode()
    assert "“She knows. I don&#x27;t have to start”" in page
    assert "<mark>She knows. I don&#x27;t have to start</mark>" in page
    assert "And after that?" in page and "P001" in page and "quote v1" in page
    assert "An unusual diagnosis" in page


def test_a_clinician_signs_but_neither_changes_nor_drops(client, doctor, quote, interview):
    client.force_login(doctor)
    assert client.get(reverse("understand:quote-change", args=[quote.pk])).status_code == 403
    assert client.post(page_of(quote), {"do": "drop"}).status_code == 422
    assert Quote.objects.exists()
    start, end = interview.place(1, "burned like glass")
    address = reverse("understand:quote-new", args=[interview.id]) + f"?start={start}&end={end}"
    assert client.get(address).status_code == 403
    assert client.get(reverse("understand:review", args=[interview.id])).status_code == 403


def test_send_back_put_forward_and_drop_by_the_buttons(client, owner, quote):
    client.force_login(owner)
    assert client.post(page_of(quote), {"do": "back", "note": ""}).status_code == 422
    client.post(page_of(quote), {"do": "back", "note": "Leave out the nurse."})
    page = client.get(page_of(quote)).content.decode()
    assert "Leave out the nurse." in page and "Dev sent it back" in page
    client.post(page_of(quote), {"do": "again"})
    assert not SentBack.objects.filter(answered_at=None).exists()
    client.post(page_of(quote), {"do": "drop"})
    assert client.get(page_of(quote)).status_code == 410


def test_a_passage_is_chosen_and_cut_in_the_page(client, colleague, study, interview):
    client.force_login(colleague)
    start, end = interview.place(1, "it burned like glass. And he looks at the screen, not at me")
    address = reverse("understand:quote-new", args=[interview.id])
    page = client.post(address, {"start": start, "end": end})
    assert page.status_code == 200 and "it burned like glass" in page.content.decode()
    sent = {"start": start, "end": end, "make": "yes", "attribution": "Interview", "theme": ""}
    bad = client.post(address, {**sent, "edited": "it burned like fire"})
    assert bad.status_code == 422 and "fire" in bad.content.decode()
    client.post(address, {**sent, "edited": "it burned like glass […] he [the doctor] looks"})
    made = Quote.objects.get()
    assert quote_card(made.pk).words == "it burned like glass […] he [the doctor] looks"
    change = reverse("understand:quote-change", args=[made.pk])
    assert "he [the doctor] looks" in client.get(change).content.decode()
    client.post(change, {**sent, "edited": "he looks"})
    assert quote_card(made.pk).words == "he looks"
    for bad in ("?start=5&end=1", "?start=x", "", "?start=99999999999999999999&end=1"):
        assert client.get(address + bad).status_code == 404


def test_the_queue_leaves_out_what_this_person_signed(client, owner, colleague, study, quote):
    queue = reverse("understand:quotes-waiting", args=[study.pk])
    client.force_login(owner)
    assert "She knows" in client.get(queue).content.decode()
    client.post(page_of(quote), {"do": "sign"})
    page = client.get(queue).content.decode()
    assert "She knows" not in page and "1 more has" in page
    assert "You have signed this" in client.get(page_of(quote)).content.decode()
    assert client.post(page_of(quote), {"do": "sign"}).status_code == 422
    client.force_login(colleague)
    client.post(page_of(quote), {"do": "sign"})
    assert quote_card(quote.pk).blocks == ()


def test_the_second_signature_says_what_comes_next(client, owner, colleague, study, quote):
    """The first says only thanks: a quote that may not leave has no next step yet."""
    findings = f'href="{reverse("publish:study", args=[study.pk])}"'
    client.force_login(owner)
    page = client.post(page_of(quote), {"do": "sign"}, follow=True).content.decode()
    assert "Signed. Thank you." in page and "may leave now" not in page
    assert findings not in page
    client.force_login(colleague)
    page = client.post(page_of(quote), {"do": "sign"}, follow=True).content.decode()
    assert "it may leave now" in page and "adds it to the draft, in Publish" in page
    assert findings in page
    assert findings in client.get(reverse("understand:quotes", args=[study.pk])).content.decode()


def test_after_a_withdrawal_nothing_of_it_is_left(client, owner, quote, interview, at):
    send_back(quote=quote, note="Hm.", by="user:2", at=at)
    withdraw(participant=interview.people["Ash"], asked="with the code", by="quiet", at=at)
    assert not Quote.objects.exists() and not SentBack.objects.exists()
    assert not Signature.objects.exists()
    client.force_login(owner)
    assert client.get(page_of(quote)).status_code == 410


def test_the_address_of_a_quote_that_is_gone_says_what_became_of_it(
    client, quote, doctor, person, interview, organisation, at
):
    again = make_quote(
        theme=None, source=interview.id, attribution="Interview", by="user:99", at=at,
        pieces=[Words(*interview.place(3, "She knows."))],
    )  # fmt: skip
    dropped, gone = page_of(again), page_of(quote)
    drop_quote(quote=again, by="user:99", at=at)
    withdraw(participant=interview.people["Ash"], asked="with the code", by="quiet", at=at)
    client.force_login(doctor)
    assert "chose it no longer" in client.get(dropped).text
    answer = client.get(gone)
    assert answer.status_code == 410 and "took their words back" in answer.text
    assert client.get(reverse("understand:quote", args=[interview.id])).status_code == 404
    client.force_login(person("net", Role.NETWORK_MEMBER))
    assert client.get(gone).status_code == 404
