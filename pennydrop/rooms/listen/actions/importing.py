"""Transcripts become sources: people found or made, names hidden, turns sealed; a file at a time,
each whole or not at all."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from pennydrop.core.audit.actions import record
from pennydrop.core.vault.sealing import unseal
from pennydrop.rooms.listen.actions.file_names import keep_file_name
from pennydrop.rooms.listen.actions.participants import (
    HIDE_TABLE,
    add_participant,
    keep_hide_list,
    record_consent,
)
from pennydrop.rooms.listen.actions.sources import NewSegment, add_source
from pennydrop.rooms.listen.models import Participant, Sheet, Source, Study
from pennydrop.rooms.listen.queries.reading import read_upload
from pennydrop.rooms.listen.rules.hiding import HideLine, Whose
from pennydrop.rooms.listen.rules.speakers import (
    Ask,
    Miscast,
    Part,
    Voice,
    check_cast,
    guess_voices,
    labels_in,
    names_in,
    sealed_together,
    staff_label,
)
from pennydrop.rooms.listen.rules.transcripts.sniff import check_size
from pennydrop.rooms.listen.rules.transcripts.table import Columns
from pennydrop.rooms.listen.rules.transcripts.turns import (
    MAX_TURN,
    Transcript,
    Unreadable,
    split_long,
)


@dataclass(frozen=True)
class Upload:
    """A file to read: its name, its size in bytes, and where its bytes are."""

    name: str
    size: int
    path: Path | None = None
    data: bytes = b""

    @classmethod
    def at(cls, path: Path) -> Self:
        return cls(name=path.name, size=path.stat().st_size, path=path)

    @classmethod
    def of(cls, name: str, data: bytes) -> Self:
        return cls(name=name, size=len(data), data=data)

    def read(self) -> bytes:
        """The bytes. Raises Unreadable for a file that is empty or too large, before reading."""
        check_size(self.name, self.size)
        return self.path.read_bytes() if self.path else self.data


@dataclass(frozen=True)
class Result:
    """What became of a file: its sources, or the problem and nothing kept."""

    file: str
    sources: tuple[Source, ...] = ()
    problem: Unreadable | None = None


@dataclass(frozen=True)
class Incoming:
    """One source that has been read: what it is and who is who (label to voice)."""

    transcript: Transcript
    kind: str
    fidelity: str
    voices: Mapping[str, Voice]


@dataclass
class Met:
    """New people met so far in files that come in together, by the name they are known by."""

    people: dict[str, UUID] = field(default_factory=dict)
    consents: Mapping[str, str] = field(default_factory=dict)
    sheet: Sheet | None = None


def import_files(
    *,
    study: Study,
    files: Iterable[Upload],
    kind: str,
    fidelity: str,
    speakers: Mapping[str, Voice] | Ask | None = None,
    columns: Columns | None = None,
    consents: Mapping[str, str] | None = None,
    sheet: Sheet | None = None,
    by: str,
    at: dt.datetime,
) -> list[Result]:
    """Bring in files, one after another; each comes in whole or is named with its problem.

    `speakers` says who each label is: a mapping by label, a function of (file, source within the
    file, label), or None to guess by the label (roles of staff are staff, others new people).
    A label missing from the mapping is guessed too. `consents` (scope to yes, no or unknown) is
    what every new participant of these files agreed to on paper, having read `sheet`.
    """
    met = Met(consents=consents or {}, sheet=sheet)
    results = []
    for file in files:
        try:
            read = read_upload(file.name, file.read(), columns)
            incoming = [
                Incoming(t, kind, fidelity, _voices(file.name, key, t, speakers))
                for key, t in read.items()
            ]
            made = bring_in(study=study, file=file.name, sources=incoming, met=met, by=by, at=at)
            results.append(Result(file.name, tuple(made)))
        except Unreadable as problem:
            results.append(Result(file.name, problem=problem))
    return results


def _voices(
    file: str, key: str, transcript: Transcript, speakers: Mapping[str, Voice] | Ask | None
) -> dict[str, Voice]:
    if callable(speakers):
        return {label: speakers(file, key, label) for label in labels_in(transcript)}
    return {**guess_voices(labels_in(transcript)), **(speakers or {})}


def bring_in(
    *, study: Study, file: str, sources: Sequence[Incoming], met: Met, by: str, at: dt.datetime
) -> list[Source]:
    """Keep every source of one file, or nothing of it. Raises Unreadable, naming the file."""
    people = dict(met.people)
    this = Met(people=people, consents=met.consents, sheet=met.sheet)
    try:
        # Keys inside: should the last step fail, a key without a person is left, never a person
        # without a key (who would count as having withdrawn).
        with transaction.atomic(), transaction.atomic(using="keys"):
            made = [_keep(study, source, this, by, at) for source in sources]
            keep_file_name(name=file, sources=made)
            record(what="listen.file.brought_in", on=str(study.pk), by=by, at=at)
    except Miscast as reason:
        raise Unreadable(
            file=file, place="who is who", problem=str(reason), remedy="choose and try again"
        ) from reason
    met.people.update(people)
    return made


def _keep(study: Study, source: Incoming, met: Met, by: str, at: dt.datetime) -> Source:
    cast = _Cast(study, source, met, by, at)
    return add_source(
        study=study,
        kind=source.kind,
        fidelity=source.fidelity,
        segments=cast.segments(),
        by=by,
        at=at,
    )


class _Cast:
    """The participants behind one source's labels."""

    def __init__(self, study: Study, source: Incoming, met: Met, by: str, at: dt.datetime) -> None:
        self.study, self.source, self.met, self.by, self.at = study, source, met, by, at
        self._seen: dict[UUID, Participant] = {}
        labels = labels_in(source.transcript)
        self.voices = {label: source.voices[label] for label in labels}
        check_cast(source.kind, self.voices.values())
        self.people = {label: self._person(self.voices[label]) for label in self._are(Part.PERSON)}
        self.owners = {**self.people, **self._staff()}
        self._hide_names()

    def segments(self) -> list[NewSegment]:
        # One code point is kept free: every segment ends with a line end of its own.
        turns = split_long(self.source.transcript.turns, MAX_TURN - 1)
        names = {**self._staff_labels(), **{la: p.name for la, p in self.people.items()}}
        return [
            NewSegment(owner=self.owners[turn.speaker], speaker=names[turn.speaker], text=turn.text)
            for turn in turns
            if turn.speaker in self.owners
        ]

    def _are(self, part: Part) -> list[str]:
        return [label for label, voice in self.voices.items() if voice.part is part]

    def _person(self, voice: Voice) -> Participant:
        known = voice.participant or self.met.people.get(voice.same_as)
        if known:
            return self._known(Participant.objects.filter(pk=known), staff=False)
        if voice.number:
            found = Participant.objects.filter(number=voice.number)
            if found.filter(study=self.study, staff=False).exists():
                return self._known(found, staff=False)
        person = self._new(voice, staff=False)
        if voice.same_as:
            self.met.people[voice.same_as] = person.pk
        if self.met.consents:
            record_consent(
                participant=person,
                answers=self.met.consents,
                sheet=self.met.sheet,
                how="paper",
                by=self.by,
                at=self.at,
            )
        return person

    def _new(self, voice: Voice, *, staff: bool) -> Participant:
        person = add_participant(
            study=self.study,
            state="shared",
            lookup=None,
            staff=staff,
            number=voice.number,
            by=self.by,
            at=self.at,
        )
        self._seen[person.pk] = person
        return person

    def _known(self, rows: QuerySet[Participant], *, staff: bool) -> Participant:
        person = rows.filter(study=self.study, staff=staff).first()
        if person is None:
            raise Miscast("somebody chosen as a speaker is not in this study any more")
        if person.state == "withdrawn":
            raise Miscast(f"{person.name} has taken their words back; nothing of theirs comes in")
        # One object for one person: two labels may be the same person, and both add to their list.
        return self._seen.setdefault(person.pk, person)

    def _staff(self) -> dict[str, Participant]:
        labels = self._are(Part.STAFF)
        everyone = {person.pk: person for person in self.people.values()}
        if sealed_together(self.source.kind, len(everyone)):
            return dict.fromkeys(labels, *everyone.values())
        return {label: self._staff_member(self.voices[label]) for label in labels}

    def _staff_member(self, voice: Voice) -> Participant:
        if voice.participant:
            return self._known(Participant.objects.filter(pk=voice.participant), staff=True)
        return self._new(voice, staff=True)

    def _staff_labels(self) -> dict[str, str]:
        labels = self._are(Part.STAFF)
        return {
            label: staff_label(self.source.kind, place, len(labels))
            for place, label in enumerate(labels, start=1)
        }

    def _hide_names(self) -> None:
        """A name that stood as a label goes onto its owner's list of what must be hidden."""
        for label, owner in self.owners.items():
            whose = Whose.OWN if label in self.people else Whose.STAFF
            lines = [str(HideLine(name, whose)) for name in names_in(label)]
            if lines:
                add_to_hide_list(participant=owner, terms=lines, by=self.by, at=self.at)


@transaction.atomic
def add_to_hide_list(
    *, participant: Participant, terms: Sequence[str], by: str, at: dt.datetime
) -> None:
    """Add to who and what must be hidden, keeping what stands there."""
    here: list[str] = []
    if participant.hide:
        here = unseal(
            participant.hide,
            participant=participant.pk,
            key="raw",
            table=HIDE_TABLE,
            row=participant.pk,
            field="hide",
        ).splitlines()
    keep_hide_list(participant=participant, terms=[*here, *terms], by=by, at=at)
