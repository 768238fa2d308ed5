"""Whether the invented study is here, and who signs in to it."""

from pathlib import Path

from django.conf import settings

from pennydrop.rooms.listen.models import Study


def is_loaded() -> bool:
    return Study.objects.filter(invented=True).exists()


def has_real_study() -> bool:
    return Study.objects.filter(invented=False).exists()


def card() -> Path:
    """The file beside the data that keeps the demo's sign-ins, so that later starts print them."""
    return Path(settings.PLACES.home) / "demo-sign-ins.txt"


def sign_ins() -> list[str]:
    """The lines that `pennydrop up` prints; none when the demo was not loaded here."""
    path = card()
    return path.read_text(encoding="utf-8").splitlines() if path.exists() and is_loaded() else []
