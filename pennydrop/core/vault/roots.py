"""The root key: one file (and its paper copy), from which every other secret is derived.

Django-free, because the settings themselves need it.
"""

import base64
import os
import secrets
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

SIZE = 32


class RootKeyUnreadable(Exception):
    """The root key file is there but does not hold a root key."""


@dataclass(frozen=True)
class Roots:
    root: bytes = field(repr=False)

    def derive(self, purpose: str, size: int = SIZE) -> bytes:
        """A secret for one purpose (HKDF-SHA256, RFC 5869); the same root gives the same secret."""
        info = f"pennydrop/{purpose}".encode()
        return HKDF(algorithm=SHA256(), length=size, salt=None, info=info).derive(self.root)

    def derive_text(self, purpose: str) -> str:
        return base64.urlsafe_b64encode(self.derive(purpose, 48)).decode()

    def paper(self) -> str:
        """The root key as it is written on paper: base32 (no 0/O, 1/I) in groups of four."""
        text = base64.b32encode(self.root).decode().rstrip("=")
        return " ".join(text[i : i + 4] for i in range(0, len(text), 4))


def load_roots(folder: Path) -> Roots:
    """Read `root.key` in the key store, making it on the first start (mode 0600).

    Raises RootKeyUnreadable rather than making a new one over a damaged file: a new root key would
    make every word unreadable for ever.
    """
    path = folder / "root.key"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        _write_once(path, secrets.token_bytes(SIZE))
    return Roots(_decode(path))


def _write_once(path: Path, root: bytes) -> None:
    # Written aside and then linked into place, so that two processes that start together agree
    # on one key and nobody ever reads half a file.
    aside = path.with_name(f"root.{os.getpid()}.{secrets.token_hex(4)}")
    with os.fdopen(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(base64.b32encode(root).decode() + "\n")
    try:
        os.link(aside, path)
    except FileExistsError:
        pass
    except OSError:  # a file system without hard links
        if not path.exists():
            os.replace(aside, path)
            return
    aside.unlink(missing_ok=True)


def _decode(path: Path) -> bytes:
    text = "".join(path.read_text().split())
    try:
        root = base64.b32decode(text + "=" * (-len(text) % 8))
    except ValueError:
        root = b""
    if len(root) != SIZE:
        raise RootKeyUnreadable(
            f"{path} does not hold a root key. Put the file back, or type the key from paper."
        )
    return root
