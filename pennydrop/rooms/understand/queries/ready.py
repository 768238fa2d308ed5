"""What is searched and counted in, made before somebody asks for it."""

from uuid import UUID

from pennydrop.core.vault.scratch import study_folder
from pennydrop.rooms.understand.models import Text
from pennydrop.rooms.understand.queries.fresh import opened
from pennydrop.rooms.understand.queries.indexing import RUNS, WORDS
from pennydrop.rooms.understand.queries.making import keeping
from pennydrop.rooms.understand.queries.positions import POSITIONS

KINDS = (POSITIONS, WORDS, RUNS)


def studies_to_keep() -> set[UUID]:
    """Studies that have words to search."""
    return set(Text.objects.values_list("study", flat=True).distinct().order_by())


def is_missing(study: UUID) -> bool:
    """Whether a file of the study is not there: it was never made, or went with words that did."""
    place = study_folder(study)
    return any(not (place / kind.name).exists() for kind in KINDS)


def make_ready(study: UUID) -> None:
    """Make what is missing of the study, and carry in what changed."""
    with keeping():
        for kind in KINDS:
            with opened(study, kind):
                pass
