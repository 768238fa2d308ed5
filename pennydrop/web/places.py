"""The three places (data, key store, scratch) and how each is found.

Why three: backups of the data may be many and old; the key store has one current copy, so that
a key once destroyed is destroyed; scratch is never backed up and may be deleted at any time.
"""

import os
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit


class UnsafePlace(Exception):
    """A place stands where it would undo what another promises."""


@dataclass(frozen=True)
class Places:
    home: Path
    keys: Path
    scratch: Path


def find_places(environ: dict[str, str] | None = None) -> Places:
    """Read PENNYDROP_HOME, PENNYDROP_KEYS and PENNYDROP_SCRATCH.

    One that is set to nothing is as one that is not set. Raises UnsafePlace when the key store
    would lie inside the data: a copy of the data would then carry its own keys.
    """
    env = os.environ if environ is None else environ
    home = Path(env.get("PENNYDROP_HOME") or "./var").expanduser().resolve()
    keys = Path(env.get("PENNYDROP_KEYS") or "./keys").expanduser().resolve()
    scratch = Path(env.get("PENNYDROP_SCRATCH") or "./scratch").expanduser().resolve()
    if keys == home or home in keys.parents:
        raise UnsafePlace(
            f"The key store ({keys}) must not lie inside the data folder ({home}). "
            "Set PENNYDROP_KEYS to a folder of its own."
        )
    if scratch in (home, keys) or home in scratch.parents or keys in scratch.parents:
        raise UnsafePlace(
            f"The scratch folder ({scratch}) must not lie inside the data or the key store. "
            "Set PENNYDROP_SCRATCH to a folder of its own, on a memory disk where there is one."
        )
    return Places(home=home, keys=keys, scratch=scratch)


# Not trusted_schema=OFF: Django's JSON columns check themselves with JSON_VALID, which SQLite then
# refuses as unsafe.
SAFE_SQLITE = "PRAGMA foreign_keys=ON;PRAGMA secure_delete=ON;PRAGMA cell_size_check=ON;"


def sqlite_database(path: Path, *, journal: str) -> dict[str, object]:
    """Django settings for one SQLite file: overwrites what it deletes, and locks at the start of a
    write, so that two writers wait for each other instead of failing half-way.

    What was acknowledged is on the disk (docs/decisions/0014-acknowledged-is-on-the-disk.md).
    EXTRA differs from FULL only where there is no write-ahead log: it also waits for the folder to
    forget the journal, without which a power cut could bring a destroyed key back.
    """
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "CONN_MAX_AGE": 60,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": f"PRAGMA journal_mode={journal};PRAGMA synchronous=EXTRA;"
            + SAFE_SQLITE,
        },
    }


def database_from_url(url: str) -> dict[str, object]:
    """`postgresql://user:password@host:port/name?sslmode=require` as Django settings.

    Raises ValueError for any other kind of address.
    """
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ValueError(
            f"DATABASE_URL starts with {parts.scheme!r}; Pennydrop knows postgresql:// only. "
            "Leave it out to use SQLite."
        )
    options = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", None) or unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "OPTIONS": options,
    }
