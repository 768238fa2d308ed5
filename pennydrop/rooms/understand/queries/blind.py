"""Who may see whose codings in a text. While a study codes blind, one's own until one is done."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import Q, QuerySet

from pennydrop.core.prepared import Prepared
from pennydrop.rooms.understand.models import Blind, Coding, Finished, Memo, Text

EVERYBODY = ""
# A press of a key in the workspace asks this.
_BLIND = Prepared(
    lambda text: Blind.objects.filter(
        study__in=Text.objects.filter(pk=text).values("study")
    ).values_list("study"),
    UUID,
)
_DONE = Prepared(
    lambda text, coder, everybody: (
        Finished.objects.filter(text=text)
        .filter(Q(coder=coder) | Q(coder=everybody))
        .values_list("id")
    ),
    UUID,
    str,
    str,
)


# And each page of passages this.
_CODES_BLIND = Prepared(lambda study: Blind.objects.filter(study=study).values_list("study"), UUID)


def codes_blind(study: UUID) -> bool:
    return bool(_CODES_BLIND(study))


def only_own(text: UUID, who: str) -> bool:
    """Whether `who` may see nobody's codings of this text but their own."""
    return bool(_BLIND(text)) and not _DONE(text, who, EVERYBODY)


def closed_to(study: UUID, who: str, among: Collection[UUID] | None = None) -> set[UUID]:
    """The texts (of all, or of some) in which `who` does not see other people's codings yet."""
    if not codes_blind(study):
        return set()
    done = Finished.objects.filter(text__study=study, coder__in=(who, EVERYBODY)).values("text")
    texts = Text.objects.filter(study=study).exclude(pk__in=done)
    if among is not None:
        texts = texts.filter(pk__in=among)
    return set(texts.values_list("pk", flat=True))


def codings_seen(rows: QuerySet[Coding], study: UUID, who: str) -> QuerySet[Coding]:
    """Those of these codings that `who` may see."""
    closed = closed_to(study, who)
    return rows.exclude(~Q(by=who), text__in=closed) if closed else rows


def hidden_from(study: UUID, who: str, among: Collection[UUID] | None = None) -> set[int]:
    """The codings (in all texts, or in some) that `who` may not see yet."""
    closed = closed_to(study, who, among)
    rows = (
        Coding.objects.filter(text__in=closed).exclude(by=who) if closed else Coding.objects.none()
    )
    return set(rows.values_list("pk", flat=True))


def memos_seen(rows: QuerySet[Memo], study: UUID, who: str) -> QuerySet[Memo]:
    """Those of these memos that `who` may see: a memo on words tells how they were read."""
    closed = closed_to(study, who)
    return rows.exclude(~Q(by=who), text__in=closed) if closed else rows
