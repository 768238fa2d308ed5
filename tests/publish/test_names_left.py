"""Names that may still stand in a quote are shown before release, and somebody ticks them."""

import re
from html import unescape

import pytest

from pennydrop.core.audit.models import Event
from pennydrop.core.vault import keys
from pennydrop.rooms.publish.actions.drafts import NewFindings, start_findings
from pennydrop.rooms.publish.actions.release import NotWeighed, propose_release
from pennydrop.rooms.publish.models import Edition, Weighed
from pennydrop.rooms.publish.public import publish_study
from pennydrop.rooms.publish.queries.checks import check_draft
from pennydrop.rooms.publish.queries.drafts import draft_of
from pennydrop.rooms.understand.actions.quotes import make_quote
from pennydrop.rooms.understand.actions.rulings import keep_ruling
from pennydrop.rooms.understand.actions.signing import sign_quote
from pennydrop.rooms.understand.public.quotes import names_left, origins_of, quotes_of
from pennydrop.rooms.understand.rules.quoting import Words
from pennydrop.rooms.understand.rules.weighing import HIDE, KEEP, Ruling
from tests.publish.releasing import TRIED, reasons, released, try_it

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.postgres]
SAID = "Then Karen drove [sister 1] to the Heron, we was fifteen, and the nurse from Cromer waited"


@pytest.fixture
def named(told, make_text, study, at):
    """A signed quote in which a name, a place and somebody else's secret still stand."""
    source = make_text(study, "interview", [("Zed", f"{SAID}. That was it.")])
    quote = make_quote(
        theme=told.theme.pk, source=source.id, pieces=[Words(*source.place(0, SAID))],
        attribution="Interview", by="user:1", at=at,
    )  # fmt: skip
    for who in ("user:1", "user:2"):
        sign_quote(quote=quote, by=who, at=at)
    for person, form, decision in (
        (told.person(1), "the Heron", HIDE), (told.person(1), "nurse", HIDE),
        (source.people["Zed"], "Cromer", KEEP),
    ):  # fmt: skip
        ruling = Ruling(form, "place", decision, "[pub 1]" if decision == HIDE else "")
        keep_ruling(people=[person.pk], study=study.pk, ruling=ruling, by="user:1", at=at)
    start_findings(study=told.card, new=NewFindings(), by="user:1", at=at)
    return quote


def test_the_finder_and_the_studys_own_names_look_once_more(told, named):
    left = names_left(told.id, quotes_of(told.id))
    assert set(left) == {named.pk}
    # A stand-in is no name, an age is weighed by those who sign, and "nurse" is an everyday word.
    assert {one.words: one.why for one in left[named.pk]} == {
        "Karen": "looks like a person",
        "the Heron": "taken out elsewhere in this study",
        "Cromer": "kept on purpose",
    }


def test_without_the_originals_keys_the_finder_is_alone(told, named):
    keys.destroy([told.person(1).pk], kinds=["raw"])
    words = {one.words for one in names_left(told.id, quotes_of(told.id))[named.pk]}
    assert "Karen" in words and "the Heron" not in words


def test_nothing_is_released_until_somebody_says_why_each_may_stay(told, named, at):
    draft = draft_of(told.id)
    try_it(told, draft, at)
    ready = check_draft(told.card, draft, printing=False)
    (problem,) = [one for one in ready.weighs if one.kind == "names"]
    assert not ready.stops and "“Karen”" in problem.text
    told_why = reasons(told, draft)
    for wrong in ({}, {**told_why, problem.tick: " "}, {"0000000000000000": "Fine."}):
        with pytest.raises(NotWeighed):
            propose_release(study=told.card, draft=draft, reasons=wrong, by="user:1", at=at)
    assert not Edition.objects.exists()
    released(told, draft, at)
    assert Event.objects.filter(what="publish.release.weighed").count() == 1
    kept = Weighed.objects.get(what="names")
    assert kept.reason and "Karen" not in kept.reason


def test_by_command_a_person_says_why_they_may_stay(told, named, at):
    who = {"by": "user:1", "second": "user:2", "tried": TRIED, "at": at}
    result = publish_study(study=told.id, **who)
    assert result.edition is None and any("“Karen”" in line for line in result.blocks)
    assert publish_study(study=told.id, weighed="Made up by us.", **who).edition


def test_the_page_asks_why_each_may_stay(client, colleague, told, named, at):
    try_it(told, draft_of(told.id), at)
    base = f"/publish/{told.id}/{draft_of(told.id).id}/"
    client.force_login(colleague)
    page = unescape(client.get(f"{base}check/").content.decode())
    assert "“Karen” (looks like a person)" in page
    asked = re.findall(r'name="(why-[^"]+)"', page)
    answer = client.post(f"{base}propose/", {"based_on": 1}, follow=True)
    assert answer.status_code == 422 and "Say why it may stay" in answer.content.decode()
    said = dict.fromkeys(asked, "Everybody there is called that.")
    answer = client.post(f"{base}propose/", {"based_on": 1, **said}, follow=True)
    assert "Signed by you" in answer.content.decode() and not Edition.objects.exists()


def test_an_origin_says_who_took_the_names_out_and_what_codes_the_words(told, quote):
    origin = origins_of(told.id, [quote.pk])[quote.pk]
    assert (origin.names_out_by, origin.codes) == ("test", ("Looked at",))
