"""No advice without both sign-offs, a source, a note where sources differ and a review in date: on
no page, feed, message, copy or printed page, on no day. What helps in an emergency never goes.

Every shipped claim gets a word of its own, so that one that slips through is known by name.
"""

import datetime as dt
import re
import uuid
from dataclasses import dataclass
from random import Random

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from pennydrop.rooms.inform.models import Claim, ClaimVersion, Guide, SignOff
from pennydrop.rooms.inform.queries.claims import claims_of
from pennydrop.rooms.inform.queries.courses import courses_of
from pennydrop.rooms.inform.rules.bodies import keys_in
from pennydrop.rooms.inform.rules.claims import Kind, Side
from pennydrop.rooms.inform.rules.course_questions import PREFIX, questions_claim
from pennydrop.rooms.inform.rules.schools import SLUG as PACK
from pennydrop.rooms.inform.rules.selfcheck import TABLE_KEY
from pennydrop.rooms.inform.rules.starter.lessons import starter_courses
from pennydrop.rooms.inform.rules.starter.reading import starter_guides
from tests.inform.alerting import out
from tests.inform.easily import mark_easy_words, put_easy, some_easy_words
from tests.inform.everywhere import TYPED, Everywhere, forms_in, not_filled

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
# A failure names the claim and the page: there is nothing to make smaller.
A_FEW = settings(
    max_examples=3, deadline=None, phases=[Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip
# Alerts end after ten days here; what is signed lasts for five to a hundred and eighty.
DAYS = st.one_of(st.integers(4, 10), st.integers(-2, 200))
MARK = re.compile(r"\bzq\d+[ez]\b")
BANNER = re.compile(r"nobody has checked|is invented", re.IGNORECASE)
COURSES = sorted(one.course.head.slug for one in starter_courses())
NAMED_IN = {guide.head.slug: set(keys_in(guide.blocks)) for guide in starter_guides()}


@dataclass
class Told:
    """A claim as an example has it, and its words that nothing else has."""

    key: str
    mark: str
    kind: Kind
    retired: bool
    source: bool
    disagree: bool
    note: bool
    signed: dict[Side, tuple[int, int, bool]]  # from and until which day, and whether taken back

    def in_order(self, day: int) -> bool:
        """Written apart from the rule that it judges."""
        held = [one for one in self.signed.values() if not one[2]]
        both = len(held) == 2 and all(since <= day <= until for since, until, _ in held)
        return both and self.source and (self.note or not self.disagree)

    def public(self, day: int) -> bool:
        return not self.retired and (self.in_order(day) or self.kind is not Kind.ADVICE)


@pytest.fixture
def house(shipped, at):
    """All that is shipped, every claim with a word of its own, and three alerts."""
    real = shipped
    versions = list(ClaimVersion.objects.select_related("claim").order_by("claim__key"))
    for number, version in enumerate(versions):
        version.text = f"{version.text} zq{number}z."
    ClaimVersion.objects.bulk_update(versions, ["text"])
    questions_named_anew(real, versions, at)
    mark_easy_words(versions)
    keys = [version.claim.key for version in versions]
    for number in range(3):
        out(real.pk, at, claims=tuple(keys[number::20]))
    return real, versions


def questions_named_anew(real, versions, at):
    """What stands for a course's questions names them as they are with these words."""
    worded = {version.claim.key: version for version in versions}
    stands_for = [one for one in worded.values() if one.claim.key.startswith(PREFIX)]
    claims = claims_of(real.pk)
    for view in (view for _, view in courses_of(real.pk, today=at.date())):
        named = questions_claim(view.course, claims)
        worded[named.key].text = f"{named.text} {MARK.search(worded[named.key].text)[0]}."
    ClaimVersion.objects.bulk_update(stands_for, ["text"])


def some_claims(versions, chance):
    told = [
        Told(
            version.claim.key,
            f"zq{number}z",
            kind=chance.choice([*Kind, *[Kind.ADVICE] * 3]),
            retired=chance.random() < 0.05,
            source=chance.random() < 0.9,
            disagree=chance.random() < 0.3,
            note=chance.random() < 0.7,
            signed={
                side: (chance.choice([0, 0, 0, 5, 40]), chance.choice([5, 10, 90, 180, 180]),
                       chance.random() < 0.05)
                for side in Side if chance.random() < 0.9
            },
        )
        for number, version in enumerate(versions)
    ]  # fmt: skip
    table = next(one for one in told if one.key == TABLE_KEY)
    whole = [table, *(one for one in told if one.key.startswith(PREFIX))]
    for one in (one for one in whole if chance.random() < 0.6):  # much hangs on each of these
        one.retired, one.source, one.note = False, True, True
        one.signed = {side: (0, 190, False) for side in Side}
    return told


def put(told, versions, at):
    """Make the database say so."""
    first = at.date()
    SignOff.objects.all().delete()
    signs = []
    for one, version in zip(told, versions, strict=True):
        version.kind = one.kind
        version.disagree = one.disagree
        version.conflict = f"They differ: {one.mark}." if one.note else ""
        named = {"publisher": "A board", "year": 2024, "link": "", "seen": None}
        version.sources = [{"title": f"Page {one.mark}", **named}] if one.source else []
        version.claim.retired = one.retired
        for side, (since, until, back) in one.signed.items():
            on, last = first + dt.timedelta(since), first + dt.timedelta(until)
            signs.append(SignOff(pk=uuid.uuid4(), version=version, side=side, by=f"user:{side}",
                                 role="reviewer", on=on, review_by=last,
                                 ended_on=first if back else None))  # fmt: skip
    ClaimVersion.objects.bulk_update(versions, ["kind", "disagree", "conflict", "sources"])
    Claim.objects.bulk_update([version.claim for version in versions], ["retired"])
    SignOff.objects.bulk_create(signs)


def a_few_guides(chance):
    """Each example reads some of the guides and courses, and prints two of the guides."""
    guides = chance.sample(sorted(NAMED_IN), 5)
    shown, printed = {*guides, *chance.sample(COURSES, 2)}, guides[:2]

    def chosen(address):
        found = re.match(r"/(?:guides|courses)/([^/]+)/(.*)", address)
        return found is None or found[1] in (printed if found[2].endswith("sheet.pdf") else shown)

    return chosen


@A_FEW
@given(seed=st.integers(0, 2**32), day=DAYS)
def test_what_may_not_be_shown_is_nowhere(client, house, at, seed, day):
    real, versions = house
    chance = Random(seed)
    told = some_claims(versions, chance)
    easy = some_easy_words(told, chance)
    put(told, versions, at)
    put_easy(easy, versions, at)
    by_mark = {one.mark: one for one in [*told, *easy]}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.utils.timezone.now", lambda: at + dt.timedelta(days=day))
        asked = Everywhere(client, a_few_guides(chance))
        for answer in asked.answers():
            for mark in set(MARK.findall(answer.words)):
                assert by_mark[mark].public(day), (answer.address, by_mark[mark])
            guide = re.fullmatch(r"/guides/([^/?]+)/", answer.address)
            if guide:  # and what may be shown, is
                due = {one.mark for one in told if one.key in NAMED_IN[guide[1]]}
                due = {mark for mark in due if by_mark[mark].public(day)}
                assert due <= set(MARK.findall(answer.words)), answer.address
            course = re.match(r"/courses/([^/?]+)/\d+/", answer.address)
            if course and 'name="q-' in answer.words:
                (stands_for,) = (one for one in told if one.key == PREFIX + course[1])
                assert stands_for.in_order(day) and not stands_for.retired, answer.address
            assert set(forms_in(answer)) <= set(TYPED), "say in TYPED what to type into this form"


@settings(A_FEW, max_examples=1)
@given(seed=st.integers(0, 2**32), day=st.integers(0, 100))
def test_the_demonstration_shows_a_draft_only_under_a_banner(client, house, at, seed, day):
    """Where no banner can stand, as in a feed, no draft stands either. A card carries its own."""
    real, versions = house
    real.invented = True
    real.save()
    chance = Random(seed)
    told = some_claims(versions, chance)
    put(told, versions, at)
    easy = some_easy_words(told, chance)
    put_easy(easy, versions, at)
    drafts = {one.mark for one in [*told, *easy] if not one.public(day)}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.utils.timezone.now", lambda: at + dt.timedelta(days=day))
        for answer in Everywhere(client, a_few_guides(chance)).answers():
            if drafts & set(MARK.findall(answer.words)):
                own = answer.address.startswith("/myths/cards/")
                assert own or not answer.plain, answer.address
                assert BANNER.search(answer.words), answer.address


def test_every_open_address_of_the_room_can_be_asked_for():
    assert not not_filled(), "say in FILLED what stands in the place of these"


def test_each_address_answers(client, house):
    assert Guide.objects.count() == len(NAMED_IN)
    few = a_few_guides(Random(0))
    some = Everywhere(client, lambda address: "pdf" not in address or few(address))
    answers = list(some.answers())
    read = {answer.address for answer in answers}
    kept = [one for one in answers if "Your answers are kept until" in one.words]
    assert {one.address for one in kept} == {"/check/code/"}
    assert {"/", "/help/", "/help/kept.js", "/guides/", "/alerts/feed.xml"} <= read
    assert {f"/guides/{slug}/" for slug in NAMED_IN if slug != PACK} <= read
    assert {"/schools/", "/schools/pack.pdf"} <= read
    assert sum(address.endswith("cap.xml") for address in read) == 3
    assert {"/myths/", "/myths/cards/", "/samples/"} <= read
    assert {"/courses/", "/courses/peers/", "/courses/first-responders/1/"} <= read
    assert {"/help/stay/easy/", "/guides/k-hole/easy/"} <= read
    assert "/help/?t=1" in read, "a link with a question is followed as well"
