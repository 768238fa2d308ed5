"""Web and background work together, as two processes that live and die as one."""

import os
import signal
import socket
import subprocess
import sys
import time
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
        "warning",
        "--workers-kill-timeout",
        "5",
        "pennydrop.web.wsgi:application",
    ]


def work_command() -> list[str]:
    return [sys.executable, "-m", "pennydrop.web.cli", "work"]


class Together:
    """Starts both processes, stops both when one stops or when asked to."""

    def __init__(self, host: str, port: int, workers: int) -> None:
        self.address = f"http://{host}:{port}/"
        self._commands = [web_command(host, port, workers), work_command()]
        self._running: list[subprocess.Popen[bytes]] = []

    def start(self) -> None:
        signal.signal(signal.SIGTERM, self._asked_to_stop)
        self._running = [subprocess.Popen(command, env=os.environ) for command in self._commands]

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

    def wait(self) -> int:
        """Until one of them ends. Returns 0 when we were asked to stop."""
        try:
            while self._all_alive():
                time.sleep(0.5)
        except (KeyboardInterrupt, SystemExit):
            self.stop()
            return 0
        self.stop()
        return 1

    def stop(self) -> None:
        for process in self._running:
            if process.poll() is None:
                process.terminate()
        for process in self._running:
            try:
                process.wait(timeout=8)
            except subprocess.TimeoutExpired:
                process.kill()

    def _all_alive(self) -> bool:
        return all(process.poll() is None for process in self._running)

    def _asked_to_stop(self, number: int, frame: FrameType | None) -> None:
        raise SystemExit(0)
