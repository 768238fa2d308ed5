"""What is unsafe about this installation, in plain words, each with what to do."""

import datetime as dt
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from django.conf import settings
from django.db import connections

from pennydrop.core.audit.models import Event
from pennydrop.core.audit.queries import broken_seals
from pennydrop.core.people.models import Organisation, User
from pennydrop.core.vault import keys
from pennydrop.rooms.listen.models import Participant
from pennydrop.rooms.listen.queries.recordings import recordings_here
from pennydrop.web.demo.state import is_loaded
from pennydrop.web.readiness import DATABASES, WrongKeys, check_keys_belong, pending_migrations
from pennydrop.web.safekeeping.backup import left_out


class Grade(Enum):
    FINE = "fine"
    CARE = "care"
    UNSAFE = "unsafe"


@dataclass(frozen=True)
class Finding:
    grade: Grade
    what: str
    remedy: str = ""


SYNCHRONISED = {
    "onedrive": "OneDrive",
    "dropbox": "Dropbox",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "my drive": "Google Drive",
    "icloud": "iCloud",
    "mobile documents": "iCloud",
    "nextcloud": "Nextcloud",
    "owncloud": "ownCloud",
    "sharepoint": "SharePoint",
    "box sync": "Box",
    "pcloud": "pCloud",
    "syncthing": "Syncthing",
}
NETWORK = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "afpfs", "9p", "webdav"}
MEMORY = {"tmpfs", "ramfs"}
LOCAL = {"127.0.0.1", "localhost", "[::1]", "::1", "testserver"}


def examine(*, at: dt.datetime) -> list[Finding]:
    """Every check, the unsafe ones first."""
    checks = [_settings, _places, _root_key, _key_copy, _disk]
    if any(pending_migrations(alias) for alias in DATABASES):
        checks.append(_waiting)  # without its tables nothing else can be looked at
    else:
        checks += [_demo, _people, _keys_belong, _withdrawals, _record, _backups]
    found = [finding for check in checks for finding in check(at)]
    order = [Grade.UNSAFE, Grade.CARE, Grade.FINE]
    return sorted(found, key=lambda finding: order.index(finding.grade))


def _settings(at: dt.datetime) -> Iterator[Finding]:
    away = [host for host in settings.ALLOWED_HOSTS if host not in LOCAL]
    if settings.DEBUG:
        yield Finding(
            Grade.UNSAFE, "Debug pages are on: they show people's words.", "Turn DEBUG off."
        )
    if "*" in settings.ALLOWED_HOSTS:
        yield Finding(
            Grade.UNSAFE, "Any host name is accepted.", "Set PENNYDROP_HOSTS to your own name."
        )
    if away and not settings.HTTPS:
        yield Finding(
            Grade.UNSAFE,
            f"Reachable as {', '.join(away)} without HTTPS.",
            "Put it behind HTTPS and set PENNYDROP_HTTPS=1 (docs/how-to/host-it.md).",
        )
    else:
        where = "only from this machine" if not away else "over HTTPS"
        yield Finding(Grade.FINE, f"Reachable {where}.")


def _demo(at: dt.datetime) -> Iterator[Finding]:
    away = [host for host in settings.ALLOWED_HOSTS if host not in LOCAL]
    if away and is_loaded():
        yield Finding(
            Grade.UNSAFE,
            "The demonstration study and its sign-ins are on a server that others reach.",
            "Serve real studies from a data folder of their own: PENNYDROP_HOME, `up --no-demo`.",
        )
    kind = connections["default"].vendor
    yield Finding(Grade.FINE, f"Both databases are up to date (data: {kind}).")


def _people(at: dt.datetime) -> Iterator[Finding]:
    open_places = Organisation.objects.filter(require_second_factor=False, invented=False)
    for place in open_places:
        yield Finding(
            Grade.UNSAFE,
            f"{place.name} lets people sign in with a password alone.",
            "Turn on the second factor under People.",
        )
    if not open_places.exists():
        yield Finding(Grade.FINE, "Every real organisation asks for a second factor.")
    unset = User.objects.filter(is_superuser=True).count()
    if unset:
        yield Finding(
            Grade.CARE, f"{unset} account(s) have Django's superuser mark.", "Take it off."
        )


def _places(at: dt.datetime) -> Iterator[Finding]:
    places = {
        "data": settings.PLACES.home,
        "key store": settings.PLACES.keys,
        "scratch": settings.PLACES.scratch,
    }
    for name, path in places.items():
        yield from _place(name, path)
    if _filesystem(places["scratch"]) in MEMORY:
        yield Finding(Grade.FINE, "Scratch is on a memory disk.")
    else:
        yield Finding(
            Grade.CARE,
            "Scratch (search index, rendered pages) is on an ordinary disk.",
            "Set PENNYDROP_SCRATCH to a memory disk, such as /dev/shm/pennydrop.",
        )


def _place(name: str, path: Path) -> Iterator[Finding]:
    lowered = str(path).lower()
    for sign, service in SYNCHRONISED.items():
        if sign in lowered:
            yield Finding(
                Grade.UNSAFE,
                f"The {name} lies in a folder that {service} copies away: {path}",
                "Move it to a folder that nothing synchronises.",
            )
    kind = _filesystem(path)
    if kind in NETWORK:
        yield Finding(
            Grade.UNSAFE,
            f"The {name} lies on a network drive ({kind}): {path}",
            "Move it to a disk of this machine.",
        )
    if os.name == "posix" and stat.S_IMODE(path.stat().st_mode) & 0o077:
        yield Finding(
            Grade.UNSAFE,
            f"Other accounts of this machine can look into the {name}: {path}",
            f"chmod 700 {path}",
        )
    else:
        yield Finding(Grade.FINE, f"The {name} is closed to other accounts: {path}")


def _root_key(at: dt.datetime) -> Iterator[Finding]:
    path = settings.PLACES.keys / "root.key"
    if os.name == "posix" and stat.S_IMODE(path.stat().st_mode) & 0o077:
        yield Finding(Grade.UNSAFE, "Other accounts can read the root key.", f"chmod 600 {path}")
    if settings.PLACES.keys.stat().st_dev == settings.PLACES.home.stat().st_dev:
        yield Finding(
            Grade.CARE,
            "The keys lie on the same disk as the data.",
            "Put PENNYDROP_KEYS on a disk of its own, so that one stolen disk is not enough.",
        )
    yield Finding(
        Grade.CARE,
        "Keep the root key on paper as well, in a locked place.",
        f"It is the line in {path}.",
    )


def _key_copy(at: dt.datetime) -> Iterator[Finding]:
    if not settings.KEY_COPY:
        yield Finding(
            Grade.CARE,
            "The key store has no second copy: if this disk dies, every word is lost.",
            "Set PENNYDROP_KEYS_COPY to a folder on another disk. It is overwritten every day.",
        )
        return
    copy = Path(settings.KEY_COPY) / "keys.sqlite3"
    days = (at.timestamp() - copy.stat().st_mtime) / 86_400 if copy.exists() else None
    if days is None or days > settings.KEY_COPY_DAYS:
        yield Finding(
            Grade.UNSAFE,
            "The copy of the key store is missing or older than receipts promise.",
            "Keep `pennydrop serve` running, or look whether the disk is there.",
        )
    else:
        yield Finding(Grade.FINE, f"The key store was copied {days:.0f} day(s) ago.")
    yield from _place("key store's copy", Path(settings.KEY_COPY))


def _waiting(at: dt.datetime) -> Iterator[Finding]:
    yield Finding(Grade.UNSAFE, "The databases are not up to date.", "Run `pennydrop up`.")


def _keys_belong(at: dt.datetime) -> Iterator[Finding]:
    try:
        check_keys_belong()
    except WrongKeys as problem:
        yield Finding(Grade.UNSAFE, str(problem), "Do not start Pennydrop before that is mended.")
    else:
        yield Finding(Grade.FINE, "The key store belongs to this data.")


def _withdrawals(at: dt.datetime) -> Iterator[Finding]:
    withdrawn = set(Participant.objects.filter(state="withdrawn").values_list("pk", flat=True))
    late = withdrawn & (keys.holders() | keys.holders(kind="raw"))
    if late:
        yield Finding(
            Grade.UNSAFE,
            f"{len(late)} people withdrew but their keys are still there.",
            "Restart Pennydrop: it finishes interrupted withdrawals before it serves.",
        )
    else:
        yield Finding(Grade.FINE, "Nobody who withdrew has keys left.")


def _record(at: dt.datetime) -> Iterator[Finding]:
    problems = broken_seals()
    for problem in problems:
        yield Finding(
            Grade.UNSAFE,
            problem,
            "Somebody changed the record by hand. Find out who can reach the database.",
        )
    old = Event.objects.filter(seal=None, at__lt=at - dt.timedelta(minutes=10)).count()
    if old:
        yield Finding(
            Grade.CARE, f"{old} events wait for their seal.", "Keep `pennydrop serve` running."
        )
    elif not problems:
        yield Finding(Grade.FINE, "The record of who did what is whole.")


def _backups(at: dt.datetime) -> Iterator[Finding]:
    last = Event.objects.filter(what="safety.backup.made").order_by("-at").first()
    if last is None or at - last.at > dt.timedelta(days=7):
        when = f"{(at - last.at).days} days ago" if last else "never"
        yield Finding(
            Grade.CARE,
            f"Last backup: {when}.",
            "Make one under Safety, or `pennydrop backup FILE`.",
        )
    else:
        yield Finding(Grade.FINE, f"Last backup: {last.at:%d %B}.")
    recordings = recordings_here()
    if recordings:
        yield Finding(
            Grade.CARE,
            left_out(recordings),
            "Correct and hand in their drafts soon; until then keep the recorder’s own copy.",
        )


def _disk(at: dt.datetime) -> Iterator[Finding]:
    yield Finding(
        Grade.CARE,
        "What is deleted can linger on the disk's own sectors; no program can see that.",
        "Turn on disk encryption (BitLocker, FileVault, LUKS) on this machine and on backup disks.",
    )


def _filesystem(path: Path) -> str:
    """The kind of file system a path lies on, where the system tells (Linux); else empty."""
    try:
        mounts = [line.split() for line in Path("/proc/mounts").read_text().splitlines()]
    except OSError:
        return ""
    inside = [m for m in mounts if path.is_relative_to(m[1].replace("\\040", " "))]
    return max(inside, key=lambda mount: len(mount[1]))[2] if inside else ""
