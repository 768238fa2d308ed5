"""Project files on their way in, read from the scratch place."""

import json
from pathlib import Path
from uuid import UUID

from pennydrop.core.vault.scratch import folder
from pennydrop.rooms.understand.rules.exchange.held import Held

PLACE = "projects"


def place_of(number: UUID) -> Path:
    """Where a file lies; the folder may be missing."""
    return folder(PLACE) / number.hex


def held(number: UUID) -> Held | None:
    """A file as it stands now, or None when it was thrown away or scratch was emptied."""
    try:
        text = (place_of(number) / "held.json").read_text("utf-8")
    except FileNotFoundError:
        return None
    return Held.from_json(json.loads(text))


def held_in(study: UUID) -> list[Held]:
    """Files of a study that still lie in scratch."""
    names = sorted(path.name for path in folder(PLACE).iterdir() if path.is_dir())
    found = [held(UUID(name)) for name in names]
    return [one for one in found if one and one.study == study]
