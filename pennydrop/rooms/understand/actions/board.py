"""Writes of the board, on which codes and quotes are clustered into themes."""

import datetime as dt
from uuid import UUID

from django.db import transaction

from pennydrop.core.audit.actions import record
from pennydrop.rooms.understand.actions.themes import BadTheme, keep_change
from pennydrop.rooms.understand.models import Code, Quote, Theme


@transaction.atomic
def cluster_code(
    *, code: UUID, out_of: UUID | None, into: UUID | None, by: str, at: dt.datetime
) -> None:
    """Move a code from one theme (None: from nowhere) into another (None: only out of the first).
    Other themes that hold it keep it. Raises BadTheme for a theme of another study."""
    row = Code.objects.get(pk=code)
    for theme, put in ((_theme(out_of, row.study), False), (_theme(into, row.study), True)):
        if theme is None:
            continue
        deed = f"Put {row.name} under" if put else f"Took {row.name} out of"
        keep_change(theme=theme, said=f"{deed} the theme {theme.title}", by=by, at=at)
        if put:
            theme.codes.add(row)
        else:
            theme.codes.remove(row)
    record(what="understand.theme.clustered", on=f"{code} {into or out_of}", by=by, at=at)


@transaction.atomic
def cluster_quote(*, quote: UUID, into: UUID | None, by: str, at: dt.datetime) -> None:
    """Choose a quote for another theme, or for none. Its words and signatures stay.

    Raises BadTheme for a theme of another study."""
    row = Quote.objects.get(pk=quote)
    Quote.objects.filter(pk=quote).update(theme=_theme(into, row.study))
    record(what="understand.quote.clustered", on=str(quote), by=by, at=at)


def _theme(theme: UUID | None, study: UUID) -> Theme | None:
    if theme is None:
        return None
    found = Theme.objects.filter(pk=theme, study=study).first()
    if found is None:
        raise BadTheme("This theme belongs to another study, or is gone.")
    return found
