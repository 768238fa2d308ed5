"""`pennydrop up`: from nothing to a served page."""

import os
from argparse import ArgumentParser
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from pennydrop.web.demo.loader import load_demo
from pennydrop.web.demo.state import is_loaded
from pennydrop.web.readiness import WrongKeys, finish_what_was_interrupted, migrate


class Command(BaseCommand):
    help = "Get everything ready and serve it: databases, the invented study (once), web and work."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1", help="address to listen on")
        parser.add_argument("--port", type=int, default=int(os.environ.get("PORT", "8000")))
        parser.add_argument("--no-demo", action="store_true", help="without the invented study")

    def handle(self, *args: Any, **options: Any) -> None:
        def say(text: str) -> None:
            self.stdout.write(f"  {text}")
            self.stdout.flush()

        migrate(say)
        try:
            finish_what_was_interrupted(say, timezone.now())
        except WrongKeys as problem:
            raise CommandError(str(problem)) from problem
        if not options["no_demo"] and not is_loaded():
            load_demo(say=say, at=timezone.now())
        call_command("serve", host=options["host"], port=options["port"], stdout=self.stdout)
