"""Load the invented study, once, so that there is something to see from the first minute."""

import datetime as dt
import secrets
from collections.abc import Callable
from typing import Any

from django.db import transaction

from pennydrop.core.audit.actions import seal_events
from pennydrop.core.people.actions import add_person, found_organisation
from pennydrop.core.people.models import Organisation
from pennydrop.core.people.queries import actor
from pennydrop.core.people.rules import Role
from pennydrop.core.vault.codes import group_code, make_code
from pennydrop.core.vault.lookups import lookup_of
from pennydrop.rooms.inform.public import bring_in_starter
from pennydrop.rooms.inform.rules.claims import Side
from pennydrop.rooms.listen.actions.studies import create_from_builtin, open_study
from pennydrop.rooms.listen.actions.withdrawal import withdraw
from pennydrop.rooms.listen.models import Participant, Source, Study
from pennydrop.web.demo import (
    analysis,
    consulting,
    field,
    findings,
    gate,
    names,
    promises,
    questions,
    reading,
    recordings,
    safety,
    second,
    services,
    telling,
    tested,
    training,
    voices,
    warning,
)
from pennydrop.web.demo.content import read
from pennydrop.web.demo.state import card

Say = Callable[[str], None]
BY = "demo"
ANALYSED = dt.timedelta(days=promises.RELEASED + 7)
# Pronounceable, so that a sign-in can be read out across a room; random for each installation.
SYLLABLES = [c + v for c in "bdfgklmnprstvz" for v in "aeiou"]


@transaction.atomic
def load_demo(*, say: Say, at: Any) -> Study:
    """Make the organisation, its people, and the whole invented study up to released findings."""
    say("Making the invented organisation and its people")
    passwords = {person["username"]: _password() for person in read("study")["people"]}
    organisation, actors = _people(passwords, at)
    codes = {name: make_code(_digits()) for name in ("P001", _pseudonym_to_withdraw())}
    lookups = {name: lookup_of(code) for name, code in codes.items()}
    study = _study(organisation, at)
    say("Bringing in 40 survey answers, 12 interviews and 2 focus groups")
    sources = voices.add_voices(study, actors["ros"], lookups)
    field.add_field_work(study, sources, actors["ros"], at)
    gate.fill_ledger(study, actors, at)
    questions.add_changes(study, actors["dev"], at)
    recordings.add_recording(study, actors["ros"], at)
    say("Taking out names and places")
    names.take_names_out(sources, actors["ros"])
    names.read_twice(sources, actors["dev"])
    say("Coding, themes and quotes")
    reading.go_on(analysis.analyse(study.pk, sources, actors, at - ANALYSED))
    second.add_second_study(organisation.pk, actors["ros"], at)
    safety.look_after_people(study, sources, actors, at)
    _take_one_back(sources, at)
    _go_public(study, actors, say, at)
    seal_events(at=at)
    _write_card(passwords, codes)
    return study


def _go_public(study: Study, actors: dict[str, str], say: Say, at: Any) -> None:
    organisation = study.organisation_id
    say("Releasing the findings")
    findings.release(study.pk, actors, at - dt.timedelta(days=promises.RELEASED), at)
    promises.follow(organisation, study.pk, actors["dev"], at)
    telling.tell_a_story(organisation, actors, at)
    consulting.answer_consultations(organisation, actors, at)
    say("Putting out the guides, which nobody has signed yet")
    bring_in_starter(organisation=organisation, by=actors["dev"], at=at)
    training.let_some_pass(at)
    graders = {Side.LIVED: actors["dev"], Side.CLINICAL: actors["dr-ade"]}
    warning.pass_one_on(organisation, graders, at)
    tested.show_samples(organisation, actors["dev"], actors["maya"], at)
    services.list_some(organisation, actors["dev"], at)


def _people(passwords: dict[str, str], at: Any) -> tuple[Organisation, dict[str, str]]:
    organisation = found_organisation(
        name=read("study")["organisation"],
        invented=True,
        require_second_factor=False,
        by=BY,
        at=at,
    )
    actors = {}
    for person in read("study")["people"]:
        user = add_person(
            username=person["username"],
            name=person["name"],
            role=Role(person["role"]),
            organisation=organisation.pk,
            password=passwords[person["username"]],
            by=BY,
            at=at,
        )
        actors[person["username"]] = actor(user)
    return organisation, actors


def _study(organisation: Organisation, at: Any) -> Study:
    about = read("study")
    study = create_from_builtin(
        organisation=organisation.pk,
        title=about["title"],
        public_title=about["public_title"],
        substance=about["substance"],
        invented=True,
        by=BY,
        at=at,
    )
    gate.enter_gate(study, BY, at)
    open_study(study=study, by=BY, at=at)
    study.refresh_from_db()
    return study


def _pseudonym_to_withdraw() -> str:
    wanted = read("memorable")["withdraw_me"]
    return next(str(i["pseudonym"]) for i in read("interviews") if i["ref"] == wanted)


def _take_one_back(sources: dict[str, Source], at: Any) -> None:
    """One person has left before the visitor comes, so that a receipt waits on Today."""
    source = sources[read("memorable")["withdrew"]]
    person = Participant.objects.filter(segment__source=source).distinct().get()
    withdraw(participant=person, asked="with the code", by="quiet", at=at)


def _password() -> str:
    parts = ["".join(secrets.choice(SYLLABLES) for _ in range(3)) for _ in range(3)]
    return "-".join(parts)


def _digits() -> str:
    return "".join(secrets.choice("0123456789") for _ in range(15))


def _write_card(passwords: dict[str, str], codes: dict[str, str]) -> None:
    """Kept beside the data, so that a second start can print it too. Invented people only."""
    roles = {person["username"]: person["role"] for person in read("study")["people"]}
    lines = [
        f"  {user:<8} {password}   ({roles[user].replace('_', ' ')})"
        for user, password in passwords.items()
    ]
    lines += ["", "Private codes to try (enter one under “I have a code”):"]
    lines += [f"  {name}   {group_code(code)}" for name, code in codes.items()]
    path = card()
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    path.chmod(0o600)
