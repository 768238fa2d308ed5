"""`pennydrop doctor`."""

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from pennydrop.web.safekeeping.doctor import Grade, examine

MARKS = {Grade.FINE: "ok   ", Grade.CARE: "care ", Grade.UNSAFE: "UNSAFE"}


class Command(BaseCommand):
    help = "Look at settings, keys, databases, permissions and the record; say what is unsafe."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--quiet", action="store_true", help="only what is not fine")

    def handle(self, *args: Any, **options: Any) -> None:
        findings = examine(at=timezone.now())
        for finding in findings:
            if options["quiet"] and finding.grade is Grade.FINE:
                continue
            self.stdout.write(f"{MARKS[finding.grade]:<7}{finding.what}")
            if finding.remedy:
                self.stdout.write(f"       -> {finding.remedy}")
        unsafe = sum(finding.grade is Grade.UNSAFE for finding in findings)
        self.stdout.write("")
        self.stdout.write(f"{unsafe} unsafe." if unsafe else "Nothing unsafe was found.")
        if unsafe:
            sys.exit(1)
