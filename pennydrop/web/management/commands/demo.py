"""`pennydrop demo`."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from pennydrop.web.demo.loader import load_demo
from pennydrop.web.demo.state import is_loaded, sign_ins
from pennydrop.web.readiness import migrate


class Command(BaseCommand):
    help = "Load the invented demonstration study, once."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        def say(text: str) -> None:
            self.stdout.write(f"  {text}")
            self.stdout.flush()

        migrate(say)
        if is_loaded():
            self.stdout.write("The invented study is here already.")
        else:
            load_demo(say=say, at=timezone.now())
            self.stdout.write("The invented study is ready.")
        self.stdout.write("\n".join(sign_ins()))
