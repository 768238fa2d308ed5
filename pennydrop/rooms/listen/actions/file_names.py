"""The name of a file is kept with the original words that came in it, and goes with them."""

import uuid
from collections.abc import Collection, Iterable
from uuid import UUID

from pennydrop.core.vault.sealing import seal
from pennydrop.rooms.listen.models import FileName, Segment, Source
from pennydrop.rooms.listen.queries.file_names import TABLE, files_of, names_that_go_with
from pennydrop.rooms.listen.rules.file_names import tidy_name


def keep_file_name(*, name: str, sources: Iterable[Source]) -> None:
    """Keep what one file was called with each source that came in it, sealed under the raw key of
    whoever speaks first in it. Part of the transaction that keeps the sources."""
    tidied = tidy_name(name)
    if not tidied:
        return
    file = uuid.uuid4()
    rows = [FileName(source=source, file=file) for source in sources]
    owners = _owners([row.source_id for row in rows])
    for row in rows:
        row.participant_id = owners[row.source_id]
        row.sealed = seal(
            tidied, participant=row.participant_id, key="raw", table=TABLE, row=row.source_id,
            field="sealed",
        )  # fmt: skip
    FileName.objects.bulk_create(rows, batch_size=500)


def forget_file_names(people: Collection[UUID]) -> int:
    """Drop the name of every file with words of these people. Returns of how many files."""
    names = names_that_go_with(people)
    files = files_of(names)
    names.delete()
    return files


def _owners(sources: Collection[UUID]) -> dict[UUID, UUID]:
    """Source -> whoever of those who take part speaks first in it."""
    turns = Segment.objects.filter(source__in=sources).order_by("participant__staff", "order")
    owners: dict[UUID, UUID] = {}
    for source, person in turns.values_list("source", "participant"):
        owners.setdefault(source, person)
    return owners
