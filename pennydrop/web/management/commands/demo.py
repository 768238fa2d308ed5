"""`pennydrop demo`."""

from typing import Any

from django.utils import timezone

from pennydrop.web.demo.loader import load_demo
from pennydrop.web.demo.state import is_loaded, sign_ins
from pennydrop.web.management.ready import ReadyCommand


class Command(ReadyCommand):
    help = "Load the invented demonstration study, once."

    def handle(self, *args: Any, **options: Any) -> None:
        def say(text: str) -> None:
            self.stdout.write(f"  {text}")
            self.stdout.flush()

        if is_loaded():
            self.stdout.write("The invented study is here already.")
        else:
            load_demo(say=say, at=timezone.now())
            self.stdout.write("The invented study is ready.")
        self.stdout.write("\n".join(sign_ins()))
