"""Files on their way in, read from the scratch place."""

import json
from pathlib import Path
from uuid import UUID

from pennydrop.core.vault.scratch import folder
from pennydrop.rooms.listen.queries.reading import columns_of
from pennydrop.rooms.listen.rules.transcripts.table import Glance
from pennydrop.rooms.listen.rules.uploads import Batch, File

PLACE = "uploads"


def place_of(batch: UUID) -> Path:
    """Where a batch lies; the folder may be missing."""
    return folder(PLACE) / batch.hex


def piece_of(batch: UUID, number: int) -> Path:
    """Where the bytes of one file lie until it is brought in."""
    return place_of(batch) / f"{number}.data"


def batch(wanted: UUID) -> Batch | None:
    """A batch as it stands now, or None when it was thrown away or scratch was emptied."""
    place = place_of(wanted)
    try:
        head = json.loads((place / "batch.json").read_text("utf-8"))
        files = [
            File.from_json(json.loads((place / f"{number}.json").read_text("utf-8")))
            for number in range(head["files"])
        ]
    except FileNotFoundError:
        return None
    return Batch(wanted, UUID(head["study"]), head["by"], head["same_names"], tuple(files))


def batches_of(study: UUID) -> list[Batch]:
    """Batches of a study that still lie in scratch."""
    names = [path.name for path in folder(PLACE).iterdir() if path.is_dir()]
    found = [batch(UUID(name)) for name in sorted(names)]
    return [one for one in found if one and one.study == study]


def glance_at(batch: UUID, file: File) -> Glance:
    """The headings and first rows of a table, for the page on which columns are chosen."""
    return columns_of(file.name, piece_of(batch, file.number).read_bytes())
