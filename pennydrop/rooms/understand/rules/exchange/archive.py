"""The zip round a project: opened without unpacking to disk, within limits, tricks refused."""

import io
import re
import stat
import zipfile
from collections.abc import Iterator
from functools import cached_property
from pathlib import PurePosixPath
from urllib.parse import unquote

from pennydrop.rooms.understand.rules.exchange.project import Refused

MOST_BYTES = 64 * 1024 * 1024
"""The largest single text or project description that is read, in bytes."""

MOST_IN_ALL = 512 * 1024 * 1024
"""The most that is read out of one file, in bytes. Recordings and pictures are not read."""

MOST_ENTRIES = 50_000
_STEEP = 200  # deflate packs ordinary words about four times, never two hundred times
_STEEP_FROM = 1024 * 1024
_DRIVE = re.compile(r"[A-Za-z]:")


class Packed:
    """An opened zip. Nothing in it is ever written anywhere."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError) as fault:
            raise Refused("This zip file is damaged.") from fault
        entries = [one for one in self._zip.infolist() if not one.is_dir()]
        if len(entries) > MOST_ENTRIES:
            raise Refused("There are more files in this zip than any project would have.")
        self._names: dict[str, zipfile.ZipInfo] = {}
        for one in entries:
            _check(one)
            if one.filename in self._names:
                raise Refused("Two files in this zip have the same name.")
            self._names[one.filename] = one
        self._read = 0

    def ending(self, *endings: str) -> list[str]:
        """Names with these endings, nearest the root alone; what a Mac adds is passed over."""
        found = [
            name for name in self._names
            if name.lower().endswith(endings) and not _is_litter(name)
        ]  # fmt: skip
        least = min((name.count("/") for name in found), default=0)
        return [name for name in found if name.count("/") == least]

    def read(self, name: str) -> bytes:
        entry = self._names[name]
        try:
            with self._zip.open(entry) as opened:
                data = opened.read(MOST_BYTES + 1)
        except (zipfile.BadZipFile, OSError, RuntimeError, EOFError, NotImplementedError) as fault:
            raise Refused("A file in this zip is damaged or locked with a password.") from fault
        except Exception as fault:  # zlib.error and its kin have no common name
            raise Refused("A file in this zip is damaged.") from fault
        self._read += len(data)
        if len(data) > MOST_BYTES or self._read > MOST_IN_ALL:
            raise Refused("This file unpacks to more than any project would.")
        return data

    def find(self, reference: str) -> str:
        """The entry that a path in the project means; "" where it is not in the zip.

        Tools write internal://name, sources/name, name alone, or a place on somebody's disk.
        """
        wanted = (key for name in _names(reference) for key in (name, name.casefold()) if key)
        return next((self._known[key] for key in wanted if key in self._known), "")

    @cached_property
    def _known(self) -> dict[str, str]:
        known: dict[str, str] = {}
        for full in self._names:
            last = PurePosixPath(full).name
            for key in (full, full.casefold(), last, last.casefold()):
                if not _is_litter(full):
                    known.setdefault(key, full)
        return known


def _check(entry: zipfile.ZipInfo) -> None:
    name = entry.filename
    parts = name.replace("\\", "/").split("/")
    if name.startswith(("/", "\\")) or ".." in parts or _DRIVE.match(name) or "\x00" in name:
        raise Refused("A file in this zip has a path that leads out of it.")
    if stat.S_ISLNK(entry.external_attr >> 16):
        raise Refused("This zip holds a link to another place.")
    if entry.file_size > _STEEP_FROM and entry.file_size > _STEEP * max(entry.compress_size, 1):
        raise Refused("This zip unpacks to far more than words would.")


def _is_litter(name: str) -> bool:
    return name.startswith("__MACOSX/") or PurePosixPath(name).name.startswith("._")


def _names(reference: str) -> Iterator[str]:
    """What an entry could be called for this reference, surest first."""
    bare = re.sub(r"^[A-Za-z]+:/*", "", reference.strip()).replace("\\", "/")
    if reference.lower().startswith("internal:") and ".." in bare.split("/"):
        raise Refused("A source in this project has a path that leads out of the file.")
    for one in dict.fromkeys((bare, unquote(bare))):
        last = PurePosixPath(one).name
        yield from (f"sources/{one}", one, last)
