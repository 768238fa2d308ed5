"""Quotes as a file. It leaves the house with people's words in it, so that is noted."""

from collections.abc import Iterable
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from pennydrop.core.documents.csv_writing import as_csv
from pennydrop.core.documents.sheets_writing import write_sheets
from pennydrop.core.documents.word_quotes import write_quotes
from pennydrop.core.documents.word_writing import WORD_TYPE
from pennydrop.core.people.queries import actor
from pennydrop.core.people.rules import May
from pennydrop.rooms.understand.actions.codings import note_export
from pennydrop.rooms.understand.models import Code, Theme
from pennydrop.rooms.understand.queries.exports import Row, quotes_table
from pennydrop.rooms.understand.views import signed_in, study_for

_KINDS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": WORD_TYPE,
}
_NOTE = (
    "For the team only. One person took names and places out of these words; nobody has signed "
    "them for leaving the study. Destroy this file when somebody takes their words back: the "
    "receipt names it."
)


@require_POST
def export(request: HttpRequest, study: UUID) -> HttpResponse:
    """All quotes of the study, of a `code`, or of a `theme`; `as`: csv (or nothing), xlsx, docx."""
    card = study_for(request, study, May.CODE)
    codes, what = _wanted(study, request.POST.get("code", ""), request.POST.get("theme", ""))
    form = request.POST.get("as") or "csv"
    if form not in _KINDS:
        raise Http404
    me = actor(signed_in(request))
    note_export(study=study, what=f"{what} ({form.upper()})", by=me, at=timezone.now())
    head, rows = quotes_table(study, codes, reader=me)
    response = HttpResponse(_written(form, f"{card.title}: {what}", head, rows), _KINDS[form])
    response["Content-Disposition"] = f'attachment; filename="quotes.{form}"'
    return response


def _written(form: str, title: str, head: Row, rows: Iterable[Row]) -> str | bytes:
    if form == "csv":
        return as_csv(head, rows)
    if form == "xlsx":
        return write_sheets({"Quotes": [head, *rows]})
    return write_quotes(title, _NOTE, (_as_words(head, row) for row in sorted(rows)))


def _as_words(head: Row, row: Row) -> tuple[str, str, list[str]]:
    """A row as a passage: its code, its words, and everything else by name."""
    said = dict(zip(head, row, strict=True))
    code, words = said.pop("code"), said.pop("words")
    memo = said.pop("memo")
    line = " · ".join(f"{name}: {value}" for name, value in said.items() if value)
    return code, words, [line, *([f"Memo: {memo}"] if memo else [])]


def _wanted(study: UUID, code: str, theme: str) -> tuple[list[UUID] | None, str]:
    try:
        if code:
            row = Code.objects.get(pk=UUID(code), study=study)
            return [row.pk], f"Quotes of the code “{row.name}”"
        if theme:
            found = Theme.objects.get(pk=UUID(theme), study=study)
            codes = list(found.codes.values_list("pk", flat=True))
            return codes, f"Quotes of the theme “{found.title}”"
    except (ValueError, Code.DoesNotExist, Theme.DoesNotExist) as reason:
        raise Http404 from reason
    return None, "All quotes"
