"""Everything we hold of one person as a file: for staff on their wish, and for the person."""

import io
import json
import mimetypes
import zipfile
from typing import Any

from django.http import HttpResponse
from django.template.loader import render_to_string

from pennydrop.core.erasure.registry import Held
from pennydrop.rooms.listen.models import Participant
from pennydrop.rooms.listen.queries.ledger import whole_record

Rooms = dict[str, list[Held]]


def zipped_record(who: Participant) -> bytes:
    """The record as JSON and as a page that any browser shows, with files as they were given."""
    record = whole_record(who.pk)
    names = _names(record)
    rooms = {room: [_plain(held, names) for held in items] for room, items in record.items()}
    facts = {"format": "pennydrop-record-1", "known as": who.name, "rooms": rooms}
    shown = {room: [(h, names.get(id(h), "")) for h in items] for room, items in record.items()}
    parts: list[tuple[str, str | bytes]] = [
        ("record.json", json.dumps(facts, ensure_ascii=False, indent=1)),
        ("record.html", render_to_string("listen/record.html", {"name": who.name, "rooms": shown})),
        *((names[id(h)], h.file) for items in record.values() for h in items if h.file),
    ]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts:
            # No day of its own: the file tells nobody when it was made.
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _names(record: Rooms) -> dict[int, str]:
    """A plain name in the zip for each file, by what holds it."""
    files = [held for items in record.values() for held in items if held.file]
    return {
        id(held): f"files/{number}{mimetypes.guess_extension(held.media) or ''}"
        for number, held in enumerate(files, start=1)
    }


def record_response(content: bytes) -> HttpResponse:
    """A download under a name that gives nothing away, kept by no cache."""
    response = HttpResponse(content, content_type="application/zip")
    response["Content-Disposition"] = 'attachment; filename="record.zip"'
    response["Cache-Control"] = "no-store"
    return response


def _plain(held: Held, names: dict[int, str]) -> dict[str, Any]:
    file = {"file": names[id(held)]} if held.file else {}
    return {"what": held.what, **dict(held.facts), "words": held.words, **file}
