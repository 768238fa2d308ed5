"""`pennydrop serve`: pages and background work together."""

import os
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from pennydrop.web.demo.state import sign_ins
from pennydrop.web.readiness import (
    DATABASES,
    WrongKeys,
    finish_what_was_interrupted,
    pending_migrations,
)
from pennydrop.web.serving import PortTaken, Together, check_port


class Command(BaseCommand):
    help = "Serve the pages and run the background work, until Ctrl+C."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1", help="address to listen on")
        parser.add_argument("--port", type=int, default=int(os.environ.get("PORT", "8000")))
        parser.add_argument("--workers", type=int, default=1, help="web processes")

    def handle(self, *args: Any, **options: Any) -> None:
        host, port = options["host"], options["port"]
        try:
            check_port(host, port)
        except PortTaken as problem:
            raise CommandError(str(problem)) from problem
        if any(pending_migrations(alias) for alias in DATABASES):
            raise CommandError("The database is not up to date. Run `pennydrop up` once.")
        try:
            finish_what_was_interrupted(self.stdout.write, timezone.now())
        except WrongKeys as problem:
            raise CommandError(str(problem)) from problem
        os.environ["PORT"] = str(port)  # for the addresses that the processes write
        together = Together(host, port, options["workers"])
        together.start()
        if not together.wait_until_served():
            ended = " ".join(together.ended())
            together.stop()
            reason = f"The pages did not come up. {ended}".rstrip()
            raise CommandError(f"{reason} `pennydrop doctor` may say why.")
        self._say_where(together.address, sign_ins())
        sys.exit(together.wait(self.stderr.write))

    def _say_where(self, address: str, sign_ins: list[str]) -> None:
        lines = ["", f"Pennydrop is at {address}", ""]
        if sign_ins:
            lines += ["The study you see is invented. Sign in to it as:", *sign_ins, ""]
        lines.append("Stop with Ctrl+C. Your data stays.")
        self.stdout.write("\n".join(lines))
        self.stdout.flush()
