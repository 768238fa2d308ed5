"""Servers as child processes: a free port, waiting until they answer, memory, and the end."""

import socket
import subprocess
import time
from pathlib import Path

WAIT_SECONDS = 60


class DidNotStart(Exception):
    """A server did not come up."""


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
