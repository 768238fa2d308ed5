"""Web and background work together, as two processes that live and die as one."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from types import FrameType
from urllib.request import urlopen

WAIT_SECONDS = 60


class PortTaken(Exception):
    """Something else listens there already."""


def check_port(host: str, port: int) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise PortTaken(
                f"Port {port} is in use (is Pennydrop running already?). "
                f"Choose another: PORT={port + 1} pennydrop up"
            ) from error


def web_command(host: str, port: int, workers: int) -> list[str]:
    """granian, WSGI, no access log (rule 3: no address, no agent, no time of a visit)."""
    return [
        sys.executable,
        "-m",
        "granian",
        "--interface",
        "wsgi",
        "--host",
        host,
        "--port",
        str(port),
        "--workers",
        str(workers),
        "--blocking-threads",
        "4",
        "--no-ws",
        "--no-access-log",
        "--log-level",
        "error",
        "--workers-kill-timeout",
        "5",
        "pennydrop.web.wsgi:application",
    ]


def work_command() -> list[str]:
    return [sys.executable, "-m", "pennydrop.web.cli", "work"]


def how_it_ended(name: str, status: int) -> str:
    """One sentence about a process that is over. A negative status is the signal that ended it."""
    if status < 0:
        try:
            which = signal.Signals(-status).name
        except ValueError:
            which = "unknown"
        how = f"was ended by signal {-status} ({which})"
        hint = " The machine may have run out of memory." if -status == signal.SIGKILL else ""
        return f"{name} {how}, so Pennydrop stops.{hint}"
    return f"{name} ended with status {status}, so Pennydrop stops. What it said stands above."


class Together:
    """Starts both processes, stops both when one stops or when asked to."""

    def __init__(self, host: str, port: int, workers: int) -> None:
        self.address = f"http://{host}:{port}/"
        self._commands = {
            "The web server (pages)": web_command(host, port, workers),
            "The background work": work_command(),
        }
        self._running: dict[str, subprocess.Popen[bytes]] = {}

    def start(self) -> None:
        signal.signal(signal.SIGTERM, self._asked_to_stop)
        self._running = {
            # A session of their own: Ctrl+C reaches us alone, and we ask them to stop, once.
            name: subprocess.Popen(command, env=os.environ, start_new_session=True)
            for name, command in self._commands.items()
        }

    def wait_until_served(self) -> bool:
        """True once the first page answers."""
        end = time.monotonic() + WAIT_SECONDS
        while time.monotonic() < end and self._all_alive():
            try:
                with urlopen(self.address + "help/", timeout=5):
                    return True
            except OSError:
                time.sleep(0.1)
        return False

    def wait(self, say: Callable[[str], object]) -> int:
        """Until one of them ends. Returns 0 when we were asked to stop; else 1, having said which
        one ended and how."""
        try:
            while self._all_alive():
                time.sleep(0.5)
        except (KeyboardInterrupt, SystemExit):
            self.stop()
            return 0
        say("\n".join(self.ended()))
        self.stop()
        return 1

    def ended(self) -> list[str]:
        """A line for each process that has ended by itself."""
        states = ((name, process.poll()) for name, process in self._running.items())
        return [how_it_ended(name, status) for name, status in states if status is not None]

    def stop(self) -> None:
        for process in self._running.values():
            if process.poll() is None:
                process.terminate()
        for process in self._running.values():
            try:
                process.wait(timeout=8)
            except subprocess.TimeoutExpired:
                process.kill()

    def _all_alive(self) -> bool:
        return all(process.poll() is None for process in self._running.values())

    def _asked_to_stop(self, number: int, frame: FrameType | None) -> None:
        raise SystemExit(0)
