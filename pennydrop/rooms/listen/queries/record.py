"""Everything this room holds of one person, in full, for the person themself."""

from uuid import UUID

from pennydrop.core.erasure.registry import Held
from pennydrop.core.vault.sealing import KeyGone
from pennydrop.rooms.listen.models import Consent, Participant, Sheet
from pennydrop.rooms.listen.queries.answers import draft_answers, hidden_list, words_of
from pennydrop.rooms.listen.queries.values import values_of


def record_of(participant: UUID) -> list[Held]:
    """Who they are here, what they said, what to hide, every answer about what we may do, and
    the information sheets they had read."""
    person = Participant.objects.select_related("study").get(pk=participant)
    return [
        _who(person),
        *_words(person),
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
    hides = [Held("who and what to hide", (), hidden)] if hidden else []
    return [*said, *drafts, *values, *hides]


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
