"""A list of services that its publisher cut into several pages: files packed into one (.zip)."""

import io
import zipfile
from collections.abc import Iterable

from pennydrop.rooms.inform.rules.open_referral.shapes import LARGEST, NotReadable

MOST_FILES = 200
MOST_UNPACKED = 40 * 1024 * 1024


def is_packed(data: bytes) -> bool:
    return data.startswith(b"PK\x03\x04")


def packed(files: Iterable[tuple[str, bytes]]) -> bytes:
    """Files as one, in the order of their names. Raises NotReadable where there are too many."""
    named = sorted(files)
    if len(named) > MOST_FILES:
        raise NotReadable(f"At most {MOST_FILES} files fit.")
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as whole:
        for number, (name, body) in enumerate(named, start=1):
            whole.writestr(f"{number:03} {name[:80]}", body)
    return out.getvalue()


def unpacked(data: bytes) -> list[tuple[str, bytes]]:
    """Each .json file with its name. What a file claims of its size is not believed. Raises
    NotReadable."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as whole:
            return _read(whole)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as why:
        raise NotReadable("The packed file is damaged or locked.") from why


def _read(whole: zipfile.ZipFile) -> list[tuple[str, bytes]]:
    inside = [one for one in whole.infolist() if one.filename.lower().endswith(".json")]
    inside = [one for one in inside if not one.filename.startswith("__MACOSX/")]
    if not inside:
        raise NotReadable("There is no .json file in it.")
    if len(inside) > MOST_FILES:
        raise NotReadable(f"It holds {len(inside)} files; at most {MOST_FILES} fit.")
    found, room = [], MOST_UNPACKED
    for one in sorted(inside, key=lambda entry: entry.filename):
        with whole.open(one) as part:
            body = part.read(min(room, LARGEST) + 1)
        room -= len(body)
        if room < 0 or len(body) > LARGEST:
            most = LARGEST // 1024 // 1024, MOST_UNPACKED // 1024 // 1024
            raise NotReadable(f"A page has at most {most[0]} MB, and all of them {most[1]} MB.")
        found.append((one.filename, body))
    return found
