"""One person signs that the names are out; from then on the team reads the words."""

import pytest

from pennydrop.rooms.listen.actions.participants import record_consent
from pennydrop.rooms.understand.actions.deidentify import (
    AlreadySigned,
    decide,
    decide_many,
)
from pennydrop.rooms.understand.actions.names_out import NotOpened, StillUndecided, sign_names_out
from pennydrop.rooms.understand.models import Segment, Text
from pennydrop.rooms.understand.queries.texts import segments_of
from tests.understand.deciding import hide, keep, read, told_of_danny
from tests.understand.told import somebody, tell

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.postgres]


@pytest.fixture
def ash(study):
    return somebody(study)


@pytest.fixture
def interview(study, ash):
    return told_of_danny(study, ash)


def test_signing_waits_for_every_decision_and_says_which(interview, at):
    with pytest.raises(StillUndecided, match="Norwich") as refused:
        sign_names_out(source=interview.pk, by="user:1", at=at)
    assert "Danny" in refused.value.forms
    assert not Text.objects.exists()


def test_after_signing_the_team_reads_words_without_names(interview, ash, at):
    decide_many(
        source=interview.pk, rulings=[hide("Danny", "friend 1"), hide("Norwich", "town 1")],
        rest="hide", by="user:1", at=at,
    )  # fmt: skip
    text = sign_names_out(source=interview.pk, by="user:1", at=at)
    words = [segment.text for segment in segments_of(text.pk)]
    assert words[0] == "My mate [friend 1] drove me to [town 1]. [friend 1] stayed all night.\n"
    assert "07700" not in words[1] and "[30s]" in words[1]
    assert (text.signed_by, text.signed_at, text.title) == ("user:1", at, "Interview 1")
    assert [row.length for row in Segment.objects.order_by("order")] == [len(w) for w in words]
    with pytest.raises(AlreadySigned):
        decide(source=interview.pk, ruling=keep("Danny"), by="user:1", at=at)
    with pytest.raises(AlreadySigned):
        sign_names_out(source=interview.pk, by="user:2", at=at)


def test_a_later_decision_reaches_signed_texts_of_the_same_person(study, ash, interview, at):
    decide_many(source=interview.pk, rulings=[keep("Danny")], rest="hide", by="user:1", at=at)
    text = sign_names_out(source=interview.pk, by="user:1", at=at)
    other = tell(study, [(ash, "Danny again.")])
    decide(source=other.pk, ruling=hide("Danny", "[friend 7]"), by="user:1", at=at)
    assert "Danny" not in "".join(segment.text for segment in segments_of(text.pk))


def test_without_consent_to_analysis_a_source_stays_closed(study, at):
    person = somebody(study, consent={"take_part": "yes", "analyse": "no"})
    source = tell(study, [(person, "nothing to find here")])
    with pytest.raises(NotOpened, match="analyse"):
        sign_names_out(source=source.pk, by="user:1", at=at)
    assert not Text.objects.exists()


def test_only_those_who_agreed_are_opened_and_others_when_they_do(study, ash, at):
    silent, fac = somebody(study, consent={}), somebody(study, staff=True)
    source = tell(
        study,
        [(fac, "what helped?"), (ash, "sleep helped"), (silent, "nothing helped")],
        kind="focus_group",
    )
    decide_many(source=source.pk, rulings=[], rest="keep", by="user:1", at=at)
    sign_names_out(source=source.pk, by="user:1", at=at)
    assert [s.text for s in segments_of(source.pk)] == ["what helped?\n", "sleep helped\n"]
    assert "P002" in read(source).left_out[0]
    record_consent(
        participant=silent, answers={"take_part": "yes", "analyse": "yes"}, sheet=None,
        how="paper", by="test", at=at,
    )  # fmt: skip
    sign_names_out(source=source.pk, by="user:1", at=at)
    assert [s.order for s in segments_of(source.pk)] == [0, 1, 2]
