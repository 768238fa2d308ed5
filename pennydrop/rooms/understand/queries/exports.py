"""Quotes as a table."""

import csv
import io
from collections.abc import Collection
from uuid import UUID

from pennydrop.rooms.understand.models import Coding
from pennydrop.rooms.understand.queries.blind import codings_seen
from pennydrop.rooms.understand.queries.codes import codebook
from pennydrop.rooms.understand.queries.codings import passages
from pennydrop.rooms.understand.queries.people import Names
from pennydrop.rooms.understand.queries.themes import theme_titles
from pennydrop.rooms.understand.rules.exporting import HEAD, safe_cell

BOM = "\ufeff"  # without it Excel reads UTF-8 as something else


class _SafeNames(Names):
    """Names as cells."""

    def __missing__(self, by: str) -> str:
        self[by] = cell = safe_cell(super().__missing__(by))
        return cell


def quotes_csv(study: UUID, codes: Collection[UUID] | None = None, *, reader: str) -> str:
    """Every coded passage of the study (or with these codes), as CSV; codes of no theme too.

    Passages of people who no longer agree to be read are left out, and codings that `reader` (as
    in records) may not see yet.
    """
    rows = codings_seen(Coding.objects.filter(text__study=study), study, reader)
    if codes is not None:
        rows = rows.filter(code__in=codes)
    ordered = rows.order_by("text__order", "text_id", "start", "end", "pk")
    titles = theme_titles(study)
    # By number: ten thousand rows compare their code, and a UUID compares slowly.
    codes_shown = {
        code.id.int: (safe_cell(code.path), safe_cell("; ".join(titles.get(code.id, ()))))
        for code in codebook(study, count=False)
    }
    names, out = _SafeNames(), io.StringIO()
    out.write(BOM)
    table = csv.writer(out, lineterminator="\r\n")
    table.writerow(HEAD)
    table.writerows(
        (
            *codes_shown[one.code.int],
            safe_cell(one.words.strip()),
            one.title,
            one.kind.replace("_", " "),
            one.speaker,
            one.fidelity.replace("_", " "),
            names[one.by],
            one.on,
        )
        for one in passages(study, ordered)
        if one.words is not None
    )
    return out.getvalue()
