"""Writes of the board, on which codes and quotes are clustered into themes."""

import datetime as dt
from uuid import UUID

from django.db import transaction

from pennydrop.core.audit.actions import record
from pennydrop.rooms.understand.actions.keeping import keep_undo
from pennydrop.rooms.understand.actions.themes import BadTheme, keep_change
from pennydrop.rooms.understand.models import Code, Quote, Theme, Undo


@transaction.atomic
def cluster_code(
    *, code: UUID, out_of: UUID | None, into: UUID | None, by: str, at: dt.datetime
) -> None:
    """Move a code from one theme (None: from nowhere) into another (None: only out of the first).
    Other themes that hold it keep it. Raises BadTheme for a theme of another study."""
    row = Code.objects.get(pk=code)
    first: Undo | None = None
    for theme, put in ((_theme(out_of, row.study), False), (_theme(into, row.study), True)):
        if theme is None:
            continue
        said = _said(row, theme, put, out_of is not None and into is not None)
        kept = keep_change(theme=theme, said=said, along=first, by=by, at=at)
        first = first or kept
        if put:
            theme.codes.add(row)
        else:
            theme.codes.remove(row)
    record(what="understand.theme.clustered", on=f"{code} {into or out_of}", by=by, at=at)


@transaction.atomic
def cluster_quote(*, quote: UUID, into: UUID | None, by: str, at: dt.datetime) -> None:
    """Choose a quote for another theme, or for none. Its words and signatures stay.

    Raises BadTheme for a theme of another study."""
    row = Quote.objects.select_related("text").get(pk=quote)
    found = _theme(into, row.study)
    keep_undo(
        study=row.study, kind="quote.moved", on=quote,
        said=f"Moved a quote from {row.text.title} on the board", facts={"before": row.theme_id},
        by=by, at=at,
    )  # fmt: skip
    Quote.objects.filter(pk=quote).update(theme=found)
    record(what="understand.quote.clustered", on=str(quote), by=by, at=at)


def _said(code: Code, theme: Theme, put: bool, both: bool) -> str:
    """The one line for a move out of one theme into another stands with the first."""
    if both and not put:
        return f"Moved {code.name} out of the theme {theme.title} into another"
    deed = f"Put {code.name} under" if put else f"Took {code.name} out of"
    return f"{deed} the theme {theme.title}"


def _theme(theme: UUID | None, study: UUID) -> Theme | None:
    if theme is None:
        return None
    found = Theme.objects.filter(pk=theme, study=study).first()
    if found is None:
        raise BadTheme("This theme belongs to another study, or is gone.")
    return found
