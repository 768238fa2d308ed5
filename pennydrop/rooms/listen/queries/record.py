"""Everything this room holds of one person, in full, for the person themself."""

from uuid import UUID

from pennydrop.core.erasure.registry import Held
from pennydrop.core.vault.sealing import KeyGone, unseal
from pennydrop.rooms.listen.models import (
    AnswerFile,
    Characteristic,
    Consent,
    FileName,
    Participant,
    Present,
    SessionConsent,
    Sheet,
    TypedTurn,
)
from pennydrop.rooms.listen.queries.answers import draft_answers, hidden_list, words_of
from pennydrop.rooms.listen.queries.file_names import file_names
from pennydrop.rooms.listen.queries.holdings import sources_alone
from pennydrop.rooms.listen.queries.recordings import recordings_with
from pennydrop.rooms.listen.queries.sessions import TURN_TABLE
from pennydrop.rooms.listen.queries.targets import about_you
from pennydrop.rooms.listen.queries.values import file_bytes, values_of


def record_of(participant: UUID) -> list[Held]:
    """Who they are here, what they said, what to hide, every answer about what we may do, and
    the information sheets they had read."""
    person = Participant.objects.select_related("study").get(pk=participant)
    return [
        _who(person),
        *_words(person),
        *_sessions(person),
        *_recordings(person),
        *_agreed(person),
        *_sheets(person),
    ]


def _who(person: Participant) -> Held:
    facts = (
        ("known as", person.name),
        ("joined on", str(person.joined_on)),
        ("state", person.state),
        ("a private code opens it", "yes" if person.lookup else "no"),
    )
    return Held("who they are here", facts)


def _words(person: Participant) -> list[Held]:
    try:
        said = [
            Held(
                "words as they were given",
                (("in", one.title), ("question", one.question), ("speaker", one.speaker)),
                one.text,
            )
            for one in words_of(person)
        ]
        drafts = [
            Held("answer not yet shared", (("question", question),), text)
            for question, text in draft_answers(person).items()
        ]
        values = [
            Held("answer as a value", (("question", one.question or one.path),), one.words)
            for one in values_of(person)
        ]
        hidden = hidden_list(person)
    except KeyGone:
        return []
    typed = [Held("turn of a transcript that is being typed", (), text) for text in _typed(person)]
    shared = [Held("what was shared about oneself", (), band) for band in _about(person)]
    hides = [Held("who and what to hide", (), hidden)] if hidden else []
    return [*said, *_file_names(person), *drafts, *values, *typed, *shared, *_files(person), *hides]


def _file_names(person: Participant) -> list[Held]:
    """What files were called that hold nobody else's words: another's name may stand in others."""
    alone = sources_alone(person.pk)
    shared = FileName.objects.exclude(source__in=alone).values("file")
    theirs = FileName.objects.filter(source__in=alone).exclude(file__in=shared)
    names = file_names(theirs.values_list("source", flat=True))
    return [
        Held("name of the file that words came in", (("in", source.title),), names[source.pk])
        for source in alone.order_by("on", "kind", "number")
        if source.pk in names
    ]


def _typed(person: Participant) -> list[str]:
    rows = TypedTurn.objects.filter(participant=person).order_by("session", "order")
    return [
        unseal(
            row.sealed, participant=person.pk, key="raw", table=TURN_TABLE, row=row.pk,
            field="sealed",
        )
        for row in rows
    ]  # fmt: skip


def _about(person: Participant) -> list[str]:
    names = dict(Characteristic.objects.filter(study=person.study).values_list("pk", "name"))
    return [f"{names[key]}: {band}" for key, band in about_you(person.pk).items()]


def _files(person: Participant) -> list[Held]:
    rows = AnswerFile.objects.filter(participant=person).defer("sealed")
    return [
        Held(
            "picture, recording or file",
            (("question", row.question),),
            file=file_bytes(row.pk),
            media=row.media,
        )
        for row in rows.order_by("question")
    ]


def _sessions(person: Participant) -> list[Held]:
    there = Present.objects.filter(participant=person).select_related("session")
    said = SessionConsent.objects.filter(participant=person).select_related("session")
    return [
        *(Held("been at a session", (("session", row.session.title),)) for row in there),
        *(
            Held(
                "answer given at a session",
                (
                    ("session", row.session.title),
                    ("about", row.scope.replace("_", " ")),
                    ("answer", row.answer),
                    ("while intoxicated", "yes" if row.intoxicated else "no"),
                    ("on", str(row.on)),
                ),
            )
            for row in said
        ),
    ]


def _recordings(person: Participant) -> list[Held]:
    """Where the sound of talks is, and when it goes: others speak in it, too, so that it is not
    handed out with one person's record."""
    rows = recordings_with(person.pk).select_related("session").order_by("on", "pk")
    return [
        Held(
            "sound recording of a talk or group",
            (
                ("session", row.session.title if row.session else ""),
                ("where it is", "sealed, on the project's own computer; not in this copy and in no "
                 "backup, as others speak in it, too"),
                ("minutes", str(max(1, round(row.seconds / 60))) if row.seconds else "not known"),
                ("brought in on", str(row.on)),
                ("destroyed on, at the latest", str(row.go_on)),
                ("to hear it before", "ask whoever you spoke with"),
            ),
        )
        for row in rows
    ]  # fmt: skip


def _agreed(person: Participant) -> list[Held]:
    rows = Consent.objects.filter(participant=person).select_related("sheet")
    return [
        Held(
            "answer about what may be done",
            (
                ("about", row.scope.replace("_", " ")),
                ("answer", row.answer),
                ("version", str(row.version)),
                ("on", str(row.on)),
                ("how", row.how),
                ("information sheet", f"version {row.sheet.version}" if row.sheet else "not noted"),
                ("to say again by", str(row.reconfirm_by) if row.reconfirm_by else ""),
            ),
        )
        for row in rows.order_by("scope", "version")
    ]


def _sheets(person: Participant) -> list[Held]:
    read = Consent.objects.filter(participant=person, sheet__isnull=False)
    sheets = Sheet.objects.filter(pk__in=read.values("sheet")).order_by("version")
    return [
        Held(
            f"information sheet, version {sheet.version}",
            (("made on", str(sheet.made_on)),),
            "\n\n".join(part for part in (sheet.text, sheet.limits, sheet.facts) if part),
        )
        for sheet in sheets
    ]
