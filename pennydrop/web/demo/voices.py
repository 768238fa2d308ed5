"""The invented study's people and what they said: survey answers, interviews, focus groups."""

from collections.abc import Iterator
from typing import Any

from pennydrop.rooms.listen.actions.participants import (
    add_participant,
    keep_hide_list,
    record_consent,
)
from pennydrop.rooms.listen.actions.sources import NewSegment, add_source
from pennydrop.rooms.listen.models import Participant, Sheet, Source, Study
from pennydrop.rooms.listen.queries.reading import read_upload
from pennydrop.rooms.listen.rules.transcripts.turns import split_long
from pennydrop.web.demo.content import Voice, noon, read, transcript, voice

KINDS = {"interview": "interviews", "focus_group": "focus_groups"}


def add_voices(study: Study, by: str, codes: dict[str, str]) -> dict[str, Source]:
    """Everybody's words, by the references that the files use."""
    return {
        **add_survey_answers(study, codes),
        **add_interviews(study, by, codes),
        **add_focus_groups(study, by),
    }


def add_survey_answers(study: Study, codes: dict[str, str]) -> dict[str, Source]:
    """The forty survey answers. `codes`: pseudonym -> lookup, for those a visitor may try."""
    made = {}
    for entry in read("survey"):
        at = noon(entry["day"])
        person = _add(study, voice(entry), "quiet", at, "online", codes.get(entry["pseudonym"]))
        segments = [
            NewSegment(owner=person, speaker=person.name, text=text, question=question)
            for question, text in entry["answers"].items()
            if text
        ]
        made[entry["ref"]] = add_source(
            study=study,
            kind="survey",
            fidelity="word_for_word",
            segments=segments,
            by="quiet",
            at=at,
        )
    return made


def add_interviews(study: Study, by: str, codes: dict[str, str]) -> dict[str, Source]:
    made = {}
    for entry in read("interviews"):
        at = noon(entry["day"])
        person = _add(study, voice(entry), by, at, "paper", codes.get(entry["pseudonym"]))
        staff = {label for label, role in entry["speakers"].items() if role == "staff"}
        segments = [
            NewSegment(
                owner=person, speaker="Interviewer" if label in staff else person.name, text=text
            )
            for label, text in _turns(entry)
        ]
        made[entry["ref"]] = add_source(
            study=study,
            kind="interview",
            fidelity=entry["fidelity"],
            segments=segments,
            by=by,
            at=at,
        )
    return made


def add_focus_groups(study: Study, by: str) -> dict[str, Source]:
    made = {}
    for entry in read("focus_groups"):
        at = noon(entry["day"])
        facilitator = add_participant(
            study=study, state="shared", lookup=None, staff=True, by=by, at=at
        )
        people = {
            label: _add(study, voice(who), by, at, "paper", None)
            for label, who in entry["participants"].items()
        }
        owners = {label: people.get(label, facilitator) for label, _ in _turns(entry)}
        segments = [
            NewSegment(
                owner=owners[label],
                text=text,
                speaker=people[label].name if label in people else "Facilitator",
            )
            for label, text in _turns(entry)
        ]
        made[entry["ref"]] = add_source(
            study=study,
            kind="focus_group",
            fidelity=entry["fidelity"],
            segments=segments,
            by=by,
            at=at,
        )
    return made


def _turns(entry: dict[str, Any]) -> Iterator[tuple[str, str]]:
    read_file = read_upload(entry["file"], transcript(entry["file"]))[""]
    for turn in split_long(read_file.turns):
        yield turn.speaker, turn.text


def _add(study: Study, who: Voice, by: str, at: Any, how: str, lookup: str | None) -> Participant:
    person = add_participant(
        study=study, state="shared", lookup=lookup, number=who.number, by=by, at=at
    )
    sheet = Sheet.objects.get(study=study, version=1)
    record_consent(participant=person, answers=who.consents, sheet=sheet, how=how, by=by, at=at)
    if who.hide:
        keep_hide_list(participant=person, terms=who.hide, by=by, at=at)
    return person
