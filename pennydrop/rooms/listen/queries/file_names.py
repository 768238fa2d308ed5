"""What the files were called that sources came in. For those alone who may see originals: a name
of a file is often the name of a person."""

from collections.abc import Collection, Iterable
from uuid import UUID

from django.db.models import QuerySet

from pennydrop.core.vault.sealing import KeyGone, unseal, warm
from pennydrop.rooms.listen.models import FileName, Segment

TABLE = "listen_filename"


def file_names(sources: Iterable[UUID]) -> dict[UUID, str]:
    """Source -> name of its file, where there was one and its originals are still kept."""
    rows = list(FileName.objects.filter(source__in=list(sources)))
    warm({row.participant_id for row in rows}, "raw")
    names = {}
    for row in rows:
        try:
            names[row.source_id] = unseal(
                row.sealed, participant=row.participant_id, key="raw", table=TABLE,
                row=row.source_id, field="sealed",
            )  # fmt: skip
        except KeyGone:
            continue
    return names


def files_of(names: QuerySet[FileName]) -> int:
    """How many files these are the names of."""
    return names.values("file").distinct().count()


def names_that_go_with(people: Collection[UUID]) -> QuerySet[FileName]:
    """Names of all files with words of these people in them: the name of one file may name
    everybody in it, so that it does not outlast the first of them, in any of its sources."""
    theirs = Segment.objects.filter(participant__in=people).values("source")
    return FileName.objects.filter(
        file__in=FileName.objects.filter(source__in=theirs).values("file")
    )
