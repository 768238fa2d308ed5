"""Child processes: loaders that print one line, and servers from their free port to their end."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.peer import ROOT

WAIT_SECONDS = 60


class DidNotStart(Exception):
    """A server did not come up."""


def last_line(command: Sequence[str | Path], environ: dict[str, str]) -> str:
    """The last line that a command prints. What it says besides is shown only when it fails."""
    done = subprocess.run(
        command, cwd=ROOT, env={**os.environ, **environ, "PYTHONPATH": str(ROOT)},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        print(done.stderr[-3000:], file=sys.stderr)
        raise SystemExit(f"{command[-2]} failed with status {done.returncode}.")
    return (done.stdout.strip().splitlines() or [""])[-1]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(port: int, process: subprocess.Popen[bytes], name: str) -> None:
    """Return once something listens on the port. Raises DidNotStart."""
    end = time.monotonic() + WAIT_SECONDS
    while time.monotonic() < end and process.poll() is None:
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=1):
                return
        except OSError:
            time.sleep(0.05)
    raise DidNotStart(f"{name} did not come up on port {port}.")


def stop(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def memory_of(pid: int) -> dict[str, int]:
    """Resident memory (RSS, bytes) of a process and of all that descend from it, by command line.

    Empty where the system has no /proc. Pages that two processes share are counted in both.
    """
    found: dict[str, int] = {}
    waiting = [pid]
    while waiting:
        here = waiting.pop()
        try:
            status = Path(f"/proc/{here}/status").read_text()
            line = Path(f"/proc/{here}/cmdline").read_bytes().replace(b"\0", b" ").decode().strip()
            children = Path(f"/proc/{here}/task/{here}/children").read_text()
        except OSError:
            continue
        kib = [row.split()[1] for row in status.splitlines() if row.startswith("VmRSS")]
        found[f"{here} {line}"] = int(kib[0]) * 1024 if kib else 0
        waiting += [int(child) for child in children.split()]
    return found
