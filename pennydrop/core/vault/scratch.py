"""The scratch place: search indexes, rendered pages and PDFs, upload pieces.

Nothing here is ever backed up; all of it can be deleted at any time and is rebuilt.
"""

import shutil
from pathlib import Path
from uuid import UUID

from django.conf import settings


def folder(*parts: str) -> Path:
    """A folder in scratch, made when missing, readable by this account only."""
    path = Path(settings.PLACES.scratch, *parts)
    path.mkdir(parents=True, exist_ok=True, mode=0o700)
    return path


def study_folder(study: UUID) -> Path:
    """Where everything derived from one study's words lies: its index and its rendered files."""
    return folder("studies", study.hex)


def drop_study(study: UUID) -> None:
    """Remove everything derived from a study's words. It is rebuilt without what has gone."""
    shutil.rmtree(folder("studies") / study.hex, ignore_errors=True)
