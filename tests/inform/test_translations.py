"""A page in another language: written by one person, confirmed by another, and shown in part."""

import re
from collections import Counter
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from pennydrop.core.audit.models import Event
from pennydrop.core.people.rules import Role
from pennydrop.core.ui.languages import WELSH
from pennydrop.rooms.inform.actions.claims import write_claim
from pennydrop.rooms.inform.actions.translations import (
    confirm_translation,
    take_translation_back,
    write_translation,
)
from pennydrop.rooms.inform.models import Translation
from pennydrop.rooms.inform.queries import spoken
from pennydrop.rooms.inform.queries.translations import rows_of, sources
from pennydrop.rooms.inform.rules.claims import ClaimText, Kind, Source
from pennydrop.rooms.inform.rules.translations import BadTranslation, Stage

pytestmark = pytest.mark.django_db
LINE = "Samaritans are there day and night on 116 123. The call is free."


@pytest.fixture
def every(at):
    return {one.english: one for one in sources(today=at.date())}


@pytest.fixture
def written(every, at):
    def write(english, *forms, by="user:mair", name="Mair Evans"):
        return write_translation(
            source=every[english], language=WELSH, forms=forms, translator=name, by=by, at=at
        )

    return write


@pytest.fixture
def shown(written, at):
    def show(english, *forms):
        made = written(english, *forms)
        return confirm_translation(translation=made, reader="Ann Jones", by="user:ann", at=at)

    return show


def test_a_page_is_in_two_languages_and_says_which_words_are_which(client, shown):
    shown("Help now", "Xa nawr")
    answer = client.get("/cy/help/")
    page = answer.content.decode()
    assert '<html lang="cy">' in page
    assert "<h1>Xa nawr</h1>" in page
    assert '<a class="skip" href="#main" lang="en">' in page
    assert '<a href="/cy/check/" lang="en">' in page
    assert answer["Content-Language"] == "cy"
    assert int(answer["Content-Length"]) == len(answer.content)
    assert not answer.cookies


def test_both_pages_lead_to_each_other(client, shown):
    assert b"hreflang" not in client.get("/help/").content
    shown("Help now", "Xa nawr")
    for address in ("/help/?t=1", "/cy/help/?t=1"):
        page = client.get(address).content.decode()
        assert '<link rel="alternate" hreflang="cy" href="http://testserver/cy/help/?t=1">' in page
        assert 'hreflang="en-GB" href="http://testserver/help/?t=1"' in page
        assert ">Cymraeg<" in page
    assert "<h1>Help now</h1>" in client.get("/help/").content.decode()


def test_nothing_confirmed_leads_to_the_english_page(client, written):
    written("Help now", "Xa nawr")
    answer = client.get("/cy/help/?t=1")
    assert (answer.status_code, answer["Location"]) == (302, "/help/?t=1")
    assert client.get("/cy//elsewhere.example/").headers["Location"] == "/elsewhere.example/"


@pytest.mark.parametrize("address", ["/cy/today/", "/cy/accounts/login/", "/cy/alerts/feed.xml"])
def test_staff_pages_and_files_are_in_english(client, shown, address):
    shown("Help now", "Xa nawr")
    assert client.get(address)["Location"] == address.removeprefix("/cy")


def test_help_never_vanishes(client, shown):
    """What nobody has translated, and what nobody has confirmed, is there in English."""
    shown(LINE, "Mae Xa yno ddydd a nos ar 116 123.")
    page = client.get("/cy/help/talk/").content.decode()
    assert "Mae Xa yno ddydd a nos ar 116 123." in page
    assert 'href="tel:116123"' in page
    english = client.get("/help/talk/").content.decode()
    assert page.count('class="press"') == english.count('class="press"')


def test_advice_that_may_not_be_shown_is_not_shown_in_welsh_either(client, organisation, shown, at):
    organisation.invented = False
    organisation.save()
    claim = ClaimText(
        "x-advice", "Tea is warm.", sources=(Source("T", "P", 2024),), kind=Kind.ADVICE
    )
    write_claim(organisation=organisation.pk, new=claim, by="u", at=at)
    every = {one.english: one for one in sources(today=at.date())}
    made = write_translation(
        source=every["Tea is warm."], language=WELSH, forms=["Mae xyzzy."], translator="M", by="m",
        at=at,
    )  # fmt: skip
    confirm_translation(translation=made, reader="A", by="a", at=at)
    for address in ("/cy/guides/", "/cy/myths/", "/cy/help/", "/cy/"):
        assert "xyzzy" not in client.get(address).content.decode()


def test_changed_english_makes_its_words_old(organisation, at):
    def claim(text):
        return ClaimText("x-claim", text, sources=(Source("T", "P", 2024),))

    write_claim(organisation=organisation.pk, new=claim("Tea is warm and good."), by="u", at=at)
    before = next(one for one in sources(today=at.date()) if one.place == "claim x-claim")
    made = write_translation(
        source=before, language=WELSH, forms=["Mae te."], translator="M", by="m", at=at
    )
    confirm_translation(translation=made, reader="A", by="a", at=at)
    write_claim(organisation=organisation.pk, new=claim("Tea is hot and good."), by="u", at=at)
    here = sources(today=at.date())
    row = next(row for row in rows_of(WELSH, here) if row.source.place == "claim x-claim")
    assert (row.stage, row.shown, row.before) == (Stage.OLD, None, made)


def test_nobody_confirms_their_own_words(written, at):
    made = written("Help now", "Xa nawr")
    for by, name in (("user:mair", "Somebody"), ("user:other", "mair evans")):
        with pytest.raises(BadTranslation):
            confirm_translation(translation=made, reader=name, by=by, at=at)
    assert not Translation.objects.exclude(read_by="").exists()


def test_only_the_newest_words_are_confirmed_and_only_once(written, at):
    old, new = written("Help now", "Xa"), written("Help now", "Xb")
    with pytest.raises(BadTranslation, match="anew"):
        confirm_translation(translation=old, reader="Ann", by="user:ann", at=at)
    confirm_translation(translation=new, reader="Ann", by="user:ann", at=at)
    with pytest.raises(BadTranslation, match="wait"):
        confirm_translation(translation=new, reader="Eve", by="user:eve", at=at)


def test_words_that_are_written_anew_wait_beside_those_that_are_shown(client, shown, written):
    shown("Help now", "Xa nawr")
    written("Help now", "Xb nawr")
    assert "<h1>Xa nawr</h1>" in client.get("/cy/help/").content.decode()


def test_what_was_taken_back_is_english_at_once_and_stays_on_record(client, shown, at):
    made = shown("Help now", "Xa nawr")
    shown("Leave now", "Xl")
    take_translation_back(translation=made, by="user:eve", at=at)
    assert '<h1 lang="en">Help now</h1>' in client.get("/cy/help/").content.decode()
    assert Translation.objects.get(pk=made.pk).forms == ["Xa nawr"]
    with pytest.raises(BadTranslation):
        take_translation_back(translation=made, by="user:eve", at=at)
    told = set(Event.objects.values_list("what", flat=True))
    assert {f"inform.translation.{act}" for act in ("write", "confirm", "take_back")} <= told


def test_a_page_asks_the_database_nothing_for_it(client, shown, django_assert_num_queries):
    shown("Help now", "Xa nawr")
    client.get("/cy/help/")
    with django_assert_num_queries(0):
        spoken.languages_spoken()


def test_another_process_is_heard_of(shown, monkeypatch):
    """Whoever has not confirmed it looks again after a while, and reads it then."""
    shown("Help now", "Xa nawr")
    assert spoken.languages_spoken() == (WELSH,)
    Translation.objects.all().delete()
    monkeypatch.setattr(spoken._said, "look_at", 0.0)
    assert spoken.languages_spoken() == (WELSH,)  # the count says that nothing changed
    spoken.TranslationCount.objects.update(number=99)
    monkeypatch.setattr(spoken._said, "look_at", 0.0)
    assert spoken.languages_spoken() == ()


def page_ids(page):
    """Ids that stand on a page more than once: a label would name the wrong field."""
    found = Counter(re.findall(r'\bid="([^"]+)"', page))
    return [one for one, often in found.items() if often > 1]


def test_one_writes_and_another_confirms_at_the_desk(client, organisation, owner, colleague, every):
    mark = every["Help now"].mark
    address = reverse("inform:translation", args=[organisation.pk, mark])
    client.force_login(owner)
    assert client.post(address, {"words0": "<b>x</b>", "name": "Mair"}).status_code == 422
    assert client.post(address, {"words0": "Xa nawr", "name": "Mair"}).status_code == 302
    assert b"You wrote it" in client.get(address).content
    waiting = Translation.objects.get()
    assert page_ids(client.get(address).text) == []
    confirm = reverse("inform:translation-confirm", args=[organisation.pk, mark])
    sent = {"words": waiting.pk, "name": "Ann", "read": "on"}
    assert client.post(confirm, sent).status_code == 422
    client.force_login(colleague)
    assert page_ids(client.get(address).text) == []
    assert client.post(confirm, {**sent, "read": ""}).status_code == 422
    assert client.post(confirm, sent).status_code == 302
    there = reverse("inform:translations", args=[organisation.pk])
    assert b"Xa nawr" in client.get(f"{there}?stage=SHOWN").content
    assert b"Xa nawr" in client.get(address).content
    file = client.get(reverse("inform:translations-file", args=[organisation.pk]))
    assert b"# translated by Mair on" in file.content
    back = reverse("inform:translation-back", args=[organisation.pk, mark])
    client.post(back)
    assert Translation.objects.get().ended_on


def test_nobody_else_opens_the_desk(client, organisation, stranger, person, every):
    mark = every["Help now"].mark
    names = ["translations", "translations-file", "translation"]
    for user, status in ((stranger, 404), (person("wim", Role.WORKER), 403)):
        client.force_login(user)
        for name in names:
            args = [organisation.pk, mark][: 2 if name == "translation" else 1]
            assert client.get(reverse(f"inform:{name}", args=args)).status_code == status
        for name in ("confirm", "back"):
            address = reverse(f"inform:translation-{name}", args=[organisation.pk, mark])
            assert client.post(address).status_code == status


@pytest.mark.django_db(databases=["default", "keys"])
def test_a_file_goes_out_and_comes_back(tmp_path, organisation, owner, shown, written):
    organisation.invented = False
    organisation.save()
    shown("Help now", "Xa nawr")
    written("Leave now", "Xl")
    file, out = tmp_path / "cy.po", StringIO()
    call_command("translations", "export", str(file), stdout=out)
    assert "2 of them translated" in out.getvalue()
    text = file.read_text()
    assert "confirmed by Ann Jones" in text
    Translation.objects.all().delete()
    file.write_text(text.replace('msgstr "Xl"', 'msgstr "<i>Xl</i>"'))
    out, bad = StringIO(), StringIO()
    call_command("translations", "import", str(file), "--by", "dev", stdout=out, stderr=bad)
    assert "Taken in: 1. The same as here: 0. Refused: 1." in out.getvalue()
    assert "line " in bad.getvalue() and "<i>" in bad.getvalue()
    kept = Translation.objects.get()
    assert (kept.forms, kept.translator, kept.read_by) == (["Xa nawr"], "Mair Evans", "")
    with pytest.raises(CommandError, match="read"):
        call_command("translations", "import", str(tmp_path / "no.po"), "--by", "dev")
