"""What the tests of bringing in through pages share: files, and looks into scratch and tables."""

import io
import zipfile

import docx

from pennydrop.core.vault.models import ParticipantKey
from pennydrop.core.vault.scratch import folder
from pennydrop.rooms.listen.models import Participant, Segment, Source

TALK = b"Interviewer: How did it start?\n\nKaren: At a party.\n\nInterviewer: And?\n\nKaren: Bad.\n"
TABLE = b"talk,who,words\n1,client,I went there\n1,therapist,And then\n2,client,Nobody listened\n"


def word(*paragraphs):
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


def zipped():
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        archive.writestr("a.txt", "hello")
    return kept.getvalue()


def pieces():
    """Everything that lies in scratch, as text."""
    return [path for path in folder("uploads").rglob("*") if path.is_file()]


def nothing_in_the_database():
    tables = (Source, Segment, Participant, ParticipantKey)
    return not any(table.objects.exists() for table in tables)
