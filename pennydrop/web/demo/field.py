"""The invented study in the field: people met at four places, the sessions held, thanks paid, and
who was not heard from."""

import datetime as dt
import random
import uuid
from collections.abc import Mapping
from typing import Any

from pennydrop.rooms.listen.actions.guide import keep_prompts
from pennydrop.rooms.listen.actions.outreach import count_taps, keep_lists
from pennydrop.rooms.listen.actions.payments import NewPayment, log_payment
from pennydrop.rooms.listen.actions.sessions import NewSession, note_session
from pennydrop.rooms.listen.actions.targets import keep_about_you, keep_characteristic
from pennydrop.rooms.listen.models import (
    Consent,
    Participant,
    Session,
    SessionConsent,
    Source,
    Study,
)
from pennydrop.rooms.listen.queries.outreach import kinds_of, places_of
from pennydrop.rooms.listen.rules.outreach import FIRST_KINDS, Tap, week_of
from pennydrop.rooms.listen.rules.targets import Wanted
from pennydrop.web.demo.content import noon, read

PLACES = ("Coast towns", "Market town", "University", "Villages inland")
# How many contacts a week the team made at each place, from the first week on.
PACE = {"Coast towns": 9, "Market town": 6, "University": 5, "Villages inland": 1}
# Which kind of contact it was, of each ten.
KINDS = (0, 0, 0, 0, 0, 1, 1, 1, 2, 3)
WEEKS = 8
# Where each interview and group was held, in turn.
HELD = (0, 1, 0, 2)
# So many sessions of which nobody has noted yet what was agreed to.
LATE = 1
AGES = (Wanted("Under 25", 20), Wanted("25 to 40", 25), Wanted("Over 40", 15))
# How old people said they are, in turn; "": they did not say. Whoever speaks of their age in their
# words said the same here.
TOLD = {
    "P005": 2, "P006": 0, "P008": 1, "P009": 1, "P010": 1, "P011": 0, "P012": 2, "P013": 2,
    "P014": 1, "P015": 1, "P016": 1, "P017": 1, "P018": 2, "P019": 0, "P023": 2, "P049": 2,
    "P054": 2, "P058": 0,
}  # fmt: skip
SAID = (0, 1, 0, 1, "", 0, 1, 2, 0, 1, 0)
PROMPTS = {
    "opening": "Say who you are, and that you have been there yourself.\n"
    "Breaks whenever they like. Stopping is fine, and needs no reason.",
    "start": "Who was there?\nWhat was it good for?",
    "barriers": "What did somebody say, word for word?",
    "closing": "How are you now, from one to ten?\nHow are you getting home?\n"
    "Read out how to take words back.",
}


def add_field_work(study: Study, sources: dict[str, Source], by: str, at: Any) -> None:
    add_outreach(study, by, at)
    add_sessions(study, sources, by, at)


def add_outreach(study: Study, by: str, at: Any) -> None:
    """Eight weeks of contacts, more of them once the team was known."""
    keep_lists(study=study, places=PLACES, kinds=FIRST_KINDS, by=by, at=at)
    first = min(noon(entry["day"]) for entry in read("interviews")).date()
    chance = random.Random(30)
    places = {place.name: place.pk for place in places_of(study.pk)}
    kinds = [kind.pk for kind in kinds_of(study.pk)]
    for week in range(WEEKS):
        taps = [
            Tap(
                id=uuid.uuid4(),
                place=places[name],
                kind=kinds[chance.choice(KINDS)],
                on=first + dt.timedelta(weeks=week, days=chance.randrange(5)),
            )
            for name, pace in PACE.items()
            for _ in range(pace + chance.randrange(week + 2) * (pace > 1))
        ]
        count_taps(study=study, taps=taps, by=by, at=at)


def add_sessions(study: Study, sources: Mapping[str, Source], by: str, at: Any) -> None:
    """A session for each interview and group that was brought in, and a voucher for each."""
    places = places_of(study.pk)
    held = [*read("interviews"), *read("focus_groups")]
    for turn, entry in enumerate(held):
        source, day = sources[entry["ref"]], noon(entry["day"]).date()
        speakers = Participant.objects.filter(segment__source=source, staff=False).distinct()
        session = note_session(
            study=study,
            new=NewSession(
                kind=source.kind,
                on=day,
                place=places[HELD[turn % len(HELD)]].pk,
                interviewer=by,
            ),
            people=[person.pk for person in speakers],
            joining=0,
            by=by,
            at=at,
        )
        Session.objects.filter(pk=session.pk).update(source=source)
        if turn < len(held) - LATE:
            _agreed_there(session, by)
    keep_prompts(study=study, prompts=PROMPTS, by=by, at=at)
    _add_payments(study, len(held), by, at)
    _add_ages(study, by, at)


def _agreed_there(session: Session, by: str) -> None:
    """What the ledger has of each of them was said at this session."""
    given = Consent.objects.filter(participant__present__session=session)
    SessionConsent.objects.bulk_create(
        [
            SessionConsent(
                session=session,
                participant_id=one.participant_id,
                scope=one.scope,
                answer=one.answer,
                how="signed",
                on=session.on,
                recorded_by=by,
            )
            for one in given
        ]
    )


def _add_payments(study: Study, count: int, by: str, at: Any) -> None:
    """Handed out on Fridays, whatever day somebody told their story."""
    first = week_of(min(noon(entry["day"]) for entry in read("interviews")).date())
    for number in range(count):
        friday = first + dt.timedelta(weeks=number // 2, days=4)
        fare = number % 4 == 3
        new = NewPayment(
            kind="travel" if fare else "voucher",
            pence=640 if fare else 1500,
            on=friday,
            receipt=f"{number + 101}",
            budget_line="Travel" if fare else "Thank-you vouchers",
        )
        log_payment(study=study, new=new, by=by, at=at)


def _add_ages(study: Study, by: str, at: Any) -> None:
    age = keep_characteristic(study=study, name="Age", question="", bands=AGES, by=by, at=at)
    people = Participant.objects.filter(study=study, staff=False, state="shared")
    for turn, person in enumerate(people.order_by("number")):
        said = TOLD.get(person.name, SAID[turn % len(SAID)])
        if isinstance(said, int):
            band = AGES[said].name
            keep_about_you(participant=person, shared={age.pk: band}, by=by, at=at)
