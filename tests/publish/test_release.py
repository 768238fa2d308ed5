"""An edition leaves only when every word in it may, and words leave it when they are taken back."""

import datetime as dt
import json

import pytest

from pennydrop.core.audit.models import Event
from pennydrop.core.documents.actions import Stale
from pennydrop.core.documents.blocks import Figure, Prose, QuoteRef
from pennydrop.rooms.listen.actions.participants import record_consent
from pennydrop.rooms.listen.actions.withdrawal import withdraw
from pennydrop.rooms.publish.actions import release as releasing
from pennydrop.rooms.publish.actions.drafts import (
    AlreadyStarted,
    Copied,
    NewFindings,
    put_block,
    start_findings,
)
from pennydrop.rooms.publish.actions.release import (
    CannotRelease,
    commitment,
    propose_release,
)
from pennydrop.rooms.publish.models import Edition, Slot
from pennydrop.rooms.publish.public import (
    NoSuchStudy,
    publish_study,
    released_editions,
)
from pennydrop.rooms.publish.queries.checks import check_draft
from pennydrop.rooms.publish.queries.drafts import draft_of
from pennydrop.rooms.publish.queries.editions import edition_by_slug, open_sealed, read_edition
from pennydrop.rooms.understand.actions.quotes import drop_quote
from pennydrop.rooms.understand.models import Signature
from tests.publish.conftest import CANARY, INSIGHT, SECOND
from tests.publish.releasing import FIRST, TRIED, WHY, reasons, released, try_it
from tests.publish.releasing import SECOND as OTHER

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.postgres]

NAMED = {"by": FIRST, "second": OTHER, "tried": TRIED, "weighed": WHY}


def release(told, at):
    return released(told, draft_of(told.id), at)


def stops(told):
    return [str(p) for p in check_draft(told.card, draft_of(told.id), printing=False).stops]


def put(told, draft, block, at, place=3):
    put_block(
        draft=draft, block=block, place=place, new=True, based_on=draft.number,
        by="user:1", at=at,
    )  # fmt: skip


def test_a_ready_draft_becomes_edition_one(told, draft, at):
    made = release(told, at)
    assert made.number == 1 and made.invented and len(made.slug) == 10
    assert "ketamine" not in made.slug
    view = read_edition(edition_by_slug(made.slug))
    (said,) = [v.said for k, v in view.values.items() if k.startswith("quote:")]
    assert said == f"“{CANARY} [at the surgery] […] {SECOND}”"
    assert Event.objects.filter(what="publish.edition.release", on=str(made.pk)).count() == 1


def test_the_skeleton_holds_nothing_that_anybody_said(edition):
    kept = json.dumps(Edition.objects.get().skeleton)
    for said in (CANARY, SECOND, "heron", "lighthouse", "at the surgery"):
        assert said not in kept
    assert INSIGHT in kept and "Somebody looks up" in kept


def test_no_true_count_stands_in_the_skeleton(edition):
    figures = Edition.objects.get().skeleton["figures"]
    assert figures["people"] == {
        "interview": [10, "", 10, 10, 12],
        "survey": [None, "fewer than 10", 10, 0, 9],
    }
    (row,) = figures["themes"].values()
    assert row == {
        "interview": [None, "nearly all", 10, 10, 12],
        "survey": [None, "fewer than 10", 10, 0, 9],
    }


def test_commitments_can_be_checked_while_the_words_are_there(edition):
    slots = list(Slot.objects.order_by("order"))
    assert len(slots) == 4, "attribution, two pieces of words, one clarification"
    for slot in slots:
        box = open_sealed(slot)
        assert commitment(box["salt"], box["text"]) == slot.commitment
        assert commitment(box["salt"], box["text"] + " ") != slot.commitment
        assert slot.consent.startswith("take part v1, analyse v1, quote v1, publish v1")
    assert len({open_sealed(slot)["salt"] for slot in slots}) == 4


@pytest.mark.parametrize("missing", ["quote", "publish", "analyse", "take_part"])
def test_without_consent_nothing_is_released(told, draft, at, missing):
    record_consent(
        participant=told.person(),
        answers={missing: "no"},
        sheet=None,
        how="paper",
        by="test",
        at=at,
    )
    with pytest.raises(CannotRelease) as reason:
        release(told, at)
    assert "Interview 1" in str(reason.value) or "taken back" in str(reason.value)
    assert not Edition.objects.exists() and not Slot.objects.exists()


def test_without_two_signatures_nothing_is_released(told, draft, quote, at):
    Signature.objects.filter(quote=quote, by="user:2").delete()
    with pytest.raises(CannotRelease, match="Two people"):
        release(told, at)


def test_a_passage_changed_since_it_was_signed_stops_it(told, draft, at):
    from pennydrop.rooms.understand.actions.correcting import correct_segment
    from pennydrop.rooms.understand.queries.texts import segments_of

    (segment,) = segments_of(told.texts[0].id)
    correct_segment(
        segment=segment.id,
        text=segment.text.replace("heron", "stork"),
        by="user:1",
        at=at,
    )
    with pytest.raises(CannotRelease, match="changed after it was signed"):
        release(told, at)


def test_a_dropped_quote_stops_it_by_name(told, draft, quote, at):
    named = str(quote.pk)
    drop_quote(quote=quote, by="user:1", at=at)
    with pytest.raises(CannotRelease) as reason:
        release(told, at)
    (problem,) = [one for one in reason.value.problems if one.quote]
    assert problem.quote == named and "gone" in problem.text and problem.block


def test_our_text_may_not_hold_their_words(told, draft, at):
    with pytest.raises(Copied, match="heron on my wristband"):
        put(told, draft, Prose(f"One said that {CANARY}."), at)
    assert draft_of(told.id).number == 1
    # words that got in another way are found at the release
    from pennydrop.core.documents.actions import save_revision

    save_revision(
        document=draft.document, blocks=[*draft.blocks, Prose(f"So {CANARY}.")], based_on=1,
        by="user:1", at=at,
    )  # fmt: skip
    assert any("stands in Interview 1" in line for line in stops(told))


@pytest.mark.parametrize(
    ("block", "said"),
    [
        (Prose("Three people cried."), "Three people"),
        (Prose("{{nothing like this}}"), "nothing like this"),
        (Prose("A sign no font has: \U00013000"), "U+13000"),
    ],
)
def test_small_numbers_open_places_and_unprintable_signs_stop_it(told, draft, at, block, said):
    put(told, draft, block, at)
    with pytest.raises(CannotRelease, match=said.replace("+", r"\+")):
        release(told, at)


def test_a_chart_needs_words_for_who_cannot_see_it(told, draft, at):
    from dataclasses import replace

    place, chart = next((n, b) for n, b in enumerate(draft.blocks, 1) if isinstance(b, Figure))
    put_block(
        draft=draft, block=replace(chart, alt="chart"), place=place, new=False,
        based_on=1, by="user:1", at=at,
    )  # fmt: skip
    assert any("cannot see" in line for line in stops(told))


def test_a_release_rests_on_the_newest_revision(told, draft, at):
    put(told, draft, Prose("More."), at)
    try_it(told, draft, at)
    with pytest.raises(Stale):
        propose_release(
            study=told.card, draft=draft, reasons=reasons(told, draft), by="user:1", at=at
        )
    assert not Edition.objects.exists()


def test_a_withdrawal_between_the_trial_and_the_release_stops_it(told, draft, at, monkeypatch):
    """The quotes are read again inside the transaction."""
    real = releasing._sign

    def late(*values):
        withdraw(participant=told.person(), asked="with the code", by="quiet", at=at)
        return real(*values)

    monkeypatch.setattr(releasing, "_sign", late)
    with pytest.raises(CannotRelease):
        release(told, at)
    assert not Edition.objects.exists()


def test_nothing_is_released_when_the_record_cannot_be_written(told, draft, at, monkeypatch):
    real = releasing.record

    def late(**values):
        return 1 / 0 if "edition" in values["what"] else real(**values)

    monkeypatch.setattr(releasing, "record", late)
    with pytest.raises(ZeroDivisionError):
        release(told, at)
    assert not Edition.objects.exists() and not Slot.objects.exists()


def test_two_releases_at_once_get_two_numbers(told, draft, at, monkeypatch):
    """The first look at the newest number came before somebody else's release."""
    release(told, at)
    real = Edition.objects.create
    tried = []

    def late(**values):
        tried.append(values["number"])
        return real(**{**values, "number": 1} if len(tried) == 1 else values)

    monkeypatch.setattr(Edition.objects, "create", late)
    assert release(told, at).number == 2
    assert tried == [2, 2]
    assert sorted(Edition.objects.values_list("number", flat=True)) == [1, 2]


def test_a_later_edition_keeps_the_figures_that_one_person_changed(told, edition, at):
    before = Edition.objects.get().skeleton["figures"]
    for number in (10, 11, 9):
        withdraw(participant=told.person(number), asked="with the code", by="quiet", at=at)
    second = release(told, at + dt.timedelta(days=1))
    assert second.number == 2 and second.skeleton["figures"] == before
    assert not edition_by_slug(edition.slug).newest


# ---- by command ------------------------------------------------------------------------------
def test_by_command_a_study_is_drafted_and_released(told, quote, at):
    result = publish_study(study=told.id, **NAMED, at=at)
    assert result.edition and result.edition.number == 1 and result.blocks == ()
    assert result.edition.address == f"/findings/{result.edition.slug}/"
    assert [card.id for card in released_editions()] == [result.edition.id]


def test_by_command_what_blocks_is_listed(told, quote, at):
    publish_study(study=told.id, **NAMED, at=at)
    Signature.objects.all().delete()
    result = publish_study(study=told.id, **NAMED, at=at)
    assert result.edition is None and any("Two people" in line for line in result.blocks)
    with pytest.raises(NoSuchStudy):
        publish_study(study=quote.pk, **NAMED, at=at)


def test_a_draft_is_started_once_and_without_unready_quotes(told, quote, at):
    Signature.objects.filter(by="user:2").delete()
    start_findings(study=told.card, new=NewFindings(), by="user:1", at=at)
    assert not any(isinstance(b, QuoteRef) for b in draft_of(told.id).blocks)
    with pytest.raises(AlreadyStarted):
        start_findings(study=told.card, new=NewFindings(), by="user:1", at=at)
