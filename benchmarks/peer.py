"""The environment that Taguette runs in: its own, inside `.bench`, never Pennydrop's."""

import os
import re
import subprocess
import sys
from pathlib import Path

from uv import find_uv_bin

ROOT = Path(__file__).parents[1]
LOCK = ROOT / "requirements/bench.lock"
PLACE = ROOT / ".bench"


class WrongEnvironment(Exception):
    """Taguette's old libraries would go into an environment that is not its own."""


def environment() -> Path:
    """The Python of Taguette's own environment, made when missing or when its lock changed.

    Raises WrongEnvironment rather than install anything anywhere else.
    """
    home = PLACE / "taguette"
    python = home / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    stamp = PLACE / "bench.lock"
    if stamp.exists() and stamp.read_bytes() == LOCK.read_bytes():
        return python
    PLACE.mkdir(exist_ok=True)
    # The program itself: `python -m uv` installs beside the Python that runs it, whatever
    # VIRTUAL_ENV says. Hence also the explicit target, and the question before the answer.
    uv = find_uv_bin()
    subprocess.run([uv, "venv", "--quiet", "--clear", "--python", sys.executable, home], check=True)
    check_own_environment(python)
    subprocess.run(
        [uv, "pip", "install", "--quiet", "--require-hashes", "--python", python, "-r", LOCK],
        check=True,
    )
    stamp.write_bytes(LOCK.read_bytes())
    return python


def check_own_environment(python: Path) -> None:
    """Raises WrongEnvironment unless this Python belongs to an environment inside `.bench`."""
    said = subprocess.run(
        [python, "-c", "import sys; print(sys.prefix)"], check=True, capture_output=True, text=True
    )
    prefix = Path(said.stdout.strip()).resolve()
    if PLACE.resolve() not in prefix.parents or prefix == Path(sys.prefix).resolve():
        raise WrongEnvironment(f"{prefix} is not inside {PLACE}; nothing was installed.")


def version() -> str:
    found = re.search(r"^taguette==([\w.]+)", LOCK.read_text(), re.M)
    return found[1] if found else "?"
