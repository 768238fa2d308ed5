"""Everything this room holds of one person, in full, for the person themself."""

from uuid import UUID

from pennydrop.core.erasure.registry import Held
from pennydrop.core.vault.sealing import KeyGone, unseal
from pennydrop.rooms.understand.models import (
    CaseValue,
    Coding,
    MemberAnswer,
    Memo,
    Pending,
    Piece,
    Segment,
    SentBack,
    Summary,
)
from pennydrop.rooms.understand.queries.decided import decisions_of
from pennydrop.rooms.understand.queries.quotes import quote_words
from pennydrop.rooms.understand.rules.positions import SPAN, position

TABLES = {
    CaseValue: "understand_casevalue",
    Segment: "understand_segment",
    Memo: "understand_memo",
    Pending: "understand_pending",
    SentBack: "understand_sentback",
    Summary: "understand_summary",
    MemberAnswer: "understand_memberanswer",
}


def record_of(participant: UUID) -> list[Held]:
    """Their words with names taken out and the codes on them, what was decided about names, notes
    about their words, quotes chosen from them, and what was noted about them."""
    return [
        *_passages(participant),
        *_decisions(participant),
        *_notes(participant),
        *_quotes(participant),
        *_summaries(participant),
        *_answers(participant),
        *_known(participant),
    ]


def _passages(participant: UUID) -> list[Held]:
    rows = Segment.objects.filter(participant=participant).select_related("text")
    return [
        Held(
            what="passage with names taken out",
            facts=(("in", row.text.title), ("codes", _codes(row))),
            words=_open(row, participant),
        )
        for row in rows.order_by("text", "order")
    ]


def _codes(row: Segment) -> str:
    first = position(row.order, 0)
    on = Coding.objects.filter(text=row.text_id, start__lt=first + SPAN, end__gt=first)
    return ", ".join(sorted(set(on.values_list("code__name", flat=True))))


def _decisions(participant: UUID) -> list[Held]:
    return [
        Held(
            what="name or place decided",
            facts=(("decision", one.ruling.decision), ("shown as", one.ruling.surrogate)),
            words=one.ruling.form,
        )
        for one in decisions_of([participant])[participant]
    ]


def _notes(participant: UUID) -> list[Held]:
    memos = Memo.objects.filter(participant=participant, sealed__isnull=False).order_by("at")
    notes = [
        Held("note by the team", (("on", f"{memo.at:%Y-%m-%d}"),), _open(memo, participant))
        for memo in memos
    ]
    backs = SentBack.objects.filter(participant=participant).order_by("at")
    waiting = Pending.objects.filter(participant=participant, sealed__isnull=False).order_by("at")
    notes += [
        Held("note by the team", (("on", f"{p.at:%Y-%m-%d}"),), _open(p, participant))
        for p in waiting
    ]
    return notes + [
        Held("why a quote was sent back", (("on", f"{b.at:%Y-%m-%d}"),), _open(b, participant))
        for b in backs
    ]


def _quotes(participant: UUID) -> list[Held]:
    pieces = Piece.objects.filter(participant=participant).select_related("quote__theme")
    quotes = {piece.quote.pk: piece.quote for piece in pieces}
    return [
        Held(
            what="quote chosen",
            facts=(
                ("described as", quote.attribution),
                ("theme", quote.theme.title if quote.theme else ""),
            ),
            words=quote_words(quote),
        )
        for quote in quotes.values()
    ]


def _summaries(participant: UUID) -> list[Held]:
    rows = Summary.objects.filter(participant=participant).select_related("theme").order_by("at")
    return [
        Held("summary by the team", (("theme", row.theme.title),), _open(row, participant))
        for row in rows
    ]


def _answers(participant: UUID) -> list[Held]:
    rows = MemberAnswer.objects.filter(participant=participant).select_related("check_sent")
    return [
        Held(
            "answer on whether we got it right",
            (
                ("we asked", row.check_sent.words),
                ("answer", row.get_answer_display()),
                ("on", f"{row.on:%Y-%m-%d}"),
            ),
            _open(row, participant),
        )
        for row in rows.order_by("on", "pk")
    ]


def _known(participant: UUID) -> list[Held]:
    rows = CaseValue.objects.filter(participant=participant).select_related("attribute")
    return [
        Held("noted about you", (("what", row.attribute.name),), _open(row, participant))
        for row in rows.order_by("attribute__order")
    ]


def _open(
    row: Segment | Memo | Pending | SentBack | Summary | MemberAnswer | CaseValue, participant: UUID
) -> str:
    try:
        return unseal(
            row.sealed or b"", participant=participant, key="words", table=TABLES[type(row)],
            row=row.pk, field="sealed",
        )  # fmt: skip
    except KeyGone:
        return ""
