"""Somebody comes back with their code, on a phone, and says whether we got it right."""

import pytest

from pennydrop.rooms.understand.actions.checks import send_check
from pennydrop.rooms.understand.actions.themes import make_theme
from pennydrop.rooms.understand.models import MemberAnswer
from tests.listen.answering import Teller, seven_study

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(databases=["default", "keys"], transaction=True),
]


def test_an_insight_is_answered_on_a_phone_without_script(window, organisation, at):
    study = seven_study(organisation, at)
    for insight in ("The question about amounts is heard as the verdict.", "One who stays helps."):
        theme = make_theme(study=study.pk, title=insight, insight=insight, by="user:1", at=at)
        send_check(theme=theme.pk, by="user:1", at=at)
    teller = Teller(study)
    code = teller.begin("i was in real pain")
    teller.share(contact_again="yes")
    phone = window(320, script=False)
    phone.go("/code/")
    phone.tab.get_by_label("The 16 numbers").fill(code)
    phone.press("Go on")
    phone.follow("See what we ask")
    first = phone.tab.locator("section").first
    first.get_by_label("Not quite").check()
    first.get_by_label("Why?").fill("It was kinder than that for me.")
    phone.press("Send my answer", within=first)
    assert "You said: Not quite." in phone.words
    assert MemberAnswer.objects.get().answer == "not_quite"
    second = phone.tab.locator("section").nth(1)
    phone.press("Send my answer", within=second)
    assert phone.title.startswith("Error: ")
    assert MemberAnswer.objects.count() == 1


def test_the_page_fits_and_passes_axe(window, organisation, at):
    study = seven_study(organisation, at)
    theme = make_theme(study=study.pk, title="T", insight="One who stays helps.", by="u", at=at)
    send_check(theme=theme.pk, by="user:1", at=at)
    teller = Teller(study)
    code = teller.begin("i was in real pain")
    teller.share(contact_again="yes")
    phone = window(320)
    phone.go("/code/")
    phone.tab.get_by_label("The 16 numbers").fill(code)
    phone.press("Go on")
    phone.looks("building-mine")
    phone.follow("See what we ask")
    phone.looks("building-asked")
