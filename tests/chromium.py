"""Where a Chromium is, for the browser tests: the system's, or apt's, or Playwright's.

Debian builds the same Chromium without its window too: it draws the same pages for half the work.
"""

import os
import shutil
import subprocess
from pathlib import Path

SHELL = "chromium-headless-shell"
NAMES = (SHELL, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = [
    "--no-sandbox",  # Chromium refuses its sandbox as root
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Nobody but this machine is found. (Turning strangers away request by request would also turn
    # off the browser's cache, and each page would fetch every style and letter anew.)
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
]


def find_chromium() -> str | None:
    """The browser's path, or None where there is none."""
    named = os.environ.get("PENNYDROP_CHROMIUM")
    if named:
        return named
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    return found or _playwrights_own()


def install_chromium() -> str | None:
    """Try apt where this account may, then Playwright. Returns the path, or None."""
    if shutil.which("apt-get") and os.geteuid() == 0:
        quietly(["apt-get", "update", "-qq"])
        for package in ("poppler-utils", SHELL, "chromium"):
            if package != "chromium" or find_chromium() is None:  # not every system has the shell
                quietly(["apt-get", "install", "-y", "-qq", package])
    if find_chromium() is None:
        quietly(["python", "-m", "playwright", "install", "chromium"])
    return find_chromium()


def quietly(command: list[str]) -> None:
    subprocess.run(
        command,
        check=False,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        timeout=600,
        env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
    )


def _playwrights_own() -> str | None:
    places = [Path.home() / ".cache/ms-playwright", Path.home() / "Library/Caches/ms-playwright"]
    for place in places:
        for path in sorted(place.glob("chromium-*/chrome-*/chrome")):
            return str(path)
    return None
